//! dBASE tables, the properties of a Shapefile: records of fixed width. Numbers stay digit for digit.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256};

use super::dialect::encoding_of;
use super::job::{number, quoted};
use crate::import::source::ByteSource;

/// A column: its name, its kind as a letter, its place within the record.
pub struct Column {
    pub name: String,
    kind: u8,
    from: usize,
    len: usize,
}

/// What stands in the place of a record.
pub enum Record {
    /// JSON text of each column.
    Values(Vec<String>),
    /// Marked as deleted: programs that edit the table show it no more.
    Deleted,
}

pub struct Dbf<'a> {
    source: &'a dyn ByteSource,
    pub columns: Vec<Column>,
    pub count: u64,
    pub encoding: &'static Encoding,
    /// The encoding was told from the letters alone.
    pub is_assumed: bool,
    header_len: u64,
    record_len: u64,
}

impl<'a> Dbf<'a> {
    /// Reads the header. `cpg` is the text of the `.cpg` file, which names the encoding better than the header does.
    pub fn open(source: &'a dyn ByteSource, cpg: Option<&str>) -> std::io::Result<Option<Self>> {
        let mut head = [0; 32];
        if source.read_at(0, &mut head)? < 32 {
            return Ok(None);
        }
        let [_, _, _, _, c0, c1, c2, c3, h0, h1, r0, r1, ..] = head;
        let [.., language, _, _] = head;
        let header_len = u64::from(u16::from_le_bytes([h0, h1]));
        let record_len = u64::from(u16::from_le_bytes([r0, r1]));
        let mut fields = vec![0; usize::try_from(header_len.saturating_sub(32)).unwrap_or_default()];
        let filled = source.read_at(32, &mut fields)?;
        fields.truncate(filled);
        let (encoding, is_assumed) = match cpg.and_then(stated).or_else(|| by_language(language)) {
            Some(encoding) => (encoding, false),
            None => encoding_of(source, header_len)?,
        };
        let mut columns = Vec::new();
        let mut from = 1;
        for field in fields.chunks_exact(32).take_while(|field| field.first().is_some_and(|byte| *byte != 0x0D)) {
            let (Some(name), Some(kind), Some(len)) = (field.get(..11), field.get(11), field.get(16)) else { break };
            let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
            let (name, _) = encoding.decode_without_bom_handling(name);
            columns.push(Column { name: name.into_owned(), kind: *kind, from, len: usize::from(*len) });
            from += usize::from(*len);
        }
        let count = u64::from(u32::from_le_bytes([c0, c1, c2, c3]));
        Ok((record_len > 0 && !columns.is_empty()).then_some(Self { source, columns, count, encoding, is_assumed, header_len, record_len }))
    }

    /// A record, counted from 0; `None` beyond the end.
    pub fn record(&self, at: u64) -> std::io::Result<Option<Record>> {
        let mut bytes = vec![0; self.record_len as usize];
        let filled = self.source.read_at(self.header_len + at * self.record_len, &mut bytes)?;
        if at >= self.count || filled < bytes.len() {
            return Ok(None);
        }
        if bytes.first() == Some(&b'*') {
            return Ok(Some(Record::Deleted));
        }
        let cell = |column: &Column| bytes.get(column.from..column.from + column.len).unwrap_or_default();
        Ok(Some(Record::Values(self.columns.iter().map(|column| self.json_of(column.kind, cell(column))).collect())))
    }

    fn json_of(&self, kind: u8, cell: &[u8]) -> String {
        let (text, _) = self.encoding.decode_without_bom_handling(cell);
        let text = text.trim_end_matches(['\0', ' ']).trim_start_matches(' ');
        let null = || "null".to_owned();
        match kind {
            b'L' => match text {
                "T" | "t" | "Y" | "y" => "true".to_owned(),
                "F" | "f" | "N" | "n" => "false".to_owned(),
                _ => null(),
            },
            b'N' | b'F' if text.is_empty() || text.contains('*') => null(),
            b'N' | b'F' if serde_json::from_str::<serde_json::Number>(text).is_ok() => text.to_owned(),
            b'N' | b'F' => text.parse().map_or_else(|_| quoted(text), number),
            b'D' => match (text.get(..4), text.get(4..6), text.get(6..8)) {
                (Some(year), Some(month), Some(day)) if text.len() == 8 && text != "00000000" => quoted(&format!("{year}-{month}-{day}")),
                _ => null(),
            },
            b'I' => cell.first_chunk::<4>().map_or_else(null, |bytes| i32::from_le_bytes(*bytes).to_string()),
            b'O' | b'B' => cell.first_chunk::<8>().map_or_else(null, |bytes| number(f64::from_le_bytes(*bytes))),
            _ if text.is_empty() => null(),
            _ => quoted(text),
        }
    }
}

/// By the words of a `.cpg` file: `UTF-8`, `1256`, `CP1252`, `ISO 88591`.
fn stated(text: &str) -> Option<&'static Encoding> {
    let word = text.trim().to_ascii_lowercase().replace(' ', "-");
    let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
    match digits {
        "65001" => return Some(UTF_8),
        "88591" | "8859-1" | "28591" => return Some(WINDOWS_1252),
        _ => {}
    }
    Encoding::for_label(word.as_bytes()).or_else(|| Encoding::for_label(format!("windows-{digits}").as_bytes()))
}

/// By the language driver of the header; 0 says nothing.
fn by_language(code: u8) -> Option<&'static Encoding> {
    match code {
        0x03 | 0x57 | 0x58 | 0x59 => Some(WINDOWS_1252),
        0x7E => Some(WINDOWS_1256),
        _ => None,
    }
}
