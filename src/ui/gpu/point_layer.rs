//! The rows of one layer on the graphics card, in pieces of which one is sent in a frame: no frame waits for millions of rows.

use std::ops::Range;
use std::sync::{Arc, Weak};

use egui_wgpu::wgpu;

use super::Gpu;
use crate::picture::points::{MAX_BLOCK_BITS, PointRun, PointRuns};
use crate::store::{POINT_BYTES, PointClock, RowSet, Store};

/// Rows of a piece: some milliseconds of work.
pub const PIECE_ROWS: u32 = 1 << MAX_BLOCK_BITS;
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
    view: wgpu::Buffer,
    pieces: Vec<Piece>,
}

#[derive(Clone)]
pub struct Piece {
    first: u32,
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
            view: gpu.buffer(VIEW_BYTES, wgpu::BufferUsages::UNIFORM),
            pieces: Vec::new(),
        }
    }

    pub fn is_of(&self, store: &Arc<Store>, signs: &[u8]) -> bool {
        std::ptr::eq(self.store.as_ptr(), Arc::as_ptr(store)) && self.signs == signs
    }

    /// Sends the next piece, and what passes the filter where that has changed. Returns whether anything was sent.
    pub fn send(&mut self, gpu: &Gpu, layout: &wgpu::BindGroupLayout, store: &Store, rows: &Arc<RowSet>) -> bool {
        let first = self.pieces.len() as u32 * PIECE_ROWS;
        let is_new = first < self.num_rows;
        if is_new {
            let piece = self.piece(gpu, layout, store, first);
            self.pieces.push(piece);
        }
        let is_other = !std::ptr::eq(self.rows.as_ptr(), Arc::as_ptr(rows));
        if is_other {
            self.pieces.iter().for_each(|piece| piece.send_passes(gpu, rows));
            self.rows = Arc::downgrade(rows);
        } else if is_new && let Some(piece) = self.pieces.last() {
            piece.send_passes(gpu, rows);
        }
        is_new || is_other
    }

    pub fn is_whole(&self) -> bool {
        self.pieces.len() as u32 * PIECE_ROWS >= self.num_rows
    }

    fn piece(&self, gpu: &Gpu, layout: &wgpu::BindGroupLayout, store: &Store, first: u32) -> Piece {
        let rows = first..(first + PIECE_ROWS).min(self.num_rows);
        let mut bytes = Vec::with_capacity(rows.len() * POINT_BYTES);
        store.write_points(rows.clone(), &self.clock, &self.signs, &mut bytes);
        let points = gpu.buffer(bytes.len(), wgpu::BufferUsages::STORAGE);
        gpu.send(&points, &bytes);
        // A bit also for what a block has beyond the last row: none of that passes.
        let passes = gpu.buffer(PIECE_ROWS as usize / 8, wgpu::BufferUsages::STORAGE);
        let entries = [(0, &self.view), (1, &passes), (2, &points)]
            .map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() });
        let bindings = gpu.state.device.create_bind_group(&wgpu::BindGroupDescriptor { label: None, layout, entries: &entries });
        Piece { first, passes, bindings }
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub fn view(&self) -> &wgpu::Buffer {
        &self.view
    }

    /// What is to be drawn of the rows that are on the card; `wanted` says of each answer whether there is any.
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
        for (at, piece) in self.pieces.iter().enumerate().skip(from).take_while(|(_, piece)| piece.first < run.end) {
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
        gpu.send(&self.passes, &bytes);
    }

    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>, draw: &Draw) {
        pass.set_bind_group(0, &self.bindings, &[]);
        pass.draw(draw.corners.clone(), draw.rows.clone());
    }
}
