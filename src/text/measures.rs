//! Lengths and areas in words: as many figures as a map supports, in the digits and with the units of the language.

use super::messages::{MessageArg, Messages};

impl Messages {
    /// Metres below 1 km, then kilometres, with two to three figures.
    pub fn distance(&self, distance_m: f64) -> String {
        let m = distance_m.abs();
        if !m.is_finite() {
            "–".to_owned()
        } else if m < 999.5 {
            self.measure("unit-m", m, usize::from(m < 9.95))
        } else {
            self.measure("unit-km", m / 1_000.0, decimals(m / 1_000.0))
        }
    }

    /// Square metres below 0.1 km², then square kilometres.
    pub fn area(&self, area_m2: f64) -> String {
        let m2 = area_m2.abs();
        if !m2.is_finite() {
            "–".to_owned()
        } else if m2 < 99_999.5 {
            self.measure("unit-m2", m2, 0)
        } else {
            self.measure("unit-km2", m2 / 1_000_000.0, decimals(m2 / 1_000_000.0))
        }
    }

    /// A radius or a round length with the figures that it has: `6 km`, `1.5 km`, `500 m`.
    pub fn radius(&self, radius_m: f64) -> String {
        if radius_m < 1_000.0 {
            return self.measure("unit-m", radius_m, 0);
        }
        let km = (radius_m / 100.0).round() / 10.0;
        self.measure("unit-km", km, usize::from(km.fract() != 0.0))
    }

    fn measure(&self, key: &str, number: f64, decimals: usize) -> String {
        self.say_with(key, &[("value", MessageArg::Decimal(number, decimals))])
    }
}

/// Decimals with which a number has three figures.
fn decimals(number: f64) -> usize {
    if number < 9.995 { 2 } else { usize::from(number < 99.95) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Digits, Locale, MonthNames, UiLang};

    /// Without the marks that keep what was filled in apart.
    fn bare(text: &str) -> String {
        text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')).collect()
    }

    #[test]
    fn lengths_and_areas_have_two_to_three_figures_and_the_units_of_the_language() {
        let en = Messages::new(UiLang::En);
        for (m, text) in
            [(0.0, "0.0 m"), (9.94, "9.9 m"), (54.4, "54 m"), (999.6, "1.00 km"), (54_972.0, "55.0 km"), (12_345_678.0, "12,346 km")]
        {
            assert_eq!(bare(&en.distance(m)), text);
        }
        for (m2, text) in [(1_234.0, "1,234 m²"), (100_000.0, "0.10 km²"), (12_340_000.0, "12.3 km²"), (5e9, "5,000 km²")] {
            assert_eq!(bare(&en.area(m2)), text);
        }
        assert_eq!(["500 m", "1.5 km", "6 km"], [500.0, 1_500.0, 6_000.0].map(|m| bare(&en.radius(m))).each_ref().map(String::as_str));
        assert_eq!(en.distance(f64::NAN), "–");
        let ar = Messages::with_locale(Locale { lang: UiLang::Ar, digits: Digits::ArabicIndic, months: MonthNames::Levantine });
        assert_eq!(bare(&ar.distance(1_500.0)), "١٫٥٠ كم");
        assert_eq!(bare(&ar.radius(1_500.0)), "١٫٥ كم");
        assert_eq!(bare(&ar.area(5e9)), "٥٬٠٠٠ كم²");
    }
}
