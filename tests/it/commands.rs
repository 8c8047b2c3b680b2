//! Commands in, state out, no window: what the user asks for and what comes of it.

use marsad::domain::{FilterSet, UtcMs, Window};
use marsad::import::{Flow, UserProfiles};
use marsad::saved::{open_bundled, open_growing_layer, open_layer};
use marsad::state::{BasemapChoice, ColorTheme, Command, Effect, LoadedLayer, RowRef, State, View, WindowMode, apply};
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
    let layer = open_bundled().expect("the bundled incidents load");
    run(&mut state, Command::LayerLoaded { job: 0, layer: Box::new(layer) });
    state
}

fn row(state: &State, id: &str) -> RowRef {
    let layer = &state.layers[0];
    RowRef { layer: layer.id, row: layer.store.by_id(id)[0] }
}

fn only(category: &str) -> Box<FilterSet> {
    let mut filter = FilterSet::default();
    filter.categories.insert(category.to_owned());
    Box::new(filter)
}

/// 5 January 2022 in Damascus.
const FIFTH: Window = Window { from: UtcMs(1_641_333_600_000), to: UtcMs(1_641_420_000_000) };

#[test]
fn the_numbers_of_every_window_and_filter_add_up() {
    let mut state = with_bundled();
    for window in [Window::ALL, FIFTH] {
        for filter in [Box::default(), only("rocket_attack"), only("no such category")] {
            run(&mut state, Command::SetFilter(filter));
            run(&mut state, Command::SetWindow(window));
            let sum = state.in_window.certain + state.in_window.possible + state.in_window.out + state.answers.undated;
            assert_eq!(sum + state.answers.filtered_out, state.answers.total);
            assert_eq!(state.answers.total, 18);
        }
    }
}

#[test]
fn a_late_answer_to_an_earlier_question_is_dropped() {
    let mut state = with_bundled();
    let Some(Effect::Answer(early)) = apply(&mut state, Command::SetFilter(only("rocket_attack"))).into_iter().next() else {
        panic!("a question")
    };
    let Some(Effect::Answer(late)) = apply(&mut state, Command::SetFilter(only("diplomacy"))).into_iter().next() else {
        panic!("a question")
    };
    assert!(state.is_answering());
    run(&mut state, Command::AnswersReady(Box::new(late.answer())));
    run(&mut state, Command::AnswersReady(Box::new(early.answer())));
    assert!(!state.is_answering());
    assert_eq!(state.answers.filtered_out, 15, "three incidents of diplomacy are left");
}

#[test]
fn a_drag_is_one_step_of_undo_however_many_pixels_it_took() {
    let mut state = with_bundled();
    for step in 0..50 {
        run(&mut state, Command::PreviewWindow(Window { from: FIFTH.from, to: UtcMs(FIFTH.to.0 + step * 60_000) }));
    }
    run(&mut state, Command::SetWindow(FIFTH));
    assert_eq!(state.view.window, FIFTH);
    run(&mut state, Command::Undo);
    assert_eq!(state.view.window, Window::ALL);
    run(&mut state, Command::Redo);
    assert_eq!(state.view.window, FIFTH);
}

#[test]
fn going_back_never_switches_the_network_on() {
    let mut state = with_bundled();
    let online = BasemapChoice::Online { url: "https://tiles.example.org/{z}/{x}/{y}.png".to_owned() };
    assert_eq!(state.view.basemap, BasemapChoice::Offline, "off until the user says otherwise");
    run(&mut state, Command::SetBasemap(online));
    run(&mut state, Command::SetBasemap(BasemapChoice::Offline));
    run(&mut state, Command::Undo);
    assert_eq!(state.view.basemap, BasemapChoice::Offline);
}

#[test]
fn the_three_modes_hold_the_same_handles_against_time_differently() {
    let mut state = with_bundled();
    run(&mut state, Command::SetWindow(FIFTH));
    let range = (state.in_window.certain, state.in_window.possible);
    run(&mut state, Command::SetWindowMode(WindowMode::Cumulative));
    assert!(state.in_window.certain > range.0, "everything that ended before counts too");
    run(&mut state, Command::SetWindowMode(WindowMode::Instant));
    assert_eq!(state.in_window.certain, 0, "no time known only as a day or a dawn lies certainly in one instant");
}

