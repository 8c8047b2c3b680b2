//! Files and folders that are looked at again and again: a changed file is read anew, a new one opened.

use std::collections::{BTreeSet, HashMap};

use crate::saved::{Stamp, files_in, stamp_of};
use crate::state::{Command, State};

/// Seconds between two looks.
pub const LOOK_SECS: f64 = 2.0;

/// Endings of files that a watched folder opens by itself.
pub const ENDINGS: [&str; 18] = [
    "geojson", "json", "geojsonl", "ndjson", "geojsons", "jsonl", "csv", "tsv", "xlsx", "kml", "kmz", "gpx", "gpkg", "fgb", "shp", "zip",
    "gz", "zst",
];

#[derive(Default)]
pub struct Watching {
    looked_at: f64,
    /// What each file looked like when it was read, and at the last look.
    stamps: HashMap<String, [Option<Stamp>; 2]>,
    /// Files of watched folders that were offered already.
    offered: BTreeSet<String>,
}

impl Watching {
    pub fn is_needed(&self, state: &State) -> bool {
        !state.folders.is_empty() || state.layers.iter().any(|layer| layer.is_watched)
    }

    /// Looks, if it is time to. `now` is in seconds.
    pub fn look(&mut self, state: &State, now: f64) -> Vec<Command> {
        if now - self.looked_at < LOOK_SECS {
            return Vec::new();
        }
        self.looked_at = now;
        let mut commands = Vec::new();
        for layer in state.layers.iter().filter(|layer| layer.is_watched) {
            let stamp = stamp_of(&layer.path);
            let [read, last] = self.stamps.entry(layer.path.clone()).or_insert([stamp, stamp]);
            // Twice the same: whoever writes the file has finished.
            if stamp.is_some() && stamp == *last && stamp != *read {
                *read = stamp;
                commands.push(Command::ReloadLayer(layer.id));
            }
            *last = stamp;
        }
        for folder in &state.folders {
            let open = |path: &String| state.layers.iter().any(|layer| layer.path == *path);
            let fresh: Vec<String> = openable(folder).into_iter().filter(|path| self.offered.insert(path.clone()) && !open(path)).collect();
            if !fresh.is_empty() {
                commands.push(Command::OpenFiles(fresh));
            }
        }
        commands
    }
}

/// The files of a folder that may be layers, told by their endings; what they are is told by their contents.
fn openable(folder: &str) -> Vec<String> {
    let ends = |path: &String| path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()));
    files_in(folder).into_iter().filter(ends).collect()
}
