//! Reading coordinates in any of the notations; where a text has two readings, both are handed back and none is chosen.

use geoconvert::{LatLon, Mgrs, UtmUps};

use super::Notation;
use super::format::step_m;
use super::tokens::{Number, Side, Token, normalise, tokens};
use crate::domain::LonLat;

/// What a text of coordinates says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    pub at: LonLat,
    pub notation: Notation,
    /// Metres on the ground of the last digit written: the text says no more than this.
    pub step_m: f64,
    /// The place with latitude and longitude exchanged, where only the order of two plain numbers tells them apart.
    pub swapped: Option<LonLat>,
}

/// Why a text gives no place.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CoordinateError {
    #[error("this is not a coordinate; write 35.09, 40.57 or 35°05′24″N 40°34′12″E or 37SCA3457607700 or 37N 334576 4007700")]
    Unreadable,
    #[error("this lies outside the Earth: latitude goes to 90, longitude to 180")]
    OutOfRange,
    #[error("this can be read in two ways: latitude {:.4}, longitude {:.4}, or latitude {:.4}, longitude {:.4}", .first.lat, .first.lon, .second.lat, .second.lon)]
    Ambiguous { first: LonLat, second: LonLat },
}

/// Reads decimal degrees (latitude first, or longitude first where only that is possible), degrees with minutes and
/// seconds, MGRS, UTM and their polar forms, in Western, Arabic or Persian digits, with English or Arabic directions.
pub fn parse_coordinates(text: &str) -> Result<Coordinates, CoordinateError> {
    let text = normalise(text);
    let text = text.strip_prefix("GEO:").map_or(text.as_str(), |uri| uri.split([';', '?']).next().unwrap_or_default());
    if let Some(found) = parse_mgrs(text) {
        return found;
    }
    if let Some(found) = parse_utm(text) {
        return found;
    }
    let plain = angles(text);
    match decimal_commas(text).map(|other| angles(&other)) {
        Some(Ok(other)) => match plain {
            Ok(plain) if plain.at != other.at => Err(CoordinateError::Ambiguous { first: other.at, second: plain.at }),
            _ => Ok(other),
        },
        _ => plain,
    }
}

/// The text with its tight commas (a digit on either side) read as decimal points, as much of Europe writes.
fn decimal_commas(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |idx: Option<usize>| idx.and_then(|idx| bytes.get(idx)).is_some_and(u8::is_ascii_digit);
    let tight: Vec<usize> =
        (0..bytes.len()).filter(|&idx| bytes.get(idx) == Some(&b',') && is_digit(idx.checked_sub(1)) && is_digit(Some(idx + 1))).collect();
    // Of `35,09,40,57` the middle comma parts the two numbers.
    let points: Vec<usize> = match tight.as_slice() {
        [] => return None,
        [first, _, third] => vec![*first, *third],
        all => all.to_vec(),
    };
    Some(text.char_indices().map(|(idx, c)| if points.contains(&idx) { '.' } else { c }).collect())
}

/// `None` where the text does not have the form of a grid reference.
fn parse_mgrs(text: &str) -> Option<Result<Coordinates, CoordinateError>> {
    let compact: String = text.chars().filter(|c| *c != ' ').collect();
    let zone_digits = compact.bytes().take_while(u8::is_ascii_digit).count();
    let after_zone = compact.get(zone_digits..)?;
    let letters = after_zone.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = after_zone.get(letters..)?;
    let is_polar = zone_digits == 0 && after_zone.starts_with(['A', 'B', 'Y', 'Z']);
    let is_form =
        letters == 3 && (is_polar || (1..=2).contains(&zone_digits)) && digits.len() <= 10 && digits.bytes().all(|c| c.is_ascii_digit());
    if !is_form {
        return None;
    }
    let place = if digits.len() % 2 == 0 { Mgrs::parse_str(&compact).ok() } else { None };
    let found = place.and_then(|grid| lon_lat(&grid.to_latlon())).ok_or(CoordinateError::Unreadable);
    let half = u8::try_from(digits.len() / 2).unwrap_or(5);
    Some(found.map(|at| Coordinates { at, notation: Notation::Mgrs, step_m: step_m(Notation::Mgrs, half), swapped: None }))
}

