//! How a field looks: ground, text or hint, selection, composition, caret.

use egui::{Pos2, Rect, Response, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Field;
use crate::ui::theme::CORNER;

const CARET_PX: f32 = 1.5;

pub(super) fn paint(ui: &Ui, response: &Response, field: &Field) {
    let theme = &field.kit.theme;
    let has_focus = response.has_focus();
    let rim = match (has_focus, response.hovered()) {
        (true, _) => Stroke::new(1.0, theme.accent),
        (false, true) => Stroke::new(1.0, theme.text_weak),
        _ => theme.hairline_stroke(),
    };
    ui.painter().rect_filled(response.rect, CORNER, theme.raised);
    ui.painter().rect_stroke(response.rect, CORNER, rim, StrokeKind::Inside);

    let painter = ui.painter().with_clip_rect(field.inner.expand2(vec2(2.0, 0.0)).intersect(ui.clip_rect()));
    let (editor, origin, layout) = (&field.memory.editor, field.origin(), field.layout());
    let moved = |rect: [f32; 4]| {
        let [left, top, right, bottom] = rect;
        Rect::from_min_max(pos2(left, top), pos2(right, bottom)).translate(origin.to_vec2())
    };
    if layout.text.is_empty() {
        let first_row = Rect::from_min_size(field.inner.min, vec2(field.inner.width(), layout.height));
        field.kit.paint_in(ui, first_row, field.look.hint, field.kit.weak());
    }
    if has_focus && editor.preedit().is_none() {
        for rect in layout.selection(editor.selection()) {
            painter.rect_filled(moved(rect), 0.0, theme.accent_pale);
        }
    }
    let ink = if ui.is_enabled() { theme.text } else { theme.text_weak };
    field.kit.paint(&painter, origin, &layout, ink);
    if let Some(preedit) = editor.preedit() {
        let whole = editor.shown_preedit();
        let active = preedit.active.as_ref().map(|active| whole.start + active.start..whole.start + active.end);
        for (range, width) in [(Some(whole), 1.0), (active, 2.0)] {
            for rect in layout.selection(range.unwrap_or_default()).into_iter().map(moved) {
                painter.hline(rect.x_range(), rect.bottom() - 2.0, Stroke::new(width, theme.text));
            }
        }
    }
    if has_focus {
        paint_caret(ui, &painter, field, origin);
    }
}

/// The caret stands still: a window in which nothing happens draws nothing. Windows of input methods stand by it.
fn paint_caret(ui: &Ui, painter: &egui::Painter, field: &Field, origin: Pos2) {
    let caret = field.layout().caret_at(field.memory.editor.shown_caret());
    let top = origin + vec2(caret.x, caret.top);
    let rect = Rect::from_min_max(top - vec2(CARET_PX / 2.0, 0.0), pos2(top.x + CARET_PX / 2.0, origin.y + caret.bottom));
    if ui.input(|input| input.focused) {
        painter.rect_filled(rect, 0.0, field.kit.theme.accent);
    }
    let to_screen = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
    let ime = egui::output::IMEOutput {
        purpose: egui::IMEPurpose::Normal,
        rect: to_screen * field.inner,
        cursor_rect: to_screen * rect,
        should_interrupt_composition: false,
    };
    ui.output_mut(|output| output.ime = Some(ime));
}
