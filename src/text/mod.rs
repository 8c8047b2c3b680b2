//! Text as it must be read: order, joining, wrapping, fonts; and the interface's words in its languages.

mod bidi;
mod caret;
mod clock;
mod dates;
mod digits;
pub mod edit;
mod elide;
mod engine;
mod fonts;
mod layout;
mod measures;
mod messages;
mod numbers;
mod outline;
mod request;
mod script;
mod sentences;
mod shape;
mod when_words;
mod wrap;

#[cfg(test)]
mod tests;

pub use caret::{Affinity, CaretPlace, Side};
pub use clock::{
    AxisTick, axis_ticks, format_day, format_instant, format_span, format_when, format_when_short, format_when_utc, zone_label,
};
pub use dates::{Civil, civil, format_date, format_dtg, format_time, format_zone, has_zone, zone_words};
pub use engine::TextEngine;
pub use fonts::{FontKey, font_bytes, font_name};
pub use layout::{Caret, Line, PlacedGlyph, TextLayout};
pub use messages::{MessageArg, Messages, UiLang};
pub use numbers::{Digits, Locale, MonthNames, isolate, isolate_ltr};
pub use outline::{GlyphImage, SUBPIXEL_STEPS, glyph_outline, rasterise_glyph};
pub use request::{Align, ColorSpan, Direction, TextRequest, Weight};
pub use sentences::tell_sentence;
pub use when_words::describe_when;
