//! The members of an ordinary feature, found in one pass over its text. What is in any way out of the ordinary (another member, a key
//! that stands twice, a geometry that is no plain point, broken syntax) is not judged here: the reader of records looks at it.

use super::cells::CellTable;
use crate::domain::lanes::{bits_of, is_either};
use crate::import::scan::MAX_DEPTH;
use crate::import::stretch::depth_of;

/// Where the parts of a feature stand in its text.
#[derive(Clone, Debug, Default)]
pub struct PlainFeature {
    /// Length of the feature in bytes.
    pub end: usize,
    /// The JSON of the id.
    pub id: Option<Span>,
    /// The JSON of the geometry: a plain point, or null.
    pub geometry: Span,
    /// Longitude and latitude, as the point has them.
    pub position: Option<[Span; 2]>,
    /// Whether lines end within it.
    pub has_controls: bool,
}

/// From a byte to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: u32,
    pub to: u32,
    /// For a string: whether there are escapes in it.
    pub has_escapes: bool,
}

impl Span {
    #[inline]
    fn new(from: usize, to: usize) -> Option<Self> {
        // The beginning is before the end.
        Some(Self { from: from as u32, to: u32::try_from(to).ok()?, has_escapes: false })
    }
    /// The bytes of a text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

/// Reads the feature with which `text` begins; the cells of its properties go into `columns`. `None` where it is not ordinary.
pub fn scan(text: &str, columns: &mut CellTable) -> Option<PlainFeature> {
    let mut cursor = Cursor { text, bytes: text.as_bytes(), at: 0, num_controls: 0 };
    let mut found = PlainFeature::default();
    let (mut has_type, mut has_geometry, mut has_properties) = (false, false, false);
    columns.begin();
    cursor.open(b'{')?;
    loop {
        // As programs write it, without blanks; else name by name.
        if !has_type && cursor.passes(b"\"type\":\"Feature\"") {
            has_type = true;
        } else if found.id.is_none() && cursor.passes(b"\"id\":") {
            cursor.blanks();
            found.id = Some(cursor.scalar()?);
        } else if !has_geometry && cursor.passes(b"\"geometry\":") {
            has_geometry = true;
            cursor.blanks();
            cursor.geometry(&mut found)?;
        } else if !has_properties && cursor.passes(b"\"properties\":") {
            has_properties = true;
            cursor.blanks();
            cursor.properties(columns)?;
        } else {
            let key = cursor.string()?;
            cursor.colon()?;
            match key.of(text) {
                "\"type\"" if !has_type => {
                    has_type = true;
                    if cursor.string()?.of(text) != "\"Feature\"" {
                        return None;
                    }
                }
                "\"id\"" if found.id.is_none() => found.id = Some(cursor.scalar()?),
                "\"geometry\"" if !has_geometry => {
                    has_geometry = true;
                    cursor.geometry(&mut found)?;
                }
                "\"properties\"" if !has_properties => {
                    has_properties = true;
                    cursor.properties(columns)?;
                }
                _ => return None,
            }
        }
        if !cursor.goes_on(b'}')? {
            break;
        }
    }
    found.end = cursor.at;
    // A control character within a string is an error; all others were passed as blanks.
    found.has_controls = cursor.num_controls > 0;
    let is_sound = cursor.num_controls == num_controls(text.as_bytes().get(..cursor.at)?);
    (is_sound && has_type && has_geometry && has_properties).then_some(found)
}

/// Bytes below 0x20. In steps whose sum fits into a byte, so that the compiler counts sixteen and more at once.
fn num_controls(bytes: &[u8]) -> usize {
    bytes.chunks(240).map(|chunk| usize::from(chunk.iter().fold(0u8, |sum, byte| sum + u8::from(*byte < 0x20)))).sum()
}

/// The next quote or backslash. Most strings are shorter than it takes to begin a search in larger steps.
#[inline]
fn quote_or_escape(bytes: &[u8]) -> Option<usize> {
    const NEAR: usize = 32;
    if let Some(near) = bytes.first_chunk::<NEAR>() {
        let found = bits_of(near, is_either(b'"', b'\\'));
        if found != 0 {
            return Some(found.trailing_zeros() as usize);
        }
        return memchr::memchr2(b'"', b'\\', bytes.get(NEAR..)?).map(|step| step + NEAR);
    }
    memchr::memchr2(b'"', b'\\', bytes)
}

/// The length of the escape with which some bytes begin; `None` where it is none, or half a character of UTF-16.
fn escape_length(bytes: &[u8]) -> Option<usize> {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
    };
    match bytes.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => match unit(0)? {
            0xD800..0xDC00 => (0xDC00..0xE000).contains(&unit(6)?).then_some(12),
            0xDC00..0xE000 => None,
            _ => Some(6),
        },
        _ => None,
    }
}

struct Cursor<'a> {
    text: &'a str,
    /// Those of the text.
    bytes: &'a [u8],
    at: usize,
    /// Line ends and tabs that were passed.
    num_controls: usize,
}

