//! Legend, scale bar and caption: nothing touches, everything mirrors.

use super::*;
use crate::domain::LonLat;
use crate::domain::geodesy::circle;
use crate::picture::marks::*;
use crate::picture::{Camera, DisplayList, GlyphCache, Shape, encode_png, paint};
use crate::text::{Messages, TextEngine, TextRequest, UiLang};

fn entries(theme: Theme) -> Vec<LegendEntry> {
    let mark = |rank: usize, answer, grade| {
        let CategoryStyle { shape, color } = category_style(rank, theme);
        Swatch::Mark(MarkLook { shape, color, answer, grade, selected: false, size_px: 14.0, theme })
    };
    let color = category_style(0, theme).color;
    let answer = MarkAnswer::Certain;
    [
        (mark(0, MarkAnswer::Certain, GradeBand::Solid), "Rocket attack · قصف صاروخي"),
        (mark(1, MarkAnswer::Possible, GradeBand::Thin), "possibly in the window"),
        (mark(2, MarkAnswer::Undated, GradeBand::Broken), "بلا تاريخ"),
        (Swatch::Ring(RingLook { color, answer, is_stated: true, selected: false, theme }), "± 6 km as stated"),
        (Swatch::UnknownRing(color), "radius unknown"),
        (Swatch::Line(LineLook { color, answer, is_precise: false, selected: false, theme }), "approximate line"),
        (Swatch::Area(AreaLook { color, answer: MarkAnswer::Undated, is_precise: false, selected: false, theme }), "undated area"),
    ]
    .map(|(swatch, text)| LegendEntry { swatch, text: text.to_owned() })
    .to_vec()
}

fn text_boxes(list: &DisplayList) -> Vec<[f32; 4]> {
    let as_box = |shape: &Shape| match shape {
        Shape::Text { at, layout, .. } => Some([at[0], at[1], at[0] + layout.width, at[1] + layout.height]),
        _ => None,
    };
    list.shapes.iter().filter_map(as_box).collect()
}

fn do_not_touch(boxes: &[[f32; 4]]) {
    for (idx, a) in boxes.iter().enumerate() {
        for b in boxes.iter().skip(idx + 1) {
            assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "{a:?} and {b:?}");
        }
    }
}

#[test]
fn a_legend_holds_its_text_and_mirrors() {
    let mut text = TextEngine::new();
    for is_mirrored in [false, true] {
        let mut list = DisplayList::default();
        let size = push_legend(&mut list, [10.0, 20.0], is_mirrored, "Legend", &entries(Theme::Light), Theme::Light, &mut text);
        let boxes = text_boxes(&list);
        assert_eq!(boxes.len(), 8);
        do_not_touch(&boxes);
        for [l, t, r, b] in boxes.iter().copied() {
            assert!(l >= 10.0 && t >= 20.0 && r <= 10.0 + size[0] && b <= 20.0 + size[1]);
            // All start at one edge, or all end at one.
            let heading = boxes[0];
            assert!(is_mirrored || l == 18.0 || l == 18.0 + 36.0, "{l}");
            assert!(!is_mirrored || (r - heading[2]).abs() < 0.01 || (heading[2] - 36.0 - r).abs() < 0.01, "{r}");
        }
    }
    let mut list = DisplayList::default();
    assert_eq!(push_legend(&mut list, [0.0, 0.0], false, "Legend", &[], Theme::Light, &mut text), [0.0, 0.0]);
    assert!(list.shapes.is_empty());
}

#[test]
fn names_of_the_graticule_stay_in_the_picture_and_apart() {
    let mut text = TextEngine::new();
    for zoom in [1.0, 5.3, 8.0, 13.7, 18.0] {
        for is_mirrored in [false, true] {
            let camera = Camera { center: LonLat { lon: 38.5, lat: 35.0 }, zoom, size: [1_024.0, 640.0] };
            let mut list = DisplayList::default();
            push_graticule(&mut list, &camera, is_mirrored, Theme::Dark, &mut text);
            let boxes = text_boxes(&list);
            assert!(boxes.len() >= 4, "{zoom}: {}", boxes.len());
            do_not_touch(&boxes);
            assert!(boxes.iter().all(|[l, t, r, b]| *l >= 0.0 && *t >= 0.0 && *r <= 1_024.0 && *b <= 640.0));
        }
    }
}

