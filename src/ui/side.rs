//! The panel at the side where reading begins: layers above, filter below.

use egui::Ui;

use super::cx::Cx;
use super::filter_bar::filter_ui;
use super::layers_panel::layers_ui;
use super::theme::space;
use super::widgets;

pub fn side_ui(cx: &Cx, ui: &mut Ui) {
    egui::ScrollArea::vertical().id_salt("side").auto_shrink(false).show(ui, |ui| {
        layers_ui(cx, ui);
        ui.add_space(space::S);
        widgets::rule(cx.kit, ui);
        ui.add_space(space::XS);
        filter_ui(cx, ui);
    });
}
