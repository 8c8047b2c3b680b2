//! From a path to a layer: the file is opened here, read by `import`, and put into columns by `store`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::FileSource;
use crate::domain::{Incident, LoadReport, Window};
use crate::import::{ByteSource, Flow, ImportError, Limits, MemorySource, Part, Progress, read_whole};
use crate::state::LoadedLayer;
use crate::store::{Store, StoreBuilder};

/// The name under which the bundled incidents are shown.
pub const BUNDLED_NAME: &str = "january-2022.geojson";
static BUNDLED: &[u8] = include_bytes!("../../data/january-2022.geojson");

/// Why a file did not become a layer: the file, the reason, what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{path}: cannot be read ({source}). Check that the file is there and that you may read it.")]
    Unreadable { source: std::io::Error, path: String },
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
pub fn open_layer(path: &str, progress: &mut dyn FnMut(Progress) -> Flow) -> Result<LoadedLayer, OpenError> {
    open(path, progress, None)
}

/// As [`open_layer`]. `grown` gets what there is of a long file, so that it can be seen while the rest is read; each time
/// about twice as much.
pub fn open_growing_layer(
    path: &str,
    progress: &mut dyn FnMut(Progress) -> Flow,
    grown: &mut dyn FnMut(LoadedLayer),
) -> Result<LoadedLayer, OpenError> {
    open(path, progress, Some(grown))
}

type Grown<'a> = Option<&'a mut dyn FnMut(LoadedLayer)>;

fn open(path: &str, progress: &mut dyn FnMut(Progress) -> Flow, grown: Grown) -> Result<LoadedLayer, OpenError> {
    let source = FileSource::open(Path::new(path)).map_err(|source| OpenError::Unreadable { source, path: path.to_owned() })?;
    let name = Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    read(Arc::new(source), name, path, progress, grown)
}

impl Part for StoreBuilder {
    fn add(&mut self, incident: &Incident) {
        self.push(incident);
    }
    fn append(&mut self, next: Self) {
        Self::append(self, next);
    }
}

/// The incidents that Marsad brings along.
pub fn open_bundled() -> Result<LoadedLayer, OpenError> {
    let source = MemorySource::new(Arc::from(BUNDLED));
    read(Arc::new(source), BUNDLED_NAME.to_owned(), "", &mut |_| Flow::Continue, None)
}

fn read(
    source: Arc<dyn ByteSource>,
    name: String,
    path: &str,
    progress: &mut dyn FnMut(Progress) -> Flow,
    mut grown: Grown,
) -> Result<LoadedLayer, OpenError> {
    let label = if path.is_empty() { name.as_str() } else { path };
    let (builder, loaded): (StoreBuilder, _) =
        read_whole(source.as_ref(), label, &Limits::default(), progress, &mut |builder: &StoreBuilder, plan| {
            let Some(grown) = &mut grown else { return };
            let store = builder.clone().finish();
            let report = partial_report(label, &store);
            let (store, plan) = (Arc::new(store), Arc::new(plan.clone()));
            grown(LoadedLayer {
                name: name.clone(),
                path: path.to_owned(),
                store,
                plan,
                source: Arc::clone(&source),
                report,
                placed: BTreeMap::new(),
            });
        })
        .map_err(|source| OpenError::Import { source, path: label.to_owned() })?;
    // Offsets of a file in UTF-16 refer to its text in UTF-8.
    let source = loaded.transcoded.unwrap_or(source);
    Ok(LoadedLayer {
        name,
        path: path.to_owned(),
        store: Arc::new(builder.finish()),
        plan: Arc::new(loaded.plan),
        source,
        report: loaded.report,
        placed: BTreeMap::new(),
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
