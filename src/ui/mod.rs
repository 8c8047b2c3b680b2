//! Panels: they read the state and push commands; panels never see each other.

mod category;
mod cx;
mod detail;
mod dialogs;
mod filter_bar;
mod filter_words;
pub mod fonts;
mod glyphs;
mod header;
mod icons;
mod incident_list;
mod kit;
mod label_atlas;
mod layers_panel;
mod legend;
mod list_painter;
mod map_view;
mod places;
mod side;
mod status;
mod text_field;
pub mod theme;
mod timeline;
mod widgets;

pub use cx::Cx;
pub use detail::detail_ui;
pub use dialogs::{DialogMemory, dialogs_ui};
pub use glyphs::RimmedText;
pub use header::{HeaderMemory, header_ui, loads_ui};
pub use incident_list::{ListMemory, list_ui};
pub use kit::Kit;
pub use map_view::{MapMemory, map_ui};
pub use side::side_ui;
pub use status::{Counters, status_ui};
pub use text_field::is_typing;
pub use timeline::{TimelineMemory, timeline_ui};
