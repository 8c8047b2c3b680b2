//! UCDP GED: one row an event of a dyad, with start and end, a best, low and high figure of deaths, and the sources' names.

use super::columns::{Columns, figure, most_columns, place, sensible, unplaced, without_middle};
use super::days::{Span, read_end, read_start};
use super::{Sample, blank};
use crate::domain::{ActorRole, Category, Incident, PlacePrecision, Range, RawRecord, TimePrecision, When, Words};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["dyad_new_id", "where_prec"]])
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.text("id").unwrap_or(made.id);
    // Several reports have several headlines.
    let headline =
        columns.text("source_headline").and_then(|all| Some(all.split(';').map(str::trim).find(|one| !one.is_empty())?.to_owned()));
    made.title = headline.map(Words::untagged).unwrap_or_default();
    if made.title.is_empty() {
        made.title = columns.words("dyad_name");
    }
    let kind = match columns.code("type_of_violence") {
        Some(1) => "state_based",
        Some(2) => "non_state",
        Some(3) => "one_sided",
        _ => "",
    };
    made.category = Category { key: kind.to_owned(), as_given: columns.text("type_of_violence").unwrap_or_default() };
    made.when = when(&columns, notes);

    let (precision, radius_m) = match columns.code("where_prec") {
        Some(1) => (PlacePrecision::Village, Some(1_500.0)),
        Some(2) => (PlacePrecision::Subdistrict, Some(25_000.0)),
        Some(3) => (PlacePrecision::District, Some(30_000.0)),
        Some(4) => (PlacePrecision::Governorate, Some(75_000.0)),
        // A line or a fuzzy area, a country, the sea: the point that stands for it is no place.
        Some(5 | 7) => (PlacePrecision::Area, None),
        Some(6) => (PlacePrecision::Country, None),
        None => (PlacePrecision::Unknown, None),
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let name = columns.text("where_coordinates").or_else(|| columns.text("where_description")).map(Words::untagged).unwrap_or_default();
    let admin: Vec<String> = ["adm_1", "adm_2"].into_iter().filter_map(|column| columns.text(column)).collect();
    let shape = columns.shape(shape, notes);
    let is_vague = matches!(precision, PlacePrecision::Area | PlacePrecision::Country);
    match if is_vague { without_middle(shape, notes) } else { shape } {
        Some(shape) => made.places.push(place(shape, precision, radius_m, name, admin)),
        None => unplaced(&mut made, name, columns.text("country").into_iter().chain(admin).collect()),
    }

    let (side_a, side_b) = if kind == "one_sided" { (ActorRole::By, ActorRole::Civilians) } else { (ActorRole::Other, ActorRole::Other) };
    made.actors.extend(columns.actor("side_a", side_a));
    made.actors.extend(columns.actor("side_b", side_b));

    let range =
        sensible(Range { min: columns.count("low", notes), best: columns.count("best", notes), max: columns.count("high", notes) }, notes);
    if range != Range::default() {
        made.claims.push(figure("killed.all", range, Words::untagged("UCDP"), columns.text("best")));
    }
    if let Some(best) = columns.count("deaths_civilians", notes) {
        let range = Range { min: None, best: Some(best), max: None };
        made.claims.push(figure("killed.civilians", range, Words::untagged("UCDP"), columns.text("deaths_civilians")));
    }
    // Who reported it, and whom these cite: `source_original` is a person or an office, no text.
    let reporters = columns.text("source_office").or_else(|| columns.text("source_article"));
    let citing: Vec<String> = reporters.into_iter().chain(columns.text("source_original")).collect();
    if !citing.is_empty() {
        let citing = Words::untagged(citing.join("; "));
        made.claims.iter_mut().for_each(|claim| claim.citing.clone_from(&citing));
    }
    made
}

/// `date_prec`: 1 the day, 2 some days, 3 the week, 4 the month, 5 longer. Where start and end differ they are the interval; where
/// they do not, some days are any that hold it, and a week, a month or a year is that of the calendar.
fn when(columns: &Columns, notes: &mut Notes) -> Option<When> {
    let start = columns.text("date_start")?;
    let span = match columns.code("date_prec") {
        Some(1) => Span::Day,
        Some(2) => Span::SomeDays,
        Some(3) => Span::Week,
        Some(4) => Span::Month,
        Some(5) => Span::Year,
        None => Span::Unstated,
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            Span::Unknown
        }
    };
    let end = columns.text("date_end").filter(|end| *end != start);
    let first = read_start(&start, end.as_deref(), columns.order, notes)?;
    let Some(end) = end else {
        return Some(first.as_fine_as(span, notes)?.when(&start, notes));
    };
    let as_given = format!("{start} – {end}");
    let days = match read_end(&end, columns.order, notes) {
        Some(last) if last.are_same(first) => first.as_fine_as(span, notes)?,
        Some(last) => {
            let days = first.until(last, notes);
            let precision = match span {
                Span::Week => TimePrecision::Week,
                Span::Month => TimePrecision::Month,
                Span::Unknown => TimePrecision::Unknown,
                Span::Unstated => {
                    notes.add(notes::NO_TIME_PRECISION);
                    TimePrecision::Unknown
                }
                Span::Day | Span::SomeDays | Span::Year | Span::AsWritten => TimePrecision::SeveralDays,
            };
            days.with_precision(precision.max(days.precision))
        }
        None => first.as_fine_as(span, notes)?.with_precision(TimePrecision::Unknown),
    };
    Some(days.when(&as_given, notes))
}
