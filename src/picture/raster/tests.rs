//! The painter, pixel by pixel.

use std::sync::Arc;

use super::*;
use crate::picture::{Shape, Stroke};

const WHITE: Rgba = Rgba::rgb(255, 255, 255);
const BLACK: Rgba = Rgba::rgb(0, 0, 0);

fn painted(shapes: Vec<Shape>, size_px: [u32; 2], scale: f32) -> Picture {
    paint(&DisplayList { shapes }, size_px, scale, WHITE, &mut GlyphCache::new()).expect("a sound size")
}

fn red(picture: &Picture, x: u32, y: u32) -> u8 {
    picture.pixel(x, y).expect("inside")[0]
}

fn line(points: Vec<[f32; 2]>, dash: Option<[f32; 2]>) -> Shape {
    Shape::Polyline { points, closed: false, stroke: Stroke { width: 2.0, color: BLACK, dash } }
}

#[test]
fn a_rectangle_covers_its_pixels_and_shares_those_it_cuts() {
    let rect = Shape::Rect { min: [1.0, 1.0], max: [3.5, 2.0], corner: 0.0, fill: Some(BLACK), stroke: None };
    let picture = painted(vec![rect.clone()], [6, 4], 1.0);
    let row: Vec<u8> = (0..6).map(|x| red(&picture, x, 1)).collect();
    assert_eq!([row[0], row[1], row[2], row[4], row[5]], [255, 0, 0, 255, 255]);
    assert!((120..=136).contains(&row[3]), "half covered: {}", row[3]);
    assert_eq!(red(&picture, 1, 0), 255);
    assert_eq!(red(&picture, 1, 2), 255);
    // Twice the scale: 2 to 7 and 2 to 4.
    let large = painted(vec![rect], [12, 8], 2.0);
    assert_eq!([red(&large, 1, 2), red(&large, 2, 2), red(&large, 6, 3), red(&large, 7, 3), red(&large, 6, 4)], [255, 0, 0, 255, 255]);
}

#[test]
fn half_an_alpha_gives_half_the_ink_and_straight_colour() {
    let rect = |color| Shape::Rect { min: [0.0, 0.0], max: [4.0, 4.0], corner: 0.0, fill: Some(color), stroke: None };
    let over_white = painted(vec![rect(Rgba([200, 0, 100, 128]))], [4, 4], 1.0);
    let [r, g, b, a] = over_white.pixel(2, 2).expect("inside");
    // 128/255 of the colour and the rest of white.
    assert!(r.abs_diff(227) <= 1 && g.abs_diff(127) <= 1 && b.abs_diff(177) <= 1 && a == 255);
    let clear = DisplayList { shapes: vec![rect(Rgba([200, 0, 100, 128]))] };
    let [r, g, b, a] = paint(&clear, [4, 4], 1.0, Rgba([0, 0, 0, 0]), &mut GlyphCache::new()).expect("size").pixel(1, 1).expect("inside");
    assert!(r.abs_diff(200) <= 1 && g == 0 && b.abs_diff(100) <= 1 && a == 128);
}

#[test]
fn triangles_of_either_winding_melt_together_without_a_seam() {
    let points = Arc::new(vec![[2.3, 1.7], [37.9, 3.1], [35.2, 36.4], [4.4, 33.8]]);
    for indices in [vec![0, 1, 2, 0, 2, 3], vec![0, 1, 2, 3, 2, 0], vec![2, 1, 0, 0, 2, 3]] {
        let shape = Shape::Triangles { points: points.clone(), indices: Arc::new(indices), color: Rgba([0, 0, 0, 128]) };
        let picture = painted(vec![shape], [40, 40], 1.0);
        let inside = red(&picture, 20, 10);
        for step in 6..32 {
            // Along the diagonal that both triangles share.
            assert_eq!(red(&picture, step, step), inside, "at {step}");
        }
    }
}

