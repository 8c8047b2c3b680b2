//! Start, load, query, scrub and frame times, medians of several runs, beside plain `serde_json` in the same run.
//!
//! `make bench`, or with another size: `MARSAD_BENCH_FEATURES=1000000 make bench`. With `MARSAD_BENCH_FRAMES_ALONE=1` what has no
//! frames is left out, and what a fresh program takes is measured first. `MARSAD_BENCH_POINTS=FILE` also writes the
//! points for `tools/peers/layers.py`: longitude, latitude, milliseconds since 1970, as little-endian 64-bit floats.

mod card;

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use marsad::app::{Marsad, Start, Workers};
use marsad::domain::{FacetField, FilterSet, LonLat, UtcMs, Window};
use marsad::gazetteer::Gazetteer;
use marsad::import::{Flow, Limits, MemorySource, read_whole};
use marsad::picture::marks::Theme;
use marsad::picture::points::{PointLook, PointView, paint_points};
use marsad::picture::{Camera, Density, ShownLayer};
use marsad::state::Command;
use marsad::store::{HexIndex, MercatorBox, Store, StoreBuilder, TimeBins};
use marsad::text::UiLang;
use marsad::ui::theme::ThemeKind;
use marsad::ui::{Kit, RimmedText};

const FACETS: [FacetField; 6] =
    [FacetField::Category, FacetField::Actor, FacetField::Source, FacetField::Grade, FacetField::TimePrecision, FacetField::PlacePrecision];

/// 2014-01-01 UTC.
const FIRST_DAY_MS: f64 = 1_388_534_400_000.0;

/// Where this is set, what has no frames is left out.
const FRAMES_ALONE: &str = "MARSAD_BENCH_FRAMES_ALONE";

/// Runs of each measurement; the median counts.
const RUNS: usize = 5;

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn row(what: &str, time: Duration, note: &str) {
    println!("{what:<52} {:>10.2} ms   {note}", time.as_secs_f64() * 1e3);
}

/// Points around 400 centres over eight years, with the properties of a usual export. Seeded: always the same. `point` is
/// called with longitude, latitude and the time in milliseconds since 1970 of each.
fn export(features: usize, mut point: impl FnMut([f64; 3])) -> String {
    let mut seed = 42u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as f64 / f64::from(1u32 << 31)
    };
    let centres: Vec<(f64, f64)> = (0..400).map(|_| (35.0 + 12.0 * random(), 30.0 + 8.0 * random())).collect();
    let kinds = ["shelling", "air strike", "clash", "protest", "arrest", "explosion"];
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for id in 0..features {
        let (lon, lat) = centres[(random() * random() * 400.0) as usize];
        let day = (random() * 2900.0) as i64;
        let date = jiff::civil::date(2014, 1, 1).checked_add(jiff::Span::new().days(day)).expect("within the calendar");
        let kind = kinds[(random() * 6.0) as usize];
        let source = (random() * 40.0) as u32;
        let (lon, lat) = (lon + random() - 0.5, lat + random() - 0.5);
        point([lon, lat, FIRST_DAY_MS + day as f64 * 86_400_000.0]);
        text.push_str(&format!(
            "{}{{\"type\":\"Feature\",\"id\":{id},\"properties\":{{\"name\":\"event {id}\",\"event_type\":\"{kind}\",\"date\":\"{date}\",\"source\":\"source {source}\",\"notes\":\"كلمات عن الواقعة {id} and some more words about what was seen there\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon:.6},{lat:.6}]}}}}",
            if id > 0 { ",\n" } else { "" },
        ));
    }
    text.push_str("]}");
    text
}

fn load(text: &str) -> Store {
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let read = read_whole::<StoreBuilder>(&source, "bench", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {});
    let Ok((builder, loaded)) = read else { panic!("the export is sound") };
    assert_eq!(loaded.report.quarantined, 0);
    builder.finish()
}

fn program(ctx: &egui::Context, files: Vec<String>, workers: Workers) -> Marsad {
    let start = Start { files, lang: None, theme: None, workers, settings_path: None, wish: marsad::app::Wish::default() };
    Marsad::new(ctx, start)
}

/// A window of 1440 by 900 without a driver: sixty frames a second by its own clock.
#[derive(Default)]
struct Pane {
    ctx: egui::Context,
    time: f64,
    /// What a driver has not been given yet.
    textures: egui::TexturesDelta,
}

impl Pane {
    const SIZE: [u32; 2] = [1440, 900];

