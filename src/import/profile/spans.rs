//! From the cells that tell when to an interval, by a mapping.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::tz::{Offset, TimeZone};

use super::days;
use super::looks::number_of;
use super::midnights::offset_at;
use super::orders::{FileOrder, OrderBy};
use super::reach::reach_in_words;
use crate::domain::{DateOrder, EpochUnit, Mapping, Reach, Role, TimePrecision, UtcMs};
use crate::import::notes::{self, Notes};
use crate::import::time::{
    ReadTime, Unread, WrittenTime, at_clock, clock_span, day_and_clock, day_before_clock, has_half, interval, is_clock_alone,
    is_clock_in_digits, is_epoch_zero, is_half_of_day, is_midnight, is_of_twelve_hours, is_ongoing, is_some_midnight, is_unbounded,
    is_unsaid, lacks_half, looks_like_stamp, own_zone, read_count, read_sheet_days, read_written, western_digits, why_unread,
    with_offset_ms,
};

/// By what the times of a row are read.
#[derive(Clone, Copy)]
pub struct TimeRules<'p> {
    pub mapping: &'p Mapping,
    /// The mapping was guessed, not made by anybody.
    pub is_guessed: bool,
    /// That of times that state none of their own.
    pub zone: &'p TimeZone,
    /// The row itself states it, in a cell of its own.
    pub is_stated: bool,
}

