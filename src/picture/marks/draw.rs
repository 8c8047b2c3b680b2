//! Marks, rings, lines, areas and stacks as shapes of the display list.

use std::sync::Arc;

use geo::TriangulateEarcut;

use super::hatch::push_hatch;
use super::outline::{MarkShape, mark_outline};
use super::palette::{Theme, mix, pale_share, text_on};
use super::{GradeBand, MarkAnswer};
use crate::picture::{DisplayList, Rgba, Shape, Stroke};
use crate::text::TextLayout;

/// Radius in logical pixels of the ring around a place whose radius nobody knows. It does not change with the zoom.
pub const UNKNOWN_RADIUS_PX: f32 = 16.0;

/// Everything that a mark says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkLook {
    pub shape: MarkShape,
    pub color: Rgba,
    pub answer: MarkAnswer,
    pub grade: GradeBand,
    pub selected: bool,
    /// Width of the mark as a circle would have it, logical pixels; 14 on screen.
    pub size_px: f32,
    pub theme: Theme,
}

/// A ring at a known radius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RingLook {
    pub color: Rgba,
    pub answer: MarkAnswer,
    /// The source states the radius; otherwise it is assumed from a precision class and drawn fainter.
    pub is_stated: bool,
    pub selected: bool,
    pub theme: Theme,
}

/// A line, such as a road or a front.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineLook {
    pub color: Rgba,
    pub answer: MarkAnswer,
    /// False where the course of the line is only approximate: dashed.
    pub is_precise: bool,
    pub selected: bool,
    pub theme: Theme,
}

/// An area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaLook {
    pub color: Rgba,
    pub answer: MarkAnswer,
    /// False where the border is only approximate: dashed.
    pub is_precise: bool,
    pub selected: bool,
    pub theme: Theme,
}

/// Several incidents at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StackLook {
    /// The category's colour where all share it, else [`Theme::stack`].
    pub color: Rgba,
    /// `Certain` where at least one incident is certainly in the window.
    pub answer: MarkAnswer,
    pub selected: bool,
    pub theme: Theme,
}

/// Draws one incident at a point.
pub fn push_mark(list: &mut DisplayList, at: [f32; 2], look: &MarkLook) {
    let radius = look.size_px / 2.0;
    let ring = mark_outline(look.shape, at, radius);
    if look.selected {
        let reach = ring.iter().map(|[x, y]| (x - at[0]).hypot(y - at[1])).fold(radius, f32::max);
        push_selection(list, at, reach, look.theme);
    }
    let land = look.theme.land();
    // A hem in the colour of the land parts the mark from lines and neighbours.
    push_edge(list, look.shape, at, radius, Stroke { width: 4.5, color: land.with_alpha(230), dash: None });
    push_body(list, look.shape, at, radius, pale(look.color, look.answer, look.theme));
    if look.answer == MarkAnswer::Undated {
        let reach = radius * 1.5;
        let within = [[at[0] - reach, at[1] - reach], [at[0] + reach, at[1] + reach]];
        // Hatching that met a broken outline would be taken for part of it.
        let inset = if look.grade == GradeBand::Broken { 0.66 } else { 1.0 };
        let inner = mark_outline(look.shape, at, radius * inset);
        push_hatch(list, &[&inner], within, radius * 0.43, Stroke { width: radius * 0.19, color: look.color, dash: None });
    }
    if look.grade == GradeBand::Broken {
        // Dashes need a light ground, else a filled mark looks like a cogwheel.
        push_edge(list, look.shape, at, radius, Stroke { width: 2.75, color: land, dash: None });
    }
    push_edge(list, look.shape, at, radius, outline_stroke(look, perimeter(&ring)));
}

/// The sign of a category where a ring or an area says the place: hollow and pale, so that nobody takes it for a pin.
pub fn push_sign(list: &mut DisplayList, at: [f32; 2], look: &MarkLook) {
    let radius = look.size_px / 2.0;
    push_edge(list, look.shape, at, radius, Stroke { width: 3.5, color: look.theme.land().with_alpha(150), dash: None });
    push_edge(list, look.shape, at, radius, Stroke { width: 1.25, color: look.color.with_alpha(190), dash: None });
}

/// Draws how far off a place may be: `ring` are the picture's points of a geodesic circle. No centre is drawn.
pub fn push_ring(list: &mut DisplayList, ring: &[[f32; 2]], look: &RingLook) {
    let (fill_alpha, line_alpha) = match look.answer {
        MarkAnswer::Certain => (38, 235),
        MarkAnswer::Possible => (16, 200),
        MarkAnswer::Undated => (8, 180),
    };
    let line_alpha = if look.is_stated { line_alpha } else { line_alpha / 2 + 20 };
    let points = ring.to_vec();
    list.push(Shape::Convex { points: points.clone(), fill: Some(look.color.with_alpha(fill_alpha)), stroke: None });
    if look.selected {
        let color = look.theme.accent().with_alpha(110);
        list.push(Shape::Polyline { points: points.clone(), closed: true, stroke: Stroke { width: 5.0, color, dash: None } });
    }
    let stroke = Stroke { width: 1.25, color: look.color.with_alpha(line_alpha), dash: None };
    list.push(Shape::Polyline { points, closed: true, stroke });
}

