//! The window, used as a person does who hears names and presses keys: through its accessible names.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use egui::accesskit::{Action, Role};
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};
use marsad::app::{Marsad, Start, Workers};
use marsad::domain::FacetField;
use marsad::state::{ColorTheme, Command, MapLook, Panel, RowRef};
use marsad::text::{MessageArg, Messages, UiLang};

use super::bundled::{self, Incident};
use super::source::root;

type Shared = Rc<RefCell<Option<Marsad>>>;

/// Frames after which layouts have settled and flights of the map have ended.
const SETTLE_FRAMES: usize = 10;
pub(super) const SIZE: [f32; 2] = [1440.0, 900.0];
const ATTACK: &str = "jan22-01-omar-attack";

/// The program in a window without a screen.
pub(super) struct Window {
    pub(super) harness: Harness<'static, Shared>,
    program: Shared,
}

impl Window {
    /// The bundled incidents, in English.
    pub(super) fn open() -> Self {
        Self::with(&[], UiLang::En, SIZE)
    }

    pub(super) fn with(files: &[&str], lang: UiLang, size: [f32; 2]) -> Self {
        Self::with_settings(files, lang, size, None)
    }

    /// As [`Window::with`], with settings that are kept.
    pub(super) fn with_settings(files: &[&str], lang: UiLang, size: [f32; 2], settings_path: Option<PathBuf>) -> Self {
        let program = Shared::default();
        let files = files.iter().map(|path| root().join(path).to_str().unwrap().to_owned()).collect();
        let start = Start {
            files,
            lang: Some(lang),
            theme: Some(ColorTheme::Light),
            workers: Workers::Inline,
            settings_path,
            wish: marsad::app::Wish::default(),
        };
        let made = program.clone();
        let harness = Harness::builder()
            .with_size(vec2(size[0], size[1]))
            .with_accessibility_check(false)
            .with_context_setup(move |ctx| *made.borrow_mut() = Some(Marsad::new(ctx, start)))
            .build_ui_state(|ui, program: &mut Shared| program.borrow_mut().as_mut().unwrap().frame(ui), program.clone());
        let mut window = Self { harness, program };
        window.settle();
        window
    }

    pub(super) fn settle(&mut self) {
        self.harness.step();
        self.harness.run_steps(SETTLE_FRAMES);
    }

    pub(super) fn ask<R>(&self, question: impl FnOnce(&Marsad) -> R) -> R {
        question(self.program.borrow().as_ref().unwrap())
    }

    pub(super) fn run(&mut self, command: Command) {
        self.program.borrow_mut().as_mut().unwrap().run(command);
        self.settle();
    }

    fn nodes(&self) -> Vec<Node<'_>> {
        self.harness.root().children_recursive().collect()
    }

    /// The first node of a role whose name is exactly this.
    pub(super) fn find(&self, role: Role, name: &str) -> Option<Node<'_>> {
        let is_it = |node: &Node| {
            let node = node.accesskit_node();
            let text = if role == Role::Label { node.value() } else { node.label() };
            node.role() == role && text.is_some_and(|text| bare(&text) == bare(name))
        };
        self.nodes().into_iter().find(is_it)
    }

    pub(super) fn click(&mut self, role: Role, name: &str) {
        let node = self.find(role, name);
        node.unwrap_or_else(|| panic!("no {role:?} is called “{name}”; there are {:#?}", self.names(role))).click();
        self.settle();
    }

    pub(super) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub(super) fn type_into(&mut self, field: &str, text: &str) {
        self.find(Role::TextInput, field).unwrap_or_else(|| panic!("no field “{field}”")).focus();
        self.harness.step();
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub(super) fn names(&self, role: Role) -> Vec<String> {
        self.nodes()
            .iter()
            .map(NodeT::accesskit_node)
            .filter(|node| node.role() == role)
            .filter_map(|node| Some(bare(&node.label()?)))
            .collect()
    }

    /// Every text that can be read in the window.
    fn texts(&self) -> Vec<String> {
        let nodes = self.nodes();
        let text = |node: &Node| {
            let node = node.accesskit_node();
            if node.role() == Role::Label { node.value() } else { node.label() }
        };
        nodes.iter().filter_map(text).map(|text| bare(&text)).collect()
    }

    pub(super) fn says(&self, words: &str) -> bool {
        self.texts().iter().any(|text| text.contains(&bare(words)))
    }

    #[track_caller]
    pub(super) fn must_say(&self, words: &str) {
        assert!(self.says(words), "“{words}” is nowhere in {:#?}", self.texts());
    }

    /// Steps by key until the incident is reached.
    fn select(&mut self, id: &str) {
        for _ in 0..18 {
            if self.selected_id() == id {
                return;
            }
            self.press(Modifiers::NONE, Key::N);
        }
        assert_eq!(self.selected_id(), id);
    }

    fn selected(&self) -> Option<RowRef> {
        self.ask(|program| program.state.selection.as_ref().map(|selection| selection.row))
    }

    fn selected_id(&self) -> String {
        self.ask(|program| match &program.state.detail {
            Some((_, Ok(incident))) => incident.id.clone(),
            _ => String::new(),
        })
    }
}

