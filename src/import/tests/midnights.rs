//! Days that software writes as something else: as midnights of UTC, of an offset, of the place; as numbers.

use super::exports::{count, row};
use super::mapping::load_by;
use super::times::{dated, said};
use super::*;
use crate::domain::*;

#[test]
fn a_column_of_nothing_but_midnights_of_utc_holds_days() {
    for values in [
        ["2022-01-05T00:00:00.000Z", "2022-01-06T00:00:00.000Z", "2022-01-09T00:00:00.000Z"],
        ["1641340800000", "1641427200000", "1641686400000"],
    ] {
        let (report, made) = dated(&values);
        assert_eq!(
            (made[0].as_str(), count(&report, "zoned_midnight_means_day")),
            ("2022-01-05 / 2022-01-06 day", 3),
            "{:?}",
            codes(&report)
        );
    }
    let (report, made) = dated(&["2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z", "2022-01-09T14:30:00Z"]);
    assert_eq!((made[0].as_str(), count(&report, "zoned_midnight_means_day")), ("2022-01-05 / 2022-01-05T00:00:00.001 second", 0));
}

#[test]
fn midnights_of_another_zone_are_the_days_of_that_zone() {
    // As an offset beside a midnight says it.
    let (report, made) = dated(&["2022-01-05T00:00:00+03:00", "2022-01-06T00:00:00+03:00", "2022-01-09T00:00:00+03:00"]);
    assert_eq!(
        (made[0].as_str(), count(&report, "zoned_midnight_means_day")),
        ("2022-01-04T21:00 / 2022-01-05T21:00 day", 3),
        "{:?}",
        codes(&report)
    );
    // With a zone that has summer time: 00:00 in Damascus before October 2022.
    let (report, made) = dated(&["2022-01-05T00:00:00+02:00", "2022-07-06T00:00:00+03:00", "2022-01-09T00:00:00+02:00"]);
    assert_eq!((made[1].as_str(), count(&report, "zoned_midnight_means_day")), ("2022-07-05T21:00 / 2022-07-06T21:00 day", 3));
    // Beyond the date line, a day is that of the offset.
    let (_, made, _) =
        load(["01", "02", "03"].map(|day| row(&[("title", "x"), ("date", &format!("2022-01-{day}T00:00:00+13:00"))])).join("\n"));
    assert_eq!(made[0].when.as_ref().unwrap().zone, ZoneState::Zoned("+13:00".to_owned()));
    // One clock time among them, and none is a day.
    let (_, made) = dated(&["2022-01-05T00:00:00+03:00", "2022-01-06T00:00:00+03:00", "2022-01-09T04:30:00+03:00"]);
    assert_eq!(made[0], "2022-01-04T21:00 / 2022-01-04T21:00:00.001 second");
}

