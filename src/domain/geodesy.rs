//! Distances, bearings and areas on the WGS 84 ellipsoid, along geodesics and never on the map's plane.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic, PolygonArea, Winding};

/// Longitude then latitude, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    pub lon: f64,
    pub lat: f64,
}

impl LonLat {
    /// Both finite, latitude within ±90, longitude within ±180.
    pub fn is_on_earth(self) -> bool {
        self.lat.abs() <= 90.0 && self.lon.abs() <= 180.0
    }
}

/// The short way from one place to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    pub distance_m: f64,
    /// Direction of travel at the start: degrees from true north, clockwise, 0 to below 360.
    pub bearing_deg: f64,
    /// Direction of travel on arrival.
    pub arrival_bearing_deg: f64,
}

/// What a closed ring measures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RingMeasure {
    pub perimeter_m: f64,
    pub area_m2: f64,
}

/// The geodesic between two places (Karney 2013). Two equal places have distance and bearing 0.
pub fn leg(from: LonLat, to: LonLat) -> Leg {
    let (distance_m, start, end, _): (f64, f64, f64, f64) = Geodesic::wgs84().inverse(from.lat, from.lon, to.lat, to.lon);
    if distance_m == 0.0 {
        return Leg { distance_m, bearing_deg: 0.0, arrival_bearing_deg: 0.0 };
    }
    Leg { distance_m, bearing_deg: turn(start), arrival_bearing_deg: turn(end) }
}

/// Metres between two places.
pub fn distance_m(from: LonLat, to: LonLat) -> f64 {
    Geodesic::wgs84().inverse(from.lat, from.lon, to.lat, to.lon)
}

/// Metres along a line, leg by leg. 0 for fewer than two points.
pub fn length_m(line: &[LonLat]) -> f64 {
    let earth = Geodesic::wgs84();
    line.iter()
        .zip(line.iter().skip(1))
        .map(|(a, b)| {
            let leg_m: f64 = earth.inverse(a.lat, a.lon, b.lat, b.lon);
            leg_m
        })
        .sum()
}

/// Perimeter and area of a ring with geodesic sides. The ring may repeat its first point at the end or not, may run
/// either way round, and is taken to enclose the smaller part of the Earth. Fewer than three points enclose nothing.
pub fn measure_ring(ring: &[LonLat]) -> RingMeasure {
    let open = match (ring.first(), ring.split_last()) {
        (Some(first), Some((last, rest))) if !rest.is_empty() && first == last => rest,
        _ => ring,
    };
    let earth = Geodesic::wgs84();
    let mut polygon = PolygonArea::new(&earth, Winding::CounterClockwise);
    for at in open {
        polygon.add_point(at.lat, at.lon);
    }
    if open.len() < 2 {
        return RingMeasure::default();
    }
    let (perimeter_m, signed_m2, _) = polygon.compute(true);
    RingMeasure { perimeter_m, area_m2: if open.len() < 3 { 0.0 } else { signed_m2.abs() } }
}

/// Perimeter of the outer ring with those of the holes, and the area left between them.
pub fn measure_polygon(outer: &[LonLat], holes: &[Vec<LonLat>]) -> RingMeasure {
    holes.iter().map(|hole| measure_ring(hole)).fold(measure_ring(outer), |sum, hole| RingMeasure {
        perimeter_m: sum.perimeter_m + hole.perimeter_m,
        area_m2: (sum.area_m2 - hole.area_m2).max(0.0),
    })
}

/// Where one arrives, `distance_m` along the geodesic that leaves with `bearing_deg`. Longitude within ±180.
pub fn destination(from: LonLat, bearing_deg: f64, distance_m: f64) -> LonLat {
    let (lat, lon): (f64, f64) = Geodesic::wgs84().direct(from.lat, from.lon, bearing_deg, distance_m);
    LonLat { lon, lat }
}

/// All places at `radius_m` from the centre: `segments` points (at least 8), counter-clockwise from north, the first not
/// repeated. Longitudes run on past ±180 instead of jumping, so that a ring over the antimeridian stays one ring.
pub fn circle(center: LonLat, radius_m: f64, segments: usize) -> Vec<LonLat> {
    let num = segments.clamp(8, 4096);
    let earth = Geodesic::wgs84();
    let mut ring: Vec<LonLat> = Vec::with_capacity(num);
    for step in 0..num {
        let bearing_deg = -360.0 * step as f64 / num as f64;
        let (lat, lon): (f64, f64) = earth.direct(center.lat, center.lon, bearing_deg, radius_m);
        let near = ring.last().map_or(center.lon, |last| last.lon);
        ring.push(LonLat { lon: near + (lon - near + 540.0).rem_euclid(360.0) - 180.0, lat });
    }
    ring
}

/// Words for a bearing: three figures and a degree sign, `007°`; true north is `000°`.
pub fn format_bearing(bearing_deg: f64) -> String {
    if !bearing_deg.is_finite() {
        return "–".to_owned();
    }
    format!("{:03.0}°", bearing_deg.rem_euclid(360.0).round() % 360.0)
}

