//! Editing a text: caret, selection, history and composition, without any window.
//!
//! **The text is logical.** It is kept, copied, searched and read aloud in the order in which it is spoken; only a
//! [`TextLayout`](super::TextLayout) knows where its characters are seen.
//!
//! **Where the caret stands.** A caret is a [`CaretPlace`](super::CaretPlace): a byte, and whether it keeps to the character
//! before (at its trailing edge: the right of a Latin letter, the left of an Arabic one) or to the character after (at its
//! leading edge). Where both characters run the same way the two edges are one point. Where they do not, they are two:
//!
//! * after typing, pasting or a composition the caret keeps to the last character put in, so that the next of its kind
//!   appears there: in `abc مر|` at the left of `ر`, though the field runs from left to right;
//! * after an arrow key it stands at the far edge of the character that it was moved over. In `abمر`, in a field that runs from
//!   left to right, going right over `b` leads to the end of `ab` and going left over `ر` to the end of the text: one point of
//!   the line and two bytes, and what is typed follows the letter that was crossed;
//! * after a click it stands at the edge, of the character under the pointer, that is nearer;
//! * after Backspace it keeps to the character before, after Delete to the side to which it kept;
//! * Home keeps to the first character of the line and End to the last, in the order of the text. In a line that runs from
//!   right to left Home is at the right.
//!
//! **Arrow keys go where they point.** Each press crosses one seen character of the line, so that from one end to the other
//! every gap between characters is visited once, and at the end of the text's last line a further press changes nothing.
//! Characters that only steer direction take no room and are crossed with their neighbour. With Ctrl an arrow goes by words
//! in the order of the text, forward where the paragraph runs.
//!
//! **Backspace** takes back the last thing typed: a vowel mark or a joiner alone, otherwise the whole user-perceived character
//! with its marks. **Delete** always takes the whole character.
//!
//! **One step of undo** is a run of typed characters up to the start of the next word, a run of deletions in one direction, or
//! one paste, cut or composition. Moving the caret ends a run; no clock is asked.

mod clean;
mod editor;
mod history;
mod motion;
mod spoken;
mod words;

#[cfg(test)]
mod tests;

pub use editor::{Editor, Erase, Preedit};
pub use motion::{Motion, Unit};
pub use spoken::{SpokenRun, spoken_byte, spoken_place, spoken_runs};
