//! Any other export: read by a mapping, which was guessed, chosen by the user, or saved as a profile.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde_json::value::RawValue;

use super::blank;
use super::columns::{degrees, figure, number_range};
use crate::domain::{
    Actor, ActorRole, Category, Claim, ClaimValue, Grade, Incident, Lang, Mapping, MappingOrigin, Media, Place, PlacePrecision, PlacedHow,
    Proposal, Radius, RawRecord, Role, TimePrecision, UtcMs, When, Words, ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{ReadTime, is_ambiguous, is_epoch_zero, read_epoch, read_time};

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
    end: Option<String>,
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
    let text = match json.as_bytes().first()? {
        b'"' => match json.get(1..json.len() - 1) {
            // The reader has checked it: without a backslash a string means what it says.
            Some(plain) if memchr::memchr(b'\\', plain.as_bytes()).is_none() => Cow::Borrowed(plain),
            _ => Cow::Owned(serde_json::from_str::<String>(json).ok()?),
        },
        b'n' => return None,
        _ => return Some(Cow::Borrowed(json)),
    };
    Some(text).filter(|text| !text.trim().is_empty())
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
        let figures = [("killed.all", Role::Killed), ("injured.all", Role::Injured)];
        let lon_lat = column(Role::Longitude).zip(column(Role::Latitude)).map(|(lon, lat)| [lon, lat]);
        Self {
            titles: in_languages(Role::Title),
            texts: in_languages(Role::Text),
            place_names: in_languages(Role::PlaceName),
            category: column(Role::Category),
            start: column(Role::Start),
            end: column(Role::End),
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
        for (field, column) in &self.figures {
            let Some(given) = text(column) else { continue };
            match number_range(&given) {
                Some(range) => {
                    let source = self.source.as_deref().and_then(text).map(Words::untagged).unwrap_or_default();
                    made.claims.push(figure(field, range, source, Some(given)));
                }
                None => notes.add(notes::ODD_VALUE),
            }
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
        let given = feature.properties.get(column).map(RawValue::get).and_then(text_in)?;
        let start = self.read(&given, notes)?;
        if is_epoch_zero(start.from) {
            notes.add(notes::EPOCH_ZERO);
        }
        let mut as_given = given.into_owned();
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
        } else if let Some(zone) = &self.mapping.zone {
            ZoneState::Naive { assumed: zone.clone() }
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
        let read = match self.mapping.epoch.zip(text.parse::<f64>().ok()) {
            Some((unit, number)) => read_epoch(unit, number),
            None => read_time(text, &self.zone, self.mapping.order),
        };
        match read {
            Some(read) if self.mapping.midnight_is_day => self.day_of(read),
            Some(read) => Some(read),
            None => {
                notes.add(if is_ambiguous(text) { notes::AMBIGUOUS_ORDER } else { notes::UNREADABLE_DATE });
                None
            }
        }
    }

    /// The day in the mapping's zone on which a time lies.
    fn day_of(&self, read: ReadTime) -> Option<ReadTime> {
        let day = jiff::Timestamp::from_millisecond(read.from.0).ok()?.to_zoned(self.zone.clone()).date();
        let start = |day: jiff::civil::Date| Some(UtcMs(day.to_zoned(self.zone.clone()).ok()?.timestamp().as_millisecond()));
        Some(ReadTime { from: start(day)?, to: start(day.tomorrow().ok()?)?, precision: TimePrecision::Day, is_zoned: false })
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
