//! `marsad render`: the map with its incidents as a PNG; no display, no graphics driver, no network.

use super::args::{LangArg, RenderArgs, RenderLookArg, ThemeArg};
use super::exit;
use super::inputs::{Conditions, Failure, conditions, open};
use crate::domain::{UtcMs, Window};
use crate::picture::marks::Theme;
use crate::picture::{Basemap, Camera, GlyphCache, LonLat, Scene, ShownLayer, encode_png, paint};
use crate::state::LoadedLayer;
use crate::store::{Classes, Counts, RowSet};
use crate::text::{MessageArg, Messages, TextEngine, UiLang, format_span};

pub fn run(args: &RenderArgs) -> u8 {
    match draw(args) {
        Ok(size) => {
            say!("Drawn: {} ({}x{} pixels)", args.out.display(), size[0], size[1]);
            exit::DONE
        }
        Err(failure) => failure.say(),
    }
}

/// Rows of a layer that pass the filter, and what the window says of them.
struct Shown {
    rows: RowSet,
    classes: Classes,
}

fn draw(args: &RenderArgs) -> Result<[u32; 2], Failure> {
    let conditions = conditions(&args.selecting)?;
    let layers = open(&args.files)?;
    let shown: Vec<Shown> = layers
        .iter()
        .map(|layer| {
            let rows = layer.store.select_in_layer(&conditions.filter, &layer.name).map_err(|error| Failure::usage(error.to_string()))?;
            let classes = layer.store.classify(conditions.window, &rows);
            Ok(Shown { rows, classes })
        })
        .collect::<Result<_, Failure>>()?;
    let messages = Messages::new(if args.lang == LangArg::Ar { UiLang::Ar } else { UiLang::En });
    let scene = scene(args, &layers, &shown, &conditions, &messages);
    let basemap = Basemap::embedded().map_err(|error| Failure::usage(error.to_string()))?;
    let mut engine = TextEngine::new();
    let list = scene.draw(&basemap, &messages, &mut engine);
    let scale = scale(args);
    let size = args.size.0.map(|side| (side * scale).round() as u32);
    let written = paint(&list, size, scale, scene.theme.water(), &mut GlyphCache::new())
        .and_then(|picture| encode_png(&picture))
        .map_err(|error| Failure::usage(error.to_string()))?;
    crate::saved::write_atomically(&args.out, &written)
        .map_err(|error| Failure { code: exit::CANNOT_READ, message: format!("{}: cannot be written ({error})", args.out.display()) })?;
    Ok(size)
}

fn scale(args: &RenderArgs) -> f32 {
    args.scale.clamp(0.5, 4.0)
}

fn scene<'a>(
    args: &RenderArgs,
    layers: &'a [LoadedLayer],
    shown: &'a [Shown],
    conditions: &Conditions,
    messages: &'a Messages,
) -> Scene<'a> {
    let mut categories: Vec<String> = Vec::new();
    for category in layers.iter().flat_map(|layer| layer.store.categories()) {
        if !category.is_empty() && !categories.iter().any(|have| have == category) {
            categories.push(category.to_owned());
        }
    }
    let shown_layers = layers.iter().zip(shown).enumerate().map(|(at, (layer, shown))| ShownLayer {
        id: at as u32,
        store: &layer.store,
        certain: &shown.classes.certain,
        possible: &shown.classes.possible,
        undated: Some(&shown.classes.undated),
    });
    Scene {
        camera: camera(args, layers, shown),
        theme: if args.theme == ThemeArg::Dark { Theme::Dark } else { Theme::Light },
        layers: shown_layers.collect(),
        categories,
        points_scale: (args.look == RenderLookArg::Points).then(|| scale(args)),
        caption: caption(layers, shown, conditions, messages, &args.selecting.zone),
    }
}

/// The box of the arguments, else all rows that pass the filter, else the Levant.
fn camera(args: &RenderArgs, layers: &[LoadedLayer], shown: &[Shown]) -> Camera {
    let size = args.size.0;
    if let Some(bbox) = args.selecting.bbox {
        return Camera::fit(bbox.0, size, 0.0, 16.0);
    }
    let boxes = layers.iter().zip(shown).filter_map(|(layer, shown)| layer.store.bbox(&shown.rows));
    match boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]) {
        Some(bbox) => Camera::fit(bbox, size, 64.0, 11.0),
        None => Camera { center: LonLat { lon: 40.0, lat: 34.8 }, zoom: 6.0, size },
    }
}

/// What is shown, for which time, and how many.
fn caption(layers: &[LoadedLayer], shown: &[Shown], conditions: &Conditions, messages: &Messages, zone: &str) -> Vec<String> {
    let mut sum = Counts::default();
    for (layer, shown) in layers.iter().zip(shown) {
        sum.add(&layer.store.count(&shown.rows, conditions.window, true));
    }
    let names: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
    let window = conditions.window;
    let time = match (window.from, window.to) {
        _ if window == Window::ALL => messages.say("window-all").to_string(),
        (UtcMs::MIN, to) => {
            messages.say_with("window-until", &[("to", MessageArg::Text(&crate::text::format_instant(to, zone, messages)))])
        }
        (from, UtcMs::MAX) => {
            messages.say_with("window-since", &[("from", MessageArg::Text(&crate::text::format_instant(from, zone, messages)))])
        }
        (from, to) => format_span(from, to, zone, messages),
    };
    let counted = [
        ("status-certain", sum.certain),
        ("status-possible", sum.possible),
        ("status-undated", sum.undated),
        ("status-without-place", sum.without_place),
        ("status-filtered", sum.filtered),
    ];
    let counts: Vec<String> = counted.iter().map(|(key, count)| messages.say_with(key, &[("count", MessageArg::Count(*count))])).collect();
    vec![names.join(" + "), time, counts.join(" · ")]
}