/// `None` where the text does not have the form of zone, easting and northing.
fn parse_utm(text: &str) -> Option<Result<Coordinates, CoordinateError>> {
    let text = text.strip_prefix("ZONE ").unwrap_or(text);
    let zone_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let zone: Option<i32> = match text.get(..zone_digits)? {
        "" => None,
        digits if digits.len() <= 2 => Some(digits.parse().ok()?),
        _ => return None,
    };
    let rest = text.get(zone_digits..)?.trim_start();
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (easting, northing, step_m) = grid_numbers(rest.get(letters..)?)?;
    let letter = rest.get(..letters)?;
    let readings = match zone {
        Some(zone) => utm_readings(zone, letter, easting, northing)?,
        None => vec![ups_reading(letter, easting, northing)?],
    };
    let mut places = readings.into_iter().flatten();
    Some(match (places.next(), places.next()) {
        (Some(first), Some(second)) if first != second => Err(CoordinateError::Ambiguous { first, second }),
        (Some(at), _) => Ok(Coordinates { at, notation: Notation::Utm, step_m, swapped: None }),
        (None, _) => Err(CoordinateError::OutOfRange),
    })
}

/// Easting, northing and step, in metres. Units may be written (`m`, `mE`, `km`); no angle has numbers this large.
fn grid_numbers(text: &str) -> Option<(f64, f64, f64)> {
    let mut values: Vec<(f64, f64)> = Vec::new();
    for part in text.split([' ', ',']).filter(|part| !part.is_empty()) {
        let digits = part.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(part.len());
        let (number, unit) = part.split_at_checked(digits)?;
        if !number.is_empty() {
            let decimals = number.find('.').map_or(0, |point| number.len() - point - 1);
            values.push((number.parse().ok()?, 10f64.powi(-i32::try_from(decimals).ok()?)));
        }
        let per_unit_m = match unit {
            "" | "M" | "ME" | "MN" | "E" | "N" => 1.0,
            "KM" => 1_000.0,
            _ => return None,
        };
        let (value_m, step_m) = values.last_mut()?;
        *value_m *= per_unit_m;
        *step_m *= per_unit_m;
    }
    let [(easting, easting_step_m), (northing, northing_step_m)] = values.as_slice() else { return None };
    let is_grid = *easting >= 1_000.0 && (*easting).max(*northing) < 1e8;
    is_grid.then_some((*easting, *northing, easting_step_m.max(*northing_step_m)))
}

/// The place that UTM coordinates in metres name; `None` beyond its zones.
pub fn lon_lat_from_utm(zone: u8, north: bool, easting: f64, northing: f64) -> Option<LonLat> {
    let is_on_grid = (100_000.0..=900_000.0).contains(&easting) && northing <= 10_000_000.0 && (1..=60).contains(&zone);
    let grid = UtmUps::create(i32::from(zone), north, easting, northing).ok().filter(|_| is_on_grid)?;
    lon_lat(&grid.to_latlon())
}

/// The letter behind a zone is a hemisphere for some writers and a latitude band for others; `S` is both.
fn utm_readings(zone: i32, letter: &str, easting: f64, northing: f64) -> Option<Vec<Option<LonLat>>> {
    const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";
    let place = |north: bool| lon_lat_from_utm(u8::try_from(zone).ok()?, north, easting, northing);
    let north = || place(true).filter(|at| at.lat < 84.5);
    let south = || place(false).filter(|at| at.lat > -80.5 && at.lat <= 0.0);
    let band = BANDS.find(letter).filter(|_| letter.len() == 1).and_then(|idx| {
        let at = place(idx >= 10)?;
        let from = -80.0 + 8.0 * idx as f64;
        let to = if idx == 19 { 84.0 } else { from + 8.0 };
        // Neighbours may meet a little beyond the line, as surveyors let them.
        (from - 0.2..=to + 0.2).contains(&at.lat).then_some(at)
    });
    Some(match letter {
        "N" => vec![north()],
        "S" => vec![band, south()],
        "NORTH" | "شمال" => vec![north()],
        "SOUTH" | "جنوب" => vec![south()],
        one if one.len() == 1 && BANDS.contains(one) => vec![band],
        _ => return None,
    })
}

