//! Putting plain incidents into columns: the same rows as those of the incidents that their records would come to.

use std::borrow::Cow;

use super::builder::{MAX_SEARCHED_BYTES, mercator_fixed, push_sparse};
use super::dictionary::Dictionary;
use super::placing::placed_how;
use super::short_words::{ShortKey, ShortWords};
use super::text_column::TextColumn;
use super::wording::Wording;
use super::{StoreBuilder, flag, place_in};
use crate::domain::{
    Attribution, Grade, LonLat, PlacePrecision, PlainIncident, PlainText, Range, TimePrecision, UtcMs, Verification, WorkStatus,
};

impl StoreBuilder {
    /// Takes in the next row, by the words that a thread knows.
    pub fn push_plain(&mut self, plain: &PlainIncident, wording: &mut Wording) {
        self.follow(wording.words());
        let flags = self.push_plain_when(plain) | self.push_plain_place(plain.at);
        self.push_plain_codes(plain);
        let row = self.store.len();
        for (columns, range) in [(&mut self.store.killed, plain.killed), (&mut self.store.injured, plain.injured)] {
            columns.iter_mut().zip(extremes(range)).for_each(|(column, figure)| push_sparse(column, row, figure));
        }
        self.push_plain_texts(plain, wording);
        let store = &mut self.store;
        let record = &plain.record;
        store.offsets.push(record.offset);
        store.lengths.push(record.length);
        store.lines.push(record.line);
        store.indexes.push(record.index);
        store.hashes.push(plain.hash);
        store.revisions.push("");
        store.flags.push(flags);
    }

    fn push_plain_when(&mut self, plain: &PlainIncident) -> u8 {
        let store = &mut self.store;
        let zone = plain.when.and_then(|when| when.zone).unwrap_or("UTC");
        let zone = store.zones.code(zone);
        store.zone.push(zone);
        let (earliest, latest, precision, flags) = match plain.when {
            Some(when) => (when.earliest, when.latest, when.precision, flag::DATED),
            None => (UtcMs::MAX, UtcMs::MIN, TimePrecision::Unknown, 0),
        };
        store.earliest.push(earliest);
        store.latest.push(latest);
        store.time_precision.push(place_in(&TimePrecision::ALL, &precision));
        flags
    }

    fn push_plain_place(&mut self, at: Option<LonLat>) -> u8 {
        let row = self.store.len();
        let store = &mut self.store;
        store.place_precision.push(place_in(&PlacePrecision::ALL, &PlacePrecision::Unknown));
        store.placed_how.push(placed_how(None));
        push_sparse(&mut store.radius_m, row, f32::NAN);
        if at.is_none() {
            store.shapes.add(row as u32, &[]);
        }
        let [mx, my] = at.map_or([0, 0], |at| mercator_fixed(at.lon, at.lat));
        store.mx.push(mx);
        store.my.push(my);
        store.lon.push(at.map_or(f64::NAN, |at| at.lon));
        store.lat.push(at.map_or(f64::NAN, |at| at.lat));
        if at.is_some() { flag::HAS_PLACE } else { 0 }
    }

    fn push_plain_codes(&mut self, plain: &PlainIncident) {
        let store = &mut self.store;
        store.verification.push(place_in(Verification::ALL, &Verification::Reported));
        store.work_status.push(place_in(WorkStatus::ALL, &WorkStatus::New));
        store.attribution.push(place_in(Attribution::ALL, &Attribution::Unknown));
        let [categories, actors, sources] = &mut self.names;
        store.category.push(code_of(&mut store.categories, categories, plain.category.as_deref().unwrap_or_default()));
        // A name in one language is both the name that is searched and the one that is counted.
        match plain.actors.as_slice() {
            [name] => {
                let code = Some(code_of(&mut store.actors, actors, name));
                store.actor_lists.push_one(code);
                store.shown_actors.push_one(code);
            }
            names => {
                let mut code = |name: &Cow<str>| code_of(&mut store.actors, actors, name);
                store.actor_lists.push(names.iter().map(&mut code));
                store.shown_actors.push(names.iter().map(code));
            }
        }
        let source = plain.source.as_deref().map(|name| code_of(&mut store.sources, sources, name));
        store.source_lists.push_one(source);
        store.shown_sources.push_one(source);
        let grade = (plain.num_claims() > 0).then(|| store.grades.code(Grade::F6.as_str()));
        store.grade_lists.push_one(grade);
    }

    fn push_plain_texts(&mut self, plain: &PlainIncident, wording: &mut Wording) {
        let store = &mut self.store;
        store.ids.push(&plain.id);
        push_words(&plain.titles, [&mut store.title_en, &mut store.title_ar, &mut store.title_other]);
        push_words(&plain.place_names, [&mut store.place_en, &mut store.place_ar, &mut store.place_other]);
        let mut codes = std::mem::take(&mut self.row_words);
        wording.begin();
        let mut left = MAX_SEARCHED_BYTES;
        let mut add = |text: &str, is_name: bool| {
            let text = text.get(..text.floor_char_boundary(left)).unwrap_or_default();
            left -= text.len();
            if is_name {
                wording.add_name(text, &mut codes);
            } else {
                wording.add(text, &mut codes);
            }
        };
        plain.titles.iter().chain(&plain.texts).for_each(|text| add(&text.text, false));
        plain.place_names.iter().for_each(|name| add(&name.text, true));
        plain.actors.iter().for_each(|name| add(name, true));
        // Each claim names the source once more: where the limit cuts a text, it may cut another time elsewhere.
        for source in std::iter::repeat_n(plain.source.as_ref(), plain.num_claims()).flatten().map(Cow::as_ref) {
            add(source, true);
        }
        store.word_lists.push(&codes);
        codes.clear();
        self.row_words = codes;
    }
}

/// Short names whose codes are remembered; beyond them the memory is begun anew.
const MAX_NAMES: usize = 1 << 14;

/// The code of a name, looked for first among the short ones that were met.
fn code_of(dictionary: &mut Dictionary, known: &mut ShortWords, name: &str) -> u32 {
    let Some(key) = ShortKey::of(name) else { return dictionary.code(name) };
    if let Some((code, _)) = known.get(key) {
        return code;
    }
    let code = dictionary.code(name);
    if known.len() >= MAX_NAMES {
        known.clear();
    }
    known.insert(key, (code, 0));
    code
}

/// The English, the Arabic and the first other text.
fn push_words(texts: &[PlainText], [en, ar, other]: [&mut TextColumn; 3]) {
    let of = |tag: &str| texts.iter().find(|text| text.lang.as_str() == tag).map_or("", |text| &text.text);
    en.push(of("en"));
    ar.push(of("ar"));
    other.push(texts.iter().find(|text| !matches!(text.lang.as_str(), "en" | "ar")).map_or("", |text| &text.text));
}

fn extremes(range: Option<Range>) -> [f32; 2] {
    let figures = range.and_then(|Range { min, best, max }| Some([min.or(best).or(max)?, max.or(best).or(min)?]));
    figures.map_or([f32::NAN; 2], |[low, high]| [low as f32, high as f32])
}
