//! What a text may mean, in order, and whether that is settled.

use std::collections::HashMap;

use super::Gazetteer;
use super::entry::Entry;
use super::file::sounds_mask;
use super::kind::Kind;
use super::matching::{Query, Why};
use crate::domain::geodesy::distance_m;
use crate::domain::{LonLat, fold_weak};

/// Of more places than this that may begin so or be meant by a mistyped name, only the most important are looked at.
const MAX_LOOKED_AT: usize = 400;
/// Bytes of a key from which on two of its sounds may be wrong.
const MIN_SOUNDS_OF_TWO_ERRORS: usize = 6;
/// Where Marsad's users work; decides only between places of the same reason and about the same size.
const REGION: [&[u8; 2]; 10] = [b"SY", b"IQ", b"TR", b"LB", b"JO", b"IL", b"PS", b"IR", b"KW", b"SA"];

/// One reading of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub entry: Entry,
    /// The name of the entry that answered, as written there.
    pub name: String,
    pub why: Why,
}

/// The readings of a text, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub matches: Vec<Match>,
    /// The best reason holds for several different things, or the name also means something else: ask, choose none.
    pub is_ambiguous: bool,
}

/// A reading before its entry is made.
#[derive(Clone)]
pub(super) struct Found {
    pub place: usize,
    pub name: String,
    pub why: Why,
    /// The text asks for another kind of thing.
    is_misfit: bool,
    /// Place in the order that a rule gives.
    ruled: usize,
    /// See [`Query::sound_errors`].
    sound_errors: usize,
}

impl Gazetteer {
    /// The places that `text` may mean, at most `limit`. Ranked by what kind of thing the text asks for, by reason and sound, our own
    /// table first, by order of population, then by region. Rules for names that mean several things go before all that. Where the text
    /// tells what the place lies in (`Tripoli, Lebanon`), those that do.
    pub fn find(&self, text: &str, limit: usize) -> Answer {
        let (found, is_ambiguous) = self.readings(text);
        let is_sure = found.first().is_some_and(|best| best.why.class() == 0);
        if !is_sure && let Some(answer) = self.find_within(text, limit) {
            return answer;
        }
        if found.is_empty() { self.find_any_part(text, limit) } else { self.answer(found, is_ambiguous, limit) }
    }

    pub(super) fn answer(&self, found: Vec<Found>, is_ambiguous: bool, limit: usize) -> Answer {
        let made = |reading: Found| Some(Match { entry: self.entry_at(reading.place)?, name: reading.name, why: reading.why });
        Answer { matches: found.into_iter().take(limit).filter_map(made).collect(), is_ambiguous }
    }

    /// The readings of a text as one name, in order, and whether they are open.
    pub(super) fn readings(&self, text: &str) -> (Vec<Found>, bool) {
        let weak = fold_weak(text);
        let rule = self.rules.iter().find(|rule| rule.fits(&weak));
        if weak.is_empty() || rule.is_some_and(|rule| rule.is_no_place) {
            return (Vec::new(), false);
        }
        let mut found: HashMap<usize, Found> = HashMap::new();
        self.look_up(&Query::new(text), &mut found, &[]);
        let (core, asked) = core_of(&weak);
        if core != weak && !core.is_empty() {
            let mut more = HashMap::new();
            self.look_up(&Query::new(&core), &mut more, &asked);
            more.retain(|_, reading| reading.why.class() <= 2);
            merge(&mut found, more);
        }
        if let Some(rule) = rule {
            found.retain(|place, _| !rule.never.contains(&self.id_of(*place)));
            for (order, id) in rule.order.iter().enumerate() {
                let Some(place) = self.number_of(id) else { continue };
                let name = self.world.names(place).next().unwrap_or_default().to_owned();
                let reading =
                    found.entry(place).or_insert(Found { place, name, why: Why::Rule, is_misfit: false, ruled: order, sound_errors: 0 });
                (reading.ruled, reading.is_misfit, reading.sound_errors) = (order, false, 0);
                if reading.why.class() > 0 {
                    reading.why = Why::Rule;
                }
            }
        }
        let mut found: Vec<Found> = found.into_values().collect();
        found.sort_by_cached_key(|reading| (self.rank(reading), reading.place));
        let is_ambiguous = match rule {
            Some(rule) if !rule.order.is_empty() => !rule.is_settled,
            _ => self.is_unsettled(&found),
        };
        (found, is_ambiguous)
    }

    fn look_up(&self, query: &Query, found: &mut HashMap<usize, Found>, asked: &[Kind]) {
        let keys = &self.world.keys;
        for key in &query.keys {
            for place in keys.places(keys.equal_to(key.as_bytes())) {
                self.consider(*place as usize, found, asked, query, |name, is_main| query.by_sound(name, is_main));
            }
        }
        if query.folded.chars().count() >= 2 {
            let begun = query.prefixes.iter().flat_map(|prefix| keys.places(keys.with_prefix(prefix.as_bytes())));
            for place in self.most_important(begun.copied().collect()) {
                self.consider(place, found, asked, query, |name, _| query.by_beginning(name));
            }
        }
        let errors = query.errors();
        if errors == 0 || found.values().any(|reading| reading.why.class() <= 1 || reading.why == Why::Prefix) {
            return;
        }
        let mut near = Vec::new();
        for key in &query.keys {
            let (mask, len) = (sounds_mask(key.as_bytes()), key.len());
            // Vowels are no part of a key: two errors among few consonants would leave nothing to tell a name by.
            let errors = if len < MIN_SOUNDS_OF_TWO_ERRORS { 1 } else { errors };
            for (at, have) in keys.masks.iter().enumerate() {
                let is_near = (have ^ mask).count_ones() as usize <= 2 * errors
                    && keys.key(at).len().abs_diff(len) <= errors
                    && std::str::from_utf8(keys.key(at)).is_ok_and(|have| strsim::osa_distance(have, key) <= errors);
                if is_near {
                    near.extend_from_slice(keys.places(at..at + 1));
                }
            }
        }
        for place in self.most_important(near) {
            self.consider(place, found, asked, query, |name, _| query.by_errors(name));
        }
    }

