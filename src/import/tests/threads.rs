//! Several threads give what one gives, in the same order.

use super::*;
use crate::domain::PlainIncident;

#[derive(Default)]
pub(super) struct Taken(pub(super) Vec<Incident>);

impl Part for Taken {
    type Memory = ();
    const TAKES_PLAIN: bool = false;
    fn add_plain(&mut self, _incident: &PlainIncident, _memory: &mut ()) {}
    fn add(&mut self, incident: &Incident, _memory: &mut ()) {
        self.0.push(incident.clone());
    }
    fn append(&mut self, next: &mut Self) {
        self.0.append(&mut next.0);
    }
    fn shift(&mut self, records: u64, lines: u64) {
        for incident in &mut self.0 {
            incident.raw.index += records;
            incident.raw.line += lines;
        }
    }
}

fn hold(text: &(impl AsRef<[u8]> + ?Sized)) -> LoadReport {
    assert!(text.as_ref().len() > 3 << 20, "a text so short is read by one thread");
    let (alone, incidents, _) = load(text);
    let source = MemorySource::new(Arc::from(text.as_ref()));
    let mut grown = Vec::new();
    let whole = read_whole::<Taken>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |part, _| grown.push(part.0.len()));
    let (together, loaded) = whole.unwrap();
    assert_eq!(loaded.report, alone);
    let bare = |mut incident: Incident| {
        incident.raw.properties.clear();
        incident.raw.foreign_members.clear();
        incident
    };
    assert_eq!(together.0, incidents.into_iter().map(bare).collect::<Vec<_>>());
    // It may begin anew where reading turns out to need more care.
    assert!(grown.windows(2).filter(|pair| pair[0] > pair[1]).count() <= 2, "{grown:?}");
    alone
}

#[test]
fn a_sound_collection_reads_the_same_on_several_threads() {
    let report = hold(&collection(20_000));
    assert_eq!((report.seen, report.on_map), (20_000, 20_000));
}

#[test]
fn lines_read_the_same_on_several_threads() {
    let lines: Vec<String> = (0..20_000).map(feature).collect();
    assert_eq!(hold(&lines.join("\n")).format, "newline-delimited GeoJSON");
}

#[test]
fn refused_features_and_double_ids_are_told_the_same() {
    let text = collection(20_000).replace("[17.5,35.25]", "[17.5]").replace("\"f500\"", "\"f501\"");
    let report = hold(&text);
    assert!(report.quarantined > 100, "{}", report.quarantined);
    assert!(codes(&report).contains(&"duplicate_id"));
}

#[test]
fn a_feature_broken_in_its_syntax_costs_itself_alone_on_several_threads_too() {
    let text = collection(20_000).replacen("\"id\":\"f12345\"", "\"id\":\"f12345", 1);
    let report = hold(&text);
    assert!(report.quarantined >= 1 && report.on_map > 19_900, "{report:?}");
}

/// A feature that is spread over lines.
fn spread(i: usize) -> String {
    format!(
        "{{\n    \"properties\": {{\n      \"title\": \"Event {i}\",\n      \"date\": \"2024-01-{:02}\"\n    }},\n    \"id\": {i},\n    \"geometry\": {{ \"type\": \"Point\", \"coordinates\": [40.5, 35.25] }},\n    \"type\": \"Feature\"\n  }}",
        i % 28 + 1
    )
}

fn spread_collection(count: usize, change: impl Fn(usize, String) -> String) -> String {
    let features: Vec<String> = (0..count).map(|i| change(i, spread(i))).collect();
    format!("{{\n  \"type\": \"FeatureCollection\",\n  \"features\": [\n  {}\n  ]\n}}\n", features.join(",\n  "))
}

#[test]
fn lines_and_indexes_are_counted_through_features_that_are_spread_over_lines() {
    let report = hold(&spread_collection(25_000, |_, feature| feature));
    assert_eq!((report.seen, report.on_map), (25_000, 25_000));
    // Refused ones are told with their line.
    let report = hold(&spread_collection(
        25_000,
        |i, feature| if i % 5_000 == 4_999 { feature.replace("[40.5, 35.25]", "[40.5]") } else { feature },
    ));
    assert_eq!(report.quarantine.iter().map(|fault| fault.index).collect::<Vec<_>>(), [4_999, 9_999, 14_999, 19_999, 24_999]);
    assert_eq!(report.quarantine[0].line, 4 + 4_999 * 9);
}

