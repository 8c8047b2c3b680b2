//! The structure of JSON without its meaning: where a value ends. Iterative, so that no nesting can exhaust the stack.

use std::io;

use super::reader::Reader;

/// Where and why a value has no sound end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The source ends inside the value.
    Ends { at: u64 },
    /// A bracket closes what another kind of bracket opened.
    Bracket { at: u64 },
    /// Deeper than allowed.
    Depth { at: u64 },
    /// Longer than allowed.
    Size { at: u64 },
    /// No value begins here.
    NoValue { at: u64 },
}

impl Fault {
    pub fn at(self) -> u64 {
        match self {
            Self::Ends { at } | Self::Bracket { at } | Self::Depth { at } | Self::Size { at } | Self::NoValue { at } => at,
        }
    }
}

/// Deepest nesting that is followed: well above what any sound feature has.
pub const MAX_DEPTH: usize = 200;

/// The offset after the value that begins at `from`; looks at brackets and strings only.
pub fn value_end(reader: &mut Reader, from: u64, max_bytes: u64) -> io::Result<Result<u64, Fault>> {
    match reader.byte(from)? {
        None => Ok(Err(Fault::Ends { at: from })),
        Some(b'{' | b'[') => container_end(reader, from, max_bytes),
        Some(b'"') => string_end(reader, from),
        Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+') => scalar_end(reader, from),
        Some(_) => Ok(Err(Fault::NoValue { at: from })),
    }
}

/// The offset after the closing quote of the string that opens at `from`.
pub fn string_end(reader: &mut Reader, from: u64) -> io::Result<Result<u64, Fault>> {
    let mut at = from + 1;
    loop {
        let slice = reader.slice(at)?;
        if slice.is_empty() {
            return Ok(Err(Fault::Ends { at }));
        }
        match memchr::memchr2(b'"', b'\\', slice) {
            None => at += slice.len() as u64,
            Some(step) if slice.get(step) == Some(&b'"') => return Ok(Ok(at + step as u64 + 1)),
            // The escaped byte is skipped, wherever the block ends.
            Some(step) => at += step as u64 + 2,
        }
    }
}

fn scalar_end(reader: &mut Reader, from: u64) -> io::Result<Result<u64, Fault>> {
    let mut at = from;
    loop {
        let slice = reader.slice(at)?;
        let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r' | 0x1E | b':' | b'"' | b'{' | b'[');
        match slice.iter().position(is_end) {
            Some(step) => return Ok(Ok(at + step as u64)),
            None if slice.is_empty() => return Ok(Ok(at)),
            None => at += slice.len() as u64,
        }
    }
}

fn container_end(reader: &mut Reader, from: u64, max_bytes: u64) -> io::Result<Result<u64, Fault>> {
    let mut open: Vec<u8> = Vec::with_capacity(16);
    let mut at = from;
    loop {
        if at - from > max_bytes {
            return Ok(Err(Fault::Size { at }));
        }
        let slice = reader.slice(at)?;
        if slice.is_empty() {
            return Ok(Err(Fault::Ends { at }));
        }
        let Some(step) = slice.iter().position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')) else {
            at += slice.len() as u64;
            continue;
        };
        let byte = slice.get(step).copied().unwrap_or_default();
        at += step as u64;
        match byte {
            b'"' => match string_end(reader, at)? {
                Ok(end) => {
                    at = end;
                    continue;
                }
                Err(fault) => return Ok(Err(fault)),
            },
            b'{' | b'[' => {
                if open.len() >= MAX_DEPTH {
                    return Ok(Err(Fault::Depth { at }));
                }
                open.push(byte + 2);
            }
            _ => {
                // In ASCII the closing bracket stands two after its opening one.
                if open.pop() != Some(byte) {
                    return Ok(Err(Fault::Bracket { at }));
                }
                if open.is_empty() {
                    return Ok(Ok(at + 1));
                }
            }
        }
        at += 1;
    }
}

/// The next place at or after `from` where an object may begin that is an element of an array or a line of its own.
pub fn next_object(reader: &mut Reader, from: u64, to: u64) -> io::Result<Option<u64>> {
    let mut at = from;
    while at < to {
        let slice = reader.slice(at)?;
        if slice.is_empty() {
            return Ok(None);
        }
        match memchr::memchr(b'{', slice) {
            None => at += slice.len() as u64,
            Some(step) => {
                let found = at + step as u64;
                return Ok((found < to).then_some(found));
            }
        }
    }
    Ok(None)
}
