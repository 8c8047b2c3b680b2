//! Written times that were read lately: an export tells of many incidents of one day.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::import::time::{Unread, WrittenTime};

/// Times that are remembered; one that falls on the slot of another takes its place.
const SLOTS: usize = 4_096;
/// Longer ones are not remembered.
const MAX_BYTES: usize = 48;

/// For a text that could be read, what it says. Holds for one plan, which gives zone and order.
#[derive(Default)]
pub struct TimeMemory {
    slots: Vec<Option<(String, WrittenTime)>>,
}

impl TimeMemory {
    /// What a text says: from memory, or from `read`, which is asked again for what it could not read.
    pub fn recall(&mut self, text: &str, read: impl FnOnce() -> Result<WrittenTime, Unread>) -> Result<WrittenTime, Unread> {
        if text.len() > MAX_BYTES {
            return read();
        }
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, || None);
        }
        let Some(slot) = self.slots.get_mut(FixedState::default().hash_one(text) as usize % SLOTS) else { return read() };
        if let Some((known, time)) = slot
            && known == text
        {
            return Ok(*time);
        }
        let time = read()?;
        *slot = Some((text.to_owned(), time));
        Ok(time)
    }
}
