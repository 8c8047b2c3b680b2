//! The query contract as one question and one answer. An engine that answers these calls with the same integers can stand behind the
//! panels in the place of a store.

use super::select::IsWanted;
use super::{Counts, CubeCell, Description, GridCell, HistogramBin, MercatorBox, PageKey, RowSet, SelectError, Store, TimeBins};
use crate::domain::{FacetField, Filter, Window};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub enum Call<'a> {
    Describe,
    Count,
    /// Sums by square, `2^bits` by `2^bits` to the world.
    Grid {
        area: MercatorBox,
        bits: u8,
    },
    /// The same, also by the bin in which a row begins and by category.
    Cube {
        area: MercatorBox,
        bits: u8,
        bins: &'a TimeBins,
    },
    /// Certainly and possibly in each bin, of all rows together or by category.
    TimeHist {
        bins: &'a TimeBins,
        by_category: bool,
    },
    /// The `k` commonest values of each field.
    Facets {
        fields: &'a [FacetField],
        k: usize,
    },
    /// The next rows behind a key, in the order of time.
    Page {
        after: Option<PageKey>,
        count: usize,
    },
    ById {
        ids: &'a [String],
    },
}

/// A call with what every call carries. Whoever wants a histogram or a facet that answers for all *other* conditions leaves out of the
/// filter, or of the window, the condition that it answers for.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub call: Call<'a>,
    pub filter: &'a Filter,
    /// The name of the layer, which is a field of the filter.
    pub layer: &'a str,
    /// Rows that lie in it certainly or possibly take part.
    pub window: Window,
    pub with_undated: bool,
    /// The version of the data that the asker knows; `None` takes any.
    pub version: Option<u64>,
    /// No, once the asker has gone or the time is over.
    pub is_wanted: &'a IsWanted<'a>,
}

/// Columns, never incidents.
#[derive(Clone, Debug, PartialEq)]
pub enum Columns {
    Description(Description),
    Counts(Counts),
    Grid(Vec<GridCell>),
    Cube(Vec<CubeCell>),
    /// By the code of the category; `None` for all together.
    TimeHist(Vec<(Option<u32>, Vec<HistogramBin>)>),
    Facets(Vec<(FacetField, Vec<(String, u64)>)>),
    Rows(Vec<u32>),
}

/// How exact an answer is belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    Exact {
        version: u64,
        columns: Columns,
    },
    /// The data is of another version than the asker knows.
    Stale {
        version: u64,
    },
    /// Nobody waits any more.
    GivenUp,
}

impl Store {
    /// # Errors
    /// When a condition compares a field with what it cannot be compared with.
    pub fn ask(&self, question: &Question) -> Result<Answered, SelectError> {
        let version = self.version();
        if question.version.is_some_and(|known| known != version) {
            return Ok(Answered::Stale { version });
        }
        let rows = self.select_while(question.filter, question.layer, question.is_wanted)?;
        let columns = rows.and_then(|rows| self.columns(question, &rows)).filter(|_| (question.is_wanted)());
        Ok(columns.map_or(Answered::GivenUp, |columns| Answered::Exact { version, columns }))
    }

    /// `None` once nobody waits.
    fn columns(&self, question: &Question, filtered: &RowSet) -> Option<Columns> {
        let Question { call, window, with_undated, is_wanted, .. } = *question;
        let shown = || {
            let classes = self.classify(window, filtered);
            let dated = classes.certain.or(&classes.possible);
            let rows = if with_undated { dated.or(&classes.undated) } else { dated };
            is_wanted().then_some(rows)
        };
        Some(match call {
            Call::Describe => Columns::Description(self.describe()),
            Call::Count => Columns::Counts(self.count(filtered, window, with_undated)),
            Call::Grid { area, bits } => Columns::Grid(self.grid(&shown()?, area, bits, is_wanted)?),
            Call::Cube { area, bits, bins } => Columns::Cube(self.cube(&shown()?, area, bits, bins, is_wanted)?),
            Call::TimeHist { bins, by_category: false } => Columns::TimeHist(vec![(None, self.time_histogram(&shown()?, bins))]),
            Call::TimeHist { bins, by_category: true } => {
                let by = self.time_histogram_by_category(&shown()?, bins).into_iter();
                Columns::TimeHist(by.map(|(code, bins)| (Some(code), bins)).collect())
            }
            Call::Facets { fields, k } => {
                let rows = shown()?;
                let of = |field: &FacetField| is_wanted().then(|| (*field, self.facets(&rows, *field, k)));
                Columns::Facets(fields.iter().map(of).collect::<Option<_>>()?)
            }
            Call::Page { after, count } => Columns::Rows(self.page(&shown()?, after, count)),
            Call::ById { ids } => {
                let rows = shown()?;
                Columns::Rows(ids.iter().flat_map(|id| self.by_id(id)).copied().filter(|row| rows.contains(*row)).collect())
            }
        })
    }
}
