//! Putting incidents into columns; `finish` seals them.

use std::hash::BuildHasher;

use super::at_once::{all_of, in_half_the_runs, sorted};
use super::dictionary::{OtherNames, renumber};
use super::order::inverse;
use super::placing::placed_how;
use super::shapes::anchor_of;
use super::wording::{Kind, RowWords, SharedTexts, Texts, Wording};
use super::{RowSet, Store, flag};
use crate::domain::{
    Attribution, Claim, ClaimValue, Incident, Lang, LonLat, PlacePrecision, Range, TimePrecision, UtcMs, Verification, Words, WorkStatus,
    ZoneState, mercator_from_lon_lat,
};

/// Longest text of an incident that the search looks at, in bytes; the whole text is shown all the same.
pub const MAX_SEARCHED_BYTES: usize = 20_000;

/// Collects incidents in the order in which they are read.
#[derive(Clone, Default)]
pub struct StoreBuilder {
    pub(super) store: Store,
    /// What the codes of the rows mean; `None` while there is no row.
    shared: Option<SharedTexts>,
    /// For rows that come without a thread's own.
    wording: Wording,
    /// Codes of the words of the row at hand.
    pub(super) row_words: RowWords,
    /// What else the actors and the sources of the rows are called.
    names_of_actors: OtherNames,
    names_of_sources: OtherNames,
}

/// The flags of an incident that has a time.
pub fn dated(open_start: bool, open_end: bool) -> u8 {
    let open_start = if open_start { flag::OPEN_START } else { 0 };
    let open_end = if open_end { flag::OPEN_END } else { 0 };
    flag::DATED | open_start | open_end
}

/// The position of a value among all values of its kind, as the columns keep it.
pub fn place_in<T: PartialEq>(all: &[T], value: &T) -> u8 {
    all.iter().position(|have| have == value).unwrap_or(0) as u8
}