impl TimeRules<'_> {
    /// The interval of a start and an end as written, each read by `read`.
    pub fn span(&self, written: &GivenTimes, read: &mut ReadText, notes: &mut Notes) -> Option<ReadSpan> {
        let Some(given) = written.start.as_deref() else {
            notes.add_many(notes::END_ALONE, u64::from(written.end.is_some()));
            return None;
        };
        if let Some((clock, end_clock)) = written.clock_span() {
            let (clock, end_clock) = (Some(clock), Some(end_clock.into()));
            return self.span(&GivenTimes { start: Some(given.into()), clock, end_clock, ..GivenTimes::default() }, read, notes);
        }
        self.order().mark(given, notes);
        let start = match read(given) {
            Ok(start) => self.timed(given, written.clock.as_deref(), start, || None, notes),
            Err(_) if is_unbounded(given) => return self.up_to(written, read, notes),
            Err(unread) => match interval(given).filter(|_| written.end.is_none()) {
                Some((start, end)) => {
                    let parted = GivenTimes { start: Some(start), end: Some(end.into()), ..GivenTimes::default() };
                    return self.span(&parted, read, notes);
                }
                None => match day_before_clock(given).and_then(|day| read(day).ok()).filter(|day| day.time.precision == TimePrecision::Day)
                {
                    Some(day) if unread == Unread::Unknown => {
                        notes.add(notes::UNREADABLE_CLOCK);
                        reaching(day, given.trim().rsplit(char::is_whitespace).next().unwrap_or_default())
                    }
                    _ => {
                        notes.add(note_of(unread));
                        // The end may still prove an order.
                        if let Some(end) = written.end.as_deref() {
                            self.order().mark_end(end, notes);
                        }
                        return None;
                    }
                },
            },
        };
        if is_epoch_zero(start.time.from) {
            notes.add(notes::EPOCH_ZERO);
        }
        let start = if start.is_day_of_midnight && self.has_clock_beside(written) { at_midnight(start) } else { start };
        let mut beside = Start { day: given, clock: written.clock.as_deref(), read: start };
        let is_whole = beside.understood_with(written, self, notes);
        let start = beside.read;
        let is_open = written.end.as_deref().or(written.end_clock.as_deref()).is_some_and(is_ongoing);
        let end = match (written.end.as_deref(), written.end_clock.as_deref()) {
            _ if is_open || is_whole => None,
            (end, clock) if beside.has_half_of(end, clock) => {
                notes.add(notes::UNREADABLE_END);
                None
            }
            (Some(end), clock) => self.end(&beside, end, read, notes).map(|read| self.timed(end, clock, read, || beside.zone(), notes)),
            (None, Some(clock)) => self.end_on(&beside, clock, notes),
            (None, None) => None,
        };
        // A midnight beside a clock is one.
        let end = end.map(|end| if start.time.precision < TimePrecision::Day && end.is_day_of_midnight { at_midnight(end) } else { end });
        let (start, end) = if self.mapping.reach.is_some() || written.precision.is_some() {
            self.reached(start, end, is_open, written.precision.as_deref(), notes)
        } else {
            (start, end)
        };
        let (mut from, mut to, mut precision) = (start.time.from, start.time.to, start.time.precision);
        if let Some(WrittenTime { time: end, .. }) = end {
            (from, to) = start.time.until(end);
            if end.to < start.time.from {
                notes.add(notes::END_BEFORE_START);
                // Which of two clocks is meant is not known: what lies between them least of all.
                if precision.min(end.precision) < TimePrecision::Day {
                    let zone = beside.zone().unwrap_or_else(|| self.zone.clone());
                    (from, to) = days_of(from, to, &zone)?;
                    precision = TimePrecision::Day;
                }
            }
            if to.0 - from.0 > 86_400_000 {
                precision = TimePrecision::SeveralDays;
            }
        }
        if is_open {
            notes.add(notes::OPEN_END);
            to = UtcMs::MAX;
        }
        let either = |is: fn(&WrittenTime) -> bool| is(&start) || end.as_ref().is_some_and(is);
        let is_zoned = !either(|read| !read.time.is_zoned);
        notes.add_many(notes::ASSUMED_ZONE, u64::from(!is_zoned && self.mapping.zone.is_none()));
        notes.add_many(notes::SHEET_DAYS, u64::from(self.mapping.epoch == Some(EpochUnit::SheetDays) && number_of(given).is_some()));
        notes.add_many(notes::SHORT_YEAR, u64::from(either(|read| read.is_short_year)));
        notes.add_many(notes::MIDNIGHT_DAY, u64::from(either(|read| read.is_day_of_midnight)));
        notes.add_many(notes::ZONED_MIDNIGHT, u64::from(either(|read| read.day_offset.is_some())));
        Some(ReadSpan { from, to, precision, is_zoned, day_offset: start.day_offset })
    }

    /// A start that stands for more than its day, alone; else both as they are.
    fn reached(
        &self,
        start: WrittenTime,
        end: Option<WrittenTime>,
        is_open: bool,
        said: Option<&str>,
        notes: &mut Notes,
    ) -> (WrittenTime, Option<WrittenTime>) {
        // An end on the same day says no more than the start.
        let is_alone = end.as_ref().is_none_or(|end| end.time.precision == TimePrecision::Day && end.time.from == start.time.from);
        let is_day = is_alone && !is_open && start.time.precision == TimePrecision::Day;
        let reach = self.reach(said, notes);
        if let Some((whole, note)) = reach.filter(|_| is_day).and_then(|(reach, note)| Some((self.reaching(start, reach, note)?, note))) {
            notes.add(note);
            return (whole, None);
        }
        let is_unused = reach.is_some_and(|(_, note)| note == notes::SAID_PRECISION) && !is_alone;
        notes.add_many(notes::UNKNOWN_PRECISION, u64::from(is_unused));
        (start, end)
    }

    /// What a day of the row stands for, if it is more than that day: by the words of the row, else by the mapping.
    fn reach(&self, said: Option<&str>, notes: &mut Notes) -> Option<(Reach, notes::NoteText)> {
        match said.filter(|text| !is_unsaid(text)).map(reach_in_words) {
            Some(Some(said)) => said.map(|reach| (reach, notes::SAID_PRECISION)),
            unknown => {
                notes.add_many(notes::UNKNOWN_PRECISION, u64::from(unknown.is_some()));
                let reach = self.mapping.reach?;
                Some((reach, if reach == Reach::Month { notes::DATE_OF_MONTH } else { notes::DATE_OF_WEEK }))
            }
        }
    }

    /// The week, the month or the year for which a day stands.
    fn reaching(&self, day: WrittenTime, reach: Reach, note: notes::NoteText) -> Option<WrittenTime> {
        let zone = day.day_offset.map_or_else(|| self.zone.clone(), zone_of_offset);
        let first = jiff::Timestamp::from_millisecond(day.time.from.0).ok()?.to_zoned(zone.clone()).date();
        let (first, behind, precision) = match reach {
            Reach::Week => (first, first.checked_add(7.days()).ok()?, TimePrecision::Week),
            Reach::WeekBefore => (first.checked_sub(6.days()).ok()?, first.tomorrow().ok()?, TimePrecision::Week),
            Reach::WeekAround => (first.checked_sub(6.days()).ok()?, first.checked_add(7.days()).ok()?, TimePrecision::Week),
            Reach::SomeWeek => {
                let monday = days::monday_of(first)?;
                (monday, monday.checked_add(7.days()).ok()?, TimePrecision::Week)
            }
            // A column of months has first days; another day in it is that day.
            Reach::Month if note == notes::DATE_OF_MONTH && first.day() != 1 => return None,
            Reach::Month => (first.first_of_month(), first.last_of_month().tomorrow().ok()?, TimePrecision::Month),
            Reach::Year => (first.first_of_year(), first.last_of_year().tomorrow().ok()?, TimePrecision::Year),
        };
        Some(WrittenTime { time: ReadTime { from: start_of(first, &zone)?, to: start_of(behind, &zone)?, precision, ..day.time }, ..day })
    }

    fn order(&self) -> FileOrder {
        let order = self.mapping.order;
        let by = match (self.is_guessed, order) {
            (false, _) => OrderBy::Mapping,
            (true, DateOrder::Unknown) => OrderBy::Export,
            (true, _) => OrderBy::Proof,
        };
        FileOrder { order, by }
    }

    /// Whether the end has a time of day, and no midnight.
    fn has_clock_beside(&self, written: &GivenTimes) -> bool {
        let has_clock = |end: &str| self.read(end, self.zone).is_ok_and(|end| end.time.precision < TimePrecision::Day);
        written.end_clock.as_deref().is_some_and(is_clock_alone) || written.end.as_deref().is_some_and(has_clock)
    }

    /// What has an end and is said to have no start.
    fn up_to(&self, written: &GivenTimes, read: &mut ReadText, notes: &mut Notes) -> Option<ReadSpan> {
        let end = written.end.as_deref().map_or(Err(Unread::Unknown), read);
        let end = end.map_err(|unread| notes.add(note_of(unread))).ok()?;
        notes.add(notes::OPEN_START);
        notes.add_many(notes::ASSUMED_ZONE, u64::from(!end.time.is_zoned && self.mapping.zone.is_none()));
        Some(ReadSpan {
            from: UtcMs::MIN,
            to: end.time.to,
            precision: end.time.precision,
            is_zoned: end.time.is_zoned,
            day_offset: end.day_offset,
        })
    }

    /// The end as written, beside a start.
    fn end(&self, start: &Start, end: &str, read: &mut ReadText, notes: &mut Notes) -> Option<WrittenTime> {
        let precision = start.read.time.precision;
        if precision <= TimePrecision::Day && is_clock_in_digits(end) {
            if precision < TimePrecision::Day {
                return self.end_on(start, end, notes);
            }
            // Far from the year of the start it is none.
            let year = days::day_of(start.read.time.from).map(|day| i32::from(day.year()));
            let given = western_digits(end.trim()).parse::<i32>().ok();
            if year.zip(given).is_none_or(|(year, given)| !(year..=year + 3).contains(&given)) {
                notes.add(notes::UNREADABLE_END);
                return None;
            }
        }
        self.order().mark_end(end, notes);
        match read(end) {
            // Beside a start with an offset the same clock is meant.
            Ok(naive) if start.read.time.is_zoned && !naive.time.is_zoned => match start.zone() {
                Some(zone) => {
                    notes.add(notes::ZONE_OF_START);
                    let mut read = self.read(end, &zone).ok()?;
                    read.time.is_zoned = true;
                    Some(read)
                }
                None => Some(naive),
            },
            Ok(read) => Some(read),
            Err(_) if is_clock_alone(end) => self.end_on(start, end, notes),
            Err(_) => {
                notes.add(notes::UNREADABLE_END);
                None
            }
        }
    }

    /// An end that is a time of day alone, on the day of its start or, where that has passed by then, on the next.
    fn end_on(&self, start: &Start, clock: &str, notes: &mut Notes) -> Option<WrittenTime> {
        let zone = start.zone();
        // It says nothing of a day whose hours are not known.
        let has_clock = start.read.time.precision < TimePrecision::Day;
        let Some(mut end) = self.read_clock(start.day, clock, zone.as_ref()).filter(|_| has_clock) else {
            notes.add(notes::UNREADABLE_END);
            return None;
        };
        notes.add_many(notes::ZONE_OF_START, u64::from(zone.is_some()));
        if end.time.to <= start.read.time.from {
            notes.add(notes::CLOCK_PAST_MIDNIGHT);
            let zone = zone.unwrap_or_else(|| self.zone.clone());
            let from = jiff::Timestamp::from_millisecond(end.time.from.0).ok()?.to_zoned(zone).tomorrow().ok()?;
            let moved = from.timestamp().as_millisecond() - end.time.from.0;
            (end.time.from.0, end.time.to.0) = (end.time.from.0 + moved, end.time.to.0 + moved);
        }
        Some(end)
    }

    /// A day, or a midnight that stands for one, at the time of day in the cell beside it. Any other time has its own clock.
    /// Where neither states a zone it is that of `zone`.
    fn timed(
        &self,
        day: &str,
        clock: Option<&str>,
        read: WrittenTime,
        zone: impl FnOnce() -> Option<TimeZone>,
        notes: &mut Notes,
    ) -> WrittenTime {
        let Some(clock) = clock.filter(|clock| !is_unsaid(clock)) else { return read };
        let is_whole = read.time.precision == TimePrecision::Day;
        if !is_whole && !is_some_midnight(day, read.time) {
            let is_same = self.read_clock(day, clock, own_zone(day).as_ref()).is_some_and(|other| other.time.from == read.time.from);
            notes.add_many(notes::CLOCK_BESIDE_CLOCK, u64::from(!is_same));
            return read;
        }
        // The offset of a midnight is that of its day; only UTC is what tools write where they know none.
        let zone = own_zone(day).filter(|zone| *zone != TimeZone::UTC).or_else(zone);
        if let Some(timed) = self.read_clock(day, clock, zone.as_ref()) {
            notes.add(notes::CLOCK_COLUMN);
            return timed;
        }
        notes.add(notes::UNREADABLE_CLOCK);
        let day = if is_whole || read.time.is_zoned && !self.is_stated { read } else { whole_day(read, self.zone).unwrap_or(read) };
        reaching(day, clock)
    }

    /// A time of day on a day, in a zone that is stated elsewhere or else in that of the mapping.
    fn read_clock(&self, day: &str, clock: &str, zone: Option<&TimeZone>) -> Option<WrittenTime> {
        // The day of a count is that in UTC.
        let day = match self.count(day, &TimeZone::UTC) {
            Some(count) => days::day_of(count.time.from)?.to_string().into(),
            None => Cow::Borrowed(day),
        };
        let mut read = read_written(&at_clock(&day, clock), zone.unwrap_or(self.zone), self.mapping.order)?;
        read.time.is_zoned |= zone.is_some() || self.is_stated;
        Some(read).filter(|read| read.time.precision < TimePrecision::Day)
    }

    /// What a text says; where it states no zone, in this one.
    pub fn read(&self, text: &str, zone: &TimeZone) -> Result<WrittenTime, Unread> {
        let order = self.mapping.order;
        let mut read = read_written(text, zone, order).or_else(|| self.count(text, zone)).ok_or_else(|| why_unread(text, order))?;
        if self.mapping.midnight_is_day && !read.time.is_zoned && read.time.precision < TimePrecision::Day && is_midnight(text) {
            read = whole_day(read, zone).ok_or(Unread::Unknown)?;
        }
        let is_clock = read.time.precision < TimePrecision::Day;
        if read.time.is_zoned
            && is_clock
            && let Some(minutes) = offset_at(&self.mapping.day_offsets, read.time.from)
        {
            let day = whole_day(read, &zone_of_offset(minutes)).ok_or(Unread::Unknown)?;
            read = WrittenTime { day_offset: Some(minutes), is_day_of_midnight: false, ..day };
        }
        read.time.is_zoned |= self.is_stated;
        Ok(read)
    }

    /// A number that counts from 1970, or days as spreadsheets do, where the column has such. A unit that was only guessed, from the first
    /// value, binds no other.
    fn count(&self, text: &str, zone: &TimeZone) -> Option<WrittenTime> {
        let unit = self.mapping.epoch?;
        if looks_like_stamp(text.trim()) {
            return None;
        }
        let number = number_of(text)?;
        if unit == EpochUnit::SheetDays {
            return read_sheet_days(number, zone);
        }
        read_count(number, Some(unit).filter(|_| !self.is_guessed)).map(WrittenTime::as_written)
    }
}