/// Without the marks that keep the direction of inserted names and numbers apart from the sentence.
fn bare(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

fn incident(id: &str) -> Incident {
    bundled::incidents().into_iter().find(|incident| incident.id() == id).unwrap()
}

fn in_time_order() -> Vec<Incident> {
    let mut incidents = bundled::incidents();
    incidents.sort_by_key(Incident::order);
    incidents
}

/// What the status line says for a count, by the message files.
fn counter(lang: UiLang, key: &str, count: u64) -> String {
    Messages::new(lang).say_with(key, &[("count", MessageArg::Count(count))])
}

#[test]
fn all_bundled_incidents_are_listed_and_next_steps_through_them_in_time_order() {
    let mut window = Window::open();
    window.click(Role::Button, "List of incidents");
    let expected = in_time_order();
    assert_eq!(expected.len(), 18);
    let mut listed: BTreeSet<String> = window.names(Role::ListBoxOption).into_iter().collect();
    let mut stepped = Vec::new();
    for _ in &expected {
        window.click(Role::Button, "Next incident");
        stepped.push(window.selected_id());
        listed.extend(window.names(Role::ListBoxOption));
    }
    assert_eq!(stepped, expected.iter().map(|incident| incident.id().to_owned()).collect::<Vec<_>>());
    assert_eq!(listed, expected.iter().map(|incident| incident.title("en").to_owned()).collect());
    window.click(Role::Button, "Next incident");
    assert_eq!(window.selected_id(), stepped[17], "after the last there is no next");
    window.click(Role::Button, "Previous incident");
    assert_eq!(window.selected_id(), stepped[16]);
}

#[test]
fn the_counters_at_the_start_are_those_of_the_data() {
    let window = Window::open();
    for (key, count) in [
        ("status-certain", 17),
        ("status-possible", 0),
        ("status-out", 0),
        ("status-undated", 1),
        ("status-without-place", 2),
        ("status-filtered", 0),
    ] {
        window.must_say(&counter(UiLang::En, key, count));
    }
    window.must_say("18 seen = 16 on map + 2 without place + 0 quarantined");
    window.must_say("offline");
}

#[test]
fn a_search_in_arabic_or_english_finds_the_attack_and_moves_the_counters() {
    // What is typed; what every incident found must hold somewhere, in small letters and without the article.
    for (typed, needle) in [("العمر", "عمر"), ("Omar", "omar"), ("al-omar", "omar"), ("حَقْل العُمر", "عمر")] {
        let mut window = Window::open();
        window.click(Role::Button, "List of incidents");
        window.type_into("Search incidents, places or coordinates", typed);
        let found = window.names(Role::ListBoxOption);
        let incidents = bundled::incidents();
        assert!(found.contains(&incident(ATTACK).title("en").to_owned()), "{typed}: {found:?}");
        for title in &found {
            let incident = incidents.iter().find(|incident| incident.title("en") == title).unwrap();
            assert!(incident.properties().to_string().to_lowercase().contains(needle), "{typed} found {title}");
        }
        let filtered = 18 - found.len() as u64;
        assert!(filtered > 0, "{typed}");
        window.must_say(&counter(UiLang::En, "status-filtered", filtered));
        window.must_say(&format!("that hold “{typed}”"));
        // While the field has the keyboard, the key deletes a word of it.
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::COMMAND, Key::Backspace);
        window.must_say(&counter(UiLang::En, "status-filtered", 0));
    }
}

