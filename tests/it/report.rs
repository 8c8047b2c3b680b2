//! The load report: each note names the first record that it is about, and leads to it.

use std::path::PathBuf;

use egui::accesskit::Role;
use marsad::domain::NotePlace;
use marsad::saved::open_layer;
use marsad::text::UiLang;

use super::window::{SIZE, Window};

struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-it-report-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }
    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A record for each line, the `bad`th (counted from 0) with a date that is none.
fn lines(count: usize, bad: usize) -> String {
    let line = |at: usize| {
        let date = if at == bad { "the other day" } else { "2022-01-05" };
        format!("{{\"type\":\"Feature\",\"properties\":{{\"date\":\"{date}\",\"title\":\"no {at}\"}},\"geometry\":null}}\n")
    };
    (0..count).map(line).collect()
}

fn first_of(file: &File, code: &str) -> Option<NotePlace> {
    let layer = open_layer(file.path(), &mut |_| marsad::import::Flow::Continue).unwrap();
    layer.report.notes.iter().find(|note| note.code.0 == code).unwrap().first
}

#[test]
fn a_note_names_the_line_of_the_first_record_that_it_is_about() {
    for count in [20, 60_000] {
        let bad = count - 3;
        let file = File::new(&format!("{count}.geojsonl"), &lines(count, bad));
        let place = |at: usize| Some(NotePlace { index: at as u64, line: at as u64 + 1, number: at as u64 + 1 });
        assert_eq!(first_of(&file, "unreadable_date"), place(bad), "{count} lines");
        assert_eq!(first_of(&file, "assumed_zone"), place(0), "{count} lines");
        assert_eq!(first_of(&file, "guessed_columns"), None, "what is said of the file has no line");
    }
    let table = File::new("t.csv", "date,title\n2022-01-05,\"two\nlines\"\nthe other day,x\n");
    assert_eq!(first_of(&table, "unreadable_date"), Some(NotePlace { index: 1, line: 4, number: 2 }));
}

#[test]
fn the_place_of_a_note_leads_to_its_incident() {
    let file = File::new("w.geojsonl", &lines(9, 6));
    let mut window = Window::with(&[file.path()], UiLang::En, SIZE);
    window.click(Role::Button, "Report");
    window.must_say("A date could not be read");
    window.click(Role::Button, "First in line 7");
    assert!(!window.says("A date could not be read"), "the dialog has gone");
    let title = window.ask(|program| match &program.state.detail {
        Some((_, Ok(incident))) => incident.title.iter().next().map(|(_, title)| title.to_owned()),
        _ => None,
    });
    assert_eq!(title.as_deref(), Some("no 6"));
}

#[test]
fn a_newer_file_is_opened_from_the_report_of_its_layer() {
    let quake = |id: &str, title: &str| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"{id}\",\"properties\":{{\"date\":\"2022-01-05\",\"title\":\"{title}\"}},\"geometry\":null}}\n"
        )
    };
    let old = File::new("old.geojsonl", &[quake("1", "first"), quake("2", "second")].concat());
    let new = File::new("new.geojsonl", &[quake("1", "first"), quake("2", "second, corrected"), quake("3", "third")].concat());
    let mut window = Window::with(&[old.path()], UiLang::En, SIZE);
    window.click(Role::Button, "Report");
    window.click(Role::Button, "Newer file…");
    window.must_say("Newer version of");
    window.type_into("Or type a path", new.path());
    window.click(Role::Button, "Open");
    window.must_say("1 added · 1 changed · 0 gone from the source · 1 unchanged");
    assert_eq!(window.ask(|program| (program.state.layers.len(), program.state.layers[0].path.clone())), (1, new.path().to_owned()));
}

#[test]
fn categories_that_differ_in_capitals_or_marks_alone_are_told() {
    let line = |category: &str| {
        format!("{{\"type\":\"Feature\",\"properties\":{{\"date\":\"2022-01-05\",\"type\":\"{category}\"}},\"geometry\":null}}\n")
    };
    let notes = |categories: &[&str]| {
        let file = File::new("alike.geojsonl", &categories.iter().map(|category| line(category)).collect::<String>());
        let layer = open_layer(file.path(), &mut |_| marsad::import::Flow::Continue).unwrap();
        layer.report.notes.into_iter().find(|note| note.code.0 == "alike_names").map(|note| (note.count, note.message))
    };
    let (count, message) = notes(&["Missile", "قصف", "missile", "قَصْف", "fire"]).unwrap();
    assert_eq!(count, 2);
    assert!(message.contains("Missile / missile") && message.contains("قصف / قَصْف") && !message.contains("fire"), "{message}");
    assert_eq!(notes(&["Missile", "missiles", "Missile "]), None);
}

