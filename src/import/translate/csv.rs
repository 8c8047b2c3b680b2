//! Delimited text: every cell a property, verbatim; columns become places and times in a profile, not here.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::dialect::{Dialect, MAX_TITLE_LINES, dialect_of, encoding_of};
use super::geometry::{array, geometry};
use super::job::{Feature, Heading, Job, WrittenKey, distinct_names, heading, quoted, unusable};
use super::kml::ordinate;
use super::rows::{Row, Rows, Step};
use crate::domain::Origin;
use crate::import::columns::{GDELT_EVENTS, UCDP_GED, gdelt_1_events};
use crate::import::framing::ImportError;
use crate::import::notes::{self, Notes};
use crate::import::reader::Reader;
use crate::import::wkt::{self, OWN_PREFIX};

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    let dialect = dialect_of(job.source, job.limits)?.ok_or_else(|| {
        unusable("The lines of this text do not split into even columns.", "Export the data as CSV with a header, or as GeoJSON.")
    })?;
    if dialect.has_bom {
        job.notes.add(notes::BOM);
    }
    let encoding = dialect.has_bom.then_some(UTF_8);
    let mut table = Table { encoding, dialect, feature: Feature::default(), own: OwnColumns::default() };
    table.rows(job)?;
    let encoding = table.encoding.unwrap_or(UTF_8);
    let kind = if table.dialect.shape.delimiter == b'\t' { "TSV" } else { "CSV" };
    Ok(format!("{kind}, {}, {}", table.dialect.delimiter_name(), encoding.name()))
}

struct Table {
    /// Told from the first letters beyond ASCII, wherever they stand.
    encoding: Option<&'static Encoding>,
    dialect: Dialect,
    feature: Feature,
    own: OwnColumns,
}

/// Columns that say what a feature has beside its properties, by their numbers: those that Marsad's own tables have where a property could
/// be taken for them, or else one that holds geometries.
#[derive(Default)]
struct OwnColumns {
    id: Option<usize>,
    lon_lat: Option<[usize; 2]>,
    geometry: Option<usize>,
}

impl OwnColumns {
    fn of(columns: &[String], notes: &mut Notes) -> Self {
        // The prefix stands once more before a name that a property has already.
        let own = |name: &str| {
            let is_own = |column: &String| {
                column.strip_suffix(name).is_some_and(|prefix| !prefix.is_empty() && prefix.replace(OWN_PREFIX, "").is_empty())
            };
            let found = columns.iter().enumerate().filter(|(_, column)| is_own(column));
            found.max_by_key(|(_, column)| column.len()).map(|(at, _)| at)
        };
        let found = Self { id: own("id"), lon_lat: own("lon").zip(own("lat")).map(|(lon, lat)| [lon, lat]), geometry: own("wkt") };
        let is_placed = found.lon_lat.is_some() || found.geometry.is_some();
        notes.add_many(notes::OWN_COLUMNS, u64::from(is_placed || found.id.is_some()));
        let any = || columns.iter().position(|column| wkt::is_name(column));
        Self { geometry: if is_placed { found.geometry } else { any() }, ..found }
    }

    /// JSON of the id and of the geometry.
    fn of_row(&self, cells: &[Cow<str>], notes: &mut Notes) -> (Option<String>, Option<String>) {
        let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let point = || {
            let [lon, lat] = self.lon_lat?.map(|at| cell(at).and_then(|text| ordinate(text).ok()));
            Some(geometry("Point", &array(&[lon?, lat?])))
        };
        let text = self.geometry.and_then(cell);
        let read = text.and_then(wkt::geometry_in);
        // A word such as “circle” was none from the beginning.
        let is_odd = read.is_none() && text.is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()));
        notes.add_many(notes::ODD_GEOMETRY_CELL, u64::from(is_odd));
        (self.id.and_then(cell).map(quoted), read.or_else(point))
    }
}

