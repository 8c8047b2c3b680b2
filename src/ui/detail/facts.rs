//! When, where, who, relations and links of one incident.

use egui::Ui;

use crate::domain::notation::{Notation, format_for_radius};
use crate::domain::{Actor, ActorRole, Incident, Lang, Place, PlacedHow, Radius, When, ZoneState};
use crate::state::{Command, RowRef};
use crate::text::{describe_when, format_when_utc, isolate_ltr, zone_words};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, at_end, button, caption, icon_button, label, paragraph};

pub fn heading(cx: &Cx, ui: &mut Ui, key: &str) {
    ui.add_space(space::S);
    widgets::rule(cx.kit, ui);
    caption(cx.kit, ui, &cx.kit.say(key));
}

/// The time as understood first, then the words as reported.
pub fn when_ui(cx: &Cx, ui: &mut Ui, incident: &Incident) {
    let kit = cx.kit;
    heading(cx, ui, "when");
    let Some(when) = &incident.when else {
        paragraph(kit, ui, &kit.say("undated-long"), kit.body());
        return;
    };
    paragraph(kit, ui, &describe_when(when, kit.messages(), &cx.state.view.zone), kit.body().bold());
    paragraph(kit, ui, &format_when_utc(when, kit.messages()), kit.weak());
    paragraph(kit, ui, &zone_said(cx, when), kit.weak());
    for (lang, words) in when.as_given.iter() {
        let mut args = vec![("words", words.to_owned().into())];
        let key = if *lang == Lang::und() {
            "as-reported"
        } else {
            args.push(("lang", lang.as_str().to_owned().into()));
            "as-reported-in"
        };
        paragraph(kit, ui, &kit.say_with(key, &args), kit.body());
    }
}

/// A zone that was assumed is named.
fn zone_said(cx: &Cx, when: &When) -> String {
    let named = |zone: &String| zone_words(zone, cx.kit.messages());
    match &when.zone {
        ZoneState::Zoned(zone) => cx.kit.say_with("zone-zoned", &[("zone", named(zone).into())]),
        ZoneState::Naive { assumed } => cx.kit.say_with("zone-naive", &[("zone", named(assumed).into())]),
        ZoneState::Unknown => cx.kit.say("zone-unknown"),
    }
}

pub fn places_ui(cx: &Cx, ui: &mut Ui, incident: &Incident) {
    let kit = cx.kit;
    heading(cx, ui, "where");
    if incident.places.is_empty() {
        paragraph(kit, ui, &kit.say("without-place-long"), kit.body());
    }
    for (at, place) in incident.places.iter().enumerate() {
        if at > 0 {
            ui.add_space(space::S);
        }
        ui.push_id(at, |ui| place_ui(cx, ui, place));
    }
}

fn place_ui(cx: &Cx, ui: &mut Ui, place: &Place) {
    let kit = cx.kit;
    let lang = kit.content_lang();
    if let Some(name) = place.name.best(&lang) {
        paragraph(kit, ui, name, kit.body().bold());
    }
    if let Some(name) = place.name.second(&lang) {
        paragraph(kit, ui, name, kit.weak());
    }
    let precision = kit.say(&format!("place-precision-{}", place.precision.as_str().replace('_', "-")));
    let radius = match place.radius {
        Radius::Stated(m) => kit.say_with("radius-stated", &[("radius", kit.messages().radius(m).into())]),
        Radius::Assumed(m) => kit.say_with("radius-assumed", &[("radius", kit.messages().radius(m).into())]),
        Radius::Unknown => kit.say("radius-unknown"),
    };
    paragraph(kit, ui, &format!("{precision} · {radius} · {}", how_words(cx, place)), kit.body());
    if let Some(reason) = place.reason.best(&lang) {
        let text = kit.say_with("place-reason", &[("reason", reason.to_owned().into())]);
        paragraph(kit, ui, &text, kit.body());
    }
    if !place.admin.is_empty() {
        paragraph(kit, ui, &place.admin.join(" › "), kit.weak());
    }
    if let Some((value, meaning)) = place.third_ordinate {
        let key = format!("third-{}", meaning.replace('_', "-"));
        paragraph(kit, ui, &kit.say_with(&key, &[("value", format!("{value}").into())]), kit.weak());
    }
    coordinates_ui(cx, ui, place);
}

fn how_words(cx: &Cx, place: &Place) -> String {
    match &place.how {
        PlacedHow::Reported => cx.kit.say("how-reported"),
        PlacedHow::Gazetteer { entry } => cx.kit.say_with("how-gazetteer", &[("entry", entry.clone().into())]),
        PlacedHow::ByHand => cx.kit.say("how-by-hand"),
    }
}

