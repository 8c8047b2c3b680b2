//! The bundled fonts for the few words that egui itself may show: Latin first, Arabic and Hebrew as fallback, no system fonts.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::text::{FontKey, font_bytes, font_name};

/// Proportional and monospace text use the same family, so that every machine draws the same.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut names = Vec::new();
    for font in [FontKey::SANS, FontKey::ARABIC, FontKey::HEBREW] {
        let name = font_name(font);
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(font_bytes(font))));
        names.push(name.to_owned());
    }
    fonts.families.insert(FontFamily::Proportional, names.clone());
    fonts.families.insert(FontFamily::Monospace, names);
    fonts
}