const DAY_MS: i64 = 86_400_000;

/// The zone that is so many minutes ahead of UTC.
fn zone_of_offset(minutes: i16) -> TimeZone {
    Offset::from_seconds(i32::from(minutes) * 60).map_or(TimeZone::UTC, TimeZone::fixed)
}

/// The days in a zone on which an interval lies.
fn days_of(from: UtcMs, to: UtcMs, zone: &TimeZone) -> Option<(UtcMs, UtcMs)> {
    let day = |at: UtcMs| Some(jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone.clone()).date());
    Some((start_of(day(from)?, zone)?, start_of(day(UtcMs(to.0 - 1))?.tomorrow().ok()?, zone)?))
}

/// When a day begins in a zone.
fn start_of(day: jiff::civil::Date, zone: &TimeZone) -> Option<UtcMs> {
    Some(UtcMs(day.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()))
}

/// The day in a zone on which a time lies.
fn whole_day(read: WrittenTime, zone: &TimeZone) -> Option<WrittenTime> {
    let (from, to) = days_of(read.time.from, UtcMs(read.time.from.0 + 1), zone)?;
    let time = ReadTime { from, to, precision: TimePrecision::Day, ..read.time };
    Some(WrittenTime { time, is_day_of_midnight: true, ..read })
}

/// A day, with the next one where its clock may be one with an offset west of Greenwich and then lies on that.
fn reaching(day: WrittenTime, clock: &str) -> WrittenTime {
    if day.time.precision != TimePrecision::Day || with_offset_ms(clock).is_none_or(|behind| behind < DAY_MS) {
        return day;
    }
    let time = ReadTime { to: UtcMs(day.time.to.0 + DAY_MS), precision: TimePrecision::SeveralDays, ..day.time };
    WrittenTime { time, ..day }
}

