//! The order of day and month: as the dates of a file prove it, wherever in the file they stand.

use super::exports::{count, day, row, span};
use super::threads::Taken;
use super::times::dated;
use super::*;
use crate::domain::*;

/// Columns by which an export is told, with cells.
type Cells = &'static [(&'static str, &'static str)];

/// Exports with such columns, and that of their dates.
const KNOWN: [(&str, Cells, &str); 8] = [
    ("acled", &[("event_id_cnty", "SYR1"), ("time_precision", "1")], "event_date"),
    ("ucdp", &[("id", "7"), ("dyad_new_id", "406"), ("where_prec", "1"), ("date_prec", "1")], "date_start"),
    ("gdelt", &[("ActionGeo_Type", "4")], "SQLDATE"),
    ("airwars", &[("belligerents", "Force A"), ("geolocation_accuracy", "village")], "incident_date"),
    ("atlos", &[("attr_status", "Completed"), ("attr_geolocation_resolution", "Exact")], "attr_date"),
    ("ushahidi", &[("data_source_message_id", "1")], "post_date"),
    ("geoconfirmed", &[("eor_tracking", "x"), ("plus_code", "8G9V8FXX+22")], "date"),
    ("gdacs", &[("eventtype", "EQ"), ("episodeid", "1"), ("Class", "Point")], "fromdate"),
];

/// A record of each date, beside these columns.
fn rows(columns: &[(&str, &str)], column: &str, dates: &[&str]) -> Vec<String> {
    let with = |date: &&str| row(&columns.iter().copied().chain([(column, *date)]).collect::<Vec<_>>());
    dates.iter().map(with).collect()
}

fn days(incidents: &[Incident]) -> Vec<Option<(i64, i64, TimePrecision)>> {
    incidents.iter().map(|incident| incident.when.is_some().then(|| span(incident))).collect()
}

/// Read as the program does, on several threads where it is large enough.
fn whole(rows: &[String]) -> (LoadReport, Vec<Incident>) {
    let source = MemorySource::new(Arc::from(rows.join("\n").as_bytes()));
    let (made, loaded) = read_whole::<Taken>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |_, _| {}).unwrap();
    assert!(loaded.report.adds_up());
    (loaded.report, made.0)
}

#[test]
fn a_known_export_that_a_spreadsheet_has_saved_again_is_read_in_the_order_that_its_dates_prove() {
    let one = |year, month, d| Some((day(year, month, d), day(year, month, d) + 86_400_000, TimePrecision::Day));
    for (profile, columns, column) in KNOWN {
        for (dates, expected) in [
            (["05/01/2022", "25/01/2022"], [one(2022, 1, 5), one(2022, 1, 25)]),
            (["1/5/2022", "1/25/2022"], [one(2022, 1, 5), one(2022, 1, 25)]),
            (["5.1.2022", "25.1.2022"], [one(2022, 1, 5), one(2022, 1, 25)]),
        ] {
            let (report, incidents, _) = load(rows(columns, column, &dates).join("\n"));
            assert_eq!(report.profile, profile);
            assert_eq!(days(&incidents), expected, "{profile}, {dates:?}");
            assert_eq!(count(&report, "assumed_date_order"), 1, "{profile}: what was assumed is told");
        }
        let (report, incidents, _) = load(rows(columns, column, &["05/01/2022", "06/02/2022"]).join("\n"));
        assert_eq!((days(&incidents), count(&report, "ambiguous_date_order")), (vec![None, None], 2), "{profile}: nothing proves an order");
        let (report, incidents, _) = load(rows(columns, column, &["05/01/2022", "25/01/2022", "01/26/2022"]).join("\n"));
        assert_eq!((days(&incidents)[0], count(&report, "mixed_date_orders")), (None, 1), "{profile}: both are proved");
    }
}

#[test]
fn years_of_two_digits_in_a_known_export_are_read_where_they_cannot_be_days_and_are_told() {
    for (profile, columns, column) in KNOWN {
        let (report, incidents, _) = load(rows(columns, column, &["05-Jan-22", "5 May 19"]).join("\n"));
        let expected = [(2022, 1), (2019, 5)].map(|(year, month)| Some((day(year, month, 5), day(year, month, 6), TimePrecision::Day)));
        assert_eq!((days(&incidents), count(&report, "short_year")), (expected.to_vec(), 2), "{profile}");
    }
}

#[test]
fn an_order_that_is_proved_far_behind_the_first_records_holds_for_all_of_them() {
    // Behind the first records both the proof and what is read by it.
    let (mut late, open) = (vec!["2022-03-01"; 250], "05/01/2022");
    late.extend(["13/01/2022", open]);
    let (report, incidents) = whole(&rows(KNOWN[0].1, KNOWN[0].2, &late));
    assert_eq!((span(&incidents[251]).0, count(&report, "assumed_date_order")), (day(2022, 1, 5), 1));

    let any: (&str, Cells, &str) = ("generic", &[("title", "Something was seen here"), ("lat", "35.1"), ("lon", "40.2")], "date");
    for (profile, columns, column) in [any, KNOWN[0]] {
        for num_open in [600, 40_000] {
            let mut dates = vec!["05/01/2022"; num_open];
            dates.push("25/01/2022");
            let (report, incidents) = whole(&rows(columns, column, &dates));
            assert_eq!((report.profile.as_str(), report.undated), (profile, 0), "{:?}", report.notes);
            assert_eq!((incidents.len(), span(&incidents[0]).0), (num_open + 1, day(2022, 1, 5)));
            assert_eq!(
                [count(&report, "assumed_date_order"), count(&report, "ambiguous_date_order")],
                [num_open as u64, 0],
                "each date that was read by the order is counted"
            );

            dates.push("01/26/2022");
            let (report, _) = whole(&rows(columns, column, &dates));
            assert_eq!(report.undated, num_open as u64, "{profile}: both orders are proved");
            assert_eq!([count(&report, "mixed_date_orders"), count(&report, "ambiguous_date_order")], [1, num_open as u64]);
        }
    }
}

