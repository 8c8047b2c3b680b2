//! Marsad, bottom up: each layer may use those above it in this list, and no other.
#![forbid(unsafe_code)]

/// The shell: frames, jobs, the window.
#[cfg(feature = "gui")]
pub mod app;
/// Basemaps made of tiles, as walkers takes them.
#[cfg(feature = "gui")]
pub mod basemap;
/// The commands without a window, on the same layers.
pub mod cli;
/// What an incident is: when, place, claim, grade, category, filter. Plain values.
pub mod domain;
/// Outside bytes to incidents and a load report.
pub mod import;
/// The one door to the network, with its policy and its counter.
#[cfg(feature = "gui")]
pub mod net;
/// One display list: the view and the store's answers become shapes, text and furniture; painters draw them.
pub mod picture;
/// What lies on disk: files opened as layers, settings.
pub mod saved;
/// What the user is doing: layers, view, selection, commands and the one place that changes them.
pub mod state;
/// Finding incidents fast: columns and indexes, built, finished, frozen.
pub mod store;
/// Text as it must be read: order, joining, wrapping, fonts; and the interface's words in its languages.
pub mod text;
/// Panels: they read the state and push commands.
#[cfg(feature = "gui")]
pub mod ui;