/// The minute with which the day of a midnight begins.
fn at_midnight(read: WrittenTime) -> WrittenTime {
    let time = ReadTime { to: UtcMs(read.time.from.0 + 60_000), precision: TimePrecision::Minute, ..read.time };
    WrittenTime { time, is_day_of_midnight: false, ..read }
}

/// What is noted where a time cannot be read.
pub fn note_of(unread: Unread) -> notes::NoteText {
    match unread {
        Unread::Order => notes::AMBIGUOUS_ORDER,
        Unread::OtherOrder => notes::OTHER_ORDER,
        Unread::Hijri => notes::HIJRI_YEAR,
        Unread::Unknown => notes::UNREADABLE_DATE,
    }
}

/// Something for each of the cells that tell when.
#[derive(Clone, Debug)]
pub struct TimeCells<T> {
    pub start: Option<T>,
    pub clock: Option<T>,
    pub half: Option<T>,
    pub end: Option<T>,
    pub end_clock: Option<T>,
    pub zone: Option<T>,
    pub precision: Option<T>,
}

impl<T> Default for TimeCells<T> {
    fn default() -> Self {
        Self::of(|_| None)
    }
}

impl<T> TimeCells<T> {
    pub fn of(mut made: impl FnMut(Role) -> Option<T>) -> Self {
        Self {
            start: made(Role::Start),
            clock: made(Role::Clock),
            half: made(Role::Half),
            end: made(Role::End),
            end_clock: made(Role::EndClock),
            zone: made(Role::Zone),
            precision: made(Role::Precision),
        }
    }