#[test]
fn text_that_looks_like_the_beginning_of_a_feature_misleads_nobody() {
    let decoy = r#"}},\n {\"type\":\"Feature\",\"properties\":{},\"geometry\":null},"#;
    let nested = r#"[{"type":"Feature","properties":{"a":1},"geometry":null},{"type":"Feature","properties":{"a":2},"geometry":null}]"#;
    let text =
        spread_collection(25_000, |_, feature| feature.replace("\"id\"", &format!("\"note\": \"{decoy}\", \"parts\": {nested}, \"id\"")));
    assert_eq!(hold(&text).seen, 25_000);
    // Two of them in a list that fills whole stretches: the cuts are wrong and are found to be.
    let many = vec![&nested[1..nested.len() - 1]; 60_000].join(",\n");
    let text =
        spread_collection(
            10_000,
            |i, feature| if i == 5_000 { feature.replace("\"id\"", &format!("\"parts\": [{many}], \"id\"")) } else { feature },
        );
    assert_eq!(hold(&text).seen, 10_000);
}

#[test]
fn odd_records_read_the_same_in_stretches() {
    let odd = |i: usize, feature: String| match i % 1_000 {
        1 => feature.replace("35.25", "NaN"),
        2 => feature.replace("[40.5, 35.25]", "[40.5, 35.25,]"),
        3 => feature.replace("\"id\"", "\"properties\": null, \"id\""),
        4 => "null".to_owned(),
        5 => r#"{"type":"Point","coordinates":[40,35]}"#.to_owned(),
        6 => r#"{"type":"Feature","properties":[1],"geometry":null}"#.to_owned(),
        7 => r#"{"type":"Feature","properties":7,"geometry":null}"#.to_owned(),
        8 => r#"{"type":"Feature","geometry":null}"#.to_owned(),
        9 => feature.replace("\"id\"", "\"title\": \"twice\", \"id\": 1, \"id\""),
        10 => feature.replace("Event", "\\u0627\\ud83d\\ude00 Event"),
        11 => feature.replace("\"id\"", &format!("\"deep\": {}{}, \"id\"", "[".repeat(190), "]".repeat(190))),
        _ => feature,
    };
    let report = hold(&spread_collection(25_000, odd));
    assert!(report.quarantined > 0 && codes(&report).contains(&"repaired_syntax"), "{report:?}");
    assert_eq!(report.seen, 25_000);
}

#[test]
fn what_only_careful_reading_can_tell_is_read_carefully() {
    let without_comma =
        spread_collection(25_000, |_, feature| feature).replacen("}},\n  {", "}}\n  {", 12_000).replacen("},\n  {", "}\n  {", 1);
    hold(&without_comma);
    let too_deep = spread_collection(25_000, |i, feature| {
        if i == 20_000 { feature.replace("\"id\"", &format!("\"deep\": {}{}, \"id\"", "[".repeat(250), "]".repeat(250))) } else { feature }
    });
    assert_eq!(hold(&too_deep).quarantined, 1);
    let lines: Vec<String> = (0..25_000).map(|i| if i == 20_000 { collection(3) } else { feature(i) }).collect();
    assert_eq!(hold(&lines.join("\n")).seen, 25_002);
    let sequence: String = (0..25_000).map(|i| format!("\u{1E}{}\n", feature(i))).collect();
    assert_eq!(hold(&sequence).format, "GeoJSON text sequence");
}

#[test]
fn bytes_that_are_no_utf8_cost_no_record_on_several_threads() {
    let text = spread_collection(25_000, |_, feature| feature);
    let mut bytes = text.into_bytes();
    let at = memchr::memmem::find(&bytes, b"Event 20000").unwrap();
    bytes[at] = 0xC9;
    let (alone, incidents, _) = load(&bytes);
    let source = MemorySource::new(Arc::from(bytes.as_slice()));
    let (together, loaded) = read_whole::<Taken>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {}).unwrap();
    assert_eq!((loaded.report, together.0.len()), (alone, incidents.len()));
}

