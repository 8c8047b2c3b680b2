//! Every incident as its own point: drawn by the graphics card where there is one, else by the processor after the same rules.

use std::sync::Arc;

use egui::{Color32, ColorImage, CursorIcon, Rect, Response, TextureHandle, TextureId, TextureOptions, Ui, pos2, vec2};

use crate::picture::points::{PointLook, PointView, nearest_point, paint_points, signs_of};
use crate::picture::{Camera, ShownLayer};
use crate::state::{Command, LayerId, MapLook, RowRef};
use crate::ui::category::mark_theme;
use crate::ui::cx::Cx;
use crate::ui::gpu::{PointFrame, PointPainter, ShownPoints};
use crate::ui::incident_list::when_short;

/// How near a click must come to a point's middle, in logical pixels.
const REACH_PX: f64 = 12.0;

/// The sign of each category of a layer's store.
type LayerSigns = Vec<(LayerId, Vec<u8>)>;

#[derive(Default)]
pub struct PointsCache {
    /// For the answers of a revision.
    signs: Option<(u64, LayerSigns)>,
    card: Option<PointPainter>,
    sheet: Option<Sheet>,
}

/// Points as the processor has painted them.
struct Sheet {
    texture: TextureHandle,
    key: Key,
}

#[derive(Clone, PartialEq)]
struct Key {
    view: PointView,
    look: PointLook,
    revision: u64,
    window: usize,
    undated: bool,
}

impl PointsCache {
    pub fn paint(&mut self, cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
        if cx.state.view.look != MapLook::Points {
            if self.signs.is_some() {
                *self = Self::default();
            }
            return;
        }
        self.find_signs(cx);
        let (view, spot) = view_of(ui, rect, camera);
        let look = PointLook::new(camera.zoom, view.scale, mark_theme(cx.kit));
        let texture = match self.by_card(cx, ui, view, look, spot) {
            Some(id) => id,
            None => self.by_processor(cx, ui, view, look).id(),
        };
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture, spot, whole, Color32::WHITE);
    }

    /// `None` where there is no card for it.
    fn by_card(&mut self, cx: &Cx, ui: &Ui, view: PointView, look: PointLook, spot: Rect) -> Option<TextureId> {
        let gpu = cx.kit.gpu().filter(|gpu| gpu.has_points())?;
        let card = self.card.get_or_insert_with(|| PointPainter::new(gpu));
        let signs = self.signs.as_ref().map(|(_, signs)| signs.as_slice()).unwrap_or_default();
        let frame = PointFrame { view, look, window: cx.state.view.effective_window() };
        let (id, callback, is_loading) = card.show(&shown_points(cx, signs), &frame, spot)?;
        ui.painter().add(callback);
        if is_loading {
            ui.ctx().request_repaint();
        }
        Some(id)
    }

    fn find_signs(&mut self, cx: &Cx) {
        let answers = &cx.state.answers;
        if self.signs.as_ref().is_none_or(|(revision, _)| *revision != answers.revision) {
            let of = |layer: &crate::state::Layer| (layer.id, signs_of(&layer.store, &answers.categories));
            self.signs = Some((answers.revision, cx.state.layers.iter().map(of).collect()));
        }
    }

    fn by_processor(&mut self, cx: &Cx, ui: &Ui, view: PointView, look: PointLook) -> &TextureHandle {
        let window = Arc::as_ptr(&cx.state.in_window) as usize;
        let key = Key { view, look, revision: cx.state.answers.revision, window, undated: cx.state.view.show_undated };
        let is_same = self.sheet.as_ref().is_some_and(|sheet| sheet.key == key) && !cx.state.playback.is_playing;
        let signs = self.signs.as_ref().map(|(_, signs)| signs.as_slice()).unwrap_or_default();
        let image = || {
            let layers = shown_layers(cx).into_iter().map(|layer| {
                let signs = signs.iter().find(|(id, _)| id.0 == layer.id).map(|(_, signs)| signs.clone());
                (layer, signs.unwrap_or_default())
            });
            let picture = paint_points(&layers.collect::<Vec<_>>(), &view, &look);
            let pixels = picture.pixels.into_iter().map(|[r, g, b, a]| Color32::from_rgba_premultiplied(r, g, b, a));
            ColorImage::new([picture.width, picture.height], pixels.collect())
        };
        let mut sheet = match self.sheet.take() {
            Some(sheet) if is_same => sheet,
            Some(mut sheet) => {
                sheet.texture.set(image(), TextureOptions::NEAREST);
                sheet
            }
            None => Sheet { texture: ui.ctx().load_texture("points", image(), TextureOptions::NEAREST), key: key.clone() },
        };
        sheet.key = key;
        &self.sheet.insert(sheet).texture
    }

    /// A click on a point selects it, and hovering tells of it. Returns whether there is one.
    pub fn pick(&self, cx: &Cx, ui: &Ui, response: &Response, camera: &Camera) -> bool {
        let Some(pointer) = response.hover_pos().filter(|_| cx.state.view.look == MapLook::Points) else { return false };
        let px = [pointer.x - response.rect.left(), pointer.y - response.rect.top()];
        let Some((layer, row)) = nearest_point(&shown_layers(cx), camera, px, REACH_PX) else { return false };
        let row = RowRef { layer: LayerId(layer), row };
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        super::pointer_tip(cx, response, &tip(cx, row));
        if response.clicked() {
            cx.push(Command::Select(Some(row)));
        }
        true
    }
}

