//! Longitude and latitude in each other's place, where both could be either: the places that the file names tell.

use std::collections::BTreeSet;

use crate::domain::LonLat;
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

/// The first of the names that lie where their positions would be with longitude and latitude swapped, if nearly all that lie anywhere do.
/// Positions are longitude and latitude in degrees.
pub fn swapped_by_names(named: impl IntoIterator<Item = (String, [f64; 2])>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let is_new = |(name, [lon, lat]): &(String, [f64; 2])| lon.abs() <= 90.0 && lat.abs() <= 90.0 && seen.insert(name.clone());
    let named: Vec<(String, [f64; 2])> = named.into_iter().filter(is_new).take(MAX_NAMES).collect();
    if named.len() < MIN_NAMES {
        return None;
    }
    let gazetteer = Gazetteer::bundled();
    let (mut swapped, mut straight) = (Vec::new(), 0);
    for (name, [lon, lat]) in named {
        let away_m = |lon, lat| gazetteer.nearest_named(&name, LonLat { lon, lat });
        match away_m(lon, lat).zip(away_m(lat, lon)) {
            Some((here_m, there_m)) if here_m >= ELSEWHERE_M && there_m <= AT_PLACE_M => swapped.push(name),
            Some((here_m, there_m)) if here_m <= AT_PLACE_M && there_m >= ELSEWHERE_M => straight += 1,
            _ => {}
        }
    }
    let is_so = swapped.len() >= MIN_NAMES.max(straight * TIMES_MORE);
    swapped.into_iter().next().filter(|_| is_so)
}
