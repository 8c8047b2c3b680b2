//! Coordinates as people write them: decimal degrees, degrees with minutes and seconds, MGRS and UTM, with the polar
//! grid where those two end. Functions take and give `LonLat`; texts are written latitude first, as analysts do.

mod format;
mod mgrs;
mod parse;
#[cfg(test)]
mod tests;
mod tokens;

pub use format::{digits_for_radius, format_coordinates, format_for_radius};
pub use parse::{CoordinateError, Coordinates, lon_lat_from_utm, parse_coordinates};

/// A way to write a place down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// `35.0900, 40.5700`: latitude, longitude.
    Decimal,
    /// `35°05′24″N 40°34′12″E`.
    Dms,
    /// `37SCA3457607700`; near the poles `ZAH0000000000`.
    Mgrs,
    /// `37N 334576 4007700`: zone with hemisphere, easting, northing; near the poles `Z 2000000 2000000`.
    Utm,
}

impl Notation {
    pub const ALL: [Self; 4] = [Self::Decimal, Self::Dms, Self::Mgrs, Self::Utm];
    /// The word in settings and commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Dms => "dms",
            Self::Mgrs => "mgrs",
            Self::Utm => "utm",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notation| notation.as_str() == word)
    }
}
