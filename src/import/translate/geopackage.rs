//! GeoPackage (OGC 12-128): every table of features, read only; nothing is written beside the file.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use super::geometry::{Crs, other_crs};
use super::job::{Feature, Job, number, quoted, unusable};
use super::wkb;
use crate::domain::Origin;
use crate::import::framing::ImportError;
use crate::import::notes;

const TABLES: &str = "SELECT c.table_name, g.column_name, s.organization_coordsys_id, s.srs_name
    FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
    LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
    WHERE c.data_type = 'features' ORDER BY c.table_name";

struct FeatureTable {
    name: String,
    geometry_column: String,
    crs: Result<Crs, String>,
    /// Whether the package names the coordinate system.
    has_crs: bool,
    num_rows: u64,
}

struct Column {
    name: String,
    is_boolean: bool,
    is_key: bool,
}

fn damaged(error: &rusqlite::Error) -> ImportError {
    unusable(format!("The GeoPackage cannot be read ({error})."), "Check that it is whole, and that no other program is writing to it.")
}

pub fn translate(job: &mut Job, path: Option<&Path>) -> Result<String, ImportError> {
    let path = path.ok_or_else(|| unusable("A GeoPackage cannot be read inside an archive.", "Unpack it and open the .gpkg file."))?;
    let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| damaged(&error))?;
    // What the file itself defines (views, triggers) must not be able to call functions with effects.
    database.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;").map_err(|error| damaged(&error))?;
    let tables = tables(&database)?;
    let all = tables.iter().map(|table| table.num_rows).sum();
    for table in &tables {
        rows(&database, table, tables.len() > 1, all, job).map_err(|error| match error {
            Stopped::Sql(error) => damaged(&error),
            Stopped::Import(error) => error,
        })?;
    }
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    Ok(format!("GeoPackage, {} {}", if names.len() == 1 { "table" } else { "tables" }, names.join(" + ")))
}

fn tables(database: &Connection) -> Result<Vec<FeatureTable>, ImportError> {
    let no_package = |_| unusable("This SQLite database is no GeoPackage with features.", "Export the layer as GeoJSON.");
    let mut statement = database.prepare(TABLES).map_err(no_package)?;
    let found = statement.query_map([], |row| {
        let code: Option<i64> = row.get(2)?;
        let name: Option<String> = row.get(3)?;
        let crs =
            Crs::from_epsg(code.unwrap_or_default()).ok_or_else(|| name.unwrap_or_else(|| format!("EPSG:{}", code.unwrap_or_default())));
        Ok(FeatureTable { name: row.get(0)?, geometry_column: row.get(1)?, crs, has_crs: code.is_some_and(|code| code > 0), num_rows: 0 })
    });
    let mut tables: Vec<FeatureTable> = found.and_then(Iterator::collect).map_err(|error| damaged(&error))?;
    for table in &mut tables {
        let count: i64 = database
            .query_row(&format!("SELECT count(*) FROM {}", identifier(&table.name)), [], |row| row.get(0))
            .map_err(|error| damaged(&error))?;
        table.num_rows = u64::try_from(count).unwrap_or_default();
    }
    if tables.is_empty() {
        return Err(unusable("The GeoPackage has no table of features.", "Export a layer with features into it."));
    }
    Ok(tables)
}

/// A name of the file as SQL takes it.
fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

enum Stopped {
    Sql(rusqlite::Error),
    Import(ImportError),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<ImportError> for Stopped {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

fn rows(database: &Connection, table: &FeatureTable, is_one_of_several: bool, all: u64, job: &mut Job) -> Result<(), Stopped> {
    if !table.has_crs {
        job.notes.add(notes::NO_PRJ);
    }
    let mut info = database.prepare(&format!("PRAGMA table_info({})", identifier(&table.name)))?;
    let columns: Vec<Column> = info
        .query_map([], |row| {
            let kind: Option<String> = row.get(2)?;
            let is_boolean = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("BOOLEAN"));
            Ok(Column { name: row.get(1)?, is_boolean, is_key: row.get::<_, i64>(5)? > 0 })
        })?
        .collect::<Result<_, _>>()?;
    let list: Vec<String> = columns.iter().map(|column| identifier(&column.name)).collect();
    let mut statement = database.prepare(&format!("SELECT {} FROM {}", list.join(","), identifier(&table.name)))?;
    let mut rows = statement.query([])?;
    let mut feature = Feature::default();
    let mut at = 0;
    while let Some(row) = rows.next()? {
        at += 1;
        let origin = Origin::Record(job.seen() + 1);
        match geometry_of(row, table, &columns)? {
            Ok(geometry) => {
                if let Some(note) = table.crs.as_ref().ok().and_then(|crs| crs.note()) {
                    job.notes.add(note);
                }
                properties(row, table, &columns, &geometry, is_one_of_several, &mut feature)?;
                job.emit(origin, &mut feature)?;
            }
            Err((reason, remedy)) => job.refuse(origin, format!("Table {}, row {at}: {reason}", table.name), remedy),
        }
        job.tick_share(job.seen(), all)?;
    }
    Ok(())
}

type Refused = (String, &'static str);

fn geometry_of(row: &Row, table: &FeatureTable, columns: &[Column]) -> Result<Result<String, Refused>, rusqlite::Error> {
    let at = columns.iter().position(|column| column.name.eq_ignore_ascii_case(&table.geometry_column));
    let Some(at) = at else { return Ok(Ok("null".to_owned())) };
    let read = |bytes: &[u8]| match &table.crs {
        Err(name) => Err(other_crs(name)),
        Ok(crs) => wkb::geopackage(bytes, *crs)
            .map(|geometry| geometry.unwrap_or_else(|| "null".to_owned()))
            .map_err(|reason| (reason.to_owned(), "Repair the geometry in the program that made it.")),
    };
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Ok("null".to_owned()),
        ValueRef::Blob(bytes) => read(bytes),
        _ => Err(("The geometry is no block of bytes.".to_owned(), "Repair it in the program that made the file.")),
    })
}

fn properties(
    row: &Row,
    table: &FeatureTable,
    columns: &[Column],
    geometry: &str,
    is_one_of_several: bool,
    feature: &mut Feature,
) -> Result<(), rusqlite::Error> {
    let key = columns.iter().position(|column| column.is_key);
    let id = key.map(|at| row.get_ref(at)).transpose()?.map(|value| json_of(value, false));
    feature.begin(id.as_deref().filter(|id| *id != "null"), geometry);
    for (at, column) in columns.iter().enumerate() {
        if !column.name.eq_ignore_ascii_case(&table.geometry_column) {
            feature.json(&column.name, &json_of(row.get_ref(at)?, column.is_boolean));
        }
    }
    if is_one_of_several && !columns.iter().any(|column| column.name.eq_ignore_ascii_case("table")) {
        feature.text("table", &table.name);
    }
    Ok(())
}

fn json_of(value: ValueRef, is_boolean: bool) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(value) if is_boolean => (value != 0).to_string(),
        ValueRef::Integer(value) => value.to_string(),
        ValueRef::Real(value) => number(value),
        ValueRef::Text(bytes) => quoted(&String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => quoted(&format!("({} bytes)", bytes.len())),
    }
}
