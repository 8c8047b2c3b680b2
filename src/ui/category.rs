//! A category's colour, shape and words, the same in map, list, legend and filter.

use super::cx::Cx;
use super::kit::Kit;
use super::theme::color32;
use crate::picture::{MarkShape, Palette, category_look};

/// The palette of marks for the interface's theme.
pub fn palette(kit: &Kit) -> Palette {
    if kit.theme.is_dark() { Palette::dark() } else { Palette::light() }
}

fn place_of(cx: &Cx, category: &str) -> usize {
    cx.state.answers.categories.iter().position(|have| have == category).unwrap_or(usize::MAX)
}

pub fn category_color(cx: &Cx, category: &str) -> egui::Color32 {
    color32(category_look(&palette(cx.kit), place_of(cx, category)).0)
}

pub fn category_shape(cx: &Cx, category: &str) -> MarkShape {
    category_look(&palette(cx.kit), place_of(cx, category)).1
}

/// The interface's words for a category that it knows; else the source's own word, made readable.
pub fn category_words(kit: &Kit, category: &str) -> String {
    if category.is_empty() {
        return kit.say("category-none");
    }
    let key = format!("category-{}", category.replace(['_', ' '], "-"));
    if kit.messages().has(&key) { kit.say(&key) } else { category.replace('_', " ") }
}
