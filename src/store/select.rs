//! From a condition to the rows that meet it, column by column.

use std::sync::atomic::{AtomicBool, Ordering};

use super::dictionary::{CodeLists, Dictionary};
use super::entries::Entries;
use super::text_column::TextColumn;
use super::{RowSet, Store, flag};
use crate::domain::filter::{bbox_holds, like, ring_holds};
use crate::domain::{
    Attribution, CompareOp, Field, FieldKind, Filter, Literal, PlacePrecision, TimePrecision, UtcMs, Verification, WindowAnswer,
    WorkStatus, fold, other_form, weak_word,
};

/// A condition that cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    #[error("The field {field} cannot be compared with that value.")]
    Value { field: &'static str },
}

/// Whether somebody still waits for an answer; once it has said no it does not say yes again.
pub type IsWanted<'a> = dyn Fn() -> bool + Sync + 'a;

/// What a condition is asked within.
#[derive(Clone, Copy)]
struct Within<'a> {
    /// The value of the field of that name.
    layer: &'a str,
    is_wanted: &'a IsWanted<'a>,
}

/// Rows between two looks at whether they are still wanted; a power of two.
const LOOK_ROWS: u32 = 4_096;

impl Store {
    /// The rows that meet the condition; `layer` is the value of the field of that name.
    pub fn select_in_layer(&self, filter: &Filter, layer: &str) -> Result<RowSet, SelectError> {
        self.select(filter, Within { layer, is_wanted: &|| true })
    }

    /// As [`Self::select_in_layer`], as long as somebody waits for it; `None` once nobody does.
    pub fn select_while(&self, filter: &Filter, layer: &str, is_wanted: &IsWanted) -> Result<Option<RowSet>, SelectError> {
        let rows = self.select(filter, Within { layer, is_wanted })?;
        Ok(is_wanted().then_some(rows))
    }

    /// What it gives once nobody waits any more is of no use.
    fn select(&self, filter: &Filter, within: Within) -> Result<RowSet, SelectError> {
        self.rows_where(filter, true, within)
    }

    /// The rows for which the condition is true, or those for which it is false. For a row without a value of its field it is neither, so
    /// that `NOT` counts nothing that is not known.
    fn rows_where(&self, filter: &Filter, is: bool, within: Within) -> Result<RowSet, SelectError> {
        let len = self.len();
        if !(within.is_wanted)() {
            return Ok(RowSet::none(len));
        }
        let joined = |parts: &[Filter], all: bool| {
            let mut rows = if all { RowSet::all(len) } else { RowSet::none(len) };
            for part in parts {
                let part = self.rows_where(part, is, within)?;
                rows = if all { rows.and(&part) } else { rows.or(&part) };
            }
            Ok(rows)
        };
        match filter {
            Filter::All => return Ok(if is { RowSet::all(len) } else { RowSet::none(len) }),
            Filter::And(parts) => return joined(parts, is),
            Filter::Or(parts) => return joined(parts, !is),
            Filter::Not(part) => return self.rows_where(part, !is, within),
            _ => {}
        }
        let rows = self.rows_that_meet(filter, within)?;
        Ok(match field_of(filter) {
            _ if is => rows,
            Some(field) => rows.not().and(&self.has_value(field, within)),
            None => rows.not(),
        })
    }

    /// Those of a condition of one field.
    fn rows_that_meet(&self, filter: &Filter, within: Within) -> Result<RowSet, SelectError> {
        let len = self.len();
        Ok(match filter {
            Filter::All | Filter::And(_) | Filter::Or(_) | Filter::Not(_) => self.rows_where(filter, true, within)?,
            Filter::Compare { field, op, value } => self.compare(*field, *op, value, within)?,
            Filter::Between { field, low, high } => {
                let low = self.compare(*field, CompareOp::GreaterOrEqual, low, within)?;
                low.and(&self.compare(*field, CompareOp::LessOrEqual, high, within)?)
            }
            Filter::In { field, values } => {
                let mut rows = RowSet::none(len);
                for value in values {
                    rows = rows.or(&self.compare(*field, CompareOp::Equal, value, within)?);
                }
                rows
            }
            Filter::Like { field, pattern } => self.by_text(*field, within, |text| like(pattern, text)),
            Filter::IsNull(field) => self.has_value(*field, within).not(),
            Filter::InBbox(bbox) => self.by_anchor(|lon, lat| bbox_holds(*bbox, lon, lat)),
            Filter::InPolygon(ring) => self.by_anchor(|lon, lat| ring_holds(ring, lon, lat)),
            Filter::InTime(window) => {
                let mut times = self.earliest.iter().zip(&self.latest);
                RowSet::of(len, |_| times.next().is_some_and(|(a, b)| a <= b && window.answer(*a, *b) != WindowAnswer::Out))
            }
            Filter::Text(words) => self.by_words(words, within),
        })
    }

