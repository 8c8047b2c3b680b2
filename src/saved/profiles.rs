//! The user's mappings on disk: one TOML file each in the folder `profiles` beside the settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::edits::file_key;
use super::{Settings, write_atomically};
use crate::domain::{DateOrder, EpochUnit, Mapping, Reach, Role, SavedProfile};

/// Most profiles that are read.
const MAX_PROFILES: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    #[error("A saved profile could not be understood ({reason}); it is in {path} and was left as it is.")]
    Corrupt { reason: String, path: String },
    #[error("The profile {name} could not be written to {path}: {source}")]
    Write { source: std::io::Error, name: String, path: String },
}

/// The saved form, version 1. What a newer version adds is passed over.
#[derive(Debug, Serialize, Deserialize)]
struct ProfileFile {
    version: u32,
    name: String,
    columns: Vec<String>,
    /// `day_first`, `month_first`, or empty.
    #[serde(default)]
    order: String,
    /// `seconds`, `millis`, `micros`, `sheet_days`, or empty.
    #[serde(default)]
    epoch: String,
    /// An IANA name, or empty.
    #[serde(default)]
    zone: String,
    #[serde(default)]
    midnight_is_day: bool,
    /// In minutes ahead of UTC.
    #[serde(default)]
    day_offsets: Vec<i16>,
    /// `week`, `week_before`, `week_around`, `some_week`, `month`, `year`, or empty.
    #[serde(default)]
    reach: String,
    #[serde(default)]
    swapped: bool,
    /// The columns of each role.
    roles: BTreeMap<String, Vec<String>>,
}

/// Where the user's profiles lie; `None` where there is no home.
pub fn profiles_folder() -> Option<PathBuf> {
    Some(Settings::path()?.with_file_name("profiles"))
}

/// Reads all profiles of a folder, those of the most columns first: of several that fit a file, the closest counts. A missing folder holds none; a broken file is told and costs no other.
pub fn read_profiles(folder: &Path) -> (Vec<SavedProfile>, Vec<ProfileError>) {
    let mut profiles = Vec::new();
    let mut faults = Vec::new();
    let paths = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).take(MAX_PROFILES) {
        let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        match read.and_then(|text| toml::from_str::<ProfileFile>(&text).map_err(|error| error.message().to_owned())) {
            Ok(file) => profiles.push(profile_of(file)),
            Err(reason) => faults.push(ProfileError::Corrupt { reason, path: path.display().to_string() }),
        }
    }
    profiles.sort_by(|a: &SavedProfile, b| b.columns.len().cmp(&a.columns.len()).then_with(|| a.name.cmp(&b.name)));
    (profiles, faults)
}

/// Writes a profile; one of the same name is replaced.
pub fn write_profile(folder: &Path, profile: &SavedProfile) -> Result<(), ProfileError> {
    let path = folder.join(format!("{}.toml", file_key(&profile.name)));
    let text = toml::to_string_pretty(&file_of(profile)).unwrap_or_default();
    write_atomically(&path, text.as_bytes()).map_err(|source| ProfileError::Write {
        source,
        name: profile.name.clone(),
        path: path.display().to_string(),
    })
}

fn file_of(profile: &SavedProfile) -> ProfileFile {
    let mapping = &profile.mapping;
    ProfileFile {
        version: 1,
        name: profile.name.clone(),
        columns: profile.columns.clone(),
        order: match mapping.order {
            DateOrder::DayFirst => "day_first",
            DateOrder::MonthFirst => "month_first",
            DateOrder::Unknown => "",
        }
        .to_owned(),
        epoch: match mapping.epoch {
            Some(EpochUnit::Seconds) => "seconds",
            Some(EpochUnit::Millis) => "millis",
            Some(EpochUnit::Micros) => "micros",
            Some(EpochUnit::SheetDays) => "sheet_days",
            None => "",
        }
        .to_owned(),
        zone: mapping.zone.clone().unwrap_or_default(),
        midnight_is_day: mapping.midnight_is_day,
        day_offsets: mapping.day_offsets.clone(),
        reach: match mapping.reach {
            Some(Reach::Week) => "week",
            Some(Reach::WeekBefore) => "week_before",
            Some(Reach::WeekAround) => "week_around",
            Some(Reach::SomeWeek) => "some_week",
            Some(Reach::Month) => "month",
            Some(Reach::Year) => "year",
            None => "",
        }
        .to_owned(),
        swapped: mapping.swapped,
        roles: mapping.roles().map(|(role, columns)| (role.as_str().to_owned(), columns.to_vec())).collect(),
    }
}

fn profile_of(file: ProfileFile) -> SavedProfile {
    let mut mapping = Mapping {
        order: match file.order.as_str() {
            "day_first" => DateOrder::DayFirst,
            "month_first" => DateOrder::MonthFirst,
            _ => DateOrder::Unknown,
        },
        epoch: match file.epoch.as_str() {
            "seconds" => Some(EpochUnit::Seconds),
            "millis" => Some(EpochUnit::Millis),
            "micros" => Some(EpochUnit::Micros),
            "sheet_days" => Some(EpochUnit::SheetDays),
            _ => None,
        },
        zone: Some(file.zone).filter(|zone| !zone.is_empty()),
        midnight_is_day: file.midnight_is_day,
        day_offsets: file.day_offsets,
        reach: match file.reach.as_str() {
            "week" => Some(Reach::Week),
            "week_before" => Some(Reach::WeekBefore),
            "week_around" => Some(Reach::WeekAround),
            "some_week" => Some(Reach::SomeWeek),
            "month" => Some(Reach::Month),
            "year" => Some(Reach::Year),
            _ => None,
        },
        swapped: file.swapped,
        ..Mapping::default()
    };
    for (word, columns) in file.roles {
        if let Some(role) = Role::of_str(&word) {
            mapping.set(role, columns);
        }
    }
    SavedProfile { name: file.name, columns: file.columns, mapping }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_comes_back_as_it_was_and_a_broken_one_costs_no_other() {
        let folder = std::env::temp_dir().join(format!("marsad-profiles-{}", std::process::id()));
        let mut mapping = Mapping { order: DateOrder::DayFirst, zone: Some("Asia/Damascus".to_owned()), ..Mapping::default() };
        mapping.set(Role::Start, vec!["يوم الحادث".to_owned()]);
        mapping.set(Role::Title, vec!["what_en".to_owned(), "what_ar".to_owned()]);
        let profile = SavedProfile { name: "Weekly / أسبوعي".to_owned(), columns: vec!["what_en".to_owned()], mapping };
        write_profile(&folder, &profile).unwrap();
        write_profile(&folder, &profile).unwrap();
        let other = SavedProfile {
            name: "Other".to_owned(),
            columns: Vec::new(),
            mapping: Mapping {
                epoch: Some(EpochUnit::Millis),
                swapped: true,
                midnight_is_day: true,
                day_offsets: vec![180, 120],
                reach: Some(Reach::WeekBefore),
                ..Mapping::default()
            },
        };
        write_profile(&folder, &other).unwrap();
        std::fs::write(folder.join("broken.toml"), "name = \"half").unwrap();
        let (profiles, faults) = read_profiles(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(profiles, [profile, other]);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].to_string().contains("broken.toml"));
        assert_eq!(read_profiles(&folder).0, []);
    }
}
