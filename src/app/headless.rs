//! The window as a picture, without a display and without a graphics driver: egui's own output, painted by the processor.

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, RawInput, Rect, TextureId, pos2, vec2};

use super::frame::Marsad;
use crate::picture::Picture;

/// How often the program is drawn before the picture is taken: layouts settle and motion ends.
const FRAMES: usize = 24;

/// Draws the program at a size in logical pixels, `scale` physical pixels to each.
pub fn picture_of_window(start: super::frame::Start, size: [f32; 2], scale: f32, prepare: impl FnOnce(&mut Marsad)) -> Picture {
    let ctx = egui::Context::default();
    ctx.set_pixels_per_point(scale);
    let mut program = Marsad::new(&ctx, start);
    while program.take_in() {}
    program.grant_wish();
    prepare(&mut program);
    while program.take_in() {}
    let mut painter = CpuPainter::new(size, scale);
    let mut primitives = Vec::new();
    for frame in 0..FRAMES {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(size[0], size[1]))),
            time: Some(frame as f64 * 0.1),
            predicted_dt: 0.1,
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| program.frame(ui));
        painter.take_textures(&output.textures_delta);
        output.textures_delta.clear();
        if frame + 1 == FRAMES {
            primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
        }
    }
    painter.paint(&primitives);
    painter.finish()
}

struct Texture {
    width: usize,
    pixels: Vec<Color32>,
}

/// Paints egui's triangles: textured, tinted, premultiplied, blended as egui's own painters do.
struct CpuPainter {
    width: usize,
    height: usize,
    scale: f32,
    pixels: Vec<[f32; 4]>,
    textures: HashMap<TextureId, Texture>,
}

impl CpuPainter {
    fn new(size: [f32; 2], scale: f32) -> Self {
        let width = (size[0] * scale).round().max(1.0) as usize;
        let height = (size[1] * scale).round().max(1.0) as usize;
        Self { width, height, scale, pixels: vec![[0.0, 0.0, 0.0, 1.0]; width * height], textures: HashMap::new() }
    }

    fn take_textures(&mut self, delta: &egui::TexturesDelta) {
        for (id, images) in &delta.set {
            for image in images {
                self.set_texture(*id, image);
            }
        }
        for id in &delta.free {
            self.textures.remove(id);
        }
    }

