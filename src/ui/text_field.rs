//! A field to type in, right in both directions: `text::edit` holds what is typed, this shows it and takes keys and pointer.

mod input;
mod paint;
mod tell;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{Id, Rect, Response, Sense, Ui, Vec2, vec2};

use super::kit::Kit;
use super::theme::space;
use crate::text::TextLayout;
use crate::text::edit::{Editor, Unit};

/// How a field looks and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct FieldLook<'a> {
    /// Read by screen readers.
    pub label: &'a str,
    /// Shown while the field is empty.
    pub hint: &'a str,
    /// In logical pixels; narrower where there is less room.
    pub width: f32,
    /// One row is a field in which Enter ends the typing; in more, Enter makes a new line.
    pub rows: usize,
    /// Room at the left, in logical pixels, for what the caller paints there.
    pub left_room: f32,
}

impl<'a> FieldLook<'a> {
    pub fn new(label: &'a str, width: f32) -> Self {
        Self { label, hint: "", width, rows: 1, left_room: 0.0 }
    }
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }
    pub fn left_room(self, left_room: f32) -> Self {
        Self { left_room, ..self }
    }
}

/// What is kept of a field between frames.
#[derive(Clone, Default)]
struct Memory {
    editor: Editor,
    /// How far the text is moved left and up, in logical pixels.
    scroll: Vec2,
}

/// A field in the frame in which it is drawn.
struct Field<'a> {
    kit: &'a Kit,
    id: Id,
    look: FieldLook<'a>,
    /// Where text is seen.
    inner: Rect,
    memory: Memory,
}

const HEIGHT_PX: f32 = 26.0;

/// Shows a field for `value`. The response has changed when the user changed the value; in a field of one row it has lost the
/// focus once Enter was pressed. The paragraph runs as its first strong character asks, or else as the interface does.
pub fn text_field(kit: &Kit, ui: &mut Ui, id: Id, value: &mut String, look: FieldLook) -> Response {
    let one_line = look.rows <= 1;
    let mut memory: Memory = ui.data_mut(|data| data.remove_temp(id)).unwrap_or_default();
    if memory.editor.text() != value || memory.editor.is_one_line() != one_line {
        memory.editor = Editor::new(value, one_line);
    }
    let row_px = kit.layout("", kit.body(), None).height;
    let height = HEIGHT_PX + row_px * look.rows.saturating_sub(1) as f32;
    let (_, rect) = ui.allocate_space(vec2(look.width.min(ui.available_width()).max(HEIGHT_PX), height));
    let mut response = ui.interact(rect, id, Sense::click_and_drag());
    let margin = vec2(space::S, (HEIGHT_PX - row_px) / 2.0);
    let mut inner = rect.shrink2(margin);
    inner.min.x = inner.min.x.max(rect.left() + look.left_room);

    let mut field = Field { kit, id, look, inner, memory };
    let mut changed = ui.is_enabled() && input::take_value(ui, id, &mut field.memory.editor);
    if ui.is_enabled() && response.has_focus() {
        changed |= input::take_events(ui, &mut field);
    } else {
        field.memory.editor.end_composition();
    }
    field.keep_caret_in_view(response.has_focus());
    field.follow_pointer(ui, &response);
    changed |= input::take_middle_click(ui, &response, &mut field);
    field.keep_caret_in_view(response.has_focus());
    if ui.is_rect_visible(rect) {
        paint::paint(ui, &response, &field);
    }
    if changed {
        response.mark_changed();
    }
    tell::tell(ui, &response, value, &field);
    field.memory.editor.text().clone_into(value);
    let memory = field.memory;
    ui.data_mut(|data| data.insert_temp(id, memory));
    response
}

/// Whether the keyboard types into a field.
pub fn is_typing(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some_and(|id| ctx.data(|data| data.get_temp::<Memory>(id).is_some()))
}

impl Field<'_> {
    /// The text as it is seen. An unchanged one is found in the engine's cache.
    fn layout(&self) -> Arc<TextLayout> {
        let editor = &self.memory.editor;
        let width = (!editor.is_one_line()).then_some(self.inner.width());
        self.kit.layout(&editor.shown(), self.kit.body(), width)
    }

    /// The text without what is being composed.
    fn text_layout(&self) -> Arc<TextLayout> {
        let editor = &self.memory.editor;
        self.kit.layout(editor.text(), self.kit.body(), (!editor.is_one_line()).then_some(self.inner.width()))
    }

    /// Where the layout's top left stands.
    fn origin(&self) -> egui::Pos2 {
        self.inner.min - self.memory.scroll
    }

    /// Moves the text so that the caret is seen. A text that fits stands at its start side, and so does one without the focus.
    fn keep_caret_in_view(&mut self, has_focus: bool) {
        let layout = self.layout();
        let caret = layout.caret_at(self.memory.editor.shown_caret());
        let room = self.inner.size().max(Vec2::ZERO);
        let over = vec2(layout.width - room.x, layout.height - room.y);
        let start = if layout.is_rtl { over.x } else { 0.0 };
        let scroll = &mut self.memory.scroll;
        *scroll = if has_focus {
            let x = scroll.x.clamp(caret.x - room.x, caret.x);
            let y = scroll.y.clamp(caret.bottom - room.y, caret.top.max(caret.bottom - room.y));
            vec2(if over.x > 0.0 { x.clamp(0.0, over.x) } else { start }, y.clamp(0.0, over.y.max(0.0)))
        } else {
            vec2(start, 0.0)
        };
    }

    fn follow_pointer(&mut self, ui: &Ui, response: &Response) {
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::Text);
            ui.output_mut(|output| output.mutable_text_under_cursor = true);
        }
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let pressed = response.hovered() && ui.input(|input| input.pointer.primary_pressed());
        if !(pressed || response.dragged() || response.double_clicked() || response.triple_clicked()) {
            return;
        }
        if self.memory.editor.preedit().is_some() {
            self.memory.editor.end_composition();
            ui.memory_mut(egui::Memory::interrupt_ime);
        }
        let at = pointer - self.origin();
        let layout = self.layout();
        let editor = &mut self.memory.editor;
        let shift = ui.input(|input| input.modifiers.shift);
        if response.double_clicked() && !shift {
            editor.select_at(at.x, at.y, Unit::Word, &layout);
        } else if response.triple_clicked() && !shift {
            editor.select_at(at.x, at.y, Unit::Paragraph, &layout);
        } else {
            editor.point(at.x, at.y, shift || !pressed, &layout);
        }
        response.request_focus();
    }
}
