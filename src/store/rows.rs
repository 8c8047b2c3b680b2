//! What one row holds, for lists, marks and labels.

use super::builder::id_hash;
use super::{Entries, Store, flag};
use crate::domain::RecordRef;
use crate::domain::{FacetField, Lang, LonLat, SourceGrade, TimePrecision, UtcMs};

/// The time of a dated row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowWhen {
    pub earliest: UtcMs,
    pub latest: UtcMs,
    pub precision: TimePrecision,
    pub open_start: bool,
    pub open_end: bool,
}

/// A point place with its radius, where one is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointPlace {
    pub at: LonLat,
    pub radius_m: Option<f64>,
}

impl Store {
    pub fn when(&self, row: u32) -> Option<RowWhen> {
        if !self.has(row, flag::DATED) {
            return None;
        }
        let at = row as usize;
        let precision = self.time_precision.get(at).and_then(|code| TimePrecision::ALL.get(usize::from(*code)));
        Some(RowWhen {
            earliest: *self.earliest.get(at)?,
            latest: *self.latest.get(at)?,
            precision: precision.copied().unwrap_or(TimePrecision::Unknown),
            open_start: self.has(row, flag::OPEN_START),
            open_end: self.has(row, flag::OPEN_END),
        })
    }

    /// The zone in which the source tells the row's time: an IANA name or an offset; `UTC` where it is not known.
    pub fn zone(&self, row: u32) -> &str {
        self.entries.zone.get(self.entry(row) as usize).map_or("UTC", |code| self.zones.text(*code))
    }

    /// The key by which rows stand in time: the earliest instant; of a state without start, its end; the undated last.
    pub fn sort_time(&self, row: u32) -> i64 {
        self.when(row).map_or(i64::MAX, |when| if when.earliest == UtcMs::MIN { when.latest.0 } else { when.earliest.0 })
    }

    /// Where the row's record stands among those of its file. Rows themselves are numbered by place.
    pub fn index(&self, row: u32) -> u64 {
        self.entries.indexes.get(self.entry(row) as usize).unwrap_or(u64::MAX)
    }

