//! The questions of `marsad query` that the stores answer with columns: what a file is, counts, histograms, facets, squares, cubes, pages,
//! incidents by id.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::args::{AfterKey, QueryArgs, UnitArg, facet_name};
use super::exit;
use super::inputs::{Conditions, Failure};
use super::json::{incident_json, instant_json};
use super::query::{incident_lines, unit_of};
use crate::domain::{FacetField, UtcMs, Window, lon_lat_from_mercator};
use crate::import::read_record;
use crate::state::LoadedLayer;
use crate::store::{Answered, Call, Columns, Counts, MercatorBox, PageKey, Question, TimeBins};

/// The layers with what every question carries. What is answered is said when all of it is there.
pub struct Asking<'a> {
    layers: &'a [LoadedLayer],
    conditions: &'a Conditions,
    /// That of each layer, or none.
    versions: &'a [u64],
    until: Option<Instant>,
}

impl<'a> Asking<'a> {
    pub fn new(layers: &'a [LoadedLayer], conditions: &'a Conditions, args: &'a QueryArgs) -> Result<Self, Failure> {
        let until = match args.timeout.map(Duration::try_from_secs_f64) {
            Some(Ok(time)) => Instant::now().checked_add(time),
            Some(Err(_)) => return Err(Failure::usage("--timeout is a number of seconds")),
            None => None,
        };
        let versions = args.data_version.as_slice();
        if !versions.is_empty() && versions.len() != layers.len() {
            return Err(Failure::usage("--data-version is given once for each file, in their order"));
        }
        if let Some((layer, _)) = layers.iter().zip(versions).find(|(layer, version)| layer.store.version() != **version) {
            return Err(stale(layer, layer.store.version()));
        }
        Ok(Self { layers, conditions, versions, until })
    }

    fn is_wanted(&self) -> bool {
        self.until.is_none_or(|until| Instant::now() < until)
    }

    /// The answer of one layer; `window` is that of the conditions unless the question is about another.
    fn ask(&self, at: usize, call: Call, window: Window) -> Result<Columns, Failure> {
        let Some(layer) = self.layers.get(at) else { return Ok(Columns::Rows(Vec::new())) };
        let question = Question {
            call,
            filter: &self.conditions.filter,
            layer: &layer.name,
            window,
            // The undated are in no window, and never left out.
            with_undated: true,
            version: self.versions.get(at).copied(),
            is_wanted: &|| self.is_wanted(),
        };
        match layer.store.ask(&question).map_err(|error| Failure::usage(error.to_string()))? {
            Answered::Exact { columns, .. } => Ok(columns),
            Answered::Stale { version } => Err(stale(layer, version)),
            Answered::GivenUp => Err(given_up(layer)),
        }
    }

    fn here(&self, at: usize, call: Call) -> Result<Columns, Failure> {
        self.ask(at, call, self.conditions.window)
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &'a LoadedLayer)> + use<'a> {
        self.layers.iter().enumerate()
    }

    pub fn describe(&self, as_json: bool) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for (at, layer) in self.numbered() {
            let Columns::Description(told) = self.here(at, Call::Describe)? else { continue };
            let [from, to] =
                [told.span.map(|span| span.from), told.span.map(|span| span.to)].map(|at| at.map_or(Value::Null, instant_json));
            if as_json {
                lines.push(format!(
                    "{}",
                    json!({
                        "file": layer.name, "rows": told.rows, "undated": told.undated, "without_place": told.without_place,
                        "from": from, "to": to, "bbox": told.extent, "version": format!("{:016x}", told.version),
                    })
                ));
                continue;
            }
            lines.push(format!("{}: {} incidents, {} undated, {} without place", layer.name, told.rows, told.undated, told.without_place));
            if let (Some(from), Some(to)) = (from.as_str(), to.as_str()) {
                lines.push(format!("  from {from} to {to}"));
            }
            if let Some([west, south, east, north]) = told.extent {
                lines.push(format!("  within {west:.4},{south:.4},{east:.4},{north:.4}"));
            }
            lines.push(format!("  version {:016x}", told.version));
        }
        Ok(lines)
    }

    pub fn counts(&self) -> Result<Counts, Failure> {
        let mut sum = Counts::default();
        for (at, _) in self.numbered() {
            if let Columns::Counts(counts) = self.here(at, Call::Count)? {
                sum.add(&counts);
            }
        }
        Ok(sum)
    }

