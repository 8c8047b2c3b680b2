//! Names on the map as pictures: letters and rim of a whole name are drawn once, and each frame shows them with one quad.
//!
//! A name of twelve letters by [`super::glyphs`] is 24 quads, which egui copies in each frame; two thousand names cost
//! more than the map below them.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, ColorImage, Mesh, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use foldhash::fast::RandomState;

use super::glyphs::{RimmedText, widened};
use crate::text::{FontKey, GlyphImage, SUBPIXEL_STEPS, TextLayout, rasterise_glyph};

/// Side of a page in physical pixels: some 700 names of a dozen letters.
const PAGE_SIDE: usize = 1024;
/// All pages are given back when one more would be needed: 96 MB of the graphics card at the most.
const MAX_PAGES: usize = 24;
/// Rasterised glyphs are forgotten beyond this many.
const MAX_GLYPHS: usize = 8192;

/// What makes two pictures the same. The layout is told by its address, which [`Label`] keeps from being used again.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct LabelKey {
    layout: usize,
    color: Color32,
    rim: Color32,
    rim_4: u8,
    scale: u32,
}

struct Label {
    /// Only held, see [`LabelKey`].
    _layout: Arc<TextLayout>,
    spot: Option<Spot>,
}

#[derive(Clone, Copy)]
struct Spot {
    page: usize,
    uv: Rect,
    /// From the box's corner to the picture's, in physical pixels.
    offset: Vec2,
    size: Vec2,
}

struct Page {
    texture: TextureHandle,
    shelf_x: usize,
    shelf_y: usize,
    shelf_height: usize,
}

#[derive(Default)]
pub struct LabelAtlas {
    labels: HashMap<LabelKey, Label, RandomState>,
    pages: Vec<Page>,
    glyphs: HashMap<(FontKey, u16, u32, u8), GlyphImage, RandomState>,
    /// Grows each time the pages are given back: meshes made before show nothing.
    generation: u64,
}

impl LabelAtlas {
    /// One quad for each text, by page. Each text's box is moved to the nearest whole pixel.
    pub fn meshes(&mut self, ctx: &egui::Context, texts: &[RimmedText]) -> Vec<Arc<Mesh>> {
        let scale = ctx.pixels_per_point();
        let mut spots = self.spots(ctx, texts, scale);
        if spots.iter().any(|(generation, _)| *generation != self.generation) {
            // The pages were given back half-way; on empty pages all find room.
            spots = self.spots(ctx, texts, scale);
        }
        let mut meshes: Vec<Mesh> = self.pages.iter().map(|page| Mesh::with_texture(page.texture.id())).collect();
        for (text, (generation, spot)) in texts.iter().zip(spots) {
            // More names than all pages hold: rather none than another's.
            let Some(spot) = spot.filter(|_| generation == self.generation) else { continue };
            let Some(mesh) = meshes.get_mut(spot.page) else { continue };
            let corner = pos2((text.at.x * scale).round(), (text.at.y * scale).round()) + spot.offset;
            let rect = Rect::from_min_size((corner.to_vec2() / scale).to_pos2(), spot.size / scale);
            mesh.add_rect_with_uv(rect, spot.uv, Color32::WHITE);
        }
        meshes.into_iter().filter(|mesh| !mesh.is_empty()).map(Arc::new).collect()
    }

    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Where each text's picture is, and in which generation.
    fn spots(&mut self, ctx: &egui::Context, texts: &[RimmedText], scale: f32) -> Vec<(u64, Option<Spot>)> {
        texts
            .iter()
            .map(|text| {
                let spot = self.spot(ctx, text, scale);
                (self.generation, spot)
            })
            .collect()
    }

    fn spot(&mut self, ctx: &egui::Context, text: &RimmedText, scale: f32) -> Option<Spot> {
        let rim_4 = (text.rim_px * scale * 4.0).round().clamp(0.0, 40.0) as u8;
        let layout = Arc::as_ptr(&text.layout) as usize;
        let key = LabelKey { layout, color: text.color, rim: text.rim, rim_4, scale: scale.to_bits() };
        if let Some(label) = self.labels.get(&key) {
            return label.spot;
        }
        let spot = self.draw(ctx, text, rim_4, scale);
        self.labels.insert(key, Label { _layout: Arc::clone(&text.layout), spot });
        spot
    }

