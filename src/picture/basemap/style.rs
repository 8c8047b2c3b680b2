//! Colours of the basemap: paler than anything drawn on it, in greys and one blue.

use crate::picture::Rgba;

/// What the basemap and its labels are painted with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BasemapStyle {
    /// Seas, and the ground of the picture.
    pub water: Rgba,
    pub land: Rgba,
    pub lake: Rgba,
    pub river: Rgba,
    pub admin1: Rgba,
    pub border: Rgba,
    pub coast: Rgba,
    pub country_name: Rgba,
    pub place_name: Rgba,
    /// The dot that marks a place.
    pub dot: Rgba,
    /// Behind names, so that they stay readable over lines.
    pub halo: Rgba,
}

impl BasemapStyle {
    pub const fn light() -> Self {
        Self {
            water: Rgba::rgb(0xd9, 0xe3, 0xe9),
            land: Rgba::rgb(0xf5, 0xf4, 0xf1),
            lake: Rgba::rgb(0xd9, 0xe3, 0xe9),
            river: Rgba::rgb(0xbc, 0xcf, 0xda),
            admin1: Rgba::rgb(0xdf, 0xdd, 0xd8),
            border: Rgba::rgb(0xb4, 0xb1, 0xaa),
            coast: Rgba::rgb(0xbf, 0xcd, 0xd6),
            country_name: Rgba::rgb(0x70, 0x6d, 0x68),
            place_name: Rgba::rgb(0x55, 0x53, 0x4f),
            dot: Rgba::rgb(0x8b, 0x88, 0x82),
            halo: Rgba([0xf5, 0xf4, 0xf1, 0xe0]),
        }
    }

    pub const fn dark() -> Self {
        Self {
            water: Rgba::rgb(0x15, 0x1a, 0x1f),
            land: Rgba::rgb(0x20, 0x24, 0x28),
            lake: Rgba::rgb(0x15, 0x1a, 0x1f),
            river: Rgba::rgb(0x2b, 0x38, 0x42),
            admin1: Rgba::rgb(0x2e, 0x33, 0x38),
            border: Rgba::rgb(0x4a, 0x50, 0x56),
            coast: Rgba::rgb(0x33, 0x3e, 0x47),
            country_name: Rgba::rgb(0x92, 0x98, 0x9e),
            place_name: Rgba::rgb(0xa9, 0xae, 0xb3),
            dot: Rgba::rgb(0x6f, 0x76, 0x7c),
            halo: Rgba([0x20, 0x24, 0x28, 0xe0]),
        }
    }
}
