//! Rows of a delimited text (RFC 4180 and its relatives) with the bytes and the line at which each begins.

use std::io;

use crate::import::reader::Reader;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub delimiter: u8,
    /// Whether a quotation mark at the start of a cell encloses it.
    pub has_quotes: bool,
    pub max_row_bytes: u64,
    pub max_columns: usize,
}

/// One row: the bytes of its cells one after the other, unquoted, and where each ends.
#[derive(Default)]
pub struct Row {
    pub offset: u64,
    pub length: u64,
    pub line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Row {
    pub fn len(&self) -> usize {
        self.ends.len()
    }
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.bounds().map(|(from, to)| self.bytes.get(from..to).unwrap_or_default())
    }
    /// Those with something in them, without the blanks around it.
    pub fn filled(&self) -> impl Iterator<Item = &[u8]> {
        self.cells().map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty())
    }
    /// Those of all cells, one after the other.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// From where to where each cell stands in them.
    pub fn bounds(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut start = 0;
        self.ends.iter().map(move |end| (std::mem::replace(&mut start, *end), *end))
    }
    /// Nothing stands in any cell.
    pub fn is_blank(&self) -> bool {
        // Most rows are told by their first byte.
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    /// Takes cells from the beginning of a slice up to the end of the line or to a cell in quotes; the first goes on with what is there
    /// already. Gives how many bytes were taken and what they end with.
    fn take_plain(&mut self, slice: &[u8], shape: Shape) -> (usize, PlainEnd) {
        let mut from = 0;
        for at in memchr::memchr3_iter(shape.delimiter, b'\n', b'\r', slice) {
            self.bytes.extend_from_slice(slice.get(from..at).unwrap_or_default());
            self.ends.push(self.bytes.len());
            from = at + 1;
            match slice.get(at) {
                Some(byte) if *byte != shape.delimiter => return (from, PlainEnd::Line(*byte)),
                _ if slice.get(from) == Some(&b'"') || self.ends.len() > shape.max_columns => return (from, PlainEnd::Cell),
                _ => {}
            }
        }
        self.bytes.extend_from_slice(slice.get(from..).unwrap_or_default());
        (slice.len(), if from == slice.len() { PlainEnd::Cell } else { PlainEnd::Slice })
    }
}

pub fn is_number(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok_and(|cell| cell.parse::<f64>().is_ok())
}

/// What cells without quotes end with.
enum PlainEnd {
    /// The slice, within a cell.
    Slice,
    /// The delimiter of a cell.
    Cell,
    /// A byte that ends the line.
    Line(u8),
}

/// What stands at the place of a row.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    Row,
    /// A quotation mark that opens a cell is never closed; reading goes on at the next line.
    OpenQuote,
    TooLong,
    End,
}

pub struct Rows<'a> {
    reader: Reader<'a>,
    shape: Shape,
    at: u64,
}

enum Inside {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes the cell, unless another follows.
    Closing,
}

impl<'a> Rows<'a> {
    pub fn new(reader: Reader<'a>, shape: Shape, from: u64) -> Self {
        Self { reader, shape, at: from }
    }

    /// The offset of the next row.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Whether the next row with more than one cell that says something has the names of columns, none of which is a number.
    pub fn names_follow(&mut self) -> io::Result<bool> {
        const NEAR: usize = 10;
        let at = self.at;
        let mut row = Row::default();
        let mut follow = false;
        for _ in 0..NEAR {
            if self.next(&mut row)? == Step::End {
                break;
            }
            if row.filled().nth(1).is_some() {
                follow = row.len() >= 3 && !row.filled().any(is_number);
                break;
            }
        }
        self.at = at;
        Ok(follow)
    }

    pub fn next(&mut self, row: &mut Row) -> io::Result<Step> {
        row.bytes.clear();
        row.ends.clear();
        row.offset = self.at;
        row.line = self.reader.line_column(self.at)?.0;
        if self.reader.byte(self.at)?.is_none() {
            return Ok(Step::End);
        }
        let step = self.scan(row)?;
        if step != Step::Row {
            self.at = self.next_line(row.offset)?;
        }
        row.length = self.at - row.offset;
        // A row may have ended within the piece of the file in which it became too long.
        Ok(if step == Step::Row && row.length > self.shape.max_row_bytes { Step::TooLong } else { step })
    }

    fn scan(&mut self, row: &mut Row) -> io::Result<Step> {
        let mut inside = Inside::Start;
        loop {
            if self.at - row.offset > self.shape.max_row_bytes || row.ends.len() > self.shape.max_columns {
                return Ok(if matches!(inside, Inside::Quoted) { Step::OpenQuote } else { Step::TooLong });
            }
            let slice = self.reader.slice(self.at)?;
            let Some(first) = slice.first().copied() else {
                row.ends.push(row.bytes.len());
                return Ok(if matches!(inside, Inside::Quoted) { Step::OpenQuote } else { Step::Row });
            };
            inside = match inside {
                Inside::Start if first == b'"' && self.shape.has_quotes => {
                    self.at += 1;
                    Inside::Quoted
                }
                Inside::Closing if first == b'"' => {
                    row.bytes.push(b'"');
                    self.at += 1;
                    Inside::Quoted
                }
                Inside::Quoted => {
                    let step = memchr::memchr(b'"', slice);
                    let taken = step.unwrap_or(slice.len());
                    row.bytes.extend_from_slice(slice.get(..taken).unwrap_or_default());
                    self.at += taken as u64 + u64::from(step.is_some());
                    if step.is_some() { Inside::Closing } else { Inside::Quoted }
                }
                Inside::Start | Inside::Plain | Inside::Closing => {
                    let (taken, end) = row.take_plain(slice, self.shape);
                    self.at += taken as u64;
                    match end {
                        PlainEnd::Slice => Inside::Plain,
                        PlainEnd::Cell => Inside::Start,
                        PlainEnd::Line(byte) => {
                            self.line_feed(byte)?;
                            return Ok(Step::Row);
                        }
                    }
                }
            };
        }
    }

    /// Takes the line feed of a carriage return with it.
    fn line_feed(&mut self, end: u8) -> io::Result<()> {
        if end == b'\r' && self.reader.byte(self.at)? == Some(b'\n') {
            self.at += 1;
        }
        Ok(())
    }

    fn next_line(&mut self, from: u64) -> io::Result<u64> {
        let mut at = from;
        loop {
            let slice = self.reader.slice(at)?;
            if slice.is_empty() {
                return Ok(at);
            }
            match memchr::memchr2(b'\n', b'\r', slice) {
                Some(step) => {
                    let end = slice.get(step).copied();
                    self.at = at + step as u64 + 1;
                    self.line_feed(end.unwrap_or_default())?;
                    return Ok(self.at);
                }
                None => at += slice.len() as u64,
            }
        }
    }
}
