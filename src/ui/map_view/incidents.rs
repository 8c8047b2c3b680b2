//! The incidents on the map: rings and areas below, marks above, counts on marks that stand for several.

use std::sync::Arc;

use egui::{CursorIcon, Mesh, Pos2, Rect, Response, Ui, pos2, vec2};

use super::sprites::Sprites;
use crate::domain::{Lang, WindowAnswer};
use crate::picture::marks::Theme;
use crate::picture::names::{PlacedTitle, place_titles};
use crate::picture::{Camera, DisplayList, LabelBox, PlacedIncidents, PlacedMark, ShownLayer, place_incidents};
use crate::state::{Command, LayerId, MapLook, RowRef};
use crate::store::RowSet;
use crate::ui::category::mark_theme;
use crate::ui::cx::Cx;
use crate::ui::glyphs::RimmedText;
use crate::ui::incident_list::when_short;
use crate::ui::list_painter::{KeptMesh, Painted};
use crate::ui::theme::color32;

/// How near a click must come to a mark's middle, in logical pixels.
const REACH_PX: f32 = 14.0;

#[derive(Default)]
pub struct IncidentsCache {
    key: Option<Key>,
    placed: Arc<PlacedIncidents>,
    below: Painted,
    stacks: Painted,
    sprites: Sprites,
    marks: Option<(MarksKey, KeptMesh)>,
}

/// What the mesh of single marks depends on.
struct MarksKey {
    placed: Arc<PlacedIncidents>,
    hovered: Option<(u32, u32)>,
    theme: Theme,
    scale: f32,
    corner: Pos2,
}

impl MarksKey {
    fn is(&self, other: &Self) -> bool {
        let of = |key: &Self| (Arc::as_ptr(&key.placed), key.hovered, key.theme, key.scale, key.corner);
        of(self) == of(other)
    }
}

#[derive(Clone, PartialEq)]
struct Key {
    camera: Camera,
    revision: u64,
    window: usize,
    selected: Option<RowRef>,
    look: MapLook,
    rings: bool,
    undated: bool,
    dark: bool,
    scale: f32,
}

impl IncidentsCache {
    /// Lays out what the state shows and paints rings, lines and areas. Returns the layout for picking.
    pub fn paint_below(&mut self, cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) -> Arc<PlacedIncidents> {
        let scale = ui.ctx().pixels_per_point();
        let key = Key {
            camera: *camera,
            revision: cx.state.answers.revision,
            // The answer's address tells one answer from the next as long as this cache keeps the key only for comparison.
            window: Arc::as_ptr(&cx.state.in_window) as usize,
            selected: cx.state.selection.as_ref().map(|selection| selection.row),
            look: cx.state.view.look,
            rings: cx.state.view.show_rings,
            undated: cx.state.view.show_undated,
            dark: cx.kit.theme.is_dark(),
            scale,
        };
        if self.key.as_ref() != Some(&key) || cx.state.playback.is_playing {
            self.placed = Arc::new(placed(cx, camera));
            let categories = &cx.state.answers.categories;
            let theme = mark_theme(cx.kit);
            let mut below = DisplayList::default();
            self.placed.push_below(&mut below, categories, camera.size, theme);
            self.below = Painted::of(&below, scale);
            let mut stacks = DisplayList::default();
            cx.kit.with_engine(|engine| self.placed.push_stacks(&mut stacks, categories, theme, engine, &|count| short_count(cx, count)));
            self.stacks = Painted::of(&stacks, scale);
            self.key = Some(key);
        }
        self.below.paint(cx.kit, ui.painter(), rect.min.to_vec2());
        self.placed.clone()
    }

    pub fn paint_marks(&mut self, cx: &Cx, ui: &Ui, rect: Rect, response: &Response, titles: &Titles) {
        let theme = mark_theme(cx.kit);
        let hovered = response
            .hover_pos()
            .and_then(|at| self.placed.mark_at([at.x - rect.left(), at.y - rect.top()], REACH_PX))
            .map(|mark| mark.first);
        let key = MarksKey { placed: Arc::clone(&self.placed), hovered, theme, scale: ui.ctx().pixels_per_point(), corner: rect.min };
        if self.marks.as_ref().is_none_or(|(have, _)| !have.is(&key)) {
            let mut mesh = Mesh::default();
            for mark in self.placed.marks.iter().filter(|mark| mark.count == 1) {
                let at = pos2(mark.at[0], mark.at[1]) + rect.min.to_vec2();
                let mut look = mark.look(&cx.state.answers.categories, theme);
                if hovered == Some(mark.first) {
                    look.size_px += 2.0;
                }
                self.sprites.add(ui.ctx(), &mut mesh, at, &look);
            }
            self.marks = Some((key, KeptMesh::new(mesh)));
        }
        if let Some((_, marks)) = &self.marks {
            marks.paint(cx.kit, ui.painter(), vec2(0.0, 0.0));
        }
        self.stacks.paint(cx.kit, ui.painter(), rect.min.to_vec2());
        let halo = color32(super::halo_color(cx));
        let texts = titles.placed.iter().map(|title| RimmedText {
            at: egui::Pos2::from(title.at) + rect.min.to_vec2(),
            layout: Arc::clone(&title.layout),
            color: cx.kit.theme.text,
            rim: halo,
            rim_px: 1.6,
        });
        let meshes = cx.kit.label_meshes(ui.ctx(), &texts.collect::<Vec<_>>());
        ui.painter().extend(meshes.into_iter().map(egui::Shape::Mesh));
    }

