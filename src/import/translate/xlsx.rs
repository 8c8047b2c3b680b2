//! Workbooks (XLSX): the sheet that most looks like incidents, of several the first, hidden ones last; cell by cell, so that one far cell
//! does not fill the memory.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::BufReader;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader as _, Sheet, SheetVisible, Style, Xlsx, XlsxError};

use super::dialect::MAX_TITLE_LINES;
use super::glance::{Glance, NUM_RECORDS, Rank};
use super::job::{Feature, Heading, Job, distinct_names, guarded, heading, number, quoted, unusable};
use super::zipped;
use crate::domain::Origin;
use crate::import::framing::{Flow, ImportError};
use crate::import::notes::{self, listed};
use crate::import::profile::{counts_or_tells_apart, names_a_place};
use crate::import::source::SourceReader;

type Book<'a> = Xlsx<BufReader<SourceReader<'a>>>;

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    zipped::weigh(job)?;
    guarded("workbook", || {
        let source = job.source;
        let mut book: Book = Xlsx::new(BufReader::new(SourceReader::new(source))).map_err(|error| damaged(&error))?;
        let mut sheets = book.sheets_metadata().to_vec();
        sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
        let mut glances = Vec::new();
        for sheet in sheets {
            job.go_on()?;
            let (rank, dates) = glance(&mut book, &sheet.name, job);
            glances.push((rank, dates, sheet));
        }
        // Covers last, then what is hidden; of equals the first in the book.
        let is_shown = |sheet: &Sheet| sheet.visible == SheetVisible::Visible;
        let wanted = job.limits.profiles.part.as_ref();
        glances
            .sort_by_key(|(rank, _, sheet)| std::cmp::Reverse((Some(&sheet.name) == wanted, *rank > Rank::None, is_shown(sheet), *rank)));
        let (mut used, mut left, mut hidden) = (None, Vec::new(), Vec::new());
        for (_, dates, Sheet { name, visible, .. }) in glances {
            if used.is_some() {
                if has_cells(&mut book, &name) {
                    (if visible == SheetVisible::Visible { &mut left } else { &mut hidden }).push(name);
                }
            } else if sheet(&mut book, &name, &Pass::Whole(&dates), job)? {
                used = Some(name);
            }
        }
        let name =
            used.ok_or_else(|| unusable("No sheet of the workbook has rows.", "Open it in a spreadsheet and look where the data is."))?;
        let read = listed(std::slice::from_ref(&name));
        if !left.is_empty() {
            let names = listed(&left);
            let told = format!("Of the workbook the sheet {read} was read; further sheets with cells were not: {names}.");
            job.notes.offer("other_sheets", told, left);
        }
        if !hidden.is_empty() {
            let names = listed(&hidden);
            let told = format!("Of the workbook the sheet {read} was read; hidden sheets with cells were not: {names}.");
            job.notes.offer("hidden_sheet", told, hidden);
        }
        Ok(format!("XLSX, sheet {name}"))
    })
}

/// How much a sheet looks like incidents, by its first rows, and in which columns dates stand there.
fn glance(book: &mut Book, name: &str, job: &Job) -> (Rank, DateColumns) {
    let (mut seen, dates) = (Glance::default(), RefCell::default());
    let go_on = &mut |_| Flow::Continue;
    // A sheet that cannot be read is none of incidents; the fault is told if no other is there.
    let is_read = sheet(book, name, &Pass::Glance(&dates), &mut Job::new(job.source, job.limits, go_on, &mut seen)).unwrap_or(false);
    (if is_read { seen.rank() } else { Rank::None }, dates.into_inner())
}

fn damaged(error: &XlsxError) -> ImportError {
    unusable(format!("The workbook is damaged ({error})."), "Save it again, or as CSV.")
}

/// True for one that is damaged, too: what it holds was not read.
fn has_cells(book: &mut Book, name: &str) -> bool {
    book.worksheet_cells_reader(name).is_ok_and(|mut cells| !matches!(cells.next_cell(), Ok(None)))
}

/// The cells of one row by column, counted from 0.
type Cells = Vec<(u32, String)>;

/// Larger workbooks are none that people have laid out by hand, and looking for merged cells takes as long as reading.
const MAX_MERGED_BYTES: u64 = 8 << 20;

/// More stretches of merged cells than this are left as they are.
const MAX_MERGED: usize = 20_000;

/// Cells that are one with those above them.
#[derive(Default)]
struct Merged {
    /// Those that are still to come, the last first.
    later: Vec<MergedCells>,
    /// Those that the row at hand may lie in.
    here: Vec<MergedCells>,
}

