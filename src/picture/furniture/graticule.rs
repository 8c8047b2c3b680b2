//! Meridians and parallels at round distances, with their names at the picture's edge.

use crate::domain::LonLat;
use crate::picture::marks::Theme;
use crate::picture::{Camera, DisplayList, Shape, Stroke};
use crate::text::{TextEngine, TextRequest};

/// Arc seconds between lines, from close to far.
const STEPS: [i64; 20] =
    [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 18_000, 36_000, 54_000, 108_000, 162_000, FARTHEST];
/// A quarter of the way round.
const FARTHEST: i64 = 324_000;
/// Lines stand at least this far apart.
const LEAST_GAP_PX: f64 = 120.0;
const TEXT_PX: f32 = 11.0;
/// From the picture's edge to a name.
const EDGE_PX: f32 = 4.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraticuleAxis {
    Meridian,
    Parallel,
}

/// One line across the picture. In Mercator both kinds are straight.
#[derive(Clone, Debug, PartialEq)]
pub struct GraticuleLine {
    pub axis: GraticuleAxis,
    /// Degrees; longitudes within ±180.
    pub value_deg: f64,
    pub from: [f32; 2],
    pub to: [f32; 2],
    /// `35°30′N`, no finer than the step.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Graticule {
    /// Arc seconds between lines.
    pub step_arcsec: i64,
    pub lines: Vec<GraticuleLine>,
}

/// The lines that cross the picture. None for a picture without size or at a faulty place.
pub fn graticule(camera: &Camera) -> Graticule {
    let px_per_arcsec = camera.world_px() / (360.0 * 3_600.0);
    let step_arcsec = STEPS.into_iter().find(|step| *step as f64 * px_per_arcsec >= LEAST_GAP_PX).unwrap_or(FARTHEST);
    let [width, height] = camera.size;
    let (nw, se) = (camera.lon_lat([0.0, 0.0]), camera.lon_lat([width, height]));
    let mut lines = Vec::new();
    for arcsec in multiples(nw.lon, se.lon, step_arcsec) {
        let lon = arcsec as f64 / 3_600.0;
        let [x, _] = camera.px_from_lon_lat(LonLat { lon, lat: 0.0 });
        let turned = (arcsec + 648_000).rem_euclid(1_296_000) - 648_000;
        lines.push(GraticuleLine {
            axis: GraticuleAxis::Meridian,
            value_deg: turned as f64 / 3_600.0,
            from: [x, 0.0],
            to: [x, height],
            text: name(turned, ['E', 'W']),
        });
    }
    for arcsec in multiples(se.lat.max(-85.0), nw.lat.min(85.0), step_arcsec) {
        let lat = arcsec as f64 / 3_600.0;
        let [_, y] = camera.px_from_lon_lat(LonLat { lon: camera.center.lon, lat });
        lines.push(GraticuleLine {
            axis: GraticuleAxis::Parallel,
            value_deg: lat,
            from: [0.0, y],
            to: [width, y],
            text: name(arcsec, ['N', 'S']),
        });
    }
    Graticule { step_arcsec, lines }
}

/// Draws the lines as hairlines and their names along the top and the left edge (the right edge in a mirrored picture).
pub fn push_graticule(list: &mut DisplayList, camera: &Camera, is_mirrored: bool, theme: Theme, text: &mut TextEngine) {
    let found = graticule(camera);
    let stroke = Stroke { width: 0.75, color: theme.muted_ink().with_alpha(80), dash: None };
    for line in &found.lines {
        list.push(Shape::Polyline { points: vec![line.from, line.to], closed: false, stroke });
    }
    let [width, height] = camera.size;
    for line in &found.lines {
        let label = text.layout(&TextRequest::new(&line.text, TEXT_PX));
        let (w, h) = (label.width, label.height);
        let at = match line.axis {
            GraticuleAxis::Meridian => [line.from[0] - w / 2.0, EDGE_PX],
            GraticuleAxis::Parallel if is_mirrored => [width - EDGE_PX - w, line.from[1] - h / 2.0],
            GraticuleAxis::Parallel => [EDGE_PX, line.from[1] - h / 2.0],
        };
        // Names stay whole and out of the corners, where the two rows would meet.
        let is_free = match line.axis {
            GraticuleAxis::Meridian => at[0] > 64.0 && at[0] + w < width - 64.0,
            GraticuleAxis::Parallel => at[1] > EDGE_PX + 1.5 * h && at[1] + h < height - EDGE_PX,
        };
        if is_free {
            let halo = Some((theme.land().with_alpha(220), 1.5));
            list.push(Shape::Text { at, layout: label, color: theme.muted_ink(), halo });
        }
    }
}

