//! The profiles on real data: earthquakes, the bundled incidents, plain tables.

use super::*;
use crate::domain::*;

fn shared(path: &str) -> Option<Vec<u8>> {
    let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    std::fs::read(beside).ok()
}

#[test]
fn the_earthquakes_of_a_week_are_read_without_asking() {
    let Some(bytes) = shared("data/usgs-week.geojson") else {
        println!("skipped: ../shared/data/usgs-week.geojson is not there");
        return;
    };
    // The oracle is a plain scan of the same file as JSON values.
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let features = document["features"].as_array().unwrap();
    let (report, incidents, _) = load(&bytes);
    assert_eq!((report.profile.as_str(), report.seen, report.on_map), ("usgs", 1707, 1707));
    assert_eq!(features.len(), incidents.len());
    for (incident, feature) in incidents.iter().zip(features) {
        let properties = &feature["properties"];
        assert_eq!(incident.when.as_ref().unwrap().earliest.0, properties["time"].as_i64().unwrap());
        assert_eq!(incident.id, feature["id"].as_str().unwrap());
        let (depth_km, meaning) = incident.places[0].third_ordinate.unwrap();
        assert_eq!((depth_km, meaning), (feature["geometry"]["coordinates"][2].as_f64().unwrap(), "depth_km"));
        assert_eq!(incident.places[0].radius, Radius::Unknown);
    }
    let of_kind = |kind: &str| incidents.iter().filter(|incident| incident.category.key == kind).count();
    assert_eq!((of_kind("earthquake"), of_kind("explosion"), of_kind("quarry blast")), (1679, 15, 13));
    assert_eq!(incidents.iter().filter(|incident| incident.places[0].third_ordinate.is_some_and(|(depth, _)| depth < 0.0)).count(), 43);
}

#[test]
fn the_bundled_incidents_say_what_the_sheet_says() {
    let bytes = include_bytes!("../../../data/january-2022.geojson");
    let (report, incidents, plan) = load(bytes);
    assert_eq!(
        (report.profile.as_str(), report.seen, report.on_map, report.without_place, report.quarantined, report.undated),
        ("marsad", 18, 16, 2, 0, 1)
    );
    assert_eq!(plan.unwrap().zone(), Some("Asia/Damascus"));
    let of = |id: &str| incidents.iter().find(|incident| incident.id.starts_with(id)).unwrap();
    let attack = of("jan22-01");
    let when = attack.when.as_ref().unwrap();
    // Dawn in Damascus, two hours east of Greenwich that winter: 03:30 to 07:00.
    assert_eq!((when.earliest.0, when.latest.0), (1_641_346_200_000, 1_641_358_800_000));
    assert_eq!(when.precision, TimePrecision::PartOfDay);
    assert!(matches!(&when.zone, ZoneState::Naive { assumed } if assumed == "Asia/Damascus"));
    assert_eq!(attack.places[0].radius, Radius::Stated(6000.0));
    let disputed: Vec<&str> = attack.claims.iter().filter(|claim| claim.disputed).map(|claim| claim.field.as_str()).collect();
    for field in ["munitions", "killed.all", "injured.all"] {
        assert!(disputed.contains(&field), "{field} in {disputed:?}");
    }
    assert!(!disputed.contains(&"comment"));
    assert!(incidents.iter().flat_map(|incident| &incident.claims).all(|claim| claim.grade == Grade::F6));
    let talks = of("jan22-13");
    assert!(talks.when.as_ref().unwrap().open_end && talks.places.is_empty());
    assert_eq!(talks.when.as_ref().unwrap().latest, UtcMs::MAX);
    let soldiers = of("jan22-09");
    assert!(soldiers.when.as_ref().unwrap().open_start);
    // Vouched for up to the end of 6 January in Damascus: the last instant still lies in that day.
    assert_eq!(soldiers.when.as_ref().unwrap().as_of.unwrap().0, 1_641_506_400_000 - 1);
    assert_eq!(soldiers.places.len(), 2);
    assert!(of("jan22-15").when.is_none());
    for incident in &incidents {
        assert!(incident.title.get(&Lang::ar()).is_some() && incident.title.get(&Lang::en()).is_some(), "{}", incident.id);
        assert_eq!(incident.raw.properties.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["row"], "{}", incident.id);
    }
}

#[test]
fn a_record_read_again_gives_the_same_incident() {
    let bytes: &[u8] = include_bytes!("../../../data/january-2022.geojson");
    let (_, incidents, plan) = load(bytes);
    let source = MemorySource::new(Arc::from(bytes));
    for incident in incidents {
        assert_eq!(read_record(&source, incident.raw.record(), plan.as_ref().unwrap()).unwrap(), incident);
    }
}

fn dated(values: &[&str]) -> (LoadReport, Vec<Option<When>>) {
    let features: Vec<String> =
        values.iter().map(|value| format!(r#"{{"type":"Feature","properties":{{"name":"x","date":{value}}},"geometry":null}}"#)).collect();
    let (report, incidents, _) = load(format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",")));
    (report, incidents.into_iter().map(|incident| incident.when).collect())
}

