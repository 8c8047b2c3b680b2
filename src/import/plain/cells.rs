//! The columns that the records of a file have, and their cells in the record at hand.

use std::borrow::Cow;

use foldhash::fast::FixedState;

use super::scan::Span;
use crate::domain::lanes::same_bits;
use crate::import::feature::{key_seed, value_hash};

/// More columns than this are read the long way.
const MAX_COLUMNS: usize = 128;

/// A column by its place in the table.
pub type ColumnIdx = u16;

/// A cell of the record at hand.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    pub json: &'a str,
    /// For a string: whether there are escapes in it.
    pub has_escapes: bool,
}

struct Column {
    name: String,
    /// The name as it mostly stands in the text: in quotes, with the colon.
    written: String,
    /// The first bytes of that, and which of the sixteen they are.
    head: [u8; 16],
    head_bits: u64,
    seed: FixedState,
    /// The column that stood behind it last.
    next: Option<ColumnIdx>,
    cell: Span,
    /// The record that the cell belongs to.
    record: u64,
}

impl Column {
    /// Whether the name as written stands at the beginning of `rest`.
    #[inline]
    fn begins(&self, rest: &[u8]) -> bool {
        let Some(next) = rest.first_chunk::<16>() else { return rest.starts_with(self.written.as_bytes()) };
        let same = same_bits(next, &self.head);
        same & self.head_bits == self.head_bits
            && self.written.as_bytes().get(16..).is_none_or(|more| rest.get(16..).is_some_and(|rest| rest.starts_with(more)))
    }
}

/// Records mostly have the same columns in the same order: which comes next is guessed, and looked up where the guess fails.
#[derive(Default)]
pub struct CellTable {
    columns: Vec<Column>,
    first: Option<ColumnIdx>,
    record: u64,
    /// The column that was named last among those whose names have the same mark.
    marked: Vec<Option<ColumnIdx>>,
}

/// Marks that names are told apart by before they are compared.
const MARKS: usize = 256;

/// Made of the length and the last bytes, in which the names of a table differ.
fn mark_of(name: &str) -> usize {
    let bytes = name.bytes().rev().take(3).chain(name.bytes().take(1));
    bytes.fold(name.len(), |mark, byte| mark.wrapping_mul(31) ^ usize::from(byte)) % MARKS
}

impl CellTable {
    /// The place of a column, which is made where it is new; `None` where there are too many.
    pub fn add(&mut self, name: &str) -> Option<ColumnIdx> {
        if let Some(at) = self.columns.iter().position(|column| column.name == name) {
            return ColumnIdx::try_from(at).ok();
        }
        // A name that has to be escaped is never met as it is written here; its records are read the long way.
        if self.columns.len() >= MAX_COLUMNS {
            return None;
        }
        let written = format!("\"{name}\":");
        let mut head = [0; 16];
        head.iter_mut().zip(written.bytes()).for_each(|(byte, own)| *byte = own);
        let head_bits = (1 << written.len().min(16)) - 1;
        let (name, seed) = (name.to_owned(), key_seed(name));
        self.columns.push(Column { name, written, head, head_bits, seed, next: None, cell: Span::default(), record: 0 });
        ColumnIdx::try_from(self.columns.len() - 1).ok()
    }

    /// How many columns have been met.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// The next record begins.
    pub fn begin(&mut self) {
        self.record += 1;
    }

    /// The column that is expected behind another, where its name stands at the beginning of `rest`; and the length of that.
    #[inline]
    pub fn guess(&self, before: Option<ColumnIdx>, rest: &[u8]) -> Option<(ColumnIdx, usize)> {
        let guess = match before {
            Some(before) => self.columns.get(usize::from(before))?.next?,
            None => self.first?,
        };
        let column = self.columns.get(usize::from(guess))?;
        column.begins(rest).then_some((guess, column.written.len()))
    }

    /// The column of a name as it is written between its quotes; remembered as what follows `before`.
    pub fn named(&mut self, before: Option<ColumnIdx>, name: &str) -> Option<ColumnIdx> {
        let mark = mark_of(name);
        let known = self.marked.get(mark).copied().flatten();
        let is_known = |column: &ColumnIdx| self.columns.get(usize::from(*column)).is_some_and(|column| column.name == name);
        let column = match known.filter(is_known) {
            Some(column) => column,
            None => self.added(mark, name)?,
        };
        match before {
            Some(before) => self.columns.get_mut(usize::from(before))?.next = Some(column),
            None => self.first = Some(column),
        }
        Some(column)
    }

    fn added(&mut self, mark: usize, name: &str) -> Option<ColumnIdx> {
        if memchr::memchr(b'\\', name.as_bytes()).is_some() {
            return None;
        }
        let column = self.add(name)?;
        self.marked.resize(MARKS, None);
        *self.marked.get_mut(mark)? = Some(column);
        Some(column)
    }

    /// Takes in the cell of a column; `None` where it has one already.
    #[inline]
    pub fn put(&mut self, column: ColumnIdx, cell: Span) -> Option<()> {
        let column = self.columns.get_mut(usize::from(column))?;
        if column.record == self.record {
            return None;
        }
        (column.record, column.cell) = (self.record, cell);
        Some(())
    }

    /// A cell of the record at hand.
    #[inline]
    pub fn cell<'a>(&self, column: ColumnIdx, text: &'a str) -> Option<Cell<'a>> {
        let Column { cell, record, .. } = self.columns.get(usize::from(column))?;
        let json = text.get(cell.from as usize..cell.to as usize)?;
        (*record == self.record).then_some(Cell { json, has_escapes: cell.has_escapes })
    }

    /// Names and JSON of the cells of the record at hand.
    pub fn members<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Cow<'a, str>, &'a str)> {
        let cells = self.columns.iter().filter(|column| column.record == self.record);
        cells.map(|column| (Cow::Borrowed(column.name.as_str()), column.cell.of(text)))
    }

    /// The part of the content's hash that the properties have.
    pub fn hash(&self, text: &str) -> u64 {
        let cells = self.columns.iter().filter(|column| column.record == self.record);
        cells.fold(0, |sum: u64, column| sum.wrapping_add(value_hash(&column.seed, column.cell.of(text))))
    }
}
