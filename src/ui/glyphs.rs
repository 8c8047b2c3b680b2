//! Laid-out text on the screen: a texture of glyphs and the quads that show them.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, ColorImage, Mesh, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};

use crate::text::{FontKey, TextLayout, rasterise_glyph};

/// Side of the square texture in physical pixels.
const ATLAS_SIDE: usize = 2048;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct GlyphKey {
    font: FontKey,
    glyph_id: u16,
    /// Size in 1/64 physical pixels.
    size_64: u32,
    /// Quarter of a physical pixel by which the glyph is moved right.
    quarter: u8,
}

#[derive(Clone, Copy)]
struct GlyphSpot {
    uv: Rect,
    /// From the pen position to the quad's top left, in physical pixels.
    offset: Vec2,
    size: Vec2,
}

/// Keeps every glyph that was drawn in one texture; when the texture is full it starts anew.
pub struct GlyphAtlas {
    texture: Option<TextureHandle>,
    spots: HashMap<GlyphKey, Option<GlyphSpot>>,
    shelf_x: usize,
    shelf_y: usize,
    shelf_height: usize,
}

impl Default for GlyphAtlas {
    fn default() -> Self {
        Self { texture: None, spots: HashMap::new(), shelf_x: 1, shelf_y: 1, shelf_height: 0 }
    }
}

impl GlyphAtlas {
    /// The quads of a text whose box begins at `at`, in one colour.
    pub fn mesh(&mut self, ctx: &egui::Context, layout: &TextLayout, at: Pos2, color: Color32) -> Arc<Mesh> {
        let scale = ctx.pixels_per_point();
        let mut mesh = Mesh::with_texture(self.texture(ctx).id());
        for glyph in &layout.glyphs {
            let x = (at.x + glyph.x) * scale;
            let quarters = (x * 4.0).round();
            let whole_x = (quarters / 4.0).floor();
            let key = GlyphKey {
                font: glyph.font,
                glyph_id: glyph.glyph_id,
                size_64: (glyph.size_px * scale * 64.0).round() as u32,
                quarter: (quarters - whole_x * 4.0) as u8,
            };
            let Some(spot) = self.spot(ctx, key) else { continue };
            let y = ((at.y + glyph.y) * scale).round();
            let min = pos2(whole_x + spot.offset.x, y + spot.offset.y);
            let rect = Rect::from_min_size((min.to_vec2() / scale).to_pos2(), spot.size / scale);
            mesh.add_rect_with_uv(rect, spot.uv, color);
        }
        Arc::new(mesh)
    }

    fn texture(&mut self, ctx: &egui::Context) -> &TextureHandle {
        self.texture.get_or_insert_with(|| {
            let image = ColorImage::filled([ATLAS_SIDE, ATLAS_SIDE], Color32::TRANSPARENT);
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
        let image = rasterise_glyph(key.font, key.glyph_id, key.size_64 as f32 / 64.0, key.quarter);
        let (width, height) = (image.width as usize, image.height as usize);
        if width == 0 || height == 0 || width + 2 > ATLAS_SIDE || height + 2 > ATLAS_SIDE {
            return None;
        }
        if self.shelf_x + width + 1 > ATLAS_SIDE {
            self.shelf_x = 1;
            self.shelf_y += self.shelf_height + 1;
            self.shelf_height = 0;
        }
        if self.shelf_y + height + 1 > ATLAS_SIDE {
            // Full: forget everything. Texts drawn earlier in this frame show wrong glyphs for that one frame.
            self.spots.clear();
            (self.shelf_x, self.shelf_y, self.shelf_height) = (1, 1, 0);
            ctx.request_repaint();
        }
        let pixels = image.alpha.iter().map(|alpha| Color32::from_white_alpha(*alpha)).collect();
        let position = [self.shelf_x, self.shelf_y];
        if let Some(texture) = &mut self.texture {
            texture.set_partial(position, ColorImage::new([width, height], pixels), TextureOptions::LINEAR);
        }
        self.shelf_x += width + 1;
        self.shelf_height = self.shelf_height.max(height);
        let side = ATLAS_SIDE as f32;
        let min = pos2(position[0] as f32 / side, position[1] as f32 / side);
        Some(GlyphSpot {
            uv: Rect::from_min_size(min, vec2(width as f32, height as f32) / side),
            offset: vec2(image.left as f32, image.top as f32),
            size: vec2(width as f32, height as f32),
        })
    }
}
