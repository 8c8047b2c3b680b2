//! Written times of unknown tables: what they come to, and what is left undated and told.

use super::exports::{count, row};
use super::zones::beside;
use super::*;
use crate::domain::*;

pub(super) fn utc(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

/// The interval as text, to the minute where it says no more, and its precision.
pub(super) fn said(when: Option<&When>) -> String {
    let Some(when) = when else { return "undated".to_owned() };
    let at = |at: UtcMs| {
        let text = jiff::Timestamp::from_millisecond(at.0).unwrap().to_string();
        let text = text.trim_end_matches('Z');
        let text = text.strip_suffix(":00").unwrap_or(text);
        text.strip_suffix("T00:00").unwrap_or(text).to_owned()
    };
    format!("{} / {} {}", at(when.earliest), at(when.latest), when.precision.as_str())
}

/// A column `date` with these values, beside others.
pub(super) fn dated(values: &[&str]) -> (LoadReport, Vec<String>) {
    let rows: Vec<String> = values.iter().map(|value| row(&[("title", "x"), ("date", value)])).collect();
    let (report, incidents, _) = load(rows.join("\n"));
    (report, incidents.iter().map(|incident| said(incident.when.as_ref())).collect())
}

/// Each value alone in its file.
pub(super) fn holds(cases: &[(&str, &str)]) {
    for (value, expected) in cases {
        let (report, made) = dated(&[value]);
        assert_eq!(made, [*expected], "{value}: {:?}", codes(&report));
    }
}

#[test]
fn a_year_of_two_digits_is_none_of_antiquity() {
    holds(&[
        ("05-Jan-22", "2022-01-05 / 2022-01-06 day"),
        ("5 May 19", "2019-05-05 / 2019-05-06 day"),
        ("30-Dec-99", "1999-12-30 / 1999-12-31 day"),
        ("05-Jan-22 14:30", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("Jan-99", "1999-01-01 / 1999-02-01 month"),
        // A day or a year.
        ("Jan-22", "undated"),
        ("May 5 19", "undated"),
        ("3 May - 10", "undated"),
        ("05/01/22", "undated"),
        ("17/01/22", "undated"),
        ("22-01-05", "undated"),
        ("0022-01-05", "undated"),
        ("0022-01-05T04:30:00Z", "undated"),
        ("5 May 0022", "undated"),
        ("999", "undated"),
    ]);
    assert_eq!(count(&dated(&["05-Jan-22", "2022-01-05", "17-Mar-22"]).0, "short_year"), 2);
    // Where other dates tell the order, it holds for these too.
    let (report, made) = dated(&["25/01/2022", "05/01/22"]);
    assert_eq!(made[1], "2022-01-05 / 2022-01-06 day");
    assert_eq!((count(&report, "short_year"), count(&report, "ambiguous_date_order")), (1, 0));
}

#[test]
fn clocks_and_zones_are_read_as_people_write_them() {
    holds(&[
        ("2022-01-05 04:30 UTC", "2022-01-05T04:30 / 2022-01-05T04:31 minute"),
        ("2022-01-05 04:30:15 GMT", "2022-01-05T04:30:15 / 2022-01-05T04:30:16 second"),
        ("2022-01-05 04:30 +03", "2022-01-05T01:30 / 2022-01-05T01:31 minute"),
        ("2022-01-05 04:30 UTC+3", "2022-01-05T01:30 / 2022-01-05T01:31 minute"),
        ("2022-01-05 04:30 (GMT +03:00)", "2022-01-05T01:30 / 2022-01-05T01:31 minute"),
        ("2022-01-05 04:30 UTC-0330", "2022-01-05T08:00 / 2022-01-05T08:01 minute"),
        ("5 January 2022 at 14:30 UTC+3", "2022-01-05T11:30 / 2022-01-05T11:31 minute"),
        ("January 5, 2022 2:30 PM GMT", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 3pm UTC", "2022-01-05T15:00 / 2022-01-05T16:00 hour"),
        ("2022-01-05 1430Z", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 1430h", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 14h30", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 14.30 hrs", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 2.30pm", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 14:30 local time", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("5 يناير 2022 الساعة 2:30 مساءً", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("5 يناير 2022 في الساعة 14:30", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("٥ يناير ٢٠٢٢ الساعة ١٤:٣٠ بتوقيت غرينتش", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("2022-01-05 UTC", "2022-01-05 / 2022-01-06 day"),
        ("5 May 2022 GMT+3", "2022-05-04T21:00 / 2022-05-05T21:00 day"),
        ("5 يناير 2022 بتوقيت غرينتش", "2022-01-05 / 2022-01-06 day"),
        ("25/01/2022 14:30 UTC", "2022-01-25T14:30 / 2022-01-25T14:31 minute"),
        // Without a clock the words say something else.
        ("5 May 14h", "undated"),
        ("5 May 12Z", "undated"),
        ("5 مايو الساعة 10", "undated"),
        ("2022-01-05 2 hours", "undated"),
        ("2022-01-05 120 hours", "undated"),
        ("2022-01-05..", "undated"),
        ("1800Z", "undated"),
        // A decimal, an hour beyond the day, an offset beyond any, a word that ends with a zone.
        ("2022-01-05 14.30", "undated"),
        ("2022-01-05 2530h", "undated"),
        ("2022-01-05 04:30 UTC+15", "undated"),
        ("2022-01-05 04:30 +3", "undated"),
        ("2022-01-05 04:30 Nutc", "undated"),
        ("05/01/2022 14:30 UTC", "undated"),
    ]);
    assert_eq!(count(&dated(&["05/01/2022 1430h", "06/01/2022 2 pm UTC"]).0, "ambiguous_date_order"), 2);
}

#[test]
fn about_when_on_a_day_leaves_the_day_and_is_told() {
    let about = ["2022-01-05 around 14:30", "2022-01-05 ~14:30", "2022-01-05 حوالي 14:30", "2022-01-05 after 2:30 pm"];
    let (report, made) = dated(&about);
    assert_eq!(made, ["2022-01-05 / 2022-01-06 day"; 4]);
    assert_eq!(count(&report, "unreadable_clock"), 4);
    // What may be another day, and a zone that shifts the day, stand in the way.
    let others =
        ["2022-01-05", "2022-01-05 to 7 Jan 14:30", "2022-01-05 or 6th 14:30", "2022-01-05 around 23:30 UTC", "2022-01-05 23:30 EST"];
    let (report, made) = dated(&others);
    assert_eq!(made[1..], ["undated"; 4]);
    assert_eq!((count(&report, "unreadable_date"), count(&report, "unreadable_clock")), (4, 0));
}

#[test]
fn spans_of_clocks_begin_and_end_where_they_say() {
    holds(&[
        ("2022-01-05 14:00-16:30", "2022-01-05T14:00 / 2022-01-05T16:30 minute"),
        ("2022-01-05 14:00 to 16:30", "2022-01-05T14:00 / 2022-01-05T16:30 minute"),
        ("5 January 2022 22:00 – 01:30", "2022-01-05T22:00 / 2022-01-06T01:30 minute"),
        ("2022-01-05 14:30 UTC - 2022-01-05 16:00 UTC", "2022-01-05T14:30 / 2022-01-05T16:00 minute"),
        ("2022-01-05 14:30 - 15:00 (UTC+3)", "2022-01-05T11:30 / 2022-01-05T12:00 minute"),
        ("2022-01-05T04:30/2022-01-05T06:00+02:00", "2022-01-05T02:30 / 2022-01-05T04:00 minute"),
        ("2022-01-05 2:00 - 4:00 pm", "2022-01-05T14:00 / 2022-01-05T16:00 minute"),
        ("2022-01-05 11:00 - 1:00 مساءً", "2022-01-05T11:00 / 2022-01-05T13:00 minute"),
        ("2022-01-05 14:00 - 4:00 pm", "undated"),
        ("5 May 2022 22:00 to 7 May 06:00", "undated"),
        ("2022-01-05 14:30 – 2022-01-07 16:00", "2022-01-05T14:30 / 2022-01-07T16:00 several_days"),
    ]);
    let rows: Vec<String> = ["9 pm - 1 am", "14:00–16:00", "14:00–16:00 UTC+3", "14:30 UTC"]
        .map(|clock| row(&[("title", "x"), ("date", "2022-01-05"), ("time", clock)]))
        .to_vec();
    let (report, incidents, _) = load(rows.join("\n"));
    let made: Vec<String> = incidents.iter().map(|incident| said(incident.when.as_ref())).collect();
    let expected = [
        "2022-01-05T21:00 / 2022-01-06T01:00 hour",
        "2022-01-05T14:00 / 2022-01-05T16:00 minute",
        "2022-01-05T11:00 / 2022-01-05T13:00 minute",
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
    ];
    assert_eq!(made, expected, "{:?}", codes(&report));
    let (_, open, _) = load(row(&[("title", "x"), ("date", "../2022-01-05T06:00Z")]));
    assert!(open[0].when.as_ref().unwrap().open_start);
    // The end of an incident is no year, and two years are no span.
    let (_, incidents, _) = load(row(&[("title", "x"), ("date", "2022-01-05"), ("time", "1630Z"), ("end_time", "1800Z")]));
    assert_eq!(said(incidents[0].when.as_ref()), "2022-01-05T16:30 / 2022-01-05T18:00 minute");
    let (_, years, _) = load(row(&[("title", "x"), ("date", "2022-01-05"), ("time", "2019-2020")]));
    assert_eq!(said(years[0].when.as_ref()), "2022-01-05 / 2022-01-06 day");
    let (_, halves, _) = load(row(&[("title", "x"), ("date", "2022-01-05"), ("time", "2:00-4:00 pm")]));
    assert_eq!(said(halves[0].when.as_ref()), "2022-01-05T14:00 / 2022-01-05T16:00 minute");
    let (_, incidents, _) = load(rows.join("\n"));
    assert_eq!(incidents[0].when.as_ref().unwrap().as_given.iter().next().unwrap().1, "2022-01-05 9 pm - 1 am");
}

/// One record with these cells: what is said of it, and the notes.
pub(super) fn one(cells: &[(&str, &str)]) -> (String, LoadReport) {
    let mut all = vec![("title", "x")];
    all.extend_from_slice(cells);
    let (report, incidents, _) = load(row(&all));
    (said(incidents[0].when.as_ref()), report)
}

#[test]
fn an_end_in_four_digits_is_a_clock_beside_a_clock_and_no_year_far_away() {
    for (cells, expected, note) in [
        (&[("date", "2022-01-05"), ("start_time", "1430"), ("end_time", "2030")][..], "2022-01-05T14:30 / 2022-01-05T20:30 minute", ""),
        (&[("date", "2022-01-05"), ("time", "0900"), ("end", "1000")], "2022-01-05T09:00 / 2022-01-05T10:00 minute", ""),
        (&[("date", "2022-01-05 14:30"), ("end_time", "2030")], "2022-01-05T14:30 / 2022-01-05T20:30 minute", ""),
        (&[("start", "2022-01-05"), ("end", "2010")], "2022-01-05 / 2022-01-06 day", "unreadable_end"),
        (&[("date", "2022-01-05"), ("end_time", "14:30")], "2022-01-05 / 2022-01-06 day", "unreadable_end"),
        (&[("start", "2022-01-05"), ("end", "2023")], "2022-01-05 / 2024-01-01 several_days", ""),
        (&[("start", "2010"), ("end", "2012")], "2010-01-01 / 2013-01-01 several_days", ""),
    ] {
        let (made, report) = one(cells);
        assert_eq!(made, expected, "{cells:?}: {:?}", codes(&report));
        assert_eq!(count(&report, "unreadable_end"), u64::from(note == "unreadable_end"), "{cells:?}");
    }
}

#[test]
fn clocks_that_contradict_each_other_leave_whole_days() {
    let dates = |start: &'static str, end: &'static str| {
        one(&[("start_date", "2022-01-05"), ("start_time", start), ("end_date", "2022-01-05"), ("end_time", end)])
    };
    let (made, report) = dates("22:00", "01:30");
    assert_eq!((made.as_str(), count(&report, "end_before_start")), ("2022-01-05 / 2022-01-06 day", 1));
    // Only one of them says in which half of the day it is.
    let (made, report) = dates("2:00 pm", "4:00");
    assert_eq!((made.as_str(), count(&report, "unreadable_end")), ("2022-01-05T14:00 / 2022-01-05T14:01 minute", 1));
    let (made, report) = one(&[("date", "2022-01-05"), ("start_time", "2:00"), ("end_time", "4:00 pm")]);
    assert_eq!((made.as_str(), count(&report, "unreadable_clock")), ("2022-01-05 / 2022-01-06 day", 1));
    let (made, _) = one(&[("date", "2022-01-05"), ("time", "9:00 am - 1:00")]);
    assert_eq!(made, "2022-01-05T09:00 / 2022-01-05T09:01 minute");
    // From six to six is a day or nothing.
    let (made, report) = one(&[("date", "2022-01-05"), ("time", "06:00 - 06:00")]);
    assert_eq!(made, "2022-01-05 / 2022-01-06 day", "{:?}", codes(&report));
}

#[test]
fn a_time_that_is_not_used_is_told() {
    let (made, report) = one(&[("date", "2022-01-04T21:00:00Z"), ("time", "14:30")]);
    assert!(made.starts_with("2022-01-04T21:00 / "), "{made}");
    assert_eq!(count(&report, "clock_beside_clock") + count(&report, "unused_clock"), 1, "{:?}", codes(&report));
    for column in ["zeit", "time_of_death"] {
        let (made, report) = one(&[("date", "2022-01-05"), (column, "14:30")]);
        assert_eq!((made.as_str(), count(&report, "unused_clock")), ("2022-01-05 / 2022-01-06 day", 1), "{column}");
    }
    // These mean other zones elsewhere.
    for zone in ["IST", "CST"] {
        let (made, report) = one(&[("date", "2022-01-05"), ("time", "14:30"), ("tz", zone)]);
        assert_eq!((made.as_str(), count(&report, "unused_zone")), ("2022-01-05T14:30 / 2022-01-05T14:31 minute", 1), "{zone}");
    }
    let (_, report) = one(&[("date", "2022-01-05"), ("time", "14:30"), ("source", "UTC")]);
    assert_eq!((count(&report, "unused_clock"), count(&report, "unused_zone")), (0, 0));
    // One number among clocks costs itself alone.
    let rows = ["10:13", "9", "14:30", "15:13"].map(|time| row(&[("title", "x"), ("date", "2022-01-05"), ("time", time)]));
    let (report, incidents, _) = load(rows.join("\n"));
    let made: Vec<String> = incidents.iter().map(|incident| said(incident.when.as_ref())).collect();
    assert_eq!(made[..2], ["2022-01-05T10:13 / 2022-01-05T10:14 minute", "2022-01-05 / 2022-01-06 day"]);
    assert_eq!(count(&report, "unreadable_clock"), 1);
}

#[test]
fn a_midnight_among_clocks_is_no_clock_unless_another_stands_beside_it() {
    let (report, made) = dated(&["2022-01-05 14:30", "2022-01-05 00:00:00", "1/13/2022 0:00", "2022-01-05 00:00:01"]);
    let expected = [
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
        "2022-01-05 / 2022-01-06 day",
        "2022-01-13 / 2022-01-14 day",
        "2022-01-05T00:00:01 / 2022-01-05T00:00:02 second",
    ];
    assert_eq!((made.iter().map(String::as_str).collect::<Vec<_>>(), count(&report, "midnight_means_day")), (expected.to_vec(), 2));
    let span = |start: &str, end: &str| {
        let rows =
            [[("start", start), ("end", end)], [("start", "2022-01-05 14:30"), ("end", "2022-01-05 15:30")]].map(|cells| row(&cells));
        let (report, incidents, _) = load(rows.join("\n"));
        (said(incidents[0].when.as_ref()), count(&report, "midnight_means_day"))
    };
    assert_eq!(span("2022-01-05 00:00", "2022-01-05 04:00"), ("2022-01-05 / 2022-01-05T04:00 minute".to_owned(), 0));
    assert_eq!(span("2022-01-05 22:00", "2022-01-06 00:00"), ("2022-01-05T22:00 / 2022-01-06 minute".to_owned(), 0));
    assert_eq!(span("2022-01-05 00:00", "2022-01-06 00:00"), ("2022-01-05 / 2022-01-07 several_days".to_owned(), 1));
}

#[test]
fn where_the_column_of_the_time_is_empty_another_one_is_read_and_told() {
    let rows = [
        row(&[("title", "span"), ("begin", "2023-06-13"), ("end", "2023-06-15"), ("date", "")]),
        row(&[("title", "day"), ("begin", ""), ("end", ""), ("date", "2023-11-04")]),
    ];
    let (report, incidents, _) = load(rows.join("\n"));
    let made: Vec<String> = incidents.iter().map(|incident| said(incident.when.as_ref())).collect();
    assert_eq!(made, ["2023-06-13 / 2023-06-16 several_days", "2023-11-04 / 2023-11-05 day"], "{:?}", codes(&report));
    assert_eq!(count(&report, "other_date_column"), 1);
}

#[test]
fn am_and_pm_in_a_column_of_their_own_belong_to_the_clock() {
    let (made, report) = beside(
        "AM/PM",
        &[
            ("2022-01-05", "2:30", "PM"),
            ("2022-01-05", "12:10", "am"),
            ("2022-01-05", "٢:٣٠", "مساءً"),
            ("2022-01-05", "2:30", ""),
            ("2022-01-05", "14:30", ""),
            ("2022-01-05", "unknown", "PM"),
        ],
    );
    let expected = [
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
        "2022-01-05T00:10 / 2022-01-05T00:11 minute",
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
        "2022-01-05 / 2022-01-06 day",
        "2022-01-05T14:30 / 2022-01-05T14:31 minute",
        "2022-01-05 / 2022-01-06 day",
    ];
    assert_eq!(made, expected);
    assert_eq!(count(&report, "unreadable_clock"), 1, "two o'clock of which nobody says the half: {:?}", codes(&report));

    let rows = [("05/01/2022 2:30", "PM"), ("25/01/2022 11:05", "AM"), ("25/01/2022 11:05", "")];
    let rows = rows.map(|(date, half)| row(&[("title", "x"), ("date", date), ("half", half)])).join("\n");
    let made: Vec<String> = load(rows).1.iter().map(|incident| said(incident.when.as_ref())).collect();
    let expected =
        ["2022-01-05T14:30 / 2022-01-05T14:31 minute", "2022-01-25T11:05 / 2022-01-25T11:06 minute", "2022-01-25 / 2022-01-26 day"];
    assert_eq!(made, expected);

    // That of the start says nothing of the end.
    let cells = [("date", "2022-01-05"), ("start_time", "2:30"), ("am_pm", "PM"), ("end_time", "4:00"), ("end_am_pm", "PM")];
    let (made, report) = one(&cells);
    assert_eq!((made.as_str(), count(&report, "unreadable_end")), ("2022-01-05T14:30 / 2022-01-05T14:31 minute", 1));
}

#[test]
fn the_words_of_all_cells_that_tell_when_are_kept() {
    let cells = [("date", "2022-01-05"), ("time", "2:30"), ("am_pm", "PM"), ("tz", "Asia/Damascus")];
    let (_, incidents, _) = load(row(&cells));
    let when = incidents[0].when.as_ref().unwrap();
    assert_eq!(when.as_given.iter().next().unwrap().1, "2022-01-05 2:30 PM Asia/Damascus");
    assert_eq!(said(Some(when)), "2022-01-05T12:30 / 2022-01-05T12:31 minute");
}

#[test]
fn begin_and_end_of_a_day_are_known_by_more_names() {
    for [start, end] in [["time_from", "time_to"], ["from_time", "to_time"], ["وقت البداية", "وقت النهاية"], ["ساعة البدء", "ساعة الانتهاء"]]
    {
        let (made, report) = one(&[("date", "2022-01-05"), (start, "14:30"), (end, "16:00")]);
        assert_eq!(made, "2022-01-05T14:30 / 2022-01-05T16:00 minute", "{start}: {:?}", codes(&report));
    }
}

#[test]
fn a_day_and_a_month_without_a_year_are_no_date() {
    let (report, made) = dated(&["3-5 May", "3/4 May", "5-6 آذار", "5 May, 3pm", "May"]);
    assert_eq!(made, ["undated"; 5]);
    assert_eq!(count(&report, "unreadable_date"), 5, "the column is named so, and every row is told");
}

#[test]
fn spans_of_days_and_of_months_are_whole_or_not_read_at_all() {
    holds(&[
        ("3-5 May 2019", "2019-05-03 / 2019-05-06 several_days"),
        ("3 – 5 أيار 2019", "2019-05-03 / 2019-05-06 several_days"),
        ("من 3 إلى 5 أيار 2019", "2019-05-03 / 2019-05-06 several_days"),
        ("May 3-5, 2019", "2019-05-03 / 2019-05-06 several_days"),
        ("May-June 2019", "2019-05-01 / 2019-07-01 month"),
        ("May/June 2019", "2019-05-01 / 2019-07-01 month"),
        ("حزيران - تموز 2022", "2022-06-01 / 2022-08-01 month"),
        ("5 أيار/مايو 2019", "2019-05-05 / 2019-05-06 day"),
        ("5 كانون ثاني 2022", "2022-01-05 / 2022-01-06 day"),
        ("Mar 3 Apr 2022", "undated"),
        ("Nov-Feb 2019", "undated"),
        ("5-3 May 2019", "undated"),
        ("3, 5 May 2019", "undated"),
        ("May 2019-2020", "undated"),
    ]);
}

#[test]
fn stamps_in_digits_are_read_by_the_calendar_and_not_as_counts() {
    for (values, expected) in [
        (["2019050314", "2019050410"], "2019-05-03T14:00 / 2019-05-03T15:00 hour"),
        (["201905031430", "201905041015"], "2019-05-03T14:30 / 2019-05-03T14:31 minute"),
        (["20190503143000", "20190504101500"], "2019-05-03T14:30 / 2019-05-03T14:30:01 second"),
    ] {
        let (report, made) = dated(&values);
        assert_eq!(made[0], expected, "{:?}", codes(&report));
        assert_eq!(count(&report, "epoch"), 0);
    }
    // In a column of counts as well.
    let (report, made) = dated(&["1641340800", "20190503143000", "20190503", "1641340800000"]);
    assert_eq!(count(&report, "epoch"), 1);
    assert_eq!(made[1], "2019-05-03T14:30 / 2019-05-03T14:30:01 second");
    assert_eq!(made[2], "2019-05-03 / 2019-05-04 day");
}

#[test]
fn each_count_from_1970_has_the_unit_of_its_own_size() {
    let second = "2022-01-05 / 2022-01-05T00:00:01 second";
    for values in [["1641340800", "1641340800000"], ["1641340800000", "1641340800"]] {
        let (_, made) = dated(&values);
        assert!(made.iter().all(|made| made.starts_with("2022-01-05 / ")), "{made:?}");
        assert_eq!(made[usize::from(values[0].len() > 10)], second);
    }
    let (report, made) = dated(&["1641340800", "99999999999", "44566", "1e300"]);
    assert_eq!(made, [second, "undated", "undated", "undated"]);
    assert_eq!(count(&report, "unreadable_date"), 3);
}

#[test]
fn only_a_midnight_without_a_zone_is_a_day_and_each_is_counted() {
    let mut values = vec!["2022-01-05 00:00:00"; 200];
    values.extend(["2022-01-06 04:30:00", "2022-01-06T23:30:00-05:00", "2022-01-07T00:00:00Z", "2022-01-08 00:00:00"]);
    let (report, made) = dated(&values);
    assert_eq!(made[0], "2022-01-05 / 2022-01-06 day");
    assert_eq!(
        made[200..],
        [
            "2022-01-06T04:30 / 2022-01-06T04:30:01 second",
            "2022-01-07T04:30 / 2022-01-07T04:30:00.001 second",
            "2022-01-07 / 2022-01-07T00:00:00.001 second",
            "2022-01-08 / 2022-01-09 day",
        ]
    );
    assert_eq!(count(&report, "midnight_means_day"), 201);
    // Where every one states its zone, each is the instant that it says.
    let (report, made) = dated(&["2022-01-05T00:00:00+03:00", "2022-01-06T00:00:00+03:00"]);
    assert_eq!(made[0], "2022-01-04T21:00 / 2022-01-04T21:00:00.001 second");
    assert_eq!(count(&report, "midnight_means_day"), 0);
}

#[test]
fn dates_that_contradict_each_other_prove_no_order_whichever_comes_first() {
    let mut values = ["13/01/2022", "03/04/2022", "01/25/2022"];
    for _ in 0..2 {
        let (report, made) = dated(&values);
        assert_eq!(made[1], "undated");
        assert_eq!([count(&report, "mixed_date_orders"), count(&report, "ambiguous_date_order")], [1, 1]);
        assert!(made[0].starts_with("2022-01-") && made[2].starts_with("2022-01-"), "what is a date in one order alone is read");
        values.reverse();
    }
    // Behind the sample: the order stands, and what is not of it is told.
    let mut values = vec!["13/01/2022"; 200];
    values.push("01/25/2022");
    let (report, made) = dated(&values);
    assert_eq!((made[200].as_str(), count(&report, "other_date_order")), ("undated", 1));
}

#[test]
fn words_beside_a_part_of_the_day_do_not_exclude_the_likely_time() {
    holds(&[
        ("2022-01-05 قبل الظهر", "2022-01-05T06:00 / 2022-01-05T12:00 part_of_day"),
        ("2022-01-05 قبل الفجر", "2022-01-05 / 2022-01-05T06:00 part_of_day"),
        ("2022-01-05 early morning", "2022-01-05T03:30 / 2022-01-05T09:00 part_of_day"),
        ("2022-01-05 late evening", "2022-01-05T19:00 / 2022-01-06 part_of_day"),
        ("2022-01-05 until dawn", "2022-01-05 / 2022-01-06 day"),
    ]);
}

#[test]
fn a_hijri_year_is_undated_and_told() {
    let (report, made) = dated(&["1443-06-02", "23/07/1443", "02/06/1443", "١٤٤٣-٠٦-٠٢", "5 رمضان 1443", "1443"]);
    assert_eq!(made, ["undated"; 6]);
    assert_eq!((count(&report, "hijri_year"), count(&report, "unreadable_date")), (6, 0));
}

#[test]
fn the_column_of_the_incident_is_taken_before_that_of_the_record() {
    for name in ["Date of incident", "تاريخ الواقعة", "Date of the attack", "eventDate"] {
        for created in ["created", "createdAt", "date_reported", "تاريخ النشر", "updated_at"] {
            let rows = [row(&[("title", "x"), (created, "2022-03-01T10:11:12Z"), (name, "2022-01-05")])];
            let (_, _, plan) = load(rows.join("\n"));
            assert_eq!(plan.unwrap().mapping().unwrap().0.column(Role::Start), Some(name), "{created}");
        }
    }
    let (report, incidents, _) = load(row(&[("title", "x"), ("created", "2022-03-01T10:11:12Z")]));
    assert!(incidents[0].when.is_some());
    assert_eq!(count(&report, "date_of_record"), 1);
    // A date of the incident that nobody can read does not make way for another.
    let (report, incidents, _) = load(row(&[("title", "x"), ("date", "1443-06-02"), ("created", "2022-03-01T10:11:12Z")]));
    assert_eq!((incidents[0].when.as_ref(), count(&report, "hijri_year")), (None, 1));
}

#[test]
fn an_end_without_a_zone_is_read_in_the_offset_of_its_start_or_said_to_be_assumed() {
    let read = |start: &str, end: &str| {
        let (report, incidents, _) = load(row(&[("title", "x"), ("start", start), ("end", end)]));
        let when = incidents[0].when.clone().unwrap();
        (said(Some(&when)), when.zone, count(&report, "zone_of_start"), count(&report, "assumed_zone"))
    };
    let zoned = ZoneState::Zoned("UTC".to_owned());
    let until = |to: &str, precision: &str| format!("2022-01-05T17:00 / {to} {precision}");
    assert_eq!(read("2022-01-05T20:00:00+03:00", "2022-01-06 04:00"), (until("2022-01-06T01:00", "second"), zoned.clone(), 1, 0));
    assert_eq!(read("2022-01-05 20:00 +0300", "2022-01-06"), (until("2022-01-06T21:00", "several_days"), zoned.clone(), 1, 0));
    assert_eq!(read("1641402000", "2022-01-06 04:00"), (until("2022-01-06T04:00", "second"), ZoneState::Unknown, 0, 1));
    assert_eq!(read("2022-01-05T20:00:00+03:00", "2022-01-06T01:00Z"), (until("2022-01-06T01:00", "second"), zoned.clone(), 0, 0));
    let mixed = read("2022-01-05 17:00", "2022-01-06T01:00Z");
    assert_eq!(mixed, (until("2022-01-06T01:00", "minute"), zoned, 0, 0), "the zone of the end holds for the start");
}

#[test]
fn a_column_that_is_mostly_unreadable_still_dates_the_rows_that_can_be_read() {
    let (report, made) = dated(&["2022-01-05", "unknown", "early May", "?"]);
    assert_eq!(made, ["2022-01-05 / 2022-01-06 day", "undated", "undated", "undated"]);
    assert_eq!(count(&report, "unreadable_date"), 3);
}

#[test]
fn an_end_that_cannot_be_read_keeps_its_words_and_the_start_its_time() {
    let rows = [("2022-01-05", "unclear"), ("2022-01-05", "2022-01-07"), ("", "2022-01-07")]
        .map(|(start, end)| row(&[("title", "x"), ("start_date", start), ("end_date", end)]));
    let (report, incidents, _) = load(rows.join("\n"));
    let when = incidents[0].when.as_ref().unwrap();
    assert_eq!((when.latest.0, when.as_given.clone()), (utc("2022-01-06T00:00:00Z"), Words::untagged("2022-01-05 – unclear")));
    assert_eq!(incidents[1].when.as_ref().unwrap().latest.0, utc("2022-01-08T00:00:00Z"));
    assert!(incidents[2].when.is_none());
    assert_eq!(["unreadable_end", "end_without_start", "unreadable_date"].map(|code| count(&report, code)), [1, 1, 0]);
}

#[test]
fn a_table_in_which_nothing_looks_like_a_date_or_a_place_is_told() {
    let rows = [["Incidents in Syria", "id"], ["", "1"], ["", "2"]].map(|[a, b]| row(&[("Incidents in Syria", a), ("column 2", b)]));
    let (report, ..) = load(rows.join("\n"));
    assert_eq!(count(&report, "no_date_or_place_column"), 1);
}

#[test]
fn clocks_of_twelve_hours_are_read() {
    holds(&[
        ("1/13/2022 4:30:00 PM", "2022-01-13T16:30 / 2022-01-13T16:30:01 second"),
        ("13/01/2022 4:30 pm", "2022-01-13T16:30 / 2022-01-13T16:31 minute"),
        ("2022-01-05 04:30 PM", "2022-01-05T16:30 / 2022-01-05T16:31 minute"),
        ("2022-01-05 3pm", "2022-01-05T15:00 / 2022-01-05T16:00 hour"),
        ("2022-01-05, 3 p.m.", "2022-01-05T15:00 / 2022-01-05T16:00 hour"),
        ("5 May 2019 2:05 PM", "2019-05-05T14:05 / 2019-05-05T14:06 minute"),
        ("2022-01-05T04Z", "2022-01-05T04:00 / 2022-01-05T05:00 hour"),
        ("2022-01-05 12:15 AM", "2022-01-05T00:15 / 2022-01-05T00:16 minute"),
        ("2022-01-05 12:15 PM", "2022-01-05T12:15 / 2022-01-05T12:16 minute"),
        ("2022-01-05 4:30 م", "2022-01-05T16:30 / 2022-01-05T16:31 minute"),
        ("2022-01-05 ٤:٣٠ مساءً", "2022-01-05T16:30 / 2022-01-05T16:31 minute"),
        ("2022-01-05 13:30 AM", "undated"),
        ("2022-01-05 0:30 PM", "undated"),
        ("2022-01-05 25:00", "undated"),
        ("2022-01-05 04:30 IST", "undated"),
    ]);
    assert_eq!(dated(&["1/13/2022 12:00:00 AM", "1/14/2022 12:00:00 AM"]).1[0], "2022-01-13 / 2022-01-14 day");
}

#[test]
fn a_figure_of_people_is_a_whole_number_or_unknown() {
    let values = ["1.200", "1,200", "2.5", "1.200-1.300", "12", "3.0", "1200", "2,5", "١٬٢٠٠"];
    let rows: Vec<String> = values.iter().map(|killed| row(&[("title", "x"), ("killed", killed)])).collect();
    let (report, incidents, _) = load(rows.join("\n"));
    let known: Vec<&str> = values.iter().zip(&incidents).filter(|(_, made)| !made.claims.is_empty()).map(|(value, _)| *value).collect();
    assert_eq!(known, ["12", "3.0", "1200"]);
    assert_eq!((count(&report, "not_whole_people"), count(&report, "odd_value")), (5, 1));
}

#[test]
fn from_one_clock_time_to_another_is_no_offset() {
    holds(&[
        ("2022-01-05 14:00-16:30", "2022-01-05T14:00 / 2022-01-05T16:30 minute"),
        ("2022-01-05 22:00-01:45", "2022-01-05T22:00 / 2022-01-06T01:45 minute"),
        // One clock and an offset, or two clocks: the day is known.
        ("2022-01-05 10:00-12:00", "2022-01-05 / 2022-01-06 day"),
        ("2022-01-05 02:30-05:00", "2022-01-05 / 2022-01-06 day"),
        ("2022-01-05 14:30-05:00", "2022-01-05 / 2022-01-06 day"),
        ("2022-01-05T10:00:00-16:30", "undated"),
        ("2022-01-05T10:00-05:00", "2022-01-05T15:00 / 2022-01-05T15:01 minute"),
        ("2022-01-05 10:00:00-05:00", "2022-01-05T15:00 / 2022-01-05T15:00:00.001 second"),
    ]);
}

#[test]
fn a_mistyped_stamp_counts_nothing() {
    let (_, made) = dated(&["1641340800000", "201905031399", "2019053314"]);
    assert_eq!(made[1..], ["undated", "undated"]);
    assert!(made[0].starts_with("2022-01-05"), "{made:?}");
}

#[test]
fn an_end_that_is_only_a_day_says_nothing_of_the_hours_before_its_start() {
    let one = |cells: &[(&str, &str)]| {
        let (_, incidents, _) = load(row(cells));
        said(incidents[0].when.as_ref())
    };
    let said = one(&[("title", "x"), ("start", "2022-01-05 20:00"), ("end", "2022-01-05")]);
    assert!(said.starts_with("2022-01-05T20:00 / 2022-01-06 "), "{said}");
    // A form's own start and end are when it was filled in.
    let form = [("start", "2022-02-01T06:00:00Z"), ("end", "2022-02-01T07:00:00Z"), ("incident_date", "2022-01-05"), ("title", "x")];
    assert_eq!(one(&form), "2022-01-05 / 2022-01-06 day");
}

#[test]
fn midnights_are_days_beside_plain_days_and_times_with_a_zone() {
    for values in [&["2022-01-05 00:00:00"][..], &["2022-01-05 00:00:00", "2022-01-06"], &["2022-01-05T00:00:00", "2022-01-06T04:30:00Z"]] {
        assert_eq!(dated(values).1[0], "2022-01-05 / 2022-01-06 day", "{values:?}");
    }
    assert_eq!(dated(&["2022-01-05 00:00:00", "2022-01-06 04:30:00"]).1[0], "2022-01-05 / 2022-01-06 day");
}

#[test]
fn what_is_said_to_go_on_has_an_open_end() {
    let ends = ["ongoing", "..", "مستمر", "until now", "2022-01-07", "later"];
    let rows = ends.map(|end| row(&[("title", "x"), ("start", "2022-01-05"), ("end", end)]));
    let (report, incidents, _) = load(rows.join("\n"));
    for (incident, end) in incidents.iter().zip(ends).take(4) {
        let when = incident.when.as_ref().unwrap();
        assert_eq!((when.earliest.0, when.latest, when.open_end), (utc("2022-01-05T00:00:00Z"), UtcMs::MAX, true), "{end}");
        assert_eq!((when.precision, when.as_given.clone()), (TimePrecision::Day, Words::untagged(format!("2022-01-05 – {end}"))));
    }
    assert!(incidents[4..].iter().all(|incident| !incident.when.as_ref().unwrap().open_end));
    assert_eq!(["open_end", "unreadable_end"].map(|code| count(&report, code)), [4, 1]);
    let (report, incidents, _) = load(row(&[("title", "x"), ("start", ".."), ("end", "2022-01-05")]));
    let when = incidents[0].when.as_ref().unwrap();
    assert_eq!((when.earliest, when.latest.0, when.open_start), (UtcMs::MIN, utc("2022-01-06T00:00:00Z"), true));
    assert_eq!(count(&report, "open_start"), 1);
}

#[test]
fn an_interval_in_one_cell_is_read_to_its_end() {
    holds(&[
        ("2022-01-05/2022-01-07", "2022-01-05 / 2022-01-08 several_days"),
        ("2022-01/2022-03", "2022-01-01 / 2022-04-01 several_days"),
        ("2022-01-05T04:30Z/2022-01-05T06:00Z", "2022-01-05T04:30 / 2022-01-05T06:00 minute"),
        ("2022-01-05/07", "undated"),
    ]);
    assert!(load(row(&[("title", "x"), ("date", "2022-01-05/..")])).1[0].when.as_ref().unwrap().open_end);
}

#[test]
fn the_basic_form_of_iso_8601_is_read() {
    holds(&[
        ("20190503T1430", "2019-05-03T14:30 / 2019-05-03T14:31 minute"),
        ("20190503T143015", "2019-05-03T14:30:15 / 2019-05-03T14:30:16 second"),
        ("20190503T1430Z", "2019-05-03T14:30 / 2019-05-03T14:31 minute"),
        ("20190503T1430+0300", "2019-05-03T11:30 / 2019-05-03T11:31 minute"),
        ("20190503T2530", "undated"),
    ]);
}

#[test]
fn a_time_of_day_in_a_column_of_its_own_belongs_to_its_day() {
    let read = |cells: &[(&str, &str)]| {
        let (report, incidents, _) = load(row(&[&[("title", "x")], cells].concat()));
        (said(incidents[0].when.as_ref()), report)
    };
    for (cells, expected) in [
        (&[("date", "2022-01-05"), ("time", "14:30")][..], "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        (&[("Date", "05-Jan-2022"), ("Time", "2:30 PM")], "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        (&[("date", "2022-01-05"), ("Time (local)", "0430")], "2022-01-05T04:30 / 2022-01-05T04:31 minute"),
        (&[("date", "2022-01-05"), ("time", "4h30")], "2022-01-05T04:30 / 2022-01-05T04:31 minute"),
        (&[("date", "2022-01-05"), ("time", "dawn")], "2022-01-05T03:30 / 2022-01-05T07:00 part_of_day"),
        (&[("التاريخ", "2022-01-05"), ("الوقت", "٤:٣٠ مساءً")], "2022-01-05T16:30 / 2022-01-05T16:31 minute"),
        (&[("date", "2022-01-05T00:00:00"), ("time", "14:30:15")], "2022-01-05T14:30:15 / 2022-01-05T14:30:16 second"),
        (&[("date", "2022-01-05T00:00:00Z"), ("time", "14:30")], "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        (&[("date", "2022-01-05"), ("time", "00:00")], "2022-01-05 / 2022-01-05T00:01 minute"),
        (&[("date", "2022-01-05"), ("start_time", "14:30"), ("end_time", "16:00")], "2022-01-05T14:30 / 2022-01-05T16:00 minute"),
        (&[("date", "2022-01-05"), ("from", "22:30"), ("to", "01:15")], "2022-01-05T22:30 / 2022-01-06T01:15 minute"),
        (
            &[("start_date", "2022-01-05"), ("start_time", "22:30"), ("end_date", "2022-01-07"), ("end_time", "01:15")],
            "2022-01-05T22:30 / 2022-01-07T01:15 several_days",
        ),
        // What has a clock of its own takes no other.
        (&[("date", "2022-01-05T08:00"), ("time", "14:30")], "2022-01-05T08:00 / 2022-01-05T08:01 minute"),
        (&[("date", "2022-01"), ("time", "14:30")], "2022-01-01 / 2022-02-01 month"),
        // A year, a time of reporting and an offset are no times of day.
        (&[("date", "2022-01-05"), ("time", "2019")], "2022-01-05 / 2022-01-06 day"),
        (&[("date", "2022-01-05"), ("time_reported", "14:30")], "2022-01-05 / 2022-01-06 day"),
        (&[("date", "2022-01-05"), ("time", "14:30-05:00")], "2022-01-05 / 2022-01-06 day"),
        (&[("date", "2022-01-05"), ("time", "22:00-01:45")], "2022-01-05T22:00 / 2022-01-06T01:45 minute"),
    ] {
        assert_eq!(read(cells).0, expected, "{cells:?}");
    }
    let rows = ["14:30", "", "unknown", "25:10", "16:00"].map(|time| row(&[("title", "x"), ("date", "2022-01-05"), ("time", time)]));
    let (report, incidents, _) = load(rows.join("\n"));
    let made: Vec<String> = incidents.iter().map(|incident| said(incident.when.as_ref())).collect();
    let day = "2022-01-05 / 2022-01-06 day";
    assert_eq!(made[1..4], [day, day, day]);
    assert_eq!((count(&report, "clock_column"), count(&report, "unreadable_clock")), (2, 1));
    assert_eq!(incidents[2].when.as_ref().unwrap().as_given, Words::untagged("2022-01-05 unknown"));
}

#[test]
fn what_is_called_a_time_is_not_always_one_of_the_incident() {
    let reads = |column: &str, values: &[&str]| {
        let rows: Vec<String> = values.iter().map(|value| row(&[("title", "x"), ("date", "2022-01-05"), (column, value)])).collect();
        let (_, incidents, _) = load(rows.join("\n"));
        said(incidents[0].when.as_ref())
    };
    let day = "2022-01-05 / 2022-01-06 day";
    for column in ["response_time", "call time", "flight time", "Last checked time", "وقت الاستجابة", "download time", "time elapsed"]
    {
        assert_eq!(reads(column, &["01:30", "02:45"]), day, "{column}");
    }
    // Minutes, and years.
    for values in [["120", "130", "245", "200"], ["120", "45", "30", "100"], ["2019", "2020", "2021", "2022"]] {
        assert_eq!(reads("time", &values), day, "{values:?}");
    }
    assert_eq!(reads("time (min)", &["0120", "0130"]), day);
    assert_eq!(reads("time", &["430", "1430"]), "2022-01-05T04:30 / 2022-01-05T04:31 minute");
    assert_eq!(reads("strike time", &["14:30"]), "2022-01-05T14:30 / 2022-01-05T14:31 minute");
    // What nobody knows speaks neither for nor against a column.
    assert_eq!(reads("time", &["14:30", "unknown", "N/A", "غير معروف"]), "2022-01-05T14:30 / 2022-01-05T14:31 minute");
}

#[test]
fn clocks_beside_midnights_and_ends_keep_the_offset_of_their_start() {
    let one = |cells: &[(&str, &str)]| {
        let (report, incidents, _) = load(row(&[&[("title", "x")], cells].concat()));
        (said(incidents[0].when.as_ref()), incidents[0].when.clone().unwrap().zone, report)
    };
    let zoned = ZoneState::Zoned("UTC".to_owned());
    let (when, zone, report) = one(&[("date", "2022-01-05"), ("start_time", "22:00+03:00"), ("end_time", "01:00")]);
    assert_eq!((when.as_str(), zone), ("2022-01-05T19:00 / 2022-01-05T22:00 minute", zoned.clone()));
    assert_eq!(count(&report, "zone_of_start"), 1);
    let (when, zone, _) = one(&[("date", "2022-01-05T00:00:00+03:00"), ("time", "14:30")]);
    assert_eq!((when.as_str(), zone), ("2022-01-05T11:30 / 2022-01-05T11:31 minute", zoned));
    assert_eq!(one(&[("date", "1641340800000"), ("time", "14:30")]).0, "2022-01-05T14:30 / 2022-01-05T14:31 minute");
    for (start, end) in [("start", "end"), ("start_time", "end_time"), ("from", "to"), ("من", "إلى")] {
        assert_eq!(one(&[(start, "2022-01-05 22:00"), (end, "01:00")]).0, "2022-01-05T22:00 / 2022-01-06T01:00 minute", "{start}");
        assert_eq!(one(&[(start, "2022-01-05"), (end, "2022-01-07")]).0, "2022-01-05 / 2022-01-08 several_days", "{start}");
    }
    let going_on = load(row(&[("title", "x"), ("date", "2022-01-05"), ("start_time", "10:00"), ("end_time", "ongoing")])).1;
    assert!(going_on[0].when.as_ref().unwrap().open_end);
    let (_, _, report) = one(&[("date", "2022-01-05"), ("time", "25:10")]);
    assert_eq!(["unreadable_clock", "midnight_means_day"].map(|code| count(&report, code)), [0, 0], "no time of day at all");
}

#[test]
fn the_seconds_of_a_message_are_taken_before_the_clock_of_who_exported_it() {
    let (_, made, plan) = load(row(&[("date", "2022-01-05T15:30:00"), ("date_unixtime", "1641385800"), ("text", "x")]));
    assert_eq!(plan.unwrap().mapping().unwrap().0.column(Role::Start), Some("date_unixtime"));
    let when = made[0].when.as_ref().unwrap();
    // 12:30 in UTC, where the clock beside it says 15:30
    assert_eq!((when.earliest.0, &when.zone), (1_641_385_800_000, &ZoneState::Zoned("UTC".to_owned())));
}

#[test]
fn marks_of_direction_and_of_the_calendar_say_nothing_of_a_date() {
    holds(&[
        ("05\u{200F}/01\u{200F}/2022\u{200F}", "undated"),
        ("25\u{200F}/01\u{200F}/2022", "2022-01-25 / 2022-01-26 day"),
        ("5 يناير 2022م", "2022-01-05 / 2022-01-06 day"),
        ("25/01/2022 م", "2022-01-25 / 2022-01-26 day"),
        ("2022-01-05 4:30 م", "2022-01-05T16:30 / 2022-01-05T16:31 minute"),
    ]);
}

#[test]
fn months_are_known_by_their_names_in_the_languages_of_the_field() {
    let day = "2022-08-05 / 2022-08-06 day";
    holds(&[
        ("5 août 2022", day),
        ("le 5 AOÛT 2022", day),
        ("5. August 2022", day),
        ("5 de agosto de 2022", day),
        ("5 ago. 2022", day),
        ("5 Ağustos 2022", day),
        ("5 августа 2022 г.", day),
        ("5 авг. 2022", day),
        ("5 серпня 2022 року", day),
        ("1er janv. 2022", "2022-01-01 / 2022-01-02 day"),
        ("12 févr. 2022", "2022-02-12 / 2022-02-13 day"),
        ("3 mai 2022", "2022-05-03 / 2022-05-04 day"),
        ("3 мая 2022", "2022-05-03 / 2022-05-04 day"),
        ("Май 2022", "2022-05-01 / 2022-06-01 month"),
        ("14 Kasım 2022", "2022-11-14 / 2022-11-15 day"),
        ("14-juil-2022", "2022-07-14 / 2022-07-15 day"),
        ("5 января 2022 14:30", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        // Another word that begins as a month does.
        ("5 липовецький 2022", "undated"),
        ("5 марта-улица 2022", "undated"),
    ]);
}

#[test]
fn forms_of_single_tools_and_services_are_read() {
    holds(&[
        ("2022:01:05 14:30:00", "2022-01-05T14:30 / 2022-01-05T14:30:01 second"),
        ("Wed Jan 05 20:19:24 +0000 2022", "2022-01-05T20:19:24 / 2022-01-05T20:19:24.001 second"),
        ("051430ZJAN22", "2022-01-05T14:30 / 2022-01-05T14:31 minute"),
        ("051430C JAN 2022", "2022-01-05T11:30 / 2022-01-05T11:31 minute"),
        ("05JAN2022", "2022-01-05 / 2022-01-06 day"),
        ("2022-01-xx", "2022-01-01 / 2022-02-01 month"),
        ("2022-??-??", "2022-01-01 / 2023-01-01 year"),
        ("early January 2022", "2022-01-01 / 2022-02-01 month"),
        ("mid-2022", "2022-01-01 / 2023-01-01 year"),
        ("أواخر كانون الثاني 2022", "2022-01-01 / 2022-02-01 month"),
        // Of a day nobody knows which part is meant, and a letter of its own is no zone.
        ("early 5 January 2022", "undated"),
        ("051430JJAN22", "undated"),
        ("05JAN22", "undated"),
    ]);
}
