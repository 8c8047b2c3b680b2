//! The layers: colour, name, counts, visibility, report.

use egui::Ui;

use super::cx::Cx;
use super::icons::Icon;
use super::theme::{Theme, space};
use super::widgets::{self, Emphasis, at_end, icon_button, label};
use crate::domain::MappingOrigin;
use crate::state::{Command, Layer, Panel};

/// The colour by which a layer is told apart in lists; marks keep their category's colour.
pub fn layer_color(theme: &Theme, idx: usize) -> egui::Color32 {
    const LIGHT: [[u8; 3]; 6] =
        [[0x0A, 0x6B, 0x6B], [0x8B, 0x4A, 0x9C], [0xB0, 0x5A, 0x10], [0x2C, 0x5A, 0xA8], [0x5D, 0x6B, 0x1E], [0x9A, 0x30, 0x58]];
    const DARK: [[u8; 3]; 6] =
        [[0x52, 0xC3, 0xBE], [0xC9, 0x92, 0xD8], [0xE6, 0x9F, 0x55], [0x86, 0xAE, 0xF0], [0xB3, 0xC2, 0x66], [0xE8, 0x8C, 0xAE]];
    let table = if theme.is_dark() { &DARK } else { &LIGHT };
    let [r, g, b] = table.get(idx % table.len()).copied().unwrap_or([0x80, 0x80, 0x80]);
    egui::Color32::from_rgb(r, g, b)
}

pub fn layers_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        label(kit, ui, &kit.say("layers"), kit.body().bold());
        at_end(kit, ui, |ui| {
            if icon_button(kit, ui, Icon::Plus, &kit.say("command-open"), Emphasis::Quiet).clicked() {
                cx.push(Command::Show(Panel::Open, true));
            }
        });
    });
    if cx.state.layers.is_empty() {
        empty_ui(cx, ui);
    }
    for folder in &cx.state.folders {
        folder_ui(cx, ui, folder);
    }
    for layer in &cx.state.layers {
        ui.push_id(layer.id, |ui| layer_ui(cx, ui, layer));
    }
}

/// An empty window says what to do in two lines and offers the bundled incidents.
fn empty_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    widgets::paragraph(kit, ui, &kit.say("empty-1"), kit.weak());
    widgets::paragraph(kit, ui, &kit.say("empty-2"), kit.weak());
    ui.add_space(space::XS);
    if widgets::button(kit, ui, &kit.say("command-open-bundled"), Emphasis::Primary).clicked() {
        cx.push(Command::OpenBundled);
    }
}

/// A folder that is watched, with a cross to let it be.
fn folder_ui(cx: &Cx, ui: &mut Ui, folder: &str) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        at_end(kit, ui, |ui| {
            let stop = kit.say_with("unwatch-folder", &[("name", folder.to_owned().into())]);
            if icon_button(kit, ui, Icon::Cross, &stop, Emphasis::Quiet).clicked() {
                cx.push(Command::WatchFolder(folder.to_owned(), false));
            }
            let start = widgets::start_layout(kit);
            ui.with_layout(start, |ui| label(kit, ui, &kit.say_with("watched-folder", &[("name", folder.to_owned().into())]), kit.small()));
        });
    });
}

fn layer_ui(cx: &Cx, ui: &mut Ui, layer: &Layer) {
    let kit = cx.kit;
    let numeral = |count: u64| kit.number(count);
    widgets::row(kit, ui, |ui| {
        let (dot, _) = ui.allocate_exact_size(egui::vec2(12.0, 16.0), egui::Sense::hover());
        let color = layer_color(&kit.theme, layer.color_idx);
        ui.painter().circle_filled(dot.center(), 5.0, if layer.is_visible { color } else { kit.theme.hairline });
        at_end(kit, ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let close = kit.say_with("close-layer", &[("name", layer.name.clone().into())]);
            if icon_button(kit, ui, Icon::Cross, &close, Emphasis::Quiet).clicked() {
                cx.push(Command::CloseLayer(layer.id));
            }
            let (icon, key) = if layer.is_visible { (Icon::Eye, "hide-layer") } else { (Icon::EyeOff, "show-layer") };
            let name = kit.say_with(key, &[("name", layer.name.clone().into())]);
            if icon_button(kit, ui, icon, &name, Emphasis::Quiet).clicked() {
                cx.push(Command::SetLayerVisible(layer.id, !layer.is_visible));
            }
            let start = widgets::start_layout(kit);
            ui.with_layout(start, |ui| {
                let look = if layer.is_visible { kit.body() } else { kit.weak() };
                label(kit, ui, &layer.name, look);
            });
        });
    });
    let report = &layer.report;
    let mut text =
        kit.say_with("layer-counts", &[("seen", numeral(report.seen).into()), ("noplace", numeral(report.without_place).into())]);
    if report.quarantined > 0 {
        text.push_str(" · ");
        text.push_str(&kit.say_count("status-quarantined", report.quarantined));
    }
    widgets::row(kit, ui, |ui| {
        ui.add_space(18.0);
        let look = if report.quarantined > 0 { kit.small().color(kit.theme.danger) } else { kit.small() };
        at_end(kit, ui, |ui| {
            let name = kit.say("load-report");
            if widgets::button(kit, ui, &name, Emphasis::Quiet).clicked() {
                cx.push(Command::ShowReport(Some(layer.id)));
            }
            let start = widgets::start_layout(kit);
            ui.with_layout(start, |ui| label(kit, ui, &text, look));
        });
    });
    guessed_ui(cx, ui, layer);
}

/// Columns that were guessed are no fact: that is said until the user has looked.
fn guessed_ui(cx: &Cx, ui: &mut Ui, layer: &Layer) {
    let kit = cx.kit;
    if !layer.plan.mapping().is_some_and(|(_, origin, _)| *origin == MappingOrigin::Guessed) {
        return;
    }
    widgets::row(kit, ui, |ui| {
        ui.add_space(18.0);
        at_end(kit, ui, |ui| {
            if widgets::button(kit, ui, &kit.say("mapping"), Emphasis::Quiet).clicked() {
                cx.push(Command::OpenMapping(Some(layer.id)));
            }
            let start = widgets::start_layout(kit);
            ui.with_layout(start, |ui| label(kit, ui, &kit.say("columns-guessed"), kit.small().color(kit.theme.caution)));
        });
    });
}