/// Draws that nobody knows how far off the place is: a dashed ring of one size at every zoom.
pub fn push_unknown_ring(list: &mut DisplayList, at: [f32; 2], color: Rgba, theme: Theme) {
    let ring = |width: f32, color: Rgba, dash: Option<[f32; 2]>| Shape::Circle {
        center: at,
        radius: UNKNOWN_RADIUS_PX,
        fill: None,
        stroke: Some(Stroke { width, color, dash }),
    };
    list.push(ring(3.0, theme.land().with_alpha(170), None));
    list.push(ring(1.5, color, Some([4.0, 3.5])));
}

/// Draws a line. Certain is solid, possible is two thin lines, undated is ticked; an approximate course is dashed.
pub fn push_line(list: &mut DisplayList, points: &[[f32; 2]], look: &LineLook) {
    let dash = (!look.is_precise).then_some([9.0, 5.0]);
    let mut push = |width: f32, color: Rgba, dash: Option<[f32; 2]>| {
        list.push(Shape::Polyline { points: points.to_vec(), closed: false, stroke: Stroke { width, color, dash } });
    };
    if look.selected {
        push(9.0, look.theme.accent().with_alpha(130), None);
    }
    push(5.5, look.theme.land().with_alpha(210), None);
    match look.answer {
        MarkAnswer::Certain => push(3.0, look.color, dash),
        MarkAnswer::Possible => {
            push(4.0, look.color, dash);
            push(1.75, mix(look.theme.land(), look.color, 0.18), None);
        }
        MarkAnswer::Undated => {
            push(1.0, look.color, dash);
            push(4.0, look.color, Some([1.25, 3.5]));
        }
    }
}

/// Draws an area with its holes. `within` are the corners of the part of the picture that is seen; hatching ends there.
pub fn push_area(list: &mut DisplayList, outer: &[[f32; 2]], holes: &[Vec<[f32; 2]>], within: [[f32; 2]; 2], look: &AreaLook) {
    let alpha = match look.answer {
        MarkAnswer::Certain => 44,
        MarkAnswer::Possible => 26,
        MarkAnswer::Undated => 12,
    };
    if let Some((points, indices)) = triangles(outer, holes) {
        list.push(Shape::Triangles { points: Arc::new(points), indices: Arc::new(indices), color: look.color.with_alpha(alpha) });
    }
    if look.answer == MarkAnswer::Undated {
        let rings: Vec<&[[f32; 2]]> = std::iter::once(outer).chain(holes.iter().map(Vec::as_slice)).collect();
        push_hatch(list, &rings, within, 6.0, Stroke { width: 1.0, color: look.color.with_alpha(170), dash: None });
    }
    let dash = (!look.is_precise).then_some([7.0, 4.0]);
    for ring in std::iter::once(outer).chain(holes.iter().map(Vec::as_slice)) {
        let mut push = |width: f32, color: Rgba, dash: Option<[f32; 2]>| {
            list.push(Shape::Polyline { points: ring.to_vec(), closed: true, stroke: Stroke { width, color, dash } });
        };
        if look.selected {
            push(5.5, look.theme.accent().with_alpha(130), None);
        }
        push(1.5, look.color, dash);
    }
}

/// Draws several incidents at one place as one mark with their number. The mark is as large as the number needs.
pub fn push_stack(list: &mut DisplayList, at: [f32; 2], number: &Arc<TextLayout>, look: &StackLook) {
    let (width, height) = (number.width, number.height);
    let half_height = (height / 2.0 + 3.0).max(10.0);
    let half_width = (width / 2.0 + 6.0).max(half_height);
    let frame = |grow: f32, fill: Option<Rgba>, stroke: Option<Stroke>| Shape::Rect {
        min: [at[0] - half_width - grow, at[1] - half_height - grow],
        max: [at[0] + half_width + grow, at[1] + half_height + grow],
        corner: half_height + grow,
        fill,
        stroke,
    };
    if look.selected {
        list.push(frame(4.0, Some(look.theme.land()), Some(Stroke { width: 2.0, color: look.theme.accent(), dash: None })));
    } else {
        list.push(frame(1.5, Some(look.theme.land().with_alpha(230)), None));
    }
    let ground = match look.answer {
        MarkAnswer::Certain => look.color,
        MarkAnswer::Possible | MarkAnswer::Undated => pale(look.color, look.answer, look.theme),
    };
    let dash = (look.answer == MarkAnswer::Undated).then_some([3.0, 2.5]);
    list.push(frame(-0.75, Some(ground), Some(Stroke { width: 1.5, color: look.color, dash })));
    list.push(Shape::Text {
        at: [at[0] - width / 2.0, at[1] - height / 2.0],
        layout: Arc::clone(number),
        color: text_on(ground),
        halo: None,
    });
}

