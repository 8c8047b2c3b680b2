//! Files in other formats are read while they are still being unpacked and translated: the first incidents are there before the last
//! line has been made, and what comes out is what the file says.

use std::path::PathBuf;

use marsad::domain::Lang;
use marsad::import::{Flow, Limits, Progress, UserProfiles};
use marsad::saved::{OpenError, open_growing_layer};
use marsad::state::LoadedLayer;

use crate::formats::gzipped;

const ROWS: u32 = 60_000;

/// What the row of a number says.
fn told(row: u32) -> (String, [f64; 2], String) {
    let at = [36.0 + f64::from(row % 400) / 100.0, 33.0 + f64::from(row / 400 % 300) / 100.0];
    (
        format!("row {row} of many, with \"words\", enough to fill a line"),
        at,
        format!("20{:02}-{:02}-{:02}", 10 + row % 14, row % 12 + 1, row % 28 + 1),
    )
}

fn table() -> Vec<u8> {
    let mut text = "event_id,headline,date,longitude,latitude\n".to_owned();
    for row in 0..ROWS {
        let (title, [lon, lat], date) = told(row);
        text += &format!("n{row},\"{}\",{date},{lon},{lat}\n", title.replace('"', "\"\""));
    }
    text.into_bytes()
}

fn lines() -> Vec<u8> {
    let mut text = String::new();
    for row in 0..ROWS {
        let (title, [lon, lat], date) = told(row);
        let title = title.replace('"', "\\\"");
        text += &format!(
            "{{\"type\":\"Feature\",\"id\":\"n{row}\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}},\"properties\":{{\"headline\":\"{title}\",\"date\":\"{date}\"}}}}\n"
        );
    }
    text.into_bytes()
}

/// Lies on disk while the test runs.
struct OnDisk(PathBuf);

impl OnDisk {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-it-flowing-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
    fn open(&self, progress: &mut (dyn FnMut(Progress) -> Flow + Send)) -> (Result<LoadedLayer, OpenError>, Vec<LoadedLayer>) {
        let mut grown = Vec::new();
        let path = self.0.to_str().unwrap();
        (open_growing_layer(path, UserProfiles::default(), progress, &mut |layer| grown.push(layer)), grown)
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Every incident of a layer is one of the rows, and says what that row says.
fn check(layer: &LoadedLayer, name: &str) {
    let store = &layer.store;
    assert!(layer.report.adds_up());
    for row in (0..store.len() as u32).step_by(97) {
        let number: u32 = store.id(row)[1..].parse().unwrap_or_else(|_| panic!("{name}: id {:?}", store.id(row)));
        let (title, at, date) = told(number);
        let record = marsad::import::read_record(layer.source.as_ref(), store.record(row).unwrap(), &layer.plan).unwrap();
        assert_eq!(record.title.iter().next().map(|(_, text)| text), Some(title.as_str()), "{name}: row {number}");
        let place = store.anchor(row).unwrap();
        assert!((place.lon - at[0]).abs() < 1e-9 && (place.lat - at[1]).abs() < 1e-9, "{name}: row {number}");
        let earliest = store.when(row).unwrap().earliest;
        assert_eq!(jiff::Timestamp::from_millisecond(earliest.0).unwrap().to_string(), format!("{date}T00:00:00Z"), "{name}");
    }
}

#[test]
fn a_table_or_an_archive_is_seen_while_it_is_still_being_made() {
    let files = [
        ("table.csv", table(), "CSV, comma, UTF-8"),
        ("lines.geojsonl.gz", gzipped(&lines()), "newline-delimited GeoJSON, gzip"),
        ("table.csv.gz", gzipped(&table()), "CSV, comma, UTF-8, gzip"),
    ];
    for (name, bytes, format) in files {
        let file = OnDisk::new(name, &bytes);
        let mut steps: Vec<Progress> = Vec::new();
        let (whole, grown) = file.open(&mut |step| {
            steps.push(step);
            Flow::Continue
        });
        let whole = whole.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!grown.is_empty(), "{name}");
        grown.iter().for_each(|part| check(part, name));
        check(&whole, name);
        assert_eq!(
            (whole.report.seen, whole.report.on_map, whole.store.len()),
            (u64::from(ROWS), u64::from(ROWS), ROWS as usize),
            "{name}"
        );
        assert_eq!(whole.report.format, format);
        assert!(steps.iter().all(|step| step.bytes_read <= step.bytes_total && step.bytes_total == bytes.len() as u64), "{name}");
    }
}

#[test]
fn a_load_can_be_stopped_while_its_text_is_still_being_made() {
    for (name, bytes) in [("stopped.csv", table()), ("stopped.gz", gzipped(&lines())), ("stopped.csv.gz", gzipped(&table()))] {
        let file = OnDisk::new(name, &bytes);
        for calls in [1, 2, 5, 12] {
            let mut left = calls;
            let (outcome, _) = file.open(&mut |_| {
                left -= 1;
                if left <= 0 { Flow::Cancel } else { Flow::Continue }
            });
            assert!(outcome.is_err_and(|error| error.is_cancelled()), "{name}, {calls}");
        }
    }
}

#[test]
fn an_archive_that_breaks_off_says_so_although_its_beginning_was_seen() {
    for (name, mut bytes) in [("cut.gz", gzipped(&lines())), ("cut.csv.gz", gzipped(&table()))] {
        bytes.truncate(bytes.len() * 2 / 3);
        let file = OnDisk::new(name, &bytes);
        let (outcome, grown) = file.open(&mut |_| Flow::Continue);
        let message = outcome.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains("gzip archive is damaged or cut off"), "{name}: {message}");
        grown.iter().for_each(|part| check(part, name));
    }
}

#[test]
fn a_fault_of_what_is_packed_is_told_and_not_that_unpacking_was_stopped_for_it() {
    let placemark = "<Placemark><name>a fire</name><Point><coordinates>36.7,34.7</coordinates></Point></Placemark>\n";
    let deep = "<Folder>".repeat(Limits::default().max_xml_depth + 1);
    let text = format!("<kml><Document>{placemark}{deep}{}", placemark.repeat(300_000));
    let file = OnDisk::new("deep.kml.gz", &gzipped(text.as_bytes()));
    let message = file.open(&mut |_| Flow::Continue).0.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(message.contains("The XML is nested deeper than 64 levels"), "{message}");
}

#[test]
fn the_encoding_of_a_table_is_told_where_its_first_letters_stand() {
    let mut bytes = table();
    let num_plain = bytes.len();
    // حمص in windows-1256, behind megabytes of ASCII.
    bytes.extend_from_slice(b"last,\xCD\xE3\xD5,2022-01-05,36.7,34.7\n");
    assert!(num_plain > 4 << 20, "more than a block");
    for (name, bytes) in [("late.csv", bytes.clone()), ("late.csv.gz", gzipped(&bytes))] {
        let (layer, _) = OnDisk::new(name, &bytes).open(&mut |_| Flow::Continue);
        let layer = layer.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(layer.report.format.starts_with("CSV, comma, windows-1256"), "{}", layer.report.format);
        let rows = layer.store.len() as u32;
        assert!((0..rows).any(|row| layer.store.title(row, &Lang::ar()) == "حمص"), "{name}");
    }
}
