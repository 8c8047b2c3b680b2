//! Web Mercator (EPSG:3857) as the unit square: x from 0 at 180° W to 1 at 180° E, y from 0 in the north to 1 in the south.

use std::f64::consts::PI;

use super::LonLat;

/// The latitude at which the square ends: 85.0511°, where it is as high as it is wide.
pub const MAX_MERCATOR_LAT: f64 = 85.051_128_779_806_59;

/// Latitudes beyond the square are put on its edge; longitudes beyond ±180° lie in the next turn of the world.
pub fn mercator_from_lon_lat(at: LonLat) -> [f64; 2] {
    let lat = at.lat.clamp(-MAX_MERCATOR_LAT, MAX_MERCATOR_LAT).to_radians();
    [(at.lon + 180.0) / 360.0, (1.0 - lat.sin().atanh() / PI) / 2.0]
}

pub fn lon_lat_from_mercator([x, y]: [f64; 2]) -> LonLat {
    LonLat { lon: x * 360.0 - 180.0, lat: (PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_square_has_the_corners_and_the_tiles_of_the_slippy_map() {
        // Tile numbers as the OpenStreetMap wiki (“Slippy map tilenames”) gives them, with its own formula.
        let tile = |lon: f64, lat: f64, zoom: i32| {
            let n = f64::from(1 << zoom);
            let rad = lat.to_radians();
            [((lon + 180.0) / 360.0 * n).floor(), ((1.0 - (rad.tan() + 1.0 / rad.cos()).ln() / PI) / 2.0 * n).floor()]
        };
        for (lon, lat) in [(40.14, 35.33), (-118.2, 34.05), (0.01, -33.9), (179.9, 71.2), (-179.9, -84.9)] {
            let [x, y] = mercator_from_lon_lat(LonLat { lon, lat });
            assert_eq!([(x * 4096.0).floor(), (y * 4096.0).floor()], tile(lon, lat, 12), "{lon}, {lat}");
            let back = lon_lat_from_mercator([x, y]);
            assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9, "{back:?}");
        }
        let [x, y] = mercator_from_lon_lat(LonLat { lon: -180.0, lat: 90.0 });
        assert!(x == 0.0 && y.abs() < 1e-12, "the pole lies on the edge");
        assert_eq!(mercator_from_lon_lat(LonLat { lon: 0.0, lat: 0.0 }), [0.5, 0.5]);
    }
}
