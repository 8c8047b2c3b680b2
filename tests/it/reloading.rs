//! The same file again: what was added, changed and gone, with everything that the reader has set kept as it was.

use std::path::PathBuf;

use marsad::import::Flow;
use marsad::saved::open_layer;
use marsad::state::{ColorTheme, Command, Effect, NoticeKind, Remedy, RowRef, State, View, apply};
use marsad::store::{ChangeKind, ChangedField, Difference};
use marsad::text::UiLang;

fn record(id: &str, killed: u32, lon: f64, updated: u64) -> String {
    let id = if id.is_empty() { String::new() } else { format!("\"id\":\"{id}\",") };
    format!(
        "{{\"type\":\"Feature\",{id}\"properties\":{{\"title\":\"shelling\",\"date\":\"2022-01-05\",\"type\":\"shelling\",\"killed\":{killed},\"updated\":{updated}}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},35]}}}}"
    )
}

/// An earthquake of USGS with its revision stamp.
fn usgs(id: &str, mag: f64, updated: u64) -> String {
    format!(
        "{{\"type\":\"Feature\",\"id\":\"{id}\",\"properties\":{{\"mag\":{mag},\"magType\":\"ml\",\"sig\":1,\"net\":\"ci\",\"code\":\"1\",\"time\":1517356800000,\"updated\":{updated},\"type\":\"earthquake\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[-118,34,5]}}}}"
    )
}

struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("marsad-it-reload-{name}-{}.geojson", std::process::id())))
    }
    fn write(&self, records: &[String]) {
        std::fs::write(&self.0, format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", records.join(","))).unwrap();
    }
    fn path(&self) -> String {
        self.0.display().to_string()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Applies a command, reads files and answers questions at once.
fn run(state: &mut State, command: Command) {
    for effect in apply(state, command) {
        match effect {
            Effect::Answer(request) => run(state, Command::AnswersReady(Box::new(request.answer()))),
            Effect::LoadFile { job, path, .. } => {
                let layer = open_layer(&path, &mut |_| Flow::Continue).unwrap();
                run(state, Command::LayerLoaded { job, layer: Box::new(layer) });
            }
            _ => {}
        }
    }
}

fn opened(file: &File) -> State {
    let mut state = State::new(View::new(ColorTheme::Light, UiLang::En), Vec::new());
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    state
}

fn difference(state: &State) -> &Difference {
    state.layers[0].difference.as_ref().unwrap()
}

fn counts(difference: &Difference) -> [u64; 4] {
    [difference.added, difference.changed, difference.gone, difference.unchanged]
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let file = File::new("twice");
    file.write(&[record("a", 1, 36.0, 1), record("b", 2, 37.0, 1)]);
    let mut state = opened(&file);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!((state.layers.len(), state.answers.total), (1, 2));
    assert_eq!(counts(difference(&state)), [0, 0, 0, 2]);
}

#[test]
fn a_text_that_changed_is_told_by_its_words_beside_the_other_fields() {
    let file = File::new("words");
    let record = |notes: &str, killed: u32, extra: u32| {
        let properties = format!(r#""title":"Shelling of Khan","date":"2022-01-05","notes":"{notes}","killed":{killed},"extra":{extra}"#);
        format!(r#"{{"type":"Feature","id":"a","geometry":{{"type":"Point","coordinates":[36.5,35.5]}},"properties":{{{properties}}}}}"#)
    };
    file.write(&[record("Two mortar rounds hit the market", 1, 1)]);
    let mut state = opened(&file);
    let id = state.layers[0].id;
    let mut again = |record: String| {
        file.write(&[record]);
        run(&mut state, Command::ReloadLayer(id));
        let change = difference(&state).listed.iter().find(|change| change.kind == ChangeKind::Changed).unwrap().clone();
        change.fields.into_iter().map(|field| (field.field, field.before, field.after)).collect::<Vec<_>>()
    };
    let told = |field, before: &str, after: &str| (field, before.to_owned(), after.to_owned());
    let both = [told(ChangedField::Killed, "1", "4"), told(ChangedField::Words, "mortar", "artillery")];
    assert_eq!(again(record("Two artillery rounds hit the market", 4, 1)), both);
    assert_eq!(again(record("Artillery rounds hit the market and the school", 4, 1)), [told(ChangedField::Words, "two", "and school")]);
    assert_eq!(again(record("Artillery rounds hit the market and the school", 4, 2)), [told(ChangedField::Other, "", "")]);
}

#[test]
fn a_newer_file_tells_what_was_added_changed_and_gone_field_by_field() {
    let file = File::new("newer");
    file.write(&[record("a", 1, 36.0, 1), record("b", 2, 37.0, 1), record("c", 3, 38.0, 1)]);
    let mut state = opened(&file);
    let id = state.layers[0].id;
    let color = state.layers[0].color_idx;
    let b = RowRef { layer: id, row: 1 };
    run(&mut state, Command::Select(Some(b)));
    file.write(&[record("new", 0, 36.5, 2), record("a", 1, 36.0, 1), record("b", 2, 37.25, 2)]);
    run(&mut state, Command::ReloadLayer(id));
    assert_eq!(counts(difference(&state)), [1, 1, 1, 1]);
    let changed = difference(&state).listed.iter().find(|change| change.kind == ChangeKind::Changed).unwrap();
    assert_eq!(changed.id, "b");
    let place = changed.fields.iter().find(|field| field.field == ChangedField::Place).unwrap();
    assert_eq!((place.before.as_str(), place.after.as_str()), ("37, 35", "37.25, 35"));
    let gone = difference(&state).listed.iter().find(|change| change.kind == ChangeKind::Gone).unwrap();
    assert_eq!(gone.id, "c");
    // The layer is the one it was, and the selection points at the same incident in its new row.
    assert_eq!((state.layers[0].id, state.layers[0].color_idx), (id, color));
    assert_eq!(state.layers[0].store.id(state.selection.as_ref().unwrap().row.row), "b");
}

#[test]
fn a_property_that_no_column_holds_is_a_change_too() {
    let file = File::new("property");
    file.write(&[record("a", 1, 36.0, 1)]);
    let mut state = opened(&file);
    file.write(&[record("a", 1, 36.0, 1).replace("\"updated\":1", "\"updated\":1,\"note\":\"seen\"")]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [0, 1, 0, 0]);
}

#[test]
fn incidents_without_id_are_matched_by_their_content_and_it_is_said() {
    let file = File::new("without-id");
    file.write(&[record("", 1, 36.0, 1), record("", 2, 37.0, 1)]);
    let mut state = opened(&file);
    file.write(&[record("", 2, 37.0, 1), record("", 1, 36.0, 1), record("", 5, 39.0, 1)]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [1, 0, 0, 2]);
    assert_eq!(difference(&state).without_id, 3);
}

#[test]
fn two_records_of_one_id_are_compared_in_their_order() {
    let file = File::new("double");
    file.write(&[record("a", 1, 36.0, 1), record("a", 2, 37.0, 1)]);
    let mut state = opened(&file);
    file.write(&[record("a", 1, 36.0, 1), record("a", 2, 37.5, 1)]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [0, 1, 0, 1]);
}

#[test]
fn an_older_file_after_a_newer_one_is_told() {
    let file = File::new("older");
    file.write(&[usgs("ci1", 2.5, 1_517_400_000_000)]);
    let mut state = opened(&file);
    file.write(&[usgs("ci1", 2.4, 1_517_300_000_000)]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [0, 1, 0, 0]);
    assert_eq!(difference(&state).older, 1);
}

#[test]
fn an_unreadable_date_and_an_empty_id_in_the_newer_file_cost_nothing_and_are_told() {
    let file = File::new("harmed");
    file.write(&[record("a", 1, 36.0, 1), record("b", 2, 37.0, 1)]);
    let mut state = opened(&file);
    file.write(&[record("a", 1, 36.0, 1).replace("2022-01-05", "soon"), record("b", 2, 37.0, 1).replace("\"id\":\"b\"", "\"id\":\"\"")]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    // The first has lost its date; the second is another one as far as anybody can tell.
    assert_eq!(counts(difference(&state)), [1, 1, 1, 0]);
    assert_eq!(difference(&state).without_id, 1);
    let changed = difference(&state).listed.iter().find(|change| change.kind == ChangeKind::Changed).unwrap();
    let when = changed.fields.iter().find(|field| field.field == ChangedField::When).unwrap();
    assert!(when.before.starts_with("2022-01-05") && when.after.is_empty(), "{when:?}");
    let report = &state.layers[0].report;
    assert!(report.adds_up() && report.undated == 1);
    assert!(report.notes.iter().any(|note| note.code.0 == "unreadable_date"), "{:?}", report.notes);
}

#[test]
fn a_further_episode_of_a_disaster_is_added_and_the_earlier_ones_stay() {
    let episode = |number: u32, modified: &str| {
        format!(
            "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[40.5,35.5]}},\"properties\":{{\"eventtype\":\"FL\",\"eventid\":7,\"episodeid\":{number},\"Class\":\"Point_Centroid\",\"name\":\"Flood\",\"fromdate\":\"2023-02-06T01:00:00\",\"todate\":\"2023-02-06T02:00:00\",\"datemodified\":\"{modified}\"}}}}"
        )
    };
    let file = File::new("episodes");
    file.write(&[episode(1, "2023-02-06T03:00:00"), episode(2, "2023-02-06T09:00:00")]);
    let mut state = opened(&file);
    file.write(&[episode(1, "2023-02-06T03:00:00"), episode(2, "2023-02-06T10:00:00"), episode(3, "2023-02-07T03:00:00")]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [1, 1, 0, 1]);
    assert_eq!(difference(&state).older, 0);
    file.write(&[episode(1, "2023-02-06T03:00:00"), episode(2, "2023-02-06T09:00:00")]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!((counts(difference(&state)), difference(&state).older), ([0, 1, 1, 1], 1), "the older file after the newer");
    file.write(&[episode(2, "2023-02-06T09:00:00")]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [0, 0, 1, 1]);
    file.write(&[episode(3, "2023-02-07T03:00:00")]);
    run(&mut state, Command::OpenFiles(vec![file.path()]));
    assert_eq!(counts(difference(&state)), [0, 1, 0, 0], "a feed of the newest episodes alone changes its events");
}

/// Reads another file as the newer version of the first layer.
fn update(state: &mut State, file: &File) {
    let layer = state.layers[0].id;
    run(state, Command::OpenNewer(layer));
    assert!(state.interface.show_open);
    run(state, Command::OpenAsNewer { of: layer, path: file.path() });
    assert!(!state.interface.show_open && state.interface.open_for.is_none());
}

#[test]
fn another_file_is_taken_as_the_newer_version_and_what_the_reader_has_set_stays() {
    let (old, new) = (File::new("week-1"), File::new("week-2"));
    old.write(&[record("a", 1, 36.0, 1), record("b", 2, 37.0, 1), record("c", 3, 38.0, 1)]);
    new.write(&[record("d", 4, 39.0, 2), record("c", 3, 38.0, 1), record("a", 5, 36.0, 2)]);
    let mut state = opened(&old);
    let (layer, color) = (state.layers[0].id, state.layers[0].color_idx);
    run(&mut state, Command::SetLayerVisible(layer, false));
    let row = state.layers[0].store.by_id("c")[0];
    run(&mut state, Command::Select(Some(RowRef { layer, row })));
    update(&mut state, &new);
    assert_eq!(state.layers.len(), 1);
    let now = &state.layers[0];
    assert_eq!((now.id, now.color_idx, now.is_visible, now.path.clone()), (layer, color, false, new.path()));
    assert!(now.name.contains("week-2"), "{}", now.name);
    assert_eq!(counts(difference(&state)), [1, 1, 1, 1]);
    let selected = state.selection.as_ref().unwrap().row;
    assert_eq!(now.store.id(selected.row), "c");
    assert_eq!(state.recent.first(), Some(&new.path()));
}

#[test]
fn another_file_whose_incidents_are_all_older_sets_nothing_back() {
    let (new, old) = (File::new("new"), File::new("old"));
    new.write(&[usgs("ci1", 2.5, 1_517_400_000_000), usgs("ci2", 3.0, 1_517_300_000_000)]);
    old.write(&[usgs("ci1", 2.4, 1_517_350_000_000), usgs("ci2", 3.0, 1_517_300_000_000)]);
    let mut state = opened(&new);
    update(&mut state, &old);
    assert_eq!((state.layers[0].path.clone(), state.layers[0].difference.is_none()), (new.path(), true));
    let notice = state.notices.last().unwrap();
    assert!(notice.text.contains("older than what is shown: 1 of its incidents"), "{}", notice.text);
    assert_eq!(notice.kind, NoticeKind::Careful);
    // So is one with new incidents: they would be lost else.
    old.write(&[usgs("ci1", 2.4, 1_517_350_000_000), usgs("ci3", 4.0, 1_517_300_000_000)]);
    let mut with_new = opened(&new);
    update(&mut with_new, &old);
    assert_eq!(counts(difference(&with_new)), [1, 1, 1, 0]);
    // One that has news beside an older revision is read, and told.
    old.write(&[usgs("ci1", 2.4, 1_517_350_000_000), usgs("ci2", 3.1, 1_517_500_000_000)]);
    update(&mut state, &old);
    assert_eq!((state.layers[0].path.clone(), difference(&state).older, difference(&state).changed), (old.path(), 1, 2));
}

#[test]
fn a_file_that_counts_incidents_twice_is_told_and_can_be_taken_as_the_newer_version() {
    let (first, second, other) = (File::new("first"), File::new("second"), File::new("other"));
    first.write(&[record("a", 1, 36.0, 1), record("b", 2, 37.0, 1)]);
    second.write(&[record("a", 1, 36.0, 1), record("b", 3, 37.0, 2), record("c", 3, 38.0, 2)]);
    other.write(&[record("x", 1, 36.0, 1), record("y", 2, 37.0, 1), record("a", 2, 37.0, 1)]);
    let mut state = opened(&first);
    run(&mut state, Command::OpenFiles(vec![other.path()]));
    assert_eq!(state.notices.len(), 0, "one id in three is chance");
    let numbered = File::new("numbered");
    numbered.write(&[record("a", 1, 30.0, 1).replace("shelling", "fire"), record("b", 2, 31.0, 1).replace("shelling", "fire")]);
    run(&mut state, Command::OpenFiles(vec![numbered.path()]));
    assert_eq!(state.notices.len(), 0, "many files count from 1: ids alone make no incident the same");
    let closed = state.layers[2].id;
    run(&mut state, Command::CloseLayer(closed));
    run(&mut state, Command::OpenFiles(vec![second.path()]));
    let notice = state.notices.last().unwrap().clone();
    assert!(notice.text.contains("second") && notice.text.contains("first"), "{}", notice.text);
    let (of, by) = (state.layers[0].id, state.layers[2].id);
    assert_eq!(notice.remedy, Some(Remedy::TakeAsNewer { of, by }));
    run(&mut state, Command::TakeAsNewer { of, by });
    assert_eq!((state.layers.len(), state.notices.len()), (2, 0));
    assert_eq!((state.layers[0].id, state.layers[0].path.clone()), (of, second.path()));
    assert_eq!(counts(difference(&state)), [1, 1, 0, 1]);
}

#[test]
fn a_layer_that_is_being_read_is_not_replaced_and_nothing_is_lost() {
    let (first, second) = (File::new("busy-1"), File::new("busy-2"));
    first.write(&[record("a", 1, 36.0, 1), record("b", 2, 37.0, 1)]);
    second.write(&[record("a", 1, 36.0, 1), record("b", 3, 37.0, 2)]);
    let mut state = opened(&first);
    run(&mut state, Command::OpenFiles(vec![second.path()]));
    let (of, by) = (state.layers[0].id, state.layers[1].id);
    // The file of the first is being read anew, and that is not done yet.
    let under_way = apply(&mut state, Command::ReloadLayer(of));
    run(&mut state, Command::TakeAsNewer { of, by });
    assert_eq!(state.layers.len(), 2);
    assert!(state.notices.last().unwrap().text.contains("is being read at this moment"));
    assert!(state.notices.iter().any(|notice| notice.remedy.is_some()), "the offer stands");
    for effect in under_way {
        if let Effect::LoadFile { job, path, .. } = effect {
            let layer = open_layer(&path, &mut |_| Flow::Continue).unwrap();
            run(&mut state, Command::LayerLoaded { job, layer: Box::new(layer) });
        }
    }
    // A file that cannot be read costs nothing.
    let effects = apply(&mut state, Command::TakeAsNewer { of, by });
    let Some(Effect::LoadFile { job, .. }) = effects.into_iter().find(|effect| matches!(effect, Effect::LoadFile { .. })) else {
        panic!("a load")
    };
    run(&mut state, Command::LoadFailed { job, message: "It is gone.".to_owned() });
    assert_eq!(state.layers.len(), 2);
    run(&mut state, Command::OpenAsNewer { of, path: second.path() });
    assert_eq!((state.layers.len(), state.layers[0].path.clone()), (1, second.path()), "it was open as a layer of its own");
}

#[test]
fn a_file_that_comes_while_one_chooses_is_a_layer_of_its_own() {
    let (first, second) = (File::new("choosing-1"), File::new("choosing-2"));
    first.write(&[record("a", 1, 36.0, 1)]);
    second.write(&[record("x", 1, 36.5, 1)]);
    let mut state = opened(&first);
    let layer = state.layers[0].id;
    run(&mut state, Command::OpenNewer(layer));
    run(&mut state, Command::OpenFiles(vec![second.path()]));
    assert_eq!((state.layers.len(), state.layers[0].path.clone()), (2, first.path()));
    assert!(state.interface.open_for.is_none());
}

#[test]
fn files_without_ids_are_not_told_as_counted_twice() {
    let (first, second) = (File::new("no-ids-1"), File::new("no-ids-2"));
    let records: Vec<String> = (0..300).map(|at| record("", at, 36.0, 1)).collect();
    first.write(&records);
    second.write(&records);
    let mut state = opened(&first);
    run(&mut state, Command::OpenFiles(vec![second.path()]));
    assert_eq!((state.layers.len(), state.notices.len()), (2, 0));
}
