//! The rows of one layer on the graphics card, in pieces that are sent slice by slice: no frame waits for millions of rows.

use std::ops::Range;
use std::sync::{Arc, Weak};

use egui_wgpu::wgpu;

use super::Gpu;
use crate::picture::points::{MAX_BLOCK_BITS, PointRun, PointRuns};
use crate::store::{POINT_BYTES, PointClock, RowSet, Store};

/// Rows of a piece.
const PIECE_ROWS: u32 = 1 << MAX_BLOCK_BITS;
/// Rows that are sent in a frame: a millisecond or two of work.
const SLICE_ROWS: u32 = PIECE_ROWS / 2;
/// Bytes of the view's uniform.
pub const VIEW_BYTES: usize = 144;

/// Rows of a layer that lie on the card.
pub struct PointLayer {
    /// Held so that its address stays taken: another store never has it.
    store: Weak<Store>,
    rows: Weak<RowSet>,
    pub clock: PointClock,
    signs: Vec<u8>,
    num_rows: u32,
    /// Of which the records are on the card.
    num_sent: u32,
    view: wgpu::Buffer,
    pieces: Vec<Piece>,
}

#[derive(Clone)]
pub struct Piece {
    first: u32,
    points: wgpu::Buffer,
    passes: wgpu::Buffer,
    bindings: wgpu::BindGroup,
}

/// One call of the card: corners of which answer and copy of the world, for which rows of a piece.
#[derive(Clone, PartialEq)]
pub struct Draw {
    pub piece: usize,
    pub corners: Range<u32>,
    pub rows: Range<u32>,
}

impl PointLayer {
    pub fn new(gpu: &Gpu, store: &Arc<Store>, signs: Vec<u8>) -> Self {
        Self {
            store: Arc::downgrade(store),
            rows: Weak::new(),
            clock: store.point_clock(),
            signs,
            num_rows: store.len() as u32,
            num_sent: 0,
            view: gpu.buffer(VIEW_BYTES, wgpu::BufferUsages::UNIFORM),
            pieces: Vec::new(),
        }
    }

    pub fn is_of(&self, store: &Arc<Store>, signs: &[u8]) -> bool {
        std::ptr::eq(self.store.as_ptr(), Arc::as_ptr(store)) && self.signs == signs
    }

    /// Sends the next slice, and what passes the filter where that has changed. Returns whether there is more to be seen.
    pub fn send(&mut self, gpu: &Gpu, store: &Store, rows: &Arc<RowSet>) -> bool {
        let num_whole = self.num_whole();
        if !self.is_whole() {
            self.send_slice(gpu, store);
        }
        let is_other = !std::ptr::eq(self.rows.as_ptr(), Arc::as_ptr(rows));
        self.rows = Arc::downgrade(rows);
        let passing = self.pieces.get(if is_other { 0 } else { num_whole }..self.num_whole()).unwrap_or_default();
        passing.iter().for_each(|piece| piece.send_passes(gpu, rows));
        is_other || !passing.is_empty()
    }

    pub fn is_whole(&self) -> bool {
        self.num_sent >= self.num_rows
    }

    /// How many pieces are on the card with all their rows.
    fn num_whole(&self) -> usize {
        if self.is_whole() { self.pieces.len() } else { (self.num_sent / PIECE_ROWS) as usize }
    }

    fn send_slice(&mut self, gpu: &Gpu, store: &Store) {
        let first = self.num_sent;
        if first.is_multiple_of(PIECE_ROWS) {
            self.pieces.push(self.piece(gpu, first));
        }
        let Some(piece) = self.pieces.last() else { return };
        let rows = first..(first + SLICE_ROWS).min(self.num_rows);
        let mut bytes = Vec::with_capacity(rows.len() * POINT_BYTES);
        store.write_points(rows.clone(), &self.clock, &self.signs, &mut bytes);
        gpu.send(&piece.points, (first - piece.first) as usize * POINT_BYTES, &bytes);
        self.num_sent = rows.end;
    }

    fn piece(&self, gpu: &Gpu, first: u32) -> Piece {
        let num_rows = PIECE_ROWS.min(self.num_rows - first) as usize;
        let points = gpu.buffer(num_rows * POINT_BYTES, wgpu::BufferUsages::STORAGE);
        // A bit also for what a block has beyond the last row: none of that passes.
        let passes = gpu.buffer(PIECE_ROWS as usize / 8, wgpu::BufferUsages::STORAGE);
        let entries = [(0, &self.view), (1, &passes), (2, &points)]
            .map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() });
        let layout = gpu.points().layout();
        let bindings = gpu.state.device.create_bind_group(&wgpu::BindGroupDescriptor { label: None, layout, entries: &entries });
        Piece { first, points, passes, bindings }
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub fn view(&self) -> &wgpu::Buffer {
        &self.view
    }

    /// What is to be drawn of the pieces that are on the card; `wanted` says of each answer whether there is any.
    pub fn draws(&self, runs: &[PointRuns], wanted: [bool; 3]) -> Vec<Draw> {
        let mut draws = Vec::new();
        for answer in (0..3u32).zip(wanted).filter(|(_, wanted)| *wanted).map(|(answer, _)| answer) {
            for PointRuns { turn, runs } in runs {
                let kind = answer + 3 * (i32::from(*turn) + 1).clamp(0, 2) as u32;
                for PointRun { rows, block_bits } in runs {
                    let corner = 4 * (kind + 12 * u32::from(*block_bits));
                    self.add(corner..corner + 4, rows, &mut draws);
                }
            }
        }
        draws
    }

    fn add(&self, corners: Range<u32>, run: &Range<u32>, draws: &mut Vec<Draw>) {
        let from = (run.start / PIECE_ROWS) as usize;
        let whole = self.pieces.iter().enumerate().take(self.num_whole());
        for (at, piece) in whole.skip(from).take_while(|(_, piece)| piece.first < run.end) {
            let rows = run.start.max(piece.first) - piece.first..run.end.min(piece.first + PIECE_ROWS) - piece.first;
            if !rows.is_empty() {
                draws.push(Draw { piece: at, corners: corners.clone(), rows });
            }
        }
    }
}

impl Piece {
    fn send_passes(&self, gpu: &Gpu, rows: &RowSet) {
        let first = self.first as usize / 64;
        let words = rows.words();
        let words = words.get(first..(first + PIECE_ROWS as usize / 64).min(words.len())).unwrap_or_default();
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        gpu.send(&self.passes, 0, &bytes);
    }

    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>, draw: &Draw) {
        pass.set_bind_group(0, &self.bindings, &[]);
        pass.draw(draw.corners.clone(), draw.rows.clone());
    }
}
