//! What a newer version of a file changed: counts, then each incident with its fields before and after.

use egui::Ui;

use crate::state::{Command, Layer, RowRef};
use crate::store::{ChangeKind, Difference, FieldChange, IncidentChange};
use crate::text::isolate;
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Emphasis, button, caption, paragraph, rule};

/// Changes that the dialog lists; the counts are of all.
const LISTED: usize = 200;

pub fn difference_ui(cx: &Cx, ui: &mut Ui, layer: &Layer, difference: &Difference) {
    let kit = cx.kit;
    ui.add_space(space::S);
    caption(kit, ui, &kit.say("difference"));
    let counts = [
        ("difference-added", difference.added),
        ("difference-changed", difference.changed),
        ("difference-gone", difference.gone),
        ("difference-unchanged", difference.unchanged),
    ];
    let text: Vec<String> = counts.into_iter().map(|(key, count)| kit.say_count(key, count)).collect();
    paragraph(kit, ui, &text.join(" · "), kit.body().bold());
    for (key, count) in [("difference-older", difference.older), ("difference-without-id", difference.without_id)] {
        if count > 0 {
            paragraph(kit, ui, &kit.say_count(key, count), kit.body().color(kit.theme.caution));
        }
    }
    for (at, change) in difference.listed.iter().take(LISTED).enumerate() {
        ui.push_id(("change", at), |ui| change_ui(cx, ui, layer, change));
    }
    let left = (difference.added + difference.changed + difference.gone).saturating_sub(difference.listed.len().min(LISTED) as u64);
    if left > 0 {
        paragraph(kit, ui, &kit.say_count("difference-more", left), kit.weak());
    }
    rule(kit, ui);
}

fn change_ui(cx: &Cx, ui: &mut Ui, layer: &Layer, change: &IncidentChange) {
    let kit = cx.kit;
    let key = match change.kind {
        ChangeKind::Added => "change-added",
        ChangeKind::Changed => "change-changed",
        ChangeKind::Gone => "change-gone",
    };
    let title = if change.title.is_empty() { change.id.clone() } else { change.title.clone() };
    let line = kit.say_with(key, &[("title", title.into()), ("id", change.id.clone().into())]);
    if change.kind == ChangeKind::Gone {
        paragraph(kit, ui, &line, kit.weak());
    } else if button(kit, ui, &line, Emphasis::Quiet).clicked() {
        cx.push(Command::ShowReport(None));
        cx.push(Command::Select(Some(RowRef { layer: layer.id, row: change.row })));
    }
    for field in &change.fields {
        paragraph(kit, ui, &field_words(cx, field), kit.small());
    }
}

/// `Radius: 500 m → 2000 m`; the arrow follows the direction of reading.
fn field_words(cx: &Cx, change: &FieldChange) -> String {
    let name = match change.name.as_str() {
        "" => cx.kit.say(&format!("changed-{}", change.field.as_str().replace('_', "-"))),
        property => isolate(property),
    };
    let shown = |text: &str| if text.is_empty() { cx.kit.say("change-nothing") } else { isolate(text) };
    if change.before.is_empty() && change.after.is_empty() {
        return name;
    }
    let arrow = if cx.kit.rtl() { "←" } else { "→" };
    format!("{name}: {} {arrow} {}", shown(&change.before), shown(&change.after))
}
