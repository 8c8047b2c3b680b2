//! How a table is written: its delimiter and its encoding, told from a sample.

use std::io;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256};

use super::rows::{Row, Rows, Shape, Step, is_number};
use crate::import::limits::Limits;
use crate::import::reader::Reader;
use crate::import::source::{ByteSource, MemorySource};

/// Bytes of the sample from which the delimiter is told.
const SAMPLE_BYTES: usize = 64 << 10;
/// Bytes around the first letters beyond ASCII from which the encoding is told.
const LETTERS_BYTES: usize = 256 << 10;
const SAMPLE_ROWS: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dialect {
    pub shape: Shape,
    /// Where the first row begins: behind a byte order mark and a line such as `sep=;`.
    pub start: u64,
    pub has_bom: bool,
}

impl Dialect {
    pub fn delimiter_name(&self) -> &'static str {
        match self.shape.delimiter {
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "bar",
            _ => "comma",
        }
    }
}

/// The dialect of a table; `None` where the lines do not split evenly.
pub fn dialect_of(source: &dyn ByteSource, limits: &Limits) -> io::Result<Option<Dialect>> {
    let mut sample = vec![0; SAMPLE_BYTES];
    let mut filled = 0;
    while let Some(rest) = sample.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read_at(filled as u64, rest)? {
            0 => break,
            count => filled += count,
        }
    }
    sample.truncate(filled);
    if sample.contains(&0) {
        return Ok(None);
    }
    let has_bom = sample.starts_with(&[0xEF, 0xBB, 0xBF]);
    let mut start = if has_bom { 3 } else { 0 };
    let rest = sample.get(start..).unwrap_or_default();
    let first_line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let stated = match first_line.trim_ascii() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    };
    if stated.is_some() {
        start += first_line.len() + 1;
    }
    let is_cut = source.len() > filled as u64;
    let text: Arc<[u8]> = sample.get(start..).unwrap_or_default().into();
    let shape = |delimiter| Shape { delimiter, has_quotes: true, max_row_bytes: limits.max_row_bytes, max_columns: limits.max_columns };
    let dialect = |delimiter| Dialect { shape: shape(delimiter), start: start as u64, has_bom };
    if let Some(delimiter) = stated.filter(|delimiter| delimiter.is_ascii_punctuation() || *delimiter == b'\t') {
        return Ok(Some(dialect(delimiter)));
    }
    let mut best: Option<Split> = None;
    for delimiter in *b",;\t|" {
        let split = even_split(&text, shape(delimiter), is_cut)?;
        best = match (best, split) {
            (Some(best), Some(split)) if !split.is_better_than(&best) => Some(best),
            (best, split) => split.or(best),
        };
    }
    Ok(best.map(|best| dialect(best.delimiter)))
}

/// Lines above the names of the columns: a title, the day of the export.
pub const MAX_TITLE_LINES: usize = 10;

/// A line of the sample as a delimiter splits it.
struct Line {
    offset: u64,
    num_cells: usize,
    /// How many of them have something in them.
    num_filled: usize,
}

/// The sample as one delimiter splits it.
struct Split {
    delimiter: u8,
    /// The lines that are not empty.
    lines: Vec<Line>,
    /// Which of them is the first of the table: its names, most of the time.
    first: usize,
    columns: usize,
}

impl Split {
    /// Whether this delimiter leaves the line at which the table of another begins in one piece.
    fn leaves_whole(&self, other: &Self) -> bool {
        let first = other.lines.get(other.first).map(|line| line.offset);
        self.lines.iter().any(|line| Some(line.offset) == first && line.num_filled <= 1)
    }

    /// A delimiter that does not split the names is none, however evenly it splits the rows: decimal commas do. If each leaves the names
    /// of the other whole, the upper ones are a title with such a mark in it.
    fn is_better_than(&self, other: &Self) -> bool {
        match (self.leaves_whole(other), other.leaves_whole(self)) {
            (false, true) => true,
            (true, false) => false,
            (true, true) => self.first > other.first,
            (false, false) => self.columns > other.columns,
        }
    }
}

