//! Tracks: where an actor is told to have been, joined in the order of time. A line says which report came next; it does not
//! say which way anyone went.

use std::collections::HashMap;

use super::sight::Sight;
use super::{Camera, DisplayList, LonLat, Rgba, Shape, ShownLayer, Stroke, world_from_lon_lat};
use crate::domain::UtcMs;
use crate::domain::geodesy::distance_m;

/// Up to so many incidents are joined: the lines of more hide one another and the map.
pub const MAX_TRACKED: usize = 10_000;
/// From this length on a step has an arrow, in logical pixels.
const ARROW_PX: f64 = 30.0;
/// What is drawn beyond the picture's edge, so that no end of a line is seen there.
const MARGIN_PX: f64 = 16.0;

/// From one report of an actor to the next one at another place.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackStep {
    pub from: LonLat,
    pub to: LonLat,
    /// Layer and row of both.
    pub rows: [(u32, u32); 2],
    /// The one ended before the other began, and their circles do not touch: both the order and the move are sure.
    pub is_sure: bool,
    /// Number of the actor.
    pub track: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tracks {
    pub steps: Vec<TrackStep>,
    /// Actors with at least one step.
    pub num_tracks: usize,
    /// There are more than [`MAX_TRACKED`] incidents: nothing is joined.
    pub are_too_many: bool,
}

/// A report of an actor.
struct Report {
    earliest: UtcMs,
    latest: UtcMs,
    /// What stands for a state without start is its end.
    sort_time: i64,
    row: (u32, u32),
    at: LonLat,
    radius_m: Option<f64>,
}

impl Tracks {
    /// Joins what is shown, has a place and a date, and names an actor. An incident of two actors is in the track of each.
    pub fn of(layers: &[ShownLayer]) -> Self {
        let shown = layers.iter().map(|layer| layer.certain.len() + layer.possible.len()).sum::<usize>();
        if shown > MAX_TRACKED {
            return Self { are_too_many: true, ..Self::default() };
        }
        let mut by_actor: HashMap<&str, Vec<Report>> = HashMap::new();
        for layer in layers {
            for row in layer.certain.iter().chain(layer.possible.iter()) {
                let (Some(when), Some(at)) = (layer.store.when(row), layer.store.anchor(row)) else { continue };
                for actor in layer.store.actors(row) {
                    by_actor.entry(actor).or_default().push(Report {
                        earliest: when.earliest,
                        latest: when.latest,
                        sort_time: layer.store.sort_time(row),
                        row: (layer.id, row),
                        at,
                        radius_m: layer.store.radius_m(row),
                    });
                }
            }
        }
        let mut actors: Vec<(&str, Vec<Report>)> = by_actor.into_iter().collect();
        actors.sort_unstable_by_key(|(actor, _)| *actor);
        let mut tracks = Self::default();
        for (_, mut reports) in actors {
            reports.sort_unstable_by_key(|report| (report.sort_time, report.latest, report.row));
            let before = tracks.steps.len();
            let pairs = reports.iter().zip(reports.iter().skip(1)).filter(|(one, next)| one.at != next.at);
            tracks.steps.extend(pairs.map(|(one, next)| TrackStep {
                from: one.at,
                to: next.at,
                rows: [one.row, next.row],
                is_sure: one.latest <= next.earliest && are_apart(one, next),
                track: tracks.num_tracks,
            }));
            tracks.num_tracks += usize::from(tracks.steps.len() > before);
        }
        tracks
    }

    /// Draws the steps in sight; the tracks of the selected incident stand out.
    pub fn push(&self, list: &mut DisplayList, camera: &Camera, selected: Option<(u32, u32)>, ink: Rgba, accent: Rgba) {
        let sight = Sight::new(camera);
        let is_of_selected = |step: &&TrackStep| selected.is_some_and(|row| step.rows.contains(&row));
        let mut chosen: Vec<usize> = self.steps.iter().filter(is_of_selected).map(|step| step.track).collect();
        chosen.dedup();
        let (above, below): (Vec<_>, Vec<_>) = self.steps.iter().partition(|step| chosen.binary_search(&step.track).is_ok());
        let quiet = if chosen.is_empty() { 190 } else { 90 };
        for (steps, color, width) in [(below, ink.with_alpha(quiet), 1.4), (above, accent, 2.2)] {
            for step in steps {
                push_step(list, &sight, step, color, width);
            }
        }
    }
}

/// True where the circles of both are known and do not touch.
fn are_apart(one: &Report, next: &Report) -> bool {
    one.radius_m.zip(next.radius_m).is_some_and(|(one_m, next_m)| distance_m(one.at, next.at) > one_m + next_m)
}

fn push_step(list: &mut DisplayList, sight: &Sight, step: &TrackStep, color: Rgba, width: f32) {
    // The shorter way round the world.
    let lon = step.to.lon - 360.0 * ((step.to.lon - step.from.lon) / 360.0).round();
    let from = world_from_lon_lat(step.from);
    let to = world_from_lon_lat(LonLat { lon: step.to.lon, lat: step.to.lat });
    let to_x = to.x + (lon - step.to.lon) / 360.0;
    let scale = sight.camera.world_px();
    let [wide, high] = sight.camera.size.map(f64::from);
    for turn in [-1.0, 0.0, 1.0] {
        let px = |x: f64, y: f64| [(x + turn - sight.center.x) * scale + wide / 2.0, (y - sight.center.y) * scale + high / 2.0];
        let (a, b) = (px(from.x, from.y), px(to_x, to.y));
        let Some([start, end]) = clipped(a, b, [wide, high]) else { continue };
        let points = vec![start.map(|at| at as f32), end.map(|at| at as f32)];
        let dash = (!step.is_sure).then_some([5.0, 4.0]);
        list.push(Shape::Polyline { points, closed: false, stroke: Stroke { width, color, dash } });
        let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        let length = dx.hypot(dy);
        if length >= ARROW_PX {
            // In the middle of what is seen: its ends are marks or lie beyond the edge.
            let [x, y] = [(start[0] + end[0]) / 2.0, (start[1] + end[1]) / 2.0];
            let ([ux, uy], size) = ([dx / length, dy / length], f64::from(width) * 2.4 + 2.4);
            let at =
                |along: f64, aside: f64| [(x + (ux * along - uy * aside) * size) as f32, (y + (uy * along + ux * aside) * size) as f32];
            list.push(Shape::Convex { points: vec![at(1.0, 0.0), at(-1.0, 0.8), at(-1.0, -0.8)], fill: Some(color), stroke: None });
        }
    }
}

/// The part of a line within the picture and its margin (Liang and Barsky 1984), in 64 bits: ends may be far away.
fn clipped(a: [f64; 2], b: [f64; 2], size: [f64; 2]) -> Option<[[f64; 2]; 2]> {
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    let d = [b[0] - a[0], b[1] - a[1]];
    for ((from, by), side) in a.into_iter().zip(d).zip(size) {
        for (step, room) in [(-by, from + MARGIN_PX), (by, side + MARGIN_PX - from)] {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
    }
    let at = |part: f64| [a[0] + d[0] * part, a[1] + d[1] * part];
    (enter < leave).then(|| [at(enter), at(leave)])
}
