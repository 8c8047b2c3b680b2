//! Names with what they lie in: `Tripoli, Lebanon`, `الباب، حلب، سوريا`.

use std::collections::BTreeSet;

use super::find::{Answer, Found};
use super::kind::Kind;
use super::{Gazetteer, Why};
use crate::domain::geodesy::distance_m;
use crate::domain::{LonLat, fold_weak};

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
    towns: Vec<usize>,
}

impl Gazetteer {
    /// The places that a text of several parts may mean: those called as one of the parts that lie in the most of the others, in
    /// whichever order the text has them. `None` for a text of one part, and where no part is a place known to lie in another.
    ///
    /// Only a name as it is written, in what is known to hold it, settles anything: two towns side by side may both be meant.
    pub(super) fn find_within(&self, text: &str, limit: usize) -> Option<Answer> {
        let parts = parts_of(text)?;
        let read: Vec<Vec<Found>> = parts.iter().map(|part| self.readings(part).0).collect();
        let around: Vec<Around> = read.iter().map(|found| self.around(found)).collect();
        // The name stands first in most, last in lists from the wide to the narrow.
        let last = parts.len() - 1;
        let mut scored: Vec<(Score, usize, &Found)> = Vec::new();
        for at in [0, last].into_iter().chain(1..last) {
            let others = || around.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, around)| around);
            let names = read.get(at).into_iter().flatten();
            for reading in names.filter(|reading| reading.why.class() <= Why::Transliteration.class() && reading.why != Why::Prefix) {
                let (mut score, mut is_near) = (Score::default(), false);
                for around in others() {
                    score.known += usize::from(self.is_known_to_lie_in(reading.place, around));
                    is_near |= self.is_near_a_greater(reading.place, around);
                }
                score.near = usize::from(is_near);
                scored.push((score, at, reading));
            }
        }
        let best = scored.iter().map(|(score, ..)| *score).max().filter(|best| *best > Score::default())?;
        let (of, found): (Vec<usize>, Vec<Found>) =
            scored.into_iter().filter(|(score, ..)| *score == best).map(|(_, at, reading)| (at, reading.clone())).unzip();
        let is_sure = best.known > 0 && of.windows(2).all(|pair| pair.first() == pair.last()) && found.first()?.why.class() <= 1;
        if !is_sure && best.known == 0 {
            // Of two towns side by side either may be the place.
            let others = read.into_iter().flatten().filter(|reading| reading.why.class() <= 1);
            let others = others.filter(|other| found.iter().all(|have| have.place != other.place)).collect();
            return Some(self.answer([found.clone(), others].concat(), true, limit));
        }
        let is_ambiguous = !is_sure || self.is_unsettled(&found);
        Some(self.answer(found, is_ambiguous, limit))
    }

    /// The readings of the first part alone that is a place at all, where nothing tells which of them.
    pub(super) fn find_any_part(&self, text: &str, limit: usize) -> Answer {
        let parts = parts_of(text).into_iter().flatten();
        let known = parts.map(|part| self.readings(part).0).find(|found| !found.is_empty());
        known.map_or_else(Answer::default, |known| self.answer(known, true, limit))
    }

    fn around(&self, found: &[Found]) -> Around {
        let mut around = Around::default();
        let sure = found.iter().filter(|reading| reading.why.class() <= Why::Transliteration.class() && reading.why != Why::Prefix);
        for place in sure.map(|reading| reading.place).take(MAX_AROUND) {
            match self.world.kinds.get(place) {
                Some(Kind::Country) => around.countries.extend(self.world.country.get(place)),
                Some(Kind::Governorate) => around.admins.extend(u16::try_from(place + 1)),
                Some(kind) if kind.is_settlement() => around.towns.push(place),
                _ => {}
            }
        }
        // Somewhere there is a village that is called so too.
        if found.first().is_some_and(|best| self.world.kinds.get(best.place) == Some(&Kind::Country)) {
            (around.admins, around.towns) = (Vec::new(), Vec::new());
        }
        around
    }

    fn is_known_to_lie_in(&self, place: usize, around: &Around) -> bool {
        let is_country = self.world.kinds.get(place) == Some(&Kind::Country);
        let in_country = || self.world.country.get(place).is_some_and(|country| around.countries.contains(country));
        let in_admin = || self.world.admin.get(place).is_some_and(|admin| around.admins.contains(admin));
        !is_country && (in_country() || in_admin())
    }

    /// A village is said to be in the town beside it, and never the town in the village.
    fn is_near_a_greater(&self, place: usize, around: &Around) -> bool {
        let people = |place: usize| self.world.population.get(place).copied().unwrap_or_default();
        let at = |place: usize| self.world.lon_lat(place).map(|(lon, lat)| LonLat { lon, lat });
        let is_near = |town: &usize| at(place).zip(at(*town)).is_some_and(|(at, town)| distance_m(at, town) <= DISTRICT_M);
        !self.is_wide(place) && around.towns.iter().any(|town| people(*town) > people(place) && is_near(town))
    }
}

/// In how many of the other parts a place lies.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Countries and governorates.
    known: usize,
    /// One where it lies near a greater town.
    near: usize,
}

/// The parts between commas, or between strokes that stand free.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    let by_comma = text.split([',', '،', ';', '؛', '/']);
    let parts = by_comma.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).map(str::trim);
    let mut known = BTreeSet::new();
    // A town and its district mostly have one name.
    let parts: Vec<&str> = parts.filter(|part| part.chars().count() > 1 && known.insert(fold_weak(part))).collect();
    (2..=MAX_PARTS).contains(&parts.len()).then_some(parts)
}
