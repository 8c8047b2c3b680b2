//! Density and hexagons: the incidents in sum, with the key to their colours.

use std::sync::Arc;

use egui::{Color32, ColorImage, CursorIcon, Rect, Response, TextureHandle, TextureOptions, Ui, pos2, vec2};

use crate::picture::hexagons::{
    CLASSES, PlacedHexagon, class_color, class_of, hexagon_at, hexagon_resolution, place_hexagons, push_hexagons,
};
use crate::picture::{Camera, Density, DisplayList, LabelBox, Rgba, density_color};
use crate::state::{Command, MapLook};
use crate::store::{HexIndex, RowSet, Store, hexagon_edge_m};
use crate::ui::cx::Cx;
use crate::ui::list_painter::Painted;
use crate::ui::theme::{color32, space};

/// Width of the key's ramp in logical pixels.
const RAMP_PX: f32 = 150.0;
/// The ground areas for which a density is told, in square kilometres.
const AREAS_KM2: [u64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/// The ramp's left end stands for this part of the peak.
const LOWEST_PART: f32 = 64.0;

#[derive(Default)]
pub struct SurfaceCache {
    key: Option<Key>,
    density: Option<Sheet>,
    /// The peak of all incidents that pass the filter, whatever the window: the scale stands still while time is scrubbed.
    peak: Option<(ScaleKey, f32)>,
    hexagons: Arc<Vec<PlacedHexagon>>,
    painted: Painted,
}

/// A density as a picture on the screen's memory, sent there once.
struct Sheet {
    texture: TextureHandle,
    spot: Rect,
}

#[derive(Clone, PartialEq)]
struct ScaleKey {
    camera: Camera,
    revision: u64,
    undated: bool,
}

#[derive(Clone, PartialEq)]
struct Key {
    scale: ScaleKey,
    look: MapLook,
    window: usize,
    dark: bool,
    pixels_per_point: f32,
    indexes: Vec<usize>,
}

impl SurfaceCache {
    pub fn paint(&mut self, cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
        let look = cx.state.view.look;
        if !matches!(look, MapLook::Density | MapLook::Hexagons) {
            if self.key.is_some() {
                *self = Self::default();
            }
            return;
        }
        let indexes = if look == MapLook::Hexagons { hex_indexes(cx, camera) } else { Vec::new() };
        let scale = ScaleKey { camera: *camera, revision: cx.state.answers.revision, undated: cx.state.view.show_undated };
        let key = Key {
            scale: scale.clone(),
            look,
            window: Arc::as_ptr(&cx.state.in_window) as usize,
            dark: cx.kit.theme.is_dark(),
            pixels_per_point: ui.ctx().pixels_per_point(),
            indexes: indexes.iter().map(|(_, index)| Arc::as_ptr(index) as usize).collect(),
        };
        if self.key.as_ref() != Some(&key) || cx.state.playback.is_playing {
            match look {
                MapLook::Density => {
                    self.hexagons = Arc::default();
                    self.lay_density(cx, ui, camera, scale);
                }
                MapLook::Hexagons => self.lay_hexagons(cx, camera, &indexes, key.pixels_per_point),
                MapLook::Marks | MapLook::Points | MapLook::Tracks => {}
            }
            self.key = Some(key);
        }
        match look {
            MapLook::Density => {
                if let Some(sheet) = &self.density {
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    ui.painter().image(sheet.texture.id(), sheet.spot.translate(rect.min.to_vec2()), whole, Color32::WHITE);
                }
            }
            _ => self.painted.paint(cx.kit, ui.painter(), rect.min.to_vec2()),
        }
    }

    fn lay_density(&mut self, cx: &Cx, ui: &Ui, camera: &Camera, scale: ScaleKey) {
        let none = RowSet::default();
        let density = Density::of(&shown_sets(cx, &none), camera);
        let peak = match &self.peak {
            Some((have, peak)) if *have == scale => *peak,
            _ => {
                let all: Vec<(&Store, Vec<&RowSet>)> = cx
                    .state
                    .answers
                    .rows
                    .iter()
                    .filter_map(|(id, rows)| Some((cx.state.layer(*id)?.store.as_ref(), vec![rows.rows.as_ref()])))
                    .collect();
                Density::of(&all, camera).peak()
            }
        };
        self.peak = Some((scale, peak));
        let pixels =
            density.colors(peak, cx.kit.theme.is_dark()).into_iter().map(|Rgba([r, g, b, a])| Color32::from_rgba_unmultiplied(r, g, b, a));
        let image = ColorImage::new([density.columns, density.rows], pixels.collect());
        let size = vec2(density.columns as f32, density.rows as f32) * density.square_px;
        let spot = Rect::from_min_size(pos2(density.corner[0], density.corner[1]), size);
        match &mut self.density {
            Some(sheet) => {
                sheet.texture.set(image, TextureOptions::LINEAR);
                sheet.spot = spot;
            }
            None => {
                let texture = ui.ctx().load_texture("density", image, TextureOptions::LINEAR);
                self.density = Some(Sheet { texture, spot });
            }
        }
    }

    fn lay_hexagons(&mut self, cx: &Cx, camera: &Camera, indexes: &[(crate::state::LayerId, Arc<HexIndex>)], pixels_per_point: f32) {
        let none = RowSet::default();
        let layers: Vec<(&HexIndex, [&RowSet; 3])> = indexes
            .iter()
            .filter_map(|(id, index)| {
                let rows = cx.state.in_window.layer(*id)?;
                let undated = if cx.state.view.show_undated { rows.undated.as_ref() } else { &none };
                Some((index.as_ref(), [rows.certain.as_ref(), rows.possible.as_ref(), undated]))
            })
            .collect();
        let hexagons = place_hexagons(&layers, camera);
        let mut list = DisplayList::default();
        let dark = cx.kit.theme.is_dark();
        cx.kit.with_engine(|engine| push_hexagons(&hexagons, &mut list, dark, engine, &|count| cx.kit.number(count)));
        self.painted = Painted::of(&list, pixels_per_point);
        self.hexagons = Arc::new(hexagons);
    }

    /// Where numbers stand, relative to the map's corner: no name is written over them.
    pub fn taken(&self) -> impl Iterator<Item = LabelBox> + '_ {
        self.hexagons.iter().map(|PlacedHexagon { center: [x, y], .. }| LabelBox { min: [x - 15.0, y - 7.0], max: [x + 15.0, y + 7.0] })
    }

    /// A click on a hexagon goes nearer; hovering tells its number.
    pub fn pick(&self, cx: &Cx, ui: &Ui, response: &Response, camera: &Camera) -> bool {
        let Some(pointer) = response.hover_pos().filter(|_| cx.state.view.look == MapLook::Hexagons) else { return false };
        let px = [pointer.x - response.rect.left(), pointer.y - response.rect.top()];
        let Some(hexagon) = hexagon_at(&self.hexagons, px) else { return false };
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        super::pointer_tip(cx, response, &cx.kit.say_count("map-cluster", hexagon.count));
        if response.clicked() {
            cx.push(Command::FlyTo { center: camera.lon_lat(hexagon.center), zoom: (camera.zoom + 2.0).min(16.0) });
        }
        true
    }

    /// What the colours mean, above the scale bar.
    pub fn key_ui(&self, cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
        let kit = cx.kit;
        let dark = kit.theme.is_dark();
        let (title, steps): (String, Vec<(Color32, String)>) = match cx.state.view.look {
            MapLook::Marks | MapLook::Points | MapLook::Tracks => return,
            MapLook::Density => {
                let peak = self.peak.as_ref().map_or(0.0, |(_, peak)| *peak);
                if peak <= 0.0 {
                    return;
                }
                let area = AREAS_KM2.into_iter().find(|area| peak * *area as f32 >= LOWEST_PART).unwrap_or(1_000_000);
                let told = |part: f32| kit.number((peak * area as f32 / part).round() as u64);
                let title = kit.say_with("density-key", &[("area", kit.number(area).into())]);
                let steps = (0u8..24).map(|at| {
                    let strength = (f32::from(at) + 0.5) / 24.0;
                    let words = match at {
                        0 => told(LOWEST_PART),
                        12 => told(LOWEST_PART.sqrt()),
                        23 => told(1.0),
                        _ => String::new(),
                    };
                    (color32(density_color(strength, dark)), words)
                });
                (title, steps.collect())
            }
            MapLook::Hexagons => {
                let Some(most) = self.hexagons.iter().map(|hexagon| hexagon.count).max() else { return };
                let side = kit.messages().distance(hexagon_edge_m(hexagon_resolution(camera)));
                let title = kit.say_with("hexagons-key", &[("side", side.into())]);
                let classes = CLASSES.iter().enumerate().take(class_of(most) + 1);
                (title, classes.map(|(class, low)| (color32(class_color(class, dark)), kit.number(*low))).collect())
            }
        };
        let title = kit.layout(&title, kit.small().color(kit.theme.text), None);
        let width = RAMP_PX.max(title.content_width()).max(steps.len() as f32 * 6.0) + 2.0 * space::S;
        let left = if kit.rtl() { rect.right() - space::M - width } else { rect.left() + space::M };
        let ground = Rect::from_min_size(pos2(left, rect.bottom() - 40.0 - 56.0), vec2(width, 56.0));
        ui.painter().rect(ground, 4.0, kit.theme.panel, kit.theme.hairline_stroke(), egui::StrokeKind::Inside);
        let inner = ground.shrink(space::S);
        let at = if kit.rtl() { inner.right() - title.content_right() } else { inner.left() - title.content_left() };
        kit.paint(ui.painter(), pos2(at, inner.top() - 3.0), &title, kit.theme.text);
        let step_px = inner.width() / steps.len().max(1) as f32;
        let last = steps.len().saturating_sub(1);
        for (at, (color, words)) in steps.iter().enumerate() {
            let x = inner.left() + at as f32 * step_px;
            let bar = Rect::from_min_size(pos2(x, inner.top() + 16.0), vec2(step_px, 10.0));
            ui.painter().rect_filled(bar, 0.0, *color);
            if words.is_empty() {
                continue;
            }
            // A class begins with its number; on a ramp the ends stand inside.
            let (anchor, x) = match cx.state.view.look {
                MapLook::Density if at == last => (1.0, bar.right()),
                MapLook::Density if at > 0 => (0.5, bar.left()),
                _ => (0.0, bar.left()),
            };
            kit.paint_at(
                ui.painter(),
                pos2(x, bar.bottom() + 1.0),
                vec2(anchor, 0.0),
                words,
                kit.small().tabular().color(kit.theme.text_weak),
            );
        }
    }
}

