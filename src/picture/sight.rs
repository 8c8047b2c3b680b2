//! What part of the world a camera sees, in every copy of it beside another.

use super::{Camera, World, world_from_lon_lat};
use crate::store::MercatorBox;

pub struct Sight {
    pub camera: Camera,
    pub center: World,
    /// West and east copies of the world that the picture shows.
    pub turns: Vec<f64>,
}

impl Sight {
    pub fn new(camera: &Camera) -> Self {
        let center = world_from_lon_lat(camera.center);
        let half = f64::from(camera.size[0]) / camera.world_px() / 2.0 + 0.05;
        let turns = [-1.0, 0.0, 1.0].into_iter().filter(|turn| center.x - half < 1.0 + turn && center.x + half > *turn).collect();
        Self { camera: *camera, center, turns }
    }
}

/// A coordinate of the unit square from its fixed point.
pub fn unit(fixed: u32) -> f64 {
    f64::from(fixed) / 4_294_967_296.0
}

impl Sight {
    /// The part of the world in sight for every copy of it, with so many pixels around.
    pub fn areas(&self, reach_px: f64) -> Vec<MercatorBox> {
        self.areas_by_turn(reach_px).into_iter().map(|(_, area)| area).collect()
    }

    pub fn areas_by_turn(&self, reach_px: f64) -> Vec<(f64, MercatorBox)> {
        let scale = self.camera.world_px();
        let [half_x, half_y] = self.camera.size.map(|side| (f64::from(side) / 2.0 + reach_px) / scale);
        let fixed = |at: f64| (at.clamp(0.0, 1.0) * 4_294_967_296.0) as u32;
        let (north, south) = (fixed(self.center.y - half_y), fixed(self.center.y + half_y));
        let boxes = self.turns.iter().map(|turn| {
            let x = self.center.x - turn;
            (*turn, x, MercatorBox { west: fixed(x - half_x), north, east: fixed(x + half_x), south })
        });
        boxes.filter(|(_, x, _)| x + half_x > 0.0 && x - half_x < 1.0).map(|(turn, _, area)| (turn, area)).collect()
    }

    /// The same in degrees: west, south, east, north.
    pub fn boxes_deg(&self, reach_px: f64) -> Vec<[f64; 4]> {
        self.boxes_of(&self.turns, reach_px).map(|(_, seen)| seen).collect()
    }

    /// What is in sight for every copy of the world, and for the next ones to the west and the east, from which shapes that lie over the
    /// antimeridian may reach into the picture.
    pub fn boxes_and_beyond_deg(&self) -> Vec<(f64, [f64; 4])> {
        let ends = [self.turns.first().map(|turn| turn - 1.0), self.turns.last().map(|turn| turn + 1.0)];
        let turns: Vec<f64> = self.turns.iter().copied().chain(ends.into_iter().flatten()).collect();
        self.boxes_of(&turns, 0.0).collect()
    }

    fn boxes_of(&self, turns: &[f64], reach_px: f64) -> impl Iterator<Item = (f64, [f64; 4])> {
        let (reach, size) = (reach_px as f32, self.camera.size);
        let north_west = self.camera.lon_lat([-reach, -reach]);
        let south_east = self.camera.lon_lat([size[0] + reach, size[1] + reach]);
        let seen = move |turn: f64| [north_west.lon - 360.0 * turn, south_east.lat, south_east.lon - 360.0 * turn, north_west.lat];
        turns.iter().map(move |turn| (*turn, seen(*turn)))
    }

    /// Where a point falls in one copy of the world.
    pub fn px(&self, x: f64, y: f64, turn: f64) -> [f32; 2] {
        let scale = self.camera.world_px();
        let [width, height] = self.camera.size;
        [((x + turn - self.center.x) * scale) as f32 + width / 2.0, ((y - self.center.y) * scale) as f32 + height / 2.0]
    }
}
