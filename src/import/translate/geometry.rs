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

    /// By the well-known text of a `.prj` file.
    pub fn from_wkt(text: &str) -> Option<Self> {
        let folded: String = text.to_ascii_lowercase().chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let is_wgs84 = folded.contains("wgs84") || folded.contains("wgs1984");
        let is_projected = folded.starts_with("projcs") || folded.starts_with("projcrs");
        match (is_projected, is_wgs84) {
            (false, true) => Some(Self::Wgs84),
            (true, _) if folded.contains("webmercator") || folded.contains("pseudomercator") || folded.contains("popularvisualisation") => {
                Some(Self::WebMercator)
            }
            _ => None,
        }
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
