//! Places of the gazetteer: the readings of a text, each with what it is and why it is offered; none is chosen by itself.

use egui::Ui;

use super::cx::Cx;
use super::icons::Icon;
use super::theme::space;
use super::widgets::{self, Emphasis, at_end, button, caption, chip, icon_button, label, paragraph};
use crate::domain::LonLat;
use crate::domain::geodesy::circle;
use crate::gazetteer::{Answer, Entry, Match, Why};
use crate::state::{Command, RowRef};
use crate::text::isolate;

/// Readings that are shown at once.
pub const SHOWN: usize = 6;
/// Corners of the ring that stands for the circle around a place.
const RING_CORNERS: usize = 64;

/// Lists the readings of a text. With a row, each can be taken as the place of that incident. Returns true when one was used.
pub fn readings_ui(cx: &Cx, ui: &mut Ui, answer: &Answer, row: Option<RowRef>) -> bool {
    let kit = cx.kit;
    if answer.is_ambiguous {
        paragraph(kit, ui, &kit.say("places-ambiguous"), kit.small().color(kit.theme.caution));
    }
    let mut used = false;
    // Beside a sure reading, what only sounds alike is noise.
    let best = answer.matches.iter().map(|reading| reading.why.class()).min().unwrap_or_default();
    let near = answer.matches.iter().filter(|reading| reading.why.class() <= best + 1);
    for (at, reading) in near.take(SHOWN).enumerate() {
        if at > 0 {
            widgets::rule(kit, ui);
        }
        ui.push_id(("reading", at), |ui| used |= reading_ui(cx, ui, reading, row));
    }
    used
}

fn reading_ui(cx: &Cx, ui: &mut Ui, reading: &Match, row: Option<RowRef>) -> bool {
    let kit = cx.kit;
    let entry = &reading.entry;
    let name = entry.name_in(&kit.content_lang()).to_owned();
    let mut used = false;
    widgets::row(kit, ui, |ui| {
        at_end(kit, ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            if let Some(radius_m) = entry.radius_m {
                let around = kit.say_with("places-filter-around", &[("name", name.clone().into())]);
                if icon_button(kit, ui, Icon::Polygon, &around, Emphasis::Quiet).clicked() {
                    filter_around(cx, entry, radius_m);
                    used = true;
                }
            }
            let fly = kit.say_with("places-fly", &[("name", name.clone().into())]);
            if icon_button(kit, ui, Icon::Target, &fly, Emphasis::Quiet).clicked() {
                fly_to(cx, entry);
                used = true;
            }
            let start = widgets::start_layout(kit);
            ui.with_layout(start, |ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                label(kit, ui, &name, kit.body().bold());
                if entry.is_unverified() {
                    chip(kit, ui, &kit.say("places-unverified"), kit.theme.caution_pale, kit.theme.caution);
                }
            });
        });
    });
    paragraph(kit, ui, &what_it_is(cx, entry), kit.small());
    paragraph(kit, ui, &why_words(cx, reading), kit.small());
    if let Some(row) = row {
        let place = kit.say_with("places-place-here", &[("name", name.into())]);
        if button(kit, ui, &place, Emphasis::Normal).clicked() {
            cx.push(Command::Place(row, Some(Box::new(entry.place()))));
            used = true;
        }
    }
    used
}

/// Other name, kind, governorate, country, radius.
fn what_it_is(cx: &Cx, entry: &Entry) -> String {
    let kit = cx.kit;
    let lang = kit.content_lang();
    let name = entry.name_in(&lang);
    let mut parts: Vec<String> = Vec::new();
    parts.extend([&entry.name.ar, &entry.name.en].into_iter().filter(|other| !other.is_empty() && **other != name).cloned());
    parts.push(kit.say(entry.kind.message()));
    parts.extend(entry.admin.iter().map(|admin| admin.in_lang(&lang).to_owned()).filter(|admin| admin != name));
    parts.push(entry.country_name.in_lang(&lang).to_owned());
    if let Some(radius_m) = entry.radius_m {
        parts.push(format!("± {}", kit.messages().radius(radius_m)));
    }
    // Each part keeps to itself, so that the line runs as the interface does.
    parts.iter().filter(|part| !part.is_empty()).map(|part| isolate(part)).collect::<Vec<_>>().join(" · ")
}

fn why_words(cx: &Cx, reading: &Match) -> String {
    let kit = cx.kit;
    let why = match reading.why {
        Why::TypingErrors(errors) => kit.say_count(reading.why.message(), u64::from(errors)),
        why => kit.say(why.message()),
    };
    kit.say_with("places-why", &[("why", why.into()), ("name", reading.name.clone().into())])
}

fn fly_to(cx: &Cx, entry: &Entry) {
    // A place fills about a third of the map's width; a country without radius is seen whole.
    let width_m = entry.radius_m.map_or(1_200_000.0, |radius_m| radius_m.max(250.0) * 6.0);
    let metres_per_px = width_m / f64::from(cx.state.interface.map_px[0].max(200.0));
    let equator_m = 40_075_016.7 * entry.lat.to_radians().cos();
    let zoom = (equator_m / 256.0 / metres_per_px).log2().clamp(3.0, 15.0);
    cx.push(Command::FlyTo { center: LonLat { lon: entry.lon, lat: entry.lat }, zoom });
}

fn filter_around(cx: &Cx, entry: &Entry, radius_m: f64) {
    let ring = circle(LonLat { lon: entry.lon, lat: entry.lat }, radius_m, RING_CORNERS);
    let mut filter = cx.state.view.filter.clone();
    filter.area = Some(ring.into_iter().map(|at| [at.lon, at.lat]).collect());
    // The typed name was meant for the place, not for the texts.
    filter.text.clear();
    cx.push(Command::SetFilter(Box::new(filter)));
    fly_to(cx, entry);
}

/// What stands below the search field while a name is typed.
pub fn suggestions_ui(cx: &Cx, ui: &mut Ui, answer: &Answer) -> bool {
    caption(cx.kit, ui, &cx.kit.say("places"));
    let used = readings_ui(cx, ui, answer, None);
    ui.add_space(space::XS);
    label(cx.kit, ui, &cx.kit.say("places-credit"), cx.kit.small());
    used
}
