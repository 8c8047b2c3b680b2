//! Times of known exports: days with a stated precision, from one to another, or instants as written.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::orders::FileOrder;
use super::spans::{GivenTimes, ReadSpan, TimeRules, note_of};
use crate::domain::{Mapping, TimePrecision, UtcMs, When, Words, ZoneState};
use crate::import::day_part::without_day_part;
use crate::import::notes::{self, Notes};
use crate::import::time::{
    ReadTime, Unread, at_clock, epoch_unit_of, is_epoch_zero, is_midnight, is_ongoing, own_zone, read_epoch, read_written, western_digits,
    why_unread,
};

/// How long the time of an export is that names one date and a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Day,
    /// Two to six days, of which the date is one.
    SomeDays,
    /// The week of the calendar, from Monday, in which the date lies.
    Week,
    /// The month of the calendar.
    Month,
    /// The year of the calendar.
    Year,
    /// As fine as it is written.
    AsWritten,
    /// The export has a column for it, which is missing or empty.
    Unstated,
    /// A precision is stated that means nothing to Marsad.
    Unknown,
}

/// The days that a text names. What it says of the clock is left aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Days {
    pub from: Date,
    /// The day after the last.
    pub to: Date,
    pub precision: TimePrecision,
    basis: Basis,
    /// The time within the one day.
    time: Option<ReadTime>,
}

/// What a text says of the zone in which its day is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    Unsaid,
    Utc,
    Offset,
}

/// A time of a known export: as written, or as milliseconds or seconds since 1970, to which copies in other tools turn dates.
fn read_any(text: &str, order: FileOrder, notes: &mut Notes) -> Option<ReadTime> {
    order.mark(text, notes);
    // Shorter numbers are years and dates such as 20220105.
    let epoch = || {
        let number = western_digits(text).parse::<f64>().ok().filter(|_| text.len() > 8)?;
        read_epoch(epoch_unit_of(number)?, number)
    };
    let read = match read_written(text, &TimeZone::UTC, order.order) {
        Some(read) => {
            notes.add_many(notes::SHORT_YEAR, u64::from(read.is_short_year));
            Some(read.time)
        }
        None => epoch().inspect(|_| notes.add(notes::EPOCH)),
    };
    if read.is_some_and(|read| is_epoch_zero(read.from)) {
        notes.add(notes::EPOCH_ZERO);
    }
    read
}

/// As [`read_any`]; a time that cannot be read is told, and the incident is undated.
fn read_or_tell(text: &str, order: FileOrder, notes: &mut Notes) -> Option<ReadTime> {
    let read = read_any(text, order, notes);
    if read.is_none() {
        notes.add(note_of(why_unread(text, order.order)));
    }
    read
}

/// A time of exactly 00:00:00 without a zone is how tools write a day whose time nobody knows.
fn at_least_a_day(read: ReadTime, text: &str, notes: &mut Notes) -> ReadTime {
    if read.is_zoned || !is_midnight(text) {
        return read;
    }
    notes.add(notes::MIDNIGHT_UNSAID);
    ReadTime { to: UtcMs(read.from.0 + DAY_MS), precision: TimePrecision::Day, ..read }
}

const DAY_MS: i64 = 86_400_000;

/// The days that a text names; one that cannot be read is told, and the incident is undated.
pub fn read_days(text: &str, order: FileOrder, notes: &mut Notes) -> Option<Days> {
    days_of(text, order, read_or_tell(text, order, notes)?)
}

/// As [`read_days`], for a start that has an end; where that cannot be read, the end may still prove an order.
pub fn read_start(text: &str, end: Option<&str>, order: FileOrder, notes: &mut Notes) -> Option<Days> {
    let days = read_days(text, order, notes);
    if let Some(end) = end.filter(|_| days.is_none()) {
        order.mark_end(end, notes);
    }
    days
}