/// So many days from 4 January 2022, each as 21:00 UTC, at a longitude.
fn at_nine(num_days: usize, lon: &str) -> String {
    let days: Vec<String> = (0..num_days).map(|day| format!("2022-01-{:02}T21:00:00.000Z", day + 4)).collect();
    let rows = days.iter().map(|date| row(&[("title", "x"), ("date", date), ("longitude", lon), ("latitude", "35.3")]));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_hour_in_utc_is_a_midnight_where_the_sun_says_so() {
    let (report, made, plan) = load(at_nine(12, "40.1"));
    assert_eq!(count(&report, "zoned_midnight_means_day"), 12, "{:?}", codes(&report));
    let when = made[0].when.as_ref().unwrap();
    assert_eq!((when.earliest.0, when.latest.0 - when.earliest.0, when.precision), (1_641_330_000_000, 86_400_000, TimePrecision::Day));
    assert_eq!(when.zone, ZoneState::Zoned("+03:00".to_owned()));
    let clues: Vec<_> = plan.unwrap().mapping().unwrap().2.evidence.iter().map(|evidence| evidence.clue.clone()).collect();
    assert!(clues.contains(&Clue::MidnightOf { zone: "+03:00".to_owned() }), "{clues:?}");
    // At the longitude of Paris nobody's midnight is 21:00 UTC; and nine are too few.
    for text in [at_nine(12, "2.3"), at_nine(9, "40.1")] {
        let (report, made, _) = load(text);
        assert_eq!((count(&report, "zoned_midnight_means_day"), made[0].when.as_ref().unwrap().precision), (0, TimePrecision::Second));
    }
}

#[test]
fn numbers_of_days_are_the_days_that_spreadsheets_count() {
    let (report, made) = dated(&["44566", "44593.604166666664", "44896.25011574074", "45000"]);
    assert_eq!(
        made,
        [
            "2022-01-05 / 2022-01-06 day",
            "2022-02-01T14:30 / 2022-02-01T14:31 minute",
            "2022-12-01T06:00:10 / 2022-12-01T06:00:11 second",
            "2023-03-15 / 2023-03-16 day"
        ],
        "{:?}",
        codes(&report)
    );
    assert_eq!(count(&report, "sheet_days"), 4);
    // Beside dates that are written: what a cell showed depended on its format.
    let (report, made) = dated(&["44566", "13/01/2022"]);
    assert_eq!((made[0].as_str(), made[1].as_str()), ("2022-01-05 / 2022-01-06 day", "2022-01-13 / 2022-01-14 day"));
    assert_eq!(count(&report, "sheet_days"), 1);
    // Two are a chance, and so are numbers among which one is something else.
    for values in [["44566", "44593", "x"], ["44566", "44593", "12"]] {
        assert_eq!(dated(&values).1[0], "undated", "{values:?}");
    }
}

#[test]
fn a_number_of_days_is_that_day_in_the_zone_of_the_mapping() {
    let rows = [row(&[("title", "x"), ("date", "44566"), ("clock", "01:30")])];
    let mut mapping = Mapping { zone: Some("Asia/Damascus".to_owned()), epoch: Some(EpochUnit::SheetDays), ..Mapping::default() };
    mapping.set(Role::Start, vec!["date".to_owned()]);
    let read = |chosen: &Mapping| {
        let (_, made) = load_by(&rows, UserProfiles { chosen: Some(chosen.clone()), ..UserProfiles::default() });
        said(made[0].when.as_ref())
    };
    assert_eq!(read(&mapping), "2022-01-04T22:00 / 2022-01-05T22:00 day");
    mapping.set(Role::Clock, vec!["clock".to_owned()]);
    assert_eq!(read(&mapping), "2022-01-04T23:30 / 2022-01-04T23:31 minute");
}

/// A column of this name with these values.
fn called(name: &str, values: &[&str]) -> (LoadReport, Vec<String>) {
    let rows: Vec<String> =
        values.iter().map(|value| row(&[("title", "x y"), (name, value), ("latitude", "35"), ("longitude", "40")])).collect();
    let (report, made, _) = load(rows.join("\n"));
    (report, made.iter().map(|incident| said(incident.when.as_ref())).collect())
}

#[test]
fn a_day_in_a_column_of_weeks_or_months_stands_for_these() {
    let weeks = ["2022-01-01", "2022-01-08", "2022-01-29"];
    for name in ["WEEK", "Week of", "week_start", "الأسبوع"] {
        let (report, made) = called(name, &weeks);
        assert_eq!((made[0].as_str(), count(&report, "date_of_week")), ("2022-01-01 / 2022-01-08 week", 3), "{name}: {:?}", codes(&report));
    }
    for name in ["Week ending", "Week finishing", "Last day of week", "Semaine se terminant le", "الأسبوع المنتهي في"] {
        assert_eq!(called(name, &weeks).1[0], "2021-12-26 / 2022-01-02 week", "{name}");
    }
    // Where nothing says whether it begins or ends, any seven days that hold the day; of one day alone nobody knows.
    for (name, values) in [("week", ["2022-01-07", "2022-01-14"]), ("Saturday of the reported week", ["2022-01-08", "2022-01-15"])] {
        let (report, made) = called(name, &values);
        assert!(made[0].ends_with(" week") && count(&report, "date_of_week") == 2, "{name}: {made:?}");
    }
    assert_eq!(called("week", &["2022-01-07", "2022-01-14"]).1[0], "2022-01-01 / 2022-01-14 week");
    for name in ["Month", "reporting_month", "الشهر"] {
        let (report, made) = called(name, &["2022-01-01", "2022-02-01", "2022-12-01"]);
        assert_eq!(
            (made[1].as_str(), count(&report, "date_of_month")),
            ("2022-02-01 / 2022-03-01 month", 3),
            "{name}: {:?}",
            codes(&report)
        );
    }
    // Any day of the week, and any day of the month: what the name means is not what the column holds.
    assert_eq!(called("week", &["2022-01-01", "2022-01-03"]).1[0], "2022-01-01 / 2022-01-02 day");
    assert_eq!(called("month", &["2022-01-01", "2022-01-03"]).1[0], "2022-01-01 / 2022-01-02 day");
}

#[test]
fn a_date_is_as_coarse_as_another_column_says() {
    let read = |precision: &str| {
        let (report, made, _) = load(row(&[("title", "x y"), ("date", "2022-01-15"), ("date_precision", precision)]));
        (said(made[0].when.as_ref()), codes(&report).into_iter().filter(|code| code.ends_with("_precision")).collect::<Vec<_>>())
    };
    for (precision, when) in [
        ("month", "2022-01-01 / 2022-02-01 month"),
        ("Month only", "2022-01-01 / 2022-02-01 month"),
        ("year", "2022-01-01 / 2023-01-01 year"),
        ("week", "2022-01-10 / 2022-01-17 week"),
        ("شهر", "2022-01-01 / 2022-02-01 month"),
        // The finest counts.
        ("month and year only", "2022-01-01 / 2022-02-01 month"),
    ] {
        assert_eq!(read(precision), (when.to_owned(), vec!["said_precision"]), "{precision}");
    }
    let day = "2022-01-15 / 2022-01-16 day".to_owned();
    for precision in ["day", "exact", "", "Day, month, year", "month/day"] {
        assert_eq!(read(precision), (day.clone(), vec![]), "{precision}");
    }
    // An end on the same day says no more; another one does, and that is told.
    let ended = |end: &str| {
        let (report, made, _) =
            load(row(&[("title", "x y"), ("start_date", "2022-01-15"), ("end_date", end), ("date_precision", "month")]));
        (said(made[0].when.as_ref()), count(&report, "unknown_precision"))
    };
    assert_eq!(ended("2022-01-15"), ("2022-01-01 / 2022-02-01 month".to_owned(), 0));
    assert_eq!(ended("2022-01-17"), ("2022-01-15 / 2022-01-18 several_days".to_owned(), 1));
    // What a code or another word means nobody knows.
    for precision in ["3", "approximate", "not exact", "day uncertain", "±1 day", "±1 week", "year known month unknown", "ليس دقيق"]
    {
        assert_eq!(read(precision), (day.clone(), vec!["unknown_precision"]), "{precision}");
    }
}
