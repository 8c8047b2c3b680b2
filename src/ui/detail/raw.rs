//! The record as it stands in its file: where, and every property verbatim.

use egui::Ui;

use crate::domain::{Incident, Origin};
use crate::state::{Command, RowRef};
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, button, paragraph, section};

/// Longest value that is shown at once; the whole is copied.
const MAX_SHOWN_CHARS: usize = 600;

pub fn raw_ui(cx: &Cx, ui: &mut Ui, row: RowRef, incident: &Incident) {
    let kit = cx.kit;
    ui.add_space(space::S);
    widgets::rule(kit, ui);
    let count = kit.number(incident.raw.properties.len() as u64);
    if !section(kit, ui, "raw", &kit.say("source-record"), Some(&count), false) {
        return;
    }
    let path = cx.state.layer(row.layer).map(|layer| if layer.path.is_empty() { layer.name.clone() } else { layer.path.clone() });
    let raw = &incident.raw;
    let file = path.unwrap_or_default();
    let text = |offset: u64, length: u64, line: u64| {
        kit.say_with(
            "raw-origin",
            &[
                ("file", file.clone().into()),
                ("line", line.to_string().into()),
                ("offset", offset.to_string().into()),
                ("length", length.to_string().into()),
            ],
        )
    };
    let origin = match raw.origin {
        Origin::Here => text(raw.offset, raw.length, raw.line),
        Origin::Text { offset, length, line } => text(offset, length, line),
        Origin::Record(number) => {
            kit.say_with("raw-origin-record", &[("file", file.clone().into()), ("number", number.to_string().into())])
        }
    };
    paragraph(kit, ui, &origin, kit.weak());
    if !incident.id.is_empty() {
        paragraph(kit, ui, &format!("id: {}", incident.id), kit.body());
    }
    let all: Vec<&(String, String)> = raw.properties.iter().chain(&raw.foreign_members).collect();
    if button(kit, ui, &kit.say("copy-record"), Emphasis::Quiet).clicked() {
        let lines: Vec<String> = all.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
        cx.push(Command::Copy(lines.join(",\n")));
    }
    for (key, value) in all {
        paragraph(kit, ui, key, kit.small().bold());
        let shown: String = value.chars().take(MAX_SHOWN_CHARS).collect();
        let cut = if shown.len() < value.len() { "…" } else { "" };
        paragraph(kit, ui, &format!("{shown}{cut}"), kit.body());
    }
}
