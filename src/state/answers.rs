//! What the stores say of all layers for one filter, and for one window.

use std::sync::{Arc, Weak};

use super::facets::{FACETS, OtherRows};
use super::{LayerId, View};
use crate::domain::{FilterSet, UtcMs, Window, WindowAnswer};
use crate::store::{Classes, IsWanted, RowSet, Store, TimeBins};

/// The rows of one layer that pass the filter.
#[derive(Clone, Debug, Default)]
pub struct LayerRows {
    pub rows: Arc<RowSet>,
    /// Rows of the layer, filtered or not; 0 for a hidden layer.
    pub total: u64,
    /// What the facets are counted over; none for rows that were not asked of a filter.
    pub others: Option<OtherRows>,
}

/// One bar of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    pub from: UtcMs,
    pub to: UtcMs,
    pub certain: u64,
    pub possible: u64,
}

/// One value of a facet with the number of incidents that pass all *other* conditions at any time; see [`super::FacetsInWindow`]
/// for those within the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetRow {
    pub value: String,
    pub count: u64,
}

/// The values to filter by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub categories: Vec<FacetRow>,
    pub actors: Vec<FacetRow>,
    pub sources: Vec<FacetRow>,
    pub grades: Vec<FacetRow>,
    pub time_precisions: Vec<FacetRow>,
    pub place_precisions: Vec<FacetRow>,
}

/// What all layers say for the filter.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub revision: u64,
    pub rows: Vec<(LayerId, LayerRows)>,
    pub bins: Vec<Bin>,
    pub facets: Facets,
    /// All categories of the visible layers in fixed order: a category keeps its colour whatever the filter says.
    pub categories: Vec<String>,
    /// Incidents of the visible layers.
    pub total: u64,
    /// Incidents that the filter leaves out.
    pub filtered_out: u64,
    pub undated: u64,
    pub without_place: u64,
    /// Earliest and latest dated instant of the visible layers, open ends left aside.
    pub span: Option<Window>,
    /// The part of the span in which most incidents lie, where that is a small part; what the timeline shows at first.
    pub focus: Option<Window>,
    /// Why a condition could not be used, for the filter bar.
    pub fault: Option<String>,
}

/// Everything that the answers depend on, handed to a worker.
#[derive(Clone)]
pub struct AnswersRequest {
    pub revision: u64,
    pub layers: Vec<(LayerId, String, Arc<Store>)>,
    pub filter: FilterSet,
    pub axis: Window,
    pub zone: String,
}

/// How many bars the timeline shows at most.
const MAX_BINS: usize = 240;
/// How many values a facet shows.
const MAX_FACET_ROWS: usize = 60;

impl AnswersRequest {
    /// Asks every store. Cost grows with the rows of the visible layers.
    pub fn answer(&self) -> Answers {
        self.answer_while(&|| true).unwrap_or_default()
    }

    /// As [`answer`](Self::answer), as long as somebody waits for it.
    pub fn answer_while(&self, is_wanted: &IsWanted) -> Option<Answers> {
        let mut answers = Answers { revision: self.revision, ..Answers::default() };
        let edges = TimeBins::fitting(self.axis, &self.zone, MAX_BINS);
        let filter = self.filter.to_filter();
        let mut merged = FacetMerge::default();
        for (id, name, store) in &self.layers {
            let rows = match store.select_while(&filter, name, is_wanted) {
                Ok(rows) => Arc::new(rows?),
                Err(error) => {
                    answers.fault = Some(error.to_string());
                    Arc::new(store.all_rows())
                }
            };
            let total = store.len() as u64;
            answers.total += total;
            answers.filtered_out += total - rows.len() as u64;
            let counts = store.count(&rows, Window::ALL, true);
            answers.undated += counts.undated;
            answers.without_place += counts.without_place;
            add_bins(&mut answers.bins, &store.time_histogram(&rows, &edges));
            answers.span = union(answers.span, store.time_span(&store.all_rows()));
            let others = self.others(store, name, &rows, is_wanted)?;
            merged.add(store, &others, is_wanted)?;
            for category in store.categories() {
                if !answers.categories.iter().any(|have| have == category) {
                    answers.categories.push(category.to_owned());
                }
            }
            answers.rows.push((*id, LayerRows { rows, total, others: Some(others) }));
        }
        answers.facets = merged.finish();
        answers.focus = self.focus(answers.span);
        Some(answers)
    }
}

