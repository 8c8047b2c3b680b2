//! What a map needs beside the map: scale bar, graticule, legend and attribution. North is always up, so there is no arrow.

mod boxes;
mod graticule;
mod scale_bar;

pub use boxes::{LegendEntry, Swatch, push_attribution, push_legend};
pub use graticule::{Graticule, GraticuleAxis, GraticuleLine, graticule, push_graticule};
pub use scale_bar::{ScaleBar, push_scale_bar, scale_bar};

use std::sync::Arc;

use crate::text::TextLayout;

/// Text that has been laid out: ready to be placed.
#[derive(Clone, Debug)]
pub struct Label {
    pub layout: Arc<TextLayout>,
    /// Width and height of its box, logical pixels.
    pub size: [f32; 2],
}

/// Whoever lays out text, in the fonts and the direction that it needs.
pub trait LabelMaker {
    /// One line of text of this size in logical pixels.
    fn label(&mut self, text: &str, size_px: f32) -> Label;
}
