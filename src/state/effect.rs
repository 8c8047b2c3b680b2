//! Work asked of the outside world; `app` does it and sends a command back.

use std::sync::Arc;

use super::{AnswersRequest, FacetsRequest, HexagonsRequest, Layer, LayerId, ListOrderKey, LoadColumns, RowRef};
use crate::domain::Mapping;
use crate::store::Store;

pub enum Effect {
    /// Read a file; progress and the result come back as commands that name the job.
    LoadFile {
        job: u64,
        path: String,
        columns: LoadColumns,
        /// The sheet or the file in an archive that is wanted.
        part: Option<String>,
        /// The version that is there, to tell what the newer one changes.
        older: Option<Box<Layer>>,
    },
    LoadBundled {
        job: u64,
    },
    CancelLoad {
        job: u64,
    },
    /// Ask the user for files.
    PickFiles(Option<LayerId>),
    /// Ask the stores; may be answered late.
    Answer(Box<AnswersRequest>),
    /// Read the selected incident from its file.
    ReadDetail {
        layer: Box<Layer>,
        row: RowRef,
    },
    /// Count the facets within the window.
    CountFacets(FacetsRequest),
    /// Sort all incidents for the list.
    SortList(ListOrderKey),
    /// Find the hexagon of every place of a layer.
    IndexHexagons(HexagonsRequest),
    /// Read the first incidents of a layer by another mapping.
    PreviewMapping {
        layer: Box<Layer>,
        mapping: Box<Mapping>,
    },
    /// Let go of a store away from the interface: a large one takes long to take apart.
    Discard(Arc<Store>),
    CopyText(String),
    /// Hand an http or https address to the system, after the user agreed.
    OpenUrl(String),
    /// Keep the places that the analyst gave to incidents of a layer.
    SaveEdits {
        layer: Box<Layer>,
    },
    /// Keep theme, language and recent files for the next start.
    SaveSettings,
}