fn utc(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

#[test]
fn a_written_time_is_the_interval_of_its_own_unit() {
    for (value, from, to, precision) in [
        ("\"2022-01-05\"", "2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z", TimePrecision::Day),
        ("\"2022-01\"", "2022-01-01T00:00:00Z", "2022-02-01T00:00:00Z", TimePrecision::Month),
        ("\"2022\"", "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z", TimePrecision::Year),
        ("\"2022-01-05T04:30\"", "2022-01-05T04:30:00Z", "2022-01-05T04:31:00Z", TimePrecision::Minute),
        ("\"2022-01-05 04:30:15\"", "2022-01-05T04:30:15Z", "2022-01-05T04:30:16Z", TimePrecision::Second),
        ("\"2022-01-05T24:00\"", "2022-01-06T00:00:00Z", "2022-01-06T00:01:00Z", TimePrecision::Minute),
        ("\"20220105\"", "2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z", TimePrecision::Day),
        ("\"16 May 2025\"", "2025-05-16T00:00:00Z", "2025-05-17T00:00:00Z", TimePrecision::Day),
        ("\"5 كانون الثاني 2022\"", "2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z", TimePrecision::Day),
        ("\"٢٠٢٢-٠١-٠٥\"", "2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z", TimePrecision::Day),
        ("\"23/8/2011\"", "2011-08-23T00:00:00Z", "2011-08-24T00:00:00Z", TimePrecision::Day),
        ("\"2017-00-00\"", "2017-01-01T00:00:00Z", "2018-01-01T00:00:00Z", TimePrecision::Year),
    ] {
        let (report, when) = dated(&[value]);
        let when = when[0].as_ref().unwrap_or_else(|| panic!("{value}: {report:?}"));
        assert_eq!((when.earliest.0, when.latest.0, when.precision), (utc(from), utc(to), precision), "{value}");
        assert_eq!(when.zone, ZoneState::Unknown, "{value}");
        assert!(codes(&report).contains(&"assumed_zone"));
    }
}

#[test]
fn offsets_and_epochs_are_instants() {
    for (value, at) in [
        ("\"2022-01-05T04:30:00Z\"", "2022-01-05T04:30:00Z"),
        ("\"2022-01-05T04:30:00+02:00\"", "2022-01-05T02:30:00Z"),
        ("\"2022-01-05T04:30+0200\"", "2022-01-05T02:30:00Z"),
        ("1641357000", "2022-01-05T04:30:00Z"),
        ("1641357000000", "2022-01-05T04:30:00Z"),
        ("\"1641357000000\"", "2022-01-05T04:30:00Z"),
    ] {
        let (_, when) = dated(&[value]);
        let when = when[0].as_ref().unwrap();
        assert_eq!(when.earliest.0, utc(at), "{value}");
        assert!(matches!(when.zone, ZoneState::Zoned(_)), "{value}");
    }
}

#[test]
fn the_order_of_day_and_month_is_told_by_the_column_or_not_at_all() {
    let (report, when) = dated(&["\"3/4/2024\"", "\"25/4/2024\""]);
    assert_eq!(when[0].as_ref().unwrap().earliest.0, utc("2024-04-03T00:00:00Z"));
    assert!(codes(&report).contains(&"assumed_date_order"));
    let (_, when) = dated(&["\"3/4/2024\"", "\"4/25/2024\""]);
    assert_eq!(when[0].as_ref().unwrap().earliest.0, utc("2024-03-04T00:00:00Z"));
    let (report, when) = dated(&["\"3/4/2024\"", "\"5/6/2024\""]);
    assert_eq!(when, [None, None]);
    assert!(codes(&report).contains(&"ambiguous_date_order"));
}

#[test]
fn midnight_in_every_row_means_the_day() {
    let (report, when) = dated(&["\"2022-01-05T00:00:00.000\"", "\"2022-01-06T00:00:00.000\""]);
    assert_eq!(when[0].as_ref().unwrap().precision, TimePrecision::Day);
    assert!(codes(&report).contains(&"midnight_means_day"));
}

#[test]
fn an_unreadable_date_leaves_the_incident_undated_and_counted() {
    let (report, when) = dated(&["\"2022-01-05\"", "\"at dawn, they say\"", "null"]);
    assert_eq!((report.undated, when[1].is_none(), when[2].is_none()), (2, true, true));
    assert!(codes(&report).contains(&"unreadable_date"));
}

/// A record of a table, as the translation of tables gives it: no geometry, every cell a text.
fn row(cells: &[(&str, &str)]) -> String {
    let cells: Vec<String> = cells.iter().map(|(name, text)| format!("\"{name}\":{}", serde_json::json!(text))).collect();
    format!("{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{{}}}}}", cells.join(","))
}

#[test]
fn a_table_is_placed_by_its_columns_and_what_is_no_position_is_told() {
    let rows = [
        row(&[("Title", "a"), ("Latitude", "35.33"), ("Longitude", "40.14")]),
        row(&[("Title", "b"), ("Latitude", "36,5"), ("Longitude", "41,25")]),
        row(&[("Title", "c"), ("Latitude", "٣٥٫٥"), ("Longitude", "٤٠")]),
        row(&[("Title", "lost point"), ("Latitude", "35.1"), ("Longitude", "4239.00416")]),
        row(&[("Title", "swapped"), ("Latitude", "140.1"), ("Longitude", "35.2")]),
        row(&[("Title", "empty"), ("Latitude", ""), ("Longitude", ""), ("location", "al-Hol")]),
    ];
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!((report.seen, report.on_map, report.without_place), (6, 3, 3));
    let at = |row: usize| match &incidents[row].places[0].geometry {
        geo::Geometry::Point(at) => (at.x(), at.y()),
        other => panic!("{other:?}"),
    };
    assert_eq!([at(0), at(1), at(2)], [(40.14, 35.33), (41.25, 36.5), (40.0, 35.5)]);
    let count = |code: &str| report.notes.iter().find(|note| note.code.0 == code).map(|note| note.count);
    assert_eq!((count("place_unreadable"), count("decimal_comma"), count("columns_to_place")), (Some(2), Some(1), Some(3)));
    assert_eq!(incidents[5].unplaced_name.iter().next().map(|(_, name)| name), Some("al-Hol"));
}
