//! TimeMap (Bellingcat): every value a text; a date as M/D/YYYY with a clock time beside it; points moved on purpose.

use super::columns::{Columns, most_columns, place};
use super::days::{Span, read_days, when_with_clock};
use super::generic::{account, text_in};
use super::{Sample, blank};
use crate::domain::{Category, Incident, PlacePrecision, RawRecord, TimePrecision, UtcMs, When, Words};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

const TELL_TALE: &[&str] = &["associations", "narrative___stepStyles"];
/// The list of harm to civilians, which has the same form but for names of its own; its ids begin with `CIV`.
const HARM: &[&str] = &["id", "date", "location", "description", "sources", "filters"];
/// How far points are moved and how far a place is known, in metres.
const RADIUS_M: f64 = 500.0;
const HOUR_MS: i64 = 3_600_000;

pub fn tells(sample: &Sample) -> usize {
    let is_harm = |row: &[(String, String)]| {
        let id = row.iter().find(|(name, _)| name == "id").and_then(|(_, json)| text_in(json));
        id.is_some_and(|id| id.strip_prefix("CIV").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())))
    };
    let harm = if sample.rows.iter().all(|row| is_harm(row)) { most_columns(sample, &[HARM]) } else { 0 };
    most_columns(sample, &[TELL_TALE]).max(harm)
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.first_text(&["civId", "id"]).unwrap_or(made.id);
    made.text = columns.words("description");
    let location = columns.text("location");
    let start: Option<String> = columns.text("description").map(|text| text.chars().take(90).collect());
    made.title = columns.text("title").or(start).or_else(|| location.clone()).map(Words::untagged).unwrap_or_default();
    let mut kinds = columns.items("associations");
    if kinds.is_empty() {
        kinds = columns.items("filters");
    }
    let kind = columns.text("category").or_else(|| kinds.first().cloned()).unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kinds.join(", ") };
    made.when = when(&columns, notes);
    let name = location.map(Words::untagged).unwrap_or_default();
    match columns.shape(shape, notes) {
        Some(shape) => made.places.push(place(shape, PlacePrecision::Landmark, Some(RADIUS_M), name, Vec::new())),
        None => made.unplaced_name = name,
    }
    made.claims.extend(columns.entries("sources", ',').into_iter().map(|source| account(source.name, &Words::new(), source.url)));
    made
}

/// The date with its clock time, or the stretch of the calendar around it that `time_precision` names.
fn when(columns: &Columns, notes: &mut Notes) -> Option<When> {
    let date = columns.text("date")?;
    let [time, precision, shown] = ["time", "time_precision", "time_display"].map(|column| columns.text(column));
    let word = precision.as_deref().unwrap_or_default().to_lowercase();
    let span = match word.as_str() {
        "" => shown.as_deref().map_or(Span::AsWritten, shown_span),
        "second" | "minute" | "hour" | "time" | "exact" => Span::AsWritten,
        "day" | "date" => Span::Day,
        "week" => Span::Week,
        "month" => Span::Month,
        "year" => Span::Year,
        _ => {
            notes.add(notes::ODD_VALUE);
            Span::Unknown
        }
    };
    let mut when = match span {
        Span::AsWritten => when_with_clock(&date, time.as_deref(), columns.order, notes)?,
        _ => read_days(&date, columns.order, notes)?.as_fine_as(span, notes)?.when(&date, notes),
    };
    if word == "hour" && when.precision < TimePrecision::Hour {
        let start = when.earliest.0.div_euclid(HOUR_MS) * HOUR_MS;
        when = When { earliest: UtcMs(start), latest: UtcMs(start + HOUR_MS), precision: TimePrecision::Hour, ..when };
    }
    let words = time.iter().fold(date, |date, time| format!("{date} {time}"));
    let words = precision.iter().fold(words, |words, precision| format!("{words}, {precision}"));
    when.as_given = Words::untagged(shown.map_or_else(|| words.clone(), |shown| format!("{words} ({shown})")));
    Some(when)
}

/// What is shown in place of the time may say that the date stands for more than a day: “week of 8/11”.
fn shown_span(shown: &str) -> Span {
    let has = |word: &str| shown.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|have| have == word);
    let spans = [("year", Span::Year), ("month", Span::Month), ("week", Span::Week)];
    spans.into_iter().find(|(word, _)| has(word)).map_or(Span::AsWritten, |(_, span)| span)
}