    fn by_anchor(&self, holds: impl Fn(f64, f64) -> bool) -> RowSet {
        let mut anchors = self.lon.iter().zip(&self.lat);
        RowSet::of(self.len(), |_| anchors.next().is_some_and(|(lon, lat)| !lon.is_nan() && holds(*lon, *lat)))
    }

    /// Every word must begin a word of the row: all in their own form, or all in their weaker form.
    fn by_words(&self, words: &str, within: Within) -> RowSet {
        let folded = fold(words);
        let strong: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if strong.is_empty() {
            return RowSet::all(self.len());
        }
        let weak: Vec<&str> = strong.iter().filter_map(|word| weak_word(word)).collect();
        let rows = self.by_each_word(&strong, within);
        if weak.is_empty() || weak == strong { rows } else { rows.or(&self.by_each_word(&weak, within)) }
    }

    fn by_each_word(&self, words: &[&str], within: Within) -> RowSet {
        words.iter().map(|word| self.by_word(word, within)).reduce(|all, rows| all.and(&rows)).unwrap_or_else(|| RowSet::all(self.len()))
    }

    /// Rows of which some word or its weaker form, or some word of the id, begins with `word`, which is folded.
    fn by_word(&self, word: &str, within: Within) -> RowSet {
        let begins = |text: &str| text.starts_with(word) || other_form(text).is_some_and(|weak| weak.starts_with(word));
        let hits: Vec<bool> = self.words.texts().map(begins).collect();
        let any = hits.contains(&true);
        let Entries { word_lists, ids, .. } = &self.entries;
        self.by_entry(within, |entry| {
            let in_text = any && word_lists.row(entry).any(|code| hits.get(code as usize).copied().unwrap_or(false));
            in_text || id_has_word(ids.row(entry), word)
        })
    }

    /// The rows whose entry says yes: the entries are asked as they stand in memory.
    fn by_entry(&self, within: Within, is_in: impl Fn(u32) -> bool + Sync) -> RowSet {
        let is_left = AtomicBool::new(false);
        let entries = RowSet::of_at_once(self.len(), |entry| {
            if (entry as u32).is_multiple_of(LOOK_ROWS) && !(within.is_wanted)() {
                is_left.store(true, Ordering::Relaxed);
            }
            !is_left.load(Ordering::Relaxed) && is_in(entry as u32)
        });
        RowSet::of(self.len(), |row| entries.contains(self.entry(row as u32)))
    }

    fn compare(&self, field: Field, op: CompareOp, value: &Literal, within: Within) -> Result<RowSet, SelectError> {
        match (field.info().kind, value) {
            (FieldKind::Text, Literal::Text(wanted)) => Ok(self.by_text(field, within, |text| ordered(op, text.cmp(wanted.as_str())))),
            (FieldKind::Number, Literal::Number(wanted)) => {
                let column = self.numbers(field).ok_or(SelectError::Value { field: field.name() })?;
                let mut values = column.iter();
                Ok(RowSet::of(self.len(), |_| {
                    values.next().and_then(|value| f64::from(*value).partial_cmp(wanted)).is_some_and(|order| ordered(op, order))
                }))
            }
            (FieldKind::Time, Literal::Number(wanted)) => Ok(self.by_time(field, op, UtcMs(*wanted as i64))),
            (FieldKind::Bool, Literal::Bool(wanted)) => {
                let rows = self.by_flag(field);
                let equal = if *wanted { rows } else { rows.not() };
                match op {
                    CompareOp::Equal => Ok(equal),
                    CompareOp::NotEqual => Ok(equal.not()),
                    _ => Err(SelectError::Value { field: field.name() }),
                }
            }
            _ => Err(SelectError::Value { field: field.name() }),
        }
    }

