//! Any other export: columns are guessed from their names and values, once for the file, and what was guessed is noted.

use jiff::tz::TimeZone;
use serde_json::value::RawValue;

use super::columns::degrees;
use super::{Sample, blank};
use crate::domain::{
    Actor, ActorRole, Category, Claim, ClaimValue, Grade, Incident, Lang, Media, Place, PlacePrecision, PlacedHow, Radius, RawRecord,
    TimePrecision, UtcMs, When, Words, ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{DateOrder, EpochUnit, ReadTime, is_ambiguous, is_epoch_zero, proves_order, read_time};

/// Which column is what.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    titles: Vec<(Lang, String)>,
    texts: Vec<(Lang, String)>,
    category: Option<String>,
    start: Option<String>,
    end: Option<String>,
    epoch: Option<EpochUnit>,
    order: Option<DateOrder>,
    /// Every time of the sample is 00:00:00: the column holds days.
    midnight_is_day: bool,
    place_names: Vec<(Lang, String)>,
    actors: Vec<String>,
    source: Option<String>,
    url: Option<String>,
    id: Option<String>,
    /// Longitude and latitude, for records without a geometry.
    lon_lat: Option<[String; 2]>,
}

const TITLES: [&str; 8] = ["title", "name", "headline", "label", "event", "subject", "summary", "incident"];
const TEXTS: [&str; 8] = ["text", "description", "notes", "note", "details", "body", "content", "narrative"];
const CATEGORIES: [&str; 9] = ["category", "event_type", "eventtype", "type", "kind", "class", "incident_type", "sub_event_type", "theme"];
const STARTS: [&str; 15] = [
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
];
const ENDS: [&str; 6] = ["end", "end_date", "date_end", "until", "finish", "end_time"];
const PLACES: [&str; 7] = ["place", "location", "site", "city", "locality", "address", "placename"];
const ACTORS: [&str; 5] = ["actor", "actor1", "actor2", "perpetrator", "actors"];
const SOURCES: [&str; 4] = ["source", "sources", "source_name", "publisher"];
const URLS: [&str; 6] = ["url", "link", "source_url", "href", "web", "website"];
const LONGITUDES: [&str; 8] = ["longitude", "lon", "lng", "long", "x_lon", "lon_dd", "geo_lon", "x"];
const LATITUDES: [&str; 7] = ["latitude", "lat", "y_lat", "lat_dd", "geo_lat", "lati", "y"];
const IDS: [&str; 5] = ["id", "event_id", "incident_id", "uid", "fid"];

/// A column's name without language and decoration: `Title_AR` is `title` in Arabic.
fn base_and_lang(column: &str) -> (String, Lang) {
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

fn text_of(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(json).ok().filter(|text| !text.trim().is_empty()),
        b'n' => None,
        _ => Some(json.to_owned()),
    }
}

impl Mapping {
    pub fn decide(sample: &Sample, notes: &mut Notes) -> Self {
        let mut columns: Vec<&str> = Vec::new();
        for (key, _) in sample.rows.iter().flatten() {
            if !columns.contains(&key.as_str()) {
                columns.push(key);
            }
        }
        // The first name of a list that any column has wins, not the first column that has any name.
        let first = |names: &[&str]| {
            names.iter().find_map(|name| columns.iter().find(|column| base_and_lang(column).0 == *name)).map(|column| (*column).to_owned())
        };
        let in_languages = |names: &[&str]| -> Vec<(Lang, String)> {
            let Some(base) = first(names).map(|column| base_and_lang(&column).0) else { return Vec::new() };
            columns
                .iter()
                .map(|column| (base_and_lang(column), *column))
                .filter(|((have, _), _)| *have == base)
                .map(|((_, lang), column)| (lang, column.to_owned()))
                .collect()
        };
        let mut mapping = Self {
            titles: in_languages(&TITLES),
            texts: in_languages(&TEXTS),
            category: first(&CATEGORIES),
            place_names: in_languages(&PLACES),
            actors: columns
                .iter()
                .filter(|column| ACTORS.contains(&base_and_lang(column).0.as_str()))
                .map(|column| (*column).to_owned())
                .collect(),
            source: first(&SOURCES),
            url: first(&URLS),
            id: first(&IDS),
            ..Self::default()
        };
        mapping.lon_lat = first(&LONGITUDES).zip(first(&LATITUDES)).map(|(lon, lat)| [lon, lat]);
        mapping.decide_time(&columns, sample, notes);
        mapping
    }

