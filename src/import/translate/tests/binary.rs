//! XLSX, GeoPackage, FlatGeobuf and Shapefile, each written with its own writer.

use std::io::Cursor;

use ::flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use ::shapefile::{Point, PointZ, Polygon, PolygonRing, ShapeWriter};
use geozero::geojson::GeoJson;
use geozero::{ColumnValue, PropertyProcessor};
use rusqlite::{Connection, params};

use super::archives::zipped;
use super::*;
use crate::import::UserProfiles;

const WGS84: &str =
    r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],UNIT["Degree",0.0174532925199433]]"#;
const UTM: &str = r#"PROJCS["WGS_1984_UTM_Zone_37N",GEOGCS["GCS_WGS_1984"],PROJECTION["Transverse_Mercator"]]"#;

fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut entries: Vec<(String, String)> = vec![
        ("[Content_Types].xml".into(), r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.into()),
        ("_rels/.rels".into(), r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.into()),
        ("xl/styles.xml".into(), r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-409]yyyy"/></numFmts><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="17"/><xf numFmtId="164"/><xf numFmtId="21"/></cellXfs></styleSheet>"#.into()),
    ];
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let number = at + 1;
        let state = if name.starts_with("hidden") { r#" state="hidden""# } else { "" };
        list += &format!(r#"<sheet name="{name}" sheetId="{number}"{state} r:id="s{number}"/>"#);
        relations += &format!(
            r#"<Relationship Id="s{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        entries.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
            ),
        ));
    }
    entries.push(("xl/workbook.xml".into(), format!(r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#)));
    entries.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#),
    ));
    zipped(&entries.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn the_first_sheet_with_rows_gives_typed_cells_and_dates() {
    let header: String =
        ["A2", "B2", "C2", "D2", "E2"].iter().zip(["code", "date", "at", "killed", "ok"]).map(|(at, name)| text_cell(at, name)).collect();
    // 44566 is 2022-01-05 counted from the end of 1899; 0.1875 of a day is 04:30.
    let row = format!(
        r#"{}<c r="B4" s="1"><v>44566</v></c><c r="C4" s="2"><v>44566.1875</v></c><c r="D4"><v>3</v></c><c r="E4" t="b"><v>1</v></c><c r="G4"><v>2.5</v></c>"#,
        text_cell("A4", "007")
    );
    let rows = format!(r#"<row r="2">{header}</row><row r="4">{row}</row><row r="5"><c r="D5"><v>0</v></c></row>"#);
    let book = workbook(&[("empty", ""), ("events", &rows), ("more", r#"<row r="1"><c r="A1"><v>1</v></c></row>"#)]);
    let read = read(&book);
    assert_eq!((read.translated.format_name.as_str(), read.features.len()), ("XLSX, sheet events", 2));
    let properties = read.features[0]["properties"].to_string();
    assert_eq!(properties, r#"{"code":"007","date":"2022-01-05","at":"2022-01-05T04:30:00","killed":3,"ok":true,"column_7":2.5}"#);
    assert!(read.property(1, "code").is_null(), "an empty cell is null");
    assert_eq!(read.origins, [Origin::Record(4), Origin::Record(5)], "rows are numbered as in the sheet");
    assert_eq!(read.codes(), ["other_sheets", "serial_dates"]);
    let choices = |read: &Read| read.translated.notes.iter().flat_map(|note| note.choices.clone()).collect::<Vec<_>>();
    assert_eq!(choices(&read), ["more"], "an empty sheet is no choice");
    for (part, sheet, left) in [("more", "more", "events"), ("gone since", "events", "more")] {
        let profiles = UserProfiles { part: Some(part.to_owned()), ..UserProfiles::default() };
        let asked = try_read(&book, &Held::default(), &Limits { profiles, ..Limits::default() }).unwrap();
        assert_eq!((asked.translated.format_name.clone(), choices(&asked)), (format!("XLSX, sheet {sheet}"), vec![left.to_owned()]));
    }
    assert!(refusal(&workbook(&[("empty", "")])).contains("No sheet"));
    assert!(refusal(&zipped(&[("xl/workbook.xml", b"not xml")])).contains("workbook"));
    let far = workbook(&[("far", r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ABC1048576"><v>1</v></c></row>"#)]);
    assert_eq!(super::read(&far).features.len(), 1, "a far cell fills no memory");
    survives_being_cut(&book, &Held::default());
}

#[test]
fn whole_numbers_of_a_sheet_have_no_decimals_and_those_that_may_be_rounded_are_told() {
    let number = |at: &str, digits: &str| format!(r#"<c r="{at}"><v>{digits}</v></c>"#);
    let row =
        |row: usize, id: &str| format!(r#"<row r="{row}">{}{}</row>"#, number(&format!("A{row}"), id), number(&format!("B{row}"), "1.5"));
    let header = format!(r#"<row r="1">{}{}</row>"#, text_cell("A1", "id"), text_cell("B1", "size"));
    let ids = ["9007199254740991", "9007199254740993", "201701050001", "1.97E+11", "-12", "0"];
    let rows: String = ids.iter().enumerate().map(|(at, id)| row(at + 2, id)).collect();
    let read = read(&workbook(&[("events", &(header + &rows))]));
    let written: Vec<String> = (0..ids.len()).map(|at| read.property(at, "id").to_string()).collect();
    assert_eq!(written, ["9007199254740991", "9007199254740992", "201701050001", "197000000000", "-12", "0"]);
    assert_eq!(read.codes(), ["damaged_id"]);
    assert_eq!(read.translated.notes[0].count, 1);
}

#[test]
fn what_a_sheet_shows_and_hides_is_read_so() {
    let cells = |number: usize, cells: &[String]| format!(r#"<row r="{number}">{}</row>"#, cells.concat());
    let names = |number: usize| {
        cells(number, &[("A", "name"), ("B", "date"), ("C", "year")].map(|(at, name)| text_cell(&format!("{at}{number}"), name)))
    };
    // 44562 is 2022-01-01: as a month, as a year; and 44566, five days on, as a month.
    let date = |at: &str, style: usize, serial: usize| format!(r#"<c r="{at}" s="{style}"><v>{serial}</v></c>"#);
    let rows = [
        cells(1, &[text_cell("A1", "Incidents in Syria")]),
        names(3),
        cells(4, &[text_cell("A4", "a"), date("B4", 3, 44562), date("C4", 4, 44562)]),
        cells(5, &[text_cell("A5", "b"), date("B5", 3, 44566), date("C5", 1, 44562)]),
    ];
    let lookup = cells(1, &[text_cell("A1", "code"), text_cell("B1", "meaning")]);
    let read = read(&workbook(&[("hidden codes", &lookup), ("Incidents", &rows.concat())]));
    assert_eq!((read.translated.format_name.as_str(), read.features.len()), ("XLSX, sheet Incidents", 2));
    assert_eq!(read.features[0]["properties"].to_string(), r#"{"name":"a","date":"2022-01","year":"2022"}"#);
    assert_eq!(read.features[1]["properties"].to_string(), r#"{"name":"b","date":"2022-01-05","year":"2022-01-01"}"#);
    assert_eq!(read.codes(), ["hidden_sheet", "month_cells", "serial_dates", "title_lines"]);
    let narrow = ["name", "a", "b"].iter().enumerate().map(|(at, text)| cells(at + 1, &[text_cell(&format!("A{}", at + 1), text)]));
    let narrow = super::read(&workbook(&[("one column", &narrow.collect::<String>())]));
    assert_eq!((narrow.features.len(), narrow.property(1, "name")), (2, &"b".into()), "a table of one column has no title");
    assert_eq!(narrow.codes(), Vec::<&str>::new());
}

/// Rows of texts and of numbers as they stand in a sheet, from its first row on.
fn sheet_of(rows: &[&[&str]]) -> String {
    let cell = |row: usize, column: usize, text: &str| {
        let at = format!("{}{}", char::from(b'A' + column as u8), row + 1);
        match text.split_once('/') {
            // A number in a style of the workbook.
            Some((style, serial)) if serial.parse::<f64>().is_ok() => format!(r#"<c r="{at}" s="{style}"><v>{serial}</v></c>"#),
            _ if text.parse::<f64>().is_ok() => format!(r#"<c r="{at}"><v>{text}</v></c>"#),
            _ => text_cell(&at, text),
        }
    };
    let row = |(number, texts): (usize, &&[&str])| {
        let cells: String =
            texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(|(at, text)| cell(number, at, text)).collect();
        format!(r#"<row r="{}">{cells}</row>"#, number + 1)
    };
    rows.iter().enumerate().map(row).collect()
}

#[test]
fn a_cover_and_lists_give_way_to_the_sheet_of_incidents_and_are_named() {
    let cover = sheet_of(&[&["Prepared by the field team"]]);
    let prose = sheet_of(&[&["Read me"], &["These are incidents."], &["Date and place as reported."]]);
    let facts = sheet_of(&[&["Author", "A. B."], &["Date", "1/44566"], &["Version", "3"]]);
    let codes = sheet_of(&[&["code", "meaning"], &["1", "rocket"], &["2", "raid"], &["3", "other"]]);
    let names_alone = sheet_of(&[&["id", "date", "place"]]);
    let events = sheet_of(&[&["Events"], &[], &["id", "date", "place"], &["1", "1/44566", "Town"]]);
    let more = sheet_of(&[&["id", "date", "place"], &["2", "1/44567", "Hill"], &["3", "1/44568", "Ford"]]);
    for before in [&cover, &prose, &facts, &codes, &names_alone] {
        let read = read(&workbook(&[("before", before), ("January", &events), ("February", &more), ("hidden old", &more)]));
        assert_eq!((read.translated.format_name.as_str(), read.features.len()), ("XLSX, sheet January", 1), "{before}");
        assert_eq!(read.property(0, "place"), "Town");
        let said: Vec<&str> = read.translated.notes.iter().map(|note| note.message.as_str()).collect();
        assert!(
            said.contains(&"Of the workbook the sheet January was read; further sheets with cells were not: February, before."),
            "{said:?}"
        );
        assert!(said.contains(&"Of the workbook the sheet January was read; hidden sheets with cells were not: hidden old."), "{said:?}");
    }
    let lists = read(&workbook(&[("cover", &cover), ("codes", &codes), ("more codes", &codes)]));
    assert_eq!(lists.translated.format_name, "XLSX, sheet codes", "without incidents the first table is read");
    let behind = read(&workbook(&[("cover", &cover), ("hidden data", &events)]));
    assert_eq!((behind.translated.format_name.as_str(), behind.features.len()), ("XLSX, sheet hidden data", 1));
    let alone = read(&workbook(&[("cover", &prose)]));
    assert_eq!(alone.features.len(), 2, "a table of one column is read where nothing else is");
}

#[test]
fn bare_numbers_in_a_column_of_dates_are_dates_and_midnight_is_a_time_of_day() {
    // Styles 1 and 2 are a day and a day with a time; 5 is a time of day.
    let rows = sheet_of(&[
        &["id", "date", "time", "killed"],
        &["1", "1/44566", "5/0.1875", "1"],
        &["2", "2/44567.5", "5/0", "1/44563"],
        &["3", "44570", "0.75", "2"],
        &["4", "7", "3", "1/44564"],
        &["5", "10/01/2022", "4:30 PM", "1/44565"],
        &["6", "44571.25", "5/0.5", "3"],
        &["7", "1/44572", "5/0.25", "1/44566"],
        &["8", "1/44573", "0", "1/44567"],
    ]);
    let read = read(&workbook(&[("events", &rows)]));
    let column = |key: &str| -> Vec<String> { (0..8).map(|at| read.property(at, key).to_string().replace('"', "")).collect() };
    assert_eq!(
        column("date"),
        ["2022-01-05", "2022-01-06T12:00:00", "2022-01-09", "7", "10/01/2022", "2022-01-10T06:00:00", "2022-01-11", "2022-01-12"]
    );
    assert_eq!(column("time"), ["04:30:00", "00:00:00", "18:00:00", "3", "4:30 PM", "12:00:00", "06:00:00", "00:00:00"]);
    assert_eq!(
        column("killed"),
        ["1", "2022-01-02", "2", "2022-01-03", "2022-01-04", "3", "2022-01-05", "2022-01-06"],
        "a figure stays one"
    );
    let bare = read.translated.notes.iter().find(|note| note.code.0 == "bare_serials").map(|note| note.count);
    assert_eq!(bare, Some(4));
}

fn wkb_point(x: f64, y: f64) -> Vec<u8> {
    [&[1, 1, 0, 0, 0][..], &x.to_le_bytes(), &y.to_le_bytes()].concat()
}

fn in_package(wkb: &[u8]) -> Vec<u8> {
    [b"GP\0\x01\xE6\x10\0\0", wkb].concat()
}

/// A GeoPackage with one table in each of three coordinate systems.
fn package(path: &Path) {
    let database = Connection::open(path).unwrap();
    database
        .execute_batch(
            "PRAGMA application_id = 1196444487;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, ''), ('Mercator', 3857, 'EPSG', 3857, ''), ('UTM zone 37N', 32637, 'EPSG', 32637, '');
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
            INSERT INTO gpkg_contents VALUES ('a \"b\"', 'features', 4326), ('mercator', 'features', 3857), ('utm', 'features', 32637), ('plain', 'attributes', 0);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
            INSERT INTO gpkg_geometry_columns VALUES ('a \"b\"', 'geom', 'POINT', 4326), ('mercator', 'geom', 'POINT', 3857), ('utm', 'geom', 'POINT', 32637);
            CREATE TABLE \"a \"\"b\"\"\" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, ok BOOLEAN, size REAL, day DATE);
            CREATE TABLE mercator (fid INTEGER PRIMARY KEY, geom BLOB);
            CREATE TABLE utm (fid INTEGER PRIMARY KEY, geom BLOB);",
        )
        .unwrap();
    let point = in_package(&wkb_point(40.25, 35.5));
    database.execute("INSERT INTO \"a \"\"b\"\"\" VALUES (7, ?1, 'قصف', 1, 2.5, '2022-01-05')", params![point]).unwrap();
    database.execute("INSERT INTO \"a \"\"b\"\"\" VALUES (8, NULL, NULL, NULL, NULL, NULL)", []).unwrap();
    database.execute("INSERT INTO \"a \"\"b\"\"\" VALUES (9, ?1, 'cut', 0, 1, '')", params![point[..20].to_vec()]).unwrap();
    // The corner of the square world of Web Mercator lies at 180° and 85.0511287798066°.
    let corner = 20_037_508.342_789_244;
    database.execute("INSERT INTO mercator VALUES (1, ?1)", params![in_package(&wkb_point(corner, corner))]).unwrap();
    database.execute("INSERT INTO utm VALUES (1, ?1)", params![in_package(&wkb_point(500_000.0, 4_000_000.0))]).unwrap();
}

#[test]
fn a_geopackage_gives_every_table_of_features() {
    let path = std::env::temp_dir().join(format!("marsad-package-{}.gpkg", std::process::id()));
    package(&path);
    let bytes = std::fs::read(&path).unwrap();
    let held = Held { path: Some(path.clone()), ..Held::default() };
    let read = try_read(&bytes, &held, &Limits::default()).unwrap();
    assert_eq!(read.translated.format_name, "GeoPackage, tables a \"b\" + mercator + utm");
    assert_eq!(read.features.len(), 4);
    assert_eq!(read.features[0]["geometry"].to_string(), r#"{"type":"Point","coordinates":[40.25,35.5]}"#);
    let properties = read.features[0]["properties"].to_string();
    assert_eq!(properties, r#"{"fid":7,"name":"قصف","ok":true,"size":2.5,"day":"2022-01-05","table":"a \"b\""}"#);
    assert_eq!(read.features[0]["id"], 7);
    assert!(read.features[1]["geometry"].is_null() && read.property(1, "ok").is_null());
    let corner: Vec<f64> = serde_json::from_value(read.coordinates(2).clone()).unwrap();
    assert!((corner[0] - 180.0).abs() < 1e-9 && (corner[1] - 85.051_128_779_806_6).abs() < 1e-9, "{corner:?}");
    // The middle meridian of zone 37 is 39° E.
    let utm: Vec<f64> = serde_json::from_value(read.coordinates(3).clone()).unwrap();
    assert!((utm[0] - 39.0).abs() < 1e-9 && (36.14..36.15).contains(&utm[1]), "{utm:?}");
    assert!(read.codes().contains(&"utm") && read.reasons()[0].contains("cut off"), "{:?}", read.reasons());
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file is not written to");
    assert!(refusal(&bytes).contains("inside an archive"));
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(try_read(&bytes, &held, &Limits::default()).is_err());
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let plain = try_read(&std::fs::read(&path).unwrap(), &held, &Limits::default()).err().unwrap().to_string();
    assert!(plain.contains("no GeoPackage"), "{plain}");
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn well_known_binary_of_every_kind_is_read() {
    let counted = |kind: u8, parts: &[Vec<u8>]| [&[1, kind, 0, 0, 0][..], &(parts.len() as u32).to_le_bytes(), &parts.concat()].concat();
    let at = |x: f64, y: f64| [x.to_le_bytes(), y.to_le_bytes()].concat();
    let ring = [4u32.to_le_bytes().to_vec(), at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 0.0)].concat();
    let read = |bytes: &[u8]| crate::import::translate::wkb::wkb(bytes, crate::import::translate::geometry::Crs::Wgs84);
    for (bytes, expected) in [
        (counted(2, &[at(1.0, 2.0), at(3.5, 4.0)]), r#"{"type":"LineString","coordinates":[[1.0,2.0],[3.5,4.0]]}"#),
        (counted(3, std::slice::from_ref(&ring)), r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]}"#),
        (counted(4, &[wkb_point(1.0, 2.0)]), r#"{"type":"MultiPoint","coordinates":[[1.0,2.0]]}"#),
        (counted(6, &[counted(3, &[ring])]), r#"{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]]}"#),
        (
            counted(7, &[wkb_point(1.0, 2.0), counted(2, &[at(1.0, 2.0), at(3.0, 4.0)])]),
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,2.0]},{"type":"LineString","coordinates":[[1.0,2.0],[3.0,4.0]]}]}"#,
        ),
        (wkb_point(f64::NAN, f64::NAN), r#"{"type":"Point","coordinates":[]}"#),
    ] {
        assert_eq!(read(&bytes).unwrap(), expected);
        for len in 0..bytes.len() {
            assert!(read(&bytes[..len]).is_err());
        }
    }
    let big = [&[0, 0, 0, 3, 0xE9][..], &1f64.to_be_bytes(), &2f64.to_be_bytes(), &3f64.to_be_bytes()].concat();
    assert_eq!(read(&big).unwrap(), r#"{"type":"Point","coordinates":[1.0,2.0,3.0]}"#);
    assert!(read(&[1, 4, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0]).is_err(), "a count beyond the bytes reserves nothing");
    let mut nested = Vec::new();
    (0..1000).for_each(|_| nested.extend([1, 7, 0, 0, 0, 1, 0, 0, 0]));
    assert!(read(&nested).is_err());
}

fn fgb(code: i32, points: &[[f64; 2]]) -> Vec<u8> {
    let options = FgbWriterOptions { write_index: true, crs: FgbCrs { code, ..FgbCrs::default() }, ..FgbWriterOptions::default() };
    let mut writer = FgbWriter::create_with_options("events", GeometryType::Point, options).unwrap();
    writer.add_column("name", ColumnType::String, |_, _| {});
    writer.add_column("n", ColumnType::Long, |_, _| {});
    writer.add_column("share", ColumnType::Float, |_, _| {});
    for (at, [x, y]) in points.iter().enumerate() {
        let point = format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#);
        writer
            .add_feature_geom(GeoJson(&point), |feature| {
                feature.property(0, "name", &ColumnValue::String(&format!("قصف {at}"))).unwrap();
                feature.property(1, "n", &ColumnValue::Long(i64::MAX - at as i64)).unwrap();
                if at == 0 {
                    feature.property(2, "share", &ColumnValue::Float(0.1)).unwrap();
                }
            })
            .unwrap();
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_flatgeobuf_gives_its_features_with_typed_columns() {
    let bytes = fgb(4326, &[[40.25, 35.5]]);
    let one = read(&bytes);
    assert_eq!((one.translated.format_name.as_str(), one.coordinates(0).to_string().as_str()), ("FlatGeobuf", "[40.25,35.5]"));
    assert_eq!(one.features[0]["properties"].to_string(), r#"{"name":"قصف 0","n":9223372036854775807,"share":0.1}"#);
    let points: Vec<[f64; 2]> = (0..40).map(|at| [at as f64, 10.0]).collect();
    let bytes = fgb(4326, &points);
    let many = read(&bytes);
    let mut lons: Vec<i64> = many.features.iter().map(|feature| feature["geometry"]["coordinates"][0].as_f64().unwrap() as i64).collect();
    lons.sort_unstable();
    assert_eq!(lons, (0..40).collect::<Vec<i64>>(), "an index changes the order and loses nothing");
    assert!(many.features.iter().filter(|feature| feature["properties"]["share"].is_null()).count() == 39);
    assert!(read(&fgb(2154, &[[5e5, 4e6]])).reasons()[0].contains("2154"));
    assert_eq!(read(&fgb(32637, &[[5e5, 4e6]])).codes(), ["utm"]);
    let cut = read(&bytes[..bytes.len() - 10]);
    assert_eq!((cut.features.len(), cut.translated.quarantined), (39, 1));
    let mut huge = bytes.clone();
    let last = huge.len() - 8;
    huge[last..].fill(0xFF);
    let _ = try_read(&huge, &Held::default(), &Limits::default());
    survives_being_cut(&bytes, &Held::default());
}

/// A table by hand: name, kind, width; every cell is put into its width.
fn dbf(fields: &[(&str, u8, u8)], rows: &[&[&[u8]]]) -> Vec<u8> {
    let width: u16 = 1 + fields.iter().map(|(_, _, len)| u16::from(*len)).sum::<u16>();
    let mut bytes = vec![3, 122, 1, 5];
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend((32 + 32 * fields.len() as u16 + 1).to_le_bytes());
    bytes.extend(width.to_le_bytes());
    bytes.resize(32, 0);
    for (name, kind, len) in fields {
        let start = bytes.len();
        bytes.extend(name.as_bytes());
        bytes.resize(start + 11, 0);
        bytes.push(*kind);
        bytes.resize(start + 16, 0);
        bytes.push(*len);
        bytes.resize(start + 32, 0);
    }
    bytes.push(0x0D);
    for row in rows {
        bytes.push(b' ');
        for (cell, (_, _, len)) in row.iter().zip(fields) {
            let start = bytes.len();
            bytes.extend(*cell);
            bytes.resize(start + usize::from(*len), b' ');
        }
    }
    bytes
}

fn shp<S: ::shapefile::record::EsriShape>(shapes: &[S]) -> (Vec<u8>, Vec<u8>) {
    let (mut shp, mut shx) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    ShapeWriter::with_shx(&mut shp, &mut shx).write_shapes(shapes).unwrap();
    (shp.into_inner(), shx.into_inner())
}

#[test]
fn a_shapefile_is_read_with_its_neighbours_or_zipped() {
    let (shp_bytes, shx) = shp(&[Point::new(40.25, 35.5), Point::new(41.0, 36.0)]);
    let (arabic, ..) = encoding_rs::WINDOWS_1256.encode("قصف");
    let fields = [("name", b'C', 20), ("killed", b'N', 8), ("day", b'D', 8), ("ok", b'L', 1)];
    let dbf = dbf(&fields, &[&[&arabic, b"    3.10", b"20220105", b"T"], &[b"", b"", b"", b"?"]]);
    let parts = vec![("shx", shx.clone()), ("dbf", dbf.clone()), ("prj", WGS84.into()), ("cpg", b"1256".to_vec())];
    let held = Held { parts, path: None };
    let beside = try_read(&shp_bytes, &held, &Limits::default()).unwrap();
    let zip = zipped(&[
        ("x/e.shp", &shp_bytes),
        ("x/e.shx", &shx),
        ("x/E.DBF", &dbf),
        ("x/e.prj", WGS84.as_bytes()),
        ("x/e.cpg", b"windows-1256"),
    ]);
    for read in [&beside, &read(&zip)] {
        assert_eq!(read.coordinates(0).to_string(), "[40.25,35.5]");
        assert_eq!(read.features[0]["properties"].to_string(), r#"{"name":"قصف","killed":3.10,"day":"2022-01-05","ok":true}"#);
        assert_eq!(read.features[1]["properties"].to_string(), r#"{"name":null,"killed":null,"day":null,"ok":null}"#);
        assert!(read.codes().is_empty(), "{:?}", read.codes());
    }
    let alone = read(&shp_bytes);
    assert_eq!((alone.features.len(), alone.codes()), (2, vec!["no_dbf", "no_prj", "no_shx"]));
    let on_wgs84 = UTM.replace(r#"GEOGCS["GCS_WGS_1984"]"#, WGS84);
    let utm = Held { parts: vec![("prj", on_wgs84.into())], path: None };
    assert!(try_read(&shp_bytes, &utm, &Limits::default()).unwrap().codes().contains(&"utm"));
    let utm = Held { parts: vec![("prj", UTM.into())], path: None };
    assert!(try_read(&shp_bytes, &utm, &Limits::default()).unwrap().reasons()[0].contains("UTM_Zone_37N"));
    let cut = try_read(&shp_bytes[..shp_bytes.len() - 4], &held, &Limits::default()).unwrap();
    assert_eq!((cut.features.len(), cut.translated.quarantined), (1, 1));
    survives_being_cut(&shp_bytes, &held);
    survives_being_cut(&zip, &Held::default());
}

#[test]
fn degrees_of_another_datum_or_unit_are_not_taken_for_those_of_wgs_84() {
    let (shp_bytes, _) = shp(&[Point::new(40.25, 35.5)]);
    let prj = |text: &str| {
        let held = Held { parts: vec![("prj", text.as_bytes().to_vec())], path: None };
        try_read(&shp_bytes, &held, &Limits::default()).unwrap()
    };
    for wgs84 in [
        WGS84,
        r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]"#,
        r#"GEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (Transit)"]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],CS[ellipsoidal,2]]"#,
    ] {
        assert_eq!((prj(wgs84).features.len(), prj(wgs84).translated.quarantined), (1, 0), "{wgs84}");
    }
    for (other, name) in [
        (
            r#"GEOGCS["Deir ez Zor",DATUM["Deir_ez_Zor",SPHEROID["Clarke 1880 (IGN)",6378249.2,293.466021293627],TOWGS84[-190.421,8.532,238.69,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]"#,
            "Deir ez Zor",
        ),
        (
            r#"GEOGCS["WGS 84 in grads",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["grad",0.0157079632679489]]"#,
            "WGS 84 in grads",
        ),
        (
            r#"GEOGCS["WGS 84 from Paris",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Paris",2.33722917],UNIT["degree",0.0174532925199433]]"#,
            "WGS 84 from Paris",
        ),
    ] {
        assert!(prj(other).features.is_empty() && prj(other).reasons()[0].contains(name), "{name}: {:?}", prj(other).reasons());
    }
}

#[test]
fn rows_marked_as_deleted_are_passed_over_and_letters_tell_the_encoding() {
    let (shp_bytes, shx) = shp(&[Point::new(40.25, 35.5), Point::new(41.0, 36.0)]);
    let (arabic, ..) = encoding_rs::WINDOWS_1256.encode("قصف دير الزور");
    let mut table = dbf(&[("name", b'C', 20)], &[&[b"gone"], &[&arabic]]);
    let first = table.len() - 2 * 21;
    table[first] = b'*';
    let held = Held { parts: vec![("shx", shx), ("dbf", table), ("prj", WGS84.into())], path: None };
    let read = try_read(&shp_bytes, &held, &Limits::default()).unwrap();
    assert_eq!((read.features.len(), read.property(0, "name")), (1, &"قصف دير الزور".into()));
    assert_eq!(read.coordinates(0).to_string(), "[41.0,36.0]", "shapes stay with their rows");
    assert_eq!(read.codes(), ["assumed_encoding", "deleted_rows"]);
}

#[test]
fn shapes_become_the_geometries_of_geojson() {
    let ring = |x: f64| PolygonRing::Outer(vec![Point::new(x, 0.0), Point::new(x, 1.0), Point::new(x + 1.0, 1.0), Point::new(x, 0.0)]);
    let (two, _) = shp(&[Polygon::with_rings(vec![ring(0.0), ring(5.0)])]);
    assert_eq!(read(&two).features[0]["geometry"]["type"], "MultiPolygon");
    let (one, _) = shp(&[Polygon::with_rings(vec![ring(0.0)])]);
    assert_eq!(read(&one).coordinates(0).to_string(), "[[[0.0,0.0],[0.0,1.0],[1.0,1.0],[0.0,0.0]]]");
    let (high, _) = shp(&[PointZ::new(1.0, 2.0, 3.0, ::shapefile::NO_DATA)]);
    assert_eq!(read(&high).coordinates(0).to_string(), "[1.0,2.0,3.0]");
}

#[test]
fn the_weighing_of_an_archive_stops_when_told_to() {
    let book = workbook(&[("events", &format!(r#"<row r="1">{}</row>"#, text_cell("A1", "title")))]);
    let mut num_asked = 0;
    let stop = &mut |_| {
        num_asked += 1;
        Flow::Cancel
    };
    let stopped = translate(&source(&book), Format::Xlsx, &Held::default(), &Limits::default(), stop, &mut Written::default());
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
    assert_eq!(num_asked, 1);
}

#[test]
fn cells_that_are_one_with_those_above_them_say_the_same() {
    let row = |number: u32, cells: &[(&str, &str)]| {
        let cells: String = cells.iter().map(|(column, text)| text_cell(&format!("{column}{number}"), text)).collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let rows = [
        row(1, &[("A", "Date"), ("B", "Place"), ("C", "What")]),
        row(2, &[("A", "2022-01-05"), ("B", "Raqqa"), ("C", "first")]),
        row(3, &[("C", "second")]),
        row(4, &[("A", "2022-01-07"), ("C", "third")]),
    ];
    let merges = r#"</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B4"/></mergeCells><sheetData>"#;
    let read = read(&workbook(&[("Sheet1", &(rows.concat() + merges))]));
    let all = |name: &str| (0..3).map(|at| read.property(at, name).to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(all("Date"), r#""2022-01-05" "2022-01-05" "2022-01-07""#);
    assert_eq!(all("Place"), r#""Raqqa" "Raqqa" "Raqqa""#);
    assert_eq!(read.translated.notes.iter().find(|note| note.code.0 == "merged_cells").map(|note| note.count), Some(3));
}

#[test]
fn figures_and_ids_of_merged_cells_are_counted_once() {
    let row = |number: u32, cells: &[(&str, &str)]| {
        let cells: String = cells
            .iter()
            .map(|(column, text)| match text.parse::<u32>() {
                Ok(_) => format!(r#"<c r="{column}{number}"><v>{text}</v></c>"#),
                Err(_) => text_cell(&format!("{column}{number}"), text),
            })
            .collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let rows = [
        row(1, &[("A", "id"), ("B", "Killed"), ("C", "Lat"), ("D", "What")]),
        row(2, &[("A", "A-1"), ("B", "9"), ("C", "35"), ("D", "first")]),
        row(3, &[("D", "second")]),
    ];
    let cells = ["A2:A3", "B2:B3", "C2:C3"].map(|cells| format!(r#"<mergeCell ref="{cells}"/>"#)).concat();
    let merges = format!("</sheetData><mergeCells>{cells}</mergeCells><sheetData>");
    let read = read(&workbook(&[("Sheet1", &(rows.concat() + &merges))]));
    assert_eq!(["id", "Killed", "Lat"].map(|name| read.property(1, name).to_string()), ["null", "null", "35"]);
    assert_eq!(read.translated.notes.iter().find(|note| note.code.0 == "merged_figure").map(|note| note.count), Some(2));
}
