//! A text of coordinates cut into numbers, marks and words, in Western digits and without what only steers layout.

use crate::domain::western_digit;

/// Which way an angle counts. `Sheen` is Arabic ش, which stands for north (شمال) and for east (شرق).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    North,
    South,
    East,
    West,
    Sheen,
}

/// A number as written: its value, its decimals, and whether a minus stood before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub decimals: i32,
    pub is_negative: bool,
    /// Digits before the decimal point.
    pub whole_digits: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Number(Number),
    Degree,
    Minute,
    Second,
    Comma,
    Semicolon,
    Side(Side),
}

/// Western digits, plain marks, ASCII in capitals, no layout controls, brackets or vowel signs, single spaces.
pub(super) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match western_digit(c) {
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' => continue,
            '\u{064B}'..='\u{065F}' | '\u{0640}' | '٬' | '(' | ')' | '[' | ']' => continue,
            '٫' => '.',
            '،' => ',',
            '؛' => ';',
            '\u{2212}' | '\u{2010}'..='\u{2013}' => '-',
            'º' | '˚' => '°',
            '′' | '’' | '‘' | 'ʹ' | 'ʼ' | '´' | '`' => '\'',
            '″' | '”' | '“' | 'ʺ' => '"',
            'ة' => 'ه',
            c if c.is_whitespace() => ' ',
            c => c.to_ascii_uppercase(),
        };
        if !(c == ' ' && (out.is_empty() || out.ends_with(' '))) {
            out.push(c);
        }
    }
    out.trim_end().replace("''", "\"")
}

/// `None` where anything stands that coordinates do not hold.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (token, length) = match c {
            ' ' => (None, 1),
            ',' => (Some(Token::Comma), 1),
            ';' => (Some(Token::Semicolon), 1),
            '°' => (Some(Token::Degree), c.len_utf8()),
            '\'' => (Some(Token::Minute), 1),
            '"' => (Some(Token::Second), 1),
            '0'..='9' | '.' | '-' | '+' => {
                let (number, length) = number(rest)?;
                (Some(Token::Number(number)), length)
            }
            c if c.is_alphabetic() => {
                let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                (Some(word(rest.get(..length)?)?), length)
            }
            _ => return None,
        };
        found.extend(token);
        rest = rest.get(length..)?;
    }
    Some(found)
}

fn number(text: &str) -> Option<(Number, usize)> {
    let is_negative = text.starts_with('-');
    let signed = usize::from(text.starts_with(['-', '+']));
    let body = text.get(signed..)?;
    let length = body.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(body.len());
    let digits = body.get(..length)?;
    let whole_digits = digits.find('.').unwrap_or(length);
    // A lone point, a leading point or two points are not numbers that anyone writes for a place.
    if whole_digits == 0 || digits.len() > 24 {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    let decimals = i32::try_from(length.saturating_sub(whole_digits + 1)).ok()?;
    Some((Number { value, decimals, is_negative, whole_digits }, signed + length))
}

fn word(word: &str) -> Option<Token> {
    Some(match word {
        "N" | "NORTH" | "شمال" | "شمالا" | "شمالي" => Token::Side(Side::North),
        "S" | "SOUTH" | "ج" | "جنوب" | "جنوبا" | "جنوبي" => Token::Side(Side::South),
        "E" | "EAST" | "ق" | "شرق" | "شرقا" | "شرقي" => Token::Side(Side::East),
        "W" | "WEST" | "غ" | "غرب" | "غربا" | "غربي" => Token::Side(Side::West),
        "ش" => Token::Side(Side::Sheen),
        "DEG" | "درجه" => Token::Degree,
        "MIN" | "دقيقه" => Token::Minute,
        "SEC" | "ثانيه" => Token::Second,
        _ => return None,
    })
}