#[test]
fn incidents_at_one_place_are_stepped_through_in_time_order_and_round_again() {
    let mut state = with_bundled();
    let attack = row(&state, "jan22-01-omar-attack");
    run(&mut state, Command::Select(Some(attack)));
    let site = state.selection.as_ref().unwrap().site.clone();
    assert_eq!(site.len(), 3);
    let times: Vec<i64> = site.iter().map(|at| state.layers[0].store.sort_time(at.row)).collect();
    assert!(times.is_sorted());
    let first = state.selection.as_ref().unwrap().row;
    for _ in 0..3 {
        run(&mut state, Command::StepInSite(1));
    }
    assert_eq!(state.selection.as_ref().unwrap().row, first);
}

#[test]
fn playing_by_events_selects_each_event_in_turn_and_stops_at_the_end() {
    let mut state = with_bundled();
    run(&mut state, Command::SetSpeed(marsad::state::Speed::Events { per_sec: 4.0 }));
    run(&mut state, Command::TogglePlay);
    assert!(state.playback.is_playing);
    let mut selected = Vec::new();
    for _ in 0..400 {
        run(&mut state, Command::Tick(0.25));
        if let Some(selection) = &state.selection
            && selected.last() != Some(&selection.row)
        {
            selected.push(selection.row);
        }
    }
    assert!(!state.playback.is_playing, "it stops by itself");
    assert!(selected.len() >= 3, "{selected:?}");
}

#[test]
fn closing_a_layer_takes_its_selection_and_its_numbers_along() {
    let mut state = with_bundled();
    let attack = row(&state, "jan22-01-omar-attack");
    run(&mut state, Command::Select(Some(attack)));
    let id = state.layers[0].id;
    run(&mut state, Command::CloseLayer(id));
    assert!(state.selection.is_none() && state.layers.is_empty());
    assert_eq!((state.answers.total, state.in_window.certain), (0, 0));
}

/// A file that is long enough to be shown while it loads; each feature a day after the one before.
fn long_file(name: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("marsad-it-{name}-{}.geojsonl", std::process::id()));
    let line = |id: u32| {
        let (lon, lat) = (36.0 + f64::from(id % 100) / 20.0, 33.0 + f64::from(id / 100 % 100) / 30.0);
        format!(
            "{{\"type\":\"Feature\",\"id\":{id},\"properties\":{{\"title\":\"number {id}, with words enough to fill a line\",\"date\":\"20{:02}-{:02}-{:02}\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}}}\n",
            10 + id / 2000 % 14,
            id % 12 + 1,
            id % 28 + 1
        )
    };
    std::fs::write(&path, (0..30_000).map(line).collect::<String>()).unwrap();
    path
}

#[test]
fn a_long_file_is_seen_while_it_loads_and_ends_as_one_layer() {
    let path = long_file("growing");
    let mut state = State::new(View::new(ColorTheme::Light, UiLang::En), Vec::new());
    let effects = run(&mut state, Command::OpenFiles(vec![path.display().to_string()]));
    let Some(Effect::LoadFile { job, path: asked, .. }) = effects.into_iter().next() else { panic!("a load") };
    let mut grown = Vec::new();
    let layer = open_growing_layer(&asked, UserProfiles::default(), &mut |_| Flow::Continue, &mut |layer| grown.push(layer)).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(!grown.is_empty());
    let mut seen = 0;
    for part in grown {
        run(&mut state, Command::LayerGrew { job, layer: Box::new(part) });
        assert_eq!(state.layers.len(), 1);
        assert!(state.layers[0].report.adds_up());
        assert_eq!(state.answers.total, state.layers[0].report.seen);
        assert!(state.answers.total > seen, "each time more than before");
        seen = state.answers.total;
    }
    let first = RowRef { layer: state.layers[0].id, row: 0 };
    run(&mut state, Command::LayerLoaded { job, layer: Box::new(layer) });
    assert_eq!((state.layers.len(), state.answers.total, state.jobs.len()), (1, 30_000, 0));
    assert_eq!(state.layers[0].id, first.layer);
    let store = &state.layers[0].store;
    assert_eq!(store.id(store.row_of_record(0).unwrap()), "0");
}

