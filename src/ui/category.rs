//! A category's colour, shape and words, the same in map, list, legend and filter.

use super::cx::Cx;
use super::kit::Kit;
use super::theme::color32;
use crate::picture::marks::{MarkShape, Theme};
use crate::picture::style_of;

/// The picture layer's theme for the interface's.
pub fn mark_theme(kit: &Kit) -> Theme {
    if kit.theme.is_dark() { Theme::Dark } else { Theme::Light }
}

pub fn category_color(cx: &Cx, category: &str) -> egui::Color32 {
    color32(style_of(&cx.state.answers.categories, category, mark_theme(cx.kit)).color)
}

pub fn category_shape(cx: &Cx, category: &str) -> MarkShape {
    style_of(&cx.state.answers.categories, category, mark_theme(cx.kit)).shape
}

/// The interface's words for a category that it knows; else the source's own word, made readable.
pub fn category_words(kit: &Kit, category: &str) -> String {
    if category.is_empty() {
        return kit.say("category-none");
    }
    let key = format!("category-{}", category.to_lowercase().replace(['_', ' '], "-"));
    if kit.messages().has(&key) { kit.say(&key) } else { category.replace('_', " ") }
}
