//! `marsad convert` against the file it was given, read by another library.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use super::source::root;

fn convert(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_marsad")).arg("convert").args(args).current_dir(root()).output().unwrap()
}

fn features(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    match serde_json::from_str::<Value>(&text) {
        Ok(collection) if collection["type"] == "FeatureCollection" => collection["features"].as_array().unwrap().clone(),
        _ => text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
    }
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("marsad-convert-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

const BUNDLED: &str = "data/january-2022.geojson";

#[test]
fn geojson_and_lines_hold_every_feature_as_it_stands_in_the_file() {
    for ending in ["geojson", "ndjson"] {
        let out = scratch(&format!("same.{ending}"));
        let out = out.to_str().unwrap();
        let ran = convert(&[BUNDLED, out]);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let (written, given) = (features(out), features(BUNDLED));
        assert_eq!(written.len(), given.len());
        for (written, given) in written.iter().zip(&given) {
            assert_eq!(written["properties"], given["properties"]);
            assert_eq!(written["geometry"], given["geometry"]);
            assert_eq!(written["id"], given["id"]);
        }
    }
}

#[test]
fn a_table_comes_back_with_its_columns_and_its_places() {
    let table = "code,when,longitude,latitude,words\n007,2022-01-05,40.25,35.5,\"قصف, ليلاً\"\n008,2022-01-06,,,=1+1\n";
    let (csv, lines, back) = (scratch("in.csv"), scratch("mid.geojsonl"), scratch("back.csv"));
    std::fs::write(&csv, table).unwrap();
    assert!(convert(&[csv.to_str().unwrap(), lines.to_str().unwrap()]).status.success());
    let made = features(lines.to_str().unwrap());
    assert_eq!(made[0]["geometry"]["coordinates"], serde_json::json!([40.25, 35.5]));
    assert!(made[1]["geometry"].is_null());
    assert_eq!(made[0]["properties"]["code"], "007", "leading zeros stay");
    assert!(convert(&[csv.to_str().unwrap(), back.to_str().unwrap(), "--guard-formulas"]).status.success());
    let mut reader = csv::Reader::from_path(&back).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert!(["code", "when", "longitude", "latitude", "words"].iter().all(|name| header.iter().any(|have| have == name)), "{header:?}");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| rows[row].get(header.iter().position(|have| have == name).unwrap()).unwrap().to_owned();
    assert_eq!((rows.len(), cell(0, "words").as_str(), cell(1, "words").as_str()), (2, "قصف, ليلاً", "'=1+1"));
}

#[test]
fn a_file_that_is_there_is_kept_unless_it_may_be_replaced() {
    let out = scratch("kept.geojson");
    std::fs::write(&out, "mine").unwrap();
    let out = out.to_str().unwrap();
    assert_eq!(convert(&[BUNDLED, out]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(out).unwrap(), "mine");
    assert!(convert(&[BUNDLED, out, "--force"]).status.success());
    assert_eq!(features(out).len(), 18);
}

#[test]
fn places_and_ids_of_every_kind_come_back_from_a_table() {
    let feature = |id: &str, geometry: &str, properties: &str| {
        format!(r#"{{"type":"Feature","id":"{id}","geometry":{geometry},"properties":{{"title":"{id}",{properties}}}}}"#)
    };
    let given = [
        feature("A1", r#"{"type":"Point","coordinates":[40.14,35.33]}"#, r#""id":"inner-9","lat":33.51"#),
        feature("A2", r#"{"type":"Point","coordinates":[40.5,35.25,210.0]}"#, r#""id":"inner-8""#),
        feature("A3", r#"{"type":"Polygon","coordinates":[[[40.0,35.0],[41.0,35.0],[41.0,36.0],[40.0,35.0]]]}"#, r#""lon":"not known""#),
        feature("A4", "null", r#""id":7"#),
        feature("A5", r#"{"type":"Point","coordinates":[40.1,35.1]}"#, r#""wkt":"POINT(3 4)","Lat":1,"Lon":2"#),
    ];
    let (file, table, back) = (scratch("kinds.ndjson"), scratch("kinds.csv"), scratch("kinds-back.geojson"));
    std::fs::write(&file, given.join("\n")).unwrap();
    assert!(convert(&[file.to_str().unwrap(), table.to_str().unwrap()]).status.success());
    let mut reader = csv::Reader::from_path(&table).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert_eq!(
        header,
        ["geojson_id", "title", "id", "lat", "lon", "wkt", "Lat", "Lon", "geojson_lon", "geojson_lat", "geojson_wkt"],
        "no pair is half a property"
    );
    assert!(convert(&[table.to_str().unwrap(), back.to_str().unwrap()]).status.success());
    let made = features(back.to_str().unwrap());
    for (made, given) in made.iter().zip(&given) {
        let given: Value = serde_json::from_str(given).unwrap();
        assert_eq!((&made["id"], &made["geometry"]), (&given["id"], &given["geometry"]));
    }
    assert_eq!(made.len(), given.len());
    // What a table says already is not said again.
    let again = scratch("kinds-again.csv");
    assert!(convert(&[table.to_str().unwrap(), again.to_str().unwrap()]).status.success());
    let again = csv::Reader::from_path(&again).unwrap().headers().unwrap().len();
    assert!(again <= header.len() + 1, "{again} columns");
}