#[test]
fn the_map_is_fitted_to_the_whole_of_a_file_that_grew() {
    let path = std::env::temp_dir().join(format!("marsad-it-east-{}.geojsonl", std::process::id()));
    // Each feature further east than the one before.
    let line = |id: u32| {
        let lon = 36.0 + f64::from(id) / 2_000.0;
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"title\":\"number {id}, with words enough to fill a line or so\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},34]}}}}\n"
        )
    };
    std::fs::write(&path, (0..30_000).map(line).collect::<String>()).unwrap();
    let mut grown = Vec::new();
    let open = |grown: &mut dyn FnMut(LoadedLayer)| {
        open_growing_layer(path.to_str().unwrap(), UserProfiles::default(), &mut |_| Flow::Continue, grown)
    };
    let whole = open(&mut |layer| grown.push(layer)).unwrap();
    let again = open(&mut |_| ()).unwrap();
    let view_after = |parts: Vec<LoadedLayer>, whole: LoadedLayer| {
        let mut state = State::new(View::new(ColorTheme::Light, UiLang::En), Vec::new());
        let effects = run(&mut state, Command::OpenFiles(vec![path.display().to_string()]));
        let Some(Effect::LoadFile { job, .. }) = effects.into_iter().next() else { panic!("a load") };
        for part in parts {
            run(&mut state, Command::LayerGrew { job, layer: Box::new(part) });
        }
        run(&mut state, Command::LayerLoaded { job, layer: Box::new(whole) });
        (state.view.center, state.view.zoom)
    };
    assert!(!grown.is_empty());
    let (after_growth, at_once) = (view_after(grown, whole), view_after(Vec::new(), again));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(after_growth, at_once);
}

#[test]
fn a_load_that_is_stopped_leaves_no_part_behind() {
    let path = long_file("stopped");
    let mut state = with_bundled();
    let effects = run(&mut state, Command::OpenFiles(vec![path.display().to_string()]));
    let Some(Effect::LoadFile { job, path: asked, .. }) = effects.into_iter().next() else { panic!("a load") };
    let mut grown = Vec::new();
    let whole = open_growing_layer(&asked, UserProfiles::default(), &mut |_| Flow::Continue, &mut |layer| grown.push(layer)).unwrap();
    std::fs::remove_file(&path).unwrap();
    run(&mut state, Command::LayerGrew { job, layer: Box::new(grown.remove(0)) });
    assert_eq!(state.layers.len(), 2);
    let effects = run(&mut state, Command::CancelLoad(job));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::CancelLoad { job: stopped } if *stopped == job)));
    let is_as_before = |state: &State| (state.jobs.len(), state.layers.len(), state.answers.total) == (0, 1, 18);
    assert!(is_as_before(&state), "at once, without waiting for the thread");
    // Its thread was amid something and brings more before it looks up.
    let parts = grown.into_iter().map(|layer| Command::LayerGrew { job, layer: Box::new(layer) });
    let ends = [Command::LayerLoaded { job, layer: Box::new(whole) }, Command::LoadFailed { job, message: String::new() }];
    for late in parts.chain(ends) {
        run(&mut state, late);
        assert!(is_as_before(&state));
    }
}

#[test]
fn the_axis_follows_further_files_until_it_is_moved() {
    let path = long_file("axis");
    let more = open_layer(path.to_str().unwrap(), &mut |_| Flow::Continue).unwrap();
    let again = open_layer(path.to_str().unwrap(), &mut |_| Flow::Continue).unwrap();
    std::fs::remove_file(&path).unwrap();
    let mut state = with_bundled();
    let january = state.view.axis;
    run(&mut state, Command::LayerLoaded { job: 1, layer: Box::new(more) });
    assert!(state.view.axis.from < january.from, "the axis shows the second file too");
    let mut state = with_bundled();
    run(&mut state, Command::SetAxis(FIFTH));
    run(&mut state, Command::LayerLoaded { job: 1, layer: Box::new(again) });
    assert_eq!(state.view.axis, FIFTH);
}
