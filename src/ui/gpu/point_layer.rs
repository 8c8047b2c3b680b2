//! The rows of one layer on the graphics card, in pieces that are sent slice by slice: no frame waits for millions of rows.

use std::ops::Range;
use std::sync::{Arc, Weak};

use egui_wgpu::wgpu;

use super::Gpu;
use super::point_sieve::bound;
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

struct Piece {
    first: u32,
    points: wgpu::Buffer,
    passes: wgpu::Buffer,
    bindings: wgpu::BindGroup,
}

/// Rows of a piece with one answer, in one copy of the world: a step of the order of painting.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub piece: usize,
    pub rows: Range<u32>,
    /// 0 undated, 1 possible, 2 certain.
    pub answer: u32,
    pub turn: i32,
    pub block_bits: u8,
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
        let bindings = bound(gpu, &gpu.points().sieve.rows, &[&self.view, &passes, &points]);
        Piece { first, points, passes, bindings }
    }

    /// As the sieve takes them.
    pub fn pieces(&self) -> Vec<wgpu::BindGroup> {
        self.pieces.iter().map(|piece| piece.bindings.clone()).collect()
    }

    pub fn view(&self) -> &wgpu::Buffer {
        &self.view
    }

    /// What may be seen of the pieces that are on the card, of all answers.
    pub fn runs(&self, shown: &[PointRuns]) -> Vec<Run> {
        let mut all = Vec::new();
        for answer in 0..3 {
            for PointRuns { turn, runs } in shown {
                for PointRun { rows, block_bits } in runs {
                    let of_piece = |(piece, rows)| Run { piece, rows, answer, turn: i32::from(*turn), block_bits: *block_bits };
                    all.extend(self.by_piece(rows).map(of_piece));
                }
            }
        }
        all
    }

    /// The rows of a run that lie in each piece, counted from its first.
    fn by_piece(&self, run: &Range<u32>) -> impl Iterator<Item = (usize, Range<u32>)> {
        let from = (run.start / PIECE_ROWS) as usize;
        let whole = self.pieces.iter().enumerate().take(self.num_whole());
        let met = whole.skip(from).take_while(|(_, piece)| piece.first < run.end);
        let rows = met.map(|(at, piece)| {
            let rows = run.start.max(piece.first) - piece.first..run.end.min(piece.first + PIECE_ROWS) - piece.first;
            (at, rows)
        });
        rows.filter(|(_, rows)| !rows.is_empty())
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
}
