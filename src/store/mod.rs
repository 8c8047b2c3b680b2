//! Finding incidents fast: columns and indexes, built, finished, frozen.
//!
//! Answers are row sets, counts and bins, never whole incidents; the incident itself is read again from its file.

mod ask;
mod at_once;
mod builder;
mod cells;
mod contract;
mod dictionary;
mod difference;
mod entries;
mod extent;
mod hexagons;
mod hist;
mod integers;
mod nearest;
mod order;
mod plain;
mod placing;
mod points;
mod queries;
mod row_set;
mod rows;
mod select;
mod shapes;
mod text_column;
mod short_words;
mod windows;
mod word_book;
mod wording;

pub use ask::{Answered, Call, Columns, Question};
pub use builder::StoreBuilder;
pub use cells::{Cell, MercatorBox, Site};
pub use contract::{CubeCell, Description, GridCell, PageKey};
pub use difference::{ChangeKind, ChangedField, Difference, FieldChange, IncidentChange};
pub use hexagons::{HexIndex, Hexagon, hexagon_edge_m};
pub use hist::{CalendarUnit, HistogramBin, TimeBins};
pub use nearest::Near;
pub use points::{NO_POINT, POINT_BYTES, PointClock};
pub use queries::{Classes, Counts};
pub use row_set::RowSet;
pub use rows::{PointPlace, RowWhen};
pub use select::{IsWanted, SelectError};
pub use shapes::{PlacedGeometry, anchor_of};
pub use wording::Wording;

use crate::domain::UtcMs;
use builder::place_in;
use dictionary::{CodeLists, Dictionary};
use entries::Entries;
use word_book::WordBook;

/// Which bits of `flags` mean what.
mod flag {
    pub const HAS_PLACE: u8 = 1;
    pub const DATED: u8 = 2;
    pub const DISPUTED: u8 = 4;
    pub const OPEN_START: u8 = 8;
    pub const OPEN_END: u8 = 16;
}

/// The incidents of one layer as columns. Frozen: all fields are set by the builder and never change.
///
/// What is counted, drawn or filtered for all rows at once stands in the order of the rows. What is looked at row by row stands in
/// `entries`, in the order of the file: putting it into that of the rows would take longer than reading it.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Anchor in Web Mercator as fixed point: the unit square times 2³².
    mx: Vec<u32>,
    my: Vec<u32>,
    /// Anchor in degrees, exactly as read; NaN without place.
    lon: Vec<f64>,
    lat: Vec<f64>,
    /// Earliest and latest instant, UTC; `UtcMs::MAX`, `UtcMs::MIN` (an empty interval) for the undated.
    earliest: Vec<UtcMs>,
    latest: Vec<UtcMs>,
    flags: Vec<u8>,
    time_precision: Vec<u8>,
    zones: Dictionary,
    place_precision: Vec<u8>,
    placed_how: Vec<u8>,
    verification: Vec<u8>,
    work_status: Vec<u8>,
    attribution: Vec<u8>,
    /// Metres; NaN where nobody says, empty where nobody ever says.
    radius_m: Vec<f32>,
    /// The largest of them and of further places.
    max_radius_m: f64,
    /// NaN where no claim gives a figure: null is not zero. Empty where none ever does.
    killed: [Vec<f32>; 2],
    injured: [Vec<f32>; 2],
    category: Vec<u32>,
    categories: Dictionary,
    /// Every name of every actor, in all languages.
    actor_lists: CodeLists,
    /// For each row the codes under which its actors are counted.
    shown_actors: CodeLists,
    actors: Dictionary,
    source_lists: CodeLists,
    sources: Dictionary,
    /// For each row the code of the source that is shown first, before its other names.
    shown_sources: CodeLists,
    grade_lists: CodeLists,
    grades: Dictionary,
    words: WordBook,
    entries: Entries,
    /// For each row its place among the entries.
    entry_of: Vec<u32>,
    shapes: shapes::ShapeTable,
    /// The rows of the file that have a place come first, as `order` puts them; these many.
    num_placed: usize,
    /// Rows behind them that an edit has given a place.
    placed_later: Vec<u32>,
    /// Before each 64 rows the sums of `mx` and `my` up to there.
    sums: Vec<[u64; 2]>,
    undated: RowSet,
    /// The box around all rows, west, south, east, north in degrees; `None` where it has to be found anew.
    extent: Option<[f64; 4]>,
    /// Dated rows by earliest instant.
    by_start: Vec<u32>,
    /// Rows by id.
    by_id: Vec<u32>,
}

impl Store {
    /// Number of incidents.
    pub fn len(&self) -> usize {
        self.flags.len()
    }
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }
    /// The place of a row among the entries.
    fn entry(&self, row: u32) -> u32 {
        self.entry_of.get(row as usize).copied().unwrap_or(u32::MAX)
    }
    fn has(&self, row: u32, flag: u8) -> bool {
        self.flags.get(row as usize).is_some_and(|flags| flags & flag != 0)
    }
}

#[cfg(test)]
mod tests;
