//! The questions of `marsad query` that are answered with columns, held against a plain scan of the bundled file.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::bundled::{self, Answer, Incident, utc_day};
use super::command_line::{code, json_lines, json_of, marsad, stderr};

/// Those that lie in January 2022 from the second to the eighth, or have no date.
fn in_window() -> Vec<Incident> {
    let window = (utc_day("2022-01-02"), utc_day("2022-01-08"));
    bundled::incidents().into_iter().filter(|incident| incident.answer(window.0, window.1) != Answer::Out).collect()
}

const WINDOW: [&str; 4] = ["--from", "2022-01-02", "--to", "2022-01-08"];

fn asked(question: &[&str]) -> Vec<Value> {
    json_lines(&[&["query"], question, &["--json"]].concat())
}

#[test]
fn a_file_describes_itself_and_its_version_binds_an_answer() {
    let [told] = &asked(&["--describe"])[..] else { panic!("one file") };
    let incidents = bundled::incidents();
    assert_eq!((&told["rows"], &told["file"]), (&json!(incidents.len()), &json!("january-2022.geojson")));
    assert_eq!(told["undated"], incidents.iter().filter(|incident| !incident.is_dated()).count());
    assert_eq!(told["without_place"], incidents.iter().filter(|incident| !incident.has_place()).count());
    let version = told["version"].as_str().unwrap();
    assert_eq!(json_of(&["query", "--count", "--json", "--data-version", version])["total"], incidents.len());
    let other = marsad(&["query", "--count", "--json", "--data-version", "00000000000000ff"]);
    assert_eq!(code(&other), 3);
    assert!(stderr(&other).contains(version), "{}", stderr(&other));
    let two = [bundled::PATH, "data/examples/broken.geojson"];
    let both: Vec<String> =
        asked(&[&two[..], &["--describe"]].concat()).iter().map(|told| told["version"].as_str().unwrap().to_owned()).collect();
    let with_versions = |versions: &[&str]| -> Vec<String> {
        versions.iter().flat_map(|version| ["--data-version".to_owned(), (*version).to_owned()]).collect()
    };
    let questions: [&[&str]; 9] = [
        &["--describe"],
        &["--count"],
        &["--hist", "day"],
        &["--facets", "category"],
        &["--grid", "3"],
        &["--cube", "3"],
        &["--page", "2"],
        &["--id", "jan22-01-omar-attack"],
        &["--list"],
    ];
    for question in questions {
        let ask = |more: &[String]| {
            let args: Vec<&str> = ["query"].iter().chain(&two).chain(question).copied().chain(more.iter().map(String::as_str)).collect();
            marsad(&args)
        };
        assert_eq!(code(&ask(&with_versions(&[&both[0], &both[1]]))), 0, "{question:?}");
        let stale = ask(&with_versions(&[&both[0], "1"]));
        assert_eq!((code(&stale), stale.stdout.len()), (3, 0), "{question:?}: nothing is answered in part");
        let late = ask(&["--timeout".to_owned(), "0".to_owned()]);
        assert_eq!((code(&late), late.stdout.len()), (4, 0), "{question:?}: {}", stderr(&late));
        assert_eq!(code(&ask(&with_versions(&[&both[0]]))), 1, "{question:?}: one version for two files");
    }
}

#[test]
fn facets_count_the_values_of_what_is_in_the_window() {
    let mut scanned: BTreeMap<String, u64> = BTreeMap::new();
    in_window().iter().for_each(|incident| *scanned.entry(incident.category().to_owned()).or_default() += 1);
    let [facet, sources] = &asked(&[&["--facets", "category", "--facets", "source", "--top", "50"], &WINDOW[..]].concat())[..] else {
        panic!("two fields")
    };
    assert_eq!((&facet["field"], &sources["field"]), (&json!("category"), &json!("source")));
    let values = facet["values"].as_array().unwrap();
    let found: BTreeMap<String, u64> =
        values.iter().map(|value| (value["value"].as_str().unwrap().to_owned(), value["count"].as_u64().unwrap())).collect();
    assert_eq!(found, scanned);
    assert!(values.windows(2).all(|pair| pair[0]["count"].as_u64() >= pair[1]["count"].as_u64()), "the commonest first");
    let one = &asked(&["--facets", "category", "--top", "1"])[0]["values"];
    assert_eq!(one.as_array().unwrap().len(), 1);
}

