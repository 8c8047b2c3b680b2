//! One display list: a view and the store's answers become shapes, text and furniture; painters draw them on the
//! screen, into a PNG and into documents.

mod basemap;
mod density;
pub mod furniture;
pub mod hexagons;
mod incidents;
mod list;
pub mod marks;
pub mod names;
pub mod points;
mod projection;
mod raster;
mod scene;
mod sight;
pub mod tracks;

pub use crate::domain::LonLat;
pub use basemap::{
    Basemap, BasemapError, BasemapStyle, LabelBox, MapLang, PlaceKind, PlaceLabel, PlacedLabel, SCHEMATIC_ABOVE_ZOOM, attribution,
    place_labels,
};
pub use density::{Density, density_color, strength};
pub use incidents::{PlacedIncidents, PlacedMark, PlacedRing, PlacedShape, ShownLayer, place_incidents, style_of};
pub use list::{DisplayList, Rgba, Shape, Stroke};
pub use projection::{Camera, World, world_from_lon_lat};
pub use raster::{GlyphCache, MAX_PIXELS, Picture, PictureError, encode_png, paint};
pub use scene::Scene;
