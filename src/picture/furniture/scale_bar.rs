//! A scale bar that is true in the middle of the picture; Mercator stretches everything north and south of it differently.

use crate::picture::marks::Theme;
use crate::picture::{Camera, DisplayList, Rgba, Shape, Stroke};
use crate::text::{Messages, TextEngine, TextRequest};

const TEXT_PX: f32 = 11.0;
/// First eccentricity of WGS 84, squared.
const E2: f64 = 0.006_694_379_990_14;

/// A round length and how wide it is here.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleBar {
    pub length_m: f64,
    pub width_px: f32,
}

/// The longest of 1, 2, 5, 10, … metres that fits into `max_width_px`, measured along the parallel through the picture's
/// centre. `None` where not even a metre fits, or the whole Earth does.
pub fn scale_bar(camera: &Camera, max_width_px: f32) -> Option<ScaleBar> {
    let lat = camera.center.lat.to_radians();
    // The picture is the sphere's Mercator; the ellipsoid's parallel is wider by this.
    let metres_per_px = camera.metres_per_px(camera.center.lat) / (1.0 - E2 * lat.sin().powi(2)).sqrt();
    let most_m = metres_per_px * f64::from(max_width_px);
    if !(1.0..4e7).contains(&most_m) {
        return None;
    }
    let decade = 10f64.powi(most_m.log10().floor() as i32);
    let length_m = [5.0, 2.0, 1.0].into_iter().map(|lead| lead * decade).find(|length_m| *length_m <= most_m)?;
    Some(ScaleBar { length_m, width_px: (length_m / metres_per_px) as f32 })
}

/// Draws the bar with its lower left corner at `at`, or its lower right one where the language is written from the right. Says what it
/// drew.
pub fn push_scale_bar(
    list: &mut DisplayList,
    at: [f32; 2],
    camera: &Camera,
    max_width_px: f32,
    theme: Theme,
    messages: &Messages,
    text: &mut TextEngine,
) -> Option<ScaleBar> {
    let is_mirrored = messages.lang().is_rtl();
    let bar = scale_bar(camera, max_width_px)?;
    // Ends on whole pixels, so that both look equally sharp; the bar errs by half a pixel at most.
    let left = if is_mirrored { at[0] - bar.width_px } else { at[0] };
    let (left, right, foot) = (left.round() + 0.5, (left + bar.width_px).round() + 0.5, at[1].round() - 0.5);
    let middle = ((left + right) / 2.0).floor() + 0.5;
    let frame = vec![[left, foot - 6.0], [left, foot], [right, foot], [right, foot - 6.0]];
    let tick = vec![[middle, foot - 4.0], [middle, foot]];
    let mut line = |points: &[[f32; 2]], width: f32, color: Rgba| {
        list.push(Shape::Polyline { points: points.to_vec(), closed: false, stroke: Stroke { width, color, dash: None } });
    };
    let hem = theme.land().with_alpha(200);
    line(&frame, 4.0, hem);
    line(&tick, 4.0, hem);
    line(&frame, 1.5, theme.ink());
    line(&tick, 1.0, theme.ink());
    let label = text.layout(&TextRequest::new(&messages.radius(bar.length_m), TEXT_PX));
    list.push(Shape::Text {
        at: [((left + right - label.width) / 2.0).round(), foot - 7.0 - label.height],
        layout: label,
        color: theme.ink(),
        halo: Some((theme.land().with_alpha(220), 1.5)),
    });
    Some(bar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LonLat;
    use crate::domain::geodesy::distance_m;
    use proptest::prelude::*;

    fn camera(lat: f64, zoom: f64) -> Camera {
        Camera { center: LonLat { lon: 40.0, lat }, zoom, size: [1_440.0, 900.0] }
    }

    #[test]
    fn lengths_are_round() {
        let bar = scale_bar(&camera(35.0, 8.0), 120.0).expect("fits");
        assert_eq!(bar.length_m, 50_000.0);
        let bar = scale_bar(&camera(35.0, 16.0), 120.0).expect("fits");
        assert_eq!(bar.length_m, 200.0);
        assert_eq!(scale_bar(&camera(35.0, 30.0), 120.0), None);
        assert_eq!(scale_bar(&camera(f64::NAN, 8.0), 120.0), None);
    }

    proptest! {
        #[test]
        fn the_bar_is_as_long_as_it_says(lat in -70.0..70.0f64, zoom in 9.0..19.0f64) {
            let camera = camera(lat, zoom);
            let bar = scale_bar(&camera, 140.0).expect("fits");
            prop_assert!(bar.width_px <= 140.0 && bar.width_px > 55.0);
            // Measured on the ellipsoid between the two pixels that the ends fall on.
            let half = bar.width_px / 2.0;
            let ends = [720.0 - half, 720.0 + half].map(|x| camera.lon_lat([x, 450.0]));
            prop_assert!((distance_m(ends[0], ends[1]) / bar.length_m - 1.0).abs() < 3e-4);
        }
    }
}