    /// For each category, or for all together under an empty name, the bins. Each bin is a window of its own: the histogram answers for
    /// all conditions but the window.
    pub fn histogram(&self, bins: &TimeBins, by_category: bool) -> Result<Histograms, Failure> {
        let mut sums = Histograms::new();
        for (at, layer) in self.numbered() {
            let Columns::TimeHist(found) = self.ask(at, Call::TimeHist { bins, by_category }, Window::ALL)? else { continue };
            for (code, bins) in found {
                let name = code.map(|code| layer.store.category_text(code)).unwrap_or_default();
                let sum = sums.entry(name.to_owned()).or_default();
                sum.resize(bins.len(), (UtcMs(0), 0, 0));
                for (sum, bin) in sum.iter_mut().zip(bins) {
                    *sum = (bin.from, sum.1 + bin.certain, sum.2 + bin.possible);
                }
            }
        }
        Ok(sums)
    }

    pub fn facets(&self, fields: &[FacetField], top: usize, as_json: bool) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        let mut sums: Vec<BTreeMap<String, u64>> = vec![BTreeMap::new(); fields.len()];
        for (at, _) in self.numbered() {
            let Columns::Facets(found) = self.here(at, Call::Facets { fields, k: usize::MAX })? else { continue };
            for (sum, (_, values)) in sums.iter_mut().zip(found) {
                values.into_iter().for_each(|(value, count)| *sum.entry(value).or_default() += count);
            }
        }
        for (field, sum) in fields.iter().zip(sums) {
            let field = facet_name(*field).replace('-', "_");
            let mut values: Vec<(String, u64)> = sum.into_iter().collect();
            values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            values.truncate(top);
            if as_json {
                let values: Vec<Value> = values.iter().map(|(value, count)| json!({ "value": value, "count": count })).collect();
                lines.push(format!("{}", json!({ "field": field, "values": values })));
            } else {
                lines.push(field);
                values.iter().for_each(|(value, count)| lines.push(format!("{count:>10}  {value}")));
            }
        }
        Ok(lines)
    }

    /// Squares of each file for itself, since a category's code is that of its file.
    pub fn grid(&self, bits: u8, as_json: bool) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for (at, layer) in self.numbered() {
            let Columns::Grid(cells) = self.here(at, Call::Grid { area: MercatorBox::WORLD, bits })? else { continue };
            for cell in cells {
                let mean = cell.sums.map(|sum| sum as f64 / cell.count as f64 / 4_294_967_296.0);
                let at = lon_lat_from_mercator(mean);
                let category = layer.store.category_text(cell.category);
                if as_json {
                    lines.push(format!(
                        "{}",
                        json!({
                            "file": layer.name, "x": cell.x, "y": cell.y, "count": cell.count, "sums": cell.sums, "lon": at.lon, "lat": at.lat,
                            "latest": cell.latest.map(instant_json), "category": category, "id": cell.only.map(|row| layer.store.id(row)),
                        })
                    ));
                } else {
                    lines.push(format!("{:>7} {:>7} {:>9}  {:>10.4} {:>9.4}  {category}", cell.x, cell.y, cell.count, at.lon, at.lat));
                }
            }
        }
        Ok(lines)
    }

    pub fn cube(&self, bits: u8, bins: &TimeBins, as_json: bool) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for (at, layer) in self.numbered() {
            let Columns::Cube(cells) = self.here(at, Call::Cube { area: MercatorBox::WORLD, bits, bins })? else { continue };
            for cell in cells {
                let start = cell.bin.and_then(|bin| bins.edges().get(bin as usize)).map_or(Value::Null, |at| instant_json(*at));
                let category = layer.store.category_text(cell.category);
                if as_json {
                    let told = json!({
                        "file": layer.name, "x": cell.x, "y": cell.y, "start": start, "category": category, "count": cell.count,
                    });
                    lines.push(format!("{told}"));
                } else {
                    let start = start.as_str().unwrap_or("-");
                    lines.push(format!("{:>7} {:>7}  {start:<24} {:>9}  {category}", cell.x, cell.y, cell.count));
                }
            }
        }
        Ok(lines)
    }

    /// The next incidents of all files behind a key, and the key for those that follow.
    pub fn page(&self, after: Option<AfterKey>, count: usize, as_json: bool) -> Result<Vec<String>, Failure> {
        let mut found: Vec<(AfterKey, u32)> = Vec::new();
        for (file, layer) in self.numbered() {
            let after = after.and_then(|after| key_in(file, after));
            let Columns::Rows(rows) = self.here(file, Call::Page { after, count })? else { continue };
            found.extend(rows.into_iter().map(|row| {
                let PageKey { earliest, index } = layer.store.page_key(row);
                (AfterKey { earliest: earliest.0, file, index }, row)
            }));
        }
        found.sort_unstable();
        let next = found.get(count.saturating_sub(1)).map(|(key, _)| *key);
        let mut lines = Vec::new();
        for (key, row) in found.into_iter().take(count) {
            lines.extend(self.line(key.file, row, as_json)?);
        }
        lines.extend(next.map(|next| match as_json {
            true => json!({ "next": next.to_string() }).to_string(),
            false => format!("next: --after {next}"),
        }));
        Ok(lines)
    }

    pub fn by_id(&self, ids: &[String], as_json: bool) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for (file, _) in self.numbered() {
            let Columns::Rows(rows) = self.here(file, Call::ById { ids })? else { continue };
            for row in rows {
                lines.extend(self.line(file, row, as_json)?);
            }
        }
        Ok(lines)
    }

    /// File and row of everything that is shown, in the order of time.
    pub fn list(&self) -> Result<Vec<(usize, u32)>, Failure> {
        let mut order: Vec<(i64, usize, u64, u32)> = Vec::new();
        for (file, layer) in self.numbered() {
            let Columns::Rows(rows) = self.here(file, Call::Page { after: None, count: usize::MAX })? else { continue };
            order.extend(rows.into_iter().map(|row| (layer.store.sort_time(row), file, layer.store.index(row), row)));
        }
        order.sort_unstable();
        Ok(order.into_iter().map(|(_, file, _, row)| (file, row)).collect())
    }

    /// An incident in a line of JSON, or as a person reads it.
    pub fn line(&self, file: usize, row: u32, as_json: bool) -> Result<Option<String>, Failure> {
        let Some(layer) = self.layers.get(file) else { return Ok(None) };
        let Some(record) = layer.store.record(row) else { return Ok(None) };
        let read = read_record(layer.source.as_ref(), record, &layer.plan);
        let incident = read.map_err(|error| Failure { code: exit::CANNOT_READ, message: format!("{}: {error}", layer.name) })?;
        Ok(Some(if as_json { incident_json(&incident).to_string() } else { incident_lines(&incident) }))
    }

    /// Bins over what the layers hold, cut to the window where it has sides.
    pub fn bins(&self, unit: UnitArg, zone: &str) -> Result<Option<TimeBins>, Failure> {
        let mut data: Option<Window> = None;
        for (_, layer) in self.numbered() {
            let rows = layer.store.select_while(&self.conditions.filter, &layer.name, &|| self.is_wanted());
            let rows = rows.map_err(|error| Failure::usage(error.to_string()))?.ok_or_else(|| given_up(layer))?;
            if let Some(span) = layer.store.time_span(&rows) {
                data = Some(data.map_or(span, |data| Window { from: data.from.min(span.from), to: data.to.max(span.to) }));
            }
        }
        let window = self.conditions.window;
        let from = if window.from == UtcMs::MIN { data.map(|data| data.from) } else { Some(window.from) };
        let to = if window.to == UtcMs::MAX { data.zip(from).map(|(data, from)| data.to.max(UtcMs(from.0 + 1))) } else { Some(window.to) };
        let span = from.zip(to).filter(|(from, to)| from < to);
        Ok(span.map(|(from, to)| TimeBins::calendar(unit_of(unit).0, zone, Window { from, to })))
    }
}

/// The start of each bin, with those that lie in it certainly and possibly.
pub type Histograms = BTreeMap<String, Vec<(UtcMs, u64, u64)>>;

fn stale(layer: &LoadedLayer, version: u64) -> Failure {
    let message = format!("{}: the data is of version {version:016x}, not of the one that was asked for.", layer.name);
    Failure { code: exit::STALE, message }
}

fn given_up(layer: &LoadedLayer) -> Failure {
    Failure { code: exit::GIVEN_UP, message: format!("{}: there was no answer in the time that was given.", layer.name) }
}

/// Behind what stands in one file a page goes on: of earlier files behind all, of later ones from the first of the same instant on.
fn key_in(file: usize, after: AfterKey) -> Option<PageKey> {
    let earliest = UtcMs(after.earliest);
    match file.cmp(&after.file) {
        std::cmp::Ordering::Less => Some(PageKey { earliest, index: u64::MAX }),
        std::cmp::Ordering::Equal => Some(PageKey { earliest, index: after.index }),
        // Nothing comes before states without a start.
        std::cmp::Ordering::Greater => after.earliest.checked_sub(1).map(|before| PageKey { earliest: UtcMs(before), index: u64::MAX }),
    }
}
