//! How a point looks: its measures, and the colour of each of its pixels. `ui/gpu/points.wgsl` holds the same arithmetic.

use std::collections::HashMap;

use crate::picture::Rgba;
use crate::picture::marks::{MarkAnswer, MarkShape, Theme, category_style, no_category_style, pale_share};
use crate::store::Store;

/// The sign of an incident without category. Below it a sign is the rank of a category: the 65th looks as the first.
pub const NO_CATEGORY_SIGN: u8 = 64;
/// Colours of categories, and one for none.
pub const NUM_COLORS: usize = 9;
/// How much of the ink the edge of a certain point has, the rest being its own colour. A rim in the colour of the land, as marks
/// have it, would not do: of points that crowd the last one to touch a pixel touches it with its rim, and the densest spots of
/// a map would look empty.
pub const EDGE_SHARE: f32 = 0.3;

/// The sign of each category of a store, by its place among all categories of the view.
pub fn signs_of(store: &Store, categories: &[String]) -> Vec<u8> {
    let ranks: HashMap<&str, usize> = categories.iter().enumerate().map(|(rank, category)| (category.as_str(), rank)).collect();
    let sign = |category: &str| match ranks.get(category) {
        Some(rank) if !category.is_empty() => (rank % 64) as u8,
        _ => NO_CATEGORY_SIGN,
    };
    store.categories().map(sign).collect()
}

/// The measures of all points of a picture in physical pixels, and their colours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointLook {
    /// As a circle would have it.
    pub radius: f32,
    /// Width of the edge that parts a certain point from those below it.
    pub edge: f32,
    /// Width of the outline of what is only possible or undated.
    pub outline: f32,
    /// From one bar of the hatching to the next, and half a bar's width.
    pub bar_step: f32,
    pub half_bar: f32,
    pub land: Rgba,
    pub ink: Rgba,
    pub colors: [Rgba; NUM_COLORS],
}

impl PointLook {
    pub fn new(zoom: f64, scale: f32, theme: Theme) -> Self {
        // Small where millions crowd, as large as a mark where single houses are told apart.
        let nearness = ((zoom - 4.0) / 12.0).clamp(0.0, 1.0) as f32;
        let radius = (3.0 + 4.0 * nearness * nearness) * scale;
        let mut colors = [no_category_style(theme).color; NUM_COLORS];
        for (rank, color) in colors.iter_mut().take(NUM_COLORS - 1).enumerate() {
            *color = category_style(rank, theme).color;
        }
        let [edge, outline, bar_step, half_bar] = [0.75, 1.15, 3.8, 0.5].map(|width| width * scale);
        Self { radius, edge, outline, bar_step, half_bar, land: theme.land(), ink: theme.ink(), colors }
    }

    fn style(&self, sign: u8) -> (MarkShape, Rgba) {
        let place = usize::from(sign);
        if sign == NO_CATEGORY_SIGN {
            return (MarkShape::Circle, self.colors[NUM_COLORS - 1]);
        }
        let shape = MarkShape::ALL.get((place + place / 8) % 8).copied().unwrap_or(MarkShape::Circle);
        (shape, self.colors.get(place % 8).copied().unwrap_or(self.land))
    }

    /// Pixels beside the middle one that a point of a sign reaches.
    pub fn reach(&self, sign: u8) -> i32 {
        ((extent(self.style(sign).0) * self.radius + 0.5).ceil() as i32 - 1).max(0)
    }

    /// The premultiplied colour of the pixel that lies `x` right and `y` below a point's middle.
    pub fn pixel(&self, sign: u8, answer: MarkAnswer, [x, y]: [f32; 2]) -> [f32; 4] {
        let (shape, color) = self.style(sign);
        let (color, land, dark) = (part(color), part(self.land), part(self.ink));
        let cover = |distance: f32| (0.5 - distance).clamp(0.0, 1.0);
        let distance = distance(shape, [x, y], self.radius);
        let body = cover(distance);
        let inner = cover(distance + self.outline);
        let ink = match answer {
            MarkAnswer::Certain => mix(mix(color, dark, EDGE_SHARE), color, cover(distance + self.edge)),
            MarkAnswer::Possible => mix(color, mix(land, color, pale_share()), inner),
            MarkAnswer::Undated => {
                let across = (x + y) * std::f32::consts::FRAC_1_SQRT_2;
                let bar = (across - self.bar_step * (across / self.bar_step + 0.5).floor()).abs() - self.half_bar;
                mix(color, mix(land, color, cover(bar)), inner)
            }
        };
        let [r, g, b] = ink.map(|part| part * body);
        [r, g, b, body]
    }
}

/// `share` of `b` and the rest of `a`.
fn mix([a0, a1, a2]: [f32; 3], [b0, b1, b2]: [f32; 3], share: f32) -> [f32; 3] {
    [a0 + (b0 - a0) * share, a1 + (b1 - a1) * share, a2 + (b2 - a2) * share]
}

