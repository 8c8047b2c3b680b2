//! Any other export: read by a mapping, which was guessed, chosen by the user, or saved as a profile.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::blank;
use super::bounds::{End, end_in_name};
use super::columns::{degrees, figure, is_nowhere, number_range, on_earth, sensible, turned};
use super::midnights::offset_name;
use super::parts::{are_parts, joined_date};
use super::positions::position_in;
use super::said_names::longitude_is_first;
use super::spans::{GivenTimes, ReadSpan, TimeCells, TimeRules};
use super::sums::{names_a_sum, says};
use crate::domain::geodesy::distance_m;
use crate::domain::notation::parse_coordinates;
use crate::domain::{
    Actor, ActorRole, Category, Claim, ClaimValue, Grade, Incident, Lang, LonLat, Mapping, MappingOrigin, Media, Place, PlacePrecision,
    PlacedHow, PlainIncident, PlainText, PlainWhen, Proposal, Radius, Range, RawRecord, Role, UtcMs, When, Words, ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::plain::{Cell, ColumnIdx, TimeMemory};
use crate::import::time::{WrittenTime, has_zone_letters, is_unsaid, own_zone, read_utc, western_digits, zone_in};

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
    /// Columns of what a place lies in.
    areas: Vec<String>,
    place_names: Vec<(Lang, String)>,
    category: Option<String>,
    times: TimeCells<String>,
    /// Columns of the year, the month and the day of the start, where it stands in such.
    date_parts: Vec<String>,
    end_parts: Vec<String>,
    /// Where the column of the start is empty.
    other_starts: Vec<String>,
    actors: Vec<String>,
    /// The field of the claim, and its columns.
    figures: Vec<(&'static str, Vec<FigureColumn>)>,
    source: Option<String>,
    url: Option<String>,
    id: Option<String>,
    /// Longitude and latitude, for records without a geometry.
    lon_lat: Option<[Vec<String>; 2]>,
    /// Both in one cell.
    coordinates: Option<String>,
    /// The name of that column says that the longitude comes first.
    longitude_first: bool,
    /// It is called as forms call theirs.
    is_of_form: bool,
    zone: TimeZone,
    /// The zones of days that are written as midnights, by the minutes they are ahead of UTC.
    day_zones: Vec<(i16, String)>,
    /// Names of all columns of the sample.
    sampled: HashSet<String>,
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

/// A name without blanks around it: `Missile ` is no other category than `Missile`.
#[inline]
fn named(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_bare = [text.as_bytes().first(), text.as_bytes().last()].into_iter().flatten().all(u8::is_ascii_graphic);
    match text {
        text if is_bare => text,
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
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
        let lon_lat = [Role::Longitude, Role::Latitude].map(|role| mapping.columns(role).to_vec());
        let lon_lat = Some(lon_lat).filter(|both| both.iter().all(|columns| !columns.is_empty()));
        let starts = mapping.columns(Role::Start);
        let is_parted = are_parts(starts);
        let ends = Some(mapping.columns(Role::End)).filter(|ends| ends.len() > 1 && are_parts(ends)).unwrap_or_default();
        Self {
            titles: in_languages(Role::Title),
            texts: in_languages(Role::Text),
            place_names: in_languages(Role::PlaceName),
            areas: mapping.columns(Role::Area).to_vec(),
            category: column(Role::Category),
            times: TimeCells::of(|role| match role {
                Role::Start => column(role).filter(|_| !is_parted),
                Role::End => column(role).filter(|_| ends.is_empty()),
                _ => column(role),
            }),
            date_parts: starts.iter().filter(|_| is_parted).cloned().collect(),
            end_parts: ends.to_vec(),
            other_starts: starts.iter().skip(1).filter(|_| !is_parted).cloned().collect(),
            actors: mapping.columns(Role::Actor).to_vec(),
            figures: figures.map(|(field, role)| (field, mapping.columns(role).iter().map(|name| FigureColumn::of(name)).collect())).into(),
            source: column(Role::Source),
            url: column(Role::Url),
            id: column(Role::Id),
            lon_lat: if mapping.swapped { lon_lat.map(|[lon, lat]| [lat, lon]) } else { lon_lat },
            is_of_form: mapping.column(Role::Coordinates).is_some_and(|column| column.to_lowercase().ends_with("geolocation")),
            longitude_first: mapping.column(Role::Coordinates).is_some_and(longitude_is_first),
            coordinates: column(Role::Coordinates),
            zone: mapping.zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC),
            day_zones: mapping.day_offsets.iter().map(|offset| (*offset, offset_name(*offset))).collect(),
            mapping,
            origin,
            sampled: proposal.columns.iter().map(|column| column.name.clone()).collect(),
            proposal,
        }
    }

    pub fn incident(&self, feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
        let properties = &feature.properties;
        let text = |column: &str| properties.get(column).and_then(text_of);
        let name = |column: &str| properties.get(column).and_then(text_in).map(|text| named(text).into_owned());
        let words = |columns: &[(Lang, String)], text: &dyn Fn(&str) -> Option<String>| {
            let mut words = Words::new();
            for (lang, column) in columns {
                if let Some(text) = text(column) {
                    words.set(lang.clone(), text);
                }
            }
            words
        };
        for (key, _) in &properties.list {
            if self.is_late(key) {
                let row = || properties.list.iter().map(|(key, json)| (key.to_string(), (*json).to_owned())).collect();
                notes.keep_late(key, 1, row);
            }
        }
        let mut made = blank(feature, raw);
        if made.id.is_empty()
            && let Some(id) = self.id.as_deref().and_then(name)
        {
            made.id = id;
        }
        made.title = words(&self.titles, &name);
        made.text = words(&self.texts, &text);
        if let Some(as_given) = self.category.as_deref().and_then(text) {
            made.category = Category { key: as_given.trim().to_owned(), as_given };
        }
        made.when = self.when(feature, notes);
        let place_name = words(&self.place_names, &name);
        let mut areas: Vec<String> = self.areas.iter().filter_map(|column| name(column)).filter(|area| !is_unsaid(area)).collect();
        areas.dedup();
        let by_columns = |notes: &mut Notes| {
            self.position(|column| text(column).map(Cow::Owned), self.lon_lat.as_ref(), self.coordinates.as_ref(), notes)
        };
        if let Some(Shape { geometry: geo::Geometry::Point(at), .. }) = &shape {
            self.compare_places(LonLat { lon: at.x(), lat: at.y() }, |column| text(column).map(Cow::Owned), self.lon_lat.as_ref(), notes);
        }
        let shape = shape.or_else(|| {
            let at = by_columns(notes)?;
            Some(Shape { geometry: geo::Geometry::Point(geo::Point::new(at.lon, at.lat)), third: None })
        });
        if shape.is_none() {
            made.unplaced_name.clone_from(&place_name);
            made.unplaced_within.clone_from(&areas);
        }
        made.places.extend(shape.map(|shape| Place {
            geometry: shape.geometry,
            // The number of decimals says nothing: no precision stated is no precision.
            radius: Radius::Unknown,
            precision: PlacePrecision::Unknown,
            how: PlacedHow::Reported,
            name: place_name,
            reason: Words::new(),
            admin: areas,
            third_ordinate: shape.third.map(|third| (third, "unknown")),
        }));
        made.actors.extend(self.actors.iter().filter_map(|column| name(column)).map(|name| Actor {
            role: ActorRole::Other,
            name: Words::untagged(name),
            note: Words::new(),
        }));
        let url = self.url.as_deref().and_then(text).filter(|url| url.starts_with("http"));
        if let Some(source) = self.source.as_deref().and_then(name) {
            made.claims.push(account(source, &made.text, url.clone()));
        }
        for (field, columns) in &self.figures {
            let cells = columns.iter().map(|column| (column.end, text(&column.name).map(Cow::Owned)));
            if let Some(range) = joined_figure(cells, notes) {
                let source = self.source.as_deref().and_then(name).map(Words::untagged).unwrap_or_default();
                let told = columns.iter().filter_map(|column| Some((column.name.as_str(), text(&column.name)?)));
                made.claims.push(figure(field, range, source, Some(as_told(told))));
            }
        }
        made.media.extend(url.map(|url| Media { url, title: Words::new() }));
        made
    }

    /// Whether a column of a guessed mapping was in no record of the sample.
    pub fn is_late(&self, column: &str) -> bool {
        self.origin == MappingOrigin::Guessed && !self.sampled.contains(column)
    }

    fn when(&self, feature: &RawFeature, notes: &mut Notes) -> Option<When> {
        let cell = |column: &String| feature.properties.get(column).and_then(text_in);
        let given = started(self.times.and_then(cell), self.other_starts.iter().find_map(cell), notes);
        let given = parted(given, [&self.date_parts, &self.end_parts], cell);
        let as_given = Words::untagged(given.as_given());
        let given = self.whole(given);
        let own = self.zone_beside(&given, notes);
        let rules = self.rules(own.as_ref());
        let read = rules.span(&given, &mut |text| rules.read(text, rules.zone), notes)?;
        let zone = match &self.mapping.zone {
            _ if read.is_zoned => ZoneState::Zoned(self.stated_zone(&read).to_owned()),
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

    /// Tells where the columns of a place say another one than the geometry.
    fn compare_places<'a, C>(
        &self,
        at: LonLat,
        cell: impl Fn(&C) -> Option<Cow<'a, str>>,
        lon_lat: Option<&[Vec<C>; 2]>,
        notes: &mut Notes,
    ) {
        let Some([lon, lat]) = lon_lat else { return };
        let number = |columns: &[C]| degrees(&cell(columns.first().filter(|_| columns.len() == 1)?)?);
        let Some(other) = number(lon).zip(number(lat)).and_then(|(lon, lat)| on_earth(lon, lat)).filter(|at| !is_nowhere(*at)) else {
            return;
        };
        // They mostly say the same.
        let is_close = (at.lon - other.lon).abs() < 1e-3 && (at.lat - other.lat).abs() < 1e-3;
        notes.add_many(notes::PLACE_DIFFERS, u64::from(!is_close && distance_m(at, other) > 1_000.0));
    }

    /// The position that a row's cells give; none of them may lack.
    fn position<'a, C>(
        &self,
        cell: impl Fn(&C) -> Option<Cow<'a, str>>,
        lon_lat: Option<&[Vec<C>; 2]>,
        coordinates: Option<&C>,
        notes: &mut Notes,
    ) -> Option<LonLat> {
        if let Some([lon, lat]) = lon_lat
            && let Some((lon, lat)) = joined(lon.iter().map(&cell)).zip(joined(lat.iter().map(&cell)))
        {
            return position_of(&lon, &lat, notes);
        }
        let given = cell(coordinates?).filter(|given| !is_unsaid(given))?;
        // Of two numbers in an array forms put the latitude first, and GeoJSON the longitude.
        let is_array = given.trim_start().starts_with('[');
        let read = if is_array && !self.is_of_form { None } else { position_in(&given) };
        let is_open = read.is_some_and(|read| read.is_open);
        let is_turned = self.mapping.swapped != (self.longitude_first && is_open);
        let at = read.map(|read| if is_turned { read.swapped.unwrap_or(read.at) } else { read.at });
        let at = somewhere(at, notes::COORDINATES_IN_ONE, notes)?;
        if is_open && !self.mapping.swapped {
            notes.add(if self.longitude_first { notes::LONGITUDE_FIRST } else { notes::LATITUDE_FIRST });
        }
        Some(at)
    }

    /// The cells as they are read: with the half of the day behind its clock, where it has a column.
    fn whole<'a>(&self, given: GivenTimes<'a>) -> GivenTimes<'a> {
        if self.times.half.is_some() { given.halved() } else { given }
    }

    /// The zone that a row states in a cell of its own.
    fn zone_beside(&self, given: &GivenTimes, notes: &mut Notes) -> Option<TimeZone> {
        let GivenTimes { start, clock, end, end_clock, zone, .. } = given;
        let cells = [start, clock, end, end_clock, zone].into_iter().flatten();
        notes.add_many(notes::ZONE_ABBREVIATED, u64::from(cells.into_iter().any(|cell| has_zone_letters(cell))));
        let cell = given.zone.as_deref().filter(|cell| !is_unsaid(cell))?;
        let zone = zone_in(cell);
        let is_naive = [&given.start, &given.clock].into_iter().flatten().all(|text| own_zone(text).is_none());
        match zone {
            Some(_) => notes.add_many(notes::ZONE_COLUMN, u64::from(is_naive && self.mapping.epoch.is_none())),
            None => notes.add(notes::UNREADABLE_ZONE),
        }
        zone
    }

    /// The zone of a time that states one: instants are told in UTC, days in the zone whose days they are.
    fn stated_zone(&self, read: &ReadSpan) -> &str {
        let named = self.day_zones.iter().find(|(offset, _)| Some(*offset) == read.day_offset);
        named.map_or("UTC", |(_, name)| name)
    }

    /// `own` is the zone that the row states.
    fn rules<'p>(&'p self, own: Option<&'p TimeZone>) -> TimeRules<'p> {
        let is_guessed = self.origin == MappingOrigin::Guessed;
        TimeRules { mapping: &self.mapping, is_guessed, zone: own.unwrap_or(&self.zone), is_stated: own.is_some() }
    }
}

