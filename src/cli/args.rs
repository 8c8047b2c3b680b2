//! The arguments, as a newcomer reads them under `--help`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};

use crate::domain::FacetField;
use crate::state::FACETS;

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
#[command(group(clap::ArgGroup::new("question").required(true).args(["count", "hist", "list", "fields", "describe", "facets", "grid", "cube", "page", "id"])))]
pub struct QueryArgs {
    /// Files to ask; none asks the bundled incidents.
    pub files: Vec<String>,
    /// How many: total, shown, certain, possible, undated, without place, filtered.
    #[arg(long)]
    pub count: bool,
    /// A histogram over time.
    #[arg(long, value_enum, value_name = "UNIT")]
    pub hist: Option<UnitArg>,
    /// With --hist: each category for itself.
    #[arg(long, requires = "hist")]
    pub by_category: bool,
    /// The incidents themselves, in time order.
    #[arg(long)]
    pub list: bool,
    /// The next so many of them.
    #[arg(long, value_name = "COUNT")]
    pub page: Option<usize>,
    /// With --page: behind this key, which the page before has named.
    #[arg(long, value_name = "KEY", requires = "page", value_parser = page_key, allow_hyphen_values = true)]
    pub after: Option<AfterKey>,
    /// The incidents with these ids.
    #[arg(long, value_name = "ID")]
    pub id: Vec<String>,
    /// The commonest values of a field.
    #[arg(long, value_enum, value_name = "FIELD")]
    pub facets: Vec<FacetField>,
    /// With --facets: at most so many values of each field.
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub top: usize,
    /// Sums over squares of the map, 2^BITS by 2^BITS to the world.
    #[arg(long, value_name = "BITS", value_parser = clap::value_parser!(u8).range(..=20))]
    pub grid: Option<u8>,
    /// The same, also by the time in which incidents begin and by category.
    #[arg(long, value_name = "BITS", value_parser = clap::value_parser!(u8).range(..=20))]
    pub cube: Option<u8>,
    /// With --cube: the bins of time.
    #[arg(long, value_enum, value_name = "UNIT", default_value = "month")]
    pub bins: UnitArg,
    /// What each file is: incidents, times, extent, and the version of its data.
    #[arg(long)]
    pub describe: bool,
    /// Answer only where the data is of this version, as --describe tells it; with several files one for each.
    #[arg(long, value_name = "VERSION", value_parser = version)]
    pub data_version: Vec<u64>,
    /// Give up where there is no answer after so many seconds; reading the files and their records does not count.
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<f64>,
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

impl ValueEnum for FacetField {
    fn value_variants<'a>() -> &'a [Self] {
        &FACETS
    }
    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(facet_name(*self)))
    }
}

/// As it is written on the command line; in JSON with underscores.
pub fn facet_name(field: FacetField) -> &'static str {
    match field {
        FacetField::Category => "category",
        FacetField::Actor => "actor",
        FacetField::Source => "source",
        FacetField::Grade => "grade",
        FacetField::TimePrecision => "time-precision",
        FacetField::PlacePrecision => "place-precision",
    }
}

/// Where a page ends: the number of the file, counted from 0, and the place in its order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AfterKey {
    /// Milliseconds since 1970, UTC; the greatest number for the undated.
    pub earliest: i64,
    pub file: usize,
    pub index: u64,
}

impl std::fmt::Display for AfterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.earliest, self.file, self.index)
    }
}

fn page_key(text: &str) -> Result<AfterKey, String> {
    let read = || {
        let mut parts = text.split(':');
        let (earliest, file) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(AfterKey { earliest, file, index: parts.next()?.parse().ok()? })
    };
    read().ok_or_else(|| "a key is what a page ends with, as 1641340800000:0:17".to_owned())
}

fn version(text: &str) -> Result<u64, String> {
    u64::from_str_radix(text, 16).map_err(|_| "a version is 16 digits, as --describe tells it".to_owned())
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