    /// One frame, tessellated as the window does it.
    fn primitives(&mut self, program: &mut Marsad) -> Vec<egui::ClippedPrimitive> {
        self.time += 0.016;
        let [width, height] = Self::SIZE.map(|side| side as f32);
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height))),
            time: Some(self.time),
            ..egui::RawInput::default()
        };
        let output = self.ctx.run_ui(input, |ui| program.frame(ui));
        self.textures.append(output.textures_delta);
        self.ctx.tessellate(output.shapes, 1.0)
    }

    /// The same; gives the number of vertices.
    fn frame(&mut self, program: &mut Marsad) -> usize {
        let vertices = |primitive: &egui::ClippedPrimitive| match &primitive.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
            egui::epaint::Primitive::Callback(_) => 0,
        };
        self.primitives(program).iter().map(vertices).sum()
    }
}

fn main() {
    // `cargo test --benches` runs this too; there is nothing to check then.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let features = std::env::var("MARSAD_BENCH_FEATURES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    println!("{features} features, median of {RUNS}\n");
    let frames_alone = std::env::var_os(FRAMES_ALONE).is_some();
    if frames_alone {
        fresh(features);
    }
    let start = median(|| {
        let mut pane = Pane::default();
        let mut program = program(&pane.ctx, Vec::new(), Workers::Inline);
        for _ in 0..3 {
            black_box(pane.frame(&mut program));
        }
    });
    row("start to the third frame, bundled incidents", start, "without window and graphics driver");
    card::rest();
    let text = match std::env::var_os("MARSAD_BENCH_POINTS") {
        Some(path) => {
            let mut bytes = Vec::with_capacity(features * 24);
            let text = export(features, |point| point.iter().for_each(|number| bytes.extend(number.to_le_bytes())));
            std::fs::write(path, bytes).expect("the points can be written");
            text
        }
        None => export(features, |_| ()),
    };
    println!("the text takes {:.1} MB", text.len() as f64 / 1e6);
    if !frames_alone {
        load_and_ask(&text);
    }
    frames(text, features);
    places();
}

/// What is seen while a file loads in a program that has drawn nothing yet, as one that is opened with it.
fn fresh(features: usize) {
    let path = std::env::temp_dir().join(format!("marsad-bench-fresh-{}.geojson", std::process::id()));
    std::fs::write(&path, export(features, |_| ())).expect("the temporary folder can be written");
    drop(watch_load(&path, "first file"));
    std::fs::remove_file(&path).expect("the file of this run");
}

/// Loading, and the questions that panels and the map ask.
fn load_and_ask(text: &str) {
    let before = resident_mb();
    let store = load(text);
    if let (Some(before), Some(after)) = (before, resident_mb()) {
        let share = (after - before) / (text.len() as f64 / 1e6);
        println!("{:<52} {:>10.0} MB   {share:.2} times the text", "memory that a load leaves taken", after - before);
    }
    let ours = median(|| drop(black_box(load(text))));
    let rate = text.len() as f64 / 1e6 / ours.as_secs_f64();
    row("load to a finished store", ours, &format!("{rate:.0} MB/s"));
    // A tree of values takes some eight times the text.
    if text.len() < 1 << 30 {
        let value = median(|| drop(black_box(serde_json::from_str::<serde_json::Value>(text))));
        row("serde_json to a tree of values", value, &format!("{:.2} times ours", value.as_secs_f64() / ours.as_secs_f64()));
    }

    let all = store.all_rows();
    let half = Window { from: UtcMs(1_500_000_000_000), to: UtcMs(1_520_000_000_000) };
    row("one scrub step: classes of all rows", median(|| drop(black_box(store.classify(half, &all)))), "");
    let bins = TimeBins::fitting(Window { from: UtcMs(1_388_534_400_000), to: UtcMs(1_640_995_200_000) }, "UTC", 240);
    row("histogram of all rows, 240 bins", median(|| drop(black_box(store.time_histogram(&all, &bins)))), "");
    map_queries(&store, half);
    let facets = || {
        let shown = store.classify(half, &all).certain;
        FACETS.map(|field| store.facets(&shown, field, usize::MAX).len())
    };
    row(
        "facets of all fields, in a window, on a worker",
        median(|| {
            black_box(facets());
        }),
        "",
    );
    let search = FilterSet { text: "event 99".to_owned(), ..FilterSet::default() }.to_filter();
    row("search in all texts", median(|| drop(black_box(store.select_in_layer(&search, "bench")))), "");
}

