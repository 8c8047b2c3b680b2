//! Words, numbers, texts and signs of the text form, each with its column.

use super::parser::FilterError;

#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A name or key word, as written.
    Word(String),
    Text(String),
    Number(f64),
    Sign(&'static str),
}

/// A token and the column, in characters from 1, at which it begins.
pub type Placed = (Token, usize);

pub fn tokens(text: &str) -> Result<Vec<Placed>, FilterError> {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut tokens = Vec::new();
    while let Some(c) = chars.get(at).copied() {
        let column = at + 1;
        let next = chars.get(at + 1).copied();
        if c.is_whitespace() {
            at += 1;
        } else if c == '\'' {
            let (text, after) = quoted(&chars, at, '\'').ok_or(FilterError::Unclosed { column })?;
            tokens.push((Token::Text(text), column));
            at = after;
        } else if c == '"' {
            let (name, after) = quoted(&chars, at, '"').ok_or(FilterError::Unclosed { column })?;
            tokens.push((Token::Word(name), column));
            at = after;
        } else if c.is_ascii_digit() || (matches!(c, '-' | '+' | '.') && next.is_some_and(|next| next.is_ascii_digit() || next == '.')) {
            let after = number_end(&chars, at);
            let written: String = chars.get(at..after).unwrap_or_default().iter().collect();
            let value = written.parse().map_err(|_| FilterError::Number { column, written })?;
            tokens.push((Token::Number(value), column));
            at = after;
        } else if c.is_alphabetic() || c == '_' {
            let length = chars.iter().skip(at).take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).count();
            tokens.push((Token::Word(chars.get(at..at + length).unwrap_or_default().iter().collect()), column));
            at += length;
        } else {
            let (sign, length) = sign(c, next).ok_or(FilterError::Sign { column, sign: c })?;
            tokens.push((Token::Sign(sign), column));
            at += length;
        }
    }
    Ok(tokens)
}

/// The text up to the closing quote; a doubled quote is one quote.
fn quoted(chars: &[char], open: usize, quote: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut at = open + 1;
    loop {
        let c = *chars.get(at)?;
        if c == quote {
            if chars.get(at + 1) == Some(&quote) {
                text.push(quote);
                at += 2;
                continue;
            }
            return Some((text, at + 1));
        }
        text.push(c);
        at += 1;
    }
}

fn number_end(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(c) = chars.get(at) {
        let after_exponent = matches!(chars.get(at - 1), Some('e' | 'E'));
        if c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E') || (matches!(c, '+' | '-') && after_exponent) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn sign(c: char, next: Option<char>) -> Option<(&'static str, usize)> {
    Some(match (c, next) {
        ('<', Some('=')) => ("<=", 2),
        ('>', Some('=')) => (">=", 2),
        ('<', Some('>')) | ('!', Some('=')) => ("<>", 2),
        ('<', _) => ("<", 1),
        ('>', _) => (">", 1),
        ('=', _) => ("=", 1),
        ('(', _) => ("(", 1),
        (')', _) => (")", 1),
        (',', _) => (",", 1),
        _ => return None,
    })
}