/// Multiples of the step between two degrees. Few, as the step was chosen by the picture's size.
fn multiples(from_deg: f64, to_deg: f64, step: i64) -> impl Iterator<Item = i64> {
    let is_sound = from_deg.is_finite() && to_deg.is_finite() && to_deg - from_deg < 3_600.0;
    let first = (from_deg * 3_600.0 / step as f64).ceil() as i64;
    let last = if is_sound { (to_deg * 3_600.0 / step as f64).floor() as i64 } else { first - 1 };
    (first..=last).take(200).map(move |n| n * step)
}

fn name(arcsec: i64, [positive, negative]: [char; 2]) -> String {
    let letter = match arcsec {
        0 => String::new(),
        648_000 | -648_000 => String::new(),
        a if a > 0 => positive.to_string(),
        _ => negative.to_string(),
    };
    let rest = arcsec.abs();
    let (degrees, minutes, seconds) = (rest / 3_600, rest / 60 % 60, rest % 60);
    match (minutes, seconds) {
        (0, 0) => format!("{degrees}°{letter}"),
        (_, 0) => format!("{degrees}°{minutes:02}′{letter}"),
        _ => format!("{degrees}°{minutes:02}′{seconds:02}″{letter}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(camera: &Camera, axis: GraticuleAxis) -> Vec<String> {
        graticule(camera).lines.into_iter().filter(|line| line.axis == axis).map(|line| line.text).collect()
    }

    #[test]
    fn a_view_of_syria_has_every_second_degree() {
        let camera = Camera { center: LonLat { lon: 38.5, lat: 35.0 }, zoom: 6.5, size: [1_440.0, 900.0] };
        // 256 · 2^6.5 / 360 = 64 px a degree.
        assert_eq!(graticule(&camera).step_arcsec, 7_200);
        assert_eq!(texts(&camera, GraticuleAxis::Parallel).first().map(String::as_str), Some("30°N"));
        assert!(texts(&camera, GraticuleAxis::Meridian).contains(&"38°E".to_owned()));
    }

    #[test]
    fn names_are_no_finer_than_the_step() {
        let camera = Camera { center: LonLat { lon: 40.57, lat: -35.09 }, zoom: 12.0, size: [800.0, 600.0] };
        assert_eq!(texts(&camera, GraticuleAxis::Meridian), ["40°30′E", "40°35′E", "40°40′E"].map(str::to_owned).to_vec());
        assert!(texts(&camera, GraticuleAxis::Parallel).contains(&"35°05′S".to_owned()));
        assert_eq!(name(0, ['N', 'S']), "0°");
        assert_eq!(name(-648_000, ['E', 'W']), "180°");
        assert_eq!(name(128_130, ['E', 'W']), "35°35′30″E");
    }

    #[test]
    fn lines_run_on_over_the_antimeridian() {
        let camera = Camera { center: LonLat { lon: 179.0, lat: 0.0 }, zoom: 5.0, size: [1_000.0, 400.0] };
        let found = texts(&camera, GraticuleAxis::Meridian);
        assert!(
            found.contains(&"170°E".to_owned()) && found.contains(&"180°".to_owned()) && found.contains(&"170°W".to_owned()),
            "{found:?}"
        );
    }

    proptest! {
        #[test]
        fn lines_are_few_and_fall_where_the_camera_says(lon in -180.0..180.0f64, lat in -84.0..84.0f64, zoom in 0.0..20.0f64) {
            let camera = Camera { center: LonLat { lon, lat }, zoom, size: [1_440.0, 900.0] };
            let found = graticule(&camera);
            prop_assert!(found.lines.len() <= 60);
            for line in found.lines {
                let at = camera.lon_lat([line.from[0], line.from[1]]);
                let off_deg = match line.axis {
                    GraticuleAxis::Meridian => (at.lon - line.value_deg + 540.0).rem_euclid(360.0) - 180.0,
                    GraticuleAxis::Parallel => at.lat - line.value_deg,
                };
                // f32 pixels of a picture this size.
                prop_assert!(off_deg.abs() * camera.world_px() / 360.0 < 0.02);
            }
        }
    }
}
