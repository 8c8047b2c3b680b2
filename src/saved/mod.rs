//! What lies on disk: files that are opened as layers, and settings that are kept for the next start.

mod atomic;
mod compared;
mod edits;
mod file_source;
mod open;
mod profiles;
mod settings;
mod watch;
mod room;
mod spool;
mod told;
mod unwrapped;

pub use atomic::{stream_atomically, write_atomically};
pub use compared::compared;
pub use edits::{EditsError, with_edits, write_edits};
pub use file_source::FileSource;
pub use open::{BUNDLED_NAME, OpenError, open_bundled, open_growing_layer, open_layer, open_layer_by};
pub use profiles::{ProfileError, profiles_folder, read_profiles, write_profile};
pub use settings::{Settings, SettingsError};
pub use told::OnProgress;
pub use watch::{Stamp, files_in, is_folder, stamp_of};
