//! Names with what they lie in: `Tripoli, Lebanon`, `الباب، حلب، سوريا`.

use super::find::{Answer, Found};
use super::kind::Kind;
use super::{Gazetteer, Why};
use crate::domain::LonLat;
use crate::domain::geodesy::distance_m;

/// More parts than this are no name of a place.
const MAX_PARTS: usize = 6;
/// Readings of a part that are asked what lies in them.
const MAX_AROUND: usize = 8;
/// A village is said to be in the town to whose district it belongs: so far from it, in metres.
const DISTRICT_M: f64 = 40_000.0;

/// What a part of a text stands for as something that others lie in.
#[derive(Default)]
struct Around {
    countries: Vec<[u8; 2]>,
    /// As [`World::admin`](super::file::World) counts.
    admins: Vec<u16>,
    towns: Vec<LonLat>,
}

impl Gazetteer {
    /// The places that a text of several parts may mean: those called as one of the parts that lie in the most of the others, in
    /// whichever order the text has them. `None` for a text of one part, and where no part is a place known to lie in another.
    pub(super) fn find_within(&self, text: &str, limit: usize) -> Option<Answer> {
        let parts = parts_of(text)?;
        let read: Vec<Vec<Found>> = parts.iter().map(|part| self.readings(part).0).collect();
        let around: Vec<Around> = read.iter().map(|found| self.around(found)).collect();
        let mut best: Option<(usize, Vec<Found>)> = None;
        // The name stands first in most, last in lists from the wide to the narrow.
        let last = parts.len() - 1;
        for at in [0, last].into_iter().chain(1..last) {
            let Some(found) = read.get(at) else { continue };
            let others = || around.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, around)| around);
            let readings = found.iter().filter(|reading| reading.why.class() <= Why::Prefix.class());
            let scored: Vec<(usize, &Found)> =
                readings.map(|reading| (others().filter(|around| self.lies_in(reading.place, around)).count(), reading)).collect();
            let score = scored.iter().map(|(score, _)| *score).max().unwrap_or_default();
            if score > best.as_ref().map_or(0, |(score, _)| *score) {
                best = Some((score, scored.into_iter().filter(|(have, _)| *have == score).map(|(_, reading)| reading.clone()).collect()));
            }
        }
        let (_, found) = best?;
        let is_ambiguous = self.is_unsettled(&found);
        Some(self.answer(found, is_ambiguous, limit))
    }

    /// The readings of the first part alone that is a place at all, where nothing tells which of them.
    pub(super) fn find_any_part(&self, text: &str, limit: usize) -> Option<Answer> {
        let known = parts_of(text)?.into_iter().map(|part| self.readings(part).0).find(|found| !found.is_empty())?;
        Some(self.answer(known, true, limit))
    }

    fn around(&self, found: &[Found]) -> Around {
        let mut around = Around::default();
        let sure = found.iter().filter(|reading| reading.why.class() <= Why::Transliteration.class() && reading.why != Why::Prefix);
        for place in sure.map(|reading| reading.place).take(MAX_AROUND) {
            match (self.world.kinds.get(place), self.world.lon_lat(place)) {
                (Some(Kind::Country), _) => around.countries.extend(self.world.country.get(place)),
                (Some(Kind::Governorate), _) => around.admins.extend(u16::try_from(place + 1)),
                (Some(kind), Some((lon, lat))) if kind.is_settlement() => around.towns.push(LonLat { lon, lat }),
                _ => {}
            }
        }
        // Somewhere there is a village that is called so too.
        if found.first().is_some_and(|best| self.world.kinds.get(best.place) == Some(&Kind::Country)) {
            (around.admins, around.towns) = (Vec::new(), Vec::new());
        }
        around
    }

    fn lies_in(&self, place: usize, around: &Around) -> bool {
        let is_country = self.world.kinds.get(place) == Some(&Kind::Country);
        let in_country = || self.world.country.get(place).is_some_and(|country| around.countries.contains(country));
        let in_admin = || self.world.admin.get(place).is_some_and(|admin| around.admins.contains(admin));
        let near_town = || {
            let at = self.world.lon_lat(place).map(|(lon, lat)| LonLat { lon, lat });
            let is_near = |town: &LonLat| at.is_some_and(|at| at != *town && distance_m(at, *town) <= DISTRICT_M);
            !self.is_wide(place) && around.towns.iter().any(is_near)
        };
        !is_country && (in_country() || in_admin() || near_town())
    }
}

/// The parts between commas, or between strokes that stand free.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    let by_comma = text.split([',', '،', ';', '؛', '/']);
    let parts = by_comma.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| part.chars().count() > 1).collect();
    (2..=MAX_PARTS).contains(&parts.len()).then_some(parts)
}
