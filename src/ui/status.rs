//! The bottom line: counters that never lie, and whether anything leaves the machine.

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use super::cx::Cx;
use super::theme::{CORNER, space};
use super::widgets::{self, at_end, focus_ring, tooltip};
use crate::state::{BasemapChoice, Command, Panel};

/// The numbers of the status line, all over the visible layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    pub certain: u64,
    pub possible: u64,
    pub out: u64,
    pub undated: u64,
    pub without_place: u64,
    pub filtered_out: u64,
    pub seen: u64,
    pub on_map: u64,
    /// Of the load reports: features without place, whatever the filter says.
    pub seen_without_place: u64,
    pub quarantined: u64,
}

impl Counters {
    pub fn of(cx: &Cx) -> Self {
        let mut counters = Self {
            certain: cx.state.in_window.certain,
            possible: cx.state.in_window.possible,
            out: cx.state.in_window.out,
            undated: cx.state.answers.undated,
            without_place: cx.state.answers.without_place,
            filtered_out: cx.state.answers.filtered_out,
            ..Self::default()
        };
        for layer in &cx.state.layers {
            counters.seen += layer.report.seen;
            // What the analyst has placed is on the map now.
            let placed = layer.placed.len() as u64;
            counters.on_map += layer.report.on_map + placed;
            counters.seen_without_place += layer.report.without_place.saturating_sub(placed);
            counters.quarantined += layer.report.quarantined;
        }
        counters
    }
}

pub fn status_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let counters = Counters::of(cx);
    widgets::row(kit, ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        at_end(kit, ui, |ui| {
            network_ui(cx, ui);
            if ui.available_width() > 720.0 {
                identity_ui(cx, ui, &counters);
            }
            ui.add_space(space::S);
            let start = widgets::start_layout(kit);
            ui.with_layout(start, |ui| counters_ui(cx, ui, &counters));
        });
    });
}

fn counters_ui(cx: &Cx, ui: &mut Ui, counters: &Counters) {
    let kit = cx.kit;
    let parts = [
        ("status-certain", counters.certain, "status-certain-help"),
        ("status-possible", counters.possible, "status-possible-help"),
        ("status-out", counters.out, "status-out-help"),
        ("status-undated", counters.undated, "status-undated-help"),
        ("status-without-place", counters.without_place, "status-without-place-help"),
        ("status-filtered", counters.filtered_out, "status-filtered-help"),
    ];
    for (at, (key, count, help)) in parts.into_iter().enumerate() {
        if at > 0 {
            widgets::label(kit, ui, "·", kit.weak());
        }
        let text = kit.say_count(key, count);
        let look = if count > 0 { kit.body().tabular() } else { kit.weak().tabular() };
        widgets::label(kit, ui, &text, look).on_hover_ui(|ui| tooltip(kit, ui, &kit.say(help)));
    }
}

/// `seen = on map + without place + quarantined`; opens the load report.
fn identity_ui(cx: &Cx, ui: &mut Ui, counters: &Counters) {
    let kit = cx.kit;
    let numeral = |count: u64| kit.number(count);
    let text = kit.say_with(
        "status-identity",
        &[
            ("seen", numeral(counters.seen).into()),
            ("onmap", numeral(counters.on_map).into()),
            ("noplace", numeral(counters.seen_without_place).into()),
            ("quarantined", numeral(counters.quarantined).into()),
        ],
    );
    let look = if counters.quarantined > 0 { kit.body().color(kit.theme.danger) } else { kit.weak() };
    let layout = kit.layout(&text, look.lines(1), None);
    let (rect, response) = ui.allocate_exact_size(vec2(layout.width + 2.0 * space::XS, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    if response.hovered() {
        ui.painter().rect_filled(rect, CORNER, kit.theme.raised);
    }
    focus_ring(kit, ui, rect, &response);
    kit.paint(ui.painter(), egui::pos2(rect.left() + space::XS, rect.center().y - layout.height / 2.0), &layout, look.color);
    if response.on_hover_ui(|ui| tooltip(kit, ui, &kit.say("status-identity-help"))).clicked() {
        let worst = cx.state.layers.iter().max_by_key(|layer| layer.report.quarantined);
        cx.push(Command::ShowReport(worst.map(|layer| layer.id)));
    }
}

fn network_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let online = matches!(cx.state.view.basemap, BasemapChoice::Online { .. });
    let text = kit.say(if online { "online" } else { "offline" });
    let layout = kit.layout(&text, kit.weak().lines(1), None);
    let (rect, response) = ui.allocate_exact_size(vec2(layout.width + 20.0, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    focus_ring(kit, ui, rect, &response);
    let mut inner = rect;
    let dot = widgets::take_end(kit, &mut inner, 14.0);
    if online {
        ui.painter().circle_filled(dot.center(), 4.0, kit.theme.caution);
    } else {
        ui.painter().circle_stroke(dot.center(), 3.5, egui::Stroke::new(1.5, kit.theme.text_weak));
    }
    kit.paint_in(ui, inner.shrink2(vec2(2.0, 0.0)), &text, kit.weak());
    if response.on_hover_ui(|ui| tooltip(kit, ui, &kit.say("network-help"))).clicked() {
        cx.push(Command::Show(Panel::Basemap, true));
    }
}
