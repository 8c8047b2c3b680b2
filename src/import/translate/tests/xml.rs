//! KML and GPX.

use super::*;

fn kml(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><Document>\n{body}\n</Document></kml>"
    )
}

#[test]
fn placemarks_have_their_times_folders_and_data() {
    let text = kml(r##"<Folder><name>North</name><Folder><name>2022</name>
<Placemark id="p1"><name>Strike &amp; fire</name><description><![CDATA[<b>two</b>]]></description><styleUrl>#red</styleUrl>
  <TimeSpan><begin>2022-01-05T01:00Z</begin><end>2022-01-05</end></TimeSpan>
  <ExtendedData><Data name="source"><value>SOHR</value></Data><SchemaData><SimpleData name="code">007</SimpleData></SchemaData></ExtendedData>
  <Point><coordinates> 40.10,35.30,12 </coordinates></Point></Placemark></Folder></Folder>
<Placemark><name>no place</name><TimeStamp><when>2022-02</when></TimeStamp></Placemark>"##);
    let read = read(text.as_bytes());
    assert_eq!((read.translated.format_name.as_str(), read.features.len()), ("KML", 2));
    assert_eq!(read.features[0]["id"], "p1");
    assert_eq!(read.coordinates(0).to_string(), "[40.10,35.30,12]", "ordinates stay digit for digit");
    for (key, value) in [
        ("name", "Strike & fire"),
        ("description", "<b>two</b>"),
        ("styleUrl", "#red"),
        ("begin", "2022-01-05T01:00Z"),
        ("end", "2022-01-05"),
        ("source", "SOHR"),
        ("code", "007"),
        ("folder", "North / 2022"),
    ] {
        assert_eq!(read.property(0, key), value, "{key}");
    }
    assert_eq!((read.property(1, "when"), read.property(1, "begin")), (&"2022-02".into(), &"2022-02".into()));
    assert!(read.property(1, "folder").is_null());
    let Origin::Text { offset, length, line } = read.origins[0] else { panic!() };
    let record = &text[offset as usize..(offset + length) as usize];
    assert!(record.starts_with("<Placemark id=\"p1\">") && record.ends_with("</Placemark>"), "{record}");
    assert_eq!(line as usize, text[..offset as usize].matches('\n').count() + 1);
}

#[test]
fn every_kind_of_geometry_is_read() {
    for (body, expected) in [
        ("<LineString><coordinates>1,2 3,4\n5,6</coordinates></LineString>", r#"{"type":"LineString","coordinates":[[1,2],[3,4],[5,6]]}"#),
        (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,1</coordinates></LinearRing></innerBoundaryIs></Polygon>",
            r#"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}"#,
        ),
        (
            "<MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry>",
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}"#,
        ),
        (
            "<gx:Track><when>2022-01-01T00:00:00Z</when><when>2022-01-01T01:00:00Z</when><gx:coord>1 2 3</gx:coord><gx:coord>4 5 6</gx:coord></gx:Track>",
            r#"{"type":"LineString","coordinates":[[1,2,3],[4,5,6]]}"#,
        ),
    ] {
        let read = read(kml(&format!("<Placemark>{body}</Placemark>")).as_bytes());
        assert_eq!(read.features[0]["geometry"], serde_json::from_str::<Value>(expected).unwrap());
        if body.contains("Track") {
            assert_eq!(
                (read.property(0, "begin"), read.property(0, "end")),
                (&"2022-01-01T00:00:00Z".into(), &"2022-01-01T01:00:00Z".into())
            );
        }
    }
    let odd = read(kml("<Placemark><Point><coordinates>forty,35</coordinates></Point></Placemark>").as_bytes());
    assert!(odd.reasons()[0].contains("forty"), "{:?}", odd.reasons());
}

#[test]
fn entities_are_not_put_in_and_links_not_followed() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<kml><NetworkLink><Link><href>http://tracker.example/</href></Link></NetworkLink><Placemark><name>&c;&x;&#x41;</name></Placemark></kml>"#;
    let read = read(bomb.as_bytes());
    assert_eq!(read.property(0, "name"), "&c;&x;A");
    assert_eq!(read.codes(), ["network_link", "xml_doctype", "xml_entity"]);
}

#[test]
fn broken_and_deep_xml_is_told() {
    let cut = read(kml("<Placemark><name>a</name></Placemark><Placemark><name>b").replace("\n</Document></kml>", "").as_bytes());
    assert_eq!((cut.features.len(), cut.translated.quarantined), (1, 1));
    assert!(refusal(b"<kml><Document></kml>").contains("broken"));
    assert!(refusal(format!("<kml>{}", "<a>".repeat(500)).as_bytes()).contains("deeper than 64"));
    assert!(read(kml("").as_bytes()).features.is_empty());
}

#[test]
fn other_encodings_are_read_as_they_are_declared() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1256\"?><kml><Placemark><name>دير الزور</name></Placemark></kml>";
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(text);
    assert_eq!(read(&bytes).property(0, "name"), "دير الزور");
}

#[test]
fn waypoints_routes_and_tracks_are_read_with_time_and_height() {
    let text = r#"<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>trip</name></metadata>
<wpt lat="35.30" lon="40.1"><ele>200.5</ele><time>2022-01-05T04:30:00Z</time><name>gate</name><link href="http://a.example/"><text>a</text></link></wpt>
<rte><name>r</name><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte>
<trk><name>t</name><trkseg><trkpt lat="1" lon="2"><time>2022-01-05T04:00:00Z</time></trkpt><trkpt lat="3" lon="4"/></trkseg>
<trkseg><trkpt lat="5" lon="6"/><trkpt lat="7" lon="8"><time>2022-01-05T05:00:00Z</time></trkpt></trkseg></trk>
<wpt lat="35.3"><name>no lon</name></wpt></gpx>"#;
    let read = read(text.as_bytes());
    assert_eq!((read.translated.format_name.as_str(), read.features.len()), ("GPX", 3));
    assert_eq!(read.coordinates(0).to_string(), "[40.1,35.30,200.5]");
    for (key, value) in [("kind", "wpt"), ("time", "2022-01-05T04:30:00Z"), ("name", "gate"), ("link", "http://a.example/")] {
        assert_eq!(read.property(0, key), value);
    }
    assert_eq!(read.coordinates(1).to_string(), "[[2,1],[4,3]]");
    assert_eq!(read.coordinates(2).to_string(), "[[[2,1],[4,3]],[[6,5],[8,7]]]");
    assert_eq!((read.property(2, "begin"), read.property(2, "end")), (&"2022-01-05T04:00:00Z".into(), &"2022-01-05T05:00:00Z".into()));
    assert_eq!(read.translated.quarantine[0].line, 6);
}

#[test]
fn a_span_with_one_end_is_unbounded_on_the_other_side() {
    for (span, begin, end) in [
        ("<begin>2022-01-05</begin>", "2022-01-05", ".."),
        ("<end>2022-01-05</end>", "..", "2022-01-05"),
        ("<begin>2022-01-05</begin><end> </end>", "2022-01-05", ".."),
        ("<begin>2022-01-05</begin><end>2022-01-06</end>", "2022-01-05", "2022-01-06"),
    ] {
        let read = read(kml(&format!("<Placemark><TimeSpan>{span}</TimeSpan></Placemark>")).as_bytes());
        assert_eq!((read.property(0, "begin"), read.property(0, "end")), (&begin.into(), &end.into()), "{span}");
    }
    assert!(read(kml("<Placemark><TimeSpan/></Placemark>").as_bytes()).property(0, "end").is_null());
}