/// The sample under one delimiter, where nearly all rows have as many columns as the first. Lines of one cell may stand above a table of
/// three columns and more.
fn even_split(text: &Arc<[u8]>, shape: Shape, is_cut: bool) -> io::Result<Option<Split>> {
    let source = MemorySource::new(Arc::clone(text));
    let mut rows = Rows::new(Reader::new(&source), shape, 0);
    let mut row = Row::default();
    let mut lines = Vec::new();
    let mut names_at = None;
    while lines.len() < SAMPLE_ROWS {
        match rows.next(&mut row)? {
            Step::End => break,
            Step::Row if !row.is_blank() => {
                let num_filled = row.filled().count();
                lines.push(Line { offset: row.offset, num_cells: row.len(), num_filled });
                if names_at.is_none() && num_filled > 1 {
                    names_at = Some((row.offset, row.filled().all(is_like_a_name)));
                }
            }
            Step::Row | Step::OpenQuote | Step::TooLong => {}
        }
    }
    if is_cut && lines.len() > 1 && rows.at() >= source.len() {
        lines.pop();
    }
    let num_titles = lines.iter().take(MAX_TITLE_LINES).take_while(|line| line.num_filled == 1).count();
    // What begins with a bracket or a comment is another format, and broken if it is met here.
    let is_other = text.trim_ascii_start().first().is_some_and(|byte| matches!(byte, b'{' | b'[' | b'/' | b'<'));
    let has_titles = !is_other && lines.get(num_titles).is_some_and(|line| line.num_cells >= 3);
    let first = if has_titles { num_titles } else { 0 };
    let Some(Line { offset, num_cells: columns, .. }) = lines.get(first).filter(|line| line.num_cells > 1) else { return Ok(None) };
    let has_names = !is_other && names_at == Some((*offset, true));
    let columns = *columns;
    let num_rows = lines.len() - first;
    let num_even = lines.iter().skip(first).filter(|line| line.num_cells == columns).count();
    // Names over rows of which few fit, or none of two, are a table still, if a poor one; prose is none.
    let is_poor_table = columns > 2 && (num_rows <= 3 || has_names && num_even > 1 && num_even * 4 >= num_rows);
    let is_even = num_even * 2 > num_rows || is_poor_table;
    Ok(is_even.then_some(Split { delimiter: shape.delimiter, lines, first, columns }))
}

/// A word or a few, as columns are named, and no number.
fn is_like_a_name(cell: &[u8]) -> bool {
    const MAX_WORDS: usize = 5;
    !is_number(cell) && !cell.ends_with(b".") && cell.split(u8::is_ascii_whitespace).count() <= MAX_WORDS
}

/// The encoding of a text without UTF-16, from an offset on; true where it was told from the letters alone.
pub fn encoding_of(source: &dyn ByteSource, from: u64) -> io::Result<(&'static Encoding, bool)> {
    let mut reader = Reader::new(source);
    let mut at = from;
    loop {
        let slice = reader.slice(at)?;
        if slice.is_empty() {
            return Ok((UTF_8, false));
        }
        let first = Encoding::ascii_valid_up_to(slice);
        if first < slice.len() {
            let from = at + first as u64;
            let mut letters = Vec::new();
            reader.copy(from, from + LETTERS_BYTES as u64, &mut letters)?;
            return Ok(encoding_of_letters(&letters));
        }
        at += slice.len() as u64;
    }
}

fn encoding_of_letters(letters: &[u8]) -> (&'static Encoding, bool) {
    let is_utf8 = match std::str::from_utf8(letters) {
        Ok(_) => true,
        // A letter may be cut at the end, and a broken one may stand in a text that is UTF-8 otherwise.
        Err(error) => error.error_len().is_none() || error.valid_up_to() > letters.len() / 2 && error.valid_up_to() > 4_096,
    };
    if is_utf8 {
        return (UTF_8, false);
    }
    // Arabic words are runs of bytes beyond ASCII; in western text accented letters stand between plain ones.
    let (mut in_runs, mut alone) = (0, 0);
    for run in letters.split(u8::is_ascii) {
        if run.len() > 1 {
            in_runs += run.len();
        } else {
            alone += run.len();
        }
    }
    (if in_runs > alone { WINDOWS_1256 } else { WINDOWS_1252 }, true)
}