#[test]
fn each_facet_counts_under_all_other_conditions_the_window_among_them() {
    let mut window = Window::open();
    let day = bundled::utc_day;
    let incidents = bundled::incidents();
    // Two halves of the week, then the first with a source ticked, which counts for categories and not for sources.
    for (from, to, source) in
        [("2022-01-01", "2022-01-04", None), ("2022-01-04", "2022-01-08", None), ("2022-01-01", "2022-01-04", Some(0))]
    {
        let (from, to) = (day(from), day(to));
        window.run(Command::SetWindow(marsad::domain::Window { from: marsad::domain::UtcMs(from), to: marsad::domain::UtcMs(to) }));
        let sources: Vec<String> = window.ask(|program| program.state.answers.facets.sources.iter().map(|row| row.value.clone()).collect());
        let chosen = source.map(|at: usize| sources[at].clone());
        let mut filter = marsad::domain::FilterSet::default();
        filter.sources.extend(chosen.clone());
        window.run(Command::SetFilter(Box::new(filter)));
        let in_window = |incident: &&Incident| !incident.is_dated() || incident.answer(from, to) != bundled::Answer::Out;
        let scan = |is: &dyn Fn(&Incident) -> bool| incidents.iter().filter(in_window).filter(|incident| is(incident)).count() as u64;
        let passes = |incident: &Incident| chosen.as_deref().is_none_or(|name| incident.has_source(name));
        let categories: BTreeSet<&str> = incidents.iter().map(Incident::category).collect();
        window.ask(|program| {
            let facets = &program.state.facets;
            for category in categories {
                let expected = scan(&|incident| passes(incident) && incident.category() == category);
                assert_eq!(facets.count(FacetField::Category, category), expected, "{category}");
            }
            for source in &sources {
                assert_eq!(facets.count(FacetField::Source, source), scan(&|incident| incident.has_source(source)), "{source}");
            }
            assert!(!program.state.is_counting());
        });
    }
}

#[test]
fn a_ticked_category_filters_and_the_sentence_says_so() {
    let mut window = Window::open();
    window.must_say("Every incident is shown.");
    let strikes = bundled::incidents().iter().filter(|incident| incident.category() == "strike").count() as u64;
    let talks = bundled::incidents().iter().filter(|incident| incident.category() == "diplomacy").count() as u64;
    window.click(Role::CheckBox, "Strike or return fire");
    window.must_say("Shown: incidents of category Strike or return fire.");
    window.must_say(&counter(UiLang::En, "status-filtered", 18 - strikes));
    window.must_say(&counter(UiLang::En, "status-certain", strikes));
    window.click(Role::CheckBox, "Diplomacy and talks");
    window.must_say("Shown: incidents of category Diplomacy and talks or Strike or return fire.");
    window.must_say(&counter(UiLang::En, "status-filtered", 18 - strikes - talks));
    window.press(Modifiers::COMMAND, Key::Z);
    window.must_say(&counter(UiLang::En, "status-filtered", 18 - strikes));
    window.click(Role::Button, "Clear filter");
    window.must_say("Every incident is shown.");
    window.must_say(&counter(UiLang::En, "status-filtered", 0));
}

#[test]
fn the_attack_shows_both_sources_that_they_disagree_and_why_its_place_is_a_circle() {
    // Tall, so that nothing of the detail has to be scrolled to.
    let mut window = Window::with(&[], UiLang::En, [1440.0, 3200.0]);
    let attack = incident(ATTACK);
    window.click(Role::Button, "List of incidents");
    window.type_into("Search incidents, places or coordinates", "attack");
    window.click(Role::ListBoxOption, attack.title("en"));
    assert_eq!(window.selected_id(), ATTACK);
    window.must_say(attack.title("ar"));
    window.must_say("sources disagree");
    window.must_say("Damage: Syrian Observatory for Human Rights (SOHR) – Material damage only");
    window.must_say("Damage: Al-Watan newspaper (Damascus) – A large fire");
    window.must_say(&format!("Why here: {}", attack.properties()["places"][0]["reason"]["en"].as_str().unwrap()));
    window.must_say("within 6");
    window.must_say("A large fire · citing local sources in Hawayij Dhiban · ungraded (F6)");
    window.must_say("As reported (ar): “فجر الأربعاء 5 كانون الثاني”");
    assert!(!window.says("00:00"), "a missing clock time is never midnight");
}

