//! The offline basemap compiled into the program: land, lakes, rivers, borders and names of the world, finer in the
//! Levant and Iraq. `tools/basemap` builds its file; `assets/basemap/README.md` describes it.

mod decode;
mod draw;
mod labels;
mod names;
mod placing;
mod style;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

pub use decode::BasemapError;
pub use labels::{MapLang, PlaceKind, PlaceLabel};
pub use placing::{LabelBox, PlacedLabel, place_labels};
pub use style::BasemapStyle;

use decode::{Block, NAMES, Section};
use names::Names;

static WORLD: &[u8] = include_bytes!("../../../assets/basemap/world.bin");

/// Above this zoom the basemap is coarser than the picture, and the reader should be told that it is schematic.
pub const SCHEMATIC_ABOVE_ZOOM: f64 = 9.0;

/// Who must be named wherever the basemap is shown.
pub const fn attribution() -> &'static str {
    "Natural Earth · GeoNames (CC BY 4.0)"
}

/// The basemap. Blocks of it are inflated when first drawn, so that opening it costs nothing to speak of.
#[derive(Debug)]
pub struct Basemap {
    blocks: Vec<LazyBlock>,
    names_section: Section,
    names: OnceLock<Names>,
}

#[derive(Debug)]
struct LazyBlock {
    section: Section,
    block: OnceLock<Block>,
}

impl Basemap {
    /// The basemap inside the program.
    ///
    /// # Errors
    /// When the compiled-in file is not what `tools/basemap` writes. Only its table of contents is read here; `check`
    /// reads all of it.
    pub fn embedded() -> Result<Self, BasemapError> {
        let (names, blocks) = decode::sections(WORLD)?.into_iter().partition::<Vec<_>, _>(|s| s.kind == NAMES);
        let names_section = names.into_iter().next().ok_or(BasemapError::Malformed { what: "no names" })?;
        let lazy = |section| LazyBlock { section, block: OnceLock::new() };
        Ok(Self { blocks: blocks.into_iter().map(lazy).collect(), names_section, names: OnceLock::new() })
    }

    /// Inflates and verifies every part of the basemap.
    ///
    /// # Errors
    /// The first part that cannot be read.
    pub fn check(&self) -> Result<(), BasemapError> {
        for lazy in &self.blocks {
            Block::decode(&lazy.section)?;
        }
        Names::decode(&self.names_section).map(drop)
    }

    /// Unpacks the names of places, for which the first picture would wait.
    pub fn warm_up(&self) {
        self.names();
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| or_empty(Names::decode(&self.names_section)))
    }
}

impl LazyBlock {
    fn get(&self) -> &Block {
        self.block.get_or_init(|| or_empty(Block::decode(&self.section)))
    }
}

/// A damaged part is left out of the picture and logged: the incidents must stay visible.
fn or_empty<T: Default>(part: Result<T, BasemapError>) -> T {
    part.unwrap_or_else(|error| {
        tracing::error!(%error, "part of the basemap cannot be read");
        T::default()
    })
}