impl StoreBuilder {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, incident: &Incident) {
        let mut wording = std::mem::take(&mut self.wording);
        self.push_by(incident, &mut wording);
        self.wording = wording;
    }

    /// As [`push`](Self::push), by the words that a thread knows.
    pub fn push_by(&mut self, incident: &Incident, wording: &mut Wording) {
        self.follow(wording.shared());
        let row = self.store.len() as u32;
        let mut flags = 0;
        flags |= self.push_when(incident, wording);
        flags |= self.push_place(row, incident);
        if incident.claims.iter().any(|claim| claim.disputed) {
            flags |= flag::DISPUTED;
        }
        self.push_codes(incident, wording);
        self.push_figures(&incident.claims);
        self.push_texts(incident, wording);
        let raw = &incident.raw;
        self.store.entries.push_record(&raw.record(), raw.hash, incident.revision.as_deref().unwrap_or_default());
        self.store.flags.push(flags);
    }

    fn push_when(&mut self, incident: &Incident, wording: &mut Wording) -> u8 {
        let store = &mut self.store;
        let Some(when) = &incident.when else {
            store.entries.zone.push(wording.code(Kind::Zone, "UTC"));
            store.earliest.push(UtcMs::MAX);
            store.latest.push(UtcMs::MIN);
            store.time_precision.push(place_in(&TimePrecision::ALL, &TimePrecision::Unknown));
            return 0;
        };
        let zone = match &when.zone {
            ZoneState::Zoned(zone) | ZoneState::Naive { assumed: zone } => zone.as_str(),
            ZoneState::Unknown => "UTC",
        };
        store.entries.zone.push(wording.code(Kind::Zone, zone));
        store.earliest.push(when.earliest);
        store.latest.push(when.latest);
        store.time_precision.push(place_in(&TimePrecision::ALL, &when.precision));
        dated(when.open_start, when.open_end)
    }

    fn push_place(&mut self, row: u32, incident: &Incident) -> u8 {
        let store = &mut self.store;
        let first = incident.places.first();
        let anchor = incident.places.iter().find_map(|place| anchor_of(&place.geometry));
        let precision = first.map_or(PlacePrecision::Unknown, |place| place.precision);
        store.place_precision.push(place_in(&PlacePrecision::ALL, &precision));
        store.placed_how.push(placed_how(first.map(|place| &place.how)));
        let radius_m = first.and_then(|place| place.radius.metres()).map_or(f32::NAN, |metres| metres as f32);
        push_sparse(&mut store.radius_m, row as usize, radius_m);
        store.shapes.add(row, &incident.places);
        let Some(at) = anchor else {
            store.lon.push(f64::NAN);
            store.lat.push(f64::NAN);
            store.mx.push(0);
            store.my.push(0);
            return 0;
        };
        store.lon.push(at.lon);
        store.lat.push(at.lat);
        let [mx, my] = mercator_fixed(at.lon, at.lat);
        store.mx.push(mx);
        store.my.push(my);
        flag::HAS_PLACE
    }

    fn push_codes(&mut self, incident: &Incident, wording: &mut Wording) {
        let Self { store, names_of_actors, names_of_sources, .. } = self;
        store.verification.push(place_in(Verification::ALL, &incident.verification));
        store.work_status.push(place_in(WorkStatus::ALL, &incident.work_status));
        store.attribution.push(place_in(Attribution::ALL, &incident.attribution));
        store.category.push(wording.code(Kind::Category, &incident.category.key));
        let actors = incident.actors.iter().map(|actor| &actor.name);
        store.actor_lists.push(actors.clone().flat_map(Words::iter).map(|(_, name)| wording.code(Kind::Actor, name)));
        store.shown_actors.push(actors.filter_map(|name| shown_code(name, Kind::Actor, wording, names_of_actors)));
        let sources = incident.claims.iter().map(|claim| &claim.source);
        let named = sources.clone().flat_map(Words::iter).map(|(_, name)| name);
        store.source_lists.push(named.chain(cited(&incident.claims)).map(|name| wording.code(Kind::Source, name)));
        // Those that are cited are counted as well: an export of others' reports has one source and names many.
        let mut shown: Vec<u32> = sources.filter_map(|name| shown_code(name, Kind::Source, wording, names_of_sources)).collect();
        for citing in citings(&incident.claims) {
            // A text may list several; one alone may have names in several languages.
            match citing.best(&Lang::en()) {
                Some(text) if text.contains(';') => shown.extend(parts(text).map(|name| wording.code(Kind::Source, name))),
                _ => shown.extend(shown_code(citing, Kind::Source, wording, names_of_sources)),
            }
        }
        store.shown_sources.push(shown);
        store.grade_lists.push(incident.claims.iter().map(|claim| wording.code(Kind::Grade, claim.grade.as_str())));
    }

    fn push_figures(&mut self, claims: &[Claim]) {
        let row = self.store.len();
        for (columns, prefix) in [(&mut self.store.killed, "killed"), (&mut self.store.injured, "injured")] {
            columns.iter_mut().zip(extremes(claims, prefix)).for_each(|(column, figure)| push_sparse(column, row, figure));
        }
    }

    fn push_texts(&mut self, incident: &Incident, wording: &mut Wording) {
        let store = &mut self.store.entries;
        store.ids.push(&incident.id);
        let place = incident.places.first().map_or(&incident.unplaced_name, |place| &place.name);
        for (words, columns) in [
            (&incident.title, [&mut store.title_en, &mut store.title_ar, &mut store.title_other]),
            (place, [&mut store.place_en, &mut store.place_ar, &mut store.place_other]),
        ] {
            let [en, ar, other] = columns;
            en.push(words.get(&Lang::en()).unwrap_or_default());
            ar.push(words.get(&Lang::ar()).unwrap_or_default());
            let rest = words.iter().find(|(lang, _)| **lang != Lang::en() && **lang != Lang::ar());
            other.push(rest.map_or("", |(_, text)| text));
        }
        let mut codes = std::mem::take(&mut self.row_words);
        wording.begin();
        each_searched(incident, &mut |text, is_name| {
            if is_name {
                wording.add_name(text, &mut codes);
            } else {
                wording.add(text, &mut codes);
            }
        });
        store.word_lists.push(codes.codes());
        codes.clear();
        self.row_words = codes;
    }

    /// Number of incidents so far.
    pub fn len(&self) -> usize {
        self.store.len()
    }
    pub fn is_empty(&self) -> bool {
        self.store.is_empty()
    }

    /// Adds to the index and to the line of every record.
    pub fn shift(&mut self, records: u64, lines: u64) {
        self.store.entries.indexes.shift(records);
        self.store.entries.lines.shift(lines);
    }

    /// From now on the codes are those of `shared`.
    pub(super) fn follow(&mut self, shared: &SharedTexts) {
        match &self.shared {
            Some(own) if own.is(shared) => return,
            Some(own) => {
                let new_codes = |kind| {
                    let own = own.lock(kind);
                    let mut other = shared.lock(kind);
                    own.texts().map(|text| other.code(text)).collect::<Vec<u32>>()
                };
                let store = &mut self.store;
                let words = own.words().take(false);
                let new_words: Vec<u32> = words.texts().map(|word| if word.is_empty() { 0 } else { shared.words().code(word) }).collect();
                store.entries.word_lists = store.entries.word_lists.renamed(&new_words);
                renumber(&mut store.entries.zone, &new_codes(Kind::Zone));
                renumber(&mut store.category, &new_codes(Kind::Category));
                renumber(store.grade_lists.codes_mut(), &new_codes(Kind::Grade));
                for (kind, lists, names) in [
                    (Kind::Actor, [&mut store.actor_lists, &mut store.shown_actors], &mut self.names_of_actors),
                    (Kind::Source, [&mut store.source_lists, &mut store.shown_sources], &mut self.names_of_sources),
                ] {
                    let new_codes = new_codes(kind);
                    lists.into_iter().for_each(|lists| renumber(lists.codes_mut(), &new_codes));
                    names.renumber(&new_codes);
                }
            }
            None => {}
        }
        self.shared = Some(shared.clone());
    }

    /// Makes room for so many rows more, so that the columns do not have to move as they grow.
    pub fn reserve(&mut self, num_rows: usize) {
        // A wrong guess must not take what the rows themselves would not.
        let num_rows = num_rows.min(1 << 25);
        let Self { store, .. } = self;
        macro_rules! reserve {
            ($($column:ident)*) => { $(store.$column.reserve(num_rows);)* };
        }
        reserve!(mx my lon lat earliest latest flags time_precision place_precision placed_how verification work_status attribution);
        reserve!(category actor_lists shown_actors source_lists shown_sources grade_lists entries);
    }

    /// Takes in the rows of another builder behind its own; that one is empty then and keeps its memory.
    pub fn append(&mut self, other: &mut Self) {
        match (&self.shared, &other.shared) {
            (Some(own), _) => other.follow(own),
            (None, shared) => self.shared.clone_from(shared),
        }
        other.shared = None;
        self.names_of_actors.append(&mut other.names_of_actors);
        self.names_of_sources.append(&mut other.names_of_sources);
        let (store, other) = (&mut self.store, &mut other.store);
        let rows = [store.len(), other.len()];
        append_sparse(&mut store.radius_m, &mut other.radius_m, rows);
        for (own, more) in [(&mut store.killed, &mut other.killed), (&mut store.injured, &mut other.injured)] {
            own.iter_mut().zip(more).for_each(|(own, more)| append_sparse(own, more, rows));
        }
        store.shapes.absorb(std::mem::take(&mut other.shapes), rows[0] as u32);
        macro_rules! append {
            ($($column:ident)*) => { $(store.$column.append(&mut other.$column);)* };
        }
        append!(mx my lon lat earliest latest flags time_precision place_precision placed_how verification work_status attribution);
        append!(category actor_lists shown_actors source_lists shown_sources grade_lists entries);
    }

    /// Puts the rows into their order, builds the indexes and seals the store. A row's number holds for this store alone; its
    /// record tells where it stood in the file.
    pub fn finish(self) -> Store {
        let Self { mut store, shared, wording, names_of_actors, names_of_sources, .. } = self;
        drop(wording);
        let Texts { words, names: texts } = shared.map(SharedTexts::take).unwrap_or_default();
        store.words = words;
        let rows = store.len();
        let Store {
            actors,
            actor_lists,
            shown_actors,
            sources,
            source_lists,
            shown_sources,
            categories,
            category,
            grades,
            grade_lists,
            zones,
            entries,
            ..
        } = &mut store;
        let unnamed = OtherNames::default;
        all_of(
            rows,
            vec![
                Box::new(|| *actors = texts.actors.in_order(names_of_actors, &mut [actor_lists.codes_mut(), shown_actors.codes_mut()])),
                Box::new(|| {
                    *sources = texts.sources.in_order(names_of_sources, &mut [source_lists.codes_mut(), shown_sources.codes_mut()]);
                }),
                Box::new(|| *categories = texts.categories.in_order(unnamed(), &mut [category])),
                Box::new(|| *grades = texts.grades.in_order(unnamed(), &mut [grade_lists.codes_mut()])),
                Box::new(|| *zones = texts.zones.in_order(unnamed(), &mut [&mut entries.zone])),
            ],
        );
        store.put_in_order();
        let radii = store.radius_m.iter().map(|radius| f64::from(*radius)).chain(store.shapes.radii());
        store.max_radius_m = radii.filter(|radius| radius.is_finite()).fold(0.0, f64::max);
        let mut flags = store.flags.iter();
        store.undated = RowSet::of(store.len(), |_| flags.next().is_some_and(|flags| flags & flag::DATED == 0));
        let (mut by_id, mut by_start, mut extent) = Default::default();
        let start_and_extent = || {
            by_start = store.rows_by_start();
            extent = store.bbox_of(0..store.num_placed as u32);
        };
        all_of(rows, vec![Box::new(|| by_id = store.rows_by_id()), Box::new(start_and_extent)]);
        Store { by_id, by_start, extent, ..store }
    }
}

