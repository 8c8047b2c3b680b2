//! Laid-out text on the screen: a texture of glyphs and the quads that show them.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, ColorImage, Mesh, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};

use crate::text::{FontKey, GlyphImage, TextLayout, rasterise_glyph};

/// Side of the first square texture in physical pixels: small, since a large one takes longer to fill than all else in a first frame.
const FIRST_SIDE: usize = 1024;
/// Side of those that follow.
const LAST_SIDE: usize = 2048;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct GlyphKey {
    font: FontKey,
    glyph_id: u16,
    /// Size in 1/64 physical pixels.
    size_64: u32,
    /// Quarter of a physical pixel by which the glyph is moved right.
    quarter: u8,
    /// Width of the rim that stands in for the glyph, in quarters of a physical pixel; 0 for the glyph itself.
    rim_4: u8,
}

#[derive(Clone, Copy)]
struct GlyphSpot {
    uv: Rect,
    /// From the pen position to the quad's top left, in physical pixels.
    offset: Vec2,
    size: Vec2,
}

/// Keeps every glyph that was drawn in one texture; when it is full another begins.
pub struct GlyphAtlas {
    texture: Option<TextureHandle>,
    side: usize,
    spots: HashMap<GlyphKey, Option<GlyphSpot>>,
    shelf_x: usize,
    shelf_y: usize,
    shelf_height: usize,
}

/// A text and where its box begins, in its colour, with a rim of another colour and width around each letter.
#[derive(Clone, Debug)]
pub struct RimmedText {
    pub at: Pos2,
    pub layout: Arc<TextLayout>,
    pub color: Color32,
    pub rim: Color32,
    /// In logical pixels.
    pub rim_px: f32,
}

impl Default for GlyphAtlas {
    fn default() -> Self {
        Self { texture: None, side: FIRST_SIDE, spots: HashMap::new(), shelf_x: 1, shelf_y: 1, shelf_height: 0 }
    }
}

impl GlyphAtlas {
    /// The quads of a text whose box begins at `at`, in one colour.
    pub fn mesh(&mut self, ctx: &egui::Context, layout: &TextLayout, at: Pos2, color: Color32) -> Arc<Mesh> {
        self.quads(ctx, &|atlas, mesh| atlas.add_text(ctx, mesh, layout, at, color, 0.0))
    }

    /// The quads of a text with a rim around each letter: first the rims, then the letters.
    pub fn rimmed_mesh(&mut self, ctx: &egui::Context, text: &RimmedText) -> Arc<Mesh> {
        self.quads(ctx, &|atlas, mesh| {
            atlas.add_text(ctx, mesh, &text.layout, text.at, text.rim, text.rim_px);
            atlas.add_text(ctx, mesh, &text.layout, text.at, text.color, 0.0);
        })
    }

    fn quads(&mut self, ctx: &egui::Context, add: &dyn Fn(&mut Self, &mut Mesh)) -> Arc<Mesh> {
        let mut mesh = Mesh::with_texture(self.texture(ctx).id());
        add(self, &mut mesh);
        if self.texture(ctx).id() != mesh.texture_id {
            // The texture was full half-way; in the next one there is room.
            mesh = Mesh::with_texture(self.texture(ctx).id());
            add(self, &mut mesh);
        }
        Arc::new(mesh)
    }

    fn add_text(&mut self, ctx: &egui::Context, mesh: &mut Mesh, layout: &TextLayout, at: Pos2, color: Color32, rim_px: f32) {
        let scale = ctx.pixels_per_point();
        let rim_4 = (rim_px * scale * 4.0).round().clamp(0.0, 40.0) as u8;
        mesh.reserve_vertices(4 * layout.glyphs.len());
        mesh.reserve_triangles(2 * layout.glyphs.len());
        for glyph in &layout.glyphs {
            let x = (at.x + glyph.x) * scale;
            let quarters = (x * 4.0).round();
            let whole_x = (quarters / 4.0).floor();
            let key = GlyphKey {
                font: glyph.font,
                glyph_id: glyph.glyph_id,
                size_64: (glyph.size_px * scale * 64.0).round() as u32,
                quarter: (quarters - whole_x * 4.0) as u8,
                rim_4,
            };
            let Some(spot) = self.spot(ctx, key) else { continue };
            let y = ((at.y + glyph.y) * scale).round();
            let min = pos2(whole_x + spot.offset.x, y + spot.offset.y);
            let rect = Rect::from_min_size((min.to_vec2() / scale).to_pos2(), spot.size / scale);
            mesh.add_rect_with_uv(rect, spot.uv, color);
        }
    }