/// As [`read_days`], for the end of what has a start: one that cannot be read does not make it undated.
pub fn read_end(text: &str, order: FileOrder, notes: &mut Notes) -> Option<Days> {
    let days = read_any(text, order, notes).and_then(|read| days_of(text, order, read));
    if days.is_none() {
        tell_unread_end(text, order, notes);
    }
    days
}

/// An end that cannot be read; also, where that is why, that nothing tells its day from its month.
fn tell_unread_end(text: &str, order: FileOrder, notes: &mut Notes) {
    notes.add(notes::UNREADABLE_END);
    notes.add_many(notes::AMBIGUOUS_ORDER, u64::from(why_unread(text, order.order) == Unread::Order));
}

fn days_of(text: &str, order: FileOrder, read: ReadTime) -> Option<Days> {
    if read.is_zoned {
        // A day with an offset is that of its words: in UTC it could be the one before or after.
        let (from, basis) = civil_day(text).map_or_else(|| Some((day_of(read.from)?, Basis::Utc)), Some)?;
        return Some(Days { from, to: from.tomorrow().ok()?, precision: TimePrecision::Day, basis, time: None });
    }
    if read.precision == TimePrecision::PartOfDay {
        let (date, _) = without_day_part(&western_digits(text))?;
        let day = Days::day(day_of(read_written(&date, &TimeZone::UTC, order.order)?.time.from)?)?;
        return Some(Days { time: Some(read), ..day });
    }
    let from = day_of(read.from)?;
    let to = day_of(UtcMs(read.to.0 - 1))?.tomorrow().ok()?;
    let precision = if read.precision < TimePrecision::Day { TimePrecision::Day } else { read.precision };
    Some(Days { from, to, precision, basis: Basis::Unsaid, time: None })
}

/// The day that stands in a time with its own offset.
fn civil_day(text: &str) -> Option<(Date, Basis)> {
    let text = western_digits(text.trim());
    let text = text.as_ref();
    let is_utc = ["Z", "z", "+00:00", "-00:00", "+0000", "-0000", "+00", " UTC", " GMT", "[UTC]"].iter().any(|end| text.ends_with(end));
    let basis = if is_utc { Basis::Utc } else { Basis::Offset };
    let written = text.split_at_checked(10).filter(|(_, clock)| clock.starts_with(['T', 't', ' ']));
    let iso = written.and_then(|(day, _)| day.parse::<Date>().ok());
    let day = iso.or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(|at| at.date()))?;
    Some((day, basis))
}

impl Days {
    /// One day, without a zone.
    pub fn day(day: Date) -> Option<Self> {
        Self::between(day, day.tomorrow().ok()?, TimePrecision::Day)
    }

    /// From a day to the day after another, without a zone.
    pub fn between(from: Date, to: Date, precision: TimePrecision) -> Option<Self> {
        (from < to).then_some(Self { from, to, precision, basis: Basis::Unsaid, time: None })
    }

    pub fn are_same(self, other: Self) -> bool {
        (self.from, self.to) == (other.from, other.to)
    }

    /// From the start of these days to the end of others. No finer than either.
    pub fn until(self, end: Self, notes: &mut Notes) -> Self {
        if self.are_same(end) {
            return Self { time: self.time.filter(|_| self.time == end.time), ..self };
        }
        if end.to <= self.from {
            notes.add(notes::END_BEFORE_START);
        }
        let basis = match (self.basis, end.basis) {
            (Basis::Unsaid, _) | (_, Basis::Unsaid) => Basis::Unsaid,
            (Basis::Utc, Basis::Utc) => Basis::Utc,
            _ => Basis::Offset,
        };
        let precision = TimePrecision::SeveralDays.max(self.precision).max(end.precision);
        Self { from: self.from.min(end.from), to: self.to.max(end.to), precision, basis, time: None }
    }

    pub fn with_precision(self, precision: TimePrecision) -> Self {
        Self { precision, ..self }
    }

