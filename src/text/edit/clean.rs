//! What of a foreign text may enter a field.

use super::editor::Rows;

/// Line breaks become line feeds, or spaces in a field of one line; tabs become spaces. Other control characters are dropped, and
/// so is the byte order mark. Marks of direction and joiners are kept: they belong to the writing.
pub(super) fn clean(text: &str, rows: Rows) -> String {
    let line_break = if rows == Rows::One { ' ' } else { '\n' };
    let mut chars = text.chars().peekable();
    let mut kept = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                kept.push(line_break);
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push(line_break),
            '\t' => kept.push(' '),
            '\u{FEFF}' => {}
            c if c.is_control() => {}
            c => kept.push(c),
        }
    }
    kept
}
