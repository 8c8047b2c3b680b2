//! The basemap: what lies where, and which labels are drawn.

use super::decode::{Block, Layer};
use super::*;
use crate::picture::{Camera, DisplayList, LonLat, Rgba, Shape, world_from_lon_lat};

fn basemap() -> Basemap {
    Basemap::embedded().unwrap()
}

fn camera(lon: f64, lat: f64, zoom: f64) -> Camera {
    Camera { center: LonLat { lon, lat }, zoom, size: [1440.0, 900.0] }
}

fn steps(lon: f64, lat: f64) -> [f64; 2] {
    let world = world_from_lon_lat(LonLat { lon, lat });
    [world.x * decode::SIDE, world.y * decode::SIDE]
}

/// Whether a triangle of the layer holds the point at the level: a plain scan over every mesh.
fn covered(map: &Basemap, level: u8, layer: Layer, [lon, lat]: [f64; 2]) -> bool {
    let point = steps(lon, lat);
    let side = |a: [i32; 2], b: [i32; 2]| {
        let ([ax, ay], [bx, by]) = (a.map(f64::from), b.map(f64::from));
        (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax) >= 0.0
    };
    map.blocks.iter().filter(|lazy| lazy.section.kind == level).any(|lazy| {
        let block = lazy.get();
        block.chunks.iter().filter(|chunk| chunk.layer == layer).any(|chunk| {
            let points = block.points(chunk);
            block.triangles(chunk).iter().any(|corners| {
                let [a, b, c] = corners.map(|corner| points[corner as usize]);
                side(a, b) && side(b, c) && side(c, a)
            })
        })
    })
}

fn find<'a>(labels: &'a [PlaceLabel], name: &str) -> &'a PlaceLabel {
    labels.iter().find(|label| label.name == name).unwrap_or_else(|| panic!("{name} is not on the map"))
}

fn drawn(map: &Basemap, camera: &Camera) -> Vec<Shape> {
    let mut list = DisplayList::default();
    map.draw(camera, &BasemapStyle::light(), 1.0, &mut list);
    list.shapes
}

fn positions(shapes: &[Shape]) -> Vec<[f32; 2]> {
    let of = |shape: &Shape| match shape {
        Shape::Triangles { points, .. } => points.as_ref().clone(),
        Shape::Polyline { points, .. } => points.clone(),
        _ => Vec::new(),
    };
    shapes.iter().flat_map(of).collect()
}

#[test]
fn every_part_of_the_file_decodes() {
    basemap().check().unwrap();
}

#[test]
fn the_file_is_at_most_three_megabytes() {
    assert!(WORLD.len() <= 3_000_000, "{} bytes", WORLD.len());
}

#[test]
fn a_damaged_or_foreign_file_is_an_error_and_no_panic() {
    assert_eq!(decode::sections(b"GIF89a and more bytes").unwrap_err(), BasemapError::NotABasemap);
    assert_eq!(decode::sections(&WORLD[..40]).unwrap_err(), BasemapError::Truncated);
    assert_eq!(decode::sections(&WORLD[..WORLD.len() - 1]).unwrap_err(), BasemapError::Truncated);
    let mut newer = WORLD.to_vec();
    newer[8] = 9;
    assert_eq!(decode::sections(newer.leak()).unwrap_err(), BasemapError::Version { found: 9 });
    let mut torn = WORLD.to_vec();
    let middle = torn.len() / 2;
    torn[middle..middle + 64].fill(0xff);
    let sections = decode::sections(torn.leak()).unwrap();
    assert!(sections.iter().any(|section| section.kind != NAMES && Block::decode(section).is_err()));
}

#[test]
fn towns_lie_on_land_and_open_sea_does_not() {
    let map = basemap();
    for level in 0..3 {
        for (name, at) in [
            ("Damascus", [36.29, 33.51]),
            ("Baghdad", [44.40, 33.34]),
            ("Nairobi", [36.82, -1.29]),
            ("South Pole side", [90.0, -80.0]),
            ("Chukotka, beyond the antimeridian", [-173.0, 65.5]),
        ] {
            assert!(covered(&map, level, Layer::Land, at), "{name} at level {level}");
        }
        for (name, at) in [
            ("mid Mediterranean", [18.0, 35.0]),
            ("off Latakia", [35.0, 35.2]),
            ("Gulf", [51.0, 27.5]),
            ("Caspian", [51.0, 42.0]),
            ("mid Pacific", [-179.99, 20.0]),
        ] {
            assert!(!covered(&map, level, Layer::Land, at), "{name} at level {level}");
        }
    }
}

