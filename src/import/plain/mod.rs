//! Ordinary records of ordinary files, read straight from their text: no tree, no copy of what is not kept. Whatever is odd in a
//! record is left to the reader that looks at everything; both come to the same incident.

mod cells;
mod scan;
mod times;

use std::borrow::Cow;
use std::sync::Arc;

use super::feature::{GEOMETRY_SEED, ID_SEED, value_hash};
use super::notes::Notes;
use super::profile::{PlainRoles, ProfilePlan, number_in, text_in};
use crate::domain::{LonLat, PlainIncident, RecordRef};

use cells::CellTable;
pub use cells::{Cell, ColumnIdx};
pub use times::TimeMemory;

/// Reads plain records by one plan; kept by a thread from stretch to stretch.
pub struct PlainReader {
    plan: Arc<ProfilePlan>,
    /// `None` where the plan needs more than a plain record has.
    roles: Option<PlainRoles>,
    cells: CellTable,
    times: TimeMemory,
}

impl PlainReader {
    pub fn new(plan: &Arc<ProfilePlan>) -> Self {
        let mut cells = CellTable::default();
        let roles = match plan.as_ref() {
            ProfilePlan::Generic(generic) => generic.plain_roles(&mut |name| cells.add(name)),
            ProfilePlan::Marsad(_) | ProfilePlan::Usgs | ProfilePlan::Known(_) => None,
        };
        Self { plan: Arc::clone(plan), roles, cells, times: TimeMemory::default() }
    }

    /// True for the plan that this reads by.
    pub fn is_for(&self, plan: &Arc<ProfilePlan>) -> bool {
        Arc::ptr_eq(&self.plan, plan)
    }

    /// Reads the feature with which `text` begins into `made`; gives its length in bytes and whether a line may end in it. `None` where it
    /// is not ordinary: nothing is noted of it then. `plan` is the reader's own.
    pub fn read<'a>(
        &mut self,
        plan: &'a ProfilePlan,
        text: &'a str,
        mut record: RecordRef,
        made: &mut PlainIncident<'a>,
        notes: &mut Notes,
    ) -> Option<(usize, bool)> {
        let (Some(roles), ProfilePlan::Generic(generic)) = (&self.roles, plan) else { return None };
        let found = scan::scan(text, &mut self.cells)?;
        let position = match found.position {
            Some(position) => Some(on_earth(position.map(|ordinate| ordinate.of(text)), plan.is_swapped())?),
            None => None,
        };
        record.length = found.end as u64;
        made.clear();
        made.record = record;
        made.id = match found.id.map(|id| id.of(text)) {
            None | Some("null") => Cow::Borrowed(""),
            // An id of blanks is one too.
            Some(id) => unquoted(id)?,
        };
        made.at = position;
        let own = value_hash(&ID_SEED, &made.id) ^ value_hash(&GEOMETRY_SEED, found.geometry.of(text));
        made.hash = own.wrapping_add(self.cells.hash(text));
        let cells = &self.cells;
        generic.fill_plain(roles, |column| cells.cell(column, text), &mut self.times, made, notes);
        Some((found.end, found.has_controls))
    }
}

/// A string's words, or a number digit for digit.
fn unquoted(json: &str) -> Option<Cow<'_, str>> {
    match json.strip_prefix('"') {
        None => Some(Cow::Borrowed(json)),
        Some("\"") => Some(Cow::Borrowed("")),
        Some(_) => match text_in(json) {
            Some(text) => Some(text),
            None => serde_json::from_str::<String>(json).ok().map(Cow::Owned),
        },
    }
}

/// A position that needs no note and no refusal.
fn on_earth(ordinates: [&str; 2], is_swapped: bool) -> Option<LonLat> {
    let [first, second] = ordinates.map(number_in);
    let (first, second) = (first?, second?);
    let (lon, lat) = if is_swapped { (second, first) } else { (first, second) };
    (lon.abs() <= 180.0 && lat.abs() <= 90.0 && !(lon == 0.0 && lat == 0.0)).then_some(LonLat { lon, lat })
}

#[cfg(test)]
mod tests;
