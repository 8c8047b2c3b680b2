//! Keys, clipboard, input methods and screen readers: events become operations on the editor.

use egui::accesskit::{Action, ActionData};
use egui::{Event, EventFilter, Id, ImeEvent, Key, Modifiers, Response, Ui};

use super::{Field, tell};
use crate::text::edit::{Editor, Erase, Motion};

/// Arrows move the caret and not the focus; Tab and Escape stay the window's.
const FILTER: EventFilter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };

/// Takes this frame's events. Returns whether the text changed.
pub(super) fn take_events(ui: &Ui, field: &mut Field) -> bool {
    ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, FILTER));
    let mut changed = false;
    for event in ui.input(|input| input.filtered_events(&FILTER)) {
        let ends = matches!(event, Event::Key { key: Key::Enter, pressed: true, .. }) && field.memory.editor.is_one_line();
        if ends {
            ui.memory_mut(|memory| memory.surrender_focus(field.id));
            break;
        }
        changed |= take_event(ui, field, event);
    }
    changed
}

fn take_event(ui: &Ui, field: &mut Field, event: Event) -> bool {
    let editor = &mut field.memory.editor;
    match event {
        Event::Copy => {
            copy(ui, editor.selected());
            false
        }
        Event::Cut => editor.cut().is_some_and(|cut| {
            copy(ui, &cut);
            true
        }),
        Event::Paste(text) => editor.paste(&text),
        // Line ends come as the key Enter as well.
        Event::Text(text) => text != "\n" && text != "\r" && editor.insert(&text),
        Event::Ime(event) => take_ime(editor, event),
        Event::AccessKitActionRequest(request)
            if request.action == Action::ReplaceSelectedText && request.target_node == field.id.accesskit_id() =>
        {
            matches!(request.data, Some(ActionData::Value(text)) if editor.paste(&text))
        }
        Event::AccessKitActionRequest(request)
            if request.action == Action::SetTextSelection && request.target_node == field.id.accesskit_id() =>
        {
            if let Some(ActionData::SetTextSelection(wanted)) = &request.data
                && let Some((from, to)) = tell::bytes_of(field, wanted)
            {
                field.memory.editor.select(from, to);
            }
            false
        }
        // The input method has the keys while it composes.
        Event::Key { key, pressed: true, modifiers, .. } if editor.preedit().is_none() => take_key(ui, field, key, modifiers),
        _ => false,
    }
}

fn copy(ui: &Ui, text: &str) {
    if !text.is_empty() {
        ui.copy_text(text.to_owned());
    }
}

fn take_ime(editor: &mut Editor, event: ImeEvent) -> bool {
    match event {
        ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text) if text == "\n" || text == "\r" => false,
        ImeEvent::Preedit { text, active_range_chars } => editor.compose(&text, active_range_chars),
        ImeEvent::Commit(text) => editor.commit(&text),
        ImeEvent::DeleteSurrounding { before_chars, after_chars } => editor.erase_around(before_chars, after_chars),
        _ => false,
    }
}

fn take_key(ui: &Ui, field: &mut Field, key: Key, modifiers: Modifiers) -> bool {
    let is_mac = ui.os().is_mac();
    let by_word = if is_mac { modifiers.alt } else { modifiers.command };
    let layout = field.layout();
    let editor = &mut field.memory.editor;
    if let Some(motion) = motion(key, modifiers, is_mac, layout.is_rtl) {
        // In a field of one row these belong to the list below it.
        if !(editor.is_one_line() && matches!(motion, Motion::Up | Motion::Down)) {
            editor.move_caret(motion, modifiers.shift, &layout);
        }
        return false;
    }
    match key {
        Key::Enter => editor.insert("\n"),
        Key::Backspace if is_mac && modifiers.command => {
            if editor.selection().is_empty() {
                editor.move_caret(Motion::LineStart, true, &layout);
            }
            editor.erase(Erase::Backspace)
        }
        Key::Backspace => editor.erase(if by_word { Erase::WordBack } else { Erase::Backspace }),
        Key::Delete => editor.erase(if by_word { Erase::WordForward } else { Erase::Delete }),
        Key::A if modifiers.command => {
            editor.select_all();
            false
        }
        Key::Y if modifiers.command => editor.redo(),
        Key::Z if modifiers.command && modifiers.shift => editor.redo(),
        Key::Z if modifiers.command => editor.undo(),
        _ => false,
    }
}

fn motion(key: Key, modifiers: Modifiers, is_mac: bool, rtl: bool) -> Option<Motion> {
    let by_word = if is_mac { modifiers.alt } else { modifiers.command };
    let line_side = |left: bool| if left == rtl { Motion::LineEnd } else { Motion::LineStart };
    Some(match key {
        Key::ArrowLeft if is_mac && modifiers.command => line_side(true),
        Key::ArrowRight if is_mac && modifiers.command => line_side(false),
        Key::ArrowLeft if by_word => Motion::WordLeft,
        Key::ArrowRight if by_word => Motion::WordRight,
        Key::ArrowLeft => Motion::Left,
        Key::ArrowRight => Motion::Right,
        Key::ArrowUp if is_mac && modifiers.command => Motion::TextStart,
        Key::ArrowDown if is_mac && modifiers.command => Motion::TextEnd,
        Key::ArrowUp => Motion::Up,
        Key::ArrowDown => Motion::Down,
        Key::Home => {
            if modifiers.command {
                Motion::TextStart
            } else {
                Motion::LineStart
            }
        }
        Key::End => {
            if modifiers.command {
                Motion::TextEnd
            } else {
                Motion::LineEnd
            }
        }
        _ => return None,
    })
}

/// A screen reader sets the whole value without giving the field the focus.
pub(super) fn take_value(ui: &Ui, id: Id, editor: &mut Editor) -> bool {
    let wanted = ui.input(|input| {
        let values = input.accesskit_action_requests(id, Action::SetValue).filter_map(|request| match &request.data {
            Some(ActionData::Value(value)) => Some(value.to_string()),
            _ => None,
        });
        values.last()
    });
    wanted.is_some_and(|value| editor.replace_all(&value))
}

/// On X11 and Wayland the middle button pastes what was selected last, where it is clicked.
pub(super) fn take_middle_click(ui: &Ui, response: &Response, field: &mut Field) -> bool {
    if !ui.is_enabled() || !response.contains_pointer() {
        return false;
    }
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::MiddleClickPaste { pos, text } => Some((*pos, text.clone())),
            _ => None,
        })
    });
    let Some((pos, text)) = pasted else { return false };
    let at = pos - field.origin();
    let layout = field.layout();
    field.memory.editor.end_composition();
    field.memory.editor.point(at.x, at.y, false, &layout);
    response.request_focus();
    field.memory.editor.paste(&text)
}