    pub fn has_place(&self, row: u32) -> bool {
        self.has(row, flag::HAS_PLACE)
    }
    pub fn is_disputed(&self, row: u32) -> bool {
        self.has(row, flag::DISPUTED)
    }
    /// The point that stands for the incident on the map.
    pub fn anchor(&self, row: u32) -> Option<LonLat> {
        let at = row as usize;
        self.has_place(row).then_some(LonLat { lon: *self.lon.get(at)?, lat: *self.lat.get(at)? })
    }
    /// The anchor in Web Mercator: the unit square times 2³².
    pub fn mercator(&self, row: u32) -> Option<[u32; 2]> {
        let at = row as usize;
        self.has_place(row).then_some([*self.mx.get(at)?, *self.my.get(at)?])
    }
    /// The point places of a row with their radii: none for a line or an area.
    pub fn point_places(&self, row: u32) -> impl Iterator<Item = PointPlace> + '_ {
        let single = match self.shapes.points(row) {
            Some(_) => None,
            None => self.anchor(row).map(|at| PointPlace { at, radius_m: self.radius_m(row) }),
        };
        single.into_iter().chain(self.shapes.points(row).unwrap_or_default().iter().copied())
    }
    /// Metres; `None` where nobody says.
    pub fn radius_m(&self, row: u32) -> Option<f64> {
        self.radius_m.get(row as usize).copied().filter(|radius| !radius.is_nan()).map(f64::from)
    }
    /// The rows with lines, areas or several points that reach into a box, all in degrees.
    pub fn shaped_rows_in(&self, [west, south, east, north]: [f64; 4]) -> impl Iterator<Item = u32> + '_ {
        let touches = move |extent: &[f64; 4]| extent[0] <= east && extent[2] >= west && extent[1] <= north && extent[3] >= south;
        self.shapes.extents().iter().filter(move |(_, extent)| touches(extent)).map(|(row, _)| *row)
    }
    /// Rows that came without place and have been given one; they are in no run of rows by place.
    pub fn rows_placed_later(&self) -> &[u32] {
        &self.placed_later
    }
    /// The largest radius of any place, in metres.
    pub fn max_radius_m(&self) -> f64 {
        self.max_radius_m
    }
    /// Lines and areas of a row.
    pub fn shapes(&self, row: u32) -> &[super::PlacedGeometry] {
        self.shapes.shapes(row)
    }

    /// The title to show first: in `lang`, else in English, else in any language; empty where there is none.
    pub fn title(&self, row: u32, lang: &Lang) -> String {
        let (entry, Entries { title_en, title_ar, title_other, .. }) = (self.entry(row), &self.entries);
        best(lang, title_en.row(entry), title_ar.row(entry), title_other.row(entry))
    }
    pub fn place_name(&self, row: u32, lang: &Lang) -> String {
        let (entry, Entries { place_en, place_ar, place_other, .. }) = (self.entry(row), &self.entries);
        best(lang, place_en.row(entry), place_ar.row(entry), place_other.row(entry))
    }
    pub fn category(&self, row: u32) -> &str {
        self.category.get(row as usize).map_or("", |code| self.categories.text(*code))
    }
    /// The place of the row's category among [`Store::categories`].
    pub fn category_code(&self, row: u32) -> u32 {
        self.category.get(row as usize).copied().unwrap_or_default()
    }
    /// All categories, in the order of first appearance.
    pub fn categories(&self) -> impl Iterator<Item = &str> {
        self.categories.texts()
    }
    /// The source of the first claim, in `lang` where it has a name in it; empty where there is none.
    pub fn first_source(&self, row: u32, lang: &Lang) -> &str {
        self.shown_sources.row(row).first().map_or("", |code| self.sources.name(*code, lang))
    }
    /// A value of a facet in a language: the other name of a source or an actor, where the file gives one.
    pub fn facet_name<'a>(&'a self, field: FacetField, value: &'a str, lang: &Lang) -> &'a str {
        match field {
            FacetField::Source => self.sources.name_of(value, lang),
            FacetField::Actor => self.actors.name_of(value, lang),
            _ => value,
        }
    }
    /// The names under which the row's actors are counted.
    pub fn actors(&self, row: u32) -> impl Iterator<Item = &str> {
        self.shown_actors.row(row).iter().map(|code| self.actors.text(*code))
    }
    pub fn num_sources(&self, row: u32) -> usize {
        self.shown_sources.row(row).len()
    }
    /// The best reliability among the claims' sources; those that cannot be judged stand aside.
    pub fn best_source_grade(&self, row: u32) -> Option<SourceGrade> {
        let rank = |grade: &SourceGrade| *grade as u8;
        let grades = self.grade_lists.row(row).iter().filter_map(|code| crate::domain::Grade::parse(self.grades.text(*code)));
        grades.map(|grade| grade.source).filter(|grade| *grade != SourceGrade::F).min_by_key(rank)
    }
    /// By what the row's record is told apart from another version of it.
    pub(super) fn hash(&self, row: u32) -> u64 {
        self.entries.hashes.get(self.entry(row) as usize).copied().unwrap_or_default()
    }
    pub fn id(&self, row: u32) -> &str {
        self.entries.ids.row(self.entry(row))
    }
    /// The rows that have this id; more than one where the file holds duplicates.
    pub fn by_id(&self, id: &str) -> &[u32] {
        let hash = id_hash(id);
        let key = |row: u32| {
            let have = self.id(row);
            (id_hash(have), have)
        };
        let from = self.by_id.partition_point(|row| key(*row) < (hash, id));
        let rest = self.by_id.get(from..).unwrap_or_default();
        let count = rest.partition_point(|row| self.id(*row) == id);
        rest.get(..count).unwrap_or_default()
    }
    /// The row that holds a record, by the record's number in its file.
    pub fn row_of_record(&self, index: u64) -> Option<u32> {
        let entry = self.entries.indexes.iter().position(|have| have == index)? as u32;
        self.entry_of.iter().position(|have| *have == entry).map(|row| row as u32)
    }
    /// Where the row's record stands in its file.
    pub fn record(&self, row: u32) -> Option<RecordRef> {
        let (at, Entries { offsets, lengths, lines, indexes, .. }) = (self.entry(row) as usize, &self.entries);
        Some(RecordRef { offset: offsets.get(at)?, length: lengths.get(at)?, line: lines.get(at)?, index: indexes.get(at)? })
    }
}

fn best(lang: &Lang, en: &str, ar: &str, other: &str) -> String {
    let first = if *lang == Lang::ar() { ar } else { en };
    [first, en, other, ar].into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}
