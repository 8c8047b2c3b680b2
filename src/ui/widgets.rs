//! The interface's own widgets: every word goes through the text layer, every control has a name for screen readers.

use egui::{Align, Layout, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::icons::{Icon, paint_icon};
use super::kit::{Kit, Look};
use super::theme::{CORNER, space, type_px};

/// Height of a row or a button in logical pixels.
pub const ROW_PX: f32 = 24.0;

/// From the side where reading begins to the other.
pub fn start_layout(kit: &Kit) -> Layout {
    if kit.rtl() { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) }
}

/// A row that runs in the direction of the interface.
pub fn row<R>(kit: &Kit, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = start_layout(kit);
    let size = vec2(ui.available_width(), ROW_PX);
    ui.allocate_ui_with_layout(size, layout, add).inner
}

/// As [`row`], in as many lines of this height as it takes.
pub fn wrapped_row<R>(kit: &Kit, ui: &mut Ui, height_px: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), height_px);
    ui.allocate_ui_with_layout(size, start_layout(kit).with_main_wrap(true), add).inner
}

/// The far end of a row: what is added comes from the end inwards.
pub fn at_end<R>(kit: &Kit, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = if kit.rtl() { Layout::left_to_right(Align::Center) } else { Layout::right_to_left(Align::Center) };
    ui.with_layout(layout, add).inner
}

/// A text that may take several lines; it fills the width, and right-to-left paragraphs stand at the right.
pub fn paragraph(kit: &Kit, ui: &mut Ui, text: &str, look: Look) -> Response {
    let width = ui.available_width().max(16.0);
    let layout = kit.layout(text, look, Some(width));
    let (rect, response) = ui.allocate_exact_size(vec2(width, layout.height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        // A mirrored interface sets a text of the other direction to its own edge, as a left-to-right one does.
        kit.paint(ui.painter(), rect.min, &layout, look.color);
    }
    if layout.elided { response.on_hover_ui(|ui| tooltip(kit, ui, text)) } else { response }
}

/// A text of one line in a row, as wide as it is, cut where the row ends.
pub fn label(kit: &Kit, ui: &mut Ui, text: &str, look: Look) -> Response {
    let room = ui.available_width().max(8.0);
    let natural = kit.layout(text, look.lines(1), None);
    let layout = if natural.width > room { kit.layout(text, look.lines(1), Some(room)) } else { natural };
    let width = layout.width.min(room);
    let (rect, response) = ui.allocate_exact_size(vec2(width, layout.height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let left = layout.lines.first().map_or(0.0, |line| line.left);
    kit.paint(ui.painter(), rect.min - vec2(left.min(room - width), 0.0), &layout, look.color);
    if layout.elided { response.on_hover_ui(|ui| tooltip(kit, ui, text)) } else { response }
}

/// The contents of a tooltip.
pub fn tooltip(kit: &Kit, ui: &mut Ui, text: &str) {
    let look = kit.body();
    let natural = kit.layout(text, look, None).width.ceil() + 1.0;
    ui.set_max_width(natural.min(320.0));
    paragraph(kit, ui, text, look);
}

/// How a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// No ground until the pointer is on it.
    Quiet,
    /// A pale ground.
    Normal,
    /// The one thing to do here.
    Primary,
    /// Switched on.
    On,
}

fn ground(kit: &Kit, response: &Response, emphasis: Emphasis) -> (egui::Color32, egui::Color32) {
    let theme = &kit.theme;
    let hot = response.hovered() || response.has_focus();
    match emphasis {
        Emphasis::Primary if hot => (theme.accent.gamma_multiply(0.88), theme.on_accent),
        Emphasis::Primary => (theme.accent, theme.on_accent),
        Emphasis::On => (theme.accent_pale, theme.accent),
        Emphasis::Normal if hot => (theme.hairline, theme.text),
        Emphasis::Normal => (theme.raised, theme.text),
        Emphasis::Quiet if hot => (theme.raised, theme.text),
        Emphasis::Quiet => (egui::Color32::TRANSPARENT, theme.text_weak),
    }
}

fn paint_ground(kit: &Kit, ui: &Ui, rect: Rect, response: &Response, fill: egui::Color32) {
    ui.painter().rect_filled(rect, CORNER, fill);
    focus_ring(kit, ui, rect, response);
}

/// Shows where the keyboard is.
pub fn focus_ring(kit: &Kit, ui: &Ui, rect: Rect, response: &Response) {
    if response.has_focus() {
        let pen = egui::Stroke::new(2.0, kit.theme.accent);
        ui.painter().rect_stroke(rect, CORNER, pen, egui::StrokeKind::Inside);
    }
}

/// A button with words.
pub fn button(kit: &Kit, ui: &mut Ui, text: &str, emphasis: Emphasis) -> Response {
    let look = kit.body();
    let layout = kit.layout(text, look.lines(1), None);
    let size = vec2(layout.width + 2.0 * space::S, ROW_PX.max(layout.height + space::XS));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        if emphasis == Emphasis::On {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), true, text)
        } else {
            WidgetInfo::labeled(Role::Button, ui.is_enabled(), text)
        }
    });
    let (fill, ink) = ground(kit, &response, emphasis);
    paint_ground(kit, ui, rect, &response, fill);
    let at = pos2(rect.left() + space::S, rect.center().y - layout.height / 2.0);
    let ink = if ui.is_enabled() { ink } else { ink.gamma_multiply(0.45) };
    kit.paint(ui.painter(), at, &layout, ink);
    response
}

