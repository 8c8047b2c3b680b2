//! `marsad check`, `query` and `convert` on a small file of every format, each written here by that format's own writer or by hand.

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geozero::geojson::GeoJson;
use geozero::{ColumnValue, PropertyProcessor};
use rusqlite::{Connection, params};
use serde_json::Value;

/// Where the two incidents of every file are.
const AT: [[f64; 2]; 2] = [[40.25, 35.5], [41.0, 36.25]];

fn feature(at: usize) -> String {
    let [lon, lat] = AT[at];
    format!(
        r#"{{"type":"Feature","properties":{{"name":"قصف {at}","date":"2022-01-0{}"}},"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#,
        at + 5
    )
}

fn table(delimiter: &str) -> String {
    let row = |cells: [&str; 4]| cells.join(delimiter) + "\n";
    row(["name", "date", "lon", "lat"]) + &row(["قصف 0", "2022-01-05", "40.25", "35.5"]) + &row(["قصف 1", "2022-01-06", "41.0", "36.25"])
}

pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

const KML: &str = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
    <Placemark><name>قصف 0</name><TimeStamp><when>2022-01-05</when></TimeStamp><Point><coordinates>40.25,35.5</coordinates></Point></Placemark>
    <Placemark><name>قصف 1</name><TimeStamp><when>2022-01-06</when></TimeStamp><Point><coordinates>41.0,36.25</coordinates></Point></Placemark>
    </Document></kml>"#;
const GPX: &str = r#"<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
    <wpt lat="35.5" lon="40.25"><time>2022-01-05T00:00:00Z</time><name>قصف 0</name></wpt>
    <wpt lat="36.25" lon="41.0"><time>2022-01-06T00:00:00Z</time><name>قصف 1</name></wpt></gpx>"#;

