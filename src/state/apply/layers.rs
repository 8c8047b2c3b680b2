//! Commands about layers: open, progress, loaded, failed, close, hide.

use std::sync::Arc;

use super::{ask, camera, change_view, selecting, tell};
use crate::domain::{DateOrder, Lang};
use crate::state::change::Change;
use crate::state::{Effect, HexagonsRequest, Layer, LayerId, LoadColumns, LoadJob, LoadedLayer, NoticeKind, Remedy, RowRef, State};
use crate::store::{Difference, HexIndex, Store};

/// How many recent files are remembered.
const MAX_RECENT: usize = 12;

pub fn open_files(state: &mut State, paths: Vec<String>, effects: &mut Vec<Effect>) {
    state.interface.set_open(false, None);
    for path in paths {
        // The same file again is a newer version of its layer, not a second one.
        match state.layers.iter().find(|layer| layer.path == path).map(|layer| layer.id) {
            Some(id) => reload(state, id, effects),
            None => {
                let job = begin(state, file_name(&path), None);
                effects.push(Effect::LoadFile { job, path, part: None, columns: LoadColumns::AsKnown, older: None });
            }
        }
    }
}

/// Another file becomes the newer version of a layer.
pub fn open_as_newer(state: &mut State, of: LayerId, path: String, effects: &mut Vec<Effect>) {
    state.interface.set_open(false, None);
    match state.layers.iter().find(|layer| layer.path == path && layer.id != of).map(|layer| layer.id) {
        Some(by) => take_as_newer(state, of, by, effects),
        None => {
            if !reload_from(state, of, path, None, effects) {
                tell_of_busy(state, of);
            }
        }
    }
}

/// Another layer's file becomes the newer version of a layer; that other layer goes once it has.
pub fn take_as_newer(state: &mut State, of: LayerId, by: LayerId, effects: &mut Vec<Effect>) {
    let Some(newer) = state.layer(by).filter(|newer| newer.growing.is_none()) else { return tell_of_busy(state, by) };
    let path = newer.path.clone();
    if reload_from(state, of, path, Some(by), effects) {
        state.notices.retain(|notice| notice.remedy != Some(Remedy::TakeAsNewer { of, by }));
    } else {
        tell_of_busy(state, of);
    }
}

fn tell_of_busy(state: &mut State, id: LayerId) {
    let Some(name) = state.layer(id).map(|layer| layer.name.clone()) else { return };
    tell(state, NoticeKind::Careful, format!("{name} is being read at this moment; do it again when that is done."));
}

pub fn reload(state: &mut State, id: LayerId, effects: &mut Vec<Effect>) {
    let path = state.layer(id).map(|layer| layer.path.clone()).unwrap_or_default();
    reload_from(state, id, path, None, effects);
}

/// A newer version of a file is read by the mapping that the user has set for it, or for the older one. False where nothing begins.
fn reload_from(state: &mut State, id: LayerId, path: String, closes: Option<LayerId>, effects: &mut Vec<Effect>) -> bool {
    let mut chosen = closes.into_iter().chain([id]).filter_map(|id| state.layer(id)?.plan.chosen().cloned());
    // What the user has said of the older version holds for the newer one, as long as that proves nothing else.
    let mut said = closes.into_iter().chain([id]).filter_map(|id| state.layer(id)?.plan.said_order());
    let ordered = || said.next().map(LoadColumns::Ordered);
    let columns = chosen.next().map(|mapping| LoadColumns::Chosen(Box::new(mapping))).or_else(ordered).unwrap_or_default();
    let part = closes.into_iter().chain([id]).find_map(|id| state.layer(id).filter(|layer| layer.path == path)?.report.part.clone());
    let job = reload_by(state, id, path, part, columns, effects);
    for load in state.jobs.iter_mut().filter(|load| Some(load.id) == job) {
        load.closes = closes;
    }
    job.is_some()
}

/// Another part of the file takes the place of what is shown. Its columns may be others: they are told anew.
pub fn read_part(state: &mut State, id: LayerId, part: String, effects: &mut Vec<Effect>) {
    state.interface.report = None;
    let path = state.layer(id).map(|layer| layer.path.clone()).unwrap_or_default();
    if reload_by(state, id, path, Some(part), LoadColumns::AsKnown, effects).is_none() {
        tell_of_busy(state, id);
    }
}

/// The same file again, with the order of day and month that its dates do not prove.
pub fn read_order(state: &mut State, id: LayerId, order: DateOrder, effects: &mut Vec<Effect>) {
    let Some(layer) = state.layer(id) else { return };
    let (path, part) = (layer.path.clone(), layer.report.part.clone());
    if reload_by(state, id, path, part, LoadColumns::Ordered(order), effects).is_none() {
        tell_of_busy(state, id);
    }
}

