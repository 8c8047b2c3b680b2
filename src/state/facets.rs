//! How many incidents each value of a facet would show: under all other conditions, the window among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::RowsInWindow;
use super::{Command, State};
use crate::domain::{FacetField, Window};
use crate::store::{RowSet, Store};

/// The facets that the filter offers.
pub const FACETS: [FacetField; 6] =
    [FacetField::Category, FacetField::Actor, FacetField::Source, FacetField::Grade, FacetField::TimePrecision, FacetField::PlacePrecision];

/// For each of [`FACETS`] the rows that pass all conditions of the filter but its own.
pub type OtherRows = [Arc<RowSet>; 6];

/// What the counts depend on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FacetsKey {
    pub revision: u64,
    pub window: Option<Window>,
    pub with_undated: bool,
}

impl FacetsKey {
    pub fn of(state: &State) -> Self {
        let window = Some(state.view.effective_window());
        Self { revision: state.answers.revision, window, with_undated: state.view.show_undated }
    }
}

/// The counts for one window.
#[derive(Clone, Debug, Default)]
pub struct FacetsInWindow {
    pub key: FacetsKey,
    counts: [BTreeMap<String, u64>; 6],
}

impl FacetsInWindow {
    /// Certain, possible and, where they are shown, undated incidents with this value.
    pub fn count(&self, field: FacetField, value: &str) -> u64 {
        let at = FACETS.iter().position(|have| *have == field);
        at.and_then(|at| self.counts.get(at)?.get(value)).copied().unwrap_or_default()
    }
}

pub struct FacetsRequest {
    pub key: FacetsKey,
    pub layers: Vec<(Arc<Store>, OtherRows, RowsInWindow)>,
}

impl FacetsRequest {
    pub fn of(state: &State, key: FacetsKey) -> Self {
        let layers = state.answers.rows.iter();
        let layers = layers.filter_map(|(id, rows)| {
            let in_window = state.in_window.layer(*id)?.clone();
            Some((Arc::clone(&state.layer(*id)?.store), rows.others.clone()?, in_window))
        });
        Self { key, layers: layers.collect() }
    }

    pub fn num_rows(&self) -> usize {
        self.layers.iter().map(|(store, ..)| store.len()).sum()
    }

    /// Cost grows with the rows that pass.
    pub fn answer(self) -> Command {
        let mut facets = FacetsInWindow { key: self.key, ..FacetsInWindow::default() };
        let window = self.key.window.unwrap_or(Window::ALL);
        for (store, others, in_window) in &self.layers {
            let shown = |[certain, possible, undated]: [&RowSet; 3]| {
                let dated = certain.or(possible);
                if self.key.with_undated { dated.or(undated) } else { dated }
            };
            // Most facets have no condition of their own: their rows are those that the map shows.
            let own = shown([&in_window.certain, &in_window.possible, &in_window.undated]);
            for ((field, rows), counts) in FACETS.into_iter().zip(others).zip(&mut facets.counts) {
                let values = if in_window.is_for(rows) {
                    store.facets(&own, field, usize::MAX)
                } else {
                    let classes = store.classify(window, rows);
                    store.facets(&shown([&classes.certain, &classes.possible, &classes.undated]), field, usize::MAX)
                };
                for (value, count) in values {
                    *counts.entry(value).or_default() += count;
                }
            }
        }
        Command::FacetsReady(Box::new(facets))
    }
}
