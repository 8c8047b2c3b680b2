//! Which hexagons hold the places of a layer: asked of its store on a worker.

use std::sync::Arc;

use super::{Command, LayerId};
use crate::store::{HexIndex, Store};

pub struct HexagonsRequest {
    pub layer: LayerId,
    pub store: Arc<Store>,
    /// From 0, the largest, to 15.
    pub resolution: u8,
}

impl HexagonsRequest {
    /// Cost grows with the different places of the store.
    pub fn answer(self) -> Command {
        let index = Arc::new(HexIndex::of(&self.store, self.resolution));
        Command::HexagonsReady { layer: self.layer, store: self.store, index }
    }
}