/// The code under which a thing is counted: that of the name that stands first in English. The others are kept.
fn shown_code(name: &Words, kind: Kind, wording: &mut Wording, names: &mut OtherNames) -> Option<u32> {
    let code = wording.code(kind, name.best(&Lang::en())?);
    names.note(code, name);
    Some(code)
}

impl Store {
    /// Dated rows by earliest instant; what begins at the same one stands as in the file.
    fn rows_by_start(&self) -> Vec<u32> {
        // The keys stand beside the rows: looking each of them up while sorting takes several times as long.
        let keyed = in_half_the_runs(self.len(), |rows| {
            let dated = (rows.start as u32..rows.end as u32).filter(|row| self.has(*row, flag::DATED));
            dated.filter_map(|row| Some((self.earliest.get(row as usize)?.0, self.entry(row), row))).collect::<Vec<(i64, u32, u32)>>()
        });
        sorted(keyed).into_iter().map(|(.., row)| row).collect()
    }

    /// Rows with an id, by its hash, then by the id itself, then as in the file.
    fn rows_by_id(&self) -> Vec<u32> {
        let ids = &self.entries.ids;
        let mut keyed = sorted(in_half_the_runs(self.len(), |rows| {
            let named = (rows.start as u32..rows.end as u32).filter(|entry| !ids.row(*entry).is_empty());
            named.map(|entry| (id_hash(ids.row(entry)), entry)).collect::<Vec<(u64, u32)>>()
        }));
        for run in keyed.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            run.sort_unstable_by_key(|(_, entry)| (ids.row(*entry), *entry));
        }
        let row_of = inverse(&self.entry_of);
        keyed.into_iter().filter_map(|(_, entry)| row_of.get(entry as usize).copied()).collect()
    }
}

