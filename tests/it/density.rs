//! The surface of density against the incidents under it.

use marsad::domain::LonLat;
use marsad::picture::{Camera, Density, strength};

#[test]
fn the_surface_sums_to_its_incidents_and_stands_over_them() {
    let mut builder = marsad::store::StoreBuilder::new();
    let file = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[40.0,35.0]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[40.0,35.0]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[170.0,-60.0]}}]}"#;
    let source = marsad::import::MemorySource::new(std::sync::Arc::from(file.as_bytes()));
    let flow = &mut |_: marsad::import::Progress| marsad::import::Flow::Continue;
    marsad::import::read_layer(&source, "x", &marsad::import::Limits::default(), flow, &mut |incident| builder.push(&incident)).unwrap();
    let store = builder.finish();
    let all = store.all_rows();
    let camera = Camera { center: LonLat { lon: 40.0, lat: 35.0 }, zoom: 7.3, size: [800.0, 600.0] };
    let density = Density::of(&[(&store, vec![&all])], &camera);
    assert_eq!(density.count, 2);
    let side_km = f64::from(density.square_px) * camera.metres_per_px(35.0) / 1000.0;
    let sum = density.per_km2.iter().map(|value| f64::from(*value)).sum::<f64>() * side_km * side_km;
    assert!((sum - 2.0).abs() < 0.02, "{sum}");
    let top = density.per_km2.iter().position(|value| *value == density.peak()).unwrap();
    let x = density.corner[0] + ((top % density.columns) as f32 + 0.5) * density.square_px;
    let y = density.corner[1] + ((top / density.columns) as f32 + 0.5) * density.square_px;
    assert!((x - 400.0).abs() <= density.square_px && (y - 300.0).abs() <= density.square_px, "{x} {y}");
    assert_eq!(strength(density.peak(), density.peak()), 1.0);
    assert_eq!(strength(density.peak() / 64.0, density.peak()), 0.0);
}