fn ups_reading(letter: &str, easting: f64, northing: f64) -> Option<Option<LonLat>> {
    let (north, east) = match letter {
        "A" => (false, false),
        "B" => (false, true),
        "Y" => (true, false),
        "Z" => (true, true),
        _ => return None,
    };
    // Coordinates are written rounded: a place a little to one side of the middle meridian has the easting of the meridian.
    let is_on_side = if east { easting >= 2_000_000.0 } else { easting <= 2_000_000.0 };
    let place = UtmUps::create(0, north, easting, northing).ok().filter(|_| is_on_side);
    Some(place.and_then(|grid| lon_lat(&grid.to_latlon())))
}

fn lon_lat(known: &LatLon) -> Option<LonLat> {
    let lon = (known.longitude() + 540.0).rem_euclid(360.0) - 180.0;
    let at = LonLat { lon, lat: known.latitude() };
    at.is_on_earth().then_some(at)
}

/// One of the two angles: degrees, the ground step of its last digit, and its direction where one is written.
#[derive(Clone, Copy)]
struct Angle {
    degrees: f64,
    step_deg: f64,
    side: Option<Side>,
    num_parts: usize,
    is_marked: bool,
}

fn angles(text: &str) -> Result<Coordinates, CoordinateError> {
    let tokens = tokens(text).ok_or(CoordinateError::Unreadable)?;
    let tokens = if has_one_kind_of_comma(text) { without_even_commas(tokens) } else { tokens };
    let (first, second) = split(&tokens).ok_or(CoordinateError::Unreadable)?;
    let (first, second) = angle(first).zip(angle(second)).ok_or(CoordinateError::Unreadable)?;
    let is_uneven = first.num_parts != second.num_parts && !(first.is_marked && second.is_marked);
    if is_uneven {
        return Err(CoordinateError::Unreadable);
    }
    let notation = if first.num_parts.max(second.num_parts) > 1 { Notation::Dms } else { Notation::Decimal };
    let step_m = first.step_deg.max(second.step_deg) * step_m(Notation::Decimal, 0);
    let straight = LonLat { lat: first.degrees, lon: second.degrees };
    let crossed = LonLat { lat: second.degrees, lon: first.degrees };
    let found = |at: LonLat, swapped: Option<LonLat>| {
        if at.is_on_earth() { Ok(Coordinates { at, notation, step_m, swapped }) } else { Err(CoordinateError::OutOfRange) }
    };
    use Side::{East, North, Sheen, South, West};
    match (first.side, second.side) {
        (None, None) if straight.is_on_earth() => found(straight, Some(crossed).filter(|at| at.is_on_earth() && *at != straight)),
        (None, None) => found(crossed, None),
        (Some(North | South), Some(East | West | Sheen)) | (Some(Sheen), Some(East | West)) => found(straight, None),
        (Some(East | West), Some(North | South | Sheen)) | (Some(Sheen), Some(North | South)) => found(crossed, None),
        (Some(Sheen), Some(Sheen)) if straight.is_on_earth() && crossed.is_on_earth() && straight != crossed => {
            Err(CoordinateError::Ambiguous { first: straight, second: crossed })
        }
        (Some(Sheen), Some(Sheen)) => found(if straight.is_on_earth() { straight } else { crossed }, None),
        _ => Err(CoordinateError::Unreadable),
    }
}

