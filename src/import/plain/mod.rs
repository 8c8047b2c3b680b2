//! Ordinary records of ordinary files, read straight from their text: no tree, no copy of what is not kept. Whatever is odd in a
//! record is left to the reader that looks at everything; both come to the same incident.

mod cells;
mod scan;
mod times;

use std::borrow::Cow;
use std::sync::Arc;

use super::feature::{GEOMETRY_SEED, ID_SEED, Members, RawFeature, value_hash};
use super::notes::Notes;
use super::profile::{GenericPlan, PlainRoles, ProfilePlan, number_in, text_in};
use crate::domain::{LonLat, PlainIncident, RecordRef};

use cells::CellTable;
pub use cells::{Cell, ColumnIdx};
use scan::PlainFeature;
pub use times::TimeMemory;

/// A feature of ordinary form, with the JSON of its members.
pub struct OrdinaryFeature<'a> {
    pub feature: RawFeature<'a>,
    /// That of its content.
    pub hash: u64,
    /// Length in bytes.
    pub length: usize,
}

/// Reads plain records by one plan; kept by a thread from stretch to stretch.
pub struct PlainReader {
    plan: Arc<ProfilePlan>,
    /// `None` where the plan needs more than a plain record has.
    roles: Option<PlainRoles>,
    cells: CellTable,
    /// How many of the columns have been looked at.
    num_known: usize,
    /// Those of them that the sample did not have.
    late: Vec<String>,
    times: TimeMemory,
}

impl PlainReader {
    pub fn new(plan: &Arc<ProfilePlan>) -> Self {
        let mut cells = CellTable::default();
        let roles = match plan.as_ref() {
            ProfilePlan::Generic(generic) => generic.plain_roles(&mut |name| cells.add(name)),
            ProfilePlan::Marsad(_) | ProfilePlan::Usgs | ProfilePlan::Known(..) | ProfilePlan::Projected(..) => None,
        };
        Self { plan: Arc::clone(plan), roles, cells, num_known: 0, late: Vec::new(), times: TimeMemory::default() }
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
        if self.cells.len() > self.num_known {
            self.num_known = self.cells.len();
            let late = self.cells.members(text).map(|(column, _)| column).filter(|column| generic.is_late(column));
            self.late.extend(late.map(Cow::into_owned).collect::<Vec<_>>());
        }
        if !self.late.is_empty() {
            let row = || self.cells.members(text).map(|(column, json)| (column.into_owned(), json.to_owned())).collect();
            let has = |late: &&String| self.cells.members(text).any(|(column, _)| column == late.as_str());
            self.late.iter().filter(has).for_each(|column| notes.keep_late(column, 1, row));
        }
        let position = match found.position {
            Some(position) => Some(on_earth(position.map(|ordinate| ordinate.of(text)), generic.mapping.swapped)?),
            None => None,
        };
        let cells = &self.cells;
        if position.is_none()
            && GenericPlan::may_be_sums(roles, |column| cells.cell(column, text), cells.members(text).map(|(_, json)| json))
        {
            return None;
        }
        record.length = found.end as u64;
        made.clear();
        made.record = record;
        made.id = id_in(&found, text)?;
        made.at = position;
        made.hash = self.hash(&made.id, &found, text);
        generic.fill_plain(roles, |column| cells.cell(column, text), &mut self.times, made, notes);
        Some((found.end, found.has_controls))
    }

    /// True where the plan looks at members that a plain record does not have.
    pub fn is_for_members(&self) -> bool {
        self.roles.is_none()
    }

    /// The members of the feature with which `text` begins, for a plan that looks at them itself. `None` where it is not ordinary.
    pub fn feature<'a>(&'a mut self, text: &'a str) -> Option<OrdinaryFeature<'a>> {
        let found = scan::scan(text, &mut self.cells)?;
        let id = id_in(&found, text)?.into_owned();
        let hash = self.hash(&id, &found, text);
        let mut properties = Members::with_capacity(self.cells.len());
        properties.list.extend(self.cells.members(text));
        let feature = RawFeature { id, geometry: Some(found.geometry.of(text)), properties, foreign: Vec::new() };
        Some(OrdinaryFeature { feature, hash, length: found.end })
    }

    /// As [`RawFeature::content_hash`] has it.
    fn hash(&self, id: &str, found: &PlainFeature, text: &str) -> u64 {
        let own = value_hash(&ID_SEED, id) ^ value_hash(&GEOMETRY_SEED, found.geometry.of(text));
        own.wrapping_add(self.cells.hash(text))
    }
}

/// The id as text; empty where there is none. An id of blanks is one too.
fn id_in<'a>(found: &PlainFeature, text: &'a str) -> Option<Cow<'a, str>> {
    match found.id.map(|id| id.of(text)) {
        None | Some("null") => Some(Cow::Borrowed("")),
        Some(id) => unquoted(id),
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
