//! Delimited text with the quirks of real exports.

use super::*;

#[test]
fn cells_stay_as_they_are_written() {
    let text = "id,GEOID,code,size,note\n1,06075,1.97E+11,\"16,49\",\"he said \"\"no\"\"\nand left\"\n2,,, ,\n";
    let read = read(text.as_bytes());
    assert_eq!(read.translated.format_name, "CSV, comma, UTF-8");
    for (key, value) in [("GEOID", "06075"), ("code", "1.97E+11"), ("size", "16,49"), ("note", "he said \"no\"\nand left")] {
        assert_eq!(read.property(0, key), value);
    }
    assert_eq!(read.property(1, "GEOID"), "", "an empty cell is empty text");
    assert_eq!(read.property(1, "size"), " ");
    assert!(read.features[0]["geometry"].is_null());
    let keys: Vec<&String> = read.features[0]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "GEOID", "code", "size", "note"], "columns keep their order");
}

#[test]
fn the_delimiter_is_told_from_the_lines() {
    for (delimiter, name) in [(",", "CSV, comma"), (";", "CSV, semicolon"), ("\t", "TSV, tab"), ("|", "CSV, bar")] {
        let text = ["name", "date", "lat"].join(delimiter) + "\n" + &["a", "16 May 2025", "35.5"].join(delimiter) + "\n";
        let read = read(text.as_bytes());
        assert!(read.translated.format_name.starts_with(name), "{}", read.translated.format_name);
        assert_eq!(read.property(0, "date"), "16 May 2025");
    }
    let semicolon = read("a;b;c\n1;16,49;x\n2;17,50;y\n".as_bytes());
    assert_eq!(semicolon.property(1, "b"), "17,50", "a decimal comma splits no cell");
    assert_eq!(read("sep=;\na;b\n1;2\n".as_bytes()).property(0, "b"), "2");
}

#[test]
fn decimal_commas_and_marks_in_texts_are_no_delimiter() {
    let names_and_format = |text: &str| {
        let read = read(text.as_bytes());
        let properties = read.features[0]["properties"].as_object().unwrap();
        (properties.keys().cloned().collect::<Vec<_>>().join(" "), read.translated.format_name, read.features.len())
    };
    let excel = "\u{FEFF}Incidents of week 12;;;;;\r\n;;;;;\r\nNo;Date;Place;Lat;Lon;Remarks\r\n\
        1;21.03.2024;Town;49,7106;37,6152;\"a; b\"\r\n2;22.03.2024;Hill;50,2870;36,9450;S, n/k\r\n3;23.03.2024;Ford;49,9;36,2;\r\n";
    let mut texts = vec![excel.to_owned(), excel.replacen("Incidents", "Incidents, draft, north, all,", 1)];
    texts.extend(
        texts.clone().iter().flat_map(|text| [';', '\t', '|'].map(|mark| text.replace("\"a; b\"", "x").replace(';', &mark.to_string()))),
    );
    for text in texts {
        let (names, format, num_rows) = names_and_format(&text);
        assert_eq!((names.as_str(), num_rows), ("No Date Place Lat Lon Remarks", 3), "{format}: {text}");
        assert!(!format.contains("comma"), "{format}: {text}");
    }
    for (text, names) in [
        ("lat;lon\n34,6;40,1\n35,2;40,7\n", "lat lon"),
        ("id;lat;lon\n1;34,6;40,1\n2;35,2;40,7\n", "id lat lon"),
        ("id\tlat\tlon\n1\t34,6\t40,1\n2\t35,2\t40,7\n", "id lat lon"),
        ("id,date,text\n1,2022-01-05,a; b; c; d\n2,2022-01-06,\"e, f; g; h; i\"\n3,2022-01-07,j; k; l; m\n", "id date text"),
        ("Report; north; week 12\nid,date,text\n1,2022-01-05,a; b; c\n2,2022-01-06,d; e; f\n3,2022-01-07,j; k; l\n", "id date text"),
    ] {
        assert_eq!(names_and_format(text).0, names, "{text}");
    }
}

#[test]
fn the_rows_that_fit_are_read_where_most_of_a_few_are_ragged() {
    let names = "title,date,lat,lon\n";
    let read = read(format!("{names}A,2022-01-05,35,40\nshort,2022-01-05\nlong,2022-01-05,35,40,extra\n").as_bytes());
    assert_eq!((read.features.len(), read.translated.quarantined), (1, 2));
    assert_eq!(read.property(0, "title"), "A");
    assert!(read.reasons()[0].contains("in this row: 2") && read.reasons()[1].contains("in this row: 5"), "{:?}", read.reasons());
    let one_in_four = super::read(format!("{names}A,2022-01-05,35,40\nB\nC\nD,x\nE,x,y\nF,x,y,z,z\nG\n").as_bytes());
    assert_eq!((one_in_four.features.len(), one_in_four.translated.quarantined), (1, 6));
    let prose = "Dear friends, we met on Monday, in the afternoon as was said.\nIt rained.\nThen, at noon, it stopped.\nWe left.\n";
    assert_eq!(told(prose.as_bytes()), Format::Json);
}

