//! Choosing the basemap: the compiled-in one, tiles from the network by the user's own choice, or none.

use egui::{Id, Ui};

use super::dialog;
use crate::state::{BasemapChoice, Command, Panel};
use crate::ui::cx::Cx;
use crate::ui::text_field::{FieldLook, text_field};
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, button, caption, check_row, paragraph};

/// OpenStreetMap's own tiles, offered as the first online source.
pub const OSM_URL: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

#[derive(Default)]
pub struct BasemapMemory {
    url: Option<String>,
}

pub fn basemap_ui(cx: &Cx, ui: &Ui, memory: &mut BasemapMemory) {
    let kit = cx.kit;
    let now = &cx.state.view.basemap;
    let close = dialog(cx, ui, "basemap", &kit.say("command-basemap"), 480.0, |ui| {
        let offline = *now == BasemapChoice::Offline;
        if check_row(kit, ui, offline, &kit.say("basemap-offline"), None, None).clicked() {
            cx.push(Command::SetBasemap(BasemapChoice::Offline));
        }
        let blank = *now == BasemapChoice::Blank;
        if check_row(kit, ui, blank, &kit.say("basemap-blank"), None, None).clicked() {
            cx.push(Command::SetBasemap(BasemapChoice::Blank));
        }
        ui.add_space(space::S);
        caption(kit, ui, &kit.say("basemap-online"));
        paragraph(kit, ui, &kit.say("basemap-online-help"), kit.weak());
        let online = matches!(now, BasemapChoice::Online { .. });
        let url = memory.url.get_or_insert_with(|| match now {
            BasemapChoice::Online { url } => url.clone(),
            _ => OSM_URL.to_owned(),
        });
        let name = kit.say("basemap-url");
        let look = FieldLook::new(&name, ui.available_width());
        text_field(kit, ui, Id::unique("tile-address-field"), url, look);
        let url = url.trim().to_owned();
        let fault = crate::basemap::check_tile_url(&url).err().map(|fault| fault.to_string());
        if let Some(fault) = &fault {
            paragraph(kit, ui, &kit.tell(fault), kit.body().color(kit.theme.danger));
        }
        widgets::row(kit, ui, |ui| {
            if online && button(kit, ui, &kit.say("basemap-switch-off"), Emphasis::Primary).clicked() {
                cx.push(Command::SetBasemap(BasemapChoice::Offline));
            }
            let key = if online { "basemap-change" } else { "basemap-switch-on" };
            if fault.is_none() && button(kit, ui, &kit.say(key), Emphasis::Normal).clicked() {
                cx.push(Command::SetBasemap(BasemapChoice::Online { url: url.clone() }));
            }
        });
        requests_ui(cx, ui);
    });
    if close {
        memory.url = None;
        cx.push(Command::Show(Panel::Basemap, false));
    }
}

/// Every request is counted and listed.
fn requests_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let requests = crate::basemap::requests();
    ui.add_space(space::S);
    caption(kit, ui, &kit.say_count("requests", requests.total));
    for line in requests.latest.iter().rev().take(8) {
        paragraph(kit, ui, line, kit.small().lines(1));
    }
}
