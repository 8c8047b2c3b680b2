//! Damaged files: each fault costs what it broke and nothing else.

use proptest::prelude::*;

use super::*;

#[test]
fn a_broken_feature_costs_itself_alone_and_is_said_with_its_place() {
    let mut features: Vec<String> = (0..5).map(feature).collect();
    features[2] = r#"{"type":"Feature","properties":{"name": oops},"geometry":null}"#.to_owned();
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", features.join(",\n"));
    let (report, incidents, _) = load(&text);
    assert_eq!((report.seen, report.on_map, report.quarantined), (5, 4, 1));
    assert_eq!(incidents.iter().map(|incident| incident.id.as_str()).collect::<Vec<_>>(), ["f0", "f1", "f3", "f4"]);
    let fault = &report.quarantine[0];
    assert_eq!((fault.index, fault.line), (2, 4));
    assert_eq!(&text[fault.offset as usize - 1..fault.offset as usize + 4], " oops".split_at(0).1.get(..5).unwrap());
    assert!(fault.reason.contains("broken") && !fault.remedy.is_empty());
}

#[test]
fn a_missing_quote_or_bracket_does_not_take_the_neighbours_along() {
    for damaged in [
        r#"{"type":"Feature","properties":{"name":"no end},"geometry":null}"#,
        r#"{"type":"Feature","properties":{"name":"x","geometry":null}"#,
        r#"{"type":"Feature","properties":{"name":["x"},"geometry":null}"#,
        r#"{"type":"Feature",,,}"#,
    ] {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{},{damaged},{},{}]}}", feature(0), feature(1), feature(2));
        let (report, incidents, _) = load(&text);
        assert_eq!(incidents.len(), 3, "{damaged}: {report:?}");
        assert!(report.quarantined >= 1);
    }
}

#[test]
fn small_faults_are_read_as_meant_and_noted() {
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1,},"geometry":{"type":"Point","coordinates":[40,35,]}},]}"#;
    let (report, ..) = load(text);
    assert_eq!((report.on_map, report.quarantined), (1, 0));
    assert!(codes(&report).contains(&"repaired_syntax"));
}

#[test]
fn bytes_that_are_not_utf8_are_counted_never_swallowed() {
    let mut bytes = collection(2).into_bytes();
    let at = bytes.windows(6).position(|window| window == b"number").unwrap();
    bytes[at] = 0xC3;
    let (report, incidents, _) = load(&bytes);
    assert_eq!(incidents.len(), 2);
    assert!(codes(&report).contains(&"invalid_utf8"));
}

#[test]
fn a_damaged_line_costs_itself_alone() {
    let text = format!("{}\n{{\"type\":\"Feature\",\"properties\":{{\"name\":\"cut\n{}\n{}\n", feature(0), feature(1), feature(2));
    let (report, incidents, _) = load(&text);
    assert_eq!(incidents.len(), 3, "{report:?}");
    assert_eq!(report.quarantined, 1);
}

#[test]
fn a_list_that_is_closed_before_its_end_costs_no_feature() {
    let text = collection(9);
    // The bracket stands where a comma was, and in front of one.
    for (from, to) in [("}},\n", "}}]\n"), ("}},\n", "}}],\n")] {
        assert!(text.contains(from));
        let (report, incidents, _) = load(text.replacen(from, to, 1));
        assert_eq!(incidents.len(), 9, "{report:?}");
        assert!(report.notes.iter().any(|note| note.code.0 == "closed_early"), "{report:?}");
    }
}

