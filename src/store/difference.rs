//! What a newer file changed: incidents are matched by id, those without by their content.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;
use jiff::Timestamp;

use super::entries::Entries;
use super::text_column::TextColumn;
use super::{CodeLists, Dictionary, Store};
use crate::domain::{Attribution, Lang, PlacePrecision, UtcMs, Verification, WorkStatus, fold};

/// Changes that are kept in full; all are counted.
const MAX_LISTED: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Changed,
    Gone,
}

/// A field of an incident that can differ between two versions of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedField {
    Title,
    Category,
    When,
    TimePrecision,
    Place,
    PlaceName,
    PlacePrecision,
    Radius,
    Killed,
    Injured,
    Verification,
    WorkStatus,
    Attribution,
    Actors,
    Sources,
    Grades,
    /// Words of the title, the text or another searched field: those that are gone and those that are new, folded as a search has them.
    Words,
    /// A property that the model holds in no column, by its name.
    Property,
    /// What no field tells: a property where the older record was not read again, or the shape of a line or an area.
    Other,
}

impl ChangedField {
    /// The word of the file format and of message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Category => "category",
            Self::When => "when",
            Self::TimePrecision => "time_precision",
            Self::Place => "place",
            Self::PlaceName => "place_name",
            Self::PlacePrecision => "place_precision",
            Self::Radius => "radius",
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Verification => "verification",
            Self::WorkStatus => "work_status",
            Self::Attribution => "attribution",
            Self::Actors => "actors",
            Self::Sources => "sources",
            Self::Grades => "grades",
            Self::Words => "words",
            Self::Property => "property",
            Self::Other => "other",
        }
    }
}

/// One field, before and after; empty where there was or is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: ChangedField,
    /// Of a property, its name.
    pub name: String,
    pub before: String,
    pub after: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentChange {
    pub kind: ChangeKind,
    /// The row in the newer store; of what is gone, in the older one.
    pub row: u32,
    /// Of what has changed, the row in the older store.
    pub before: Option<u32>,
    pub id: String,
    pub title: String,
    /// Of what has changed.
    pub fields: Vec<FieldChange>,
}

/// What a newer file changed against an older one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: u64,
    pub changed: u64,
    pub gone: u64,
    pub unchanged: u64,
    /// Incidents of the newer file that have no id: they are matched by their whole content, so that a change looks like one
    /// that is gone and one that is added.
    pub without_id: u64,
    /// Incidents whose revision stamp is older than the one that was loaded before.
    pub older: u64,
    pub listed: Vec<IncidentChange>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.added + self.changed + self.gone == 0
    }

    fn list(&mut self, change: impl FnOnce() -> IncidentChange) {
        if self.listed.len() < MAX_LISTED {
            self.listed.push(change());
        }
    }
}

impl Store {
    /// What this store holds otherwise than an older one of the same layer.
    pub fn difference(&self, older: &Store) -> Difference {
        let mut difference = Difference::default();
        let mut waiting: HashMap<Key, Vec<u32>, RandomState> = HashMap::default();
        // From the last to the first, so that the first of several alike is taken first.
        for row in (0..older.len() as u32).rev() {
            waiting.entry(older.key(row)).or_default().push(row);
        }
        // What is the same goes first: of several with one id each is held against its like, in whatever order they stand.
        let mut others = Vec::new();
        for row in 0..self.len() as u32 {
            let key = self.key(row);
            difference.without_id += u64::from(matches!(key, Key::Content(_)));
            let same = |waiting: &mut Vec<u32>| {
                let at = waiting.iter().rposition(|before| older.hash(*before) == self.hash(row))?;
                Some(waiting.remove(at))
            };
            match waiting.get_mut(&key).and_then(same) {
                Some(_) => difference.unchanged += 1,
                None => others.push((row, key)),
            }
        }
        for (row, key) in others {
            match waiting.get_mut(&key).and_then(Vec::pop) {
                None => {
                    difference.added += 1;
                    difference.list(|| self.change(ChangeKind::Added, row, None, Vec::new()));
                }
                Some(before) => {
                    difference.changed += 1;
                    difference.older += u64::from(is_older(self.revision(row), older.revision(before)));
                    difference.list(|| self.change(ChangeKind::Changed, row, Some(before), self.changed_fields(row, older, before)));
                }
            }
        }
        let mut gone: Vec<u32> = waiting.into_values().flatten().collect();
        gone.sort_unstable();
        difference.gone = gone.len() as u64;
        for row in gone {
            difference.list(|| older.change(ChangeKind::Gone, row, None, Vec::new()));
        }
        difference
    }

    /// The row of a newer store that holds what `row` holds here.
    pub fn same_in(&self, row: u32, newer: &Store) -> Option<u32> {
        match newer.by_id(self.id(row)) {
            [] => {
                let hash = self.hash(row);
                (0..newer.len() as u32).find(|row| newer.hash(*row) == hash)
            }
            [only] => Some(*only),
            several => {
                let nth = self.by_id(self.id(row)).iter().position(|have| *have == row)?;
                several.get(nth).or(several.first()).copied()
            }
        }
    }

    fn key(&self, row: u32) -> Key {
        let id = self.id(row);
        if id.is_empty() { Key::Content(self.hash(row)) } else { Key::Id(id.to_owned()) }
    }

    fn revision(&self, row: u32) -> &str {
        self.entries.revisions.row(self.entry(row))
    }

    fn change(&self, kind: ChangeKind, row: u32, before: Option<u32>, fields: Vec<FieldChange>) -> IncidentChange {
        IncidentChange { kind, row, before, id: self.id(row).to_owned(), title: self.title(row, &Lang::en()), fields }
    }

