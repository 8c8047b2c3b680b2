//! `marsad query`: counts, histograms, facets, squares and cubes of the map, or the incidents themselves.

use serde_json::json;

use super::args::{QueryArgs, UnitArg};
use super::asking::{Asking, Histograms, incident_of};
use super::exit;
use super::inputs::{Conditions, Failure, conditions, open};
use super::json::{incident_json, instant_json};
use crate::domain::{FIELDS, Incident, Lang};
use crate::state::LoadedLayer;
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
    if args.describe {
        return asking.describe(args.json);
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
    if !args.facets.is_empty() {
        return asking.facets(&args.facets, args.top, args.json);
    }
    if let Some(bits) = args.grid {
        return asking.grid(bits, args.json);
    }
    if let Some(bits) = args.cube {
        return asking.bins(args.bins, zone)?.map_or(Ok(()), |bins| asking.cube(bits, &bins, args.json));
    }
    if let Some(count) = args.page {
        return asking.page(args.after, count, args.json);
    }
    if !args.id.is_empty() {
        return asking.by_id(&args.id, args.json);
    }
    print_list(&layers, &conditions, args.json)
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

fn print_list(layers: &[LoadedLayer], conditions: &Conditions, as_json: bool) -> Result<(), Failure> {
    let mut order: Vec<(i64, usize, u64, u32)> = Vec::new();
    for (at, layer) in layers.iter().enumerate() {
        let rows = layer.store.select_in_layer(&conditions.filter, &layer.name).map_err(|error| Failure::usage(error.to_string()))?;
        let classes = layer.store.classify(conditions.window, &rows);
        for row in classes.certain.iter().chain(classes.possible.iter()).chain(classes.undated.iter()) {
            order.push((layer.store.sort_time(row), at, layer.store.index(row), row));
        }
    }
    order.sort_unstable();
    for (_, at, _, row) in order {
        let Some(layer) = layers.get(at) else { continue };
        let Some(incident) = incident_of(layer, row)? else { continue };
        if as_json {
            say!("{}", incident_json(&incident));
        } else {
            say!("{}", incident_lines(&incident));
        }
    }
    Ok(())
}
