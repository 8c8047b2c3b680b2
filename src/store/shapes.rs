//! Places that are more than one point: lines, areas, several places of one incident.

use std::borrow::Cow;
use std::collections::HashMap;

use geo::{Area, BoundingRect, Centroid, Contains, CoordsIter, Geometry, InteriorPoint, Line};

use super::rows::PointPlace;
use crate::domain::{LonLat, Place, PlacePrecision, PlacedHow};

/// A line or an area of an incident, in degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedGeometry {
    /// Lines, or rings of areas, as (lon, lat); over the antimeridian they go on beyond 180.
    parts: Vec<Vec<[f64; 2]>>,
    is_area: bool,
    is_imprecise: bool,
}

impl PlacedGeometry {
    /// Lines, or the rings of an area, each in one piece: over the antimeridian longitudes go on beyond 180.
    pub fn parts(&self) -> impl Iterator<Item = impl Iterator<Item = LonLat> + '_> + '_ {
        self.parts.iter().map(|part| part.iter().map(|[lon, lat]| LonLat { lon: *lon, lat: *lat }))
    }
    pub fn is_area(&self) -> bool {
        self.is_area
    }
    /// True where the source does not vouch for the outline.
    pub fn is_imprecise(&self) -> bool {
        self.is_imprecise
    }
}

/// What stands at rows whose place is not simply one point.
#[derive(Clone, Default)]
pub struct ShapeTable {
    shapes: HashMap<u32, Vec<PlacedGeometry>>,
    points: HashMap<u32, Vec<PointPlace>>,
    /// Their rows with the box around all that stands there: west, south, east, north in degrees; over the antimeridian beyond 180.
    extents: Vec<(u32, [f64; 4])>,
}

impl std::fmt::Debug for ShapeTable {
    /// In the order of the rows, so that two that are the same look the same.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shapes: std::collections::BTreeMap<_, _> = self.shapes.iter().collect();
        let points: std::collections::BTreeMap<_, _> = self.points.iter().collect();
        f.debug_struct("ShapeTable").field("shapes", &shapes).field("points", &points).field("extents", &self.extents).finish()
    }
}

impl ShapeTable {
    pub fn add(&mut self, row: u32, places: &[Place]) {
        if let [Place { geometry: Geometry::Point(_), .. }] = places {
            return;
        }
        let mut shapes = Vec::new();
        let mut points = Vec::new();
        for place in places {
            let imprecise = place.how == PlacedHow::ByHand || place.precision == PlacePrecision::Unknown;
            collect(&place.geometry, imprecise, &mut shapes, &mut |lon, lat| {
                points.push(PointPlace { at: LonLat { lon, lat }, radius_m: place.radius.metres() });
            });
        }
        let ends = shapes.iter().flat_map(PlacedGeometry::parts).flatten().chain(points.iter().map(|point| point.at));
        if let Some(extent) = ends.fold(None, |extent: Option<[f64; 4]>, at| {
            let [west, south, east, north] = extent.unwrap_or([at.lon, at.lat, at.lon, at.lat]);
            Some([west.min(at.lon), south.min(at.lat), east.max(at.lon), north.max(at.lat)])
        }) {
            self.extents.push((row, extent));
        }
        if !shapes.is_empty() {
            self.shapes.insert(row, shapes);
        }
        self.points.insert(row, points);
    }
    /// Replaces what stands at a row.
    pub fn set(&mut self, row: u32, place: Option<&Place>) {
        self.shapes.remove(&row);
        self.points.remove(&row);
        self.extents.retain(|(have, _)| *have != row);
        self.add(row, place.map(std::slice::from_ref).unwrap_or_default());
    }
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }
    /// Gives every row its new number.
    pub fn renumber(&mut self, new_rows: &[u32]) {
        let new = |row: u32| new_rows.get(row as usize).copied().unwrap_or(row);
        self.shapes = std::mem::take(&mut self.shapes).into_iter().map(|(row, shapes)| (new(row), shapes)).collect();
        self.points = std::mem::take(&mut self.points).into_iter().map(|(row, points)| (new(row), points)).collect();
        self.extents.iter_mut().for_each(|(row, _)| *row = new(*row));
        self.extents.sort_unstable_by_key(|(row, _)| *row);
    }
    /// Takes in the shapes of rows that come to stand `shift` rows further down.
    pub fn absorb(&mut self, other: Self, shift: u32) {
        self.shapes.extend(other.shapes.into_iter().map(|(row, shapes)| (row + shift, shapes)));
        self.points.extend(other.points.into_iter().map(|(row, points)| (row + shift, points)));
        self.extents.extend(other.extents.into_iter().map(|(row, extent)| (row + shift, extent)));
    }
    /// The radii of all points, in metres.
    pub fn radii(&self) -> impl Iterator<Item = f64> + '_ {
        self.points.values().flatten().filter_map(|point| point.radius_m)
    }
    /// The rows whose place is not simply one point, with the box around it: west, south, east, north in degrees.
    pub fn extents(&self) -> &[(u32, [f64; 4])] {
        &self.extents
    }
    pub fn shapes(&self, row: u32) -> &[PlacedGeometry] {
        self.shapes.get(&row).map_or(&[], Vec::as_slice)
    }
    /// The points of a row that has more or other places than one point.
    pub fn points(&self, row: u32) -> Option<&[PointPlace]> {
        self.points.get(&row).map(Vec::as_slice)
    }
}

