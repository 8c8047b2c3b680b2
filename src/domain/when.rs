//! When something happened: an interval with a precision, never an invented instant.

/// Milliseconds since 1970-01-01T00:00:00Z, proleptic Gregorian, no leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcMs(pub i64);

impl UtcMs {
    /// Stands for "start not given".
    pub const MIN: Self = Self(i64::MIN);
    /// Stands for "still going on, as far as the source knows".
    pub const MAX: Self = Self(i64::MAX);
}

/// How finely the source gives the time. Ordered from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimePrecision {
    Second,
    Minute,
    Hour,
    PartOfDay,
    Day,
    SeveralDays,
    Week,
    Month,
    Year,
    Unknown,
}

impl TimePrecision {
    pub const ALL: [Self; 10] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::PartOfDay,
        Self::Day,
        Self::SeveralDays,
        Self::Week,
        Self::Month,
        Self::Year,
        Self::Unknown,
    ];
    /// The word of the file format and of filters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::PartOfDay => "part_of_day",
            Self::Day => "day",
            Self::SeveralDays => "several_days",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Unknown => "unknown",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.as_str() == word)
    }
}

/// What is known of the zone in which the source tells the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneState {
    /// The source states an instant: with an offset, in UTC, or in a named zone.
    Zoned(String),
    /// The source gives a local time and no zone; the interval was computed in `assumed` (an IANA name), which is said wherever the time is shown.
    Naive { assumed: String },
    /// Nothing is known; the interval was computed in UTC, which is said wherever the time is shown.
    Unknown,
}

/// The time of an incident: it lies somewhere in the half-open interval from `earliest` to `latest`.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// First instant that the report allows; `UtcMs::MIN` where the start is not given.
    pub earliest: UtcMs,
    /// First instant after the report allows; `UtcMs::MAX` where the end is open. Always after `earliest`.
    pub latest: UtcMs,
    pub precision: TimePrecision,
    pub zone: ZoneState,
    /// A state that still held when it was reported; its end is not known.
    pub open_end: bool,
    /// A state whose start the source does not give.
    pub open_start: bool,
    /// For a state: the last instant for which the source vouches; of a day, its last millisecond.
    pub as_of: Option<UtcMs>,
    /// The words of the source, untouched. This is the truth; the interval is an index over it.
    pub as_given: super::Words,
}

/// The range of time shown: from `from` up to, not including, `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub from: UtcMs,
    pub to: UtcMs,
}

/// What a window says of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowAnswer {
    /// The whole interval lies in the window.
    Certain,
    /// The interval and the window overlap, and part of the interval lies outside.
    Possible,
    Out,
}

impl Window {
    /// The window that leaves nothing out.
    pub const ALL: Self = Self { from: UtcMs::MIN, to: UtcMs::MAX };

    /// Answers for the half-open interval from `earliest` to `latest`.
    #[inline]
    pub fn answer(self, earliest: UtcMs, latest: UtcMs) -> WindowAnswer {
        if earliest >= self.from && latest <= self.to {
            WindowAnswer::Certain
        } else if earliest < self.to && latest > self.from {
            WindowAnswer::Possible
        } else {
            WindowAnswer::Out
        }
    }
}
