//! The letters of the military grid. Written here and not by the library, whose own writing of a square aborts the
//! program on places at the edge of a band.

use geoconvert::UtmUps;

const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";
const COLUMNS: [&str; 3] = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"];
const ROWS: &str = "ABCDEFGHJKLMNPQRSTUV";
const TILE_M: f64 = 100_000.0;

/// Zone, band, square and the truncated position in it; `None` for a position outside the grid. `lat` picks the band.
pub(super) fn mgrs(grid: &UtmUps, lat: f64, digits: u8) -> Option<String> {
    // Just south of the equator the false northing rounds up to the first metre of the other hemisphere.
    let limit_m = if grid.is_north() { f64::INFINITY } else { 9_999_999.999 };
    let (easting, northing) = (grid.easting(), grid.northing().min(limit_m));
    let (column, row) = ((easting / TILE_M).floor() as i64, (northing / TILE_M).floor() as i64);
    let square = if grid.zone() == 0 { polar_square(grid.is_north(), column, row)? } else { square(grid.zone(), lat, column, row)? };
    Some(format!("{square}{}{}", within(easting, digits), within(northing, digits)))
}

fn square(zone: i32, lat: f64, column: i64, row: i64) -> Option<String> {
    let band = letter(BANDS, (((lat + 80.0) / 8.0).floor() as i64).clamp(0, 19))?;
    let columns = COLUMNS.get(usize::try_from((zone - 1).rem_euclid(3)).ok()?)?;
    // Even zones start their rows five letters on, so that neighbours do not repeat a square.
    let shift = if zone % 2 == 0 { 5 } else { 0 };
    Some(format!("{zone:02}{band}{}{}", letter(columns, column - 1)?, letter(ROWS, (row + shift).rem_euclid(20))?))
}

fn polar_square(is_north: bool, column: i64, row: i64) -> Option<String> {
    let (band, columns, first_column) = match (is_north, column >= 20) {
        (false, false) => ('A', "JKLPQRSTUXYZ", 8),
        (false, true) => ('B', "ABCFGHJKLPQR", 20),
        (true, false) => ('Y', "RSTUXYZ", 13),
        (true, true) => ('Z', "ABCFGHJ", 20),
    };
    let (rows, first_row) = if is_north { ("ABCDEFGHJKLMNP", 13) } else { ("ABCDEFGHJKLMNPQRSTUVWXYZ", 8) };
    Some(format!("{band}{}{}", letter(columns, column - first_column)?, letter(rows, row - first_row)?))
}

/// The first `digits` of the five that place a metre in its square.
fn within(position_m: f64, digits: u8) -> String {
    let metres = position_m.rem_euclid(TILE_M).floor().min(TILE_M - 1.0);
    let text = format!("{metres:05.0}");
    text.get(..usize::from(digits).min(text.len())).unwrap_or_default().to_owned()
}

fn letter(letters: &str, idx: i64) -> Option<char> {
    letters.chars().nth(usize::try_from(idx).ok()?)
}
