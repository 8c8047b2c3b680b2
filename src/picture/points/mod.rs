//! Every incident as its own point: which rows are drawn, and how a point looks. Of points whose middles fall on one pixel the one that
//! is painted last is drawn, and hides the others. A graphics card and the processor follow these same rules, and their pictures agree.

mod look;
mod raster;

pub use look::{EDGE_SHARE, NO_CATEGORY_SIGN, NUM_COLORS, PointLook, signs_of};
pub use raster::{PointPicture, paint_points};

use std::ops::Range;

use super::marks::MarkAnswer;
use super::sight::{Sight, unit};
use super::{Camera, ShownLayer, World};
use crate::store::{MercatorBox, Near, RowSet, Store};

/// The order of painting, the surest last: it hides what is less sure.
pub const POINT_ANSWERS: [MarkAnswer; 3] = [MarkAnswer::Undated, MarkAnswer::Possible, MarkAnswer::Certain];
/// Rows within so many logical pixels of the picture are drawn: the largest point reaches less far.
const MARGIN_PX: f64 = 16.0;
/// More runs than this would cost more than drawing some rows that are out of sight.
const MAX_RUNS: usize = 48;

/// Where a picture's pixels lie under a camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointView {
    pub camera: Camera,
    /// Physical pixels to a logical one.
    pub scale: f32,
    /// Size in physical pixels.
    pub size_px: [u32; 2],
    /// Where the camera's centre falls, in physical pixels.
    pub middle_px: [f32; 2],
}

impl PointView {
    pub fn new(camera: &Camera, scale: f32) -> Self {
        let size = camera.size.map(|side| side * scale);
        Self { camera: *camera, scale, size_px: size.map(|side| side.round().max(1.0) as u32), middle_px: size.map(|side| side / 2.0) }
    }

    /// Physical pixels around the picture in which points may stand that reach into it.
    pub fn margin_px(&self) -> u32 {
        (MARGIN_PX as f32 * self.scale).ceil() as u32
    }
}

/// A run of rows to be drawn in scattered order, block by block: rows stand along the Z curve, and drawn in that order each pixel
/// of a crowd would show only what touches it last, the rim of whatever reaches farthest back. So it shows any one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRun {
    /// Whole blocks, though the last may reach beyond the rows of the store.
    pub rows: Range<u32>,
    /// A block has 2^this rows, and begins at a multiple of them.
    pub block_bits: u8,
}

/// The largest block. Pieces on the graphics card have as many rows, so that none lies in two of them.
pub const MAX_BLOCK_BITS: u8 = 17;

impl PointRun {
    /// Covers the rows with blocks of which four to eight make up the run: little is drawn beyond its ends.
    fn covering(rows: &Range<u32>) -> Self {
        let block_bits = (rows.len().max(1).ilog2() as u8).saturating_sub(2).min(MAX_BLOCK_BITS);
        let block = 1u32 << block_bits;
        Self { rows: rows.start / block * block..rows.end.div_ceil(block).saturating_mul(block), block_bits }
    }

    /// The rows in the order of drawing; `point_sieve.wgsl` says the same.
    pub fn scattered(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        /// Odd, so that each row of a block comes up once (Knuth's multiplier).
        const STEP: u32 = 0x9E37_79B1;
        let mask = (1u32 << self.block_bits) - 1;
        self.rows.clone().map(move |at| (at & !mask) | (at.wrapping_mul(STEP) & mask))
    }
}

/// The runs of rows to be drawn in one copy of the world, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRuns {
    /// West (-1) or east (1) of the first.
    pub turn: i8,
    pub runs: Vec<PointRun>,
}

/// What has to be drawn of a store: every placed row in sight, and some that are not.
pub fn point_runs(store: &Store, camera: &Camera) -> Vec<PointRuns> {
    let later = store.rows_placed_later();
    let later = later.iter().min().copied().zip(later.iter().max().copied()).map(|(first, last)| first..last + 1);
    let areas = Sight::new(camera).areas_by_turn(MARGIN_PX);
    let of = |(turn, area)| {
        let runs = joined(store.rows_in(area)).into_iter().chain(later.clone());
        PointRuns { turn: turn as i8, runs: in_blocks(runs) }
    };
    areas.into_iter().map(of).collect()
}

