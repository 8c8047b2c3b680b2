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

#[test]
fn features_of_arcgis_are_read_with_their_attributes_and_turned_to_degrees() {
    let document = |system: &str, features: &str| {
        format!(
            r#"{{"displayFieldName":"name","geometryType":"esriGeometryPoint",{system}"fields":[{{"name":"objectid","type":"esriFieldTypeOID"}}],"features":[{features}]}}"#
        )
    };
    let point = r#"{"attributes":{"objectid":7,"name":"a road","when":1641357000000},"geometry":{"x":40.14,"y":35.33}}"#;
    let read_of = |text: &str| read(text.as_bytes());
    for system in [r#""spatialReference":{"wkid":4326,"latestWkid":4326},"#, ""] {
        let read = read_of(&document(system, point));
        assert_eq!(read.features[0]["geometry"].to_string(), r#"{"type":"Point","coordinates":[40.14,35.33]}"#);
        assert_eq!(
            (read.property(0, "objectid").to_string(), read.property(0, "when").to_string()),
            ("7".to_owned(), "1641357000000".to_owned())
        );
    }
    // 40.14 E, 35.33 N on the sphere of Web Mercator, by its formulas.
    let (x, y) =
        (40.14_f64.to_radians() * 6_378_137.0, (35.33_f64.to_radians() / 2.0 + std::f64::consts::FRAC_PI_4).tan().ln() * 6_378_137.0);
    let metres = format!(r#"{{"attributes":{{"name":"x"}},"geometry":{{"x":{x},"y":{y}}}}}"#);
    let read = read_of(&document(r#""spatialReference":{"wkid":102100,"latestWkid":3857},"#, &metres));
    let at = |axis: usize| read.features[0]["geometry"]["coordinates"][axis].as_f64().unwrap();
    assert!((at(0) - 40.14).abs() < 1e-9 && (at(1) - 35.33).abs() < 1e-9);
    assert!(read.translated.notes.iter().any(|note| note.code.0 == "web_mercator"));

    // What codes mean stands in front; a code that has no words stays.
    let coded = r#"{"fields":[{"name":"kind","domain":{"type":"codedValue","codedValues":[{"name":"غارة","code":1},{"name":"Shelling","code":"S"}]}},{"name":"n","domain":null}],"features":[{"attributes":{"kind":1,"n":1},"geometry":{"x":1,"y":2}},{"attributes":{"kind":"S","n":1}},{"attributes":{"kind":3,"n":1}}]}"#;
    let read = read_of(coded);
    let kinds: Vec<String> = (0..3).map(|at| read.property(at, "kind").to_string()).collect();
    assert_eq!(
        (kinds, read.property(0, "n").to_string()),
        (vec!["\"غارة\"".to_owned(), "\"Shelling\"".to_owned(), "3".to_owned()], "1".to_owned())
    );
    assert_eq!(read.translated.notes.iter().find(|note| note.code.0 == "codes_named").map(|note| note.count), Some(2));

    // Clockwise, with a hole the other way round; and a second ring of its own.
    let rings = r#"{"attributes":{},"geometry":{"rings":[[[0,0],[0,4],[4,4],[4,0],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]],[[10,0],[10,1],[11,1],[10,0]]]}}"#;
    let paths = r#"{"attributes":{},"geometry":{"paths":[[[0,0],[1,1]]]}}"#;
    let read = read_of(&document("", &[rings, paths, r#"{"attributes":{"name":"nowhere"}}"#].join(",")));
    let kinds: Vec<&str> = read.features.iter().map(|feature| feature["geometry"]["type"].as_str().unwrap_or("none")).collect();
    assert_eq!(kinds, ["MultiPolygon", "LineString", "none"]);
    let polygons = read.features[0]["geometry"]["coordinates"].as_array().unwrap();
    assert_eq!(polygons.iter().map(|rings| rings.as_array().unwrap().len()).collect::<Vec<_>>(), [2, 1]);

    // The system behind the features, as documents with sorted names have it.
    let behind = format!(r#"{{"features":[{metres}],"spatialReference":{{"wkid":102100}}}}"#);
    let at = |axis: usize| read_of(&behind).features[0]["geometry"]["coordinates"][axis].as_f64().unwrap();
    assert!((at(0) - 40.14).abs() < 1e-9);
    let curve = r#"{"attributes":{},"geometry":{"curvePaths":[[[0,0],{"c":[[3,3],[1,4]]}]]}}"#;
    let read = read_of(&document("", &[curve, r#"{"attributes":{},"geometry":{"x":"NaN","y":"NaN"}}"#].join(",")));
    assert_eq!((read.features.len(), read.translated.quarantined), (1, 1), "what is not understood is told, what is empty is no place");
    let other = read_of(&document(r#""spatialReference":{"wkid":22770},"#, point));
    assert_eq!((other.features.len(), other.translated.quarantined), (0, 1));
    assert!(other.translated.quarantine[0].reason.contains("EPSG:22770"), "{}", other.translated.quarantine[0].reason);
}

#[test]
fn messages_of_telegram_are_records_whose_words_are_whole() {
    let text = r#"{"name":"A channel","type":"public_channel","id":1,"messages":[
      {"id":5,"type":"message","date":"2022-01-05T15:30:00","date_unixtime":"1641385800","text":["Shelling near ",{"type":"link","text":"the bridge"},"."]},
      {"id":6,"type":"message","date":"2022-01-05T16:30:00","date_unixtime":"1641389400","text":"plain"}]}"#;
    let read = read(text.as_bytes());
    assert_eq!(
        ["text", "date_unixtime"].map(|key| read.property(0, key).as_str().unwrap().to_owned()),
        ["Shelling near the bridge.", "1641385800"]
    );
    assert_eq!(read.property(1, "text").as_str(), Some("plain"));
}

#[test]
fn objects_that_have_attributes_or_messages_beside_what_they_tell_stay_whole() {
    let one = r#"{"id":1,"title":"x","date":"2022-01-05","attributes":{"weapon":"mortar"}}"#;
    let read_one = read(format!("[{one}]").as_bytes());
    assert_eq!(
        (read_one.property(0, "title").as_str(), read_one.property(0, "attributes").to_string()),
        (Some("x"), r#"{"weapon":"mortar"}"#.to_owned())
    );
    let answer = format!(r#"{{"messages":[{{"code":10000,"message":"ok"}}],"results":[{one}]}}"#);
    assert_eq!(read(answer.as_bytes()).property(0, "title").as_str(), Some("x"));
    let service = r#"{"messages":[{"id":1,"type":"message","date_unixtime":"1641385800","text":"a"},{"id":2,"type":"service","date_unixtime":"1641385900","action":"pin_message"}]}"#;
    let read_two = read(service.as_bytes());
    assert_eq!((read_two.features.len(), read_two.translated.notes.iter().any(|note| note.code.0 == "service_messages")), (1, true));
    let languages = r#"[{"text":[{"lang":"en","text":"Shelling"},{"lang":"fr","text":"Tir"}]}]"#;
    assert!(read(languages.as_bytes()).property(0, "text").is_array(), "texts in two languages are not one");
}

#[test]
fn what_a_service_has_one_level_down_is_unfolded() {
    let airtable =
        r#"{"records":[{"id":"rec1","createdTime":"2022-02-05T00:00:00.000Z","fields":{"Name":"Shelling","Date":"2022-01-05"}}]}"#;
    let json_api = r#"{"data":[{"type":"events","id":"7","attributes":{"title":"Shelling","date":"2022-01-05"},"links":{"self":"/7"}}]}"#;
    for (text, id, title, date) in [(airtable, "rec1", "Name", "Date"), (json_api, "7", "title", "date")] {
        let read = read(text.as_bytes());
        assert_eq!(read.features[0]["id"].as_str(), Some(id));
        assert_eq!([title, date].map(|key| read.property(0, key).as_str().unwrap().to_owned()), ["Shelling", "2022-01-05"]);
    }
}

#[test]
fn lists_of_objects_may_have_a_geometry_or_coordinates_beside_what_they_tell() {
    let text = r#"[{"title":"a","lat":35.3,"lon":40.1,"geometry":null},{"title":"b","geometry":{"type":"Point","coordinates":[40.14,35.33]}},{"title":"c","coordinates":[40.14,35.33]}]"#;
    let read = read(text.as_bytes());
    assert_eq!((read.features.len(), read.property(0, "lat").to_string()), (3, "35.3".to_owned()));
    assert_eq!(read.features[1]["geometry"].to_string(), r#"{"type":"Point","coordinates":[40.14,35.33]}"#);
    assert!(
        read.features[0]["geometry"].is_null() && read.features[2]["geometry"].is_null(),
        "of two bare numbers nobody knows which is which"
    );
}

#[test]
fn older_messages_of_telegram_and_places_in_them_are_read() {
    let text = r#"{"name":"A","type":"public_channel","id":1,"messages":[{"id":5,"type":"message","date":"2022-01-05T15:30:00","location_information":{"latitude":35.33,"longitude":40.14},"text":""}]}"#;
    let read = read(text.as_bytes());
    assert_eq!(["latitude", "longitude"].map(|key| read.property(0, key).to_string()), ["35.33", "40.14"]);
}

#[test]
fn the_rings_of_arcgis_are_told_apart_by_their_direction_alone() {
    let outer = "[[0,0],[0,4],[4,4],[4,0],[0,0]]";
    let hole = "[[1,1],[2,1],[2,2],[1,2],[1,1]]";
    let other = "[[10,0],[10,9],[19,9],[10,0]]";
    let in_other = "[[12,6],[13,7],[12,7],[12,6]]";
    let document = format!(
        r#"{{"features":[{{"attributes":{{}},"geometry":{{"rings":[{hole},{in_other},{outer},{other}]}}}},{{"attributes":{{}},"geometry":{{"rings":[{hole}]}}}}]}}"#
    );
    let read = read(document.as_bytes());
    let polygons = read.features[0]["geometry"]["coordinates"].as_array().unwrap();
    let corners = |ring: &serde_json::Value| ring[0].to_string();
    let first: Vec<Vec<String>> = polygons.iter().map(|rings| rings.as_array().unwrap().iter().map(corners).collect()).collect();
    assert_eq!(first, [["[0.0,0.0]", "[1.0,1.0]"], ["[10.0,0.0]", "[12.0,6.0]"]], "each hole in the ring around it");
    assert_eq!(polygons[0][0][1].to_string(), "[4.0,0.0]", "outer rings run the way that GeoJSON advises");
    assert_eq!(read.features[1]["geometry"]["type"], "Polygon", "a ring alone is no hole");
}

#[test]
fn a_place_that_is_an_object_in_a_record_is_its_place() {
    for (location, name) in [
        (r#"{"type":"Point","coordinates":[40.14,35.33]}"#, "null"),
        (r#"{"lat":35.33,"lng":40.14}"#, "null"),
        (r#"{"name":"Deir ez-Zor","latitude":"35.33","longitude":"40.14"}"#, r#""Deir ez-Zor""#),
    ] {
        let read = read(format!(r#"[{{"id":1,"date":"2022-01-05","title":"a","location":{location}}}]"#).as_bytes());
        assert_eq!(read.features[0]["geometry"].to_string(), r#"{"type":"Point","coordinates":[40.14,35.33]}"#, "{location}");
        assert_eq!(read.property(0, "location").to_string(), name);
    }
    // Of two nobody knows which.
    let two = br#"[{"id":1,"title":"a","from":{"lat":35.33,"lng":40.14},"to":{"lat":36,"lng":41}}]"#;
    assert!(read(two).features[0]["geometry"].is_null());
}

#[test]
fn another_object_than_the_place_of_a_record_is_no_place_of_it() {
    for record in [
        r#"{"title":"t","lat":35.1,"lon":40.1,"location":{"lat":51.5,"lon":-0.1}}"#,
        r#"{"title":"t","coordinates":"35.1, 40.2","place":{"lat":51.5,"lon":-0.1}}"#,
        r#"{"title":"t","reporter":{"name":"Ali","lat":51.5,"lon":-0.1}}"#,
        r#"{"title":"t","launch":{"lat":33,"lon":44},"impact":{"lat":null,"lon":null}}"#,
        r#"{"title":"t","location":"Aleppo","submitted_from":{"type":"Point","coordinates":[-0.1,51.5]}}"#,
        r#"{"title":"t","geo":{"type":"Point","coordinates":[36.2,37.1]}}"#,
        r#"{"title":"t","location":{"lat":91,"lon":40}}"#,
    ] {
        assert!(read(format!("[{record}]").as_bytes()).features[0]["geometry"].is_null(), "{record}");
    }
    let named = read(br#"[{"place":{"name":"Aleppo","address":"Street 5","label":"L","lat":36.2,"lon":37.1}}]"#);
    assert_eq!(
        ["place", "place.address", "place.label"].map(|name| named.property(0, name).to_string()),
        [r#""Aleppo""#, r#""Street 5""#, r#""L""#]
    );
}
