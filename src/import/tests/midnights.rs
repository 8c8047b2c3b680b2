//! Days that are written as midnights: of UTC, of an offset, of the place.

use super::exports::{count, row};
use super::times::dated;
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