    /// With the time of day, as a clock or in words, of a cell beside the date; several days have none. One that cannot be read leaves
    /// the day, and is told.
    pub fn at_time(self, date: &str, time_of_day: &str, notes: &mut Notes) -> Self {
        if self.precision != TimePrecision::Day || Self::day(self.from).is_none_or(|day| !day.are_same(self)) {
            return self;
        }
        if own_zone(time_of_day).is_none() && is_midnight(&at_clock(&self.from.to_string(), time_of_day)) {
            notes.add(notes::MIDNIGHT_UNSAID);
            return self;
        }
        let stated = own_zone(date);
        let zone = stated.clone().unwrap_or(TimeZone::UTC);
        let mapping = Mapping::default();
        let rules = TimeRules { mapping: &mapping, is_guessed: false, zone: &zone, is_stated: stated.is_some() };
        let written = GivenTimes { start: Some(self.from.to_string().into()), clock: Some(time_of_day.into()), ..GivenTimes::default() };
        // What is assumed of its zone is told with the days.
        let mut own = Notes::default();
        let read = rules.span(&written, &mut |text| rules.read(text, rules.zone), &mut own);
        notes.absorb(own.without(notes::ASSUMED_ZONE));
        match read.filter(|read| read.precision < TimePrecision::Day) {
            Some(ReadSpan { from, to, precision, is_zoned, .. }) => Self { time: Some(ReadTime { from, to, precision, is_zoned }), ..self },
            None => self,
        }
    }

    /// What a stated precision makes of a date. A date that is written more coarsely says more than the code beside it.
    pub fn as_fine_as(self, span: Span, notes: &mut Notes) -> Option<Self> {
        let is_coarse = self.precision > TimePrecision::Day;
        if span == Span::Unstated && !is_coarse {
            notes.add(notes::NO_TIME_PRECISION);
        }
        let last = self.to.yesterday().ok()?;
        let (from, to, precision) = match span {
            Span::Unknown => (self.from, self.to, TimePrecision::Unknown),
            Span::AsWritten => return Some(self),
            _ if is_coarse && (span == Span::Unstated || self.precision >= span.precision()) => (self.from, self.to, self.precision),
            Span::Day | Span::Unstated => (self.from, self.to, span.precision()),
            // Any stretch of six days that holds the date.
            Span::SomeDays => (self.from.checked_sub(5.days()).ok()?, self.to.checked_add(5.days()).ok()?, span.precision()),
            Span::Week => (monday_of(self.from)?, monday_of(last)?.checked_add(1.week()).ok()?, span.precision()),
            Span::Month => (self.from.first_of_month(), last.last_of_month().tomorrow().ok()?, span.precision()),
            Span::Year => (self.from.first_of_year(), last.last_of_year().tomorrow().ok()?, span.precision()),
        };
        Some(Self { from, to, precision, time: None, ..self })
    }

    /// The interval; days are counted in UTC where the export names no zone.
    pub fn when(self, as_given: &str, notes: &mut Notes) -> When {
        let time = self.time.filter(|_| self.precision == TimePrecision::Day);
        if let Some(ReadTime { from, to, precision, is_zoned: true }) = time {
            return instants(from, to, precision, true, as_given);
        }
        match self.basis {
            Basis::Unsaid => notes.add(notes::ASSUMED_ZONE),
            Basis::Offset => notes.add(notes::DAY_WITH_OFFSET),
            Basis::Utc => {}
        }
        let is_zoned = self.basis == Basis::Utc;
        if let Some(ReadTime { from, to, precision, .. }) = time {
            return instants(from, to, precision, is_zoned, as_given);
        }
        let start = midnight(self.from);
        instants(start, midnight(self.to), self.precision, is_zoned, as_given)
    }
}

impl Span {
    fn precision(self) -> TimePrecision {
        match self {
            Self::Day | Self::AsWritten => TimePrecision::Day,
            Self::SomeDays => TimePrecision::SeveralDays,
            Self::Week => TimePrecision::Week,
            Self::Month => TimePrecision::Month,
            Self::Year => TimePrecision::Year,
            Self::Unstated | Self::Unknown => TimePrecision::Unknown,
        }
    }
}

