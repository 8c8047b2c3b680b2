//! Geometry cut to the canvas before it is rasterised. A map zoomed to a street holds borders that run for millions of
//! pixels; the rasteriser counts in 16-bit fractions and a dash walker in steps, so neither may see them whole.

/// A point in device pixels.
pub(super) type Point = [f64; 2];

/// Coordinates beyond this are faults, not places.
const FARTHEST_PX: f64 = 1e12;

/// An upright rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub min: Point,
    pub max: Point,
}

impl Area {
    pub fn grown(self, by: f64) -> Self {
        let ([x0, y0], [x1, y1]) = (self.min, self.max);
        Self { min: [x0 - by, y0 - by], max: [x1 + by, y1 + by] }
    }
    pub fn holds(&self, [x, y]: Point) -> bool {
        x >= self.min[0] && x <= self.max[0] && y >= self.min[1] && y <= self.max[1]
    }
    /// False only where no point between these can lie in the area.
    pub fn meets(&self, points: &[Point]) -> bool {
        let beyond = |test: &dyn Fn(&Point) -> bool| points.iter().all(test);
        !points.is_empty()
            && !beyond(&|p| p[0] < self.min[0])
            && !beyond(&|p| p[0] > self.max[0])
            && !beyond(&|p| p[1] < self.min[1])
            && !beyond(&|p| p[1] > self.max[1])
    }
}

/// Finite and near enough to be a place.
pub(super) fn is_sane([x, y]: Point) -> bool {
    x.abs() <= FARTHEST_PX && y.abs() <= FARTHEST_PX
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub points: Vec<Point>,
    pub is_closed: bool,
}

/// The visible part of one segment of a line.
struct Span {
    from: Point,
    to: Point,
    /// Length of the line before `from`, the hidden parts counted, by which dashes keep their phase.
    start: f64,
    /// Whether it goes on where the span before it ended.
    is_joined: bool,
}

