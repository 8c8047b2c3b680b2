//! The view: everything that decides what is seen.

use std::collections::BTreeSet;

use super::{LayerId, MappingDraft};
use crate::domain::{FilterSet, LonLat, UtcMs, Window};
use crate::text::{Digits, Locale, MonthNames, UiLang};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorTheme {
    Light,
    Dark,
}

/// How words and numbers are written, apart from the language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    pub digits: Digits,
    pub months: MonthNames,
    /// The language in which contents are shown first; `None` follows the interface.
    pub content: Option<UiLang>,
    /// Time runs from right to left.
    pub mirrored_time: bool,
}

/// How the window's handles are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowMode {
    /// From the first handle to the second.
    Window,
    /// Everything up to the second handle.
    Cumulative,
    /// The one instant at the second handle.
    Instant,
}

/// How the incidents are drawn on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapLook {
    /// A mark for each place; summed up where there are too many.
    #[default]
    Marks,
    /// A surface of how many there are around each point.
    Density,
    /// Hexagons of the H3 grid with their counts.
    Hexagons,
    /// Every incident as its own point, however many.
    Points,
    /// Marks, and the reports of each actor joined in the order of time.
    Tracks,
}

impl MapLook {
    /// True where every place has its mark.
    pub fn has_marks(self) -> bool {
        matches!(self, Self::Marks | Self::Tracks)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BasemapChoice {
    /// Compiled in; nothing leaves the machine.
    Offline,
    /// Tiles from the network, by a URL with `{z}`, `{x}`, `{y}`. Only ever set by the user.
    Online { url: String },
    /// No basemap at all.
    Blank,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    Time,
    Title,
    Category,
    Place,
    Source,
    Layer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortOrder {
    pub by: SortBy,
    pub descending: bool,
}

/// What the pointer does on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Explore,
    /// Distance and bearing along a line.
    MeasureLine,
    /// Area and length of its edge.
    MeasureArea,
    /// An area that becomes a filter.
    DrawArea,
}

/// Everything that decides what is seen; a scene will hold one.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    pub center: LonLat,
    pub zoom: f64,
    /// The two handles as set; see `effective_window`.
    pub window: Window,
    pub mode: WindowMode,
    pub filter: FilterSet,
    /// Layers that the user has hidden.
    pub hidden: BTreeSet<LayerId>,
    pub show_undated: bool,
    pub theme: ColorTheme,
    /// Language of the interface.
    pub lang: UiLang,
    pub writing: Writing,
    pub basemap: BasemapChoice,
    pub look: MapLook,
    pub show_graticule: bool,
    pub show_rings: bool,
    pub sort: SortOrder,
    /// The part of time that the timeline's axis shows.
    pub axis: Window,
    /// IANA name of the zone shown beside UTC.
    pub zone: String,
}

impl View {
    pub fn new(theme: ColorTheme, lang: UiLang) -> Self {
        Self {
            center: LonLat { lon: 40.0, lat: 34.8 },
            zoom: 6.0,
            window: Window::ALL,
            mode: WindowMode::Window,
            filter: FilterSet::default(),
            hidden: BTreeSet::new(),
            show_undated: true,
            theme,
            lang,
            writing: Writing::default(),
            basemap: BasemapChoice::Offline,
            look: MapLook::Marks,
            show_graticule: false,
            show_rings: true,
            sort: SortOrder { by: SortBy::Time, descending: false },
            axis: Window { from: UtcMs(1_640_995_200_000), to: UtcMs(1_643_673_600_000) },
            zone: "Asia/Damascus".to_owned(),
        }
    }

    /// How words, numbers and dates of the interface are written.
    pub fn locale(&self) -> Locale {
        Locale { lang: self.lang, digits: self.writing.digits, months: self.writing.months }
    }

    /// The language in which contents are shown first.
    pub fn content_lang(&self) -> UiLang {
        self.writing.content.unwrap_or(self.lang)
    }

    /// The window that incidents are held against.
    pub fn effective_window(&self) -> Window {
        match self.mode {
            WindowMode::Window => self.window,
            WindowMode::Cumulative => Window { from: UtcMs::MIN, to: self.window.to },
            WindowMode::Instant => {
                let at = if self.window.to == UtcMs::MAX { self.axis.to } else { self.window.to };
                Window { from: at, to: UtcMs(at.0.saturating_add(1)) }
            }
        }
    }
}

/// Which parts of the interface are open.
#[derive(Clone, Debug, PartialEq)]
pub struct Interface {
    pub show_side: bool,
    pub show_detail: bool,
    pub show_list: bool,
    pub tool: Tool,
    /// The layer whose load report is shown.
    pub report: Option<LayerId>,
    /// The mapping that is being made, in its dialog.
    pub mapping: Option<MappingDraft>,
    pub show_palette: bool,
    pub show_help: bool,
    /// Set by `set_open` alone.
    pub show_open: bool,
    /// The layer of which the file that is opened next is a newer version.
    pub open_for: Option<LayerId>,
    pub show_basemap: bool,
    pub show_writing: bool,
    /// A link that waits for the user's word before it is opened.
    pub link: Option<String>,
    /// Width and height of the map in logical pixels, as it was last drawn.
    pub map_px: [f32; 2],
    /// True from a fit to the data until the user moves the map: then a map of another size is fitted again.
    pub is_fitted: bool,
    /// True once the user has moved the time axis: from then on it follows no data.
    pub is_axis_moved: bool,
    /// Counts requests to move the camera; the map view follows each one once.
    pub fly: u64,
    /// Set by a command that wants the search field to take the keyboard; cleared by the field.
    pub focus_search: bool,
}

impl Interface {
    /// Shows or hides the dialog that opens files: for new layers, or for the newer version of one.
    pub fn set_open(&mut self, show: bool, newer_of: Option<LayerId>) {
        (self.show_open, self.open_for) = (show, newer_of.filter(|_| show));
    }
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            show_side: true,
            show_detail: true,
            show_list: false,
            tool: Tool::Explore,
            report: None,
            mapping: None,
            show_palette: false,
            show_help: false,
            show_open: false,
            open_for: None,
            show_basemap: false,
            show_writing: false,
            link: None,
            map_px: [760.0, 520.0],
            is_fitted: false,
            is_axis_moved: false,
            fly: 0,
            focus_search: false,
        }
    }
}
