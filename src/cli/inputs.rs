//! What the commands work on: the files as layers, the filter and the window from the arguments.

use super::args::Selecting;
use super::exit;
use crate::domain::{Filter, UtcMs, Window};
use crate::import::{Flow, UserProfiles};
use crate::saved::{OpenError, open_bundled, open_layer_by, profiles_folder, read_profiles};
use crate::state::LoadedLayer;

/// What went wrong, said once on standard error, with the exit code.
pub struct Failure {
    pub code: u8,
    pub message: String,
}

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Self { code: exit::NOTHING_USABLE, message: message.into() }
    }
    /// Says it and gives the code.
    pub fn say(&self) -> u8 {
        eprintln!("marsad: {}", self.message);
        self.code
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let code = if error.is_unusable() { exit::NOTHING_USABLE } else { exit::CANNOT_READ };
        Self { code, message: error.to_string() }
    }
}

/// Opens every file; none means the bundled incidents.
pub fn open(files: &[String]) -> Result<Vec<LoadedLayer>, Failure> {
    if files.is_empty() {
        return Ok(vec![open_bundled()?]);
    }
    files.iter().map(|path| Ok(open_one(path)?)).collect()
}

/// Opens a file as the window does: the profiles that the user has saved there count here too.
pub fn open_one(path: &str) -> Result<LoadedLayer, OpenError> {
    let (saved, faults) = profiles_folder().map(|folder| read_profiles(&folder)).unwrap_or_default();
    faults.iter().for_each(|fault| eprintln!("marsad: {fault}"));
    let profiles = UserProfiles { saved: saved.into(), ..UserProfiles::default() };
    open_layer_by(path, profiles, &mut |_| Flow::Continue)
}

/// The conditions of the arguments.
pub struct Conditions {
    pub filter: Filter,
    pub window: Window,
}

pub fn conditions(selecting: &Selecting) -> Result<Conditions, Failure> {
    let mut parts = Vec::new();
    if let Some(text) = &selecting.filter {
        parts.push(Filter::parse(text).map_err(|error| Failure::usage(format!("--where: {error}")))?);
    }
    if let Some(bbox) = selecting.bbox {
        parts.push(Filter::in_bbox(bbox.0));
    }
    let window = window(selecting.from.as_deref(), selecting.to.as_deref(), &selecting.zone)?;
    Ok(Conditions { filter: Filter::all_of(parts), window })
}

/// The window between two times as typed; a missing one leaves that side open.
pub fn window(from: Option<&str>, to: Option<&str>, zone: &str) -> Result<Window, Failure> {
    let read = |name: &str, text: &str| {
        crate::import::parse_instant(text, zone).map_err(|reason| Failure::usage(format!("{name} {text}: {reason}")))
    };
    let from = from.map_or(Ok(UtcMs::MIN), |text| read("--from", text))?;
    let to = to.map_or(Ok(UtcMs::MAX), |text| read("--to", text))?;
    if from >= to {
        return Err(Failure::usage("--from must lie before --to"));
    }
    Ok(Window { from, to })
}