#[test]
fn lakes_are_there_and_dry_land_is_not_one() {
    let map = basemap();
    for level in 1..3 {
        for (name, at) in [("Van", [43.0, 38.6]), ("Dead Sea", [35.48, 31.5]), ("Tharthar", [43.2, 34.0]), ("Victoria", [33.0, -1.0])] {
            assert!(covered(&map, level, Layer::Lakes, at), "{name} at level {level}");
        }
        assert!(!covered(&map, level, Layer::Lakes, [36.29, 33.51]));
    }
}

#[test]
fn triangles_have_one_winding() {
    let map = basemap();
    for lazy in &map.blocks {
        let block = lazy.get();
        for chunk in &block.chunks {
            let points = block.points(chunk);
            for corners in block.triangles(chunk) {
                let [a, b, c] = corners.map(|corner| points[corner as usize].map(i64::from));
                assert!((b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0]));
            }
        }
    }
}

#[test]
fn the_euphrates_and_the_tigris_run_at_every_level_near_their_towns() {
    let map = basemap();
    // Towns on the banks, and how far off a river of a 1:50m map may lie, in degrees.
    for [lon, lat] in [[40.14, 35.34], [39.0, 35.95], [44.40, 33.34], [43.13, 36.34]] {
        let [x, y] = steps(lon, lat);
        let reach = 0.12 / 360.0 * decode::SIDE;
        let near = |level: u8| {
            map.blocks.iter().filter(|lazy| lazy.section.kind == level).any(|lazy| {
                let block = lazy.get();
                block.chunks.iter().filter(|chunk| chunk.layer == Layer::Rivers).any(|chunk| {
                    block.points(chunk).windows(2).any(|pair| distance([x, y], pair[0].map(f64::from), pair[1].map(f64::from)) < reach)
                })
            })
        };
        assert!(near(1) && near(2), "no river at {lon}, {lat}");
    }
}

fn distance(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let step = [b[0] - a[0], b[1] - a[1]];
    let length = step[0] * step[0] + step[1] * step[1];
    let part = (((p[0] - a[0]) * step[0] + (p[1] - a[1]) * step[1]) / length.max(1e-9)).clamp(0.0, 1.0);
    (p[0] - a[0] - step[0] * part).hypot(p[1] - a[1] - step[1] * part)
}

#[test]
fn towns_of_the_levant_and_iraq_are_named_in_both_languages() {
    let map = basemap();
    let known = [
        ("Damascus", "دمشق", 36.29, 33.51),
        ("Aleppo", "حلب", 37.16, 36.20),
        ("Deir ez-Zor", "دير الزور", 40.14, 35.34),
        ("Raqqa", "الرقة", 39.01, 35.95),
        ("Hasakah", "الحسكة", 40.74, 36.50),
        ("Qamishli", "القامشلي", 41.23, 37.05),
        ("Baghdad", "بغداد", 44.40, 33.34),
        ("Mosul", "الموصل", 43.13, 36.34),
        ("Erbil", "أربيل", 44.01, 36.19),
        ("Kirkuk", "كركوك", 44.39, 35.47),
        ("Abu Kamal", "البوكمال", 40.92, 34.45),
        ("Al-Mayadin", "الميادين", 40.45, 35.02),
        ("Basra", "البصرة", 47.78, 30.51),
        ("Amman", "عمّان", 35.95, 31.96),
        ("Beirut", "بيروت", 35.50, 33.89),
        ("Jerusalem", "القدس", 35.22, 31.77),
        ("Idlib", "إدلب", 36.63, 35.93),
        ("Homs", "حمص", 36.72, 34.73),
    ];
    for (english, arabic, lon, lat) in known {
        let camera = camera(lon, lat, 9.0);
        let in_english = map.labels(&camera, MapLang::En, 500);
        let in_arabic = map.labels(&camera, MapLang::Ar, 500);
        let (first, second) = (find(&in_english, english), find(&in_arabic, arabic));
        assert_eq!(first.rank, second.rank);
        assert!(second.rtl && !first.rtl);
        let off = (first.lon_lat.lon - lon).hypot(first.lon_lat.lat - lat);
        assert!(off < 0.06, "{english} lies {off} degrees off");
        assert!((first.at[0] - 720.0).abs() < 25.0 && (first.at[1] - 450.0).abs() < 25.0, "{english} at {:?}", first.at);
    }
}

