//! The commands on the real program, from arguments to exit code; expected numbers come from a plain scan of the data.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use super::bundled::{self, Answer, Incident, Ms, utc_day};
use super::source::root;

/// A folder of this test's own, gone when the test has passed.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-it-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
    command.args(args).current_dir(folder).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").stdin(Stdio::null());
    command
}

/// Runs the program in the repository's root.
pub(super) fn marsad(args: &[&str]) -> Output {
    program(root(), args).output().unwrap()
}

pub(super) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}
fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}
pub(super) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// What the program printed, one JSON value a line.
pub(super) fn json_lines(args: &[&str]) -> Vec<Value> {
    let output = marsad(args);
    assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(super) fn json_of(args: &[&str]) -> Value {
    let mut lines = json_lines(args);
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

fn member_names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

const REPORT_MEMBERS: [&str; 10] =
    ["path", "format", "profile", "seen", "on_map", "without_place", "quarantined", "undated", "notes", "quarantine"];

/// The rows that pass a condition, counted against a window as the contract names them.
fn counted(passes: impl Fn(&Incident) -> bool, from: Ms, to: Ms) -> Value {
    let all = bundled::incidents();
    let passing: Vec<&Incident> = all.iter().filter(|incident| passes(incident)).collect();
    let count = |answer: Answer| passing.iter().filter(|incident| incident.answer(from, to) == answer).count();
    let (certain, possible, undated) = (count(Answer::Certain), count(Answer::Possible), count(Answer::Undated));
    json!({
        "total": all.len(), "shown": certain + possible + undated, "certain": certain, "possible": possible, "undated": undated,
        "without_place": passing.iter().filter(|incident| !incident.has_place()).count(), "filtered": all.len() - passing.len(),
    })
}

#[test]
fn check_reports_every_file_in_the_shape_of_the_contract() {
    let bundled = bundled::incidents();
    let report = json_of(&["check", bundled::PATH, "data/examples/broken.geojson", "--json"]);
    assert_eq!(member_names(&report), ["files"]);
    let [january, broken] = report["files"].as_array().unwrap().as_slice() else { panic!("two files") };
    assert_eq!(member_names(january), REPORT_MEMBERS);
    let without_place = bundled.iter().filter(|incident| !incident.has_place()).count();
    assert_eq!(january["path"], bundled::PATH);
    assert_eq!(january["format"], "GeoJSON");
    assert_eq!(january["profile"], "marsad");
    assert_eq!(january["seen"], bundled.len());
    assert_eq!(january["without_place"], without_place);
    assert_eq!(january["on_map"], bundled.len() - without_place);
    assert_eq!(january["quarantined"], 0);
    assert_eq!(january["undated"], bundled.iter().filter(|incident| !incident.is_dated()).count());
    assert_eq!(january["quarantine"], json!([]));

    // Five features were written into that file; the third has a date without quotes and the fifth is cut off.
    assert_eq!(member_names(broken), REPORT_MEMBERS);
    assert_eq!([&broken["seen"], &broken["on_map"], &broken["without_place"], &broken["quarantined"]], [5, 2, 1, 2]);
    for note in broken["notes"].as_array().unwrap() {
        assert_eq!(member_names(note), ["code", "count", "message", "first"]);
    }
    let text = std::fs::read(root().join("data/examples/broken.geojson")).unwrap();
    for (fault, index, line) in [(&broken["quarantine"][0], 2, 6), (&broken["quarantine"][1], 4, 8)] {
        assert_eq!(member_names(fault), ["index", "offset", "line", "reason", "remedy"]);
        assert_eq!((&fault["index"], &fault["line"]), (&json!(index), &json!(line)));
        let offset = usize::try_from(fault["offset"].as_u64().unwrap()).unwrap();
        let lines_before = text[..offset].iter().filter(|byte| **byte == b'\n').count();
        assert_eq!(lines_before + 1, line, "the byte lies on the line that is named");
        assert!(!fault["reason"].as_str().unwrap().is_empty() && !fault["remedy"].as_str().unwrap().is_empty());
    }
}

#[test]
fn check_says_the_same_in_words() {
    let output = marsad(&["check", "data/examples/broken.geojson"]);
    assert_eq!(code(&output), 0, "three features of five are sound: the file was loaded");
    for words in [
        "5 seen = 2 on map + 1 without place + 2 quarantined; 0 undated",
        "quarantined: feature 3, line 6",
        "quarantined: feature 5, line 8",
    ] {
        assert!(stdout(&output).contains(words), "{words} in\n{}", stdout(&output));
    }
}

#[test]
fn check_reads_both_other_examples() {
    let report = json_of(&["check", "data/examples/minimal.geojson", "data/examples/ndjson-example.geojsonl", "--json"]);
    let of = |at: usize| {
        let file = &report["files"][at];
        (
            file["profile"].as_str().unwrap().to_owned(),
            ["seen", "on_map", "without_place", "quarantined"].map(|key| file[key].as_u64().unwrap()),
        )
    };
    assert_eq!(of(0), ("generic".to_owned(), [3, 2, 1, 0]));
    assert_eq!(of(1), ("marsad".to_owned(), [3, 2, 1, 0]));
}

#[test]
fn check_ends_with_one_where_nothing_is_usable_and_with_two_where_a_file_cannot_be_read() {
    let folder = Folder::new("codes");
    let no_json = folder.file("letter.geojson", b"Dear reader, this is a letter.\n");
    let empty = folder.file("empty.geojson", b"");
    let missing = folder.path("missing.geojson");
    assert_eq!(code(&marsad(&["check", &no_json])), 1);
    assert_eq!(code(&marsad(&["check", &empty])), 1);
    let output = marsad(&["check", &missing]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("missing.geojson: cannot be read"), "{}", stderr(&output));
    assert_eq!(code(&marsad(&["check", folder.0.to_str().unwrap()])), 2, "a folder is no file");
    let mixed = marsad(&["check", bundled::PATH, &no_json, &missing, "--json"]);
    assert_eq!(code(&mixed), 2, "the worst of them");
    let report: Value = serde_json::from_str(stdout(&mixed)).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 3, "each file has its line, in the order of the arguments");
    assert_eq!(files[2]["path"], missing.as_str());
    assert!(files.iter().all(|file| member_names(file) == REPORT_MEMBERS));
}

#[test]
fn earthquakes_of_a_week_load_without_a_question() {
    const PATH: &str = "../shared/data/usgs-week.geojson";
    let Ok(text) = std::fs::read_to_string(root().join(PATH)) else {
        println!("skipped: {PATH} is not there");
        return;
    };
    let quakes: Value = serde_json::from_str(&text).unwrap();
    let features = quakes["features"].as_array().unwrap();
    let report = &json_of(&["check", PATH, "--json"])["files"][0];
    assert_eq!(report["profile"], "usgs");
    assert_eq!(report["seen"], features.len());
    assert_eq!(report["quarantined"], 0);
    let from = features.iter().map(|feature| feature["properties"]["time"].as_i64().unwrap()).min().unwrap();
    let listed = json_lines(&["query", PATH, "--list", "--json"]);
    assert_eq!(listed.len(), features.len());
    let first: jiff::Timestamp = listed[0]["when"]["earliest"].as_str().unwrap().parse().unwrap();
    assert_eq!(first.as_millisecond(), from, "epoch milliseconds are read as such, and the earliest comes first");
}

/// Arguments, the same condition as code, and the window.
type Case<'a> = (&'a [&'a str], fn(&Incident) -> bool, (Ms, Ms));

#[test]
fn query_counts_as_a_plain_scan_does() {
    let whole = (i64::MIN, i64::MAX);
    let window = (utc_day("2022-01-05"), utc_day("2022-01-06"));
    let window_args = ["--from", "2022-01-05", "--to", "2022-01-06"];
    let cases: [Case; 9] = [
        (&[], |_| true, whole),
        (&window_args, |_| true, window),
        (&["--where", "category = 'strike'"], |incident| incident.category() == "strike", whole),
        (&["--where", "NOT category = 'strike'"], |incident| incident.category() != "strike", whole),
        (&["--where", "category IN ('attack', 'diplomacy')"], |incident| ["attack", "diplomacy"].contains(&incident.category()), whole),
        (&["--where", "has_place = false"], |incident| !incident.has_place(), whole),
        (&["--where", "dated = false"], |incident| !incident.is_dated(), whole),
        (
            &["--where", "source = 'Pentagon spokesman' AND has_place = true", "--from", "2022-01-05", "--to", "2022-01-06"],
            |incident| incident.has_source("Pentagon spokesman") && incident.has_place(),
            window,
        ),
        (
            &["--where", "time_precision = 'part_of_day' OR time_precision = 'several_days'"],
            |incident| ["part_of_day", "several_days"].contains(&incident.properties()["when"]["precision"].as_str().unwrap_or("")),
            whole,
        ),
    ];
    for (args, passes, (from, to)) in cases {
        let mut all = vec!["query", bundled::PATH, "--count", "--json"];
        all.extend(args);
        let answer = json_of(&all);
        assert_eq!(member_names(&answer), ["total", "shown", "certain", "possible", "undated", "without_place", "filtered"]);
        assert_eq!(answer, counted(passes, from, to), "{args:?}");
    }
}

#[test]
fn the_window_may_be_told_in_a_zone() {
    // Dawn of 5 January in Damascus lies between 01:30 and 05:00 UTC, and so between 03:30 and 07:00 there.
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let expected = counted(|_| true, at("2022-01-05T01:30:00Z"), at("2022-01-05T05:00:00Z"));
    assert!(expected["certain"].as_u64().unwrap() >= 3);
    let utc = json_of(&["query", "--count", "--json", "--from", "2022-01-05T01:30", "--to", "2022-01-05T05:00"]);
    let local =
        json_of(&["query", "--count", "--json", "--from", "2022-01-05T03:30", "--to", "2022-01-05T07:00", "--zone", "Asia/Damascus"]);
    let offset = json_of(&["query", "--count", "--json", "--from", "2022-01-05T03:30+02:00", "--to", "2022-01-05T05:00Z"]);
    assert_eq!((&utc, &local, &offset), (&expected, &expected, &expected));
}

#[test]
fn a_box_holds_what_lies_in_it() {
    let [west, south, east, north] = [43.9, 33.0, 44.6, 33.5];
    let inside = |at: &[f64; 2]| (west..=east).contains(&at[0]) && (south..=north).contains(&at[1]);
    let in_box = |incident: &Incident| incident.has_place() && incident.positions().iter().all(&inside);
    for incident in bundled::incidents() {
        let positions = incident.positions();
        assert!(positions.iter().all(&inside) || !positions.iter().any(&inside), "{} lies across the edge", incident.id());
    }
    let expected = counted(in_box, i64::MIN, i64::MAX);
    assert!(expected["shown"].as_u64().unwrap() >= 3, "Baghdad airport: {expected}");
    assert_eq!(json_of(&["query", "--count", "--json", "--bbox", "43.9,33.0,44.6,33.5"]), expected);
    let far = json_of(&["query", "--count", "--json", "--bbox", "170,-30,-170,-10"]);
    assert_eq!(far["shown"], 0, "a box across the antimeridian holds none of them");
}

#[test]
fn the_histogram_counts_each_day_as_a_plain_scan_does() {
    let answer = json_of(&["query", "--hist", "day", "--json", "--from", "2022-01-02", "--to", "2022-01-08"]);
    assert_eq!(member_names(&answer), ["unit", "bins"]);
    assert_eq!(answer["unit"], "day");
    let bins = answer["bins"].as_array().unwrap();
    assert_eq!(bins.len(), 6);
    let incidents = bundled::incidents();
    for (day, bin) in (2..).zip(bins) {
        let start = format!("2022-01-{day:02}");
        let (from, to) = (utc_day(&start), utc_day(&start) + 86_400_000);
        let count = |answer: Answer| incidents.iter().filter(|incident| incident.answer(from, to) == answer).count();
        let expected =
            json!({ "start": format!("{start}T00:00:00Z"), "certain": count(Answer::Certain), "possible": count(Answer::Possible) });
        assert_eq!(*bin, expected);
    }
}

#[test]
fn the_list_gives_every_incident_on_a_line_in_time_order() {
    let listed = json_lines(&["query", "--list", "--json"]);
    let incidents = bundled::incidents();
    let ids: Vec<&str> = listed.iter().map(|incident| incident["id"].as_str().unwrap()).collect();
    let mut expected: Vec<&Incident> = incidents.iter().collect();
    expected.sort_by_key(|incident| incident.order());
    assert_eq!(ids, expected.iter().map(|incident| incident.id()).collect::<Vec<_>>());
    for (line, incident) in listed.iter().zip(expected) {
        for member in ["id", "title", "when", "place", "claims"] {
            assert!(line.get(member).is_some(), "{member} in {line}");
        }
        assert_eq!(line["title"], incident.properties()["title"]);
        assert_eq!(line["place"].is_null(), !incident.has_place());
        assert_eq!(line["claims"].as_array().unwrap().len(), incident.claims().len());
        let side = |at: Ms| {
            if at == i64::MIN || at == i64::MAX { Value::Null } else { json!(jiff::Timestamp::from_millisecond(at).unwrap().to_string()) }
        };
        match incident.interval() {
            None => assert!(line["when"].is_null()),
            Some((from, to)) => {
                assert_eq!((&line["when"]["earliest"], &line["when"]["latest"]), (&side(from), &side(to)), "{}", incident.id())
            }
        }
    }
}

#[test]
fn the_attack_is_listed_with_what_its_sources_disagree_about() {
    let [attack] = &json_lines(&["query", "--list", "--json", "--where", "id = 'jan22-01-omar-attack'"])[..] else { panic!("one line") };
    let damage: Vec<&Value> = attack["claims"].as_array().unwrap().iter().filter(|claim| claim["field"] == "damage").collect();
    assert_eq!(damage.len(), 2);
    assert!(damage.iter().all(|claim| claim["disputed"] == true && claim["grade"] == "F6"));
    assert_ne!(damage[0]["value"], damage[1]["value"]);
    assert_eq!((&attack["place"]["radius_m"], &attack["when"]["zone_state"]), (&json!(6000.0), &json!("naive")));
}

#[test]
fn the_fields_of_a_filter_are_listed_and_all_of_them_can_be_asked() {
    let fields = json_lines(&["query", "--fields", "--json"]);
    assert!(fields.len() >= 20);
    for field in &fields {
        assert_eq!(member_names(field), ["name", "type", "help"]);
        let name = field["name"].as_str().unwrap();
        let condition = match field["type"].as_str().unwrap() {
            "text" => format!("{name} = 'x'"),
            "number" => format!("{name} > 1"),
            "boolean" => format!("{name} = true"),
            "time" if name == "when" => "T_INTERSECTS(when, INTERVAL('2022-01-01', '2022-02-01'))".to_owned(),
            "time" => format!("{name} >= TIMESTAMP('2022-01-01T00:00:00Z')"),
            "geometry" => "S_INTERSECTS(geometry, BBOX(39, 33, 43, 37))".to_owned(),
            other => panic!("{other}"),
        };
        let output = marsad(&["query", "--count", "--json", "--where", &condition]);
        assert_eq!(code(&output), 0, "{condition}: {}", stderr(&output));
    }
}

#[test]
fn a_condition_that_cannot_be_read_says_where_and_why() {
    for (condition, words) in [
        ("category = 'attack", "column 12"),
        ("catgory = 'attack'", "did you mean “category”?"),
        ("category = ", "column"),
        ("radius_m = 'wide'", "column"),
    ] {
        let output = marsad(&["query", "--count", "--where", condition]);
        assert_eq!(code(&output), 1, "{condition}");
        let said = stderr(&output);
        assert!(said.contains("--where") && said.contains("column") && said.contains(words), "{condition}: {said}");
    }
    let far = marsad(&["query", "--count", "--where", "foo = 1"]);
    assert!(!stderr(&far).contains("did you mean"), "nothing is like it: {}", stderr(&far));
}

#[test]
fn arguments_that_cannot_be_used_are_refused_before_anything_is_read() {
    for args in [
        &["query", "--count", "--from", "2022-01-06", "--to", "2022-01-05"][..],
        &["query", "--count", "--from", "yesterday"],
        &["query", "--count", "--bbox", "1,2,3"],
        &["query", "--count", "--zone", "Nowhere/City", "--from", "2022-01-05"],
        &["query"],
        &["render"],
        &["render", "--out", "x.png", "--size", "0x0"],
    ] {
        let output = marsad(args);
        assert_ne!(code(&output), 0, "{args:?}");
        assert!(!stderr(&output).is_empty() && !stderr(&output).contains("panicked"), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn help_names_every_command_and_speaks_to_a_newcomer() {
    let output = marsad(&["--help"]);
    assert_eq!(code(&output), 0);
    for words in ["check", "render", "query", "Examples:", "--lang", "--theme", "ISO 8601"] {
        assert!(stdout(&output).contains(words), "{words}");
    }
    for (command, words) in [("check", "--json"), ("render", "--out"), ("query", "--where")] {
        let output = marsad(&[command, "--help"]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains(words), "{command} --help: {words}");
    }
}

/// Width, height and pixels of a PNG, by another decoder than the program's own.
fn decoded(path: &str) -> (u32, u32, Vec<u8>) {
    let bytes = std::fs::read(path).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{path} is a PNG");
    let image = image::load_from_memory(&bytes).unwrap().into_rgba8();
    (image.width(), image.height(), image.into_raw())
}

#[test]
fn render_draws_the_map_in_both_languages_and_themes() {
    let folder = Folder::new("render");
    let mut pictures = Vec::new();
    for (lang, theme) in [("en", "light"), ("ar", "light"), ("en", "dark"), ("en", "light")] {
        let out = folder.path(&format!("{lang}-{theme}-{}.png", pictures.len()));
        let output = marsad(&["render", "--out", &out, "--size", "640x400", "--lang", lang, "--theme", theme]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let (width, height, pixels) = decoded(&out);
        assert_eq!((width, height), (640, 400));
        pictures.push(pixels);
    }
    let unlike = |a: usize, b: usize| pictures[a].chunks(4).zip(pictures[b].chunks(4)).filter(|(a, b)| a != b).count();
    assert!(unlike(0, 1) > 500, "Arabic words are other words");
    assert!(unlike(0, 2) > 640 * 400 / 2, "dark is dark");
    assert_eq!(unlike(0, 3), 0, "the same arguments give the same picture");
    let light = |at: usize| pictures[at].iter().map(|part| u64::from(*part)).sum::<u64>();
    assert!(light(2) < light(0));
}

#[test]
fn render_follows_scale_box_window_and_filter() {
    let folder = Folder::new("render-more");
    let draw = |name: &str, more: &[&str]| {
        let out = folder.path(name);
        let mut args = vec!["render", bundled::PATH, "--out", &out, "--size", "400x300"];
        args.extend(more);
        let output = marsad(&args);
        assert_eq!(code(&output), 0, "{more:?}: {}", stderr(&output));
        decoded(&out)
    };
    let whole = draw("whole.png", &[]);
    let double = draw("double.png", &["--scale", "2"]);
    assert_eq!((double.0, double.1), (800, 600));
    assert_ne!(draw("box.png", &["--bbox", "39,33,43,37"]).2, whole.2);
    let same_view = ["--bbox", "38,32,46,38"];
    let all = draw("all.png", &same_view);
    assert_ne!(draw("where.png", &[&same_view[..], &["--where", "category = 'diplomacy'"]].concat()).2, all.2);
    assert_ne!(draw("window.png", &[&same_view[..], &["--from", "2022-01-05", "--to", "2022-01-06"]].concat()).2, all.2);
    let nowhere = folder.path("file");
    std::fs::write(&nowhere, b"").unwrap();
    let output = marsad(&["render", "--out", &format!("{nowhere}/map.png"), "--size", "400x300"]);
    assert_eq!(code(&output), 2, "a place that cannot be written to");
}

#[test]
fn without_a_display_the_window_becomes_a_picture_and_the_report_is_printed() {
    let folder = Folder::new("no-display");
    let output = program(&folder.0, &[]).output().unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for words in ["There is no display", "18 seen = 16 on map + 2 without place + 0 quarantined; 1 undated", "out/marsad.png"] {
        assert!(stdout(&output).contains(words), "{words} in\n{}", stdout(&output));
    }
    let (width, height, pixels) = decoded(&folder.path("out/marsad.png"));
    assert_eq!((width, height), (1440, 900));
    let colors: std::collections::HashSet<&[u8]> = pixels.chunks(4).collect();
    assert!(colors.len() > 500, "a real picture, not a plain ground");
}

#[test]
fn what_is_no_data_is_named_with_what_to_do() {
    let folder = Folder::new("no-data");
    for (name, bytes, word) in [
        ("picture.geojson", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "PNG"),
        ("photo.csv", b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
        ("report.geojson", b"%PDF-1.7\n", "PDF"),
        ("old.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLSX or CSV"),
        ("columns.parquet", b"PAR1\x15\x04", "Parquet"),
        ("program", b"\x7FELF\x02\x01\x01\0\0\0\0\0", "neither text nor"),
        ("words.txt", b"only words", "not JSON"),
        ("nothing.csv", b"", "empty"),
    ] {
        let path = folder.file(name, bytes);
        let output = marsad(&["check", &path]);
        assert_eq!(code(&output), 1, "{name}: {}", stderr(&output));
        assert!(stderr(&output).contains(word) && stderr(&output).contains(&path), "{name}: {}", stderr(&output));
    }
    let output = marsad(&["check", folder.0.to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("this is a folder"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let folder = Folder::new("fifo");
    let path = folder.path("pipe.geojson");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let output = marsad(&["check", &path]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("Write its contents into a file"), "{}", stderr(&output));
}

#[test]
fn a_picture_of_a_window_that_could_not_open_a_file_says_so() {
    let folder = Folder::new("picture-fault");
    let out = folder.path("out.png");
    let output = marsad(&["--picture", &out, "--size", "400x300", "not-there.geojson"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("not-there.geojson: cannot be read"), "{}", stderr(&output));
    assert!(Path::new(&out).exists(), "the picture shows the same");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_early_is_no_failure_of_the_program() {
    let folder = Folder::new("pipe");
    // More than a pipe holds, so that the program must notice.
    let line =
        "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [36.3, 33.5]}, \"properties\": {\"name\": \"x\"}}\n";
    let many = folder.file("many.geojsonl", line.repeat(4_000).as_bytes());
    let mut child = program(root(), &["query", &many, "--list", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}
