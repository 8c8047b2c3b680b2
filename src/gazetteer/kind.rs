//! What an entry of the gazetteer is.

use crate::domain::PlacePrecision;

/// The kinds of entries, in the order in which the file numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    City,
    Town,
    Village,
    Governorate,
    Country,
    Base,
    Airport,
    OilField,
    GasPlant,
    Crossing,
    Camp,
    District,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::City,
        Self::Town,
        Self::Village,
        Self::Governorate,
        Self::Country,
        Self::Base,
        Self::Airport,
        Self::OilField,
        Self::GasPlant,
        Self::Crossing,
        Self::Camp,
        Self::District,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Town => "town",
            Self::Village => "village",
            Self::Governorate => "governorate",
            Self::Country => "country",
            Self::Base => "base",
            Self::Airport => "airport",
            Self::OilField => "oil_field",
            Self::GasPlant => "gas_plant",
            Self::Crossing => "crossing",
            Self::Camp => "camp",
            Self::District => "district",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The key of its word in the messages of the interface.
    pub fn message(self) -> &'static str {
        match self {
            Self::City => "kind-city",
            Self::Town => "kind-town",
            Self::Village => "kind-village",
            Self::Governorate => "kind-governorate",
            Self::Country => "kind-country",
            Self::Base => "kind-base",
            Self::Airport => "kind-airport",
            Self::OilField => "kind-oil-field",
            Self::GasPlant => "kind-gas-plant",
            Self::Crossing => "kind-crossing",
            Self::Camp => "kind-camp",
            Self::District => "kind-district",
        }
    }

    /// A town in the widest sense, as against a base beside it or the governorate named after it.
    pub fn is_settlement(self) -> bool {
        matches!(self, Self::City | Self::Town | Self::Village)
    }

    /// How finely a place is known that is given by an entry of this kind.
    pub fn precision(self) -> PlacePrecision {
        match self {
            Self::City => PlacePrecision::City,
            Self::Town => PlacePrecision::Town,
            Self::Village => PlacePrecision::Village,
            Self::Governorate => PlacePrecision::Governorate,
            Self::Country => PlacePrecision::Country,
            Self::OilField => PlacePrecision::Area,
            Self::District => PlacePrecision::Neighbourhood,
            Self::Base | Self::Airport | Self::GasPlant | Self::Crossing | Self::Camp => PlacePrecision::Landmark,
        }
    }

    /// The word of a text that asks for this kind of thing, folded without article.
    pub fn asked_by(word: &str) -> Option<&'static [Self]> {
        const SETTLED: &[Kind] = &[Kind::City, Kind::Town, Kind::Village];
        Some(match word {
            "محافظه" | "ريف" | "governorate" | "province" | "countryside" | "muhafazat" => &[Self::Governorate],
            "مدينه" | "بلده" | "قريه" | "city" | "town" | "village" => SETTLED,
            "قاعده" | "حاميه" | "base" | "garrison" | "airbase" => &[Self::Base],
            "مطار" | "airport" => &[Self::Airport],
            "معبر" | "منفذ" | "crossing" => &[Self::Crossing],
            "مخيم" | "camp" => &[Self::Camp],
            "حقل" | "معمل" | "field" | "plant" => &[Self::OilField, Self::GasPlant],
            "دوله" | "جمهوريه" | "country" => &[Self::Country],
            _ => return None,
        })
    }

    /// A word that only says which part: "northern countryside", `ريف حلب الشمالي`.
    pub fn is_direction(word: &str) -> bool {
        [
            "شمالي",
            "جنوبي",
            "شرقي",
            "غربي",
            "شمال",
            "جنوب",
            "شرق",
            "غرب",
            "northern",
            "southern",
            "eastern",
            "western",
            "north",
            "south",
            "east",
            "west",
            "of",
            "the",
            "in",
        ]
        .contains(&word)
    }
}
