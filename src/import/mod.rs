//! Outside bytes to incidents and a load report. Reads any `ByteSource`; opens no file itself.

mod feature;
mod columns;
mod day_part;
mod framing;
mod geometry;
mod limits;
mod notes;
mod parallel;
mod plain;
mod profile;
mod reader;
mod record;
mod scan;
mod source;
mod stretch;
mod time;
mod translate;
mod verbatim;
mod wide;
mod wkt;

pub use framing::{Flow, ImportError, Loaded, Progress, read_layer};
pub use limits::Limits;
pub use notes::{tell_alike_names, tell_date_in_name};
pub use parallel::{Part, read_whole};
pub use profile::{ProfilePlan, UserProfiles, names_a_place};
pub use record::read_record;
pub use source::{ByteSource, MemorySource, SliceSource, SourceReader};
pub use time::parse_instant;
pub use translate::{Format, Lines, Siblings, Translated, format_of, is_guarded, translate, unpack};
pub use verbatim::{FeatureText, read_feature_text};
pub use wkt::OWN_PREFIX;

#[cfg(test)]
mod tests;
