//! The outline of a mesh of triangles. Two triangles that meet share an edge, once in each direction; under the winding
//! rule such a pair says nothing, so only the rest is handed to the rasteriser: a hundredth of it for a map.

use super::clip::Point;

pub(super) struct Mesh<'a> {
    points: &'a [Point],
    /// Every side of every triangle as start and end.
    sides: Vec<(u32, u32)>,
}

impl<'a> Mesh<'a> {
    pub fn new(points: &'a [Point]) -> Self {
        Self { points, sides: Vec::new() }
    }

    /// Adds a triangle by the places of its corners. All triangles must run the same way round.
    pub fn add(&mut self, [a, b, c]: [u32; 3]) {
        self.sides.extend([(a, b), (b, c), (c, a)]);
    }

    /// Calls `outline` with rings that enclose what the triangles cover, each as often as they do.
    pub fn each_outline(self, mut outline: impl FnMut(&[Point])) {
        let mut sides = outer_sides(self.sides);
        // By start, so that the side that goes on from a corner is found by halving.
        sides.sort_unstable();
        let mut is_used = vec![false; sides.len()];
        let mut ring = Vec::new();
        for first in 0..sides.len() {
            let mut next = Some(first).filter(|idx| is_used.get(*idx) == Some(&false));
            ring.clear();
            while let Some((idx, (start, end))) = next.and_then(|idx| sides.get(idx).map(|side| (idx, *side))) {
                if let Some(used) = is_used.get_mut(idx) {
                    *used = true;
                }
                ring.extend(self.points.get(start as usize));
                // As many sides leave a corner as arrive there, so a walk ends only where it began.
                let from = sides.partition_point(|(start, _)| *start < end);
                next = (from..sides.len())
                    .take_while(|idx| sides.get(*idx).is_some_and(|(start, _)| *start == end))
                    .find(|idx| is_used.get(*idx) == Some(&false));
            }
            if !ring.is_empty() {
                outline(&ring);
            }
        }
    }
}

/// The sides that have no counterpart in the other direction.
fn outer_sides(mut sides: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    sides.sort_unstable_by_key(|(a, b)| (*a.min(b), *a.max(b)));
    let mut outer = Vec::new();
    for same in sides.chunk_by(|(a, b), (c, d)| (a.min(b), a.max(b)) == (c.min(d), c.max(d))) {
        let Some(&(a, b)) = same.first() else { continue };
        let num_along = same.iter().filter(|side| **side == (a, b)).count();
        let num_against = same.len() - num_along;
        let kept = if num_along >= num_against { (a, b) } else { (b, a) };
        outer.extend(std::iter::repeat_n(kept, num_along.abs_diff(num_against)));
    }
    outer
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area_of(ring: &[Point]) -> f64 {
        ring.iter().zip(ring.iter().skip(1).chain(ring.first())).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
    }

    #[test]
    fn two_triangles_make_a_square() {
        let points = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
        let mut mesh = Mesh::new(&points);
        mesh.add([0, 1, 2]);
        mesh.add([0, 2, 3]);
        let mut rings = Vec::new();
        mesh.each_outline(|ring| rings.push(ring.to_vec()));
        assert_eq!(rings.len(), 1);
        assert_eq!(rings[0].len(), 4);
        assert_eq!(area_of(&rings[0]), 16.0);
    }

    proptest! {
        #[test]
        fn outlines_enclose_what_the_triangles_cover(
            picks in prop::collection::vec(prop::array::uniform3(0u32..30), 0..60),
            points in prop::collection::vec(prop::array::uniform2(-50.0..50.0f64), 30),
        ) {
            // Any heap of triangles: winding numbers add up, so at every point the rings must count what the triangles do.
            let winding = |ring: &[Point], [x, y]: Point| {
                ring.iter().zip(ring.iter().skip(1).chain(ring.first())).map(|(a, b)| {
                    let side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
                    if a[1] <= y && b[1] > y && side > 0.0 { 1 } else if a[1] > y && b[1] <= y && side < 0.0 { -1 } else { 0 }
                }).sum::<i32>()
            };
            let mut mesh = Mesh::new(&points);
            let mut triangles = Vec::new();
            for [a, b, c] in picks {
                let corners = [a, b, c].map(|idx| points[idx as usize]);
                let (order, corners) = if area_of(&corners) >= 0.0 { ([a, b, c], corners) } else { ([a, c, b], [corners[0], corners[2], corners[1]]) };
                if a != b && b != c && a != c {
                    mesh.add(order);
                    triangles.push(corners);
                }
            }
            let mut rings = Vec::new();
            mesh.each_outline(|ring| rings.push(ring.to_vec()));
            for x in -5..5 {
                for y in -5..5 {
                    let at = [f64::from(x) * 9.7 + 0.123, f64::from(y) * 9.3 + 0.457];
                    let of_triangles: i32 = triangles.iter().map(|triangle| winding(triangle, at)).sum();
                    let of_rings: i32 = rings.iter().map(|ring| winding(ring, at)).sum();
                    prop_assert_eq!(of_triangles, of_rings);
                }
            }
        }
    }
}
