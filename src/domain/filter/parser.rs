//! From the text form of CQL2 to a condition; what cannot be read is said with its column.

use super::lexer::{Placed, Token, tokens};
use super::{CompareOp, Field, FieldKind, Filter, Literal};
use crate::domain::{UtcMs, Window};

/// Deepest nesting of brackets.
const MAX_DEPTH: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    #[error("column {column}: a quote is opened and never closed")]
    Unclosed { column: usize },
    #[error("column {column}: “{written}” is not a number")]
    Number { column: usize, written: String },
    #[error("column {column}: “{sign}” has no meaning in a filter")]
    Sign { column: usize, sign: char },
    #[error("column {column}: {expected} is expected here, not {found}")]
    Expected { column: usize, expected: String, found: String },
    #[error("column {column}: there is no field “{name}”{hint}")]
    NoField { column: usize, name: String, hint: String },
    #[error("column {column}: the field {field} holds a {kind}; {problem}")]
    Kind { column: usize, field: &'static str, kind: &'static str, problem: String },
    #[error("column {column}: “{written}” is not a time: write 2022-01-05 or 2022-01-05T04:30:00Z")]
    Time { column: usize, written: String },
    #[error("the brackets are nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

pub fn parse(text: &str) -> Result<Filter, FilterError> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Ok(Filter::All);
    }
    let mut parser = Parser { end: text.chars().count() + 1, tokens, at: 0, depth: 0 };
    let filter = parser.either()?;
    if parser.peek().is_some() {
        return Err(parser.expected("AND, OR or the end"));
    }
    Ok(filter)
}

