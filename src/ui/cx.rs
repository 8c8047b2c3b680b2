//! What a panel gets: the state to read, the kit to draw with, and a queue for its wishes.

use std::cell::RefCell;

use super::kit::Kit;
use crate::state::{Command, State};

pub struct Cx<'a> {
    pub state: &'a State,
    pub kit: &'a Kit,
    commands: &'a RefCell<Vec<Command>>,
}

impl<'a> Cx<'a> {
    pub fn new(state: &'a State, kit: &'a Kit, commands: &'a RefCell<Vec<Command>>) -> Self {
        Self { state, kit, commands }
    }
    /// Granted after all panels have drawn.
    pub fn push(&self, command: Command) {
        self.commands.borrow_mut().push(command);
    }
}
