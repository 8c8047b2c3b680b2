//! Which marks, rings, lines and areas a view shows: the same for the window and for a picture.

use std::collections::HashMap;

use super::marks::{
    AreaLook, CategoryStyle, GradeBand, LineLook, MarkAnswer, MarkLook, RingLook, StackLook, Theme, category_style, no_category_style,
    push_area, push_line, push_mark, push_ring, push_stack, push_unknown_ring,
};
use super::sight::{Sight, unit};
use super::{Camera, DisplayList, LonLat, World, world_from_lon_lat};
use crate::domain::geodesy::circle;
use crate::store::{Cell, MercatorBox, RowSet, Site, Store};
use crate::text::{TextEngine, TextRequest};

/// Where the marks of places would cover more than this part of a tile, the tile sums them up: too many hide one another.
const MAX_COVERED: f64 = 0.3;
/// Side of the square that a mark for several incidents takes, in logical pixels.
const STACK_PX: f64 = 24.0;
/// A tile has 2^this cells a side: one is 64 to 128 logical pixels wide, room for a count.
const CELL_BITS: u8 = 2;
/// A sum keeps this part of its cell's side away from the cell's edges, so that neighbours do not lie on one another.
const CELL_EDGE: f64 = 0.3;
/// Rings and shapes are drawn one by one up to this many.
const MAX_SHAPES: usize = 3_000;
/// Rings of unknown radius have a fixed size: in a tile of more than this many places they would only hide each other, and are
/// left out until the map is closer.
const MAX_UNKNOWN_RINGS: usize = 100;
/// Rings smaller than this are hidden under their mark.
const MIN_RING_PX: f32 = 9.0;

/// The rows of one layer that are shown.
#[derive(Clone, Copy)]
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

struct Gathering {
    sight: Sight,
    selected: Option<(u32, u32)>,
    margin: f32,
}

impl Gathering {
    /// Where a point of the unit square falls, in every copy of the world in sight, with so many pixels around.
    fn positions(&self, x: f64, y: f64, margin: f32) -> impl Iterator<Item = [f32; 2]> {
        let [width, height] = self.sight.camera.size;
        self.sight.turns.iter().filter_map(move |turn| {
            let [px, py] = self.sight.px(x, y, *turn);
            let inside = px > -margin && px < width + margin && py > -margin && py < height + margin;
            inside.then_some([px, py])
        })
    }

    /// True for what lies in the picture or so near that its mark reaches into it.
    fn shows(&self, [x, y]: [f32; 2]) -> bool {
        let ([width, height], margin) = (self.sight.camera.size, self.margin);
        x > -margin && x < width + margin && y > -margin && y < height + margin
    }
}

/// The rows of a layer by what the window says of them, the surest last.
const ANSWERS: [MarkAnswer; 3] = [MarkAnswer::Undated, MarkAnswer::Possible, MarkAnswer::Certain];

/// One mark before its looks are known.
#[derive(Clone, Debug)]
struct Heap {
    at: [f32; 2],
    count: u64,
    /// Layer and row of its first incident, which is the one to be named.
    first: (u32, u32),
    answer: MarkAnswer,
    is_mixed: bool,
    /// Its incidents share a place.
    is_site: bool,
    is_selected: bool,
}

