//! In which zone a time is meant that states none: by a column of zones, by the name of its column, by the end beside it.

use super::exports::{count, row};
use super::times::{dated, holds, one, said};
use super::*;

#[test]
fn a_zone_that_only_an_end_states_holds_for_its_start() {
    let (made, report) = one(&[("date", "2022-01-05"), ("time", "14:30"), ("end_time", "16:00 UTC+3")]);
    assert_eq!((made.as_str(), count(&report, "zone_of_end")), ("2022-01-05T11:30 / 2022-01-05T13:00 minute", 1));
    let (made, report) = one(&[("start", "2022-01-05 14:30"), ("end", "2022-01-05T16:00:00-02:00")]);
    assert_eq!((made.as_str(), count(&report, "zone_of_end")), ("2022-01-05T16:30 / 2022-01-05T18:00 minute", 1));
    let (_, report) = one(&[("start", "2022-01-05 14:30"), ("end", "2022-01-05 16:00")]);
    assert_eq!(count(&report, "zone_of_end"), 0);
}

/// Rows with a day, a time of day and one more column: what is said of each, and the notes.
pub(super) fn beside(column: &str, cells: &[(&str, &str, &str)]) -> (Vec<String>, LoadReport) {
    let rows = cells.iter().map(|(date, time, cell)| row(&[("title", "x"), ("date", date), ("time", time), (column, cell)]));
    let (report, incidents, _) = load(rows.collect::<Vec<_>>().join("\n"));
    (incidents.iter().map(|incident| said(incident.when.as_ref())).collect(), report)
}

#[test]
fn a_column_of_zones_holds_for_the_times_of_its_row_that_state_none() {
    let (made, report) = beside(
        "timezone",
        &[
            ("2022-01-05", "14:30", "Asia/Damascus"),
            ("2022-07-05", "14:30", "Asia/Damascus"),
            ("2022-01-05", "14:30", "UTC+3"),
            ("2022-01-05", "14:30", "-05:00"),
            ("2022-01-05", "14:30", "5.5"),
            ("2022-01-05", "14:30Z", "Asia/Damascus"),
            ("2022-01-05", "", "Asia/Damascus"),
            ("2022-01-05", "14:30", ""),
        ],
    );
    let expected = [
        "2022-01-05T12:30 / 2022-01-05T12:31 minute",
        "2022-07-05T11:30 / 2022-07-05T11:31 minute",
        "2022-01-05T11:30 / 2022-01-05T11:31 minute",
        "2022-01-05T19:30 / 2022-01-05T19:31 minute",
        "2022-01-05T09:00 / 2022-01-05T09:01 minute",
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
        "2022-01-04T22:00 / 2022-01-05T22:00 day",
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
    ];
    assert_eq!(made, expected);
    assert_eq!((count(&report, "zone_column"), count(&report, "assumed_zone"), count(&report, "unused_zone")), (6, 1, 0));

    // A zone that is none costs its row alone; so does the midnight that stands for a day.
    let cells = [("start", "2022-01-05 14:30"), ("end", "2022-01-05 16:00"), ("tz", "+03:00")];
    let rows = [row(&cells), row(&[("start", "2022-01-05 14:30"), ("end", "2022-01-05 16:00"), ("tz", "Nowhere/Else")])].join("\n");
    let guessed = load(rows.clone()).0;
    assert_eq!(count(&guessed, "unused_zone"), 0, "a column in which not all are zones is not taken: {:?}", codes(&guessed));
    let (made, report) = one(&cells);
    assert_eq!(made, "2022-01-05T11:30 / 2022-01-05T13:00 minute", "{:?}", codes(&report));
}

#[test]
fn zones_whose_letters_mean_one_offset_are_read_and_told_and_no_others() {
    holds(&[
        ("2022-01-05 14:30 EET", "2022-01-05T12:30 / 2022-01-05T12:31 minute"),
        ("05.07.2022 17:00 EEST", "undated"),
        ("25.07.2022 17:00 EEST", "2022-07-25T14:00 / 2022-07-25T14:01 minute"),
        ("2022-01-05 14:30 (MSK)", "2022-01-05T11:30 / 2022-01-05T11:31 minute"),
        ("2022-01-05 2:30 pm CAT", "2022-01-05T12:30 / 2022-01-05T12:31 minute"),
        // In some of the zones that are called so it is another day.
        ("2022-01-05 14:30 IST", "undated"),
        ("2022-01-05 14:30 (Kyiv time)", "undated"),
        ("2022-01-05 IST", "undated"),
    ]);
    let (report, _) = dated(&["2022-01-05 14:30 EET", "2022-01-05 14:30", "2022-01-05 2:30 PM", "2022-01-05T14:30Z"]);
    assert_eq!(count(&report, "zone_abbreviated"), 1, "{:?}", codes(&report));
    let (made, report) = one(&[("date", "2022-01-05"), ("time", "14:30"), ("tz", "EEST")]);
    assert_eq!((made.as_str(), count(&report, "zone_abbreviated")), ("2022-01-05T11:30 / 2022-01-05T11:31 minute", 1));
}

#[test]
fn times_that_state_their_zone_need_no_column_of_zones() {
    let (made, report) = one(&[("date", "2022-01-05T14:30:00Z"), ("tz", "Asia/Damascus")]);
    assert!(made.starts_with("2022-01-05T14:30 / "), "{made}");
    assert_eq!((count(&report, "zone_column"), count(&report, "assumed_zone")), (0, 0), "{:?}", codes(&report));
}

