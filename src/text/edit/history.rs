//! What can be taken back in one field.

use crate::text::CaretPlace;

/// A state of the field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moment {
    pub text: String,
    pub caret: CaretPlace,
    pub anchor: CaretPlace,
}

/// Kinds of changes of which several in a row make one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    Typing,
    Backspace,
    Delete,
}

/// The last 200 steps.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    past: Vec<Moment>,
    future: Vec<Moment>,
    run: Option<Run>,
}

const MAX_STEPS: usize = 200;

impl History {
    /// Called before each change with the state that it will change. `run` is the change's kind if it can join others of its
    /// kind, `fresh` whether it begins a new step all the same.
    pub fn record(&mut self, now: Moment, run: Option<Run>, fresh: bool) {
        self.future.clear();
        if fresh || run.is_none() || self.run != run {
            if self.past.len() >= MAX_STEPS {
                self.past.remove(0);
            }
            self.past.push(now);
        }
        self.run = run;
    }

    /// The next change begins a new step.
    pub fn end_run(&mut self) {
        self.run = None;
    }

    pub fn undo(&mut self, now: Moment) -> Option<Moment> {
        let then = self.past.pop()?;
        self.future.push(now);
        self.run = None;
        Some(then)
    }

    pub fn redo(&mut self, now: Moment) -> Option<Moment> {
        let then = self.future.pop()?;
        self.past.push(now);
        self.run = None;
        Some(then)
    }
}
