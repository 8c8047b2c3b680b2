//! What the columns of an unknown table hold: one row a role with what speaks for it, and the first incidents as they come out.

use egui::{Id, Rect, Response, Role as WidgetRole, Sense, Ui, WidgetInfo, vec2};

use super::dialog;
use crate::domain::notation::{Notation, format_for_radius};
use crate::domain::{Clue, DateOrder, Incident, Mapping, MappingOrigin, Proposal, Reach, Role};
use crate::state::{Command, Layer, MappingDraft};
use crate::store::anchor_of;
use crate::text::{format_when, has_zone, isolate, isolate_ltr, zone_words};
use crate::ui::category::category_words;
use crate::ui::cx::Cx;
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::text_field::{FieldLook, text_field};
use crate::ui::theme::{CORNER, space};
use crate::ui::widgets::{self, Emphasis, button, caption, check_row, focus_ring, label, paragraph, segmented, take_end, tooltip};

const ROLE_PX: f32 = 112.0;
const CHOOSER_PX: f32 = 208.0;
const MENU_PX: f32 = 380.0;
/// Zones at hand; any other is typed.
const ZONES: [&str; 3] = ["Asia/Damascus", "Asia/Baghdad", "UTC"];

/// The groups of roles with the keys of their headings.
const GROUPS: [(&str, &[Role]); 5] = [
    ("mapping-when", &[Role::Start, Role::Clock, Role::Half, Role::End, Role::EndClock, Role::Precision, Role::Zone]),
    ("mapping-what", &[Role::Title, Role::Text, Role::Category]),
    ("mapping-where", &[Role::PlaceName, Role::Area, Role::Longitude, Role::Latitude, Role::Coordinates]),
    ("mapping-who", &[Role::Actor, Role::Killed, Role::Injured]),
    ("mapping-source", &[Role::Source, Role::Url, Role::Id]),
];

/// What is typed, as long as it is no zone.
#[derive(Default)]
pub struct MappingMemory {
    zone: Option<String>,
}

pub fn mapping_ui(cx: &Cx, ui: &Ui, layer: &Layer, draft: &MappingDraft, memory: &mut MappingMemory) {
    let kit = cx.kit;
    let Some((_, origin, proposal)) = layer.plan.mapping() else { return };
    let title = kit.say_with("mapping-of", &[("name", layer.name.clone().into())]);
    let close = dialog(cx, ui, "mapping", &title, 780.0, |ui| {
        let key = match origin {
            MappingOrigin::Guessed => "mapping-guessed",
            MappingOrigin::Chosen => "mapping-chosen",
            MappingOrigin::Saved(_) => "mapping-saved",
        };
        paragraph(kit, ui, &kit.say_with(key, &[("count", proposal.num_records.into())]), kit.weak());
        ui.add_space(space::XS);
        let room = (ui.available_height() - 232.0).clamp(120.0, 560.0);
        egui::ScrollArea::vertical().id_salt("roles").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            for (key, roles) in GROUPS {
                caption(kit, ui, &kit.say(key));
                for role in roles.iter().filter(|role| is_asked(&draft.mapping, proposal, **role)) {
                    ui.push_id(role, |ui| role_ui(cx, ui, draft, proposal, *role));
                }
                match key {
                    "mapping-when" => times_ui(cx, ui, draft, proposal, memory),
                    "mapping-where" => {
                        switch_ui(cx, ui, draft, "mapping-swapped", draft.mapping.swapped, |mapping, on| mapping.swapped = on)
                    }
                    _ => {}
                }
                ui.add_space(space::S);
            }
        });
        widgets::rule(kit, ui);
        ui.add_space(space::XS);
        preview_ui(cx, ui, draft);
        ui.add_space(space::S);
        ends_ui(cx, ui, draft);
    });
    if close {
        memory.zone = None;
        cx.push(Command::OpenMapping(None));
    }
}

/// A time of day alone tells nothing: it is asked for beside a column of days, that of an end beside that of a start.
fn is_asked(mapping: &Mapping, proposal: &Proposal, role: Role) -> bool {
    let has = |role: Role| mapping.column(role).is_some();
    match role {
        Role::Clock | Role::Half | Role::Zone => has(role) || has(Role::Start),
        Role::EndClock => has(role) || has(Role::Clock),
        Role::Precision => has(role) || has(Role::Start) && proposal.columns.iter().any(|column| may_be_precision(&column.name)),
        _ => true,
    }
}

/// Few tables have such a column, and where none is called so nobody is asked for it.
fn may_be_precision(column: &str) -> bool {
    let column = column.to_lowercase();
    ["precis", "accura", "certain", "specific", "quality", "دقة", "دقّة"].iter().any(|part| column.contains(part))
}