    pub fn and_then<U>(&self, mut made: impl FnMut(&T) -> Option<U>) -> TimeCells<U> {
        TimeCells {
            start: self.start.as_ref().and_then(&mut made),
            clock: self.clock.as_ref().and_then(&mut made),
            half: self.half.as_ref().and_then(&mut made),
            end: self.end.as_ref().and_then(&mut made),
            end_clock: self.end_clock.as_ref().and_then(&mut made),
            zone: self.zone.as_ref().and_then(&mut made),
            precision: self.precision.as_ref().and_then(&mut made),
        }
    }
}

/// The cells that tell when, as written.
pub type GivenTimes<'a> = TimeCells<Cow<'a, str>>;

impl GivenTimes<'_> {
    /// With the half of the day, which has a cell of its own, behind the clock that it belongs to. A clock of twelve hours of which nobody
    /// says the half is none that can be read.
    pub fn halved(mut self) -> Self {
        let half = self.half.take().filter(|half| is_half_of_day(half));
        if self.clock.is_none()
            && let Some((day, clock)) = self.start.as_deref().and_then(day_and_clock)
        {
            (self.start, self.clock) = (Some(day.into()), Some(clock.into()));
        }
        if let Some(clock) = self.clock.as_mut().filter(|clock| !is_unsaid(clock) && !has_half(clock)) {
            match half {
                Some(half) => *clock = format!("{clock} {half}").into(),
                None if is_of_twelve_hours(clock) => *clock = format!("{clock} AM/PM").into(),
                None => {}
            }
        }
        self
    }

    /// The cell of the time of day in two, where it tells the end as well and nothing else does.
    fn clock_span(&self) -> Option<(Cow<'_, str>, &str)> {
        if self.end.is_some() || self.end_clock.is_some() {
            return None;
        }
        self.clock.as_deref().filter(|clock| clock.len() > "14:30".len()).and_then(clock_span)
    }

    pub fn as_given(&self) -> String {
        let beside = |first: &Option<Cow<str>>, second: &Option<Cow<str>>| -> String {
            let both: Vec<&str> = [first, second].into_iter().flatten().map(AsRef::as_ref).collect();
            both.join(" ")
        };
        let start = beside(&Some(beside(&self.start, &self.clock).into()), &self.half);
        let end = beside(&self.end, &self.end_clock);
        let both = if end.is_empty() { start } else { format!("{start} – {end}") };
        beside(&Some(both.into()), &self.zone)
    }
}

