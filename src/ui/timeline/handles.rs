//! The window over the histogram: two handles, a body, and what dragging them does.

use egui::{CursorIcon, EventFilter, Id, Key, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Drag, Scale, TimelineMemory};
use crate::domain::{UtcMs, Window};
use crate::state::{Command, WindowMode};
use crate::text::format_instant;
use crate::ui::cx::Cx;
use crate::ui::widgets::focus_ring;

/// Half the width of the strip in which a handle can be caught.
const CATCH_PX: f32 = 7.0;

pub fn window_ui(cx: &Cx, ui: &mut Ui, scale: Scale, response: &Response, memory: &mut TimelineMemory) {
    let mode = cx.state.view.mode;
    let window = cx.state.view.effective_window();
    let start = scale.x_clamped(window.from);
    let end = scale.x_clamped(cx.state.view.window.to.max(window.to));
    paint_window(cx, ui, scale, mode, start.min(end), start.max(end));
    let from = (mode == WindowMode::Window).then(|| handle_ui(cx, ui, scale, "window-from", start, window.from)).flatten();
    let to = handle_ui(cx, ui, scale, "window-to", end, cx.state.view.window.to);
    follow_drag(cx, ui, scale, response, memory, [start, end]);
    if let Some(ms) = from {
        cx.push(Command::SetWindow(Window { from: UtcMs(clamped(scale, window.from) + ms), to: cx.state.view.window.to }));
    }
    if let Some(ms) = to {
        let to = UtcMs(clamped(scale, cx.state.view.window.to) + ms);
        cx.push(Command::SetWindow(Window { from: cx.state.view.window.from, to }));
    }
}

/// A handle beyond the axis counts as standing at its end.
fn clamped(scale: Scale, at: UtcMs) -> i64 {
    at.0.clamp(scale.axis.from.0, scale.axis.to.0)
}

fn paint_window(cx: &Cx, ui: &Ui, scale: Scale, mode: WindowMode, left: f32, right: f32) {
    let theme = &cx.kit.theme;
    let plot = scale.plot;
    if mode != WindowMode::Instant {
        let body = Rect::from_min_max(pos2(left, plot.top()), pos2(right, plot.bottom()));
        ui.painter().rect_filled(body, 0.0, theme.accent.gamma_multiply(0.10));
        let cap = Rect::from_min_max(body.min, pos2(right, plot.top() + 4.0));
        ui.painter().rect_filled(cap, 0.0, theme.accent.gamma_multiply(0.55));
    }
}

/// Paints a handle that takes the keyboard. Returns by how many milliseconds a key moved it.
fn handle_ui(cx: &Cx, ui: &mut Ui, scale: Scale, key: &str, x: f32, at: UtcMs) -> Option<i64> {
    let theme = &cx.kit.theme;
    super::vline(ui, x, scale.plot, Stroke::new(2.0, theme.accent));
    let grip = Rect::from_center_size(pos2(x, scale.plot.center().y), vec2(9.0, 24.0));
    ui.painter().rect_filled(grip, 4.0, theme.accent);
    for dx in [-1.5, 1.5] {
        let pen = Stroke::new(1.0, theme.on_accent);
        ui.painter().line_segment([pos2(x + dx, grip.center().y - 4.0), pos2(x + dx, grip.center().y + 4.0)], pen);
    }
    let response = ui.interact(grip.expand(2.0), Id::unique(key), Sense::focusable_noninteractive());
    let name = format!("{}: {}", cx.kit.say(key), words(cx, at));
    response.widget_info(|| WidgetInfo::slider(true, clamped(scale, at) as f64, &name));
    focus_ring(cx.kit, ui, grip.expand(3.0), &response);
    if !response.has_focus() {
        return None;
    }
    // Without this egui takes the arrow key as a wish to leave the handle.
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let (left, right, fine) =
        ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight), input.modifiers.shift));
    let step = scale.ms_per_px() * if fine { 1.0 } else { 8.0 };
    let step = (step as i64).max(1);
    match (left, right) {
        (true, false) => Some(if scale.mirrored { step } else { -step }),
        (false, true) => Some(if scale.mirrored { -step } else { step }),
        _ => None,
    }
}

fn words(cx: &Cx, at: UtcMs) -> String {
    if at == UtcMs::MIN || at == UtcMs::MAX {
        cx.kit.say("window-open")
    } else {
        format_instant(at, &cx.state.view.zone, cx.kit.messages())
    }
}

fn follow_drag(cx: &Cx, ui: &Ui, scale: Scale, response: &Response, memory: &mut TimelineMemory, [start, end]: [f32; 2]) {
    let Some(pointer) = response.interact_pointer_pos().or(response.hover_pos()) else { return };
    let window = cx.state.view.window;
    let catch = |x: f32| (pointer.x - x).abs() <= CATCH_PX;
    let is_range = cx.state.view.mode == WindowMode::Window;
    let inside = pointer.x > start.min(end) && pointer.x < start.max(end);
    let over = if catch(end) {
        Some(Drag::To)
    } else if is_range && catch(start) {
        Some(Drag::From)
    } else if is_range && window != Window::ALL && inside && pointer.y < scale.plot.bottom() {
        Some(Drag::Body { window, at: scale.at(pointer.x).0 })
    } else {
        None
    };
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(match memory.drag.or(over) {
            Some(Drag::From | Drag::To) => CursorIcon::ResizeHorizontal,
            Some(Drag::Body { .. }) => CursorIcon::Grab,
            Some(Drag::Axis { .. }) | None => CursorIcon::Default,
        });
    }
    if response.drag_started() {
        memory.drag = over.or(Some(Drag::Axis { axis: scale.axis, x: pointer.x }));
    }
    let Some(drag) = memory.drag else { return };
    if let Some(moved) = dragged_window(cx, scale, drag, pointer.x) {
        if response.drag_stopped() {
            cx.push(Command::SetWindow(moved));
        } else if response.dragged() {
            cx.push(Command::PreviewWindow(moved));
        }
    }
    if response.drag_stopped() {
        memory.drag = None;
    }
}

fn dragged_window(cx: &Cx, scale: Scale, drag: Drag, x: f32) -> Option<Window> {
    let window = cx.state.view.window;
    let at = scale.at(x.clamp(scale.plot.left(), scale.plot.right()));
    match drag {
        Drag::From => Some(Window { from: at.min(UtcMs(clamped(scale, window.to) - 1)), to: window.to }),
        Drag::To if cx.state.view.mode == WindowMode::Window => {
            Some(Window { from: window.from, to: at.max(UtcMs(window.from.0.max(scale.axis.from.0) + 1)) })
        }
        Drag::To => Some(Window { from: window.from.min(at), to: at }),
        Drag::Body { window, at: began } => {
            let by = scale.at(x).0 - began;
            let from = UtcMs(clamped(scale, window.from).saturating_add(by));
            let to = UtcMs(clamped(scale, window.to).saturating_add(by));
            Some(Window { from, to })
        }
        Drag::Axis { axis, x: began } => {
            let by = (f64::from(began - x) * scale.ms_to_right()) as i64;
            cx.push(Command::SetAxis(Window { from: UtcMs(axis.from.0 + by), to: UtcMs(axis.to.0 + by) }));
            None
        }
    }
}
