//! Shapefiles: the shapes of `.shp`, the properties of `.dbf`, the coordinate system of `.prj`, beside each other or zipped.

use std::io::{BufReader, Read};
use std::sync::Arc;

use shapefile::{Point, PointM, PointZ, Polygon, PolygonM, PolygonRing, PolygonZ, Shape, ShapeReader};

use super::dbf::{Dbf, Record};
use super::geometry::{Crs, array, geometry, other_crs};
use super::job::{Feature, Job, TICK_STEPS, distinct_names, guarded, unusable};
use super::{Siblings, zipped};
use crate::domain::Origin;
use crate::import::framing::ImportError;
use crate::import::notes;
use crate::import::source::{ByteSource, MemorySource, SourceReader};

const REMEDY: &str = "Export or download the file again.";

/// What stands beside the shapes.
#[derive(Default)]
struct Parts {
    dbf: Option<Arc<dyn ByteSource>>,
    prj: Option<String>,
    cpg: Option<String>,
    has_shx: bool,
}

pub fn translate_file(job: &mut Job, siblings: &dyn Siblings) -> Result<String, ImportError> {
    let text = |ending: &str| siblings.sibling(ending).map(|found| found.as_deref().and_then(short_text));
    let parts = Parts { dbf: siblings.sibling("dbf")?, prj: text("prj")?, cpg: text("cpg")?, has_shx: siblings.sibling("shx")?.is_some() };
    let source = job.source;
    guarded("Shapefile", || shapes(source, &parts, job))?;
    Ok("Shapefile".to_owned())
}

pub fn translate_zip(job: &mut Job) -> Result<String, ImportError> {
    let source = job.source;
    let mut archive = zipped::open(source, job.limits)?;
    let names = zipped::names(&archive);
    let mut shp_names: Vec<String> = names
        .iter()
        .map(|(_, name)| name.clone())
        .filter(|name| zipped::is_data(name) && name.to_ascii_lowercase().ends_with(".shp"))
        .collect();
    shp_names.sort_unstable();
    let stem = shp_names.first().and_then(|name| name.get(..name.len() - 4)).unwrap_or_default().to_owned();
    if let Some((read, left)) = shp_names.split_first() {
        zipped::tell_left(read, left, &mut job.notes);
    }
    let mut part = |ending: &str, job: &mut Job| -> Result<Option<Arc<dyn ByteSource>>, ImportError> {
        let wanted = format!("{stem}.{ending}");
        let Some((at, _)) = names.iter().find(|(_, name)| name.eq_ignore_ascii_case(&wanted)) else { return Ok(None) };
        Ok(Some(Arc::new(MemorySource::new(zipped::held(&mut archive, *at, job)?.into()))))
    };
    let shp = part("shp", job)?.ok_or_else(|| unusable("There is no .shp file in the archive.", REMEDY))?;
    let parts = Parts {
        dbf: part("dbf", job)?,
        prj: part("prj", job)?.as_deref().and_then(short_text),
        cpg: part("cpg", job)?.as_deref().and_then(short_text),
        has_shx: part("shx", job)?.is_some(),
    };
    guarded("Shapefile", || shapes(shp.as_ref(), &parts, job))?;
    Ok("Shapefile, zip".to_owned())
}

/// The text of a file that is short by its nature.
fn short_text(source: &dyn ByteSource) -> Option<String> {
    let mut bytes = Vec::new();
    SourceReader::new(source).take(64 << 10).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}').trim().to_owned())
}

fn shapes(shp: &dyn ByteSource, parts: &Parts, job: &mut Job) -> Result<(), ImportError> {
    let crs = match parts.prj.as_deref().filter(|text| !text.is_empty()) {
        None => {
            job.notes.add(notes::NO_PRJ);
            Ok(Crs::Wgs84)
        }
        Some(text) => Crs::from_wkt(text).ok_or_else(|| text.split('"').nth(1).unwrap_or("another system").to_owned()),
    };
    if !parts.has_shx {
        job.notes.add(notes::NO_SHX);
    }
    let dbf = match &parts.dbf {
        Some(dbf) => Dbf::open(dbf.as_ref(), parts.cpg.as_deref())?,
        None => None,
    };
    if dbf.is_none() {
        job.notes.add(notes::NO_DBF);
    }
    if let Some(dbf) = dbf.as_ref().filter(|dbf| dbf.is_assumed) {
        job.say_encoding(dbf.encoding);
    }
    let names = dbf.iter().flat_map(|dbf| dbf.columns.iter().map(|column| column.name.clone()));
    let columns = distinct_names(names, &mut job.notes);
    let sound = sound_shapes(shp, job)?;
    let all = sound.count;
    let mut reader = ShapeReader::new(BufReader::new(SourceReader::new(shp)))
        .map_err(|error| unusable(format!("The .shp file is damaged ({error})."), REMEDY))?;
    let mut shapes = reader.iter_shapes();
    let mut feature = Feature::default();
    for at in 0..all {
        job.tick_share(at, all)?;
        let origin = Origin::Record(at + 1);
        match (shapes.next(), &crs) {
            (None, _) => break,
            (Some(Err(error)), _) => {
                // The reader does not find back to the next record after a damaged one.
                job.refuse(origin, format!("The shape is damaged ({error}); those after it were not read."), REMEDY);
                break;
            }
            (Some(Ok(_)), Err(name)) => {
                let (reason, remedy) = other_crs(name);
                job.refuse(origin, reason, remedy);
            }
            (Some(Ok(shape)), Ok(crs)) => {
                let values = match dbf.as_ref().map(|dbf| dbf.record(at)).transpose()?.flatten() {
                    Some(Record::Values(values)) => values,
                    Some(Record::Deleted) => {
                        job.notes.add(notes::DELETED_ROWS);
                        continue;
                    }
                    None => Vec::new(),
                };
                if let Some(note) = crs.note() {
                    job.notes.add(note);
                }
                feature.begin(None, &geometry_of(&shape, *crs));
                columns.iter().zip(&values).for_each(|(column, value)| feature.json(column, value));
                job.emit(origin, &mut feature)?;
            }
        }
    }
    if sound.is_cut {
        job.refuse(Origin::Record(all + 1), "The .shp file breaks off here.", REMEDY);
    }
    Ok(())
}