#[test]
fn countries_are_named_in_both_languages_and_capitals_are_marked() {
    let map = basemap();
    let view = camera(40.0, 33.0, 5.0);
    let english = map.labels(&view, MapLang::En, 500);
    let arabic = map.labels(&view, MapLang::Ar, 500);
    for (name, name_ar) in [("Syria", "سوريا"), ("Iraq", "العراق"), ("Turkey", "تركيا"), ("Saudi Arabia", "السعودية"), ("Iran", "إيران")]
    {
        assert_eq!(find(&english, name).rank, find(&arabic, name_ar).rank);
        assert_eq!(find(&english, name).kind, PlaceKind::Country);
    }
    for capital in ["Damascus", "Baghdad", "Amman"] {
        assert_eq!(find(&english, capital).kind, PlaceKind::Capital);
    }
    // Whose capital Jerusalem is, is disputed: it has no mark.
    assert_eq!(find(&map.labels(&camera(35.2, 31.8, 8.0), MapLang::En, 500), "Jerusalem").kind, PlaceKind::City);
}

#[test]
fn a_place_without_an_arabic_name_keeps_its_other_name() {
    let labels = basemap().labels(&camera(-98.0, 39.0, 7.0), MapLang::Ar, 500);
    assert!(labels.iter().any(|label| !label.rtl && label.name.is_ascii()));
    assert!(labels.iter().all(|label| !label.name.is_empty()));
}

#[test]
fn arabic_names_hold_only_letters_of_arabic() {
    let map = basemap();
    let names = map.names();
    let odd = |c: char| !(c == ' ' || ('\u{621}'..='\u{63a}').contains(&c) || ('\u{641}'..='\u{652}').contains(&c));
    for entry in &names.entries {
        assert!(!names.arabic(entry).contains(odd), "{} is {}", names.english(entry), names.arabic(entry));
        assert!(!names.english(entry).is_empty());
    }
}

#[test]
fn names_stay_while_the_map_is_moved() {
    let map = basemap();
    let before = map.labels(&camera(40.0, 35.0, 7.0), MapLang::En, 500);
    let after = map.labels(&camera(40.3, 35.1, 7.0), MapLang::En, 500);
    let inside = |label: &&PlaceLabel| label.at[0] > 200.0 && label.at[0] < 1240.0 && label.at[1] > 200.0 && label.at[1] < 700.0;
    assert!(before.iter().filter(inside).count() > 10);
    for label in before.iter().filter(inside) {
        assert_eq!(find(&after, &label.name).rank, label.rank);
    }
    assert!(before.is_sorted_by_key(|label| label.rank));
    assert_eq!(map.labels(&camera(40.0, 35.0, 7.0), MapLang::En, 5), before[..5]);
}

#[test]
fn placed_names_touch_nothing_and_stay_inside() {
    let map = basemap();
    let bounds = LabelBox { min: [0.0, 0.0], max: [1440.0, 900.0] };
    let obstacle = LabelBox { min: [500.0, 300.0], max: [900.0, 600.0] };
    for (zoom, lang) in
        [(2.0, MapLang::En), (5.0, MapLang::Ar), (6.5, MapLang::Ar), (7.0, MapLang::En), (9.0, MapLang::Ar), (11.0, MapLang::En)]
    {
        let labels = map.labels(&camera(36.3, 33.5, zoom), lang, 400);
        let measure = |index: usize| [labels[index].name.chars().count() as f32 * 7.0, 16.0];
        let placed = place_labels(&labels, &[obstacle], bounds, measure);
        assert!(placed.len() >= 8, "{} names at zoom {zoom}", placed.len());
        assert_eq!(placed, place_labels(&labels, &[obstacle], bounds, measure));
        for (index, one) in placed.iter().enumerate() {
            let [left, top] = one.at;
            let [right, bottom] = [left + one.size[0], top + one.size[1]];
            assert!(left >= 0.0 && top >= 0.0 && right <= 1440.0 && bottom <= 900.0);
            assert!(right <= 500.0 || left >= 900.0 || bottom <= 300.0 || top >= 600.0);
            for other in &placed[..index] {
                let apart = left >= other.at[0] + other.size[0]
                    || other.at[0] >= right
                    || top >= other.at[1] + other.size[1]
                    || other.at[1] >= bottom;
                assert!(apart, "{} and {}", labels[one.index].name, labels[other.index].name);
            }
        }
    }
}

