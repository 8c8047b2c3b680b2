//! Commands about time: the window, its mode, the axis, playing.

use super::{ask, change_view, hold_against_window, selecting};
use crate::domain::{UtcMs, Window};
use crate::state::{Effect, Speed, State, WindowMode};

/// The shortest stretch of time that the axis shows, in milliseconds.
const MIN_AXIS_MS: i64 = 60_000;
/// The longest: about two thousand years.
const MAX_AXIS_MS: i64 = 2_000 * 366 * 86_400_000;

/// The handles in order, at least a millisecond apart.
fn in_order(window: Window) -> Window {
    let (from, to) = (window.from.min(window.to), window.from.max(window.to));
    Window { from, to: UtcMs(to.0.max(from.0.saturating_add(1))) }
}

pub fn set_window(state: &mut State, window: Window) {
    // The preview has already moved the handles: undo must return to where they stood before the drag.
    let before = state.end_drag();
    let window = in_order(window);
    if let Some(origin) = before {
        state.view.window = origin;
    }
    change_view(state, |view| view.window = window);
    hold_against_window(state);
}

pub fn preview_window(state: &mut State, window: Window) {
    state.begin_drag();
    state.view.window = in_order(window);
    hold_against_window(state);
}

pub fn set_mode(state: &mut State, mode: WindowMode) {
    change_view(state, |view| {
        view.mode = mode;
        if mode != WindowMode::Window && view.window.to == UtcMs::MAX {
            view.window.to = view.axis.to;
        }
    });
    hold_against_window(state);
}

pub fn set_axis(state: &mut State, axis: Window, effects: &mut Vec<Effect>) {
    let span = axis.to.0.saturating_sub(axis.from.0);
    if !(MIN_AXIS_MS..=MAX_AXIS_MS).contains(&span) || axis == state.view.axis {
        return;
    }
    state.view.axis = axis;
    ask(state, effects);
}

/// What the axis shows when the first data arrive: where most incidents lie, else all of them.
pub fn first_axis(state: &mut State, effects: &mut Vec<Effect>) {
    match state.answers.focus {
        Some(focus) => {
            let pad = (focus.to.0 - focus.from.0) / 24;
            set_axis(state, Window { from: UtcMs(focus.from.0 - pad), to: UtcMs(focus.to.0 + pad) }, effects);
        }
        None => fit_axis(state, effects),
    }
}

/// Shows all dated incidents on the axis, with a little room at both ends.
pub fn fit_axis(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(span) = state.answers.span else { return };
    let length = (span.to.0 - span.from.0).max(MIN_AXIS_MS * 60);
    let pad = length / 24;
    let axis = Window { from: UtcMs(span.from.0 - pad), to: UtcMs(span.from.0 + length + pad) };
    set_axis(state, axis, effects);
}

pub fn toggle_play(state: &mut State) {
    state.playback.is_playing = !state.playback.is_playing && !state.layers.is_empty();
    state.playback.owed = 0.0;
    if !state.playback.is_playing {
        return;
    }
    let axis = state.view.axis;
    let at_end = state.view.window.to == UtcMs::MAX || state.view.window.to >= axis.to;
    if at_end {
        let length = (axis.to.0 - axis.from.0) / 12;
        change_view(state, |view| view.window = Window { from: axis.from, to: UtcMs(axis.from.0 + length) });
        hold_against_window(state);
    }
}

/// Moves the window on while playing; stops at the end of the axis.
pub fn tick(state: &mut State, secs: f64, effects: &mut Vec<Effect>) {
    if !state.playback.is_playing {
        return;
    }
    // A single long frame does not make time jump.
    let secs = secs.clamp(0.0, 0.25);
    match state.playback.speed {
        Speed::Time { ms_per_sec } => shift(state, (ms_per_sec as f64 * secs) as i64),
        Speed::Events { per_sec } => {
            state.playback.owed += per_sec * secs;
            while state.playback.owed >= 1.0 {
                state.playback.owed -= 1.0;
                step_to_event(state, effects);
            }
        }
    }
    if state.view.window.to >= state.view.axis.to {
        state.playback.is_playing = false;
    }
}

fn shift(state: &mut State, ms: i64) {
    let window = state.view.window;
    let from = if state.view.mode == WindowMode::Window { UtcMs(window.from.0.saturating_add(ms)) } else { window.from };
    state.view.window = Window { from, to: UtcMs(window.to.0.saturating_add(ms)) };
    hold_against_window(state);
}

/// Moves the window's end to the start of the next event and selects it.
fn step_to_event(state: &mut State, effects: &mut Vec<Effect>) {
    let after = state.view.window.to;
    let mut next: Option<(UtcMs, UtcMs, crate::state::RowRef)> = None;
    for (id, rows) in &state.answers.rows {
        let Some(layer) = state.layer(*id) else { continue };
        if let Some((row, earliest, latest)) = layer.store.next_start(after, &rows.rows)
            && next.is_none_or(|(have, _, _)| earliest < have)
        {
            next = Some((earliest, latest, crate::state::RowRef { layer: *id, row }));
        }
    }
    let Some((earliest, latest, row)) = next else {
        state.playback.is_playing = false;
        return;
    };
    let end = if latest == UtcMs::MAX { UtcMs(earliest.0 + 1) } else { latest };
    let ms = end.0.saturating_sub(state.view.window.to.0);
    shift(state, ms);
    selecting::select(state, Some(row), effects);
}
