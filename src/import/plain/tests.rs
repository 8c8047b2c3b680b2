//! Which records are ordinary, and which are left to the careful reader.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::Role;
use crate::import::profile::{DocumentMembers, Sample, UserProfiles};

/// A plan for a table with title, date, category and killed.
fn plan() -> Arc<ProfilePlan> {
    let row = |i: usize| {
        let cell = |key: &str, value: String| (key.to_owned(), value);
        vec![
            cell("title", format!("\"Event {i}\"")),
            cell("date", format!("\"2016-05-{:02}\"", i % 28 + 1)),
            cell("category", "\"strike\"".to_owned()),
            cell("killed", i.to_string()),
        ]
    };
    let sample = Sample { rows: (0..40).map(row).collect(), positions: vec![Some([40.0, 35.0]); 40], ..Sample::default() };
    Arc::new(ProfilePlan::decide(&DocumentMembers::default(), &sample, &UserProfiles::default(), &mut Notes::default()))
}

fn is_ordinary(text: &str) -> bool {
    let plan = plan();
    let mut reader = PlainReader::new(&plan);
    let record = RecordRef { offset: 0, length: 0, line: 1, index: 0 };
    let mut made = PlainIncident::default();
    // What follows a record is none of its own.
    let followed = format!("{text},{{\"type\":\"Feature\"}}");
    let read = reader.read(&plan, &followed, record, &mut made, &mut Notes::default());
    assert!(read.is_none_or(|(length, _)| length == text.len()), "{text}");
    read.is_some()
}

const ORDINARY: &str = r#"{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[40.5,35.25]},"properties":{"title":"Event 7","date":"2016-05-08","category":"strike","killed":3,"other":null}}"#;

#[test]
fn the_same_feature_is_ordinary_however_it_is_laid_out() {
    assert!(is_ordinary(ORDINARY));
    for (from, to) in [
        (":", " : "),
        (",\"", ",\n\t\""),
        ("\"id\":7,", ""),
        ("\"id\":7", "\"id\":\"x-7\""),
        ("{\"type\":\"Point\",\"coordinates\":[40.5,35.25]}", "null"),
        ("{\"type\":\"Point\",\"coordinates\":[40.5,35.25]}", "{ \"coordinates\" : [ 40.5 , -3.5e1 ] , \"type\" : \"Point\" }"),
        ("Event 7", "\\\"Event\\\" \\u0042"),
        ("null", "{\"a\":[1,{\"b\":\"\\n\"}]}"),
        ("\"title\":\"Event 7\",\"date\":\"2016-05-08\"", "\"date\":\"2016-05-08\",\"title\":\"Event 7\""),
    ] {
        let text = ORDINARY.replace(from, to);
        assert_ne!(text, ORDINARY);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        assert!(is_ordinary(&text), "{text}");
    }
}

#[test]
fn what_is_odd_in_any_way_is_left_to_the_careful_reader() {
    for (from, to) in [
        // Broken syntax.
        ("}}", "}"),
        ("7,", "07,"),
        ("3,", "3.,"),
        ("null", "NULL"),
        ("null", "nul"),
        ("Event 7", "Event\n7"),
        ("Event 7", "\\q"),
        ("null}", "null,}"),
        ("\"killed\":3", "\"killed\" 3"),
        // Sound, but more than a plain record is.
        ("\"type\":\"Feature\"", "\"type\":\"feature\""),
        ("\"type\":\"Feature\"", "\"type\":\"Feature\",\"type\":\"Feature\""),
        ("\"type\":\"Feature\",", ""),
        ("\"id\":7", "\"id\":7,\"bbox\":[1,2,3,4]"),
        ("\"id\":7", "\"id\":[7]"),
        ("\"id\":7", "\"i\\u0064\":7"),
        ("\"killed\":3", "\"killed\":3,\"title\":\"again\""),
        ("\"killed\":3", "\"kill\\u0065d\":3"),
        ("Point", "MultiPoint"),
        ("35.25]", "35.25,120]"),
        (",35.25]", "]"),
        ("40.5,35.25", "0,0"),
        ("40.5", "190"),
        ("40.5", "1e999"),
        ("\"coordinates\":[40.5,35.25]", "\"coordinates\":[40.5,35.25],\"z\":1"),
    ] {
        let text = ORDINARY.replacen(from, to, 1);
        assert_ne!(text, ORDINARY);
        assert!(!is_ordinary(&text), "{text}");
    }
}