/// The rectangle on whole pixels, and how its pixels lie under the camera.
fn view_of(ui: &Ui, rect: Rect, camera: &Camera) -> (PointView, Rect) {
    let scale = ui.ctx().pixels_per_point();
    let [min, max] = [rect.min, rect.max].map(|corner| (corner.to_vec2() * scale).round());
    let middle = rect.center().to_vec2() * scale - min;
    let size = (max - min).max(vec2(1.0, 1.0));
    let view = PointView { camera: *camera, scale, size_px: [size.x as u32, size.y as u32], middle_px: [middle.x, middle.y] };
    (view, Rect::from_min_size((min / scale).to_pos2(), size / scale))
}

fn shown_points<'a>(cx: &'a Cx, signs: &[(LayerId, Vec<u8>)]) -> Vec<ShownPoints<'a>> {
    let rows = cx.state.answers.rows.iter();
    rows.filter_map(|(id, layer_rows)| {
        let classes = cx.state.in_window.layer(*id)?;
        let undated = cx.state.view.show_undated && !classes.undated.is_empty();
        Some(ShownPoints {
            id: id.0,
            store: &cx.state.layer(*id)?.store,
            rows: &layer_rows.rows,
            signs: signs.iter().find(|(have, _)| have == id).map(|(_, signs)| signs.clone())?,
            wanted: [undated, !classes.possible.is_empty(), !classes.certain.is_empty()],
        })
    })
    .collect()
}

fn shown_layers<'a>(cx: &'a Cx) -> Vec<ShownLayer<'a>> {
    let rows = cx.state.in_window.rows.iter();
    rows.filter_map(|(id, rows)| {
        let store = &cx.state.layer(*id)?.store;
        let undated = cx.state.view.show_undated.then_some(rows.undated.as_ref());
        Some(ShownLayer { id: id.0, store, certain: &rows.certain, possible: &rows.possible, undated })
    })
    .collect()
}

/// Title and time; before them how many share the place.
fn tip(cx: &Cx, row: RowRef) -> String {
    let title = cx.state.layer(row.layer).map(|layer| layer.store.title(row.row, &cx.kit.content_lang())).unwrap_or_default();
    let text = format!("{title}\n{}", when_short(cx, row));
    let layers = shown_layers(cx);
    let Some(at) = cx.state.layer(row.layer).and_then(|layer| layer.store.mercator(row.row)) else { return text };
    let count: u64 = layers.iter().map(|layer| crate::picture::points::num_at(layer, at)).sum();
    if count < 2 {
        return text;
    }
    format!("{}\n{text}", cx.kit.say_with("map-several", &[("count", cx.kit.number(count).into())]))
}