fn part(Rgba([r, g, b, _]): Rgba) -> [f32; 3] {
    [r, g, b].map(|value| f32::from(value) / 255.0)
}

/// The farthest corner of a shape from its middle, in radii.
fn extent(shape: MarkShape) -> f32 {
    match shape {
        MarkShape::Circle => 1.0,
        MarkShape::Square | MarkShape::Diamond => 1.253,
        MarkShape::Triangle | MarkShape::TriangleDown => 1.528,
        MarkShape::Cross => 1.245,
        MarkShape::Star => 1.42,
        MarkShape::Hexagon => 1.1,
    }
}

/// How far a position lies outside a shape, below zero inside; the corners are those of `mark_outline`.
fn distance(shape: MarkShape, [x, y]: [f32; 2], radius: f32) -> f32 {
    let (ax, ay) = (x.abs(), y.abs());
    // An edge at 60 degrees.
    let (sin, cos) = (0.866_025_4, 0.5);
    let triangle = |y: f32| {
        let y = y - 0.145 * radius;
        (ax * sin - y * cos).max(y) - 0.725 * radius
    };
    match shape {
        MarkShape::Circle => (x * x + y * y).sqrt() - radius,
        MarkShape::Square => ax.max(ay) - 0.886 * radius,
        MarkShape::Diamond => (ax + ay - 1.253 * radius) * std::f32::consts::FRAC_1_SQRT_2,
        MarkShape::Triangle => triangle(y),
        MarkShape::TriangleDown => triangle(-y),
        MarkShape::Cross => {
            let (long, thick) = (1.16 * radius, 0.45 * radius);
            (ax - long).max(ay - thick).min((ax - thick).max(ay - long))
        }
        MarkShape::Star => star([x, -y], radius),
        MarkShape::Hexagon => ay.max(ax * sin + ay * cos) - 0.9526 * radius,
    }
}

/// Folded onto the edge from the upper tip to the corner at its right; y points up.
fn star([x, y]: [f32; 2], radius: f32) -> f32 {
    let (fold_x, fold_y) = (0.809_017, -0.587_785_25);
    let x = x.abs();
    let over = 2.0 * (fold_x * x + fold_y * y).max(0.0);
    let (x, y) = (x - over * fold_x, y - over * fold_y);
    let over = 2.0 * (fold_y * y - fold_x * x).max(0.0);
    let (x, y) = (x + over * fold_x, y - over * fold_y);
    x.abs() * 0.908_67 + y * 0.417_52 - 0.592_88 * radius
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::marks::mark_outline;

    #[test]
    fn a_point_has_the_outline_of_its_mark() {
        for shape in MarkShape::ALL {
            let ring = mark_outline(shape, [0.0, 0.0], 100.0);
            for ([ax, ay], [bx, by]) in ring.iter().zip(ring.iter().skip(1).chain(ring.first())) {
                for step in 0..5u8 {
                    let t = f32::from(step) / 5.0;
                    let at = [ax + (bx - ax) * t, ay + (by - ay) * t];
                    let off = distance(shape, at, 100.0);
                    assert!(off.abs() < 0.6, "{shape:?} {at:?} {off}");
                    let reach = at[0].hypot(at[1]);
                    assert!(reach <= extent(shape) * 100.0 + 0.6, "{shape:?} {reach}");
                    assert!(distance(shape, at.map(|v| v * 0.9), 100.0) < 0.0, "{shape:?}");
                    assert!(distance(shape, at.map(|v| v * 1.1), 100.0) > 0.0, "{shape:?}");
                }
            }
        }
    }

    #[test]
    fn certain_is_filled_possible_is_outlined_and_undated_is_barred() {
        let look = PointLook::new(16.0, 1.0, Theme::Light);
        let land = part(look.land);
        let like = |a: [f32; 4], b: [f32; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.2) && a[3] > 0.99;
        for sign in 0..=NO_CATEGORY_SIGN {
            let color = part(look.style(sign).1);
            let at = |answer, at| look.pixel(sign, answer, at);
            assert!(like(at(MarkAnswer::Certain, [0.0, 0.0]), color));
            assert!(like(at(MarkAnswer::Possible, [0.0, 0.0]), land));
            assert!(like(at(MarkAnswer::Undated, [0.0, 0.0]), color), "a bar goes through the middle");
            let beside = look.bar_step / 2.0 * std::f32::consts::FRAC_1_SQRT_2;
            assert!(like(at(MarkAnswer::Undated, [beside, beside]), land));
            let far = (look.reach(sign) + 1) as f32;
            for edge in [[far, 0.0], [0.0, far], [-far, 0.0], [0.0, -far], [far, far]] {
                // The soft end of a star's tip is cut off.
                assert!(at(MarkAnswer::Certain, edge)[3] < 0.1, "{sign}");
            }
        }
    }
}