/// Four notations, each with a button to copy it; no more digits than the radius supports.
fn coordinates_ui(cx: &Cx, ui: &mut Ui, place: &Place) {
    let kit = cx.kit;
    let Some(at) = crate::store::anchor_of(&place.geometry) else { return };
    for (notation, name) in [(Notation::Decimal, "0.00°"), (Notation::Dms, "0° 0′ 0″"), (Notation::Mgrs, "MGRS"), (Notation::Utm, "UTM")]
    {
        let text = format_for_radius(at, notation, place.radius.metres());
        // Coordinates keep their order in a paragraph of either direction.
        let shown = isolate_ltr(&text);
        ui.push_id(name, |ui| {
            widgets::row(kit, ui, |ui| {
                let (spot, _) = ui.allocate_exact_size(egui::vec2(44.0, 18.0), egui::Sense::hover());
                kit.paint_in(ui, spot, &isolate_ltr(name), kit.small());
                at_end(kit, ui, |ui| {
                    let copy = kit.say_with("copy-value", &[("value", text.clone().into())]);
                    if icon_button(kit, ui, Icon::Copy, &copy, Emphasis::Quiet).clicked() {
                        cx.push(Command::Copy(text.clone()));
                    }
                    let start = widgets::start_layout(kit);
                    ui.with_layout(start, |ui| label(kit, ui, &shown, kit.body().tabular()));
                });
            });
        });
    }
}

pub fn actors_ui(cx: &Cx, ui: &mut Ui, incident: &Incident) {
    let kit = cx.kit;
    if incident.actors.is_empty() {
        return;
    }
    heading(cx, ui, "actors");
    let attribution = format!("attribution-{}", incident.attribution.as_str().replace('_', "-"));
    paragraph(kit, ui, &kit.say(&attribution), kit.weak());
    for role in [ActorRole::By, ActorRole::Against, ActorRole::Civilians, ActorRole::Other] {
        for actor in incident.actors.iter().filter(|actor| actor.role == role) {
            actor_ui(cx, ui, actor);
        }
    }
}

fn actor_ui(cx: &Cx, ui: &mut Ui, actor: &Actor) {
    let kit = cx.kit;
    let lang = kit.content_lang();
    let role = kit.say(&format!("role-{}", actor.role.as_str()));
    let name = actor.name.best(&lang).unwrap_or_default();
    paragraph(kit, ui, &format!("{role}: {name}"), kit.body());
    if let Some(note) = actor.note.best(&lang) {
        paragraph(kit, ui, note, kit.weak());
    }
}

pub fn relations_ui(cx: &Cx, ui: &mut Ui, row: RowRef, incident: &Incident) {
    let kit = cx.kit;
    if incident.relations.is_empty() {
        return;
    }
    heading(cx, ui, "relations");
    let Some(layer) = cx.state.layer(row.layer) else { return };
    for relation in &incident.relations {
        let key = format!("relation-{}", relation.kind.replace('_', "-"));
        let kind = if kit.messages().has(&key) { kit.say(&key) } else { relation.kind.replace('_', " ") };
        let target = layer.store.by_id(&relation.id).first().copied();
        let title = target.map_or_else(|| relation.id.clone(), |row| layer.store.title(row, &kit.content_lang()));
        paragraph(kit, ui, &kind, kit.small());
        let response = link_ui(cx, ui, &title);
        if response.clicked()
            && let Some(target) = target
        {
            cx.push(Command::Select(Some(RowRef { layer: row.layer, row: target })));
        }
    }
}

/// A line of text that can be clicked.
fn link_ui(cx: &Cx, ui: &mut Ui, text: &str) -> egui::Response {
    let kit = cx.kit;
    let width = ui.available_width();
    let look = kit.body().color(kit.theme.accent).lines(2);
    let layout = kit.layout(text, look, Some(width));
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, layout.height), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
    if response.hovered() {
        ui.painter().rect_filled(rect, 2.0, kit.theme.raised);
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    widgets::focus_ring(kit, ui, rect, &response);
    kit.paint(ui.painter(), rect.min, &layout, look.color);
    response
}

/// Links are shown with their host and opened only after a click and a question.
pub fn media_ui(cx: &Cx, ui: &mut Ui, incident: &Incident) {
    let kit = cx.kit;
    if incident.media.is_empty() {
        return;
    }
    heading(cx, ui, "links");
    for media in &incident.media {
        let title = media.title.best(&kit.content_lang()).unwrap_or(&media.url);
        ui.push_id(&media.url, |ui| {
            paragraph(kit, ui, title, kit.body().lines(2));
            paragraph(kit, ui, &media.url, kit.weak().lines(2));
            widgets::row(kit, ui, |ui| {
                if button(kit, ui, &kit.say("open-link"), Emphasis::Normal).clicked() {
                    cx.push(Command::AskLink(media.url.clone()));
                }
                if button(kit, ui, &kit.say("copy"), Emphasis::Quiet).clicked() {
                    cx.push(Command::Copy(media.url.clone()));
                }
            });
        });
    }
}
