//! Tracks: the reports of an actor in the order of time, against a plain scan; and the lines that are drawn of them.

use std::collections::BTreeSet;

use marsad::domain::geodesy::distance_m;
use marsad::domain::{Incident, LonLat, Radius};
use marsad::picture::tracks::{MAX_TRACKED, Tracks};
use marsad::picture::{Camera, DisplayList, Rgba, Shape, ShownLayer, world_from_lon_lat};
use marsad::store::{RowSet, Store, StoreBuilder};
use proptest::prelude::*;

/// Who was told of on which day (`None`: undated) at which step east of 40°, known to how many metres.
type Told = (u8, Option<u8>, i32, Option<u32>);

fn incidents(told: &[Told]) -> Vec<Incident> {
    let feature = |(actor, day, step, _): &Told| {
        let date = day.map_or("null".to_owned(), |day| format!("\"2022-01-{day:02}\""));
        let lon = 40.0 + f64::from(*step) / 10.0;
        format!(
            r#"{{"type":"Feature","properties":{{"date":{date},"actor":"actor {actor}"}},"geometry":{{"type":"Point","coordinates":[{lon},35]}}}}"#
        )
    };
    let features: Vec<String> = told.iter().map(feature).collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let source = marsad::import::MemorySource::new(std::sync::Arc::from(text.as_bytes()));
    let flow = &mut |_: marsad::import::Progress| marsad::import::Flow::Continue;
    let mut incidents = Vec::new();
    marsad::import::read_layer(&source, "x", &marsad::import::Limits::default(), flow, &mut |incident| incidents.push(incident)).unwrap();
    for (incident, (.., radius_m)) in incidents.iter_mut().zip(told) {
        incident.places[0].radius = radius_m.map_or(Radius::Unknown, |radius_m| Radius::Stated(f64::from(radius_m)));
    }
    incidents
}

fn tracks(store: &Store) -> Tracks {
    let (all, none) = (store.all_rows(), RowSet::none(store.len()));
    Tracks::of(&[ShownLayer { id: 0, store, certain: &all, possible: &none, undated: None }])
}

fn store_of(incidents: &[Incident]) -> Store {
    let mut builder = StoreBuilder::new();
    incidents.iter().for_each(|incident| builder.push(incident));
    builder.finish()
}

/// A step by what it joins: the places and whether it is sure.
type Joined = (i64, i64, bool);

fn millionths(lon: f64) -> i64 {
    (lon * 1e6).round() as i64
}

proptest! {
    /// Each actor has one report a day, so that the order of its reports is not in question.
    #[test]
    fn each_report_is_joined_with_the_next_of_its_actor(
        days in prop::collection::btree_set((0..3u8, 1..29u8), 0..40),
        more in prop::collection::vec((0..6i32, prop::option::of(0..9_000u32)), 40),
        undated in prop::collection::vec((0..3u8, 0..6i32), 0..4),
    ) {
        let mut told: Vec<Told> =
            days.iter().zip(&more).map(|((actor, day), (step, radius_m))| (*actor, Some(*day), *step, *radius_m)).collect();
        told.extend(undated.iter().map(|(actor, step)| (*actor, None, *step, Some(0))));
        told.reverse();
        let found = tracks(&store_of(&incidents(&told)));
        let mut expected: Vec<Joined> = Vec::new();
        let mut with_steps = BTreeSet::new();
        for (actor, day, step, radius_m) in told.iter().filter_map(|(actor, day, step, radius_m)| Some((actor, (*day)?, step, radius_m))) {
            let later = told.iter().filter(|other| other.0 == *actor && other.1.is_some_and(|other| other > day));
            let Some((_, _, next_step, next_radius_m)) = later.min_by_key(|other| other.1) else { continue };
            if next_step == step {
                continue;
            }
            let [from, to] = [step, next_step].map(|step| LonLat { lon: 40.0 + f64::from(*step) / 10.0, lat: 35.0 });
            // Each day ends before the next begins.
            let is_sure = radius_m.zip(*next_radius_m).is_some_and(|(one, other)| distance_m(from, to) > f64::from(one + other));
            expected.push((millionths(from.lon), millionths(to.lon), is_sure));
            with_steps.insert(*actor);
        }
        let mut joined: Vec<Joined> =
            found.steps.iter().map(|step| (millionths(step.from.lon), millionths(step.to.lon), step.is_sure)).collect();
        joined.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(joined, expected);
        prop_assert_eq!(found.num_tracks, with_steps.len());
    }
}

#[test]
fn reports_of_the_same_day_are_joined_by_a_dashed_line() {
    let told = [(0, Some(5), 0, Some(10)), (0, Some(5), 8, Some(10)), (0, Some(6), 0, Some(10))];
    let found = tracks(&store_of(&incidents(&told)));
    assert_eq!(found.steps.iter().map(|step| step.is_sure).collect::<Vec<_>>(), [false, true]);
    let camera = Camera { center: LonLat { lon: 40.4, lat: 35.0 }, zoom: 8.0, size: [800.0, 600.0] };
    let mut list = DisplayList::default();
    found.push(&mut list, &camera, None, Rgba::rgb(0, 0, 0), Rgba::rgb(0, 0, 255));
    let dashes: Vec<bool> = list
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Polyline { stroke, .. } => Some(stroke.dash.is_some()),
            _ => None,
        })
        .collect();
    assert_eq!(dashes, [true, false]);
}

#[test]
fn a_line_that_leaves_the_picture_is_cut_at_its_edge_and_keeps_its_direction() {
    let told = [(0, Some(5), -900, None), (0, Some(6), 700, None)];
    let found = tracks(&store_of(&incidents(&told)));
    // So near that the ends lie millions of pixels away.
    let camera = Camera { center: LonLat { lon: 40.0, lat: 35.0 }, zoom: 18.0, size: [800.0, 600.0] };
    let mut list = DisplayList::default();
    found.push(&mut list, &camera, None, Rgba::rgb(0, 0, 0), Rgba::rgb(0, 0, 255));
    let [Shape::Polyline { points, .. }, Shape::Convex { points: arrow, .. }] = list.shapes.as_slice() else {
        panic!("one line with its arrow: {:?}", list.shapes)
    };
    let y = camera.px(world_from_lon_lat(LonLat { lon: 40.0, lat: 35.0 }))[1];
    for [x, line_y] in points {
        assert!((-17.0..=817.0).contains(x) && (line_y - y).abs() < 0.01, "{points:?}");
    }
    assert!(points[0][0] < 0.0 && points[1][0] > 800.0, "{points:?}");
    assert!(arrow[0][0] > arrow[1][0], "the arrow points east: {arrow:?}");
}

#[test]
fn more_incidents_than_lines_can_tell_are_not_joined() {
    let told: Vec<Told> = (0..=MAX_TRACKED).map(|at| (0, Some(1 + (at % 28) as u8), (at % 7) as i32, None)).collect();
    let found = tracks(&store_of(&incidents(&told)));
    assert!(found.are_too_many && found.steps.is_empty());
}
