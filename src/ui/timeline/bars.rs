//! The histogram: certain incidents filled, possible ones outlined above them.

use egui::{Rect, Response, Stroke, StrokeKind, Ui, pos2};

use super::Scale;
use crate::state::Bin;
use crate::text::format_span;
use crate::ui::cx::Cx;
use crate::ui::widgets::tooltip;

pub fn paint_bars(cx: &Cx, ui: &Ui, scale: Scale, response: &Response) {
    let bins = &cx.state.answers.bins;
    let tallest = bins.iter().map(|bin| bin.certain + bin.possible).max().unwrap_or(0);
    if tallest == 0 {
        return;
    }
    let window = cx.state.view.effective_window();
    let painter = ui.painter().with_clip_rect(scale.plot.expand(1.0));
    let theme = &cx.kit.theme;
    let room = scale.plot.height() - 8.0;
    for bin in bins {
        let (left, right) = scale.x_range(bin.from, bin.to);
        if right < scale.plot.left() || left > scale.plot.right() || bin.certain + bin.possible == 0 {
            continue;
        }
        // A gap between bars as soon as there is room for one.
        let gap = if right - left > 4.0 { 1.0 } else { 0.0 };
        let height = |count: u64| (count as f32 / tallest as f32 * room).max(if count > 0 { 1.5 } else { 0.0 });
        let certain = height(bin.certain);
        let possible = height(bin.possible);
        let inside = bin.from < window.to && bin.to > window.from;
        let ink = if inside { theme.accent } else { theme.text_weak.gamma_multiply(0.55) };
        let base = scale.plot.bottom();
        let bar = |from: f32, to: f32| Rect::from_min_max(pos2(left, base - to), pos2(right - gap, base - from));
        painter.rect_filled(bar(0.0, certain), 0.0, ink);
        if bin.possible > 0 {
            let rect = bar(certain, certain + possible);
            painter.rect_filled(rect, 0.0, ink.gamma_multiply(0.18));
            if right - left > 3.0 {
                painter.rect_stroke(rect, 0.0, Stroke::new(1.0, ink.gamma_multiply(0.7)), StrokeKind::Inside);
            }
        }
    }
    painter.hline(scale.plot.x_range(), scale.plot.bottom(), theme.hairline_stroke());
    if let Some(bin) = response.hover_pos().and_then(|at| hit(bins, scale, at.x)) {
        let bin = *bin;
        response.clone().on_hover_ui_at_pointer(|ui| {
            let span = format_span(bin.from, bin.to, &cx.state.view.zone, cx.kit.messages());
            let counts = cx.kit.say_with(
                "bin-counts",
                &[("certain", cx.kit.number(bin.certain).into()), ("possible", cx.kit.number(bin.possible).into())],
            );
            tooltip(cx.kit, ui, &format!("{span}\n{counts}"));
        });
    }
}

fn hit(bins: &[Bin], scale: Scale, x: f32) -> Option<&Bin> {
    let at = scale.at(x);
    bins.iter().find(|bin| bin.from <= at && at < bin.to && bin.certain + bin.possible > 0)
}