    fn draw(&mut self, ctx: &egui::Context, text: &RimmedText, rim_4: u8, scale: f32) -> Option<Spot> {
        let letters = self.letters(&text.layout, scale)?;
        let grown;
        let (outer, reach) = if rim_4 > 0 {
            grown = widened(&letters, f32::from(rim_4) / 4.0);
            (&grown, (letters.left - grown.left) as usize)
        } else {
            (&letters, 0)
        };
        let (width, height) = (outer.width as usize, outer.height as usize);
        let mut pixels: Vec<Color32> = outer.alpha.iter().map(|alpha| faded(text.rim, *alpha)).collect();
        for (y, row) in letters.alpha.chunks_exact(letters.width as usize).enumerate() {
            let from = (y + reach) * width + reach;
            let Some(target) = pixels.get_mut(from..from + row.len()) else { continue };
            for (pixel, alpha) in target.iter_mut().zip(row) {
                *pixel = pixel.blend(faded(text.color, *alpha));
            }
        }
        let (page, [x, y]) = self.room(ctx, width, height)?;
        let texture = &mut self.pages.get_mut(page)?.texture;
        texture.set_partial([x, y], ColorImage::new([width, height], pixels), TextureOptions::LINEAR);
        let side = PAGE_SIDE as f32;
        let size = vec2(width as f32, height as f32);
        let uv = Rect::from_min_size(pos2(x as f32, y as f32) / side, size / side);
        Some(Spot { page, uv, offset: vec2(outer.left as f32, outer.top as f32), size })
    }

    /// The text's letters as one picture, placed from the corner of its box; `None` for a text without ink.
    fn letters(&mut self, layout: &TextLayout, scale: f32) -> Option<GlyphImage> {
        if self.glyphs.len() > MAX_GLYPHS {
            self.glyphs.clear();
        }
        let steps = f32::from(SUBPIXEL_STEPS);
        let mut parts = Vec::with_capacity(layout.glyphs.len());
        for glyph in &layout.glyphs {
            let quarters = (glyph.x * scale * steps).round();
            let whole_x = (quarters / steps).floor();
            let key = (glyph.font, glyph.glyph_id, (glyph.size_px * scale * 64.0).round() as u32, (quarters - whole_x * steps) as u8);
            self.glyphs.entry(key).or_insert_with(|| rasterise_glyph(key.0, key.1, key.2 as f32 / 64.0, key.3));
            parts.push((key, whole_x as i32, (glyph.y * scale).round() as i32));
        }
        let boxed = parts.iter().filter_map(|(key, x, y)| Some((self.glyphs.get(key)?, x, y))).filter(|(image, ..)| image.width > 0);
        let corners = boxed.clone().map(|(image, x, y)| {
            let (left, top) = (x + image.left, y + image.top);
            [left, top, left + image.width as i32, top + image.height as i32]
        });
        let [left, top, right, bottom] = corners.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
        let (width, height) = ((right - left) as usize, (bottom - top) as usize);
        if width + 24 > PAGE_SIDE || height + 24 > PAGE_SIDE {
            return None;
        }
        let mut alpha = vec![0u8; width * height];
        for (image, x, y) in boxed {
            let from = (y + image.top - top) as usize * width + (x + image.left - left) as usize;
            for (row, source) in image.alpha.chunks_exact(image.width as usize).enumerate() {
                let Some(target) = alpha.get_mut(from + row * width..) else { break };
                target.iter_mut().zip(source).for_each(|(target, source)| *target = (*target).max(*source));
            }
        }
        Some(GlyphImage { left, top, width: width as u32, height: height as u32, alpha })
    }

