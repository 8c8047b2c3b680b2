//! A position of exactly 0, 0 stands for none: the incident is without place, and everything that was written is kept.

use super::exports::{count, row};
use super::*;
use crate::domain::Place;

fn nowhere(report: &LoadReport, made: &Incident, name: &str) {
    assert_eq!((report.seen, report.on_map, report.without_place, report.quarantined), (1, 0, 1, 0), "{name}");
    assert_eq!((count(report, "zero_zero"), count(report, "place_unreadable")), (1, 0), "{name}: {:?}", codes(report));
    assert!(made.places.is_empty(), "{name}");
}

#[test]
fn known_exports_and_unknown_tables_are_without_place_at_zero_zero_and_keep_what_was_written() {
    for (profile, told_by, [lon, lat]) in [
        ("acled", vec![("event_id_cnty", "SYR1"), ("event_date", "2025-05-16"), ("location", "Some Village")], ["longitude", "latitude"]),
        ("ucdp", vec![("id", "7"), ("dyad_new_id", "406"), ("where_prec", "1"), ("geom_wkt", "POINT (0 0)")], ["longitude", "latitude"]),
        ("gdelt", vec![("SQLDATE", "20250516"), ("ActionGeo_Type", "4")], ["ActionGeo_Long", "ActionGeo_Lat"]),
        ("gtd", vec![("eventid", "201701050001"), ("iyear", "2017"), ("city", "Some Town")], ["longitude", "latitude"]),
        ("airwars", vec![("belligerents", "Force A"), ("geolocation_accuracy", "village")], ["longitude", "latitude"]),
        ("atlos", vec![("attr_status", "To Do"), ("attr_geolocation_resolution", "Exact")], ["longitude", "latitude"]),
        ("geoconfirmed", vec![("eor_tracking", ""), ("plus_code", "")], ["longitude", "latitude"]),
        ("generic", vec![("title", "Some Village"), ("date", "2025-05-16")], ["longitude", "latitude"]),
    ] {
        for (zero_lon, zero_lat) in [("0", "0"), ("0.0", "-0.000")] {
            let (report, made, plan) = load(row(&[told_by.as_slice(), &[(lon, zero_lon), (lat, zero_lat)]].concat()));
            nowhere(&report, &made[0], profile);
            assert_eq!(plan.unwrap().name(), profile);
            let kept = |name: &str| made[0].raw.properties.iter().find(|(have, _)| have == name).map(|(_, json)| json.clone());
            assert_eq!([kept(lon), kept(lat)], [zero_lon, zero_lat].map(|text| Some(format!("\"{text}\""))), "{profile}");
        }
    }
    let (_, made, _) =
        load(row(&[("event_id_cnty", "SYR1"), ("location", "Some Village"), ("event_date", "x"), ("latitude", "0"), ("longitude", "0")]));
    assert_eq!(made[0].unplaced_name, crate::domain::Words::untagged("Some Village"));
    let total = row(&[("title", "Total"), ("latitude", "0"), ("longitude", "0"), ("killed", "7")]);
    let (report, ..) = load([row(&[("title", "a"), ("latitude", "35"), ("longitude", "40"), ("killed", "7")]), total].join("\n"));
    assert_eq!((report.on_map, report.quarantined), (1, 1), "zeros beside a sum are no position");
}

