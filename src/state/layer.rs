//! A layer: the incidents of one file, as loaded, with its report.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{Incident, LoadReport, Place};
use crate::import::{ByteSource, ProfilePlan};
use crate::store::{Difference, HexIndex, Store};

/// Names a layer for as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LayerId(pub u32);

/// One incident: its layer and its row in that layer's store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowRef {
    pub layer: LayerId,
    pub row: u32,
}

/// What a load gives, before the state has given it a number and a colour.
pub struct LoadedLayer {
    /// What the reader sees: the file's name.
    pub name: String,
    /// Where it was read from; what `recent` holds. Empty for the bundled incidents.
    pub path: String,
    pub store: Arc<Store>,
    pub plan: Arc<ProfilePlan>,
    pub source: Arc<dyn ByteSource>,
    pub report: LoadReport,
    /// Places that the analyst gave earlier, by row; the store knows them already.
    pub placed: BTreeMap<u32, Place>,
    /// What it changes in the version that was there before, where that was compared.
    pub difference: Option<Arc<Difference>>,
}

impl LoadedLayer {
    /// Lays the analyst's places over the rows that came without one.
    pub fn with_places(mut self, placed: BTreeMap<u32, Place>) -> Self {
        let store = Arc::make_mut(&mut self.store);
        for (row, place) in placed {
            if !store.has_place(row) {
                store.set_place(row, Some(&place));
                self.placed.insert(row, place);
            }
        }
        self
    }
}

/// The incidents of one file.
#[derive(Clone)]
pub struct Layer {
    pub id: LayerId,
    pub name: String,
    pub path: String,
    pub store: Arc<Store>,
    pub plan: Arc<ProfilePlan>,
    pub source: Arc<dyn ByteSource>,
    pub report: Arc<LoadReport>,
    /// Places that the analyst gave to incidents that came without one, by row. The file is never touched.
    pub placed: Arc<BTreeMap<u32, Place>>,
    /// Index into the palette of layer colours.
    pub color_idx: usize,
    pub is_visible: bool,
    /// The load that still adds to it.
    pub growing: Option<u64>,
    /// What the last load of a newer file changed.
    pub difference: Option<Arc<Difference>>,
    /// The hexagons of its places, of the size that was wanted last.
    pub hexagons: Option<Arc<HexIndex>>,
    /// Whether the file is loaded again when it changes on disk.
    pub is_watched: bool,
}

impl Layer {
    /// The incident as the analyst has edited it.
    pub fn edited(&self, row: u32, mut incident: Incident) -> Incident {
        if let Some(place) = self.placed.get(&row) {
            incident.places = vec![place.clone()];
        }
        incident
    }
}

/// A load under way.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadJob {
    pub id: u64,
    /// The layer that is loaded again.
    pub replaces: Option<LayerId>,
    /// The layer that goes once that is done: its file is what is loaded.
    pub closes: Option<LayerId>,
    pub name: String,
    pub bytes_read: u64,
    pub bytes_total: u64,
    pub features: u64,
    /// Seconds since the load began.
    pub elapsed_secs: f64,
}

impl LoadJob {
    /// From 0 to 1; 0 where the size is not known.
    pub fn fraction(&self) -> f32 {
        if self.bytes_total == 0 { 0.0 } else { (self.bytes_read as f64 / self.bytes_total as f64).min(1.0) as f32 }
    }
    /// Seconds left at the rate so far; `None` in the first moments.
    pub fn left_secs(&self) -> Option<f64> {
        let done = f64::from(self.fraction());
        (self.elapsed_secs > 0.5 && done > 0.02).then(|| self.elapsed_secs * (1.0 - done) / done)
    }
}