impl Table {
    fn rows(&mut self, job: &mut Job) -> Result<(), ImportError> {
        let mut row = Row::default();
        let mut rows = Rows::new(Reader::new(job.source), self.dialect.shape, self.dialect.start);
        let mut num_titles = 0;
        let first = loop {
            match rows.next(&mut row)? {
                Step::End => return Err(unusable("The table is empty.", "Export it again.")),
                Step::Row if row.is_blank() => {}
                Step::Row if num_titles < MAX_TITLE_LINES && is_title(&row, &mut rows)? => {
                    num_titles += 1;
                    job.notes.add(notes::TITLE_LINES);
                }
                Step::Row => break self.texts(&row, job)?,
                Step::OpenQuote | Step::TooLong => {
                    return Err(unusable("The first row of the table has no end.", "Look for a quotation mark that is not closed."));
                }
            }
        };
        let known = known_columns(&first, self.dialect.shape.delimiter);
        let has_names = known.is_none();
        let columns = match known {
            Some(columns) => {
                job.notes.add(notes::NO_HEADER);
                self.dialect.shape.has_quotes = self.dialect.shape.delimiter != b'\t';
                rows = Rows::new(Reader::new(job.source), self.dialect.shape, row.offset);
                columns
            }
            None => distinct_names(first.iter().cloned(), &mut job.notes),
        };
        self.own = OwnColumns::of(&columns, &mut job.notes);
        let written = |names: Vec<String>| names.iter().map(|name| WrittenKey::new(name)).collect::<Vec<_>>();
        let (mut first, mut columns) = (first, written(columns));
        loop {
            let step = rows.next(&mut row)?;
            let origin = Origin::Text { offset: row.offset, length: row.length, line: row.line };
            match step {
                Step::End => return Ok(()),
                // An empty line is no row.
                Step::Row if row.is_blank() && row.len() <= 1 => {}
                Step::Row if row.is_blank() => job.notes.add(notes::BLANK_ROWS),
                Step::Row if !has_names => self.row(&row, origin, &columns, job)?,
                Step::Row => match self.heading_in(&row, &first, job)? {
                    Some(Heading::Tags) => job.notes.add(notes::HXL_TAGS),
                    // What follows stands under other names.
                    Some(Heading::Other) => {
                        job.notes.add(notes::OTHER_HEADER);
                        first = self.texts(&row, job)?;
                        let names = distinct_names(first.iter().cloned(), &mut job.notes);
                        self.own = OwnColumns::of(&names, &mut job.notes);
                        columns = written(names);
                    }
                    Some(Heading::Again) => job.notes.add(notes::REPEATED_HEADER),
                    None => self.row(&row, origin, &columns, job)?,
                },
                Step::OpenQuote => job.refuse(
                    origin,
                    "A quotation mark opens a cell and is never closed.",
                    "Close it, or double it if it belongs to the text.",
                ),
                Step::TooLong => {
                    let limit = job.limits.max_row_bytes >> 20;
                    job.refuse(
                        origin,
                        format!("The row is longer than {limit} MB or has too many cells."),
                        "Look for a quotation mark that is not closed.",
                    );
                }
            }
            job.tick(rows.at())?;
        }
    }

    /// Whether a row holds names: only one that begins like such is looked at.
    fn heading_in(&mut self, row: &Row, first: &[String], job: &mut Job) -> Result<Option<Heading>, ImportError> {
        let mut filled = row.filled().map(<[u8]>::trim_ascii);
        let begins = |cell: &[u8]| cell.starts_with(b"#") || first.iter().any(|name| name.trim().as_bytes().eq_ignore_ascii_case(cell));
        if !filled.next().is_some_and(begins) && !filled.next().is_some_and(begins) {
            return Ok(None);
        }
        let texts = self.texts(row, job)?;
        Ok(heading(texts.iter().map(String::as_str), first))
    }

