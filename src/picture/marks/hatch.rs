//! Hatching: parallel lines at 45° inside a shape, which say "undated" without a colour.

use crate::picture::{DisplayList, Shape, Stroke};

/// More lines than this would be a grey area: the spacing grows instead.
const MOST_LINES: f32 = 300.0;

/// Draws the lines inside the rings (even-odd: holes stay free), as far as they lie in `within` (corners of a box).
/// They hang on the picture's origin and not on the shape, so that neighbouring areas are hatched in one run.
pub(super) fn push_hatch(list: &mut DisplayList, rings: &[&[[f32; 2]]], within: [[f32; 2]; 2], spacing: f32, stroke: Stroke) {
    // A line keeps x + y; along it x − y grows.
    let turned: Vec<Vec<[f32; 2]>> = rings.iter().map(|ring| ring.iter().map(|[x, y]| [x + y, x - y]).collect()).collect();
    let [[x0, y0], [x1, y1]] = within;
    let sums = turned.iter().flatten().map(|[sum, _]| *sum);
    let (low, high) = sums.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), sum| (low.min(sum), high.max(sum)));
    let (low, high) = (low.max(x0 + y0), high.min(x1 + y1));
    if low >= high || !(high - low).is_finite() {
        return;
    }
    let step = (spacing * std::f32::consts::SQRT_2).max((high - low) / MOST_LINES).max(1.0);
    let mut sum = (low / step).floor() * step + step / 2.0;
    while sum < high {
        for [from, to] in crossings(&turned, sum) {
            push_within(list, sum, [from, to], within, stroke);
        }
        sum += step;
    }
}

/// The stretches of one line inside the rings.
fn crossings(turned: &[Vec<[f32; 2]>], sum: f32) -> Vec<[f32; 2]> {
    let mut cuts: Vec<f32> = Vec::new();
    for ring in turned {
        for ([s0, d0], [s1, d1]) in ring.iter().zip(ring.iter().skip(1).chain(ring.first())) {
            if (*s0 <= sum) != (*s1 <= sum) {
                cuts.push(d0 + (d1 - d0) * (sum - s0) / (s1 - s0));
            }
        }
    }
    cuts.sort_unstable_by(f32::total_cmp);
    cuts.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).collect()
}

fn push_within(list: &mut DisplayList, sum: f32, [from, to]: [f32; 2], [[x0, y0], [x1, y1]]: [[f32; 2]; 2], stroke: Stroke) {
    // x = (sum + d) / 2 and y = (sum − d) / 2 within the box.
    let from = from.max(2.0 * x0 - sum).max(sum - 2.0 * y1);
    let to = to.min(2.0 * x1 - sum).min(sum - 2.0 * y0);
    if from < to {
        let at = |d: f32| [(sum + d) / 2.0, (sum - d) / 2.0];
        list.push(Shape::Polyline { points: vec![at(from), at(to)], closed: false, stroke });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Rgba;

    const STROKE: Stroke = Stroke { width: 1.0, color: Rgba::rgb(0, 0, 0), dash: None };
    const SQUARE: [[f32; 2]; 4] = [[0.0, 0.0], [40.0, 0.0], [40.0, 40.0], [0.0, 40.0]];

    fn lines(rings: &[&[[f32; 2]]], within: [[f32; 2]; 2]) -> Vec<Vec<[f32; 2]>> {
        let mut list = DisplayList::default();
        push_hatch(&mut list, rings, within, 4.0, STROKE);
        list.shapes.into_iter().map(|shape| if let Shape::Polyline { points, .. } = shape { points } else { vec![] }).collect()
    }

    #[test]
    fn lines_stay_in_the_shape_and_leave_the_hole_free() {
        let hole = [[10.0, 10.0], [30.0, 10.0], [30.0, 30.0], [10.0, 30.0]];
        let found = lines(&[&SQUARE, &hole], [[-100.0, -100.0], [100.0, 100.0]]);
        let in_hole = |[x, y]: [f32; 2]| x > 10.01 && x < 29.99 && y > 10.01 && y < 29.99;
        assert!(found.len() > 14);
        for line in found {
            for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let at = [0, 1].map(|axis| line[0][axis] + (line[1][axis] - line[0][axis]) * share);
                assert!(at.iter().all(|v| (-0.01..=40.01).contains(v)) && !in_hole(at), "{at:?}");
            }
        }
    }

    #[test]
    fn an_endless_area_is_hatched_only_where_it_is_seen() {
        let huge = SQUARE.map(|[x, y]| [x * 1e7 - 1e8, y * 1e7 - 1e8]);
        let found = lines(&[&huge], [[0.0, 0.0], [50.0, 50.0]]);
        assert!((10..=20).contains(&found.len()), "{}", found.len());
        assert!(found.iter().flatten().flatten().all(|v| (-0.01..=50.01).contains(v)));
        assert!(lines(&[&[[f32::NAN, 0.0], [1.0, f32::NAN]]], [[0.0, 0.0], [50.0, 50.0]]).is_empty());
    }
}