fn turn(azimuth_deg: f64) -> f64 {
    let turned = azimuth_deg.rem_euclid(360.0);
    if turned >= 360.0 { 0.0 } else { turned }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn a_meridian_quadrant_has_its_published_length() {
        // WGS 84: 10 001 965.729 m from equator to pole.
        assert!((distance_m(at(0.0, 0.0), at(90.0, 0.0)) - 10_001_965.729).abs() < 0.001);
    }

    #[test]
    fn geodesics_agree_with_the_published_test_set() {
        // GeodTest.dat (Karney 2010, doi:10.5281/zenodo.32156), rows as published: lat1, lon1, azi1, lat2, lon2, azi2, s12.
        let rows = [
            (36.530042355041, 0.0, 176.125875162171, -48.164_270_779_097_77, 5.762_344_694_676_51, 175.334_308_316_285_4, 9398502.0434687),
            (35.60777, -139.44815, 111.098_748_429_560_33, -11.17491, -69.95921, 129.289_270_889_708_77, 8_935_244.560_481_83),
            (55.52454, 106.05087, 22.020_059_880_982_8, 77.03196, 197.18234, 109.112_041_110_671_52, 4_105_086.171_392_44),
        ];
        for (lat1, lon1, azi1, lat2, lon2, azi2, s12) in rows {
            let found = leg(at(lat1, lon1), at(lat2, lon2));
            assert!((found.distance_m - s12).abs() < 1e-5, "{}", found.distance_m);
            assert!((found.bearing_deg - azi1).abs() < 1e-9);
            assert!((found.arrival_bearing_deg - azi2).abs() < 1e-9);
        }
    }

    #[test]
    fn the_classic_vincenty_line_has_its_length_and_bearing() {
        // Flinders Peak to Buninyong, Geoscience Australia's worked example (GRS 80, which differs here below 1 mm).
        let dms = |d: f64, m: f64, s: f64| d + m / 60.0 + s / 3600.0;
        let flinders = at(-dms(37.0, 57.0, 3.720_30), dms(144.0, 25.0, 29.524_40));
        let buninyong = at(-dms(37.0, 39.0, 10.156_10), dms(143.0, 55.0, 35.383_90));
        let found = leg(flinders, buninyong);
        assert!((found.distance_m - 54_972.271).abs() < 0.002);
        assert!((found.bearing_deg - dms(306.0, 52.0, 5.37)).abs() < 1e-5);
        let back = destination(flinders, dms(306.0, 52.0, 5.37), 54_972.271);
        assert!(distance_m(back, buninyong) < 0.01);
    }

    #[test]
    fn antarctica_has_the_area_that_geographiclib_publishes() {
        // Documented example of the Planimeter tool: perimeter 16 831 067.893 m, area 13 662 703 680 020.1 m².
        let coast = [
            (-63.1, -58.0),
            (-72.9, -74.0),
            (-71.9, -102.0),
            (-74.9, -102.0),
            (-74.3, -131.0),
            (-77.5, -163.0),
            (-77.4, 163.0),
            (-71.7, 172.0),
            (-65.9, 140.0),
            (-65.7, 113.0),
            (-66.6, 88.0),
            (-66.9, 59.0),
            (-69.8, 25.0),
            (-70.0, -4.0),
            (-71.0, -14.0),
            (-77.3, -33.0),
            (-77.9, -46.0),
            (-74.7, -61.0),
        ];
        let ring: Vec<LonLat> = coast.iter().map(|&(lat, lon)| at(lat, lon)).collect();
        let found = measure_ring(&ring);
        assert!((found.perimeter_m - 16_831_067.893).abs() < 0.001, "{}", found.perimeter_m);
        assert!((found.area_m2 - 13_662_703_680_020.1).abs() < 1.0, "{}", found.area_m2);
    }

    #[test]
    fn a_ring_measures_the_same_closed_open_and_reversed() {
        let square = vec![at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0), at(1.0, 0.0)];
        let mut closed = square.clone();
        closed.push(at(0.0, 0.0));
        let reversed: Vec<LonLat> = square.iter().rev().copied().collect();
        // Published with PolygonArea: 443 770.917 m and 12 308 778 361.469 m².
        for ring in [&square, &closed, &reversed] {
            let found = measure_ring(ring);
            assert!((found.perimeter_m - 443_770.917_248_302).abs() < 1e-6);
            assert!((found.area_m2 - 12_308_778_361.469_452).abs() < 1e-2);
        }
        assert_eq!(measure_ring(&square[..1]), RingMeasure::default());
        assert_eq!(measure_ring(&square[..2]).area_m2, 0.0);
        let holed = measure_polygon(&square, std::slice::from_ref(&square));
        assert_eq!(holed.area_m2, 0.0);
        assert!((holed.perimeter_m - 887_541.834).abs() < 0.01);
    }

    #[test]
    fn a_line_is_as_long_as_its_legs() {
        let line = [at(0.0, 0.0), at(0.0, 1.0), at(0.0, 3.0)];
        // On the equator a degree is a·π/180.
        assert!((length_m(&line) - 3.0 * 6_378_137.0 * std::f64::consts::PI / 180.0).abs() < 1e-6);
        assert_eq!(length_m(&line[..1]), 0.0);
    }

    #[test]
    fn a_ring_over_the_antimeridian_does_not_jump() {
        let ring = circle(at(52.0, 179.9), 50_000.0, 64);
        assert_eq!(ring.len(), 64);
        for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
            assert!((a.lon - b.lon).abs() < 1.0);
        }
        assert!(ring.iter().any(|p| p.lon > 180.0));
        assert!(ring[16].lon < ring[48].lon, "west comes before east: counter-clockwise");
    }

    #[test]
    fn a_bearing_has_three_figures() {
        assert_eq!(format_bearing(359.7), "000°");
        assert_eq!(format_bearing(-0.2), "000°");
        assert_eq!(format_bearing(7.2), "007°");
    }

    proptest! {
        #[test]
        fn every_point_of_a_circle_lies_at_its_radius(lat in -80.0..80.0f64, lon in -180.0..180.0f64, radius_m in 10.0..500_000.0f64) {
            for point in circle(at(lat, lon), radius_m, 24) {
                prop_assert!((distance_m(at(lat, lon), point) - radius_m).abs() < 1e-3);
            }
        }
    }
}
