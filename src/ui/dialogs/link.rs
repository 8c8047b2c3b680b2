//! A link is opened only after its address and host were shown and the user agreed.

use egui::Ui;

use super::dialog;
use crate::domain::check_link;
use crate::state::Command;
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, button, paragraph};

pub fn link_ui(cx: &Cx, ui: &Ui, url: &str) {
    let kit = cx.kit;
    let close = dialog(cx, ui, "link", &kit.say("open-link"), 480.0, |ui| {
        paragraph(kit, ui, url, kit.body());
        ui.add_space(space::S);
        match check_link(url) {
            Ok(host) => {
                paragraph(kit, ui, &kit.say_with("link-help", &[("host", host.into())]), kit.weak());
                widgets::row(kit, ui, |ui| {
                    if button(kit, ui, &kit.say("link-open"), Emphasis::Primary).clicked() {
                        cx.push(Command::OpenLink(url.to_owned()));
                    }
                    if button(kit, ui, &kit.say("copy"), Emphasis::Normal).clicked() {
                        cx.push(Command::Copy(url.to_owned()));
                        cx.push(Command::DismissLink);
                    }
                });
            }
            Err(fault) => {
                paragraph(kit, ui, &kit.tell(&fault.to_string()), kit.body().color(kit.theme.danger));
            }
        }
    });
    if close {
        cx.push(Command::DismissLink);
    }
}
