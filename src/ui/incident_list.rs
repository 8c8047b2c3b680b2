//! The table of all incidents that pass the filter: virtual, sortable, one selection with map and timeline.

use std::sync::Arc;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::category::{category_color, category_words};
use super::cx::Cx;
use super::icons::{Icon, paint_icon};
use super::theme::{CORNER, space};
use super::widgets::{self, ROW_PX, focus_ring, take_end, take_start, tooltip};
use crate::domain::{TimePrecision, WindowAnswer};
use crate::state::{Command, LayerId, RowRef, SortBy, SortOrder, WindowAnswers};
use crate::store::RowSet;
use crate::text::format_when_short;

/// What the list holds between frames: the sorted rows, until something they depend on changes.
#[derive(Default)]
pub struct ListMemory {
    key: Option<ListKey>,
    rows: Arc<Vec<RowRef>>,
    held: Option<(Arc<Vec<RowRef>>, Arc<WindowAnswers>)>,
    /// The selection that was last scrolled to.
    scrolled_to: Option<RowRef>,
}

#[derive(Clone, PartialEq)]
struct ListKey {
    order: usize,
    in_window: usize,
    show_undated: bool,
    descending: bool,
}

/// The columns, and for each but the time its share of the width that the time leaves.
const COLUMNS: [(SortBy, &str, f32); 5] = [
    (SortBy::Time, "column-when", 0.0),
    (SortBy::Title, "column-title", 0.46),
    (SortBy::Place, "column-place", 0.20),
    (SortBy::Category, "column-category", 0.17),
    (SortBy::Source, "column-source", 0.17),
];

/// Narrower lists have no column of sources, and the narrowest none of categories, which the dot tells too.
const SHOWN_FROM_PX: [f32; 2] = [680.0, 560.0];

/// A day with the hours of its beginning and its end, beside the dot. A time that is cut reads as another one.
const WHEN_PX: f32 = 214.0;
/// The most of the width that the time takes.
const WHEN_SHARE: f32 = 0.36;

/// The time of a row in few words.
pub fn when_short(cx: &Cx, at: RowRef) -> String {
    let Some(layer) = cx.state.layer(at.layer) else { return String::new() };
    match layer.store.when(at.row) {
        Some(when) => {
            // A day is a day of the source's own zone: in another zone it would become parts of two days.
            let is_clock =
                matches!(when.precision, TimePrecision::Second | TimePrecision::Minute | TimePrecision::Hour | TimePrecision::PartOfDay);
            let zone = if is_clock { cx.state.view.zone.as_str() } else { layer.store.zone(at.row) };
            format_when_short(when.earliest, when.latest, when.precision, zone, cx.kit.messages())
        }
        None => cx.kit.say("undated"),
    }
}

pub fn list_ui(cx: &Cx, ui: &mut Ui, memory: &mut ListMemory) {
    refresh(cx, memory);
    let kit = cx.kit;
    let rows = memory.rows.clone();
    // Rows are a little narrower than the names above them, and have the same columns.
    let num_shown = COLUMNS.len() - SHOWN_FROM_PX.iter().filter(|from| ui.available_width() < **from).count();
    heads_ui(cx, ui, num_shown);
    if cx.state.is_sorting() {
        widgets::paragraph(kit, ui, &kit.say("list-sorting"), kit.weak());
        return;
    }
    if rows.is_empty() {
        let key = if cx.state.layers.is_empty() { "empty-1" } else { "list-empty" };
        widgets::paragraph(kit, ui, &kit.say(key), kit.weak());
        return;
    }
    let mut area = egui::ScrollArea::vertical().id_salt("incident-list").auto_shrink(false);
    let chosen = cx.state.selection.as_ref().map(|selection| selection.row);
    if chosen != memory.scrolled_to {
        memory.scrolled_to = chosen;
        if let Some(at) = chosen.and_then(|row| rows.iter().position(|have| *have == row)) {
            let step = ROW_PX + ui.spacing().item_spacing.y;
            let middle = at as f32 * step - ui.available_height() / 2.0;
            area = area.vertical_scroll_offset(middle.max(0.0));
        }
    }
    area.show_rows(ui, ROW_PX, rows.len(), |ui, range| {
        for row in rows.get(range).unwrap_or_default() {
            row_ui(cx, ui, *row, num_shown, chosen == Some(*row));
        }
    });
}

/// What the order holds of the incidents that pass filter and window.
fn refresh(cx: &Cx, memory: &mut ListMemory) {
    let view = &cx.state.view;
    let key = ListKey {
        order: Arc::as_ptr(&cx.state.list_order.rows) as usize,
        in_window: Arc::as_ptr(&cx.state.in_window) as usize,
        show_undated: view.show_undated,
        descending: view.sort.descending,
    };
    if memory.key.as_ref() == Some(&key) {
        return;
    }
    let sets: Vec<(LayerId, RowSet)> = (cx.state.in_window.rows.iter())
        .map(|(id, rows)| {
            let dated = rows.certain.or(&rows.possible);
            (*id, if view.show_undated { dated.or(&rows.undated) } else { dated })
        })
        .collect();
    let is_shown = |at: &&RowRef| sets.iter().any(|(id, set)| *id == at.layer && set.contains(at.row));
    let mut rows: Vec<RowRef> = cx.state.list_order.rows.iter().filter(is_shown).copied().collect();
    if view.sort.descending {
        rows.reverse();
    }
    memory.rows = Arc::new(rows);
    // The order and the answer are held as long as their addresses are compared.
    memory.held = Some((Arc::clone(&cx.state.list_order.rows), Arc::clone(&cx.state.in_window)));
    memory.key = Some(key);
}