    fn decide_time(&mut self, columns: &[&str], sample: &Sample, notes: &mut Notes) {
        let values = |column: &str| -> Vec<String> {
            sample.rows.iter().filter_map(|row| row.iter().find(|(key, _)| key == column)).filter_map(|(_, json)| text_of(json)).collect()
        };
        let readable = |column: &str| {
            let values = values(column);
            let read = values.iter().filter(|text| looks_like_time(text)).count();
            !values.is_empty() && read * 2 >= values.len()
        };
        let find = |names: &[&str]| {
            names
                .iter()
                .flat_map(|name| columns.iter().filter(move |column| base_and_lang(column).0 == *name))
                .find(|column| readable(column))
                .map(|column| (*column).to_owned())
        };
        let Some(start) = find(&STARTS) else { return };
        notes.add(notes::ASSUMED_DATE);
        let values = values(&start);
        let numbers: Vec<f64> = values.iter().filter_map(|text| text.parse().ok()).collect();
        if numbers.len() == values.len() {
            self.epoch = numbers.iter().filter(|number| **number != 0.0).find_map(|number| EpochUnit::of(*number));
            if self.epoch.is_some() {
                notes.add(notes::EPOCH);
            }
        }
        self.order = values.iter().find_map(|text| proves_order(text));
        if self.order.is_some() && values.iter().any(|text| is_ambiguous(text)) {
            notes.add(notes::ASSUMED_ORDER);
        }
        let midnight = |text: &String| text.contains("00:00") && !text.contains(|c: char| matches!(c, '1'..='9')) || is_midnight(text);
        self.midnight_is_day = values.len() > 1 && values.iter().all(midnight);
        if self.midnight_is_day {
            notes.add(notes::MIDNIGHT_DAY);
        }
        self.end = find(&ENDS).filter(|end| *end != start);
        self.start = Some(start);
    }

    pub fn incident(&self, feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
        let properties = &feature.properties;
        let text = |column: &str| properties.get(column).map(RawValue::get).and_then(text_of);
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
        let shape = shape.or_else(|| self.place_of(&text, notes));
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
        made.media.extend(url.map(|url| Media { url, title: Words::new() }));
        made
    }

    /// The place by columns. What is no position on earth is told, never mended.
    fn place_of(&self, text: &dyn Fn(&str) -> Option<String>, notes: &mut Notes) -> Option<Shape> {
        let [lon, lat] = self.lon_lat.as_ref()?;
        let (lon, lat) = (text(lon)?, text(lat)?);
        if lon.contains(',') || lat.contains(',') {
            notes.add(notes::DECIMAL_COMMA);
        }
        match (degrees(&lon), degrees(&lat)) {
            (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
                notes.add(notes::COLUMNS_TO_PLACE);
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

    fn when(&self, feature: &RawFeature, notes: &mut Notes) -> Option<When> {
        let column = self.start.as_deref()?;
        let given = feature.properties.get(column).map(RawValue::get).and_then(text_of)?;
        let start = self.read(&given, notes)?;
        if is_epoch_zero(start.from) {
            notes.add(notes::EPOCH_ZERO);
        }
        let mut as_given = given;
        let (mut from, mut to, mut precision) = (start.from, start.to, start.precision);
        let end_text = self.end.as_deref().and_then(|end| feature.properties.get(end)).map(RawValue::get).and_then(text_of);
        if let Some(end_text) = end_text
            && let Some(end) = self.read(&end_text, notes)
        {
            if end.to < from {
                notes.add(notes::END_BEFORE_START);
            }
            (from, to) = (from.min(end.from), to.max(end.to));
            if to.0 - from.0 > 86_400_000 {
                precision = TimePrecision::SeveralDays;
            }
            as_given = format!("{as_given} – {end_text}");
        }
        let zone = if start.is_zoned {
            ZoneState::Zoned("UTC".to_owned())
        } else {
            notes.add(notes::ASSUMED_ZONE);
            ZoneState::Unknown
        };
        Some(When {
            earliest: from,
            latest: to,
            precision,
            zone,
            open_end: false,
            open_start: false,
            as_of: None,
            as_given: Words::untagged(as_given),
        })
    }

    fn read(&self, text: &str, notes: &mut Notes) -> Option<ReadTime> {
        let read = match self.epoch.zip(text.parse::<f64>().ok()) {
            Some((unit, number)) => unit.read(number),
            None => read_time(text, &TimeZone::UTC, self.order.unwrap_or(DateOrder::Unknown)),
        };
        match read {
            Some(read) if self.midnight_is_day => {
                let day = 86_400_000;
                let from = read.from.0.div_euclid(day) * day;
                Some(ReadTime { from: UtcMs(from), to: UtcMs(from + day), precision: TimePrecision::Day, is_zoned: false })
            }
            Some(read) => Some(read),
            None => {
                notes.add(if is_ambiguous(text) { notes::AMBIGUOUS_ORDER } else { notes::UNREADABLE_DATE });
                None
            }
        }
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

fn looks_like_time(text: &str) -> bool {
    if let Ok(number) = text.parse::<f64>() {
        return EpochUnit::of(number).is_some() || read_time(text, &TimeZone::UTC, DateOrder::Unknown).is_some();
    }
    read_time(text, &TimeZone::UTC, DateOrder::DayFirst).is_some() || read_time(text, &TimeZone::UTC, DateOrder::MonthFirst).is_some()
}

/// A full date with a clock time of exactly midnight.
fn is_midnight(text: &str) -> bool {
    let clock = text.split(['T', ' ']).nth(1).unwrap_or_default();
    let clock = clock.trim_end_matches('Z');
    !clock.is_empty() && clock.contains(':') && clock.chars().all(|c| matches!(c, '0' | ':' | '.'))
}
