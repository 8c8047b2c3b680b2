//! Hexagons of the H3 grid on the screen, coloured by how many incidents they hold.

use std::collections::HashMap;

use super::density::density_color;
use super::list::Stroke;
use super::sight::Sight;
use super::{Camera, DisplayList, Rgba, Shape, world_from_lon_lat};
use crate::store::{HexIndex, RowSet, hexagon_edge_m};
use crate::text::{TextEngine, TextRequest};

/// Width of a hexagon for which a size is chosen, in logical pixels.
const TARGET_PX: f64 = 44.0;
/// From this width on the number stands in the hexagon.
const NUMBERED_PX: f32 = 30.0;
/// Lowest counts of the classes; each has one colour wherever and whenever it is seen.
pub const CLASSES: [u64; 8] = [1, 3, 10, 30, 100, 300, 1_000, 3_000];

/// A hexagon in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedHexagon {
    pub ring: Vec<[f32; 2]>,
    pub center: [f32; 2],
    /// Certain, possible and undated incidents together.
    pub count: u64,
    /// None of them lies in the window certainly.
    pub is_uncertain: bool,
}

/// The size of hexagons, from 0 to 15, that suits a camera.
pub fn hexagon_resolution(camera: &Camera) -> u8 {
    let lat = camera.center.lat.clamp(-75.0, 75.0);
    let width_px = |resolution: &u8| 1.7 * hexagon_edge_m(*resolution) / camera.metres_per_px(lat);
    (0..=15).find(|resolution| width_px(resolution) < TARGET_PX * 1.6).unwrap_or(15)
}

/// Counts and places the hexagons of all layers: index, certain, possible and undated rows of each.
pub fn place_hexagons(layers: &[(&HexIndex, [&RowSet; 3])], camera: &Camera) -> Vec<PlacedHexagon> {
    let mut sums = HashMap::new();
    for (index, sets) in layers {
        for hexagon in index.count(*sets) {
            let (_, counts) = sums.entry(hexagon.index).or_insert((hexagon.ring, [0u64; 3]));
            counts.iter_mut().zip(hexagon.counts).for_each(|(sum, more)| *sum += more);
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_unstable_by_key(|(index, _)| *index);
    let sight = Sight::new(camera);
    let mut placed = Vec::new();
    for (_, (ring, counts)) in sums {
        let Some(first) = ring.first() else { continue };
        for turn in &sight.turns {
            let points: Vec<[f32; 2]> = ring
                .iter()
                .map(|at| {
                    // A hexagon over the antimeridian stays in one piece.
                    let lon = at.lon - 360.0 * ((at.lon - first.lon) / 360.0).round();
                    let world = world_from_lon_lat(super::LonLat { lon, lat: at.lat });
                    sight.px(world.x, world.y, *turn)
                })
                .collect();
            let span = |axis: usize| {
                points
                    .iter()
                    .filter_map(|point| point.get(axis))
                    .fold([f32::INFINITY, f32::NEG_INFINITY], |[low, high], at| [low.min(*at), high.max(*at)])
            };
            let ([left, right], [top, bottom]) = (span(0), span(1));
            if right < 0.0 || bottom < 0.0 || left > camera.size[0] || top > camera.size[1] {
                continue;
            }
            placed.push(PlacedHexagon {
                center: [(left + right) / 2.0, (top + bottom) / 2.0],
                ring: points,
                count: counts.iter().sum(),
                is_uncertain: counts[0] == 0,
            });
        }
    }
    placed
}

/// The colour of a class, by its position in [`CLASSES`].
pub fn class_color(class: usize, dark: bool) -> Rgba {
    density_color((class as f32 + 1.0) / CLASSES.len() as f32, dark).with_alpha(205)
}

/// The class of a count.
pub fn class_of(count: u64) -> usize {
    CLASSES.iter().rposition(|low| *low <= count).unwrap_or(0)
}

/// Fills, edges and numbers. What is only possible is drawn as an outline with the ground showing through.
pub fn push_hexagons(
    hexagons: &[PlacedHexagon],
    list: &mut DisplayList,
    dark: bool,
    engine: &mut TextEngine,
    write: &dyn Fn(u64) -> String,
) {
    for hexagon in hexagons {
        let color = class_color(class_of(hexagon.count), dark);
        let fill = if hexagon.is_uncertain { color.with_alpha(60) } else { color };
        let edge = if hexagon.is_uncertain {
            Stroke { width: 1.5, color: color.with_alpha(255), dash: Some([4.0, 3.0]) }
        } else {
            Stroke { width: 1.0, color: if dark { Rgba([0, 0, 0, 120]) } else { Rgba([255, 255, 255, 160]) }, dash: None }
        };
        list.push(Shape::Convex { points: hexagon.ring.clone(), fill: Some(fill), stroke: None });
        list.push(Shape::Polyline { points: hexagon.ring.clone(), closed: true, stroke: edge });
    }
    for hexagon in hexagons {
        let xs = hexagon.ring.iter().map(|point| point[0]);
        let width = xs.clone().fold(f32::NEG_INFINITY, f32::max) - xs.fold(f32::INFINITY, f32::min);
        let number = write(hexagon.count);
        let layout = engine.layout(&TextRequest::new(&number, 12.0).semibold().tabular());
        if width < NUMBERED_PX || layout.width > width - 6.0 {
            continue;
        }
        let [r, g, b, _] = class_color(class_of(hexagon.count), dark).0;
        // Rec. 601 luma of the fill over its ground: light fills take dark figures.
        let luma = 0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b);
        let is_light = if hexagon.is_uncertain { !dark } else { luma > 140.0 };
        let color = if is_light { Rgba::rgb(0x1B, 0x1F, 0x24) } else { Rgba::rgb(0xFF, 0xFF, 0xFF) };
        let at = [hexagon.center[0] - layout.width / 2.0, hexagon.center[1] - layout.height / 2.0];
        list.push(Shape::Text { at, layout, color, halo: None });
    }
}

/// The topmost hexagon that holds a point.
pub fn hexagon_at(hexagons: &[PlacedHexagon], px: [f32; 2]) -> Option<&PlacedHexagon> {
    hexagons.iter().rev().find(|hexagon| super::incidents::holds(&hexagon.ring, px))
}
