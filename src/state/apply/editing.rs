//! Edits over a layer: a place for an incident that came without one.

use std::sync::Arc;

use super::{ask, remember};
use crate::domain::Place;
use crate::state::change::Change;
use crate::state::{Effect, RowRef, State};

/// Places an incident, or takes back the place that it was given. A reported place is never replaced.
pub fn place(state: &mut State, row: RowRef, place: Option<Place>, effects: &mut Vec<Effect>) {
    if let Some(before) = set(state, row, place, effects) {
        remember(state, before);
    }
}

/// As [`place`], outside of undo's memory; gives the way back, or `None` where nothing was changed.
pub fn set(state: &mut State, row: RowRef, place: Option<Place>, effects: &mut Vec<Effect>) -> Option<Change> {
    let layer = state.layers.iter_mut().find(|layer| layer.id == row.layer)?;
    let before = layer.placed.get(&row.row).cloned();
    let is_reported = before.is_none() && layer.store.has_place(row.row);
    if is_reported || before == place || layer.growing.is_some() {
        return None;
    }
    Arc::make_mut(&mut layer.store).set_place(row.row, place.as_ref());
    layer.hexagons = None;
    let placed = Arc::make_mut(&mut layer.placed);
    match place {
        Some(place) => placed.insert(row.row, place),
        None => placed.remove(&row.row),
    };
    let layer = layer.clone();
    effects.push(Effect::SaveEdits { layer: Box::new(layer.clone()) });
    if state.selection.as_ref().is_some_and(|selection| selection.row == row) {
        effects.push(Effect::ReadDetail { layer: Box::new(layer), row });
    }
    ask(state, effects);
    Some(Change::Placed(row, before.map(Box::new)))
}
