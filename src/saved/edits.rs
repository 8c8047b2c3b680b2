//! Edits on disk: one small TOML file for each layer's path, beside the settings. The layer's own file is never touched.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::write_atomically;
use crate::domain::{Lang, Place, PlacePrecision, PlacedHow, Radius, Words};
use crate::state::{Layer, LoadedLayer};
use crate::store::{Store, anchor_of};

#[derive(Debug, thiserror::Error)]
pub enum EditsError {
    #[error("The edits of {layer} could not be understood ({reason}); they are in {path} and were left as they are.")]
    Corrupt { layer: String, reason: String, path: String },
    #[error("The edits of {layer} could not be written to {path}: {source}")]
    Write { source: std::io::Error, layer: String, path: String },
}

/// The saved form, version 1.
#[derive(Debug, Default, Serialize, Deserialize)]
struct SavedEdits {
    version: u32,
    /// The layer that the edits lie over; empty for the bundled incidents.
    layer: String,
    #[serde(default)]
    places: Vec<SavedPlace>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedPlace {
    /// The incident's id; where it has none, or several have it, `index` tells which.
    id: String,
    /// Position among the features of the file, counted from 0.
    index: u64,
    lon: f64,
    lat: f64,
    radius_m: Option<f64>,
    precision: String,
    /// The gazetteer's entry; none for a place set by hand.
    entry: Option<String>,
    #[serde(default)]
    name: BTreeMap<String, String>,
    #[serde(default)]
    reason: BTreeMap<String, String>,
}

fn file_of(folder: &Path, layer_path: &str) -> PathBuf {
    folder.join(format!("{}.toml", file_key(layer_path)))
}

/// The name of the file that belongs to a text, whatever characters it has.
pub fn file_key(text: &str) -> String {
    format!("{:016x}", BuildHasherDefault::<DefaultHasher>::default().hash_one(text))
}

/// Writes the places that the analyst gave; a layer without any has no file. Edits of incidents that the file held before
/// and holds no more are kept for the day they come back.
pub fn write_edits(folder: &Path, layer: &Layer) -> Result<(), EditsError> {
    let path = file_of(folder, &layer.path);
    let fault = |source| EditsError::Write { source, layer: layer.name.clone(), path: path.display().to_string() };
    let before: SavedEdits = std::fs::read_to_string(&path).ok().and_then(|text| toml::from_str(&text).ok()).unwrap_or_default();
    let mut places: Vec<SavedPlace> = before.places.into_iter().filter(|saved| row_of(&layer.store, saved).is_none()).collect();
    if layer.placed.is_empty() && places.is_empty() {
        return match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(fault(error)),
            _ => Ok(()),
        };
    }
    places.extend(layer.placed.iter().filter_map(|(row, place)| {
        let at = anchor_of(&place.geometry)?;
        Some(SavedPlace {
            id: layer.store.id(*row).to_owned(),
            index: layer.store.record(*row)?.index,
            lon: at.lon,
            lat: at.lat,
            radius_m: place.radius.metres(),
            precision: place.precision.as_str().to_owned(),
            entry: if let PlacedHow::Gazetteer { entry } = &place.how { Some(entry.clone()) } else { None },
            name: by_language(&place.name),
            reason: by_language(&place.reason),
        })
    }));
    let edits = SavedEdits { version: 1, layer: layer.path.clone(), places };
    write_atomically(&path, toml::to_string_pretty(&edits).unwrap_or_default().as_bytes()).map_err(fault)
}

/// Lays the saved places over a layer. Edits of incidents that the file holds no more are left aside; a
/// file of edits that cannot be understood is told and left as it is.
pub fn with_edits(folder: &Path, layer: LoadedLayer) -> (LoadedLayer, Option<EditsError>) {
    let path = file_of(folder, &layer.path);
    let Ok(text) = std::fs::read_to_string(&path) else { return (layer, None) };
    let edits: SavedEdits = match toml::from_str(&text) {
        Ok(edits) => edits,
        Err(error) => {
            let reason = error.message().to_owned();
            let fault = EditsError::Corrupt { layer: layer.name.clone(), reason, path: path.display().to_string() };
            return (layer, Some(fault));
        }
    };
    let placed = edits.places.iter().filter_map(|saved| Some((row_of(&layer.store, saved)?, place_of(saved)))).collect();
    (layer.with_places(placed), None)
}

fn row_of(store: &Store, saved: &SavedPlace) -> Option<u32> {
    let at_index = |row: &u32| store.record(*row).is_some_and(|record| record.index == saved.index);
    match store.by_id(&saved.id) {
        [] if saved.id.is_empty() => (0..store.len() as u32).find(at_index),
        [only] => Some(*only),
        several => several.iter().copied().find(at_index),
    }
}

fn place_of(saved: &SavedPlace) -> Place {
    Place {
        geometry: geo::Geometry::Point(geo::Point::new(saved.lon, saved.lat)),
        radius: saved.radius_m.map_or(Radius::Unknown, Radius::Stated),
        precision: PlacePrecision::parse(&saved.precision).unwrap_or(PlacePrecision::Unknown),
        how: saved.entry.as_ref().map_or(PlacedHow::ByHand, |entry| PlacedHow::Gazetteer { entry: entry.clone() }),
        name: words_of(&saved.name),
        reason: words_of(&saved.reason),
        admin: Vec::new(),
        third_ordinate: None,
    }
}

fn by_language(words: &Words) -> BTreeMap<String, String> {
    words.iter().map(|(lang, text)| (lang.as_str().to_owned(), text.to_owned())).collect()
}

fn words_of(texts: &BTreeMap<String, String>) -> Words {
    let mut words = Words::new();
    for (lang, text) in texts {
        words.set(Lang::new(lang), text);
    }
    words
}
