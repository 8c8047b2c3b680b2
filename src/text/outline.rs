//! The shapes of glyphs: as paths for painters that fill paths, and as pictures for a screen's atlas.

use skrifa::MetadataProvider;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};

use super::fonts::{self, FontKey};

/// The outline of a glyph, y down, the origin on the baseline; `None` where there is nothing to draw (spaces). Fill it by
/// the winding rule.
pub fn glyph_outline(font: FontKey, glyph_id: u16, size_px: f32) -> Option<tiny_skia::Path> {
    let mut pen = PathPen::default();
    draw(font, glyph_id, size_px, &mut pen)?;
    pen.0.finish()
}

fn draw(font: FontKey, glyph_id: u16, size_px: f32, pen: &mut impl OutlinePen) -> Option<()> {
    if !(size_px > 0.0 && size_px < 4096.0) {
        return None;
    }
    let outline = fonts::face(font)?.font.outline_glyphs().get(skrifa::GlyphId::from(glyph_id))?;
    outline.draw(DrawSettings::unhinted(Size::new(size_px), LocationRef::default()), pen).ok()?;
    Some(())
}

/// Fonts have y up, pictures have y down.
#[derive(Default)]
struct PathPen(tiny_skia::PathBuilder);

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, -cy, x, -y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, -cy0, cx1, -cy1, x, -y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// A glyph as a picture of coverage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlyphImage {
    pub width: u32,
    pub height: u32,
    /// From the glyph's origin, in whole pixels, to the picture's left edge.
    pub left: i32,
    /// From the baseline down to the picture's top edge; negative for what stands above.
    pub top: i32,
    /// Row by row, 0 outside the glyph and 255 inside.
    pub alpha: Vec<u8>,
}

/// Steps of a pixel at which glyphs are drawn sideways.
pub const SUBPIXEL_STEPS: u8 = 4;

/// Draws a glyph whose origin is `subpixel_x` quarters of a pixel right of a pixel's edge. The coverage of each pixel is
/// exact, by the signed area between the outline and the pixel's right side. Empty for a glyph without ink.
pub fn rasterise_glyph(font: FontKey, glyph_id: u16, size_px: f32, subpixel_x: u8) -> GlyphImage {
    let mut lines = LinePen::new(f32::from(subpixel_x.min(SUBPIXEL_STEPS)) / f32::from(SUBPIXEL_STEPS));
    if draw(font, glyph_id, size_px, &mut lines).is_none() {
        return GlyphImage::default();
    }
    lines.close();
    let points = || lines.segments.iter().flatten();
    let bounds = |axis: usize| {
        let values = || points().filter_map(move |point| point.get(axis).copied());
        (values().fold(f32::INFINITY, f32::min).floor(), values().fold(f32::NEG_INFINITY, f32::max).ceil())
    };
    let ((left, right), (top, bottom)) = (bounds(0), bounds(1));
    // A size that is no size, or an outline that is none.
    if !(right > left && bottom > top && right - left < 4096.0 && bottom - top < 4096.0) {
        return GlyphImage::default();
    }
    let mut area = Area::new((right - left) as usize, (bottom - top) as usize);
    for [[x0, y0], [x1, y1]] in &lines.segments {
        area.line(x0 - left, y0 - top, x1 - left, y1 - top);
    }
    GlyphImage { width: area.width as u32, height: area.height as u32, left: left as i32, top: top as i32, alpha: area.coverage() }
}

/// Flattens an outline into straight lines.
struct LinePen {
    shift_x: f32,
    start: [f32; 2],
    at: [f32; 2],
    segments: Vec<[[f32; 2]; 2]>,
}

