//! Coordinate systems that GeoJSON names: what Marsad can turn to degrees is turned, and what it cannot is set aside by its name.

use super::exports::count;
use super::threads::Taken;
use super::*;

/// A collection in a system, named before or behind its features.
fn in_system(name: &str, points: &[[f64; 2]], is_first: bool) -> String {
    let features: Vec<String> = points
        .iter()
        .map(|[x, y]| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"title\":\"a\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}}}}"
            )
        })
        .collect();
    let crs = format!("\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{name}\"}}}}");
    let features = format!("\"features\":[{}]", features.join(","));
    let members = if is_first { [crs, features] } else { [features, crs] };
    format!("{{\"type\":\"FeatureCollection\",{}}}", members.join(","))
}

fn position(incident: &Incident) -> [f64; 2] {
    let geo::Geometry::Point(at) = incident.places[0].geometry else { panic!("a point") };
    [at.x(), at.y()]
}

fn is_near([lon, lat]: [f64; 2], [other_lon, other_lat]: [f64; 2]) -> bool {
    (lon - other_lon).abs() < 1e-7 && (lat - other_lat).abs() < 1e-7
}

#[test]
fn geojson_in_web_mercator_and_in_utm_is_turned_to_degrees_wherever_its_system_is_named() {
    let mercator = |[lon, lat]: [f64; 2]| {
        let y = (std::f64::consts::FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln();
        [lon.to_radians() * 6_378_137.0, y * 6_378_137.0]
    };
    let places = [[40.14, 35.33], [-0.0005, 0.0005]];
    for name in ["EPSG:3857", "urn:ogc:def:crs:EPSG::3857", "http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:900913"] {
        for is_first in [true, false] {
            let (report, made, plan) = load(in_system(name, &places.map(mercator), is_first));
            assert_eq!((report.on_map, count(&report, "web_mercator"), count(&report, "crs")), (2, 2, 0), "{name}: {:?}", codes(&report));
            assert!(made.iter().zip(places).all(|(made, at)| is_near(position(made), at)), "{name}: {made:?}");
            assert_eq!((report.profile.as_str(), plan.unwrap().name()), ("generic", "generic"));
        }
    }
    // The example of geoconvert and GeographicLib: 18 N 585664.121 4511315.422.
    let (report, made, _) = load(in_system("urn:ogc:def:crs:EPSG::32618", &[[585_664.121, 4_511_315.422]], true));
    let [lon, lat] = position(&made[0]);
    assert!((lon + 73.985_278).abs() < 1e-6 && (lat - 40.748_333).abs() < 1e-6, "{lon}, {lat}");
    assert_eq!(count(&report, "utm"), 1);
    let (_, made, _) = load(in_system("EPSG:32737", &[[500_000.0, 10_000_000.0 - 110_000.0]], true));
    let [lon, lat] = position(&made[0]);
    assert!((lon - 39.0).abs() < 1e-9 && (-1.0..-0.99).contains(&lat), "{lon}, {lat}");
    let [x, y] = mercator(places[0]);
    let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:3857"}}"#;
    let geometry = format!("\"type\":\"Point\",\"coordinates\":[{x},{y}]");
    for own in [
        format!("{{\"type\":\"Feature\",{crs},\"properties\":{{}},\"geometry\":{{{geometry}}}}}"),
        format!("{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{{{geometry},{crs}}}}}"),
    ] {
        let (report, made, _) = load(&own);
        assert!(is_near(position(&made[0]), places[0]) && count(&report, "web_mercator") == 1, "{own}");
    }
}

#[test]
fn a_system_that_cannot_be_turned_is_called_by_the_name_that_the_file_has_for_it() {
    let (report, made, _) = load(in_system("urn:ogc:def:crs:EPSG::2154", &[[652_709.4, 6_862_305.1]], true));
    assert_eq!((made.len(), report.quarantined, count(&report, "other_crs")), (0, 1, 1));
    assert!(report.quarantine[0].reason.contains("urn:ogc:def:crs:EPSG::2154"), "{:?}", report.quarantine);
    let (report, made, _) = load(in_system("EPSG:4258", &[[40.14, 35.33]], true));
    assert_eq!((position(&made[0]), count(&report, "other_crs")), ([40.14, 35.33], 1), "degrees are read as such");
    let (report, made, _) = load(in_system("EPSG:32637", &[[40.14, 35.33]], true));
    assert_eq!((made.len(), report.quarantined), (0, 1), "degrees where the file says metres");
    assert!(report.quarantine[0].reason.contains("EPSG:32637"), "{:?}", report.quarantine);
    for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"] {
        let (report, made, _) = load(in_system(name, &[[40.14, 35.33]], true));
        assert_eq!((position(&made[0]), count(&report, "crs"), count(&report, "other_crs")), ([40.14, 35.33], 1, 0), "{name}");
    }
}

#[test]
fn a_system_named_behind_thousands_of_features_counts_as_one_named_before_them() {
    let metres = |at: u32| [f64::from(at % 1_000) * 1_000.0 + 2_000.0, f64::from(at / 1_000) * 1_000.0 + 2_000.0];
    let points: Vec<[f64; 2]> = (0..30_000).map(metres).collect();
    for (name, is_read) in [("EPSG:3857", true), ("EPSG:2154", false)] {
        let read = |is_first: bool| {
            let source = MemorySource::new(Arc::from(in_system(name, &points, is_first).into_bytes()));
            let (made, loaded) = read_whole::<Taken>(&source, "x", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {}).unwrap();
            (made.0.iter().map(|made| made.places.clone()).collect::<Vec<_>>(), loaded.report)
        };
        let ((before, mut told_before), (behind, told_behind)) = (read(true), read(false));
        assert_eq!(before.len(), if is_read { points.len() } else { 0 }, "{name}");
        assert_eq!(before, behind, "{name}");
        for (before, behind) in told_before.quarantine.iter_mut().zip(&told_behind.quarantine) {
            (before.offset, before.column) = (behind.offset, behind.column);
        }
        assert_eq!(told_before, told_behind, "{name}");
    }
}

#[test]
fn a_system_named_behind_the_features_of_one_document_holds_for_no_other() {
    let degrees: Vec<String> = (0..300).map(|at| in_system("EPSG:4326", &[[40.0 + f64::from(at) / 100.0, 35.0]], true)).collect();
    let text = [degrees.join("\n"), in_system("EPSG:3857", &[[4_000_000.0, 4_000_000.0]], false)].join("\n");
    let source = MemorySource::new(Arc::from(text.into_bytes()));
    let read = read_whole::<Taken>(&source, "x", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {});
    let (made, loaded) = read.unwrap();
    assert!(made.0.iter().take(300).all(|made| position(made)[1] == 35.0), "{:?}", codes(&loaded.report));
    assert_eq!(count(&loaded.report, "late_crs"), 1);
}
