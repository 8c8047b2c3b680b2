//! What real exports do to coordinates, ids, values, times and words, in tables and features that no known export wrote. Each case
//! is a small file made here; none may pass in silence.

use marsad::domain::{ClaimValue, Incident, Radius, Range, TimePrecision, Words};

use super::exports::{codes, has, loaded, point, when};

fn feature(id: &str, geometry: &str, properties: &str) -> String {
    format!(r#"{{"type":"Feature",{id}"geometry":{geometry},"properties":{{{properties}}}}}"#)
}

fn collection(features: &[String]) -> Vec<u8> {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")).into_bytes()
}

fn raw<'a>(incident: &'a Incident, key: &str) -> &'a str {
    incident.raw.properties.iter().find(|(have, _)| have == key).map(|(_, value)| value.as_str()).unwrap()
}

#[test]
fn what_is_no_longitude_and_latitude_is_told_and_never_mended() {
    let at = |coordinates: &str| feature("", &format!(r#"{{"type":"Point","coordinates":{coordinates}}}"#), r#""title":"x""#);
    // A lost decimal point, State Plane feet beside sound geometry, metres, the corner of nowhere, both sides of the antimeridian.
    let feet = feature("", r#"{"type":"Point","coordinates":[-77.03,38.9]}"#, r#""X":397000.5,"Y":138000.25"#);
    let features = [at("[4239.00416,35.1]"), feet, at("[4451000,4221000]"), at("[0,0]"), at("[-179.64,-17.5]"), at("[178.83,-17.5]")];
    let (report, made) = loaded("places.geojson", &collection(&features));
    assert_eq!((report.seen, report.on_map, report.without_place, report.quarantined), (6, 3, 1, 2));
    assert!(
        report.quarantine.iter().all(|fault| fault.line == 1 && fault.offset > 0 && !fault.remedy.is_empty()),
        "{:?}",
        report.quarantine
    );
    has(&report, "zero_zero", 1);
    assert_eq!([0, 2, 3].map(|row| point(&made[row])), [(-77.03, 38.9), (-179.64, -17.5), (178.83, -17.5)]);
    assert!(made[1].places.is_empty());
    assert_eq!((raw(&made[0], "X"), raw(&made[0], "Y")), ("397000.5", "138000.25"), "feet are kept and place nothing");

    let table = "title,lat,lon\nlost point,35.1,4239.00416\nmetres,4221000,4451000\nnowhere,0,0\nempty,,\nhalf,35.1,\n";
    let (report, made) = loaded("places.csv", table.as_bytes());
    assert_eq!((report.on_map, report.without_place), (0, 5));
    has(&report, "place_unreadable", 2);
    has(&report, "zero_zero", 1);
    assert!(made.iter().flat_map(|incident| &incident.places).all(|place| place.radius == Radius::Unknown));
}

#[test]
fn the_same_point_259_times_is_259_incidents_at_one_place() {
    let features: Vec<String> =
        (0..259).map(|at| feature("", r#"{"type":"Point","coordinates":[38.99,35.95]}"#, &format!(r#""title":"number {at}""#))).collect();
    let (report, made) = loaded("stack.geojson", &collection(&features));
    assert_eq!((report.on_map, made.len()), (259, 259));
    assert!(made.iter().all(|incident| point(incident) == (38.99, 35.95)));
}

#[test]
fn ids_stay_digit_for_digit_and_what_harms_them_is_told() {
    let nowhere = "null";
    let ids = [r#""id":7,"#, r#""id":"7","#, r#""id":"06075","#, r#""id":9007199254740993,"#, r#""id":1.97E+11,"#, "", r#""id":null,"#];
    let features: Vec<String> = ids.iter().map(|id| feature(id, nowhere, r#""title":"x""#)).collect();
    let (report, made) = loaded("ids.geojson", &collection(&features));
    let read: Vec<&str> = made.iter().map(|incident| incident.id.as_str()).collect();
    assert_eq!(read, ["7", "7", "06075", "9007199254740993", "1.97E+11", "", ""]);
    has(&report, "duplicate_id", 1);
    has(&report, "damaged_id", 1);
    // The same in a table, where the column is guessed.
    let (report, made) = loaded("ids.csv", b"id,title\n06075,a\n1.97E+11,b\n06075,c\n,d\n");
    assert_eq!(made.iter().map(|incident| incident.id.as_str()).collect::<Vec<_>>(), ["06075", "1.97E+11", "06075", ""]);
    has(&report, "duplicate_id", 1);
    has(&report, "damaged_id", 1);
}

#[test]
fn values_of_every_kind_stay_as_they_are_written() {
    let features = [
        feature(
            "",
            "null",
            r#""title":"a","killed":"3","year":2015.0,"ids":",a,b,","nested":{"x":[1, {"y": null}]},"yes":"true","fatalities":4"#,
        ),
        feature("", "null", r#""title":"b","killed":null"#),
        feature("", "null", r#""title":"c","killed":0"#),
        feature("", "null", r#""title":"d","killed":-9"#),
        feature("", "null", r#""title":"e","killed":"9-3""#),
    ];
    let (report, made) = loaded("values.geojson", &collection(&features));
    assert_eq!(report.quarantined, 0, "keys may differ from record to record");
    for (key, value) in [("year", "2015.0"), ("ids", "\",a,b,\""), ("nested", r#"{"x":[1, {"y": null}]}"#), ("yes", "\"true\"")] {
        assert_eq!(raw(&made[0], key), value);
    }
    let killed = |incident: &Incident| {
        let claim = incident.claims.iter().find(|claim| claim.field == "killed.all")?;
        if let ClaimValue::Range(Range { best, .. }) = claim.value { best } else { None }
    };
    assert_eq!(made.iter().map(killed).collect::<Vec<_>>(), [Some(3.0), None, Some(0.0), None, None], "none is not unknown");
    has(&report, "odd_value", 2);
}

#[test]
fn times_are_read_as_finely_as_they_are_written_and_never_finer() {
    let dated = |values: &[&str]| {
        let features: Vec<String> = values.iter().map(|value| feature("", "null", &format!(r#""title":"x","date":{value}"#))).collect();
        loaded("times.geojson", &collection(&features))
    };
    // Seconds, milliseconds, and these as text: 2022-01-05T04:30Z.
    for value in ["1641357000", "1641357000000", "\"1641357000000\""] {
        let (report, made) = dated(&[value]);
        assert_eq!(when(&made[0]).0, "2022-01-05T04:30:00Z", "{value}");
        has(&report, "epoch", 1);
    }
    let (report, made) = dated(&["\"8/23/2011\"", "\"8/4/2011\"", "\"2/30/2011\""]);
    assert_eq!([when(&made[0]).0, when(&made[1]).0], ["2011-08-23T00:00:00Z", "2011-08-04T00:00:00Z"], "months come first");
    assert!(made[2].when.is_none());
    has(&report, "assumed_date_order", 1);
    has(&report, "unreadable_date", 1);
    let (report, made) = dated(&["\"1970-01-01\"", "\"2017-00-00\"", "\"2017-03-00\"", "\"2022-01-05T04:30\""]);
    has(&report, "epoch_zero", 1);
    let fine: Vec<TimePrecision> = made.iter().map(|incident| when(incident).2).collect();
    assert_eq!(fine, [TimePrecision::Day, TimePrecision::Year, TimePrecision::Month, TimePrecision::Minute]);
    has(&report, "assumed_zone", 4);
    let (report, _) = dated(&["\"2022-01-05 00:00:00.000\"", "\"2022-01-06 00:00:00.000\""]);
    has(&report, "midnight_means_day", 2);
    let (_, made) =
        dated(&["\"فجر الأربعاء 5 كانون الثاني 2022\"", "\"٥ كانون الثاني ٢٠٢٢\"", "\"dawn, 5 January 2022\"", "\"January 2022\""]);
    let dawn = ("2022-01-05T03:30:00Z".to_owned(), "2022-01-05T07:00:00Z".to_owned(), TimePrecision::PartOfDay);
    assert_eq!([when(&made[0]), when(&made[2])], [dawn.clone(), dawn]);
    assert_eq!((when(&made[1]).2, when(&made[3]).2), (TimePrecision::Day, TimePrecision::Month));
    let rows = [r#""title":"x","start":"2022-01-05","end":"2022-01-03""#, r#""title":"y","start":"2022-01-05","end":"""#];
    let (report, made) = loaded("ends.geojson", &collection(&rows.map(|row| feature("", "null", row))));
    has(&report, "end_before_start", 1);
    assert_eq!(when(&made[0]), ("2022-01-03T00:00:00Z".into(), "2022-01-06T00:00:00Z".into(), TimePrecision::SeveralDays));
    assert_eq!(when(&made[1]).2, TimePrecision::Day, "an open end is none that is made up");
}

#[test]
fn a_date_that_stands_in_the_name_of_the_file_alone_is_told_and_not_taken() {
    let area = feature("", r#"{"type":"MultiPolygon","coordinates":[[[[36,48],[37,48],[37,49],[36,48]]]]}"#, "");
    for (name, is_told) in
        [("front_20240501.geojson", true), ("front 2024-05-01.geojson", true), ("front_9.geojson", false), ("12345678.geojson", false)]
    {
        let (report, made) = loaded(name, &collection(std::slice::from_ref(&area)));
        assert_eq!((report.undated, report.on_map, made[0].when.is_none()), (1, 1, true));
        assert_eq!(codes(&report).contains(&("date_in_name", 1)), is_told, "{name}");
    }
    let dated = feature("", "null", r#""title":"x","date":"2024-05-02""#);
    let (report, _) = loaded("front_20240501.geojson", &collection(&[area, dated]));
    assert!(!codes(&report).iter().any(|(code, _)| *code == "date_in_name"), "one of the records is dated");
}

#[test]
fn words_are_found_however_they_are_written_and_shown_as_they_stand() {
    let titles = ["قصف <b>الرقة</b>\u{200E}", "ٱلْقَحْطَانِيَّة", "ﺍﻟﻤﻴﺎﺩﻳﻦ", "میادین ١٢", "الميــادين", "Al-Mayadin,  Group A; Group B"];
    let features: Vec<String> =
        titles.iter().map(|title| feature("", "null", &format!(r#""title":{}"#, serde_json::json!(title)))).collect();
    let (_, made) = loaded("words.geojson", &collection(&features));
    for (incident, title) in made.iter().zip(titles) {
        assert_eq!(incident.title, Words::untagged(title));
    }
    let mut builder = marsad::store::StoreBuilder::new();
    made.iter().for_each(|incident| builder.push(incident));
    let store = builder.finish();
    let found = |text: &str| -> Vec<u64> {
        let filter = marsad::domain::FilterSet { text: text.to_owned(), ..marsad::domain::FilterSet::default() };
        let rows = store.select_in_layer(&filter.to_filter(), "x").unwrap();
        let mut found: Vec<u64> = rows.iter().map(|row| store.index(row)).collect();
        found.sort_unstable();
        found
    };
    for (text, rows) in [
        ("الرقة", vec![0]),
        ("القحطانية", vec![1]),
        ("الميادين", vec![2, 3, 4]),
        ("مـيادين", vec![2, 3, 4]),
        ("12", vec![3]),
        ("mayadin group", vec![5]),
    ] {
        assert_eq!(found(text), rows, "{text}");
    }
}

#[test]
fn names_of_places_without_coordinates_wait_for_the_gazetteer() {
    let table = "date,title,place\n2022-01-05,Shelling,دير الزور\n2022-01-06,Fire,al-Hol\n";
    let (report, made) = loaded("named.csv", table.as_bytes());
    assert_eq!((report.on_map, report.without_place), (0, 2));
    assert_eq!(made[0].unplaced_name, Words::untagged("دير الزور"));
    let gazetteer = marsad::gazetteer::Gazetteer::bundled();
    assert_eq!(gazetteer.find("دير الزور", 8).matches[0].entry.kind.as_str(), "city");
    assert!(gazetteer.find("al-Hol", 8).is_ambiguous, "town or camp: neither is chosen");
}

#[test]
fn a_table_in_another_code_page_or_with_decimal_commas_comes_to_the_same() {
    let plain = "title,place,lat,lon\nقصف,الرقة,35.95,38.99\n";
    let (arabic, ..) = encoding_rs::WINDOWS_1256.encode(plain);
    let german = "title;place;lat;lon\nقصف;الرقة;35,95;38,99\n";
    for (name, bytes, note) in
        [("utf8.csv", plain.as_bytes(), ""), ("1256.csv", &arabic, "assumed_encoding"), ("comma.csv", german.as_bytes(), "decimal_comma")]
    {
        let (report, made) = loaded(name, bytes);
        assert_eq!((made[0].title.clone(), point(&made[0])), (Words::untagged("قصف"), (38.99, 35.95)), "{name}");
        assert!(note.is_empty() || codes(&report).contains(&(note, 1)), "{name}: {:?}", codes(&report));
    }
}

#[test]
fn a_coordinate_system_and_members_in_any_order_are_read_and_told() {
    let features =
        format!(r#""features":[{}]"#, feature("", r#"{"type":"Point","coordinates":[40,35],"bbox":[40,35,0,40,35,9]}"#, r#""title":"x""#));
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#;
    for text in
        [format!(r#"{{{crs},{features},"type":"FeatureCollection"}}"#), format!(r#"{{"type":"FeatureCollection",{features},{crs}}}"#)]
    {
        let (report, made) = loaded("crs.geojson", text.as_bytes());
        assert_eq!((report.on_map, point(&made[0])), (1, (40.0, 35.0)));
        has(&report, "crs", 1);
    }
}

#[test]
fn moments_spans_and_tracks_of_one_file_are_all_dated() {
    let kml = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
        <Placemark><name>moment</name><TimeStamp><when>2022-01-05</when></TimeStamp><Point><coordinates>40,35</coordinates></Point></Placemark>
        <Placemark><name>span</name><TimeSpan><begin>2022-01-06</begin><end>2022-01-07</end></TimeSpan><Point><coordinates>40,35</coordinates></Point></Placemark>
        <Placemark><name>tracks</name><gx:MultiTrack>
            <gx:Track><when>2022-01-08T01:00:00Z</when><gx:coord>40 35 0</gx:coord></gx:Track>
            <gx:Track><when>2022-01-08T03:00:00Z</when><gx:coord>41 35 0</gx:coord></gx:Track></gx:MultiTrack></Placemark></Document></kml>"#;
    let (report, made) = loaded("times.kml", kml.as_bytes());
    assert_eq!((report.seen, report.undated), (3, 0));
    let from_to = |at: usize| [when(&made[at]).0, when(&made[at]).1];
    assert_eq!(from_to(0), ["2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z"]);
    assert_eq!(from_to(1), ["2022-01-06T00:00:00Z", "2022-01-08T00:00:00Z"], "the last day belongs to it");
    assert_eq!(from_to(2)[0], "2022-01-08T01:00:00Z");
    assert!(from_to(2)[1].starts_with("2022-01-08T03:00:00"), "to the last moment of the last track");
    let gpx = r#"<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
        <wpt lat="35" lon="40"><time>2022-01-05T04:30:00Z</time><name>point</name></wpt>
        <trk><name>track</name><trkseg><trkpt lat="35" lon="40"><time>2022-01-06T01:00:00Z</time></trkpt><trkpt lat="36" lon="41"><time>2022-01-06T03:00:00Z</time></trkpt></trkseg></trk></gpx>"#;
    let (report, _) = loaded("times.gpx", gpx.as_bytes());
    assert_eq!((report.seen, report.undated), (2, 0));
}
