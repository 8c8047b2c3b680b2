//! Opening files: the system's dialog, a path by hand, recent files, the bundled incidents.

use egui::{Id, Key, Ui};

use super::dialog;
use crate::state::{Command, Panel};
use crate::text::isolate;
use crate::ui::cx::Cx;
use crate::ui::text_field::{FieldLook, text_field};
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, button, caption, paragraph};

#[derive(Default)]
pub struct OpenMemory {
    path: String,
    /// The last frame in which the dialog was shown.
    shown_in: u64,
}

pub fn open_ui(cx: &Cx, ui: &Ui, memory: &mut OpenMemory) {
    let kit = cx.kit;
    // A file for a layer that is there, or for a new one.
    let newer_of = cx.state.interface.open_for.and_then(|id| cx.state.layer(id));
    let title =
        newer_of.map_or_else(|| kit.say("command-open"), |layer| kit.say_with("open-newer-of", &[("name", isolate(&layer.name).into())]));
    let close = dialog(cx, ui, "open", &title, 520.0, |ui| {
        paragraph(kit, ui, &kit.say(if newer_of.is_some() { "open-newer-help" } else { "open-help" }), kit.weak());
        ui.add_space(space::S);
        widgets::row(kit, ui, |ui| {
            if button(kit, ui, &kit.say("choose-files"), Emphasis::Primary).clicked() {
                cx.push(Command::PickFiles(cx.state.interface.open_for));
            }
            if newer_of.is_none() && button(kit, ui, &kit.say("command-open-bundled"), Emphasis::Normal).clicked() {
                cx.push(Command::OpenBundled);
            }
        });
        ui.add_space(space::S);
        caption(kit, ui, &kit.say("open-path"));
        path_ui(cx, ui, memory);
        if !cx.state.recent.is_empty() {
            ui.add_space(space::S);
            caption(kit, ui, &kit.say("recent-files"));
        }
        let own = newer_of.map(|layer| layer.path.as_str());
        for path in cx.state.recent.iter().filter(|path| Some(path.as_str()) != own) {
            if button(kit, ui, path, Emphasis::Quiet).clicked() {
                cx.push(opened(cx, path.clone()));
            }
        }
    });
    if close {
        cx.push(Command::Show(Panel::Open, false));
    }
}

/// A file as a layer of its own, or as the newer version of the layer that the dialog is for.
fn opened(cx: &Cx, path: String) -> Command {
    match cx.state.interface.open_for {
        Some(of) => Command::OpenAsNewer { of, path },
        None => Command::OpenFiles(vec![path]),
    }
}

fn path_ui(cx: &Cx, ui: &mut Ui, memory: &mut OpenMemory) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        let width = ui.available_width() - 90.0;
        let name = kit.say("open-path");
        let response = text_field(kit, ui, Id::unique("path-field"), &mut memory.path, FieldLook::new(&name, width));
        // Whoever opens the dialog may begin to type.
        let frame = ui.ctx().cumulative_frame_nr();
        if memory.shown_in + 1 < frame {
            response.request_focus();
        }
        memory.shown_in = frame;
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let asked = button(kit, ui, &kit.say("open-do"), Emphasis::Normal).clicked();
        let path = memory.path.trim();
        if (entered || asked) && !path.is_empty() {
            cx.push(opened(cx, path.to_owned()));
            memory.path.clear();
        }
    });
}
