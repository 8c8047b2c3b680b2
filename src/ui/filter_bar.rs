//! The filter: in words as one sentence, and its conditions with counts.

use std::collections::BTreeSet;

use egui::Ui;

use super::category::{category_color, category_words};
use super::cx::Cx;
use super::filter_words::name_of;
use super::theme::space;
use super::widgets::{self, Emphasis, at_end, check_row, label, section};
use crate::domain::{FacetField, FilterSet};
use crate::state::{Command, FacetRow, Tool};

/// How many values a condition shows before "more".
const FEW: usize = 8;

pub fn filter_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let filter = &cx.state.view.filter;
    widgets::row(kit, ui, |ui| {
        label(kit, ui, &kit.say("filter"), kit.body().bold());
        at_end(kit, ui, |ui| {
            if !filter.is_empty() && widgets::button(kit, ui, &kit.say("command-clear-filter"), Emphasis::Quiet).clicked() {
                cx.push(Command::ClearFilter);
            }
        });
    });
    sentence_ui(cx, ui);
    ui.add_space(space::XS);
    area_ui(cx, ui);
    let facets = &cx.state.answers.facets;
    let facets_of = [
        Facet { title_key: "facet-category", field: FacetField::Category, rows: &facets.categories, open_at_first: true },
        Facet { title_key: "facet-actor", field: FacetField::Actor, rows: &facets.actors, open_at_first: false },
        Facet { title_key: "facet-source", field: FacetField::Source, rows: &facets.sources, open_at_first: true },
        Facet { title_key: "facet-grade", field: FacetField::Grade, rows: &facets.grades, open_at_first: false },
        Facet { title_key: "facet-time-precision", field: FacetField::TimePrecision, rows: &facets.time_precisions, open_at_first: false },
        Facet {
            title_key: "facet-place-precision",
            field: FacetField::PlacePrecision,
            rows: &facets.place_precisions,
            open_at_first: false,
        },
    ];
    for facet in facets_of {
        facet_ui(cx, ui, &facet);
    }
}

/// The values chosen for a condition.
fn chosen_of(filter: &mut FilterSet, field: FacetField) -> &mut BTreeSet<String> {
    match field {
        FacetField::Category => &mut filter.categories,
        FacetField::Actor => &mut filter.actors,
        FacetField::Source => &mut filter.sources,
        FacetField::Grade => &mut filter.grades,
        FacetField::TimePrecision => &mut filter.time_precisions,
        FacetField::PlacePrecision => &mut filter.place_precisions,
    }
}

fn sentence_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let text = super::filter_words::sentence(cx, &cx.state.view.filter);
    let look = if cx.state.view.filter.is_empty() { kit.weak() } else { kit.body() };
    let response = widgets::paragraph(kit, ui, &text, look);
    response.on_hover_ui(|ui| {
        let written = cx.state.view.filter.to_filter().to_string();
        widgets::tooltip(kit, ui, &format!("CQL2: {written}"));
    });
    if let Some(fault) = &cx.state.answers.fault {
        widgets::paragraph(kit, ui, &kit.tell(fault), kit.body().color(kit.theme.danger));
    }
}

fn area_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        let drawing = cx.state.interface.tool == Tool::DrawArea;
        let emphasis = if drawing { Emphasis::On } else { Emphasis::Normal };
        if widgets::button(kit, ui, &kit.say("command-draw-area"), emphasis).clicked() {
            cx.push(Command::SetTool(if drawing { Tool::Explore } else { Tool::DrawArea }));
        }
        if cx.state.view.filter.area.is_some() && widgets::button(kit, ui, &kit.say("clear-area"), Emphasis::Quiet).clicked() {
            let mut filter = cx.state.view.filter.clone();
            filter.area = None;
            cx.push(Command::SetFilter(Box::new(filter)));
        }
    });
}

/// The interface's words for a facet's value; values that are names stay as the source writes them.
fn value_words(cx: &Cx, title_key: &str, value: &str) -> String {
    match title_key {
        "facet-category" => category_words(cx.kit, value),
        "facet-time-precision" => cx.kit.say(&format!("time-precision-{}", value.replace('_', "-"))),
        "facet-place-precision" => cx.kit.say(&format!("place-precision-{}", value.replace('_', "-"))),
        "facet-grade" if value == "F6" => cx.kit.say("grade-f6"),
        "facet-source" => name_of(cx, FacetField::Source, value),
        "facet-actor" => name_of(cx, FacetField::Actor, value),
        _ => value.to_owned(),
    }
}

/// The values of one condition.
struct Facet<'a> {
    title_key: &'a str,
    field: FacetField,
    rows: &'a [FacetRow],
    open_at_first: bool,
}

fn facet_ui(cx: &Cx, ui: &mut Ui, facet: &Facet<'_>) {
    let Facet { title_key, field, rows, open_at_first } = *facet;
    let kit = cx.kit;
    let mut filter = cx.state.view.filter.clone();
    let chosen = chosen_of(&mut filter, field);
    if rows.is_empty() {
        return;
    }
    let count = if chosen.is_empty() { kit.number(rows.len() as u64) } else { kit.say_count("chosen", chosen.len() as u64) };
    if !section(kit, ui, title_key, &kit.say(title_key), Some(&count), open_at_first) {
        return;
    }
    let is_counting = cx.state.is_counting();
    let more_id = ui.make_persistent_id((title_key, "more"));
    let mut all = ui.data(|data| data.get_temp::<bool>(more_id)).unwrap_or(false);
    let mut toggled = None;
    for row in rows.iter().take(if all { rows.len() } else { FEW }) {
        let on = chosen.contains(&row.value);
        let swatch = (title_key == "facet-category").then(|| category_color(cx, &row.value));
        let words = value_words(cx, title_key, &row.value);
        // A number of an earlier window would be a lie.
        let count = if is_counting { "…".to_owned() } else { kit.number(cx.state.facets.count(field, &row.value)) };
        if check_row(kit, ui, on, &words, Some(&count), swatch).clicked() {
            toggled = Some(&row.value);
        }
    }
    if let Some(value) = toggled {
        if !chosen.remove(value) {
            chosen.insert(value.clone());
        }
        cx.push(Command::SetFilter(Box::new(filter)));
    }
    if rows.len() > FEW {
        let name = if all { kit.say("show-fewer") } else { kit.say_count("show-more", (rows.len() - FEW) as u64) };
        if widgets::button(kit, ui, &name, Emphasis::Quiet).clicked() {
            all = !all;
            ui.data_mut(|data| data.insert_temp(more_id, all));
        }
    }
    ui.add_space(space::XS);
}
