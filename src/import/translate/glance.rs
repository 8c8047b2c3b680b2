//! A glance at the first records of a table, to tell which of several is that of the incidents.

use std::io::{self, Write};

use serde_json::Value;

use super::Lines;
use crate::domain::Origin;
use crate::import::profile::told_by;

/// Records that are looked at.
pub const NUM_RECORDS: usize = 100;

/// How much something looks like a table of incidents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A cover, prose, names without rows.
    #[default]
    None,
    /// Names, and rows of several cells under them.
    Table,
    /// One that tells when or where something was.
    TimeOrPlace,
    TimeAndPlace,
}

/// Takes the lines of a translation instead of a file.
#[derive(Default)]
pub struct Glance {
    bytes: Vec<u8>,
    num_records: usize,
}

impl Write for Glance {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.num_records <= NUM_RECORDS {
            self.bytes.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines for Glance {
    fn record(&mut self, _: Origin) {
        self.num_records += 1;
    }
}

impl Glance {
    pub fn rank(&self) -> Rank {
        let is_said = |value: &Value| !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty());
        let mut rank = Rank::None;
        for line in self.bytes.split(|byte| *byte == b'\n') {
            let Ok(feature) = serde_json::from_slice::<Value>(line) else { continue };
            let is_placed = feature.get("geometry").is_some_and(|geometry| !geometry.is_null());
            let Some(properties) = feature.get("properties").and_then(Value::as_object) else { continue };
            if !is_placed && properties.values().filter(|value| is_said(value)).nth(1).is_none() {
                continue;
            }
            let (tells_time, tells_place) = told_by(properties.keys().map(String::as_str));
            rank = rank.max(match (tells_time, tells_place || is_placed) {
                (true, true) => Rank::TimeAndPlace,
                (false, false) => Rank::Table,
                _ => Rank::TimeOrPlace,
            });
        }
        rank
    }
}
