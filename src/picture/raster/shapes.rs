//! Each shape of the display list as paths of the rasteriser.

use std::f64::consts::{PI, TAU};

use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PixmapMut, PixmapPaint, PixmapRef, Rect, Stroke as PenStroke, Transform,
};

use super::clip::{Area, Piece, Point, clip_line, clip_ring, dash_line, is_sane};
use super::glyphs::GlyphCache;
use super::mesh::Mesh;
use crate::picture::{Rgba, Shape, Stroke};
use crate::text::{FontKey, TextLayout};

/// Circles beyond this radius in device pixels are cut like any line, as a polygon that no eye tells from them.
const LARGEST_ROUND_PX: f64 = 4_000.0;
/// A corner's pull of a Bézier curve that follows a quarter circle.
const QUARTER: f32 = 0.552_284_8;

/// The pixels being painted, and how logical positions fall on them.
pub(super) struct Canvas<'a> {
    pixels: PixmapMut<'a>,
    scale: f64,
    area: Area,
}

impl<'a> Canvas<'a> {
    pub fn new(pixels: PixmapMut<'a>, scale: f32) -> Self {
        let max = [f64::from(pixels.width()), f64::from(pixels.height())];
        Self { pixels, scale: f64::from(scale), area: Area { min: [0.0, 0.0], max } }
    }

    pub fn draw(&mut self, shape: &Shape, glyphs: &mut GlyphCache) {
        match shape {
            Shape::Triangles { points, indices, color } => self.triangles(points, indices, *color),
            Shape::Polyline { points, closed, stroke } => {
                let points = thinned(self.device(points));
                self.line(&points, *closed, stroke, LineJoin::Round);
            }
            Shape::Circle { center, radius, fill, stroke } => self.circle(*center, *radius, *fill, stroke.as_ref()),
            Shape::Convex { points, fill, stroke } => {
                let ring = self.device(points);
                self.ring(&ring, *fill, stroke.as_ref());
            }
            Shape::Rect { min, max, corner, fill, stroke } => self.rect([*min, *max], *corner, *fill, stroke.as_ref()),
            Shape::Pixels { width, pixels } => self.pixels(*width, pixels),
            Shape::Text { at, layout, color, halo } => self.text(*at, layout, *color, *halo, glyphs),
        }
    }

    fn point(&self, [x, y]: [f32; 2]) -> Point {
        [f64::from(x) * self.scale, f64::from(y) * self.scale]
    }

    fn device(&self, points: &[[f32; 2]]) -> Vec<Point> {
        points.iter().map(|point| self.point(*point)).collect()
    }