impl AnswersRequest {
    /// Each facet answers for all other conditions: its own is left out.
    fn others(&self, store: &Store, name: &str, rows: &Arc<RowSet>, is_wanted: &IsWanted) -> Option<OtherRows> {
        let others = FACETS.map(|field| {
            let others = self.filter.without(field);
            if others == self.filter {
                return Arc::clone(rows);
            }
            match store.select_while(&others.to_filter(), name, is_wanted) {
                Ok(Some(others)) => Arc::new(others),
                Ok(None) | Err(_) => Arc::clone(rows),
            }
        });
        is_wanted().then_some(others)
    }

    /// What holds most incidents of every layer, where that is not all there is.
    fn focus(&self, span: Option<Window>) -> Option<Window> {
        let span = span?;
        let of_layers = self.layers.iter().filter_map(|(_, _, store)| focus_of(store.starts_sampled(1_000).map(|at| at.0).collect()));
        let focus = of_layers.reduce(|a, b| Window { from: a.from.min(b.from), to: a.to.max(b.to) })?;
        let focus = Window { from: focus.from.max(span.from), to: UtcMs(focus.to.0.min(span.to.0.max(focus.from.0 + 1))) };
        ((focus.to.0 - focus.from.0) * 3 < span.to.0 - span.from.0).then_some(focus)
    }
}

/// From the first quarter to the last twentieth of the starts of a layer, where that is less than a tenth of them all; else all of them.
fn focus_of(mut starts: Vec<i64>) -> Option<Window> {
    starts.sort_unstable();
    let (first, last) = (*starts.first()?, *starts.last()?);
    let from = *starts.get(starts.len() / 4)?;
    let to = starts.get(starts.len() * 19 / 20).copied().unwrap_or(last);
    let length = (to - from).max(86_400_000);
    if length.saturating_mul(10) < last - first {
        return Some(Window { from: UtcMs(from - length), to: UtcMs(to + length) });
    }
    Some(Window { from: UtcMs(first), to: UtcMs(last + 1) })
}

fn union(a: Option<Window>, b: Option<Window>) -> Option<Window> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Window { from: a.from.min(b.from), to: a.to.max(b.to) }),
        (a, b) => a.or(b),
    }
}

fn add_bins(bins: &mut Vec<Bin>, more: &[crate::store::HistogramBin]) {
    if bins.is_empty() {
        bins.extend(more.iter().map(|bin| Bin { from: bin.from, to: bin.to, certain: bin.certain, possible: bin.possible }));
        return;
    }
    for (bin, other) in bins.iter_mut().zip(more) {
        bin.certain += other.certain;
        bin.possible += other.possible;
    }
}

#[derive(Default)]
struct FacetMerge {
    fields: [std::collections::BTreeMap<String, u64>; 6],
}

impl FacetMerge {
    /// `None` once nobody waits.
    fn add(&mut self, store: &Store, others: &OtherRows, is_wanted: &IsWanted) -> Option<()> {
        for ((field, rows), counts) in FACETS.into_iter().zip(others).zip(&mut self.fields) {
            if !is_wanted() {
                return None;
            }
            for (value, count) in store.facets(rows, field, usize::MAX) {
                *counts.entry(value).or_default() += count;
            }
        }
        Some(())
    }

    fn finish(self) -> Facets {
        let [categories, actors, sources, grades, time_precisions, place_precisions] = self.fields.map(|counts| {
            let mut rows: Vec<FacetRow> = counts.into_iter().map(|(value, count)| FacetRow { value, count }).collect();
            rows.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            rows.truncate(MAX_FACET_ROWS);
            rows
        });
        Facets { categories, actors, sources, grades, time_precisions, place_precisions }
    }
}

/// What the window says of the rows that pass the filter.
#[derive(Clone, Debug, Default)]
pub struct WindowAnswers {
    pub rows: Vec<(LayerId, RowsInWindow)>,
    pub certain: u64,
    pub possible: u64,
    /// Dated incidents that pass the filter and lie outside the window.
    pub out: u64,
    window: Option<Window>,
}