/// The job that reads a layer anew; `None` where it is being read, or is there no more.
pub fn reload_by(
    state: &mut State,
    id: LayerId,
    path: String,
    part: Option<String>,
    columns: LoadColumns,
    effects: &mut Vec<Effect>,
) -> Option<u64> {
    let is_under_way = state.jobs.iter().any(|job| job.replaces == Some(id));
    let layer = state.layer(id).filter(|layer| !is_under_way && layer.growing.is_none())?;
    let (name, older) = (layer.name.clone(), Some(Box::new(layer.clone())));
    let job = begin(state, &name, Some(id));
    effects.push(if path.is_empty() { Effect::LoadBundled { job } } else { Effect::LoadFile { job, path, part, columns, older } });
    Some(job)
}

pub fn set_watched(state: &mut State, id: LayerId, watched: bool) {
    for layer in state.layers.iter_mut().filter(|layer| layer.id == id) {
        layer.is_watched = watched;
    }
}

pub fn open_bundled(state: &mut State, effects: &mut Vec<Effect>) {
    state.interface.set_open(false, None);
    if let Some(id) = state.layers.iter().find(|layer| layer.path.is_empty()).map(|layer| layer.id) {
        return reload(state, id, effects);
    }
    let job = begin(state, "january-2022.geojson", None);
    effects.push(Effect::LoadBundled { job });
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(path)
}

