//! Writing coordinates, with no more digits than the radius of the place supports.

use geoconvert::{LatLon, UtmUps};

use super::Notation;
use super::mgrs::mgrs;
use crate::domain::LonLat;

/// Metres of one degree of latitude on the mean sphere.
const DEGREE_M: f64 = 111_195.0;
/// Ground steps of degrees, minutes, seconds, tenths and hundredths of a second.
const DMS_STEPS_M: [f64; 5] = [DEGREE_M, DEGREE_M / 60.0, DEGREE_M / 3_600.0, DEGREE_M / 36_000.0, DEGREE_M / 360_000.0];
/// Where nobody states a radius, text is as fine as sources commonly print: tens of metres. It claims nothing.
const UNSTATED_M: f64 = 31.0;
const NO_PLACE: &str = "–";

/// How many digits a place of this radius supports: the fewest whose last step is no larger than the radius.
/// Decimal: decimals, 0 to 6. DMS: 0 degrees, 1 minutes, 2 seconds, 3 and 4 decimals of the second. MGRS: digits of each half, 0 to 5.
/// UTM: as MGRS, at least 2. `None` stands for an unknown radius.
pub fn digits_for_radius(notation: Notation, radius_m: Option<f64>) -> u8 {
    let radius_m = radius_m.unwrap_or(UNSTATED_M);
    let (least, most) = digit_range(notation);
    (least..=most).find(|digits| step_m(notation, *digits) <= radius_m).unwrap_or(most)
}

/// Metres on the ground (north to south) of the last digit.
pub(super) fn step_m(notation: Notation, digits: u8) -> f64 {
    match notation {
        Notation::Decimal => DEGREE_M / 10f64.powi(i32::from(digits)),
        Notation::Dms => DMS_STEPS_M.get(usize::from(digits)).copied().unwrap_or(0.3),
        Notation::Mgrs | Notation::Utm => 100_000.0 / 10f64.powi(i32::from(digits)),
    }
}

fn digit_range(notation: Notation) -> (u8, u8) {
    match notation {
        Notation::Decimal => (0, 6),
        Notation::Dms => (0, 4),
        Notation::Mgrs => (0, 5),
        Notation::Utm => (2, 5),
    }
}

/// Writes a place with the digits that its radius supports.
pub fn format_for_radius(at: LonLat, notation: Notation, radius_m: Option<f64>) -> String {
    format_coordinates(at, notation, digits_for_radius(notation, radius_m))
}

/// Writes a place; `digits` as in [`digits_for_radius`], those beyond the range are cut. MGRS truncates as its users do,
/// the others round. A dash for a place that is not on Earth.
pub fn format_coordinates(at: LonLat, notation: Notation, digits: u8) -> String {
    if !at.is_on_earth() {
        return NO_PLACE.to_owned();
    }
    let (least, most) = digit_range(notation);
    let digits = digits.clamp(least, most);
    // A negative zero would be written as south, and a hair south of the equator leaves the grid.
    let at = LonLat { lat: if at.lat.abs() < 1e-9 { 0.0 } else { at.lat }, lon: at.lon };
    match notation {
        Notation::Decimal => format!("{}, {}", decimal(at.lat, digits), decimal(at.lon, digits)),
        Notation::Dms => format!("{} {}", dms(at.lat, digits, ['N', 'S']), dms(at.lon, digits, ['E', 'W'])),
        Notation::Mgrs => grid(at).and_then(|grid| mgrs(&grid, at.lat, digits)).unwrap_or_else(|| NO_PLACE.to_owned()),
        Notation::Utm => grid(at).map_or_else(|| NO_PLACE.to_owned(), |grid| utm(grid, digits)),
    }
}

/// The grid position; `None` only where the library refuses a place on Earth. It takes longitudes below 180 only.
fn grid(at: LonLat) -> Option<UtmUps> {
    let lon = if at.lon >= 180.0 { -180.0 } else { at.lon };
    LatLon::create(at.lat, lon).ok().map(|known| known.to_utmups())
}

fn decimal(degrees: f64, digits: u8) -> String {
    let text = format!("{degrees:.*}", usize::from(digits));
    // `-0.00` is no place of its own.
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        _ => text,
    }
}

fn dms(degrees: f64, digits: u8, letters: [char; 2]) -> String {
    let [positive, negative] = letters;
    // Whole units of the last digit, so that 59.99″ carries into the minute instead of printing 60″.
    let units_per_degree: u64 = match digits {
        0 => 1,
        1 => 60,
        2 => 3_600,
        3 => 36_000,
        _ => 360_000,
    };
    let units = (degrees.abs() * units_per_degree as f64).round() as u64;
    let letter = if degrees < 0.0 && units > 0 { negative } else { positive };
    let whole = units / units_per_degree;
    let rest = units % units_per_degree;
    let per_minute = units_per_degree / 60;
    match digits {
        0 => format!("{whole}°{letter}"),
        1 => format!("{whole}°{rest:02}′{letter}"),
        2 => format!("{whole}°{:02}′{:02}″{letter}", rest / per_minute, rest % per_minute),
        3 => {
            let tenths = rest % per_minute;
            format!("{whole}°{:02}′{:02}.{}″{letter}", rest / per_minute, tenths / 10, tenths % 10)
        }
        _ => {
            let hundredths = rest % per_minute;
            format!("{whole}°{:02}′{:02}.{:02}″{letter}", rest / per_minute, hundredths / 100, hundredths % 100)
        }
    }
}

fn utm(grid: UtmUps, digits: u8) -> String {
    let zone = match (grid.zone(), grid.is_north(), grid.easting() >= 2_000_000.0) {
        (0, true, east) => if east { "Z" } else { "Y" }.to_owned(),
        (0, false, east) => if east { "B" } else { "A" }.to_owned(),
        (zone, north, _) => format!("{zone:02}{}", if north { 'N' } else { 'S' }),
    };
    if digits >= 5 {
        return format!("{zone} {:.0} {:.0}", grid.easting(), grid.northing());
    }
    // Coarser than a metre is written in kilometres: trailing zeros would look measured.
    let decimals = usize::from(digits.saturating_sub(2));
    format!("{zone} {:.decimals$} km {:.decimals$} km", grid.easting() / 1_000.0, grid.northing() / 1_000.0)
}