    fn fill(&mut self, path: Option<Path>, color: Rgba) {
        if let Some(path) = path {
            self.pixels.fill_path(&path, &ink(color), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn line(&mut self, points: &[Point], is_closed: bool, stroke: &Stroke, join: LineJoin) {
        let width = f64::from(stroke.width) * self.scale;
        if !(width > 0.0 && width.is_finite()) || is_clear(stroke.color) {
            return;
        }
        // A mitre reaches four half-widths beyond its corner.
        let area = self.area.grown(2.0 * width + 2.0);
        if !area.meets(points) {
            return;
        }
        let pieces = match stroke.dash {
            Some([dash, gap]) => dash_line(points, is_closed, &area, [f64::from(dash) * self.scale, f64::from(gap) * self.scale]),
            None => clip_line(points, is_closed, &area),
        };
        // Round joins cost most of the time, and on a thin line nobody sees them.
        let join = if width < 2.5 && join == LineJoin::Round { LineJoin::Miter } else { join };
        let pen = PenStroke { width: width as f32, line_cap: LineCap::Butt, line_join: join, miter_limit: 4.0, dash: None };
        if let Some(path) = path_of(&pieces) {
            self.pixels.stroke_path(&path, &ink(stroke.color), &pen, Transform::identity(), None);
        }
    }

    fn ring(&mut self, ring: &[Point], fill: Option<Rgba>, stroke: Option<&Stroke>) {
        if let Some(color) = visible(fill) {
            let points = clip_ring(ring, &self.area.grown(4.0));
            self.fill(path_of(&[Piece { points, is_closed: true }]), color);
        }
        if let Some(stroke) = stroke {
            self.line(ring, true, stroke, LineJoin::Miter);
        }
    }

    fn circle(&mut self, center: [f32; 2], radius: f32, fill: Option<Rgba>, stroke: Option<&Stroke>) {
        let center = self.point(center);
        let radius = f64::from(radius) * self.scale;
        if !(is_sane(center) && radius > 0.0 && is_sane([radius, 0.0])) {
            return;
        }
        let is_dashed = stroke.is_some_and(|stroke| stroke.dash.is_some());
        let width = stroke.map_or(0.0, |stroke| f64::from(stroke.width) * self.scale);
        let reach = radius + width + 2.0;
        if !self.area.grown(reach).holds(center) {
            return;
        }
        if radius > LARGEST_ROUND_PX {
            return self.ring(&polygon(center, radius), fill, stroke);
        }
        let round = || PathBuilder::from_circle(center[0] as f32, center[1] as f32, radius as f32);
        if let Some(color) = visible(fill) {
            self.fill(round(), color);
        }
        match stroke {
            Some(stroke) if is_dashed => {
                self.line(&polygon(center, radius), true, &whole_dashes(stroke, radius / self.scale), LineJoin::Round)
            }
            Some(stroke) if width > 0.0 && !is_clear(stroke.color) => {
                let pen = PenStroke { width: width as f32, ..PenStroke::default() };
                if let Some(path) = round() {
                    self.pixels.stroke_path(&path, &ink(stroke.color), &pen, Transform::identity(), None);
                }
            }
            _ => {}
        }
    }

    fn pixels(&mut self, width: usize, pixels: &[[u8; 4]]) {
        let size = (u32::try_from(width), u32::try_from(pixels.len() / width.max(1)));
        if let (Ok(width), Ok(height)) = size
            && let Some(picture) = PixmapRef::from_bytes(pixels.as_flattened(), width, height)
        {
            self.pixels.draw_pixmap(0, 0, picture, &PixmapPaint::default(), Transform::identity(), None);
        }
    }

    fn rect(&mut self, [min, max]: [[f32; 2]; 2], corner: f32, fill: Option<Rgba>, stroke: Option<&Stroke>) {
        let (a, b) = (self.point(min), self.point(max));
        if !is_sane(a) || !is_sane(b) {
            return;
        }
        let (min, max) = ([a[0].min(b[0]), a[1].min(b[1])], [a[0].max(b[0]), a[1].max(b[1])]);
        let sharp = [min, [max[0], min[1]], max, [min[0], max[1]]];
        let largest = (max[0] - min[0]).min(max[1] - min[1]) / 2.0;
        let corner = (f64::from(corner) * self.scale).min(largest);
        let is_near = self.area.grown(LARGEST_ROUND_PX).holds(min) && self.area.grown(LARGEST_ROUND_PX).holds(max);
        // Where a side lies far away its corners are not seen, nor is what a dash does in a corner.
        if corner.is_nan() || corner <= 0.0 || !is_near {
            return self.ring(&sharp, fill, stroke);
        }
        let path = rounded(min, max, corner as f32);
        if let (Some(color), Some(path)) = (visible(fill), path.clone()) {
            self.fill(Some(path), color);
        }
        let Some(stroke) = stroke.filter(|stroke| stroke.width > 0.0 && !is_clear(stroke.color)) else { return };
        if stroke.dash.is_some() {
            return self.line(&rounded_points(min, max, corner), true, stroke, LineJoin::Round);
        }
        if let Some(path) = path {
            let pen = PenStroke { width: (f64::from(stroke.width) * self.scale) as f32, ..PenStroke::default() };
            self.pixels.stroke_path(&path, &ink(stroke.color), &pen, Transform::identity(), None);
        }
    }

    /// All triangles as one path of one winding: what touches melts together, without a seam and without paint laid twice.
    fn triangles(&mut self, points: &[[f32; 2]], indices: &[u32], color: Rgba) {
        if is_clear(color) {
            return;
        }
        let points = self.device(points);
        let area = self.area.grown(64.0);
        let mut mesh = Mesh::new(&points);
        let mut path = PathBuilder::new();
        for triple in indices.chunks_exact(3) {
            let [ia, ib, ic] = [triple.first(), triple.get(1), triple.get(2)].map(|idx| idx.copied().unwrap_or(u32::MAX));
            let corner = |idx: u32| points.get(idx as usize).copied();
            let (Some(a), Some(b), Some(c)) = (corner(ia), corner(ib), corner(ic)) else { continue };
            if !self.area.grown(1.0).meets(&[a, b, c]) || ![a, b, c].into_iter().all(is_sane) {
                continue;
            }
            let turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
            if turn == 0.0 {
                continue;
            }
            let (ib, ic, b, c) = if turn > 0.0 { (ib, ic, b, c) } else { (ic, ib, c, b) };
            if [a, b, c].iter().all(|point| area.holds(*point)) {
                mesh.add([ia, ib, ic]);
            } else {
                add_ring(&mut path, &clip_ring(&[a, b, c], &area));
            }
        }
        mesh.each_outline(|ring| add_ring(&mut path, ring));
        self.fill(path.finish(), color);
    }

    fn text(&mut self, at: [f32; 2], layout: &TextLayout, color: Rgba, halo: Option<(Rgba, f32)>, glyphs: &mut GlyphCache) {
        let halo = halo.filter(|(color, width)| *width > 0.0 && width.is_finite() && !is_clear(*color));
        let reach = f64::from(halo.map_or(0.0, |(_, width)| width)) + f64::from(layout.glyphs.first().map_or(0.0, |glyph| glyph.size_px));
        let corners = [self.point(at), self.point([at[0] + layout.width, at[1] + layout.height])];
        if !corners.into_iter().all(is_sane) || !self.area.grown(reach * self.scale).meets(&corners) {
            return;
        }
        // One path for the whole text: letters that touch, and halos that overlap, are painted once.
        if let Some((color, width)) = halo {
            let width_px = width * self.scale as f32;
            let band = self.placed(at, layout, |font, id, size_px| glyphs.halo(font, id, size_px, width_px).cloned());
            self.fill(band, color);
        }
        if !is_clear(color) {
            let letters = self.placed(at, layout, |font, id, size_px| glyphs.letter(font, id, size_px).cloned());
            self.fill(letters, color);
        }
    }

    fn placed(&self, at: [f32; 2], layout: &TextLayout, mut outline: impl FnMut(FontKey, u16, f32) -> Option<Path>) -> Option<Path> {
        let mut text = PathBuilder::new();
        for glyph in &layout.glyphs {
            let [x, y] = self.point([at[0] + glyph.x, at[1] + glyph.y]);
            let size_px = glyph.size_px * self.scale as f32;
            // A line may be far longer than the picture; its letters are placed one by one.
            if !self.area.grown(f64::from(size_px) * 3.0).holds([x, y]) {
                continue;
            }
            let letter = outline(glyph.font, glyph.glyph_id, size_px);
            if let Some(letter) = letter.and_then(|letter| letter.transform(Transform::from_translate(x as f32, y as f32))) {
                text.push_path(&letter);
            }
        }
        text.finish()
    }
}

fn ink(Rgba([r, g, b, a]): Rgba) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, a);
    paint
}

/// Without the points that fall so close to the one before that no pixel could tell.
fn thinned(mut points: Vec<Point>) -> Vec<Point> {
    let last = points.last().copied();
    points.dedup_by(|next, kept| (next[0] - kept[0]).abs() < 0.2 && (next[1] - kept[1]).abs() < 0.2);
    if let Some(last) = last.filter(|last| points.len() == 1 || points.last() != Some(last)) {
        points.push(last);
    }
    points
}

fn is_clear(color: Rgba) -> bool {
    color.0[3] == 0
}

fn visible(color: Option<Rgba>) -> Option<Rgba> {
    color.filter(|color| !is_clear(*color))
}

fn add_ring(path: &mut PathBuilder, ring: &[Point]) {
    if ring.len() < 3 {
        return;
    }
    for (idx, [x, y]) in ring.iter().enumerate() {
        if idx == 0 {
            path.move_to(*x as f32, *y as f32);
        } else {
            path.line_to(*x as f32, *y as f32);
        }
    }
    path.close();
}

fn path_of(pieces: &[Piece]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for piece in pieces {
        for (idx, [x, y]) in piece.points.iter().enumerate() {
            if idx == 0 {
                path.move_to(*x as f32, *y as f32);
            } else {
                path.line_to(*x as f32, *y as f32);
            }
        }
        if piece.is_closed {
            path.close();
        }
    }
    path.finish()
}

/// A circle as a polygon that strays from it by a twentieth of a pixel, up to radii where 30,000 corners do not suffice.
fn polygon([x, y]: Point, radius: f64) -> Vec<Point> {
    let num = (PI / (1.0 - 0.05 / radius.max(0.1)).clamp(-1.0, 1.0).acos()).clamp(12.0, 30_000.0).ceil() as u32;
    (0..num)
        .map(|n| {
            let (sin, cos) = (TAU * f64::from(n) / f64::from(num)).sin_cos();
            [x + radius * cos, y + radius * sin]
        })
        .collect()
}

/// The pattern stretched a little, so that a whole number of dashes closes the circle.
fn whole_dashes(stroke: &Stroke, radius: f64) -> Stroke {
    let dash = stroke.dash.map(|[dash, gap]| {
        let around = TAU * radius;
        let num = (around / f64::from(dash + gap)).round().max(1.0);
        let stretch = (around / num / f64::from(dash + gap)) as f32;
        [dash * stretch, gap * stretch]
    });
    Stroke { dash, ..*stroke }
}

/// The corners as short straight lines, for dashes to walk along.
fn rounded_points([x0, y0]: Point, [x1, y1]: Point, corner: f64) -> Vec<Point> {
    let centers = [[x1 - corner, y0 + corner], [x1 - corner, y1 - corner], [x0 + corner, y1 - corner], [x0 + corner, y0 + corner]];
    let quarter = |(turn, [x, y]): (usize, Point)| {
        (0..=12u32).map(move |step| {
            let (sin, cos) = (PI / 2.0 * (turn as f64 + f64::from(step) / 12.0)).sin_cos();
            [x + corner * sin, y - corner * cos]
        })
    };
    centers.into_iter().enumerate().flat_map(quarter).collect()
}

fn rounded([x0, y0]: Point, [x1, y1]: Point, corner: f32) -> Option<Path> {
    let rect = Rect::from_ltrb(x0 as f32, y0 as f32, x1 as f32, y1 as f32)?;
    let (l, t, r, b) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let pull = corner * (1.0 - QUARTER);
    let mut path = PathBuilder::new();
    path.move_to(l + corner, t);
    path.line_to(r - corner, t);
    path.cubic_to(r - pull, t, r, t + pull, r, t + corner);
    path.line_to(r, b - corner);
    path.cubic_to(r, b - pull, r - pull, b, r - corner, b);
    path.line_to(l + corner, b);
    path.cubic_to(l + pull, b, l, b - pull, l, b - corner);
    path.line_to(l, t + corner);
    path.cubic_to(l, t + pull, l + pull, t, l + corner, t);
    path.close();
    path.finish()
}
