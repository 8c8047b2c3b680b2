//! The load report of one layer: what was seen, where it went, what was assumed, what could not be read and why.

use egui::Ui;

use super::dialog;
use crate::domain::{DateOrder, Note, Quarantined};
use crate::state::{Command, Layer, RowRef};
use crate::text::{UiLang, isolate};
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, button, caption, check_row, paragraph};

pub fn report_ui(cx: &Cx, ui: &Ui, layer: &Layer) {
    let kit = cx.kit;
    let title = kit.say_with("report-title", &[("name", layer.name.clone().into())]);
    let close = dialog(cx, ui, "load-report", &title, 640.0, |ui| contents_ui(cx, ui, layer));
    if close {
        cx.push(Command::ShowReport(None));
    }
}

fn contents_ui(cx: &Cx, ui: &mut Ui, layer: &Layer) {
    let kit = cx.kit;
    let report = &layer.report;
    paragraph(kit, ui, &identity_words(cx, layer), kit.body().bold());
    let undated = kit.say_count("status-undated", report.undated);
    let format = format!("{} · {} · {undated}", report.format, report.profile);
    paragraph(kit, ui, &format, kit.weak());
    if !layer.path.is_empty() {
        paragraph(kit, ui, &layer.path, kit.weak());
    }
    egui::ScrollArea::vertical().id_salt("report").max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        if let Some(difference) = &layer.difference {
            super::difference::difference_ui(cx, ui, layer, difference);
        }
        ui.add_space(space::S);
        caption(kit, ui, &kit.say("report-notes"));
        if report.notes.is_empty() {
            paragraph(kit, ui, &kit.say("report-no-notes"), kit.weak());
        }
        for note in &report.notes {
            paragraph(kit, ui, &note_words(cx, layer, note), kit.body());
            if let Some(first) = first_words(cx, note) {
                first_ui(cx, ui, layer, note, &first);
            }
            if !note.choices.is_empty() {
                choices_ui(cx, ui, layer, note);
            }
            if layer.plan.takes_order() && ["ambiguous_date_order", "chosen_date_order"].contains(&note.code.0) {
                orders_ui(cx, ui, layer);
            }
        }
        ui.add_space(space::S);
        caption(kit, ui, &kit.say("report-quarantine"));
        if report.quarantine.is_empty() {
            paragraph(kit, ui, &kit.say("report-no-quarantine"), kit.weak());
        }
        for fault in report.quarantine.iter().take(200) {
            fault_ui(cx, ui, layer, fault);
        }
    });
    ui.add_space(space::S);
    if !layer.path.is_empty() && check_row(kit, ui, layer.is_watched, &kit.say("watch-file"), None, None).clicked() {
        cx.push(Command::SetWatched(layer.id, !layer.is_watched));
    }
    widgets::row(kit, ui, |ui| {
        if button(kit, ui, &kit.say("copy-report"), Emphasis::Normal).clicked() {
            cx.push(Command::Copy(as_text(cx, layer)));
        }
        if button(kit, ui, &kit.say("reload-layer"), Emphasis::Normal).clicked() {
            cx.push(Command::ReloadLayer(layer.id));
        }
        if button(kit, ui, &kit.say("open-newer"), Emphasis::Normal).clicked() {
            cx.push(Command::OpenNewer(layer.id));
        }
        if layer.plan.mapping().is_some() && button(kit, ui, &kit.say("mapping"), Emphasis::Normal).clicked() {
            cx.push(Command::OpenMapping(Some(layer.id)));
        }
    });
}

/// How the sum of what was seen comes about.
fn identity_words(cx: &Cx, layer: &Layer) -> String {
    let numeral = |count: u64| cx.kit.number(count).into();
    let report = &layer.report;
    cx.kit.say_with(
        "status-identity",
        &[
            ("seen", numeral(report.seen)),
            ("onmap", numeral(report.on_map)),
            ("noplace", numeral(report.without_place)),
            ("quarantined", numeral(report.quarantined)),
        ],
    )
}

/// The columns that a guess has left aside, the first of many.
fn unused_words(cx: &Cx, layer: &Layer) -> String {
    const MOST: usize = 8;
    let Some((mapping, _, proposal)) = layer.plan.mapping() else { return String::new() };
    let names: Vec<String> = proposal.unused(mapping).map(isolate).collect();
    if names.is_empty() {
        return String::new();
    }
    let more = if names.len() > MOST { " …" } else { "" };
    // The mark makes the list run as the language does: the names, isolated, say nothing of its direction.
    let (begin, comma) = if cx.kit.messages().lang() == UiLang::Ar { ("\u{200F}", "، ") } else { ("", ", ") };
    let columns = format!("{begin}{}{more}", names.into_iter().take(MOST).collect::<Vec<_>>().join(comma));
    format!(" {}", cx.kit.say_with("columns-unused", &[("columns", columns.into())]))
}

