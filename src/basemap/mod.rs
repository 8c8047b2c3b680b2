//! Basemaps that are made of tiles, as walkers takes them. The compiled-in basemap is drawn by `picture`.

mod xyz;

pub use crate::net::{Requests, requests};
pub use xyz::{TemplateError, XyzTiles, check_tile_url};
