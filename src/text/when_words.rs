//! A when in one line of words, as fine as the source gives it and no finer: a day prints no clock, a month no day.

use super::dates::{Civil, civil, date_text, has_zone, month_name, offset_text, time_text, year_text, zone_city};
use super::messages::{MessageArg, Messages, UiLang};
use crate::domain::{TimePrecision, UtcMs, When, ZoneState};

const DAY_MS: i64 = 86_400_000;

/// Says when something happened. Clock times are told in `place_zone` (an IANA name) where the source states an instant;
/// days, months and years in the zone in which the source counts them. An assumed or unknown zone is always said.
pub fn describe_when(when: &When, messages: &Messages, place_zone: &str) -> String {
    let says = Says::new(when, messages, place_zone);
    let mut parts = vec![says.span()];
    if let (false, Some(word)) = (when.open_end || when.open_start, says.precision_word()) {
        parts.push(word);
    }
    if let Some(as_of) = when.as_of.and_then(|instant| says.point(instant)) {
        let told = messages.say_with("when-as-of", &[("instant", MessageArg::Text(&as_of))]);
        if parts.first().is_none_or(String::is_empty) {
            parts.clear();
        }
        parts.push(told);
    }
    match when.zone {
        ZoneState::Naive { .. } => parts.push(messages.say("when-zone-assumed").to_string()),
        ZoneState::Unknown if !says.is_boundless() => parts.push(messages.say("when-zone-unknown").to_string()),
        _ => {}
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        parts.push(says.nothing());
    }
    parts.join(" · ")
}

/// Whether a precision is told on the clock.
fn on_the_clock(precision: TimePrecision) -> bool {
    use TimePrecision::{Hour, Minute, PartOfDay, Second};
    matches!(precision, Second | Minute | Hour | PartOfDay)
}

struct Says<'a> {
    when: &'a When,
    messages: &'a Messages,
    /// The zone in which the line is told.
    zone: &'a str,
    /// Whether the zone must be named though no clock is shown.
    name_zone: bool,
}

impl<'a> Says<'a> {
    fn new(when: &'a When, messages: &'a Messages, place_zone: &'a str) -> Self {
        let known = |name: &'a str| if has_zone(name) { name } else { "UTC" };
        let own = match &when.zone {
            ZoneState::Naive { assumed } => Some(known(assumed)),
            ZoneState::Unknown => Some("UTC"),
            ZoneState::Zoned(name) if has_zone(name) => Some(name.as_str()),
            ZoneState::Zoned(_) => None,
        };
        let stated = matches!(when.zone, ZoneState::Zoned(_));
        let zone = match own {
            Some(own) if !stated || !on_the_clock(when.precision) => own,
            Some(own) if !has_zone(place_zone) => own,
            _ => known(place_zone),
        };
        let offset = |name: &str| civil(when.earliest, name).or_else(|| civil(when.latest, name)).map(|civil| civil.offset_s);
        let name_zone = stated && offset(zone) != offset(known(place_zone));
        Self { when, messages, zone, name_zone }
    }

    fn is_boundless(&self) -> bool {
        self.when.earliest == UtcMs::MIN && self.when.latest == UtcMs::MAX
    }

    /// The interval in words; empty where neither end is known.
    fn span(&self) -> String {
        let When { earliest, latest, open_start, open_end, .. } = *self.when;
        let open_start = open_start || earliest == UtcMs::MIN;
        let open_end = open_end || latest == UtcMs::MAX;
        match (open_start, open_end) {
            (false, false) => self.between(earliest, latest).unwrap_or_default(),
            (false, true) => self.with_point("when-since", "start", earliest),
            (true, false) => self.with_point("when-until", "end", UtcMs(latest.0.saturating_sub(1))),
            (true, true) => String::new(),
        }
    }

    fn with_point(&self, key: &str, variable: &str, instant: UtcMs) -> String {
        let point = self.point(instant).unwrap_or_default();
        if point.is_empty() { point } else { self.messages.say_with(key, &[(variable, MessageArg::Text(&point))]) }
    }