/// A square button with an icon; `name` is read by screen readers and shown as tooltip.
pub fn icon_button(kit: &Kit, ui: &mut Ui, icon: Icon, name: &str, emphasis: Emphasis) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ROW_PX + 4.0, ROW_PX), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), emphasis == Emphasis::On, name));
    let (fill, ink) = ground(kit, &response, emphasis);
    paint_ground(kit, ui, rect, &response, fill);
    let ink = if ui.is_enabled() { ink } else { ink.gamma_multiply(0.4) };
    paint_icon(ui.painter(), rect, icon, ink);
    response.on_hover_ui(|ui| tooltip(kit, ui, name))
}

/// A box to tick, its words, and a count at the end of the row.
pub fn check_row(kit: &Kit, ui: &mut Ui, on: bool, text: &str, count: Option<&str>, swatch: Option<egui::Color32>) -> Response {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW_PX), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, text));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if response.hovered() { kit.theme.raised } else { egui::Color32::TRANSPARENT };
    paint_ground(kit, ui, rect, &response, fill);
    let mut inner = rect.shrink2(vec2(space::XS, 0.0));
    let tick = take_start(kit, &mut inner, 16.0);
    paint_tick(kit, ui, tick, on);
    take_start(kit, &mut inner, space::S);
    if let Some(color) = swatch {
        let dot = take_start(kit, &mut inner, 10.0);
        ui.painter().circle_filled(dot.center(), 4.5, color);
        take_start(kit, &mut inner, 6.0);
    }
    if let Some(count) = count {
        let look = kit.weak().tabular().lines(1);
        let layout = kit.layout(count, look, None);
        let spot = take_end(kit, &mut inner, layout.width);
        kit.paint(ui.painter(), pos2(spot.left(), spot.center().y - layout.height / 2.0), &layout, look.color);
        take_end(kit, &mut inner, space::S);
    }
    let layout = kit.paint_in(ui, inner, text, kit.body());
    if layout.elided { response.on_hover_ui(|ui| tooltip(kit, ui, text)) } else { response }
}