#[test]
fn an_incident_without_date_and_one_without_place_say_so() {
    let mut window = Window::open();
    window.select("jan22-13-talks-stalled");
    window.must_say("The source gives no place.");
    let undated = bundled::incidents().into_iter().find(|incident| !incident.is_dated()).unwrap();
    window.select(undated.id());
    window.must_say("The source gives no date.");
}

#[test]
fn arabic_mirrors_the_window_and_speaks_arabic() {
    let mut window = Window::open();
    let middle = SIZE[0] / 2.0;
    let layers_x = |window: &Window, name: &str| window.find(Role::Label, name).map(|node| node.rect().center().x);
    assert!(layers_x(&window, "Layers").is_some_and(|x| x < middle));
    window.click(Role::Button, "العربية");
    let arabic = Messages::new(UiLang::Ar);
    let layers = arabic.say("layers");
    assert!(layers_x(&window, &layers).is_some_and(|x| x > middle), "what stood at the left stands at the right");
    window.must_say(&counter(UiLang::Ar, "status-certain", 17));
    assert!(!window.says("certainly in window"));
    assert!(window.find(Role::Button, &arabic.say("command-next")).is_some());
    window.press(Modifiers::NONE, Key::L);
    let titles = window.names(Role::ListBoxOption);
    assert_eq!(titles.first().map(String::as_str), Some(in_time_order()[0].title("ar")));
    window.click(Role::Button, "English");
    assert!(layers_x(&window, "Layers").is_some_and(|x| x < middle));
    window.must_say(&counter(UiLang::En, "status-certain", 17));
}

#[test]
fn the_theme_changes_and_changes_back() {
    let mut window = Window::open();
    let is_dark = |window: &Window| {
        window.harness.ctx.style_of(egui::Theme::Dark).visuals.dark_mode && window.harness.ctx.global_style().visuals.dark_mode
    };
    assert!(!is_dark(&window));
    window.click(Role::Button, "Light or dark");
    assert!(is_dark(&window));
    assert_eq!(window.ask(|program| program.state.view.theme), ColorTheme::Dark);
    window.press(Modifiers::NONE, Key::T);
    assert!(!is_dark(&window));
}

#[test]
fn a_hidden_layer_leaves_the_counters_and_comes_back() {
    let mut window = Window::open();
    window.click(Role::Button, "Hide january-2022.geojson");
    for key in ["status-certain", "status-possible", "status-out", "status-undated", "status-without-place", "status-filtered"] {
        window.must_say(&counter(UiLang::En, key, 0));
    }
    window.press(Modifiers::NONE, Key::L);
    assert_eq!(window.names(Role::ListBoxOption), Vec::<String>::new());
    window.click(Role::Button, "Show january-2022.geojson");
    window.must_say(&counter(UiLang::En, "status-certain", 17));
    assert!(!window.names(Role::ListBoxOption).is_empty());
}

#[test]
fn the_tray_shows_and_hides_the_undated_and_always_counts_them() {
    let mut window = Window::open();
    window.press(Modifiers::NONE, Key::L);
    let undated = bundled::incidents().into_iter().find(|incident| !incident.is_dated()).unwrap();
    window.type_into("Search incidents, places or coordinates", "Tel Kocher");
    assert!(window.names(Role::ListBoxOption).iter().any(|title| title == undated.title("en")));
    window.click(Role::Button, "1 undated shown");
    assert!(!window.names(Role::ListBoxOption).iter().any(|title| title == undated.title("en")));
    window.must_say(&counter(UiLang::En, "status-undated", 1));
    window.click(Role::Button, "1 undated hidden");
    assert!(window.names(Role::ListBoxOption).iter().any(|title| title == undated.title("en")));
}

#[test]
fn a_broken_file_opens_with_its_report_and_the_reasons() {
    let mut window = Window::with(&["data/examples/broken.geojson"], UiLang::En, SIZE);
    let open = "Load report: broken.geojson";
    window.must_say(open);
    window.must_say("5 seen = 2 on map + 1 without place + 2 quarantined");
    window.must_say("The JSON is broken");
    window.must_say("line 6, column");
    window.must_say("The file ends inside feature 5");
    window.must_say("Export or download the file again");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.says(open));
    window.click(Role::Button, "Report");
    window.must_say(open);
    window.click(Role::Button, "Close");
    assert!(!window.says(open));
    window.click(Role::Button, "5 seen = 2 on map + 1 without place + 2 quarantined");
    window.must_say(open);
}

