//! UCDP GED: one row an event of a dyad, with start and end, a best, low and high figure of deaths, and the sources' names.

use super::blank;
use super::columns::{Columns, Span, figure, interval, place, read_day, sensible, when_of};
use crate::domain::{ActorRole, Category, Incident, PlacePrecision, Range, RawRecord, TimePrecision, When, Words};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub const TELL_TALE: &[&str] = &["dyad_new_id", "where_prec"];

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
    made.id = columns.text("id").unwrap_or(made.id);
    made.title = columns.words("source_headline");
    if made.title.is_empty() {
        made.title = columns.words("dyad_name");
    }
    made.text = columns.words("source_original");
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
        // A line or a fuzzy area, a country, the sea: no circle says anything.
        Some(5 | 7) => (PlacePrecision::Area, None),
        Some(6) => (PlacePrecision::Country, None),
        None => (PlacePrecision::Unknown, None),
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let name = columns.text("where_coordinates").or_else(|| columns.text("where_description")).map(Words::untagged).unwrap_or_default();
    let admin = ["adm_1", "adm_2"].into_iter().filter_map(|column| columns.text(column)).collect();
    match columns.shape(shape, notes) {
        Some(shape) => made.places.push(place(shape, precision, radius_m, name, admin)),
        None => made.unplaced_name = name,
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
    let citing = columns.text("source_office").or_else(|| columns.text("source_article")).map(Words::untagged).unwrap_or_default();
    made.claims.iter_mut().for_each(|claim| claim.citing.clone_from(&citing));
    made
}

/// `date_prec`: 1 the day, 2 some days, 3 the week, 4 the month, 5 longer. Where start and end differ they are the interval; where
/// they do not, a week or a month is that of the calendar.
fn when(columns: &Columns, notes: &mut Notes) -> Option<When> {
    let start = columns.text("date_start")?;
    let end = columns.text("date_end").unwrap_or_else(|| start.clone());
    let code = columns.code("date_prec");
    let span = match code {
        None | Some(1 | 2 | 5) => Span::Day,
        Some(3) => Span::Week,
        Some(4) => Span::Month,
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            Span::Unknown
        }
    };
    if start == end {
        return when_of(&start, span, notes);
    }
    let (from, to) = (read_day(&start, notes), read_day(&end, notes));
    let (from, to) = from.zip(to)?;
    if to < from {
        notes.add(notes::END_BEFORE_START);
    }
    notes.add(notes::ASSUMED_ZONE);
    let precision = match span {
        Span::Week => TimePrecision::Week,
        Span::Month => TimePrecision::Month,
        Span::Unknown => TimePrecision::Unknown,
        Span::Day | Span::AsWritten => TimePrecision::SeveralDays,
    };
    Some(interval(from.min(to), from.max(to).tomorrow().ok()?, precision, &format!("{start} – {end}")))
}