/// A column of a figure, and which end of it that holds by its name.
#[derive(Clone, Debug)]
struct FigureColumn {
    end: Option<End>,
    name: String,
}

impl FigureColumn {
    fn of(name: &str) -> Self {
        Self { end: end_in_name(&base_and_lang(name).0).map(|(end, _)| end), name: name.to_owned() }
    }
}

/// The range that the cells of a figure give together: the figure itself, its least, its most. Where they contradict the figure it stands
/// alone, and that is told.
fn joined_figure<'a>(cells: impl Iterator<Item = (Option<End>, Option<Cow<'a, str>>)>, notes: &mut Notes) -> Option<Range> {
    let (mut own, mut least, mut most) = (None, None, None);
    for (end, given) in cells {
        let Some(read) = given.and_then(|given| people(&given, notes)) else { continue };
        match end {
            Some(End::Least) => least = read.min.or(read.best).or(read.max),
            Some(End::Most) => most = read.max.or(read.best).or(read.min),
            None => own = Some(read),
        }
    }
    if least.is_none() && most.is_none() {
        return own;
    }
    let ends = sensible(Range { min: least, best: None, max: most }, notes);
    let Some(own) = own else { return Some(ends) };
    let is_within = |number: f64| ends.min.is_none_or(|min| min <= number) && ends.max.is_none_or(|max| number <= max);
    if ![own.min, own.best, own.max].into_iter().flatten().all(is_within) {
        notes.add(notes::ODD_VALUE);
        return Some(own);
    }
    Some(Range { min: own.min.or(ends.min), best: own.best, max: own.max.or(ends.max) })
}