/// A stretch of a column that is one cell.
struct MergedCells {
    column: u32,
    rows: std::ops::RangeInclusive<u32>,
    /// What its first cell says.
    said: Option<String>,
}

impl Merged {
    fn of(book: &mut Book, name: &str) -> Self {
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let tall = merged.into_iter().filter(|cells| cells.end.0 > cells.start.0).take(MAX_MERGED);
        let mut later: Vec<MergedCells> =
            tall.map(|cells| MergedCells { column: cells.start.1, rows: cells.start.0..=cells.end.0, said: None }).collect();
        later.sort_unstable_by_key(|cells| std::cmp::Reverse((*cells.rows.start(), cells.column)));
        Self { later, here: Vec::new() }
    }

    /// Adds to a row what cells above it say for it too: words and dates, and degrees. A figure or an id may be that of all rows together,
    /// which would count it again in each.
    fn fill(&mut self, number: u32, cells: &mut Cells, columns: &[String], job: &mut Job) {
        while let Some(next) = self.later.pop_if(|next| *next.rows.start() <= number) {
            self.here.push(next);
        }
        self.here.retain(|cells| *cells.rows.end() >= number);
        for MergedCells { column, rows, said } in &mut self.here {
            let at = cells.partition_point(|(have, _)| have < column);
            let own = cells.get(at).filter(|(have, _)| have == column).map(|(_, text)| text.clone());
            match (own, said) {
                (Some(own), said) if number == *rows.start() => *said = Some(own),
                (None, Some(said)) => {
                    let name = columns.get(*column as usize).map_or("", String::as_str);
                    if is_shared(name, said) {
                        job.notes.add(notes::MERGED_CELLS);
                        cells.insert(at, (*column, said.clone()));
                    } else {
                        job.notes.add(notes::MERGED_FIGURE);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether what a merged cell says holds for each of its rows.
fn is_shared(column: &str, json: &str) -> bool {
    names_a_place(column) || json.starts_with('"') && !counts_or_tells_apart(column)
}

/// Why a sheet is read.
enum Pass<'a> {
    /// For its first rows, to gather where dates stand.
    Glance(&'a RefCell<DateColumns>),
    Whole(&'a DateColumns),
}

/// Writes the rows of a sheet. False where there is none.
fn sheet(book: &mut Book, name: &str, pass: &Pass, job: &mut Job) -> Result<bool, ImportError> {
    let is_1904 = book.has_1904_epoch();
    let mut merged = match pass {
        Pass::Whole(_) if job.source.len() <= MAX_MERGED_BYTES => Merged::of(book, name),
        _ => Merged::default(),
    };
    // Sheets of charts alone have no cells to read.
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(false) };
    // As the sheet states it, which may be too few.
    let num_rows = u64::from(cells.dimensions().end.0) + 1;
    let mut table = Table { columns: Vec::new(), held: Vec::new(), feature: Feature::default() };
    let mut row: Option<(u32, Cells)> = None;
    loop {
        let cell = cells.next_cell_with_style_id().map_err(|error| damaged(&error))?;
        let (cell, style) = cell.map_or((None, 0), |(cell, style)| (Some(cell), style));
        let at = cell.as_ref().map(|cell| cell.get_position());
        if let Some((number, _)) = row.as_ref()
            && at.is_none_or(|(cell_row, _)| cell_row != *number)
            && let Some((number, mut cells)) = row.take()
        {
            merged.fill(number, &mut cells, &table.columns, job);
            table.row(number, &cells, job)?;
            if matches!(pass, Pass::Glance(_)) && job.seen() >= NUM_RECORDS as u64 {
                return Ok(true);
            }
            job.tick_share(u64::from(number), num_rows.max(u64::from(number)))?;
        }
        let Some((cell, (cell_row, column))) = cell.zip(at) else {
            table.take_held(job)?;
            return Ok(!table.columns.is_empty());
        };
        if column as usize >= job.limits.max_columns {
            let limit = job.limits.max_columns;
            return Err(unusable(format!("The sheet has more than {limit} columns."), "Delete the columns that hold no data."));
        }
        let shows = match cell.get_value() {
            DataRef::DateTime(_) => cells.styles().get(style).map_or(Shows::Day, shown_by),
            _ => Shows::Day,
        };
        let text = match pass {
            Pass::Glance(dates) => {
                dates.borrow_mut().see(column, cell.get_value());
                json_of(cell.get_value(), shows, job)
            }
            Pass::Whole(dates) => match dates.bare_serial(column, cell.get_value()) {
                Some((serial, shows)) => {
                    job.notes.add(notes::BARE_SERIALS);
                    Some(date_json(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904), shows, job))
                }
                None => json_of(cell.get_value(), shows, job),
            },
        };
        if let Some(text) = text {
            row.get_or_insert((cell_row, Vec::new())).1.push((column, text));
        }
    }
}

struct Table {
    /// Names by column; empty before the first row.
    columns: Vec<String>,
    /// Rows of one cell before any other: titles above the names, or a table of one column.
    held: Vec<(u32, Cells)>,
    feature: Feature,
}

impl Table {
    fn row(&mut self, number: u32, cells: &Cells, job: &mut Job) -> Result<(), ImportError> {
        if self.columns.is_empty() {
            if cells.len() == 1 && self.held.len() < MAX_TITLE_LINES {
                self.held.push((number, cells.clone()));
                return Ok(());
            }
            let has_number = cells.iter().any(|(_, text)| text.parse::<f64>().is_ok());
            if !self.held.is_empty() && (cells.len() < 3 || has_number) {
                self.take_held(job)?;
                return self.row(number, cells, job);
            }
            job.notes.add_many(notes::TITLE_LINES, self.held.drain(..).count() as u64);
            self.name_columns(cells, job);
            return Ok(());
        }
        match self.heading_in(cells) {
            Some(Heading::Again) => {
                job.notes.add(notes::REPEATED_HEADER);
                return Ok(());
            }
            Some(Heading::Tags) => {
                job.notes.add(notes::HXL_TAGS);
                return Ok(());
            }
            // What follows stands under other names.
            Some(Heading::Other) => {
                job.notes.add(notes::OTHER_HEADER);
                self.name_columns(cells, job);
                return Ok(());
            }
            None => {}
        }
        self.feature.begin(None, "null");
        for (at, column) in self.columns.iter().enumerate() {
            let value = cells.iter().find(|(cell, _)| *cell as usize == at).map_or("null", |(_, text)| text.as_str());
            self.feature.json(column, value);
        }
        for (at, value) in cells.iter().filter(|(at, _)| *at as usize >= self.columns.len()) {
            self.feature.json(&format!("column_{}", at + 1), value);
        }
        job.emit(Origin::Record(u64::from(number) + 1), &mut self.feature)
    }

    /// Whether a row holds names: only one that begins like such is looked at.
    fn heading_in(&self, cells: &Cells) -> Option<Heading> {
        let begins = |(_, json): &(u32, String)| {
            let text = json.trim_matches('"').trim();
            text.starts_with('#') || self.columns.iter().any(|name| name.eq_ignore_ascii_case(text))
        };
        if !cells.iter().take(2).any(begins) {
            return None;
        }
        let texts: Option<Vec<String>> = cells.iter().map(|(_, json)| serde_json::from_str(json).ok()).collect();
        heading(texts?.iter().map(String::as_str), &self.columns)
    }

    /// The rows that were held are a table of one column.
    fn take_held(&mut self, job: &mut Job) -> Result<(), ImportError> {
        let mut held = std::mem::take(&mut self.held).into_iter();
        if let Some((_, names)) = held.next() {
            self.name_columns(&names, job);
        }
        held.try_for_each(|(number, cells)| self.row(number, &cells, job))
    }

    fn name_columns(&mut self, cells: &Cells, job: &mut Job) {
        let width = cells.iter().map(|(column, _)| *column as usize + 1).max().unwrap_or_default();
        let name = |column: usize| {
            let text = cells.iter().find(|(at, _)| *at as usize == column).map(|(_, text)| text.as_str()).unwrap_or_default();
            serde_json::from_str::<String>(text).unwrap_or_else(|_| text.to_owned())
        };
        self.columns = distinct_names((0..width).map(name), &mut job.notes);
    }
}

/// Where dates stand in the first rows of a sheet, by column: there a number without the format of a date is one too.
#[derive(Default)]
struct DateColumns(BTreeMap<u32, DateColumn>);

#[derive(Default)]
struct DateColumn {
    num_dates: usize,
    num_numbers: usize,
    /// The least and the greatest serial number of a cell with the format of a date.
    span: Option<(f64, f64)>,
}

impl DateColumns {
    fn see(&mut self, column: u32, value: &DataRef) {
        let column = self.0.entry(column).or_default();
        match value {
            DataRef::DateTime(at) if at.is_datetime() => {
                let serial = at.as_f64();
                column.num_dates += 1;
                column.span = Some(column.span.map_or((serial, serial), |(least, most)| (least.min(serial), most.max(serial))));
            }
            DataRef::Int(_) | DataRef::Float(_) => column.num_numbers += 1,
            _ => {}
        }
    }

    /// A plain number that is a date like most of its column, or a time of day in a column of these. A count of people among dates, into
    /// which a spreadsheet has turned ranges such as 1-2, is far from them all.
    fn bare_serial(&self, column: u32, value: &DataRef) -> Option<(f64, Shows)> {
        const NEAR_DAYS: f64 = 3_653.0;
        let serial = match value {
            DataRef::Int(value) => *value as f64,
            DataRef::Float(value) => *value,
            _ => return None,
        };
        let column = self.0.get(&column).filter(|column| column.num_dates > column.num_numbers)?;
        let (least, most) = column.span?;
        match least >= 1.0 {
            true => (least - NEAR_DAYS..=most + NEAR_DAYS).contains(&serial).then_some((serial, Shows::Day)),
            false => (most < 1.0 && (0.0..1.0).contains(&serial)).then_some((serial, Shows::Clock)),
        }
        .filter(|(serial, _)| *serial >= 0.0)
    }
}

/// What a cell with a date shows of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Year,
    Month,
    Day,
    /// A time of day alone.
    Clock,
}

/// Told from the letters of the number format (ECMA-376 part 1, 18.8.31), without its texts in quotes and its colours and places in brackets.
fn shown_by(style: &Style) -> Shows {
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    let (mut letters, mut closing) = (String::new(), None);
    for c in code.chars() {
        match (closing, c) {
            (Some(end), c) => closing = (c != end).then_some(end),
            (None, '"') => closing = Some('"'),
            (None, '[') => closing = Some(']'),
            (None, c) => letters.push(c.to_ascii_lowercase()),
        }
    }
    let letters = letters.split(';').next().unwrap_or_default();
    match (letters.contains('y'), letters.contains('m'), letters.contains(['d', 'h', 's'])) {
        (false, ..) if !letters.contains('d') && letters.contains(['h', 's']) => Shows::Clock,
        (true, true, false) => Shows::Month,
        (true, false, false) => Shows::Year,
        _ => Shows::Day,
    }
}

/// JSON text of a cell; `None` for an empty one.
fn json_of(value: &DataRef, shows: Shows, job: &mut Job) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => {
            // The crate that reads the cells gives doubles alone, and spreadsheets themselves keep fifteen digits.
            job.notes
                .add_many(notes::DAMAGED_ID, u64::from(value.fract() == 0.0 && (EXACT_UP_TO..WRITTEN_OUT_UP_TO).contains(&value.abs())));
            plain_number(*value)
        }
        DataRef::Bool(value) => value.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => quoted(text),
        DataRef::SharedString(text) => quoted(text),
        DataRef::Error(error) => quoted(&error.to_string()),
        DataRef::DateTime(at) if at.is_duration() => plain_number(at.as_f64()),
        DataRef::DateTime(at) => {
            job.notes.add(notes::SERIAL_DATES);
            date_json(at, shows, job)
        }
    })
}

/// From here on several whole numbers are one double.
const EXACT_UP_TO: f64 = 9_007_199_254_740_992.0;
/// No id has more digits.
const WRITTEN_OUT_UP_TO: f64 = 1e21;

fn date_json(at: &ExcelDateTime, shows: Shows, job: &mut Job) -> String {
    match (shows, at.to_ymd_hms_milli()) {
        // A spreadsheet makes the first day of a month or a year that is typed alone.
        (Shows::Month, (year, month, 1, 0, 0, 0, 0)) => {
            job.notes.add(notes::MONTH_CELLS);
            quoted(&format!("{year:04}-{month:02}"))
        }
        (Shows::Year, (year, 1, 1, 0, 0, 0, 0)) => {
            job.notes.add(notes::MONTH_CELLS);
            quoted(&format!("{year:04}"))
        }
        // Midnight; shown with a day, it is the day before the first.
        (Shows::Clock, _) if at.as_f64() == 0.0 => quoted("00:00:00"),
        _ => quoted(&iso(at)),
    }
}

/// A whole number without a decimal point, as the sheet shows it.
fn plain_number(value: f64) -> String {
    match value.abs() {
        size if value.fract() != 0.0 || size >= WRITTEN_OUT_UP_TO => number(value),
        size if size < EXACT_UP_TO => (value as i64).to_string(),
        _ => format!("{value:.0}"),
    }
}

/// A day where the serial number is whole, a time of day where it is less than one, else both; never a zone.
fn iso(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let millis = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}{millis}");
    match at.as_f64() {
        serial if serial.fract() == 0.0 => date,
        serial if (0.0..1.0).contains(&serial) => time,
        _ => format!("{date}T{time}"),
    }
}