impl LinePen {
    fn new(shift_x: f32) -> Self {
        Self { shift_x, start: [0.0; 2], at: [0.0; 2], segments: Vec::new() }
    }
    fn point(&self, x: f32, y: f32) -> [f32; 2] {
        [x + self.shift_x, -y]
    }
    fn to(&mut self, point: [f32; 2]) {
        self.segments.push([self.at, point]);
        self.at = point;
    }
    /// Enough straight pieces that none is off by more than a fiftieth of a pixel; `bend` is the largest second
    /// difference of the control points.
    fn pieces(bend: f32) -> u16 {
        (bend * 12.5).sqrt().ceil().clamp(1.0, 64.0) as u16
    }
}

fn mix(a: [f32; 2], b: [f32; 2], t: f32) -> [f32; 2] {
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

fn bend(a: [f32; 2], b: [f32; 2], c: [f32; 2]) -> f32 {
    (a[0] - 2.0 * b[0] + c[0]).hypot(a[1] - 2.0 * b[1] + c[1])
}

impl OutlinePen for LinePen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.start = self.point(x, y);
        self.at = self.start;
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let point = self.point(x, y);
        self.to(point);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, end) = (self.at, self.point(cx, cy), self.point(x, y));
        let pieces = Self::pieces(bend(from, control, end));
        for i in 1..=pieces {
            let t = f32::from(i) / f32::from(pieces);
            self.to(mix(mix(from, control, t), mix(control, end, t), t));
        }
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (from, one, two, end) = (self.at, self.point(cx0, cy0), self.point(cx1, cy1), self.point(x, y));
        let pieces = Self::pieces(3.0 * bend(from, one, two).max(bend(one, two, end)));
        for i in 1..=pieces {
            let t = f32::from(i) / f32::from(pieces);
            let (a, b, c) = (mix(from, one, t), mix(one, two, t), mix(two, end, t));
            self.to(mix(mix(a, b, t), mix(b, c, t), t));
        }
    }
    fn close(&mut self) {
        if self.at != self.start {
            self.to(self.start);
        }
    }
}

/// Signed areas per pixel; summed along a row they are the coverage.
struct Area {
    width: usize,
    height: usize,
    /// One cell more than pixels in each row: what reaches the right edge falls there.
    cells: Vec<f32>,
}