/// What is seen while a file loads, and frames of the window with all of it.
fn frames(text: String, features: usize) {
    let path = std::env::temp_dir().join(format!("marsad-bench-{}.geojson", std::process::id()));
    if std::env::var_os(FRAMES_ALONE).is_none() {
        let packed = path.with_extension("gz");
        let file = std::fs::File::create(&packed).expect("a temporary file");
        let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packer.write_all(text.as_bytes()).expect("the temporary folder can be written");
        packer.finish().expect("the temporary folder can be written");
        drop(watch_load(&packed, "gzip"));
        std::fs::remove_file(&packed).expect("the file of this run");
    }
    std::fs::write(&path, &text).expect("the temporary folder can be written");
    drop(text);
    let (mut pane, mut program) = watch_load(&path, "file");
    for _ in 0..30 {
        pane.frame(&mut program);
    }
    let rest = median(|| {
        black_box(pane.frame(&mut program));
    });
    row("frame at rest, all in sight", rest, "");
    let mut at = 1_500_000_000_000;
    let mut drag = |program: &mut Marsad| {
        at += 86_400_000;
        program.run(Command::PreviewWindow(Window { from: UtcMs(at), to: UtcMs(at + 200 * 86_400_000) }));
        black_box(pane.frame(program));
    };
    // The first steps draw glyphs that later ones have.
    (0..30).for_each(|_| drag(&mut program));
    let scrub = median(|| drag(&mut program));
    row("frame while the window is dragged", scrub, "");
    // A flight that begins anew in every frame would never leave.
    pane.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    let mut lon = 40.0;
    let pan = median(|| {
        lon += 0.05;
        let center = marsad::domain::LonLat { lon, lat: 34.0 };
        program.run(Command::FlyTo { center, zoom: 6.5 });
        black_box(pane.frame(&mut program));
    });
    row("frame while the map moves", pan, "");
    card::points(&mut pane, &mut program, features);
    std::fs::remove_file(&path).expect("the temporary file can be removed");
    labels(rest, pan);
}

/// Loads a file in the window without graphics until all is answered; the program as it is then.
fn watch_load(path: &Path, kind: &str) -> (Pane, Marsad) {
    let mut pane = Pane::default();
    let began = Instant::now();
    let mut program = program(&pane.ctx, vec![path.to_string_lossy().into_owned()], Workers::Threads);
    let (mut seen, mut stalls) = (None, Vec::new());
    while program.state.layers.is_empty() || !program.state.jobs.is_empty() || program.state.is_answering() {
        let frame_began = Instant::now();
        black_box(pane.frame(&mut program));
        stalls.push(frame_began.elapsed());
        if seen.is_none() && program.state.in_window.certain > 0 {
            seen = Some(began.elapsed());
        }
        std::thread::sleep(Duration::from_millis(4));
    }
    let note = format!("shown as a whole after {:.2} s", began.elapsed().as_secs_f64());
    row(&format!("first incidents on the map while the {kind} loads"), seen.unwrap_or_else(|| began.elapsed()), &note);
    let longest = stalls.iter().max().copied().unwrap_or_default();
    let late = stalls.iter().filter(|stall| stall.as_millis() >= 33).count();
    row(&format!("longest frame while the {kind} loads"), longest, &format!("{late} of {} frames above 33 ms", stalls.len()));
    (pane, program)
}

/// What this process holds in memory, in MB; `None` where the system does not say.
fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1.024e-3)
}

/// Sums over the map for half the time of the data: cells of the world, the density of a large picture, hexagons.
fn map_queries(store: &Store, window: Window) {
    let classes = store.classify(window, &store.all_rows());
    let sets = [&classes.certain, &classes.possible];
    for bits in [6, 9, 12] {
        let mut cells = 0;
        let time = median(|| cells = black_box(store.cells(MercatorBox::WORLD, bits, sets)).len());
        row(&format!("cells of the world, 2^{bits} a side, in a window"), time, &format!("{cells} cells"));
    }
    let camera = Camera { center: LonLat { lon: 41.0, lat: 34.0 }, zoom: 6.8, size: [1920.0, 1080.0] };
    let mut count = 0;
    let time = median(|| count = black_box(Density::of(&[(store, sets.to_vec())], &camera)).count);
    row("density, 1920 by 1080, in a window", time, &format!("{count} incidents"));
    let all = store.classify(Window::ALL, &store.all_rows());
    for (what, classes) in [("all", &all), ("in a window", &classes)] {
        let layer = ShownLayer { id: 0, store, certain: &classes.certain, possible: &classes.possible, undated: None };
        let layers = [(layer, vec![0; store.categories().count()])];
        let (view, look) = (PointView::new(&camera, 1.0), PointLook::new(camera.zoom, 1.0, Theme::Light));
        let time = median(|| drop(black_box(paint_points(&layers, &view, &look))));
        row(&format!("points by the processor, 1920 by 1080, {what}"), time, &format!("{} incidents", layer.certain.len()));
    }
    let began = Instant::now();
    let index = HexIndex::of(store, 5);
    row("hexagons of all places found, on a worker", began.elapsed(), "once for a size");
    row("hexagons counted, in a window", median(|| drop(black_box(index.count(sets)))), "");
}

