//! Guessing what the columns of an unknown table hold, from their names and the first values.

use jiff::tz::TimeZone;

use super::Sample;
use super::columns::degrees;
use super::generic::{base_and_lang, text_of};
use crate::domain::{Clue, ColumnSample, DateOrder, Evidence, Proposal, Role};
use crate::import::notes::{self, Notes};
use crate::import::time::{epoch_unit_of, is_ambiguous, is_midnight, proves_order, read_time};

/// The names by which columns are known, the best first; blanks are written as `_`.
const NAMES: [(Role, &[&str]); 14] = [
    (
        Role::Start,
        &[
            "when",
            "date",
            "datetime",
            "date_time",
            "event_date",
            "incident_date",
            "start",
            "start_date",
            "date_start",
            "begin",
            "timestamp",
            "time",
            "occurred_at",
            "created",
            "published",
            "التاريخ",
            "تاريخ",
            "تاريخ_الحادث",
            "الوقت",
            "اليوم",
        ],
    ),
    (Role::End, &["end", "end_date", "date_end", "until", "finish", "end_time", "تاريخ_الانتهاء", "النهاية"]),
    (
        Role::Title,
        &["title", "name", "headline", "label", "event", "subject", "summary", "incident", "العنوان", "عنوان", "الاسم", "الحدث", "الحادث"],
    ),
    (
        Role::Text,
        &["text", "description", "notes", "note", "details", "body", "content", "narrative", "الوصف", "وصف", "التفاصيل", "النص", "ملاحظات"],
    ),
    (
        Role::Category,
        &[
            "category",
            "event_type",
            "eventtype",
            "type",
            "kind",
            "class",
            "incident_type",
            "sub_event_type",
            "theme",
            "الفئة",
            "التصنيف",
            "النوع",
            "نوع_الحادث",
        ],
    ),
    (
        Role::PlaceName,
        &[
            "place",
            "location",
            "site",
            "city",
            "locality",
            "address",
            "placename",
            "where",
            "town",
            "المكان",
            "الموقع",
            "المدينة",
            "مكان",
            "البلدة",
        ],
    ),
    (Role::Longitude, &["longitude", "lon", "lng", "long", "x_lon", "lon_dd", "geo_lon", "x", "خط_الطول"]),
    (Role::Latitude, &["latitude", "lat", "y_lat", "lat_dd", "geo_lat", "lati", "y", "خط_العرض"]),
    (Role::Actor, &["actor", "actor1", "actor2", "perpetrator", "actors", "الفاعل", "الجهة", "الجهة_المسؤولة"]),
    (Role::Killed, &["killed", "fatalities", "deaths", "dead", "القتلى", "عدد_القتلى", "قتلى"]),
    (Role::Injured, &["injured", "wounded", "الجرحى", "عدد_الجرحى", "جرحى"]),
    (Role::Source, &["source", "sources", "source_name", "publisher", "المصدر", "مصدر", "المصادر"]),
    (Role::Url, &["url", "link", "source_url", "href", "web", "website", "الرابط", "رابط"]),
    (Role::Id, &["id", "event_id", "incident_id", "uid", "fid", "المعرف", "الرقم", "رقم_الحادث"]),
];

/// Values shown of a column.
const SHOWN_VALUES: usize = 3;
/// A shown value ends after this many characters.
const SHOWN_CHARS: usize = 80;

/// The columns of a sample and what was found about them.
struct Guess<'a> {
    columns: Vec<&'a str>,
    sample: &'a Sample,
    made: Proposal,
}

/// Guesses, and tells in `notes` what was assumed.
pub fn propose(sample: &Sample, notes: &mut Notes) -> Proposal {
    let mut columns: Vec<&str> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for (key, _) in sample.rows.iter().flatten() {
        if known.insert(key.as_str()) {
            columns.push(key);
        }
    }
    let mut guess = Guess { columns, sample, made: Proposal { num_records: sample.rows.len() as u64, ..Proposal::default() } };
    guess.made.columns = guess.columns.iter().map(|column| guess.shown(column)).collect();
    guess.by_names();
    guess.times(notes);
    guess.title();
    guess.positions();
    guess.made
}