    /// One instant, as finely as the precision allows.
    fn point(&self, instant: UtcMs) -> Option<String> {
        let at = civil(instant, self.zone)?;
        Some(match self.when.precision {
            TimePrecision::Month => format!("{} {}", month_name(at.month, self.messages), year_text(at.year, self.messages)),
            TimePrecision::Year => year_text(at.year, self.messages),
            precision if on_the_clock(precision) => {
                let time = time_text(&at, precision == TimePrecision::Second, self.messages);
                self.join_clock(&date_text(&at, true, self.messages), &time, &at)
            }
            _ => self.with_zone_if_needed(date_text(&at, true, self.messages), &at),
        })
    }

    fn between(&self, earliest: UtcMs, latest: UtcMs) -> Option<String> {
        let first = civil(earliest, self.zone)?;
        // The interval is half open: its last day is the one before its end.
        let last = civil(UtcMs(latest.0.saturating_sub(1).max(earliest.0)), self.zone)?;
        let text = match self.when.precision {
            precision if on_the_clock(precision) => return self.clock(earliest, latest, &first),
            TimePrecision::Month => self.months(&first, &last),
            TimePrecision::Year if first.year == last.year => year_text(first.year, self.messages),
            TimePrecision::Year => format!("{}–{}", year_text(first.year, self.messages), year_text(last.year, self.messages)),
            TimePrecision::Unknown if first.date() != last.date() => {
                let dates = [date_text(&first, true, self.messages), date_text(&last, true, self.messages)];
                let args = [("start", MessageArg::Text(&dates[0])), ("end", MessageArg::Text(&dates[1]))];
                self.messages.say_with("when-between", &args)
            }
            _ => self.days(&first, &last),
        };
        Some(self.with_zone_if_needed(text, &first))
    }

    fn days(&self, first: &Civil, last: &Civil) -> String {
        if first.date() == last.date() {
            return date_text(first, true, self.messages);
        }
        let same_year = first.year == last.year;
        format!("{} – {}", date_text(first, !same_year, self.messages), date_text(last, true, self.messages))
    }

    fn months(&self, first: &Civil, last: &Civil) -> String {
        let name = |at: &Civil| month_name(at.month, self.messages);
        let year = |at: &Civil| year_text(at.year, self.messages);
        match (first.year == last.year, first.month == last.month) {
            (true, true) => format!("{} {}", name(first), year(first)),
            (true, false) => format!("{} – {} {}", name(first), name(last), year(last)),
            (false, _) => format!("{} {} – {} {}", name(first), year(first), name(last), year(last)),
        }
    }

    /// Date and clock. An interval no longer than the unit is one time, a longer one two.
    fn clock(&self, earliest: UtcMs, latest: UtcMs, first: &Civil) -> Option<String> {
        let precision = self.when.precision;
        let seconds = precision == TimePrecision::Second;
        let time = |at: &Civil| time_text(at, seconds, self.messages);
        let date = date_text(first, true, self.messages);
        let length_ms = latest.0.saturating_sub(earliest.0);
        let one_time = match precision {
            TimePrecision::Second => length_ms <= 1_000,
            TimePrecision::Minute => length_ms <= 60_000,
            _ => false,
        };
        if one_time {
            return Some(self.join_clock(&date, &time(first), first));
        }
        let end = civil(latest, self.zone)?;
        let last = civil(UtcMs(latest.0.saturating_sub(1)), self.zone)?;
        let midnight = (end.hour, end.minute, end.second) == (0, 0, 0) && length_ms <= DAY_MS;
        let end_time = if midnight {
            let text = if seconds { "24:00:00" } else { "24:00" };
            self.messages.locale().shape_digits(text)
        } else {
            time(&end)
        };
        if last.date() == first.date() {
            return Some(self.join_clock(&date, &format!("{}–{end_time}", time(first)), first));
        }
        let end_date = date_text(if midnight { &last } else { &end }, true, self.messages);
        let comma = self.comma();
        Some(self.join_clock(&format!("{date}{comma}{} – {end_date}", time(first)), &end_time, first))
    }

