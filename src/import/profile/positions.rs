//! Both coordinates in one cell.

use super::columns::{number_in, on_earth};
use crate::domain::LonLat;
use crate::domain::notation::parse_coordinates;
use crate::import::time::western_digits;
use crate::import::wkt;

/// What a cell says of a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    pub at: LonLat,
    /// Read the other way round, where that is a place too.
    pub swapped: Option<LonLat>,
    /// The text leaves open which way round it is.
    pub is_open: bool,
}

/// The position of a cell: in any of the notations, as a point of well-known text, or as forms write what a receiver gives.
pub fn position_in(text: &str) -> Option<Written> {
    if let Some(at) = sure_position(text) {
        return Some(Written { at, swapped: on_earth(at.lat, at.lon), is_open: false });
    }
    // Of `35,33` nobody says whether it is two whole numbers or half of a position with a decimal comma.
    if text
        .trim()
        .split_once(',')
        .is_some_and(|(whole, rest)| [whole, rest].iter().all(|part| !part.is_empty() && part.chars().all(char::is_numeric)))
    {
        return None;
    }
    parse_coordinates(text).ok().map(|read| Written { at: read.at, swapped: read.swapped, is_open: read.swapped.is_some() })
}

/// Corners of a box lie closer together, in degrees.
const BOX_DEGREES: f64 = 20.0;

/// A position in a form that says which number is which: `POINT(40.1 35.3)`; latitude, longitude, height and accuracy, as the
/// geopoints of ODK and its kin have them.
pub fn sure_position(text: &str) -> Option<LonLat> {
    if let Some([lon, lat]) = wkt::point_in(text) {
        return on_earth(lon, lat);
    }
    let western = western_digits(text.trim());
    let parts: Vec<&str> = western.split(' ').collect();
    let [lat, lon, height, accuracy] = parts.as_slice() else { return None };
    // Without a point they may be degrees and minutes.
    let degrees = |text: &str| number_in(text).filter(|_| text.contains('.'));
    let at = on_earth(degrees(lon)?, degrees(lat)?)?;
    let (height, accuracy) = (number_in(height)?, number_in(accuracy)?);
    // Two corners of a box may stand so as well.
    let is_near = (height - at.lat).abs() < BOX_DEGREES && (accuracy - at.lon).abs() < BOX_DEGREES;
    let may_be_corner = is_near && (height != 0.0 || accuracy != 0.0);
    (accuracy >= 0.0 && !may_be_corner).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_well_known_text_and_of_forms_say_which_number_is_which() {
        let at = Some(LonLat { lon: 40.14, lat: 35.33 });
        for text in [
            "POINT(40.14 35.33)",
            "point (40.14 35.33)",
            "POINT Z (40.14 35.33 200)",
            "SRID=4326;POINT(40.14 35.33)",
            "35.33 40.14 0 0",
            "35.33 40.14 212.5 4.8",
            "٣٥.٣٣ ٤٠.١٤ 0.0 0.0",
        ] {
            assert_eq!(sure_position(text), at, "{text}");
            assert_eq!(position_in(text).map(|read| (Some(read.at), read.is_open)), Some((at, false)), "{text}");
        }
        for text in [
            "35 20 40 8",
            "35.1 33.05 36.62 34.69",
            "42.943 -71.032 43.039 -69.856",
            "35.33 40.14 200 -5",
            "LINESTRING(40.14 35.33, 41 36)",
            "POINT EMPTY",
            "POINT(400 35)",
            "35.33 40.14",
            "SRID=3857;POINT(4468000 4200000)",
        ] {
            assert_eq!(sure_position(text), None, "{text}");
        }
        assert_eq!(sure_position("9.07 7.49 0 0"), Some(LonLat { lon: 7.49, lat: 9.07 }), "no height and no accuracy");
        assert_eq!(position_in("35,33"), None, "half a position, or two whole numbers");
        assert!(position_in("35.33, 40.14").unwrap().is_open);
        assert_eq!(position_in("35.33, 40.14").unwrap().swapped, Some(LonLat { lon: 35.33, lat: 40.14 }));
    }
}
