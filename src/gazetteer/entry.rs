//! One entry, as it is shown and as an incident is placed by it.

use super::kind::Kind;
use crate::domain::{Lang, Place, PlacedHow, Radius, Words};

/// How sure the position of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    High,
    Medium,
    Low,
    /// From memory or from no stated source: to be checked before anybody relies on it.
    Unverified,
    /// The source of the entry states none.
    NotStated,
}

impl Confidence {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unverified => "unverified",
            Self::NotStated => "not_stated",
        }
    }
}

/// Who lists the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Marsad,
    /// CC BY 4.0: to be credited where it is shown.
    GeoNames,
}

impl Source {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Marsad => "Marsad",
            Self::GeoNames => "GeoNames",
        }
    }
}

/// A name in both languages of the interface; either may be missing, never both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub en: String,
    pub ar: String,
}

impl Name {
    /// In `lang`, else in the other language.
    pub fn in_lang(&self, lang: &Lang) -> &str {
        match (*lang == Lang::ar(), self.ar.is_empty(), self.en.is_empty()) {
            (true, false, _) | (false, _, true) => &self.ar,
            _ => &self.en,
        }
    }
    /// The languages that there are.
    pub fn words(&self) -> Words {
        let mut words = Words::new();
        for (lang, text) in [(Lang::en(), &self.en), (Lang::ar(), &self.ar)] {
            if !text.is_empty() {
                words.set(lang, text.as_str());
            }
        }
        words
    }
}

/// A place that has a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// `deir-ez-zor` of our table, `sy-aleppo` of a governorate, `gn-98182` of GeoNames, `country-sy`. Never changes.
    pub id: String,
    pub name: Name,
    pub alternates: Vec<String>,
    pub kind: Kind,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub country_name: Name,
    /// The governorate or state, where it is known.
    pub admin: Option<Name>,
    /// Degrees, WGS 84.
    pub lon: f64,
    pub lat: f64,
    /// Metres; `None` where a circle would say nothing, as for a country.
    pub radius_m: Option<f64>,
    pub confidence: Confidence,
    /// On what the position rests, in our table's words (English); empty for GeoNames.
    pub basis: String,
    /// What to take care of, in our table's words (English); may be empty.
    pub note: String,
    pub population: Option<u32>,
    pub source: Source,
}

impl Entry {
    /// The name in the language, else in the other one.
    pub fn name_in(&self, lang: &Lang) -> &str {
        self.name.in_lang(lang)
    }

    pub fn is_unverified(&self) -> bool {
        self.confidence == Confidence::Unverified
    }

    /// An incident's place by this entry: its point with the stated radius, and why, in both languages.
    pub fn place(&self) -> Place {
        let mut reason = Words::new();
        let (doubt_en, doubt_ar) = if self.is_unverified() { (", unverified", "، غير متحقَّق منه") } else { ("", "") };
        reason.set(Lang::en(), format!("Gazetteer entry {} ({}){doubt_en}", self.name_in(&Lang::en()), self.source.as_str()));
        reason.set(Lang::ar(), format!("مدخل المعجم الجغرافي: {} ({}){doubt_ar}", self.name_in(&Lang::ar()), self.source.as_str()));
        Place {
            geometry: geo::Point::new(self.lon, self.lat).into(),
            radius: self.radius_m.map_or(Radius::Unknown, Radius::Stated),
            precision: self.kind.precision(),
            how: PlacedHow::Gazetteer { entry: self.id.clone() },
            name: self.name.words(),
            reason,
            admin: self.admin.iter().map(|admin| admin.in_lang(&Lang::en()).to_owned()).collect(),
            third_ordinate: None,
        }
    }
}
