//! Points: which rows are drawn, what the window says of them by their records, which is the nearest, each against a plain scan;
//! and the pictures of graphics card and processor beside each other.

use std::sync::Arc;

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::wgpu::WgpuTestRenderer;
use image::RgbaImage;
use marsad::app::{Marsad, Start, Workers};
use marsad::domain::{Incident, LonLat, TimePrecision, UtcMs, When, Window, Words, ZoneState};
use marsad::picture::marks::{MarkAnswer, Theme};
use marsad::picture::points::{PointLook, PointView, for_each_point, nearest_point, num_at, paint_points, signs_of};
use marsad::picture::{Camera, ShownLayer, world_from_lon_lat};
use marsad::state::{ColorTheme, Command, MapLook, RowRef};
use marsad::store::{Classes, NO_POINT, POINT_BYTES, Store, StoreBuilder};
use marsad::text::UiLang;
use marsad::ui::Gpu;
use proptest::prelude::*;

/// Place in hundredths of a degree (`None`: without place), category, and the ends of the interval in milliseconds (`None`: open).
type Told = (Option<(i32, i32)>, u8, Option<(Option<i64>, Option<i64>)>);

fn incidents(told: &[Told]) -> Vec<Incident> {
    let feature = |(place, category, _): &Told| {
        let geometry = place.map_or("null".to_owned(), |(x, y)| {
            format!(r#"{{"type":"Point","coordinates":[{},{}]}}"#, f64::from(x) / 100.0, f64::from(y) / 100.0)
        });
        let kind = if *category == 0 { "null".to_owned() } else { format!("\"kind {category}\"") };
        format!(r#"{{"type":"Feature","properties":{{"event_type":{kind}}},"geometry":{geometry}}}"#)
    };
    let features: Vec<String> = told.iter().map(feature).collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let source = marsad::import::MemorySource::new(Arc::from(text.as_bytes()));
    let flow = &mut |_: marsad::import::Progress| marsad::import::Flow::Continue;
    let mut incidents = Vec::new();
    marsad::import::read_layer(&source, "x", &marsad::import::Limits::default(), flow, &mut |incident| incidents.push(incident)).unwrap();
    for (incident, (.., when)) in incidents.iter_mut().zip(told) {
        incident.when = when.map(|(from, to)| When {
            earliest: from.map_or(UtcMs::MIN, UtcMs),
            latest: to.map_or(UtcMs::MAX, |to| UtcMs(to.max(from.unwrap_or(i64::MIN).saturating_add(1)))),
            precision: TimePrecision::Unknown,
            zone: ZoneState::Unknown,
            open_end: to.is_none(),
            open_start: from.is_none(),
            as_of: None,
            as_given: Words::default(),
        });
    }
    incidents
}

fn store_of(told: &[Told]) -> Store {
    let mut builder = StoreBuilder::new();
    incidents(told).iter().for_each(|incident| builder.push(incident));
    builder.finish()
}

fn shown<'a>(store: &'a Store, classes: &'a Classes) -> ShownLayer<'a> {
    ShownLayer { id: 7, store, certain: &classes.certain, possible: &classes.possible, undated: Some(&classes.undated) }
}

fn places() -> impl Strategy<Value = Option<(i32, i32)>> {
    let near = (3_900..4_100i32, 3_400..3_600i32);
    let far = (-18_000..=18_000i32, -8_500..8_500i32);
    // More at one place than are looked at one by one.
    let on_a_place = prop::sample::select(vec![(4_000, 3_500), (4_001, 3_500)]);
    let at_the_edge = (prop::sample::select(vec![-18_000, -17_999, 17_999, 18_000]), 3_480..3_520i32);
    prop_oneof![
        4 => near.prop_map(Some), 2 => far.prop_map(Some), 5 => on_a_place.prop_map(Some), 1 => at_the_edge.prop_map(Some), 1 => Just(None)
    ]
}

/// Milliseconds that often meet, and some that do not.
fn instants() -> impl Strategy<Value = i64> {
    prop_oneof![-5_000..5_000i64, (0..400i64).prop_map(|day| day * 86_400_000), 1_600_000_000_000..1_600_000_009_000i64]
}

fn told() -> impl Strategy<Value = Vec<Told>> {
    let when = prop::option::weighted(0.9, (prop::option::weighted(0.9, instants()), prop::option::weighted(0.9, instants())));
    prop::collection::vec((places(), 0..12u8, when), 0..400)
}

fn cameras() -> impl Strategy<Value = Camera> {
    let center = prop_oneof![Just((40.0, 35.0)), Just((179.9, 35.0)), Just((-179.95, 34.9)), (-180.0..180.0f64, -80.0..80.0f64)];
    // At low zooms the picture shows more than the world.
    let zoom = prop_oneof![3 => 0.0..17.0f64, 1 => 0.0..1.5f64];
    (center, zoom).prop_map(|((lon, lat), zoom)| Camera { center: LonLat { lon, lat }, zoom, size: [640.0, 400.0] })
}

fn answer_of(classes: &Classes, row: u32) -> Option<MarkAnswer> {
    let sets =
        [(&classes.certain, MarkAnswer::Certain), (&classes.possible, MarkAnswer::Possible), (&classes.undated, MarkAnswer::Undated)];
    sets.into_iter().find(|(rows, _)| rows.contains(row)).map(|(_, answer)| answer)
}

/// Where a row falls, in every copy of the world.
fn falls(store: &Store, row: u32, camera: &Camera) -> Vec<[f64; 2]> {
    let Some([mx, my]) = store.mercator(row) else { return Vec::new() };
    let center = world_from_lon_lat(camera.center);
    let px = |turn: f64| {
        let [x, y] = [f64::from(mx) / 4_294_967_296.0 + turn - center.x, f64::from(my) / 4_294_967_296.0 - center.y];
        [x * camera.world_px() + f64::from(camera.size[0]) / 2.0, y * camera.world_px() + f64::from(camera.size[1]) / 2.0]
    };
    [-1.0, 0.0, 1.0].map(px).to_vec()
}

fn window() -> impl Strategy<Value = Window> {
    let edges = (prop::option::weighted(0.8, instants()), prop::option::weighted(0.8, instants()));
    edges.prop_map(|(from, to)| Window { from: from.map_or(UtcMs::MIN, UtcMs), to: to.map_or(UtcMs::MAX, UtcMs) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_shown_incident_in_sight_is_drawn_once_in_each_copy_of_the_world(told in told(), camera in cameras(), window in window()) {
        let store = store_of(&told);
        let classes = store.classify(window, &store.all_rows());
        let view = PointView::new(&camera, 1.0);
        let inside = |[x, y]: [f64; 2]| (0.0..640.0).contains(&x) && (0.0..400.0).contains(&y);
        let mut drawn = Vec::new();
        for_each_point(&shown(&store, &classes), &view, |row, answer, at| {
            if inside(at.map(f64::from)) {
                drawn.push((row, answer as u8, at.map(|at| at.round() as i64)));
            }
        });
        let ranks: Vec<u8> = drawn.iter().map(|(_, answer, _)| *answer).collect();
        prop_assert!(ranks.is_sorted(), "the surest are on top");
        let mut expected = Vec::new();
        for row in 0..store.len() as u32 {
            let Some(answer) = answer_of(&classes, row) else { continue };
            let seen = falls(&store, row, &camera).into_iter().filter(|at| inside(*at));
            expected.extend(seen.map(|at| (row, answer as u8, at.map(|at| at.round() as i64))));
        }
        drawn.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(drawn.len(), expected.len());
        for (a, b) in drawn.iter().zip(&expected) {
            // A rounded pixel may fall to either side.
            prop_assert!((a.0, a.1) == (b.0, b.1) && a.2.iter().zip(b.2).all(|(a, b)| (a - b).abs() <= 1), "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn the_records_answer_every_window_as_the_store_does(told in told(), windows in prop::collection::vec(window(), 8)) {
        let store = store_of(&told);
        let clock = store.point_clock();
        let categories: Vec<String> = store.categories().map(str::to_owned).collect();
        let signs = signs_of(&store, &categories);
        let mut bytes = Vec::new();
        store.write_points(0..store.len() as u32, &clock, &signs, &mut bytes);
        prop_assert_eq!(bytes.len(), store.len() * POINT_BYTES);
        for window in windows {
            let classes = store.classify(window, &store.all_rows());
            let (from, to) = (clock.told(window.from), clock.told(window.to));
            for (row, record) in (0..).zip(bytes.chunks(POINT_BYTES)) {
                let words: Vec<u32> = record.chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
                let sign = (words[4] >> 24 & 127) as u8;
                match store.mercator(row) {
                    Some(at) => prop_assert_eq!((at, sign), ([words[0], words[1]], signs[store.category_code(row) as usize])),
                    None => prop_assert_eq!(sign, NO_POINT),
                }
                // The shader's own words.
                let (earliest, latest) = ([words[2], words[4] & 0xFFF], [words[3], words[4] >> 12 & 0xFFF]);
                let answer = if words[4] >> 31 == 0 {
                    Some(MarkAnswer::Undated)
                } else if earliest >= from && latest <= to {
                    Some(MarkAnswer::Certain)
                } else {
                    (earliest < to && latest > from).then_some(MarkAnswer::Possible)
                };
                prop_assert_eq!(answer, answer_of(&classes, row), "row {} in {:?}", row, window);
            }
        }
    }

    #[test]
    fn the_nearest_point_is_that_of_a_plain_scan(
        told in told(), camera in cameras(), window in window(), at in (0.0..640.0f32, 0.0..400.0f32), reach in 1.0..300.0f64,
    ) {
        let store = store_of(&told);
        let classes = store.classify(window, &store.all_rows());
        let found = nearest_point(&[shown(&store, &classes)], &camera, [at.0, at.1], reach);
        let apart = |row: u32| {
            let apart = |[x, y]: [f64; 2]| (x - f64::from(at.0)).hypot(y - f64::from(at.1));
            falls(&store, row, &camera).into_iter().map(apart).fold(f64::INFINITY, f64::min)
        };
        let least = (0..store.len() as u32).filter(|row| answer_of(&classes, *row).is_some()).map(apart).fold(f64::INFINITY, f64::min);
        match found {
            Some((layer, row)) => {
                prop_assert_eq!(layer, 7);
                let answer = answer_of(&classes, row);
                prop_assert!(answer.is_some() && (apart(row) - least).abs() < 0.01, "{} is not the least {}", apart(row), least);
                // The last that is painted at this place.
                let place = store.mercator(row);
                let beside = |other: &u32| store.mercator(*other) == place && answer_of(&classes, *other).is_some();
                let rows: Vec<u32> = (0..store.len() as u32).filter(beside).collect();
                let top = rows.iter().copied().min_by_key(|row| (answer_of(&classes, *row).map(|answer| answer as u8), std::cmp::Reverse(*row)));
                prop_assert_eq!(Some(row), top);
                prop_assert_eq!(num_at(&shown(&store, &classes), place.unwrap()), rows.len() as u64);
            }
            None => prop_assert!(least > reach - 0.01, "{} lies within {}", least, reach),
        }
    }
}

/// One category to a point, so that each looks different.
#[test]
fn of_points_on_one_pixel_the_one_painted_last_is_seen_alone() {
    let at = |x: i32, category: u8| (Some((4_000 + x, 3_500)), category, Some((Some(0), Some(1_000))));
    let view = PointView::new(&Camera { center: LonLat { lon: 40.0, lat: 35.0 }, zoom: 5.0, size: [64.0, 64.0] }, 1.0);
    let painted = |told: &[Told]| {
        let store = store_of(told);
        let classes = store.classify(Window::ALL, &store.all_rows());
        let categories: Vec<String> = (1..5u8).map(|kind| format!("kind {kind}")).collect();
        let mut top = None;
        for_each_point(&shown(&store, &classes), &view, |row, _, _| {
            top.get_or_insert(store.category(row).to_owned());
        });
        let look = PointLook::new(view.camera.zoom, 1.0, Theme::Light);
        (paint_points(&[(shown(&store, &classes), signs_of(&store, &categories))], &view, &look), top.unwrap())
    };
    let (picture, top) = painted(&[at(0, 1), at(0, 2), at(0, 3), at(0, 4)]);
    let alone: Vec<_> = (1..5u8).map(|category| painted(&[at(0, category)])).collect();
    let same: Vec<&str> = alone.iter().filter(|(one, _)| *one == picture).map(|(_, category)| category.as_str()).collect();
    assert_eq!(same, [top.as_str()], "it looks like that point alone, and like no other");
    // Two pixels on there is room for another.
    assert_ne!(painted(&[at(0, 1), at(10, 1)]).0, painted(&[at(0, 1)]).0);
}

const SIZE: [f32; 2] = [1100.0, 700.0];

/// Points around a town and far from it, of nine categories, some undated; every seventh told of for half a year.
fn file() -> std::path::PathBuf {
    let mut seed = 7u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as f64 / f64::from(1u32 << 31)
    };
    let features: Vec<String> = (0..6_000)
        .map(|id| {
            let spread = if id % 3 == 0 { 60.0 } else { 2.0 };
            let (lon, lat) = (40.0 + (random() - 0.5) * spread, 35.0 + (random() - 0.5) * spread * 0.6);
            let date = match id % 11 {
                0 => "null".to_owned(),
                at if at % 7 == 0 => "\"2022\"".to_owned(),
                _ => format!("\"2022-{:02}-{:02}\"", 1 + (random() * 12.0) as u8, 1 + (random() * 28.0) as u8),
            };
            let kind = id % 10;
            format!(
                r#"{{"type":"Feature","id":"p{id}","properties":{{"name":"point {id}","event_type":"kind {kind}","date":{date}}},"geometry":{{"type":"Point","coordinates":[{lon:.6},{lat:.6}]}}}}"#
            )
        })
        .collect();
    let path = std::env::temp_dir().join(format!("marsad-points-{}-{:?}.geojson", std::process::id(), std::thread::current().id()));
    std::fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).unwrap();
    path
}

type Shared = std::rc::Rc<std::cell::RefCell<Option<Marsad>>>;

/// The program in a window that a driver paints.
struct Painted {
    harness: Harness<'static, Shared>,
    program: Shared,
    gpu: Gpu,
}

impl Painted {
    /// `None` where there is no driver at all, not even one that works on the processor.
    fn open(file: &std::path::Path, with_card: bool) -> Option<Self> {
        let make =
            || egui_kittest::wgpu::create_render_state(egui_kittest::wgpu::default_wgpu_setup(), egui_wgpu::RendererOptions::PREDICTABLE);
        let Ok(state) = std::panic::catch_unwind(make) else {
            println!("skipped: no driver for graphics is installed (Debian: libvulkan1 mesa-vulkan-drivers)");
            return None;
        };
        let gpu = Gpu::new(state.clone(), 1).even_if_slow();
        if with_card && !gpu.has_points() {
            println!("skipped: the driver for graphics cannot compute (Debian: libvulkan1 mesa-vulkan-drivers)");
            return None;
        }
        let start = Start {
            files: vec![file.to_str().unwrap().to_owned()],
            lang: Some(UiLang::En),
            theme: Some(ColorTheme::Light),
            workers: Workers::Inline,
            settings_path: None,
            wish: marsad::app::Wish { look: MapLook::Points, ..Default::default() },
        };
        let (made, card) = (Shared::default(), with_card.then(|| gpu.clone()));
        let program = made.clone();
        let harness = Harness::builder()
            .with_size(vec2(SIZE[0], SIZE[1]))
            .with_accessibility_check(false)
            .renderer(WgpuTestRenderer::from_render_state(state))
            .with_context_setup(move |ctx| {
                let mut program = Marsad::new(ctx, start);
                if let Some(card) = card {
                    program.use_gpu(card);
                }
                *made.borrow_mut() = Some(program);
            })
            .build_ui_state(|ui, program: &mut Shared| program.borrow_mut().as_mut().unwrap().frame(ui), program.clone());
        let mut painted = Self { harness, program, gpu };
        painted.harness.run_steps(12);
        Some(painted)
    }

    fn run(&mut self, command: Command) {
        self.program.borrow_mut().as_mut().unwrap().run(command);
        self.harness.run_steps(12);
    }

    fn picture(&mut self) -> RgbaImage {
        self.harness.render().unwrap()
    }
}

/// The share of pixels that differ by more than a little.
fn unlike(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let differs = |a: &image::Rgba<u8>, b: &image::Rgba<u8>| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 6);
    a.pixels().zip(b.pixels()).filter(|(a, b)| differs(a, b)).count() as f64 / f64::from(a.width() * a.height())
}

#[test]
fn graphics_card_and_processor_paint_the_same_points() {
    let path = file();
    let (Some(mut card), Some(mut processor)) = (Painted::open(&path, true), Painted::open(&path, false)) else { return };
    let day = |day: i64| UtcMs(1_640_995_200_000 + day * 86_400_000);
    let fly = |lon, lat, zoom| Command::FlyTo { center: LonLat { lon, lat }, zoom };
    // Commands are made twice, since none can be copied.
    let step = |at: usize| match at {
        0 => Some(Command::SetWindow(Window::ALL)),
        1 => Some(fly(40.0, 35.0, 7.3)),
        2 => Some(Command::SetWindow(Window { from: day(60), to: day(200) })),
        3 => Some(fly(40.3, 35.2, 10.6)),
        4 => Some(Command::SetTheme(ColorTheme::Dark)),
        5 => Some(Command::SetFilterText("point 1".to_owned())),
        6 => Some(fly(40.3, 35.2, 12.6)),
        7 => Some(fly(40.0, 35.0, 8.0)),
        8 => Some(Command::SetShowUndated(false)),
        9 => Some(fly(120.0, 10.0, 0.4)),
        10 => Some(Command::SetLook(MapLook::Marks)),
        11 => Some(fly(40.3, 35.2, 11.0)),
        12 => Some(Command::SetLook(MapLook::Hexagons)),
        13 => Some(Command::SetLook(MapLook::Tracks)),
        14 => Some(Command::SetTheme(ColorTheme::Light)),
        _ => None,
    };
    let mut before: Option<RgbaImage> = None;
    for (at, (one, other)) in (0..).map_while(|at| step(at).zip(step(at))).enumerate() {
        card.run(one);
        processor.run(other);
        let (a, b) = (card.picture(), processor.picture());
        if let Some(folder) = std::env::var_os("MARSAD_SHEETS") {
            let folder = std::path::Path::new(&folder);
            a.save(folder.join(format!("points-{at}-card.png"))).unwrap();
            b.save(folder.join(format!("points-{at}-processor.png"))).unwrap();
        }
        let share = unlike(&a, &b);
        // A point on the border of two pixels may fall to either side.
        assert!(share < 0.001, "step {at}: {:.3} % of the pixels are unlike", share * 100.0);
        if let Some(before) = before.as_ref().filter(|_| at > 0) {
            assert!(unlike(before, &a) > 0.0005, "step {at} changed nothing");
        }
        before = Some(a);
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn scrubbing_sends_the_uniform_alone_and_panning_no_rows() {
    let path = file();
    let Some(mut card) = Painted::open(&path, true) else { return };
    card.picture();
    let sent = card.gpu.bytes_sent();
    assert!(sent as usize > 6_000 * POINT_BYTES, "the points were sent: {sent}");
    let step = |card: &mut Painted, command: Command| {
        let before = card.gpu.bytes_sent();
        card.run(command);
        card.picture();
        card.gpu.bytes_sent() - before
    };
    let day = |day: i64| UtcMs(1_640_995_200_000 + day * 86_400_000);
    for from in 0..5 {
        let sent = step(&mut card, Command::PreviewWindow(Window { from: day(from * 30), to: day(from * 30 + 90) }));
        assert!(sent > 0 && sent <= 256, "{sent}");
    }
    let sent = step(&mut card, Command::FlyTo { center: LonLat { lon: 40.5, lat: 35.1 }, zoom: 9.0 });
    assert!(sent > 0 && sent < 10_000, "which runs of rows are in sight is sent, and none of the rows: {sent}");
    card.harness.run_steps(3);
    let before = card.gpu.bytes_sent();
    card.picture();
    assert_eq!(card.gpu.bytes_sent(), before, "a frame in which nothing moves sends nothing");
    let sent = step(&mut card, Command::SetFilterText("point 2".to_owned()));
    assert!(sent > 256 && sent < 2_048, "a filter sends a bit for each row: {sent}");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_card_whose_layers_are_hidden_or_closed_paints_no_points() {
    let path = file();
    let Some(mut card) = Painted::open(&path, true) else { return };
    let layer = card.program.borrow().as_ref().unwrap().state.layers[0].id;
    let shown = card.picture();
    card.run(Command::SetLayerVisible(layer, false));
    let hidden = card.picture();
    assert!(unlike(&shown, &hidden) > 0.01, "the points are gone");
    card.run(Command::SetLayerVisible(layer, true));
    assert!(unlike(&shown, &card.picture()) < 0.001, "and come back");
    card.run(Command::CloseLayer(layer));
    card.picture();
    std::fs::remove_file(path).unwrap();
}

#[test]
fn hovering_and_clicking_a_point_tell_of_it_and_select_it() {
    let path = file();
    let mut window = super::window::Window::with(&[path.to_str().unwrap()], UiLang::En, SIZE);
    window.click(egui::accesskit::Role::Button, "Every incident as a point");
    assert_eq!(window.ask(|program| program.state.view.look), MapLook::Points);
    let (title, row, at) = window.ask(|program| {
        let (view, layer) = (&program.state.view, &program.state.layers[0]);
        let camera = Camera { center: view.center, zoom: view.zoom, size: program.state.interface.map_px };
        // The one nearest to the middle of the map.
        let (_, row) = {
            let classes = layer.store.classify(Window::ALL, &layer.store.all_rows());
            nearest_point(&[shown(&layer.store, &classes)], &camera, camera.size.map(|side| side / 2.0), 400.0).unwrap()
        };
        let at = camera.px_from_lon_lat(layer.store.anchor(row).unwrap());
        (layer.store.title(row, &marsad::domain::Lang::en()), RowRef { layer: layer.id, row }, at)
    });
    let map = window.find(egui::accesskit::Role::Group, "Map").unwrap().rect();
    let pointer = map.min + vec2(at[0], at[1]);
    window.harness.hover_at(pointer);
    window.settle();
    window.harness.event(egui::Event::PointerButton {
        pos: pointer,
        button: egui::PointerButton::Primary,
        pressed: true,
        modifiers: egui::Modifiers::NONE,
    });
    window.harness.step();
    window.harness.event(egui::Event::PointerButton {
        pos: pointer,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: egui::Modifiers::NONE,
    });
    window.settle();
    assert_eq!(window.ask(|program| program.state.selection.as_ref().map(|selection| selection.row)), Some(row));
    window.must_say(&title);
    std::fs::remove_file(path).unwrap();
}