#[derive(Clone, Debug, Default)]
pub struct RowsInWindow {
    pub certain: Arc<RowSet>,
    pub possible: Arc<RowSet>,
    pub undated: Arc<RowSet>,
    /// Of which store and which rows this is said; held so that their addresses stay taken.
    store: Weak<Store>,
    of: Arc<RowSet>,
    /// Known from the second window on.
    lengths: Option<Arc<Lengths>>,
}

/// Which times are so long that each step of the window has to look at them.
#[derive(Debug)]
struct Lengths {
    most_ms: i64,
    longer: Vec<u32>,
}

/// Where more than one row in so many may be passed by an edge, all rows are looked at in their order: that is quicker.
const MAX_PASSED: usize = 16;

impl WindowAnswers {
    /// Holds the filtered rows of every layer against the view's window; `before` is what another window has said of them.
    pub fn of(answers: &Answers, layers: &[super::Layer], view: &View, before: &Self) -> Self {
        let window = view.effective_window();
        let mut all = Self { window: Some(window), ..Self::default() };
        for (id, LayerRows { rows, .. }) in &answers.rows {
            let Some(layer) = layers.iter().find(|layer| layer.id == *id) else { continue };
            let known = before.layer(*id).zip(before.window).filter(|(known, _)| known.is_of(&layer.store, rows));
            let held = match known {
                Some((known, from)) => known.moved(&layer.store, from, window),
                None => RowsInWindow::of(&layer.store, rows, window, None),
            };
            all.certain += held.certain.len() as u64;
            all.possible += held.possible.len() as u64;
            all.out += (rows.len() - held.certain.len() - held.possible.len() - held.undated.len()) as u64;
            all.rows.push((*id, held));
        }
        all
    }

    pub fn layer(&self, id: LayerId) -> Option<&RowsInWindow> {
        self.rows.iter().find(|(have, _)| *have == id).map(|(_, rows)| rows)
    }

    /// What the window says of one row; `None` for a row that the filter leaves out or that is undated.
    pub fn answer(&self, at: super::RowRef) -> Option<WindowAnswer> {
        let rows = self.layer(at.layer)?;
        if rows.certain.contains(at.row) {
            Some(WindowAnswer::Certain)
        } else if rows.possible.contains(at.row) {
            Some(WindowAnswer::Possible)
        } else {
            None
        }
    }
}

impl RowsInWindow {
    fn of(store: &Arc<Store>, rows: &Arc<RowSet>, window: Window, lengths: Option<Arc<Lengths>>) -> Self {
        let Classes { certain, possible, undated, .. } = store.classify(window, rows);
        let [certain, possible, undated] = [certain, possible, undated].map(Arc::new);
        Self { certain, possible, undated, store: Arc::downgrade(store), of: Arc::clone(rows), lengths }
    }

    fn is_of(&self, store: &Arc<Store>, rows: &Arc<RowSet>) -> bool {
        std::ptr::eq(self.store.as_ptr(), Arc::as_ptr(store)) && self.is_for(rows)
    }

    /// Whether this says what the window says of these rows.
    pub fn is_for(&self, rows: &Arc<RowSet>) -> bool {
        Arc::ptr_eq(&self.of, rows)
    }

    /// What another window says of the same rows.
    fn moved(&self, store: &Arc<Store>, from: Window, to: Window) -> Self {
        let lengths = self.lengths.clone().unwrap_or_else(|| {
            let most_ms = store.length_of_most();
            Arc::new(Lengths { most_ms, longer: store.rows_longer_than(most_ms) })
        });
        let edges = [[from.from, to.from], [from.to, to.to]].into_iter().filter(|[before, after]| before != after);
        let passed: Vec<&[u32]> = edges.map(|edge| store.rows_between(edge, lengths.most_ms)).chain([lengths.longer.as_slice()]).collect();
        if passed.iter().map(|rows| rows.len()).sum::<usize>() > store.len() / MAX_PASSED {
            return Self::of(store, &self.of, to, Some(lengths));
        }
        let again = passed.into_iter().flatten().copied();
        let [certain, possible] = store.classify_again(to, &self.of, [&self.certain, &self.possible], again).map(Arc::new);
        Self { certain, possible, lengths: Some(lengths), ..self.clone() }
    }
}
