//! Hexagons of the H3 grid: every place belongs to one of each size.

use h3o::{CellIndex, LatLng, Resolution};

use super::{RowSet, Store};
use crate::domain::LonLat;

/// The hexagons of one size that hold a place of a store, and that of each place. Exact: the hexagon of a place is computed from
/// its coordinates and not from that of a smaller hexagon, which may overlap its neighbour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HexIndex {
    /// From 0 (1,108 km a side on the average) to 15 (0.5 m).
    pub resolution: u8,
    cells: Vec<CellIndex>,
    /// For each placed row of the store the number of its hexagon.
    of_row: Vec<u32>,
    /// Rows that an edit has placed, with the numbers of their hexagons.
    of_row_later: Vec<(u32, u32)>,
}

/// A hexagon with rows of some sets; next to twelve places of the world it is a pentagon.
#[derive(Clone, Debug, PartialEq)]
pub struct Hexagon<const N: usize> {
    /// The index of the H3 grid.
    pub index: u64,
    /// Corners in order.
    pub ring: Vec<LonLat>,
    /// How many rows of each set.
    pub counts: [u64; N],
}

/// Mean length of a hexagon's side in metres.
pub fn hexagon_edge_m(resolution: u8) -> f64 {
    Resolution::try_from(resolution).map_or(0.0, Resolution::edge_length_m)
}

impl HexIndex {
    /// Finds the hexagon of every place. Cost: some 200 ns for each different place.
    pub fn of(store: &Store, resolution: u8) -> Self {
        let Ok(size) = Resolution::try_from(resolution) else { return Self::default() };
        let mut index = Self { resolution, ..Self::default() };
        let mut numbers = std::collections::HashMap::with_hasher(foldhash::fast::RandomState::default());
        let mut number_of = |lon: f64, lat: f64| {
            let cell = LatLng::new(lat, lon).map(|at| at.to_cell(size));
            cell.map_or(u32::MAX, |cell| {
                *numbers.entry(cell).or_insert_with(|| {
                    index.cells.push(cell);
                    index.cells.len() as u32 - 1
                })
            })
        };
        let mut before: Option<([u64; 2], u32)> = None;
        for (lon, lat) in store.lon.iter().zip(&store.lat).take(store.num_placed) {
            let bits = [lon.to_bits(), lat.to_bits()];
            let number = match before {
                Some((same, number)) if same == bits => number,
                _ => number_of(*lon, *lat),
            };
            before = Some((bits, number));
            index.of_row.push(number);
        }
        for row in store.rows_placed_later() {
            if let Some(at) = store.anchor(*row) {
                index.of_row_later.push((*row, number_of(at.lon, at.lat)));
            }
        }
        index
    }

    /// The hexagons that hold rows of the sets.
    pub fn count<const N: usize>(&self, sets: [&RowSet; N]) -> Vec<Hexagon<N>> {
        let mut counts = vec![[0u64; N]; self.cells.len()];
        for (at, set) in sets.iter().enumerate() {
            set.for_each_word_in(0..self.of_row.len() as u32, |word, mut bits| {
                while bits != 0 {
                    let row = word * 64 + bits.trailing_zeros() as usize;
                    let sum =
                        self.of_row.get(row).and_then(|number| counts.get_mut(*number as usize)).and_then(|counts| counts.get_mut(at));
                    if let Some(sum) = sum {
                        *sum += 1;
                    }
                    bits &= bits - 1;
                }
            });
            for (_, number) in self.of_row_later.iter().filter(|(row, _)| set.contains(*row)) {
                if let Some(sum) = counts.get_mut(*number as usize).and_then(|counts| counts.get_mut(at)) {
                    *sum += 1;
                }
            }
        }
        let cells = self.cells.iter().zip(counts).filter(|(_, counts)| counts.iter().any(|count| *count > 0));
        cells.map(|(cell, counts)| Hexagon { index: (*cell).into(), ring: ring_of(*cell), counts }).collect()
    }
}

fn ring_of(cell: CellIndex) -> Vec<LonLat> {
    cell.boundary().iter().map(|at| LonLat { lon: at.lng(), lat: at.lat() }).collect()
}
