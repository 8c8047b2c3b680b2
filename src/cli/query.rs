//! `marsad query`: counts, a histogram, or the incidents themselves.

use serde_json::json;

use super::args::{QueryArgs, UnitArg};
use super::exit;
use super::inputs::{Conditions, Failure, conditions, open};
use super::json::{incident_json, instant_json};
use crate::domain::{FIELDS, UtcMs, Window};
use crate::import::read_record;
use crate::state::LoadedLayer;
use crate::store::{CalendarUnit, RowSet, TimeBins};

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
    let selected: Vec<(LoadedLayer, RowSet)> = layers
        .into_iter()
        .map(|layer| {
            let rows = layer.store.select_in_layer(&conditions.filter, &layer.name).map_err(|error| Failure::usage(error.to_string()))?;
            Ok((layer, rows))
        })
        .collect::<Result<_, Failure>>()?;
    if args.count {
        print_count(&selected, &conditions, args.json);
    } else if let Some(unit) = args.hist {
        print_histogram(&selected, &conditions, unit, &args.selecting.zone, args.json);
    } else {
        print_list(&selected, &conditions, args.json)?;
    }
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

fn print_count(selected: &[(LoadedLayer, RowSet)], conditions: &Conditions, as_json: bool) {
    let mut sum = crate::store::Counts::default();
    for (layer, rows) in selected {
        sum.add(&layer.store.count(rows, conditions.window, true));
    }
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

fn unit_of(unit: UnitArg) -> (CalendarUnit, &'static str) {
    match unit {
        UnitArg::Hour => (CalendarUnit::Hour, "hour"),
        UnitArg::Day => (CalendarUnit::Day, "day"),
        UnitArg::Week => (CalendarUnit::Week, "week"),
        UnitArg::Month => (CalendarUnit::Month, "month"),
        UnitArg::Year => (CalendarUnit::Year, "year"),
    }
}

fn print_histogram(selected: &[(LoadedLayer, RowSet)], conditions: &Conditions, unit: UnitArg, zone: &str, as_json: bool) {
    let (unit, name) = unit_of(unit);
    let bins = span(selected, conditions.window).map(|span| TimeBins::calendar(unit, zone, span));
    let mut sums: Vec<(UtcMs, u64, u64)> = Vec::new();
    if let Some(bins) = bins {
        for (layer, rows) in selected {
            let histogram = layer.store.time_histogram(rows, &bins);
            sums.resize(histogram.len(), (UtcMs(0), 0, 0));
            for (sum, bin) in sums.iter_mut().zip(histogram) {
                *sum = (bin.from, sum.1 + bin.certain, sum.2 + bin.possible);
            }
        }
    }
    if as_json {
        let bins: Vec<_> = sums
            .iter()
            .map(|(start, certain, possible)| json!({ "start": instant_json(*start), "certain": certain, "possible": possible }))
            .collect();
        say!("{}", json!({ "unit": name, "bins": bins }));
        return;
    }
    for (start, certain, possible) in sums {
        say!("{:<28} {certain:>8} {possible:>8}", instant_json(start).as_str().unwrap_or_default());
    }
}

/// From the first to the last dated instant, cut to the window where it has sides.
fn span(selected: &[(LoadedLayer, RowSet)], window: Window) -> Option<Window> {
    let spans = selected.iter().filter_map(|(layer, rows)| layer.store.time_span(rows));
    let data = spans.reduce(|a, b| Window { from: a.from.min(b.from), to: a.to.max(b.to) });
    let from = if window.from == UtcMs::MIN { data?.from } else { window.from };
    let to = if window.to == UtcMs::MAX { data?.to.max(UtcMs(from.0 + 1)) } else { window.to };
    (from < to).then_some(Window { from, to })
}

fn print_list(selected: &[(LoadedLayer, RowSet)], conditions: &Conditions, as_json: bool) -> Result<(), Failure> {
    let mut order: Vec<(i64, usize, u64, u32)> = Vec::new();
    for (at, (layer, rows)) in selected.iter().enumerate() {
        let classes = layer.store.classify(conditions.window, rows);
        for row in classes.certain.iter().chain(classes.possible.iter()).chain(classes.undated.iter()) {
            order.push((layer.store.sort_time(row), at, layer.store.index(row), row));
        }
    }
    order.sort_unstable();
    let messages = crate::text::Messages::new(crate::text::UiLang::En);
    for (_, at, _, row) in order {
        let Some((layer, _)) = selected.get(at) else { continue };
        let Some(record) = layer.store.record(row) else { continue };
        let incident = read_record(layer.source.as_ref(), record, &layer.plan)
            .map_err(|error| Failure { code: exit::CANNOT_READ, message: format!("{}: {error}", layer.name) })?;
        if as_json {
            say!("{}", incident_json(&incident));
        } else {
            let lang = crate::domain::Lang::en();
            let when =
                incident.when.as_ref().map_or_else(|| "undated".to_owned(), |when| crate::text::describe_when(when, &messages, "UTC"));
            say!("{:<32} {when}\n    {}", incident.id, incident.title.best(&lang).unwrap_or_default());
        }
    }
    Ok(())
}
