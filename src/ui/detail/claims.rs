//! Claims by source, side by side: a column for each source, a row for each field, disagreement marked.

use egui::{Rect, Ui, pos2, vec2};

use super::facts::heading;
use crate::domain::{Claim, ClaimValue, Incident, Range};
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{self, paragraph};

pub fn claims_ui(cx: &Cx, ui: &mut Ui, incident: &Incident) {
    let kit = cx.kit;
    if incident.claims.is_empty() {
        return;
    }
    heading(cx, ui, "claims");
    if incident.claims.iter().any(|claim| claim.disputed) {
        paragraph(kit, ui, &kit.say("disagree-help"), kit.body().color(kit.theme.caution));
    }
    let lang = kit.content_lang();
    let mut fields: Vec<&str> = Vec::new();
    for claim in &incident.claims {
        if !fields.contains(&claim.field.as_str()) {
            fields.push(&claim.field);
        }
    }
    // What sources disagree on comes first, then figures, then the rest in the file's order.
    fields.sort_by_key(|field| {
        let of_field = || incident.claims.iter().filter(|claim| claim.field == **field);
        let disputed = of_field().any(|claim| claim.disputed);
        let figure = field.starts_with("killed") || field.starts_with("injured");
        (!disputed, !figure)
    });
    for field in fields {
        let claims: Vec<&Claim> = incident.claims.iter().filter(|claim| claim.field == field).collect();
        field_ui(cx, ui, field, &claims, &lang);
    }
}

pub fn field_words(cx: &Cx, field: &str) -> String {
    let key = format!("claim-{}", field.replace(['.', '_'], "-"));
    if cx.kit.messages().has(&key) { cx.kit.say(&key) } else { field.replace(['.', '_'], " ") }
}

/// One field: its name, then the sources' values in columns of equal width, at most three abreast.
fn field_ui(cx: &Cx, ui: &mut Ui, field: &str, claims: &[&Claim], lang: &crate::domain::Lang) {
    let kit = cx.kit;
    let disputed = claims.iter().any(|claim| claim.disputed);
    ui.add_space(space::XS);
    let name = if disputed { format!("{} · {}", field_words(cx, field), kit.say("disagree")) } else { field_words(cx, field) };
    let ink = if disputed { kit.theme.caution } else { kit.theme.text_weak };
    paragraph(kit, ui, &name, kit.small().bold().color(ink));
    for abreast in claims.chunks(2) {
        columns_ui(cx, ui, abreast, lang, disputed);
    }
}