#[test]
fn the_search_behind_a_broken_feature_is_bounded_and_its_end_is_told() {
    let nested = format!("{}1{}", r#"{"type":"x","a":["#.repeat(50), "]}".repeat(50));
    let broken = r#"{"type":"Feature","properties":{},"geometry":null]"#;
    let text = format!(r#"{{"type":"FeatureCollection","features":[{broken},{},{}]}}"#, [nested.as_str(); 20].join(","), feature(0));
    let (report, incidents, _) = load(&text);
    assert_eq!((incidents.len(), codes(&report).contains(&"gave_up")), (1, false), "{report:?}");
    let limits = Limits { max_looked_through: 40_000, ..Limits::default() };
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let mut num_found = 0;
    let loaded = read_layer(&source, "test", &limits, &mut |_| Flow::Continue, &mut |_| num_found += 1).unwrap();
    assert_eq!((num_found, codes(&loaded.report).contains(&"gave_up")), (0, true), "{:?}", loaded.report);
}

#[test]
fn nesting_is_followed_without_recursion_and_refused_in_words() {
    for deep in ["[".repeat(100_000), format!("{{\"a\":{}", "{\"a\":".repeat(50_000))] {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{},{deep}", feature(0));
        let (report, incidents, _) = load(&text);
        assert_eq!(incidents.len(), 1);
        assert!(report.quarantine[0].reason.contains("nested"), "{report:?}");
    }
}

#[test]
fn a_load_can_be_stopped() {
    let text = collection(60_000);
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let mut taken = 0;
    let stopped = read_layer(&source, "test", &Limits::default(), &mut |_| Flow::Cancel, &mut |_| taken += 1);
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
    assert!(taken < 60_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_cut_anywhere_keeps_every_whole_feature(count in 1..40u32, part in 0.0..1.0f64) {
        let text = collection(count);
        let cut = (text.len() as f64 * part) as usize;
        // The oracle counts features whose last byte lies before the cut.
        let mut end = "{\"type\":\"FeatureCollection\",\"features\":[".len();
        let mut whole = 0;
        for id in 0..count {
            end += feature(id).len();
            whole += usize::from(end <= cut);
            end += 2;
        }
        match try_load(&text.as_bytes()[..cut]) {
            Ok((report, incidents, _)) => {
                prop_assert_eq!(incidents.len(), whole);
                prop_assert!(report.quarantined <= 1);
            }
            Err(_) => prop_assert_eq!(whole, 0),
        }
    }

    #[test]
    fn one_hit_byte_costs_at_most_the_features_it_touches(count in 3..30u32, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = collection(count).into_bytes();
        let head = "{\"type\":\"FeatureCollection\",\"features\":[".len();
        let at = head + at.index(bytes.len() - head - 2);
        bytes[at] = byte;
        let (report, incidents, _) = try_load(&bytes).unwrap();
        prop_assert!(incidents.len() as u32 + 2 >= count, "{} of {count} left, {report:?}", incidents.len());
    }

    #[test]
    fn harm_anywhere_costs_at_most_its_neighbours(count in 8..60u32, is_list in any::<bool>(), harms in harms(1..3)) {
        let text = if is_list { collection(count) } else { (0..count).map(feature).collect::<Vec<_>>().join("\n") };
        // Where the head is gone it is not told what the file is.
        let mut bytes = text.into_bytes();
        let mut behind = bytes.split_off(if is_list { "{\"type\":\"FeatureCollection\",\"features\":[{".len() } else { 1 });
        harm(&mut behind, &harms);
        bytes.append(&mut behind);
        let (report, incidents, _) = try_load(&bytes).unwrap();
        // 400 bytes touch four features, and a quote too many takes in one more on either side.
        let lost = harms.len() * 6;
        prop_assert!(incidents.len() + lost >= count as usize, "{} of {count} left, {report:?}", incidents.len());
    }

    #[test]
    fn sound_documents_read_as_serde_json_reads_them(count in 1..20u32, lon in -180.0..180.0f64, lat in -90.0..90.0f64, text in "\\PC{0,40}") {
        let features: Vec<serde_json::Value> = (0..count).map(|id| serde_json::json!({
            "type": "Feature", "id": id, "properties": { "name": text, "n": id },
            "geometry": { "type": "Point", "coordinates": [lon, lat] },
        })).collect();
        let document = serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string();
        let (report, incidents, _) = load(&document);
        prop_assert_eq!(report.on_map, u64::from(count));
        for (incident, feature) in incidents.iter().zip(&features) {
            prop_assert_eq!(&incident.id, &feature["id"].to_string());
            let geo::Geometry::Point(at) = incident.places[0].geometry else { panic!("a point") };
            prop_assert_eq!(at.x(), feature["geometry"]["coordinates"][0].as_f64().unwrap());
            prop_assert_eq!(at.y(), feature["geometry"]["coordinates"][1].as_f64().unwrap());
            prop_assert_eq!(&incident.raw.properties[0].1, &feature["properties"]["name"].to_string());
        }
    }
}