    fn changed_fields(&self, row: u32, older: &Store, before: u32) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        for (field, told) in FIELDS {
            let (before, after) = (told(older, before), told(self, row));
            if before != after {
                changes.push(FieldChange { field, name: String::new(), before, after });
            }
        }
        changes.extend(self.changed_words(row, older, before, &changes));
        if changes.is_empty() {
            changes.push(FieldChange { field: ChangedField::Other, name: String::new(), before: String::new(), after: String::new() });
        }
        changes
    }
}

impl Store {
    /// The words that only one of two versions has and that no other changed field tells.
    fn changed_words(&self, row: u32, older: &Store, before: u32, told: &[FieldChange]) -> Option<FieldChange> {
        let of = |store: &Store, row: u32| -> BTreeSet<String> {
            let codes: HashSet<u32> = store.entries.word_lists.row(store.entry(row)).collect();
            codes.into_iter().map(|code| store.words.text(code).to_owned()).collect()
        };
        let (had, has) = (of(older, before), of(self, row));
        let told: Vec<String> = told.iter().flat_map(|change| [fold(&change.before), fold(&change.after)]).collect();
        let told: HashSet<&str> = told.iter().flat_map(|text| text.split(' ')).collect();
        let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| -> String {
            let words = these.difference(those).filter(|word| !told.contains(word.as_str())).take(MAX_WORDS);
            words.map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        let (gone, new) = (only(&had, &has), only(&has, &had));
        (!gone.is_empty() || !new.is_empty()).then_some(FieldChange {
            field: ChangedField::Words,
            name: String::new(),
            before: gone,
            after: new,
        })
    }
}

/// Words of a change that are listed.
const MAX_WORDS: usize = 24;

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Content(u64),
}

/// True where both are stamps and the first is the older one. Numbers are compared as numbers, other stamps as text.
fn is_older(stamp: &str, than: &str) -> bool {
    if stamp.is_empty() || than.is_empty() {
        return false;
    }
    match (stamp.parse::<f64>(), than.parse::<f64>()) {
        (Ok(stamp), Ok(than)) => stamp < than,
        _ => stamp < than,
    }
}

type Told = fn(&Store, u32) -> String;

/// How each field is told.
const FIELDS: [(ChangedField, Told); 16] = [
    (ChangedField::Title, |store, row| {
        let Entries { title_en, title_ar, title_other, .. } = &store.entries;
        written(store.entry(row), [title_en, title_ar, title_other])
    }),
    (ChangedField::Category, |store, row| store.category(row).to_owned()),
    (ChangedField::When, |store, row| {
        store.when(row).map_or_else(String::new, |when| format!("{} – {}", instant(when.earliest), instant(when.latest)))
    }),
    (ChangedField::TimePrecision, |store, row| store.when(row).map_or_else(String::new, |when| when.precision.as_str().to_owned())),
    (ChangedField::Place, |store, row| store.anchor(row).map_or_else(String::new, |at| format!("{}, {}", at.lon, at.lat))),
    (ChangedField::PlaceName, |store, row| {
        let Entries { place_en, place_ar, place_other, .. } = &store.entries;
        written(store.entry(row), [place_en, place_ar, place_other])
    }),
    (ChangedField::PlacePrecision, |store, row| {
        if store.has_place(row) {
            word(&store.place_precision, row, &PlacePrecision::ALL.map(PlacePrecision::as_str))
        } else {
            String::new()
        }
    }),
    (ChangedField::Radius, |store, row| store.radius_m(row).map_or_else(String::new, |metres| format!("{metres} m"))),
    (ChangedField::Killed, |store, row| figures(&store.killed, row)),
    (ChangedField::Injured, |store, row| figures(&store.injured, row)),
    (ChangedField::Verification, |store, row| {
        Verification::ALL.get(code(&store.verification, row)).map_or("", |value| value.as_str()).to_owned()
    }),
    (ChangedField::WorkStatus, |store, row| {
        WorkStatus::ALL.get(code(&store.work_status, row)).map_or("", |value| value.as_str()).to_owned()
    }),
    (ChangedField::Attribution, |store, row| {
        Attribution::ALL.get(code(&store.attribution, row)).map_or("", |value| value.as_str()).to_owned()
    }),
    (ChangedField::Actors, |store, row| names(&store.shown_actors, &store.actors, row)),
    (ChangedField::Sources, |store, row| names(&store.shown_sources, &store.sources, row)),
    (ChangedField::Grades, |store, row| names(&store.grade_lists, &store.grades, row)),
];

/// The texts of an entry, as they are written.
fn written(entry: u32, columns: [&TextColumn; 3]) -> String {
    columns.map(|column| column.row(entry)).iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" / ")
}

fn instant(at: UtcMs) -> String {
    let open = at == UtcMs::MIN || at == UtcMs::MAX;
    Timestamp::from_millisecond(at.0).ok().filter(|_| !open).map_or_else(|| "…".to_owned(), |at| at.to_string())
}

fn code(column: &[u8], row: u32) -> usize {
    column.get(row as usize).copied().map_or(usize::MAX, usize::from)
}

fn word(column: &[u8], row: u32, words: &[&str]) -> String {
    words.get(code(column, row)).copied().unwrap_or_default().to_owned()
}

fn figures([low, high]: &[Vec<f32>; 2], row: u32) -> String {
    let at = row as usize;
    match (low.get(at).filter(|low| !low.is_nan()), high.get(at)) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        _ => String::new(),
    }
}

fn names(lists: &CodeLists, dictionary: &Dictionary, row: u32) -> String {
    lists.row(row).iter().map(|code| dictionary.text(*code)).collect::<Vec<_>>().join("; ")
}
