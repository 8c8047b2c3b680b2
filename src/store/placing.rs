//! Giving a row another place after the store was sealed: an analyst's edit over the layer.

use super::builder::mercator_fixed;
use super::{Store, flag, place_in};
use crate::domain::{Place, PlacePrecision, PlacedHow};
use crate::store::anchor_of;

impl Store {
    /// Puts a row that came without place at one, or takes that away again. What the file itself has placed is left as it is.
    pub fn set_place(&mut self, row: u32, place: Option<&Place>) {
        if (row as usize) < self.num_placed {
            return;
        }
        let anchor = place.and_then(|place| anchor_of(&place.geometry));
        let at = row as usize;
        let [mx, my] = anchor.map_or([0, 0], |at| mercator_fixed(at.lon, at.lat));
        put(&mut self.mx, at, mx);
        put(&mut self.my, at, my);
        put(&mut self.lon, at, anchor.map_or(f64::NAN, |at| at.lon));
        put(&mut self.lat, at, anchor.map_or(f64::NAN, |at| at.lat));
        self.radius_m.resize(self.flags.len(), f32::NAN);
        put(&mut self.radius_m, at, place.and_then(|place| place.radius.metres()).map_or(f32::NAN, |metres| metres as f32));
        let precision = place.map_or(PlacePrecision::Unknown, |place| place.precision);
        put(&mut self.place_precision, at, place_in(&PlacePrecision::ALL, &precision));
        put(&mut self.placed_how, at, placed_how(place.map(|place| &place.how)));
        self.shapes.set(row, place);
        if let Some(flags) = self.flags.get_mut(at) {
            *flags = if anchor.is_some() { *flags | flag::HAS_PLACE } else { *flags & !flag::HAS_PLACE };
        }
        self.max_radius_m = self.max_radius_m.max(place.and_then(|place| place.radius.metres()).unwrap_or(0.0));
        self.extent = None;
        self.placed_later.retain(|have| *have != row);
        if anchor.is_some() {
            self.placed_later.push(row);
        }
    }
}

/// How a row came to its place, as the column keeps it.
pub fn placed_how(how: Option<&PlacedHow>) -> u8 {
    match how {
        None | Some(PlacedHow::Reported) => 0,
        Some(PlacedHow::Gazetteer { .. }) => 1,
        Some(PlacedHow::ByHand) => 2,
    }
}

fn put<T>(column: &mut [T], at: usize, value: T) {
    if let Some(slot) = column.get_mut(at) {
        *slot = value;
    }
}