fn change(cx: &Cx, draft: &MappingDraft, change: impl FnOnce(&mut Mapping)) {
    let mut mapping = draft.mapping.clone();
    change(&mut mapping);
    cx.push(Command::SetMapping(Box::new(mapping)));
}

/// A cell of fixed width in a row that runs in the direction of the interface.
fn cell<R>(cx: &Cx, ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = widgets::start_layout(cx.kit);
    let cell = |ui: &mut Ui| {
        ui.set_width(width);
        add(ui)
    };
    ui.allocate_ui_with_layout(vec2(width, widgets::ROW_PX), layout, cell).inner
}

fn role_name(cx: &Cx, role: Role) -> String {
    cx.kit.say(&format!("role-{}", role.as_str().replace('_', "-")))
}

fn role_ui(cx: &Cx, ui: &mut Ui, draft: &MappingDraft, proposal: &Proposal, role: Role) {
    let kit = cx.kit;
    let name = role_name(cx, role);
    let chosen = draft.mapping.columns(role);
    widgets::row(kit, ui, |ui| {
        cell(cx, ui, ROLE_PX, |ui| label(kit, ui, &name, kit.body()));
        let shown = if chosen.is_empty() { kit.say("mapping-none") } else { chosen.join(" + ") };
        let response = cell(cx, ui, CHOOSER_PX, |ui| chooser(cx, ui, &name, &shown, chosen.is_empty()));
        let behavior =
            if role.takes_several() { egui::PopupCloseBehavior::CloseOnClickOutside } else { egui::PopupCloseBehavior::CloseOnClick };
        egui::Popup::menu(&response).close_behavior(behavior).show(|ui| columns_ui(cx, ui, draft, proposal, role));
        let rest = ui.available_width();
        cell(cx, ui, rest, |ui| {
            let clues = clues(cx, draft, proposal, role);
            if !clues.is_empty() {
                label(kit, ui, &clues, kit.small());
            }
        });
    });
}

/// A field-like button that says what is chosen and opens the list.
fn chooser(cx: &Cx, ui: &mut Ui, name: &str, shown: &str, is_empty: bool) -> Response {
    let kit = cx.kit;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), widgets::ROW_PX - 2.0), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetRole::ComboBox,
            true,
            kit.say_with("mapping-choose", &[("role", name.to_owned().into()), ("column", shown.to_owned().into())]),
        )
    });
    let fill = if response.hovered() { kit.theme.hairline } else { kit.theme.raised };
    ui.painter().rect_filled(rect, CORNER, fill);
    focus_ring(kit, ui, rect, &response);
    let mut inner: Rect = rect.shrink2(vec2(space::S, 0.0));
    let arrow = take_end(kit, &mut inner, 16.0);
    paint_icon(ui.painter(), arrow, Icon::ChevronDown, kit.theme.text_weak);
    let look = if is_empty { kit.weak() } else { kit.body() };
    let layout = kit.paint_in(ui, inner, shown, look);
    if layout.elided { response.on_hover_ui(|ui| tooltip(kit, ui, shown)) } else { response }
}

/// All columns with some of their values.
fn columns_ui(cx: &Cx, ui: &mut Ui, draft: &MappingDraft, proposal: &Proposal, role: Role) {
    let kit = cx.kit;
    ui.set_width(MENU_PX);
    let chosen = draft.mapping.columns(role);
    egui::ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        if check_row(kit, ui, chosen.is_empty(), &kit.say("mapping-none"), None, None).clicked() {
            change(cx, draft, |mapping| mapping.set(role, Vec::new()));
        }
        for column in &proposal.columns {
            let values: Vec<String> = column.values.iter().map(|value| isolate(&value.chars().take(24).collect::<String>())).collect();
            // A dot between would look like an Arabic zero.
            let text = format!("{}: {}", isolate(&column.name), values.join(" | "));
            if check_row(kit, ui, chosen.contains(&column.name), &text, None, None).clicked() {
                change(cx, draft, |mapping| mapping.toggle(role, &column.name));
            }
        }
    });
}

/// What speaks for the proposal; nothing for a column that the user chose.
fn clues(cx: &Cx, draft: &MappingDraft, proposal: &Proposal, role: Role) -> String {
    if draft.mapping.columns(role) != proposal.mapping.columns(role) {
        return cx.kit.say("clue-chosen");
    }
    let clues = proposal.evidence.iter().filter(|evidence| evidence.role == role);
    clues.map(|evidence| clue_words(cx, &evidence.clue)).collect::<Vec<_>>().join(" · ")
}