    fn row(&mut self, row: &Row, origin: Origin, columns: &[WrittenKey], job: &mut Job) -> Result<(), ImportError> {
        let surplus_is_empty = row.cells().skip(columns.len()).all(<[u8]>::is_empty);
        if row.len() < columns.len() || !surplus_is_empty {
            let reason = format!("Cells in this row: {}; columns of the table: {}.", row.len(), columns.len());
            job.refuse(origin, reason, "Look for a delimiter or a quotation mark in the text of a cell.");
            return Ok(());
        }
        if row.len() > columns.len() {
            job.notes.add(notes::EMPTY_SURPLUS);
        }
        let encoding = self.encoding_of(row, job)?;
        // Cells of sound UTF-8 need no look at each.
        let sound = if encoding == UTF_8 { simdutf8::basic::from_utf8(row.bytes()).ok() } else { None };
        let text_of = |(from, to)| match sound.and_then(|text| text.get(from..to)) {
            Some(text) => Cow::Borrowed(text),
            None => decode(encoding, row.bytes().get(from..to).unwrap_or_default(), job),
        };
        let texts: Vec<Cow<str>> = row.bounds().map(text_of).collect();
        let (id, geometry) = self.own.of_row(&texts, &mut job.notes);
        self.feature.begin(id.as_deref(), geometry.as_deref().unwrap_or("null"));
        for (text, key) in texts.iter().zip(columns) {
            self.feature.text_at(key, text);
        }
        job.emit(origin, &mut self.feature)
    }

    fn texts(&mut self, row: &Row, job: &mut Job) -> Result<Vec<String>, ImportError> {
        let encoding = self.encoding_of(row, job)?;
        Ok(row.cells().map(|cell| decode(encoding, cell, job).into_owned()).collect())
    }

    /// That of the table; up to the first row that is not in ASCII every encoding is the same.
    fn encoding_of(&mut self, row: &Row, job: &mut Job) -> Result<&'static Encoding, ImportError> {
        if self.encoding.is_none() && !row.bytes().is_ascii() {
            let (encoding, is_assumed) = encoding_of(job.source, row.offset)?;
            if is_assumed {
                job.say_encoding(encoding);
            }
            self.encoding = Some(encoding);
        }
        Ok(self.encoding.unwrap_or(UTF_8))
    }
}

/// True for a row of one cell with something in it, where the table has more: above the names of the columns it is a title.
fn is_title(row: &Row, rows: &mut Rows) -> std::io::Result<bool> {
    Ok(row.filled().count() == 1 && row.len() != 2 && rows.names_follow()?)
}

fn decode<'a>(encoding: &'static Encoding, cell: &'a [u8], job: &mut Job) -> Cow<'a, str> {
    let (text, has_errors) = encoding.decode_without_bom_handling(cell);
    if has_errors && encoding == UTF_8 {
        job.notes.add(notes::INVALID_UTF8);
    }
    text
}

/// The columns of a table whose first row is data already.
fn known_columns(first: &[String], delimiter: u8) -> Option<Vec<String>> {
    let is_digits = |at: usize, len: std::ops::RangeInclusive<usize>| {
        first.get(at).is_some_and(|cell| len.contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let owned = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    if first.len() == UCDP_GED.len() && is_digits(0, 1..=12) && is_digits(2, 4..=4) {
        return owned(&UCDP_GED);
    }
    let num_gdelt_1 = gdelt_1_events().count();
    if delimiter == b'\t' && is_digits(0, 1..=14) && is_digits(1, 8..=8) {
        match first.len() {
            len if len == GDELT_EVENTS.len() => return owned(&GDELT_EVENTS),
            len if len == num_gdelt_1 || len + 1 == num_gdelt_1 => {
                return Some(gdelt_1_events().take(len).map(ToOwned::to_owned).collect());
            }
            _ => {}
        }
    }
    let is_number = |cell: &String| cell.trim().parse::<f64>().is_ok();
    first.iter().all(is_number).then(|| (1..=first.len()).map(|number| format!("column_{number}")).collect())
}
