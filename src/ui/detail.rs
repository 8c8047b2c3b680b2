//! The detail panel: one incident in full, as reported and as understood, with its claims side by side.

mod claims;
mod facts;
mod placing;
mod raw;

use egui::Ui;

use super::category::{category_color, category_words};
use super::cx::Cx;
use super::icons::Icon;
use super::theme::{space, type_px};
use super::widgets::{self, Emphasis, at_end, chip, icon_button, label, paragraph};
use crate::domain::{Incident, WindowAnswer};
use crate::state::{Command, CommandName, RowRef, Selection};

pub fn detail_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let Some(selection) = &cx.state.selection else {
        egui::ScrollArea::vertical().id_salt("legend").auto_shrink(false).show(ui, |ui| {
            paragraph(kit, ui, &kit.say("detail-empty"), kit.weak());
            ui.add_space(space::S);
            legend_ui(cx, ui);
        });
        return;
    };
    navigation_ui(cx, ui, selection);
    match &cx.state.detail {
        Some((row, Ok(incident))) if *row == selection.row => {
            egui::ScrollArea::vertical().id_salt(("detail", row)).auto_shrink(false).show(ui, |ui| incident_ui(cx, ui, *row, incident));
        }
        Some((row, Err(fault))) if *row == selection.row => {
            paragraph(kit, ui, &kit.tell(fault), kit.body().color(kit.theme.danger));
        }
        _ => {
            paragraph(kit, ui, &kit.say("reading"), kit.weak());
        }
    }
}

/// Next and previous in time; where several share a place, which one of them this is.
fn navigation_ui(cx: &Cx, ui: &mut Ui, selection: &Selection) {
    let kit = cx.kit;
    let several = selection.site.len() > 1;
    widgets::row(kit, ui, |ui| {
        if several {
            let numeral = |count: usize| kit.number(count as u64);
            let text = kit.say_with(
                "at-this-place",
                &[("position", numeral(selection.position() + 1).into()), ("count", numeral(selection.site.len()).into())],
            );
            label(kit, ui, &text, kit.body().bold().color(kit.theme.accent));
        }
        at_end(kit, ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            if icon_button(kit, ui, Icon::Cross, &kit.say("command-unselect"), Emphasis::Quiet).clicked() {
                cx.push(Command::Select(None));
            }
            if icon_button(kit, ui, Icon::Target, &kit.say("command-fit-selection"), Emphasis::Quiet).clicked() {
                cx.push(Command::FitSelection);
            }
            let (next, previous) = if several {
                (CommandName::NextAtPlace, CommandName::PreviousAtPlace)
            } else {
                (CommandName::NextIncident, CommandName::PreviousIncident)
            };
            let key = |several_key: &str, key: &str| kit.say(if several { several_key } else { key });
            if icon_button(kit, ui, Icon::ChevronStart { rtl: kit.rtl() }, &key("command-next-at-place", "command-next"), Emphasis::Quiet)
                .clicked()
            {
                cx.push(Command::Named(next));
            }
            if icon_button(
                kit,
                ui,
                Icon::ChevronStart { rtl: !kit.rtl() },
                &key("command-previous-at-place", "command-previous"),
                Emphasis::Quiet,
            )
            .clicked()
            {
                cx.push(Command::Named(previous));
            }
        });
    });
    if several {
        site_list_ui(cx, ui, selection);
    }
}