#[test]
fn another_file_of_an_archive_is_read_instead_and_stays_when_it_is_read_anew() {
    let table = |title: &str| format!("date,title,lat,lon\n2022-01-05,{title},35.1,40.1\n");
    let archive = super::formats::zipped(&[("a.csv", table("first").as_bytes()), ("b.csv", table("second").as_bytes())]);
    let file = File::new("two.zip", "");
    std::fs::write(file.path(), archive).unwrap();
    let mut window = Window::with(&[file.path()], UiLang::En, SIZE);
    let title = |window: &Window| window.ask(|program| program.state.layers[0].store.title(0, &marsad::domain::Lang::en()));
    assert_eq!(title(&window), "first");
    window.click(Role::Button, "Report");
    window.click(Role::Button, "Read b.csv instead");
    assert_eq!(title(&window), "second");
    window.must_say("Of the archive the file b.csv was read");
    assert!(!window.says("gone from the source"), "another table is no newer version");
    window.click(Role::Button, "Read the file anew");
    assert_eq!(title(&window), "second");
    window.click(Role::Button, "Read a.csv instead");
    assert_eq!(title(&window), "first");
}

#[test]
fn where_the_dates_of_a_known_export_prove_no_order_the_user_says_it_and_it_stays_said() {
    let table = |rows: &[&str]| {
        let row = |date: &&str| format!("SYR{date},{date},1,Battles,35.1,40.1,1\n");
        let rows: String = rows.iter().map(row).collect();
        format!("event_id_cnty,event_date,time_precision,event_type,latitude,longitude,geo_precision\n{rows}")
    };
    let file = File::new("acled.csv", &table(&["05/01/2022", "06/02/2022"]));
    let mut window = Window::with(&[file.path()], UiLang::En, SIZE);
    let starts = |window: &Window| {
        window.ask(|program| {
            let store = &program.state.layers[0].store;
            let mut starts: Vec<i64> = (0..store.len() as u32).filter_map(|row| Some(store.when(row)?.earliest.0)).collect();
            starts.sort_unstable();
            starts
        })
    };
    // 2022-01-05 and 2022-02-06; 2022-05-01 and 2022-06-02
    let (day_first, month_first) = ([1_641_340_800_000, 1_644_105_600_000], [1_651_363_200_000, 1_654_128_000_000]);
    assert!(starts(&window).is_empty());
    window.click(Role::Button, "Report");
    window.must_say("Day and month cannot be told apart");
    window.click(Role::Button, "The day comes first");
    assert_eq!(starts(&window), day_first);
    window.must_say("it was read in the order that you have said");
    assert!(!window.says("The day comes first"));
    window.click(Role::Button, "Read the file anew");
    assert_eq!(starts(&window), day_first, "what was said of the older version holds for the newer one");
    window.click(Role::Button, "The month comes first");
    assert_eq!(starts(&window), month_first);

    std::fs::write(file.path(), table(&["05/01/2022", "16/02/2022"])).unwrap();
    window.click(Role::Button, "Read the file anew");
    assert_eq!(starts(&window), [1_641_340_800_000, 1_644_969_600_000], "until the dates themselves prove another one");
}

#[test]
fn a_newer_version_tells_also_properties_that_no_field_holds_by_name_with_both_values() {
    let table =
        |weapon: &str, place: &str| format!("id,date,title,place,weapon,lat,lon\nA-1,2022-01-05,first,{place},{weapon},35.1,40.1\n");
    let file = File::new("weapons.csv", &table("rifle", "Manbij"));
    let mut window = Window::with(&[file.path()], UiLang::En, SIZE);
    window.click(Role::Button, "Report");
    window.must_say("Not used: \u{2068}weapon\u{2069}.");
    std::fs::write(file.path(), table("mortar", "Al Bab")).unwrap();
    window.click(Role::Button, "Read the file anew");
    window.must_say("\u{2068}weapon\u{2069}: \u{2068}rifle\u{2069} → \u{2068}mortar\u{2069}");
    window.must_say("Name of place: \u{2068}Manbij\u{2069} → \u{2068}Al Bab\u{2069}");
    assert!(!window.says("Words:"), "what another field tells is not told again");
}
