//! What one source says of one field, and how far it can be trusted.

use super::{UtcMs, Words};

/// Reliability of the source, Admiralty code. `F` means that it cannot be judged: it is not the worst grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceGrade {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// Credibility of the information, Admiralty code. `Six` means that it cannot be judged: it is not the worst grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InfoGrade {
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
}

/// An Admiralty pair. The halves are judged independently and are never merged into one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    pub source: SourceGrade,
    pub info: InfoGrade,
}

impl Grade {
    /// Cannot be judged: what an ungraded claim gets.
    pub const F6: Self = Self { source: SourceGrade::F, info: InfoGrade::Six };

    /// Reads `B2`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars = text.trim().chars();
        let source = match chars.next()?.to_ascii_uppercase() {
            'A' => SourceGrade::A,
            'B' => SourceGrade::B,
            'C' => SourceGrade::C,
            'D' => SourceGrade::D,
            'E' => SourceGrade::E,
            'F' => SourceGrade::F,
            _ => return None,
        };
        let info = match chars.next()? {
            '1' => InfoGrade::One,
            '2' => InfoGrade::Two,
            '3' => InfoGrade::Three,
            '4' => InfoGrade::Four,
            '5' => InfoGrade::Five,
            '6' => InfoGrade::Six,
            _ => return None,
        };
        chars.next().is_none().then_some(Self { source, info })
    }
}

impl Grade {
    /// The pair as it is written: `B2`.
    pub fn as_str(&self) -> &'static str {
        const PAIRS: [[&str; 6]; 6] = [
            ["A1", "A2", "A3", "A4", "A5", "A6"],
            ["B1", "B2", "B3", "B4", "B5", "B6"],
            ["C1", "C2", "C3", "C4", "C5", "C6"],
            ["D1", "D2", "D3", "D4", "D5", "D6"],
            ["E1", "E2", "E3", "E4", "E5", "E6"],
            ["F1", "F2", "F3", "F4", "F5", "F6"],
        ];
        PAIRS.get(self.source as usize).and_then(|row| row.get(self.info as usize)).copied().unwrap_or("F6")
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A figure as one source gives it. `None` is "not said"; it is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub min: Option<f64>,
    pub best: Option<f64>,
    pub max: Option<f64>,
}

/// The value that a source gives to a field.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimValue {
    /// Persons or another count, for the fields `killed.*` and `injured.*` and other figures.
    Range(Range),
    /// Words, by language.
    Words(Words),
    /// The source speaks of the field and says that it does not know, or has no comment.
    NotKnown(Words),
}

/// One source's value for one field. Claims are shown side by side, never added or averaged.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it is about: `killed.all`, `injured.civilians`, `damage`, `weapon`, `attribution`, `place`, `when`, `account`, …
    pub field: String,
    pub value: ClaimValue,
    /// The source's name by language.
    pub source: Words,
    /// Whom the source itself relies on, where it says so.
    pub citing: Words,
    pub grade: Grade,
    /// Where to read it. Never fetched without a click.
    pub url: Option<String>,
    pub archive_url: Option<String>,
    /// Language of the original, where stated.
    pub lang: Option<super::Lang>,
    pub published_at: Option<UtcMs>,
    /// The source's own words, untouched.
    pub as_given: Option<String>,
    /// True where the import found that another source gives this field a different value.
    pub disputed: bool,
}
