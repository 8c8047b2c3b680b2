//! From chunks to shapes: choose the level, leave out what is not in view, project in f64, clip what is very large.

use std::sync::Arc;

use super::decode::{Block, Chunk, Layer, SIDE};
use super::{Basemap, BasemapStyle};
use crate::picture::{Camera, DisplayList, Rgba, Shape, Stroke, world_from_lon_lat};

/// Logical pixels that are drawn beyond every side of the picture, for strokes and rounding.
const MARGIN_PX: f64 = 16.0;
/// A mesh larger than this is clipped triangle by triangle, since far points lose precision as f32.
const LARGE_PX: f64 = 4096.0;
/// Copies of the world to either side of the middle one, at most.
const COPIES: f64 = 4.0;

impl Basemap {
    /// Adds the basemap's shapes: the ground, then land, lakes, rivers, internal borders, borders, coasts.
    pub fn draw(&self, camera: &Camera, style: &BasemapStyle, pixels_per_point: f32, list: &mut DisplayList) {
        let ground = Shape::Rect { min: [0.0, 0.0], max: camera.size, corner: 0.0, fill: Some(style.water), stroke: None };
        list.push(ground);
        let scenes = self.in_view(camera);
        fill(&scenes, Layer::Land, style.land, list);
        antarctica(camera, style.land, list);
        fill(&scenes, Layer::Lakes, style.lake, list);
        let lines = [
            (Layer::Rivers, style.river, [0.6, 1.4]),
            (Layer::Admin1, style.admin1, [0.6, 1.0]),
            (Layer::Coast, style.coast, [0.6, 1.0]),
            (Layer::Borders, style.border, [0.7, 1.4]),
        ];
        for (layer, color, widths) in lines {
            let width = width_px(camera.zoom, widths).max(1.0 / pixels_per_point.max(0.1));
            let stroke = Stroke { width, color, dash: None };
            let shortest_px = 0.5 / f64::from(pixels_per_point.max(0.1));
            for scene in scenes.iter().filter(|scene| scene.chunk.layer == layer) {
                polylines(scene, stroke, shortest_px, list);
            }
        }
    }

    fn in_view(&self, camera: &Camera) -> Vec<Scene<'_>> {
        let level = level_for_zoom(camera.zoom);
        let mut scenes = Vec::new();
        for view in views(camera) {
            for lazy in self.blocks.iter().filter(|lazy| lazy.section.kind == level && view.sees(lazy.section.bounds)) {
                let block = lazy.get();
                let seen = block.chunks.iter().filter(|chunk| view.sees(chunk.bounds));
                scenes.extend(seen.map(|chunk| Scene { view, block, chunk }));
            }
        }
        scenes
    }
}

fn level_for_zoom(zoom: f64) -> u8 {
    if zoom < 3.0 {
        0
    } else if zoom < 5.5 {
        1
    } else {
        2
    }
}

/// The first width up to zoom 3, the second from zoom 9, in between by proportion.
fn width_px(zoom: f64, [from, to]: [f32; 2]) -> f32 {
    from + (to - from) * (((zoom - 3.0) / 6.0).clamp(0.0, 1.0) as f32)
}

/// How one copy of the world lies in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Logical pixels per quantisation step.
    scale: f64,
    /// Where the square's north-west corner lies, in logical pixels.
    origin: [f64; 2],
    size: [f64; 2],
}

struct Scene<'a> {
    view: View,
    block: &'a Block,
    chunk: &'a Chunk,
}

/// The copies of the world that the picture shows, from west to east.
pub(super) fn views(camera: &Camera) -> impl Iterator<Item = View> {
    let world_px = camera.world_px();
    let center = world_from_lon_lat(camera.center);
    let size = camera.size.map(f64::from);
    let west = size[0] / 2.0 - center.x * world_px;
    let north = size[1] / 2.0 - center.y * world_px;
    let first = (-west / world_px).floor().clamp(-COPIES, COPIES) as i32;
    let last = ((size[0] - west) / world_px).ceil().clamp(-COPIES, COPIES) as i32;
    (first..last.max(first + 1)).map(move |copy| View { scale: world_px / SIDE, origin: [west + f64::from(copy) * world_px, north], size })
}

impl View {
    pub fn px(&self, [x, y]: [i32; 2]) -> [f64; 2] {
        [f64::from(x) * self.scale + self.origin[0], f64::from(y) * self.scale + self.origin[1]]
    }

    pub fn sees(&self, [west, north, east, south]: [i32; 4]) -> bool {
        self.meets(self.px([west, north]), self.px([east, south]))
    }

    /// Whether a point lies within the picture itself.
    pub fn holds(&self, at: [i32; 2]) -> bool {
        let [x, y] = self.px(at);
        x >= 0.0 && y >= 0.0 && x <= self.size[0] && y <= self.size[1]
    }

    fn meets(&self, min: [f64; 2], max: [f64; 2]) -> bool {
        let [low, high] = self.frame();
        max[0] >= low[0] && max[1] >= low[1] && min[0] <= high[0] && min[1] <= high[1]
    }

    fn frame(&self) -> [[f64; 2]; 2] {
        [[-MARGIN_PX; 2], [self.size[0] + MARGIN_PX, self.size[1] + MARGIN_PX]]
    }
}

fn narrow([x, y]: [f64; 2]) -> [f32; 2] {
    [x as f32, y as f32]
}

