//! Marks of places and sums of crowded tiles: what a picture shows of them does not hang on where its edges are.

use marsad::domain::LonLat;
use marsad::picture::{Camera, PlacedMark, ShownLayer, place_incidents, world_from_lon_lat};
use marsad::store::{RowSet, Store, StoreBuilder};
use proptest::prelude::*;

/// A town where the points crowd, and some far out.
fn store_of(crowd: &[(i32, i32)], outside: &[(i32, i32)]) -> Store {
    let near = crowd.iter().map(|(x, y)| (40.0 + f64::from(*x) / 500.0, 35.0 + f64::from(*y) / 500.0));
    let far = outside.iter().map(|(x, y)| (40.0 + f64::from(*x) / 20.0, 35.0 + f64::from(*y) / 20.0));
    let features: Vec<String> = near
        .chain(far)
        .map(|(lon, lat)| format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#))
        .collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let source = marsad::import::MemorySource::new(std::sync::Arc::from(text.as_bytes()));
    let flow = &mut |_: marsad::import::Progress| marsad::import::Flow::Continue;
    let mut builder = StoreBuilder::new();
    marsad::import::read_layer(&source, "x", &marsad::import::Limits::default(), flow, &mut |incident| builder.push(&incident)).unwrap();
    builder.finish()
}

fn marks(store: &Store, camera: &Camera) -> Vec<PlacedMark> {
    let (all, none) = (store.all_rows(), RowSet::none(store.len()));
    let layer = ShownLayer { id: 0, store, certain: &none, possible: &none, undated: Some(&all) };
    place_incidents(&[layer], camera, None, true).marks
}

/// How many incidents stand where: the marks wholly inside a picture, by their distance from a point of the ground.
fn seen(store: &Store, camera: &Camera, from: LonLat) -> Vec<([i64; 2], u32, bool)> {
    let [x, y] = camera.px(world_from_lon_lat(from));
    let mut seen: Vec<_> = marks(store, camera)
        .into_iter()
        .map(|mark| ([(mark.at[0] - x).round() as i64, (mark.at[1] - y).round() as i64], mark.count, mark.is_site))
        .collect();
    seen.sort_unstable();
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn panning_changes_no_mark_that_stays_in_sight(
        crowd in prop::collection::vec((-200..200i32, -200..200i32), 0..900),
        outside in prop::collection::vec((-60..60i32, -60..60i32), 0..60),
        zoom in prop::sample::select(vec![6.0, 7.4, 8.0, 9.9, 11.2]),
        by in (-150..150i32, -150..150i32),
    ) {
        let store = store_of(&crowd, &outside);
        let home = LonLat { lon: 40.0, lat: 35.0 };
        let before = Camera { center: home, zoom, size: [700.0, 500.0] };
        let after = Camera { center: before.lon_lat([350.0 + by.0 as f32, 250.0 + by.1 as f32]), ..before };
        // The part that both show, with room for the marks at its edges.
        let in_both = |at: [i64; 2]| at[0].abs() < 350 - 150 && at[1].abs() < 250 - 150;
        let of = |camera: &Camera| -> Vec<_> { seen(&store, camera, home).into_iter().filter(|(at, ..)| in_both(*at)).collect() };
        let (a, b) = (of(&before), of(&after));
        prop_assert_eq!(a.len(), b.len());
        for (a, b) in a.iter().zip(&b) {
            // A rounded pixel may fall to either side.
            prop_assert!((a.0[0] - b.0[0]).abs() <= 1 && (a.0[1] - b.0[1]).abs() <= 1 && (a.1, a.2) == (b.1, b.2), "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn the_counts_of_all_marks_of_the_world_sum_to_its_incidents(
        crowd in prop::collection::vec((-200..200i32, -200..200i32), 0..900),
        outside in prop::collection::vec((-60..60i32, -60..60i32), 0..60),
    ) {
        let store = store_of(&crowd, &outside);
        let camera = Camera { center: LonLat { lon: 40.0, lat: 35.0 }, zoom: 7.0, size: [1600.0, 1200.0] };
        prop_assert_eq!(marks(&store, &camera).iter().map(|mark| u64::from(mark.count)).sum::<u64>(), store.len() as u64);
    }
}
