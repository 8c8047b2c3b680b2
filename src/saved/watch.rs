//! What a file or folder on disk looks like from outside, to notice when it changes.

use std::path::Path;
use std::time::SystemTime;

/// Length and time of the last change; two looks that differ saw two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
}

/// `None` where there is no such file.
pub fn stamp_of(path: &str) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(Stamp { len: metadata.len(), modified: metadata.modified().ok() })
}

pub fn is_folder(path: &str) -> bool {
    Path::new(path).is_dir()
}

/// The files of a folder, by name, hidden ones and those in folders below left aside.
pub fn files_in(folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<String> = entries
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()) && !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect();
    files.sort_unstable();
    files
}
