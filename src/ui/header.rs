//! The top line: name, search, and the switches of the whole window; below it the loads under way.

use egui::{Id, Key, Response, Ui, vec2};

use super::cx::Cx;
use super::icons::{Icon, paint_icon};
use super::text_field::{FieldLook, text_field};
use super::theme::{space, type_px};
use super::widgets::{self, Emphasis, at_end, icon_button, label};
use crate::domain::notation::parse_coordinates;
use crate::state::{ColorTheme, Command, CommandName, LoadJob, Panel};
use crate::text::UiLang;
use crate::ui::kit::Arg;

/// What the search field holds between frames.
#[derive(Default)]
pub struct HeaderMemory {
    search: String,
    /// Whether the places that answer to the typed name are shown below the field.
    shows_places: bool,
}

pub fn header_ui(cx: &Cx, ui: &mut Ui, memory: &mut HeaderMemory) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        ui.set_min_height(28.0);
        if icon_button(kit, ui, Icon::Side { start: !kit.rtl() }, &kit.say("command-side"), switch(cx.state.interface.show_side)).clicked()
        {
            cx.push(Command::Named(CommandName::Side));
        }
        label(kit, ui, &kit.say("app-name"), kit.body().size(type_px::LARGE).bold().color(kit.theme.accent));
        let title = cx.state.layers.first().map(|layer| layer.name.clone()).unwrap_or_default();
        if ui.available_width() > 640.0 {
            let more = cx.state.layers.len().saturating_sub(1) as u64;
            let title = if more > 0 { kit.say_with("title-and-more", &[("name", title.into()), ("count", more.into())]) } else { title };
            label(kit, ui, &title, kit.weak());
        }
        at_end(kit, ui, |ui| {
            ends(cx, ui);
            search_field(cx, ui, memory);
        });
    });
}

fn switch(on: bool) -> Emphasis {
    if on { Emphasis::On } else { Emphasis::Quiet }
}

fn ends(cx: &Cx, ui: &mut Ui) {
    let kit = cx.kit;
    if icon_button(kit, ui, Icon::Side { start: kit.rtl() }, &kit.say("command-detail"), switch(cx.state.interface.show_detail)).clicked() {
        cx.push(Command::Named(CommandName::Detail));
    }
    let other = if kit.lang == UiLang::En { "العربية" } else { "English" };
    if widgets::button(kit, ui, other, Emphasis::Quiet).clicked() {
        cx.push(Command::Named(CommandName::Language));
    }
    if icon_button(kit, ui, Icon::Globe, &kit.say("command-writing"), switch(cx.state.interface.show_writing)).clicked() {
        cx.push(Command::Named(CommandName::Writing));
    }
    let icon = if cx.state.view.theme == ColorTheme::Light { Icon::Moon } else { Icon::Sun };
    if icon_button(kit, ui, icon, &kit.say("command-theme"), Emphasis::Quiet).clicked() {
        cx.push(Command::Named(CommandName::Theme));
    }
    if icon_button(kit, ui, Icon::List, &kit.say("command-list"), switch(cx.state.interface.show_list)).clicked() {
        cx.push(Command::Named(CommandName::List));
    }
    if widgets::button(kit, ui, &kit.say("command-open"), Emphasis::Normal).clicked() {
        cx.push(Command::Show(Panel::Open, true));
    }
    if icon_button(kit, ui, Icon::Menu, &kit.say("command-palette"), Emphasis::Quiet).clicked() {
        cx.push(Command::Named(CommandName::Palette));
    }
}