    /// Keeps the best reason for which one of the names of a place answers.
    fn consider(
        &self,
        place: usize,
        found: &mut HashMap<usize, Found>,
        asked: &[Kind],
        query: &Query,
        why: impl Fn(&str, bool) -> Option<Why>,
    ) {
        let names = self.world.names(place).enumerate().filter(|(_, name)| !name.is_empty());
        let best = names.filter_map(|(at, name)| Some((why(name, at < 2)?, name))).min_by_key(|(why, _)| *why);
        if let Some((why, name)) = best
            && found.get(&place).is_none_or(|have| why < have.why)
        {
            let kind = self.world.kinds.get(place);
            let is_misfit = !asked.is_empty() && !kind.is_some_and(|kind| asked.contains(kind));
            let sound_errors = query.sound_errors(name, why);
            found.insert(place, Found { place, name: name.to_owned(), why, is_misfit, ruled: usize::MAX, sound_errors });
        }
    }

    fn most_important(&self, mut places: Vec<u32>) -> Vec<usize> {
        places.sort_unstable();
        places.dedup();
        if places.len() > MAX_LOOKED_AT {
            places.select_nth_unstable_by_key(MAX_LOOKED_AT, |place| {
                let place = *place as usize;
                let people = self.world.population.get(place).copied().unwrap_or_default();
                let weight = people.saturating_add(1).saturating_mul(if self.is_in_region(place) { 20 } else { 1 });
                (place >= self.rows.len(), std::cmp::Reverse(weight))
            });
            places.truncate(MAX_LOOKED_AT);
        }
        places.into_iter().map(|place| place as usize).collect()
    }

    pub(super) fn is_in_region(&self, place: usize) -> bool {
        self.world.country.get(place).is_some_and(|country| REGION.contains(&country))
    }

    /// Lower is shown first.
    fn rank(&self, reading: &Found) -> impl Ord + use<> {
        let place = reading.place;
        let people = match self.world.kinds.get(place) {
            Some(Kind::Governorate) => 300_000,
            _ => self.world.population.get(place).copied().unwrap_or_default(),
        };
        let is_of_table = place < self.rows.len() && !self.is_wide(place);
        let size = std::cmp::Reverse(people.checked_ilog10());
        (
            reading.ruled,
            reading.is_misfit,
            reading.why.class(),
            reading.sound_errors,
            !is_of_table,
            size,
            !self.is_in_region(place),
            std::cmp::Reverse(people),
        )
    }

    /// Whether the best reason holds for things that are not the same.
    pub(super) fn is_unsettled(&self, found: &[Found]) -> bool {
        let Some((best, others)) = found.split_first() else { return false };
        let class = |reading: &Found| (reading.is_misfit, reading.why.class().max(1));
        // A city and the governorate that bears its name are two things, in whichever spelling either is found.
        let is_governorate_of_best = |other: &Found| {
            let kinds = (self.world.kinds.get(best.place), self.world.kinds.get(other.place));
            let is_pair = matches!(kinds, (Some(city), Some(Kind::Governorate)) if city.is_settlement());
            is_pair
                && other.is_misfit == best.is_misfit
                && other.why.class() <= 2
                && other.why != Why::Prefix
                && self.share_country(best, other)
        };
        let is_other = |other: &&Found| class(other) == class(best) || is_governorate_of_best(other);
        others.iter().filter(is_other).any(|other| !self.is_same_thing(best.place, other.place))
    }

    fn share_country(&self, one: &Found, other: &Found) -> bool {
        self.world.country.get(one.place) == self.world.country.get(other.place)
    }

    /// Two records of one settlement: within the radii of both.
    fn is_same_thing(&self, one: usize, other: usize) -> bool {
        let kinds = (self.world.kinds.get(one), self.world.kinds.get(other));
        let (Some((lon, lat)), Some((other_lon, other_lat))) = (self.world.lon_lat(one), self.world.lon_lat(other)) else { return false };
        let is_settled = kinds.0.zip(kinds.1).is_some_and(|(one, other)| one.is_settlement() && other.is_settlement());
        is_settled && distance_m(LonLat { lon, lat }, LonLat { lon: other_lon, lat: other_lat }) <= 3_000.0
    }
}

/// The text without the words that ask for a kind of thing or say which part of it, and those kinds.
fn core_of(weak: &str) -> (String, Vec<Kind>) {
    let mut asked = Vec::new();
    let mut core = Vec::new();
    for word in weak.split(' ') {
        match Kind::asked_by(word) {
            Some(kinds) => asked.extend_from_slice(kinds),
            None => core.push(word),
        }
    }
    if asked.contains(&Kind::Governorate) {
        core.retain(|word| !Kind::is_direction(word));
    }
    (core.join(" "), asked)
}

/// The better of two readings of each place: the one that fits what is asked for, then the surer reason.
fn merge(found: &mut HashMap<usize, Found>, more: HashMap<usize, Found>) {
    for (place, reading) in more {
        let is_better = found.get(&place).is_none_or(|have| reading.why.class() < have.why.class());
        if is_better {
            found.insert(place, reading);
        }
    }
}