fn collect(geometry: &Geometry<f64>, imprecise: bool, shapes: &mut Vec<PlacedGeometry>, point: &mut dyn FnMut(f64, f64)) {
    let line_of = |line: &geo::LineString<f64>| pairs(&in_one_piece(line));
    let rings_of = |polygon: &geo::Polygon<f64>| {
        let polygon = area_in_one_piece(polygon);
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(pairs).collect::<Vec<_>>()
    };
    let mut add = |parts: Vec<Vec<[f64; 2]>>, is_area| shapes.push(PlacedGeometry { parts, is_area, is_imprecise: imprecise });
    match geometry {
        Geometry::Point(at) => point(at.x(), at.y()),
        Geometry::MultiPoint(points) => points.iter().for_each(|at| point(at.x(), at.y())),
        Geometry::Line(line) => add(vec![line_of(&(*line).into())], false),
        Geometry::LineString(line) => add(vec![line_of(line)], false),
        Geometry::MultiLineString(lines) => add(lines.iter().map(line_of).collect(), false),
        Geometry::Polygon(polygon) => add(rings_of(polygon), true),
        Geometry::MultiPolygon(polygons) => add(polygons.iter().flat_map(rings_of).collect(), true),
        Geometry::Rect(rect) => add(rings_of(&rect.to_polygon()), true),
        Geometry::Triangle(triangle) => add(rings_of(&triangle.to_polygon()), true),
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| collect(part, imprecise, shapes, point)),
    }
}

fn pairs(line: &geo::LineString<f64>) -> Vec<[f64; 2]> {
    line.0.iter().map(|at| [at.x, at.y]).collect()
}

/// A ring that reaches over more latitudes than this is a frame around the world, whose long sides are meant.
const MAX_HEIGHT_DEG: f64 = 120.0;

/// A line, or a ring, that steps from one side of the antimeridian to the other, in one piece: each step goes the short way round, and
/// longitudes go on beyond 180. A ring that does not come back to where it began goes around a pole, and stays as it is.
fn in_one_piece(line: &geo::LineString<f64>) -> Cow<'_, geo::LineString<f64>> {
    let crosses = |step: &f64| step.abs() > 180.0 && step.abs() < 360.0;
    if !line.lines().any(|segment| crosses(&segment.dx())) {
        return Cow::Borrowed(line);
    }
    let mut shift = 0.0;
    let mut made = line.clone();
    for (segment, at) in line.lines().zip(made.0.iter_mut().skip(1)) {
        if crosses(&segment.dx()) {
            shift -= 360.0 * segment.dx().signum();
        }
        at.x += shift;
    }
    let height = made.bounding_rect().map_or(0.0, |around| around.height());
    let is_ring = line.is_closed() && line.0.len() > 2;
    if is_ring && (shift != 0.0 || height > MAX_HEIGHT_DEG) { Cow::Borrowed(line) } else { Cow::Owned(made) }
}

/// The same for an area: its holes lie where its outline does.
fn area_in_one_piece(polygon: &geo::Polygon<f64>) -> Cow<'_, geo::Polygon<f64>> {
    let Cow::Owned(exterior) = in_one_piece(polygon.exterior()) else { return Cow::Borrowed(polygon) };
    let around = exterior.bounding_rect();
    let holes = polygon.interiors().iter().map(|hole| {
        let mut hole = in_one_piece(hole).into_owned();
        let turn = around.zip(hole.bounding_rect()).map_or(0.0, |(around, hole)| ((around.center().x - hole.center().x) / 360.0).round());
        hole.0.iter_mut().for_each(|at| at.x += 360.0 * turn);
        hole
    });
    let holes = holes.collect();
    Cow::Owned(geo::Polygon::new(exterior, holes))
}

/// A longitude between -180 and 180, as it mostly is.
fn on_earth(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

/// The point that stands for a geometry: the point itself; the middle of a line, along it; inside an area, near its
/// centre; of several parts, that of the first.
pub fn anchor_of(geometry: &Geometry<f64>) -> Option<LonLat> {
    let at = match geometry {
        Geometry::Point(at) => *at,
        Geometry::MultiPoint(points) => points.iter().next().copied()?,
        Geometry::LineString(line) => middle_of(line)?,
        Geometry::MultiLineString(lines) => middle_of(lines.iter().next()?)?,
        Geometry::GeometryCollection(parts) => return parts.iter().find_map(anchor_of),
        Geometry::Polygon(polygon) if polygon.unsigned_area() > 0.0 => {
            let polygon = area_in_one_piece(polygon);
            polygon.centroid().filter(|at| polygon.contains(at)).or_else(|| polygon.interior_point())?
        }
        Geometry::MultiPolygon(polygons) => return polygons.iter().next().and_then(|first| anchor_of(&Geometry::Polygon(first.clone()))),
        other => other.coords_iter().next().map(geo::Point::from)?,
    };
    Some(LonLat { lon: on_earth(at.x()), lat: at.y() })
}

fn middle_of(line: &geo::LineString<f64>) -> Option<geo::Point<f64>> {
    let line = in_one_piece(line);
    let length = |line: &Line<f64>| line.dx().hypot(line.dy());
    let half = line.lines().map(|line| length(&line)).sum::<f64>() / 2.0;
    let mut gone = 0.0;
    for segment in line.lines() {
        let step = length(&segment);
        if gone + step >= half && step > 0.0 {
            let part = (half - gone) / step;
            return Some(geo::Point::new(segment.start.x + segment.dx() * part, segment.start.y + segment.dy() * part));
        }
        gone += step;
    }
    line.0.first().copied().map(geo::Point::from)
}