/// What 2,000 names in sight add to a frame: standing still, and all moved. `rest` and `moving` are frames without them.
fn labels(rest: Duration, moving: Duration) {
    let ctx = egui::Context::default();
    let kit = Kit::new(UiLang::En, ThemeKind::Light);
    let names: Vec<String> = (0..2_000).map(|at| format!("{} {at}", ["Deir ez-Zor", "القامشلي", "Hasakah", "دير الزور"][at % 4])).collect();
    // A map keeps the layouts of the names it shows.
    let layouts: Vec<_> = names.iter().map(|name| kit.layout(name, kit.small(), None)).collect();
    let texts = |shift: f32| -> Vec<RimmedText> {
        let layouts = layouts.iter().map(Arc::clone);
        let text = |(at, layout)| RimmedText {
            at: egui::pos2((at % 20) as f32 * 72.0 + shift, (at / 20) as f32 * 9.0),
            layout,
            color: egui::Color32::BLACK,
            rim: egui::Color32::WHITE,
            rim_px: 1.2,
        };
        layouts.enumerate().map(text).collect()
    };
    let tessellated = |meshes: Vec<Arc<egui::Mesh>>| {
        let clipped = |mesh| egui::epaint::ClippedShape {
            clip_rect: egui::Rect::EVERYTHING,
            shape: egui::Shape::Mesh(mesh),
            transform_after_tessellation: egui::emath::TSTransform::IDENTITY,
        };
        ctx.tessellate(meshes.into_iter().map(clipped).collect(), 1.0)
    };
    let mut meshes = Vec::new();
    let began = Instant::now();
    let _ = ctx.run_ui(egui::RawInput::default(), |ui| meshes = kit.label_meshes(ui.ctx(), &texts(0.0)));
    row("2,000 names drawn for the first time", began.elapsed(), "");
    let standing = median(|| drop(black_box(tessellated(meshes.clone()))));
    let mut shift = 0.0;
    let moved = median(|| {
        shift += 1.0;
        drop(black_box(tessellated(kit.label_meshes(&ctx, &texts(shift)))));
    });
    let share = |time: Duration, frame: Duration| time.as_secs_f64() / frame.as_secs_f64() * 100.0;
    row("2,000 names standing, beside the frame", standing, &format!("{:.0} % of a frame at rest", share(standing, rest)));
    row("2,000 names moved, beside the frame", moved, &format!("{:.0} % of a frame while the map moves", share(moved, moving)));
}

/// The gazetteer: unpacking, and answers while a name is typed.
fn places() {
    let began = Instant::now();
    let gazetteer = Gazetteer::bundled();
    gazetteer.warm_up();
    row("gazetteer unpacked, once, on a thread of its own", began.elapsed(), &format!("{} places", gazetteer.len()));
    let typed = [
        "d",
        "de",
        "dei",
        "deir",
        "deir e",
        "deir ez",
        "deir ez-z",
        "دير",
        "دير الز",
        "دير الزور",
        "qamishly",
        "mayadeen",
        "green zone",
        "xyzzy",
    ];
    let mut times: Vec<Duration> = typed
        .iter()
        .map(|text| {
            let began = Instant::now();
            drop(black_box(gazetteer.find(text, 6)));
            let took = began.elapsed();
            if took.as_millis() > 10 {
                println!("    “{text}” took {:.1} ms", took.as_secs_f64() * 1e3);
            }
            took
        })
        .collect();
    times.sort();
    row("gazetteer: one answer, median of 14 texts", times[times.len() / 2], "");
    row("gazetteer: one answer, slowest of 14 texts", times[times.len() - 1], "");
}
