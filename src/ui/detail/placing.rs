//! Giving a place to an incident that came without one, from the gazetteer, and taking it back.

use egui::{Id, Ui};

use crate::domain::{Incident, Lang};
use crate::state::{Command, RowRef};
use crate::ui::cx::Cx;
use crate::ui::places::readings_ui;
use crate::ui::text_field::{FieldLook, text_field};
use crate::ui::theme::space;
use crate::ui::widgets::{Emphasis, button, caption};

pub fn placing_ui(cx: &Cx, ui: &mut Ui, row: RowRef, incident: &Incident) {
    let kit = cx.kit;
    let is_edited = cx.state.layer(row.layer).is_some_and(|layer| layer.placed.contains_key(&row.row));
    if is_edited {
        if button(kit, ui, &kit.say("places-take-back"), Emphasis::Normal).clicked() {
            cx.push(Command::Place(row, None));
        }
        return;
    }
    if !incident.places.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    caption(kit, ui, &kit.say("places-place"));
    let id = Id::unique(("placing", row));
    let lang = kit.content_lang();
    // With the areas that it lies in the name means one place where alone it means many.
    let given = || {
        let name = incident.unplaced_name.best(&lang).filter(|name| !name.trim().is_empty());
        let areas = incident.unplaced_within.iter().rev().map(String::as_str);
        name.into_iter().chain(areas).collect::<Vec<_>>().join(if lang == Lang::ar() { "، " } else { ", " })
    };
    let mut name: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(given);
    let label = kit.say("places-name");
    let width = ui.available_width();
    text_field(kit, ui, id.with("field"), &mut name, FieldLook::new(&label, width).hint(&label));
    let answer = kit.places(&name);
    if !name.trim().is_empty() && answer.matches.is_empty() {
        crate::ui::widgets::paragraph(kit, ui, &kit.say("places-none"), kit.weak());
    }
    readings_ui(cx, ui, &answer, Some(row));
    ui.data_mut(|data| data.insert_temp(id, name));
}
