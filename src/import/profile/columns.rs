//! Reading the columns of known exports: a cell may be a text or a number, and many values stand for none.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, civil::Weekday};

use super::Sample;
use super::generic::text_in;
use crate::domain::{
    Actor, ActorRole, Claim, ClaimValue, Grade, Place, PlacePrecision, PlacedHow, Radius, Range, TimePrecision, UtcMs, When, Words,
    ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{
    DateOrder, ReadTime, epoch_unit_of, is_ambiguous, is_epoch_zero, is_midnight, read_epoch, read_time, western_digits,
};

/// The columns of one record.
pub struct Columns<'a>(pub &'a RawFeature<'a>);

impl<'a> Columns<'a> {
    /// The cell as it stands, numbers digit for digit, without blanks around it; `None` where it is missing, null or blank.
    pub fn given(&self, name: &str) -> Option<Cow<'a, str>> {
        let text = match text_in(self.0.properties.get(name)?)? {
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
        count.filter(|count| *count >= 0.0)
    }

    /// A whole number; `2015.0` is one. Any other text is [`NO_CODE`], so that it is met as an unknown code and not as none.
    pub fn code(&self, name: &str) -> Option<i64> {
        let number = number_of(&self.given(name)?).filter(|number| number.fract() == 0.0);
        Some(number.map_or(NO_CODE, |number| number as i64))
    }

    /// The parts of a list in a cell, blank ones left out.
    pub fn list(&self, name: &str, separator: char) -> Vec<String> {
        let text = self.given(name).unwrap_or_default();
        text.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
    }

    /// The parts of a cell that is a list: a JSON array, or text parted by commas.
    pub fn items(&self, name: &str) -> Vec<String> {
        let json = self.0.properties.get(name).unwrap_or_default();
        match serde_json::from_str::<Vec<String>>(json) {
            Ok(items) => items.into_iter().filter(|item| !item.trim().is_empty()).collect(),
            Err(_) => self.list(name, ','),
        }
    }

    /// A text within an object in a cell.
    pub fn member(&self, name: &str, member: &str) -> Option<String> {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(self.0.properties.get(name)?).ok()?;
        object.get(member)?.as_str().filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    }

    /// The shape of the record, or the point of its columns. What is no position on earth is told, never mended.
    pub fn shape(&self, shape: Option<Shape>, notes: &mut Notes) -> Option<Shape> {
        self.shape_of(shape, "longitude", "latitude", notes)
    }

    /// As [`shape`](Self::shape), with the names of the columns.
    pub fn shape_of(&self, shape: Option<Shape>, lon: &str, lat: &str, notes: &mut Notes) -> Option<Shape> {
        if shape.is_some() {
            return shape;
        }
        self.point(&self.given(lon)?, &self.given(lat)?, notes)
    }

    /// A point of two texts in degrees.
    pub fn point(&self, lon: &str, lat: &str, notes: &mut Notes) -> Option<Shape> {
        match (degrees(lon), degrees(lat)) {
            (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
                if lon == 0.0 && lat == 0.0 {
                    notes.add(notes::ZERO_ZERO);
                }
                Some(Shape { geometry: geo::Geometry::Point(geo::Point::new(lon, lat)), third: None })
            }
            _ => {
                notes.add(notes::PLACE_UNREADABLE);
                None
            }
        }
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

/// True where a record has every one of the columns: one that knows less may lack some, and it may be the first.
pub fn has_columns(sample: &Sample, columns: &[&str]) -> bool {
    sample.rows.iter().any(|row| columns.iter().all(|column| row.iter().any(|(have, _)| have == column)))
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

/// How long the time of an export is that names one date and a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Day,
    /// The week of the calendar, from Monday, in which the date lies.
    Week,
    /// The month of the calendar.
    Month,
    /// As fine as it is written.
    AsWritten,
    /// A precision is stated that means nothing to Marsad.
    Unknown,
}

/// A time of a known export: as written, or as milliseconds or seconds since 1970, to which copies in other tools turn dates.
fn read_any(text: &str, notes: &mut Notes) -> Option<ReadTime> {
    // Shorter numbers are years and dates such as 20220105.
    let epoch = || {
        let number = western_digits(text).parse::<f64>().ok().filter(|_| text.len() > 8)?;
        read_epoch(epoch_unit_of(number)?, number)
    };
    let read = match read_time(text, &TimeZone::UTC, DateOrder::Unknown) {
        Some(read) => Some(read),
        None => epoch().inspect(|_| notes.add(notes::EPOCH)),
    };
    match read {
        None => notes.add(if is_ambiguous(text) { notes::AMBIGUOUS_ORDER } else { notes::UNREADABLE_DATE }),
        Some(read) if is_epoch_zero(read.from) => notes.add(notes::EPOCH_ZERO),
        Some(_) => {}
    }
    read
}

/// A time of exactly 00:00:00 without a zone is how tools write a day whose time nobody knows.
fn at_least_a_day(read: ReadTime, text: &str, notes: &mut Notes) -> ReadTime {
    if read.is_zoned || !is_midnight(text) {
        return read;
    }
    notes.add(notes::MIDNIGHT_UNSAID);
    ReadTime { to: UtcMs(read.from.0 + 86_400_000), precision: TimePrecision::Day, ..read }
}

/// The interval that a date and its stated precision mean; days are counted in UTC since the exports name no zone.
pub fn when_of(date: &str, span: Span, notes: &mut Notes) -> Option<When> {
    let mut read = read_any(date, notes)?;
    if span == Span::AsWritten {
        read = at_least_a_day(read, date, notes);
    }
    let day = day_of(read.from)?;
    let (from, to, precision) = match span {
        Span::AsWritten => {
            if !read.is_zoned {
                notes.add(notes::ASSUMED_ZONE);
            }
            return Some(instants(read.from, read.to, read.precision, read.is_zoned, date));
        }
        Span::Day => (day, day.tomorrow().ok()?, TimePrecision::Day),
        Span::Unknown => (day, day.tomorrow().ok()?, TimePrecision::Unknown),
        Span::Week => {
            let monday = if day.weekday() == Weekday::Monday { day } else { day.nth_weekday(-1, Weekday::Monday).ok()? };
            (monday, monday.checked_add(1.week()).ok()?, TimePrecision::Week)
        }
        Span::Month => (day.first_of_month(), day.last_of_month().tomorrow().ok()?, TimePrecision::Month),
    };
    notes.add(notes::ASSUMED_ZONE);
    Some(interval(from, to, precision, date))
}

/// From one time as written to the end of another.
pub fn when_between(from: &str, to: &str, notes: &mut Notes) -> Option<When> {
    let (first, last) = (read_any(from, notes), read_any(to, notes));
    let (first, last) = first.zip(last)?;
    let (first, last) = (at_least_a_day(first, from, notes), at_least_a_day(last, to, notes));
    if last.to < first.from {
        notes.add(notes::END_BEFORE_START);
    }
    if !(first.is_zoned && last.is_zoned) {
        notes.add(notes::ASSUMED_ZONE);
    }
    let (start, end) = (first.from.min(last.from), first.to.max(last.to));
    let precision = if end.0 - start.0 > 86_400_000 { TimePrecision::SeveralDays } else { first.precision };
    Some(instants(start, end, precision, first.is_zoned && last.is_zoned, &format!("{from} – {to}")))
}

/// The day that a text names; one that cannot be read is told.
pub fn read_day(text: &str, notes: &mut Notes) -> Option<Date> {
    day_of(read_any(text, notes)?.from)
}

/// From the start of a day to the end of another, or the part of one day that is given in minutes after its midnight.
pub fn day_interval(from: Date, to: Date, part: Option<(i64, i64)>, as_given: &str, notes: &mut Notes) -> Option<When> {
    notes.add(notes::ASSUMED_ZONE);
    if to < from {
        notes.add(notes::END_BEFORE_START);
    }
    let (from, to) = (from.min(to), from.max(to));
    if let (Some((start, end)), true) = (part, from == to) {
        let at = |minutes: i64| UtcMs(midnight(from).0 + minutes * 60_000);
        return Some(instants(at(start), at(end), TimePrecision::PartOfDay, false, as_given));
    }
    let precision = if from == to { TimePrecision::Day } else { TimePrecision::SeveralDays };
    Some(interval(from, to.tomorrow().ok()?, precision, as_given))
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

/// From the first day to the day after the last.
pub fn interval(from: Date, to: Date, precision: TimePrecision, as_given: &str) -> When {
    instants(midnight(from), midnight(to), precision, false, as_given)
}

fn instants(earliest: UtcMs, latest: UtcMs, precision: TimePrecision, is_zoned: bool, as_given: &str) -> When {
    When {
        earliest,
        latest,
        precision,
        zone: if is_zoned { ZoneState::Zoned("UTC".to_owned()) } else { ZoneState::Unknown },
        open_end: false,
        open_start: false,
        as_of: None,
        as_given: Words::untagged(as_given),
    }
}

/// The day in UTC.
pub fn day_of(at: UtcMs) -> Option<Date> {
    Some(jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(TimeZone::UTC).date())
}

fn midnight(day: Date) -> UtcMs {
    UtcMs(day.to_zoned(TimeZone::UTC).map_or(0, |at| at.timestamp().as_millisecond()))
}

/// `12`, or `3-7` and `3–7` from the least to the most, in Western or Arabic digits.
pub fn number_range(text: &str) -> Option<Range> {
    let text = western_digits(text.trim());
    let number = |part: &str| number_in(part.trim()).filter(|number| number.is_finite() && *number >= 0.0);
    if let Some(best) = number(&text) {
        return Some(Range { min: None, best: Some(best), max: None });
    }
    let (min, max) = text.split_once(['-', '–'])?;
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
