//! Outside bytes to incidents and a load report. Reads any `ByteSource`; opens no file itself.

mod feature;
mod framing;
mod geometry;
mod notes;
mod parallel;
mod profile;
mod reader;
mod scan;
mod source;
mod time;

pub use framing::{Flow, ImportError, Limits, Loaded, Progress, read_layer, read_record};
pub use parallel::{Part, read_whole};
pub use profile::ProfilePlan;
pub use source::{ByteSource, MemorySource};
pub use time::parse_instant;

#[cfg(test)]
mod tests;