/// What the two ways make of the times and figures of one row, and what each notes.
#[track_caller]
fn both_ways(plan: &Arc<ProfilePlan>, cells: &[(&str, &str)]) {
    let properties: serde_json::Map<String, serde_json::Value> = cells.iter().map(|(key, cell)| ((*key).into(), (*cell).into())).collect();
    let text = serde_json::json!({"type": "Feature", "geometry": null, "properties": properties}).to_string();
    let record = RecordRef { offset: 0, length: text.len() as u64, line: 1, index: 0 };
    let (mut plain_notes, mut notes) = (Notes::default(), Notes::default());
    let (mut made, mut reader) = (PlainIncident::default(), PlainReader::new(plan));
    // Twice: what was read is remembered, and told again all the same.
    for _ in 0..2 {
        plain_notes = Notes::default();
        reader.read(plan, &text, record, &mut made, &mut plain_notes).unwrap();
    }
    let feature = reader.feature(&text).unwrap().feature;
    let raw = crate::domain::RawRecord::default();
    let careful = plan.incident(&feature, None, raw, &mut notes);
    let when = careful.when.map(|when| {
        let zone = match when.zone {
            crate::domain::ZoneState::Zoned(zone) | crate::domain::ZoneState::Naive { assumed: zone } => Some(zone),
            crate::domain::ZoneState::Unknown => None,
        };
        (when.earliest, when.latest, when.precision, zone)
    });
    let plain = made.when.map(|when| (when.earliest, when.latest, when.precision, when.zone.map(ToOwned::to_owned)));
    assert_eq!(plain, when, "{text}");
    assert_eq!(plain_notes.finish(), notes.finish(), "{text}");
    assert_eq!(made.killed.is_some(), !careful.claims.is_empty(), "{text}");
}

#[test]
fn both_ways_read_a_time_alike_and_note_the_same() {
    let row = |start: &str| {
        [("title", "x"), ("start", start), ("end", ""), ("killed", "1")].map(|(key, value)| (key.to_owned(), format!("\"{value}\"")))
    };
    let times = [
        "2022-01-05",
        "2022-01-05 00:00:00",
        "2022-01-05T00:00:00Z",
        "2022-01-05T04:30:00+03:00",
        "2022-01-05 04:30 PM",
        "13/01/2022",
        "03/04/2022",
        "01/25/2022",
        "05/01/22",
        "05-Jan-22",
        "1443-06-02",
        "2019050314",
        "1641340800",
        "1641340800000",
        "99999999999",
        "early morning, 2022-01-05",
        "May-June 2019",
        "ongoing",
        "",
    ];
    // Plans that hold days, counts, an order, and nothing of the kind.
    for first in ["2022-01-05 00:00:00", "1641340800", "13/01/2022", "2022-01-05"] {
        let sample = Sample { rows: vec![row(first).to_vec(); 2], ..Sample::default() };
        let plan = ProfilePlan::decide(&DocumentMembers::default(), &sample, &UserProfiles::default(), &mut Notes::default());
        let plan = Arc::new(plan);
        for start in times {
            for end in times {
                both_ways(&plan, &[("title", "x"), ("start", start), ("end", end), ("killed", "1.200")]);
            }
            both_ways(&plan, &[("title", "x"), ("start", start), ("end", ""), ("killed", "3")]);
        }
    }
}

