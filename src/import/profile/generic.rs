//! Any other export: read by a mapping, which was guessed, chosen by the user, or saved as a profile.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::blank;
use super::columns::{degrees, figure, is_nowhere, number_range, on_earth};
use super::spans::{GivenTimes, TimeCells, TimeRules};
use super::sums::names_a_sum;
use crate::domain::{
    Actor, ActorRole, Category, Claim, ClaimValue, Grade, Incident, Lang, LonLat, Mapping, MappingOrigin, Media, Place, PlacePrecision,
    PlacedHow, PlainIncident, PlainText, PlainWhen, Proposal, Radius, Range, RawRecord, Role, UtcMs, When, Words, ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::plain::{Cell, ColumnIdx, TimeMemory};
use crate::import::time::{WrittenTime, is_unsaid, own_zone, read_utc, western_digits, zone_in};

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
    times: TimeCells<String>,
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
            times: TimeCells::of(column),
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
        let given = self.times.and_then(|column| feature.properties.get(column).and_then(text_in));
        let as_given = Words::untagged(given.as_given());
        let given = self.whole(given);
        let own = self.zone_beside(&given, notes);
        let rules = self.rules(own.as_ref());
        let read = rules.span(&given, &mut |text| rules.read(text, rules.zone), notes)?;
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
            as_given,
        })
    }

    fn whole<'a>(&self, given: GivenTimes<'a>) -> GivenTimes<'a> {
        if self.times.half.is_some() { given.halved() } else { given }
    }

    /// The zone that a row states in a cell of its own.
    fn zone_beside(&self, given: &GivenTimes, notes: &mut Notes) -> Option<TimeZone> {
        let cell = given.zone.as_deref().filter(|cell| !is_unsaid(cell))?;
        let zone = zone_in(cell);
        let is_naive = [&given.start, &given.clock].into_iter().flatten().all(|text| own_zone(text).is_none());
        match zone {
            Some(_) => notes.add_many(notes::ZONE_COLUMN, u64::from(is_naive && self.mapping.epoch.is_none())),
            None => notes.add(notes::UNREADABLE_ZONE),
        }
        zone
    }

    /// `own` is the zone that the row states.
    fn rules<'p>(&'p self, own: Option<&'p TimeZone>) -> TimeRules<'p> {
        let is_guessed = self.origin == MappingOrigin::Guessed;
        TimeRules { mapping: &self.mapping, is_guessed, zone: own.unwrap_or(&self.zone), is_stated: own.is_some() }
    }
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
    let at = degrees(lon).zip(degrees(lat)).and_then(|(lon, lat)| on_earth(lon, lat));
    notes.add(match at {
        Some(at) if is_nowhere(at) => notes::ZERO_ZERO,
        Some(_) => notes::COLUMNS_TO_PLACE,
        None => notes::PLACE_UNREADABLE,
    });
    at.filter(|at| !is_nowhere(*at))
}

/// Where the cells that a plan asks for stand in the table of a plain reader.
pub struct PlainRoles {
    titles: Vec<ColumnIdx>,
    texts: Vec<ColumnIdx>,
    place_names: Vec<ColumnIdx>,
    category: Option<ColumnIdx>,
    times: TimeCells<ColumnIdx>,
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
        let [category, source, id] =
            [&self.category, &self.source, &self.id].map(|name| all(&mut name.iter()).map(|columns| columns.first().copied()));
        let mut has_room = true;
        let times = self.times.and_then(|name| {
            let column = add(name);
            has_room &= column.is_some();
            column
        });
        Some(PlainRoles {
            titles: titles?,
            texts: texts?,
            place_names: place_names?,
            category: category?,
            times: has_room.then_some(times)?,
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
        let texts = roles.lon_lat.map(|both| both.map(|column| cell(column).and_then(cell_text)));
        // Zeros are no position.
        let says_more = |text: &str| text.contains(|c: char| !matches!(c, '0' | '.' | ',' | '-' | ' '));
        let has_position =
            texts.is_some_and(|texts| texts.iter().all(Option::is_some) && texts.iter().flatten().any(|text| says_more(text)));
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
        made.when = self.plain_when(&self.whole(roles.times.and_then(|column| text(*column))), times, notes);
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
        let own = self.zone_beside(given, notes);
        let rules = self.rules(own.as_ref());
        // What is read at once is not looked for in memory, which knows one zone alone.
        let mut read = |text: &str| match read_utc(text) {
            Some(at_once) => Ok(WrittenTime::as_written(at_once)),
            None if own.is_some() => rules.read(text, rules.zone),
            None => times.recall(text, || rules.read(text, rules.zone)),
        };
        let read = rules.span(given, &mut read, notes)?;
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