/// Cannot take in one of the incidents.
#[derive(Default)]
struct Faulty(u64);

impl Part for Faulty {
    type Memory = ();
    const TAKES_PLAIN: bool = false;
    fn add_plain(&mut self, _incident: &PlainIncident, _memory: &mut ()) {}
    fn add(&mut self, incident: &Incident, _memory: &mut ()) {
        assert!(incident.id != "f15000", "a fault of the program's own");
        self.0 += 1;
    }
    fn append(&mut self, next: &mut Self) {
        self.0 += std::mem::take(&mut next.0);
    }
    fn shift(&mut self, _records: u64, _lines: u64) {}
}

#[test]
fn a_fault_in_one_thread_ends_the_load_and_does_not_hang_it() {
    let text = collection(20_000);
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let load = || read_whole::<Faulty>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {}).is_ok();
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(load)).is_err());
}

#[test]
fn a_load_on_several_threads_stops_when_told() {
    let text = collection(40_000);
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let mut looks = 0;
    let mut stop = |_| {
        looks += 1;
        if looks > 2 { Flow::Cancel } else { Flow::Continue }
    };
    let stopped = read_whole::<Taken>(&source, "test", &Limits::default(), &mut stop, &mut |_, _| {});
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_file_harmed_anywhere_reads_the_same_on_several_threads(framing in 0..3, harms in harms(1..5)) {
        let text = match framing {
            0 => collection(20_000),
            1 => spread_collection(25_000, |_, feature| feature),
            _ => (0..20_000).map(feature).collect::<Vec<_>>().join("\n"),
        };
        let mut bytes = text.into_bytes();
        harm(&mut bytes, &harms);
        hold(&bytes);
    }
}

#[test]
fn columns_that_begin_far_behind_the_first_records_are_read_as_if_they_had_been_known() {
    for num_records in [700, 40_000] {
        let text: Vec<String> = (0..num_records)
            .map(|i| {
                let more = if i < 600 { String::new() } else { format!(r#","date":"2022-01-05","lat":35.{i},"lon":40.5,"killed":3"#) };
                let filler = "f".repeat(80);
                format!(r#"{{"type":"Feature","geometry":null,"properties":{{"title":"Event {i}","notes":"{filler}"{more}}}}}"#)
            })
            .collect();
        let source = MemorySource::new(Arc::from(text.join("\n").as_bytes()));
        let whole = read_whole::<Taken>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {});
        let (made, loaded) = whole.unwrap();
        assert_eq!(made.0.len(), num_records);
        let report = loaded.report;
        assert_eq!((report.on_map, report.undated), (num_records as u64 - 600, 600), "{:?}", report.notes);
        assert!(made.0[..600].iter().all(|incident| incident.places.is_empty()) && made.0[600..].iter().all(|i| !i.claims.is_empty()));
        assert!(report.notes.iter().all(|note| note.code.0 != "late_columns"));
    }
    // The columns of a known export too.
    let acled = |i: usize| {
        format!(
            r#"{{"type":"Feature","geometry":null,"properties":{{"event_id_cnty":"SYR{i}","event_date":"05 January 2022","time_precision":"1","event_type":"Battles","actor1":"A","latitude":"35.1","longitude":"40.2","geo_precision":"1","notes":"n","fatalities":"2","timestamp":"1641340800"}}}}"#
        )
    };
    let plain = |i: usize| format!(r#"{{"type":"Feature","geometry":null,"properties":{{"title":"Event {i}"}}}}"#);
    let text: Vec<String> = (0..400).map(plain).chain((0..50).map(acled)).collect();
    let source = MemorySource::new(Arc::from(text.join("\n").as_bytes()));
    let (_, loaded) = read_whole::<Taken>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {}).unwrap();
    assert_eq!((loaded.report.profile.as_str(), loaded.report.on_map), ("acled", 50), "{:?}", loaded.report.notes);
}
