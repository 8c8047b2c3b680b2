//! Guessing what the columns of an unknown table hold, from their names and the first values.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;

use super::bounds::{End, bare_name, end_in_name};
use super::columns::degrees;
use super::generic::{base_and_lang, text_of};
use super::looks::{
    is_short_number, is_written, is_zone, looks_like_coordinates, looks_like_long_date, looks_like_time, may_be_zone, number_of,
};
use super::midnights::{day_offsets, offset_name};
use super::names::{
    BESIDE_CLOCK, BIRTH_WORDS, BOX_WORDS, CLOCK_WORDS, COORDINATE_WORDS, END_WORDS, EVENT_WORDS, FORM_STAMPS, MAY_BE_ID, NAMES,
    RECORD_WORDS, SIDE_WORDS, TIME_WORDS, ZONE_WORDS,
};
use super::orders::{Orders, Proved};
use super::parts::{end_parts_of, is_part, parts_of};
use super::positions::{position_in, sure_position};
use super::reach::reach_of;
use super::said_names::{OPENED, is_elsewhere, is_end_of, is_of_form, order_in_name, unit_free, without_brackets};
use super::zone_names::{are_of_two_zones, says_utc, without_zone, zone_in_name, zoned_first};
use super::{Sample, SampleRow, cell_of};
use crate::domain::notation::parse_coordinates;
use crate::domain::{Clue, ColumnSample, DateOrder, EpochUnit, Evidence, Proposal, Role, TimePrecision};
use crate::import::notes::{self, Notes};
use crate::import::time::{
    clock_span, epoch_unit_of, is_clock_alone, is_half_of_day, is_midnight, is_ongoing, is_sheet_days, is_some_midnight, is_time_of_day,
    is_unsaid, is_written_somehow, may_be_either, read_count, read_time, zone_in,
};
use crate::import::wkt;

/// Whether a column of this name is taken for a part of a place, or for a geometry.
pub fn names_a_place(column: &str) -> bool {
    let (base, _) = base_and_lang(column);
    let is_part = |(role, names): &(Role, &[&str])| matches!(role, Role::Longitude | Role::Latitude) && names.contains(&base.as_str());
    wkt::is_name(column) || NAMES.iter().any(is_part)
}

/// Whether a column of this name is taken for the time of something that happened.
pub fn names_a_time(column: &str) -> bool {
    has(column, &TIME_WORDS) && !has(column, &RECORD_WORDS)
}

/// Words for the time of the place.
const LOCAL_WORDS: [&str; 3] = ["local", "المحلي", "محلي"];

/// Values shown of a column.
const SHOWN_VALUES: usize = 3;
/// A shown value ends after this many characters.
const SHOWN_CHARS: usize = 80;

/// The columns of a sample and what was found about them.
struct Guess<'a> {
    columns: Vec<&'a str>,
    texts: HashMap<&'a str, Texts>,
    sample: &'a Sample,
    made: Proposal,
}

/// What the cells of a column say, gathered once: each question would otherwise look through every row.
#[derive(Default)]
struct Texts {
    values: Vec<String>,
    last_row: Option<usize>,
    /// The rows that have the column.
    num_rows: usize,
}

/// Guesses, and tells in `notes` what was assumed.
pub fn propose(sample: &Sample, notes: &mut Notes) -> Proposal {
    let mut columns: Vec<&str> = Vec::new();
    let mut texts: HashMap<&str, Texts> = HashMap::new();
    for (row, cells) in sample.rows.iter().enumerate() {
        for (key, json) in cells {
            let known = texts.entry(key).or_insert_with(|| {
                columns.push(key);
                Texts::default()
            });
            // Of a name that stands twice in a record the first counts.
            if known.last_row.replace(row) != Some(row) {
                known.num_rows += 1;
                known.values.extend(text_of(json));
            }
        }
    }
    let mut guess = Guess { columns, texts, sample, made: Proposal { num_records: sample.rows.len() as u64, ..Proposal::default() } };
    guess.made.columns = guess.columns.iter().map(|column| guess.shown(column)).collect();
    guess.by_names();
    guess.times(notes);
    guess.title();
    guess.positions(notes);
    guess.made
}

