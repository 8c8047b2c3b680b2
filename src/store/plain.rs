//! Putting plain incidents into columns: the same rows as those of the incidents that their records would come to.

use super::builder::{MAX_SEARCHED_BYTES, dated, mercator_fixed, push_sparse};
use super::entries::Entries;
use super::placing::placed_how;
use super::text_column::TextColumn;
use super::wording::{Kind, RowWords, Wording};
use super::{StoreBuilder, flag, place_in};
use crate::domain::{
    Attribution, Grade, LonLat, PlacePrecision, PlainIncident, PlainText, Range, TimePrecision, UtcMs, Verification, WorkStatus,
};

impl StoreBuilder {
    /// Takes in the next row, by the words that a thread knows.
    pub fn push_plain(&mut self, plain: &PlainIncident, wording: &mut Wording) {
        self.follow(wording.shared());
        let flags = self.push_plain_when(plain, wording) | self.push_plain_place(plain.at);
        let row = self.store.len();
        for (columns, range) in [(&mut self.store.killed, plain.killed), (&mut self.store.injured, plain.injured)] {
            columns.iter_mut().zip(extremes(range)).for_each(|(column, figure)| push_sparse(column, row, figure));
        }
        self.push_plain_texts(plain, wording);
        let store = &mut self.store;
        store.entries.push_record(&plain.record, plain.hash, "");
        store.verification.push(place_in(Verification::ALL, &Verification::Reported));
        store.work_status.push(place_in(WorkStatus::ALL, &WorkStatus::New));
        store.attribution.push(place_in(Attribution::ALL, &Attribution::Unknown));
        store.flags.push(flags);
    }

    fn push_plain_when(&mut self, plain: &PlainIncident, wording: &mut Wording) -> u8 {
        let store = &mut self.store;
        let zone = plain.when.and_then(|when| when.zone).unwrap_or("UTC");
        store.entries.zone.push(wording.code_again(Kind::Zone, zone));
        let (earliest, latest, precision, flags) = match plain.when {
            Some(when) => {
                let flags = dated(when.earliest == UtcMs::MIN, when.latest == UtcMs::MAX);
                (when.earliest, when.latest, when.precision, flags)
            }
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

    /// Texts and names, in the order in which those of an incident are searched.
    fn push_plain_texts(&mut self, plain: &PlainIncident, wording: &mut Wording) {
        let Self { store, row_words: words, .. } = self;
        let Entries { ids, title_en, title_ar, title_other, place_en, place_ar, place_other, word_lists, .. } = &mut store.entries;
        ids.push(&plain.id);
        push_words(&plain.titles, [title_en, title_ar, title_other]);
        push_words(&plain.place_names, [place_en, place_ar, place_other]);
        store.category.push(wording.code(Kind::Category, plain.category.as_deref().unwrap_or_default()));
        wording.begin();
        let mut searched = Searched { left: MAX_SEARCHED_BYTES, wording, words };
        plain.titles.iter().chain(&plain.texts).for_each(|text| searched.add(&text.text));
        plain.place_names.iter().for_each(|name| searched.add_name(&name.text));
        // A name in one language is both the name that is searched and the one that is counted.
        match plain.actors.as_slice() {
            [name] => {
                let code = Some(searched.add_coded(Kind::Actor, name));
                store.actor_lists.push_one(code);
                store.shown_actors.push_one(code);
            }
            names => {
                let codes: Vec<u32> = names.iter().map(|name| searched.add_coded(Kind::Actor, name)).collect();
                store.actor_lists.push(codes.iter().copied());
                store.shown_actors.push(codes);
            }
        }
        let num_claims = plain.num_claims();
        let source = plain.source.as_deref().map(|name| {
            let code = searched.add_coded(Kind::Source, name);
            // Each further claim names it once more.
            (1..num_claims).for_each(|_| searched.add_again(name));
            code
        });
        store.source_lists.push_one(source);
        store.shown_sources.push_one(source);
        word_lists.push(words.codes());
        words.clear();
        store.grade_lists.push_one((num_claims > 0).then(|| wording.code_again(Kind::Grade, Grade::F6.as_str())));
    }
}

/// The texts of a row that are searched, up to the limit.
struct Searched<'a> {
    /// Bytes that may still come.
    left: usize,
    wording: &'a mut Wording,
    words: &'a mut RowWords,
}

impl Searched<'_> {
    fn cut<'t>(&mut self, text: &'t str) -> &'t str {
        let text = text.get(..text.floor_char_boundary(self.left)).unwrap_or_default();
        self.left -= text.len();
        text
    }
    fn add(&mut self, text: &str) {
        let text = self.cut(text);
        self.wording.add(text, self.words);
    }
    fn add_name(&mut self, name: &str) {
        let name = self.cut(name);
        self.wording.add_name(name, self.words);
    }
    /// Gives the code of the name, which is never cut.
    fn add_coded(&mut self, kind: Kind, name: &str) -> u32 {
        let cut = self.cut(name);
        if cut.len() == name.len() {
            return self.wording.add_coded(kind, name, self.words);
        }
        self.wording.add_name(cut, self.words);
        self.wording.code(kind, name)
    }
    /// A name whose words are there already: new ones come of it only where it is cut this time.
    fn add_again(&mut self, name: &str) {
        let cut = self.cut(name);
        if cut.len() < name.len() {
            self.wording.add_name(cut, self.words);
        }
    }
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
