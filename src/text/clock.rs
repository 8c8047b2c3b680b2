//! Times in few words for axes, lists and tooltips; and the ticks of an axis on calendar steps.

use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::dates::{civil, date_text, month_name, offset_text, time_text, year_text, zone_city};
use super::{Civil, Messages};
use crate::domain::{TimePrecision, UtcMs, When, Window};

/// `Wed 5 Jan 2022, 04:30`; midnight is written as a clock time here, since an instant is meant.
pub fn format_instant(at: UtcMs, zone: &str, messages: &Messages) -> String {
    civil(at, zone)
        .map_or_else(|| "…".to_owned(), |civil| format!("{}, {}", date_text(&civil, true, messages), time_text(&civil, false, messages)))
}

/// `Wed 5 Jan 2022`
pub fn format_day(at: UtcMs, zone: &str, messages: &Messages) -> String {
    civil(at, zone).map_or_else(|| "…".to_owned(), |civil| date_text(&civil, true, messages))
}

fn is_midnight(civil: &Civil) -> bool {
    civil.hour == 0 && civil.minute == 0 && civil.second == 0
}

/// The span from `from` up to, not including, `to`: whole days as days, else with clock times, the zone at its end.
pub fn format_span(from: UtcMs, to: UtcMs, zone: &str, messages: &Messages) -> String {
    let (Some(a), Some(b)) = (civil(from, zone), civil(to, zone)) else { return "…".to_owned() };
    let label = zone_label(zone, from, messages);
    if is_midnight(&a) && is_midnight(&b) {
        let Some(last) = civil(UtcMs(to.0 - 1), zone) else { return "…".to_owned() };
        if last.date() == a.date() {
            return format!("{} ({label})", date_text(&a, true, messages));
        }
        let with_year = a.year != last.year;
        return format!("{} – {} ({label})", date_text(&a, with_year, messages), date_text(&last, true, messages));
    }
    if a.date() == b.date() {
        let clock = format!("{}–{}", time_text(&a, false, messages), time_text(&b, false, messages));
        return format!("{}, {clock} ({label})", date_text(&a, true, messages));
    }
    let with_year = a.year != b.year;
    format!(
        "{} {} – {} {} ({label})",
        date_text(&a, with_year, messages),
        time_text(&a, false, messages),
        date_text(&b, true, messages),
        time_text(&b, false, messages)
    )
}

/// A time in the width of a column, never finer than its precision.
pub fn format_when_short(earliest: UtcMs, latest: UtcMs, precision: TimePrecision, zone: &str, messages: &Messages) -> String {
    let since = |at: UtcMs| messages.say_with("when-since", &[("start", super::MessageArg::Text(&day_or_instant(at, zone, messages)))]);
    let until = |at: UtcMs| {
        messages.say_with("when-until", &[("end", super::MessageArg::Text(&day_or_instant(UtcMs(at.0.saturating_sub(1)), zone, messages)))])
    };
    match (earliest, latest) {
        (UtcMs::MIN, UtcMs::MAX) => messages.say("when-unknown").to_string(),
        (UtcMs::MIN, to) => until(to),
        (from, UtcMs::MAX) => since(from),
        (from, to) => bounded(from, to, precision, zone, messages),
    }
}

/// As [`format_when_short`], with the end of what lasts longer than the unit of its clock.
pub fn format_when(earliest: UtcMs, latest: UtcMs, precision: TimePrecision, zone: &str, messages: &Messages) -> String {
    let short = format_when_short(earliest, latest, precision, zone, messages);
    let unit_ms = match precision {
        TimePrecision::Second => 1_000,
        TimePrecision::Minute => 60_000,
        TimePrecision::Hour => 3_600_000,
        _ => i64::MAX,
    };
    if latest == UtcMs::MAX || earliest == UtcMs::MIN || latest.0 - earliest.0 <= unit_ms {
        return short;
    }
    let (Some(first), Some(last)) = (civil(earliest, zone), civil(latest, zone)) else { return short };
    let time = time_text(&last, precision == TimePrecision::Second, messages);
    if first.date() == last.date() {
        format!("{short}–{time}")
    } else {
        format!("{short} – {} {time}", date_text(&last, false, messages))
    }
}

fn day_or_instant(at: UtcMs, zone: &str, messages: &Messages) -> String {
    civil(at, zone).map_or_else(|| "…".to_owned(), |civil| date_text(&civil, true, messages))
}