#[test]
fn a_camera_on_the_antimeridian_draws_both_sides() {
    let map = basemap();
    // Chukotka lies on both sides of 180°; the sea east of Kamchatka is to the left, Alaska to the right.
    let shapes = drawn(&map, &camera(180.0, 60.0, 4.0));
    let Some(Shape::Triangles { points, indices, .. }) = shapes.iter().find(|shape| matches!(shape, Shape::Triangles { .. })) else {
        panic!("no land");
    };
    let land_at = |x: f32, y: f32| {
        indices.chunks(3).any(|corners| {
            let [a, b, c] = [points[corners[0] as usize], points[corners[1] as usize], points[corners[2] as usize]];
            let side = |a: [f32; 2], b: [f32; 2]| (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) >= 0.0;
            side(a, b) && side(b, c) && side(c, a)
        })
    };
    let view = camera(180.0, 60.0, 4.0);
    let [x, y] = view.px_from_lon_lat(LonLat { lon: 180.0, lat: 68.0 });
    assert!(land_at(x, y) && land_at(x - 3.0, y) && land_at(x + 3.0, y), "a seam at the antimeridian");
    let [x, y] = view.px_from_lon_lat(LonLat { lon: 207.0, lat: 65.0 });
    assert!(land_at(x, y), "Alaska");
    let [x, y] = view.px_from_lon_lat(LonLat { lon: 160.0, lat: 56.0 });
    assert!(land_at(x, y), "Kamchatka");
    let labels = map.labels(&camera(180.0, -16.0, 6.0), MapLang::En, 500);
    assert!(find(&labels, "Apia").at[0] > 720.0);
    assert!(find(&labels, "Suva").at[0] < 720.0);
}

#[test]
fn no_line_runs_along_the_antimeridian_or_across_the_world() {
    let map = basemap();
    for lazy in &map.blocks {
        let block = lazy.get();
        for chunk in block.chunks.iter().filter(|chunk| block.triangles(chunk).is_empty()) {
            for pair in block.points(chunk).windows(2) {
                let [a, b] = [pair[0].map(f64::from), pair[1].map(f64::from)];
                let on_edge = |x: f64| x <= 40.0 || x >= decode::SIDE - 40.0;
                assert!(!(on_edge(a[0]) && on_edge(b[0]) && (a[1] - b[1]).abs() > 400.0), "{a:?} {b:?}");
                assert!((a[0] - b[0]).abs() < decode::SIDE / 8.0, "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn nothing_is_drawn_far_outside_the_picture() {
    let map = basemap();
    for zoom in [0.0, 1.5, 5.0, 7.0, 9.0, 13.0, 19.0] {
        for [lon, lat] in [[40.14, 35.34], [35.9, 35.0], [180.0, -16.5], [-60.0, -82.0]] {
            let reach = 4096.0 + 2880.0;
            for [x, y] in positions(&drawn(&map, &camera(lon, lat, zoom))) {
                assert!(x.abs() < reach && y.abs() < reach, "{x} {y} at zoom {zoom}");
            }
        }
    }
}

#[test]
fn deep_zooms_keep_land_and_sea_apart() {
    let map = basemap();
    let has_land = |lon: f64, lat: f64| drawn(&map, &camera(lon, lat, 18.0)).iter().any(|shape| matches!(shape, Shape::Triangles { .. }));
    assert!(has_land(40.14, 35.34));
    assert!(!has_land(35.0, 35.2));
}

/// Relative luminance and contrast as WCAG 2 defines them.
fn contrast(a: Rgba, b: Rgba) -> f64 {
    let luminance = |Rgba([r, g, b, _]): Rgba| {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    };
    let [a, b] = [luminance(a), luminance(b)];
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn names_are_readable_on_land_and_the_ground_is_pale() {
    for style in [BasemapStyle::light(), BasemapStyle::dark()] {
        for name in [style.country_name, style.place_name] {
            assert!(contrast(name, style.land) >= 4.5, "{}", contrast(name, style.land));
        }
        for line in [style.water, style.lake, style.river, style.admin1, style.border, style.coast] {
            assert!(contrast(line, style.land) < 3.0);
        }
    }
}