impl Cursor<'_> {
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over some bytes if they come next.
    #[inline]
    fn passes<const N: usize>(&mut self, word: &[u8; N]) -> bool {
        let passes = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<N>).is_some_and(|next| next == word);
        self.at += if passes { N } else { 0 };
        passes
    }

    #[inline]
    fn blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\n' | b'\r' | b'\t')) = self.byte() {
            self.at += 1;
            self.num_controls += usize::from(byte != b' ');
        }
    }

    #[inline]
    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then(|| self.at += 1)
    }

    /// A bracket, behind which something stands.
    fn open(&mut self, bracket: u8) -> Option<()> {
        self.eat(bracket)?;
        self.blanks();
        Some(())
    }

    #[inline]
    fn colon(&mut self) -> Option<()> {
        self.blanks();
        self.open(b':')
    }

    /// Behind a value: true for a comma, false for the closing bracket.
    #[inline]
    fn goes_on(&mut self, bracket: u8) -> Option<bool> {
        // As programs write it, without blanks.
        if self.passes(b",\"") {
            self.at -= 1;
            return Some(true);
        }
        self.blanks();
        if self.eat(b',').is_some() {
            self.blanks();
            return Some(true);
        }
        self.eat(bracket).map(|()| false)
    }

    /// A string with its quotes.
    #[inline]
    fn string(&mut self) -> Option<Span> {
        let from = self.at;
        let mut has_escapes = false;
        self.eat(b'"')?;
        loop {
            let rest = self.bytes.get(self.at..)?;
            let step = quote_or_escape(rest)?;
            if rest.get(step) == Some(&b'"') {
                self.at += step + 1;
                break;
            }
            has_escapes = true;
            self.at += step + escape_length(rest.get(step..)?)?;
        }
        Some(Span { has_escapes, ..Span::new(from, self.at)? })
    }

    /// A number as RFC 8259 has it.
    #[inline]
    fn number(&mut self) -> Option<Span> {
        let bytes = self.bytes;
        let digits = |from: usize| {
            let mut at = from;
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            (at > from).then_some(at)
        };
        let from = self.at;
        let whole = from + usize::from(bytes.get(from) == Some(&b'-'));
        let mut at = digits(whole)?;
        if bytes.get(whole) == Some(&b'0') && at > whole + 1 {
            return None;
        }
        if bytes.get(at) == Some(&b'.') {
            at = digits(at + 1)?;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            at = digits(at + 1 + sign)?;
        }
        self.at = at;
        Span::new(from, at)
    }

    fn word<const N: usize>(&mut self, word: &[u8; N]) -> Option<Span> {
        let from = self.at;
        self.passes(word).then(|| Span::new(from, self.at))?
    }

    /// Text, number, or null.
    fn scalar(&mut self) -> Option<Span> {
        match self.byte()? {
            b'"' => self.string(),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn value(&mut self) -> Option<Span> {
        match self.byte()? {
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'{' | b'[' => self.nested(),
            _ => self.scalar(),
        }
    }

    /// An object or an array, looked at by serde.
    fn nested(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..)?;
        let value: &serde_json::value::RawValue = serde_json::Deserializer::from_str(rest).into_iter().next()?.ok()?;
        let value = value.get();
        if value.len() >= MAX_DEPTH && depth_of(value) >= MAX_DEPTH - 3 {
            return None;
        }
        let from = self.at;
        self.at += value.len();
        // serde has refused control characters in strings: what is left of them are blanks.
        self.num_controls += num_controls(value.as_bytes());
        Span::new(from, self.at)
    }

    /// The members of the properties.
    fn properties(&mut self, columns: &mut CellTable) -> Option<()> {
        self.open(b'{')?;
        if self.eat(b'}').is_some() {
            return Some(());
        }
        let mut before = None;
        loop {
            let column = match columns.guess(before, self.bytes.get(self.at..)?) {
                Some((column, length)) => {
                    self.at += length;
                    self.blanks();
                    column
                }
                None => {
                    let key = self.string()?;
                    self.colon()?;
                    let key = self.text.get(key.from as usize + 1..key.to as usize - 1)?;
                    columns.named(before, key)?
                }
            };
            let value = self.value()?;
            columns.put(column, value)?;
            before = Some(column);
            if !self.goes_on(b'}')? {
                return Some(());
            }
        }
    }

    fn geometry(&mut self, found: &mut PlainFeature) -> Option<()> {
        let from = self.at;
        found.position = self.point()?;
        found.geometry = Span::new(from, self.at)?;
        Some(())
    }

    /// Two ordinates, from behind their bracket to behind the closing one.
    fn position(&mut self) -> Option<[Span; 2]> {
        let first = self.number()?;
        if !self.goes_on(b']')? {
            return None;
        }
        let position = [first, self.number()?];
        (!self.goes_on(b']')?).then_some(position)
    }

    /// A point with two ordinates and nothing else, or null.
    #[expect(clippy::option_option, reason = "null is a geometry too")]
    fn point(&mut self) -> Option<Option<[Span; 2]>> {
        if self.byte()? == b'n' {
            self.word(b"null")?;
            return Some(None);
        }
        if self.passes(b"{\"type\":\"Point\",\"coordinates\":[") {
            self.blanks();
            let position = self.position()?;
            return (!self.goes_on(b'}')?).then_some(Some(position));
        }
        self.open(b'{')?;
        let (mut is_point, mut position) = (false, None);
        loop {
            let key = self.string()?;
            self.colon()?;
            match key.of(self.text) {
                "\"type\"" if !is_point => {
                    is_point = true;
                    if self.string()?.of(self.text) != "\"Point\"" {
                        return None;
                    }
                }
                "\"coordinates\"" if position.is_none() => {
                    self.open(b'[')?;
                    position = Some(self.position()?);
                }
                _ => return None,
            }
            if !self.goes_on(b'}')? {
                break;
            }
        }
        (is_point && position.is_some()).then_some(position)
    }
}
