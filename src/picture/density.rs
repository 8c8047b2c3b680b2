//! A surface of density: how many incidents there are around each point, as incidents per square kilometre.

use super::sight::Sight;
use super::{Camera, Rgba};
use crate::store::{RowSet, Store};

/// At zoom z the world has 2^(z + this) squares a side: one is 4 to 8 logical pixels wide.
const SQUARE_BITS: f64 = 6.0;
/// Standard deviation of the bell that is laid over every incident, in logical pixels.
const SIGMA_PX: f64 = 14.0;
/// The surface fades out this many halvings below its peak.
pub const OCTAVES: f32 = 6.0;

/// The density over what a camera sees, in squares that are fixed on the ground at each whole zoom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Density {
    pub columns: usize,
    pub rows: usize,
    /// Where the table begins in the picture, and the side of a square, in logical pixels.
    pub corner: [f32; 2],
    pub square_px: f32,
    /// Incidents per square kilometre, row by row from the north-west.
    pub per_km2: Vec<f32>,
    /// Incidents in sight, counted and not estimated.
    pub count: u64,
}

impl Density {
    /// Lays a bell over every incident of the sets. Of one layer no two sets may share a row.
    pub fn of(layers: &[(&Store, Vec<&RowSet>)], camera: &Camera) -> Self {
        let sight = Sight::new(camera);
        let bits = (camera.zoom.floor().max(0.0) + SQUARE_BITS).min(32.0) as u8;
        let squares = (1u64 << bits) as f64;
        let square_px = camera.world_px() / squares;
        let sigma = SIGMA_PX / square_px;
        let margin_px = 3.0 * SIGMA_PX + square_px;
        let [half_x, half_y] = camera.size.map(|side| (f64::from(side) / 2.0 + margin_px) / camera.world_px());
        let corner =
            [(sight.center.x - half_x, f64::MIN), (sight.center.y - half_y, 0.0)].map(|(at, low)| (at.max(low) * squares).floor() as i64);
        let columns = ((2.0 * half_x * squares).ceil() as usize + 1).max(1);
        let rows = ((2.0 * half_y * squares).ceil() as usize + 1).max(1);
        let mut counts = vec![0u32; columns * rows];
        for (store, sets) in layers {
            for (turn, area) in sight.areas_by_turn(margin_px) {
                let shifted = [corner[0] - (turn * squares) as i64, corner[1]];
                store.count_squares(area, bits, sets, shifted, columns, &mut counts);
            }
        }
        let mut smooth: Vec<f32> = counts.iter().map(|count| *count as f32).collect();
        let bell = bell(sigma);
        blur_rows(&mut smooth, columns, &bell);
        let mut turned = transposed(&smooth, columns);
        blur_rows(&mut turned, rows, &bell);
        let mut per_km2 = transposed(&turned, rows);
        for (row, line) in per_km2.chunks_mut(columns).enumerate() {
            let y = ((corner[1] as f64 + row as f64 + 0.5) / squares).clamp(0.0, 1.0);
            let side_km = camera.metres_per_px(super::World { x: 0.5, y }.lon_lat().lat) * square_px / 1000.0;
            line.iter_mut().for_each(|value| *value /= (side_km * side_km) as f32);
        }
        let at = sight.px(corner[0] as f64 / squares, corner[1] as f64 / squares, 0.0);
        let count = counts.iter().map(|count| u64::from(*count)).sum();
        Self { columns, rows, corner: at, square_px: square_px as f32, per_km2, count }
    }

    /// The greatest density, in incidents per square kilometre.
    pub fn peak(&self) -> f32 {
        self.per_km2.iter().copied().fold(0.0, f32::max)
    }

    /// The colour of every square, straight sRGB, row by row; `peak` is the density that has the strongest colour.
    pub fn colors(&self, peak: f32, dark: bool) -> Vec<Rgba> {
        self.per_km2.iter().map(|value| density_color(strength(*value, peak), dark)).collect()
    }
}

/// From 0, not drawn, to 1 at the peak; each halving of the density is one step of `1 / OCTAVES`.
pub fn strength(value: f32, peak: f32) -> f32 {
    if value <= 0.0 || peak <= 0.0 { 0.0 } else { (1.0 + (value / peak).log2() / OCTAVES).clamp(0.0, 1.0) }
}

/// Ground shows through what is sparse; light and dark grounds have ramps of their own, both rising in contrast to the ground.
pub fn density_color(strength: f32, dark: bool) -> Rgba {
    const LIGHT: [[f32; 3]; 5] =
        [[255.0, 236.0, 179.0], [253.0, 190.0, 96.0], [233.0, 120.0, 60.0], [178.0, 50.0, 66.0], [88.0, 20.0, 78.0]];
    const DARK: [[f32; 3]; 5] = [[66.0, 24.0, 84.0], [150.0, 42.0, 96.0], [220.0, 88.0, 70.0], [250.0, 164.0, 72.0], [255.0, 240.0, 190.0]];
    let ramp = if dark { &DARK } else { &LIGHT };
    let at = strength.clamp(0.0, 1.0) * (ramp.len() - 1) as f32;
    let below = (at.floor() as usize).min(ramp.len() - 2);
    let part = at - below as f32;
    let mix = |channel: usize| {
        let [from, to] = [below, below + 1].map(|step| ramp.get(step).and_then(|color| color.get(channel)).copied().unwrap_or_default());
        (from + (to - from) * part) as u8
    };
    let alpha = (230.0 * (strength * 2.5).clamp(0.0, 1.0)) as u8;
    Rgba([mix(0), mix(1), mix(2), alpha])
}

/// The middle and the right half of a normal distribution in steps of one, cut off at three deviations; the whole sums to 1.
fn bell(sigma: f64) -> Vec<f32> {
    let half: Vec<f64> = (0..=(3.0 * sigma).ceil() as u32).map(|at| (-0.5 * (f64::from(at) / sigma).powi(2)).exp()).collect();
    let sum = 2.0 * half.iter().sum::<f64>() - 1.0;
    half.into_iter().map(|value| (value / sum) as f32).collect()
}

/// Spreads every value over its row; what goes beyond the edge is lost.
fn blur_rows(values: &mut [f32], columns: usize, bell: &[f32]) {
    let mut line = vec![0.0f32; columns];
    for row in values.chunks_mut(columns) {
        line.fill(0.0);
        // Most squares are empty: each value is given out, not each result gathered.
        for (at, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            for (step, part) in bell.iter().enumerate() {
                for to in [Some(at + step), at.checked_sub(step).filter(|_| step > 0)].into_iter().flatten() {
                    if let Some(sum) = line.get_mut(to) {
                        *sum += value * part;
                    }
                }
            }
        }
        row.copy_from_slice(&line);
    }
}

fn transposed(values: &[f32], columns: usize) -> Vec<f32> {
    let rows = values.len() / columns.max(1);
    (0..columns).flat_map(|column| (0..rows).map(move |row| row * columns + column)).filter_map(|at| values.get(at)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bell_is_laid_over_each_incident() {
        for sigma in [1.8, 2.4, 3.5] {
            let mut line = vec![0.0f32; 101];
            line[50] = 1.0;
            blur_rows(&mut line, 101, &bell(sigma));
            let sum: f32 = line.iter().sum();
            let variance: f64 = line.iter().enumerate().map(|(at, value)| (at as f64 - 50.0).powi(2) * f64::from(*value)).sum();
            assert!((sum - 1.0).abs() < 1e-4);
            assert!((variance.sqrt() - sigma).abs() < 0.05, "{sigma}: {}", variance.sqrt());
        }
    }
}