/// Lays out what the layers show through the camera. Cost grows with what is in sight, not with the rows of the layers.
pub fn place_incidents(layers: &[ShownLayer], camera: &Camera, selected: Option<(u32, u32)>, rings: bool) -> PlacedIncidents {
    let gathering = Gathering { sight: Sight::new(camera), selected, margin: 24.0 };
    let mut placed = PlacedIncidents::default();
    let mut tiles = Tiles::new(layers, &gathering);
    if rings || selected.is_some() {
        place_shapes(layers, &gathering, &mut placed);
    }
    placed.marks = tiles.heaps().into_iter().map(|heap| mark_of(layers, heap)).collect();
    place_rings(layers, &gathering, rings, &mut tiles, &mut placed);
    // From north to south, the selected one on top: overlapping marks keep their order while panning.
    placed.marks.sort_by(|a, b| {
        let key = |mark: &PlacedMark| (mark.is_selected, mark.at[1]);
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    placed
}

impl ShownLayer<'_> {
    /// What the window says of a row that is shown.
    fn answer(&self, row: u32) -> Option<MarkAnswer> {
        if self.certain.contains(row) {
            Some(MarkAnswer::Certain)
        } else if self.possible.contains(row) {
            Some(MarkAnswer::Possible)
        } else {
            self.undated.is_some_and(|rows| rows.contains(row)).then_some(MarkAnswer::Undated)
        }
    }
}

/// Calls `each` with the shown rows near the picture whose places have marks of their own, and how many such places their tile
/// has: rows that lie within `reach_px` of it, and some beyond.
fn for_each_single(layer: &ShownLayer, tiles: &mut Tiles, reach_px: f64, mut each: impl FnMut(u32, MarkAnswer, usize)) {
    let undated = layer.undated.into_iter();
    let sets: Vec<(&RowSet, MarkAnswer)> = [(layer.possible, MarkAnswer::Possible), (layer.certain, MarkAnswer::Certain)]
        .into_iter()
        .chain(undated.map(|rows| (rows, MarkAnswer::Undated)))
        .collect();
    for area in tiles.gathering.sight.areas(reach_px) {
        let runs = layer.store.rows_in(area);
        for (rows, answer) in &sets {
            for run in &runs {
                let mut from = run.start;
                while from < run.end
                    && let Some(row) = rows.next_in(from..run.end)
                {
                    from = match layer.store.mercator(row).and_then(|at| tiles.num_sites(at)) {
                        Some(num_sites) => {
                            each(row, *answer, num_sites);
                            row + 1
                        }
                        // A tile that is summed up is one run: it is passed over, however many rows it has.
                        None => layer.store.end_of_square(row, tiles.bits),
                    };
                }
            }
        }
    }
    for row in layer.store.rows_placed_later() {
        if let Some(answer) = layer.answer(*row)
            && let Some(num_sites) = layer.store.mercator(*row).and_then(|at| tiles.num_sites(at))
        {
            each(*row, answer, num_sites);
        }
    }
}

/// What stands in one cell.
struct CellSum {
    heap: Heap,
    /// Of the Mercator coordinates.
    sums: [f64; 2],
    /// The place that all its incidents share.
    site: Option<[u32; 2]>,
}

/// The map in squares of 256 to 512 logical pixels, fixed on the ground at each whole zoom. Each decides by itself, and by all that
/// stands in it, whether its places have marks of their own or are summed up: panning changes nothing of it.
struct Tiles<'a> {
    layers: &'a [ShownLayer<'a>],
    gathering: &'a Gathering,
    bits: u8,
    /// How many places have marks of their own in a tile that was looked at; `None` where they are summed up.
    known: HashMap<[u32; 2], Option<usize>>,
    /// The last of them: rows of one tile follow each other.
    last: Option<([u32; 2], Option<usize>)>,
}

