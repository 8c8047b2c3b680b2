//! Commands that move the map: fly to a place, fit the data, fit the selection.

use super::change_view;
use crate::domain::{LonLat, lon_lat_from_mercator, mercator_from_lon_lat};
use crate::state::{RowRef, State};

/// Closest zoom that fitting chooses by itself.
const MAX_FIT_ZOOM: f64 = 11.0;
/// Logical pixels left free around what is fitted: marks and their titles reach beyond their places.
const FIT_PAD_PX: f32 = 56.0;

pub fn fly_to(state: &mut State, center: LonLat, zoom: f64) {
    state.interface.is_fitted = false;
    change_view(state, |view| {
        view.center = center;
        view.zoom = zoom.clamp(0.0, 20.0);
    });
    state.interface.fly += 1;
}

/// A map that still shows what was fitted is fitted again.
pub fn resize(state: &mut State, size: [f32; 2]) {
    state.interface.map_px = size;
    if state.interface.is_fitted {
        let before = state.past.len();
        fit_data(state);
        // Following the window's size is nothing to undo.
        state.past.truncate(before);
    }
}

pub fn fit_data(state: &mut State) {
    let mut bbox: Option<[f64; 4]> = None;
    for layer in state.layers.iter().filter(|layer| layer.is_visible) {
        // The answers of a layer that has just grown are those of a store that was smaller: their rows are others.
        let answered = state.answers.rows.iter().find(|(id, rows)| *id == layer.id && rows.total == layer.store.len() as u64);
        let rows = answered.map(|(_, rows)| rows.rows.clone()).filter(|rows| !rows.is_empty());
        let rows = rows.unwrap_or_else(|| layer.store.all_rows().into());
        if let Some(more) = layer.store.bbox(&rows) {
            bbox = Some(bbox.map_or(more, |have| union(have, more)));
        }
    }
    if let Some(bbox) = bbox {
        fit(state, bbox);
        state.interface.is_fitted = true;
    }
}

pub fn fit_selection(state: &mut State) {
    if let Some(bbox) = state.selection.as_ref().and_then(|selection| row_bbox(state, selection.row)) {
        fit(state, bbox);
    }
}

/// Moves the map only where the selection is out of sight or the map is far off.
pub fn show_selection(state: &mut State) {
    let Some(row) = state.selection.as_ref().map(|selection| selection.row) else { return };
    let Some([west, south, east, north]) = row_bbox(state, row) else { return };
    let half_lon = 180.0 / state.view.zoom.exp2() * f64::from(state.interface.map_px[0]) / 256.0;
    let half_lat = half_lon * 0.55;
    let center = LonLat { lon: f64::midpoint(west, east), lat: f64::midpoint(south, north) };
    let off = (center.lon - state.view.center.lon).abs() > half_lon * 0.8 || (center.lat - state.view.center.lat).abs() > half_lat * 0.8;
    if off {
        let zoom = state.view.zoom;
        fly_to(state, center, zoom);
    }
}

fn row_bbox(state: &State, at: RowRef) -> Option<[f64; 4]> {
    state.layer(at.layer)?.store.row_bbox(at.row)
}

fn union(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

fn fit(state: &mut State, bbox: [f64; 4]) {
    let [west, south, mut east, north] = bbox;
    if east < west {
        east += 360.0;
    }
    let [[left, top], [right, bottom]] = [[west, north], [east, south]].map(|[lon, lat]| mercator_from_lon_lat(LonLat { lon, lat }));
    let room = |side: f32| f64::from((side - 2.0 * FIT_PAD_PX).max(64.0)) / 256.0;
    let zoom_x = (room(state.interface.map_px[0]) / (right - left).max(1e-9)).log2();
    let zoom_y = (room(state.interface.map_px[1]) / (bottom - top).max(1e-9)).log2();
    let mut center = lon_lat_from_mercator([f64::midpoint(left, right), f64::midpoint(top, bottom)]);
    if center.lon > 180.0 {
        center.lon -= 360.0;
    }
    fly_to(state, center, zoom_x.min(zoom_y).clamp(1.0, MAX_FIT_ZOOM));
}
