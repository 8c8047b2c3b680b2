//! Any other export: read by a mapping, which was guessed, chosen by the user, or saved as a profile.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::blank;
use super::columns::{degrees, figure, number_range, on_earth};
use super::days;
use super::sums::names_a_sum;
use crate::domain::{
    Actor, ActorRole, Category, Claim, ClaimValue, Grade, Incident, Lang, LonLat, Mapping, MappingOrigin, Media, Place, PlacePrecision,
    PlacedHow, PlainIncident, PlainText, PlainWhen, Proposal, Radius, Range, RawRecord, Role, TimePrecision, UtcMs, When, Words, ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::plain::{Cell, ColumnIdx, TimeMemory};
use crate::import::time::{
    ReadTime, Unread, WrittenTime, at_clock, clock_span, day_before_clock, interval, is_clock_alone, is_clock_in_digits, is_epoch_zero,
    is_midnight, is_ongoing, is_some_midnight, is_unbounded, is_unsaid, lacks_half, looks_like_stamp, own_zone, read_count, read_utc,
    read_written, western_digits, why_unread,
};

/// The fields of the figures that a mapping knows.
const KILLED: &str = "killed.all";
const INJURED: &str = "injured.all";

/// A mapping made ready for reading a million records.
#[derive(Clone, Debug)]
pub struct GenericPlan {
    pub mapping: Mapping,
    pub origin: MappingOrigin,
    /// What the file's first records look like and what they were taken for.
    pub proposal: Arc<Proposal>,
    titles: Vec<(Lang, String)>,
    texts: Vec<(Lang, String)>,
    place_names: Vec<(Lang, String)>,
    category: Option<String>,
    start: Option<String>,
    clock: Option<String>,
    end: Option<String>,
    end_clock: Option<String>,
    actors: Vec<String>,
    /// The field of the claim and the column.
    figures: Vec<(&'static str, String)>,
    source: Option<String>,
    url: Option<String>,
    id: Option<String>,
    /// Longitude and latitude, for records without a geometry.
    lon_lat: Option<[String; 2]>,
    zone: TimeZone,
}

/// A column's name without language and decoration: `Title_AR` is `title` in Arabic.
pub fn base_and_lang(column: &str) -> (String, Lang) {
    let lower = column.trim().to_lowercase().replace([' ', '-'], "_");
    for (suffix, lang) in [("ar", Lang::ar()), ("en", Lang::en()), ("arabic", Lang::ar()), ("english", Lang::en())] {
        for separator in ['_', ':', '.'] {
            if let Some(base) = lower.strip_suffix(suffix).and_then(|rest| rest.strip_suffix(separator)) {
                return (base.to_owned(), lang);
            }
        }
    }
    (lower, Lang::und())
}

/// The words of a cell; borrowed where they stand as they are.
pub fn text_in(json: &str) -> Option<Cow<'_, str>> {
    cell_text(Cell { json, has_escapes: memchr::memchr(b'\\', json.as_bytes()).is_some() })
}

/// As [`text_in`], where it is known whether there are escapes.
#[inline]
fn cell_text(cell: Cell<'_>) -> Option<Cow<'_, str>> {
    let Cell { json, has_escapes } = cell;
    let text = match json.as_bytes().first()? {
        // The reader has checked it: without a backslash a string means what it says.
        b'"' => match json.get(1..json.len() - 1) {
            Some(plain) if !has_escapes => Cow::Borrowed(plain),
            _ => Cow::Owned(serde_json::from_str::<String>(json).ok()?),
        },
        b'n' => return None,
        _ => return Some(Cow::Borrowed(json)),
    };
    // Most texts begin with a letter, which is seen without a search for blanks.
    let begins = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
    Some(text).filter(|text| begins || !text.trim().is_empty())
}

pub fn text_of(json: &str) -> Option<String> {
    text_in(json).map(Cow::into_owned)
}

impl GenericPlan {
    pub fn new(mapping: Mapping, origin: MappingOrigin, proposal: Arc<Proposal>) -> Self {
        let in_languages = |role: Role| -> Vec<(Lang, String)> {
            mapping.columns(role).iter().map(|column| (base_and_lang(column).1, column.clone())).collect()
        };
        let column = |role: Role| mapping.column(role).map(ToOwned::to_owned);
        let figures = [(KILLED, Role::Killed), (INJURED, Role::Injured)];
        let lon_lat = column(Role::Longitude).zip(column(Role::Latitude)).map(|(lon, lat)| [lon, lat]);
        Self {
            titles: in_languages(Role::Title),
            texts: in_languages(Role::Text),
            place_names: in_languages(Role::PlaceName),
            category: column(Role::Category),
            start: column(Role::Start),
            clock: column(Role::Clock),
            end: column(Role::End),
            end_clock: column(Role::EndClock),
            actors: mapping.columns(Role::Actor).to_vec(),
            figures: figures.into_iter().filter_map(|(field, role)| Some((field, column(role)?))).collect(),
            source: column(Role::Source),
            url: column(Role::Url),
            id: column(Role::Id),
            lon_lat: if mapping.swapped { lon_lat.map(|[lon, lat]| [lat, lon]) } else { lon_lat },
            zone: mapping.zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC),
            mapping,
            origin,
            proposal,
        }
    }

    pub fn incident(&self, feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
        let properties = &feature.properties;
        let text = |column: &str| properties.get(column).and_then(text_of);
        let words = |columns: &[(Lang, String)]| {
            let mut words = Words::new();
            for (lang, column) in columns {
                if let Some(text) = text(column) {
                    words.set(lang.clone(), text);
                }
            }
            words
        };
        let mut made = blank(feature, raw);
        if made.id.is_empty()
            && let Some(id) = self.id.as_deref().and_then(text)
        {
            made.id = id;
        }
        made.title = words(&self.titles);
        made.text = words(&self.texts);
        if let Some(category) = self.category.as_deref().and_then(text) {
            made.category = Category { key: category.clone(), as_given: category };
        }
        made.when = self.when(feature, notes);
        let name = words(&self.place_names);
        let by_columns = |notes: &mut Notes| {
            let [lon, lat] = self.lon_lat.as_ref()?;
            position_of(&text(lon)?, &text(lat)?, notes)
        };
        let shape = shape.or_else(|| {
            let at = by_columns(notes)?;
            Some(Shape { geometry: geo::Geometry::Point(geo::Point::new(at.lon, at.lat)), third: None })
        });
        if shape.is_none() {
            made.unplaced_name.clone_from(&name);
        }
        made.places.extend(shape.map(|shape| Place {
            geometry: shape.geometry,
            // The number of decimals says nothing: no precision stated is no precision.
            radius: Radius::Unknown,
            precision: PlacePrecision::Unknown,
            how: PlacedHow::Reported,
            name,
            reason: Words::new(),
            admin: Vec::new(),
            third_ordinate: shape.third.map(|third| (third, "unknown")),
        }));
        made.actors.extend(self.actors.iter().filter_map(|column| text(column)).map(|name| Actor {
            role: ActorRole::Other,
            name: Words::untagged(name),
            note: Words::new(),
        }));
        let url = self.url.as_deref().and_then(text).filter(|url| url.starts_with("http"));
        if let Some(source) = self.source.as_deref().and_then(text) {
            made.claims.push(account(source, &made.text, url.clone()));
        }
        for (field, column) in &self.figures {
            let Some(given) = text(column) else { continue };
            if let Some(range) = people(&given, notes) {
                let source = self.source.as_deref().and_then(text).map(Words::untagged).unwrap_or_default();
                made.claims.push(figure(field, range, source, Some(given)));
            }
        }
        made.media.extend(url.map(|url| Media { url, title: Words::new() }));
        made
    }

    fn when(&self, feature: &RawFeature, notes: &mut Notes) -> Option<When> {
        let cell = |column: &Option<String>| feature.properties.get(column.as_deref()?).and_then(text_in);
        let given =
            GivenTimes { start: cell(&self.start), clock: cell(&self.clock), end: cell(&self.end), end_clock: cell(&self.end_clock) };
        let read = self.span(&given, &mut |text| self.read(text, &self.zone), notes)?;
        let zone = match &self.mapping.zone {
            _ if read.is_zoned => ZoneState::Zoned("UTC".to_owned()),
            Some(zone) => ZoneState::Naive { assumed: zone.clone() },
            None => ZoneState::Unknown,
        };
        Some(When {
            earliest: read.from,
            latest: read.to,
            precision: read.precision,
            zone,
            open_end: read.to == UtcMs::MAX,
            open_start: read.from == UtcMs::MIN,
            as_of: None,
            as_given: Words::untagged(given.as_given()),
        })
    }

    /// The interval of a start and an end as written, each read by `read`.
    fn span(&self, written: &GivenTimes, read: &mut ReadText, notes: &mut Notes) -> Option<ReadSpan> {
        let Some(given) = written.start.as_deref() else {
            notes.add_many(notes::END_ALONE, u64::from(written.end.is_some()));
            return None;
        };
        if let Some((clock, end_clock)) = written.clock_span() {
            let (clock, end_clock) = (Some(clock), Some(end_clock.into()));
            return self.span(&GivenTimes { start: Some(given.into()), clock, end: None, end_clock }, read, notes);
        }
        let start = match read(given) {
            Ok(start) => self.timed(given, written.clock.as_deref(), start, || None, notes),
            Err(_) if is_unbounded(given) => return self.up_to(written, read, notes),
            Err(unread) => match interval(given).filter(|_| written.end.is_none()) {
                Some((start, end)) => {
                    let parted = GivenTimes { start: Some(start), clock: None, end: Some(end.into()), end_clock: None };
                    return self.span(&parted, read, notes);
                }
                None => match day_before_clock(given).and_then(|day| read(day).ok()).filter(|day| day.time.precision == TimePrecision::Day)
                {
                    Some(day) if unread == Unread::Unknown => {
                        notes.add(notes::UNREADABLE_CLOCK);
                        day
                    }
                    _ => {
                        notes.add(note_of(unread));
                        return None;
                    }
                },
            },
        };
        if is_epoch_zero(start.time.from) {
            notes.add(notes::EPOCH_ZERO);
        }
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
        notes.add_many(notes::SHORT_YEAR, u64::from(either(|read| read.is_short_year)));
        notes.add_many(notes::MIDNIGHT_DAY, u64::from(either(|read| read.is_day_of_midnight)));
        Some(ReadSpan { from, to, precision, is_zoned })
    }

    /// What has an end and is said to have no start.
    fn up_to(&self, written: &GivenTimes, read: &mut ReadText, notes: &mut Notes) -> Option<ReadSpan> {
        let end = written.end.as_deref().map_or(Err(Unread::Unknown), read);
        let end = end.map_err(|unread| notes.add(note_of(unread))).ok()?;
        notes.add(notes::OPEN_START);
        notes.add_many(notes::ASSUMED_ZONE, u64::from(!end.time.is_zoned && self.mapping.zone.is_none()));
        Some(ReadSpan { from: UtcMs::MIN, to: end.time.to, precision: end.time.precision, is_zoned: end.time.is_zoned })
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
        if is_whole || read.time.is_zoned { read } else { whole_day(read, &self.zone).unwrap_or(read) }
    }

    /// A time of day on a day, in a zone that is stated elsewhere or else in that of the mapping.
    fn read_clock(&self, day: &str, clock: &str, zone: Option<&TimeZone>) -> Option<WrittenTime> {
        // The day of a count is that in UTC.
        let day = match self.count(day) {
            Some(count) => days::day_of(count.time.from)?.to_string().into(),
            None => Cow::Borrowed(day),
        };
        let mut read = read_written(&at_clock(&day, clock), zone.unwrap_or(&self.zone), self.mapping.order)?;
        read.time.is_zoned |= zone.is_some();
        Some(read).filter(|read| read.time.precision < TimePrecision::Day)
    }

    /// What a text says; where it states no zone, in this one.
    fn read(&self, text: &str, zone: &TimeZone) -> Result<WrittenTime, Unread> {
        let order = self.mapping.order;
        let read = read_written(text, zone, order).or_else(|| self.count(text)).ok_or_else(|| why_unread(text, order))?;
        if self.mapping.midnight_is_day && !read.time.is_zoned && is_midnight(text) {
            return whole_day(read, zone).ok_or(Unread::Unknown);
        }
        Ok(read)
    }

    /// A number that counts from 1970, where the column has such. A unit that was only guessed, from the first value, binds no other.
    fn count(&self, text: &str) -> Option<WrittenTime> {
        let unit = self.mapping.epoch?;
        if looks_like_stamp(text.trim()) {
            return None;
        }
        let number = western_digits(text.trim()).parse().ok()?;
        read_count(number, Some(unit).filter(|_| self.origin != MappingOrigin::Guessed)).map(WrittenTime::as_written)
    }
}

/// The days in a zone on which an interval lies.
fn days_of(from: UtcMs, to: UtcMs, zone: &TimeZone) -> Option<(UtcMs, UtcMs)> {
    let day = |at: UtcMs| Some(jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone.clone()).date());
    let start = |day: jiff::civil::Date| Some(UtcMs(day.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()));
    Some((start(day(from)?)?, start(day(UtcMs(to.0 - 1))?.tomorrow().ok()?)?))
}