impl<'a> Tiles<'a> {
    fn new(layers: &'a [ShownLayer<'a>], gathering: &'a Gathering) -> Self {
        let bits = gathering.sight.camera.zoom.floor().clamp(0.0, f64::from(32 - CELL_BITS)) as u8;
        Self { layers, gathering, bits, known: HashMap::new(), last: None }
    }

    /// A mark for each place in sight, or for each cell of a tile of too many places.
    fn heaps(&mut self) -> Vec<Heap> {
        let mut heaps = Vec::new();
        for (turn, area) in self.gathering.sight.areas_by_turn(f64::from(self.gathering.margin)) {
            for tile in area.squares(self.bits) {
                let marks = self.sites(tile, turn).unwrap_or_else(|| self.cells(tile, turn));
                heaps.extend(marks.into_iter().filter(|heap| self.gathering.shows(heap.at)));
            }
        }
        heaps
    }

    /// How many places of the tile around a point of Web Mercator have marks of their own; `None` where they are summed up.
    fn num_sites(&mut self, at: [u32; 2]) -> Option<usize> {
        let tile = at.map(|at| (u64::from(at) >> (32 - u32::from(self.bits))) as u32);
        if let Some((_, known)) = self.last.filter(|(last, _)| *last == tile) {
            return known;
        }
        let known = match self.known.get(&tile) {
            Some(known) => *known,
            None => self.sites(tile, 0.0).map(|sites| sites.len()),
        };
        self.last = Some((tile, known));
        known
    }

    fn sites(&mut self, tile: [u32; 2], turn: f64) -> Option<Vec<Heap>> {
        let side_px = self.gathering.sight.camera.world_px() / f64::from(self.bits).exp2();
        let room = MAX_COVERED * side_px * side_px;
        let max = (room / f64::from(MARK_PX * MARK_PX)) as usize;
        let sites = self.gather(MercatorBox::square(self.bits, tile[0], tile[1]), turn, max);
        let cover = |heap: &Heap| if heap.count > 1 { STACK_PX * STACK_PX } else { f64::from(MARK_PX * MARK_PX) };
        let sites = sites.filter(|sites| sites.iter().map(cover).sum::<f64>() <= room);
        self.known.insert(tile, sites.as_ref().map(Vec::len));
        sites
    }

    /// A mark for each place in a tile; `None` where there are more than `max`.
    fn gather(&self, area: MercatorBox, turn: f64, max: usize) -> Option<Vec<Heap>> {
        let mut by_place: HashMap<[u32; 2], Heap> = HashMap::new();
        for layer in self.layers {
            let store = layer.store;
            let none = RowSet::default();
            let sets = [layer.undated.unwrap_or(&none), layer.possible, layer.certain];
            for Site { at, counts, rows } in store.sites(area, sets, max)? {
                let Some(first) = rows.first().copied() else { continue };
                let is_selected = self.gathering.selected.is_some_and(|(id, row)| id == layer.id && rows.contains(&row));
                let answer = surest(counts);
                let count = rows.len() as u64;
                let is_mixed = rows.iter().any(|row| store.category(*row) != store.category(first));
                match by_place.get_mut(&at) {
                    Some(heap) => {
                        let other = self.layers.iter().find(|other| other.id == heap.first.0);
                        heap.is_mixed |= is_mixed || other.is_some_and(|other| other.store.category(heap.first.1) != store.category(first));
                        if other.is_some_and(|other| store.sort_time(first) < other.store.sort_time(heap.first.1)) {
                            heap.first = (layer.id, first);
                        }
                        heap.count += count;
                        heap.is_selected |= is_selected;
                        heap.answer = heap.answer.surer(answer);
                    }
                    None => {
                        let px = self.gathering.sight.px(unit(at[0]), unit(at[1]), turn);
                        let first = (layer.id, first);
                        by_place.insert(at, Heap { at: px, count, first, answer, is_mixed, is_site: true, is_selected });
                    }
                }
            }
            if by_place.len() > max {
                return None;
            }
        }
        let mut heaps: Vec<Heap> = by_place.into_values().collect();
        heaps.sort_unstable_by_key(|heap| heap.first);
        Some(heaps)
    }

    /// A mark for each cell of a tile: at their place where all its incidents share one, else about where they are on the average.
    fn cells(&self, tile: [u32; 2], turn: f64) -> Vec<Heap> {
        let bits = self.bits + CELL_BITS;
        let area = MercatorBox::square(self.bits, tile[0], tile[1]);
        let mut cells: HashMap<[u32; 2], CellSum> = HashMap::new();
        for layer in self.layers {
            let none = RowSet::default();
            let sets = [layer.undated.unwrap_or(&none), layer.possible, layer.certain];
            let selected = self.gathering.selected.filter(|(id, _)| *id == layer.id).and_then(|(_, row)| layer.store.mercator(row));
            let selected = selected.map(|at| at.map(|at| (u64::from(at) >> (32 - u32::from(bits))) as u32));
            for cell in layer.store.cells(area, bits, sets) {
                let Cell { x, y, counts, sums, first } = cell;
                let heap = Heap {
                    at: [0.0; 2],
                    count: cell.count(),
                    first: (layer.id, first),
                    answer: surest(counts),
                    // A cell is no place: its colour names no category.
                    is_mixed: true,
                    is_site: false,
                    is_selected: selected == Some([x, y]),
                };
                // All at one place: the average is each of them.
                let site = layer.store.mercator(first).filter(|at| sums == at.map(|at| u64::from(at) * heap.count));
                let site = site.filter(|_| layer.store.sites(MercatorBox::square(bits, x, y), sets, 1).is_some());
                let empty = || CellSum { heap: Heap { count: 0, ..heap.clone() }, sums: [0.0; 2], site };
                let have = cells.entry([x, y]).or_insert_with(empty);
                have.heap.count += heap.count;
                have.heap.answer = have.heap.answer.surer(heap.answer);
                have.heap.is_selected |= heap.is_selected;
                have.sums = [have.sums[0] + sums[0] as f64, have.sums[1] + sums[1] as f64];
                have.site = have.site.filter(|have| site == Some(*have));
            }
        }
        let cell_side = (-f64::from(bits)).exp2();
        let mut cells: Vec<([u32; 2], Heap)> = cells
            .into_iter()
            .map(|(key, CellSum { mut heap, sums, site })| {
                let mean = sums.map(|sum| sum / heap.count.max(1) as f64 / 4_294_967_296.0);
                let inner = |axis: usize| {
                    let west = f64::from(key[axis]) * cell_side;
                    mean[axis].clamp(west + CELL_EDGE * cell_side, west + (1.0 - CELL_EDGE) * cell_side)
                };
                let [x, y] = site.map_or_else(|| [inner(0), inner(1)], |at| at.map(unit));
                heap.at = self.gathering.sight.px(x, y, turn);
                heap.is_mixed = heap.count > 1;
                heap.is_site = site.is_some();
                (key, heap)
            })
            .collect();
        cells.sort_unstable_by_key(|(key, _)| *key);
        cells.into_iter().map(|(_, heap)| heap).collect()
    }
}

fn surest(counts: [u64; 3]) -> MarkAnswer {
    ANSWERS
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(answer, _)| answer)
        .reduce(MarkAnswer::surer)
        .unwrap_or(MarkAnswer::Undated)
}

