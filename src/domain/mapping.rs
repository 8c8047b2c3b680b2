//! What the columns of an unknown table hold, and by what that was told.

use std::collections::BTreeMap;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Start,
    /// The time of day that belongs to the start, where it stands apart.
    Clock,
    /// The half of the day of that, AM or PM, where it stands apart.
    Half,
    End,
    EndClock,
    /// How fine the date of each row is, in words.
    Precision,
    /// The zone of the times of the row that state none.
    Zone,
    Title,
    Text,
    Category,
    PlaceName,
    /// What that lies in: country, governorate, district.
    Area,
    Longitude,
    Latitude,
    /// Both in one cell, in any of the notations.
    Coordinates,
    Actor,
    Killed,
    Injured,
    Source,
    Url,
    Id,
}

impl Role {
    /// In the order in which a reader asks: when, what, where, who, how many, says who.
    pub const ALL: [Self; 21] = [
        Self::Start,
        Self::Clock,
        Self::Half,
        Self::End,
        Self::EndClock,
        Self::Precision,
        Self::Zone,
        Self::Title,
        Self::Text,
        Self::Category,
        Self::PlaceName,
        Self::Area,
        Self::Longitude,
        Self::Latitude,
        Self::Coordinates,
        Self::Actor,
        Self::Killed,
        Self::Injured,
        Self::Source,
        Self::Url,
        Self::Id,
    ];

    /// The word in saved profiles.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Clock => "clock",
            Self::Half => "half",
            Self::End => "end",
            Self::EndClock => "end_clock",
            Self::Precision => "date_precision",
            Self::Zone => "zone",
            Self::Title => "title",
            Self::Text => "text",
            Self::Category => "category",
            Self::PlaceName => "place_name",
            Self::Area => "area",
            Self::Longitude => "longitude",
            Self::Latitude => "latitude",
            Self::Coordinates => "coordinates",
            Self::Actor => "actor",
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Source => "source",
            Self::Url => "url",
            Self::Id => "id",
        }
    }

    pub fn of_str(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Texts in several languages, several actors and areas, the least and the most of a figure stand in columns of their own. Other roles
    /// are given one column; a guess may join what lies in two, the degrees and the side of the equator, or take dates from the second where the first is empty.
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Title | Self::Text | Self::PlaceName | Self::Area | Self::Actor | Self::Killed | Self::Injured)
    }
}

/// The order of day and month in dates such as 3/4/2024.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
    /// Nothing in the column tells.
    #[default]
    Unknown,
}

/// What a number in a date column counts since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EpochUnit {
    Seconds,
    Millis,
    Micros,
    /// Days as spreadsheets count them, from 1900 and in no zone; what is behind the point is the time of day.
    SheetDays,
}

/// What a day in the column of the start stands for, where it is more than that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The seven days from it on.
    Week,
    /// The seven days up to it.
    WeekBefore,
    /// Any seven days that hold it.
    WeekAround,
    /// The week in which it lies, from Monday on.
    SomeWeek,
    /// The month in which it lies.
    Month,
    Year,
}

/// Which column is what, and how its values are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    pub columns: BTreeMap<Role, Vec<String>>,
    pub order: DateOrder,
    /// The column holds numbers that count from 1970; where it was guessed this is the unit of the first, and each is read by its own.
    pub epoch: Option<EpochUnit>,
    /// The zone of times that state none, an IANA name; without it they are read as UTC and their zone is unknown.
    pub zone: Option<String>,
    /// A time of exactly 00:00:00 that states no zone is the whole day.
    pub midnight_is_day: bool,
    /// So is one that states its zone and is midnight so many minutes ahead of UTC: the column has no other times.
    pub day_offsets: Vec<i16>,
    /// A day stands for its week or month.
    pub reach: Option<Reach>,
    /// Latitude stands where longitude belongs, in geometries and in columns.
    pub swapped: bool,
}