/// Adds the value of a row. A column is empty while there was no value.
pub fn push_sparse(column: &mut Vec<f32>, row: usize, value: f32) {
    if !(column.is_empty() && value.is_nan()) {
        column.resize(row, f32::NAN);
        column.push(value);
    }
}

/// Adds the column of a part behind one's own: of so many rows the one, of so many the other.
fn append_sparse(column: &mut Vec<f32>, more: &mut Vec<f32>, [rows, more_rows]: [usize; 2]) {
    if !(column.is_empty() && more.is_empty()) {
        column.resize(rows, f32::NAN);
        column.append(more);
        column.resize(rows + more_rows, f32::NAN);
    }
}

/// By what ids are sorted: an id is looked for and never listed in order.
pub fn id_hash(id: &str) -> u64 {
    foldhash::fast::FixedState::default().hash_one(id)
}

/// The unit square of Web Mercator as fixed point; latitudes beyond it are put on its edge.
pub fn mercator_fixed(lon: f64, lat: f64) -> [u32; 2] {
    // `as` saturates: the east edge is the last step inside the square.
    mercator_from_lon_lat(LonLat { lon, lat }).map(|part| (part * 4_294_967_296.0) as u32)
}

/// Smallest and largest figure of all claims about everyone, else about civilians. Claims are never added.
fn extremes(claims: &[Claim], prefix: &str) -> [f32; 2] {
    for group in ["all", "civilians"] {
        let is_of = |field: &str| field.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.')) == Some(group);
        let figures = claims.iter().filter(|claim| is_of(&claim.field)).filter_map(|claim| match &claim.value {
            ClaimValue::Range(Range { min, best, max }) => Some([min.or(*best).or(*max)?, max.or(*best).or(*min)?]),
            ClaimValue::Words(_) | ClaimValue::NotKnown(_) => None,
        });
        if let Some([low, high]) = figures.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]) {
            return [low as f32, high as f32];
        }
    }
    [f32::NAN; 2]
}

