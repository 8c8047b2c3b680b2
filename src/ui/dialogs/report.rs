//! The load report of one layer: what was seen, where it went, what was assumed, what could not be read and why.

use egui::Ui;

use super::dialog;
use crate::domain::Quarantined;
use crate::state::{Command, Layer};
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
    let numeral = |count: u64| kit.number(count);
    let identity = kit.say_with(
        "status-identity",
        &[
            ("seen", numeral(report.seen).into()),
            ("onmap", numeral(report.on_map).into()),
            ("noplace", numeral(report.without_place).into()),
            ("quarantined", numeral(report.quarantined).into()),
        ],
    );
    paragraph(kit, ui, &identity, kit.body().bold());
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
            // A sentence that names something of the file stands as the reader wrote it.
            let key = format!("note-{}", note.code.0.replace('_', "-"));
            let said = if kit.messages().has(&key) { kit.say(&key) } else { kit.tell(&note.message) };
            paragraph(kit, ui, &format!("{} × {said}", numeral(note.count)), kit.body());
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
            cx.push(Command::Copy(as_text(layer)));
        }
        if button(kit, ui, &kit.say("reload-layer"), Emphasis::Normal).clicked() {
            cx.push(Command::ReloadLayer(layer.id));
        }
        if layer.plan.mapping().is_some() && button(kit, ui, &kit.say("mapping"), Emphasis::Normal).clicked() {
            cx.push(Command::OpenMapping(Some(layer.id)));
        }
    });
}

fn fault_ui(cx: &Cx, ui: &mut Ui, layer: &Layer, fault: &Quarantined) {
    let kit = cx.kit;
    let place = kit.say_with(
        // Binary formats have records and no lines.
        if fault.line == 0 { "fault-place-record" } else { "fault-place" },
        &[
            ("file", layer.name.clone().into()),
            ("index", (fault.index + 1).to_string().into()),
            ("line", fault.line.to_string().into()),
            ("column", fault.column.to_string().into()),
            ("offset", fault.offset.to_string().into()),
        ],
    );
    paragraph(kit, ui, &place, kit.small().bold());
    paragraph(kit, ui, &kit.tell(&fault.reason), kit.body().color(kit.theme.danger));
    paragraph(kit, ui, &kit.tell(&fault.remedy), kit.body());
    ui.add_space(space::XS);
    widgets::rule(kit, ui);
}

fn as_text(layer: &Layer) -> String {
    let report = &layer.report;
    let mut text = format!(
        "{}: {} seen = {} on map + {} without place + {} quarantined; {} undated\n",
        layer.name, report.seen, report.on_map, report.without_place, report.quarantined, report.undated
    );
    for note in &report.notes {
        text.push_str(&format!("{} x {}: {}\n", note.count, note.code.0, note.message));
    }
    for fault in &report.quarantine {
        let place = match fault.line {
            0 => format!("record {}", fault.index + 1),
            line => format!("feature {}, line {line}, byte {}", fault.index + 1, fault.offset),
        };
        text.push_str(&format!("{place}: {} {}\n", fault.reason, fault.remedy));
    }
    text
}