#[test]
fn both_ways_take_a_zone_and_a_half_of_the_day_from_cells_of_their_own() {
    let cells = |start: &'static str, time: &'static str, half: &'static str, zone: &'static str| {
        [("title", "x"), ("date", start), ("time", time), ("am_pm", half), ("tz", zone)]
    };
    for [first, clock] in [["2022-01-05", "2:30"], ["2022-01-05 2:30", ""]] {
        let row = cells(first, clock, "PM", "Asia/Damascus").map(|(key, value)| (key.to_owned(), format!("\"{value}\"")));
        let sample = Sample { rows: vec![row.to_vec(); 2], ..Sample::default() };
        let plan = ProfilePlan::decide(&DocumentMembers::default(), &sample, &UserProfiles::default(), &mut Notes::default());
        let plan = Arc::new(plan);
        let ProfilePlan::Generic(generic) = plan.as_ref() else { panic!("no profile knows these columns") };
        assert_eq!(generic.mapping.column(Role::Half).zip(generic.mapping.column(Role::Zone)), Some(("am_pm", "tz")));
        for start in ["2022-01-05", "2022-07-05 2:30", "2022-01-05 14:30:00", "2022-01-05T02:30:00Z", "2022-01-05 00:00", "soon"] {
            for time in ["", "2:30", "14:30", "11:00 am", "0230", "unknown", "dawn", "2:30 UTC", "2:00-4:00"] {
                for half in ["", "PM", "ص", "noon"] {
                    for zone in ["", "Asia/Damascus", "+03:00", "-5", "Nowhere/Else"] {
                        both_ways(&plan, &cells(start, time, half, zone));
                    }
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn a_text_with_escapes_is_ordinary_where_serde_reads_it(
        parts in prop::collection::vec(
            prop_oneof![
                Just("\\u"), Just("\\"), Just("\\n"), Just("\\\""), Just("d83d"), Just("\\ud83d"), Just("\\udE00"), Just("00e9"), Just("b"),
                Just("x"), Just("ب"),
            ],
            0..7,
        ),
    ) {
        let text = ORDINARY.replace("Event 7", &parts.concat());
        prop_assert_eq!(is_ordinary(&text), serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
    }

    #[test]
    fn columns_are_found_by_their_names_in_any_order(
        records in prop::collection::vec(prop::collection::vec(0..40usize, 0..12), 1..12),
    ) {
        let mut cells = CellTable::default();
        for names in records {
            cells.begin();
            let mut before = None;
            let mut put = std::collections::BTreeMap::new();
            for (at, name) in names.iter().map(|name| format!("column {name}")).enumerate() {
                let column = cells.named(before, &name).unwrap();
                let cell = scan::Span { from: at as u32, to: at as u32 + 1, has_escapes: false };
                prop_assert_eq!(cells.put(column, cell).is_none(), put.contains_key(&column));
                put.entry(column).or_insert((name, at));
                before = Some(column);
            }
            for (column, (name, at)) in put {
                prop_assert_eq!(cells.add(&name), Some(column));
                prop_assert_eq!(cells.cell(column, "abcdefghijkl").map(|cell| cell.json), "abcdefghijkl".get(at..at + 1));
            }
        }
    }

    #[test]
    fn the_next_column_is_guessed_where_its_name_stands_in_full(name in "[ab]{0,40}", rest in "(\"[ab]{0,40}\":)?[ab\":]{0,20}") {
        for rest in [rest.clone(), format!("\"{name}\":{rest}"), format!("\"{name}{rest}")] {
            let mut cells = CellTable::default();
            let column = cells.named(None, &name).unwrap();
            let written = format!("\"{name}\":");
            let expected = rest.starts_with(&written).then_some((column, written.len()));
            prop_assert_eq!(cells.guess(None, rest.as_bytes()), expected, "{}", rest);
        }
    }
}
