//! The filter as one sentence in the interface's language.

use super::category::category_words;
use super::cx::Cx;
use crate::domain::{FacetField, FilterSet};

/// One sentence that says every condition.
pub fn sentence(cx: &Cx, filter: &FilterSet) -> String {
    let kit = cx.kit;
    if filter.is_empty() {
        return kit.say("filter-none");
    }
    let mut clauses: Vec<String> = Vec::new();
    let mut say_set = |key: &str, values: Vec<String>| {
        if !values.is_empty() {
            clauses.push(kit.say_with(key, &[("values", values.join(&kit.say("filter-or")).into())]));
        }
    };
    say_set("filter-category", filter.categories.iter().map(|value| category_words(kit, value)).collect());
    say_set("filter-actor", filter.actors.iter().map(|value| name_of(cx, FacetField::Actor, value)).collect());
    say_set("filter-source", filter.sources.iter().map(|value| name_of(cx, FacetField::Source, value)).collect());
    say_set("filter-grade", filter.grades.iter().map(|value| if value == "F6" { kit.say("grade-f6") } else { value.clone() }).collect());
    let precision = |prefix: &str, value: &str| kit.say(&format!("{prefix}-{}", value.replace('_', "-")));
    say_set("filter-time-precision", filter.time_precisions.iter().map(|value| precision("time-precision", value)).collect());
    say_set("filter-place-precision", filter.place_precisions.iter().map(|value| precision("place-precision", value)).collect());
    say_set("filter-verification", filter.verification.iter().map(|value| precision("verification", value)).collect());
    if filter.area.is_some() {
        clauses.push(kit.say("filter-area"));
    }
    if !filter.text.trim().is_empty() {
        clauses.push(kit.say_with("filter-text", &[("text", filter.text.trim().to_owned().into())]));
    }
    if let Some(extra) = &filter.extra {
        clauses.push(extra.to_string());
    }
    kit.say_with("filter-sentence", &[("clauses", clauses.join(&kit.say("filter-and")).into())])
}

/// The name of a source or an actor in the language of contents, from the first layer that knows one.
pub fn name_of(cx: &Cx, field: FacetField, value: &str) -> String {
    let lang = cx.kit.content_lang();
    let mut names = cx.state.layers.iter().map(|layer| layer.store.facet_name(field, value, &lang));
    names.find(|name| *name != value).unwrap_or(value).to_owned()
}