/// The incidents at this place, in time order.
fn site_list_ui(cx: &Cx, ui: &mut Ui, selection: &Selection) {
    let kit = cx.kit;
    egui::ScrollArea::vertical().id_salt("site").max_height(5.0 * widgets::ROW_PX).auto_shrink([false, true]).show_rows(
        ui,
        widgets::ROW_PX,
        selection.site.len(),
        |ui, range| {
            for row in selection.site.get(range).unwrap_or_default() {
                let Some(layer) = cx.state.layer(row.layer) else { continue };
                let title = layer.store.title(row.row, &kit.content_lang());
                let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), widgets::ROW_PX), egui::Sense::click());
                let chosen = *row == selection.row;
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, &title));
                let fill = if chosen {
                    kit.theme.accent_pale
                } else if response.hovered() {
                    kit.theme.raised
                } else {
                    egui::Color32::TRANSPARENT
                };
                ui.painter().rect_filled(rect, super::theme::CORNER, fill);
                widgets::focus_ring(kit, ui, rect, &response);
                let mut inner = rect.shrink2(egui::vec2(space::XS, 0.0));
                let dot = widgets::take_start(kit, &mut inner, 14.0);
                ui.painter().circle_filled(dot.center(), 4.0, category_color(cx, layer.store.category(row.row)));
                let when = super::incident_list::when_short(cx, *row);
                let width = kit.layout(&when, kit.small().lines(1), None).width;
                let end = widgets::take_end(kit, &mut inner, width);
                kit.paint_in(ui, end, &when, kit.small());
                widgets::take_end(kit, &mut inner, space::S);
                kit.paint_in(ui, inner, &title, kit.body());
                if response.clicked() {
                    let step = selection.site.iter().position(|have| have == row).unwrap_or(0) as i64 - selection.position() as i64;
                    cx.push(Command::StepInSite(step as i32));
                }
            }
        },
    );
    widgets::rule(kit, ui);
}

fn incident_ui(cx: &Cx, ui: &mut Ui, row: RowRef, incident: &Incident) {
    let kit = cx.kit;
    let lang = kit.content_lang();
    ui.spacing_mut().item_spacing.y = space::XS;
    let title = incident.title.best(&lang).map_or_else(|| kit.say("untitled"), ToOwned::to_owned);
    paragraph(kit, ui, &title, kit.body().size(type_px::LARGE).bold());
    if let Some(second) = incident.title.second(&lang) {
        paragraph(kit, ui, second, kit.weak());
    }
    chips_ui(cx, ui, row, incident);
    ui.add_space(space::XS);
    facts::when_ui(cx, ui, incident);
    facts::places_ui(cx, ui, incident);
    placing::placing_ui(cx, ui, row, incident);
    if let Some(text) = incident.text.best(&lang) {
        ui.add_space(space::XS);
        widgets::rule(kit, ui);
        paragraph(kit, ui, text, kit.body());
        if let Some(second) = incident.text.second(&lang) {
            paragraph(kit, ui, second, kit.weak());
        }
    }
    claims::claims_ui(cx, ui, incident);
    facts::actors_ui(cx, ui, incident);
    facts::relations_ui(cx, ui, row, incident);
    facts::media_ui(cx, ui, incident);
    raw::raw_ui(cx, ui, row, incident);
    ui.add_space(space::L);
    copy_by_key(cx, ui, &title);
}

fn chips_ui(cx: &Cx, ui: &mut Ui, row: RowRef, incident: &Incident) {
    let kit = cx.kit;
    let theme = &kit.theme;
    widgets::wrapped_row(kit, ui, 20.0, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
        let color = category_color(cx, &incident.category.key);
        let (dot, _) = ui.allocate_exact_size(egui::vec2(10.0, 16.0), egui::Sense::hover());
        ui.painter().circle_filled(dot.center(), 4.5, color);
        label(kit, ui, &category_words(kit, &incident.category.key), kit.body());
        let key = format!("verification-{}", incident.verification.as_str().replace('_', "-"));
        chip(kit, ui, &kit.say(&key), theme.raised, theme.text_weak);
        match cx.state.in_window.answer(row) {
            Some(WindowAnswer::Certain) => chip(kit, ui, &kit.say("certain"), theme.accent_pale, theme.accent),
            Some(WindowAnswer::Possible) => chip(kit, ui, &kit.say("possible"), theme.raised, theme.text),
            Some(WindowAnswer::Out) | None if incident.when.is_some() => {
                chip(kit, ui, &kit.say("out-of-window"), theme.raised, theme.text_weak)
            }
            _ => chip(kit, ui, &kit.say("undated"), theme.caution_pale, theme.caution),
        };
        if incident.claims.iter().any(|claim| claim.disputed) {
            chip(kit, ui, &kit.say("sources-disagree"), theme.caution_pale, theme.caution);
        }
    });
}

fn copy_by_key(cx: &Cx, ui: &Ui, title: &str) {
    let copies = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    let typing = ui.memory(|memory| memory.focused().is_some());
    if copies && !typing {
        cx.push(Command::Copy(title.to_owned()));
    }
}

/// What the marks mean, where nothing is selected.
fn legend_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    widgets::caption(kit, ui, &kit.say("legend"));
    super::legend::legend_ui(cx, ui);
}