/// Commas with a space behind them or without: one kind only.
fn has_one_kind_of_comma(text: &str) -> bool {
    text.matches(", ").count() == if text.contains(' ') { text.matches(',').count() } else { 0 }
}

/// `35,09,40,57` is degrees and minutes, parted by commas throughout; then the commas say nothing.
fn without_even_commas(mut tokens: Vec<Token>) -> Vec<Token> {
    let num_commas = tokens.iter().filter(|token| **token == Token::Comma).count();
    let is_list = tokens.iter().all(|token| matches!(token, Token::Comma | Token::Number(_)));
    if is_list && matches!(tokens.len(), 7 | 11) && num_commas == tokens.len() / 2 {
        tokens.retain(|token| *token != Token::Comma);
    }
    tokens
}

/// Cuts the tokens between the two angles: by their directions, else by a comma, else by the second degree sign, else in half.
fn split(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let positions = |wanted: fn(&Token) -> bool| -> Vec<usize> {
        tokens.iter().enumerate().filter(|(_, token)| wanted(token)).map(|(idx, _)| idx).collect()
    };
    let sides = positions(|token| matches!(token, Token::Side(_)));
    let commas = positions(|token| matches!(token, Token::Comma | Token::Semicolon));
    let degrees = positions(|token| *token == Token::Degree);
    let numbers = positions(|token| matches!(token, Token::Number(_)));
    let at = match (sides.as_slice(), commas.as_slice(), degrees.as_slice()) {
        ([first, second], _, _) => {
            if *first == 0 {
                *second
            } else {
                *first + 1
            }
        }
        ([_], _, _) | ([_, _, _, ..], _, _) => return None,
        ([], [comma], _) => *comma,
        ([], _, [_, second]) => second.checked_sub(1)?,
        ([], [], []) => *numbers.get(numbers.len() / 2).filter(|_| matches!(numbers.len(), 2 | 4 | 6))?,
        _ => return None,
    };
    tokens.split_at_checked(at)
}

fn angle(tokens: &[Token]) -> Option<Angle> {
    let is_gap = |token: &Token| matches!(token, Token::Comma | Token::Semicolon);
    let tokens = tokens.split_first().filter(|(first, _)| is_gap(first)).map_or(tokens, |(_, rest)| rest);
    let tokens = tokens.split_last().filter(|(last, _)| is_gap(last)).map_or(tokens, |(_, rest)| rest);
    let mut parts: Vec<Number> = Vec::new();
    let mut side = None;
    let mut is_marked = false;
    for token in tokens {
        match token {
            Token::Number(number) if parts.len() < 3 => parts.push(*number),
            Token::Degree if parts.len() == 1 => is_marked = true,
            Token::Minute if parts.len() == 2 => is_marked = true,
            Token::Second if parts.len() == 3 => is_marked = true,
            Token::Side(found) if side.is_none() => side = Some(*found),
            _ => return None,
        }
    }
    let (last, coarse) = parts.split_last()?;
    let is_whole = coarse.iter().all(|part| part.decimals == 0);
    let is_sixty = parts.iter().skip(1).all(|part| part.value < 60.0 && !part.is_negative && part.whole_digits <= 2);
    let is_negative = parts.first()?.is_negative;
    if !is_whole || !is_sixty || (is_negative && side.is_some()) {
        return None;
    }
    let degrees: f64 = parts.iter().zip([1.0, 60.0, 3_600.0]).map(|(part, per_degree)| part.value / per_degree).sum();
    let is_south_or_west = matches!(side, Some(Side::South | Side::West));
    let unit = 60f64.powi(i32::try_from(parts.len()).ok()? - 1);
    Some(Angle {
        degrees: if is_negative || is_south_or_west { -degrees } else { degrees },
        step_deg: 10f64.powi(-last.decimals) / unit,
        side,
        num_parts: parts.len(),
        is_marked,
    })
}
