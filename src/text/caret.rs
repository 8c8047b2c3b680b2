//! Places of carets in a laid-out text. Between two characters of opposite directions one byte offset stands at two points of
//! the line; a [`CaretPlace`] names the one that is meant. How carets move and why is told in `edit`.

use super::layout::{Caret, Grapheme, Line, TextLayout};

/// The character by which a caret stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// At the trailing edge of the character before.
    Before,
    /// At the leading edge of the character after.
    #[default]
    After,
}

/// A caret: a byte of the text, and the edge at which it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CaretPlace {
    pub byte: usize,
    pub affinity: Affinity,
}

impl CaretPlace {
    /// At the trailing edge of the character that ends at this byte.
    pub fn before(byte: usize) -> Self {
        Self { byte, affinity: Affinity::Before }
    }
    /// At the leading edge of the character that begins at this byte.
    pub fn after(byte: usize) -> Self {
        Self { byte, affinity: Affinity::After }
    }
}

/// A side of the line as it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl Grapheme {
    /// Characters that only steer direction or joining take no room, and no caret stops at them.
    fn is_seen(&self) -> bool {
        self.right - self.left > 0.01
    }
    fn middle(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }
    fn edge(&self, side: Side) -> CaretPlace {
        if self.rtl == (side == Side::Right) { CaretPlace::after(self.start as usize) } else { CaretPlace::before(self.end as usize) }
    }
}

impl TextLayout {
    /// Where a caret stands. Without a character on the side that its affinity names, it stands by the one on the other side.
    pub fn caret_at(&self, place: CaretPlace) -> Caret {
        let before = || {
            let index = self.graphemes.partition_point(|grapheme| (grapheme.end as usize) < place.byte);
            let grapheme = self.graphemes.get(index).filter(|grapheme| grapheme.end as usize == place.byte)?;
            let line = self.lines.iter().position(|line| line.graphemes.contains(&index))?;
            let Line { top, bottom, .. } = *self.lines.get(line)?;
            Some(Caret { x: grapheme.trailing(), top, bottom, line })
        };
        match place.affinity {
            Affinity::Before => before().unwrap_or_else(|| self.caret(place.byte)),
            Affinity::After => self.caret(place.byte),
        }
    }

    /// The caret that a pointer at a point sets; points outside belong to the nearest line and character.
    pub fn place_at(&self, x: f32, y: f32) -> CaretPlace {
        let Some(line) = self.lines.iter().find(|line| y < line.bottom).or(self.lines.last()) else { return CaretPlace::default() };
        let distance = |grapheme: &Grapheme| (grapheme.left - x).max(x - grapheme.right).max(0.0);
        let seen = self.graphemes_of(line).iter().filter(|grapheme| grapheme.right > grapheme.left);
        let Some(nearest) = seen.min_by(|a, b| distance(a).total_cmp(&distance(b))) else { return CaretPlace::after(line.range.start) };
        nearest.edge(if x > nearest.middle() { Side::Right } else { Side::Left })
    }

    /// The bytes of the character under a point, or of the nearest one on its line; empty on an empty line.
    pub fn character_at(&self, x: f32, y: f32) -> std::ops::Range<usize> {
        let place = self.place_at(x, y);
        let found = self.graphemes.iter().find(|grapheme| match place.affinity {
            Affinity::Before => grapheme.end as usize == place.byte,
            Affinity::After => grapheme.start as usize == place.byte,
        });
        found.map_or(place.byte..place.byte, |grapheme| grapheme.start as usize..grapheme.end as usize)
    }

    /// The caret one seen character further to a side, at the far edge of that character. At a line's end it goes on at the
    /// other end of the next line, which for the right side is the line below in a text that runs from left to right and the
    /// line above in one that runs from right to left. `None` at the last end.
    pub fn beside(&self, place: CaretPlace, side: Side) -> Option<CaretPlace> {
        let caret = self.caret_at(place);
        let line = self.lines.get(caret.line)?;
        let seen = self.graphemes_of(line).iter().filter(|grapheme| grapheme.is_seen());
        let crossed = match side {
            Side::Left => seen.filter(|grapheme| grapheme.middle() < caret.x).max_by(|a, b| a.left.total_cmp(&b.left)),
            Side::Right => seen.filter(|grapheme| grapheme.middle() > caret.x).min_by(|a, b| a.left.total_cmp(&b.left)),
        };
        if let Some(crossed) = crossed {
            return Some(crossed.edge(side));
        }
        let down = (side == Side::Right) != self.is_rtl;
        let next = if down { caret.line + 1 } else { caret.line.checked_sub(1)? };
        Some(self.end_of(self.lines.get(next)?, if side == Side::Left { Side::Right } else { Side::Left }))
    }

    /// The caret at the outer edge of the line's first or last seen character.
    fn end_of(&self, line: &Line, side: Side) -> CaretPlace {
        let seen = self.graphemes_of(line).iter().filter(|grapheme| grapheme.is_seen());
        let outermost = match side {
            Side::Left => seen.min_by(|a, b| a.left.total_cmp(&b.left)),
            Side::Right => seen.max_by(|a, b| a.left.total_cmp(&b.left)),
        };
        outermost.map_or(CaretPlace::after(line.range.start), |grapheme| grapheme.edge(side))
    }
}