impl Area {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, cells: vec![0.0; (width + 2) * height] }
    }

    fn add(&mut self, row: usize, column: usize, value: f32) {
        if let Some(cell) = self.cells.get_mut(row * (self.width + 2) + column) {
            *cell += value;
        }
    }

    /// Adds a line: for each row that it crosses, the height crossed, split among the pixels by the area to its right.
    fn line(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        if y0 == y1 {
            return;
        }
        let (sign, x0, y0, x1, y1) = if y0 < y1 { (1.0, x0, y0, x1, y1) } else { (-1.0, x1, y1, x0, y0) };
        let slope = (x1 - x0) / (y1 - y0);
        let last = (y1.ceil() as usize).min(self.height);
        for row in (y0.floor().max(0.0) as usize)..last {
            let (upper, lower) = (y0.max(row as f32), y1.min(row as f32 + 1.0));
            if lower <= upper {
                continue;
            }
            self.span(row, x0 + (upper - y0) * slope, x0 + (lower - y0) * slope, sign * (lower - upper));
        }
    }

    /// Adds a piece of a line within one row, from `xa` to `xb`, of signed height `height`.
    fn span(&mut self, row: usize, xa: f32, xb: f32, height: f32) {
        let (left, right) = if xa < xb { (xa, xb) } else { (xb, xa) };
        let (left, right) = (left.clamp(0.0, self.width as f32), right.clamp(0.0, self.width as f32));
        let (first, last) = (left.floor() as usize, right.floor() as usize);
        if first == last {
            let inside = 1.0 - (f32::midpoint(left, right) - first as f32);
            self.add(row, first, height * inside);
            self.add(row, first + 1, height * (1.0 - inside));
            return;
        }
        // Per pixel the line covers a trapezium; each pixel passes the rest of its height on to those on its right.
        let per_x = height / (right - left);
        for column in first..=last {
            let (from, to) = (left.max(column as f32), right.min(column as f32 + 1.0));
            let part = per_x * (to - from);
            let inside = 1.0 - (f32::midpoint(from, to) - column as f32);
            self.add(row, column, part * inside);
            self.add(row, column + 1, part * (1.0 - inside));
        }
    }

    fn coverage(&self) -> Vec<u8> {
        let mut alpha = Vec::with_capacity(self.width * self.height);
        for row in self.cells.chunks_exact(self.width + 2) {
            let mut sum = 0.0;
            alpha.extend(row.iter().take(self.width).map(|cell| {
                sum += cell;
                (sum.abs().min(1.0) * 255.0).round() as u8
            }));
        }
        alpha
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(c: char) -> u16 {
        let face = fonts::face(FontKey::SANS).unwrap();
        u16::try_from(face.font.charmap().map(c).unwrap().to_u32()).unwrap()
    }

    /// The oracle: tiny-skia fills the same outline at sixteen times the size, and the squares are averaged.
    fn coverage_by_oversampling(c: char, size_px: f32, image: &GlyphImage, subpixel_x: u8) -> Vec<f32> {
        const FINE: u32 = 16;
        let path = glyph_outline(FontKey::SANS, glyph(c), size_px).unwrap();
        let mut mask = tiny_skia::Mask::new(image.width * FINE, image.height * FINE).unwrap();
        let shift = f32::from(subpixel_x) / f32::from(SUBPIXEL_STEPS) - image.left as f32;
        let place = tiny_skia::Transform::from_translate(shift, -image.top as f32).post_scale(FINE as f32, FINE as f32);
        mask.fill_path(&path, tiny_skia::FillRule::Winding, false, place);
        let stride = (image.width * FINE) as usize;
        let mut out = Vec::new();
        for y in 0..image.height as usize {
            for x in 0..image.width as usize {
                let cell = (0..16).flat_map(|dy| (0..16).map(move |dx| (dx, dy)));
                let sum: f32 = cell.map(|(dx, dy)| f32::from(mask.data()[(y * 16 + dy) * stride + x * 16 + dx])).sum();
                out.push(sum / 256.0);
            }
        }
        out
    }

    #[test]
    fn a_rasterised_glyph_covers_what_its_outline_covers() {
        for (c, size_px, subpixel_x) in [('g', 13.0, 0), ('&', 20.0, 3), ('W', 11.5, 1), ('8', 28.0, 2), ('i', 13.0, 2)] {
            let image = rasterise_glyph(FontKey::SANS, glyph(c), size_px, subpixel_x);
            let wanted = coverage_by_oversampling(c, size_px, &image, subpixel_x);
            for (have, want) in image.alpha.iter().zip(&wanted) {
                assert!((f32::from(*have) - want).abs() < 14.0, "{c} at {size_px}: {have} for {want}");
            }
            let (have, want): (f32, f32) = (image.alpha.iter().map(|a| f32::from(*a)).sum(), wanted.iter().sum());
            assert!((have - want).abs() / want < 0.03, "{c} at {size_px}: {have} for {want} in all");
        }
    }

    #[test]
    fn glyphs_without_ink_and_sizes_without_sense_give_nothing() {
        assert_eq!(rasterise_glyph(FontKey::SANS, glyph(' '), 13.0, 0), GlyphImage::default());
        assert!(glyph_outline(FontKey::SANS, glyph(' '), 13.0).is_none());
        for size_px in [0.0, -3.0, f32::NAN, f32::INFINITY, 1e9] {
            assert_eq!(rasterise_glyph(FontKey::SANS, glyph('a'), size_px, 0).alpha, Vec::<u8>::new(), "{size_px}");
        }
        assert_eq!(rasterise_glyph(FontKey(200), 5, 13.0, 0), GlyphImage::default());
        assert_eq!(rasterise_glyph(FontKey::SANS, u16::MAX, 13.0, 0), GlyphImage::default());
    }
}
