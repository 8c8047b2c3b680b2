//! What is packed, and what is packed in order to harm.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

const CSV: &[u8] = b"id,name\n1,a\n2,b\n";
const KML: &[u8] = b"<kml><Placemark><name>inside</name></Placemark></kml>";

#[test]
fn what_is_inside_is_read() {
    for packed in [
        gzipped(CSV),
        [gzipped(&CSV[..8]), gzipped(&CSV[8..])].concat(),
        zstd(CSV),
        [zstd(&CSV[..8]), zstd(&CSV[8..])].concat(),
        zipped(&[("data/export.csv", CSV), ("README.txt", b"read me"), ("__MACOSX/data/._export.csv", b"x")]),
        gzipped(&zstd(CSV)),
    ] {
        let read = read(&packed);
        assert_eq!((read.features.len(), read.property(1, "name")), (2, &"b".into()));
    }
    let kmz = zipped(&[("files/other.kml", b"<kml><Placemark/></kml>"), ("doc.kml", KML), ("files/icon.png", b"png")]);
    assert_eq!(told(&kmz), Format::Kmz);
    assert_eq!(read(&kmz).property(0, "name"), "inside", "the file at the top is the document");
}

#[test]
fn of_several_tables_in_an_archive_the_one_of_incidents_is_read_and_all_are_named() {
    let codes = b"code;meaning\n1;rocket\n2;raid\n";
    let prose = b"Dear reader,\nthese are the data of the week.\n";
    let incidents = b"date;place;killed\n2022-01-05;Town;1\n2022-01-06;Hill;2\n";
    let geojson = br#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"name":"inside"}}]}"#;
    let book = zipped(&[("xl/workbook.xml", b"<workbook/>")]);
    let chosen = |entries: &[(&str, &[u8])]| {
        let mut out = Vec::new();
        let packed = source(&zipped(entries));
        let (_, notes) = unpack(&packed, Format::Zip, &Limits::default(), &mut |_| Flow::Continue, &mut out).unwrap();
        (out, notes.into_iter().map(|note| note.message).collect::<Vec<_>>().join(" "))
    };
    let (out, said) = chosen(&[
        ("codes.csv", codes),
        ("about", prose),
        ("meta.json", b"{\"title\": \"week\"}"),
        ("book.xlsx", &book),
        ("data/week.csv", incidents),
        ("data/old.csv", incidents),
    ]);
    assert_eq!(out, incidents);
    assert_eq!(
        said,
        "Of the archive the file data/week.csv was read; further files were not: codes.csv, about, meta.json, book.xlsx, data/old.csv."
    );
    assert_eq!(chosen(&[("codes.csv", codes), ("b.geojson", geojson)]).0, geojson);
    assert_eq!(chosen(&[("codes.csv", codes), ("more.csv", codes)]).0, codes, "of equals the first");
    assert_eq!(chosen(&[("week.csv", incidents)]).1, "", "one file alone needs no words");
}

#[test]
fn damaged_and_empty_archives_are_told() {
    for packed in [gzipped(CSV), zstd(CSV), zipped(&[("a.csv", CSV)])] {
        let cut = &packed[..packed.len() - 6];
        assert!(refusal(cut).contains("archive"), "{}", refusal(cut));
    }
    assert!(refusal(&zipped(&[("README.txt", b"x")])).contains("no file of data"));
    assert!(refusal(&zipped(&[])).contains("no file of data"));
}

#[test]
fn what_unpacks_to_far_too_much_is_refused() {
    let zeros = vec![b' '; 66 << 20];
    let limits = Limits { max_unpacked_bytes: 1 << 20, ..Limits::default() };
    for bomb in [gzipped(&zeros), zipped(&[("a.csv", &zeros)])] {
        let words = refusal(&bomb);
        assert!(words.contains("400 times"), "{words}");
        let words = try_read(&bomb, &Held::default(), &limits).err().unwrap().to_string();
        assert!(words.contains("more than 1 MB"), "{words}");
    }
    let sheet = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(refusal(&sheet).contains("400 times"));
    let shapes = zipped(&[("a.shp", &zeros)]);
    assert!(refusal(&shapes).contains("400 times"));
}

#[test]
fn archives_of_very_many_entries_are_refused() {
    let limits = Limits { max_entries: 3, ..Limits::default() };
    let many = zipped(&[("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4")]);
    assert!(try_read(&many, &Held::default(), &limits).err().unwrap().to_string().contains("more than 3 entries"));
}

#[test]
fn names_that_climb_are_never_used_as_paths() {
    let read = read(&zipped(&[("../../../tmp/marsad-escape.csv", CSV)]));
    assert_eq!(read.features.len(), 2);
    assert!(!Path::new("/tmp/marsad-escape.csv").exists());
}
