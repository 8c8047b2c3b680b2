//! Numbers as they are written in a language: thousands grouped, digits Western or Arabic-Indic.

use super::messages::UiLang;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// 0123456789
    #[default]
    Western,
    /// ٠١٢٣٤٥٦٧٨٩
    ArabicIndic,
}

/// Names of the months in Arabic; English has one set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MonthNames {
    /// كانون الثاني, شباط, …: Syria, Lebanon, Jordan, Palestine, Iraq.
    #[default]
    Levantine,
    /// يناير, فبراير, …
    International,
}

/// How words, numbers and dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locale {
    pub lang: UiLang,
    pub digits: Digits,
    pub months: MonthNames,
}

impl Locale {
    /// Western digits, Levantine months.
    pub fn new(lang: UiLang) -> Self {
        Self { lang, digits: Digits::default(), months: MonthNames::default() }
    }

    /// An integer with its thousands grouped: `12,345` or `١٢٬٣٤٥`.
    pub fn integer(self, number: i64) -> String {
        self.signed(number < 0, &grouped(&number.unsigned_abs().to_string()))
    }

    /// A number with so many decimals: `1,234.5` or `١٬٢٣٤٫٥`. What is no number is written as a dash.
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        if !number.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let mut written = grouped(whole);
        if let Some(fraction) = fraction {
            written.push('.');
            written.push_str(fraction);
        }
        let negative = number < 0.0 && text.contains(|c: char| c.is_ascii_digit() && c != '0');
        self.signed(negative, &written)
    }

    /// Digits, separators and the decimal point in the locale's form.
    pub(super) fn shape_digits(self, western: &str) -> String {
        match self.digits {
            Digits::Western => western.to_owned(),
            Digits::ArabicIndic => western.chars().map(eastern).collect(),
        }
    }

    /// In Arabic a mark before the sign keeps it on the left of its digits, where readers expect it.
    fn signed(self, negative: bool, digits: &str) -> String {
        let sign = match (negative, self.lang, self.digits) {
            (false, _, _) => "",
            (true, _, Digits::ArabicIndic) => "\u{61C}-",
            (true, UiLang::Ar, Digits::Western) => "\u{200E}-",
            (true, UiLang::En, Digits::Western) => "-",
        };
        let numerals: String = match self.digits {
            Digits::Western => digits.to_owned(),
            Digits::ArabicIndic => digits
                .chars()
                .map(|c| match c {
                    ',' => '٬',
                    '.' => '٫',
                    c => eastern(c),
                })
                .collect(),
        };
        format!("{sign}{numerals}")
    }
}

fn eastern(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(u32::from('٠') + digit)).unwrap_or(c)
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Keeps a text that is read from left to right (coordinates, a path, a formula) whole inside text of either direction.
pub fn isolate_ltr(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// Keeps a text of unknown direction (a name) from disturbing what surrounds it.
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_grouped_by_thousands() {
        let en = Locale::new(UiLang::En);
        for (number, text) in [(0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-12_345, "-12,345"), (10_000_000, "10,000,000")] {
            assert_eq!(en.integer(number), text);
        }
        assert_eq!(en.integer(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn arabic_indic_numbers_have_their_own_separators() {
        let ar = Locale { digits: Digits::ArabicIndic, ..Locale::new(UiLang::Ar) };
        assert_eq!(ar.integer(1_234_567), "١٬٢٣٤٬٥٦٧");
        assert_eq!(ar.decimal(1234.5, 2), "١٬٢٣٤٫٥٠");
        assert_eq!(ar.integer(-5), "\u{61C}-٥");
    }

    #[test]
    fn decimals_round_and_nothing_is_ever_minus_nought() {
        let en = Locale::new(UiLang::En);
        assert_eq!(en.decimal(-0.04, 1), "0.0");
        assert_eq!(en.decimal(0.05, 0), "0");
        assert_eq!(en.decimal(-1234.56, 1), "-1,234.6");
        assert_eq!(en.decimal(f64::NAN, 1), "–");
    }
}
