//! Every framing in which GeoJSON comes.

use super::*;

#[test]
fn a_collection_is_read_with_its_members_in_any_order() {
    let members = ["\"type\":\"FeatureCollection\"", "\"name\":\"x\"", "\"bbox\":[0,0,1,1]"];
    let features = format!("\"features\":[{},{}]", feature(1), feature(2));
    for text in [
        format!("{{{},{},{features}}}", members[0], members[1]),
        format!("{{{features},{},{}}}", members[0], members[2]),
        format!("\u{FEFF}{{{},{features}}}", members[0]),
        format!("  {{ {} , {features} }} \n", members[0]),
    ] {
        let (report, incidents, _) = load(&text);
        assert_eq!((report.seen, report.on_map, report.quarantined), (2, 2, 0), "{text}");
        assert_eq!(incidents[0].id, "f1");
    }
}

#[test]
fn single_features_geometries_lines_and_sequences_are_told_by_content() {
    assert_eq!(load(feature(1)).0.seen, 1);
    assert_eq!(load(r#"{"type":"Point","coordinates":[40,35]}"#).0.on_map, 1);
    let lines = format!("{}\n{}\r\n\n{}\n", feature(1), feature(2), feature(3));
    let (report, ..) = load(&lines);
    assert_eq!((report.seen, report.format.as_str()), (3, "newline-delimited GeoJSON"));
    let sequence = format!("\u{1E}{}\n\u{1E}{}\n", feature(1), feature(2));
    let (report, ..) = load(&sequence);
    assert_eq!((report.seen, report.format.as_str()), (2, "GeoJSON text sequence"));
    assert_eq!(load(format!("[{},{}]", feature(1), feature(2))).0.seen, 2);
    let (report, ..) = load(format!("{}{}", collection(2), collection(3)));
    assert_eq!(report.seen, 5);
    assert!(codes(&report).contains(&"several_documents"));
}

#[test]
fn utf16_is_found_by_mark_or_zero_bytes_and_read() {
    let text = collection(2);
    for (mark, big) in [(true, false), (false, false), (true, true), (false, true)] {
        let mut bytes: Vec<u8> = Vec::new();
        let marked = if mark { format!("\u{FEFF}{text}") } else { text.clone() };
        for unit in marked.encode_utf16() {
            bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
        let (report, ..) = load(&bytes);
        assert_eq!(report.on_map, 2);
        assert!(codes(&report).contains(&"utf16"));
    }
}

#[test]
fn utf16_of_several_blocks_keeps_every_letter_and_stops_when_told() {
    // Each letter takes four bytes; with a blank more or less in front one of them lies across the border of a block.
    let title = "😀".repeat(600_000);
    for blanks in ["", " "] {
        let text = format!("{blanks}{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{\"title\":\"{title}\"}}}}");
        let bytes: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (_, incidents, _) = load(&bytes);
        assert!(incidents[0].title == crate::domain::Words::untagged(title.clone()));
        let source = MemorySource::new(Arc::from(bytes.as_slice()));
        let mut num_asked = 0;
        let stop = &mut |_| {
            num_asked += 1;
            Flow::Cancel
        };
        let stopped = read_layer(&source, "x", &Limits::default(), stop, &mut |_| {});
        assert!(matches!(stopped, Err(ImportError::Cancelled)));
        assert_eq!(num_asked, 1, "long before the whole text is there");
    }
}

#[test]
fn what_is_no_geojson_is_named() {
    let named = |bytes: &[u8]| try_load(bytes).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(named(b"").contains("empty"));
    assert!(named(b"   \n").contains("empty"));
    assert!(named(b"\x1f\x8b\x08rest").contains("gzip"));
    assert!(named(b"PK\x03\x04rest").contains("zip"));
    assert!(named(b"<!DOCTYPE html><html>").contains("web page"));
    assert!(named(b"<?xml version=\"1.0\"?><kml>").contains("XML"));
    assert!(named(br#"{"type":"Topology","objects":{}}"#).contains("TopoJSON"));
    assert!(named(br#"{"geometryType":"esriGeometryPoint","spatialReference":{}}"#).contains("Esri"));
    assert!(named(br#"{"a":1}"#).contains("no incidents"));
    assert!(named(b"id;date;lat\n1;2;3").contains("not JSON"));
}

#[test]
fn every_geometry_of_the_format_finds_its_place_or_stands_without_one() {
    let place = |geometry: &str| {
        let text = format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{geometry}}}]}}"#);
        let (report, incidents, _) = load(&text);
        (report, incidents.into_iter().next())
    };
    for geometry in [
        r#"{"type":"Point","coordinates":[40,35]}"#,
        r#"{"type":"MultiPoint","coordinates":[[40,35],[41,36]]}"#,
        r#"{"type":"LineString","coordinates":[[40,35],[41,36]]}"#,
        r#"{"type":"MultiLineString","coordinates":[[[40,35],[41,36]],[[1,2],[3,4]]]}"#,
        r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#,
        r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}"#,
        r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[40,35]}]}"#,
    ] {
        assert_eq!(place(geometry).0.on_map, 1, "{geometry}");
    }
    for geometry in [
        "null",
        r#"{"type":"Point","coordinates":[]}"#,
        r#"{"type":"Point","coordinates":[null,null]}"#,
        r#"{"type":"Point","coordinates":[NaN,35]}"#,
    ] {
        let (report, incident) = place(geometry);
        assert_eq!((report.without_place, report.quarantined), (1, 0), "{geometry}");
        assert!(incident.unwrap().places.is_empty());
    }
    for (geometry, word) in [
        (r#"{"type":"Point","coordinates":[4500000,4100000]}"#, "metres"),
        (r#"{"type":"Point","coordinates":["40","35"]}"#, "coordinates"),
        (r#"{"type":"Point","coordinates":[40]}"#, "one number"),
        (r#"{"type":"Blob","coordinates":[40,35]}"#, "Blob"),
    ] {
        let (report, _) = place(geometry);
        assert_eq!(report.quarantined, 1, "{geometry}");
        let fault = &report.quarantine[0];
        assert!(format!("{} {}", fault.reason, fault.remedy).contains(word), "{fault:?}");
    }
    let (report, _) = place(r#"{"type":"Point","coordinates":[35.1,140.2]}"#);
    assert_eq!((report.without_place, codes(&report)), (1, vec!["may_be_swapped", "out_of_range"]));
    let (report, incident) = place(r#"{"type":"Point","coordinates":[190,35,12.5]}"#);
    assert_eq!(codes(&report), ["longitude_wrapped", "third_ordinate"]);
    assert_eq!(incident.unwrap().places[0].geometry, geo::Geometry::Point(geo::Point::new(-170.0, 35.0)));
}

#[test]
fn ids_and_unknown_members_survive_digit_for_digit() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":10000000000000000999,"extra":{"a":[1, 2]},"properties":{"code":"007","n":1.000000000000000005,"x":1e-999},"geometry":null}]}"#;
    let (_, incidents, _) = load(text);
    assert_eq!(incidents[0].id, "10000000000000000999");
    let raw = &incidents[0].raw;
    assert_eq!(
        raw.properties,
        [("code", "\"007\""), ("n", "1.000000000000000005"), ("x", "1e-999")].map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
    assert_eq!(raw.foreign_members, [("extra".to_owned(), "{\"a\":[1, 2]}".to_owned())]);
    assert_eq!(&text[raw.offset as usize..(raw.offset + raw.length) as usize], text.lines().nth(1).unwrap().trim().trim_end_matches("]}"));
    assert_eq!(raw.line, 2);
}