fn bounded(from: UtcMs, to: UtcMs, precision: TimePrecision, zone: &str, messages: &Messages) -> String {
    let Some(a) = civil(from, zone) else { return "…".to_owned() };
    match precision {
        TimePrecision::Second | TimePrecision::Minute | TimePrecision::Hour => {
            let seconds = precision == TimePrecision::Second;
            format!("{} {}", date_text(&a, true, messages), time_text(&a, seconds, messages))
        }
        TimePrecision::PartOfDay => {
            let end = civil(to, zone).map(|b| time_text(&b, false, messages)).unwrap_or_default();
            format!("{} {}–{end}", date_text(&a, true, messages), time_text(&a, false, messages))
        }
        TimePrecision::Month => format!("{} {}", month_name(a.month, messages), year_text(a.year, messages)),
        TimePrecision::Year => year_text(a.year, messages),
        TimePrecision::Day | TimePrecision::SeveralDays | TimePrecision::Week | TimePrecision::Unknown => {
            let last = civil(UtcMs(to.0 - 1), zone).unwrap_or(a);
            if last.date() == a.date() {
                date_text(&a, true, messages)
            } else {
                format!("{} – {}", date_text(&a, a.year != last.year, messages), date_text(&last, true, messages))
            }
        }
    }
}

/// The interval in UTC, for the line below the local time: `Wed 5 Jan 2022 01:30 – 05:00 UTC`.
pub fn format_when_utc(when: &When, messages: &Messages) -> String {
    let side = |at: UtcMs| {
        if at == UtcMs::MIN || at == UtcMs::MAX {
            return "…".to_owned();
        }
        civil(at, "UTC")
            .map_or_else(|| "…".to_owned(), |civil| format!("{} {}", date_text(&civil, true, messages), time_text(&civil, false, messages)))
    };
    format!("{} – {} UTC", side(when.earliest), side(when.latest))
}

/// `Damascus UTC+02` by the zone's rules at that instant; `UTC` for UTC.
pub fn zone_label(zone: &str, at: UtcMs, messages: &Messages) -> String {
    let Some(civil) = civil(at, zone) else { return zone.to_owned() };
    match zone_city(zone, messages) {
        Some(city) => format!("{city} {}", super::isolate_ltr(&offset_text(civil.offset_s))),
        None => offset_text(civil.offset_s),
    }
}

/// A tick of an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisTick {
    pub at: UtcMs,
    pub label: String,
    /// Begins a greater unit: a day among hours, a year among months.
    pub is_major: bool,
}

