//! Which marks, rings, lines and areas a view shows: the same for the window and for a picture.

use std::collections::HashMap;

use super::marks::{
    AreaLook, CategoryStyle, GradeBand, LineLook, MarkAnswer, MarkLook, RingLook, StackLook, Theme, category_style, no_category_style,
    push_area, push_line, push_mark, push_ring, push_stack, push_unknown_ring,
};
use super::{Camera, DisplayList, LonLat, World, world_from_lon_lat};
use crate::domain::geodesy::circle;
use crate::store::{RowSet, Store};
use crate::text::{TextEngine, TextRequest};

/// Above this many places in sight, places that fall into one cell of the screen share a mark.
const MAX_SINGLE_MARKS: usize = 4_000;
/// Side of such a cell in logical pixels.
const CELL_PX: f64 = 36.0;
/// Rings and shapes are drawn one by one up to this many.
const MAX_SHAPES: usize = 3_000;
/// Rings of unknown radius have a fixed size: beyond this many places they would only hide each other, and are left out
/// until the map is closer.
const MAX_UNKNOWN_RINGS: usize = 400;
/// Rings smaller than this are hidden under their mark.
const MIN_RING_PX: f32 = 9.0;

/// The rows of one layer that are shown.
pub struct ShownLayer<'a> {
    /// Names the layer to the caller.
    pub id: u32,
    pub store: &'a Store,
    pub certain: &'a RowSet,
    pub possible: &'a RowSet,
    /// `None` where the undated are hidden.
    pub undated: Option<&'a RowSet>,
}

/// One mark on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedMark {
    pub at: [f32; 2],
    /// How many incidents it stands for.
    pub count: u32,
    /// The first of them: its layer and row.
    pub first: (u32, u32),
    pub category: String,
    pub answer: MarkAnswer,
    pub grade: GradeBand,
    /// True where they are of several categories.
    pub is_mixed: bool,
    /// True where the incidents share a place; false for places that only fall close together on the screen.
    pub is_site: bool,
    pub is_selected: bool,
}

/// A ring of uncertainty.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedRing {
    pub center: [f32; 2],
    /// The geodesic circle on the screen; empty where the radius is not known.
    pub outline: Vec<[f32; 2]>,
    pub category: String,
    pub answer: MarkAnswer,
    pub is_selected: bool,
}

/// A line or an area.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedShape {
    pub parts: Vec<Vec<[f32; 2]>>,
    pub is_area: bool,
    /// Its position is not known exactly.
    pub is_imprecise: bool,
    pub category: String,
    pub answer: MarkAnswer,
    pub row: (u32, u32),
    pub is_selected: bool,
}

/// Everything to draw of the incidents, lowest first: shapes, rings, marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedIncidents {
    pub shapes: Vec<PlacedShape>,
    pub rings: Vec<PlacedRing>,
    pub marks: Vec<PlacedMark>,
}

struct Gathering<'a> {
    camera: &'a Camera,
    center: World,
    selected: Option<(u32, u32)>,
    /// West and east copies of the world that the picture shows.
    turns: Vec<f64>,
    margin: f32,
}

impl Gathering<'_> {
    /// Where a point of the unit square falls, in every copy of the world in sight.
    fn positions(&self, x: f64, y: f64) -> impl Iterator<Item = [f32; 2]> {
        let scale = self.camera.world_px();
        let [width, height] = self.camera.size;
        let py = ((y - self.center.y) * scale) as f32 + height / 2.0;
        self.turns.iter().filter_map(move |turn| {
            let px = ((x + turn - self.center.x) * scale) as f32 + width / 2.0;
            let inside = px > -self.margin && px < width + self.margin && py > -self.margin && py < height + self.margin;
            inside.then_some([px, py])
        })
    }
}

/// A place in sight with all that stands there.
#[derive(Clone, Debug)]
struct Site {
    at: [f32; 2],
    count: u32,
    first: (u32, u32),
    /// Earliest time among its incidents: its first incident is the one to be named.
    first_time: i64,
    answer: MarkAnswer,
    is_mixed: bool,
    is_selected: bool,
}