#[test]
fn a_file_that_is_not_there_is_said_once_and_can_be_dismissed() {
    let mut window = Window::with(&["data/examples/nothing.geojson"], UiLang::En, SIZE);
    window.must_say("nothing.geojson: cannot be read");
    window.must_say("Open an export (GeoJSON, a table, KML and others), or drop it on this window.");
    window.click(Role::Button, "Close");
    assert!(!window.says("cannot be read"));
    window.click(Role::Button, "Open the bundled incidents");
    window.must_say(&counter(UiLang::En, "status-certain", 17));
}

#[test]
fn several_files_are_several_layers() {
    let mut window = Window::with(&["data/examples/minimal.geojson", "data/examples/ndjson-example.geojsonl"], UiLang::En, SIZE);
    window.must_say("Hide minimal.geojson");
    window.must_say("Hide ndjson-example.geojsonl");
    window.must_say("6 seen = 4 on map + 2 without place + 0 quarantined");
    window.click(Role::Button, "Close minimal.geojson");
    assert!(!window.says("Hide minimal.geojson"));
    window.must_say("3 seen = 2 on map + 1 without place + 0 quarantined");
}

/// Opens a dialog by name, by its words, or by its key, and says what it is called then.
const DIALOGS: [(&str, Modifiers, Key, &str); 4] = [
    ("palette", Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P, "Type what you want to do"),
    ("help", Modifiers::NONE, Key::F1, "Marsad shows each incident as precisely as it was reported"),
    ("basemap", Modifiers::NONE, Key::B, "No request has left this computer."),
    ("open", Modifiers::NONE, Key::Num0, "Or type a path"),
];

fn open_dialog(window: &mut Window, modifiers: Modifiers, key: Key) {
    if key == Key::Num0 {
        window.click(Role::Button, "Open…");
    } else {
        window.press(modifiers, key);
    }
}

#[test]
fn escape_closes_what_is_open_one_thing_at_a_time() {
    let mut window = Window::open();
    window.select(ATTACK);
    for (name, modifiers, key, words) in DIALOGS {
        open_dialog(&mut window, modifiers, key);
        window.must_say(words);
        window.press(Modifiers::NONE, Key::Escape);
        assert!(!window.says(words), "{name} is closed");
        assert_eq!(window.selected_id(), ATTACK, "{name}: the selection stays");
    }
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.selected(), None);
}

