//! Names to places: what a text may mean, why, and how sure that is. A name is not a place: several readings are offered
//! and none is chosen.

mod entry;
mod file;
mod find;
mod kind;
mod matching;
mod skeleton;
mod table;
#[cfg(test)]
mod tests;
mod within;

use std::sync::OnceLock;

pub use entry::{Confidence, Entry, Name, Source};
pub use find::{Answer, Match};
pub use kind::Kind;
use matching::Query;
pub use matching::Why;

use crate::domain::LonLat;
use crate::domain::geodesy::distance_m;

/// All places that Marsad knows by name.
pub struct Gazetteer {
    world: file::World,
    rows: Vec<table::Row>,
    rules: Vec<table::Rule>,
}

impl Gazetteer {
    /// The compiled-in places, read when first asked for.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Gazetteer> = OnceLock::new();
        BUNDLED.get_or_init(|| Self { world: file::World::bundled(), rows: table::rows(), rules: table::rules() })
    }

    /// Unpacks the names, so that the first answer is as quick as the others.
    pub fn warm_up(&self) {
        for text in ["al", "دير"] {
            self.find(text, 1);
        }
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.world.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<Entry> {
        self.number_of(id).and_then(|place| self.entry_at(place))
    }

    /// The nearest settlement, base, crossing or the like within `max_m` metres along the geodesic, with its distance.
    /// Governorates and countries have no nearness.
    pub fn nearest(&self, lon: f64, lat: f64, max_m: f64) -> Option<(Entry, f64)> {
        let at = LonLat { lon, lat };
        // A degree of latitude is never shorter than 110,574 m.
        let max_deg = max_m / 110_500.0;
        let found = (0..self.len()).filter(|place| !self.is_wide(*place)).filter_map(|place| {
            let (lon, lat) = self.world.lon_lat(place).filter(|(_, lat)| (lat - at.lat).abs() <= max_deg)?;
            let away_m = distance_m(at, LonLat { lon, lat });
            (away_m <= max_m).then_some((place, away_m))
        });
        let (place, away_m) = found.min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((self.entry_at(place)?, away_m))
    }

    /// How far away, in metres along the geodesic, the nearest place is whose name sounds like this one; quick, and without a guess at
    /// what is mistyped.
    pub fn nearest_named(&self, name: &str, at: LonLat) -> Option<f64> {
        let keys = &self.world.keys;
        let query = Query::new(name);
        let places = query.keys.iter().flat_map(|key| keys.places(keys.equal_to(key.as_bytes())));
        let away_m = |place: &u32| self.world.lon_lat(*place as usize).map(|(lon, lat)| distance_m(at, LonLat { lon, lat }));
        places.filter_map(away_m).min_by(f64::total_cmp)
    }

    fn is_wide(&self, place: usize) -> bool {
        matches!(self.world.kinds.get(place), Some(Kind::Governorate | Kind::Country))
    }

    fn number_of(&self, id: &str) -> Option<usize> {
        if let Some(number) = id.strip_prefix("gn-").and_then(|number| number.parse::<u32>().ok()).filter(|number| *number > 0) {
            return self.world.geonames.iter().position(|have| *have == number);
        }
        let tables = 0..self.world.geonames.iter().position(|number| *number > 0).unwrap_or(self.len());
        self.rows.iter().position(|row| row.id == id).or_else(|| tables.skip(self.rows.len()).find(|place| self.id_of(*place) == id))
    }

    fn id_of(&self, place: usize) -> String {
        let country = || code(self.world.country.get(place)).to_ascii_lowercase();
        match (self.rows.get(place), self.world.geonames.get(place), self.world.kinds.get(place)) {
            (Some(row), _, _) => row.id.clone(),
            (_, Some(0), Some(Kind::Country)) => format!("country-{}", country()),
            (_, Some(0), _) => {
                let name = self.world.names(place).next().unwrap_or_default();
                format!("{}-{}", country(), name.to_lowercase().replace(' ', "-"))
            }
            (_, number, _) => format!("gn-{}", number.copied().unwrap_or_default()),
        }
    }

    fn name_of(&self, place: usize) -> Name {
        let mut names = self.world.names(place).map(ToOwned::to_owned);
        Name { en: names.next().unwrap_or_default(), ar: names.next().unwrap_or_default() }
    }

    fn country_name(&self, country: [u8; 2]) -> Name {
        let mut places = self.world.kinds.iter().zip(&self.world.country);
        places.position(|(kind, have)| *kind == Kind::Country && *have == country).map(|place| self.name_of(place)).unwrap_or_default()
    }

    fn entry_at(&self, place: usize) -> Option<Entry> {
        let (kind, country) = (*self.world.kinds.get(place)?, *self.world.country.get(place)?);
        let (lon, lat) = self.world.lon_lat(place)?;
        let row = self.rows.get(place);
        let admin = self.world.admin.get(place).copied().filter(|admin| *admin > 0);
        Some(Entry {
            id: self.id_of(place),
            name: self.name_of(place),
            alternates: self.world.names(place).skip(2).map(ToOwned::to_owned).collect(),
            kind,
            country: code(Some(&country)),
            country_name: self.country_name(country),
            admin: admin.map(|admin| self.name_of(usize::from(admin) - 1)),
            lon,
            lat,
            radius_m: row.map_or_else(|| kind.precision().default_radius_m(), |row| Some(row.radius_m)),
            confidence: row.map_or(Confidence::NotStated, table::Row::confidence),
            basis: row.map(|row| row.basis.clone()).unwrap_or_default(),
            note: row.map(|row| row.note.clone()).unwrap_or_default(),
            population: self.world.population.get(place).copied().filter(|people| *people > 0),
            source: if row.is_some() { Source::Marsad } else { Source::GeoNames },
        })
    }
}

fn code(country: Option<&[u8; 2]>) -> String {
    country.map(|code| String::from_utf8_lossy(code).into_owned()).unwrap_or_default()
}