pub fn monday_of(day: Date) -> Option<Date> {
    if day.weekday() == Weekday::Monday { Some(day) } else { day.nth_weekday(-1, Weekday::Monday).ok() }
}

/// The interval that a date and its stated precision mean.
pub fn when_of(date: &str, order: FileOrder, span: Span, notes: &mut Notes) -> Option<When> {
    Some(read_days(date, order, notes)?.as_fine_as(span, notes)?.when(date, notes))
}

/// The interval of a time as fine as it is written, which stands in the source in other words.
pub fn when_written(text: &str, as_given: &str, order: FileOrder, notes: &mut Notes) -> Option<When> {
    let read = at_least_a_day(read_or_tell(text, order, notes)?, text, notes);
    if !read.is_zoned {
        notes.add(notes::ASSUMED_ZONE);
    }
    Some(instants(read.from, read.to, read.precision, read.is_zoned, as_given))
}

/// As [`when_written`], of a column that is in UTC by its name.
pub fn when_in_utc(text: &str, order: FileOrder, notes: &mut Notes) -> Option<When> {
    let read = at_least_a_day(read_or_tell(text, order, notes)?, text, notes);
    Some(instants(read.from, read.to, read.precision, true, text))
}

/// A date with the clock time of another column beside it. A clock time that cannot be read leaves the day, and is told.
pub fn when_with_clock(date: &str, clock: Option<&str>, order: FileOrder, notes: &mut Notes) -> Option<When> {
    let Some(clock) = clock else { return when_written(date, date, order, notes) };
    let text = format!("{date} {clock}");
    if read_written(&text, &TimeZone::UTC, order.order).is_some() {
        return when_written(&text, &text, order, notes);
    }
    // A date that holds its own clock time needs no other.
    let is_dated = read_written(date, &TimeZone::UTC, order.order).is_some();
    notes.add_many(notes::ODD_VALUE, u64::from(is_dated));
    when_written(date, &text, order, notes)
}

/// From one time as written to the end of another; where the end cannot be read, the start alone, and no one knows how long.
pub fn when_between(from: &str, to: &str, order: FileOrder, notes: &mut Notes) -> Option<When> {
    let Some(first) = read_or_tell(from, order, notes) else {
        order.mark_end(to, notes);
        return None;
    };
    let first = at_least_a_day(first, from, notes);
    let as_given = format!("{from} – {to}");
    if is_ongoing(to) {
        notes.add(notes::OPEN_END);
        notes.add_many(notes::ASSUMED_ZONE, u64::from(!first.is_zoned));
        let when = instants(first.from, first.to, first.precision, first.is_zoned, &as_given);
        return Some(When { latest: UtcMs::MAX, open_end: true, ..when });
    }
    let Some(last) = read_any(to, order, notes) else {
        tell_unread_end(to, order, notes);
        notes.add_many(notes::ASSUMED_ZONE, u64::from(!first.is_zoned));
        return Some(instants(first.from, first.to, TimePrecision::Unknown, first.is_zoned, &as_given));
    };
    let last = at_least_a_day(last, to, notes);
    if last.to < first.from {
        notes.add(notes::END_BEFORE_START);
    }
    let is_zoned = first.is_zoned && last.is_zoned;
    notes.add_many(notes::ASSUMED_ZONE, u64::from(!is_zoned));
    let (start, end) = first.until(last);
    let precision = first.precision.max(last.precision);
    let precision = if end.0 - start.0 > DAY_MS { TimePrecision::SeveralDays.max(precision) } else { precision };
    Some(instants(start, end, precision, is_zoned, &as_given))
}

pub fn instants(earliest: UtcMs, latest: UtcMs, precision: TimePrecision, is_zoned: bool, as_given: &str) -> When {
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
    Some(Timestamp::from_millisecond(at.0).ok()?.to_zoned(TimeZone::UTC).date())
}

fn midnight(day: Date) -> UtcMs {
    UtcMs(day.to_zoned(TimeZone::UTC).map_or(0, |at| at.timestamp().as_millisecond()))
}
