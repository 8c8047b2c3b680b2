//! GeoJSON geometries as text, and the few coordinate systems that are turned to WGS 84.

use super::job::number;
use crate::domain::lon_lat_from_mercator;
use crate::domain::notation::lon_lat_from_utm;
use crate::import::notes::{self, NoteText};

/// The coordinate systems that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crs {
    Wgs84,
    /// EPSG:3857, metres.
    WebMercator,
    /// A zone of UTM on WGS 84, metres.
    Utm {
        zone: u8,
        north: bool,
    },
}

/// Metres around the sphere on which Web Mercator is defined.
const AROUND_M: f64 = std::f64::consts::TAU * 6_378_137.0;

impl Crs {
    /// By EPSG code; 0 and -1 are what GeoPackage says for “not known”, and are read as WGS 84.
    pub fn from_epsg(code: i64) -> Option<Self> {
        match code {
            4326 | 4979 | 0 | -1 => Some(Self::Wgs84),
            3857 | 900_913 | 102_100 => Some(Self::WebMercator),
            32_601..=32_660 => Some(Self::Utm { zone: u8::try_from(code - 32_600).ok()?, north: true }),
            32_701..=32_760 => Some(Self::Utm { zone: u8::try_from(code - 32_700).ok()?, north: false }),
            _ => None,
        }
    }

    /// By the authority and code within a name: `EPSG:3857`, `urn:ogc:def:crs:EPSG::3857`, `…/def/crs/EPSG/0/3857`, `…:OGC:1.3:CRS84`.
    fn from_name(name: &str) -> Option<Self> {
        let upper = name.to_ascii_uppercase();
        let mut parts = upper.split([':', '/', '#']);
        if parts.clone().any(|part| matches!(part, "CRS84" | "CRS84H" | "WGS84" | "WGS 84")) {
            return Some(Self::Wgs84);
        }
        parts.find(|part| matches!(*part, "EPSG" | "ESRI"))?;
        // A version may stand before the code: `EPSG:6.9:4326`, `EPSG/0/3857`.
        let code = parts.filter_map(|part| part.parse::<i64>().ok()).find(|code| *code > 0)?;
        Self::from_epsg(code)
    }

    /// What tells that coordinates were turned.
    pub fn note(self) -> Option<NoteText> {
        match self {
            Self::Wgs84 => None,
            Self::WebMercator => Some(notes::WEB_MERCATOR),
            Self::Utm { .. } => Some(notes::UTM),
        }
    }

    /// By the well-known text of a `.prj` file. Its datum says where a degree lies, its unit what the numbers mean: that a text tells how to
    /// go over to WGS 84 (`TOWGS84`) does not make it WGS 84.
    pub fn from_wkt(text: &str) -> Option<Self> {
        let folded = folded(text);
        if folded.starts_with("projcs") || folded.starts_with("projcrs") {
            let is_web = ["webmercator", "pseudomercator", "popularvisualisation"].iter().any(|name| folded.contains(name));
            return if is_web { Some(Self::WebMercator) } else { utm_zone(text).filter(|_| is_on_wgs84(text)) };
        }
        let is_wgs84 = is_on_wgs84(text);
        // The last number behind a name in quotes, as in `UNIT["Degree",0.0174532925199433]`.
        let number_of = |names: &[&str]| {
            let rest = member(text, names)?.split('"').nth(2)?;
            rest.trim_start_matches(',').split([',', ']', ')']).next()?.trim().parse::<f64>().ok()
        };
        let in_degrees = number_of(&["ANGLEUNIT", "UNIT"]).is_none_or(|unit| (unit - 1f64.to_radians()).abs() < 1e-9);
        let from_greenwich = number_of(&["PRIMEM"]).is_none_or(|degrees| degrees == 0.0);
        (is_wgs84 && in_degrees && from_greenwich).then_some(Self::Wgs84)
    }

    /// Longitude and latitude in degrees; not numbers where the system has no such position.
    pub fn degrees(self, x: f64, y: f64) -> [f64; 2] {
        match self {
            Self::Wgs84 => [x, y],
            Self::WebMercator => {
                let at = lon_lat_from_mercator([0.5 + x / AROUND_M, 0.5 - y / AROUND_M]);
                [at.lon, at.lat]
            }
            Self::Utm { zone, north } => lon_lat_from_utm(zone, north, x, y).map_or([f64::NAN; 2], |at| [at.lon, at.lat]),
        }
    }