    fn comma(&self) -> &'static str {
        if self.messages.lang() == UiLang::Ar { "، " } else { ", " }
    }

    fn join_clock(&self, date: &str, time: &str, at: &Civil) -> String {
        format!("{date}{}{time} {}", self.comma(), self.zone_label(at))
    }

    fn with_zone_if_needed(&self, text: String, at: &Civil) -> String {
        if self.name_zone { format!("{text} {}", self.zone_label(at)) } else { text }
    }

    /// `(UTC+02 Damascus)`; the offset keeps its order in Arabic too.
    fn zone_label(&self, at: &Civil) -> String {
        let offset = match self.messages.lang() {
            UiLang::Ar => super::numbers::isolate_ltr(&offset_text(at.offset_s)),
            UiLang::En => offset_text(at.offset_s),
        };
        match zone_city(self.zone, self.messages) {
            Some(city) => format!("({offset} {city})"),
            None => format!("({offset})"),
        }
    }

    fn precision_word(&self) -> Option<String> {
        let key = match self.when.precision {
            TimePrecision::PartOfDay => "precision-part-of-day",
            TimePrecision::SeveralDays => "precision-several-days",
            TimePrecision::Week => "precision-week",
            _ => return None,
        };
        Some(self.messages.say(key).to_string())
    }

    /// For a when of which neither end is known: the source's words, else that there are none.
    fn nothing(&self) -> String {
        let lang = crate::domain::Lang::new(self.messages.lang().tag());
        match self.when.as_given.best(&lang).filter(|words| !words.trim().is_empty()) {
            Some(words) => words.to_owned(),
            None => self.messages.say("when-unknown").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Words;

    const DAMASCUS: &str = "Asia/Damascus";
    /// 2022-01-05T00:00:00Z.
    const JAN_5_2022: i64 = 1_641_340_800_000;
    const HOUR: i64 = 3_600_000;

    /// Hours are Damascus winter time (UTC+02) on 5 January 2022.
    fn when(from_hour: f64, to_hour: f64, precision: TimePrecision) -> When {
        let at = |hour: f64| UtcMs(JAN_5_2022 - 2 * HOUR + (hour * HOUR as f64) as i64);
        When {
            earliest: at(from_hour),
            latest: at(to_hour),
            precision,
            zone: ZoneState::Zoned(DAMASCUS.to_owned()),
            open_end: false,
            open_start: false,
            as_of: None,
            as_given: Words::new(),
        }
    }

    fn en(when: &When) -> String {
        let text = describe_when(when, &Messages::new(UiLang::En), DAMASCUS);
        text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
    }

    #[test]
    fn a_when_is_told_as_finely_as_it_is_known() {
        use TimePrecision::*;
        let cases = [
            (4.5, 4.5 + 1.0 / 3600.0, Second, "Wed 5 Jan 2022, 04:30:00 (UTC+02 Damascus)"),
            (4.5, 4.5 + 1.0 / 60.0, Minute, "Wed 5 Jan 2022, 04:30 (UTC+02 Damascus)"),
            (4.0, 5.0, Hour, "Wed 5 Jan 2022, 04:00–05:00 (UTC+02 Damascus)"),
            (3.5, 7.0, PartOfDay, "Wed 5 Jan 2022, 03:30–07:00 (UTC+02 Damascus) · part of day"),
            (18.0, 24.0, PartOfDay, "Wed 5 Jan 2022, 18:00–24:00 (UTC+02 Damascus) · part of day"),
            (22.0, 26.0, PartOfDay, "Wed 5 Jan 2022, 22:00 – Thu 6 Jan 2022, 02:00 (UTC+02 Damascus) · part of day"),
            (0.0, 24.0, Day, "Wed 5 Jan 2022"),
            (-48.0, 24.0, SeveralDays, "Mon 3 Jan – Wed 5 Jan 2022 · several days"),
            (-48.0, 120.0, Week, "Mon 3 Jan – Sun 9 Jan 2022 · week"),
            (-120.0, 24.0, SeveralDays, "Fri 31 Dec 2021 – Wed 5 Jan 2022 · several days"),
            (-96.0, 27.0 * 24.0, Month, "January 2022"),
            (-96.0, 40.0 * 24.0, Month, "January – February 2022"),
            // In January 2023 Damascus was an hour further ahead.
            (-96.0, 361.0 * 24.0 - 1.0, Year, "2022"),
            (-48.0, 24.0, Unknown, "between Mon 3 Jan 2022 and Wed 5 Jan 2022"),
        ];
        for (from, to, precision, text) in cases {
            assert_eq!(en(&when(from, to, precision)), text, "{precision:?}");
        }
    }

    #[test]
    fn what_is_no_clock_time_prints_no_clock() {
        use TimePrecision::*;
        for precision in [Day, SeveralDays, Week, Month, Year, Unknown] {
            for (open_start, open_end) in [(false, false), (true, false), (false, true)] {
                for zone in ["UTC", "+03:00", DAMASCUS] {
                    let zone = ZoneState::Zoned(zone.to_owned());
                    let text = en(&When { open_start, open_end, zone, as_of: Some(UtcMs(JAN_5_2022)), ..when(0.0, 24.0, precision) });
                    assert!(!text.contains(':'), "{precision:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn open_ends_are_said() {
        let since = When { latest: UtcMs::MAX, open_end: true, ..when(0.0, 0.0, TimePrecision::Day) };
        assert_eq!(en(&since), "since Wed 5 Jan 2022");
        let vouched = When { as_of: Some(UtcMs(JAN_5_2022 + 30 * HOUR)), ..since };
        assert_eq!(en(&vouched), "since Wed 5 Jan 2022 · as of Thu 6 Jan 2022");
        let until = When { earliest: UtcMs::MIN, open_start: true, ..when(0.0, 24.0, TimePrecision::Day) };
        assert_eq!(en(&until), "until Wed 5 Jan 2022");
        let state = When { earliest: UtcMs::MIN, latest: UtcMs::MAX, open_start: true, open_end: true, ..vouched };
        assert_eq!(en(&state), "as of Thu 6 Jan 2022");
    }

    #[test]
    fn a_when_without_ends_gives_the_words_of_the_source() {
        let nothing = When { earliest: UtcMs::MIN, latest: UtcMs::MAX, zone: ZoneState::Unknown, ..when(0.0, 0.0, TimePrecision::Unknown) };
        assert_eq!(en(&nothing), "time not given");
        assert_eq!(en(&When { as_given: Words::untagged("before the harvest"), ..nothing }), "before the harvest");
    }

    #[test]
    fn a_zone_that_is_not_stated_is_said_to_be_assumed_or_unknown() {
        let naive = When { zone: ZoneState::Naive { assumed: DAMASCUS.to_owned() }, ..when(0.0, 24.0, TimePrecision::Day) };
        assert_eq!(en(&naive), "Wed 5 Jan 2022 · zone assumed");
        let unknown = When { zone: ZoneState::Unknown, ..when(6.0, 6.0 + 1.0 / 60.0, TimePrecision::Minute) };
        assert_eq!(en(&unknown), "Wed 5 Jan 2022, 04:00 (UTC) · zone unknown, read as UTC");
    }

    #[test]
    fn a_day_counted_in_another_zone_names_it() {
        let utc_day = When { zone: ZoneState::Zoned("UTC".to_owned()), ..when(2.0, 26.0, TimePrecision::Day) };
        assert_eq!(en(&utc_day), "Wed 5 Jan 2022 (UTC)");
        let utc_minute = When { zone: ZoneState::Zoned("UTC".to_owned()), ..when(4.5, 4.5 + 1.0 / 60.0, TimePrecision::Minute) };
        assert_eq!(en(&utc_minute), "Wed 5 Jan 2022, 04:30 (UTC+02 Damascus)");
    }

    #[test]
    fn arabic_says_the_same() {
        let text = describe_when(&when(3.5, 7.0, TimePrecision::PartOfDay), &Messages::new(UiLang::Ar), DAMASCUS);
        assert_eq!(text, "الأربعاء 5 كانون الثاني 2022، 03:30–07:00 (\u{2066}UTC+02\u{2069} دمشق) · جزء من اليوم");
    }
}
