//! GeoJSON geometries as text, and the few coordinate systems that are turned to WGS 84.

use super::job::number;
use crate::domain::lon_lat_from_mercator;

/// The coordinate systems that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crs {
    Wgs84,
    /// EPSG:3857, metres.
    WebMercator,
}

/// Metres around the sphere on which Web Mercator is defined.
const AROUND_M: f64 = std::f64::consts::TAU * 6_378_137.0;

impl Crs {
    /// By EPSG code; 0 and -1 are what GeoPackage says for “not known”, and are read as WGS 84.
    pub fn from_epsg(code: i64) -> Option<Self> {
        match code {
            4326 | 4979 | 0 | -1 => Some(Self::Wgs84),
            3857 | 900_913 | 102_100 => Some(Self::WebMercator),
            _ => None,
        }
    }

    /// By the well-known text of a `.prj` file. Its datum says where a degree lies, its unit what the numbers mean: that a text tells how to
    /// go over to WGS 84 (`TOWGS84`) does not make it WGS 84.
    pub fn from_wkt(text: &str) -> Option<Self> {
        let folded = folded(text);
        if folded.starts_with("projcs") || folded.starts_with("projcrs") {
            let is_web = ["webmercator", "pseudomercator", "popularvisualisation"].iter().any(|name| folded.contains(name));
            return is_web.then_some(Self::WebMercator);
        }
        let datum = member(text, &["DATUM", "ENSEMBLE"]).and_then(|rest| rest.split('"').nth(1));
        let is_wgs84 = datum.map(self::folded).is_some_and(|datum| {
            let datum = datum.strip_prefix('d').unwrap_or(&datum);
            ["wgs1984", "wgs84", "worldgeodeticsystem1984"].iter().any(|name| datum.starts_with(name))
        });
        // The last number behind a name in quotes, as in `UNIT["Degree",0.0174532925199433]`.
        let number_of = |names: &[&str]| {
            let rest = member(text, names)?.split('"').nth(2)?;
            rest.trim_start_matches(',').split([',', ']', ')']).next()?.trim().parse::<f64>().ok()
        };
        let in_degrees = number_of(&["ANGLEUNIT", "UNIT"]).is_none_or(|unit| (unit - 1f64.to_radians()).abs() < 1e-9);
        let from_greenwich = number_of(&["PRIMEM"]).is_none_or(|degrees| degrees == 0.0);
        (is_wgs84 && in_degrees && from_greenwich).then_some(Self::Wgs84)
    }

    /// Longitude and latitude in degrees.
    fn degrees(self, x: f64, y: f64) -> [f64; 2] {
        match self {
            Self::Wgs84 => [x, y],
            Self::WebMercator => {
                let at = lon_lat_from_mercator([0.5 + x / AROUND_M, 0.5 - y / AROUND_M]);
                [at.lon, at.lat]
            }
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
