//! What the user is doing: the layers that are open, what is seen of them, and the commands that change it.
//!
//! `apply` is the only place that changes `State`; what needs the outside world comes back from it as `Effect`s.

mod answers;
mod apply;
mod change;
mod command;
mod effect;
mod facets;
mod hexagons;
mod layer;
mod list_order;
mod mapping;
mod notice;
mod playback;
mod selection;
mod view;

pub use answers::{Answers, AnswersRequest, Bin, FacetRow, Facets, LayerRows, WindowAnswers};
pub use apply::apply;
pub use command::{COMMANDS, Command, CommandInfo, CommandName, Panel};
pub use effect::Effect;
pub use facets::{FACETS, FacetsInWindow, FacetsKey, FacetsRequest};
pub use hexagons::HexagonsRequest;
pub use layer::{Layer, LayerId, LoadJob, LoadedLayer, RowRef};
pub use list_order::{ListOrder, ListOrderKey};
pub use mapping::{LoadColumns, MappingDraft};
pub use notice::{Notice, NoticeKind, Remedy};
pub use playback::{Playback, Speed};
pub use selection::Selection;
pub use view::{BasemapChoice, ColorTheme, Interface, MapLook, SortBy, SortOrder, Tool, View, WindowMode, Writing};

use std::sync::Arc;

use change::Change;

use crate::domain::Incident;

/// Everything that the panels read. Changed by `apply` alone.
pub struct State {
    pub layers: Vec<Layer>,
    pub view: View,
    /// What was before, for undo; the newest last.
    past: Vec<Change>,
    /// What was undone, for redo; the next one last.
    future: Vec<Change>,
    /// Which parts of the interface are open; not part of what is seen on the map.
    pub interface: Interface,
    pub selection: Option<Selection>,
    /// The selected incident in full, once it was read from its file.
    pub detail: Option<(RowRef, Result<Arc<Incident>, String>)>,
    pub playback: Playback,
    /// What the store says for the current filter; late answers are dropped by revision.
    pub answers: Arc<Answers>,
    /// What the window says of the rows that pass the filter.
    pub in_window: Arc<WindowAnswers>,
    /// What the facets count within the window; a moment late on large layers.
    pub facets: FacetsInWindow,
    pub(crate) facets_under_way: bool,
    /// The order of the list while it is open.
    pub list_order: ListOrder,
    pub(crate) order_under_way: bool,
    /// Loads under way.
    pub jobs: Vec<LoadJob>,
    pub notices: Vec<Notice>,
    /// Layers whose hexagons are being found.
    pub hexagons_under_way: std::collections::BTreeSet<LayerId>,
    /// Files opened lately, newest first.
    pub recent: Vec<String>,
    /// Folders whose files are opened, new ones as they come.
    pub folders: Vec<String>,
    pub(crate) next_layer: u32,
    pub(crate) next_job: u64,
    pub(crate) revision: u64,
    /// Where the window's handles stood when a drag began; cleared when it ends.
    drag_origin: Option<crate::domain::Window>,
}

impl State {
    /// Nothing open yet.
    pub fn new(view: View, recent: Vec<String>) -> Self {
        Self {
            layers: Vec::new(),
            view,
            past: Vec::new(),
            future: Vec::new(),
            interface: Interface::default(),
            selection: None,
            detail: None,
            playback: Playback::default(),
            answers: Arc::default(),
            in_window: Arc::default(),
            facets: FacetsInWindow::default(),
            facets_under_way: false,
            list_order: ListOrder::default(),
            order_under_way: false,
            jobs: Vec::new(),
            notices: Vec::new(),
            hexagons_under_way: std::collections::BTreeSet::new(),
            recent,
            folders: Vec::new(),
            next_layer: 0,
            next_job: 0,
            revision: 0,
            drag_origin: None,
        }
    }

    fn begin_drag(&mut self) {
        self.drag_origin.get_or_insert(self.view.window);
    }

    fn end_drag(&mut self) -> Option<crate::domain::Window> {
        self.drag_origin.take()
    }

    pub fn layer(&self, id: LayerId) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.id == id)
    }

    /// True while the list's order is that of another column or of other layers.
    pub fn is_sorting(&self) -> bool {
        self.list_order.key != Some(ListOrderKey::of(self))
    }

    /// True while the facets' counts are those of an earlier window or filter.
    pub fn is_counting(&self) -> bool {
        self.facets.key != FacetsKey::of(self)
    }

    /// True while the answers shown are those of an earlier filter.
    pub fn is_answering(&self) -> bool {
        self.answers.revision != self.revision
    }
}
