//! Commands about a mapping in the making.

use super::layers;
use crate::domain::{Incident, Mapping};
use crate::state::{Effect, LayerId, LoadColumns, MappingDraft, State};

pub fn open(state: &mut State, id: Option<LayerId>, effects: &mut Vec<Effect>) {
    state.interface.mapping = id.and_then(|id| state.layer(id)).and_then(MappingDraft::of);
    if state.interface.mapping.is_some() {
        state.interface.report = None;
    }
    preview(state, effects);
}

pub fn set(state: &mut State, mapping: Mapping, effects: &mut Vec<Effect>) {
    if let Some(draft) = &mut state.interface.mapping {
        draft.mapping = mapping;
    }
    preview(state, effects);
}

fn preview(state: &State, effects: &mut Vec<Effect>) {
    let Some(draft) = &state.interface.mapping else { return };
    if let Some(layer) = state.layer(draft.layer) {
        effects.push(Effect::PreviewMapping { layer: Box::new(layer.clone()), mapping: Box::new(draft.mapping.clone()) });
    }
}

/// What an earlier mapping came to is passed over.
pub fn previewed(state: &mut State, mapping: &Mapping, incidents: Vec<std::sync::Arc<Incident>>) {
    if let Some(draft) = state.interface.mapping.as_mut().filter(|draft| draft.mapping == *mapping) {
        draft.preview = incidents;
    }
}

/// Reads the layer anew by the draft, for this file alone or saved under its name.
pub fn accept(state: &mut State, save: bool, effects: &mut Vec<Effect>) {
    let Some(draft) = state.interface.mapping.take() else { return };
    let Some(layer) = state.layer(draft.layer) else { return };
    let profile = draft.profile(layer);
    let columns = match save {
        true if profile.name.is_empty() => {
            state.interface.mapping = Some(draft);
            return;
        }
        true => LoadColumns::Saving(Box::new(profile)),
        false => LoadColumns::Chosen(Box::new(draft.mapping)),
    };
    let (path, part) = state.layer(draft.layer).map(|layer| (layer.path.clone(), layer.report.part.clone())).unwrap_or_default();
    layers::reload_by(state, draft.layer, path, part, columns, effects);
}
