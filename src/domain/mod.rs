//! What an incident is. Plain values; no input or output, no clock, no interface.

mod claim;
pub mod filter;
mod fold;
pub mod geodesy;
mod incident;
pub mod lanes;
mod link;
mod mapping;
mod mercator;
pub mod notation;
mod place;
mod plain;
mod report;
mod when;
mod words;

pub use claim::{Claim, ClaimValue, Grade, InfoGrade, Range, SourceGrade};
pub use filter::{CompareOp, FIELDS, FacetField, Field, FieldKind, Filter, FilterError, FilterSet, Literal};
pub use fold::{fold, fold_onto, fold_weak, other_form, weak_word, western_digit};
pub use geodesy::LonLat;
pub use incident::{
    Actor, ActorRole, Attribution, Category, Incident, Media, Origin, RawRecord, RecordRef, Relation, Verification, WorkStatus,
};
pub use link::{LinkError, check_link};
pub use mapping::{Clue, ColumnSample, DateOrder, EpochUnit, Evidence, Mapping, MappingOrigin, Proposal, Reach, Role, SavedProfile};
pub use mercator::{MAX_MERCATOR_LAT, lon_lat_from_mercator, mercator_from_lon_lat};
pub use place::{Place, PlacePrecision, PlacedHow, Radius};
pub use plain::{PlainIncident, PlainText, PlainWhen};
pub use report::{LoadReport, Note, NoteCode, NotePlace, Quarantined};
pub use when::{TimePrecision, UtcMs, When, Window, WindowAnswer, ZoneState};
pub use words::{Lang, Words};
