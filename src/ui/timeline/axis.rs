//! The axis: ticks on calendar steps, labelled in the place's local time and in UTC, each row naming its zone.

use egui::{Rect, Stroke, Ui, Vec2, pos2};

use super::Scale;
use crate::domain::UtcMs;
use crate::text::{AxisTick, axis_ticks, zone_label};
use crate::ui::cx::Cx;

/// Least distance between two labels in logical pixels.
const MIN_LABEL_GAP_PX: f64 = 76.0;

pub fn paint_axis(cx: &Cx, ui: &Ui, scale: Scale, rect: Rect) {
    let zone = cx.state.view.zone.as_str();
    let rows: &[(&str, f32)] = if zone == "UTC" { &[("UTC", 14.0)] } else { &[(zone, 1.0), ("UTC", 15.0)] };
    for (zone, dy) in rows {
        let ticks = axis_ticks(scale.axis, zone, cx.kit.messages(), MIN_LABEL_GAP_PX * scale.ms_per_px());
        let top = scale.plot.bottom() + dy;
        let name_width = paint_zone_name(cx, ui, rect, top, zone, scale.axis.to);
        let is_first = *dy == rows.first().map_or(0.0, |row| row.1);
        paint_ticks(cx, ui, scale, &ticks, top, name_width, is_first);
    }
}

/// The zone's name stands at the row's end on a ground of its own, so that no label runs into it.
fn paint_zone_name(cx: &Cx, ui: &Ui, rect: Rect, top: f32, zone: &str, at: UtcMs) -> f32 {
    let name = zone_label(zone, at, cx.kit.messages());
    let look = cx.kit.small().bold().lines(1);
    let layout = cx.kit.layout(&name, look, None);
    let at = pos2(rect.right() - layout.width - 4.0, top);
    cx.kit.paint(ui.painter(), at, &layout, look.color);
    layout.width + 12.0
}

fn paint_ticks(cx: &Cx, ui: &Ui, scale: Scale, ticks: &[AxisTick], top: f32, name_width: f32, with_lines: bool) {
    let limit = scale.plot.right() - name_width;
    let mut free_from = scale.plot.left();
    let left_to_right: Box<dyn Iterator<Item = &AxisTick>> =
        if scale.mirrored { Box::new(ticks.iter().rev()) } else { Box::new(ticks.iter()) };
    for tick in left_to_right {
        let x = scale.x(tick.at);
        if x < scale.plot.left() - 1.0 || x > scale.plot.right() + 1.0 {
            continue;
        }
        if with_lines {
            let strength = if tick.is_major { 0.9 } else { 0.45 };
            let pen = Stroke::new(1.0, cx.kit.theme.hairline.gamma_multiply(strength));
            super::vline(ui, x.round() + 0.5, scale.plot, pen);
        }
        let look = if tick.is_major { cx.kit.small().bold().color(cx.kit.theme.text) } else { cx.kit.small() };
        let width = cx.kit.layout(&tick.label, look.tabular().lines(1), None).width;
        let left = x - width / 2.0;
        if left < free_from || left + width > limit {
            continue;
        }
        cx.kit.paint_at(ui.painter(), pos2(x, top), Vec2::new(0.5, 0.0), &tick.label, look.tabular());
        free_from = left + width + 10.0;
    }
}
