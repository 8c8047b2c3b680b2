//! Commands about layers: open, progress, loaded, failed, close, hide.

use std::sync::Arc;

use super::{ask, camera, change_view, tell};
use crate::state::{Effect, Layer, LayerId, LoadJob, LoadedLayer, NoticeKind, State};

/// How many recent files are remembered.
const MAX_RECENT: usize = 12;

pub fn open_files(state: &mut State, paths: Vec<String>, effects: &mut Vec<Effect>) {
    state.interface.show_open = false;
    for path in paths {
        let job = begin(state, file_name(&path));
        effects.push(Effect::LoadFile { job, path });
    }
}

pub fn open_bundled(state: &mut State, effects: &mut Vec<Effect>) {
    state.interface.show_open = false;
    let job = begin(state, "january-2022.geojson");
    effects.push(Effect::LoadBundled { job });
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(path)
}

fn begin(state: &mut State, name: &str) -> u64 {
    state.next_job += 1;
    let id = state.next_job;
    let name = name.to_owned();
    state.jobs.push(LoadJob { id, name, bytes_read: 0, bytes_total: 0, features: 0, elapsed_secs: 0.0 });
    id
}

pub fn progressed(state: &mut State, job: u64, bytes_read: u64, bytes_total: u64, features: u64, elapsed_secs: f64) {
    if let Some(load) = state.jobs.iter_mut().find(|load| load.id == job) {
        load.bytes_read = bytes_read;
        load.bytes_total = bytes_total;
        load.features = features;
        load.elapsed_secs = elapsed_secs;
    }
}

pub fn loaded(state: &mut State, job: u64, loaded: LoadedLayer, effects: &mut Vec<Effect>) {
    state.jobs.retain(|load| load.id != job);
    let id = LayerId(state.next_layer);
    state.next_layer += 1;
    let had_data = state.layers.iter().any(|layer| !layer.store.is_empty());
    let needs_a_look = loaded.report.quarantined > 0;
    if !loaded.path.is_empty() {
        state.recent.retain(|path| *path != loaded.path);
        state.recent.insert(0, loaded.path.clone());
        state.recent.truncate(MAX_RECENT);
        effects.push(Effect::SaveSettings);
    }
    state.layers.push(Layer {
        id,
        name: loaded.name,
        path: loaded.path,
        store: loaded.store,
        plan: loaded.plan,
        source: loaded.source,
        report: Arc::new(loaded.report),
        color_idx: id.0 as usize,
        is_visible: true,
    });
    if needs_a_look {
        state.interface.report = Some(id);
    }
    if !had_data {
        // The place's local time where the file names its zone; else UTC alone.
        state.view.zone = state.layers.last().and_then(|layer| layer.plan.zone()).unwrap_or("UTC").to_owned();
        camera::fit_data(state);
        // Several files open together: the axis follows all of them until the user moves it.
        state.answers = Arc::default();
    }
    ask(state, effects);
}

pub fn failed(state: &mut State, job: u64, message: String) {
    state.jobs.retain(|load| load.id != job);
    if !message.is_empty() {
        tell(state, NoticeKind::Failed, message);
    }
}

pub fn close(state: &mut State, id: LayerId, effects: &mut Vec<Effect>) {
    state.layers.retain(|layer| layer.id != id);
    state.view.hidden.remove(&id);
    if state.interface.report == Some(id) {
        state.interface.report = None;
    }
    if state.selection.as_ref().is_some_and(|selection| selection.row.layer == id) {
        state.selection = None;
        state.detail = None;
    }
    ask(state, effects);
}

pub fn set_visible(state: &mut State, id: LayerId, visible: bool, effects: &mut Vec<Effect>) {
    change_view(state, |view| {
        if visible {
            view.hidden.remove(&id);
        } else {
            view.hidden.insert(id);
        }
    });
    for layer in &mut state.layers {
        if layer.id == id {
            layer.is_visible = visible;
        }
    }
    ask(state, effects);
}