struct Parser {
    tokens: Vec<Placed>,
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }
    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(_, column)| *column)
    }
    fn next(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.at += 1;
        token
    }
    fn expected(&self, expected: &str) -> FilterError {
        let found = match self.peek() {
            None => "the end".to_owned(),
            Some(Token::Word(word)) => format!("“{word}”"),
            Some(Token::Text(text)) => format!("'{text}'"),
            Some(Token::Number(number)) => number.to_string(),
            Some(Token::Sign(sign)) => format!("“{sign}”"),
        };
        FilterError::Expected { column: self.column(), expected: expected.to_owned(), found }
    }
    fn takes_word(&mut self, wanted: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(wanted));
        self.at += usize::from(is);
        is
    }
    fn takes_sign(&mut self, wanted: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(sign)) if *sign == wanted);
        self.at += usize::from(is);
        is
    }
    fn needs_sign(&mut self, wanted: &str) -> Result<(), FilterError> {
        if self.takes_sign(wanted) { Ok(()) } else { Err(self.expected(&format!("“{wanted}”"))) }
    }
    fn needs_word(&mut self, wanted: &str) -> Result<(), FilterError> {
        if self.takes_word(wanted) { Ok(()) } else { Err(self.expected(wanted)) }
    }

    fn either(&mut self) -> Result<Filter, FilterError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(FilterError::TooDeep);
        }
        let mut parts = vec![self.both()?];
        while self.takes_word("OR") {
            parts.push(self.both()?);
        }
        self.depth -= 1;
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::Or(parts) })
    }

    fn both(&mut self) -> Result<Filter, FilterError> {
        let mut parts = vec![self.negated()?];
        while self.takes_word("AND") {
            parts.push(self.negated()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::And(parts) })
    }

    fn negated(&mut self) -> Result<Filter, FilterError> {
        let mut negations = 0;
        while self.takes_word("NOT") {
            negations += 1;
        }
        let filter = self.single()?;
        Ok(if negations % 2 == 1 { Filter::Not(Box::new(filter)) } else { filter })
    }

    fn single(&mut self) -> Result<Filter, FilterError> {
        if self.takes_sign("(") {
            let filter = self.either()?;
            self.needs_sign(")")?;
            return Ok(filter);
        }
        let Some(Token::Word(word)) = self.peek().cloned() else { return Err(self.expected("a field or a function")) };
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => {
                self.at += 1;
                Ok(Filter::All)
            }
            "FALSE" => {
                self.at += 1;
                Ok(Filter::Not(Box::new(Filter::All)))
            }
            "S_INTERSECTS" | "S_WITHIN" => self.in_space(),
            "T_INTERSECTS" => self.in_time(),
            "TEXT_SEARCH" => self.text_search(),
            _ => self.about_field(&word),
        }
    }

    fn field(&mut self, name: &str) -> Result<Field, FilterError> {
        let column = self.column();
        self.at += 1;
        Field::from_name(name).ok_or_else(|| {
            let hint = Field::nearest(name)
                .map_or_else(|| "; `marsad query --fields` lists them".to_owned(), |near| format!("; did you mean “{near}”?"));
            FilterError::NoField { column, name: name.to_owned(), hint }
        })
    }

    fn about_field(&mut self, name: &str) -> Result<Filter, FilterError> {
        let column = self.column();
        let field = self.field(name)?;
        let info = field.info();
        let kind_error =
            |problem: &str| FilterError::Kind { column, field: info.name, kind: info.kind.as_str(), problem: problem.to_owned() };
        match info.kind {
            FieldKind::Place => return Err(kind_error("use S_INTERSECTS(geometry, BBOX(west, south, east, north))")),
            FieldKind::Time if field == Field::When => {
                return Err(kind_error("use T_INTERSECTS(when, INTERVAL('2022-01-05', '2022-01-06')), or start and end"));
            }
            _ => {}
        }
        if self.takes_word("IS") {
            let negated = self.takes_word("NOT");
            self.needs_word("NULL")?;
            let filter = Filter::IsNull(field);
            return Ok(if negated { Filter::Not(Box::new(filter)) } else { filter });
        }
        let negated = self.takes_word("NOT");
        let filter = if self.takes_word("IN") {
            Filter::In { field, values: self.list(field)? }
        } else if self.takes_word("LIKE") {
            if info.kind != FieldKind::Text {
                return Err(kind_error("LIKE is for texts"));
            }
            let Some(Token::Text(pattern)) = self.peek().cloned() else { return Err(self.expected("a text in single quotes")) };
            self.at += 1;
            Filter::Like { field, pattern }
        } else if self.takes_word("BETWEEN") {
            let low = self.literal(field)?;
            self.needs_word("AND")?;
            Filter::Between { field, low, high: self.literal(field)? }
        } else if negated {
            return Err(self.expected("IN, LIKE or BETWEEN"));
        } else {
            let op = self.operator()?;
            Filter::Compare { field, op, value: self.literal(field)? }
        };
        Ok(if negated { Filter::Not(Box::new(filter)) } else { filter })
    }

    fn operator(&mut self) -> Result<CompareOp, FilterError> {
        for (sign, op) in [
            ("=", CompareOp::Equal),
            ("<>", CompareOp::NotEqual),
            ("<=", CompareOp::LessOrEqual),
            ("<", CompareOp::Less),
            (">=", CompareOp::GreaterOrEqual),
            (">", CompareOp::Greater),
        ] {
            if self.takes_sign(sign) {
                return Ok(op);
            }
        }
        Err(self.expected("=, <>, <, <=, >, >=, IN, LIKE, BETWEEN or IS NULL"))
    }

    fn list(&mut self, field: Field) -> Result<Vec<Literal>, FilterError> {
        self.needs_sign("(")?;
        let mut values = vec![self.literal(field)?];
        while self.takes_sign(",") {
            values.push(self.literal(field)?);
        }
        self.needs_sign(")")?;
        Ok(values)
    }

    /// A literal of the field's kind; times become milliseconds since 1970 as numbers.
    fn literal(&mut self, field: Field) -> Result<Literal, FilterError> {
        let column = self.column();
        let kind = field.info().kind;
        if kind == FieldKind::Time {
            return Ok(Literal::Number(self.time()?.0 as f64));
        }
        let literal = match self.peek() {
            Some(Token::Text(text)) => Literal::Text(text.clone()),
            Some(Token::Number(number)) => Literal::Number(*number),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("true") => Literal::Bool(true),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("false") => Literal::Bool(false),
            _ => return Err(self.expected("a text in single quotes, a number, true or false")),
        };
        let fits = matches!(
            (kind, &literal),
            (FieldKind::Text, Literal::Text(_)) | (FieldKind::Number, Literal::Number(_)) | (FieldKind::Bool, Literal::Bool(_))
        );
        if !fits {
            let problem = match kind {
                FieldKind::Text => "write the value in single quotes",
                FieldKind::Number => "write a number without quotes",
                _ => "write true or false",
            };
            return Err(FilterError::Kind { column, field: field.name(), kind: kind.as_str(), problem: problem.to_owned() });
        }
        self.at += 1;
        Ok(literal)
    }

    /// `'2022-01-05'`, or the same inside TIMESTAMP(…) or DATE(…).
    fn time(&mut self) -> Result<UtcMs, FilterError> {
        let wrapped = self.takes_word("TIMESTAMP") || self.takes_word("DATE");
        if wrapped {
            self.needs_sign("(")?;
        }
        let column = self.column();
        let Some(Token::Text(written)) = self.peek().cloned() else { return Err(self.expected("a time in single quotes")) };
        self.at += 1;
        if wrapped {
            self.needs_sign(")")?;
        }
        instant(&written).ok_or(FilterError::Time { column, written })
    }

    fn in_space(&mut self) -> Result<Filter, FilterError> {
        self.at += 1;
        self.needs_sign("(")?;
        let Some(Token::Word(name)) = self.peek().cloned() else { return Err(self.expected("geometry")) };
        if self.field(&name)? != Field::Geometry {
            self.at -= 1;
            return Err(self.expected("geometry"));
        }
        self.needs_sign(",")?;
        let filter = if self.takes_word("BBOX") || self.takes_word("ENVELOPE") {
            self.needs_sign("(")?;
            let mut bbox = [0.0; 4];
            for (at, side) in bbox.iter_mut().enumerate() {
                if at > 0 {
                    self.needs_sign(",")?;
                }
                *side = self.number()?;
            }
            self.needs_sign(")")?;
            Filter::InBbox(bbox)
        } else if self.takes_word("POLYGON") {
            Filter::InPolygon(self.ring()?)
        } else {
            return Err(self.expected("BBOX(…) or POLYGON((…))"));
        };
        self.needs_sign(")")?;
        Ok(filter)
    }

    /// `((lon lat, lon lat, …))`
    fn ring(&mut self) -> Result<Vec<[f64; 2]>, FilterError> {
        self.needs_sign("(")?;
        self.needs_sign("(")?;
        let mut ring = vec![[self.number()?, self.number()?]];
        while self.takes_sign(",") {
            ring.push([self.number()?, self.number()?]);
        }
        self.needs_sign(")")?;
        self.needs_sign(")")?;
        Ok(ring)
    }

    fn number(&mut self) -> Result<f64, FilterError> {
        match self.peek() {
            Some(Token::Number(number)) => {
                let number = *number;
                self.at += 1;
                Ok(number)
            }
            _ => Err(self.expected("a number")),
        }
    }

    fn in_time(&mut self) -> Result<Filter, FilterError> {
        self.at += 1;
        self.needs_sign("(")?;
        self.needs_word("when")?;
        self.needs_sign(",")?;
        self.needs_word("INTERVAL")?;
        self.needs_sign("(")?;
        let from = self.time_or_open(UtcMs::MIN)?;
        self.needs_sign(",")?;
        let to = self.time_or_open(UtcMs::MAX)?;
        self.needs_sign(")")?;
        self.needs_sign(")")?;
        Ok(Filter::InTime(Window { from, to }))
    }

    fn time_or_open(&mut self, open: UtcMs) -> Result<UtcMs, FilterError> {
        if matches!(self.peek(), Some(Token::Text(text)) if text == "..") {
            self.at += 1;
            return Ok(open);
        }
        self.time()
    }

    fn text_search(&mut self) -> Result<Filter, FilterError> {
        self.at += 1;
        self.needs_sign("(")?;
        let Some(Token::Text(words)) = self.next() else {
            self.at -= 1;
            return Err(self.expected("a text in single quotes"));
        };
        self.needs_sign(")")?;
        Ok(Filter::Text(words))
    }
}

/// An instant in ISO 8601; without offset it is UTC, a date is its first instant.
pub fn instant(written: &str) -> Option<UtcMs> {
    if let Ok(at) = written.parse::<jiff::Timestamp>() {
        return Some(UtcMs(at.as_millisecond()));
    }
    if let Ok(at) = written.parse::<jiff::civil::DateTime>() {
        return Some(UtcMs(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond()));
    }
    None
}
