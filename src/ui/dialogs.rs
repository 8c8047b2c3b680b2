//! What opens over the window: load report, open, basemap, link question, command palette, help; and the notices.

mod basemap;
mod difference;
mod help;
mod link;
mod mapping;
mod notices;
mod open;
mod palette;
mod report;
mod writing;

use egui::Ui;

use super::cx::Cx;
use super::icons::Icon;
use super::theme::{space, type_px};
use super::widgets::{self, Emphasis, at_end, icon_button, label};

/// What the dialogs hold between frames.
#[derive(Default)]
pub struct DialogMemory {
    open: open::OpenMemory,
    palette: palette::PaletteMemory,
    basemap: basemap::BasemapMemory,
    mapping: mapping::MappingMemory,
}

pub fn dialogs_ui(cx: &Cx, ui: &mut Ui, memory: &mut DialogMemory) {
    let interface = &cx.state.interface;
    if let Some(layer) = interface.report.and_then(|id| cx.state.layer(id)) {
        report::report_ui(cx, ui, layer);
    }
    if let Some(draft) = &interface.mapping
        && let Some(layer) = cx.state.layer(draft.layer)
    {
        mapping::mapping_ui(cx, ui, layer, draft, &mut memory.mapping);
    }
    if interface.show_open {
        open::open_ui(cx, ui, &mut memory.open);
    }
    if interface.show_basemap {
        basemap::basemap_ui(cx, ui, &mut memory.basemap);
    }
    if interface.show_writing {
        writing::writing_ui(cx, ui);
    }
    if interface.show_help {
        help::help_ui(cx, ui);
    }
    if interface.show_palette {
        palette::palette_ui(cx, ui, &mut memory.palette);
    } else {
        memory.palette.close();
    }
    if let Some(url) = &interface.link {
        link::link_ui(cx, ui, url);
    }
    notices::notices_ui(cx, ui);
}

/// A dialog with its heading and a cross. Returns true when the user wants it closed.
fn dialog(cx: &Cx, ui: &Ui, id: &str, title: &str, width: f32, add: impl FnOnce(&mut Ui)) -> bool {
    let kit = cx.kit;
    let mut close = false;
    let frame = egui::Frame::new()
        .fill(kit.theme.panel)
        .stroke(kit.theme.hairline_stroke())
        .corner_radius(6.0)
        .inner_margin(egui::Margin::same(space::L as i8))
        .shadow(egui::Shadow { offset: [0, 8], blur: 24, spread: 0, color: egui::Color32::from_black_alpha(70) });
    let modal = egui::Modal::new(egui::Id::unique(id)).frame(frame).backdrop_color(egui::Color32::from_black_alpha(60));
    let response = modal.show(ui.ctx(), |ui| {
        let screen = ui.ctx().content_rect();
        ui.set_width(width.min(screen.width() - 64.0));
        ui.set_max_height(screen.height() - 120.0);
        widgets::row(kit, ui, |ui| {
            label(kit, ui, title, kit.body().size(type_px::LARGE).bold());
            at_end(kit, ui, |ui| {
                if icon_button(kit, ui, Icon::Cross, &kit.say("close"), Emphasis::Quiet).clicked() {
                    close = true;
                }
            });
        });
        widgets::rule(kit, ui);
        ui.add_space(space::XS);
        add(ui);
    });
    close || response.should_close()
}
