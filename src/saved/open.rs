//! From a path to a layer: the file is opened here, read by `import`, and put into columns by `store`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::FileSource;
use super::room::Room;
use super::told::{OnProgress, Told};
use super::unwrapped::unwrapped;
use crate::domain::{Incident, LoadReport, PlainIncident, Window};
use crate::import::{
    ByteSource, Flow, ImportError, Limits, MemorySource, Part, ProfilePlan, Progress, UserProfiles, read_layer, read_whole,
    tell_alike_names, tell_date_in_name,
};
use crate::state::LoadedLayer;
use crate::store::{Store, StoreBuilder, Wording};

/// The name under which the bundled incidents are shown.
pub const BUNDLED_NAME: &str = "january-2022.geojson";
/// A collection without features.
const NO_FEATURES: &[u8] = br#"{"type":"FeatureCollection","features":[]}"#;
/// Packed by `build.rs`.
static BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/january-2022.geojson"));

/// Why a file did not become a layer: the file, the reason, what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{path}: cannot be read ({source}). Check that the file is there and that you may read it.")]
    Unreadable { source: std::io::Error, path: String },
    #[error("{path}: this is a folder. Name a file in it; in the window, the dialog that opens files can watch a folder.")]
    Folder { path: String },
    #[error("{path}: this is no file that can be read from any position (a pipe or a device). Write its contents into a file first.")]
    NoFile { path: String },
    #[error(
        "{path}: loading it would take about {needed_mb} MB of memory, and {free_mb} MB are free. Close other programs, or split the file, for example by year."
    )]
    TooLarge { path: String, needed_mb: u64, free_mb: u64 },
    #[error("{path}: {source}")]
    Import { source: ImportError, path: String },
}

impl OpenError {
    /// True when the user stopped the load.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Import { source: ImportError::Cancelled, .. })
    }
    /// True when the file was read and holds nothing that Marsad can show.
    pub fn is_unusable(&self) -> bool {
        matches!(self, Self::Import { source, .. } if source.is_unusable())
    }
}

/// Reads a file into a layer. `progress` is called often; when it answers `Flow::Cancel` the load stops.
pub fn open_layer(path: &str, progress: OnProgress) -> Result<LoadedLayer, OpenError> {
    open_layer_by(path, UserProfiles::default(), progress)
}

/// As [`open_layer`], with what the user has said of columns.
pub fn open_layer_by(path: &str, profiles: UserProfiles, progress: OnProgress) -> Result<LoadedLayer, OpenError> {
    open(path, profiles, progress, None)
}

/// As [`open_layer_by`]. `grown` gets what there is of a long file, so that it can be seen while the rest is read; each time
/// about four times as much.
pub fn open_growing_layer(
    path: &str,
    profiles: UserProfiles,
    progress: OnProgress,
    grown: &mut dyn FnMut(LoadedLayer),
) -> Result<LoadedLayer, OpenError> {
    open(path, profiles, progress, Some(grown))
}

type Grown<'a> = Option<&'a mut dyn FnMut(LoadedLayer)>;

fn open(path: &str, profiles: UserProfiles, progress: OnProgress, grown: Grown) -> Result<LoadedLayer, OpenError> {
    let source = FileSource::open(Path::new(path)).map_err(|source| {
        let path = path.to_owned();
        match source.kind() {
            std::io::ErrorKind::IsADirectory => OpenError::Folder { path },
            std::io::ErrorKind::NotSeekable => OpenError::NoFile { path },
            _ => OpenError::Unreadable { source, path },
        }
    })?;
    let name = Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    read(Arc::new(source), name, path, Limits { profiles, ..Limits::default() }, progress, grown)
}

impl Part for StoreBuilder {
    type Memory = Wording;
    const TAKES_PLAIN: bool = true;
    fn add(&mut self, incident: &Incident, memory: &mut Wording) {
        self.push_by(incident, memory);
    }
    fn add_plain(&mut self, incident: &PlainIncident, memory: &mut Wording) {
        self.push_plain(incident, memory);
    }
    fn make_room(&mut self, num_more: usize) {
        self.reserve(num_more);
    }
    fn append(&mut self, next: &mut Self) {
        Self::append(self, next);
    }
    fn shift(&mut self, records: u64, lines: u64) {
        Self::shift(self, records, lines);
    }
}

