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
    /// Folders that were looked into before.
    folders: BTreeSet<String>,
    /// Files that have come into a watched folder, as they looked at the last look.
    coming: HashMap<String, Option<Stamp>>,
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
            let is_first_look = self.folders.insert(folder.clone());
            let open = |path: &String| state.layers.iter().any(|layer| layer.path == *path);
            let mut fresh = Vec::new();
            for path in openable(folder) {
                if self.offered.contains(&path) {
                    continue;
                }
                // What comes later may still be written: it is opened once two looks saw the same.
                let stamp = stamp_of(&path);
                if !is_first_look && self.coming.insert(path.clone(), stamp) != Some(stamp) {
                    continue;
                }
                self.coming.remove(&path);
                self.offered.insert(path.clone());
                fresh.extend(Some(path).filter(|path| !open(path)));
            }
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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::import::Flow;
    use crate::saved::open_layer;
    use crate::state::{ColorTheme, View, apply};
    use crate::text::UiLang;

    const FEATURE: &str = r#"{"type":"Feature","geometry":null,"properties":{"title":"x"}}"#;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("marsad-watching-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).unwrap();
            Self(path)
        }
        fn write(&self, name: &str, features: usize) -> String {
            let path = self.0.join(name);
            std::fs::write(&path, vec![FEATURE; features].join("\n")).unwrap();
            path.to_str().unwrap().to_owned()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn opened(path: &str) -> State {
        let mut state = State::new(View::new(ColorTheme::Light, UiLang::En), Vec::new());
        let layer = open_layer(path, &mut |_| Flow::Continue).unwrap();
        apply(&mut state, Command::LayerLoaded { job: 1, layer: Box::new(layer) });
        state
    }

    /// The files that a look opens or reads again.
    fn asked(commands: Vec<Command>) -> Vec<String> {
        let asked = commands.into_iter().flat_map(|command| match command {
            Command::OpenFiles(paths) => paths.iter().map(|path| path.rsplit('/').next().unwrap_or_default().to_owned()).collect(),
            Command::ReloadLayer(_) => vec!["again".to_owned()],
            _ => vec!["?".to_owned()],
        });
        asked.collect()
    }

    #[test]
    fn a_changed_file_is_read_again_once_and_only_when_nobody_writes_it_any_more() {
        let folder = Folder::new("file");
        let mut state = opened(&folder.write("a.geojsonl", 1));
        let id = state.layers[0].id;
        let mut watching = Watching::default();
        assert!(!watching.is_needed(&state));
        apply(&mut state, Command::SetWatched(id, true));
        assert!(watching.is_needed(&state));
        assert_eq!(asked(watching.look(&state, 10.0)), Vec::<String>::new());
        folder.write("a.geojsonl", 2);
        assert_eq!(asked(watching.look(&state, 10.5)), Vec::<String>::new(), "it is not time yet");
        assert_eq!(asked(watching.look(&state, 12.0)), Vec::<String>::new(), "it may still be written");
        folder.write("a.geojsonl", 3);
        assert_eq!(asked(watching.look(&state, 14.0)), Vec::<String>::new(), "and is");
        assert_eq!(asked(watching.look(&state, 16.0)), ["again"]);
        assert_eq!(asked(watching.look(&state, 18.0)), Vec::<String>::new(), "once");
    }

    #[test]
    fn a_folder_opens_what_is_there_and_what_comes_when_it_is_whole() {
        let folder = Folder::new("folder");
        let mut state = opened(&folder.write("open.geojsonl", 1));
        folder.write("there.geojsonl", 1);
        folder.write(".hidden.geojsonl", 1);
        folder.write("readme.txt", 1);
        apply(&mut state, Command::WatchFolder(folder.0.to_str().unwrap().to_owned(), true));
        let mut watching = Watching::default();
        assert_eq!(asked(watching.look(&state, 10.0)), ["there.geojsonl"]);
        folder.write("later.csv", 1);
        assert_eq!(asked(watching.look(&state, 12.0)), Vec::<String>::new(), "it may still be written");
        folder.write("later.csv", 2);
        assert_eq!(asked(watching.look(&state, 14.0)), Vec::<String>::new(), "and is");
        assert_eq!(asked(watching.look(&state, 16.0)), ["later.csv"]);
        assert_eq!(asked(watching.look(&state, 18.0)), Vec::<String>::new());
    }
}
