//! A condition as data: a subset of CQL2 over the fields of the model.

mod fields;
mod lexer;
mod parser;
mod print;
mod set;

pub use fields::{FIELDS, Field, FieldInfo, FieldKind};
pub use parser::FilterError;
pub use set::{FacetField, FilterSet};

use super::Window;

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A literal of the text form.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Text(String),
    Number(f64),
    Bool(bool),
}

/// A condition. A field with several values (actor, source, grade) meets it when any of its values does; a field without
/// value meets `IS NULL` alone: of any other condition and of its negation it is neither true nor false.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Leaves nothing out.
    All,
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    Compare {
        field: Field,
        op: CompareOp,
        value: Literal,
    },
    Between {
        field: Field,
        low: Literal,
        high: Literal,
    },
    In {
        field: Field,
        values: Vec<Literal>,
    },
    /// `%` stands for any run of characters, `_` for one; upper and lower case are one.
    Like {
        field: Field,
        pattern: String,
    },
    IsNull(Field),
    /// The anchor lies in the box west, south, east, north (degrees); west greater than east crosses the antimeridian.
    InBbox([f64; 4]),
    /// The anchor lies in the ring (lon, lat), even-odd.
    InPolygon(Vec<[f64; 2]>),
    /// The incident's time overlaps the window.
    InTime(Window),
    /// Every word occurs in title, text, places, actors or sources, folded; the last may be a beginning.
    Text(String),
}

impl Filter {
    /// Reads the text form of CQL2.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        parser::parse(text)
    }
    pub fn in_bbox(bbox: [f64; 4]) -> Self {
        Self::InBbox(bbox)
    }
    /// The condition that all of the parts are met; none leaves nothing out.
    pub fn all_of(mut parts: Vec<Self>) -> Self {
        parts.retain(|part| *part != Self::All);
        match parts.len() {
            0 => Self::All,
            1 => parts.remove(0),
            _ => Self::And(parts),
        }
    }
}

/// True when the point (lon, lat) lies in the box; the box may cross the antimeridian.
pub fn bbox_holds(bbox: [f64; 4], lon: f64, lat: f64) -> bool {
    let [west, south, east, north] = bbox;
    let in_lon = if west <= east { (west..=east).contains(&lon) } else { lon >= west || lon <= east };
    in_lon && (south..=north).contains(&lat)
}

/// True when the point (lon, lat) lies in the ring, by the even-odd rule.
pub fn ring_holds(ring: &[[f64; 2]], lon: f64, lat: f64) -> bool {
    let mut inside = false;
    let Some(mut before) = ring.last().copied() else { return false };
    for at in ring.iter().copied() {
        if (at[1] > lat) != (before[1] > lat) && lon < (before[0] - at[0]) * (lat - at[1]) / (before[1] - at[1]) + at[0] {
            inside = !inside;
        }
        before = at;
    }
    inside
}

/// `LIKE` with `%` and `_`, upper and lower case alike.
pub fn like(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let text: Vec<char> = text.to_lowercase().chars().collect();
    // Greedy with one point to return to: linear in practice, never exponential.
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('%') => {
                retry = Some((p + 1, t));
                p += 1;
            }
            Some(c) if *c == '_' || text.get(t) == Some(c) => {
                p += 1;
                t += 1;
            }
            _ => match retry {
                Some((after, from)) => {
                    p = after;
                    t = from + 1;
                    retry = Some((after, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '%')
}

#[cfg(test)]
mod tests;
