//! What is selected: one incident, and the others at its place.

use super::RowRef;

/// Map, timeline, list and detail panel share this one selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    pub row: RowRef,
    /// Incidents at the same place that pass the filter, in time order; holds `row`.
    pub site: Vec<RowRef>,
}

impl Selection {
    /// Position of the selected incident among those at its place, counted from 0.
    pub fn position(&self) -> usize {
        self.site.iter().position(|row| *row == self.row).unwrap_or(0)
    }
}
