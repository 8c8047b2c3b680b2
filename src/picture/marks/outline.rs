//! The shapes of marks: a second sign beside the colour, told apart at 12 pixels.

use std::f32::consts::{PI, TAU};

/// Declared in the order in which categories get them, unlike ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkShape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    TriangleDown,
    Star,
    Hexagon,
}

impl MarkShape {
    pub const ALL: [Self; 8] =
        [Self::Circle, Self::Square, Self::Triangle, Self::Diamond, Self::Cross, Self::TriangleDown, Self::Star, Self::Hexagon];
    /// The word in legends for screen readers and in styles.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Triangle => "triangle",
            Self::Diamond => "diamond",
            Self::Cross => "cross",
            Self::TriangleDown => "triangle_down",
            Self::Star => "star",
            Self::Hexagon => "hexagon",
        }
    }
    pub(super) fn is_convex(self) -> bool {
        !matches!(self, Self::Cross | Self::Star)
    }
}

/// The corners of a mark, clockwise from the top, without the first repeated. All shapes of one radius look equally
/// large: they have nearly the area of the circle. Every corner is seen from the centre.
pub fn mark_outline(shape: MarkShape, center: [f32; 2], radius: f32) -> Vec<[f32; 2]> {
    match shape {
        MarkShape::Circle => regular(center, radius, 32, 0.0),
        MarkShape::Square => regular(center, radius * 1.253, 4, PI / 4.0),
        MarkShape::Triangle => triangle(center, radius, 1.0),
        MarkShape::Diamond => regular(center, radius * 1.253, 4, 0.0),
        MarkShape::Cross => cross(center, radius),
        MarkShape::TriangleDown => triangle(center, radius, -1.0),
        MarkShape::Star => star(center, radius),
        MarkShape::Hexagon => regular(center, radius * 1.1, 6, PI / 6.0),
    }
}

fn regular([x, y]: [f32; 2], radius: f32, num: u8, turn: f32) -> Vec<[f32; 2]> {
    (0..num)
        .map(|n| {
            let (sin, cos) = (turn + TAU * f32::from(n) / f32::from(num)).sin_cos();
            [x + radius * sin, y - radius * cos]
        })
        .collect()
}

/// A little below its centre of mass, where the eye puts the middle of a triangle.
fn triangle([x, y]: [f32; 2], radius: f32, up: f32) -> Vec<[f32; 2]> {
    let reach = radius * 1.45;
    let ring = regular([0.0, 0.0], reach, 3, 0.0);
    let shifted = ring.into_iter().map(|[dx, dy]| [x + dx * up, y + (dy + 0.1 * reach) * up]);
    shifted.collect()
}

fn cross([x, y]: [f32; 2], radius: f32) -> Vec<[f32; 2]> {
    let (long, thick) = (radius * 1.16, radius * 0.45);
    let quarter = [[-thick, -long], [thick, -long], [thick, -thick]];
    (0..4u8)
        .flat_map(|turn| {
            quarter.map(|[dx, dy]| match turn {
                0 => [x + dx, y + dy],
                1 => [x - dy, y + dx],
                2 => [x - dx, y - dy],
                _ => [x + dy, y - dx],
            })
        })
        .collect()
}

fn star([x, y]: [f32; 2], radius: f32) -> Vec<[f32; 2]> {
    (0..10u8)
        .map(|n| {
            let reach = if n % 2 == 0 { radius * 1.42 } else { radius * 0.68 };
            let (sin, cos) = (TAU * f32::from(n) / 10.0).sin_cos();
            [x + reach * sin, y - reach * cos]
        })
        .collect()
}
