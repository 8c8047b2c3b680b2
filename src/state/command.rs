//! Everything that one can ask for; the table of names and keys feeds menu, palette and help.

use std::sync::Arc;

use super::{
    Answers, BasemapChoice, ColorTheme, FacetsInWindow, LayerId, ListOrder, LoadedLayer, MapLook, NoticeKind, RowRef, SortOrder, Speed,
    Tool, WindowMode, Writing,
};
use crate::domain::{DateOrder, FilterSet, Incident, LonLat, Mapping, Place, Window};
use crate::store::{HexIndex, Store};
use crate::text::UiLang;

/// A wish of a panel, of a key or of a job that has ended. Panels push these and change nothing themselves.
pub enum Command {
    OpenFiles(Vec<String>),
    OpenBundled,
    /// Asks for files; for a layer, for one that is its newer version.
    PickFiles(Option<LayerId>),
    LoadProgressed {
        job: u64,
        bytes_read: u64,
        bytes_total: u64,
        features: u64,
        elapsed_secs: f64,
    },
    /// What a load under way has read so far, to be seen while the rest comes.
    LayerGrew {
        job: u64,
        layer: Box<LoadedLayer>,
    },
    LayerLoaded {
        job: u64,
        layer: Box<LoadedLayer>,
    },
    LoadFailed {
        job: u64,
        message: String,
    },
    CancelLoad(u64),
    CloseLayer(LayerId),
    SetLayerVisible(LayerId, bool),
    /// Reads the layer's file anew.
    ReloadLayer(LayerId),
    /// Reads another sheet of the layer's workbook, or another file of its archive.
    ReadPart(LayerId, String),
    /// Reads the dates of a known export in this order, where they do not prove one.
    ReadOrder(LayerId, DateOrder),
    /// Asks for another file that is the newer version of a layer.
    OpenNewer(LayerId),
    /// Reads another file as the newer version of a layer.
    OpenAsNewer {
        of: LayerId,
        path: String,
    },
    /// Takes the file of one layer as the newer version of another.
    TakeAsNewer {
        of: LayerId,
        by: LayerId,
    },
    /// Whether the files of a folder are opened as they come.
    WatchFolder(String, bool),
    /// Whether the layer's file is read anew when it changes on disk.
    SetWatched(LayerId, bool),
    ShowReport(Option<LayerId>),
    /// Opens or closes the dialog in which the columns of a layer are set.
    OpenMapping(Option<LayerId>),
    SetMapping(Box<Mapping>),
    NameMapping(String),
    MappingPreviewed {
        mapping: Box<Mapping>,
        incidents: Vec<Arc<Incident>>,
    },
    /// Reads the layer by the mapping, for this file alone.
    UseMapping,
    /// The same, and keeps it for all files with these columns.
    SaveMapping,

    Select(Option<RowRef>),
    /// Several incidents at one mark, in time order: the first is selected, the others are at hand.
    SelectSite(Vec<RowRef>),
    /// The next (`1`) or previous (`-1`) incident at the selected place.
    StepInSite(i32),
    /// The next (`1`) or previous (`-1`) incident in time among those that pass the filter.
    StepInTime(i32),
    DetailRead {
        row: RowRef,
        incident: Result<Arc<Incident>, String>,
    },

    /// Gives a place to an incident that came without one; `None` takes it back.
    Place(RowRef, Option<Box<Place>>),

    SetWindow(Window),
    /// A handle is being dragged: shown at once, not recorded for undo.
    PreviewWindow(Window),
    SetWindowMode(WindowMode),
    SetAxis(Window),
    FitAxis,
    SetShowUndated(bool),
    TogglePlay,
    SetSpeed(Speed),
    /// Seconds on the wall since the last tick.
    Tick(f64),

    SetFilter(Box<FilterSet>),
    SetFilterText(String),
    ClearFilter,

    /// The map has come to rest there.
    MoveCamera {
        center: LonLat,
        zoom: f64,
    },
    /// The map is drawn at another size, in logical pixels.
    ResizeMap([f32; 2]),
    FlyTo {
        center: LonLat,
        zoom: f64,
    },
    FitData,
    FitSelection,
    SetTool(Tool),
    SetLook(MapLook),
    /// The hexagons of this size are wanted for every visible layer.
    WantHexagons(u8),
    /// The hexagons of a layer's store have been found.
    HexagonsReady {
        layer: LayerId,
        store: Arc<Store>,
        index: Arc<HexIndex>,
    },
    SetShowGraticule(bool),
    SetShowRings(bool),
    SetBasemap(BasemapChoice),

    SetSort(SortOrder),
    SetTheme(ColorTheme),
    SetLang(UiLang),
    SetWriting(Writing),
    Show(Panel, bool),
    FocusSearch(bool),

    AnswersReady(Box<Answers>),
    FacetsReady(Box<FacetsInWindow>),
    ListSorted(Box<ListOrder>),
    Copy(String),
    /// A click on a link: asks first.
    AskLink(String),
    OpenLink(String),
    DismissLink,
    Tell(NoticeKind, String),
    DismissNotice(u64),
    Undo,
    Redo,
    /// A command of the table, by key or palette.
    Named(CommandName),
}

/// A part of the interface that folds away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Side,
    Detail,
    List,
    Palette,
    Help,
    Open,
    Basemap,
    Writing,
}

macro_rules! commands {
    ($($name:ident, $key:literal, $shortcut:literal;)+) => {
        /// A command without arguments.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CommandName { $($name),+ }
        /// Menu, palette, help and keys in one table.
        pub const COMMANDS: &[CommandInfo] = &[$(CommandInfo { name: CommandName::$name, message: $key, shortcut: $shortcut }),+];
    };
}

/// A row of the table: the command, the key of its words, and its shortcut (`Ctrl` is the command key on macOS).
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    pub name: CommandName,
    pub message: &'static str,
    pub shortcut: &'static str,
}

commands! {
    OpenFiles, "command-open", "Ctrl+O";
    OpenBundled, "command-open-bundled", "";
    Search, "command-search", "Ctrl+K";
    Palette, "command-palette", "Ctrl+Shift+P";
    FitData, "command-fit-data", "F";
    FitSelection, "command-fit-selection", "G";
    NextIncident, "command-next", "N";
    PreviousIncident, "command-previous", "P";
    NextAtPlace, "command-next-at-place", "]";
    PreviousAtPlace, "command-previous-at-place", "[";
    Play, "command-play", "Space";
    WholeTime, "command-whole-time", "W";
    MeasureLine, "command-measure-line", "M";
    MeasureArea, "command-measure-area", "Shift+M";
    DrawArea, "command-draw-area", "A";
    ClearFilter, "command-clear-filter", "Ctrl+Backspace";
    Points, "command-points", "O";
    Density, "command-density", "D";
    Hexagons, "command-hexagons", "H";
    Tracks, "command-tracks", "K";
    Graticule, "command-graticule", "R";
    Rings, "command-rings", "U";
    Undated, "command-undated", "";
    List, "command-list", "L";
    Side, "command-side", "Ctrl+1";
    Detail, "command-detail", "Ctrl+2";
    Basemap, "command-basemap", "B";
    Theme, "command-theme", "T";
    Language, "command-language", "Ctrl+L";
    Writing, "command-writing", "";
    Undo, "command-undo", "Ctrl+Z";
    Redo, "command-redo", "Ctrl+Shift+Z";
    Help, "command-help", "F1";
    Unselect, "command-unselect", "Escape";
}
