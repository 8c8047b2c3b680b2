//! The order of day and month: by what it is known, and what each date of a file says of it.

use crate::domain::{DateOrder, western_digit};
use crate::import::notes::{self, DateForm, Notes};
use crate::import::time::{is_ambiguous, proves_order};

/// By what an order is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderBy {
    /// The export writes its dates so, or nothing tells. Any date of the file may prove another.
    #[default]
    Export,
    /// The first dates of the file.
    Proof,
    /// The user, of a known export; a date may still prove another.
    User,
    /// A mapping that was chosen or saved.
    Mapping,
}

/// The order of day and month in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileOrder {
    pub order: DateOrder,
    pub by: OrderBy,
}

impl FileOrder {
    /// As [`mark`](Self::mark), of the end of a span: another column, which may be sound where that of the starts is not.
    pub fn mark_end(self, written: &str, notes: &mut Notes) {
        if let Some(slashed) = slashed(written) {
            self.take(slashed, written, notes);
        }
    }

    /// Takes note of what a date is to the order: a proof, or read by it; and of its form.
    pub fn mark(self, written: &str, notes: &mut Notes) {
        let Some(slashed) = slashed(written) else {
            // As in "2022-01-05".
            let day = written.get(8..10).filter(|_| written.as_bytes().get(4) == Some(&b'-')).and_then(|day| day.parse::<u8>().ok());
            day.into_iter().for_each(|day| notes.count_form(if day > 12 { DateForm::Late } else { DateForm::Early }));
            return;
        };
        notes.count_form(if slashed == Slashed::Open { DateForm::Open } else { DateForm::Proof });
        self.take(slashed, written, notes);
    }

    fn take(self, slashed: Slashed, written: &str, notes: &mut Notes) {
        match (slashed, self.by) {
            (Slashed::Proof(order), OrderBy::Export | OrderBy::User) => notes.keep_proof(order, written),
            (Slashed::Open, OrderBy::Proof) => notes.add(notes::ASSUMED_ORDER),
            (Slashed::Open, OrderBy::User) => notes.add(notes::CHOSEN_ORDER),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Slashed {
    Proof(DateOrder),
    /// It can stand in either order, and is another date then.
    Open,
}

/// What a date says that begins as `5/1/2022` does; most others are told by their first letters.
fn slashed(text: &str) -> Option<Slashed> {
    let mut rest = text.trim_start().chars().peekable();
    let mut number = |most: usize| {
        let (mut value, mut len) = (0, 0);
        while len < most
            && let Some(digit) = rest.peek().copied().and_then(digit)
        {
            (value, len) = (value * 10 + digit, len + 1);
            rest.next();
        }
        (len > 0).then(|| (value, len, rest.next()))
    };
    let (first, _, mark) = number(2)?;
    mark.filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let (second, _, _) = number(2).filter(|(.., next)| *next == mark)?;
    let (third, year_len, behind) = number(4)?;
    if behind.and_then(digit).is_some() || first == 0 || second == 0 || first == second || first > 12 && second > 12 {
        return None;
    }
    match (first > 12, second > 12, year_len) {
        (true, _, 4) => Some(Slashed::Proof(DateOrder::DayFirst)),
        (_, true, 4) => Some(Slashed::Proof(DateOrder::MonthFirst)),
        (false, false, 4) => Some(Slashed::Open),
        (false, false, 2) if mark != Some('-') => Some(Slashed::Open),
        // Nor can the year stand first.
        (false, true, 2) if mark != Some('-') => Some(Slashed::Proof(DateOrder::MonthFirst)),
        (true, false, 2) if mark != Some('-') && !(1..=31).contains(&third) => Some(Slashed::Proof(DateOrder::DayFirst)),
        _ => None,
    }
}

/// The value of a Western, Arabic or Persian digit.
fn digit(c: char) -> Option<u32> {
    western_digit(c).to_digit(10)
}

/// What the dates of a column say of their order.
pub struct Orders<'v> {
    /// The first date that proves each.
    pub day_first: Option<&'v String>,
    pub month_first: Option<&'v String>,
    /// The first that could stand in either.
    pub open: Option<&'v String>,
}

/// What they prove together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proved {
    Nothing,
    One(DateOrder),
    /// Dates of both orders stand in the column.
    Both,
}

impl<'v> Orders<'v> {
    pub fn of(written: &'v [String]) -> Self {
        let proof = |order: DateOrder| written.iter().find(|text| proves_order(text) == Some(order));
        Self {
            day_first: proof(DateOrder::DayFirst),
            month_first: proof(DateOrder::MonthFirst),
            open: written.iter().find(|text| is_ambiguous(text)),
        }
    }

    /// That both are proved is told.
    pub fn proved(&self, notes: &mut Notes) -> Proved {
        match (self.day_first, self.month_first) {
            (Some(_), None) => Proved::One(DateOrder::DayFirst),
            (None, Some(_)) => Proved::One(DateOrder::MonthFirst),
            (None, None) => Proved::Nothing,
            (Some(_), Some(_)) => {
                notes.add(notes::MIXED_ORDERS);
                Proved::Both
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_a_date_says_at_a_glance_is_what_its_reader_says(a in 0u32..40, b in 0u32..40, mark in "[/.-]", year in "(19|20)[0-9]{2}|[0-9]{2}", behind in "( 14:30)?") {
            for (a, b) in [(format!("{a}"), format!("{b}")), (format!("{a:02}"), format!("{b:02}"))] {
                let text = format!("{a}{mark}{b}{mark}{year}{behind}");
                let read = match proves_order(&text) {
                    Some(order) if a != b => Some(Slashed::Proof(order)),
                    None if is_ambiguous(&text) && a != b && a.parse::<u32>().unwrap() < 13 && b.parse::<u32>().unwrap() < 13 => Some(Slashed::Open),
                    _ => None,
                };
                // A glance does not know the lengths of months.
                if read.is_some() {
                    prop_assert_eq!(slashed(&text), read, "{}", text);
                }
            }
        }
    }

    #[test]
    fn other_texts_say_nothing() {
        for text in
            ["2022-01-05", "5 January 2022", "January 5, 2022", "14:30", "1641341000", "20220105", "5/5/2022", "", "22-01-05", "13/14/2022"]
        {
            assert_eq!(slashed(text), None, "{text}");
        }
        assert_eq!(slashed("٢٥/٠١/٢٠٢٢"), Some(Slashed::Proof(DateOrder::DayFirst)));
    }
}
