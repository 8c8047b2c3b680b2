//! The bundled fonts for the few words that egui itself may show: Latin first, Arabic as fallback, no system fonts.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// Proportional and monospace text use the same family, so that every machine draws the same.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut names = Vec::new();
    for (name, bytes) in crate::text::FontKey::ALL.into_iter().map(|key| (crate::text::font_name(key), crate::text::font_bytes(key))) {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        names.push(name.to_owned());
    }
    fonts.families.insert(FontFamily::Proportional, names.clone());
    fonts.families.insert(FontFamily::Monospace, names);
    fonts
}
