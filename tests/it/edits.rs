//! Edits over a layer: a place for an incident that came without one. The file is never touched.

use marsad::domain::{Lang, Place, PlacePrecision, PlacedHow, Radius, Words};
use marsad::saved::{open_bundled, with_edits, write_edits};
use marsad::state::{ColorTheme, Command, Effect, RowRef, State, View, apply};
use marsad::text::UiLang;

/// Applies a command and answers what it asks of the stores; other effects are given back.
fn run(state: &mut State, command: Command) -> Vec<Effect> {
    let mut rest = Vec::new();
    for effect in apply(state, command) {
        match effect {
            Effect::Answer(request) => rest.extend(run(state, Command::AnswersReady(Box::new(request.answer())))),
            other => rest.push(other),
        }
    }
    rest
}

fn with_bundled() -> State {
    let mut state = State::new(View::new(ColorTheme::Light, UiLang::En), Vec::new());
    run(&mut state, Command::LayerLoaded { job: 0, layer: Box::new(open_bundled().unwrap()) });
    state
}

fn camp() -> Place {
    let mut name = Words::new();
    name.set(Lang::en(), "al-Hol camp");
    Place {
        geometry: geo::Geometry::Point(geo::Point::new(41.15, 36.37)),
        radius: Radius::Stated(2_000.0),
        precision: PlacePrecision::Landmark,
        how: PlacedHow::Gazetteer { entry: "hol-camp".to_owned() },
        name,
        reason: Words::untagged("the name matches"),
        admin: Vec::new(),
        third_ordinate: None,
    }
}

/// The first incident with or without a place.
fn row(state: &State, placed: bool) -> RowRef {
    let layer = &state.layers[0];
    let found = (0..layer.store.len() as u32).find(|row| layer.store.has_place(*row) == placed);
    RowRef { layer: layer.id, row: found.unwrap() }
}

#[test]
fn an_incident_without_place_is_placed_counted_undone_and_done_again() {
    let mut state = with_bundled();
    let row = row(&state, false);
    assert_eq!(state.answers.without_place, 2);
    let before = state.layers[0].report.clone();
    run(&mut state, Command::Place(row, Some(Box::new(camp()))));
    let store = &state.layers[0].store;
    assert_eq!(store.anchor(row.row).map(|at| (at.lon, at.lat)), Some((41.15, 36.37)));
    assert_eq!(store.radius_m(row.row), Some(2_000.0));
    assert!(store.rows_at(store.anchor(row.row).unwrap()).contains(&row.row));
    assert_eq!(state.answers.without_place, 1);
    assert_eq!(state.layers[0].report, before, "what the file held is told as before");
    run(&mut state, Command::Undo);
    assert_eq!((state.answers.without_place, state.layers[0].store.has_place(row.row)), (2, false));
    run(&mut state, Command::Redo);
    assert_eq!((state.answers.without_place, state.layers[0].store.has_place(row.row)), (1, true));
    run(&mut state, Command::Place(row, None));
    assert_eq!(state.answers.without_place, 2);
}

#[test]
fn a_reported_place_is_never_replaced() {
    let mut state = with_bundled();
    let row = row(&state, true);
    let at = state.layers[0].store.anchor(row.row);
    assert!(run(&mut state, Command::Place(row, Some(Box::new(camp())))).is_empty());
    run(&mut state, Command::Place(row, None));
    assert_eq!(state.layers[0].store.anchor(row.row), at);
}

#[test]
fn the_detail_says_how_an_edited_place_was_found() {
    let mut state = with_bundled();
    let row = row(&state, false);
    run(&mut state, Command::Place(row, Some(Box::new(camp()))));
    let layer = state.layer(row.layer).unwrap();
    let record = layer.store.record(row.row).unwrap();
    let read = marsad::import::read_record(layer.source.as_ref(), record, &layer.plan).unwrap();
    assert!(read.places.is_empty());
    assert_eq!(layer.edited(row.row, read).places, [camp()]);
}

#[test]
fn edits_are_kept_apart_from_the_file_and_come_back_with_it() {
    let folder = std::env::temp_dir().join(format!("marsad-it-edits-{}", std::process::id()));
    let mut state = with_bundled();
    let row = row(&state, false);
    let effects = run(&mut state, Command::Place(row, Some(Box::new(camp()))));
    let Some(Effect::SaveEdits { layer }) = effects.into_iter().next() else { panic!("edits are kept") };
    write_edits(&folder, &layer).unwrap();
    let again = with_edits(&folder, open_bundled().unwrap()).0;
    assert_eq!(again.placed.get(&row.row), Some(&camp()));
    assert!(again.store.has_place(row.row));
    // Taken back, nothing stays behind.
    let effects = run(&mut state, Command::Place(row, None));
    let Some(Effect::SaveEdits { layer }) = effects.into_iter().next() else { panic!("edits are kept") };
    write_edits(&folder, &layer).unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_broken_file_of_edits_is_said_and_left_as_it_is() {
    let folder = std::env::temp_dir().join(format!("marsad-it-broken-edits-{}", std::process::id()));
    let mut state = with_bundled();
    let row = row(&state, false);
    let effects = run(&mut state, Command::Place(row, Some(Box::new(camp()))));
    let Some(Effect::SaveEdits { layer }) = effects.into_iter().next() else { panic!("edits are kept") };
    write_edits(&folder, &layer).unwrap();
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&file, "version = [").unwrap();
    let (layer, error) = with_edits(&folder, open_bundled().unwrap());
    let error = error.unwrap();
    assert_eq!((layer.placed.len(), layer.store.len()), (0, 18));
    assert!(error.to_string().contains(&file.display().to_string()), "{error}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "version = [");
    std::fs::remove_dir_all(&folder).unwrap();
}