/// One shape for all areas of a layer.
fn fill(scenes: &[Scene<'_>], layer: Layer, color: Rgba, list: &mut DisplayList) {
    let mut points = Vec::new();
    let mut indices = Vec::new();
    for Scene { view, block, chunk } in scenes.iter().filter(|scene| scene.chunk.layer == layer) {
        let source = block.points(chunk);
        let [west, north, east, south] = chunk.bounds;
        let large = f64::from((east - west).max(south - north)) * view.scale > LARGE_PX;
        let base = points.len() as u32;
        if !large {
            points.extend(source.iter().map(|&point| narrow(view.px(point))));
        }
        for &corners in block.triangles(chunk) {
            let Some(triangle) = triangle_px(view, source, corners) else { continue };
            if large {
                push_clipped(&triangle, view.frame(), &mut points, &mut indices);
            } else {
                indices.extend(corners.map(|corner| base + corner));
            }
        }
    }
    if !indices.is_empty() {
        list.push(Shape::Triangles { points: Arc::new(points), indices: Arc::new(indices), color });
    }
}

/// The corners in the picture, if any part of the triangle can be seen.
fn triangle_px(view: &View, source: &[[i32; 2]], [a, b, c]: [u32; 3]) -> Option<[[f64; 2]; 3]> {
    let corner = |index: u32| source.get(index as usize).map(|&point| view.px(point));
    let [a, b, c] = [corner(a)?, corner(b)?, corner(c)?];
    let min = [a[0].min(b[0]).min(c[0]), a[1].min(b[1]).min(c[1])];
    let max = [a[0].max(b[0]).max(c[0]), a[1].max(b[1]).max(c[1])];
    view.meets(min, max).then_some([a, b, c])
}

/// Cuts a triangle to the frame (Sutherland and Hodgman) and adds what is left as a fan of the same winding.
fn push_clipped(triangle: &[[f64; 2]; 3], [low, high]: [[f64; 2]; 2], points: &mut Vec<[f32; 2]>, indices: &mut Vec<u32>) {
    let mut shape = triangle.to_vec();
    for (axis, limit, sign) in [(0, low[0], 1.0), (0, high[0], -1.0), (1, low[1], 1.0), (1, high[1], -1.0)] {
        let depth = |point: &[f64; 2]| sign * (if axis == 0 { point[0] } else { point[1] } - limit);
        let mut kept = Vec::with_capacity(shape.len() + 1);
        for (here, next) in shape.iter().zip(shape.iter().cycle().skip(1)) {
            let (from, to) = (depth(here), depth(next));
            if from >= 0.0 {
                kept.push(*here);
            }
            if (from >= 0.0) != (to >= 0.0) {
                let part = from / (from - to);
                kept.push([here[0] + (next[0] - here[0]) * part, here[1] + (next[1] - here[1]) * part]);
            }
        }
        shape = kept;
    }
    let base = points.len() as u32;
    points.extend(shape.iter().map(|&point| narrow(point)));
    for corner in 2..shape.len() as u32 {
        indices.extend([base, base + corner - 1, base + corner]);
    }
}

/// The Mercator square ends within Antarctica: what lies below it is land too.
fn antarctica(camera: &Camera, color: Rgba, list: &mut DisplayList) {
    let south = camera.size[1] / 2.0 + ((1.0 - world_from_lon_lat(camera.center).y) * camera.world_px()) as f32;
    if south < camera.size[1] {
        let min = [0.0, (south - 0.5).max(0.0)];
        list.push(Shape::Rect { min, max: camera.size, corner: 0.0, fill: Some(color), stroke: None });
    }
}

/// The parts of a line within the frame, without steps too short to be seen.
fn polylines(scene: &Scene<'_>, stroke: Stroke, shortest_px: f64, list: &mut DisplayList) {
    let mut run: Vec<[f32; 2]> = Vec::new();
    let mut finish = |run: &mut Vec<[f32; 2]>| {
        let points = std::mem::take(run);
        if points.len() > 1 {
            list.push(Shape::Polyline { points, closed: false, stroke });
        }
    };
    let source = scene.block.points(scene.chunk);
    let frame = scene.view.frame();
    let Some((&first, rest)) = source.split_first() else { return };
    let mut here = scene.view.px(first);
    for (index, &point) in rest.iter().enumerate() {
        let next = scene.view.px(point);
        let is_last = index + 1 == rest.len();
        if !is_last && (next[0] - here[0]).abs().max((next[1] - here[1]).abs()) < shortest_px {
            continue;
        }
        match clip_segment(here, next, frame) {
            Some((from, to)) => {
                if run.is_empty() || from != here {
                    finish(&mut run);
                    run.reserve(rest.len() - index + 1);
                    run.push(narrow(from));
                }
                run.push(narrow(to));
                if to != next {
                    finish(&mut run);
                }
            }
            None => finish(&mut run),
        }
        here = next;
    }
    finish(&mut run);
}

/// The part of a segment within the frame (Liang and Barsky); ends inside are given back as they came.
fn clip_segment(from: [f64; 2], to: [f64; 2], [low, high]: [[f64; 2]; 2]) -> Option<([f64; 2], [f64; 2])> {
    let step = [to[0] - from[0], to[1] - from[1]];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [(-step[0], from[0] - low[0]), (step[0], high[0] - from[0]), (-step[1], from[1] - low[1]), (step[1], high[1] - from[1])];
    for (speed, room) in sides {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |part: f64| [from[0] + step[0] * part, from[1] + step[1] * part];
    Some((if enter > 0.0 { at(enter) } else { from }, if leave < 1.0 { at(leave) } else { to }))
}
