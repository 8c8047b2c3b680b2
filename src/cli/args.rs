//! The arguments, as a newcomer reads them under `--help`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  marsad                                   the bundled incidents, in a window
  marsad export.geojson other.geojson      two files as two layers
  marsad check export.geojson              what is in the file, and what could not be read
  marsad query export.geojson --count --json --from 2022-01-05 --to 2022-01-06
  marsad query export.geojson --list --json --where \"source = 'SOHR' AND has_place = true\"
  marsad convert incidents.xlsx incidents.geojson
  marsad render export.geojson --out map.png --size 1600x900 --lang ar

Times are ISO 8601: 2022, 2022-01, 2022-01-05, 2022-01-05T04:30, with Z or an offset; without either they are UTC,
unless --zone names another zone. --from is the first instant shown, --to the first instant no longer shown.
Nothing is ever fetched from the network by these commands.";

/// See what happened, when, where, and according to whom.
#[derive(Parser)]
#[command(name = "marsad", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Action>,
    /// Files to open in the window, each as a layer; none opens the bundled incidents.
    pub files: Vec<String>,
    #[command(flatten)]
    pub window: WindowArgs,
}

#[derive(clap::Args, Default)]
pub struct WindowArgs {
    /// Language of the interface.
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    #[arg(long, value_enum)]
    pub theme: Option<ThemeArg>,
    /// Draw the window into this PNG instead of opening it; needs no display and no graphics driver.
    #[arg(long, value_name = "PNG")]
    pub picture: Option<PathBuf>,
    /// Width and height of that picture in logical pixels.
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    pub size: Size,
    /// Physical pixels to a logical one in that picture.
    #[arg(long, default_value_t = 1.0)]
    pub scale: f32,
    /// Select the incident with this id.
    #[arg(long, value_name = "ID")]
    pub select: Option<String>,
    /// Open the list of incidents.
    #[arg(long)]
    pub list: bool,
    /// How the map draws the incidents.
    #[arg(long, value_enum, default_value = "marks")]
    pub look: LookArg,
    /// Show what lies between --from and --to.
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
}

#[derive(Subcommand)]
pub enum Action {
    /// Read files and report: seen, on map, without place, quarantined and why.
    Check(CheckArgs),
    /// Draw the map with its incidents into a PNG.
    Render(RenderArgs),
    /// Count, list or sum up the incidents that pass a filter.
    Query(QueryArgs),
    /// Tell what a name may mean on the map, in any spelling.
    Places(PlacesArgs),
    /// Write the incidents of a file in another format: GeoJSON, lines of GeoJSON, or CSV.
    Convert(ConvertArgs),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LookArg {
    #[default]
    Marks,
    /// Every incident as its own point.
    Points,
    Density,
    Hexagons,
    /// Marks, and the incidents of each actor joined in the order of time.
    Tracks,
}

#[derive(clap::Args)]
pub struct PlacesArgs {
    /// The name, in Arabic or Latin letters.
    #[arg(required = true)]
    pub text: Vec<String>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
    /// At most so many readings.
    #[arg(long, default_value_t = 8, value_parser = limit)]
    pub limit: usize,
}

#[derive(clap::Args)]
pub struct ConvertArgs {
    /// The file to read, in any format that Marsad knows.
    pub input: String,
    /// The file to write; - is standard output.
    pub output: String,
    /// The format; else it is told from the ending: .geojson and .json, .geojsonl and .ndjson, .csv.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<FormatArg>,
    /// Replace the file where there is one already.
    #[arg(long)]
    pub force: bool,
    /// In CSV, put an apostrophe before text that a spreadsheet would take for a formula.
    #[arg(long)]
    pub guard_formulas: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    Geojson,
    Ndjson,
    Csv,
}

#[derive(clap::Args)]
pub struct CheckArgs {
    #[arg(required = true)]
    pub files: Vec<String>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which incidents take part.
#[derive(clap::Args, Clone)]
pub struct Selecting {
    /// A filter in the text form of CQL2; the fields are listed by `marsad query --fields`.
    #[arg(long = "where", value_name = "FILTER")]
    pub filter: Option<String>,
    /// Only what lies in this box: west, south, east, north in degrees. West may be greater than east: the box then
    /// crosses the antimeridian.
    #[arg(long, value_name = "W,S,E,N", value_parser = bbox, allow_hyphen_values = true)]
    pub bbox: Option<Bbox>,
    /// First instant of the window.
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// First instant after the window.
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    /// The zone in which times without an offset are meant, as an IANA name.
    #[arg(long, default_value = "UTC")]
    pub zone: String,
}

#[derive(clap::Args)]
pub struct RenderArgs {
    /// Files to draw; none draws the bundled incidents.
    pub files: Vec<String>,
    #[arg(long, value_name = "PNG")]
    pub out: PathBuf,
    #[arg(long, value_name = "WxH", default_value = "1600x900", value_parser = size)]
    pub size: Size,
    /// Physical pixels to a logical one.
    #[arg(long, default_value_t = 1.0)]
    pub scale: f32,
    #[command(flatten)]
    pub selecting: Selecting,
    #[arg(long, value_enum, default_value = "en")]
    pub lang: LangArg,
    #[arg(long, value_enum, default_value = "light")]
    pub theme: ThemeArg,
    /// How the map draws the incidents.
    #[arg(long, value_enum, default_value = "marks")]
    pub look: RenderLookArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RenderLookArg {
    /// A mark for each place, summed up where there are too many.
    Marks,
    /// Every incident as its own point.
    Points,
}

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("question").required(true).args(["count", "hist", "list", "fields"])))]
pub struct QueryArgs {
    /// Files to ask; none asks the bundled incidents.
    pub files: Vec<String>,
    /// How many: total, shown, certain, possible, undated, without place, filtered.
    #[arg(long)]
    pub count: bool,
    /// A histogram over time.
    #[arg(long, value_enum, value_name = "UNIT")]
    pub hist: Option<UnitArg>,
    /// The incidents themselves, in time order.
    #[arg(long)]
    pub list: bool,
    /// The fields that --where knows.
    #[arg(long)]
    pub fields: bool,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub selecting: Selecting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Ar,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnitArg {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Width and height in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size(pub [f32; 2]);

impl Default for Size {
    fn default() -> Self {
        Self([1440.0, 900.0])
    }
}

/// West, south, east, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bbox(pub [f64; 4]);

fn size(text: &str) -> Result<Size, String> {
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or("write it as 1600x900")?;
    let side = |text: &str| match text.trim().parse::<u32>() {
        Ok(side) if (64..=16_384).contains(&side) => Ok(side as f32),
        _ => Err("each side is a whole number from 64 to 16384".to_owned()),
    };
    Ok(Size([side(width)?, side(height)?]))
}

fn limit(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|limit| *limit > 0).ok_or_else(|| "it is a whole number from 1 on".to_owned())
}

fn bbox(text: &str) -> Result<Bbox, String> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
    let numbers = numbers.map_err(|_| "write it as west,south,east,north, for example 39,33,43,37.5")?;
    let [west, south, east, north] = numbers[..] else {
        return Err("four numbers are needed: west,south,east,north".to_owned());
    };
    let lon_ok = (-180.0..=180.0).contains(&west) && (-180.0..=180.0).contains(&east);
    if !lon_ok || south < -90.0 || north > 90.0 || south >= north {
        return Err("longitudes lie within ±180, latitudes within ±90, and south is less than north".to_owned());
    }
    Ok(Bbox([west, south, east, north]))
}