/// A calendar step and how long it is at least.
#[derive(Clone, Copy)]
enum Step {
    Minutes(i64),
    Hours(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

const STEPS: [(Step, f64); 22] = [
    (Step::Minutes(1), 6e4),
    (Step::Minutes(5), 3e5),
    (Step::Minutes(15), 9e5),
    (Step::Minutes(30), 1.8e6),
    (Step::Hours(1), 3.6e6),
    (Step::Hours(3), 1.08e7),
    (Step::Hours(6), 2.16e7),
    (Step::Hours(12), 4.32e7),
    (Step::Days(1), 8.64e7),
    (Step::Days(2), 1.728e8),
    (Step::Days(7), 6.048e8),
    (Step::Months(1), 2.6e9),
    (Step::Months(3), 7.8e9),
    (Step::Months(6), 1.56e10),
    (Step::Years(1), 3.15e10),
    (Step::Years(2), 6.3e10),
    (Step::Years(5), 1.58e11),
    (Step::Years(10), 3.15e11),
    (Step::Years(25), 7.9e11),
    (Step::Years(50), 1.58e12),
    (Step::Years(100), 3.15e12),
    (Step::Years(500), 1.58e13),
];

/// Most ticks that are made.
const MAX_TICKS: usize = 400;

/// Ticks at calendar steps of a zone, at least `min_gap_ms` apart, each labelled by what it begins.
pub fn axis_ticks(axis: Window, zone: &str, messages: &Messages, min_gap_ms: f64) -> Vec<AxisTick> {
    let step = STEPS.iter().find(|(_, ms)| *ms >= min_gap_ms).map_or(Step::Years(500), |(step, _)| *step);
    let zone_rules = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let mut ticks = Vec::new();
    let Some(mut at) = civil(axis.from, zone).and_then(|civil| floor(&civil, step)) else { return ticks };
    while ticks.len() < MAX_TICKS {
        let Ok(instant) = at.to_zoned(zone_rules.clone()) else { break };
        let instant = UtcMs(instant.timestamp().as_millisecond());
        if instant > axis.to {
            break;
        }
        if instant >= axis.from
            && let Some(civil) = civil(instant, zone)
        {
            ticks.push(tick(instant, &civil, step, messages));
        }
        let next = match step {
            Step::Minutes(n) => at.checked_add(n.minutes()),
            Step::Hours(n) => at.checked_add(n.hours()),
            Step::Days(n) => at.checked_add(n.days()),
            Step::Months(n) => at.checked_add(n.months()),
            Step::Years(n) => at.checked_add(n.years()),
        };
        match next {
            Ok(next) => at = next,
            Err(_) => break,
        }
    }
    ticks
}

fn floor(civil: &Civil, step: Step) -> Option<DateTime> {
    let down = |value: i64, n: i64| value - value.rem_euclid(n);
    let (year, month, day) = civil.date();
    let at = |month: i8, day: i8, hour: i64, minute: i64| DateTime::new(year, month, day, hour as i8, minute as i8, 0, 0).ok();
    match step {
        Step::Minutes(n) => at(month, day, i64::from(civil.hour), down(i64::from(civil.minute), n)),
        Step::Hours(n) => at(month, day, down(i64::from(civil.hour), n), 0),
        Step::Days(7) => at(month, day, 0, 0)?.checked_sub(i64::from(civil.weekday - 1).days()).ok(),
        Step::Days(_) => at(month, day, 0, 0),
        Step::Months(n) => at((down(i64::from(month) - 1, n) + 1) as i8, 1, 0, 0),
        Step::Years(n) => DateTime::new(down(i64::from(year), n) as i16, 1, 1, 0, 0, 0, 0).ok(),
    }
}

fn tick(at: UtcMs, civil: &Civil, step: Step, messages: &Messages) -> AxisTick {
    let begins_day = is_midnight(civil);
    let (label, is_major) = match step {
        Step::Minutes(_) | Step::Hours(_) if begins_day => (date_text(civil, false, messages), true),
        Step::Minutes(_) | Step::Hours(_) => (time_text(civil, false, messages), false),
        Step::Days(_) if civil.day == 1 && civil.month == 1 => (date_text(civil, true, messages), true),
        Step::Days(_) => (date_text(civil, false, messages), civil.day == 1),
        Step::Months(_) if civil.month == 1 => (year_text(civil.year, messages), true),
        Step::Months(_) => (month_name(civil.month, messages).to_string(), false),
        Step::Years(_) => (year_text(civil.year, messages), civil.year.rem_euclid(10) == 0),
    };
    AxisTick { at, label, is_major }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UiLang;

    fn utc(text: &str) -> UtcMs {
        UtcMs(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_day_is_never_written_with_a_clock_time() {
        let messages = Messages::new(UiLang::En);
        let (from, to) = (utc("2022-01-04T22:00:00Z"), utc("2022-01-05T22:00:00Z"));
        assert_eq!(format_when_short(from, to, TimePrecision::Day, "Asia/Damascus", &messages), "Wed 5 Jan 2022");
        assert!(format_span(from, to, "Asia/Damascus", &messages).starts_with("Wed 5 Jan 2022 (Damascus"));
        assert!(format_when_short(from, UtcMs::MAX, TimePrecision::Day, "Asia/Damascus", &messages).contains("since"));
    }

    #[test]
    fn ticks_stand_on_midnights_of_the_zone_through_a_change_of_clocks() {
        let messages = Messages::new(UiLang::En);
        // Summer time ended in Beirut as 30 October 2022 began: the clock went back to 23:00 of the 29th, a day of 25 hours.
        let axis = Window { from: utc("2022-10-28T12:00:00Z"), to: utc("2022-11-02T12:00:00Z") };
        let ticks = axis_ticks(axis, "Asia/Beirut", &messages, 8e7);
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["Sat 29 Oct", "Sun 30 Oct", "Mon 31 Oct", "Tue 1 Nov", "Wed 2 Nov"]);
        let hours: Vec<i64> = ticks.windows(2).map(|pair| (pair[1].at.0 - pair[0].at.0) / 3_600_000).collect();
        assert_eq!(hours, [25, 24, 24, 24]);
    }

    #[test]
    fn an_axis_of_any_length_has_a_readable_number_of_ticks() {
        let messages = Messages::new(UiLang::En);
        for years in [1, 10, 100, 1000] {
            let axis = Window { from: utc("1000-01-01T00:00:00Z"), to: UtcMs(utc("1000-01-01T00:00:00Z").0 + years * 365 * 86_400_000) };
            let gap = (axis.to.0 - axis.from.0) as f64 / 12.0;
            let ticks = axis_ticks(axis, "UTC", &messages, gap);
            assert!((2..=14).contains(&ticks.len()), "{years}: {}", ticks.len());
        }
    }
}