#[test]
fn geometries_at_zero_zero_are_no_place_and_lines_and_areas_that_pass_there_are_drawn() {
    let one = |geometry: &str| load(format!("{{\"type\":\"Feature\",\"properties\":{{\"a\":\"b\"}},\"geometry\":{geometry}}}"));
    for geometry in [
        r#"{"type":"Point","coordinates":[0,0]}"#,
        r#"{"type":"Point","coordinates":[0.0,-0.0,12]}"#,
        r#"{"type":"Point","coordinates":[360,0]}"#,
        r#"{"type":"MultiPoint","coordinates":[[0,0]]}"#,
    ] {
        let (report, made, _) = one(geometry);
        nowhere(&report, &made[0], geometry);
    }
    let (report, made, _) = one(r#"{"type":"MultiPoint","coordinates":[[0,0],[40,35]]}"#);
    assert_eq!((report.on_map, count(&report, "zero_zero")), (1, 1));
    assert_eq!(made[0].places[0].geometry, geo::Geometry::MultiPoint(geo::MultiPoint(vec![geo::Point::new(40.0, 35.0)])));
    for (geometry, on_map, codes) in [
        (r#"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#, 1, [0, 1]),
        (r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#, 1, [0, 1]),
        (r#"{"type":"LineString","coordinates":[[0,0],[0,0]]}"#, 0, [1, 0]),
    ] {
        let (report, ..) = one(geometry);
        assert_eq!((report.on_map, ["zero_zero", "zero_zero_in_shape"].map(|code| count(&report, code))), (on_map, codes), "{geometry}");
    }
}

/// Places of Syria and Iraq, names and longitude and latitude as an atlas has them.
const PLACES: [(&str, [f64; 2]); 4] =
    [("Deir ez-Zor", [40.14, 35.34]), ("القامشلي", [41.22, 37.05]), ("Raqqa", [39.01, 35.95]), ("Mosul", [43.13, 36.34])];

#[test]
fn places_that_their_names_put_elsewhere_tell_that_longitude_and_latitude_are_swapped() {
    let feature = |(name, [x, y]): &(&str, [f64; 2])| {
        let geometry = format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#);
        format!(r#"{{"type":"Feature","geometry":{geometry},"properties":{{"place":"{name}","date":"2022-01-05"}}}}"#)
    };
    let text = |places: &[(&str, [f64; 2])]| places.iter().map(feature).collect::<Vec<_>>().join("\n");
    let swapped = PLACES.map(|(name, [lon, lat])| (name, [lat, lon]));
    let (report, ..) = load(text(&swapped));
    assert_eq!(count(&report, "swapped_by_names"), 1, "{:?}", codes(&report));
    // As they are, and where names contradict one another, nothing is said.
    let torn = [swapped[0], swapped[1], swapped[2], PLACES[3]];
    for places in [PLACES, torn] {
        assert_eq!(count(&load(text(&places)).0, "swapped_by_names"), 0);
    }
    // Also from columns.
    let rows = swapped.map(|(name, [x, y])| row(&[("place", name), ("longitude", &x.to_string()), ("latitude", &y.to_string())]));
    assert_eq!(count(&load(rows.join("\n")).0, "swapped_by_names"), 1);
}

#[test]
fn an_object_is_no_name_of_a_place() {
    let line = r#"{"type":"Feature","geometry":null,"properties":{"title":"x","location":{"lat":35.33,"lng":40.14}}}"#;
    let (_, made, plan) = load(line);
    assert!(made[0].unplaced_name.is_empty());
    assert_eq!(plan.unwrap().mapping().unwrap().0.column(crate::domain::Role::PlaceName), None);
}

#[test]
fn longitudes_of_up_to_a_turn_are_brought_back_in_tables_as_in_geometries() {
    let pin = |lon: &str| {
        let (report, made, _) = load(row(&[("title", "x"), ("longitude", lon), ("latitude", "35.5")]));
        let lon = |place: &Place| if let geo::Geometry::Point(at) = place.geometry { at.x() } else { f64::NAN };
        (made[0].places.first().map(lon), count(&report, "longitude_wrapped"))
    };
    assert_eq!([pin("190"), pin("-190"), pin("359.5")], [(Some(-170.0), 1), (Some(170.0), 1), (Some(-0.5), 1)]);
    // A decimal point that is lost.
    assert_eq!([pin("400.14"), pin("4014")], [(None, 0), (None, 0)]);
}

#[test]
fn degrees_are_known_by_their_ends_and_by_the_names_of_tools_and_languages() {
    for [lat, lon] in [
        ["event_lat", "event_lon"],
        ["location.lat", "location.lng"],
        ["_Where_latitude", "_Where_longitude"],
        ["lat_wgs84", "lon_wgs84"],
        ["Lat.", "Long."],
        ["POINT_Y", "POINT_X"],
        ["Breitengrad", "Längengrad"],
        ["Latitud", "Longitud"],
    ] {
        let (_, made, _) = load(row(&[("title", "x"), (lat, "35.3"), (lon, "40.1")]));
        assert_eq!(made[0].places.len(), 1, "{lat} {lon}");
    }
    for prefix in ["device", "nearest_hospital", "reporter"] {
        let (lat, lon) = (format!("{prefix}_lat"), format!("{prefix}_lon"));
        assert!(load(row(&[("title", "x"), (&lat, "51.5"), (&lon, "-0.1")])).1[0].places.is_empty(), "{prefix}");
    }
    let (_, made, _) = load(row(&[
        ("village_latitude", "36"),
        ("village_longitude", "41"),
        ("incident_latitude", "35"),
        ("incident_longitude", "40"),
        ("title", "x"),
    ]));
    let geo::Geometry::Point(at) = made[0].places[0].geometry else { panic!() };
    assert_eq!((at.x(), at.y()), (40.0, 35.0), "that of the incident");
    let two = [("from_lat", "35"), ("from_lon", "40"), ("to_lat", "36"), ("to_lon", "41"), ("title", "x")];
    assert!(load(row(&two)).1[0].places.is_empty(), "which of two is meant nobody knows");
    let (_, made, _) = load(row(&[("title", "x"), ("location", "1"), ("address", "Kyiv, Ukraine")]));
    assert_eq!(made[0].unplaced_name, crate::domain::Words::untagged("Kyiv, Ukraine"), "a number is no name");
}
