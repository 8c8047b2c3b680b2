//! Reading the columns of known exports: a cell may be a text or a number, and many values stand for none.

use std::borrow::Cow;

use super::Sample;
use super::bounds::bounds_in;
use super::generic::text_in;
use super::lists::{Item, items_in, urls_in};
use super::orders::FileOrder;
use crate::domain::{Actor, ActorRole, Claim, ClaimValue, Grade, Incident, LonLat, Place, PlacePrecision, PlacedHow, Radius, Range, Words};
use crate::import::feature::RawFeature;
use crate::import::geometry::{self, Placing, Shape};
use crate::import::notes::{self, Notes};
use crate::import::time::western_digits;
use crate::import::wkt;

/// The columns of one record.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    pub feature: &'a RawFeature<'a>,
    /// That of day and month in the file, as far as it is known.
    pub order: FileOrder,
}

impl<'a> Columns<'a> {
    /// The JSON text of a cell; a name that stands in no column may stand in upper or lower case, or with blanks.
    pub fn cell(&self, name: &str) -> Option<&'a str> {
        let properties = &self.feature.properties;
        properties.get(name).or_else(|| {
            let other_case = properties.list.iter().find(|(have, _)| is_called(have, name));
            other_case.map(|(_, value)| *value)
        })
    }

    /// The cell as it stands, numbers digit for digit, without blanks around it; `None` where it is missing, null or blank.
    pub fn given(&self, name: &str) -> Option<Cow<'a, str>> {
        let text = match text_in(self.cell(name)?)? {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// As [`given`](Self::given), to be kept.
    pub fn text(&self, name: &str) -> Option<String> {
        self.given(name).map(Cow::into_owned)
    }

    pub fn words(&self, name: &str) -> Words {
        self.text(name).map(Words::untagged).unwrap_or_default()
    }

    /// A count of people; below zero stands for not known. A cell that says something else is told.
    pub fn count(&self, name: &str, notes: &mut Notes) -> Option<f64> {
        let count = number_of(&self.given(name)?);
        if count.is_none() {
            notes.add(notes::ODD_VALUE);
        }
        // 1.234 may be a thousand and more, or be none.
        let is_whole = count.is_none_or(|count| count.fract() == 0.0);
        notes.add_many(notes::NOT_WHOLE, u64::from(!is_whole));
        count.filter(|count| *count >= 0.0 && is_whole)
    }

    /// A whole number; `2015.0` is one. Any other text is [`NO_CODE`], so that it is met as an unknown code and not as none.
    pub fn code(&self, name: &str) -> Option<i64> {
        let number = number_of(&self.given(name)?).filter(|number| number.fract() == 0.0);
        Some(number.map_or(NO_CODE, |number| number as i64))
    }

    /// That of the columns which says something first.
    pub fn first_text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The parts of a list in a cell, blank ones left out: a JSON array, or text with a separator.
    pub fn entries(&self, name: &str, separator: char) -> Vec<Item> {
        self.cell(name).map(|json| items_in(json, separator)).unwrap_or_default()
    }

    /// The names of the parts of a list.
    pub fn list(&self, name: &str, separator: char) -> Vec<String> {
        self.entries(name, separator).into_iter().map(|item| item.name).collect()
    }

    /// The parts of a cell that is a list: a JSON array, or text parted by commas.
    pub fn items(&self, name: &str) -> Vec<String> {
        self.list(name, ',')
    }

    /// The addresses in a cell, parted by blanks, line ends, commas or semicolons.
    pub fn urls(&self, name: &str) -> Vec<String> {
        self.cell(name).map(urls_in).unwrap_or_default()
    }

    /// A text within an object in a cell.
    pub fn member(&self, name: &str, member: &str) -> Option<String> {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&self.given(name)?).ok()?;
        object.get(member)?.as_str().filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    }

    /// The shape of the record, or the point of its columns. What is no position on earth is told, never mended.
    pub fn shape(&self, shape: Option<Shape>, notes: &mut Notes) -> Option<Shape> {
        self.shape_of(shape, ["longitude", "latitude"], notes)
    }

    /// As [`shape`](Self::shape), with the names of the columns. Where these are empty, those count in which tables of Marsad say
    /// where a record lies.
    pub fn shape_of(&self, shape: Option<Shape>, own: [&str; 2], notes: &mut Notes) -> Option<Shape> {
        if shape.is_some() {
            return shape;
        }
        let (mut is_given, mut is_zero, mut is_told) = (false, false, false);
        for [lon, lat] in [own, ["longitude", "latitude"], ["lon", "lat"], ["geojson_lon", "geojson_lat"]] {
            let Some((lon, lat)) = self.given(lon).zip(self.given(lat)) else { continue };
            match position(&lon, &lat, notes) {
                Position::At(shape) => return Some(shape),
                Position::Nowhere => is_zero = true,
                Position::Unreadable => is_given = true,
            }
        }
        for name in ["wkt", "geojson_wkt", "geom_wkt"] {
            let Some(text) = self.given(name) else { continue };
            let json = wkt::geometry_in(&text);
            match json.and_then(|json| geometry::shape_of(Some(&json), Placing::default(), notes).ok()) {
                Some(Some(shape)) => return Some(shape),
                // What it says in place of a position is told already.
                Some(None) => is_told = true,
                None => is_given = true,
            }
        }
        notes.add_many(notes::PLACE_UNREADABLE, u64::from(is_given));
        notes.add_many(notes::ZERO_ZERO, u64::from(is_zero && !is_given && !is_told));
        None
    }

    /// The geometry that a cell holds as a GeoJSON object or as its text.
    pub fn geometry(&self, name: &str, notes: &mut Notes) -> Option<Shape> {
        let text = self.given(name).filter(|text| text.starts_with('{'))?;
        let shape = geometry::shape_of(Some(&text), Placing::default(), notes).ok();
        notes.add_many(notes::PLACE_UNREADABLE, u64::from(shape.is_none()));
        shape.flatten()
    }

    /// A point of two texts in degrees.
    pub fn point(&self, lon: &str, lat: &str, notes: &mut Notes) -> Option<Shape> {
        match position(lon, lat, notes) {
            Position::At(shape) => return Some(shape),
            Position::Nowhere => notes.add(notes::ZERO_ZERO),
            Position::Unreadable => notes.add(notes::PLACE_UNREADABLE),
        }
        None
    }

    pub fn actor(&self, name: &str, role: ActorRole) -> Option<Actor> {
        self.text(name).map(|text| Actor { role, name: Words::untagged(text), note: Words::new() })
    }
}

