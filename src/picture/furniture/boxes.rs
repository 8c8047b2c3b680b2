//! Boxes of text on the map: the attribution, which is never hidden, and the legend.

use std::sync::Arc;

use crate::picture::marks::{AreaLook, LineLook, MarkLook, RingLook, Theme, push_area, push_line, push_mark, push_ring, push_unknown_ring};
use crate::picture::{DisplayList, Rgba, Shape, Stroke};
use crate::text::{TextEngine, TextLayout, TextRequest};

const TEXT_PX: f32 = 13.0;
const SMALL_PX: f32 = 11.0;
const PAD_PX: f32 = 8.0;
/// Column that holds the signs of a legend.
const SWATCH_PX: f32 = 36.0;
const ROW_PX: f32 = 24.0;
/// Radius of a ring in a row.
const RING_PX: f32 = 8.0;

/// The sign at the side of a legend's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Swatch {
    Mark(MarkLook),
    Ring(RingLook),
    UnknownRing(Rgba),
    Line(LineLook),
    Area(AreaLook),
}

/// One line of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    pub swatch: Swatch,
    pub text: String,
}

/// Draws a credit with its lower outer corner at `at`: the right one, or the left one in a mirrored picture.
/// Returns the width and height that it takes.
pub fn push_attribution(
    list: &mut DisplayList,
    at: [f32; 2],
    is_mirrored: bool,
    credit: &str,
    theme: Theme,
    text: &mut TextEngine,
) -> [f32; 2] {
    let label = text.layout(&TextRequest::new(credit, SMALL_PX));
    let size = [label.width + 12.0, label.height + 4.0];
    let left = if is_mirrored { at[0] } else { at[0] - size[0] };
    let min = [left, at[1] - size[1]];
    let max = [left + size[0], at[1]];
    list.push(Shape::Rect { min, max, corner: 0.0, fill: Some(theme.land().with_alpha(215)), stroke: None });
    list.push(Shape::Text { at: [min[0] + 6.0, min[1] + 2.0], layout: label, color: theme.muted_ink(), halo: None });
    size
}

/// Draws a legend with its upper left corner at `at`; mirrored, the signs stand right of the text.
/// Returns the width and height that it takes; nothing is drawn without entries.
pub fn push_legend(
    list: &mut DisplayList,
    at: [f32; 2],
    is_mirrored: bool,
    title: &str,
    entries: &[LegendEntry],
    theme: Theme,
    text: &mut TextEngine,
) -> [f32; 2] {
    if entries.is_empty() {
        return [0.0, 0.0];
    }
    let heading = (!title.is_empty()).then(|| text.layout(&TextRequest::new(title, SMALL_PX)));
    let texts: Vec<Arc<TextLayout>> = entries.iter().map(|entry| text.layout(&TextRequest::new(&entry.text, TEXT_PX))).collect();
    let widest = texts.iter().map(|label| label.width + SWATCH_PX).chain(heading.iter().map(|label| label.width)).fold(0.0, f32::max);
    let head_px = heading.as_ref().map_or(0.0, |label| label.height + 4.0);
    let size = [(widest + 2.0 * PAD_PX).ceil(), (head_px + entries.len() as f32 * ROW_PX + 2.0 * PAD_PX).ceil()];
    let max = [at[0] + size[0], at[1] + size[1]];
    let frame = Stroke { width: 1.0, color: theme.muted_ink().with_alpha(70), dash: None };
    list.push(Shape::Rect { min: at, max, corner: 4.0, fill: Some(theme.land().with_alpha(240)), stroke: Some(frame) });
    let (left, right) = (at[0] + PAD_PX, max[0] - PAD_PX);
    if let Some(heading) = heading {
        let x = if is_mirrored { right - heading.width } else { left };
        list.push(Shape::Text { at: [x, at[1] + PAD_PX], layout: heading, color: theme.muted_ink(), halo: None });
    }
    for (idx, (entry, label)) in entries.iter().zip(texts).enumerate() {
        let middle = at[1] + PAD_PX + head_px + (idx as f32 + 0.5) * ROW_PX;
        let sign_x = if is_mirrored { right - 14.0 } else { left + 14.0 };
        push_swatch(list, [sign_x, middle], &entry.swatch, theme);
        let x = if is_mirrored { right - SWATCH_PX - label.width } else { left + SWATCH_PX };
        list.push(Shape::Text { at: [x, middle - label.height / 2.0], layout: label, color: theme.ink(), halo: None });
    }
    size
}

fn push_swatch(list: &mut DisplayList, [x, y]: [f32; 2], swatch: &Swatch, theme: Theme) {
    match swatch {
        Swatch::Mark(look) => push_mark(list, [x, y], &MarkLook { size_px: look.size_px.min(14.0), ..*look }),
        Swatch::Ring(look) => {
            let ring: Vec<[f32; 2]> = (0..32u8)
                .map(|n| {
                    let (sin, cos) = (std::f32::consts::TAU * f32::from(n) / 32.0).sin_cos();
                    [x + RING_PX * cos, y + RING_PX * sin]
                })
                .collect();
            push_ring(list, &ring, look);
        }
        Swatch::UnknownRing(color) => {
            let mut ring = DisplayList::default();
            push_unknown_ring(&mut ring, [x, y], *color, theme);
            // The ring's fixed size is the map's; a legend row is lower.
            list.shapes.extend(ring.shapes.into_iter().map(|shape| match shape {
                Shape::Circle { center, fill, stroke, .. } => Shape::Circle { center, radius: RING_PX, fill, stroke },
                other => other,
            }));
        }
        Swatch::Line(look) => push_line(list, &[[x - 14.0, y], [x + 14.0, y]], look),
        Swatch::Area(look) => {
            let (min, max) = ([x - 14.0, y - 7.0], [x + 14.0, y + 7.0]);
            push_area(list, &[min, [max[0], min[1]], max, [min[0], max[1]]], &[], [min, max], look);
        }
    }
}