impl Mapping {
    /// The columns of a role, the first one first.
    pub fn columns(&self, role: Role) -> &[String] {
        self.columns.get(&role).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn column(&self, role: Role) -> Option<&str> {
        self.columns(role).first().map(String::as_str)
    }

    /// Every role that has a column, with its columns.
    pub fn roles(&self) -> impl Iterator<Item = (Role, &[String])> {
        self.columns.iter().map(|(role, columns)| (*role, columns.as_slice()))
    }

    pub fn set(&mut self, role: Role, columns: Vec<String>) {
        if columns.is_empty() {
            self.columns.remove(&role);
        } else {
            self.columns.insert(role, columns);
        }
    }

    /// Gives a column to a role or takes it away again; a role of one column lets go of the one it had.
    pub fn toggle(&mut self, role: Role, column: &str) {
        let mut columns = self.columns(role).to_vec();
        if columns.iter().any(|have| have == column) {
            columns.retain(|have| have != column);
        } else {
            if !role.takes_several() {
                columns.clear();
            }
            columns.push(column.to_owned());
        }
        self.set(role, columns);
    }
}

/// By what a part of a proposal was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clue {
    /// The column's name says it.
    Name,
    /// So many of the values that are there read as dates.
    Dates { read: u64, of: u64 },
    /// So many of the values that are there read as times of day.
    Clocks { read: u64, of: u64 },
    /// No name fits; the column holds the texts that differ most.
    Texts,
    /// A date that is one only in this order.
    Order { order: DateOrder, by: String },
    /// A date that could be either, and none that proves the order.
    OrderOpen { by: String },
    /// A time without zone.
    NoZone { by: String },
    /// The name of the column says that each day stands for more.
    Reach(Reach),
    /// Every time is midnight without a zone.
    Midnight,
    /// Every time is midnight in this zone, UTC or an offset.
    MidnightOf { zone: String },
    /// Values such as this one name zones.
    Zones { by: String },
    /// Values such as this one are halves of the day.
    Halves { by: String },
    /// Values such as this one are both coordinates.
    Coordinates { by: String },
    /// Values such as this one are the side of the equator or of the meridian.
    Sides { by: String },
    /// The name of the column says in which zone its times are.
    ZoneByName { by: String, zone: String },
    /// A number that counts from 1970.
    Epoch { by: String },
    /// A number that counts days as spreadsheets do.
    SheetDays { by: String },
    /// A value that is no latitude, while the longitudes could all be latitudes.
    Swapped { by: String },
    /// A comma stands before the decimals.
    DecimalComma { by: String },
}

/// A clue and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub role: Role,
    pub clue: Clue,
}

/// A column with some of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSample {
    pub name: String,
    /// At most three, none empty, no two the same.
    pub values: Vec<String>,
    /// Whether every record of the sample has it.
    pub in_all: bool,
}

/// A mapping that was guessed from the first records, with all that speaks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    pub mapping: Mapping,
    pub evidence: Vec<Evidence>,
    /// Every column of the sample, in the file's order.
    pub columns: Vec<ColumnSample>,
    /// Records that were looked at.
    pub num_records: u64,
}

impl Proposal {
    /// The columns to which a mapping gives no role.
    pub fn unused(&self, mapping: &Mapping) -> impl Iterator<Item = &str> {
        let is_used = |name: &str| mapping.roles().any(|(_, columns)| columns.iter().any(|column| column == name));
        self.columns.iter().map(|column| column.name.as_str()).filter(move |name| !is_used(name))
    }
}

/// Where the mapping of a file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappingOrigin {
    Guessed,
    /// Set by the user for this file.
    Chosen,
    /// The name of the saved profile whose columns the file has.
    Saved(String),
}

/// A mapping that the user made, and the columns by which its files are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedProfile {
    pub name: String,
    /// A file is of this profile where all of these stand in it.
    pub columns: Vec<String>,
    pub mapping: Mapping,
}
