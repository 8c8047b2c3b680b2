//! What a map needs beside the map: scale bar, graticule, legend and attribution. North is always up, so there is no arrow.

mod boxes;
mod graticule;
mod scale_bar;
#[cfg(test)]
mod tests;

pub use boxes::{LegendEntry, Swatch, push_attribution, push_legend};
pub use graticule::{Graticule, GraticuleAxis, GraticuleLine, graticule, push_graticule};
pub use scale_bar::{ScaleBar, push_scale_bar, scale_bar};