/// What no source has as a code.
const NO_CODE: i64 = i64::MIN;

fn number_of(text: &str) -> Option<f64> {
    western_digits(text).parse().ok().filter(|number: &f64| number.is_finite())
}

/// Degrees as a table writes them: with a point or a comma before the decimals, in Western or Arabic digits.
pub fn degrees(text: &str) -> Option<f64> {
    let text = western_digits(text.trim()).replace('٫', ".");
    let text = if text.matches(',').count() == 1 && !text.contains('.') { text.replace(',', ".") } else { text };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// What two texts in degrees come to.
enum Position {
    At(Shape),
    /// 0, 0.
    Nowhere,
    Unreadable,
}

fn position(lon: &str, lat: &str, notes: &mut Notes) -> Position {
    // Some tables put an apostrophe before a sign, lest a spreadsheet take the cell for a formula.
    let number = |text: &str| degrees(text.trim().strip_prefix('\'').unwrap_or(text));
    let Some(at) = number(lon).zip(number(lat)).and_then(|(lon, lat)| turned(lon, lat, notes)) else { return Position::Unreadable };
    if is_nowhere(at) {
        return Position::Nowhere;
    }
    notes.add_many(notes::DECIMAL_COMMA, u64::from(lon.contains(',') || lat.contains(',')));
    Position::At(Shape { geometry: geo::Geometry::Point(geo::Point::new(at.lon, at.lat)), third: None })
}

/// A position that can be one on earth.
pub fn on_earth(lon: f64, lat: f64) -> Option<LonLat> {
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(LonLat { lon, lat })
}

/// As [`on_earth`], with a longitude of up to one turn, as data that counts from 0 to 360 has it; told.
pub fn turned(lon: f64, lat: f64, notes: &mut Notes) -> Option<LonLat> {
    if lon.abs() <= 180.0 || lon.abs() > 360.0 {
        return on_earth(lon, lat);
    }
    let at = on_earth((lon + 180.0).rem_euclid(360.0) - 180.0, lat)?;
    notes.add(notes::WRAPPED_LON);
    Some(at)
}

/// The corner of nowhere, which tables have where nobody knows the place.
pub fn is_nowhere(at: LonLat) -> bool {
    at.lon == 0.0 && at.lat == 0.0
}

/// Whether a column is one of a known export: as it is called there, in upper or lower case, or as people write names: `Event Date`.
pub fn is_called(have: &str, name: &str) -> bool {
    let is_same = |(have, own): (u8, u8)| have.eq_ignore_ascii_case(&own) || own == b'_' && matches!(have, b' ' | b'-');
    have.len() == name.len() && have.bytes().zip(name.bytes()).all(is_same)
}

/// True where a record has every one of the columns: one that knows less may lack some, and it may be the first. Upper and lower
/// case do not count.
pub fn has_columns(sample: &Sample, columns: &[&str]) -> bool {
    let has = |row: &[(String, String)], column: &str| row.iter().any(|(have, _)| is_called(have, column));
    sample.rows.iter().any(|row| columns.iter().all(|column| has(row, column)))
}

/// Of several sets of columns, how many has the largest that the sample has in full; 0 where it has none.
pub fn most_columns(sample: &Sample, sets: &[&[&str]]) -> usize {
    sets.iter().filter(|columns| has_columns(sample, columns)).map(|columns| columns.len()).max().unwrap_or(0)
}

/// The shape where it is more than a point: a country, a sea or a vague area has no point, and one that stands for it is told.
pub fn without_middle(shape: Option<Shape>, notes: &mut Notes) -> Option<Shape> {
    let is_point = |shape: &Shape| matches!(shape.geometry, geo::Geometry::Point(_) | geo::Geometry::MultiPoint(_));
    if shape.as_ref().is_some_and(is_point) {
        notes.add(notes::MIDDLE_OF_AREA);
        return None;
    }
    shape
}

/// An incident without place has the name of its place, or of the smallest area that is named, and the areas that it lies in.
pub fn unplaced(made: &mut Incident, name: Words, mut areas: Vec<String>) {
    made.unplaced_name = if name.is_empty() { areas.pop().map(Words::untagged).unwrap_or_default() } else { name };
    made.unplaced_within = areas;
}

/// A place with the radius that Marsad assumes for it; `None` draws no circle.
pub fn place(shape: Shape, precision: PlacePrecision, radius_m: Option<f64>, name: Words, admin: Vec<String>) -> Place {
    Place {
        geometry: shape.geometry,
        radius: radius_m.map_or(Radius::Unknown, Radius::Assumed),
        precision,
        how: PlacedHow::Reported,
        name,
        reason: Words::new(),
        admin,
        third_ordinate: shape.third.map(|third| (third, "unknown")),
    }
}

/// A range as the source gives it; where the least is more than the most the two are told and turned.
pub fn sensible(range: Range, notes: &mut Notes) -> Range {
    match (range.min, range.max) {
        (Some(min), Some(max)) if min > max => {
            notes.add(notes::MIN_OVER_MAX);
            Range { min: Some(max), max: Some(min), ..range }
        }
        _ => range,
    }
}

/// `12`, or `3-7` and `3–7` from the least to the most, in Western or Arabic digits; bounds in words.
pub fn number_range(text: &str) -> Option<Range> {
    let text = western_digits(text.trim());
    let number = |part: &str| number_in(part.trim()).filter(|number| number.is_finite() && *number >= 0.0);
    // With a plus before it a number is the least.
    if let Some(best) = number(&text).filter(|_| !text.starts_with('+')) {
        return Some(Range { min: None, best: Some(best), max: None });
    }
    let Some((min, max)) = text.split_once(['-', '–']) else { return bounds_in(&text) };
    let (min, max) = (number(min)?, number(max)?);
    (min <= max).then_some(Range { min: Some(min), best: None, max: Some(max) })
}

/// As the standard library reads a number; those of few digits in a short way. A whole number below 2^53 and a power of ten up to
/// 10^22 are exact as doubles, so that one division gives the double that is nearest (Clinger 1990, How to read floating point
/// numbers accurately).
pub fn number_in(text: &str) -> Option<f64> {
    match short_number(text.as_bytes()) {
        Some(number) => Some(number),
        None => text.parse().ok(),
    }
}

#[inline]
fn short_number(bytes: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let digits = bytes.strip_prefix(b"-").unwrap_or(bytes);
    if digits.len() > POWERS.len() - 1 || !digits.first()?.is_ascii_digit() {
        return None;
    }
    let (mut whole, mut point) = (0u64, None);
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => whole = whole * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let num_decimals = point.map_or(0, |at: usize| digits.len() - 1 - at);
    let number = whole as f64 / POWERS.get(num_decimals)?;
    Some(if digits.len() < bytes.len() { -number } else { number })
}

/// A figure of one source. The exports state no Admiralty grade: F6.
pub fn figure(field: &str, range: Range, source: Words, as_given: Option<String>) -> Claim {
    Claim {
        field: field.to_owned(),
        value: ClaimValue::Range(range),
        source,
        citing: Words::new(),
        grade: Grade::F6,
        url: None,
        archive_url: None,
        lang: None,
        published_at: None,
        as_given,
        disputed: false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::number_in;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn numbers_are_read_as_the_standard_library_reads_them(text in "-?[0-9]{0,17}(\\.[0-9]{0,17})?(e[0-9])?|[-.0-9e+]{0,6}") {
            let expected = text.parse::<f64>().ok();
            prop_assert_eq!(number_in(&text).map(f64::to_bits), expected.map(f64::to_bits), "{}", text);
        }
    }
}