    fn set_texture(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, Texture { width, pixels: image.pixels.clone() });
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else { return };
        for row in 0..height {
            let from = row * width;
            let to = (top + row) * texture.width + left;
            if let (Some(target), Some(source)) = (texture.pixels.get_mut(to..to + width), image.pixels.get(from..from + width)) {
                target.copy_from_slice(source);
            }
        }
    }

    fn paint(&mut self, primitives: &[ClippedPrimitive]) {
        for primitive in primitives {
            // Callbacks need a graphics card; the program makes none.
            if let Primitive::Mesh(mesh) = &primitive.primitive {
                self.paint_mesh(mesh, primitive.clip_rect);
            }
        }
    }

    fn paint_mesh(&mut self, mesh: &Mesh, clip: Rect) {
        let Some(texture) = self.textures.remove(&mesh.texture_id) else { return };
        let clip = [
            (clip.left() * self.scale).round().max(0.0) as usize,
            (clip.top() * self.scale).round().max(0.0) as usize,
            ((clip.right() * self.scale).round().max(0.0) as usize).min(self.width),
            ((clip.bottom() * self.scale).round().max(0.0) as usize).min(self.height),
        ];
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |at: usize| corners.get(at).and_then(|index| mesh.vertices.get(*index as usize)).copied();
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                self.paint_triangle([a, b, c], &texture, clip);
            }
        }
        self.textures.insert(mesh.texture_id, texture);
    }

    fn paint_triangle(&mut self, corners: [Vertex; 3], texture: &Texture, [left, top, right, bottom]: [usize; 4]) {
        let [a, b, c] = corners.map(|corner| [f64::from(corner.pos.x * self.scale), f64::from(corner.pos.y * self.scale)]);
        let area = edge(a, b, c);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let low = |x: f64, y: f64, z: f64| x.min(y).min(z).floor();
        let high = |x: f64, y: f64, z: f64| x.max(y).max(z).ceil();
        let x0 = low(a[0], b[0], c[0]).max(left as f64) as usize;
        let x1 = high(a[0], b[0], c[0]).min(right as f64).max(0.0) as usize;
        let y0 = low(a[1], b[1], c[1]).max(top as f64) as usize;
        let y1 = high(a[1], b[1], c[1]).min(bottom as f64).max(0.0) as usize;
        let sign = area.signum();
        for y in y0..y1 {
            for x in x0..x1 {
                let at = [x as f64 + 0.5, y as f64 + 0.5];
                let weights = [edge(b, c, at) * sign, edge(c, a, at) * sign, edge(a, b, at) * sign];
                let edges = [(b, c), (c, a), (a, b)];
                // A pixel on an edge belongs to one of the two triangles that share it, never to both.
                let inside =
                    weights.iter().zip(edges).all(|(weight, (from, to))| *weight > 0.0 || (*weight == 0.0 && owns_edge(from, to, sign)));
                if inside {
                    let weights = weights.map(|weight| (weight / (area * sign)) as f32);
                    self.blend(x, y, shade(&corners, weights, texture));
                }
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, color: [f32; 4]) {
        if let Some(pixel) = self.pixels.get_mut(y * self.width + x) {
            for (below, above) in pixel.iter_mut().zip(color) {
                *below = above + *below * (1.0 - color[3]);
            }
        }
    }

    fn finish(self) -> Picture {
        let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
        let rgba = self.pixels.iter().flat_map(|[r, g, b, _]| [byte(*r), byte(*g), byte(*b), 255]).collect();
        Picture { width: self.width as u32, height: self.height as u32, rgba }
    }
}

/// Twice the signed area of the triangle.
fn edge(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// The top-left rule.
fn owns_edge(from: [f64; 2], to: [f64; 2], sign: f64) -> bool {
    let (dx, dy) = ((to[0] - from[0]) * sign, (to[1] - from[1]) * sign);
    dy < 0.0 || (dy == 0.0 && dx > 0.0)
}

fn shade(corners: &[Vertex; 3], weights: [f32; 3], texture: &Texture) -> [f32; 4] {
    let mut tint = [0.0f32; 4];
    let (mut u, mut v) = (0.0, 0.0);
    for (corner, weight) in corners.iter().zip(weights) {
        for (sum, part) in tint.iter_mut().zip(corner.color.to_array()) {
            *sum += f32::from(part) / 255.0 * weight;
        }
        u += corner.uv.x * weight;
        v += corner.uv.y * weight;
    }
    let texel = sample(texture, u, v);
    let mut color = [0.0; 4];
    for ((out, tint), texel) in color.iter_mut().zip(tint).zip(texel) {
        *out = tint * texel;
    }
    color
}

/// Bilinear, clamped at the edges.
fn sample(texture: &Texture, u: f32, v: f32) -> [f32; 4] {
    let height = texture.pixels.len() / texture.width.max(1);
    let x = (u * texture.width as f32 - 0.5).clamp(0.0, texture.width as f32 - 1.0);
    let y = (v * height as f32 - 0.5).clamp(0.0, height as f32 - 1.0);
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (x - x0, y - y0);
    let at = |dx: usize, dy: usize| -> [f32; 4] {
        let column = (x0 as usize + dx).min(texture.width.saturating_sub(1));
        let row = (y0 as usize + dy).min(height.saturating_sub(1));
        let pixel = texture.pixels.get(row * texture.width + column).copied().unwrap_or_default();
        pixel.to_array().map(|part| f32::from(part) / 255.0)
    };
    if fx < 1e-3 && fy < 1e-3 {
        return at(0, 0);
    }
    let mut color = [0.0; 4];
    let corners = [(at(0, 0), (1.0 - fx) * (1.0 - fy)), (at(1, 0), fx * (1.0 - fy)), (at(0, 1), (1.0 - fx) * fy), (at(1, 1), fx * fy)];
    for (pixel, weight) in corners {
        for (sum, part) in color.iter_mut().zip(pixel) {
            *sum += part * weight;
        }
    }
    color
}
