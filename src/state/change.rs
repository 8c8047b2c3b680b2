//! What undo goes back over: views and edits, in one order.

use super::{RowRef, View};
use crate::domain::Place;

pub enum Change {
    /// The view as it was.
    View(Box<View>),
    /// The place that the analyst had given to an incident, if any.
    Placed(RowRef, Option<Box<Place>>),
}