fn columns(cx: &Cx, rect: Rect, num_shown: usize) -> Vec<Rect> {
    let mut inner = rect.shrink2(vec2(space::XS, 0.0));
    let when_px = WHEN_PX.min(inner.width() * WHEN_SHARE);
    let when = take_start(cx.kit, &mut inner, when_px);
    let shown = COLUMNS.get(1..num_shown).unwrap_or_default();
    let width = inner.width() / shown.iter().map(|(_, _, share)| share).sum::<f32>();
    let others = shown.iter().map(|(_, _, share)| take_start(cx.kit, &mut inner, width * share));
    std::iter::once(when).chain(others).collect()
}

fn heads_ui(cx: &Cx, ui: &mut Ui, num_shown: usize) {
    let kit = cx.kit;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    let sort = cx.state.view.sort;
    for ((by, key, _), cell) in COLUMNS.iter().zip(columns(cx, rect, num_shown)) {
        let response = ui.interact(cell, ui.scope_id().with(key), Sense::click());
        let name = kit.say(key);
        let is_sorted = sort.by == *by;
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, true, is_sorted, kit.say_with("sort-by", &[("column", name.clone().into())]))
        });
        if response.hovered() {
            ui.painter().rect_filled(cell, CORNER, kit.theme.raised);
        }
        focus_ring(kit, ui, cell, &response);
        let mut inner = cell.shrink2(vec2(space::XS, 0.0));
        if is_sorted {
            let spot = take_end(kit, &mut inner, 16.0);
            paint_sort_arrow(cx, ui, spot, sort.descending);
        }
        kit.paint_in(ui, inner, &name, kit.small().bold());
        if response.clicked() {
            cx.push(Command::SetSort(SortOrder { by: *by, descending: is_sorted && !sort.descending }));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), kit.theme.hairline_stroke());
}

fn paint_sort_arrow(cx: &Cx, ui: &Ui, spot: Rect, descending: bool) {
    if descending {
        paint_icon(ui.painter(), spot, Icon::ChevronDown, cx.kit.theme.text_weak);
    } else {
        let center = spot.center();
        let points = vec![center + vec2(-4.0, 2.0), center + vec2(0.0, -2.0), center + vec2(4.0, 2.0)];
        ui.painter().line(points, egui::Stroke::new(1.5, cx.kit.theme.text_weak));
    }
}

fn row_ui(cx: &Cx, ui: &mut Ui, at: RowRef, num_shown: usize, chosen: bool) {
    let kit = cx.kit;
    let Some(layer) = cx.state.layer(at.layer) else { return };
    let store = &layer.store;
    let lang = kit.content_lang();
    let title = store.title(at.row, &lang);
    let title = if title.is_empty() { kit.say("untitled") } else { title };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &title));
    if response.clicked() {
        cx.push(Command::Select(Some(at)));
    }
    if response.double_clicked() {
        cx.push(Command::FitSelection);
    }
    if chosen {
        ui.painter().rect_filled(rect, CORNER, kit.theme.accent_pale);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CORNER, kit.theme.raised);
    }
    focus_ring(kit, ui, rect, &response);
    let category = store.category(at.row).to_owned();
    let place = store.place_name(at.row, &lang);
    let place = if place.is_empty() && !store.has_place(at.row) { kit.say("without-place") } else { place };
    let cells = [when_short(cx, at), title, place, category_words(kit, &category), sources(cx, at)];
    for (column, (cell, text)) in columns(cx, rect, num_shown).into_iter().zip(cells).enumerate() {
        let mut inner = cell.shrink2(vec2(space::XS, 0.0));
        if column == 0 {
            let dot = take_start(kit, &mut inner, 14.0);
            paint_answer_dot(cx, ui, dot, at, category_color(cx, &category));
        }
        let look = if column == 1 { kit.body() } else { kit.weak().tabular() };
        let is_cut = kit.paint_in(ui, inner, &text, look).elided;
        if is_cut && response.hover_pos().is_some_and(|pointer| cell.contains(pointer)) {
            response.clone().on_hover_ui(|ui| tooltip(kit, ui, &text));
        }
    }
}

/// Filled: certainly in the window. Ring: possibly. Hatched: undated.
fn paint_answer_dot(cx: &Cx, ui: &Ui, spot: Rect, at: RowRef, color: egui::Color32) {
    let center = pos2(spot.center().x, spot.center().y);
    match cx.state.in_window.answer(at) {
        Some(WindowAnswer::Certain) => {
            ui.painter().circle_filled(center, 4.5, color);
        }
        Some(WindowAnswer::Possible | WindowAnswer::Out) => {
            ui.painter().circle(center, 4.0, color.gamma_multiply(0.25), egui::Stroke::new(1.5, color));
        }
        None => {
            let pen = egui::Stroke::new(1.2, color);
            for dx in [-3.0, 0.0, 3.0] {
                ui.painter().line_segment([center + vec2(dx - 2.0, 4.0), center + vec2(dx + 2.0, -4.0)], pen);
            }
        }
    }
}

fn sources(cx: &Cx, at: RowRef) -> String {
    let Some(layer) = cx.state.layer(at.layer) else { return String::new() };
    let first = layer.store.first_source(at.row, &cx.kit.content_lang());
    match layer.store.num_sources(at.row) {
        0 => String::new(),
        1 => first.to_owned(),
        several => format!("{first} +{}", cx.kit.number(several as u64 - 1)),
    }
}
