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

/// The interface's words for a category.
pub fn category_words(kit: &Kit, category: &str) -> String {
    kit.messages().category(category)
}