fn paint_tick(kit: &Kit, ui: &Ui, spot: Rect, on: bool) {
    let square = Rect::from_center_size(spot.center(), vec2(14.0, 14.0));
    let painter = ui.painter();
    if on {
        painter.rect_filled(square, 3.0, kit.theme.accent);
        let tick = [vec2(3.0, 7.2), vec2(6.0, 10.2), vec2(11.0, 4.4)].map(|step| square.min + step);
        painter.line(tick.to_vec(), egui::Stroke::new(1.6, kit.theme.on_accent));
    } else {
        let pen = egui::Stroke::new(1.0, kit.theme.text_weak);
        painter.rect_stroke(square, 3.0, pen, egui::StrokeKind::Inside);
    }
}

/// Cuts a strip from the side where reading begins.
pub fn take_start(kit: &Kit, rect: &mut Rect, width: f32) -> Rect {
    if kit.rtl() { take_right(rect, width) } else { take_left(rect, width) }
}

/// Cuts a strip from the side where reading ends.
pub fn take_end(kit: &Kit, rect: &mut Rect, width: f32) -> Rect {
    if kit.rtl() { take_left(rect, width) } else { take_right(rect, width) }
}

fn take_left(rect: &mut Rect, width: f32) -> Rect {
    let cut = Rect::from_min_max(rect.min, pos2(rect.left() + width, rect.bottom()));
    rect.min.x += width;
    cut
}

fn take_right(rect: &mut Rect, width: f32) -> Rect {
    let cut = Rect::from_min_max(pos2(rect.right() - width, rect.top()), rect.max);
    rect.max.x -= width;
    cut
}

/// The heading of a section that folds. Returns whether it is open.
pub fn section(kit: &Kit, ui: &mut Ui, id: &str, title: &str, count: Option<&str>, open_at_first: bool) -> bool {
    let id = ui.make_persistent_id(id);
    let mut open = ui.data_mut(|data| *data.get_persisted_mut_or(id, open_at_first));
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW_PX), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, title));
    if response.clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_persisted(id, open));
    }
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() { kit.theme.raised } else { egui::Color32::TRANSPARENT };
        paint_ground(kit, ui, rect, &response, fill);
        let mut inner = rect;
        let spot = take_start(kit, &mut inner, 20.0);
        let icon = if open { Icon::ChevronDown } else { Icon::ChevronStart { rtl: kit.rtl() } };
        paint_icon(ui.painter(), spot, icon, kit.theme.text_weak);
        if let Some(count) = count {
            let layout = kit.layout(count, kit.weak().lines(1), None);
            let spot = take_end(kit, &mut inner, layout.width + space::XS);
            kit.paint(ui.painter(), pos2(spot.left(), spot.center().y - layout.height / 2.0), &layout, kit.theme.text_weak);
        }
        kit.paint_in(ui, inner, title, kit.body().bold());
    }
    open
}

/// The small heading above a group.
pub fn caption(kit: &Kit, ui: &mut Ui, text: &str) -> Response {
    paragraph(kit, ui, text, kit.small().bold().size(type_px::SMALL).lines(1))
}

/// A hairline across the panel.
pub fn rule(kit: &Kit, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, kit.theme.hairline_stroke());
}

/// A word on a pale ground: a state, a grade, a warning.
pub fn chip(kit: &Kit, ui: &mut Ui, text: &str, fill: egui::Color32, ink: egui::Color32) -> Response {
    let layout = kit.layout(text, kit.small().bold().lines(1), None);
    let size = vec2(layout.width + 10.0, layout.height + 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, CORNER, fill);
    kit.paint(ui.painter(), rect.min + vec2(5.0, 1.0), &layout, ink);
    response
}

/// One of several choices side by side. Returns the one that was chosen.
pub fn segmented<T: Copy + PartialEq>(kit: &Kit, ui: &mut Ui, choices: &[(T, String)], chosen: T) -> Option<T> {
    let mut picked = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (value, name) in choices {
            let emphasis = if *value == chosen { Emphasis::On } else { Emphasis::Quiet };
            if button(kit, ui, name, emphasis).clicked() {
                picked = Some(*value);
            }
        }
    });
    picked
}