/// The filling of a mark: full, or so pale that the outline carries it.
fn pale(color: Rgba, answer: MarkAnswer, theme: Theme) -> Rgba {
    match answer {
        MarkAnswer::Certain => color,
        MarkAnswer::Possible => mix(theme.land(), color, pale_share()),
        MarkAnswer::Undated => theme.land(),
    }
}

/// Certain marks have an outline darker than their filling (lighter in the dark), the others in their own colour.
fn outline_stroke(look: &MarkLook, around: f32) -> Stroke {
    let color = match look.answer {
        MarkAnswer::Certain => mix(look.color, look.theme.ink(), 0.72),
        MarkAnswer::Possible | MarkAnswer::Undated => look.color,
    };
    match look.grade {
        GradeBand::Solid => Stroke { width: 2.25, color, dash: None },
        GradeBand::Thin => Stroke { width: 1.0, color, dash: None },
        GradeBand::Broken => {
            // A whole number of dashes, so that no stump shows where the outline closes.
            let period = around / (around / 5.5).round().max(4.0);
            Stroke { width: 1.9, color, dash: Some([period * 0.55, period * 0.45]) }
        }
    }
}

fn push_selection(list: &mut DisplayList, at: [f32; 2], radius: f32, theme: Theme) {
    let ring = |radius: f32, width: f32, color: Rgba, fill: Option<Rgba>| Shape::Circle {
        center: at,
        radius,
        fill,
        stroke: Some(Stroke { width, color, dash: None }),
    };
    list.push(ring(radius + 5.0, 5.0, theme.land().with_alpha(230), Some(theme.land().with_alpha(190))));
    list.push(ring(radius + 5.0, 2.5, theme.accent(), None));
}

fn push_body(list: &mut DisplayList, shape: MarkShape, at: [f32; 2], radius: f32, color: Rgba) {
    if shape == MarkShape::Circle {
        list.push(Shape::Circle { center: at, radius, fill: Some(color), stroke: None });
    } else if shape.is_convex() {
        list.push(Shape::Convex { points: mark_outline(shape, at, radius), fill: Some(color), stroke: None });
    } else {
        // Every corner is seen from the centre, so a fan of triangles fills the shape.
        let mut points = mark_outline(shape, at, radius);
        let num = points.len() as u32;
        points.push(at);
        let indices = (0..num).flat_map(|n| [num, n, (n + 1) % num]).collect();
        list.push(Shape::Triangles { points: Arc::new(points), indices: Arc::new(indices), color });
    }
}

fn push_edge(list: &mut DisplayList, shape: MarkShape, at: [f32; 2], radius: f32, stroke: Stroke) {
    if shape == MarkShape::Circle && stroke.dash.is_none() {
        list.push(Shape::Circle { center: at, radius, fill: None, stroke: Some(stroke) });
    } else {
        list.push(Shape::Polyline { points: mark_outline(shape, at, radius), closed: true, stroke });
    }
}

fn perimeter(ring: &[[f32; 2]]) -> f32 {
    ring.iter().zip(ring.iter().skip(1).chain(ring.first())).map(|(a, b)| (b[0] - a[0]).hypot(b[1] - a[1])).sum()
}

type Mesh = (Vec<[f32; 2]>, Vec<u32>);

/// `None` for a ring that encloses nothing or holds a faulty point.
fn triangles(outer: &[[f32; 2]], holes: &[Vec<[f32; 2]>]) -> Option<Mesh> {
    let is_sound = std::iter::once(outer).chain(holes.iter().map(Vec::as_slice)).flatten().flatten().all(|v| v.is_finite());
    if outer.len() < 3 || !is_sound {
        return None;
    }
    let ring = |points: &[[f32; 2]]| geo::LineString::from_iter(points.iter().map(|[x, y]| (f64::from(*x), f64::from(*y))));
    let holes = holes.iter().filter(|hole| hole.len() >= 3).map(|hole| ring(hole)).collect();
    let raw = geo::Polygon::new(ring(outer), holes).earcut_triangles_raw();
    let points = raw.vertices.iter().map(|[x, y]| [*x as f32, *y as f32]).collect();
    let indices = raw.triangle_indices.iter().map(|idx| u32::try_from(*idx)).collect::<Result<_, _>>().ok()?;
    Some((points, indices))
}