fn note_words(cx: &Cx, layer: &Layer, note: &Note) -> String {
    let kit = cx.kit;
    // A sentence that names something of the file stands as the reader wrote it.
    let key = format!("note-{}", note.code.0.replace('_', "-"));
    let said = if kit.messages().has(&key) { kit.say(&key) } else { kit.tell(&note.message) };
    let unused = if note.code.0 == "guessed_columns" { unused_words(cx, layer) } else { String::new() };
    format!("{} × {said}{unused}", kit.number(note.count))
}

/// Where the first record of a note stands.
fn first_words(cx: &Cx, note: &Note) -> Option<String> {
    let first = note.first?;
    let key = if first.line > 0 { "note-first-line" } else { "note-first-record" };
    Some(cx.kit.say_with(key, &[("line", first.line.to_string().into()), ("number", first.number.to_string().into())]))
}

/// The parts of the file that can be read instead.
fn choices_ui(cx: &Cx, ui: &mut Ui, layer: &Layer, note: &Note) {
    widgets::wrapped_row(cx.kit, ui, widgets::ROW_PX, |ui| {
        for choice in &note.choices {
            let words = cx.kit.say_with("read-part", &[("name", isolate(choice).into())]);
            if button(cx.kit, ui, &words, Emphasis::Normal).clicked() {
                cx.push(Command::ReadPart(layer.id, choice.clone()));
            }
        }
    });
    ui.add_space(space::XS);
}

/// The orders of day and month in which the dates can be read, but for the one in which they were.
fn orders_ui(cx: &Cx, ui: &mut Ui, layer: &Layer) {
    widgets::wrapped_row(cx.kit, ui, widgets::ROW_PX, |ui| {
        for (order, key) in [(DateOrder::DayFirst, "read-day-first"), (DateOrder::MonthFirst, "read-month-first")] {
            if order != layer.plan.order() && button(cx.kit, ui, &cx.kit.say(key), Emphasis::Normal).clicked() {
                cx.push(Command::ReadOrder(layer.id, order));
            }
        }
    });
    ui.add_space(space::XS);
}

/// That place, and the way to its incident.
fn first_ui(cx: &Cx, ui: &mut Ui, layer: &Layer, note: &Note, words: &str) {
    let go = ui.push_id(note.code.0, |ui| widgets::row(cx.kit, ui, |ui| button(cx.kit, ui, words, Emphasis::Quiet).clicked())).inner;
    if go && let Some(row) = note.first.and_then(|first| layer.store.row_of_record(first.index)) {
        cx.push(Command::ShowReport(None));
        cx.push(Command::Select(Some(RowRef { layer: layer.id, row })));
    }
    ui.add_space(space::XS);
}

/// Where a fault stands in its file.
fn place_words(cx: &Cx, layer: &Layer, fault: &Quarantined) -> String {
    cx.kit.say_with(
        // Binary formats have records and no lines.
        if fault.line == 0 { "fault-place-record" } else { "fault-place" },
        &[
            ("file", layer.name.clone().into()),
            ("index", (fault.index + 1).to_string().into()),
            ("line", fault.line.to_string().into()),
            ("column", fault.column.to_string().into()),
            ("offset", fault.offset.to_string().into()),
        ],
    )
}

fn fault_ui(cx: &Cx, ui: &mut Ui, layer: &Layer, fault: &Quarantined) {
    let kit = cx.kit;
    paragraph(kit, ui, &place_words(cx, layer, fault), kit.small().bold());
    paragraph(kit, ui, &kit.tell(&fault.reason), kit.body().color(kit.theme.danger));
    paragraph(kit, ui, &kit.tell(&fault.remedy), kit.body());
    ui.add_space(space::XS);
    widgets::rule(kit, ui);
}

/// The report as it is copied, in the words of the window.
fn as_text(cx: &Cx, layer: &Layer) -> String {
    let mut lines = vec![layer.name.clone(), identity_words(cx, layer)];
    lines.extend(
        layer
            .report
            .notes
            .iter()
            .map(|note| [Some(note_words(cx, layer, note)), first_words(cx, note)].into_iter().flatten().collect::<Vec<_>>().join(" · ")),
    );
    for fault in &layer.report.quarantine {
        lines.push(place_words(cx, layer, fault));
        lines.push(format!("{} {}", cx.kit.tell(&fault.reason), cx.kit.tell(&fault.remedy)));
    }
    lines.join("\n")
}
