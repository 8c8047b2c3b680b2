//! What a file may ask of the reader; what asks for more is refused with the limit and a way out.

use super::notes::SampleRow;
use super::profile::UserProfiles;

/// What a file may ask of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest feature in bytes.
    pub max_feature_bytes: u64,
    /// Longest member of the document beside its features, in bytes; a longer one is passed over.
    pub max_member_bytes: u64,
    /// Bytes that are looked through for the next sound feature behind a broken one, each as often as it is looked at.
    pub max_looked_through: u64,
    /// Quarantined features that are kept in full; all are counted.
    pub max_quarantine_kept: usize,
    /// Features that are looked at before a profile is chosen.
    pub sample: usize,
    /// Longest UTF-16 file in bytes; it is turned to UTF-8 in memory.
    pub max_utf16_bytes: u64,
    /// Longest row of a table in bytes.
    pub max_row_bytes: u64,
    /// Most columns of a table.
    pub max_columns: usize,
    /// Deepest nesting of XML elements.
    pub max_xml_depth: usize,
    /// Most bytes that an archive may unpack to.
    pub max_unpacked_bytes: u64,
    /// Most unpacked bytes to a packed one, asked only of what unpacks to more than 64 MB.
    pub max_ratio: u64,
    /// Most entries of an archive.
    pub max_entries: usize,
    /// Archives within archives.
    pub max_wrappings: usize,
    /// Longest file in bytes of a format that is held in memory (a sheet, the parts of a zipped Shapefile).
    pub max_held_bytes: u64,
    /// What the user has said of the columns of unknown tables.
    pub profiles: UserProfiles,
    /// What a reading of the same file up to its end has found.
    pub found: Late,
}

/// What of a file shows only far behind its first records, and by which it would have been read otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Records with columns that the first ones do not have; they are looked at as well before a profile is chosen.
    pub rows: Vec<SampleRow>,
    /// The coordinate system that the document names behind its features, as JSON.
    pub crs: Option<String>,
    /// Dates that prove an order of day and month, where others could stand in either.
    pub dates: Vec<String>,
}

impl Late {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.crs.is_none() && self.dates.is_empty()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_feature_bytes: 200 << 20,
            max_member_bytes: 16 << 20,
            max_looked_through: 4 << 30,
            max_quarantine_kept: 10_000,
            sample: 200,
            max_utf16_bytes: 512 << 20,
            max_row_bytes: 16 << 20,
            max_columns: 4_096,
            max_xml_depth: 64,
            max_unpacked_bytes: 8 << 30,
            max_ratio: 400,
            max_entries: 10_000,
            max_wrappings: 3,
            max_held_bytes: 1 << 30,
            profiles: UserProfiles::default(),
            found: Late::default(),
        }
    }
}