/// Lays out what the layers show through the camera. Cost grows with the rows that are shown, not with those that are filtered out.
pub fn place_incidents(layers: &[ShownLayer], camera: &Camera, selected: Option<(u32, u32)>, rings: bool) -> PlacedIncidents {
    let world = world_from_lon_lat(camera.center);
    let half = f64::from(camera.size[0]) / camera.world_px() / 2.0 + 0.05;
    let turns = [-1.0, 0.0, 1.0].into_iter().filter(|turn| world.x - half < 1.0 + turn && world.x + half > *turn).collect();
    let gathering = Gathering { camera, center: world, selected, turns, margin: 24.0 };
    let mut placed = PlacedIncidents::default();
    let mut sites = gather_sites(layers, &gathering);
    if rings || selected.is_some() {
        place_shapes(layers, &gathering, &mut placed);
    }
    if sites.len() <= MAX_SHAPES {
        place_rings(layers, &gathering, rings, sites.len() <= MAX_UNKNOWN_RINGS, &mut placed);
    }
    let is_site = sites.len() <= MAX_SINGLE_MARKS;
    if !is_site {
        sites = gather_cells(&sites, camera);
    }
    placed.marks = sites.into_iter().map(|site| mark_of(layers, site, is_site)).collect();
    // From north to south, the selected one on top: overlapping marks keep their order while panning.
    placed.marks.sort_by(|a, b| {
        let key = |mark: &PlacedMark| (mark.is_selected, mark.at[1]);
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    placed
}

/// Calls `each` for every shown row with what the window says of it.
fn for_each_row(layer: &ShownLayer, mut each: impl FnMut(u32, MarkAnswer)) {
    layer.possible.iter().for_each(|row| each(row, MarkAnswer::Possible));
    layer.certain.iter().for_each(|row| each(row, MarkAnswer::Certain));
    if let Some(undated) = layer.undated {
        undated.iter().for_each(|row| each(row, MarkAnswer::Undated));
    }
}

fn gather_sites(layers: &[ShownLayer], gathering: &Gathering) -> Vec<Site> {
    let mut by_place: HashMap<(u32, u32, u8), Site> = HashMap::new();
    for layer in layers {
        for_each_row(layer, |row, answer| {
            let Some([mx, my]) = layer.store.mercator(row) else { return };
            let (x, y) = (unit(mx), unit(my));
            for (turn, at) in gathering.positions(x, y).enumerate() {
                let time = layer.store.sort_time(row);
                let is_selected = gathering.selected == Some((layer.id, row));
                let site = by_place.entry((mx, my, turn as u8)).or_insert(Site {
                    at,
                    count: 0,
                    first: (layer.id, row),
                    first_time: time,
                    answer,
                    is_mixed: false,
                    is_selected: false,
                });
                if site.count > 0 && site.first.0 == layer.id {
                    site.is_mixed |= layer.store.category(site.first.1) != layer.store.category(row);
                }
                site.count += 1;
                site.is_selected |= is_selected;
                if time < site.first_time {
                    site.first = (layer.id, row);
                    site.first_time = time;
                }
                site.answer = site.answer.surer(answer);
            }
        });
    }
    let mut sites: Vec<Site> = by_place.into_values().collect();
    sites.sort_by_key(|site| site.first);
    sites
}

fn unit(fixed: u32) -> f64 {
    f64::from(fixed) / 4_294_967_296.0
}

/// Sums places into cells that are fixed on the ground at each whole zoom, so that sums stand still while panning.
fn gather_cells(sites: &[Site], camera: &Camera) -> Vec<Site> {
    let step = CELL_PX / (256.0 * camera.zoom.floor().exp2());
    let world = world_from_lon_lat(camera.center);
    let scale = camera.world_px();
    let mut cells: HashMap<(i64, i64), (Site, f64, f64)> = HashMap::new();
    for site in sites {
        let x = world.x + f64::from(site.at[0] - camera.size[0] / 2.0) / scale;
        let y = world.y + f64::from(site.at[1] - camera.size[1] / 2.0) / scale;
        let key = ((x / step).floor() as i64, (y / step).floor() as i64);
        let weight = f64::from(site.count);
        let (sum, sx, sy) = cells.entry(key).or_insert_with(|| (Site { count: 0, ..site.clone() }, 0.0, 0.0));
        sum.count += site.count;
        sum.is_selected |= site.is_selected;
        // A cell is no place: its colour names no category.
        sum.is_mixed = true;
        sum.answer = sum.answer.surer(site.answer);
        if site.first_time < sum.first_time {
            sum.first = site.first;
            sum.first_time = site.first_time;
        }
        *sx += f64::from(site.at[0]) * weight;
        *sy += f64::from(site.at[1]) * weight;
    }
    let mut cells: Vec<((i64, i64), Site)> = cells
        .into_iter()
        .map(|(key, (mut site, sx, sy))| {
            site.at = [(sx / f64::from(site.count)) as f32, (sy / f64::from(site.count)) as f32];
            (key, site)
        })
        .collect();
    cells.sort_by_key(|(key, _)| *key);
    cells.into_iter().map(|(_, site)| site).collect()
}

fn mark_of(layers: &[ShownLayer], site: Site, is_site: bool) -> PlacedMark {
    let store = layers.iter().find(|layer| layer.id == site.first.0).map(|layer| layer.store);
    let (category, grade) = store
        .map_or((String::new(), GradeBand::Broken), |store| (store.category(site.first.1).to_owned(), grade_band(store, site.first.1)));
    PlacedMark {
        at: site.at,
        count: site.count,
        first: site.first,
        category,
        answer: site.answer,
        grade,
        is_mixed: site.is_mixed,
        is_site,
        is_selected: site.is_selected,
    }
}

/// The best grade that any claim of the incident has.
fn grade_band(store: &Store, row: u32) -> GradeBand {
    store.best_source_grade(row).map_or(GradeBand::Broken, GradeBand::of)
}

fn place_rings(layers: &[ShownLayer], gathering: &Gathering, rings: bool, with_unknown: bool, placed: &mut PlacedIncidents) {
    // Incidents at one place with one radius share a ring.
    let mut seen = std::collections::HashSet::new();
    for layer in layers {
        for_each_row(layer, |row, answer| {
            let is_selected = gathering.selected == Some((layer.id, row));
            if !(rings || is_selected) {
                return;
            }
            for place in layer.store.point_places(row) {
                let center = world_from_lon_lat(place.at);
                let key = (center.x.to_bits(), center.y.to_bits(), place.radius_m.map(f64::to_bits));
                if !seen.insert(key) && !is_selected {
                    continue;
                }
                let scale = 1.0 / gathering.camera.metres_per_px(place.at.lat);
                let radius_px = place.radius_m.map(|radius_m| (radius_m * scale) as f32);
                let is_hidden = radius_px.map_or(!with_unknown && !is_selected, |radius_px| radius_px < MIN_RING_PX);
                if is_hidden {
                    continue;
                }
                let reach = f64::from(radius_px.unwrap_or(16.0));
                if let Some(ring) = ring(gathering, place.at, place.radius_m, reach) {
                    let category = layer.store.category(row).to_owned();
                    placed.rings.push(PlacedRing { center: ring.0, outline: ring.1, category, answer, is_selected });
                }
            }
        });
    }
}

/// Center and outline on the screen; `None` where no part of it is in sight.
fn ring(gathering: &Gathering, at: LonLat, radius_m: Option<f64>, reach_px: f64) -> Option<([f32; 2], Vec<[f32; 2]>)> {
    let world = world_from_lon_lat(at);
    let camera = gathering.camera;
    let wide = Gathering { margin: gathering.margin + reach_px as f32, turns: gathering.turns.clone(), ..*gathering };
    let center = wide.positions(world.x, world.y).next()?;
    let home = camera.px(world);
    let shift = center[0] - home[0];
    let outline = radius_m.map_or_else(Vec::new, |radius_m| {
        circle(at, radius_m, 96)
            .into_iter()
            .map(|mut point| {
                // A ring over the antimeridian stays in one piece.
                if point.lon - at.lon > 180.0 {
                    point.lon -= 360.0;
                } else if point.lon - at.lon < -180.0 {
                    point.lon += 360.0;
                }
                let [x, y] = camera.px_from_lon_lat(point);
                [x + shift, y]
            })
            .collect()
    });
    Some((center, outline))
}

fn place_shapes(layers: &[ShownLayer], gathering: &Gathering, placed: &mut PlacedIncidents) {
    for layer in layers {
        for_each_row(layer, |row, answer| {
            if placed.shapes.len() >= MAX_SHAPES {
                return;
            }
            for shape in layer.store.shapes(row) {
                let parts: Vec<Vec<[f32; 2]>> =
                    shape.parts().map(|part| part.map(|at| gathering.camera.px_from_lon_lat(at)).collect()).collect();
                if !touches(&parts, gathering.camera.size) {
                    continue;
                }
                placed.shapes.push(PlacedShape {
                    parts,
                    is_area: shape.is_area(),
                    is_imprecise: shape.is_imprecise(),
                    category: layer.store.category(row).to_owned(),
                    answer,
                    row: (layer.id, row),
                    is_selected: gathering.selected == Some((layer.id, row)),
                });
            }
        });
    }
}

fn touches(parts: &[Vec<[f32; 2]>], size: [f32; 2]) -> bool {
    let mut low = [f32::INFINITY; 2];
    let mut high = [f32::NEG_INFINITY; 2];
    for [x, y] in parts.iter().flatten() {
        low = [low[0].min(*x), low[1].min(*y)];
        high = [high[0].max(*x), high[1].max(*y)];
    }
    low[0] <= size[0] && low[1] <= size[1] && high[0] >= 0.0 && high[1] >= 0.0
}

impl PlacedIncidents {
    /// The mark under a point, within `reach` pixels; the topmost first.
    pub fn mark_at(&self, px: [f32; 2], reach: f32) -> Option<&PlacedMark> {
        let distance = |mark: &PlacedMark| ((mark.at[0] - px[0]).powi(2) + (mark.at[1] - px[1]).powi(2)).sqrt();
        self.marks.iter().rev().filter(|mark| distance(mark) <= reach).min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The line or area under a point: a line within 6 pixels, an area that holds the point.
    pub fn shape_at(&self, px: [f32; 2]) -> Option<&PlacedShape> {
        self.shapes.iter().rev().find(|shape| {
            if shape.is_area {
                shape.parts.iter().fold(false, |inside, ring| inside ^ holds(ring, px))
            } else {
                shape.parts.iter().any(|line| line.windows(2).any(|pair| matches!(pair, [a, b] if distance_to(*a, *b, px) < 6.0)))
            }
        })
    }
}

/// Even-odd rule.
fn holds(ring: &[[f32; 2]], [x, y]: [f32; 2]) -> bool {
    let mut inside = false;
    let mut before = ring.last().copied().unwrap_or_default();
    for at in ring.iter().copied() {
        if (at[1] > y) != (before[1] > y) && x < (before[0] - at[0]) * (y - at[1]) / (before[1] - at[1]) + at[0] {
            inside = !inside;
        }
        before = at;
    }
    inside
}

fn distance_to(a: [f32; 2], b: [f32; 2], p: [f32; 2]) -> f32 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    ((a[0] + t * dx - p[0]).powi(2) + (a[1] + t * dy - p[1]).powi(2)).sqrt()
}

/// Width of a mark in logical pixels.
const MARK_PX: f32 = 14.0;

/// The signs of a category: by its place among all categories of the view, so that it keeps them whatever the filter says.
pub fn style_of(categories: &[String], category: &str, theme: Theme) -> CategoryStyle {
    match categories.iter().position(|have| have == category) {
        Some(rank) if !category.is_empty() => category_style(rank, theme),
        _ => no_category_style(theme),
    }
}

impl PlacedMark {
    pub fn look(&self, categories: &[String], theme: Theme) -> MarkLook {
        let CategoryStyle { shape, color } = style_of(categories, &self.category, theme);
        MarkLook { shape, color, answer: self.answer, grade: self.grade, selected: self.is_selected, size_px: MARK_PX, theme }
    }
    pub fn stack_look(&self, categories: &[String], theme: Theme) -> StackLook {
        let color = if !self.is_mixed { style_of(categories, &self.category, theme).color } else { theme.stack() };
        StackLook { color, answer: self.answer, selected: self.is_selected, theme }
    }
}

impl PlacedIncidents {
    /// Lines, areas and rings, which lie below all marks.
    pub fn push_below(&self, list: &mut DisplayList, categories: &[String], size: [f32; 2], theme: Theme) {
        for shape in &self.shapes {
            push_shape(list, shape, style_of(categories, &shape.category, theme).color, size, theme);
        }
        for ring in &self.rings {
            let color = style_of(categories, &ring.category, theme).color;
            if ring.outline.is_empty() {
                push_unknown_ring(list, ring.center, color, theme);
            } else {
                let look = RingLook { color, answer: ring.answer, is_stated: true, selected: ring.is_selected, theme };
                push_ring(list, &ring.outline, &look);
            }
        }
    }

    /// Marks of single incidents, then those that stand for several, with their numbers as `write` has them.
    pub fn push_marks(
        &self,
        list: &mut DisplayList,
        categories: &[String],
        theme: Theme,
        engine: &mut TextEngine,
        write: &dyn Fn(u32) -> String,
    ) {
        for mark in self.marks.iter().filter(|mark| mark.count == 1) {
            push_mark(list, mark.at, &mark.look(categories, theme));
        }
        self.push_stacks(list, categories, theme, engine, write);
    }

    /// Marks that stand for several incidents.
    pub fn push_stacks(
        &self,
        list: &mut DisplayList,
        categories: &[String],
        theme: Theme,
        engine: &mut TextEngine,
        write: &dyn Fn(u32) -> String,
    ) {
        for mark in self.marks.iter().filter(|mark| mark.count > 1) {
            let number = write(mark.count);
            let layout = engine.layout(&TextRequest::new(&number, 12.0).semibold().tabular());
            push_stack(list, mark.at, &layout, &mark.stack_look(categories, theme));
        }
    }
}

fn push_shape(list: &mut DisplayList, shape: &PlacedShape, color: super::Rgba, size: [f32; 2], theme: Theme) {
    let (answer, selected, is_precise) = (shape.answer, shape.is_selected, !shape.is_imprecise);
    if shape.is_area {
        if let [outer, holes @ ..] = shape.parts.as_slice() {
            let look = AreaLook { color, answer, is_precise, selected, theme };
            push_area(list, outer, holes, [[0.0, 0.0], size], &look);
        }
        return;
    }
    for part in &shape.parts {
        push_line(list, part, &LineLook { color, answer, is_precise, selected, theme });
    }
}
