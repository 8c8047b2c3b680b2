//! A few pictures of the whole window, looked at by a person once and held from then on. They are painted by the
//! processor, so that they need no graphics driver and are the same on every machine.

use std::path::PathBuf;

use marsad::app::{Start, Workers, picture_of_window};
use marsad::picture::encode_png;
use marsad::state::{ColorTheme, Command, Panel};
use marsad::text::UiLang;

use super::source::root;

const SIZE: [f32; 2] = [1024.0, 640.0];
/// Share of the pixels that may differ: rounding of floating point on other processors.
const MAX_UNLIKE: f64 = 0.002;
/// By how much a part of a colour may differ before the pixel counts.
const TOLERANCE: u8 = 6;

struct Case {
    name: &'static str,
    lang: UiLang,
    theme: ColorTheme,
    select: Option<&'static str>,
    list: bool,
}

fn painted(case: &Case) -> Vec<u8> {
    let start = Start {
        files: Vec::new(),
        lang: Some(case.lang),
        theme: Some(case.theme),
        workers: Workers::Inline,
        settings_path: None,
        wish: marsad::app::Wish::default(),
    };
    let picture = picture_of_window(start, SIZE, 1.0, |program| {
        if let Some(row) = case.select.and_then(|id| program.find(id)) {
            program.run(Command::Select(Some(row)));
            // Near enough that the circle of uncertainty is seen.
            program.run(Command::FitSelection);
        }
        if case.list {
            program.run(Command::Show(Panel::List, true));
        }
    });
    encode_png(&picture).unwrap()
}

/// Holds the picture against the one in the repository. `UPDATE_SNAPSHOTS=true` takes the new one: look at it first.
fn hold(case: &Case) {
    let folder = root().join("tests/snapshots");
    let path = folder.join(format!("{}.png", case.name));
    let new = painted(case);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "true") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, &new).unwrap();
        return;
    }
    let beside: PathBuf = folder.join(format!("{}.new.png", case.name));
    let read = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgba8();
    let old = std::fs::read(&path).unwrap_or_else(|_| {
        std::fs::write(&beside, &new).unwrap();
        panic!("there is no {}; look at {}", path.display(), beside.display());
    });
    let (old, fresh) = (read(&old), read(&new));
    assert_eq!(old.dimensions(), fresh.dimensions());
    let differs = |a: &image::Rgba<u8>, b: &image::Rgba<u8>| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > TOLERANCE);
    let unlike = old.pixels().zip(fresh.pixels()).filter(|(a, b)| differs(a, b)).count();
    let share = unlike as f64 / f64::from(old.width() * old.height());
    if share > MAX_UNLIKE {
        std::fs::write(&beside, &new).unwrap();
        panic!(
            "{}: {unlike} pixels ({:.2} %) are unlike {}; look at {} and, if it is right, run again with UPDATE_SNAPSHOTS=true",
            case.name,
            share * 100.0,
            path.display(),
            beside.display()
        );
    }
    let _ = std::fs::remove_file(&beside);
}

#[test]
fn the_attack_in_english_looks_as_reviewed() {
    hold(&Case { name: "attack-en-light", lang: UiLang::En, theme: ColorTheme::Light, select: Some("jan22-01-omar-attack"), list: false });
}

#[test]
fn the_window_in_arabic_looks_as_reviewed() {
    hold(&Case { name: "window-ar-light", lang: UiLang::Ar, theme: ColorTheme::Light, select: None, list: false });
}

#[test]
fn the_window_in_the_dark_looks_as_reviewed() {
    hold(&Case { name: "list-en-dark", lang: UiLang::En, theme: ColorTheme::Dark, select: None, list: true });
}