fn columns_ui(cx: &Cx, ui: &mut Ui, claims: &[&Claim], lang: &crate::domain::Lang, disputed: bool) {
    let kit = cx.kit;
    let gap = space::XS;
    let width = (ui.available_width() - gap * (claims.len() as f32 - 1.0)) / claims.len() as f32;
    let inner = width - 2.0 * space::S;
    let cells: Vec<_> = claims
        .iter()
        .map(|claim| {
            let source = claim.source.best(lang).map_or_else(|| kit.say("source-unnamed"), ToOwned::to_owned);
            let mut lines = vec![
                kit.layout(&source, kit.small().bold(), Some(inner)),
                kit.layout(&value_words(cx, &claim.value), kit.body(), Some(inner)),
            ];
            if let Some(citing) = claim.citing.best(lang) {
                let text = kit.say_with("citing", &[("who", citing.to_owned().into())]);
                lines.push(kit.layout(&text, kit.small(), Some(inner)));
            }
            if let Some(given) = &claim.as_given {
                lines.push(kit.layout(given, kit.small(), Some(inner)));
            }
            lines.push(kit.layout(&grade_words(cx, claim), kit.small(), Some(inner)));
            lines
        })
        .collect();
    let height = cells.iter().map(|lines| lines.iter().map(|line| line.height).sum::<f32>()).fold(0.0, f32::max) + 2.0 * space::XS;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let fill = if disputed { kit.theme.caution_pale } else { kit.theme.raised };
    for (at, (claim, lines)) in claims.iter().zip(&cells).enumerate() {
        // The first claim stands where reading begins.
        let offset = (width + gap) * at as f32;
        let left = if kit.rtl() { rect.right() - offset - width } else { rect.left() + offset };
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        ui.painter().rect_filled(cell, 3.0, fill);
        let mut y = cell.top() + space::XS;
        let inks = [kit.theme.text_weak, kit.theme.text];
        for (line_at, line) in lines.iter().enumerate() {
            let ink = inks.get(line_at).copied().unwrap_or(kit.theme.text_weak);
            kit.paint(ui.painter(), pos2(cell.left() + space::S, y), line, ink);
            y += line.height;
        }
        let response = ui.interact(cell, ui.scope_id().with((&claim.field, at, claim.source.best(lang))), egui::Sense::hover());
        let mut spoken = format!(
            "{}: {} – {}",
            field_words(cx, &claim.field),
            claim.source.best(lang).map_or_else(|| kit.say("source-unnamed"), ToOwned::to_owned),
            value_words(cx, &claim.value)
        );
        let citing = claim.citing.best(lang).map(|who| kit.say_with("citing", &[("who", who.to_owned().into())]));
        for more in citing.into_iter().chain(claim.as_given.clone()).chain([grade_words(cx, claim)]) {
            spoken.push_str(" · ");
            spoken.push_str(&more);
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
        response.on_hover_ui(|ui| widgets::tooltip(kit, ui, &provenance(cx, claim)));
    }
}

fn grade_words(cx: &Cx, claim: &Claim) -> String {
    if claim.grade == crate::domain::Grade::F6 {
        cx.kit.say("grade-f6")
    } else {
        cx.kit.say_with("grade", &[("grade", claim.grade.to_string().into())])
    }
}

/// Where the value comes from: language, publication, link.
fn provenance(cx: &Cx, claim: &Claim) -> String {
    let mut parts = vec![grade_words(cx, claim)];
    if let Some(lang) = &claim.lang {
        parts.push(cx.kit.say_with("claim-lang", &[("lang", lang.as_str().to_owned().into())]));
    }
    if let Some(at) = claim.published_at {
        let day = crate::text::format_day(at, &cx.state.view.zone, cx.kit.messages());
        parts.push(cx.kit.say_with("claim-published", &[("day", day.into())]));
    }
    parts.extend(claim.url.clone());
    parts.extend(claim.archive_url.clone());
    parts.join("\n")
}

/// A value in words. Null is "not said", never zero.
fn value_words(cx: &Cx, value: &ClaimValue) -> String {
    let lang = cx.kit.content_lang();
    match value {
        ClaimValue::Range(range) => range_words(cx, range),
        ClaimValue::Words(words) => words.best(&lang).map_or_else(|| cx.kit.say("named-as-source"), ToOwned::to_owned),
        ClaimValue::NotKnown(words) => words.best(&lang).map_or_else(|| cx.kit.say("not-known"), ToOwned::to_owned),
    }
}

pub fn range_words(cx: &Cx, range: &Range) -> String {
    let numeral = |value: f64| {
        if value.fract() == 0.0 && value.abs() < 1e15 && value >= 0.0 { cx.kit.number(value as u64) } else { value.to_string() }
    };
    match (range.min, range.best, range.max) {
        (Some(min), _, Some(max)) if (min - max).abs() < f64::EPSILON => numeral(min),
        (Some(min), Some(best), Some(max)) => {
            cx.kit.say_with("range-best", &[("min", numeral(min).into()), ("max", numeral(max).into()), ("best", numeral(best).into())])
        }
        (Some(min), None, Some(max)) => format!("{}–{}", numeral(min), numeral(max)),
        (Some(min), _, None) => cx.kit.say_with("range-at-least", &[("min", numeral(min).into())]),
        (None, _, Some(max)) => cx.kit.say_with("range-at-most", &[("max", numeral(max).into())]),
        (None, Some(best), None) => numeral(best),
        (None, None, None) => cx.kit.say("not-said"),
    }
}
