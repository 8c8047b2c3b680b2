//! Marks as little pictures: each look is painted once by the picture layer and then only placed.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Mesh, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};

use crate::picture::marks::{MarkLook, Theme, push_mark};
use crate::picture::{DisplayList, GlyphCache, Rgba, paint};

/// Side of a sprite in logical pixels: the largest mark with its rim.
const SIDE_PX: f32 = 40.0;
const ATLAS_PX: usize = 1024;

/// One texture with every look that was needed so far.
#[derive(Default)]
pub struct Sprites {
    texture: Option<TextureHandle>,
    scale: f32,
    spots: HashMap<LookKey, Rect>,
}

/// A look in whole numbers, so that it can be a key.
type LookKey = (u8, [u8; 4], u8, u8, bool, bool, u16);

fn key(look: &MarkLook) -> LookKey {
    let size = (look.size_px * 4.0).round() as u16;
    (look.shape as u8, look.color.0, look.answer as u8, look.grade as u8, look.selected, look.theme == Theme::Dark, size)
}

impl Sprites {
    /// Adds a mark to the mesh of marks.
    pub fn add(&mut self, ctx: &egui::Context, mesh: &mut Mesh, at: Pos2, look: &MarkLook) {
        let scale = ctx.pixels_per_point();
        if (self.scale - scale).abs() > f32::EPSILON {
            *self = Self { scale, ..Self::default() };
        }
        let Some(uv) = self.uv(ctx, look) else { return };
        if let Some(texture) = &self.texture {
            mesh.texture_id = texture.id();
        }
        // Whole physical pixels keep the edges as crisp as they were painted.
        let half = vec2(SIDE_PX, SIDE_PX) / 2.0;
        let min = ((at - half).to_vec2() * scale).round() / scale;
        mesh.add_rect_with_uv(Rect::from_min_size(min.to_pos2(), half * 2.0), uv, Color32::WHITE);
    }

    fn uv(&mut self, ctx: &egui::Context, look: &MarkLook) -> Option<Rect> {
        let key = key(look);
        if let Some(uv) = self.spots.get(&key) {
            return Some(*uv);
        }
        let side = (SIDE_PX * self.scale).ceil() as usize;
        let per_row = ATLAS_PX / side.max(1);
        let slot = self.spots.len();
        if per_row == 0 || slot >= per_row * per_row {
            return None;
        }
        let mut list = DisplayList::default();
        push_mark(&mut list, [SIDE_PX / 2.0, SIDE_PX / 2.0], look);
        let picture = paint(&list, [side as u32, side as u32], self.scale, Rgba([0, 0, 0, 0]), &mut GlyphCache::new()).ok()?;
        let image = ColorImage::from_rgba_unmultiplied([side, side], &picture.rgba);
        let texture = self.texture.get_or_insert_with(|| {
            ctx.load_texture("marks", ColorImage::filled([ATLAS_PX, ATLAS_PX], Color32::TRANSPARENT), TextureOptions::LINEAR)
        });
        let position = [slot % per_row * side, slot / per_row * side];
        texture.set_partial(position, image, TextureOptions::LINEAR);
        let atlas = ATLAS_PX as f32;
        let min = pos2(position[0] as f32 / atlas, position[1] as f32 / atlas);
        let uv = Rect::from_min_size(min, vec2(side as f32, side as f32) / atlas);
        self.spots.insert(key, uv);
        Some(uv)
    }
}