/// The widest gaps are kept, all others are filled: what lies in them is drawn out of sight.
fn joined(mut runs: Vec<Range<u32>>) -> Vec<Range<u32>> {
    runs.sort_unstable_by_key(|run| run.start);
    let mut gaps: Vec<u32> = runs.windows(2).map(gap).filter(|gap| *gap > 0).collect();
    gaps.sort_unstable_by(|a, b| b.cmp(a));
    let least = gaps.get(MAX_RUNS).copied().unwrap_or(0);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.start.saturating_sub(last.end) <= least => last.end = last.end.max(run.end),
            _ => joined.push(run),
        }
    }
    joined
}

/// Covers runs with blocks; runs whose blocks meet become one, so that no row is drawn twice.
fn in_blocks(runs: impl Iterator<Item = Range<u32>>) -> Vec<PointRun> {
    let mut blocks: Vec<PointRun> = Vec::new();
    for run in runs {
        let mut next = PointRun::covering(&run);
        while let Some(last) = blocks.pop_if(|last| last.rows.end > next.rows.start) {
            next = PointRun::covering(&(last.rows.start.min(next.rows.start)..last.rows.end.max(next.rows.end)));
        }
        blocks.push(next);
    }
    blocks
}

fn gap(pair: &[Range<u32>]) -> u32 {
    match pair {
        [a, b] => b.start.saturating_sub(a.end),
        _ => 0,
    }
}

/// The rows of a layer that are shown, in the order of [`POINT_ANSWERS`].
pub fn point_sets<'a>(layer: &ShownLayer<'a>, none: &'a RowSet) -> [&'a RowSet; 3] {
    [layer.undated.unwrap_or(none), layer.possible, layer.certain]
}

/// Calls `each` with every shown row in sight, what the window says of it and where it falls in physical pixels: the topmost first.
pub fn for_each_point(layer: &ShownLayer, view: &PointView, mut each: impl FnMut(u32, MarkAnswer, [f32; 2])) {
    let none = RowSet::default();
    let sight = Sight::new(&view.camera);
    let runs = point_runs(layer.store, &view.camera);
    let [half_x, half_y] = view.camera.size.map(|side| side / 2.0);
    let reach = MARGIN_PX as f32 * view.scale;
    for (rows, answer) in point_sets(layer, &none).into_iter().zip(POINT_ANSWERS).rev().filter(|(rows, _)| !rows.is_empty()) {
        for PointRuns { turn, runs } in runs.iter().rev() {
            for row in runs.iter().rev().flat_map(|run| run.scattered().rev()).filter(|row| rows.contains(*row)) {
                let Some([mx, my]) = layer.store.mercator(row) else { continue };
                let [x, y] = sight.px(unit(mx), unit(my), f64::from(*turn));
                let at = [(x - half_x) * view.scale + view.middle_px[0], (y - half_y) * view.scale + view.middle_px[1]];
                if at.iter().zip(view.size_px).all(|(at, side)| *at > -reach && *at < side as f32 + reach) {
                    each(row, answer, at);
                }
            }
        }
    }
}

/// The point nearest to a position in logical pixels, at most `reach_px` away: its layer and row. Of several at one place it is the
/// one painted last.
pub fn nearest_point(layers: &[ShownLayer], camera: &Camera, px: [f32; 2], reach_px: f64) -> Option<(u32, u32)> {
    let none = RowSet::default();
    let units_per_px = 4_294_967_296.0 / camera.world_px();
    // By way of degrees a position beyond a pole would come back to its edge.
    let World { x, y } = camera.world(px);
    let mut best: Option<(Near, u32)> = None;
    for layer in layers {
        // A copy of the world that is out of sight may still be within reach.
        for turn in [-1.0, 0.0, 1.0] {
            let at = [((x - turn) * 4_294_967_296.0) as i64, (y * 4_294_967_296.0) as i64];
            if let Some(near) = layer.store.nearest(at, reach_px * units_per_px, point_sets(layer, &none))
                && best.as_ref().is_none_or(|(have, _)| near.distance <= have.distance)
            {
                best = Some((near, layer.id));
            }
        }
    }
    best.map(|(near, layer)| (layer, near.row))
}

/// How many shown incidents of a layer stand at exactly one place.
pub fn num_at(layer: &ShownLayer, [mx, my]: [u32; 2]) -> u64 {
    let none = RowSet::default();
    let spot = MercatorBox { west: mx, north: my, east: mx, south: my };
    layer.store.cells(spot, 32, point_sets(layer, &none)).iter().map(crate::store::Cell::count).sum()
}
