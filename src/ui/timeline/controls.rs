//! The line above the histogram: play, step, speed, mode, the window in words, the undated tray.

use egui::Ui;

use crate::domain::{UtcMs, Window};
use crate::state::{Command, CommandName, Speed, WindowMode};
use crate::text::format_span;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, at_end, button, icon_button, label, segmented};

const SPEEDS: [(Speed, &str); 8] = [
    (Speed::Time { ms_per_sec: 600_000 }, "speed-10min"),
    (Speed::Time { ms_per_sec: 3_600_000 }, "speed-hour"),
    (Speed::Time { ms_per_sec: 6 * 3_600_000 }, "speed-6hours"),
    (Speed::Time { ms_per_sec: 86_400_000 }, "speed-day"),
    (Speed::Time { ms_per_sec: 7 * 86_400_000 }, "speed-week"),
    (Speed::Time { ms_per_sec: 30 * 86_400_000 }, "speed-month"),
    (Speed::Events { per_sec: 1.0 }, "speed-event"),
    (Speed::Events { per_sec: 4.0 }, "speed-4events"),
];

pub fn controls_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        // Playing runs from left to right in both languages, as time does.
        if icon_button(kit, ui, Icon::Previous, &kit.say("command-previous"), Emphasis::Quiet).clicked() {
            cx.push(Command::StepInTime(-1));
        }
        let playing = cx.state.playback.is_playing;
        let (icon, key) = if playing { (Icon::Pause, "command-pause") } else { (Icon::Play, "command-play") };
        if icon_button(kit, ui, icon, &kit.say(key), if playing { Emphasis::On } else { Emphasis::Normal }).clicked() {
            cx.push(Command::TogglePlay);
        }
        if icon_button(kit, ui, Icon::Next, &kit.say("command-next"), Emphasis::Quiet).clicked() {
            cx.push(Command::StepInTime(1));
        }
        speed_ui(cx, ui);
        ui.add_space(space::S);
        let modes = [
            (WindowMode::Window, kit.say("mode-window")),
            (WindowMode::Cumulative, kit.say("mode-cumulative")),
            (WindowMode::Instant, kit.say("mode-instant")),
        ];
        if let Some(mode) = segmented(kit, ui, &modes, cx.state.view.mode) {
            cx.push(Command::SetWindowMode(mode));
        }
        at_end(kit, ui, |ui| {
            tray_ui(cx, ui);
            if icon_button(kit, ui, Icon::Fit, &kit.say("fit-axis"), Emphasis::Quiet).clicked() {
                cx.push(Command::FitAxis);
            }
            if cx.state.view.window != Window::ALL && button(kit, ui, &kit.say("command-whole-time"), Emphasis::Quiet).clicked() {
                cx.push(Command::Named(CommandName::WholeTime));
            }
            let words = window_words(cx);
            if ui.available_width() > 120.0 {
                label(kit, ui, &words, kit.body().tabular());
            }
        });
    });
}

fn speed_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let now = cx.state.playback.speed;
    let at = SPEEDS.iter().position(|(speed, _)| *speed == now).unwrap_or(2);
    let name = SPEEDS.get(at).map(|(_, key)| kit.say(key)).unwrap_or_default();
    let response = button(kit, ui, &name, Emphasis::Quiet);
    let response = response.on_hover_ui(|ui| widgets::tooltip(kit, ui, &kit.say("speed-help")));
    egui::Popup::menu(&response).show(|ui| {
        for (speed, key) in SPEEDS {
            let emphasis = if speed == now { Emphasis::On } else { Emphasis::Quiet };
            if button(kit, ui, &kit.say(key), emphasis).clicked() {
                cx.push(Command::SetSpeed(speed));
                ui.close();
            }
        }
    });
}

/// The undated are never dropped silently: they sit in a tray, counted, shown or hidden.
fn tray_ui(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    let count = cx.state.answers.undated;
    let shown = cx.state.view.show_undated;
    let key = if shown { "tray-shown" } else { "tray-hidden" };
    let text = kit.say_with(key, &[("count", count.into()), ("number", kit.number(count).into())]);
    let emphasis = if shown && count > 0 { Emphasis::On } else { Emphasis::Quiet };
    let response = button(kit, ui, &text, emphasis);
    if response.on_hover_ui(|ui| widgets::tooltip(kit, ui, &kit.say("tray-help"))).clicked() {
        cx.push(Command::SetShowUndated(!shown));
    }
}

/// The window in words, in local time with its zone.
fn window_words(cx: &Cx) -> String {
    let window = cx.state.view.effective_window();
    let zone = &cx.state.view.zone;
    match cx.state.view.mode {
        WindowMode::Instant => crate::text::format_instant(window.from, zone, cx.kit.messages()),
        _ if window == Window::ALL => cx.kit.say("window-all"),
        _ if window.from == UtcMs::MIN => {
            cx.kit.say_with("window-until", &[("to", crate::text::format_instant(window.to, zone, cx.kit.messages()).into())])
        }
        _ if window.to == UtcMs::MAX => {
            cx.kit.say_with("window-since", &[("from", crate::text::format_instant(window.from, zone, cx.kit.messages()).into())])
        }
        _ => format_span(window.from, window.to, zone, cx.kit.messages()),
    }
}
