//! An incident as most exports give it: at most one point, one source, texts as they stand in the record. Made for reading
//! millions of them; what is more than this is an [`Incident`](super::Incident) from the beginning.

use std::borrow::Cow;

use super::{Lang, LonLat, Range, RecordRef, TimePrecision, UtcMs};

/// One text and its language, borrowed where it stands in the record without escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainText<'a> {
    pub lang: &'a Lang,
    pub text: Cow<'a, str>,
}

/// The interval of a plain incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainWhen<'a> {
    pub earliest: UtcMs,
    pub latest: UtcMs,
    pub precision: TimePrecision,
    /// IANA name of the zone in which the source tells it; `None` where that is not known.
    pub zone: Option<&'a str>,
}

/// The same incident as the [`Incident`](super::Incident) that its record would come to; its lists are emptied and filled again
/// from record to record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainIncident<'a> {
    pub record: RecordRef,
    /// As `RawRecord::hash`.
    pub hash: u64,
    /// Empty where there is none.
    pub id: Cow<'a, str>,
    /// Without stated precision or radius; `None` is without place.
    pub at: Option<LonLat>,
    pub when: Option<PlainWhen<'a>>,
    pub titles: Vec<PlainText<'a>>,
    pub texts: Vec<PlainText<'a>>,
    pub place_names: Vec<PlainText<'a>>,
    /// The source's own word, which is the key as well.
    pub category: Option<Cow<'a, str>>,
    /// Names in languages that nobody states.
    pub actors: Vec<Cow<'a, str>>,
    /// The one source of all claims: its account, and the figures.
    pub source: Option<Cow<'a, str>>,
    pub killed: Option<Range>,
    pub injured: Option<Range>,
}

impl PlainIncident<'_> {
    /// Empties it for the next record.
    pub fn clear(&mut self) {
        let Self { record, hash, id, at, when, titles, texts, place_names, category, actors, source, killed, injured } = self;
        (*record, *hash, *at, *when, *category) = (RecordRef::default(), 0, None, None, None);
        (*source, *killed, *injured) = (None, None, None);
        *id = Cow::Borrowed("");
        [titles, texts, place_names].into_iter().for_each(Vec::clear);
        actors.clear();
    }

    /// How many claims its record makes: an account where a source is named, and each figure.
    pub fn num_claims(&self) -> usize {
        usize::from(self.source.is_some()) + usize::from(self.killed.is_some()) + usize::from(self.injured.is_some())
    }
}