/// The cells of a figure as they stand: with the names of their columns where there are several.
fn as_told<'a>(cells: impl Iterator<Item = (&'a str, String)>) -> String {
    let cells: Vec<(&str, String)> = cells.collect();
    match cells.as_slice() {
        [(_, given)] => given.clone(),
        several => several.iter().map(|(name, given)| format!("{name}: {given}")).collect::<Vec<_>>().join("; "),
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

/// Where nothing else tells when, what another column of the time says.
fn started<'a>(mut given: GivenTimes<'a>, other: Option<Cow<'a, str>>, notes: &mut Notes) -> GivenTimes<'a> {
    if given.start.is_none() && given.end.is_none() && other.is_some() {
        notes.add(notes::OTHER_DATE_COLUMN);
        given.start = other;
    }
    given
}

/// With the start and the end of which the year, the month and the day stand in columns of their own.
fn parted<'a, C>(mut given: GivenTimes<'a>, parts: [&[C]; 2], cell: impl Fn(&C) -> Option<Cow<'a, str>>) -> GivenTimes<'a> {
    for (time, columns) in [&mut given.start, &mut given.end].into_iter().zip(parts) {
        if !columns.is_empty() {
            *time = joined_date(columns.iter().map(&cell)).map(Cow::Owned);
        }
    }
    given
}

/// The parts of a coordinate, one behind the other; `None` where one is missing.
fn joined<'a>(mut parts: impl Iterator<Item = Option<Cow<'a, str>>>) -> Option<Cow<'a, str>> {
    let first = parts.next()??;
    parts.try_fold(first, |all, part| Some(format!("{all} {}", part?).into()))
}

