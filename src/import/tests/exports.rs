//! Known exports, told by their columns: each file is made here, with the quirks that such exports have.

use super::*;
use crate::domain::*;

/// A record of a table: no geometry, every cell a text.
pub fn row(cells: &[(&str, &str)]) -> String {
    let cells: Vec<String> = cells.iter().map(|(name, text)| format!("\"{name}\":{}", serde_json::json!(text))).collect();
    format!("{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{{}}}}}", cells.join(","))
}

/// Days since 1970-01-01 in milliseconds, by counting them.
pub fn day(year: i64, month: usize, of_month: i64) -> i64 {
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = |year: i64| [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i64 = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let months: i64 = lengths(year)[..month - 1].iter().sum();
    (years + months + of_month - 1) * 86_400_000
}

pub fn count(report: &LoadReport, code: &str) -> u64 {
    report.notes.iter().find(|note| note.code.0 == code).map_or(0, |note| note.count)
}

pub fn span(incident: &Incident) -> (i64, i64, TimePrecision) {
    let when = incident.when.as_ref().unwrap();
    (when.earliest.0, when.latest.0, when.precision)
}

#[test]
fn acled_keeps_its_precision_of_time_and_place_and_its_one_figure() {
    let event = |id: &str, time: &str, place: &str, killed: &str| {
        row(&[
            ("timestamp", "1747699200"),
            ("event_id_cnty", id),
            ("event_date", "16 May 2025"),
            ("time_precision", time),
            ("event_type", "Violence against civilians"),
            ("sub_event_type", "Attack"),
            ("actor1", "Group A"),
            ("actor2", "Civilians (Syria)"),
            ("assoc_actor_1", "Group B; Group C"),
            ("admin1", "Deir ez Zor"),
            ("location", "Some Village"),
            ("latitude", "35.25"),
            ("longitude", "40.5"),
            ("geo_precision", place),
            ("source", "Paper One; Station Two"),
            ("notes", "Words about it."),
            ("fatalities", killed),
        ])
    };
    let rows = [event("SYR1", "1", "1", "0"), event("SYR2", "2", "2", "3"), event("SYR3", "3", "3", ""), event("SYR4", "1", "9", "1")];
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!((report.profile.as_str(), report.on_map), ("acled", 4));
    assert_eq!(span(&incidents[0]), (day(2025, 5, 16), day(2025, 5, 17), TimePrecision::Day));
    // The 16th of May 2025 is a Friday: its week begins on Monday the 12th.
    assert_eq!(span(&incidents[1]), (day(2025, 5, 12), day(2025, 5, 19), TimePrecision::Week));
    assert_eq!(span(&incidents[2]), (day(2025, 5, 1), day(2025, 6, 1), TimePrecision::Month));
    let places: Vec<(PlacePrecision, Radius)> =
        incidents.iter().map(|incident| (incident.places[0].precision, incident.places[0].radius)).collect();
    assert_eq!(places[0], (PlacePrecision::Town, Radius::Assumed(2_500.0)));
    assert_eq!(places[1], (PlacePrecision::Subdistrict, Radius::Assumed(15_000.0)));
    assert_eq!(places[2], (PlacePrecision::Governorate, Radius::Assumed(75_000.0)));
    assert_eq!(places[3], (PlacePrecision::Unknown, Radius::Unknown), "an unknown code is no precision");
    assert_eq!(count(&report, "odd_value"), 1);
    let killed = |incident: &Incident| {
        incident.claims.iter().find(|claim| claim.field == "killed.all").map(|claim| match claim.value {
            ClaimValue::Range(range) => range.best.unwrap(),
            _ => panic!("a figure"),
        })
    };
    assert_eq!(
        [killed(&incidents[0]), killed(&incidents[1]), killed(&incidents[2])],
        [Some(0.0), Some(3.0), None],
        "none reported is not unknown"
    );
    assert!(incidents.iter().flat_map(|incident| &incident.claims).all(|claim| claim.grade == Grade::F6));
    let roles: Vec<ActorRole> = incidents[0].actors.iter().map(|actor| actor.role).collect();
    assert_eq!(roles, [ActorRole::By, ActorRole::Civilians, ActorRole::Other, ActorRole::Other]);
    assert_eq!(incidents[0].revision.as_deref(), Some("1747699200"));
}

#[test]
fn acled_is_told_by_its_columns_shuffled_or_cut() {
    let (report, incidents, _) =
        load(row(&[("latitude", "35"), ("event_date", "2025-05-16"), ("longitude", "40"), ("event_id_cnty", "IRQ9")]));
    assert_eq!((report.profile.as_str(), incidents[0].id.as_str()), ("acled", "IRQ9"));
    assert_eq!(incidents[0].places[0].radius, Radius::Unknown, "no precision stated is none");
}

#[test]
fn ucdp_keeps_ranges_intervals_and_places_no_vague_area() {
    let event = |id: &str, date_prec: &str, place: &str, from: &str, to: &str| {
        row(&[
            ("id", id),
            ("type_of_violence", "1"),
            ("dyad_new_id", "406"),
            ("dyad_name", "Side one - Side two"),
            ("side_a", "Side one"),
            ("side_b", "Side two"),
            ("where_prec", place),
            ("where_coordinates", "Some town"),
            ("adm_1", "A governorate"),
            ("latitude", "34.5"),
            ("longitude", "40.25"),
            ("date_prec", date_prec),
            ("date_start", from),
            ("date_end", to),
            ("best", "4.0"),
            ("low", "2"),
            ("high", "9"),
            ("deaths_civilians", "0"),
            ("source_office", "An office"),
        ])
    };
    let rows = [
        event("1", "1", "1", "2016-02-28 00:00:00.000", "2016-02-28 00:00:00.000"),
        event("2", "2", "5", "2016-02-28 00:00:00.000", "2016-03-02 00:00:00.000"),
        event("3", "4", "4", "2016-02-01 00:00:00.000", "2016-02-29 00:00:00.000"),
    ];
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!(report.profile, "ucdp");
    assert_eq!(span(&incidents[0]), (day(2016, 2, 28), day(2016, 2, 29), TimePrecision::Day));
    assert_eq!(span(&incidents[1]), (day(2016, 2, 28), day(2016, 3, 3), TimePrecision::SeveralDays));
    assert_eq!(span(&incidents[2]), (day(2016, 2, 1), day(2016, 3, 1), TimePrecision::Month));
    let radius = |at: usize| incidents[at].places[0].radius;
    assert_eq!([radius(0), radius(2)], [Radius::Assumed(1_500.0), Radius::Assumed(75_000.0)]);
    assert!(incidents[1].places.is_empty(), "the point of a vague area is no place");
    assert_eq!((incidents[1].unplaced_name.clone(), count(&report, "middle_of_area")), (Words::untagged("Some town"), 1));
    let claims: Vec<(&str, &ClaimValue)> = incidents[0].claims.iter().map(|claim| (claim.field.as_str(), &claim.value)).collect();
    assert_eq!(claims[0], ("killed.all", &ClaimValue::Range(Range { min: Some(2.0), best: Some(4.0), max: Some(9.0) })));
    assert_eq!(claims[1], ("killed.civilians", &ClaimValue::Range(Range { min: None, best: Some(0.0), max: None })));
}

#[test]
fn a_row_of_sums_is_no_incident_and_is_said() {
    let event = |title: &str, date: &str, killed: &str| row(&[("title", title), ("date", date), ("killed", killed)]);
    let sums = ["Total", "TOTAL:", "المجموع", "الإجمالي:", "Total killed", "Grand Total", "المجموع العام", "إجمالي القتلى", "Sum"]
        .map(|word| event(word, "", "12"));
    let (report, incidents, _) = load([&[event("a fire", "2022-01-05", "12")][..], &sums].concat().join("\n"));
    assert_eq!((report.seen, incidents.len(), report.quarantined), (10, 1, 9));
    assert_eq!(report.quarantine[0].reason, "This row adds up others: it is no incident.");
    // With a date it is one; what stands behind other cells is none of these words.
    for (title, date) in [("Total", "2022-01-05"), ("Total blackout", ""), ("Totally burnt", "")] {
        let (report, incidents, _) = load(event(title, date, "12"));
        assert_eq!((incidents.len(), report.quarantined), (1, 0), "{title}");
    }
    assert_eq!(load(row(&[("id", "7"), ("title", "Total"), ("killed", "12")])).1.len(), 1);
    // Words beside it tell of something: how far a house was destroyed.
    assert_eq!(load(row(&[("destruction", "Total"), ("count", "1"), ("description", "A house levelled")])).1.len(), 1);
}