fn begin(state: &mut State, name: &str, replaces: Option<LayerId>) -> u64 {
    state.next_job += 1;
    let id = state.next_job;
    let name = name.to_owned();
    state.jobs.push(LoadJob { id, replaces, closes: None, name, bytes_read: 0, bytes_total: 0, features: 0, elapsed_secs: 0.0 });
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

/// The first incidents of a long load, or more of them.
pub fn grew(state: &mut State, job: u64, loaded: LoadedLayer, effects: &mut Vec<Effect>) {
    // A load that was stopped meanwhile has no line any more.
    if state.jobs.iter().any(|load| load.id == job && load.replaces.is_none()) {
        place(state, job, loaded, true, effects);
        ask(state, effects);
    } else {
        effects.push(Effect::Discard(loaded.store));
    }
}

pub fn loaded(state: &mut State, job: u64, loaded: LoadedLayer, effects: &mut Vec<Effect>) {
    // It was stopped in its last moment.
    if (1..=state.next_job).contains(&job) && !state.jobs.iter().any(|load| load.id == job) {
        return effects.push(Effect::Discard(loaded.store));
    }
    let load = state.jobs.iter().find(|load| load.id == job);
    let (replaces, closes) = load.map_or((None, None), |load| (load.replaces, load.closes));
    state.jobs.retain(|load| load.id != job);
    if let Some(at) = state.layers.iter().position(|layer| Some(layer.id) == replaces) {
        return replace(state, at, loaded, closes, effects);
    }
    let needs_a_look = loaded.report.quarantined > 0;
    remember(state, &loaded.path, effects);
    let id = place(state, job, loaded, false, effects);
    tell_of_older_version(state, id);
    if needs_a_look {
        state.interface.report = Some(id);
    }
    ask(state, effects);
}

/// Puts a path before the other recent ones.
fn remember(state: &mut State, path: &str, effects: &mut Vec<Effect>) {
    if !path.is_empty() {
        state.recent.retain(|have| have != path);
        state.recent.insert(0, path.to_owned());
        state.recent.truncate(MAX_RECENT);
        effects.push(Effect::SaveSettings);
    }
}

/// Incidents that are looked for in the other layers.
const COMPARED_IDS: usize = 200;
/// Rows of one id that each of them is held against.
const COMPARED_ROWS: usize = 8;

/// A file most of whose incidents another layer has too would count them twice.
fn tell_of_older_version(state: &mut State, id: LayerId) {
    let Some(layer) = state.layer(id) else { return };
    let step = (layer.store.len() / COMPARED_IDS).max(1);
    let rows: Vec<u32> = (0..layer.store.len() as u32).step_by(step).collect();
    let is_known = |other: &Store, row: u32| {
        let row_id = layer.store.id(row);
        // Rows without an id, or all with one, may be a million.
        let alike = if row_id.is_empty() { &[] } else { other.by_id(row_id) };
        alike.iter().take(COMPARED_ROWS).any(|have| is_same(&layer.store, row, other, *have))
    };
    let holds_most = |other: &&Layer| {
        let known = rows.iter().filter(|row| is_known(&other.store, **row)).count();
        known > 0 && known * 2 >= rows.len()
    };
    let is_of_its_kind = |other: &&Layer| other.id != id && other.growing.is_none() && other.plan.name() == layer.plan.name();
    let Some(other) = state.layers.iter().filter(is_of_its_kind).find(holds_most) else { return };
    let text = format!(
        "Most incidents of {} stand in {} too and are counted twice now: it may be a newer version of that file.",
        layer.name, other.name
    );
    let remedy = Remedy::TakeAsNewer { of: other.id, by: id };
    tell(state, NoticeKind::Careful, text);
    if let Some(notice) = state.notices.last_mut() {
        notice.remedy = Some(remedy);
    }
}

/// Whether two rows of one id are one incident: many files count theirs from 1.
fn is_same(store: &Store, row: u32, other: &Store, have: u32) -> bool {
    let lang = Lang::en();
    let title = store.title(row, &lang);
    let is_of_one_time = store.when(row).zip(other.when(have)).is_some_and(|(one, other)| one.earliest == other.earliest);
    let is_at_one_place = store.anchor(row).zip(other.anchor(have)).is_some_and(|(one, other)| one == other);
    let has_one_title = !title.is_empty() && title == other.title(have, &lang);
    [is_of_one_time, is_at_one_place, has_one_title].into_iter().filter(|is| *is).count() > 1
}

/// Whether all that a file changes it would set back, and it has nothing new: the newest revision of an incident is the one that counts.
fn is_older_version(difference: &Difference) -> bool {
    difference.older > 0 && difference.older == difference.changed && difference.added == 0
}

/// A newer version of a layer: colour, visibility, edits, selection and view stay; what changed is kept for the reader.
fn replace(state: &mut State, at: usize, loaded: LoadedLayer, closes: Option<LayerId>, effects: &mut Vec<Effect>) {
    let Some(old) = state.layers.get(at).cloned() else { return };
    // A job has compared them; the bundled incidents are few.
    let difference = loaded.difference.clone().unwrap_or_else(|| Arc::new(loaded.store.difference(&old.store)));
    let is_other_part = loaded.report.part != old.report.part && loaded.path == old.path;
    // What another file says stays where it is; the file of the layer itself is not there any more.
    if loaded.path != old.path && is_older_version(&difference) {
        let text = format!(
            "{} is older than what is shown: {} of its incidents have an earlier revision there, no other has changed, and none is new. Nothing was replaced.",
            loaded.name, difference.older
        );
        effects.push(Effect::Discard(loaded.store));
        return tell(state, NoticeKind::Careful, text);
    }
    remember(state, &loaded.path, effects);
    let moved = |row: u32| old.store.same_in(row, &loaded.store);
    let placed = old.placed.iter().filter_map(|(row, place)| Some((moved(*row)?, place.clone()))).collect();
    let selected = state.selection.as_ref().filter(|selection| selection.row.layer == old.id).map(|selection| moved(selection.row.row));
    // The way back of an edit leads to the row that holds the incident now.
    for changes in [&mut state.past, &mut state.future] {
        changes.retain_mut(|change| match change {
            Change::Placed(row, _) if row.layer == old.id => match moved(row.row) {
                Some(new) => {
                    row.row = new;
                    true
                }
                None => false,
            },
            Change::View(_) | Change::Placed(..) => true,
        });
    }
    let loaded = loaded.with_places(placed);
    if let Some(layer) = state.layers.get_mut(at) {
        (layer.name, layer.path) = (loaded.name, loaded.path);
        layer.store = loaded.store;
        layer.hexagons = None;
        layer.plan = loaded.plan;
        layer.source = loaded.source;
        layer.report = Arc::new(loaded.report);
        layer.placed = Arc::new(loaded.placed);
        // Another sheet is no newer version.
        layer.difference = (!is_other_part).then(|| Arc::clone(&difference));
    }
    if is_other_part || !difference.is_empty() || difference.older > 0 {
        state.interface.report = Some(old.id);
    }
    // The places that the analyst gave belong to the new file from now on.
    if let Some(layer) = state.layers.get(at).filter(|layer| layer.path != old.path && !layer.placed.is_empty()) {
        effects.push(Effect::SaveEdits { layer: Box::new(layer.clone()) });
    }
    match selected {
        Some(Some(row)) => {
            state.detail = None;
            selecting::select(state, Some(RowRef { layer: old.id, row }), effects);
        }
        Some(None) => selecting::select(state, None, effects),
        None => {}
    }
    effects.push(Effect::Discard(old.store));
    if let Some(closed) = closes {
        close(state, closed, effects);
    }
    ask(state, effects);
}

/// Puts a layer among the others, or in the place of what its load has shown before.
fn place(state: &mut State, job: u64, loaded: LoadedLayer, is_growing: bool, effects: &mut Vec<Effect>) -> LayerId {
    let had_data = state.layers.iter().any(|layer| !layer.store.is_empty() && layer.growing != Some(job));
    let begun = state.layers.iter().position(|layer| layer.growing == Some(job));
    let old = begun.and_then(|at| state.layers.get(at));
    let id = old.map_or(LayerId(state.next_layer), |old| old.id);
    let is_visible = old.is_none_or(|old| old.is_visible);
    // Rows have new numbers in a store that holds more; the record that was selected is the same.
    let selected = state.selection.as_ref().map(|selection| selection.row).filter(|row| row.layer == id && old.is_some());
    let moved = selected.map(|selected| {
        let record = old.and_then(|old| old.store.record(selected.row));
        record.and_then(|record| loaded.store.row_of_record(record.index)).map(|row| RowRef { layer: id, row })
    });
    let layer = Layer {
        id,
        name: loaded.name,
        path: loaded.path,
        store: loaded.store,
        plan: loaded.plan,
        source: loaded.source,
        report: Arc::new(loaded.report),
        placed: Arc::new(loaded.placed),
        color_idx: id.0 as usize,
        is_visible,
        growing: is_growing.then_some(job),
        difference: None,
        hexagons: None,
        is_watched: false,
    };
    match begun.and_then(|at| state.layers.get_mut(at)) {
        Some(old) => effects.push(Effect::Discard(std::mem::replace(old, layer).store)),
        None => {
            state.next_layer += 1;
            state.layers.push(layer);
        }
    }
    // The view follows what grows until the user moves it.
    if !had_data && (begun.is_none() || state.interface.is_fitted) {
        // The place's local time where the file names its zone; else UTC alone.
        state.view.zone = state.layers.last().and_then(|layer| layer.plan.zone()).unwrap_or("UTC").to_owned();
        camera::fit_data(state);
    }
    if let Some(row) = moved.filter(|row| *row != selected) {
        state.detail = None;
        selecting::select(state, row, effects);
    }
    id
}

/// Finds the hexagons of this size for the visible layers that lack them.
pub fn want_hexagons(state: &mut State, resolution: u8, effects: &mut Vec<Effect>) {
    for layer in state.layers.iter().filter(|layer| layer.is_visible) {
        let is_ready = layer.hexagons.as_ref().is_some_and(|index| index.resolution == resolution);
        if !is_ready && state.hexagons_under_way.insert(layer.id) {
            effects.push(Effect::IndexHexagons(HexagonsRequest { layer: layer.id, store: Arc::clone(&layer.store), resolution }));
        }
    }
}

/// Keeps the hexagons of a layer unless its store has become another meanwhile.
pub fn hexagons_ready(state: &mut State, id: LayerId, store: &Arc<Store>, index: Arc<HexIndex>) {
    state.hexagons_under_way.remove(&id);
    for layer in state.layers.iter_mut().filter(|layer| layer.id == id && Arc::ptr_eq(&layer.store, store)) {
        layer.hexagons = Some(Arc::clone(&index));
    }
}

/// What the user stops is gone at once, whatever its thread is at; what that still brings is thrown away.
pub fn stopped(state: &mut State, job: u64, effects: &mut Vec<Effect>) {
    effects.push(Effect::CancelLoad { job });
    failed(state, job, String::new(), effects);
}

pub fn failed(state: &mut State, job: u64, message: String, effects: &mut Vec<Effect>) {
    state.jobs.retain(|load| load.id != job);
    // A part of a file must not pass for the whole.
    if let Some(id) = state.layers.iter().find(|layer| layer.growing == Some(job)).map(|layer| layer.id) {
        close(state, id, effects);
    }
    if !message.is_empty() {
        tell(state, NoticeKind::Failed, message);
    }
}

pub fn close(state: &mut State, id: LayerId, effects: &mut Vec<Effect>) {
    for layer in state.layers.extract_if(.., |layer| layer.id == id) {
        effects.push(Effect::Discard(layer.store));
    }
    state.view.hidden.remove(&id);
    if state.interface.report == Some(id) {
        state.interface.report = None;
    }
    state.interface.mapping.take_if(|draft| draft.layer == id);
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