fn search_field(cx: &Cx, ui: &mut Ui, memory: &mut HeaderMemory) {
    let kit = cx.kit;
    let field_id = Id::unique("search-field");
    let has_focus = ui.memory(|memory| memory.has_focus(field_id));
    if !has_focus && memory.search != cx.state.view.filter.text {
        memory.search.clone_from(&cx.state.view.filter.text);
    }
    let width = (ui.available_width() - space::M).clamp(120.0, 340.0);
    let name = kit.say("search-hint");
    let response = text_field(kit, ui, field_id, &mut memory.search, FieldLook::new(&name, width).hint(&name).left_room(26.0));
    let spot = egui::Rect::from_min_size(response.rect.min, vec2(26.0, response.rect.height()));
    paint_icon(ui.painter(), spot, Icon::Search, kit.theme.text_weak);
    if response.changed() {
        cx.push(Command::SetFilterText(memory.search.clone()));
        memory.shows_places = true;
    }
    suggestions(cx, ui, memory, &response);
    if cx.state.interface.focus_search {
        response.request_focus();
        cx.push(Command::FocusSearch(false));
    }
    if has_focus && ui.input(|input| input.key_pressed(Key::Enter)) {
        memory.shows_places = false;
        // Coordinates in any notation are a place to go to; words are searched for, and Enter steps through what they find.
        match parse_coordinates(memory.search.trim()) {
            Ok(found) => {
                memory.search.clear();
                cx.push(Command::SetFilterText(String::new()));
                cx.push(Command::FlyTo { center: found.at, zoom: cx.state.view.zoom.max(10.0) });
            }
            Err(_) => cx.push(Command::StepInTime(1)),
        }
    }
}

/// The places that answer to what is typed, in a box below the field, until one is used or something else is clicked.
fn suggestions(cx: &Cx, ui: &Ui, memory: &mut HeaderMemory, field: &Response) {
    let kit = cx.kit;
    if !memory.shows_places {
        return;
    }
    let answer = kit.places(&memory.search);
    if answer.matches.is_empty() || parse_coordinates(memory.search.trim()).is_ok() {
        return;
    }
    let width = field.rect.width().max(380.0);
    let corner = if kit.rtl() { egui::Align2::RIGHT_TOP } else { egui::Align2::LEFT_TOP };
    let at = if kit.rtl() { field.rect.right_bottom() } else { field.rect.left_bottom() };
    let area =
        egui::Area::new(Id::unique("place-suggestions")).order(egui::Order::Foreground).pivot(corner).fixed_pos(at + vec2(0.0, space::XS));
    let shown = area.show(ui.ctx(), |ui| {
        let frame = egui::Frame::new()
            .fill(kit.theme.panel)
            .stroke(kit.theme.hairline_stroke())
            .corner_radius(4.0)
            .inner_margin(egui::Margin::same(space::S as i8))
            .shadow(egui::Shadow { offset: [0, 4], blur: 12, spread: 0, color: egui::Color32::from_black_alpha(40) });
        frame.show(ui, |ui| {
            ui.set_width(width);
            super::places::suggestions_ui(cx, ui, &answer)
        })
    });
    let used = shown.inner.inner;
    let left = shown.response.clicked_elsewhere() && !field.clicked();
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    if used || left || escaped {
        memory.shows_places = false;
    }
}

/// A thin line for each load under way: what, how far, how long, and a cross to stop it.
pub fn loads_ui(cx: &Cx, ui: &mut Ui) {
    for job in &cx.state.jobs {
        load_ui(cx, ui, job);
    }
}

fn load_ui(cx: &Cx, ui: &mut Ui, job: &LoadJob) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        let rate = if job.elapsed_secs > 0.2 { job.bytes_read as f64 / job.elapsed_secs / 1e6 } else { 0.0 };
        let mut text = kit.say_with(
            "loading",
            &[
                ("name", job.name.clone().into()),
                ("percent", Arg::from((job.fraction() * 100.0) as u64)),
                ("count", job.features.into()),
                ("rate", Arg::from(rate.round() as u64)),
            ],
        );
        if let Some(left) = job.left_secs() {
            text.push_str(" · ");
            text.push_str(&kit.say_with("time-left", &[("seconds", Arg::from(left.ceil() as u64))]));
        }
        label(kit, ui, &text, kit.small());
        at_end(kit, ui, |ui| {
            if icon_button(kit, ui, Icon::Cross, &kit.say("cancel"), Emphasis::Quiet).clicked() {
                cx.push(Command::CancelLoad(job.id));
            }
        });
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0.0, kit.theme.hairline);
    let mut done = rect;
    let width = rect.width() * job.fraction();
    let bar = widgets::take_start(kit, &mut done, width);
    ui.painter().rect_filled(bar, 0.0, kit.theme.accent);
}
