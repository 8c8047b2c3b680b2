//! The timeline: a histogram under a window with two handles and a body to drag; play, step, zoom.

mod axis;
mod bars;
mod controls;
mod handles;

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::cx::Cx;
use super::theme::space;
use crate::domain::{UtcMs, Window};
use crate::state::Command;

/// What the timeline holds between frames.
#[derive(Default)]
pub struct TimelineMemory {
    drag: Option<Drag>,
}

/// A drag under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drag {
    From,
    To,
    /// The window's body, with the window as it stood and the instant under the pointer when the drag began.
    Body {
        window: Window,
        at: i64,
    },
    /// The axis itself.
    Axis {
        axis: Window,
        x: f32,
    },
}

/// Height of the two rows of axis labels together.
const LABELS_PX: f32 = 30.0;

pub fn timeline_ui(cx: &Cx, ui: &mut Ui, memory: &mut TimelineMemory) {
    controls::controls_ui(cx, ui);
    ui.add_space(space::XS);
    let size = vec2(ui.available_width(), ui.available_height().max(64.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, cx.kit.say("timeline")));
    let plot = Rect::from_min_max(rect.min + vec2(space::XS, 0.0), rect.max - vec2(space::XS, LABELS_PX));
    let scale = Scale { axis: cx.state.view.axis, plot, mirrored: cx.state.view.writing.mirrored_time };
    axis::paint_axis(cx, ui, scale, rect);
    bars::paint_bars(cx, ui, scale, &response);
    handles::window_ui(cx, ui, scale, &response, memory);
    zoom_by_wheel(cx, ui, scale, &response);
    if response.double_clicked() {
        cx.push(Command::SetWindow(Window::ALL));
    }
}

/// From instants to pixels and back. Time runs from left to right in both languages, unless the user turns it round.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    axis: Window,
    plot: Rect,
    mirrored: bool,
}

impl Scale {
    fn span_ms(&self) -> f64 {
        (self.axis.to.0 as f64 - self.axis.from.0 as f64).max(1.0)
    }
    fn x(&self, at: UtcMs) -> f32 {
        let part = (at.0 as f64 - self.axis.from.0 as f64) / self.span_ms();
        let part = if self.mirrored { 1.0 - part } else { part };
        self.plot.left() + (part * f64::from(self.plot.width())) as f32
    }
    /// Left and right end of an interval.
    fn x_range(&self, from: UtcMs, to: UtcMs) -> (f32, f32) {
        let (a, b) = (self.x(from), self.x(to));
        (a.min(b), a.max(b))
    }
    /// As `x`, but instants beyond the axis stand at its ends.
    fn x_clamped(&self, at: UtcMs) -> f32 {
        self.x(at).clamp(self.plot.left(), self.plot.right())
    }
    fn at(&self, x: f32) -> UtcMs {
        let part = f64::from((x - self.plot.left()) / self.plot.width().max(1.0));
        let part = if self.mirrored { 1.0 - part } else { part };
        UtcMs(self.axis.from.0.saturating_add((part * self.span_ms()) as i64))
    }
    /// Milliseconds of one pixel.
    fn ms_per_px(&self) -> f64 {
        self.span_ms() / f64::from(self.plot.width().max(1.0))
    }
    /// Milliseconds of a step to the right: less than none where time is turned round.
    fn ms_to_right(&self) -> f64 {
        if self.mirrored { -self.ms_per_px() } else { self.ms_per_px() }
    }
}

/// The wheel zooms the axis about the pointer; sideways it moves the axis.
fn zoom_by_wheel(cx: &Cx, ui: &Ui, scale: Scale, response: &egui::Response) {
    let Some(pointer) = response.hover_pos() else { return };
    let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
    let factor = f64::from((-wheel.y / 240.0).exp2() / pinch);
    let shift = -f64::from(wheel.x) * scale.ms_to_right();
    if (factor - 1.0).abs() < 1e-3 && shift.abs() < 1.0 {
        return;
    }
    let at = scale.at(pointer.x).0 as f64;
    let from = at - (at - scale.axis.from.0 as f64) * factor + shift;
    let to = at + (scale.axis.to.0 as f64 - at) * factor + shift;
    cx.push(Command::SetAxis(Window { from: UtcMs(from as i64), to: UtcMs(to as i64) }));
    ui.input_mut(|input| input.smooth_scroll_delta = vec2(0.0, 0.0));
}

/// A thin vertical line over the plot.
fn vline(ui: &Ui, x: f32, plot: Rect, pen: egui::Stroke) {
    ui.painter().line_segment([pos2(x, plot.top()), pos2(x, plot.bottom())], pen);
}
