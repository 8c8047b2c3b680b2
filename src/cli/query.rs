//! `marsad query`: counts, histograms, facets, squares and cubes of the map, or the incidents themselves.

use serde_json::json;

use super::args::{QueryArgs, UnitArg};
use super::asking::{Asking, Histograms};
use super::exit;
use super::inputs::{Failure, conditions, open};
use super::json::instant_json;
use crate::domain::{FIELDS, Incident, Lang};
use crate::store::{CalendarUnit, Counts};
use crate::text::{Messages, UiLang, describe_when};

pub fn run(args: &QueryArgs) -> u8 {
    if args.fields {
        print_fields(args.json);
        return exit::DONE;
    }
    match answer(args) {
        Ok(()) => exit::DONE,
        Err(failure) => failure.say(),
    }
}

fn answer(args: &QueryArgs) -> Result<(), Failure> {
    let conditions = conditions(&args.selecting)?;
    let layers = open(&args.files)?;
    let asking = Asking::new(&layers, &conditions, args)?;
    let zone = &args.selecting.zone;
    if args.list {
        for (file, row) in asking.list()? {
            asking.line(file, row, args.json)?.iter().for_each(|line| say!("{line}"));
        }
        return Ok(());
    }
    if args.count {
        print_counts(&asking.counts()?, args.json);
        return Ok(());
    }
    if let Some(unit) = args.hist {
        let histograms = match asking.bins(unit, zone)? {
            Some(bins) => asking.histogram(&bins, args.by_category)?,
            None => Histograms::new(),
        };
        print_histograms(&histograms, unit, args.by_category, args.json);
        return Ok(());
    }
    let lines = if args.describe {
        asking.describe(args.json)?
    } else if !args.facets.is_empty() {
        asking.facets(&args.facets, args.top, args.json)?
    } else if let Some(bits) = args.grid {
        asking.grid(bits, args.json)?
    } else if let Some(bits) = args.cube {
        asking.cube(bits, &asking.bins(args.bins, zone)?.unwrap_or_default(), args.json)?
    } else if let Some(count) = args.page {
        asking.page(args.after, count, args.json)?
    } else {
        asking.by_id(&args.id, args.json)?
    };
    lines.iter().for_each(|line| say!("{line}"));
    Ok(())
}

fn print_fields(as_json: bool) {
    for field in FIELDS {
        if as_json {
            say!("{}", json!({ "name": field.name, "type": field.kind.as_str(), "help": field.help }));
        } else {
            say!("{:<16} {:<8} {}", field.name, field.kind.as_str(), field.help);
        }
    }
}

fn print_counts(sum: &Counts, as_json: bool) {
    if as_json {
        say!(
            "{}",
            json!({
                "total": sum.total, "shown": sum.shown, "certain": sum.certain, "possible": sum.possible,
                "undated": sum.undated, "without_place": sum.without_place, "filtered": sum.filtered,
            })
        );
        return;
    }
    say!(
        "{} of {} shown: {} certainly, {} possibly in the window, {} undated; {} without place, {} filtered out",
        sum.shown,
        sum.total,
        sum.certain,
        sum.possible,
        sum.undated,
        sum.without_place,
        sum.filtered
    );
}

/// The step of the calendar and its word.
pub fn unit_of(unit: UnitArg) -> (CalendarUnit, &'static str) {
    match unit {
        UnitArg::Hour => (CalendarUnit::Hour, "hour"),
        UnitArg::Day => (CalendarUnit::Day, "day"),
        UnitArg::Week => (CalendarUnit::Week, "week"),
        UnitArg::Month => (CalendarUnit::Month, "month"),
        UnitArg::Year => (CalendarUnit::Year, "year"),
    }
}

fn print_histograms(histograms: &Histograms, unit: UnitArg, by_category: bool, as_json: bool) {
    let bins_of = |category: &str| histograms.get(category).map(Vec::as_slice).unwrap_or_default();
    let as_values = |bins: &[(crate::domain::UtcMs, u64, u64)]| -> Vec<_> {
        let one =
            |(start, certain, possible): &(_, _, _)| json!({ "start": instant_json(*start), "certain": certain, "possible": possible });
        bins.iter().map(one).collect()
    };
    let (_, name) = unit_of(unit);
    if as_json && !by_category {
        return say!("{}", json!({ "unit": name, "bins": as_values(bins_of("")) }));
    }
    for (category, bins) in histograms {
        if as_json {
            say!("{}", json!({ "unit": name, "category": category, "bins": as_values(bins) }));
            continue;
        }
        if by_category {
            say!("{category}");
        }
        for (start, certain, possible) in bins {
            say!("{:<28} {certain:>8} {possible:>8}", instant_json(*start).as_str().unwrap_or_default());
        }
    }
}

/// An incident as a person reads it: id, when, title.
pub fn incident_lines(incident: &Incident) -> String {
    let messages = Messages::new(UiLang::En);
    let when = incident.when.as_ref().map_or_else(|| "undated".to_owned(), |when| describe_when(when, &messages, "UTC"));
    format!("{:<32} {when}\n    {}", incident.id, incident.title.best(&Lang::en()).unwrap_or_default())
}
