//! GTD: one row an attack; zeros of the date mean not known, and codes have a twin in words.

use jiff::ToSpan;
use jiff::civil::Date;

use super::columns::{Columns, figure, most_columns, place, unplaced};
use super::days::{Days, read_end};
use super::generic::account;
use super::{Sample, blank};
use crate::domain::{
    ActorRole, Attribution, Category, Claim, ClaimValue, Incident, PlacePrecision, Range, RawRecord, TimePrecision, UtcMs, When, Words,
};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{is_ongoing, is_unsaid};

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["eventid", "iyear"]])
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.text("eventid").unwrap_or(made.id);
    let kind = columns.text("attacktype1_txt").unwrap_or_default();
    let city = columns.text("city").filter(|city| !city.eq_ignore_ascii_case("unknown"));
    made.title = Words::untagged(city.iter().fold(kind.clone(), |title, city| format!("{title} – {city}")));
    made.text = columns.words("summary");
    made.category = Category { key: kind.clone(), as_given: kind };
    made.when = when(&columns, notes);

    let near = if columns.code("vicinity") == Some(1) { 2.0 } else { 1.0 };
    let (precision, radius_m) = match columns.code("specificity") {
        Some(1) => (PlacePrecision::City, Some(5_000.0)),
        Some(2 | 3) => (PlacePrecision::Subdistrict, Some(15_000.0)),
        Some(4) => (PlacePrecision::Governorate, Some(75_000.0)),
        None | Some(5) => (PlacePrecision::Unknown, None),
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let name = city.map(Words::untagged).unwrap_or_default();
    let admin: Vec<String> = ["country_txt", "provstate"].into_iter().filter_map(|column| columns.text(column)).collect();
    // 5 says that the coordinates are not known: whatever stands there is no place.
    let is_known = columns.code("specificity") != Some(5);
    match columns.shape(shape, notes).filter(|_| is_known) {
        Some(shape) => made.places.push(place(shape, precision, radius_m.map(|radius| radius * near), name, admin)),
        None => unplaced(&mut made, name, admin),
    }

    for column in ["gname", "gname2", "gname3"] {
        made.actors.extend(columns.actor(column, ActorRole::By).filter(|actor| actor.name.iter().all(|(_, name)| name != "Unknown")));
    }
    made.actors.extend(columns.actor("target1", ActorRole::Against));
    if columns.code("claimed") == Some(1) {
        made.attribution = Attribution::ClaimedBy;
    }
    for (field, column) in [("killed.all", "nkill"), ("injured.all", "nwound"), ("killed.fighters", "nkillter")] {
        // -9 and -99 stand for not known, which is not zero.
        if let Some(best) = columns.count(column, notes) {
            let range = Range { min: None, best: Some(best), max: None };
            made.claims.push(figure(field, range, Words::untagged("GTD"), columns.text(column)));
        }
    }
    if columns.code("doubtterr") == Some(1) {
        let words = Words::untagged("doubtterr = 1");
        let doubt = Claim {
            value: ClaimValue::Words(words),
            ..figure("doubt", Range::default(), Words::untagged("GTD"), columns.text("doubtterr"))
        };
        made.claims.push(doubt);
    }
    for column in ["scite1", "scite2", "scite3"] {
        made.claims.extend(columns.text(column).map(|source| account(source, &Words::new(), None)));
    }
    made
}

fn when(columns: &Columns, notes: &mut Notes) -> Option<When> {
    let Ok(year) = i16::try_from(columns.code("iyear")?) else {
        notes.add(notes::UNREADABLE_DATE);
        return None;
    };
    let part = |column: &str| columns.code(column).and_then(|part| i8::try_from(part).ok()).filter(|part| *part > 0);
    let (month, day) = (part("imonth"), part("iday"));
    let from = Date::new(year, month.unwrap_or(1), day.filter(|_| month.is_some()).unwrap_or(1));
    let Ok(from) = from else {
        notes.add(notes::UNREADABLE_DATE);
        return None;
    };
    let (to, precision) = match (month, day) {
        (None, _) => (from.checked_add(1.year()).ok()?, TimePrecision::Year),
        (Some(_), None) => (from.checked_add(1.month()).ok()?, TimePrecision::Month),
        (Some(_), Some(_)) => (from.tomorrow().ok()?, TimePrecision::Day),
    };
    let first = Days::between(from, to, precision)?;
    let resolution = columns.text("resolution");
    let words = format!("{year}-{:02}-{:02}", month.unwrap_or(0), day.unwrap_or(0));
    let words = resolution.iter().fold(words, |words, end| format!("{words} – {end}"));
    let as_given = columns.text("approxdate").map_or_else(|| words.clone(), |about| format!("{words} ({about})"));
    let is_extended = columns.code("extended");
    if is_extended != Some(1) && (resolution.is_none() || is_extended.is_some()) {
        return Some(first.when(&as_given, notes));
    }
    // An attack of more than a day ends where `resolution` says. Where it does not, the attack had an end all the same, in the years of the
    // export: shown as going on it would stand in every later window.
    let last = match resolution.filter(|end| !is_unsaid(end)) {
        Some(end) if is_ongoing(&end) => {
            notes.add(notes::OPEN_END);
            return Some(When { latest: UtcMs::MAX, open_end: true, ..first.when(&as_given, notes) });
        }
        Some(end) => read_end(&end, columns.order, notes),
        None => {
            notes.add(notes::END_UNSAID);
            None
        }
    };
    let days = match last {
        Some(last) => first.until(last, notes),
        None => first.with_precision(TimePrecision::Unknown),
    };
    Some(days.when(&as_given, notes))
}
