//! Settings kept between starts: theme, language, recent files. A broken file never stops the start.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::write_atomically;
use crate::state::{ColorTheme, State, Writing};
use crate::text::{Digits, MonthNames, UiLang};

#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("The settings could not be understood ({reason}). They were set aside as {aside}; Marsad starts with its own.")]
    Corrupt { reason: String, aside: String },
    #[error("The settings could not be written: {source} ({path})")]
    Write { source: std::io::Error, path: String },
}

/// The saved form, version 1. Unknown members of a newer version are kept in `rest`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    #[serde(default = "version")]
    version: u32,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    language: String,
    /// `western` or `arabic`.
    #[serde(default)]
    digits: String,
    /// `levantine` or `international`.
    #[serde(default)]
    months: String,
    /// Language of contents shown first: `en`, `ar`, or empty for that of the interface.
    #[serde(default)]
    content_language: String,
    #[serde(default)]
    mirrored_time: bool,
    #[serde(default)]
    recent: Vec<String>,
    #[serde(flatten)]
    rest: toml::Table,
}

fn version() -> u32 {
    1
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 1,
            theme: String::new(),
            language: String::new(),
            digits: String::new(),
            months: String::new(),
            content_language: String::new(),
            mirrored_time: false,
            recent: Vec::new(),
            rest: toml::Table::new(),
        }
    }
}

impl Settings {
    /// `$XDG_CONFIG_HOME/marsad/settings.toml`, or the system's own place for it; `None` where there is no home.
    pub fn path() -> Option<PathBuf> {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = set("XDG_CONFIG_HOME").or_else(|| set("APPDATA")).or_else(|| Some(set("HOME")?.join(".config")))?;
        Some(folder.join("marsad").join("settings.toml"))
    }

    /// Reads the settings. A missing file is not an error; a broken one is set aside and said once.
    pub fn read(path: &Path) -> (Self, Option<SettingsError>) {
        let Ok(bytes) = std::fs::read(path) else { return (Self::default(), None) };
        let text = String::from_utf8_lossy(&bytes);
        match toml::from_str(&text) {
            Ok(settings) => (settings, None),
            Err(error) => {
                let aside = path.with_extension("toml.corrupt");
                // Where it cannot be moved it stays, and the next save replaces it.
                let _ = std::fs::rename(path, &aside);
                let reason = error.message().to_owned();
                (Self::default(), Some(SettingsError::Corrupt { reason, aside: aside.display().to_string() }))
            }
        }
    }

    pub fn write(&self, path: &Path) -> Result<(), SettingsError> {
        let text = toml::to_string_pretty(self).unwrap_or_default();
        write_atomically(path, text.as_bytes()).map_err(|source| SettingsError::Write { source, path: path.display().to_string() })
    }

    /// Takes over what the user has chosen.
    pub fn update_from(&mut self, state: &State) {
        self.theme = if state.view.theme == ColorTheme::Dark { "dark" } else { "light" }.to_owned();
        self.language = if state.view.lang == UiLang::Ar { "ar" } else { "en" }.to_owned();
        let writing = state.view.writing;
        self.digits = if writing.digits == Digits::ArabicIndic { "arabic" } else { "western" }.to_owned();
        self.months = if writing.months == MonthNames::International { "international" } else { "levantine" }.to_owned();
        self.content_language = writing.content.map_or("", UiLang::tag).to_owned();
        self.mirrored_time = writing.mirrored_time;
        self.recent.clone_from(&state.recent);
    }

    pub fn theme(&self) -> ColorTheme {
        if self.theme == "dark" { ColorTheme::Dark } else { ColorTheme::Light }
    }
    pub fn lang(&self) -> UiLang {
        if self.language == "ar" { UiLang::Ar } else { UiLang::En }
    }
    pub fn writing(&self) -> Writing {
        Writing {
            digits: if self.digits == "arabic" { Digits::ArabicIndic } else { Digits::Western },
            months: if self.months == "international" { MonthNames::International } else { MonthNames::Levantine },
            content: UiLang::ALL.into_iter().find(|lang| lang.tag() == self.content_language),
            mirrored_time: self.mirrored_time,
        }
    }
    pub fn recent(&self) -> &[String] {
        &self.recent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_settings_are_set_aside_and_unknown_members_survive() {
        let folder = std::env::temp_dir().join(format!("marsad-settings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("settings.toml");
        std::fs::write(&path, "theme = \"da").unwrap();
        let (settings, fault) = Settings::read(&path);
        assert_eq!(settings, Settings::default());
        assert!(fault.unwrap().to_string().contains("set aside"));
        assert!(folder.join("settings.toml.corrupt").exists());

        std::fs::write(&path, "theme = \"dark\"\nfrom_the_future = 7\n").unwrap();
        let (settings, fault) = Settings::read(&path);
        assert!(fault.is_none());
        settings.write(&path).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().contains("from_the_future = 7"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