/// The incidents that Marsad brings along.
pub fn open_bundled() -> Result<LoadedLayer, OpenError> {
    let bytes = miniz_oxide::inflate::decompress_to_vec(BUNDLED).unwrap_or_default();
    let source = MemorySource::new(bytes.into());
    read(Arc::new(source), BUNDLED_NAME.to_owned(), "", Limits::default(), &mut |_| Flow::Continue, None)
}

fn read(
    source: Arc<dyn ByteSource>,
    name: String,
    path: &str,
    limits: Limits,
    progress: OnProgress,
    mut grown: Grown,
) -> Result<LoadedLayer, OpenError> {
    let label = if path.is_empty() { name.as_str() } else { path };
    let told = Told::new(source.len(), progress);
    let on_disk = (!path.is_empty()).then(|| Path::new(path));
    std::thread::scope(|scope| {
        let failed = |source| OpenError::Import { source, path: label.to_owned() };
        let mut unwrapped = unwrapped(scope, source, on_disk, &limits, &told).map_err(failed)?;
        let text = Arc::clone(&unwrapped.source);
        let mut lacking = None;
        // How long a text will be that is still being written shows only as it grows.
        let mut asked = None;
        let mut on = |step: Progress| {
            let len = unwrapped.sure_len();
            if asked.is_none_or(|asked| len > asked + asked / 4) {
                asked = Some(len);
                lacking = Room::for_text(len.saturating_sub(step.bytes_read)).filter(|room| !room.is_enough());
            }
            if lacking.is_some() { Flow::Cancel } else { told.read(step) }
        };
        let mut show = |builder: &StoreBuilder, plan: &ProfilePlan| {
            let has_room = || Room::for_text(unwrapped.sure_len()).is_none_or(Room::is_enough_twice);
            let Some(grown) = grown.as_mut().filter(|_| has_room()) else { return };
            let store = builder.clone().finish();
            let report = partial_report(label, &store);
            let (store, plan, source) = (Arc::new(store), Arc::new(plan.clone()), Arc::clone(&text));
            grown(LoadedLayer {
                name: name.clone(),
                path: path.to_owned(),
                store,
                plan,
                source,
                report,
                placed: BTreeMap::new(),
                difference: None,
            });
        };
        let read = match on(Progress { bytes_read: 0, bytes_total: text.len(), features: 0 }) {
            Flow::Continue => read_whole(text.as_ref(), label, &limits, &mut on, &mut show),
            Flow::Cancel => Err(ImportError::Cancelled),
        };
        let settled = unwrapped.settled(read);
        if let Some(room) = lacking {
            return Err(OpenError::TooLarge { path: label.to_owned(), needed_mb: room.needed >> 20, free_mb: room.free >> 20 });
        }
        let (builder, mut loaded) = match settled {
            // The reader calls a text without a value empty; here each record was set aside, which is a report.
            Err(error) if error.is_unusable() && unwrapped.is_empty() => {
                let nothing = MemorySource::new(Arc::from(NO_FEATURES));
                let loaded = read_layer(&nothing, label, &limits, &mut |_| Flow::Continue, &mut |_| {}).map_err(failed)?;
                (StoreBuilder::new(), loaded)
            }
            settled => settled.map_err(failed)?,
        };
        unwrapped.complete(&mut loaded.report, &limits);
        loaded.report.part.clone_from(&limits.profiles.part);
        tell_date_in_name(&mut loaded.report);
        let store = builder.finish();
        tell_alike_names(&mut loaded.report, store.categories());
        // Offsets of a file in UTF-16 refer to its text in UTF-8.
        let source = loaded.transcoded.unwrap_or(text);
        Ok(LoadedLayer {
            name: name.clone(),
            path: path.to_owned(),
            store: Arc::new(store),
            plan: Arc::new(loaded.plan),
            source,
            report: loaded.report,
            placed: BTreeMap::new(),
            difference: None,
        })
    })
}

/// The numbers of what is there; the identity holds for them too.
fn partial_report(path: &str, store: &Store) -> LoadReport {
    let counts = store.count(&store.all_rows(), Window::ALL, true);
    LoadReport {
        path: path.to_owned(),
        seen: counts.total,
        on_map: counts.total - counts.without_place,
        without_place: counts.without_place,
        undated: counts.undated,
        ..LoadReport::default()
    }
}
