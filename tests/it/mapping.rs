//! Columns that no known export has: guessed, put right in the dialog, saved, and known again.

use std::path::PathBuf;

use egui::accesskit::Role;
use marsad::domain::{DateOrder, Role as Column, UtcMs};
use marsad::state::Command;
use marsad::text::UiLang;

use super::window::{SIZE, Window};

/// A folder of its own that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("marsad-it-mapping-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
    fn settings(&self) -> Option<PathBuf> {
        Some(self.0.join("settings.toml"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Names that say nothing; `03/04/2024` could be March or April.
const ODD: &str = "k1;k2;k3;k4;k5
03/04/2024;road cut near the bridge;shelling;35,33;40,13
05/04/2024;two trucks burnt out;fire;35,40;40,20
";

fn window(folder: &Folder, files: &[&str]) -> Window {
    Window::with_settings(files, UiLang::En, SIZE, folder.settings())
}

fn profile(window: &Window) -> String {
    window.ask(|program| program.state.layers.last().unwrap().report.profile.clone())
}

/// Takes a column for a role, by the names that a screen reader hears.
fn choose(window: &mut Window, role: &str, before: &str, column: &str) {
    window.click(Role::ComboBox, &format!("{role}: {before}"));
    let entry = window.names(Role::CheckBox).into_iter().find(|name| name.starts_with(&format!("{column}: "))).unwrap();
    window.click(Role::CheckBox, &entry);
}

#[test]
fn odd_columns_are_put_right_in_one_dialog_saved_and_known_the_next_time() {
    let folder = Folder::new("saved");
    let first = folder.file("first.csv", ODD);
    let mut window = window(&folder, &[&first]);
    window.must_say("Columns guessed");
    assert_eq!(profile(&window), "generic");
    assert_eq!(window.ask(|program| program.state.answers.without_place), 2, "no name says where longitude stands");

    window.click(Role::Button, "Columns…");
    window.must_say("03/04/2024 may be either order");
    choose(&mut window, "Longitude", "none", "k5");
    choose(&mut window, "Latitude", "none", "k4");
    choose(&mut window, "Category", "none", "k3");
    window.click(Role::Button, "day first");
    window.click(Role::Button, "Asia/Damascus");
    window.must_say("35.3300, 40.1300");
    window.type_into("Name of the profile", "Weekly sheet");
    window.click(Role::Button, "Save as profile");

    assert_eq!(profile(&window), "Weekly sheet");
    let (at, when) = window.ask(|program| {
        let store = &program.state.layers[0].store;
        let row = store.row_of_record(0).unwrap();
        (store.anchor(row).unwrap(), store.when(row).unwrap().earliest)
    });
    assert_eq!((at.lon, at.lat), (40.13, 35.33));
    // Midnight of 3 April 2024 in Damascus, which is three hours ahead of UTC all year.
    assert_eq!(when, UtcMs(1_712_102_400_000 - 3 * 3_600_000));

    let second = folder.file("second.csv", &ODD.replace("road cut", "well hit"));
    let mut again = self::window(&folder, &[&second]);
    assert_eq!(profile(&again), "Weekly sheet");
    assert!(!again.says("Columns guessed"));
    again.click(Role::Button, "Report");
    again.must_say("The columns are those of the saved profile Weekly sheet");
}

#[test]
fn a_mapping_for_one_file_stays_when_a_newer_version_of_it_is_read() {
    let folder = Folder::new("once");
    let path = folder.file("once.csv", ODD);
    let mut window = window(&folder, &[&path]);
    window.click(Role::Button, "Columns…");
    choose(&mut window, "Longitude", "none", "k5");
    choose(&mut window, "Latitude", "none", "k4");
    window.click(Role::Button, "Use for this file");
    assert_eq!((profile(&window).as_str(), window.ask(|program| program.state.answers.without_place)), ("chosen", 0));
    folder.file("once.csv", &format!("{ODD}06/04/2024;a third;fire;35,50;40,30\n"));
    window.run(Command::OpenFiles(vec![path]));
    assert_eq!((profile(&window).as_str(), window.ask(|program| program.state.answers.without_place)), ("chosen", 0));
    assert_eq!(window.ask(|program| program.state.layers[0].store.len()), 3);
    assert!(!folder.0.join("profiles").exists(), "what is used once is not saved");
}

#[test]
fn the_dialog_begins_with_what_was_guessed() {
    let folder = Folder::new("guess");
    let path = folder.file("g.csv", "التاريخ,الساعة,العنوان,خط العرض,خط الطول,القتلى\n16/05/2022,04:30,انفجار,35.33,40.13,3-7\n");
    let window = window(&folder, &[&path]);
    let (mapping, order) = window.ask(|program| {
        let (mapping, _, _) = program.state.layers[0].plan.mapping().unwrap();
        let taken = Column::ALL.iter().filter_map(|role| Some((role.as_str(), mapping.column(*role)?.to_owned())));
        (taken.collect::<Vec<_>>(), mapping.order)
    });
    let expected = [
        ("start", "التاريخ"),
        ("clock", "الساعة"),
        ("title", "العنوان"),
        ("longitude", "خط الطول"),
        ("latitude", "خط العرض"),
        ("killed", "القتلى"),
    ];
    assert_eq!(mapping, expected.map(|(role, column)| (role, column.to_owned())));
    assert_eq!(order, DateOrder::DayFirst, "there is no sixteenth month");
    assert_eq!(window.ask(|program| program.state.answers.without_place), 0);
}

#[test]
fn the_gazetteer_offers_for_a_row_without_coordinates_what_lies_in_its_country() {
    let folder = Folder::new("areas");
    let table = "date,place,country,title\n2022-01-05,Tripoli,Lebanon,first\n2022-01-06,Tripoli,Libya,second\n";
    let mut window = window(&folder, &[&folder.file("areas.csv", table)]);
    for (at, country) in ["Lebanon", "Libya"].into_iter().enumerate() {
        window.click(Role::Button, "Next incident");
        let places: Vec<String> = window.names(Role::Button).into_iter().filter(|name| name.starts_with("Place it at ")).collect();
        assert_eq!(places, ["Place it at Tripoli"], "{country}: one of the many is offered");
        window.click(Role::Button, "Place it at Tripoli");
        let placed = window.ask(|program| program.state.layers[0].placed.values().map(|place| place.reason.clone()).collect::<Vec<_>>());
        assert_eq!(placed.len(), at + 1);
    }
    let lons = window.ask(|program| {
        let store = &program.state.layers[0].store;
        let lon = |record: u64| store.anchor(store.row_of_record(record).unwrap()).unwrap().lon.round();
        [lon(0), lon(1)]
    });
    assert_eq!(lons, [36.0, 13.0], "Tripoli of Lebanon lies at 35.8 E, that of Libya at 13.2 E");
}