fn clue_words(cx: &Cx, clue: &Clue) -> String {
    let kit = cx.kit;
    let with = |key: &str, by: &String| kit.say_with(key, &[("value", by.clone().into())]);
    match clue {
        Clue::Name => kit.say("clue-name"),
        Clue::Dates { read, of } => kit.say_with("clue-dates", &[("read", kit.number(*read).into()), ("of", kit.number(*of).into())]),
        Clue::Clocks { read, of } => kit.say_with("clue-clocks", &[("read", kit.number(*read).into()), ("of", kit.number(*of).into())]),
        Clue::Texts => kit.say("clue-texts"),
        Clue::Order { order: DateOrder::MonthFirst, by } => with("clue-month-first", by),
        Clue::Order { by, .. } => with("clue-day-first", by),
        Clue::OrderOpen { by } => with("clue-order-open", by),
        Clue::NoZone { by } => with("clue-no-zone", by),
        Clue::Reach(Reach::Month) => kit.say("clue-month"),
        Clue::Reach(_) => kit.say("clue-week"),
        Clue::Midnight => kit.say("clue-midnight"),
        Clue::MidnightOf { zone } => kit.say_with("clue-midnight-of", &[("zone", isolate(&zone_words(zone, kit.messages())).into())]),
        Clue::Coordinates { by } => with("clue-coordinates", by),
        Clue::Sides { by } => with("clue-sides", by),
        Clue::Zones { by } => with("clue-zones", by),
        Clue::Halves { by } => with("clue-halves", by),
        Clue::ZoneByName { by, zone } => {
            let zone = zone_words(zone, kit.messages());
            kit.say_with("clue-zone-by-name", &[("value", by.clone().into()), ("zone", isolate(&zone).into())])
        }
        Clue::Epoch { by } => with("clue-epoch", by),
        Clue::SheetDays { by } => with("clue-sheet-days", by),
        Clue::Swapped { by } => with("clue-swapped", by),
        Clue::DecimalComma { by } => with("clue-decimal-comma", by),
    }
}

/// Order of day and month, zone, and whether midnight means the day.
fn times_ui(cx: &Cx, ui: &mut Ui, draft: &MappingDraft, proposal: &Proposal, memory: &mut MappingMemory) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        cell(cx, ui, ROLE_PX, |ui| label(kit, ui, &kit.say("mapping-order"), kit.body()));
        let orders = [
            (DateOrder::Unknown, kit.say("order-unknown")),
            (DateOrder::DayFirst, kit.say("order-day-first")),
            (DateOrder::MonthFirst, kit.say("order-month-first")),
        ];
        if let Some(order) = segmented(kit, ui, &orders, draft.mapping.order) {
            change(cx, draft, |mapping| mapping.order = order);
        }
    });
    widgets::row(kit, ui, |ui| {
        let name = kit.say("mapping-zone");
        cell(cx, ui, ROLE_PX, |ui| label(kit, ui, &name, kit.body()));
        let set = |zone: Option<String>| change(cx, draft, |mapping| mapping.zone = zone);
        let mut typed = memory.zone.clone().unwrap_or_else(|| draft.mapping.zone.clone().unwrap_or_default());
        let hint = kit.say("mapping-zone-hint");
        let response = cell(cx, ui, CHOOSER_PX, |ui| {
            text_field(kit, ui, Id::unique("mapping-zone"), &mut typed, FieldLook::new(&name, CHOOSER_PX).hint(&hint))
        });
        let zone = typed.trim().to_owned();
        let is_known = zone.is_empty() || has_zone(&zone);
        if response.changed() {
            memory.zone = (!is_known).then(|| typed.clone());
            if is_known {
                set(Some(zone).filter(|zone| !zone.is_empty()));
            }
        }
        if !is_known {
            label(kit, ui, &kit.say("mapping-zone-unknown"), kit.small().color(kit.theme.danger));
            return;
        }
        ui.spacing_mut().item_spacing.x = 2.0;
        for known in ZONES {
            let emphasis = if draft.mapping.zone.as_deref() == Some(known) { Emphasis::On } else { Emphasis::Quiet };
            if button(kit, ui, &isolate_ltr(known), emphasis).clicked() {
                memory.zone = None;
                set(Some(known.to_owned()));
            }
        }
    });
    let guessed = proposal.mapping.reach;
    if let Some(reach) = draft.mapping.reach.or(guessed) {
        let key = match reach {
            Reach::Month | Reach::Year => "mapping-month",
            Reach::WeekBefore => "mapping-week-before",
            Reach::WeekAround | Reach::SomeWeek => "mapping-week-around",
            Reach::Week => "mapping-week",
        };
        switch_ui(cx, ui, draft, key, draft.mapping.reach.is_some(), |mapping, on| mapping.reach = Some(reach).filter(|_| on));
    }
    switch_ui(cx, ui, draft, "mapping-midnight", draft.mapping.midnight_is_day, |mapping, on| {
        // Whoever means midnight means that of a stated zone too.
        mapping.midnight_is_day = on;
        if !on {
            mapping.day_offsets.clear();
        }
    });
}

