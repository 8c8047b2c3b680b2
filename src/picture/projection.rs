//! Web Mercator: from degrees to the unit square, and from the unit square to the picture.

use crate::domain::{LonLat, lon_lat_from_mercator, mercator_from_lon_lat};

/// A point of the Web Mercator unit square: x from 0 at 180° W to 1 at 180° E, y from 0 at 85.0511° N to 1 at 85.0511° S.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct World {
    pub x: f64,
    pub y: f64,
}

/// Latitudes beyond the square are put on its edge.
pub fn world_from_lon_lat(at: LonLat) -> World {
    let [x, y] = mercator_from_lon_lat(at);
    World { x, y }
}

impl World {
    pub fn lon_lat(self) -> LonLat {
        lon_lat_from_mercator([self.x, self.y])
    }
}

/// Which part of the world the picture shows. North is up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub center: LonLat,
    /// Slippy-map zoom: at 0 the world is 256 logical pixels wide, each step doubles it. Fractions are meant.
    pub zoom: f64,
    /// Width and height of the picture in logical pixels.
    pub size: [f32; 2],
}

impl Camera {
    /// Logical pixels from one side of the unit square to the other.
    pub fn world_px(&self) -> f64 {
        256.0 * self.zoom.exp2()
    }
    /// Where a point of the unit square falls in the picture; computed in f64, given as f32.
    pub fn px(&self, at: World) -> [f32; 2] {
        let center = world_from_lon_lat(self.center);
        let scale = self.world_px();
        [
            ((at.x - center.x) * scale + f64::from(self.size[0]) / 2.0) as f32,
            ((at.y - center.y) * scale + f64::from(self.size[1]) / 2.0) as f32,
        ]
    }
    pub fn px_from_lon_lat(&self, at: LonLat) -> [f32; 2] {
        self.px(world_from_lon_lat(at))
    }
    pub fn lon_lat(&self, px: [f32; 2]) -> LonLat {
        self.world(px).lon_lat()
    }
    /// The other way round of `px`; beyond the unit square where the picture shows more than the world.
    pub fn world(&self, px: [f32; 2]) -> World {
        let center = world_from_lon_lat(self.center);
        let scale = self.world_px();
        World {
            x: center.x + (f64::from(px[0]) - f64::from(self.size[0]) / 2.0) / scale,
            y: center.y + (f64::from(px[1]) - f64::from(self.size[1]) / 2.0) / scale,
        }
    }
    /// Metres on the ground that one logical pixel covers at a latitude; Mercator is true to scale only there.
    pub fn metres_per_px(&self, lat: f64) -> f64 {
        2.0 * std::f64::consts::PI * 6_378_137.0 * lat.to_radians().cos() / self.world_px()
    }
    /// The smallest camera that shows the box west, south, east, north with `pad` pixels around it.
    /// A box whose west lies east of its east crosses the antimeridian.
    pub fn fit(bbox: [f64; 4], size: [f32; 2], pad: f32, max_zoom: f64) -> Self {
        let [west, south, mut east, north] = bbox;
        if east < west {
            east += 360.0;
        }
        let a = world_from_lon_lat(LonLat { lon: west, lat: north });
        let b = world_from_lon_lat(LonLat { lon: east, lat: south });
        let room = |side: f32| f64::from((side - 2.0 * pad).max(32.0));
        let zoom_x = (room(size[0]) / ((b.x - a.x).max(1e-12) * 256.0)).log2();
        let zoom_y = (room(size[1]) / ((b.y - a.y).max(1e-12) * 256.0)).log2();
        let mut center = World { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 }.lon_lat();
        if center.lon > 180.0 {
            center.lon -= 360.0;
        }
        Self { center, zoom: zoom_x.min(zoom_y).clamp(0.0, max_zoom), size }
    }
}
