//! The colours of marks in both themes. The eight were searched for by machine: the largest smallest difference in OKLab
//! for normal and for three kinds of colour-deficient sight, with contrast 3 and up against land and water, no red (which
//! is kept for harm and errors) and no teal (which is the accent).

use super::MarkShape;
use crate::picture::Rgba;

/// Light or dark. Dark is designed, not inverted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

impl Theme {
    /// What the basemap fills land with, and marks their pale parts.
    pub const fn land(self) -> Rgba {
        match self {
            Self::Light => Rgba::rgb(0xF5, 0xF4, 0xF1),
            Self::Dark => Rgba::rgb(0x20, 0x24, 0x28),
        }
    }
    pub const fn water(self) -> Rgba {
        match self {
            Self::Light => Rgba::rgb(0xD9, 0xE3, 0xE9),
            Self::Dark => Rgba::rgb(0x15, 0x1A, 0x1F),
        }
    }
    /// Text and outlines.
    pub const fn ink(self) -> Rgba {
        match self {
            Self::Light => Rgba::rgb(0x1F, 0x26, 0x2B),
            Self::Dark => Rgba::rgb(0xE9, 0xED, 0xEF),
        }
    }
    /// Text of the second rank and thin lines of the furniture.
    pub const fn muted_ink(self) -> Rgba {
        match self {
            Self::Light => Rgba::rgb(0x53, 0x5C, 0x62),
            Self::Dark => Rgba::rgb(0xA9, 0xB3, 0xB9),
        }
    }
    /// Selection and the window.
    pub const fn accent(self) -> Rgba {
        match self {
            Self::Light => Rgba::rgb(0x00, 0x6F, 0x73),
            Self::Dark => Rgba::rgb(0x4F, 0xD1, 0xC5),
        }
    }
    /// What a stack of incidents of several categories is filled with.
    pub const fn stack(self) -> Rgba {
        match self {
            Self::Light => Rgba::rgb(0x3C, 0x46, 0x4D),
            Self::Dark => Rgba::rgb(0xC7, 0xCF, 0xD4),
        }
    }
    const fn categories(self) -> [Rgba; 8] {
        match self {
            Self::Light => [
                Rgba::rgb(0x17, 0x41, 0x94),
                Rgba::rgb(0xC0, 0x66, 0x09),
                Rgba::rgb(0x1E, 0x8E, 0x67),
                Rgba::rgb(0xB6, 0x59, 0xB3),
                Rgba::rgb(0x2D, 0x66, 0x71),
                Rgba::rgb(0x6D, 0x34, 0x34),
                Rgba::rgb(0x6E, 0x58, 0x03),
                Rgba::rgb(0x87, 0x5C, 0xF0),
            ],
            Self::Dark => [
                Rgba::rgb(0x14, 0x7D, 0xFB),
                Rgba::rgb(0xFE, 0x87, 0x01),
                Rgba::rgb(0x5C, 0xC0, 0x9A),
                Rgba::rgb(0xA2, 0x4F, 0xA4),
                Rgba::rgb(0xAF, 0xEC, 0xFD),
                Rgba::rgb(0xBA, 0x51, 0x1D),
                Rgba::rgb(0xD8, 0xEF, 0x42),
                Rgba::rgb(0xB8, 0xA4, 0xFF),
            ],
        }
    }
}

/// Both signs of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryStyle {
    pub shape: MarkShape,
    pub color: Rgba,
}

/// The signs of the category at `rank` (0 for the first in the layer's order). The first 64 ranks all differ, the first
/// eight in colour and in shape; the same rank keeps its shape and its kind of colour in both themes.
pub fn category_style(rank: usize, theme: Theme) -> CategoryStyle {
    let [first, ..] = theme.categories();
    let color = theme.categories().get(rank % 8).copied().unwrap_or(first);
    let shape = MarkShape::ALL.get((rank + rank / 8) % MarkShape::ALL.len()).copied().unwrap_or(MarkShape::Circle);
    CategoryStyle { shape, color }
}

/// The signs of an incident whose source gives no category: a grey circle.
pub fn no_category_style(theme: Theme) -> CategoryStyle {
    let color = match theme {
        Theme::Light => Rgba::rgb(0x69, 0x71, 0x77),
        Theme::Dark => Rgba::rgb(0x96, 0xA0, 0xA6),
    };
    CategoryStyle { shape: MarkShape::Circle, color }
}

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(a: Rgba, b: Rgba) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(Rgba([r, g, b, _]): Rgba) -> f64 {
    let linear = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// How much of its colour the filling of a possible incident has, the rest being land.
pub const fn pale_share() -> f32 {
    0.16
}

/// `share` of `b` and the rest of `a`, in sRGB values.
pub(super) fn mix(a: Rgba, b: Rgba, share: f32) -> Rgba {
    let (Rgba(a), Rgba(b)) = (a, b);
    let blend = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Rgba([blend(a[0], b[0]), blend(a[1], b[1]), blend(a[2], b[2]), 255])
}

/// White or black, whichever is read better on `ground`.
pub(super) fn text_on(ground: Rgba) -> Rgba {
    // Of the two purest one always reaches 4.5; a softer black would not.
    let (white, black) = (Rgba::rgb(255, 255, 255), Rgba::rgb(0, 0, 0));
    if contrast(white, ground) >= contrast(black, ground) { white } else { black }
}