#[test]
fn squares_and_cubes_sum_up_to_what_has_a_place_in_the_window() {
    let placed = in_window().iter().filter(|incident| incident.has_place()).count() as u64;
    let counted = |rows: &[Value]| rows.iter().map(|row| row["count"].as_u64().unwrap()).sum::<u64>();
    let grid = asked(&[&["--grid", "7"], &WINDOW[..]].concat());
    let cube = asked(&[&["--cube", "7", "--bins", "day"], &WINDOW[..]].concat());
    assert_eq!((counted(&grid), counted(&cube)), (placed, placed));
    let all = bundled::incidents();
    for cell in &grid {
        // Column and row of 2^7 squares a side, by the formula of Web Mercator.
        let (lon, lat) = (cell["lon"].as_f64().unwrap(), cell["lat"].as_f64().unwrap());
        let x = ((lon + 180.0) / 360.0 * 128.0).floor();
        let y = ((1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * 128.0).floor();
        assert_eq!((cell["x"].as_f64(), cell["y"].as_f64()), (Some(x), Some(y)), "{cell}");
        if cell["count"] == 1 {
            let id = cell["id"].as_str().unwrap();
            assert_eq!(cell["category"], all.iter().find(|incident| incident.id() == id).unwrap().category());
        }
    }
}

#[test]
fn histograms_of_categories_add_up_to_that_of_all() {
    let question = |more: &[&'static str]| asked(&[&["--hist", "day"], more, &WINDOW[..]].concat());
    let together = &question(&[])[0]["bins"];
    let by = question(&["--by-category"]);
    assert!(by.len() > 1 && by.iter().all(|line| line["category"].is_string()));
    for (at, bin) in together.as_array().unwrap().iter().enumerate() {
        for side in ["certain", "possible"] {
            let sum: u64 = by.iter().map(|line| line["bins"][at][side].as_u64().unwrap()).sum();
            assert_eq!(bin[side], sum, "{side} of bin {at}");
        }
    }
}

#[test]
fn pages_lead_through_all_incidents_of_all_files_and_ids_find_theirs() {
    let files = [bundled::PATH, "data/examples/broken.geojson"];
    let whole = asked(&[&files[..], &["--list"]].concat());
    for size in [1, 4, 7, 100] {
        let (mut after, mut paged): (Option<String>, Vec<Value>) = (None, Vec::new());
        loop {
            let size = size.to_string();
            let key = after.take();
            let from: Vec<&str> = key.iter().flat_map(|key| ["--after", key]).collect();
            let mut page = asked(&[&files[..], &["--page", &size], &from].concat());
            let next = page.pop_if(|line| line.get("next").is_some());
            paged.extend(page);
            match next {
                Some(next) => after = Some(next["next"].as_str().unwrap().to_owned()),
                None => break,
            }
        }
        assert_eq!(paged.len(), whole.len(), "{size} to a page");
        let sorted = |mut lines: Vec<Value>| {
            lines.sort_by_key(ToString::to_string);
            lines
        };
        assert_eq!(sorted(paged), sorted(whole.clone()), "{size} to a page");
    }
    let folder = std::env::temp_dir();
    let without_start: Vec<String> = (0..2)
        .map(|file| {
            let path = folder.join(format!("marsad-it-asking-{}-{file}.csv", std::process::id()));
            std::fs::write(&path, format!("id,date,end_date\na{file},..,2022-01-05\nb{file},..,2022-01-06\n")).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let files: Vec<&str> = without_start.iter().map(String::as_str).collect();
    let page = |more: &[&str]| asked(&[&files[..], &["--page", "2"], more].concat());
    let first = page(&[]);
    let second = page(&["--after", first.last().unwrap()["next"].as_str().unwrap()]);
    let ids = |page: &[Value]| page.iter().filter_map(|line| Some(line.get("id")?.as_str()?.to_owned())).collect::<Vec<_>>();
    assert_eq!((ids(&first), ids(&second)), (vec!["a0".to_owned(), "b0".to_owned()], vec!["a1".to_owned(), "b1".to_owned()]));
    files.iter().for_each(|path| std::fs::remove_file(path).unwrap());
    let [one] = &asked(&["--id", "jan22-01-omar-attack"])[..] else { panic!("one line") };
    assert_eq!(one["id"], "jan22-01-omar-attack");
    assert_eq!(asked(&["--id", "jan22-01-omar-attack", "--from", "2030"]).len(), 0, "an id outside of the window");
    assert_eq!(code(&marsad(&["query", "--page", "3", "--after", "x"])), 2);
}
