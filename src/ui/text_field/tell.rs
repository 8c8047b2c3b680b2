//! What screen readers are told of a field: its name, its text in logical order, and where the caret and the selection are.

use egui::accesskit::{self, Action, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Rect, Response, Sense, Ui, UiBuilder, pos2};

use super::Field;
use crate::text::edit::{spoken_byte, spoken_place, spoken_runs};

fn run_id(field: Id, run: usize) -> Id {
    field.with(("run", run))
}

pub(super) fn tell(ui: &mut Ui, response: &Response, before: &str, field: &Field) {
    let editor = &field.memory.editor;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(ui.is_enabled(), before, editor.text(), field.look.hint);
        info.label = Some(field.look.label.to_owned());
        info
    });
    let layout = field.text_layout();
    let is_watched = ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_role(if editor.is_one_line() { Role::TextInput } else { Role::MultilineTextInput });
        node.add_action(Action::SetValue);
        node.add_action(Action::ReplaceSelectedText);
        node.add_action(Action::SetTextSelection);
    });
    if is_watched.is_none() {
        return;
    }
    let runs = spoken_runs(&layout);
    // A child takes the place of the field as parent of the runs; it holds nothing that a pointer could touch.
    let child = ui.new_child(UiBuilder::new().scope_id(field.id.with("runs")).accessibility_parent(field.id).max_rect(field.inner));
    for (index, run) in runs.iter().enumerate() {
        let id = run_id(field.id, index);
        child.interact(Rect::NOTHING, id, Sense::empty());
        let Some(line) = layout.lines.get(run.line) else { continue };
        let corners = [pos2(line.left, line.top), pos2(line.right, line.bottom)].map(|corner| field.origin() + corner.to_vec2());
        let seen = Rect::from_min_max(corners[0], corners[1]).intersect(field.inner);
        let neighbour = |other: Option<usize>| other.filter(|other| runs.get(*other).is_some_and(|other| other.line == run.line));
        let (previous, next) = (neighbour(index.checked_sub(1)), neighbour(Some(index + 1)));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::TextRun);
            node.set_text_direction(if line.rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
            node.set_value(layout.text.get(run.bytes.clone()).unwrap_or_default());
            node.set_character_lengths(run.lengths.clone());
            node.set_word_starts(run.word_starts.clone());
            let (min, max) = (seen.min, seen.max);
            node.set_bounds(accesskit::Rect { x0: min.x.into(), y0: min.y.into(), x1: max.x.into(), y1: max.y.into() });
            if let Some(previous) = previous {
                node.set_previous_on_line(run_id(field.id, previous).accesskit_id());
            }
            if let Some(next) = next {
                node.set_next_on_line(run_id(field.id, next).accesskit_id());
            }
        });
    }
    let position = |place| {
        let (run, character_index) = spoken_place(&runs, &layout, place)?;
        Some(TextPosition { node: run_id(field.id, run).accesskit_id(), character_index })
    };
    if let (true, Some(anchor), Some(focus)) = (response.has_focus(), position(editor.anchor()), position(editor.caret())) {
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_text_selection(TextSelection { anchor, focus }));
    }
}

/// The bytes between which a screen reader wants to select, the caret's last.
pub(super) fn bytes_of(field: &Field, wanted: &TextSelection) -> Option<(usize, usize)> {
    let runs = spoken_runs(&field.text_layout());
    let byte = |position: &TextPosition| {
        let is_it = |index: &usize| run_id(field.id, *index).accesskit_id() == position.node;
        let run = (0..runs.len()).find(is_it).and_then(|index| runs.get(index))?;
        Some(spoken_byte(run, position.character_index))
    };
    Some((byte(&wanted.anchor)?, byte(&wanted.focus)?))
}