fn mark_of(layers: &[ShownLayer], site: Heap) -> PlacedMark {
    let store = layers.iter().find(|layer| layer.id == site.first.0).map(|layer| layer.store);
    let (category, grade) = store
        .map_or((String::new(), GradeBand::Broken), |store| (store.category(site.first.1).to_owned(), grade_band(store, site.first.1)));
    PlacedMark {
        at: site.at,
        count: u32::try_from(site.count).unwrap_or(u32::MAX),
        first: site.first,
        category,
        answer: site.answer,
        grade,
        is_mixed: site.is_mixed,
        is_site: site.is_site,
        is_selected: site.is_selected,
    }
}

/// The best grade that any claim of the incident has.
fn grade_band(store: &Store, row: u32) -> GradeBand {
    store.best_source_grade(row).map_or(GradeBand::Broken, GradeBand::of)
}

/// The rings of the places that have marks of their own, and of the selected incident.
fn place_rings(layers: &[ShownLayer], gathering: &Gathering, rings: bool, tiles: &mut Tiles, placed: &mut PlacedIncidents) {
    // Incidents at one place with one radius share a ring.
    let mut seen = std::collections::HashSet::new();
    for layer in layers {
        let mut add = |row: u32, answer: MarkAnswer, num_sites: usize| {
            let is_selected = gathering.selected == Some((layer.id, row));
            if placed.rings.len() >= MAX_SHAPES && !is_selected {
                return;
            }
            let with_unknown = num_sites <= MAX_UNKNOWN_RINGS;
            for place in layer.store.point_places(row) {
                let center = world_from_lon_lat(place.at);
                let key = (center.x.to_bits(), center.y.to_bits(), place.radius_m.map(f64::to_bits), is_selected);
                if !seen.insert(key) {
                    continue;
                }
                let scale = 1.0 / gathering.sight.camera.metres_per_px(place.at.lat);
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
        };
        // The selected one has its ring also where its tile is summed up.
        if let Some((_, row)) = gathering.selected.filter(|(id, _)| *id == layer.id)
            && let Some(answer) = layer.answer(row)
        {
            add(row, answer, 0);
        }
        if !rings {
            continue;
        }
        let reach_px =
            layer.store.max_radius_m() / gathering.sight.camera.metres_per_px(gathering.sight.camera.center.lat.clamp(-80.0, 80.0));
        // Towards the poles a circle grows on the map: twice its size here is room for all that a picture shows.
        let reach_px = 2.0 * reach_px + 16.0;
        for_each_single(layer, tiles, reach_px, &mut add);
        // Those of several points may lie far from where they are counted.
        for row in gathering.sight.boxes_deg(reach_px).into_iter().flat_map(|seen| layer.store.shaped_rows_in(seen)) {
            if let Some(answer) = layer.answer(row)
                && let Some(num_sites) = layer.store.mercator(row).and_then(|at| tiles.num_sites(at))
            {
                add(row, answer, num_sites);
            }
        }
    }
    // Small rings above large ones, the selected one above all: none hides another.
    placed.rings.sort_by(|a, b| {
        let reach = |ring: &PlacedRing| ring.outline.first().map_or(0.0, |at| (at[0] - ring.center[0]).hypot(at[1] - ring.center[1]));
        a.is_selected.cmp(&b.is_selected).then(reach(b).total_cmp(&reach(a)))
    });
}

/// Center and outline on the screen; `None` where no part of it is in sight.
fn ring(gathering: &Gathering, at: LonLat, radius_m: Option<f64>, reach_px: f64) -> Option<([f32; 2], Vec<[f32; 2]>)> {
    let world = world_from_lon_lat(at);
    let camera = &gathering.sight.camera;
    let center = gathering.positions(world.x, world.y, gathering.margin + reach_px as f32).next()?;
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
    let px = |at: LonLat, turn: f64| {
        let World { x, y } = world_from_lon_lat(at);
        gathering.sight.px(x, y, turn)
    };
    for layer in layers {
        let rows_in = |(turn, seen): (f64, [f64; 4])| layer.store.shaped_rows_in(seen).map(move |row| (turn, row));
        for (turn, row) in gathering.sight.boxes_and_beyond_deg().into_iter().flat_map(rows_in) {
            let Some(answer) = layer.answer(row) else { continue };
            if placed.shapes.len() >= MAX_SHAPES {
                return;
            }
            for shape in layer.store.shapes(row) {
                let parts: Vec<Vec<[f32; 2]>> = shape.parts().map(|part| part.map(|at| px(at, turn)).collect()).collect();
                if !touches(&parts, gathering.sight.camera.size) {
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
        }
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
pub(super) fn holds(ring: &[[f32; 2]], [x, y]: [f32; 2]) -> bool {
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