/// Shapes whose length the file can hold.
struct Sound {
    count: u64,
    is_cut: bool,
}

/// Steps from length to length. The reader reserves what a length says before it looks whether the bytes are there.
fn sound_shapes(shp: &dyn ByteSource, job: &mut Job) -> Result<Sound, ImportError> {
    let mut at = 100;
    let mut count = 0;
    while at + 8 <= shp.len() {
        let mut head = [0; 8];
        shp.read_at(at, &mut head)?;
        let [_, _, _, _, a, b, c, d] = head;
        let length = u64::from(u32::from_be_bytes([a, b, c, d])) * 2;
        if at + 8 + length > shp.len() {
            return Ok(Sound { count, is_cut: true });
        }
        at += 8 + length;
        count += 1;
        if count % TICK_STEPS == 0 {
            job.go_on()?;
        }
    }
    Ok(Sound { count, is_cut: at != shp.len() })
}

/// A position with its height where it has one; what is below -1e38 stands for “no data”.
trait Position {
    fn xyz(&self) -> (f64, f64, Option<f64>);
}

impl Position for Point {
    fn xyz(&self) -> (f64, f64, Option<f64>) {
        (self.x, self.y, None)
    }
}

impl Position for PointM {
    fn xyz(&self) -> (f64, f64, Option<f64>) {
        (self.x, self.y, None)
    }
}

impl Position for PointZ {
    fn xyz(&self) -> (f64, f64, Option<f64>) {
        (self.x, self.y, Some(self.z).filter(|z| *z > shapefile::NO_DATA))
    }
}

fn position(crs: Crs, point: &impl Position) -> String {
    let (x, y, z) = point.xyz();
    crs.position(x, y, z)
}

fn line<P: Position>(crs: Crs, points: &[P]) -> String {
    array(&points.iter().map(|point| position(crs, point)).collect::<Vec<_>>())
}

fn lines<P: Position>(crs: Crs, parts: &[Vec<P>]) -> String {
    match parts {
        [only] => geometry("LineString", &line(crs, only)),
        several => geometry("MultiLineString", &array(&several.iter().map(|part| line(crs, part)).collect::<Vec<_>>())),
    }
}

/// Holes follow the outer ring that they belong to.
fn rings<P: Position>(crs: Crs, rings: &[PolygonRing<P>]) -> String {
    let mut polygons: Vec<Vec<String>> = Vec::new();
    for ring in rings {
        match ring {
            PolygonRing::Outer(points) => polygons.push(vec![line(crs, points)]),
            PolygonRing::Inner(points) => match polygons.last_mut() {
                Some(polygon) => polygon.push(line(crs, points)),
                // A hole without an outer ring before it is an outer ring drawn the wrong way round.
                None => polygons.push(vec![line(crs, points)]),
            },
        }
    }
    match polygons.as_slice() {
        [only] => geometry("Polygon", &array(only)),
        several => geometry("MultiPolygon", &array(&several.iter().map(|rings| array(rings)).collect::<Vec<_>>())),
    }
}

fn geometry_of(shape: &Shape, crs: Crs) -> String {
    match shape {
        Shape::NullShape => "null".to_owned(),
        Shape::Point(point) => geometry("Point", &position(crs, point)),
        Shape::PointM(point) => geometry("Point", &position(crs, point)),
        Shape::PointZ(point) => geometry("Point", &position(crs, point)),
        Shape::Multipoint(points) => geometry("MultiPoint", &line(crs, points.points())),
        Shape::MultipointM(points) => geometry("MultiPoint", &line(crs, points.points())),
        Shape::MultipointZ(points) => geometry("MultiPoint", &line(crs, points.points())),
        Shape::Polyline(parts) => lines(crs, parts.parts()),
        Shape::PolylineM(parts) => lines(crs, parts.parts()),
        Shape::PolylineZ(parts) => lines(crs, parts.parts()),
        Shape::Polygon(polygon) => rings(crs, Polygon::rings(polygon)),
        Shape::PolygonM(polygon) => rings(crs, PolygonM::rings(polygon)),
        Shape::PolygonZ(polygon) => rings(crs, PolygonZ::rings(polygon)),
        Shape::Multipatch(patches) => {
            let parts: Vec<String> = patches.patches().iter().map(|patch| array(&[line(crs, patch.points())])).collect();
            geometry("MultiPolygon", &array(&parts))
        }
    }
}
