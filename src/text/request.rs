//! What one asks of the text engine, and how two askings are told to be the same.

use std::hash::{BuildHasher, Hash, Hasher};
use std::ops::Range;

use foldhash::fast::FixedState;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    #[default]
    Regular,
    SemiBold,
}

/// The direction of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Each paragraph by its first strong character (Unicode rules P2 and P3); one that has none, such as `12:30`, goes
    /// from right to left if `rtl_if_neutral`.
    Auto {
        rtl_if_neutral: bool,
    },
    Ltr,
    Rtl,
}

impl Direction {
    pub const AUTO: Self = Self::Auto { rtl_if_neutral: false };
}

/// Where the lines stand in the box. Start is left for a left-to-right paragraph and right for the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    #[default]
    Start,
    Center,
    End,
}

/// A part of the text that the painter gives another colour. Shaping does not see it: letters stay joined.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ColorSpan {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The painter's own number for the colour; text outside every span has 0.
    pub index: u8,
}

/// A text and how it is to be set. Build with [`TextRequest::new`] and the methods that follow it.
#[derive(Clone, Copy, Debug)]
pub struct TextRequest<'a> {
    pub text: &'a str,
    /// Logical pixels to the em.
    pub size_px: f32,
    pub weight: Weight,
    /// Digits of one width. European digits always have one; this also holds Arabic-Indic and Persian ones to it.
    pub tabular_figures: bool,
    /// Lines are broken to fit; `None` breaks at line ends only.
    pub max_width: Option<f32>,
    /// Text beyond so many lines is left out and an ellipsis shown at the end of the last one.
    pub max_lines: Option<usize>,
    pub direction: Direction,
    pub align: Align,
    /// Distance of the lines in units of the size.
    pub line_height: f32,
    /// Size of Arabic letters relative to the others.
    pub arabic_scale: f32,
    pub spans: &'a [ColorSpan],
}

impl<'a> TextRequest<'a> {
    pub const LINE_HEIGHT: f32 = 1.45;

    /// Regular weight, direction by the text, no limit of width or lines.
    pub fn new(text: &'a str, size_px: f32) -> Self {
        Self {
            text,
            size_px,
            weight: Weight::Regular,
            tabular_figures: false,
            max_width: None,
            max_lines: None,
            direction: Direction::AUTO,
            align: Align::Start,
            line_height: Self::LINE_HEIGHT,
            arabic_scale: 1.0,
            spans: &[],
        }
    }
    pub fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }
    pub fn semibold(self) -> Self {
        self.weight(Weight::SemiBold)
    }
    pub fn tabular(self) -> Self {
        Self { tabular_figures: true, ..self }
    }
    pub fn max_width(self, max_width_px: f32) -> Self {
        Self { max_width: Some(max_width_px), ..self }
    }
    pub fn max_lines(self, max_lines: usize) -> Self {
        Self { max_lines: Some(max_lines), ..self }
    }
    pub fn direction(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }
    pub fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
    pub fn line_height(self, factor: f32) -> Self {
        Self { line_height: factor, ..self }
    }
    pub fn arabic_scale(self, factor: f32) -> Self {
        Self { arabic_scale: factor, ..self }
    }
    pub fn spans(self, spans: &'a [ColorSpan]) -> Self {
        Self { spans, ..self }
    }

    /// The same request with every number finite and in a range that can be laid out.
    pub(super) fn sane(self) -> Self {
        let within = |value: f32, low: f32, high: f32, other: f32| if value.is_finite() { value.clamp(low, high) } else { other };
        Self {
            size_px: within(self.size_px, 1.0, 1000.0, 13.0),
            line_height: within(self.line_height, 0.5, 10.0, Self::LINE_HEIGHT),
            arabic_scale: within(self.arabic_scale, 0.5, 2.0, 1.0),
            max_width: self.max_width.filter(|width| width.is_finite()).map(|width| width.max(0.0)),
            max_lines: self.max_lines.map(|lines| lines.max(1)),
            ..self
        }
    }

    pub(super) fn key(&self) -> (u64, Style) {
        let style = Style {
            size: self.size_px.to_bits(),
            weight: self.weight,
            tabular: self.tabular_figures,
            max_width: self.max_width.map(f32::to_bits),
            max_lines: self.max_lines,
            direction: self.direction,
            align: self.align,
            line_height: self.line_height.to_bits(),
            arabic_scale: self.arabic_scale.to_bits(),
        };
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(self.text.as_bytes());
        style.hash(&mut hasher);
        if !self.spans.is_empty() {
            self.spans.hash(&mut hasher);
        }
        (hasher.finish(), style)
    }
}

/// All of a request but its text and spans, in a form that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Style {
    size: u32,
    weight: Weight,
    tabular: bool,
    max_width: Option<u32>,
    max_lines: Option<usize>,
    direction: Direction,
    align: Align,
    line_height: u32,
    arabic_scale: u32,
}
