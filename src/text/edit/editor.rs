//! The text of a field and everything that changes it.

use std::borrow::Cow;
use std::ops::Range;

use super::clean::clean;
use super::history::{History, Moment, Run};
use super::words;
use crate::text::{Affinity, CaretPlace};

/// Whether Enter makes a new line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rows {
    #[default]
    One,
    Many,
}

/// A composition of an input method: shown in the text at the caret, and no part of it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preedit {
    pub text: String,
    /// The bytes of it that the input method is about to change.
    pub active: Option<Range<usize>>,
}

/// What a deletion takes when nothing is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// The mark, joiner or character before the caret.
    Backspace,
    /// The character after the caret.
    Delete,
    /// Up to the start of the word before the caret.
    WordBack,
    /// Up to the end of the word after the caret.
    WordForward,
}

/// A text that is being edited.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    pub(super) text: String,
    pub(super) caret: CaretPlace,
    /// Where the selection began; the caret is its other end.
    pub(super) anchor: CaretPlace,
    /// Where going up and down began, in pixels.
    pub(super) goal_x: Option<f32>,
    rows: Rows,
    preedit: Option<Preedit>,
    history: History,
}

/// No text of a field grows beyond so many bytes: each change lays out the whole of it.
const MAX_BYTES: usize = 200_000;

impl Editor {
    /// An editor with its caret at the text's end. A field of one line turns line breaks that are put in into spaces.
    pub fn new(text: &str, one_line: bool) -> Self {
        let mut editor = Self { rows: if one_line { Rows::One } else { Rows::Many }, ..Self::default() };
        editor.reset(text);
        editor
    }

    /// Takes a text that was changed elsewhere: what was typed before it can no longer be taken back.
    pub fn reset(&mut self, text: &str) {
        self.text = text.to_owned();
        self.caret = CaretPlace::before(text.len());
        self.anchor = self.caret;
        self.goal_x = None;
        self.preedit = None;
        self.history = History::default();
    }

    pub fn text(&self) -> &str {
        &self.text
    }
    pub fn caret(&self) -> CaretPlace {
        self.caret
    }
    /// Where the selection began.
    pub fn anchor(&self) -> CaretPlace {
        self.anchor
    }
    pub fn is_one_line(&self) -> bool {
        self.rows == Rows::One
    }

    /// The selected bytes of the text; empty at the caret if nothing is selected.
    pub fn selection(&self) -> Range<usize> {
        self.caret.byte.min(self.anchor.byte)..self.caret.byte.max(self.anchor.byte)
    }

    /// The selected text, in logical order.
    pub fn selected(&self) -> &str {
        self.text.get(self.selection()).unwrap_or_default()
    }

    pub(super) fn collapse(&mut self, caret: CaretPlace) {
        self.caret = caret;
        self.anchor = caret;
    }

    /// Ends the step of undo that is being gathered.
    pub(super) fn end_run(&mut self) {
        self.history.end_run();
    }

    fn moment(&self) -> Moment {
        Moment { text: self.text.clone(), caret: self.caret, anchor: self.anchor }
    }

    fn restore(&mut self, moment: Moment) {
        Moment { text: self.text, caret: self.caret, anchor: self.anchor } = moment;
        self.goal_x = None;
    }

    /// Puts what is typed in place of the selection.
    pub fn insert(&mut self, typed: &str) -> bool {
        let typed = clean(typed, self.rows);
        let starts_word = typed.chars().next().is_some_and(|c| !c.is_whitespace());
        let after_space = self.text.get(..self.selection().start).is_some_and(|before| before.ends_with(char::is_whitespace));
        let fresh = !self.selection().is_empty() || (starts_word && after_space);
        self.replace_selection(&typed, Some(Run::Typing), fresh)
    }