/// What is shown of each visible layer.
fn shown_sets<'a>(cx: &'a Cx, none: &'a RowSet) -> Vec<(&'a Store, Vec<&'a RowSet>)> {
    let rows = cx.state.in_window.rows.iter();
    rows.filter_map(|(id, rows)| {
        let undated = if cx.state.view.show_undated { rows.undated.as_ref() } else { none };
        Some((cx.state.layer(*id)?.store.as_ref(), vec![rows.certain.as_ref(), rows.possible.as_ref(), undated]))
    })
    .collect()
}

/// The indexes that are ready; asks for those of another size.
fn hex_indexes(cx: &Cx, camera: &Camera) -> Vec<(crate::state::LayerId, Arc<HexIndex>)> {
    let wanted = hexagon_resolution(camera);
    let layers = || cx.state.layers.iter().filter(|layer| layer.is_visible);
    let is_missing = layers().any(|layer| {
        let is_ready = layer.hexagons.as_ref().is_some_and(|index| index.resolution == wanted);
        !is_ready && !cx.state.hexagons_under_way.contains(&layer.id)
    });
    if is_missing {
        cx.push(Command::WantHexagons(wanted));
    }
    layers().filter_map(|layer| Some((layer.id, Arc::clone(layer.hexagons.as_ref()?)))).collect()
}
