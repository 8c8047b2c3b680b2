//! Keys: the shortcuts of the command table, when no field has the keyboard.

use egui::{Key, Modifiers, Ui};

use crate::state::{COMMANDS, Command};

/// The commands whose keys were pressed in this frame.
pub fn pressed(ui: &Ui) -> Vec<Command> {
    let typing = ui.memory(|memory| memory.focused().is_some());
    let text_field = ui.ctx().egui_wants_keyboard_input();
    // What lies behind a dialog is not to be changed unseen.
    let in_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    let is_editing = crate::ui::is_typing(ui.ctx());
    let mut commands = Vec::new();
    for command in COMMANDS {
        let Some((modifiers, key)) = parse(command.shortcut) else { continue };
        // A plain letter belongs to the field that is being typed in; Space and Enter to the control that has the focus.
        // Escape closes first what has opened over a dialog.
        if key == Key::Escape && egui::Popup::is_any_open(ui.ctx()) {
            continue;
        }
        let is_plain = !modifiers.command && !matches!(key, Key::F1 | Key::Escape);
        if is_plain && (in_dialog || text_field || (typing && key == Key::Space)) {
            continue;
        }
        // What is taken back or deleted is then the text of the field.
        if is_editing && matches!(key, Key::Z | Key::Backspace) {
            continue;
        }
        if ui.input_mut(|input| consume(input, modifiers, key)) {
            commands.push(Command::Named(command.name));
        }
    }
    commands
}

fn consume(input: &mut egui::InputState, modifiers: Modifiers, key: Key) -> bool {
    let wanted = input.modifiers.shift == modifiers.shift && input.modifiers.command == modifiers.command && !input.modifiers.alt;
    wanted && input.consume_key(input.modifiers, key)
}

/// Reads `Ctrl+Shift+P`.
fn parse(shortcut: &str) -> Option<(Modifiers, Key)> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in shortcut.split('+') {
        match part {
            "Ctrl" => modifiers = modifiers.plus(Modifiers::COMMAND),
            "Shift" => modifiers = modifiers.plus(Modifiers::SHIFT),
            "[" => key = Some(Key::OpenBracket),
            "]" => key = Some(Key::CloseBracket),
            name => key = Key::from_name(name),
        }
    }
    Some((modifiers, key?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_of_the_table_names_a_key_and_no_two_are_alike() {
        let mut seen = std::collections::HashSet::new();
        for command in COMMANDS.iter().filter(|command| !command.shortcut.is_empty()) {
            assert!(parse(command.shortcut).is_some(), "{} is not a key", command.shortcut);
            assert!(seen.insert(command.shortcut), "{} stands twice", command.shortcut);
        }
    }
}