    /// Short titles beside the marks while there is room: the selected one always.
    pub fn titles(&self, cx: &Cx, rect: Rect, covered: &[LabelBox]) -> Titles {
        let (placed, taken) = place_titles(&self.placed, [rect.width(), rect.height()], covered, &mut |mark| {
            let look = if mark.is_selected { cx.kit.body().bold() } else { cx.kit.small() };
            Some(cx.kit.layout(&mark_title(cx, mark)?, look.lines(1), Some(220.0)))
        });
        Titles { taken, placed }
    }
}

/// Titles that found room, and all that names of the basemap must not touch; relative to the map's corner.
pub struct Titles {
    pub taken: Vec<LabelBox>,
    placed: Vec<PlacedTitle>,
}

fn mark_title(cx: &Cx, mark: &PlacedMark) -> Option<String> {
    if mark.count > 1 && !mark.is_selected {
        return None;
    }
    let row = if mark.is_selected { cx.state.selection.as_ref()?.row } else { RowRef { layer: LayerId(mark.first.0), row: mark.first.1 } };
    let lang: Lang = cx.kit.content_lang();
    Some(cx.state.layer(row.layer)?.store.title(row.row, &lang)).filter(|title| !title.is_empty())
}

fn short_count(cx: &Cx, count: u32) -> String {
    if count < 10_000 { cx.kit.number(count.into()) } else { cx.kit.say_count("count-thousands", u64::from(count) / 1000) }
}

fn placed(cx: &Cx, camera: &Camera) -> PlacedIncidents {
    if !cx.state.view.look.has_marks() {
        return placed_alone(cx, camera);
    }
    let layers: Vec<ShownLayer> = cx
        .state
        .in_window
        .rows
        .iter()
        .filter_map(|(id, rows)| {
            let layer = cx.state.layer(*id)?;
            let undated = cx.state.view.show_undated.then_some(rows.undated.as_ref());
            Some(ShownLayer { id: id.0, store: &layer.store, certain: &rows.certain, possible: &rows.possible, undated })
        })
        .collect();
    let selected = cx.state.selection.as_ref().map(|selection| (selection.row.layer.0, selection.row.row));
    place_incidents(&layers, camera, selected, cx.state.view.show_rings)
}

/// The selected incident, where the others are summed up.
fn placed_alone(cx: &Cx, camera: &Camera) -> PlacedIncidents {
    let Some(row) = cx.state.selection.as_ref().map(|selection| selection.row) else { return PlacedIncidents::default() };
    let (Some(layer), Some(answer)) = (cx.state.layer(row.layer), cx.state.in_window.answer(row)) else {
        return PlacedIncidents::default();
    };
    let none = RowSet::none(layer.store.len());
    let mut only = none.clone();
    only.insert(row.row);
    let (certain, possible) = if answer == WindowAnswer::Certain { (&only, &none) } else { (&none, &only) };
    let shown = ShownLayer { id: row.layer.0, store: &layer.store, certain, possible, undated: None };
    place_incidents(&[shown], camera, Some((row.layer.0, row.row)), cx.state.view.show_rings)
}

/// Click selects, hover tells; a click on bare ground unselects.
pub fn pick(cx: &Cx, ui: &Ui, response: &Response, placed: &PlacedIncidents, camera: &Camera) {
    let Some(pointer) = response.hover_pos() else { return };
    let px = [pointer.x - response.rect.left(), pointer.y - response.rect.top()];
    let mark = placed.mark_at(px, REACH_PX);
    let shape = if mark.is_none() { placed.shape_at(px) } else { None };
    if mark.is_some() || shape.is_some() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if let Some(mark) = mark {
        super::pointer_tip(cx, response, &tip(cx, mark));
    }
    if !response.clicked() {
        return;
    }
    match (mark, shape) {
        (Some(mark), _) if !mark.is_site && mark.count > 1 => {
            let center = camera.lon_lat(mark.at);
            cx.push(Command::FlyTo { center, zoom: (camera.zoom + 2.0).min(16.0) });
        }
        (Some(mark), _) => cx.push(Command::Select(Some(RowRef { layer: LayerId(mark.first.0), row: mark.first.1 }))),
        (None, Some(shape)) => cx.push(Command::Select(Some(RowRef { layer: LayerId(shape.row.0), row: shape.row.1 }))),
        (None, None) => cx.push(Command::Select(None)),
    }
}

fn tip(cx: &Cx, mark: &PlacedMark) -> String {
    if !mark.is_site && mark.count > 1 {
        return cx.kit.say_count("map-cluster", mark.count.into());
    }
    let row = RowRef { layer: LayerId(mark.first.0), row: mark.first.1 };
    let title = cx.state.layer(row.layer).map(|layer| layer.store.title(row.row, &cx.kit.content_lang())).unwrap_or_default();
    let mut text = format!("{title}\n{}", when_short(cx, row));
    if mark.count > 1 {
        text = format!("{}\n{text}", cx.kit.say_count("map-several", mark.count.into()));
    }
    text
}
