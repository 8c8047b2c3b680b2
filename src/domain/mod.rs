//! What an incident is. Plain values; no input or output, no clock, no interface.

mod claim;
mod fold;
pub mod geodesy;
mod incident;
pub mod notation;
mod place;
mod report;
mod when;
mod words;

pub use claim::{Claim, ClaimValue, Grade, InfoGrade, Range, SourceGrade};
pub use fold::{fold, fold_weak};
pub use geodesy::LonLat;
pub use incident::{
    Actor, ActorRole, Attribution, Category, Incident, Media, RawRecord, Relation, Verification, WorkStatus,
};
pub use place::{Place, PlacePrecision, PlacedHow, Radius};
pub use report::{LoadReport, Note, NoteCode, Quarantined};
pub use when::{TimePrecision, UtcMs, When, Window, WindowAnswer, ZoneState};
pub use words::{Lang, Words};