    /// Finds room for a picture on the last page or a new one.
    fn room(&mut self, ctx: &egui::Context, width: usize, height: usize) -> Option<(usize, [usize; 2])> {
        if let Some(spot) = self.pages.last_mut().and_then(|page| page.room(width, height)) {
            return Some((self.pages.len() - 1, spot));
        }
        if self.pages.len() == MAX_PAGES {
            // egui keeps a texture until the frame is painted: what was laid out in this frame still shows.
            self.pages.clear();
            self.labels.clear();
            self.generation += 1;
            ctx.request_repaint();
        }
        let image = ColorImage::filled([PAGE_SIDE, PAGE_SIDE], Color32::TRANSPARENT);
        let texture = ctx.load_texture("labels", image, TextureOptions::LINEAR);
        self.pages.push(Page { texture, shelf_x: 1, shelf_y: 1, shelf_height: 0 });
        let spot = self.pages.last_mut()?.room(width, height)?;
        Some((self.pages.len() - 1, spot))
    }
}

impl Page {
    fn room(&mut self, width: usize, height: usize) -> Option<[usize; 2]> {
        if self.shelf_x + width + 1 > PAGE_SIDE {
            (self.shelf_x, self.shelf_y, self.shelf_height) = (1, self.shelf_y + self.shelf_height + 1, 0);
        }
        if self.shelf_y + height + 1 > PAGE_SIDE || width + 2 > PAGE_SIDE {
            return None;
        }
        let spot = [self.shelf_x, self.shelf_y];
        self.shelf_x += width + 1;
        self.shelf_height = self.shelf_height.max(height);
        Some(spot)
    }
}

/// A colour that covers a part of 255 of a pixel.
fn faded(color: Color32, alpha: u8) -> Color32 {
    let part = |channel: u8| ((u32::from(channel) * u32::from(alpha) + 127) / 255) as u8;
    let [r, g, b, a] = color.to_array();
    Color32::from_rgba_premultiplied(part(r), part(g), part(b), part(a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UiLang;
    use crate::ui::kit::Kit;
    use crate::ui::theme::ThemeKind;

    fn name(kit: &Kit, text: &str, x: f32) -> RimmedText {
        let layout = kit.layout(text, kit.small(), None);
        RimmedText { at: pos2(x, 40.3), layout, color: Color32::BLACK, rim: Color32::WHITE, rim_px: 1.2 }
    }

    #[test]
    fn a_name_is_one_quad_and_two_marks_with_one_name_share_its_picture() {
        let (ctx, kit) = (egui::Context::default(), Kit::new(UiLang::En, ThemeKind::Light));
        let texts = [name(&kit, "دير الزور", 10.0), name(&kit, "Deir ez-Zor", 90.0), name(&kit, "دير الزور", 200.0)];
        let meshes = kit.label_meshes(&ctx, &texts);
        assert_eq!(meshes.len(), 1);
        let corners: Vec<_> = meshes[0].vertices.chunks(4).map(|quad| (quad[0].pos, quad[0].uv)).collect();
        assert_eq!(corners.len(), 3);
        assert_eq!(corners[0].1, corners[2].1);
        assert_ne!(corners[0].1, corners[1].1);
        assert_eq!(corners[2].0 - corners[0].0, vec2(190.0, 0.0));
        assert_eq!(corners[0].0.y.fract(), 0.0, "a name stands on whole pixels");
    }

    #[test]
    fn when_the_pages_are_full_no_name_shows_anothers_picture() {
        let (ctx, kit) = (egui::Context::default(), Kit::new(UiLang::En, ThemeKind::Light));
        let before = kit.label_generation();
        let mut at = 0;
        while kit.label_generation() == before {
            assert!(at < 200, "pages are given back at some time");
            let texts: Vec<_> = (0..200).map(|step| name(&kit, &format!("Checkpoint {at} of the northern road {step}"), 0.0)).collect();
            let meshes = kit.label_meshes(&ctx, &texts);
            let mut spots: Vec<_> = meshes
                .iter()
                .flat_map(|mesh| mesh.vertices.chunks(4).map(|quad| (mesh.texture_id, quad[0].uv.x.to_bits(), quad[0].uv.y.to_bits())))
                .collect();
            assert_eq!(spots.len(), 200);
            spots.sort_unstable();
            spots.dedup();
            assert_eq!(spots.len(), 200, "each name has a picture of its own");
            at += 1;
        }
    }
}
