//! The order of day and month, as the dates of a file prove it.

use crate::domain::DateOrder;
use crate::import::notes::{self, Notes};
use crate::import::time::{is_ambiguous, proves_order};

/// What the dates of a column say of their order.
pub struct Orders<'v> {
    /// The first date that proves each.
    pub day_first: Option<&'v String>,
    pub month_first: Option<&'v String>,
    /// The first that could stand in either.
    pub open: Option<&'v String>,
}

impl<'v> Orders<'v> {
    pub fn of(written: &'v [String]) -> Self {
        let proof = |order: DateOrder| written.iter().find(|text| proves_order(text) == Some(order));
        Self {
            day_first: proof(DateOrder::DayFirst),
            month_first: proof(DateOrder::MonthFirst),
            open: written.iter().find(|text| is_ambiguous(text)),
        }
    }

    /// The one order that is proved. That others are read by it is told, and so is where both are proved.
    pub fn settled(&self, notes: &mut Notes) -> Option<DateOrder> {
        let order = match (self.day_first, self.month_first) {
            (Some(_), None) => DateOrder::DayFirst,
            (None, Some(_)) => DateOrder::MonthFirst,
            (Some(_), Some(_)) => {
                notes.add(notes::MIXED_ORDERS);
                return None;
            }
            (None, None) => return None,
        };
        notes.add_many(notes::ASSUMED_ORDER, u64::from(self.open.is_some()));
        Some(order)
    }
}
