//! Commands about the one selection that map, timeline, list and detail panel share.

use std::sync::Arc;

use crate::domain::Incident;
use crate::state::{Effect, LayerId, RowRef, Selection, State};

pub fn select(state: &mut State, row: Option<RowRef>, effects: &mut Vec<Effect>) {
    match row {
        Some(row) => {
            let site = at_same_place(state, row);
            set(state, Selection { row, site }, effects);
        }
        None => {
            state.selection = None;
            state.detail = None;
        }
    }
}

pub fn select_site(state: &mut State, rows: Vec<RowRef>, effects: &mut Vec<Effect>) {
    if let Some(first) = rows.first().copied() {
        set(state, Selection { row: first, site: rows }, effects);
    }
}

fn set(state: &mut State, selection: Selection, effects: &mut Vec<Effect>) {
    let row = selection.row;
    state.interface.show_detail = true;
    state.selection = Some(selection);
    if state.detail.as_ref().is_some_and(|(have, _)| *have == row) {
        return;
    }
    if let Some(layer) = state.layer(row.layer) {
        effects.push(Effect::ReadDetail { layer: Box::new(layer.clone()), row });
    }
}

/// The incidents at the same place that pass the filter, in time order; just the row itself where it has no place.
fn at_same_place(state: &State, row: RowRef) -> Vec<RowRef> {
    let Some(layer) = state.layer(row.layer) else { return vec![row] };
    let Some(at) = layer.store.anchor(row.row) else { return vec![row] };
    let mut found: Vec<(i64, (LayerId, u64), RowRef)> = Vec::new();
    for (id, rows) in &state.answers.rows {
        let Some(layer) = state.layer(*id) else { continue };
        for other in layer.store.rows_at(at) {
            let other_ref = RowRef { layer: *id, row: other };
            if rows.rows.contains(other) || other_ref == row {
                found.push((layer.store.sort_time(other), (*id, layer.store.index(other)), other_ref));
            }
        }
    }
    found.sort_unstable();
    let rows: Vec<RowRef> = found.into_iter().map(|(_, _, row)| row).collect();
    if rows.contains(&row) { rows } else { vec![row] }
}

pub fn step_in_site(state: &mut State, step: i32, effects: &mut Vec<Effect>) {
    let Some(selection) = &state.selection else { return };
    let count = selection.site.len() as i64;
    if count == 0 {
        return;
    }
    let next = (selection.position() as i64 + i64::from(step)).rem_euclid(count) as usize;
    let Some(row) = selection.site.get(next).copied() else { return };
    set(state, Selection { row, site: selection.site.clone() }, effects);
}

/// Steps through the dated incidents that pass the filter and are in the window, undated ones last.
pub fn step_in_time(state: &mut State, step: i32, effects: &mut Vec<Effect>) {
    let mut order: Vec<(i64, (LayerId, u64), RowRef)> = Vec::new();
    for (id, rows) in &state.in_window.rows {
        let Some(layer) = state.layer(*id) else { continue };
        let mut add = |row: u32| order.push((layer.store.sort_time(row), (*id, layer.store.index(row)), RowRef { layer: *id, row }));
        rows.certain.iter().for_each(&mut add);
        rows.possible.iter().for_each(&mut add);
        if state.view.show_undated {
            rows.undated.iter().for_each(&mut add);
        }
    }
    order.sort_unstable();
    let now = state.selection.as_ref().map(|selection| selection.row);
    let position = now.and_then(|row| order.iter().position(|(_, _, have)| *have == row));
    let next = match (position, step > 0) {
        (Some(at), true) => at + 1,
        (Some(at), false) => match at.checked_sub(1) {
            Some(before) => before,
            None => return,
        },
        (None, true) => 0,
        (None, false) => order.len().saturating_sub(1),
    };
    if let Some((_, _, row)) = order.get(next) {
        select(state, Some(*row), effects);
        super::camera::show_selection(state);
    }
}

pub fn detail_read(state: &mut State, row: RowRef, incident: Result<Arc<Incident>, String>) {
    if state.selection.as_ref().is_some_and(|selection| selection.row == row) {
        state.detail = Some((row, incident));
    }
}
