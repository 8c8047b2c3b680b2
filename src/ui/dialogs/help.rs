//! Help: what the signs mean and every command with its key, from the same table as the palette.

use egui::Ui;

use super::dialog;
use crate::state::{COMMANDS, Command, Panel};
use crate::ui::cx::Cx;
use crate::ui::legend::legend_ui;
use crate::ui::theme::space;
use crate::ui::widgets::{ROW_PX, caption, paragraph, take_end};

pub fn help_ui(cx: &Cx, ui: &Ui) {
    let kit = cx.kit;
    let close = dialog(cx, ui, "help", &kit.say("command-help"), 560.0, |ui| {
        egui::ScrollArea::vertical().max_height(520.0).auto_shrink([false, true]).show(ui, |ui| {
            paragraph(kit, ui, &kit.say("help-text"), kit.body());
            ui.add_space(space::S);
            caption(kit, ui, &kit.say("legend"));
            legend_ui(cx, ui);
            ui.add_space(space::S);
            caption(kit, ui, &kit.say("keys"));
            for command in COMMANDS.iter().filter(|command| !command.shortcut.is_empty()) {
                key_row(cx, ui, &kit.say(command.message), command.shortcut);
            }
            key_row(cx, ui, &kit.say("keys-map"), "← ↑ ↓ →  + −");
        });
    });
    if close {
        cx.push(Command::Show(Panel::Help, false));
    }
}

pub fn key_row(cx: &Cx, ui: &mut Ui, words: &str, key: &str) {
    let kit = cx.kit;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW_PX), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{words}: {key}")));
    let mut inner = rect;
    let width = kit.layout(key, kit.weak().lines(1), None).width + space::S;
    let end = take_end(kit, &mut inner, width);
    kit.paint_in(ui, end, key, kit.weak());
    kit.paint_in(ui, inner, words, kit.body());
}