#[test]
fn the_credit_ends_at_its_corner() {
    let mut list = DisplayList::default();
    let size = push_attribution(&mut list, [800.0, 600.0], false, "Natural Earth", Theme::Light, &mut TextEngine::new());
    let Some(Shape::Rect { min, max, .. }) = list.shapes.first() else { panic!("a ground for the text") };
    assert_eq!((*max, *min), ([800.0, 600.0], [800.0 - size[0], 600.0 - size[1]]));
}

/// Writes a map's furniture to the file that MARSAD_FURNITURE names, for the eye.
#[test]
#[ignore = "draws a sheet for a person to look at"]
fn sheet_of_furniture() {
    let Ok(path) = std::env::var("MARSAD_FURNITURE") else { return };
    let scale = std::env::var("MARSAD_SCALE").ok().and_then(|s| s.parse().ok()).unwrap_or(1.0f32);
    let mut all = DisplayList::default();
    let mut text = TextEngine::new();
    let theme = if std::env::var("MARSAD_DARK").is_ok() { Theme::Dark } else { Theme::Light };
    let camera = Camera { center: LonLat { lon: 40.57, lat: 35.09 }, zoom: 9.2, size: [1_000.0, 640.0] };
    let is_mirrored = std::env::var("MARSAD_MIRRORED").is_ok();
    let messages = Messages::new(if is_mirrored { UiLang::Ar } else { UiLang::En });
    push_graticule(&mut all, &camera, is_mirrored, theme, &mut text);
    for (n, (lon, lat, radius_m)) in [(40.57, 35.09, 6_000.0), (40.2, 35.2, 12_000.0), (40.9, 34.9, 3_000.0)].into_iter().enumerate() {
        let CategoryStyle { shape, color } = category_style(n, theme);
        let answer = [MarkAnswer::Certain, MarkAnswer::Possible, MarkAnswer::Undated][n];
        let ring: Vec<_> = circle(LonLat { lon, lat }, radius_m, 96).into_iter().map(|at| camera.px_from_lon_lat(at)).collect();
        push_ring(&mut all, &ring, &RingLook { color, answer, is_stated: n != 1, selected: false, theme });
        let look = MarkLook { shape, color, answer, grade: GradeBand::Solid, selected: false, size_px: 14.0, theme };
        push_sign(&mut all, camera.px_from_lon_lat(LonLat { lon, lat }), &look);
    }
    for (n, number) in ["2", "17", "259", "1 204", "٣٤"].into_iter().enumerate() {
        let answer = [MarkAnswer::Certain, MarkAnswer::Possible, MarkAnswer::Undated][n % 3];
        let color = if n < 3 { theme.stack() } else { category_style(n, theme).color };
        let layout = text.layout(&TextRequest::new(number, 13.0).semibold());
        push_stack(&mut all, [120.0 + 60.0 * n as f32, 500.0], &layout, &StackLook { color, answer, selected: n == 3, theme });
    }
    let x = if is_mirrored { 30.0 } else { 740.0 };
    push_legend(&mut all, [x, 60.0], is_mirrored, if is_mirrored { "مفتاح الخريطة" } else { "Legend" }, &entries(theme), theme, &mut text);
    push_scale_bar(&mut all, [if is_mirrored { 960.0 } else { 40.0 }, 620.0], &camera, 140.0, theme, &messages, &mut text);
    push_attribution(
        &mut all,
        [if is_mirrored { 0.0 } else { 1_000.0 }, 640.0],
        is_mirrored,
        "Natural Earth · GeoNames CC BY 4.0",
        theme,
        &mut text,
    );
    let size = [1_000.0 * scale, 640.0 * scale].map(|v| v as u32);
    let picture = paint(&all, size, scale, theme.land(), &mut GlyphCache::new()).expect("size");
    std::fs::write(path, encode_png(&picture).expect("png")).expect("written");
}
