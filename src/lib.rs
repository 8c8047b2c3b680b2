//! Marsad, bottom up: each layer may use those above it in this list, and no other.
#![forbid(unsafe_code)]

/// What an incident is: when, place, claim, grade, category, filter. Plain values.
pub mod domain;
/// Names to places: the bundled gazetteer and what a text may mean.
pub mod gazetteer;
/// Finding incidents fast: columns and indexes, built, finished, frozen.
pub mod store;
/// Outside bytes to incidents and a load report.
pub mod import;
/// Text as it must be read: order, joining, wrapping, fonts; and the interface's words in its languages.
pub mod text;
/// What the user is doing: layers, view, selection, commands and the one place that changes them.
pub mod state;
/// What lies on disk: files opened as layers, settings.
pub mod saved;
/// One display list: the view and the store's answers become shapes, text and furniture; painters draw them.
pub mod picture;
/// Incidents written down again: GeoJSON, lines of GeoJSON, CSV.
pub mod export;
/// The one door to the network, with its policy and its counter.
#[cfg(feature = "gui")]
pub mod net;
/// Basemaps made of tiles, as walkers takes them.
#[cfg(feature = "gui")]
pub mod basemap;
/// Panels: they read the state and push commands.
#[cfg(feature = "gui")]
pub mod ui;
/// The shell: frames, jobs, the window.
#[cfg(feature = "gui")]
pub mod app;
/// The commands without a window, on the same layers.
pub mod cli;