/// The sources that claims cite in their turn, as far as their texts part them. Claims of one export mostly cite the same.
fn cited(claims: &[Claim]) -> impl Iterator<Item = &str> {
    citings(claims).flat_map(listed)
}

fn citings(claims: &[Claim]) -> impl Iterator<Item = &Words> {
    let mut before = None;
    claims.iter().map(|claim| &claim.citing).filter(move |citing| before.replace(*citing) != Some(*citing))
}

/// The names in a text that may list several, in each language.
fn listed(words: &Words) -> impl Iterator<Item = &str> {
    words.iter().flat_map(|(_, text)| parts(text))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty())
}

/// Every text by which an incident can be found, beside its id; true with those that are names.
fn each_searched(incident: &Incident, add: &mut dyn FnMut(&str, bool)) {
    let mut left = MAX_SEARCHED_BYTES;
    let mut add_any = |text: &str, is_name: bool| {
        let text = text.get(..text.floor_char_boundary(left)).unwrap_or_default();
        left -= text.len();
        add(text, is_name);
    };
    for words in [&incident.title, &incident.text] {
        words.iter().for_each(|(_, text)| add_any(text, false));
    }
    incident.unplaced_name.iter().for_each(|(_, text)| add_any(text, true));
    for place in &incident.places {
        place.name.iter().for_each(|(_, text)| add_any(text, true));
        place.admin.iter().for_each(|text| add_any(text, true));
    }
    for actor in &incident.actors {
        actor.name.iter().for_each(|(_, text)| add_any(text, true));
    }
    for claim in &incident.claims {
        claim.source.iter().for_each(|(_, text)| add_any(text, true));
        if let ClaimValue::Words(words) | ClaimValue::NotKnown(words) = &claim.value {
            // An account that is the incident's own text is not gone through again.
            words.iter().filter(|(lang, text)| incident.text.get(lang) != Some(text)).for_each(|(_, text)| add_any(text, false));
        }
    }
    cited(&incident.claims).for_each(|text| add_any(text, true));
}