    fn numbers(&self, field: Field) -> Option<&[f32]> {
        Some(match field {
            Field::RadiusM => &self.radius_m,
            Field::KilledMin => &self.killed[0],
            Field::KilledMax => &self.killed[1],
            Field::InjuredMin => &self.injured[0],
            Field::InjuredMax => &self.injured[1],
            _ => return None,
        })
    }

    /// An open side has no instant to compare: it meets no comparison.
    fn by_time(&self, field: Field, op: CompareOp, wanted: UtcMs) -> RowSet {
        let column = if field == Field::End { &self.latest } else { &self.earliest };
        RowSet::of(self.len(), |row| {
            let at = column.get(row).copied().filter(|at| *at != UtcMs::MIN && *at != UtcMs::MAX);
            self.has(row as u32, flag::DATED) && at.is_some_and(|at| ordered(op, at.cmp(&wanted)))
        })
    }

    fn by_flag(&self, field: Field) -> RowSet {
        let bit = match field {
            Field::HasPlace => flag::HAS_PLACE,
            Field::Dated => flag::DATED,
            _ => flag::DISPUTED,
        };
        RowSet::of(self.len(), |row| self.has(row as u32, bit))
    }

    /// Rows of which some value of the field is matched. Each distinct value is looked at once.
    fn by_text(&self, field: Field, within: Within, matches: impl Fn(&str) -> bool + Sync) -> RowSet {
        let Entries { title_en, title_ar, title_other, place_en, place_ar, place_other, .. } = &self.entries;
        let len = self.len();
        let by_code = |column: &[u8], names: &[&str], only: u8| {
            let hits: Vec<bool> = names.iter().map(|name| matches(name)).collect();
            RowSet::of(len, |row| {
                let hit = column.get(row).and_then(|code| hits.get(usize::from(*code))).copied().unwrap_or(false);
                hit && (only == 0 || self.has(row as u32, only))
            })
        };
        match field {
            Field::Category => {
                let hits: Vec<bool> = self.categories.texts().map(|text| !text.is_empty() && matches(text)).collect();
                RowSet::of(len, |row| self.category.get(row).and_then(|code| hits.get(*code as usize)).copied().unwrap_or(false))
            }
            Field::Actor => listed(len, &self.actor_lists, &self.actors, &matches),
            Field::Source => listed(len, &self.source_lists, &self.sources, &matches),
            Field::Grade => listed(len, &self.grade_lists, &self.grades, &matches),
            Field::SourceGrade => listed(len, &self.grade_lists, &self.grades, &|grade: &str| matches(grade.get(..1).unwrap_or_default())),
            Field::InfoGrade => listed(len, &self.grade_lists, &self.grades, &|grade: &str| matches(grade.get(1..).unwrap_or_default())),
            Field::Verification => {
                by_code(&self.verification, &Verification::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>(), 0)
            }
            Field::WorkStatus => by_code(&self.work_status, &WorkStatus::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>(), 0),
            Field::Attribution => by_code(&self.attribution, &Attribution::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>(), 0),
            Field::TimePrecision => by_code(&self.time_precision, &TimePrecision::ALL.map(TimePrecision::as_str), flag::DATED),
            Field::PlacePrecision => by_code(&self.place_precision, &PlacePrecision::ALL.map(PlacePrecision::as_str), flag::HAS_PLACE),
            Field::PlacedHow => by_code(&self.placed_how, &["reported", "gazetteer", "by_hand"], flag::HAS_PLACE),
            Field::Layer => {
                if matches(within.layer) {
                    RowSet::all(len)
                } else {
                    RowSet::none(len)
                }
            }
            Field::Id => self.by_columns(within, [&self.entries.ids], &matches),
            Field::Title => self.by_columns(within, [title_en, title_ar, title_other], &matches),
            Field::Place => self.by_columns(within, [place_en, place_ar, place_other], &matches),
            _ => RowSet::none(len),
        }
    }