/// The day in a zone on which a time lies.
fn whole_day(read: WrittenTime, zone: &TimeZone) -> Option<WrittenTime> {
    let (from, to) = days_of(read.time.from, UtcMs(read.time.from.0 + 1), zone)?;
    let time = ReadTime { from, to, precision: TimePrecision::Day, ..read.time };
    Some(WrittenTime { time, is_day_of_midnight: true, ..read })
}

fn note_of(unread: Unread) -> notes::NoteText {
    match unread {
        Unread::Order => notes::AMBIGUOUS_ORDER,
        Unread::OtherOrder => notes::OTHER_ORDER,
        Unread::Hijri => notes::HIJRI_YEAR,
        Unread::Unknown => notes::UNREADABLE_DATE,
    }
}

/// The cells that tell when, as written.
struct GivenTimes<'a> {
    start: Option<Cow<'a, str>>,
    clock: Option<Cow<'a, str>>,
    end: Option<Cow<'a, str>>,
    end_clock: Option<Cow<'a, str>>,
}

impl GivenTimes<'_> {
    /// The cell of the time of day in two, where it tells the end as well and nothing else does.
    fn clock_span(&self) -> Option<(Cow<'_, str>, &str)> {
        if self.end.is_some() || self.end_clock.is_some() {
            return None;
        }
        self.clock.as_deref().filter(|clock| clock.len() > "14:30".len()).and_then(clock_span)
    }

    fn as_given(&self) -> String {
        let beside = |first: &Option<Cow<str>>, second: &Option<Cow<str>>| -> String {
            let both: Vec<&str> = [first, second].into_iter().flatten().map(AsRef::as_ref).collect();
            both.join(" ")
        };
        let (start, end) = (beside(&self.start, &self.clock), beside(&self.end, &self.end_clock));
        if end.is_empty() { start } else { format!("{start} – {end}") }
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
    fn understood_with(&mut self, written: &GivenTimes, plan: &GenericPlan, notes: &mut Notes) -> bool {
        let Some(end) = written.end_clock.as_deref().or(written.end.as_deref()) else { return false };
        if self.read.time.precision >= TimePrecision::Day {
            return false;
        }
        if lacks_half(self.clock_cell(), end) {
            notes.add(notes::UNREADABLE_CLOCK);
            let zone = self.zone().unwrap_or_else(|| plan.zone.clone());
            self.read = whole_day(self.read, &zone).map_or(self.read, |read| WrittenTime { is_day_of_midnight: false, ..read });
            return true;
        }
        // A zone that somebody has chosen for the file holds.
        let is_known = self.read.time.is_zoned || plan.mapping.zone.is_some();
        let zone = if is_known { None } else { own_zone(end) };
        let again = zone.and_then(|zone| match self.clock {
            Some(clock) => plan.read_clock(self.day, clock, Some(&zone)),
            None => plan.read(self.day, &zone).ok(),
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
type ReadText<'a> = dyn FnMut(&str) -> Result<WrittenTime, Unread> + 'a;

/// What a start and an end come to.
struct ReadSpan {
    from: UtcMs,
    to: UtcMs,
    precision: TimePrecision,
    /// Both ends state their zone.
    is_zoned: bool,
}

/// A figure of people: whole ones. A mark before three digits may stand between thousands or before decimals.
fn people(given: &str, notes: &mut Notes) -> Option<Range> {
    let range = number_range(given);
    let is_whole = |range: &Range| [range.min, range.best, range.max].iter().flatten().all(|number| number.fract() == 0.0);
    if !has_mark_of_thousands(given) && range.as_ref().is_none_or(is_whole) {
        notes.add_many(notes::ODD_VALUE, u64::from(range.is_none()));
        return range;
    }
    notes.add(notes::NOT_WHOLE);
    None
}

fn has_mark_of_thousands(given: &str) -> bool {
    if !given.contains(['.', ',', '٬', '٫']) {
        return false;
    }
    let given = western_digits(given);
    let groups = given.split(['.', ',', '٬', '٫']).skip(1);
    groups.map(|group| group.bytes().take_while(u8::is_ascii_digit).count()).any(|len| len == 3)
}

/// The position that two columns give. What is no position on earth is told, never mended.
fn position_of(lon: &str, lat: &str, notes: &mut Notes) -> Option<LonLat> {
    if lon.contains(',') || lat.contains(',') {
        notes.add(notes::DECIMAL_COMMA);
    }
    let at = degrees(lon).zip(degrees(lat)).and_then(|(lon, lat)| on_earth(lon, lat, notes));
    notes.add(if at.is_some() { notes::COLUMNS_TO_PLACE } else { notes::PLACE_UNREADABLE });
    at
}

/// Where the cells that a plan asks for stand in the table of a plain reader.
pub struct PlainRoles {
    titles: Vec<ColumnIdx>,
    texts: Vec<ColumnIdx>,
    place_names: Vec<ColumnIdx>,
    category: Option<ColumnIdx>,
    start: Option<ColumnIdx>,
    clock: Option<ColumnIdx>,
    end: Option<ColumnIdx>,
    end_clock: Option<ColumnIdx>,
    actors: Vec<ColumnIdx>,
    figures: Vec<ColumnIdx>,
    source: Option<ColumnIdx>,
    id: Option<ColumnIdx>,
    lon_lat: Option<[ColumnIdx; 2]>,
}

impl GenericPlan {
    /// The columns by which plain records are read; `None` where `add` has no room for one.
    pub fn plain_roles(&self, add: &mut dyn FnMut(&str) -> Option<ColumnIdx>) -> Option<PlainRoles> {
        let mut all = |names: &mut dyn Iterator<Item = &String>| names.map(|name| add(name)).collect::<Option<Vec<ColumnIdx>>>();
        let columns = [&self.titles, &self.texts, &self.place_names];
        let [titles, texts, place_names] = columns.map(|columns| all(&mut columns.iter().map(|(_, name)| name)));
        let actors = all(&mut self.actors.iter())?;
        let figures = all(&mut self.figures.iter().map(|(_, name)| name))?;
        let lon_lat = all(&mut self.lon_lat.iter().flatten())?;
        let singles = [&self.category, &self.start, &self.clock, &self.end, &self.end_clock, &self.source, &self.id];
        let [category, start, clock, end, end_clock, source, id] =
            singles.map(|name| all(&mut name.iter()).map(|columns| columns.first().copied()));
        Some(PlainRoles {
            titles: titles?,
            texts: texts?,
            place_names: place_names?,
            category: category?,
            start: start?,
            clock: clock?,
            end: end?,
            end_clock: end_clock?,
            actors,
            figures,
            source: source?,
            id: id?,
            lon_lat: lon_lat.try_into().ok(),
        })
    }

    /// Whether a record without a geometry may be a row of sums, which only who sees its cells in their order can tell.
    pub fn may_be_sums<'a>(
        roles: &PlainRoles,
        cell: impl Fn(ColumnIdx) -> Option<Cell<'a>>,
        mut cells: impl Iterator<Item = &'a str>,
    ) -> bool {
        let has_position = roles.lon_lat.is_some_and(|both| both.into_iter().all(|column| cell(column).and_then(cell_text).is_some()));
        !has_position && cells.any(names_a_sum)
    }

    /// As [`incident`](Self::incident), for a record whose id, position and hash are known already.
    pub fn fill_plain<'a>(
        &'a self,
        roles: &PlainRoles,
        cell: impl Fn(ColumnIdx) -> Option<Cell<'a>>,
        times: &mut TimeMemory,
        made: &mut PlainIncident<'a>,
        notes: &mut Notes,
    ) {
        let text = |column: ColumnIdx| cell(column).and_then(cell_text);
        if made.id.is_empty()
            && let Some(id) = roles.id.and_then(text)
        {
            made.id = id;
        }
        let fill = |list: &mut Vec<PlainText<'a>>, columns: &'a [(Lang, String)], cells: &[ColumnIdx]| {
            for ((lang, _), cell) in columns.iter().zip(cells) {
                let Some(text) = text(*cell) else { continue };
                match list.iter_mut().find(|have| have.lang == lang) {
                    Some(have) => have.text = text,
                    None => list.push(PlainText { lang, text }),
                }
            }
        };
        fill(&mut made.titles, &self.titles, &roles.titles);
        fill(&mut made.texts, &self.texts, &roles.texts);
        made.category = roles.category.and_then(text);
        let cell = |role: Option<ColumnIdx>| role.and_then(text);
        let given =
            GivenTimes { start: cell(roles.start), clock: cell(roles.clock), end: cell(roles.end), end_clock: cell(roles.end_clock) };
        made.when = self.plain_when(&given, times, notes);
        fill(&mut made.place_names, &self.place_names, &roles.place_names);
        if made.at.is_none()
            && let Some([lon, lat]) = roles.lon_lat
            && let Some((lon, lat)) = text(lon).zip(text(lat))
        {
            made.at = position_of(&lon, &lat, notes);
        }
        made.actors.extend(roles.actors.iter().filter_map(|column| text(*column)));
        made.source = roles.source.and_then(text);
        for ((field, _), column) in self.figures.iter().zip(&roles.figures) {
            let Some(given) = text(*column) else { continue };
            match people(&given, notes) {
                Some(range) if *field == KILLED => made.killed = Some(range),
                Some(range) => made.injured = Some(range),
                None => {}
            }
        }
    }

    fn plain_when(&self, given: &GivenTimes, times: &mut TimeMemory, notes: &mut Notes) -> Option<PlainWhen<'_>> {
        // What is read at once is not looked for in memory.
        let mut read = |text: &str| match read_utc(text) {
            Some(at_once) => Ok(WrittenTime::as_written(at_once)),
            None => times.recall(text, || self.read(text, &self.zone)),
        };
        let read = self.span(given, &mut read, notes)?;
        let zone = if read.is_zoned { Some("UTC") } else { self.mapping.zone.as_deref() };
        Some(PlainWhen { earliest: read.from, latest: read.to, precision: read.precision, zone })
    }
}

/// What the one source that is named tells.
pub fn account(source: String, text: &Words, url: Option<String>) -> Claim {
    let value = if text.is_empty() { ClaimValue::NotKnown(Words::new()) } else { ClaimValue::Words(text.clone()) };
    Claim {
        field: "account".to_owned(),
        value,
        source: Words::untagged(source),
        citing: Words::new(),
        grade: Grade::F6,
        url,
        archive_url: None,
        lang: None,
        published_at: None,
        as_given: None,
        disputed: false,
    }
}
