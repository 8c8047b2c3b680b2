//! Marsad, bottom up: each layer may use the ones above it in this list and no other.
#![forbid(unsafe_code)]

/// What an incident is: when, place, claim, grade, category, filter. Plain values.
pub mod domain;
/// Finding incidents fast: columns and indexes, built, finished, frozen.
pub mod store;
/// Outside bytes to incidents and a load report.
pub mod import;
