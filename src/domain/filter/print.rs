//! A condition back in the text form of CQL2; reading it again gives the same condition.

use std::fmt::{self, Display, Formatter};

use super::{CompareOp, Field, FieldKind, Filter, Literal};
use crate::domain::UtcMs;

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("TRUE"),
            Self::And(parts) => join(f, parts, " AND "),
            Self::Or(parts) => join(f, parts, " OR "),
            Self::Not(part) => write!(f, "NOT ({part})"),
            Self::Compare { field, op, value } => write!(f, "{} {op} {}", field.name(), Value(*field, value)),
            Self::Between { field, low, high } => {
                write!(f, "{} BETWEEN {} AND {}", field.name(), Value(*field, low), Value(*field, high))
            }
            Self::In { field, values } => {
                write!(f, "{} IN (", field.name())?;
                for (at, value) in values.iter().enumerate() {
                    write!(f, "{}{}", if at > 0 { ", " } else { "" }, Value(*field, value))?;
                }
                f.write_str(")")
            }
            Self::Like { field, pattern } => write!(f, "{} LIKE {}", field.name(), Quoted(pattern)),
            Self::IsNull(field) => write!(f, "{} IS NULL", field.name()),
            Self::InBbox([west, south, east, north]) => write!(f, "S_INTERSECTS(geometry, BBOX({west}, {south}, {east}, {north}))"),
            Self::InPolygon(ring) => {
                f.write_str("S_INTERSECTS(geometry, POLYGON((")?;
                for (at, [lon, lat]) in ring.iter().enumerate() {
                    write!(f, "{}{lon} {lat}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str(")))")
            }
            Self::InTime(window) => {
                write!(f, "T_INTERSECTS(when, INTERVAL('{}', '{}'))", Instant(window.from), Instant(window.to))
            }
            Self::Text(words) => write!(f, "TEXT_SEARCH({})", Quoted(words)),
        }
    }
}

/// Every part in brackets: no rule of precedence has to be remembered.
fn join(f: &mut Formatter<'_>, parts: &[Filter], between: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        write!(f, "{}({part})", if at > 0 { between } else { "" })?;
    }
    Ok(())
}

impl Display for CompareOp {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        })
    }
}

struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", self.0.replace('\'', "''"))
    }
}

struct Value<'a>(Field, &'a Literal);

impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.1 {
            Literal::Number(ms) if self.0.info().kind == FieldKind::Time => write!(f, "'{}'", Instant(UtcMs(*ms as i64))),
            Literal::Number(number) => write!(f, "{number}"),
            Literal::Text(text) => write!(f, "{}", Quoted(text)),
            Literal::Bool(value) => write!(f, "{value}"),
        }
    }
}

struct Instant(UtcMs);

impl Display for Instant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0 == UtcMs::MIN || self.0 == UtcMs::MAX {
            return f.write_str("..");
        }
        match jiff::Timestamp::from_millisecond(self.0.0) {
            Ok(at) => write!(f, "{at}"),
            Err(_) => f.write_str(".."),
        }
    }
}