#[test]
fn a_column_that_says_utc_by_its_name_is_read_so_but_not_on_the_day_of_a_local_clock() {
    let (made, report) = one(&[("date", "2022-01-05"), ("local_time", "16:30"), ("Time (UTC)", "14:30"), ("tz", "Asia/Damascus")]);
    assert_eq!(made, "2022-01-05T14:30 / 2022-01-05T14:31 minute");
    assert_eq!((count(&report, "zone_by_name"), count(&report, "assumed_zone"), count(&report, "zone_column")), (0, 0, 1));
    // On the day of the place the clock of UTC would be a day off.
    let (made, report) = one(&[("Date", "2022-01-05"), ("Local time", "00:30"), ("UTC time", "21:30")]);
    assert_eq!((made.as_str(), count(&report, "assumed_zone")), ("2022-01-05T00:30 / 2022-01-05T00:31 minute", 1));
    let (made, _) = one(&[("Date (UTC)", "2022-01-04"), ("Local time", "00:30"), ("UTC time", "21:30")]);
    assert_eq!(made, "2022-01-04T21:30 / 2022-01-04T21:31 minute");
    let (made, report) = one(&[("Local time", "2022-01-05 16:30"), ("Time UTC", "2022-01-05 14:30")]);
    assert!(made.starts_with("2022-01-05T14:30 / "), "{made}");
    assert_eq!((count(&report, "zone_by_name"), count(&report, "assumed_zone")), (1, 0));
}

#[test]
fn an_offset_or_a_zone_in_the_name_of_a_column_holds_for_its_times() {
    for (column, utc) in [
        ("Time (UTC+3)", "13:30"),
        ("Event time GMT+03:00", "13:30"),
        ("Time (EET)", "14:30"),
        ("Time (Asia/Damascus)", "14:30"),
        ("time_utc-4", "20:30"),
    ] {
        let (made, report) = one(&[(column, "2022-01-05 16:30")]);
        assert!(made.starts_with(&format!("2022-01-05T{utc} / ")), "{column}: {made}");
        assert_eq!((count(&report, "zone_by_name"), count(&report, "assumed_zone")), (1, 0), "{column}");
        let (made, report) = one(&[("date", "2022-01-05"), (column, "16:30")]);
        assert!(made.starts_with(&format!("2022-01-05T{utc} / ")), "{column} beside a day: {made}");
        assert_eq!((count(&report, "zone_by_name"), count(&report, "clock_column")), (1, 1), "{column} beside a day");
    }
    let (made, report) = one(&[("Time (UTC+3:30)", "2022-01-05 16:30")]);
    assert!(made.starts_with("2022-01-05T16:30 / "), "{made}");
    assert_eq!((count(&report, "zone_by_name"), count(&report, "assumed_zone")), (0, 1), "no zone has this offset all year");
    let (made, report) = one(&[("date", "2022-01-05"), ("time", "10:00-12:00")]);
    assert_eq!((made.as_str(), count(&report, "unreadable_clock")), ("2022-01-05 / 2022-01-06 day", 1));
}

#[test]
fn what_two_columns_say_of_their_zones_is_not_mixed() {
    let (made, report) = one(&[("Date (UTC)", "2022-01-05"), ("Time (UTC+3)", "01:30")]);
    assert_eq!((made.as_str(), count(&report, "unused_clock")), ("2022-01-05 / 2022-01-06 day", 1), "the day of another zone");
    let (made, report) = one(&[("start_time (UTC+3)", "2022-01-05 14:30"), ("end_time (UTC)", "2022-01-05 15:30")]);
    assert!(made.starts_with("2022-01-05T11:30 / 2022-01-05T11:31"), "{made}");
    assert_eq!(count(&report, "other_zone"), 1);
    let (made, _) = one(&[("start_time (UTC+3)", "2022-01-05 14:30"), ("end_time (UTC+3)", "2022-01-05 15:30")]);
    assert_eq!(made, "2022-01-05T11:30 / 2022-01-05T12:30 minute");
    let (made, report) = one(&[("Local date", "2022-01-05"), ("Time UTC", "21:30")]);
    assert_eq!((made.as_str(), count(&report, "unused_clock")), ("2022-01-05 / 2022-01-06 day", 1), "UTC on a local day");
    // What the row says is nearer than what stands above all of them, but for universal time.
    let (made, report) = one(&[("Time (EET)", "2022-07-05 14:30"), ("timezone", "+03:00")]);
    assert!(made.starts_with("2022-07-05T11:30 / "), "{made}: {:?}", codes(&report));
    let rows =
        [("2022-07-05 14:30", "+03:00"), ("2022-07-05 14:30", "")].map(|(time, zone)| row(&[("Time (EET)", time), ("timezone", zone)]));
    let (_, incidents, _) = load(rows.join("\n"));
    let made: Vec<String> = incidents.iter().map(|made| said(made.when.as_ref())).collect();
    assert!(made[0].starts_with("2022-07-05T11:30") && made[1].starts_with("2022-07-05T12:30"), "{made:?}");
}

#[test]
fn a_clock_that_may_have_an_offset_may_lie_on_the_next_day_and_a_whole_stamp_is_none() {
    holds(&[("2022-01-05 22:30-05:00", "2022-01-05 / 2022-01-07 several_days"), ("2022-01-05 12:30-05:00", "2022-01-05 / 2022-01-06 day")]);
    let (made, _) = one(&[("date", "2022-01-05"), ("time", "22:30-05:00")]);
    assert_eq!(made, "2022-01-05 / 2022-01-07 several_days");
    let (made, report) = one(&[("time", "2022-01-05T14:30-05:00"), ("title", "x")]);
    assert!(made.starts_with("2022-01-05T19:30 / "), "{made}: {:?}", codes(&report));
}
