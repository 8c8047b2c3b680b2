//! The command palette: type a few letters, see what can be done, press Enter.

use egui::{Id, Key, Ui};

use super::dialog;
use crate::domain::fold;
use crate::state::{COMMANDS, Command, CommandInfo, Panel};
use crate::ui::cx::Cx;
use crate::ui::text_field::{FieldLook, text_field};
use crate::ui::theme::CORNER;
use crate::ui::widgets::{self, ROW_PX, take_end};

#[derive(Default)]
pub struct PaletteMemory {
    typed: String,
    chosen: usize,
    is_open: bool,
}

impl PaletteMemory {
    pub fn close(&mut self) {
        *self = Self::default();
    }
}

pub fn palette_ui(cx: &Cx, ui: &Ui, memory: &mut PaletteMemory) {
    let kit = cx.kit;
    let mut done = None;
    let close = dialog(cx, ui, "palette", &kit.say("command-palette"), 440.0, |ui| {
        let name = kit.say("palette-hint");
        let look = FieldLook::new(&name, ui.available_width()).hint(&name);
        let response = text_field(kit, ui, Id::unique("palette-field"), &mut memory.typed, look);
        if !memory.is_open {
            memory.is_open = true;
            response.request_focus();
        }
        let found = matching(cx, &memory.typed);
        let (up, down, enter) =
            ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown), input.key_pressed(Key::Enter)));
        if response.changed() {
            memory.chosen = 0;
        }
        if down {
            memory.chosen = (memory.chosen + 1).min(found.len().saturating_sub(1));
        }
        if up {
            memory.chosen = memory.chosen.saturating_sub(1);
        }
        egui::ScrollArea::vertical().max_height(13.0 * ROW_PX).auto_shrink([false, true]).show(ui, |ui| {
            for (at, command) in found.iter().enumerate() {
                if row_ui(cx, ui, command, at == memory.chosen) || (enter && at == memory.chosen) {
                    done = Some(command.name);
                }
            }
        });
    });
    if close || done.is_some() {
        cx.push(Command::Show(Panel::Palette, false));
    }
    if let Some(name) = done {
        cx.push(Command::Named(name));
    }
}

/// Commands whose words hold every typed word; those that begin with the first come first.
fn matching(cx: &Cx, typed: &str) -> Vec<&'static CommandInfo> {
    let typed = fold(typed);
    let mut found: Vec<(bool, &CommandInfo)> = COMMANDS
        .iter()
        .filter_map(|command| {
            let words = fold(&cx.kit.say(command.message));
            typed.split(' ').all(|word| words.contains(word)).then(|| (!words.starts_with(&typed), command))
        })
        .collect();
    found.sort_by_key(|(late, _)| *late);
    found.into_iter().map(|(_, command)| command).collect()
}

fn row_ui(cx: &Cx, ui: &mut Ui, command: &CommandInfo, chosen: bool) -> bool {
    let kit = cx.kit;
    let words = kit.say(command.message);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW_PX), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &words));
    if chosen {
        ui.painter().rect_filled(rect, CORNER, kit.theme.accent_pale);
        response.scroll_to_me(None);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CORNER, kit.theme.raised);
    }
    widgets::focus_ring(kit, ui, rect, &response);
    let mut inner = rect.shrink2(egui::vec2(8.0, 0.0));
    let width = kit.layout(command.shortcut, kit.weak().lines(1), None).width;
    let end = take_end(kit, &mut inner, width);
    kit.paint_in(ui, end, command.shortcut, kit.weak());
    kit.paint_in(ui, inner, &words, kit.body());
    response.clicked()
}
