//! Marsad, bottom up: each layer may use the ones above it in this list and no other.
#![forbid(unsafe_code)]

/// What an incident is: when, place, claim, grade, category, filter. Plain values.
pub mod domain;
/// Finding incidents fast: columns and indexes, built, finished, frozen.
pub mod store;
/// Outside bytes to incidents and a load report.
pub mod import;
/// What the user is doing: layers, view, selection, commands and the one place that changes them.
pub mod state;
/// Text as it must be read: right-to-left order, shaping, wrapping, messages.
pub mod text;
/// One display list: the view and the store's answers become shapes; painters draw them.
pub mod picture;
