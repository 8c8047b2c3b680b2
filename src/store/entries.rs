//! What is looked at row by row.

use super::dictionary::WordLists;
use super::integers::Integers;
use super::text_column::TextColumn;
use crate::domain::RecordRef;

/// What the records of a file say beside what is in the columns, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    pub ids: TextColumn,
    pub title_en: TextColumn,
    pub title_ar: TextColumn,
    pub title_other: TextColumn,
    pub place_en: TextColumn,
    pub place_ar: TextColumn,
    pub place_other: TextColumn,
    /// The folded words of title, text, places, actors and sources; each word once.
    pub word_lists: WordLists,
    /// The zone in which the source tells the time; `UTC` where it is not known.
    pub zone: Vec<u32>,
    pub offsets: Integers,
    pub lengths: Integers,
    pub lines: Integers,
    pub indexes: Integers,
    /// By what a record is told apart from another version of it.
    pub hashes: Vec<u64>,
    /// The revision stamps of the source, as given.
    pub revisions: TextColumn,
}

impl Entries {
    /// Where a record stands, and by what it is told apart.
    pub fn push_record(&mut self, record: &RecordRef, hash: u64, revision: &str) {
        self.offsets.push(record.offset);
        self.lengths.push(record.length);
        self.lines.push(record.line);
        self.indexes.push(record.index);
        self.hashes.push(hash);
        self.revisions.push(revision);
    }

    /// Makes room for so many more that are like those so far.
    pub fn reserve(&mut self, num_more: usize) {
        macro_rules! reserve {
            ($($column:ident)*) => { $(self.$column.reserve(num_more);)* };
        }
        reserve!(ids title_en title_ar title_other place_en place_ar place_other word_lists);
        reserve!(zone offsets lengths lines indexes hashes);
    }

    /// Takes in what stands behind its own entries; `other` is empty then and keeps its memory.
    pub fn append(&mut self, other: &mut Self) {
        macro_rules! append {
            ($($column:ident)*) => { $(self.$column.append(&mut other.$column);)* };
        }
        append!(ids title_en title_ar title_other place_en place_ar place_other word_lists);
        append!(zone offsets lengths lines indexes hashes revisions);
    }
}
