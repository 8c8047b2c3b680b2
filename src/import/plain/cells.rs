//! The columns that the records of a file have, and their cells in the record at hand.

use super::scan::Span;
use crate::import::feature::{key_seed, value_hash};

/// More columns than this are read the long way.
const MAX_COLUMNS: usize = 128;

/// A column by its place in the table.
pub type ColumnIdx = u16;

struct Column {
    name: String,
    /// The name as it mostly stands in the text: in quotes, with the colon.
    written: String,
    seed: u64,
    /// The column that stood behind it last.
    next: Option<ColumnIdx>,
    cell: Span,
    /// The record that the cell belongs to.
    record: u64,
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
        self.columns.push(Column { name: name.to_owned(), written, seed: key_seed(name), next: None, cell: Span::default(), record: 0 });
        ColumnIdx::try_from(self.columns.len() - 1).ok()
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
        let written = self.columns.get(usize::from(guess))?.written.as_bytes();
        rest.starts_with(written).then_some((guess, written.len()))
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

    /// The JSON of a cell of the record at hand.
    pub fn cell<'a>(&self, column: ColumnIdx, text: &'a str) -> Option<&'a str> {
        let column = self.columns.get(usize::from(column)).filter(|column| column.record == self.record)?;
        text.get(column.cell.from as usize..column.cell.to as usize)
    }

    /// The part of the content's hash that the properties have.
    pub fn hash(&self, text: &str) -> u64 {
        let cells = self.columns.iter().filter(|column| column.record == self.record);
        cells.fold(0, |sum: u64, column| sum.wrapping_add(value_hash(column.seed, column.cell.of(text))))
    }
}