fn workbook() -> Vec<u8> {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |cells: Vec<String>| format!("<row>{}</row>", cells.concat());
    let number = |number: f64| format!("<c><v>{number}</v></c>");
    let mut rows = row(["name", "date", "lon", "lat"].map(text).to_vec());
    for (at, [lon, lat]) in AT.iter().enumerate() {
        rows += &row(vec![text(&format!("قصف {at}")), text(&format!("2022-01-0{}", at + 5)), number(*lon), number(*lat)]);
    }
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    zipped(&[
        ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/styles.xml", br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>"#),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="events" sheetId="1" r:id="s1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn package(path: &Path) {
    let database = Connection::open(path).unwrap();
    database
        .execute_batch(
            "PRAGMA application_id = 1196444487;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, '');
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
            INSERT INTO gpkg_contents VALUES ('events', 'features', 4326);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
            INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326);
            CREATE TABLE events (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, date DATE);",
        )
        .unwrap();
    for (at, [lon, lat]) in AT.iter().enumerate() {
        let point = [b"GP\0\x01\xE6\x10\0\0\x01\x01\0\0\0".as_slice(), &lon.to_le_bytes(), &lat.to_le_bytes()].concat();
        let row = params![at as i64 + 1, point, format!("قصف {at}"), format!("2022-01-0{}", at + 5)];
        database.execute("INSERT INTO events VALUES (?1, ?2, ?3, ?4)", row).unwrap();
    }
}

fn flat() -> Vec<u8> {
    let options = FgbWriterOptions { write_index: false, crs: FgbCrs { code: 4326, ..FgbCrs::default() }, ..FgbWriterOptions::default() };
    let mut writer = FgbWriter::create_with_options("events", GeometryType::Point, options).unwrap();
    writer.add_column("name", ColumnType::String, |_, _| {});
    writer.add_column("date", ColumnType::String, |_, _| {});
    for (at, [lon, lat]) in AT.iter().enumerate() {
        let point = format!(r#"{{"type":"Point","coordinates":[{lon},{lat}]}}"#);
        writer
            .add_feature_geom(GeoJson(&point), |feature| {
                feature.property(0, "name", &ColumnValue::String(&format!("قصف {at}"))).unwrap();
                feature.property(1, "date", &ColumnValue::String(&format!("2022-01-0{}", at + 5))).unwrap();
            })
            .unwrap();
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

fn shapes() -> Vec<u8> {
    let mut shp = Cursor::new(Vec::new());
    shapefile::ShapeWriter::new(&mut shp).write_shapes(&AT.map(|[lon, lat]| shapefile::Point::new(lon, lat))).unwrap();
    shp.into_inner()
}

fn marsad(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_marsad")).args(args).output().unwrap()
}

fn out(args: &[&str]) -> String {
    let output = marsad(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_format_is_checked_asked_and_converted() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("marsad-it-formats-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let features = [feature(0), feature(1)];
    let collection = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let records = serde_json::json!([{"name": "قصف 0", "date": "2022-01-05", "lon": 40.25, "lat": 35.5}, {"name": "قصف 1", "date": "2022-01-06", "lon": 41.0, "lat": 36.25}]);
    let shp = shapes();
    // The names say nothing: a format is told from what is inside.
    let files: Vec<(&str, &str, Vec<u8>)> = vec![
        ("GeoJSON", "a", collection.clone().into_bytes()),
        ("newline-delimited GeoJSON", "b", features.join("\n").into_bytes()),
        ("GeoJSON text sequence", "c", features.iter().map(|feature| format!("\u{1E}{feature}\n")).collect::<String>().into_bytes()),
        ("GeoJSON, gzip", "d", gzipped(collection.as_bytes())),
        ("GeoJSON, zstd", "e", ruzstd::encoding::compress_to_vec(collection.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)),
        ("GeoJSON, zip", "f", zipped(&[("inside.geojson", collection.as_bytes())])),
        ("JSON", "g", records.to_string().into_bytes()),
        ("CSV, comma", "h", table(",").into_bytes()),
        ("TSV", "i", table("\t").into_bytes()),
        ("XLSX", "j", workbook()),
        ("KML", "k", KML.into()),
        ("KMZ", "l", zipped(&[("doc.kml", KML.as_bytes())])),
        ("GPX", "m", GPX.into()),
        ("FlatGeobuf", "n", flat()),
        ("GeoPackage", "o", Vec::new()),
        ("Shapefile", "p.shp", shp.clone()),
        ("Shapefile, zip", "q", zipped(&[("events.shp", &shp)])),
    ];
    for (format, name, bytes) in files {
        let path = folder.join(name);
        if format == "GeoPackage" {
            package(&path);
        } else {
            std::fs::write(&path, bytes).unwrap();
        }
        let path = path.to_str().unwrap();
        let report: Value = serde_json::from_str(&out(&["check", path, "--json"])).unwrap();
        let file = &report["files"][0];
        assert_eq!((&file["seen"], &file["on_map"]), (&Value::from(2), &Value::from(2)), "{format}: {file}");
        assert!(file["format"].as_str().unwrap().contains(format.split(',').next().unwrap()), "{format}: {}", file["format"]);
        let near: Value = serde_json::from_str(&out(&["query", path, "--count", "--json", "--bbox", "40,35,40.5,36"])).unwrap();
        assert_eq!((&near["total"], &near["shown"]), (&Value::from(2), &Value::from(1)), "{format}");
        // A Shapefile without its table has neither names nor times.
        if !format.starts_with("Shapefile") {
            let listed = out(&["query", path, "--list", "--json", "--from", "2022-01-06", "--to", "2022-01-07"]);
            let listed: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(listed.len(), 1, "{format}: {listed:?}");
            assert!(listed[0]["title"].to_string().contains("قصف 1"), "{format}: {}", listed[0]);
        }
        let (geojson, csv) = (folder.join(format!("{name}.out.geojson")), folder.join(format!("{name}.out.csv")));
        out(&["convert", path, geojson.to_str().unwrap()]);
        let written: Value = serde_json::from_str(&std::fs::read_to_string(&geojson).unwrap()).unwrap();
        let points: Vec<Vec<f64>> = written["features"]
            .as_array()
            .unwrap()
            .iter()
            .map(|feature| serde_json::from_value(feature["geometry"]["coordinates"].clone()).unwrap())
            .collect();
        assert_eq!(points.iter().map(|point| [point[0], point[1]]).collect::<Vec<_>>(), AT, "{format}");
        out(&["convert", path, csv.to_str().unwrap()]);
        // And what was written is read again as the same two.
        for again in [geojson, csv] {
            let report: Value = serde_json::from_str(&out(&["check", again.to_str().unwrap(), "--json"])).unwrap();
            assert_eq!(report["files"][0]["on_map"], 2, "{format}: {report}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