#[test]
fn the_palette_runs_what_is_typed() {
    let mut window = Window::open();
    window.click(Role::Button, "Commands");
    window.harness.event(Event::Text("grat".to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.ask(|program| program.state.view.show_graticule && !program.state.interface.show_palette));
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
    window.harness.event(Event::Text("lang".to_owned()));
    window.settle();
    window.click(Role::Button, "Language");
    assert_eq!(window.ask(|program| program.state.view.lang), UiLang::Ar);
}

#[test]
fn the_window_of_time_moves_by_keyboard_and_is_taken_back() {
    let mut window = Window::open();
    let handle = window.names(Role::Slider).into_iter().find(|name| name.starts_with("End of the window")).unwrap();
    window.find(Role::Slider, &handle).unwrap().focus();
    window.settle();
    for _ in 0..4 {
        window.press(Modifiers::NONE, Key::ArrowLeft);
    }
    let to = window.ask(|program| program.state.view.window.to.0);
    let answer = |wanted| bundled::incidents().iter().filter(|incident| incident.answer(i64::MIN, to) == wanted).count() as u64;
    assert!(answer(bundled::Answer::Certain) < 17, "open ends can never be certain before the end of time");
    window.must_say(&counter(UiLang::En, "status-certain", answer(bundled::Answer::Certain)));
    window.must_say(&counter(UiLang::En, "status-possible", answer(bundled::Answer::Possible)));
    window.must_say(&counter(UiLang::En, "status-out", answer(bundled::Answer::Out)));
    window.click(Role::Button, "Whole time");
    window.must_say(&counter(UiLang::En, "status-certain", 17));
}

#[test]
fn nothing_is_asked_of_the_network() {
    let mut window = Window::open();
    window.select(ATTACK);
    window.press(Modifiers::NONE, Key::B);
    window.must_say("No request has left this computer.");
}

#[test]
fn numerals_months_and_the_language_of_contents_are_chosen_apart_from_the_interface() {
    let mut window = Window::with(&[], UiLang::Ar, SIZE);
    let words = Messages::new(UiLang::Ar);
    let numerals = words.say("command-writing");
    window.click(Role::Button, &numerals);
    window.click(Role::Button, "٠١٢٣٤٥٦٧٨٩");
    window.click(Role::Button, "يناير، فبراير");
    // The button in the top line, the interface's language, the contents' language.
    let english = window.nodes().into_iter().filter(|node| node.accesskit_node().label().as_deref() == Some("English"));
    english.last().unwrap().click();
    window.settle();
    window.press(Modifiers::NONE, Key::Escape);
    window.must_say("١٨");
    window.select(ATTACK);
    window.must_say("يناير ٢٠٢٢");
    // Contents are English now, with the Arabic title below; the interface still speaks Arabic.
    let attack = incident(ATTACK);
    let place = |window: &Window, text: &str| window.texts().iter().position(|have| *have == bare(text)).unwrap();
    assert!(place(&window, attack.title("en")) < place(&window, attack.title("ar")));
    assert!(window.find(Role::Button, &numerals).is_some());
}

#[test]
fn sources_are_named_in_the_language_of_contents() {
    let mut window = Window::with(&[], UiLang::Ar, SIZE);
    let both = bundled::incidents().iter().flat_map(Incident::claims).find_map(|claim| {
        let source = &claim["source"];
        Some((source["ar"].as_str()?.to_owned(), source["en"].as_str()?.to_owned()))
    });
    let (arabic, english) = both.expect("a source with two names");
    assert_ne!(arabic, english);
    window.press(Modifiers::NONE, Key::L);
    let texts = window.texts();
    let named = bundled::incidents()
        .iter()
        .flat_map(Incident::claims)
        .filter_map(|claim| claim["source"]["ar"].as_str().map(str::to_owned))
        .collect::<BTreeSet<_>>();
    assert!(texts.iter().any(|text| named.iter().any(|name| text.starts_with(name.as_str()))), "{texts:?}");
    // Nor do the filters name a source or an actor in English where the file has its Arabic name.
    window.click(Role::DisclosureTriangle, &Messages::new(UiLang::Ar).say("facet-actor"));
    let boxes = window.names(Role::CheckBox);
    let mut english = BTreeSet::new();
    for incident in bundled::incidents() {
        let actors = incident.properties()["actors"].as_array().cloned().unwrap_or_default();
        let names = incident.claims().iter().map(|claim| claim["source"].clone()).chain(actors.iter().map(|actor| actor["name"].clone()));
        english.extend(names.filter(|name| name["ar"].is_string()).filter_map(|name| name["en"].as_str().map(str::to_owned)));
    }
    let wrong: Vec<&String> = boxes.iter().filter(|name| english.contains(*name)).collect();
    assert!(english.len() > 10 && boxes.len() > 15 && wrong.is_empty(), "{wrong:?} of {boxes:?}");
}

#[test]
fn time_can_be_turned_round_and_the_arrow_keys_follow() {
    let mut window = Window::open();
    let end = |window: &Window| window.ask(|program| program.state.view.window.to.0);
    let focus_end = |window: &mut Window| {
        let handle = window.names(Role::Slider).into_iter().find(|name| name.starts_with("End of the window")).unwrap();
        let node = window.find(Role::Slider, &handle).unwrap();
        let x = node.rect().center().x;
        node.focus();
        window.settle();
        x
    };
    let right = focus_end(&mut window);
    window.press(Modifiers::NONE, Key::ArrowLeft);
    let first = end(&window);
    window.press(Modifiers::NONE, Key::ArrowLeft);
    assert!(end(&window) < first);
    window.click(Role::Button, "Language and numerals");
    window.click(Role::CheckBox, "Time runs from right to left on the timeline");
    window.press(Modifiers::NONE, Key::Escape);
    let before = end(&window);
    let left = focus_end(&mut window);
    assert!(left < right / 2.0, "the end of the window stands at {left}, not at the left");
    window.press(Modifiers::NONE, Key::ArrowRight);
    assert!(end(&window) < before, "to the right is earlier now");
}

/// Everything that can be focused or clicked, and every input, with no name.
fn nameless(window: &Window) -> Vec<String> {
    let mut found = window.harness.unnamed_widgets();
    // Scroll bars are egui's own; the keyboard never stops at them.
    found.retain(|widget| !widget.starts_with("ScrollBar"));
    for node in window.nodes() {
        let node = node.accesskit_node();
        let acts = [Action::Click, Action::Focus].iter().any(|action| node.data().supports_action(*action));
        let named = node.label().is_some_and(|label| !label.trim().is_empty());
        if acts && !named && !node.is_hidden() && node.role() != Role::ScrollBar {
            found.push(format!("{:?} at {:?}", node.role(), node.raw_bounds()));
        }
    }
    found
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    for lang in UiLang::ALL {
        let mut window = Window::with(&[], lang, SIZE);
        let check = |window: &Window, what: &str| assert_eq!(nameless(window), Vec::<String>::new(), "{what} in {}", lang.tag());
        check(&window, "the window");
        window.press(Modifiers::NONE, Key::L);
        check(&window, "the list");
        window.press(Modifiers::NONE, Key::N);
        check(&window, "the detail");
        for (name, modifiers, key, _) in DIALOGS.into_iter().filter(|(.., key, _)| *key != Key::Num0) {
            window.press(modifiers, key);
            check(&window, name);
            window.press(Modifiers::NONE, Key::Escape);
        }
        let words = Messages::new(lang);
        window.click(Role::Button, &words.say("command-open"));
        check(&window, "open");
        window.press(Modifiers::NONE, Key::Escape);
        window.click(Role::Button, &words.say("load-report"));
        check(&window, "report");
    }
}

/// Frames until a name has been looked up and its readings are drawn.
fn typed(window: &mut Window, name: &str) {
    window.type_into(&Messages::new(UiLang::En).say("search-hint"), name);
}

#[test]
fn a_name_typed_in_the_search_field_is_offered_as_a_place_and_flown_to() {
    let mut window = Window::open();
    typed(&mut window, "Dayr az Zawr");
    window.must_say("city · Deir ez-Zor");
    window.click(Role::Button, "Show Deir ez-Zor on the map");
    let (center, zoom) = window.ask(|program| (program.state.view.center, program.state.view.zoom));
    // The city as the project's own table gives it, not the governorate.
    let table = std::fs::read_to_string(root().join("assets/gazetteer/marsad.csv")).unwrap();
    let row = table.lines().find(|line| line.starts_with("deir-ez-zor")).unwrap();
    let has = |number: f64| row.contains(&format!("{number:.4}"));
    assert!(has(center.lon) && has(center.lat), "{center:?} is not in {row}");
    assert!(zoom > 9.0);
    assert!(!window.says("Places of this name"), "a place was chosen");
}

#[test]
fn a_name_of_several_things_is_offered_as_such() {
    let mut window = Window::open();
    typed(&mut window, "Green Zone");
    window.must_say("This name means several things");
    assert!(window.find(Role::Button, "Show Green Village base on the map").is_some(), "{:?}", window.names(Role::Button));
}

#[test]
fn only_the_incidents_around_a_place_are_asked_for() {
    let mut window = Window::open();
    typed(&mut window, "al-Omar");
    window.click(Role::Button, "Only incidents around Al-Omar oil field");
    let (area, text) = window.ask(|program| (program.state.view.filter.area.clone().unwrap(), program.state.view.filter.text.clone()));
    assert_eq!(text, "");
    let inside = window.ask(|program| program.state.in_window.certain + program.state.in_window.possible);
    // The oracle is the distance on a sphere from the circle's middle; all corners are 6 km away.
    let middle =
        [area.iter().map(|at| at[0]).sum::<f64>() / area.len() as f64, area.iter().map(|at| at[1]).sum::<f64>() / area.len() as f64];
    let km = |lon: f64, lat: f64| {
        let (dx, dy) = ((lon - middle[0]) * middle[1].to_radians().cos() * 111.2, (lat - middle[1]) * 111.2);
        dx.hypot(dy)
    };
    assert!(area.iter().all(|at| (km(at[0], at[1]) - 6.0).abs() < 0.1));
    let near = bundled::incidents()
        .iter()
        .filter(|incident| matches!(incident.positions().as_slice(), [[lon, lat]] if km(*lon, *lat) < 6.0))
        .count();
    assert!(near > 0);
    assert_eq!(inside, near as u64);
}

#[test]
fn an_incident_without_place_is_placed_from_the_gazetteer_and_the_place_taken_back() {
    let mut window = Window::open();
    let unplaced = bundled::incidents().into_iter().find(|incident| !incident.has_place()).unwrap();
    window.select(unplaced.id());
    window.type_into("Name of the place", "Qamishli");
    window.click(Role::Button, "Place it at Qamishli");
    let placed = |window: &Window| window.ask(|program| program.state.layers[0].placed.len());
    assert_eq!(placed(&window), 1);
    window.must_say(&counter(UiLang::En, "status-without-place", 1));
    window.must_say("Gazetteer entry");
    window.click(Role::Button, "Take this place away again");
    assert_eq!(placed(&window), 0);
    window.must_say(&counter(UiLang::En, "status-without-place", 2));
}

/// Pictures of what is only seen while one types: `MARSAD_SHEETS=folder cargo test --test it window::draw -- --ignored`.
#[test]
#[ignore = "draws pictures for the eye, asserts nothing"]
fn draw_the_places_offered() {
    let Some(folder) = std::env::var_os("MARSAD_SHEETS") else { return };
    for (lang, name) in [(UiLang::En, "Green Zone"), (UiLang::Ar, "دير الزور")] {
        let mut window = Window::with(&[], lang, [1280.0, 800.0]);
        window.type_into(&Messages::new(lang).say("search-hint"), name);
        let picture = window.harness.render().unwrap();
        picture.save(std::path::Path::new(&folder).join(format!("places-{}.png", lang.tag()))).unwrap();
    }
}

#[test]
fn density_and_hexagons_take_the_place_of_the_marks_and_leave_the_counts_alone() {
    let mut window = Window::open();
    let before = window.ask(|program| program.state.in_window.certain + program.state.in_window.possible);
    for (name, look) in [("Density surface", MapLook::Density), ("Hexagons", MapLook::Hexagons), ("Hexagons", MapLook::Marks)] {
        window.click(Role::Button, name);
        window.settle();
        assert_eq!(window.ask(|program| program.state.view.look), look);
        assert_eq!(window.ask(|program| program.state.in_window.certain + program.state.in_window.possible), before);
    }
    let (indexed, placed) = window.ask(|program| {
        let layer = &program.state.layers[0];
        let all = layer.store.all_rows();
        let hexagons = layer.hexagons.as_ref().unwrap().count([&all]);
        (hexagons.iter().map(|hexagon| hexagon.counts[0]).sum::<u64>(), layer.report.on_map)
    });
    assert_eq!(indexed, placed, "every incident on the map lies in one hexagon");
}

#[test]
fn tracks_are_added_to_the_marks_and_taken_away_again() {
    let mut window = Window::open();
    let shapes = |window: &Window| window.harness.output().shapes.len();
    let before = shapes(&window);
    window.click(Role::Button, "Tracks");
    window.settle();
    assert_eq!(window.ask(|program| program.state.view.look), MapLook::Tracks);
    let with_tracks = shapes(&window);
    assert!(with_tracks > before, "lines and their key are painted over what was there");
    window.click(Role::Button, "Tracks");
    window.settle();
    assert_eq!(window.ask(|program| program.state.view.look), MapLook::Marks);
    assert!(shapes(&window) < with_tracks);
}

#[test]
fn the_buttons_of_a_low_map_stand_within_it_and_above_the_credit() {
    for lang in UiLang::ALL {
        let mut window = Window::with(&[], lang, [1024.0, 640.0]);
        window.run(Command::Show(Panel::List, true));
        let words = Messages::new(lang);
        let map = window.find(Role::Group, &words.say("map")).unwrap().rect();
        let room = map.with_max_y(map.bottom() - 24.0);
        let keys = ["map-zoom-in", "map-zoom-out", "command-points", "command-tracks", "command-graticule", "command-basemap"];
        let buttons = keys.map(|key| window.find(Role::Button, &words.say(key)).unwrap().rect());
        for (at, button) in buttons.iter().enumerate() {
            assert!(room.contains_rect(*button), "{lang:?}: {} at {button} in {map}", keys[at]);
            assert!(!buttons[..at].iter().any(|other| other.shrink(0.5).intersects(*button)), "{lang:?}: {} lies on another", keys[at]);
        }
    }
}
