//! Which countries and places may be named in a picture, most important first.

use super::Basemap;
use super::decode::SIDE;
use super::draw::views;
use crate::picture::{Camera, LonLat, World};

/// The language in which the map names places; a place without a name in it keeps the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapLang {
    Ar,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    Country,
    Capital,
    /// Ranked as a place of 100,000 people or more.
    City,
    /// 10,000 or more.
    Town,
    Village,
}

impl PlaceKind {
    pub(super) fn from_code(code: u8) -> Option<Self> {
        [Self::Country, Self::Capital, Self::City, Self::Town, Self::Village].get(usize::from(code)).copied()
    }
}

/// A name that wants a place in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceLabel {
    /// The point named, in logical pixels. A country is named around it, a place beside it.
    pub at: [f32; 2],
    pub lon_lat: LonLat,
    pub name: String,
    /// Whether the name is in Arabic script.
    pub rtl: bool,
    /// Smaller is more important; the same for a place in every picture.
    pub rank: u32,
    pub kind: PlaceKind,
    /// As the source states it; 0 where it states none.
    pub population: u32,
    /// ISO 3166.
    pub country: [u8; 2],
}

impl Basemap {
    /// At most `max` names of points in the picture, in order of rank. Which names are offered depends on the zoom and on
    /// what is in view alone, so they stay while the map is moved.
    pub fn labels(&self, camera: &Camera, lang: MapLang, max: usize) -> Vec<PlaceLabel> {
        let names = self.names();
        let copies: Vec<_> = views(camera).collect();
        let tenths = (camera.zoom * 10.0).clamp(0.0, 255.0) as u8;
        let mut labels = Vec::new();
        for (rank, entry) in names.entries.iter().enumerate() {
            if entry.zooms[0] > tenths || entry.zooms[1] < tenths {
                continue;
            }
            for view in &copies {
                if !view.holds(entry.at) {
                    continue;
                }
                if labels.len() == max {
                    return labels;
                }
                let [x, y] = entry.at.map(|step| f64::from(step) / SIDE);
                let arabic = names.arabic(entry);
                let rtl = lang == MapLang::Ar && !arabic.is_empty();
                labels.push(PlaceLabel {
                    at: view.px(entry.at).map(|ordinate| ordinate as f32),
                    lon_lat: World { x, y }.lon_lat(),
                    name: if rtl { arabic } else { names.english(entry) }.to_owned(),
                    rtl,
                    rank: rank as u32,
                    kind: entry.kind,
                    population: entry.population,
                    country: entry.country,
                });
            }
        }
        labels
    }
}