impl Guess<'_> {
    fn values(&self, column: &str) -> impl Iterator<Item = String> + '_ {
        self.texts.get(column).into_iter().flat_map(|texts| texts.values.iter().cloned())
    }

    fn shown(&self, column: &str) -> ColumnSample {
        let mut values: Vec<String> = Vec::new();
        for value in self.values(column) {
            let value: String = value.trim().chars().take(SHOWN_CHARS).collect();
            if !values.contains(&value) {
                values.push(value);
            }
            if values.len() == SHOWN_VALUES {
                break;
            }
        }
        let in_all = self.texts.get(column).is_some_and(|texts| texts.num_rows == self.sample.rows.len());
        ColumnSample { name: column.to_owned(), values, in_all }
    }

    fn tell(&mut self, role: Role, clue: Clue) {
        self.made.evidence.push(Evidence { role, clue });
    }

    fn take(&mut self, role: Role, columns: Vec<String>, clue: Clue) {
        if !columns.is_empty() {
            self.made.mapping.set(role, columns);
            self.tell(role, clue);
        }
    }

    /// The first name of a list that any column has wins, not the first column that has any name.
    fn by_names(&mut self) {
        self.coordinates();
        for (role, names) in NAMES {
            if matches!(role, Role::Start | Role::Clock | Role::End | Role::EndClock) {
                continue;
            }
            let is_said = |column: &str| self.values(column).next().is_some();
            // Objects are no words, whatever they are called.
            let are_objects = |column: &str| is_said(column) && self.values(column).all(|value| value.starts_with('{'));
            let are_numbers = |column: &str| is_said(column) && self.values(column).all(|value| number_of(&value).is_some());
            let free = |column: &&&str| !(self.is_taken(column) || are_objects(column) || role == Role::PlaceName && are_numbers(column));
            let named = |name: &&str| {
                // Of the few that are called so it is asked whether they are free.
                let called = |is: &dyn Fn(&str) -> bool| self.columns.iter().find(|column| is(column) && free(column));
                let whole = called(&|column| base_and_lang(column).0 == **name);
                let in_units = || called(&|column| unit_free(column).as_deref() == Some(*name));
                // eventId is two words.
                let in_one = || called(&|column| words(column).join("_") == **name);
                whole.or_else(in_one).or_else(in_units).or_else(|| {
                    // Words of one column alone are these, whatever is said of them; degrees, unless that is another place.
                    let mut such = self.columns.iter().filter(|column| without_brackets(column).as_deref() == Some(*name)).filter(free);
                    let is_degrees = matches!(role, Role::Longitude | Role::Latitude);
                    let is_it = |column: &&&str| is_of_words(role) || is_degrees && !is_elsewhere(column) && self.are_degrees(column);
                    such.next().filter(is_it).filter(|_| such.next().is_none())
                })
            };
            let found: Vec<String> = if role == Role::Actor {
                let is_actor = |column: &&&str| names.contains(&base_and_lang(column).0.as_str());
                self.columns.iter().filter(is_actor).map(|column| (*column).to_owned()).collect()
            } else if matches!(role, Role::Killed | Role::Injured) {
                self.figures(names)
            } else if role == Role::Area {
                names.iter().filter_map(named).map(|column| (*column).to_owned()).collect()
            } else {
                let is_unsure = |name: &&&str| role == Role::Id && MAY_BE_ID.contains(*name);
                let one_each = |column: &&&str| {
                    let mut seen = HashSet::new();
                    self.values(column).all(|value| seen.insert(value))
                };
                match names.iter().find_map(|name| named(name).filter(|column| !is_unsure(&name) || one_each(column))) {
                    Some(first) if role.takes_several() => {
                        let base = base_and_lang(first).0;
                        self.columns.iter().filter(|column| base_and_lang(column).0 == base).map(|column| (*column).to_owned()).collect()
                    }
                    Some(first) => vec![(*first).to_owned()],
                    None => Vec::new(),
                }
            };
            self.take(role, found, Clue::Name);
        }
        self.prefixed_degrees();
        // One of the two alone places nothing.
        let mapping = &mut self.made.mapping;
        if mapping.column(Role::Longitude).is_none() || mapping.column(Role::Latitude).is_none() {
            for role in [Role::Longitude, Role::Latitude] {
                mapping.set(role, Vec::new());
                self.made.evidence.retain(|evidence| evidence.role != role);
            }
        }
        self.sides();
    }

    /// The column of a figure, and those of its least and its most: `deaths`, `deaths_min`, `deaths (max)`.
    fn figures(&self, names: &[&str]) -> Vec<String> {
        let free: Vec<(&str, String)> =
            self.columns.iter().filter(|column| !self.is_taken(column)).map(|column| (*column, base_and_lang(column).0)).collect();
        let is_called = |(column, base): &&(&str, String), name: &str| base == name || unit_free(column).as_deref() == Some(name);
        let best = names.iter().find_map(|name| free.iter().find(|column| is_called(column, name)));
        let ends: Vec<(&(&str, String), End, String)> =
            free.iter().filter_map(|column| end_in_name(&column.1).map(|(end, of)| (column, end, of))).collect();
        // The ends of another group's figure are no ends of this one.
        let named = best.map(|(_, base)| bare_name(base));
        let figure = named.or_else(|| ends.iter().find(|(.., of)| names.contains(&of.as_str())).map(|(.., of)| of.clone()));
        let end = |end: End| ends.iter().find(|(_, have, of)| *have == end && Some(of) == figure.as_ref()).map(|(column, ..)| *column);
        [best, end(End::Least), end(End::Most)].into_iter().flatten().map(|(column, _)| (*column).to_owned()).collect()
    }

    /// `_Where_latitude` and `_Where_longitude`, as forms call the parts of a place.
    fn prefixed_degrees(&mut self) {
        if self.made.mapping.column(Role::Longitude).or(self.made.mapping.column(Role::Latitude)).is_some() {
            return;
        }
        let ends = |end: &[&str]| -> Vec<(String, String)> {
            let free = self.columns.iter().filter(|column| !self.is_taken(column));
            let prefix = |column: &str| {
                let base = base_and_lang(column).0;
                end.iter().find_map(|end| Some(base.strip_suffix(end)?.strip_suffix(['_', '.'])?.to_owned()))
            };
            free.filter_map(|column| Some((prefix(column)?, (*column).to_owned()))).collect()
        };
        let (lons, lats) = (ends(&["longitude", "lon", "lng", "long"]), ends(&["latitude", "lat"]));
        let pair = |(prefix, lat): &(String, String)| {
            let (_, lon) = lons.iter().find(|(have, _)| have == prefix).filter(|_| !is_elsewhere(prefix))?;
            Some((has(prefix, &EVENT_WORDS), lon.clone(), lat.clone()))
        };
        // That of the event, or the only one: of several such places nobody knows which is meant.
        let pairs: Vec<(bool, String, String)> = lats.iter().filter_map(pair).collect();
        let of_event = pairs.iter().find(|(is_of_event, ..)| *is_of_event);
        let pair = of_event.or(pairs.first().filter(|_| pairs.len() == 1)).cloned().map(|(_, lon, lat)| (lon, lat));
        if let Some((lon, lat)) = pair {
            self.take(Role::Longitude, vec![lon], Clue::Name);
            self.take(Role::Latitude, vec![lat], Clue::Name);
        }
    }

    /// Both coordinates in one cell: by the name of the column or, where nobody could write anything else so, by its values alone.
    fn coordinates(&mut self) {
        let is_pair = |column: &&&str| {
            let values = self.said(column);
            let is_called = |word: &str| COORDINATE_WORDS.contains(&word);
            if words(column).iter().any(|word| is_called(word)) || is_called(&words(column).concat()) {
                let read = values.iter().filter(|value| position_in(value).is_some()).count();
                if read > 0 && read * 2 >= values.len() {
                    return true;
                }
            }
            // The corners of a box are no place.
            let is_box = has(column, &BOX_WORDS);
            let is_sure =
                |value: &String| sure_position(value).is_some() || looks_like_coordinates(value) && parse_coordinates(value).is_ok();
            values.len() > 1 && !is_box && values.iter().all(is_sure)
        };
        let found = self.columns.iter().find(is_pair).map(|column| (*column).to_owned());
        if let Some(column) = found
            && let Some(by) = self.said(&column).into_iter().find(|value| position_in(value).is_some())
        {
            self.take(Role::Coordinates, vec![column], Clue::Coordinates { by });
        }
    }

    /// The sides of the equator and of the meridian in columns of their own: without them a place lies on the wrong half of the earth.
    fn sides(&mut self) {
        for (role, sides) in [(Role::Latitude, ["n", "s", "north", "south"]), (Role::Longitude, ["e", "w", "east", "west"])] {
            let Some(degrees) = self.made.mapping.column(role).map(ToOwned::to_owned) else { continue };
            // Wind, banks and fronts have letters too.
            let is_called =
                |column: &str| has(column, &SIDE_WORDS) || words(column).concat() == sides.concat().get(..2).unwrap_or_default();
            let is_side = |value: &str| sides.contains(&value.trim().to_lowercase().as_str());
            let found = self.all_such(|column, value| is_called(column) && is_side(value)).next();
            if let Some((column, by)) = found.and_then(|(column, values)| Some((column, values.into_iter().next()?))) {
                self.made.mapping.set(role, vec![degrees, column]);
                self.tell(role, Clue::Sides { by });
            }
        }
    }

    /// How many values of a column there are, and how many of them are dates.
    fn dates(&self, column: &str) -> (u64, u64) {
        let has_days = has(column, &TIME_WORDS) && self.sheet_day(column).is_some();
        let mut counts = (0, 0);
        for value in self.values(column) {
            counts.0 += 1;
            let is_day = || has_days && number_of(&value).is_some();
            counts.1 += u64::from(looks_like_time(&value) || is_ongoing(&value) || is_day());
        }
        counts
    }

    /// Whether nearly all values of a column are degrees.
    fn are_degrees(&self, column: &str) -> bool {
        let values: Vec<String> = self.said(column);
        let read = values.iter().filter(|value| degrees(value).is_some()).count();
        read > 0 && read * 5 >= values.len() * 4
    }

    /// The first number of a column whose numbers are all days as spreadsheets count them: of several, or beside other dates.
    fn sheet_day(&self, column: &str) -> Option<String> {
        let values: Vec<String> = self.values(column).collect();
        let (numbers, others): (Vec<&String>, Vec<&String>) = values.iter().partition(|value| number_of(value).is_some());
        let are_days = numbers.iter().all(|value| number_of(value).is_some_and(is_sheet_days));
        let is_sure = numbers.len() >= SHEET_DAYS || others.iter().any(|value| is_written_somehow(value));
        numbers.first().filter(|_| are_days && is_sure).map(|value| (*value).clone())
    }

    /// The columns that a role is known by, the best name first, each with how many values it has and how many of them are dates.
    fn named(&self, role: Role) -> Vec<DatedColumn> {
        self.called(role).map(|column| self.counted(column)).collect()
    }

    /// The columns that a role is known by, the best name first.
    fn called(&self, role: Role) -> impl Iterator<Item = &str> {
        let names = NAMES.iter().find(|(have, _)| *have == role).map_or(&[][..], |(_, names)| names);
        let is_time = matches!(role, Role::Start | Role::Clock | Role::End | Role::EndClock);
        let base = |column: &str| base_and_lang(if is_time { without_zone(column) } else { column }).0;
        let bases: Vec<(String, &str)> = self.columns.iter().map(|column| (base(column), *column)).collect();
        let called = names.iter().flat_map(|name| bases.iter().filter(move |(base, _)| base == name).map(|(_, column)| *column));
        called.collect::<Vec<_>>().into_iter()
    }

    fn counted(&self, column: &str) -> DatedColumn {
        let (of, read) = self.dates(column);
        DatedColumn { name: column.to_owned(), of, read }
    }

    /// The column of the end: of dates, of times alone, or of words for what goes on.
    fn dated_end(&self, start: &str) -> Option<String> {
        let counted = |mut column: DatedColumn| {
            let has_days = self.made.mapping.epoch == Some(EpochUnit::SheetDays);
            let is_day = |value: &str| has_days && number_of(value).is_some_and(is_sheet_days);
            let is_end = |value: &String| looks_like_time(value) || is_ongoing(value) || is_clock_alone(value) || is_day(value);
            column.read = self.values(&column.name).filter(is_end).count() as u64;
            column
        };
        // The year of an end is no end: the last day of that year is another.
        let named = self.named(Role::End).into_iter().filter(|column| !is_part(&column.name));
        let by_name = named.map(counted).find(DatedColumn::is_mostly_dates).map(|column| column.name);
        by_name.or_else(|| {
            let is_end = |column: &&&str| !is_part(column) && is_end_of(column, start);
            let ends = self.columns.iter().filter(is_end).map(|column| counted(self.counted(column)));
            ends.into_iter().find(DatedColumn::is_mostly_dates).map(|column| column.name)
        })
    }

    /// The column of the start and what speaks for it. A date of the incident that can be read in few rows is still better than that on
    /// which a record was made, and what cannot be read of it is told row by row.
    fn start(&self) -> Option<(String, StartBy)> {
        let mut named = self.named(Role::Start);
        let num_known = named.len();
        let is_of_record = |column: &&&str| has(column, &RECORD_WORDS) && !has(column, &BIRTH_WORDS) && !self.is_taken(column);
        let is_time = |column: &&&str| has(column, &TIME_WORDS) && !has(column, &RECORD_WORDS) && !has(column, &END_WORDS);
        let mut times: Vec<&str> = self.columns.iter().filter(is_time).copied().collect();
        zoned_first(&mut times);
        named.extend(times.into_iter().map(|column| self.counted(column)));
        // 1630 and 2015 in a column of times are no years.
        named.retain(|column| !has(&column.name, &CLOCK_WORDS) || !self.said(&column.name).iter().all(|value| is_short_number(value)));
        // The date of the event before any other, and the stamp of a form last.
        let is_form = self.is_form();
        let is_stamp = |column: &str| {
            let base = base_and_lang(column).0;
            FORM_STAMPS.contains(&base.as_str()) || is_form && OPENED.contains(&base.as_str())
        };
        named.sort_by_key(|column| (is_stamp(&column.name), !has(&column.name, &EVENT_WORDS)));
        let pick = |is: fn(&DatedColumn) -> bool| named.iter().find(|column| is(column)).map(|column| column.name.clone());
        let by_name = pick(DatedColumn::is_mostly_dates).or_else(|| pick(|column| column.read > 0));
        if let Some(name) = by_name {
            if !is_stamp(&name) {
                return Some((name, StartBy::Name));
            }
            // When a form was filled in says less than when something was reported.
            let reported = if is_form && OPENED.contains(&base_and_lang(&name).0.as_str()) {
                self.dated_by_record(|column| is_of_record(column) && !is_of_form(column))
            } else {
                None
            };
            return Some((reported.unwrap_or(name), StartBy::Record));
        }
        if let Some(name) = self.dated_by_values(|column| has(column, &RECORD_WORDS) || has(column, &END_WORDS)) {
            return Some((name, StartBy::Values));
        }
        // Dates that nobody can read must not give way to one that says something else.
        let has_digits = |column: &str| self.values(column).any(|value| value.contains(char::is_numeric));
        let is_said = |(at, column): &(usize, &DatedColumn)| {
            column.of > 0 && has(&column.name, &["date", "when", "تاريخ", "التاريخ"]) && (*at < num_known || has_digits(&column.name))
        };
        if let Some((_, column)) = named.iter().enumerate().find(is_said) {
            return Some((column.name.clone(), StartBy::Name));
        }
        self.dated_by_record(is_of_record).map(|name| (name, StartBy::Record))
    }

    /// Whether a form has been filled in for each row.
    fn is_form(&self) -> bool {
        self.columns.iter().any(|column| is_of_form(column))
    }

    fn dated_by_record(&self, is_of_record: impl Fn(&&&str) -> bool) -> Option<String> {
        let of_record: Vec<DatedColumn> = self.columns.iter().filter(is_of_record).map(|column| self.counted(column)).collect();
        of_record.into_iter().find(DatedColumn::is_mostly_dates).map(|column| column.name)
    }

    fn is_taken(&self, column: &str) -> bool {
        self.made.mapping.roles().any(|(_, taken)| taken.iter().any(|have| have == column))
    }

    /// A column without a known name whose texts are dates almost everywhere; numbers alone could be anything.
    fn dated_by_values(&self, is_other: impl Fn(&str) -> bool) -> Option<String> {
        let is_dates = |column: &&&str| {
            let values: Vec<String> = self.values(column).filter(|value| value.parse::<f64>().is_err()).collect();
            let dates = values.iter().filter(|value| looks_like_long_date(value)).count();
            values.len() > 1 && dates * 5 >= values.len() * 4
        };
        let free = self.columns.iter().filter(|column| !self.is_taken(column) && !is_other(column));
        free.into_iter().find(is_dates).map(|column| (*column).to_owned())
    }

    fn times(&mut self, notes: &mut Notes) {
        let found = self.start();
        let parts = parts_of(&self.columns, |column| self.said(column));
        // A date in parts is that of the incident; a record is made later. The day alone is none, nor is a year beside a whole date.
        let is_better = |(start, by): &(String, StartBy)| {
            parts.len() > 1 && (*by == StartBy::Record || parts.contains(start)) || parts.first() == Some(start)
        };
        if !parts.is_empty() && found.as_ref().is_none_or(is_better) {
            return self.parted(parts, notes);
        }
        let Some((start, by)) = found else {
            let mapping = &self.made.mapping;
            let is_placed = mapping.column(Role::Longitude).or_else(|| mapping.column(Role::PlaceName)).is_some();
            let is_table = self.sample.geometries().next().is_none() && self.columns.len() > 1;
            notes.add_many(notes::NOTHING_TOLD, u64::from(is_table && !is_placed));
            notes.add_many(notes::NO_DATE_COLUMN, u64::from(is_table && is_placed));
            return;
        };
        notes.add(notes::ASSUMED_DATE);
        if by != StartBy::Values {
            self.tell(Role::Start, Clue::Name);
        }
        notes.add_many(notes::RECORD_DATE, u64::from(by == StartBy::Record));
        let (of, read) = self.dates(&start);
        let others = self.other_starts(&start);
        self.take(Role::Start, [vec![start.clone()], others].concat(), Clue::Dates { read, of });
        let values: Vec<String> = self.values(&start).collect();
        let numbers: Vec<(&String, f64)> = values.iter().filter_map(|text| Some((text, number_of(text)?))).collect();
        if numbers.len() == values.len() {
            // What is a year, a date or a stamp in digits counts nothing.
            let counts = |(text, number): &(&String, f64)| *number != 0.0 && !is_written(text) && read_count(*number, None).is_some();
            if let Some((by, number)) = numbers.iter().find(|number| counts(number)) {
                self.made.mapping.epoch = epoch_unit_of(*number);
                notes.add(notes::EPOCH);
                self.tell(Role::Start, Clue::Epoch { by: (*by).clone() });
            }
        }
        if self.made.mapping.epoch.is_none()
            && let Some(by) = self.sheet_day(&start)
        {
            self.made.mapping.epoch = Some(EpochUnit::SheetDays);
            self.tell(Role::Start, Clue::SheetDays { by });
        }
        let written: Vec<String> = values.iter().chain(&self.sample.dates).cloned().collect();
        self.order(&written, notes);
        // Tools write a day so whose time nobody knows; a day is never false, a midnight would be.
        self.made.mapping.midnight_is_day = true;
        // Days without a clock and times with a zone of their own say nothing of what midnight means here.
        let order = self.made.mapping.order;
        let read = |text: &String| read_time(text, &TimeZone::UTC, order);
        let is_clock = |text: &&String| read(text).is_some_and(|read| !read.is_zoned && read.precision < TimePrecision::Day);
        let clocks = || values.iter().filter(is_clock);
        if clocks().next().is_some() && clocks().all(|text| is_midnight(text)) {
            self.tell(Role::Start, Clue::Midnight);
        }
        // Software writes days so that knows no days: ArcGIS, Power BI.
        let is_count = self.made.mapping.epoch.is_some_and(|unit| unit != EpochUnit::SheetDays);
        let offsets = day_offsets(&values, order, is_count, &self.longitudes());
        if let Some(offset) = offsets.first() {
            self.tell(Role::Start, Clue::MidnightOf { zone: offset_name(*offset) });
        }
        self.made.mapping.day_offsets = offsets;
        if let Some(reach) = reach_of(&start, &values, order) {
            self.made.mapping.reach = Some(reach);
            self.tell(Role::Start, Clue::Reach(reach));
        }
        let naive = |text: &&String| read_time(text, &TimeZone::UTC, DateOrder::DayFirst).is_some_and(|read| !read.is_zoned);
        if self.made.mapping.epoch.is_none()
            && let Some(by) = values.iter().find(naive)
        {
            self.tell(Role::Start, Clue::NoZone { by: by.clone() });
        }
        self.end(&start, notes);
        let have_clocks = self.have_clocks(&values);
        self.beside(&start, have_clocks, notes);
    }

    /// Those of the geometries and of the column, in degrees.
    fn longitudes(&self) -> Vec<f64> {
        let column = self.made.mapping.column(Role::Longitude);
        let written = column.into_iter().flat_map(|column| self.values(column)).filter_map(|text| degrees(&text));
        self.sample.geometries().map(|[lon, _]| lon).chain(written).collect()
    }

    /// The column of the end that belongs to a start.
    fn end(&mut self, start: &str, notes: &mut Notes) {
        // Where a form's own start stands beside the date of the incident, its end is that of the form.
        let is_opened = |column: &str| OPENED.contains(&column.to_lowercase().as_str());
        let is_form = self.is_form() && is_opened(start)
            || !is_opened(start) && self.columns.iter().any(|column| is_opened(column) && self.counted(column).is_mostly_dates());
        if let Some(end) = self.dated_end(start).filter(|end| end != start && !is_form) {
            // One zone holds for both.
            if are_of_two_zones(start, &end) {
                notes.add(notes::OTHER_ZONE);
            } else {
                self.take(Role::End, vec![end], Clue::Name);
            }
        }
    }

    /// The clock, the half of its day and the zone of a start.
    fn beside(&mut self, start: &str, have_clocks: bool, notes: &mut Notes) {
        if !have_clocks {
            self.clocks(start);
        }
        if have_clocks || self.made.mapping.column(Role::Clock).is_some() {
            self.half();
        }
        self.zones(start, notes);
        self.tell_unused(notes);
    }

    /// The date stands in columns of its year, its month and its day.
    fn parted(&mut self, parts: Vec<String>, notes: &mut Notes) {
        notes.add(notes::ASSUMED_DATE);
        self.made.mapping.midnight_is_day = true;
        let year = parts.first().cloned().unwrap_or_default();
        self.take(Role::Start, parts, Clue::Name);
        match end_parts_of(&self.columns, |column| self.said(column)) {
            ends if ends.is_empty() => self.end(&year, notes),
            ends => self.take(Role::End, ends, Clue::Name),
        }
        self.beside(&year, false, notes);
    }

    /// Columns known for the time by their names that have a date where the one that is taken has none.
    fn other_starts(&self, start: &str) -> Vec<String> {
        let cell = |row: &SampleRow, column: &str| cell_of(row, column).filter(|text| !is_unsaid(text));
        let stands_in = |column: &&str| {
            let rows = self.sample.rows.iter().filter(|row| cell(row, start).is_none());
            rows.filter_map(|row| cell(row, column)).any(|text| looks_like_time(&text))
        };
        let ends = self.named(Role::End);
        // A time stamp may be that of the form.
        let is_day = |column: &str| has(column, &["date", "datetime", "when", "تاريخ", "التاريخ"]);
        let is_other = |column: &&str| {
            *column != start && is_day(column) && !has(column, &RECORD_WORDS) && ends.iter().all(|end| end.name != **column)
        };
        self.called(Role::Start).filter(|column| is_other(column) && stands_in(column)).map(ToOwned::to_owned).collect()
    }

    /// Whether half of the dates, at least, hold a time of day.
    fn have_clocks(&self, dates: &[String]) -> bool {
        let order = self.made.mapping.order;
        let has_clock = |text: &&String| {
            read_time(text, &TimeZone::UTC, order).is_some_and(|read| read.precision < TimePrecision::Day && !is_some_midnight(text, read))
        };
        dates.iter().filter(has_clock).count() * 2 >= dates.len()
    }

    /// Times of day in columns of their own.
    fn clocks(&mut self, start: &str) {
        for role in [Role::Clock, Role::EndClock] {
            let mut named: Vec<&str> = self.called(role).collect();
            if role == Role::Clock {
                let is_time = |column: &&&str| {
                    let is_known = |word: &String| [&CLOCK_WORDS[..], &BESIDE_CLOCK].iter().any(|words| words.contains(&word.as_str()));
                    // The time of one zone tells nothing on the day of another.
                    let is_other = says_utc(start) && has(column, &LOCAL_WORDS);
                    !is_other
                        && has(column, &CLOCK_WORDS)
                        && words(without_zone(column)).iter().all(|word| word.is_empty() || is_known(word))
                };
                named.extend(self.columns.iter().filter(is_time));
                zoned_first(&mut named);
            }
            // A day that says nothing of its zone is that of the clock at the place: UTC may be on another.
            let is_unmarked = !says_utc(start) && zone_in_name(start).is_none();
            if is_unmarked && named.iter().any(|column| has(column, &LOCAL_WORDS)) {
                named.retain(|column| !says_utc(column));
            }
            // The clock of one zone tells nothing on the day of another, nor UTC on a local day.
            let are_apart = |column: &str| are_of_two_zones(start, column) || has(start, &LOCAL_WORDS) && says_utc(column);
            let counted = named.into_iter().filter(|column| !self.is_taken(column) && !are_apart(column)).find_map(|column| {
                let values: Vec<String> = self.values(column).filter(|value| !is_unsaid(value)).collect();
                let read =
                    values.iter().filter(|value| is_time_of_day(value) || clock_span(value).is_some() || may_be_either(value)).count();
                // 2019 is a year before it is a time of day, and 120 are minutes; 0430 is none of these.
                let numbers: Vec<&String> = values.iter().filter(|value| number_of(value).is_some()).collect();
                let is_year = |value: &&String| number_of(value).is_some_and(|number| (1900.0..2060.0).contains(&number));
                let are_clocks = numbers.iter().all(|value| is_time_of_day(value))
                    && numbers.iter().any(|value| value.trim().len() == 4)
                    && !numbers.iter().all(is_year);
                // Beside clocks with a colon a number is one that cannot be read, or a clock too.
                let are_beside_clocks = (values.len() - numbers.len()) * 2 > values.len();
                let is_taken = read > 0 && read * 2 >= values.len() && (numbers.is_empty() || are_clocks || are_beside_clocks);
                is_taken.then(|| (column.to_owned(), read as u64, values.len() as u64))
            });
            if let Some((column, read, of)) = counted {
                self.tell(role, Clue::Name);
                self.take(role, vec![column], Clue::Clocks { read, of });
            }
        }
    }

    /// The values of a column that say something.
    fn said(&self, column: &str) -> Vec<String> {
        self.values(column).filter(|value| !is_unsaid(value)).collect()
    }

    /// The columns without a role that say something and all of whose values are such, each with its values.
    fn all_such(&self, is_such: impl Fn(&str, &str) -> bool) -> impl Iterator<Item = (String, Vec<String>)> {
        let free = self.columns.iter().filter(|column| !self.is_taken(column));
        free.filter_map(move |column| {
            let values = self.said(column);
            (!values.is_empty() && values.iter().all(|value| is_such(column, value))).then(|| ((*column).to_owned(), values))
        })
    }

    /// The half of the day in a column of its own.
    fn half(&mut self) {
        // One at the end is that of the end.
        let found = self.all_such(|_, value| is_half_of_day(value)).min_by_key(|(column, _)| has(column, &END_WORDS));
        if let Some((column, by)) = found.and_then(|(column, values)| Some((column, values.into_iter().next()?))) {
            self.take(Role::Half, vec![column], Clue::Halves { by });
        }
    }

    /// The zone of times that state none: what the name of their column says, or else a column of zones.
    fn zones(&mut self, start: &str, notes: &mut Notes) {
        let clock = self.made.mapping.column(Role::Clock);
        let is_naive = clock.is_some() || self.made.evidence.iter().any(|evidence| matches!(evidence.clue, Clue::NoZone { .. }));
        if !is_naive {
            return;
        }
        let named = clock
            .into_iter()
            .chain([start])
            .chain(self.made.mapping.column(Role::End))
            .find_map(|by| Some((by.to_owned(), zone_in_name(by)?.zone)));
        if named.as_ref().is_none_or(|(_, zone)| zone != "UTC") {
            // What a row says of itself is nearer than what stands above all of them.
            // Of a column that is called so some cells may hold letters that nobody can read for sure.
            let tells = |column: &str, value: &str| is_zone(value) || has(column, &ZONE_WORDS) && zone_in(value).is_some();
            let zones = self.all_such(|column, value| tells(column, value) || has(column, &ZONE_WORDS) && may_be_zone(value));
            let told = zones.filter_map(|(column, values)| values.into_iter().find(|value| tells(&column, value)).map(|by| (column, by)));
            let found: Vec<(String, String)> = told.collect();
            if let [(column, by)] = found.as_slice() {
                self.take(Role::Zone, vec![column.clone()], Clue::Zones { by: by.clone() });
            }
        }
        if let Some((by, zone)) = named {
            notes.add(notes::ZONE_BY_NAME);
            self.made.mapping.zone = Some(zone.clone());
            self.made.evidence.retain(|evidence| !matches!(evidence.clue, Clue::NoZone { .. }));
            self.tell(Role::Start, Clue::ZoneByName { by, zone });
        }
    }

    /// Columns of times and zones that no name gave away: without them a time is coarser or hours off.
    fn tell_unused(&self, notes: &mut Notes) {
        let is_clock = |value: &str| is_clock_alone(value) && !is_written(value);
        let free = self.columns.iter().filter(|column| !self.is_taken(column)).map(|column| (*column, self.said(column)));
        let clocks = free.filter(|(column, values)| {
            let is_called = has(column, &CLOCK_WORDS) && values.iter().any(|value| is_clock(value));
            !values.is_empty() && (is_called || values.iter().all(|value| is_clock(value)))
        });
        notes.add_many(notes::UNUSED_CLOCK, clocks.count() as u64);
        if self.made.mapping.zone.is_none() && self.made.mapping.column(Role::Zone).is_none() {
            let zones = self.all_such(|column, value| is_zone(value) || has(column, &ZONE_WORDS) && may_be_zone(value));
            notes.add_many(notes::UNUSED_ZONE, zones.count() as u64);
        }
    }

    fn order(&mut self, values: &[String], notes: &mut Notes) {
        if let Some(order) = self.made.mapping.column(Role::Start).and_then(order_in_name) {
            self.made.mapping.order = order;
            return;
        }
        let orders = Orders::of(values);
        let proofs = [(DateOrder::DayFirst, orders.day_first), (DateOrder::MonthFirst, orders.month_first)];
        for (order, by) in proofs {
            self.made.evidence.extend(by.map(|by| Evidence { role: Role::Start, clue: Clue::Order { order, by: by.clone() } }));
        }
        match orders.proved(notes) {
            Proved::One(order) => self.made.mapping.order = order,
            Proved::Nothing | Proved::Both => {
                self.made.evidence.extend(orders.open.map(|by| Evidence { role: Role::Start, clue: Clue::OrderOpen { by: by.clone() } }))
            }
        }
    }

    /// Where no name tells the title: the column whose texts are words and differ most.
    fn title(&mut self) {
        if self.made.mapping.column(Role::Title).is_some() || self.made.mapping.column(Role::Text).is_some() {
            return;
        }
        let taken: Vec<&String> = self.made.mapping.roles().flat_map(|(_, columns)| columns).collect();
        let free = self.columns.iter().filter(|column| !taken.iter().any(|have| have == *column) && !has(column, &CLOCK_WORDS));
        let words = free.filter_map(|column| {
            let values: Vec<String> = self.values(column).collect();
            let is_words = |text: &&String| text.contains(' ') && text.chars().any(char::is_alphabetic) && !looks_like_time(text);
            let worded = values.iter().filter(is_words).count();
            let different = values.iter().collect::<std::collections::HashSet<_>>().len();
            (values.len() > 1 && worded * 2 > values.len() && different * 2 > values.len()).then_some((different, *column))
        });
        // Of equals the first column.
        let best = words.reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some(column) = best.map(|(_, column)| column.to_owned()) {
            self.take(Role::Title, vec![column], Clue::Texts);
        }
    }

    /// Whether longitude and latitude stand the wrong way round; only told, since a wrong pin harms people.
    fn positions(&mut self, notes: &mut Notes) {
        let mapping = &self.made.mapping;
        let places = [Role::Longitude, Role::Coordinates, Role::PlaceName];
        let is_placed = places.iter().any(|role| mapping.column(*role).is_some()) || self.columns.iter().any(|column| wkt::is_name(column));
        let is_dated = mapping.column(Role::Start).is_some();
        notes.add_many(notes::NO_PLACE_COLUMN, u64::from(is_dated && !is_placed && self.sample.geometries().next().is_none()));
        let mut pairs: Vec<(String, [f64; 2])> = self.sample.geometries().map(|[lon, lat]| (format!("{lon}, {lat}"), [lon, lat])).collect();
        let mut comma = None;
        if let (Some(lon), Some(lat)) = (mapping.column(Role::Longitude), mapping.column(Role::Latitude)) {
            for row in &self.sample.rows {
                let Some((lon, lat)) = cell_of(row, lon).zip(cell_of(row, lat)) else { continue };
                if comma.is_none() && lat.contains([',', '٫']) {
                    comma = Some(lat.clone());
                }
                pairs.extend(degrees(&lon).zip(degrees(&lat)).map(|(lon_deg, lat_deg)| (lat, [lon_deg, lat_deg])));
            }
        }
        let beyond = pairs.iter().find(|(_, [_, lat])| lat.abs() > 90.0 && lat.abs() <= 180.0);
        let swapped = beyond.filter(|_| pairs.iter().all(|(_, [lon, _])| lon.abs() <= 90.0)).map(|(by, _)| by.clone());
        if let Some(by) = comma {
            self.tell(Role::Latitude, Clue::DecimalComma { by });
        }
        if let Some(by) = swapped {
            notes.add(notes::MAY_BE_SWAPPED);
            self.tell(Role::Latitude, Clue::Swapped { by });
        }
    }
}

fn is_of_words(role: Role) -> bool {
    matches!(role, Role::Title | Role::Text | Role::PlaceName | Role::Area | Role::Category | Role::Source | Role::Url)
}

/// Whether one of the words in a column's name is one of these.
pub fn has(column: &str, of: &[&str]) -> bool {
    words(column).iter().any(|word| of.contains(&word.as_str()))
}

/// So many numbers of days are no chance.
const SHEET_DAYS: usize = 3;

/// The words in a column's name, in small letters.
pub fn words(column: &str) -> Vec<String> {
    let mut parted = String::new();
    for c in column.chars() {
        // createdAt is two words.
        if c.is_uppercase() && parted.ends_with(char::is_lowercase) {
            parted.push('_');
        }
        parted.push(c);
    }
    parted.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(ToOwned::to_owned).collect()
}

/// A column and how many of its values are dates.
struct DatedColumn {
    name: String,
    of: u64,
    read: u64,
}

impl DatedColumn {
    fn is_mostly_dates(&self) -> bool {
        self.of > 0 && self.read * 2 >= self.of
    }
}

/// What speaks for the column of the start.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StartBy {
    Name,
    Values,
    /// A name that tells when the record was made.
    Record,
}
