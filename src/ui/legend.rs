//! What the marks on the map mean: categories, then the signs for certainty and precision.

use egui::{Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::category::{category_color, category_shape, category_words};
use super::cx::Cx;
use super::widgets::{self, ROW_PX, take_start};
use crate::picture::marks::{MarkShape, mark_outline};

pub fn legend_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    for category in cx.state.answers.categories.iter().take(9) {
        let color = category_color(cx, category);
        let shape = category_shape(cx, category);
        entry_ui(cx, ui, &category_words(kit, category), |ui, spot| {
            let center = spot.center();
            let points = outline(shape, center, 5.5);
            ui.painter().add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
        });
    }
    widgets::rule(kit, ui);
    let ink = kit.theme.text;
    entry_ui(cx, ui, &kit.say("legend-certain"), |ui, spot| {
        ui.painter().circle_filled(spot.center(), 5.0, ink);
    });
    entry_ui(cx, ui, &kit.say("legend-possible"), |ui, spot| {
        ui.painter().circle(spot.center(), 5.0, ink.gamma_multiply(0.2), Stroke::new(1.5, ink));
    });
    entry_ui(cx, ui, &kit.say("legend-undated"), |ui, spot| {
        ui.painter().circle_stroke(spot.center(), 5.0, Stroke::new(1.0, ink));
        for dx in [-2.5, 0.0, 2.5] {
            let at = spot.center() + vec2(dx, 0.0);
            ui.painter().line_segment([at + vec2(-1.5, 3.0), at + vec2(1.5, -3.0)], Stroke::new(1.0, ink));
        }
    });
    entry_ui(cx, ui, &kit.say("legend-radius"), |ui, spot| {
        ui.painter().circle(spot.center(), 8.0, ink.gamma_multiply(0.08), Stroke::new(1.0, ink.gamma_multiply(0.7)));
    });
    entry_ui(cx, ui, &kit.say("legend-radius-unknown"), |ui, spot| {
        let points: Vec<Pos2> =
            (0..=24).map(|step| spot.center() + 8.0 * egui::Vec2::angled(std::f32::consts::TAU * step as f32 / 24.0)).collect();
        ui.painter().extend(egui::Shape::dashed_line(&points, Stroke::new(1.0, ink.gamma_multiply(0.8)), 3.0, 2.5));
    });
    entry_ui(cx, ui, &kit.say("legend-several"), |ui, spot| {
        ui.painter().circle_filled(spot.center(), 8.0, ink);
        let look = kit.small().bold().color(kit.theme.panel);
        kit.paint_at(ui.painter(), spot.center(), vec2(0.5, 0.5), "3", look);
    });
}

fn outline(shape: MarkShape, center: Pos2, radius: f32) -> Vec<Pos2> {
    mark_outline(shape, [center.x, center.y], radius).into_iter().map(|[x, y]| pos2(x, y)).collect()
}

fn entry_ui(cx: &Cx, ui: &mut Ui, text: &str, sign: impl FnOnce(&mut Ui, Rect)) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX - 2.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    let mut inner = rect;
    let spot = take_start(cx.kit, &mut inner, 28.0);
    sign(ui, spot);
    cx.kit.paint_in(ui, inner, text, cx.kit.body());
}