#[test]
fn an_export_that_writes_the_month_first_is_read_otherwise_where_its_dates_prove_it() {
    let timemap = [("associations", "[]"), ("narrative___stepStyles", "[]")];
    let mut dates = vec!["01/03/2022"; 250];
    let (report, incidents) = whole(&rows(&timemap, "date", &dates));
    assert_eq!((report.profile.as_str(), span(&incidents[0]).0), ("timemap", day(2022, 1, 3)), "as the export writes it");
    dates.extend(["13/03/2022", "27/03/2022"]);
    let (report, incidents) = whole(&rows(&timemap, "date", &dates));
    assert_eq!((span(&incidents[0]).0, report.undated), (day(2022, 3, 1), 0), "{:?}", report.notes);
}

#[test]
fn an_end_proves_the_order_as_a_start_does() {
    let ucdp = [("id", "7"), ("dyad_new_id", "406"), ("where_prec", "1"), ("date_prec", "1")];
    let span_row = |start: &str, end: &str| row(&[&ucdp[..], &[("date_start", start), ("date_end", end)]].concat());
    let mut table: Vec<String> = vec![span_row("05/01/2022", "06/01/2022"); 250];
    table.push(span_row("07/02/2022", "25/02/2022"));
    let (report, incidents) = whole(&table);
    assert_eq!((report.undated, span(&incidents[0]).0), (0, day(2022, 1, 5)));
}

#[test]
fn a_proof_in_one_column_tells_nothing_of_another() {
    let mut table: Vec<String> = (0..250).map(|_| row(&[("title", "x"), ("published", "03/04/2022")])).collect();
    table.push(row(&[("title", "x"), ("published", "25/01/2022")]));
    table.extend((0..10).map(|_| row(&[("title", "x"), ("published", "2022-02-01"), ("event_date", "1/5/2022")])));
    let (report, _) = whole(&table);
    assert_eq!(count(&report, "ambiguous_date_order"), 10, "{:?}", report.notes);
}

#[test]
fn a_short_year_beside_a_part_of_the_day_is_read_too() {
    let airwars = [("belligerents", "Force A"), ("geolocation_accuracy", "village")];
    let (report, incidents, _) = load(rows(&airwars, "incident_date", &["05-Jan-22 morning"]).join("\n"));
    assert_eq!((incidents[0].when.is_some(), count(&report, "unreadable_date")), (true, 0));
}

#[test]
fn a_short_year_leaves_no_doubt_where_it_can_only_stand_last() {
    for (dates, expected) in [
        (["1/5/22", "1/13/22"], day(2022, 1, 5)),
        (["12/11/99", "12/31/99"], day(1999, 12, 11)),
        (["05/01/99", "13/01/99"], day(1999, 1, 5)),
    ] {
        let (_, incidents, _) = load(rows(KNOWN[0].1, KNOWN[0].2, &dates).join("\n"));
        assert_eq!(incidents[0].when.as_ref().map(|when| when.earliest.0), Some(expected), "{dates:?}");
    }
    let (report, incidents, _) = load(rows(KNOWN[0].1, KNOWN[0].2, &["22/01/05", "21/02/03"]).join("\n"));
    assert_eq!((days(&incidents), count(&report, "ambiguous_date_order")), (vec![None, None], 2), "the first may be the year");
}

#[test]
fn dates_that_a_spreadsheet_has_half_turned_are_told() {
    let turned = |dates: &[&str]| count(&dated(dates).0, "half_turned_dates");
    let low = ["2022-01-05", "2022-02-01", "2022-12-01"];
    assert_eq!(turned(&[low[0], "13/01/2022", low[1], low[2], "25/01/2022"]), 3);
    assert_eq!(
        turned(&[low[0], "13/01/2022", "2022-01-25", low[2], "25/01/2022"]),
        0,
        "a day above 12 with the year first: nothing was turned"
    );
    assert_eq!(turned(&[low[0], "13/01/2022", low[1], low[2], "05/01/2022"]), 0, "a text that could have become a date and did not");
    assert_eq!(turned(&[low[0], "13/01/2022", low[1], "x", "25/01/2022"]), 0, "too few to tell");
    // Also in a known export.
    let acled = |date: &&str| row(&[("event_id_cnty", "SYR1"), ("event_date", date), ("latitude", "35"), ("longitude", "40")]);
    let rows: Vec<String> = [low[0], "13/01/2022", low[1], low[2], "25/01/2022"].iter().map(acled).collect();
    assert_eq!(count(&load(rows.join("\n")).0, "half_turned_dates"), 3);
}