/// The parts of a line inside the area; one closed piece where a closed line lies inside wholly.
pub(super) fn clip_line(points: &[Point], is_closed: bool, area: &Area) -> Vec<Piece> {
    if is_closed && points.len() > 2 && points.iter().all(|point| area.holds(*point)) {
        return vec![Piece { points: points.to_vec(), is_closed: true }];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for span in spans(points, is_closed, area) {
        match pieces.last_mut().filter(|_| span.is_joined) {
            Some(piece) => piece.points.push(span.to),
            None => pieces.push(Piece { points: vec![span.from, span.to], is_closed: false }),
        }
    }
    pieces
}

/// The dashes of a line inside the area. Lengths in device pixels; a pattern too fine to be seen gives the solid line.
pub(super) fn dash_line(points: &[Point], is_closed: bool, area: &Area, [dash, gap]: [f64; 2]) -> Vec<Piece> {
    let period = dash + gap;
    if !(dash > 0.0 && gap > 0.0 && period >= 1.0 && period.is_finite()) {
        return clip_line(points, is_closed, area);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for span in spans(points, is_closed, area) {
        let (dx, dy) = (span.to[0] - span.from[0], span.to[1] - span.from[1]);
        let length = dx.hypot(dy);
        if length <= 0.0 {
            continue;
        }
        let phase = span.start.rem_euclid(period);
        let at = |along: f64| [span.from[0] + dx * along / length, span.from[1] + dy * along / length];
        // The span is no longer than the canvas, so this ends soon whatever the line's length.
        for step in 0..=((phase + length) / period) as u64 {
            let begin = step as f64 * period - phase;
            let (from, to) = (begin.max(0.0), (begin + dash).min(length));
            if to <= from {
                continue;
            }
            let goes_on = begin < 0.0 && span.is_joined;
            match pieces.last_mut().filter(|piece| goes_on && piece.points.last() == Some(&span.from)) {
                Some(piece) => piece.points.push(at(to)),
                None => pieces.push(Piece { points: vec![at(from), if to < length { at(to) } else { span.to }], is_closed: false }),
            }
        }
    }
    pieces
}

fn spans(points: &[Point], is_closed: bool, area: &Area) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut was_to_end) = (0.0, false);
    let closing = points.first().filter(|_| is_closed && points.len() > 2);
    for (from, to) in points.iter().zip(points.iter().skip(1).chain(closing)) {
        if !is_sane(*from) || !is_sane(*to) {
            was_to_end = false;
            continue;
        }
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        match visible(*from, *to, area) {
            Some([t0, t1]) => {
                let is_joined = was_to_end && t0 == 0.0;
                let at = |t: f64| [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
                was_to_end = t1 == 1.0;
                let end = if was_to_end { *to } else { at(t1) };
                found.push(Span { from: at(t0), to: end, start: start + t0 * length, is_joined });
            }
            None => was_to_end = false,
        }
        start += length;
    }
    found
}

/// Between which shares of its length a segment lies in the area (Liang and Barsky 1984).
fn visible(from: Point, to: Point, area: &Area) -> Option<[f64; 2]> {
    let (mut t0, mut t1) = (0.0f64, 1.0f64);
    for axis in [0, 1] {
        let (a, b, low, high) = match axis {
            0 => (from[0], to[0], area.min[0], area.max[0]),
            _ => (from[1], to[1], area.min[1], area.max[1]),
        };
        let run = b - a;
        if run == 0.0 {
            if a < low || a > high {
                return None;
            }
            continue;
        }
        let (enter, leave) = if run > 0.0 { ((low - a) / run, (high - a) / run) } else { ((high - a) / run, (low - a) / run) };
        t0 = t0.max(enter);
        t1 = t1.min(leave);
    }
    (t0 <= t1).then_some([t0, t1])
}

/// A filled ring cut to the area (Sutherland and Hodgman 1974); empty where nothing is left. Rings with a faulty point
/// are dropped: no guess at their shape would be true.
pub(super) fn clip_ring(ring: &[Point], area: &Area) -> Vec<Point> {
    if !ring.iter().all(|point| is_sane(*point)) || !area.meets(ring) {
        return Vec::new();
    }
    if ring.iter().all(|point| area.holds(*point)) {
        return ring.to_vec();
    }
    let sides: [(usize, f64, f64); 4] = [(0, area.min[0], 1.0), (0, area.max[0], -1.0), (1, area.min[1], 1.0), (1, area.max[1], -1.0)];
    sides.into_iter().fold(ring.to_vec(), |ring, (axis, limit, inward)| clip_side(&ring, axis, limit, inward))
}

fn clip_side(ring: &[Point], axis: usize, limit: f64, inward: f64) -> Vec<Point> {
    let depth = |[x, y]: Point| (if axis == 0 { x } else { y } - limit) * inward;
    let mut kept = Vec::with_capacity(ring.len() + 2);
    let Some(mut before) = ring.last().copied() else { return kept };
    for &point in ring {
        let (was_in, is_in) = (depth(before) >= 0.0, depth(point) >= 0.0);
        if was_in != is_in {
            kept.push(crossing(before, point, axis, limit));
        }
        if is_in {
            kept.push(point);
        }
        before = point;
    }
    kept
}

/// The same point to the last bit whichever way round the edge is given, so that neighbours stay without a seam.
fn crossing(a: Point, b: Point, axis: usize, limit: f64) -> Point {
    let (a, b) = if (a[0], a[1]) <= (b[0], b[1]) { (a, b) } else { (b, a) };
    if axis == 0 {
        [limit, a[1] + (b[1] - a[1]) * ((limit - a[0]) / (b[0] - a[0]))]
    } else {
        [a[0] + (b[0] - a[0]) * ((limit - a[1]) / (b[1] - a[1])), limit]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AREA: Area = Area { min: [0.0, 0.0], max: [100.0, 50.0] };

    #[test]
    fn a_line_across_is_cut_at_both_edges() {
        let pieces = clip_line(&[[-1e9, 25.0], [1e9, 25.0]], false, &AREA);
        assert_eq!(pieces.len(), 1);
        let [from, to] = pieces[0].points[..] else { panic!() };
        assert!((from[0] - 0.0).abs() < 1e-3 && (to[0] - 100.0).abs() < 1e-3);
    }

    #[test]
    fn a_line_that_leaves_and_returns_gives_two_pieces() {
        let pieces = clip_line(&[[10.0, 10.0], [10.0, -10.0], [20.0, -10.0], [20.0, 10.0], [30.0, 10.0]], false, &AREA);
        let points: Vec<_> = pieces.iter().map(|piece| piece.points.clone()).collect();
        assert_eq!(points, vec![vec![[10.0, 10.0], [10.0, 0.0]], vec![[20.0, 0.0], [20.0, 10.0], [30.0, 10.0]]]);
    }

    #[test]
    fn a_fault_breaks_the_line_and_nothing_else() {
        let line = [[1.0, 1.0], [2.0, 1.0], [f64::NAN, 1.0], [3.0, 1.0], [4.0, 1.0]];
        assert_eq!(clip_line(&line, false, &AREA).len(), 2);
        assert!(clip_ring(&line, &AREA).is_empty());
        assert!(clip_line(&[[f64::INFINITY, 0.0], [1.0, 1.0]], false, &AREA).is_empty());
        assert!(clip_line(&[], true, &AREA).is_empty());
    }

    #[test]
    fn dashes_turn_the_corner_and_keep_their_phase() {
        // 10 long, dash 4, gap 2: [0,4] [6,10]; the corner lies at 8.
        let pieces = dash_line(&[[0.0, 0.0], [8.0, 0.0], [8.0, 2.0]], false, &AREA, [4.0, 2.0]);
        let points: Vec<_> = pieces.iter().map(|piece| piece.points.clone()).collect();
        assert_eq!(points, vec![vec![[0.0, 0.0], [4.0, 0.0]], vec![[6.0, 0.0], [8.0, 0.0], [8.0, 2.0]]]);
        // The same line from 600 px outside: 600 is a whole number of periods.
        let outside = dash_line(&[[-600.0, 5.0], [10.0, 5.0]], false, &AREA, [4.0, 2.0]);
        assert_eq!(outside[0].points, vec![[0.0, 5.0], [4.0, 5.0]]);
    }

    #[test]
    fn a_dashed_line_of_any_length_has_few_dashes() {
        for far in [1e6, 1e9, 1e11] {
            let num = dash_line(&[[-far, 25.0], [far, 26.0]], false, &AREA, [3.0, 3.0]).len();
            assert!((15..=19).contains(&num), "{num}");
        }
        assert!(dash_line(&[[-1e30, 25.0], [1e30, 26.0]], false, &AREA, [3.0, 3.0]).is_empty());
        assert_eq!(dash_line(&[[0.0, 1.0], [50.0, 1.0]], false, &AREA, [1e-9, 1e-9]).len(), 1);
    }

    #[test]
    fn a_ring_around_everything_becomes_the_area() {
        let ring = clip_ring(&[[-1e9, -1e9], [1e9, -1e9], [1e9, 1e9], [-1e9, 1e9]], &AREA);
        assert!((area_of(&ring) - 5_000.0).abs() < 1e-6);
        assert!(clip_ring(&[[200.0, 0.0], [300.0, 0.0], [300.0, 10.0]], &AREA).is_empty());
    }

    fn area_of(ring: &[Point]) -> f64 {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>().abs() / 2.0
    }

    proptest! {
        #[test]
        fn clipped_triangles_cover_what_a_plain_scan_finds(
            t in prop::array::uniform3(prop::array::uniform2(-80.0..180.0f64)),
        ) {
            let clipped = clip_ring(&t, &AREA);
            prop_assert!(clipped.iter().all(|p| AREA.grown(1e-6).holds(*p)));
            let side = |a: Point, b: Point, p: Point| (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
            let num_inside = (0..100).flat_map(|x| (0..50).map(move |y| [f64::from(x) + 0.5, f64::from(y) + 0.5])).filter(|p| {
                let s = [side(t[0], t[1], *p), side(t[1], t[2], *p), side(t[2], t[0], *p)];
                s.iter().all(|v| *v >= 0.0) || s.iter().all(|v| *v <= 0.0)
            }).count();
            // A scan errs by at most the pixels along the boundary.
            prop_assert!((area_of(&clipped) - num_inside as f64).abs() <= 200.0);
        }
    }
}
