//! Where something happened: a geometry, how far off it may be, and why it is drawn there.

use super::Words;

/// How finely the source places the incident. Ordered from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacePrecision {
    Exact,
    Within100m,
    Street,
    Landmark,
    Neighbourhood,
    Village,
    Town,
    City,
    Subdistrict,
    District,
    Governorate,
    Line,
    Area,
    Country,
    Unknown,
}

impl PlacePrecision {
    pub const ALL: [Self; 15] = [
        Self::Exact,
        Self::Within100m,
        Self::Street,
        Self::Landmark,
        Self::Neighbourhood,
        Self::Village,
        Self::Town,
        Self::City,
        Self::Subdistrict,
        Self::District,
        Self::Governorate,
        Self::Line,
        Self::Area,
        Self::Country,
        Self::Unknown,
    ];
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Within100m => "within_100m",
            Self::Street => "street",
            Self::Landmark => "landmark",
            Self::Neighbourhood => "neighbourhood",
            Self::Village => "village",
            Self::Town => "town",
            Self::City => "city",
            Self::Subdistrict => "subdistrict",
            Self::District => "district",
            Self::Governorate => "governorate",
            Self::Line => "line",
            Self::Area => "area",
            Self::Country => "country",
            Self::Unknown => "unknown",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.as_str() == word)
    }
    /// The radius in metres that Marsad assumes where the source names a precision and no figure.
    pub fn default_radius_m(self) -> Option<f64> {
        match self {
            Self::Exact => Some(50.0),
            Self::Within100m => Some(100.0),
            Self::Street => Some(250.0),
            Self::Landmark => Some(500.0),
            Self::Neighbourhood => Some(1_000.0),
            Self::Village => Some(1_500.0),
            Self::Town => Some(2_500.0),
            Self::City => Some(5_000.0),
            Self::Subdistrict => Some(15_000.0),
            Self::District => Some(30_000.0),
            Self::Governorate => Some(75_000.0),
            Self::Line | Self::Area | Self::Country | Self::Unknown => None,
        }
    }
}

/// How far the true place may lie from the geometry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Radius {
    /// Metres, stated by the source or by the gazetteer entry.
    Stated(f64),
    /// Metres, taken from the precision class because the source gives no figure.
    Assumed(f64),
    /// Nobody says. Drawn in its own look, never as exact.
    Unknown,
}

impl Radius {
    /// Metres, where any figure is known.
    pub fn metres(self) -> Option<f64> {
        match self {
            Self::Stated(m) | Self::Assumed(m) => Some(m),
            Self::Unknown => None,
        }
    }
}

/// Who put the incident there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacedHow {
    /// The source gives the coordinates.
    Reported,
    /// Looked up by name: the id of the gazetteer entry.
    Gazetteer { entry: String },
    /// An analyst put it there.
    ByHand,
}

/// One place of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// WGS 84, longitude then latitude, degrees. Never empty, every ordinate finite and in range.
    pub geometry: geo::Geometry<f64>,
    pub radius: Radius,
    pub precision: PlacePrecision,
    pub how: PlacedHow,
    /// The place's name in the source's words.
    pub name: Words,
    /// Why it is drawn there and so large, for the reader.
    pub reason: Words,
    /// Administrative names from large to small: governorate, district, subdistrict.
    pub admin: Vec<String>,
    /// The third ordinate as given, with what it means ("depth_km", "altitude_m", "unknown").
    pub third_ordinate: Option<(f64, &'static str)>,
}