#[test]
fn rows_are_found_again_at_their_bytes_and_lines() {
    let text = "a,b\r\n1,\"two\r\nlines\"\r\n\r\n3,4";
    let read = read(text.as_bytes());
    let expected: Vec<(&str, u64)> = vec![("1,\"two\r\nlines\"\r\n", 2), ("3,4", 5)];
    assert_eq!(read.origins.len(), expected.len());
    for (origin, (row, first_line)) in read.origins.iter().zip(expected) {
        let Origin::Text { offset, length, line } = *origin else { panic!("{origin:?}") };
        assert_eq!(&text[offset as usize..(offset + length) as usize], row);
        assert_eq!(line, first_line);
    }
}

#[test]
fn ragged_rows_and_open_quotes_are_set_aside_with_their_place() {
    let text = "a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n4,5,6\n\"x,y\n7,8,9\n";
    let read = read(text.as_bytes());
    assert_eq!(read.features.len(), 4);
    let faults: Vec<(u64, u64)> = read.translated.quarantine.iter().map(|fault| (fault.line, fault.offset)).collect();
    let at = |row: &str| text.find(row).unwrap() as u64;
    assert_eq!(faults, [(3, at("1,2\n")), (4, at("1,2,3,4")), (7, at("\"x,y"))]);
    assert!(read.reasons()[0].contains("in this row: 2"), "{:?}", read.reasons());
    assert!(read.reasons()[2].contains("quotation mark"));
    assert_eq!(read.codes(), ["empty_surplus_cells"]);
    assert_eq!(read.property(3, "a"), "7", "reading goes on behind an open quote");
}

#[test]
fn encodings_are_told_by_mark_validity_and_letters() {
    let text = "name,place\nقصف,الرقة\nهجوم,دير الزور\n";
    let (arabic, ..) = encoding_rs::WINDOWS_1256.encode(text);
    let western = "name,place\nexplosion à l’aéroport,Orléans\nanschlag,München\n";
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(western);
    for (bytes, encoding, place, is_assumed) in [
        (text.as_bytes().to_vec(), "UTF-8", "الرقة", false),
        ([&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(), "UTF-8", "الرقة", false),
        (arabic.to_vec(), "windows-1256", "الرقة", true),
        (latin.to_vec(), "windows-1252", "Orléans", true),
    ] {
        let read = read(&bytes);
        assert!(read.translated.format_name.ends_with(encoding), "{}", read.translated.format_name);
        assert_eq!(read.property(0, "place"), place);
        assert_eq!(read.codes().contains(&"assumed_encoding"), is_assumed);
    }
    for big in [true, false] {
        let wide: Vec<u8> =
            format!("\u{FEFF}{text}").encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        assert_eq!(read(&wide).property(1, "place"), "دير الزور");
    }
}

#[test]
fn exports_without_a_header_get_the_names_of_their_columns() {
    let mut ucdp: Vec<String> = (0..49).map(|at| format!("v{at}")).collect();
    for (at, value) in [(0, "412345"), (2, "2019"), (29, "35.33"), (30, "40.14"), (44, "7")] {
        ucdp[at] = value.to_owned();
    }
    let read_ucdp = read(format!("{0}\n{0}\n", ucdp.join(",")).as_bytes());
    assert_eq!(read_ucdp.features.len(), 2, "the first row is no header");
    for (key, value) in [("id", "412345"), ("latitude", "35.33"), ("longitude", "40.14"), ("best", "7"), ("gwnob", "v48")] {
        assert_eq!(read_ucdp.property(0, key), value);
    }
    let mut gdelt: Vec<String> = (0..61).map(|at| format!("v{at}")).collect();
    for (at, value) in [(0, "1001234567"), (1, "20250516"), (56, "35.3"), (60, "http://news.example/\"x")] {
        gdelt[at] = value.to_owned();
    }
    let read_gdelt = read(format!("{0}\n{0}\n", gdelt.join("\t")).as_bytes());
    assert_eq!(read_gdelt.features.len(), 2);
    for (key, value) in
        [("GLOBALEVENTID", "1001234567"), ("SQLDATE", "20250516"), ("ActionGeo_Lat", "35.3"), ("SOURCEURL", "http://news.example/\"x")]
    {
        assert_eq!(read_gdelt.property(1, key), value, "{key}");
    }
    assert_eq!((read_ucdp.codes(), read_gdelt.codes()), (vec!["no_header"], vec!["no_header"]));
}

#[test]
fn headers_may_repeat_and_names_may_stand_twice() {
    let read = read(b"id,name,name,\n1,a,b,\nid,name,name,\n2,c,d,e\n");
    assert_eq!(read.features.len(), 2);
    assert_eq!((read.property(0, "name"), read.property(0, "name_2")), (&Value::from("a"), &Value::from("b")));
    assert_eq!(read.property(1, "column_4"), "e");
    assert_eq!(read.codes(), ["duplicate_column", "repeated_header"]);
}

#[test]
fn titles_above_the_names_and_rows_of_nothing_are_passed_over_and_told() {
    let table = "id,date,title,lat,lon\n1,2022-01-05,a b,35.1,40.1\n";
    for titles in ["Incidents,,,,\nexported 2022-02-01,,,,\n", "Incidents\n\nexported 2022-02-01\n"] {
        let read = read(format!("{titles}{table}").as_bytes());
        assert_eq!((read.features.len(), read.property(0, "title")), (1, &Value::from("a b")), "{titles}");
        assert_eq!((read.codes(), read.translated.notes[0].count), (vec!["title_lines"], 2), "{titles}");
    }
    let one_name = read("id,,\n1,2022-01-05,a\n2,2022-01-06,b\n".as_bytes());
    assert_eq!((one_name.features.len(), one_name.codes()), (2, vec![]), "a row of data is no header, so the row above it is one");
    let blank = read("id;title\n1;a\n;\n2;b\n \n;;\n".as_bytes());
    assert_eq!((blank.features.len(), blank.translated.quarantined), (2, 0));
    let counts: Vec<(&str, u64)> = blank.translated.notes.iter().map(|note| (note.code.0, note.count)).collect();
    assert_eq!(counts, [("blank_rows", 2)], "an empty line is no row");
}

#[test]
fn an_open_quote_costs_its_row_alone_where_lines_end_in_a_carriage_return_too() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["id;title", "1;a", "2;\"open", "3;c", "4;d", ""].join(end);
        let read = read(text.as_bytes());
        assert_eq!((read.features.len(), read.translated.quarantined), (3, 1), "{end:?}");
        assert_eq!(read.property(2, "title"), "d", "{end:?}");
    }
}