    fn by_columns<const N: usize>(&self, within: Within, columns: [&TextColumn; N], matches: &(dyn Fn(&str) -> bool + Sync)) -> RowSet {
        self.by_entry(within, |entry| columns.iter().any(|column| non_empty(column.row(entry), matches)))
    }

    /// Rows in which the field has a value.
    fn has_value(&self, field: Field, within: Within) -> RowSet {
        let len = self.len();
        let list = |lists: &CodeLists| RowSet::of(len, |row| !lists.row(row as u32).is_empty());
        match field {
            Field::HasPlace
            | Field::Dated
            | Field::Disputed
            | Field::Layer
            | Field::Verification
            | Field::WorkStatus
            | Field::Attribution => RowSet::all(len),
            Field::Geometry | Field::PlacePrecision | Field::PlacedHow => self.by_flag(Field::HasPlace),
            Field::When | Field::TimePrecision => self.by_flag(Field::Dated),
            Field::Start | Field::End => {
                let column = if field == Field::End { &self.latest } else { &self.earliest };
                let bounded = |row: usize| column.get(row).is_some_and(|at| *at != UtcMs::MIN && *at != UtcMs::MAX);
                RowSet::of(len, |row| bounded(row) && self.has(row as u32, flag::DATED))
            }
            Field::Actor => list(&self.actor_lists),
            Field::Source => list(&self.source_lists),
            Field::Grade | Field::SourceGrade | Field::InfoGrade => list(&self.grade_lists),
            Field::RadiusM | Field::KilledMin | Field::KilledMax | Field::InjuredMin | Field::InjuredMax => {
                let column = self.numbers(field).unwrap_or_default();
                RowSet::of(len, |row| column.get(row).is_some_and(|value| !value.is_nan()))
            }
            Field::Id | Field::Title | Field::Place | Field::Category => self.by_text(field, within, |_| true),
        }
    }
}

/// The field without whose value a condition is neither true nor false.
fn field_of(filter: &Filter) -> Option<Field> {
    match filter {
        Filter::Compare { field, .. } | Filter::Between { field, .. } | Filter::In { field, .. } | Filter::Like { field, .. } => {
            Some(*field)
        }
        Filter::InBbox(_) | Filter::InPolygon(_) => Some(Field::Geometry),
        Filter::InTime(_) => Some(Field::When),
        Filter::All | Filter::And(_) | Filter::Or(_) | Filter::Not(_) | Filter::IsNull(_) | Filter::Text(_) => None,
    }
}

/// Whether a word of the id begins with `word`. Most ids are told apart by their bytes, without folding.
fn id_has_word(id: &str, word: &str) -> bool {
    if id.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'`')) {
        let before = |at: usize| at.checked_sub(1).and_then(|at| id.as_bytes().get(at));
        let starts = (0..id.len()).filter(|at| before(*at).is_none_or(|byte| !byte.is_ascii_alphanumeric()));
        return starts.filter_map(|at| id.get(at..at + word.len())).any(|part| part.eq_ignore_ascii_case(word));
    }
    fold(id).split(' ').any(|own| own.starts_with(word))
}

fn non_empty(text: &str, matches: &(dyn Fn(&str) -> bool + Sync)) -> bool {
    !text.is_empty() && matches(text)
}

fn listed(len: usize, lists: &CodeLists, dictionary: &Dictionary, matches: &(dyn Fn(&str) -> bool + Sync)) -> RowSet {
    let hits: Vec<bool> = dictionary.texts().map(matches).collect();
    RowSet::of(len, |row| lists.row(row as u32).iter().any(|code| hits.get(*code as usize).copied().unwrap_or(false)))
}

fn ordered(op: CompareOp, order: std::cmp::Ordering) -> bool {
    match op {
        CompareOp::Equal => order.is_eq(),
        CompareOp::NotEqual => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::LessOrEqual => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::GreaterOrEqual => order.is_ge(),
    }
}