fn switch_ui(cx: &Cx, ui: &mut Ui, draft: &MappingDraft, key: &str, on: bool, set: impl FnOnce(&mut Mapping, bool)) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        cell(cx, ui, ROLE_PX - space::XS, |_| {});
        if check_row(kit, ui, on, &kit.say(key), None, None).clicked() {
            change(cx, draft, |mapping| set(mapping, !on));
        }
    });
}

/// The first incidents as the draft reads them.
fn preview_ui(cx: &Cx, ui: &mut Ui, draft: &MappingDraft) {
    let kit = cx.kit;
    caption(kit, ui, &kit.say("mapping-preview"));
    let width = ui.available_width();
    let shares = [0.32, 0.31, 0.21, 0.16];
    let line = |ui: &mut Ui, cells: [(String, bool); 4], is_heading: bool| {
        widgets::row(kit, ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for ((text, is_known), share) in cells.into_iter().zip(shares) {
                let ink = match (is_heading, is_known) {
                    (true, _) => kit.small(),
                    (false, true) => kit.body(),
                    (false, false) => kit.body().color(kit.theme.caution),
                };
                cell(cx, ui, width * share - space::S, |ui| label(kit, ui, &text, ink));
                ui.add_space(space::S);
            }
        });
    };
    let headings = ["column-when", "column-title", "column-place", "column-category"].map(|key| (kit.say(key), true));
    line(ui, headings, true);
    for incident in &draft.preview {
        line(ui, preview_cells(cx, draft, incident), false);
    }
}

fn preview_cells(cx: &Cx, draft: &MappingDraft, incident: &Incident) -> [(String, bool); 4] {
    let kit = cx.kit;
    let zone = draft.mapping.zone.as_deref().unwrap_or("UTC");
    let when = incident.when.as_ref().map(|when| format_when(when.earliest, when.latest, when.precision, zone, kit.messages()));
    let lang = kit.content_lang();
    let title = incident.title.best(&lang).unwrap_or_default().to_owned();
    let title = if title.is_empty() { incident.text.best(&lang).unwrap_or_default().to_owned() } else { title };
    let at = incident.places.first().and_then(|place| anchor_of(&place.geometry));
    let place = at.map(|at| isolate_ltr(&format_for_radius(at, Notation::Decimal, None)));
    let waiting = incident.unplaced_name.best(&lang).unwrap_or_default().to_owned();
    let told = |text: Option<String>, key: &str| match text.filter(|text| !text.is_empty()) {
        Some(text) => (text, true),
        None => (kit.say(key), false),
    };
    let without = if waiting.is_empty() { kit.say("mapping-no-place") } else { kit.say_with("mapping-waits", &[("name", waiting.into())]) };
    [
        told(when, "mapping-no-time"),
        told(Some(title), "mapping-no-title"),
        place.map_or((without, false), |place| (place, true)),
        (category_words(kit, &incident.category.key), true),
    ]
}

/// The name to save under, and the two ways to use the mapping.
fn ends_ui(cx: &Cx, ui: &mut Ui, draft: &MappingDraft) {
    let kit = cx.kit;
    widgets::row(kit, ui, |ui| {
        let mut name = draft.name.clone();
        let words = kit.say("mapping-name");
        let hint = kit.say("mapping-name-hint");
        let field = FieldLook::new(&words, 260.0).hint(&hint);
        if text_field(kit, ui, Id::unique("mapping-name"), &mut name, field).changed() {
            cx.push(Command::NameMapping(name));
        }
        let is_named = !draft.name.trim().is_empty();
        let save = |ui: &mut Ui| button(kit, ui, &kit.say("mapping-save"), if is_named { Emphasis::Primary } else { Emphasis::Normal });
        if ui.add_enabled_ui(is_named, save).inner.clicked() {
            cx.push(Command::SaveMapping);
        }
        if button(kit, ui, &kit.say("mapping-use"), Emphasis::Normal).clicked() {
            cx.push(Command::UseMapping);
        }
    });
    paragraph(kit, ui, &kit.say("mapping-save-help"), kit.small());
}
