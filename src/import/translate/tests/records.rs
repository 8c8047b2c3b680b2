//! Plain JSON.

use super::*;

#[test]
fn arrays_lines_and_wrappers_of_plain_objects_are_records() {
    let one = r#"{"id":7,"name":"a","nested":{"x":[1, 2]},"n":1.50}"#;
    let two = r#"{"id":8,"name":"b"}"#;
    for text in [
        format!("[{one},\n{two}]"),
        format!("{one}\n{two}\n"),
        format!(r#"{{"count":2,"results":[{one},{two}]}}"#),
        format!(r#"{{"data":[{one},{two}],"next":null}}"#),
        format!(r#"{{"events":[{one},{two}]}}"#),
        format!(r#"{{"features":[{one},{two}]}}"#),
    ] {
        let read = read(text.as_bytes());
        assert_eq!(read.features.len(), 2, "{text}");
        assert_eq!(read.property(0, "nested").to_string(), r#"{"x":[1,2]}"#);
        assert_eq!(read.property(0, "n").to_string(), "1.50", "numbers stay digit for digit");
        assert_eq!(read.features[1]["id"], 8);
        let Origin::Text { offset, length, .. } = read.origins[1] else { panic!() };
        assert_eq!(&text[offset as usize..(offset + length) as usize], two);
    }
}

#[test]
fn geojson_stays_geojson() {
    let feature = r#"{"type":"Feature","geometry":null,"properties":{"a":1}}"#;
    for text in [
        feature.to_owned(),
        format!("[{feature}]"),
        format!("{feature}\n{feature}"),
        format!(r#"{{"features":[{feature}],"type":"FeatureCollection"}}"#),
        format!(r#"{{"type":"FeatureCollection","data":[{{"a":1}}],"features":[{feature}]}}"#),
        r#"{"type":"FeatureCollection","features":[]}"#.to_owned(),
        r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(),
        r#"{"a":1}"#.to_owned(),
        "[1,2]".to_owned(),
        "[]".to_owned(),
        "[{broken".to_owned(),
    ] {
        assert_eq!(told(text.as_bytes()), Format::Json, "{text}");
    }
}

#[test]
fn collections_within_results_carry_what_stands_around_them() {
    let text = r#"{"count":2,"results":[
      {"id":1,"title":"post","status":"published","geojson":{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"p","geometry":{"type":"Point","coordinates":[40.10,35.3]},"properties":{"title":"inner","icon":"map"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[41,36]},"properties":{"icon":"tent","note":"second"}}]}},
      {"id":2,"title":"without place","geojson":{"type":"FeatureCollection","features":[]}}]}"#;
    let read = read(text.as_bytes());
    assert_eq!(read.features.len(), 2, "a result is one record, at however many places");
    let places = r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[40.10,35.3]},{"type":"Point","coordinates":[41,36]}]}"#;
    assert_eq!(read.features[0]["geometry"].to_string(), places);
    for (key, value) in [
        ("title", "post"),
        ("status", "published"),
        ("geojson.title", "inner"),
        ("icon", "map"),
        ("geojson.id", "p"),
        ("geojson_2.icon", "tent"),
        ("note", "second"),
    ] {
        assert_eq!(read.property(0, key), value, "{key}");
    }
    assert_eq!(read.features[0]["id"], Value::from(1));
    assert!(read.features[1]["geometry"].is_null());
}

#[test]
fn a_broken_record_does_not_cost_the_others() {
    let lines = read(b"{\"a\":1}\n{\"a\":2}\n{\"a\":}\n{\"a\":NaN}\n{\"a\":5}\n");
    let values: Vec<&Value> = (0..lines.features.len()).map(|at| lines.property(at, "a")).collect();
    assert_eq!(values, [&Value::from(1), &Value::from(2), &Value::Null, &Value::from(5)]);
    assert_eq!(lines.translated.quarantine[0].line, 3);
    assert_eq!(lines.codes(), ["plain_json", "repaired_syntax"]);
    let cut = read(b"[{\"a\":1},{\"a\":2},{\"a\":");
    assert_eq!((cut.features.len(), cut.translated.quarantined), (2, 1));
}
