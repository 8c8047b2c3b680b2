//! Longitude and latitude in each other's place, where both could be either: the places that the file names tell.

use std::collections::BTreeSet;

use super::columns::degrees;
use super::{Sample, cell_of};
use crate::domain::{LonLat, Mapping, Role};
use crate::gazetteer::Gazetteer;

/// Within so many metres a position is at the place.
const AT_PLACE_M: f64 = 25_000.0;
/// Beyond so many it is not.
const ELSEWHERE_M: f64 = 50_000.0;
/// Fewer names that say so are a chance.
const MIN_NAMES: usize = 3;
/// For each name that says the other.
const TIMES_MORE: usize = 10;
/// So many different names are looked up.
const MAX_NAMES: usize = 60;

/// Whether nearly all places that are known by the names in a sample lie where its positions would be with longitude and latitude swapped.
pub fn are_swapped(mapping: &Mapping, sample: &Sample) -> bool {
    let mut seen = BTreeSet::new();
    let is_new = |(name, at): &(String, LonLat)| at.lon.abs() <= 90.0 && at.lat.abs() <= 90.0 && seen.insert(name.clone());
    let named: Vec<(String, LonLat)> = named(mapping, sample).into_iter().filter(is_new).take(MAX_NAMES).collect();
    if named.len() < MIN_NAMES {
        return false;
    }
    let gazetteer = Gazetteer::bundled();
    let (mut swapped, mut straight) = (0, 0);
    for (name, at) in named {
        let there = LonLat { lon: at.lat, lat: at.lon };
        let away_m = [at, there].map(|at| gazetteer.nearest_named(&name, at));
        match away_m {
            [Some(here_m), Some(there_m)] if here_m >= ELSEWHERE_M && there_m <= AT_PLACE_M => swapped += 1,
            [Some(here_m), Some(there_m)] if here_m <= AT_PLACE_M && there_m >= ELSEWHERE_M => straight += 1,
            _ => {}
        }
    }
    swapped >= MIN_NAMES.max(straight * TIMES_MORE)
}

/// The names of places in a sample, each with the position of its row.
fn named(mapping: &Mapping, sample: &Sample) -> Vec<(String, LonLat)> {
    let columns: Vec<&String> = mapping.columns(Role::PlaceName).iter().chain(mapping.columns(Role::Area)).collect();
    let lon_lat = mapping.column(Role::Longitude).zip(mapping.column(Role::Latitude));
    let mut named = Vec::new();
    for (at, row) in sample.rows.iter().enumerate() {
        let degrees = |column: &str| cell_of(row, column).and_then(|text| degrees(&text));
        let written = || lon_lat.and_then(|(lon, lat)| Some([degrees(lon)?, degrees(lat)?]));
        let Some([lon, lat]) = sample.positions.get(at).copied().flatten().or_else(written) else { continue };
        // Numbers are no names, and the gazetteer takes a moment to unpack.
        let names = columns.iter().filter_map(|column| cell_of(row, column)).filter(|name| !name.contains(|c: char| c.is_numeric()));
        named.extend(names.map(|name| (name, LonLat { lon, lat })));
    }
    named
}