    /// A position as GeoJSON writes it; `null` ordinates for what is no number.
    pub fn position(self, x: f64, y: f64, z: Option<f64>) -> String {
        let [lon, lat] = self.degrees(x, y);
        match z.filter(|z| z.is_finite()) {
            Some(z) => format!("[{},{},{}]", number(lon), number(lat), number(z)),
            None => format!("[{},{}]", number(lon), number(lat)),
        }
    }
}

/// A coordinate system as a file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCrs {
    pub name: String,
    /// `None` where Marsad cannot turn it to WGS 84.
    pub crs: Option<Crs>,
}

impl NamedCrs {
    /// From the member `crs` of GeoJSON, as it was before RFC 7946; `None` where that names WGS 84 or nothing.
    pub fn in_member(json: &str) -> Option<Self> {
        let value: serde_json::Value = serde_json::from_str(json).ok()?;
        let properties = value.get("properties");
        let of = |key: &str| properties?.get(key);
        let name = match (of("name").or_else(|| of("href")).and_then(|name| name.as_str()).or_else(|| value.as_str()), of("code")) {
            (Some(name), _) => name.to_owned(),
            (None, Some(code)) => format!("EPSG:{}", code.as_str().map_or_else(|| code.to_string(), ToOwned::to_owned)),
            (None, None) => return None,
        };
        let crs = Crs::from_name(&name);
        (crs != Some(Crs::Wgs84)).then_some(Self { name, crs })
    }
}

/// Whether the datum of a well-known text is WGS 84.
fn is_on_wgs84(text: &str) -> bool {
    let datum = member(text, &["DATUM", "ENSEMBLE"]).and_then(|rest| rest.split('"').nth(1));
    datum.map(folded).is_some_and(|datum| {
        let datum = datum.strip_prefix('d').unwrap_or(&datum);
        ["wgs1984", "wgs84", "worldgeodeticsystem1984"].iter().any(|name| datum.starts_with(name))
    })
}

/// The zone that a well-known text has in its name: `WGS_1984_UTM_Zone_37N`, `WGS 84 / UTM zone 37N`.
fn utm_zone(text: &str) -> Option<Crs> {
    let name = folded(text.split('"').nth(1)?);
    let zone = name.split_once("utmzone")?.1;
    let (number, north) = match zone.strip_suffix('n') {
        Some(number) => (number, true),
        None => (zone.strip_suffix('s')?, false),
    };
    let zone = number.parse().ok().filter(|zone| (1..=60).contains(zone))?;
    Some(Crs::Utm { zone, north })
}

fn folded(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What stands behind the keyword of a well-known text and its bracket; the first of the keywords that stands there.
fn member<'a>(text: &'a str, keywords: &[&str]) -> Option<&'a str> {
    let upper = text.to_ascii_uppercase();
    keywords.iter().find_map(|keyword| {
        let at = ["[", "("].iter().find_map(|bracket| {
            upper.match_indices(&format!("{keyword}{bracket}")).map(|(at, _)| at).find(|at| {
                // `UNIT[` is the end of `ANGLEUNIT[` too.
                !upper.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()))
            })
        })?;
        text.get(at + keyword.len() + 1..)
    })
}

/// A JSON array of parts that are JSON text already.
pub fn array(parts: &[String]) -> String {
    format!("[{}]", parts.join(","))
}

pub fn geometry(kind: &str, coordinates: &str) -> String {
    format!("{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}")
}

pub fn collection(geometries: &[String]) -> String {
    format!("{{\"type\":\"GeometryCollection\",\"geometries\":[{}]}}", geometries.join(","))
}

/// The sentence with which records in another coordinate system are set aside, and what to do.
pub fn other_crs(name: &str) -> (String, &'static str) {
    (format!("The coordinates are in {name}, which Marsad does not turn to WGS 84."), "Export in WGS 84 (EPSG:4326).")
}
