//! Workbooks (XLSX): the first sheet that has rows, cell by cell, so that one far cell does not fill the memory.

use std::io::BufReader;

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};

use super::job::{Feature, Job, distinct_names, guarded, number, quoted, unusable};
use super::zipped;
use crate::domain::Origin;
use crate::import::framing::ImportError;
use crate::import::notes;
use crate::import::source::SourceReader;

type Book<'a> = Xlsx<BufReader<SourceReader<'a>>>;

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    zipped::weigh(job)?;
    guarded("workbook", || {
        let source = job.source;
        let mut book: Book = Xlsx::new(BufReader::new(SourceReader::new(source))).map_err(|error| damaged(&error))?;
        let mut used: Option<String> = None;
        for name in book.sheet_names() {
            if used.is_some() {
                if has_cells(&mut book, &name) {
                    job.notes.add(notes::OTHER_SHEETS);
                }
            } else if sheet(&mut book, &name, job)? {
                used = Some(name);
            }
        }
        let name =
            used.ok_or_else(|| unusable("No sheet of the workbook has rows.", "Open it in a spreadsheet and look where the data is."))?;
        Ok(format!("XLSX, sheet {name}"))
    })
}

fn damaged(error: &XlsxError) -> ImportError {
    unusable(format!("The workbook is damaged ({error})."), "Save it again, or as CSV.")
}

fn has_cells(book: &mut Book, name: &str) -> bool {
    book.worksheet_cells_reader(name).is_ok_and(|mut cells| matches!(cells.next_cell(), Ok(Some(_))))
}

/// The cells of one row by column, counted from 0.
type Cells = Vec<(u32, String)>;

/// Writes the rows of a sheet. False where there is none.
fn sheet(book: &mut Book, name: &str, job: &mut Job) -> Result<bool, ImportError> {
    // Sheets of charts alone have no cells to read.
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(false) };
    // As the sheet states it, which may be too few.
    let num_rows = u64::from(cells.dimensions().end.0) + 1;
    let mut table = Table { columns: Vec::new(), feature: Feature::default() };
    let mut row: Option<(u32, Cells)> = None;
    loop {
        let cell = cells.next_cell().map_err(|error| damaged(&error))?;
        let at = cell.as_ref().map(|cell| cell.get_position());
        if let Some((number, _)) = row.as_ref()
            && at.is_none_or(|(cell_row, _)| cell_row != *number)
            && let Some((number, cells)) = row.take()
        {
            table.row(number, &cells, job)?;
            job.tick_share(u64::from(number), num_rows.max(u64::from(number)))?;
        }
        let Some((cell, (cell_row, column))) = cell.zip(at) else { return Ok(!table.columns.is_empty()) };
        if column as usize >= job.limits.max_columns {
            let limit = job.limits.max_columns;
            return Err(unusable(format!("The sheet has more than {limit} columns."), "Delete the columns that hold no data."));
        }
        if let Some(text) = json_of(cell.get_value(), job) {
            row.get_or_insert((cell_row, Vec::new())).1.push((column, text));
        }
    }
}

struct Table {
    /// Names by column; empty before the first row.
    columns: Vec<String>,
    feature: Feature,
}

impl Table {
    fn row(&mut self, number: u32, cells: &Cells, job: &mut Job) -> Result<(), ImportError> {
        if self.columns.is_empty() {
            let width = cells.iter().map(|(column, _)| *column as usize + 1).max().unwrap_or_default();
            let name = |column: usize| {
                let text = cells.iter().find(|(at, _)| *at as usize == column).map(|(_, text)| text.as_str()).unwrap_or_default();
                serde_json::from_str::<String>(text).unwrap_or_else(|_| text.to_owned())
            };
            self.columns = distinct_names((0..width).map(name), &mut job.notes);
            return Ok(());
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
}

/// JSON text of a cell; `None` for an empty one.
fn json_of(value: &DataRef, job: &mut Job) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => plain_number(*value),
        DataRef::Bool(value) => value.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => quoted(text),
        DataRef::SharedString(text) => quoted(text),
        DataRef::Error(error) => quoted(&error.to_string()),
        DataRef::DateTime(at) if at.is_duration() => plain_number(at.as_f64()),
        DataRef::DateTime(at) => {
            job.notes.add(notes::SERIAL_DATES);
            quoted(&iso(at))
        }
    })
}

/// A whole number without a decimal point, as the sheet shows it.
fn plain_number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 { format!("{}", value as i64) } else { number(value) }
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