    fn texture(&mut self, ctx: &egui::Context) -> &mut TextureHandle {
        self.texture.get_or_insert_with(|| {
            let image = ColorImage::filled([self.side, self.side], Color32::TRANSPARENT);
            ctx.load_texture("glyphs", image, TextureOptions::LINEAR)
        })
    }

    fn spot(&mut self, ctx: &egui::Context, key: GlyphKey) -> Option<GlyphSpot> {
        if let Some(spot) = self.spots.get(&key) {
            return *spot;
        }
        let spot = self.add(ctx, key);
        self.spots.insert(key, spot);
        spot
    }

    fn add(&mut self, ctx: &egui::Context, key: GlyphKey) -> Option<GlyphSpot> {
        let mut image = rasterise_glyph(key.font, key.glyph_id, key.size_64 as f32 / 64.0, key.quarter);
        if key.rim_4 > 0 {
            image = widened(&image, f32::from(key.rim_4) / 4.0);
        }
        let (width, height) = (image.width as usize, image.height as usize);
        if width == 0 || height == 0 || width + 2 > self.side || height + 2 > self.side {
            return None;
        }
        if self.shelf_x + width + 1 > self.side {
            self.shelf_x = 1;
            self.shelf_y += self.shelf_height + 1;
            self.shelf_height = 0;
        }
        if self.shelf_y + height + 1 > self.side {
            // egui keeps a texture until the frame is painted: what was laid out in this frame still shows.
            *self = Self { side: LAST_SIDE, ..Self::default() };
        }
        let pixels = image.alpha.iter().map(|alpha| Color32::from_white_alpha(*alpha)).collect();
        let position = [self.shelf_x, self.shelf_y];
        self.texture(ctx).set_partial(position, ColorImage::new([width, height], pixels), TextureOptions::LINEAR);
        self.shelf_x += width + 1;
        self.shelf_height = self.shelf_height.max(height);
        let side = self.side as f32;
        let min = pos2(position[0] as f32 / side, position[1] as f32 / side);
        Some(GlyphSpot {
            uv: Rect::from_min_size(min, vec2(width as f32, height as f32) / side),
            offset: vec2(image.left as f32, image.top as f32),
            size: vec2(width as f32, height as f32),
        })
    }
}

/// The glyph grown by `radius` pixels on all sides, with a soft edge: each pixel takes the strongest alpha within reach.
pub fn widened(image: &GlyphImage, radius: f32) -> GlyphImage {
    let reach = radius.ceil() as i32;
    let (old_width, old_height) = (image.width as i32, image.height as i32);
    if old_width == 0 || old_height == 0 {
        return image.clone();
    }
    let (width, height) = (old_width + 2 * reach, old_height + 2 * reach);
    let mut alpha = vec![0u8; (width * height) as usize];
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            // Full within the radius, fading over the last pixel.
            let strength = (radius + 0.5 - (dx as f32).hypot(dy as f32)).clamp(0.0, 1.0);
            if strength == 0.0 {
                continue;
            }
            for y in 0..old_height {
                let from = (y * old_width) as usize;
                let to = ((y + reach + dy) * width + reach + dx) as usize;
                let (Some(source), Some(target)) = (image.alpha.get(from..from + old_width as usize), alpha.get_mut(to..)) else {
                    continue;
                };
                for (target, source) in target.iter_mut().zip(source) {
                    *target = (*target).max((f32::from(*source) * strength) as u8);
                }
            }
        }
    }
    GlyphImage { left: image.left - reach, top: image.top - reach, width: width as u32, height: height as u32, alpha }
}