impl Guess<'_> {
    fn values(&self, column: &str) -> impl Iterator<Item = String> + '_ {
        let column = column.to_owned();
        let cells = self.sample.rows.iter().filter_map(move |row| row.iter().find(|(key, _)| *key == column));
        cells.filter_map(|(_, json)| text_of(json))
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
        let in_all = self.sample.rows.iter().all(|row| row.iter().any(|(key, _)| key == column));
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
        for (role, names) in NAMES {
            if matches!(role, Role::Start | Role::End) {
                continue;
            }
            let named = |name: &&str| self.columns.iter().find(|column| base_and_lang(column).0 == **name);
            let found: Vec<String> = if role == Role::Actor {
                let is_actor = |column: &&&str| names.contains(&base_and_lang(column).0.as_str());
                self.columns.iter().filter(is_actor).map(|column| (*column).to_owned()).collect()
            } else {
                match names.iter().find_map(named) {
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
        // One of the two alone places nothing.
        let mapping = &mut self.made.mapping;
        if mapping.column(Role::Longitude).is_none() || mapping.column(Role::Latitude).is_none() {
            for role in [Role::Longitude, Role::Latitude] {
                mapping.set(role, Vec::new());
                self.made.evidence.retain(|evidence| evidence.role != role);
            }
        }
    }

    /// How many values of a column there are, and how many of them are dates.
    fn dates(&self, column: &str) -> (u64, u64) {
        let mut counts = (0, 0);
        for value in self.values(column) {
            counts.0 += 1;
            counts.1 += u64::from(looks_like_time(&value));
        }
        counts
    }

    fn dated(&self, role: Role) -> Option<String> {
        let names = NAMES.iter().find(|(have, _)| *have == role).map_or(&[][..], |(_, names)| names);
        let named = names.iter().flat_map(|name| self.columns.iter().filter(move |column| base_and_lang(column).0 == *name));
        let is_dated = |column: &&&str| {
            let (all, dates) = self.dates(column);
            all > 0 && dates * 2 >= all
        };
        named.copied().find(|column| is_dated(&column)).map(ToOwned::to_owned)
    }

    /// A column without a known name whose texts are dates almost everywhere; numbers alone could be anything.
    fn dated_by_values(&self) -> Option<String> {
        let is_taken = |column: &str| self.made.mapping.roles().any(|(_, taken)| taken.iter().any(|have| have == column));
        let is_dates = |column: &&&str| {
            let values: Vec<String> = self.values(column).filter(|value| value.parse::<f64>().is_err()).collect();
            let dates = values.iter().filter(|value| looks_like_time(value)).count();
            values.len() > 1 && dates * 5 >= values.len() * 4
        };
        self.columns.iter().filter(|column| !is_taken(column)).find(is_dates).map(|column| (*column).to_owned())
    }

    fn times(&mut self, notes: &mut Notes) {
        let (start, is_named) = match self.dated(Role::Start) {
            Some(start) => (start, true),
            None => match self.dated_by_values() {
                Some(start) => (start, false),
                None => return,
            },
        };
        notes.add(notes::ASSUMED_DATE);
        if is_named {
            self.tell(Role::Start, Clue::Name);
        }
        let (of, read) = self.dates(&start);
        self.take(Role::Start, vec![start.clone()], Clue::Dates { read, of });
        let values: Vec<String> = self.values(&start).collect();
        let numbers: Vec<f64> = values.iter().filter_map(|text| text.parse().ok()).collect();
        if numbers.len() == values.len() {
            self.made.mapping.epoch = numbers.iter().filter(|number| **number != 0.0).find_map(|number| epoch_unit_of(*number));
            if self.made.mapping.epoch.is_some() {
                notes.add(notes::EPOCH);
                self.tell(Role::Start, Clue::Epoch { by: values.first().cloned().unwrap_or_default() });
            }
        }
        self.order(&values, notes);
        let midnight = |text: &String| text.contains("00:00") && !text.contains(|c: char| matches!(c, '1'..='9')) || is_midnight(text);
        if values.len() > 1 && values.iter().all(midnight) {
            self.made.mapping.midnight_is_day = true;
            notes.add(notes::MIDNIGHT_DAY);
            self.tell(Role::Start, Clue::Midnight);
        }
        let naive = |text: &&String| read_time(text, &TimeZone::UTC, DateOrder::DayFirst).is_some_and(|read| !read.is_zoned);
        if self.made.mapping.epoch.is_none()
            && let Some(by) = values.iter().find(naive)
        {
            self.tell(Role::Start, Clue::NoZone { by: by.clone() });
        }
        if let Some(end) = self.dated(Role::End).filter(|end| *end != start) {
            self.take(Role::End, vec![end], Clue::Name);
        }
    }

    fn order(&mut self, values: &[String], notes: &mut Notes) {
        let proof = values.iter().find_map(|text| Some((proves_order(text)?, text)));
        let open = values.iter().find(|text| is_ambiguous(text));
        match (proof, open) {
            (Some((order, by)), open) => {
                self.made.mapping.order = order;
                if open.is_some() {
                    notes.add(notes::ASSUMED_ORDER);
                }
                self.tell(Role::Start, Clue::Order { order, by: by.clone() });
            }
            (None, Some(by)) => self.tell(Role::Start, Clue::OrderOpen { by: by.clone() }),
            (None, None) => {}
        }
    }

    /// Where no name tells the title: the column whose texts are words and differ most.
    fn title(&mut self) {
        if self.made.mapping.column(Role::Title).is_some() || self.made.mapping.column(Role::Text).is_some() {
            return;
        }
        let taken: Vec<&String> = self.made.mapping.roles().flat_map(|(_, columns)| columns).collect();
        let free = self.columns.iter().filter(|column| !taken.iter().any(|have| have == *column));
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
    fn positions(&mut self) {
        let mapping = &self.made.mapping;
        let mut pairs: Vec<(String, [f64; 2])> =
            self.sample.positions.iter().map(|[lon, lat]| (format!("{lon}, {lat}"), [*lon, *lat])).collect();
        let mut comma = None;
        if let (Some(lon), Some(lat)) = (mapping.column(Role::Longitude), mapping.column(Role::Latitude)) {
            for row in &self.sample.rows {
                let cell = |column: &str| row.iter().find(|(key, _)| key == column).and_then(|(_, json)| text_of(json));
                let Some((lon, lat)) = cell(lon).zip(cell(lat)) else { continue };
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
            self.tell(Role::Latitude, Clue::Swapped { by });
        }
    }
}

fn looks_like_time(text: &str) -> bool {
    if let Ok(number) = text.parse::<f64>() {
        return epoch_unit_of(number).is_some() || read_time(text, &TimeZone::UTC, DateOrder::Unknown).is_some();
    }
    read_time(text, &TimeZone::UTC, DateOrder::DayFirst).is_some() || read_time(text, &TimeZone::UTC, DateOrder::MonthFirst).is_some()
}