/// A start as written and read, beside which an end stands.
struct Start<'a> {
    day: &'a str,
    clock: Option<&'a str>,
    read: WrittenTime,
}

impl Start<'_> {
    /// The cell in which its clock stands.
    fn clock_cell(&self) -> &str {
        self.clock.unwrap_or(self.day)
    }

    /// Whether only the start says in which half of the day its clock is.
    fn has_half_of(&self, end: Option<&str>, end_clock: Option<&str>) -> bool {
        end_clock.or(end).is_some_and(|end| lacks_half(end, self.clock_cell()))
    }

    /// Takes what only the end says: in the zone of its clock; where the end alone has halves of the day, the whole day, and then true.
    fn understood_with(&mut self, written: &GivenTimes, rules: &TimeRules, notes: &mut Notes) -> bool {
        let Some(end) = written.end_clock.as_deref().or(written.end.as_deref()) else { return false };
        if self.read.time.precision >= TimePrecision::Day {
            return false;
        }
        if lacks_half(self.clock_cell(), end) {
            notes.add(notes::UNREADABLE_CLOCK);
            let zone = self.zone().unwrap_or_else(|| rules.zone.clone());
            self.read = whole_day(self.read, &zone).map_or(self.read, |read| WrittenTime { is_day_of_midnight: false, ..read });
            return true;
        }
        // A zone that somebody has chosen for the file holds.
        let is_known = self.read.time.is_zoned || rules.mapping.zone.is_some();
        let zone = if is_known { None } else { own_zone(end) };
        let again = zone.and_then(|zone| match self.clock {
            Some(clock) => rules.read_clock(self.day, clock, Some(&zone)),
            None => rules.read(self.day, &zone).ok(),
        });
        if let Some(read) = again {
            notes.add(notes::ZONE_OF_END);
            self.read = read;
            self.read.time.is_zoned = true;
        }
        false
    }

    /// The zone that it states, in its own cell or in that of its time of day.
    fn zone(&self) -> Option<TimeZone> {
        if !self.read.time.is_zoned {
            return None;
        }
        own_zone(self.day).or_else(|| own_zone(&at_clock(self.day, self.clock?)))
    }
}

/// Reads a written time.
pub type ReadText<'a> = dyn FnMut(&str) -> Result<WrittenTime, Unread> + 'a;

/// What a start and an end come to.
pub struct ReadSpan {
    pub from: UtcMs,
    pub to: UtcMs,
    pub precision: TimePrecision,
    /// Both ends state their zone.
    pub is_zoned: bool,
    /// It begins with a day that is written as the midnight of a zone: by how many minutes that is ahead of UTC.
    pub day_offset: Option<i16>,
}