    /// Puts a text in place of the selection, as a step of its own.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let pasted = clean(pasted, self.rows);
        self.replace_selection(&pasted, None, true)
    }

    /// Puts a text in place of everything, as a step of its own.
    pub fn replace_all(&mut self, text: &str) -> bool {
        self.select_all();
        let text = clean(text, self.rows);
        if text.is_empty() { self.erase_selection(None, true) } else { self.replace_selection(&text, None, true) }
    }

    /// Takes the selected text out.
    pub fn cut(&mut self) -> Option<String> {
        let cut = self.selected().to_owned();
        self.erase_selection(None, true).then_some(cut)
    }

    fn replace_selection(&mut self, new: &str, run: Option<Run>, fresh: bool) -> bool {
        let range = self.selection();
        let room = MAX_BYTES.saturating_sub(self.text.len() - range.len());
        let new = new.get(..new.floor_char_boundary(room)).unwrap_or_default();
        if new.is_empty() {
            return false;
        }
        self.history.record(self.moment(), run, fresh);
        self.text.replace_range(range.clone(), new);
        self.collapse(CaretPlace::before(range.start + new.len()));
        self.goal_x = None;
        true
    }

    fn erase_selection(&mut self, run: Option<Run>, fresh: bool) -> bool {
        let range = self.selection();
        if range.is_empty() {
            return false;
        }
        self.history.record(self.moment(), run, fresh);
        self.text.replace_range(range.clone(), "");
        self.collapse(CaretPlace::before(range.start));
        self.goal_x = None;
        true
    }

    /// Deletes the selection or, if nothing is selected, what `what` names. Returns whether anything was deleted.
    pub fn erase(&mut self, what: Erase) -> bool {
        if !self.selection().is_empty() {
            return self.erase_selection(None, true);
        }
        let at = self.caret;
        let (range, run) = match what {
            Erase::Backspace => (words::backspace_start(&self.text, at.byte)..at.byte, Some(Run::Backspace)),
            Erase::Delete => (at.byte..words::character_end(&self.text, at.byte), Some(Run::Delete)),
            Erase::WordBack => (words::previous_word(&self.text, at.byte)..at.byte, None),
            Erase::WordForward => (at.byte..words::next_word(&self.text, at.byte), None),
        };
        if range.is_empty() {
            return false;
        }
        self.history.record(self.moment(), run, false);
        self.text.replace_range(range.clone(), "");
        let forward = matches!(what, Erase::Delete | Erase::WordForward);
        let affinity = if forward { at.affinity } else { Affinity::Before };
        self.collapse(CaretPlace { byte: range.start, affinity });
        self.goal_x = None;
        true
    }

    /// Deletes so many characters (code points) around the selection, as an input method asks for it.
    pub fn erase_around(&mut self, before_chars: usize, after_chars: usize) -> bool {
        let range = self.selection();
        let head = self.text.get(..range.start).unwrap_or_default();
        let start = before_chars.checked_sub(1).map_or(range.start, |n| head.char_indices().nth_back(n).map_or(0, |(at, _)| at));
        let tail = self.text.get(range.end..).unwrap_or_default();
        let end = range.end + tail.char_indices().nth(after_chars).map_or(tail.len(), |(at, _)| at);
        if start == range.start && end == range.end {
            return false;
        }
        self.history.record(self.moment(), None, true);
        self.text.replace_range(range.end..end, "");
        self.text.replace_range(start..range.start, "");
        let shift = range.start - start;
        self.caret.byte -= shift;
        self.anchor.byte -= shift;
        true
    }

    pub fn undo(&mut self) -> bool {
        let then = self.history.undo(self.moment());
        then.map(|moment| self.restore(moment)).is_some()
    }

    pub fn redo(&mut self) -> bool {
        let then = self.history.redo(self.moment());
        then.map(|moment| self.restore(moment)).is_some()
    }

    /// Shows a composition in place of the selection; an empty one ends it. Returns whether the text itself changed, which it
    /// does when something was selected.
    pub fn compose(&mut self, preedit: &str, active_chars: Option<Range<usize>>) -> bool {
        if preedit.is_empty() {
            self.preedit = None;
            return false;
        }
        let at = |chars: usize| preedit.char_indices().nth(chars).map_or(preedit.len(), |(at, _)| at);
        let active = active_chars.map(|range| at(range.start)..at(range.end.max(range.start)));
        self.preedit = Some(Preedit { text: preedit.to_owned(), active });
        self.erase_selection(None, true)
    }

    /// Ends a composition with its result. Returns whether the text changed.
    pub fn commit(&mut self, result: &str) -> bool {
        // Some systems commit nothing when nothing was composed; this must not delete what is selected.
        self.preedit = None;
        self.paste(result)
    }

    pub fn preedit(&self) -> Option<&Preedit> {
        self.preedit.as_ref()
    }

    /// Drops a composition without its result.
    pub fn end_composition(&mut self) {
        self.preedit = None;
    }

    /// What is seen: the text, and in it the composition.
    pub fn shown(&self) -> Cow<'_, str> {
        let Some(preedit) = &self.preedit else { return Cow::Borrowed(&self.text) };
        let mut shown = self.text.clone();
        shown.insert_str(self.caret.byte, &preedit.text);
        Cow::Owned(shown)
    }

    /// The caret in what is seen.
    pub fn shown_caret(&self) -> CaretPlace {
        let Some(preedit) = &self.preedit else { return self.caret };
        let within = preedit.active.as_ref().map_or(preedit.text.len(), |active| active.end);
        if within == 0 { CaretPlace::after(self.caret.byte) } else { CaretPlace::before(self.caret.byte + within) }
    }

    /// The bytes of the composition in what is seen.
    pub fn shown_preedit(&self) -> Range<usize> {
        let len = self.preedit.as_ref().map_or(0, |preedit| preedit.text.len());
        self.caret.byte..self.caret.byte + len
    }
}