/// The position that two columns give, as numbers or with degrees, minutes and sides. What is no position on earth is told, never mended.
fn position_of(lon: &str, lat: &str, notes: &mut Notes) -> Option<LonLat> {
    if lon.contains(',') || lat.contains(',') {
        notes.add(notes::DECIMAL_COMMA);
    }
    let at = match degrees(lon).zip(degrees(lat)) {
        Some((lon, lat)) => turned(lon, lat, notes),
        None => parse_coordinates(&format!("{} {}", lat.replace(',', "."), lon.replace(',', "."))).ok().map(|read| read.at),
    };
    somewhere(at, notes::COLUMNS_TO_PLACE, notes)
}

/// A position that was read, if it is any; `note` tells of one.
fn somewhere(at: Option<LonLat>, note: notes::NoteText, notes: &mut Notes) -> Option<LonLat> {
    notes.add(match at {
        Some(at) if is_nowhere(at) => notes::ZERO_ZERO,
        Some(_) => note,
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
    date_parts: Vec<ColumnIdx>,
    end_parts: Vec<ColumnIdx>,
    other_starts: Vec<ColumnIdx>,
    actors: Vec<ColumnIdx>,
    figures: Vec<Vec<ColumnIdx>>,
    source: Option<ColumnIdx>,
    id: Option<ColumnIdx>,
    lon_lat: Option<[Vec<ColumnIdx>; 2]>,
    coordinates: Option<ColumnIdx>,
}

impl GenericPlan {
    /// The columns by which plain records are read; `None` where `add` has no room for one.
    pub fn plain_roles(&self, add: &mut dyn FnMut(&str) -> Option<ColumnIdx>) -> Option<PlainRoles> {
        let mut all = |names: &mut dyn Iterator<Item = &String>| names.map(|name| add(name)).collect::<Option<Vec<ColumnIdx>>>();
        let columns = [&self.titles, &self.texts, &self.place_names];
        let [titles, texts, place_names] = columns.map(|columns| all(&mut columns.iter().map(|(_, name)| name)));
        let actors = all(&mut self.actors.iter())?;
        let other_starts = all(&mut self.other_starts.iter())?;
        let date_parts = all(&mut self.date_parts.iter())?;
        let end_parts = all(&mut self.end_parts.iter())?;
        let figures = self.figures.iter().map(|(_, columns)| all(&mut columns.iter().map(|column| &column.name)));
        let figures = figures.collect::<Option<Vec<_>>>()?;
        let lon_lat = match &self.lon_lat {
            Some([lon, lat]) => Some([all(&mut lon.iter())?, all(&mut lat.iter())?]),
            None => None,
        };
        let [category, source, id, coordinates] = [&self.category, &self.source, &self.id, &self.coordinates]
            .map(|name| all(&mut name.iter()).map(|columns| columns.first().copied()));
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
            date_parts,
            end_parts,
            other_starts,
            actors,
            figures,
            source: source?,
            id: id?,
            lon_lat,
            coordinates: coordinates?,
        })
    }

    /// Whether a record without a geometry may be a row of sums, which only who sees its cells in their order can tell.
    pub fn may_be_sums<'a>(roles: &PlainRoles, cell: impl Fn(ColumnIdx) -> Option<Cell<'a>>, cells: impl Iterator<Item = &'a str>) -> bool {
        // Zeros are no position.
        let says_more = |text: &str| text.contains(|c: char| !matches!(c, '0' | '.' | ',' | '-' | ' '));
        let text = |column: &ColumnIdx| cell(*column).and_then(cell_text);
        let are_given = |columns: &mut dyn Iterator<Item = &ColumnIdx>| {
            let texts: Option<Vec<Cow<str>>> = columns.map(text).collect();
            texts.is_some_and(|texts| texts.iter().any(|text| says_more(text)))
        };
        let has_position = roles.lon_lat.as_ref().is_some_and(|both| are_given(&mut both.iter().flatten()))
            || roles.coordinates.as_ref().is_some_and(|column| are_given(&mut std::iter::once(column)));
        if has_position {
            return false;
        }
        let mut num_said = 0;
        for json in cells.filter(|json| says(json)) {
            num_said += 1;
            if names_a_sum(json) {
                return true;
            }
        }
        num_said == 1
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
        let name = |column: ColumnIdx| text(column).map(named);
        if made.id.is_empty()
            && let Some(id) = roles.id.and_then(name)
        {
            made.id = id;
        }
        let fill = |list: &mut Vec<PlainText<'a>>, columns: &'a [(Lang, String)], cells: &[ColumnIdx], are_names: bool| {
            for ((lang, _), cell) in columns.iter().zip(cells) {
                let Some(text) = (if are_names { name(*cell) } else { text(*cell) }) else { continue };
                match list.iter_mut().find(|have| have.lang == lang) {
                    Some(have) => have.text = text,
                    None => list.push(PlainText { lang, text }),
                }
            }
        };
        fill(&mut made.titles, &self.titles, &roles.titles, true);
        fill(&mut made.texts, &self.texts, &roles.texts, false);
        made.category = roles.category.and_then(name);
        let cell = |column: &ColumnIdx| text(*column);
        let given = started(roles.times.and_then(cell), roles.other_starts.iter().find_map(cell), notes);
        let given = parted(given, [&roles.date_parts, &roles.end_parts], cell);
        made.when = self.plain_when(&self.whole(given), times, notes);
        fill(&mut made.place_names, &self.place_names, &roles.place_names, true);
        match made.at {
            Some(at) => self.compare_places(at, |column| text(*column), roles.lon_lat.as_ref(), notes),
            None => made.at = self.position(|column| text(*column), roles.lon_lat.as_ref(), roles.coordinates.as_ref(), notes),
        }
        made.actors.extend(roles.actors.iter().filter_map(|column| name(*column)));
        made.source = roles.source.and_then(name);
        for ((field, columns), cells) in self.figures.iter().zip(&roles.figures) {
            let cells = columns.iter().zip(cells).map(|(column, cell)| (column.end, text(*cell)));
            let of = if *field == KILLED { &mut made.killed } else { &mut made.injured };
            *of = joined_figure(cells, notes);
        }
    }

    fn plain_when(&self, given: &GivenTimes, times: &mut TimeMemory, notes: &mut Notes) -> Option<PlainWhen<'_>> {
        let own = self.zone_beside(given, notes);
        let rules = self.rules(own.as_ref());
        // What is read at once is not looked for in memory, which knows one zone alone.
        // Nor is it where midnights of a zone are days.
        let at_once = |text: &str| read_utc(text).filter(|_| self.mapping.day_offsets.is_empty());
        let mut read = |text: &str| match at_once(text) {
            Some(at_once) => Ok(WrittenTime::as_written(at_once)),
            None if own.is_some() => rules.read(text, rules.zone),
            None => times.recall(text, || rules.read(text, rules.zone)),
        };
        let read = rules.span(given, &mut read, notes)?;
        let zone = if read.is_zoned { Some(self.stated_zone(&read)) } else { self.mapping.zone.as_deref() };
        Some(PlainWhen { earliest: read.from, latest: read.to, precision: read.precision, zone })
    }
}

/// What the one source that is named tells.
pub fn account(source: String, text: &Words, url: Option<String>) -> Claim {
    Claim {
        field: "account".to_owned(),
        // Without words the file says only that it is a source, not that the source does not know.
        value: ClaimValue::Words(text.clone()),
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
