//! Writing a file whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes beside the target, makes sure that the bytes lie on the disk, then puts the new file in the old one's place.
/// On any error the old file is untouched.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    stream_atomically(path, |out| out.write_all(bytes))
}

/// The same for what is too large to lie in memory: `write` gets a buffered writer.
pub fn stream_atomically<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T, E>) -> Result<T, E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let name = path.file_name().ok_or_else(|| io::Error::other("the path names no file"))?;
    let beside = folder.join(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = write_new(&beside, write).and_then(|done| Ok(std::fs::rename(&beside, path).map(|()| done)?));
    if written.is_err() {
        // The part file is of no use to anyone; that it cannot be removed either changes nothing.
        let _ = std::fs::remove_file(&beside);
        return written;
    }
    sync_folder(folder);
    written
}

fn write_new<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T, E>) -> Result<T, E> {
    let mut out = BufWriter::new(OpenOptions::new().write(true).create(true).truncate(true).open(path)?);
    let done = write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(done)
}

/// Makes the rename itself durable where the system can; the file is whole either way.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stays_whole_when_writing_fails() {
        let folder = std::env::temp_dir().join(format!("marsad-atomic-{}", std::process::id()));
        let path = folder.join("settings.toml");
        write_atomically(&path, b"first").unwrap();
        write_atomically(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert!(write_atomically(&path.join("not-a-folder"), b"third").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no part file is left");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