#[test]
fn triangles_far_larger_than_the_canvas_still_fill_it() {
    let points = Arc::new(vec![[-1e8, -1e8], [1e8, -1e8], [1e8, 1e8], [-1e8, 1e8]]);
    let shape = Shape::Triangles { points, indices: Arc::new(vec![0, 1, 2, 0, 2, 3, 0, 1, 99]), color: BLACK };
    let picture = painted(vec![shape], [50, 30], 1.0);
    assert!(picture.rgba.chunks_exact(4).all(|pixel| pixel == [0, 0, 0, 255]));
}

#[test]
fn a_circle_has_the_area_of_a_circle() {
    let circle = Shape::Circle { center: [50.0, 50.0], radius: 30.0, fill: Some(BLACK), stroke: None };
    let picture = painted(vec![circle], [100, 100], 1.0);
    let ink: f64 = picture.rgba.chunks_exact(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum();
    // The rasteriser samples a pixel 4 × 4 times, which takes a little from round edges.
    assert!((ink - std::f64::consts::PI * 900.0).abs() < 25.0, "{ink}");
}

#[test]
fn a_ring_of_any_size_passes_through_its_point() {
    // The ring's western edge lies at x = 20 whatever the radius.
    for radius in [10.0f32, 1_000.0, 5_000.0, 50_000.0] {
        let stroke = Some(Stroke { width: 2.0, color: BLACK, dash: None });
        let ring = Shape::Circle { center: [20.0 + radius, 16.0], radius, fill: None, stroke };
        let picture = painted(vec![ring], [40, 32], 1.0);
        assert!(red(&picture, 19, 16) < 60 && red(&picture, 20, 16) < 60, "radius {radius}");
        assert_eq!(red(&picture, 10, 16), 255);
    }
}

#[test]
fn dashes_fall_where_the_pattern_says() {
    let picture = painted(vec![line(vec![[0.0, 5.0], [40.0, 5.0]], Some([6.0, 4.0]))], [40, 10], 1.0);
    for x in 0..40 {
        assert_eq!(red(&picture, x, 5), if x % 10 < 6 { 0 } else { 255 }, "at {x}");
    }
}

#[test]
fn a_dashed_ring_closes_without_a_stump() {
    let stroke = Some(Stroke { width: 2.0, color: BLACK, dash: Some([5.0, 4.0]) });
    let ring = Shape::Circle { center: [50.0, 50.0], radius: 40.0, fill: None, stroke };
    let picture = painted(vec![ring], [100, 100], 1.0);
    let dark: Vec<bool> = (0..3_600)
        .map(|tenth| {
            let (sin, cos) = (f64::from(tenth) / 10.0).to_radians().sin_cos();
            red(&picture, (50.0 + 40.0 * cos) as u32, (50.0 + 40.0 * sin) as u32) < 128
        })
        .collect();
    let num_dashes = (0..dark.len()).filter(|&n| !dark[n] && dark[(n + 1) % dark.len()]).count();
    // 2π·40 / 9 = 27.9.
    assert_eq!(num_dashes, 28);
}

#[test]
fn faulty_and_endless_shapes_leave_the_rest_alone() {
    let nan = f32::NAN;
    let stroke = Some(Stroke { width: 1.0, color: BLACK, dash: Some([1.0, 1.0]) });
    let shapes = vec![
        line(vec![[nan, 0.0], [f32::INFINITY, 3.0], [1e38, -1e38]], Some([2.0, 2.0])),
        line(vec![[-1e9, -1e9], [-1e9, 1e9], [-500.0, 1e9]], Some([0.01, 0.01])),
        line(vec![], None),
        Shape::Circle { center: [nan, 0.0], radius: 4.0, fill: Some(BLACK), stroke },
        Shape::Circle { center: [0.0, 0.0], radius: -4.0, fill: Some(BLACK), stroke },
        Shape::Circle { center: [-9e8, 0.0], radius: 2e8, fill: Some(BLACK), stroke },
        Shape::Convex { points: vec![[nan, nan], [1.0, 1.0], [9.0, 9.0]], fill: Some(BLACK), stroke: None },
        Shape::Convex { points: vec![[1.0, 1.0]], fill: Some(BLACK), stroke },
        Shape::Rect { min: [nan, 0.0], max: [4.0, 4.0], corner: 3.0, fill: Some(BLACK), stroke },
        Shape::Rect { min: [1e30, 1e30], max: [2e30, 2e30], corner: 3.0, fill: Some(BLACK), stroke },
        Shape::Triangles { points: Arc::new(vec![[nan, 0.0], [5.0, 5.0], [0.0, 9.0]]), indices: Arc::new(vec![0, 1, 2, 7]), color: BLACK },
        Shape::Rect { min: [6.0, 6.0], max: [7.0, 7.0], corner: 0.0, fill: Some(BLACK), stroke: None },
    ];
    let picture = painted(shapes, [10, 10], 1.0);
    let dark: Vec<(u32, u32)> = (0..10).flat_map(|x| (0..10).map(move |y| (x, y))).filter(|&(x, y)| red(&picture, x, y) < 250).collect();
    // Besides the last square only the dot of the one-point polygon may show.
    assert!(dark.contains(&(6, 6)));
    assert!(dark.iter().all(|&(x, y)| (x, y) == (6, 6) || (x <= 1 && y <= 1)), "{dark:?}");
}

#[test]
fn rounded_corners_are_round_and_sides_are_straight() {
    let rect = Shape::Rect { min: [0.0, 0.0], max: [20.0, 20.0], corner: 8.0, fill: Some(BLACK), stroke: None };
    let picture = painted(vec![rect], [20, 20], 1.0);
    assert_eq!(red(&picture, 0, 0), 255);
    assert_eq!(red(&picture, 10, 0), 0);
    assert_eq!(red(&picture, 19, 10), 0);
    // A quarter circle of radius 8 leaves 8² − π·8²/4 = 13.7 of its corner free.
    let free: f64 = (0..8).flat_map(|x| (0..8).map(move |y| (x, y))).map(|(x, y)| f64::from(red(&picture, x, y)) / 255.0).sum();
    assert!((free - 13.7).abs() < 0.8, "{free}");
}

#[test]
fn a_dashed_frame_goes_round_its_corners() {
    let stroke = Some(Stroke { width: 2.0, color: BLACK, dash: Some([4.0, 3.0]) });
    let rect = Shape::Rect { min: [5.0, 5.0], max: [45.0, 45.0], corner: 20.0, fill: None, stroke };
    let picture = painted(vec![rect], [50, 50], 1.0);
    let dark: Vec<(u32, u32)> = (0..50).flat_map(|x| (0..50).map(move |y| (x, y))).filter(|&(x, y)| red(&picture, x, y) < 128).collect();
    // Side 40 with corners of 20 is a circle: all ink lies 20 from the middle, and a good half of the way round is inked.
    assert!(dark.iter().all(|&(x, y)| ((f64::from(x) - 24.5).hypot(f64::from(y) - 24.5) - 20.0).abs() < 1.8));
    assert!((100..=190).contains(&dark.len()), "{}", dark.len());
}

#[test]
fn no_picture_is_made_of_an_absurd_size() {
    let list = DisplayList::default();
    for (size, scale) in [([0, 10], 1.0), ([10, 0], 1.0), ([100_000, 100_000], 1.0), ([10, 10], 0.0), ([10, 10], f32::NAN)] {
        assert!(matches!(paint(&list, size, scale, WHITE, &mut GlyphCache::new()), Err(PictureError::Size { .. })));
    }
}

#[test]
fn a_png_holds_the_pixels_says_srgb_and_is_the_same_each_time() {
    for (background, num_channels) in [(Rgba([10, 200, 30, 255]), 3), (Rgba([10, 200, 30, 77]), 4)] {
        let list = DisplayList { shapes: vec![line(vec![[0.0, 0.0], [8.0, 6.0]], None)] };
        let picture = paint(&list, [8, 6], 1.0, background, &mut GlyphCache::new()).expect("size");
        let bytes = encode_png(&picture).expect("png");
        assert_eq!(bytes, encode_png(&picture.clone()).expect("png"));
        let decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
        let mut reader = decoder.read_info().expect("header");
        assert!(reader.info().srgb.is_some());
        let mut pixels = vec![0; reader.output_buffer_size().expect("size")];
        let frame = reader.next_frame(&mut pixels).expect("frame");
        assert_eq!((frame.width, frame.height), (8, 6));
        let back: Vec<[u8; 4]> = pixels.chunks_exact(num_channels).map(|c| [c[0], c[1], c[2], c.get(3).copied().unwrap_or(255)]).collect();
        assert_eq!(back.concat(), picture.rgba);
    }
}

fn text_at(at: [f32; 2], words: &str, halo: Option<(Rgba, f32)>) -> Shape {
    let layout = crate::text::TextEngine::new().layout(&crate::text::TextRequest::new(words, 20.0));
    Shape::Text { at, layout, color: BLACK, halo }
}

/// Left, top, right, bottom of what is darker than the paper.
fn ink_box(picture: &Picture) -> [u32; 4] {
    let dark = (0..picture.width).flat_map(|x| (0..picture.height).map(move |y| (x, y))).filter(|&(x, y)| red(picture, x, y) < 250);
    dark.fold([u32::MAX, u32::MAX, 0, 0], |[l, t, r, b], (x, y)| [l.min(x), t.min(y), r.max(x), b.max(y)])
}

#[test]
fn letters_stand_where_the_layout_says_at_any_scale() {
    for words in ["marsad", "مرصد 35", "Ağrı"] {
        let layout = crate::text::TextEngine::new().layout(&crate::text::TextRequest::new(words, 20.0));
        for scale in [1.0f32, 2.0, 3.0] {
            let size = [200.0 * scale, 60.0 * scale].map(|v| v as u32);
            let [l, t, r, b] = ink_box(&painted(vec![text_at([20.0, 10.0], words, None)], size, scale)).map(|v| v as f32 / scale);
            assert!(l >= 18.5 && r <= 21.5 + layout.width, "{words}: {l} to {r}");
            assert!(r - l > 0.8 * layout.width, "{words} fills its box: {l} to {r} of {}", layout.width);
            assert!(t >= 10.0 && b <= 10.0 + layout.height && b > 9.0 + layout.baseline, "{words}: {t} to {b}");
        }
    }
}

#[test]
fn a_halo_is_as_wide_as_asked_on_every_side() {
    let grey = Rgba::rgb(128, 128, 128);
    let plain = ink_box(&painted(vec![text_at([20.0, 10.0], "HIH", None)], [120, 60], 1.0));
    let with = ink_box(&painted(vec![text_at([20.0, 10.0], "HIH", Some((grey, 3.0)))], [120, 60], 1.0));
    for (plain, with) in plain.into_iter().zip(with) {
        assert!((2..=4).contains(&plain.abs_diff(with)), "{plain} {with}");
    }
}

#[test]
fn text_moves_with_its_place_and_may_hang_over_the_edge() {
    let mut glyphs = GlyphCache::new();
    let mut at = |x: f32| {
        let list = DisplayList { shapes: vec![text_at([x, 10.0], "Deir ez-Zor", Some((WHITE, 2.0)))] };
        paint(&list, [300, 50], 1.0, WHITE, &mut glyphs).expect("size")
    };
    let (here, there, cut) = (at(10.0), at(50.0), at(-40.0));
    for x in 0..250 {
        for y in 0..50 {
            assert_eq!(red(&here, x, y), red(&there, x + 40, y));
            assert_eq!(red(&here, x + 50, y), red(&cut, x, y));
        }
    }
    assert_eq!(ink_box(&at(f32::NAN)), [u32::MAX, u32::MAX, 0, 0]);
    assert_eq!(ink_box(&at(-1e9)), [u32::MAX, u32::MAX, 0, 0]);
}
