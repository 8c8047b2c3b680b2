//! Whether the names of columns are those of a table of incidents.

use super::proposal::{has, names_a_place, names_a_time};

/// Words in the names of columns that tell where something was.
const SITE_WORDS: [&str; 34] = [
    "lat",
    "latitude",
    "lon",
    "lng",
    "longitude",
    "coordinates",
    "place",
    "location",
    "site",
    "settlement",
    "city",
    "town",
    "village",
    "locality",
    "address",
    "neighbourhood",
    "neighborhood",
    "governorate",
    "province",
    "region",
    "district",
    "country",
    "admin1",
    "المكان",
    "مكان",
    "الموقع",
    "موقع",
    "المدينة",
    "البلدة",
    "القرية",
    "المحافظة",
    "المنطقة",
    "الدولة",
    "الإحداثيات",
];

/// Whether columns of these names tell when something was, and whether they tell where.
pub fn told_by<'a>(names: impl Iterator<Item = &'a str>) -> (bool, bool) {
    names.fold((false, false), |(time, place), name| (time || names_a_time(name), place || names_a_place(name) || has(name, &SITE_WORDS)))
}