#[test]
fn columns_of_geometries_place_their_rows() {
    let text = "name,WKT\na,\"LINESTRING(40 35,41 36)\"\nb,POINT Z (40.5 35.5 210)\nc,nonsense\nd,\n";
    let read = read(text.as_bytes());
    assert_eq!(read.features[0]["geometry"].to_string(), r#"{"type":"LineString","coordinates":[[40.0,35.0],[41.0,36.0]]}"#);
    assert_eq!(read.coordinates(1).to_string(), "[40.5,35.5,210.0]");
    assert_eq!(read.property(1, "WKT"), "POINT Z (40.5 35.5 210)", "a cell stays as it is written");
    assert!(read.features[2]["geometry"].is_null() && read.features[3]["geometry"].is_null());
}

#[test]
fn a_row_longer_than_the_limit_is_set_aside() {
    let limits = Limits { max_row_bytes: 100, ..Limits::default() };
    let text = format!("a,b\n1,{}\n2,x\n", "y".repeat(200));
    let read = try_read(text.as_bytes(), &Held::default(), &limits).unwrap();
    assert_eq!((read.features.len(), read.translated.quarantined), (1, 1));
    assert!(read.reasons()[0].contains("longer"));
}

#[test]
fn prose_web_pages_and_json_are_no_tables() {
    for text in [
        "One line, with a comma.\nAnother line\nA third, with, many\nmore\n",
        "<!DOCTYPE html><html>a,b\n1,2\n",
        "{\"a\":1,\n\"b\":2}\n",
        "",
    ] {
        assert_eq!(told(text.as_bytes()), Format::Json, "{text}");
    }
}

#[test]
fn the_load_stops_when_it_is_told_to() {
    let text = format!("a,b\n{}", "1,2\n".repeat(5_000));
    let mut num_asked = 0;
    let stop = &mut |_| {
        num_asked += 1;
        Flow::Cancel
    };
    let stopped = translate(&source(text.as_bytes()), Format::Table, &Held::default(), &Limits::default(), stop, &mut Written::default());
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
    assert_eq!(num_asked, 1);
}

#[test]
fn another_line_of_names_begins_another_table_and_a_line_of_tags_is_passed_over() {
    let text = "date,place,lat,lon,killed\n#date,#loc,#geo+lat,#geo+lon,#affected+killed\n2022-01-05,Al Bab,36.37,37.51,3\n,,,,\n\
        date,place,lon,lat,arrested\n2022-02-05,Raqqa,39.01,35.95,7\ndate,place,lon,lat,arrested\n2022-02-06,date,40,35,1\n";
    let read = read(text.as_bytes());
    let rows: Vec<String> = read.features.iter().map(|feature| feature["properties"].to_string()).collect();
    assert_eq!(
        rows,
        [
            r#"{"date":"2022-01-05","place":"Al Bab","lat":"36.37","lon":"37.51","killed":"3"}"#,
            r#"{"date":"2022-02-05","place":"Raqqa","lon":"39.01","lat":"35.95","arrested":"7"}"#,
            r#"{"date":"2022-02-06","place":"date","lon":"40","lat":"35","arrested":"1"}"#,
        ]
    );
    assert_eq!(read.codes(), ["blank_rows", "hxl_tags", "other_header", "repeated_header"]);
}
