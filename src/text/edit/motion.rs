//! Moving the caret and selecting. What depends on where characters are seen takes the layout of [`Editor::shown`].

use super::editor::Editor;
use super::words;
use crate::text::{CaretPlace, Side, TextLayout};

/// A movement of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One seen character to a side.
    Left,
    Right,
    /// One word to a side: forward in the text if the paragraph runs to that side, otherwise back.
    WordLeft,
    WordRight,
    /// The line above or below, as near as can be to where the caret came from.
    Up,
    Down,
    /// Start and end of the line, in the order of the text.
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
}

/// What a click selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Word,
    Paragraph,
}

impl Editor {
    /// Moves the caret; `extend` keeps the other end of the selection where it is. Without it an arrow key that meets a
    /// selection goes to the selection's end on that side.
    pub fn move_caret(&mut self, motion: Motion, extend: bool, layout: &TextLayout) {
        self.end_run();
        let to = match motion {
            Motion::Left | Motion::Right if !extend && !self.selection().is_empty() => self.selection_end(motion, layout),
            _ => self.target(motion, layout),
        };
        self.goal_x = match motion {
            Motion::Up | Motion::Down => self.goal_x.or(Some(layout.caret_at(self.caret).x)),
            _ => None,
        };
        self.place(to, extend);
    }

    fn place(&mut self, to: CaretPlace, extend: bool) {
        if extend {
            self.caret = to;
        } else {
            self.collapse(to);
        }
    }

    /// The end of the selection that is seen further to the side of an arrow.
    fn selection_end(&self, motion: Motion, layout: &TextLayout) -> CaretPlace {
        let (caret, anchor) = (layout.caret_at(self.caret), layout.caret_at(self.anchor));
        let caret_is_left = if caret.line == anchor.line { caret.x <= anchor.x } else { (caret.line < anchor.line) != layout.is_rtl };
        if caret_is_left == (motion == Motion::Left) { self.caret } else { self.anchor }
    }

    fn target(&self, motion: Motion, layout: &TextLayout) -> CaretPlace {
        let caret = layout.caret_at(self.caret);
        let Some(line) = layout.lines.get(caret.line) else { return self.caret };
        let byte = self.caret.byte;
        let forward = || CaretPlace::before(words::next_word(&self.text, byte));
        let back = || CaretPlace::after(words::previous_word(&self.text, byte));
        match motion {
            Motion::Left => layout.beside(self.caret, Side::Left).unwrap_or(self.caret),
            Motion::Right => layout.beside(self.caret, Side::Right).unwrap_or(self.caret),
            Motion::WordLeft => {
                if line.rtl {
                    forward()
                } else {
                    back()
                }
            }
            Motion::WordRight => {
                if line.rtl {
                    back()
                } else {
                    forward()
                }
            }
            Motion::LineStart => CaretPlace::after(line.range.start),
            Motion::LineEnd => CaretPlace::before(line.range.end),
            Motion::TextStart => CaretPlace::after(0),
            Motion::TextEnd => CaretPlace::before(self.text.len()),
            Motion::Up | Motion::Down => {
                let next = if motion == Motion::Down { Some(caret.line + 1) } else { caret.line.checked_sub(1) };
                let Some(next) = next.and_then(|next| layout.lines.get(next)) else { return self.caret };
                layout.place_at(self.goal_x.unwrap_or(caret.x), f32::midpoint(next.top, next.bottom))
            }
        }
    }

    /// Sets the caret where a pointer is, in the layout's pixels; `extend` selects up to it.
    pub fn point(&mut self, x: f32, y: f32, extend: bool, layout: &TextLayout) {
        self.end_run();
        self.goal_x = None;
        self.place(layout.place_at(x, y), extend);
    }

    /// Selects the word or the paragraph under a pointer.
    pub fn select_at(&mut self, x: f32, y: f32, unit: Unit, layout: &TextLayout) {
        self.end_run();
        self.goal_x = None;
        let byte = layout.character_at(x, y).start;
        let range = match unit {
            Unit::Word => words::word_around(&self.text, byte),
            Unit::Paragraph => words::paragraph_around(&self.text, byte),
        };
        self.anchor = CaretPlace::after(range.start);
        self.caret = CaretPlace::before(range.end);
    }

    /// Selects from one byte of the text to another, at which the caret then stands; a byte within a character counts as the
    /// start of that code point.
    pub fn select(&mut self, from: usize, to: usize) {
        self.end_run();
        self.goal_x = None;
        self.anchor = CaretPlace::after(self.text.floor_char_boundary(from));
        self.caret = CaretPlace::after(self.text.floor_char_boundary(to));
    }

    pub fn select_all(&mut self) {
        self.end_run();
        self.goal_x = None;
        self.anchor = CaretPlace::after(0);
        self.caret = CaretPlace::before(self.text.len());
    }
}
