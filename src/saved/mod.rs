//! What lies on disk: files that are opened as layers, and settings that are kept for the next start.

mod atomic;
mod file_source;
mod open;
mod settings;
mod spool;
mod unwrapped;

pub use atomic::{stream_atomically, write_atomically};
pub use file_source::FileSource;
pub use open::{BUNDLED_NAME, OpenError, open_bundled, open_layer};
pub use settings::{Settings, SettingsError};
