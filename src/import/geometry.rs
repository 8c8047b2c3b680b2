//! From the words of a geometry to a shape on the ground, checked.

use geo::{Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::feature::{Members, Refusal};
use super::notes::{self, Notes};
use super::translate::geometry::{Crs, NamedCrs, other_crs};

/// Deepest nesting of geometry collections.
const MAX_NESTING: usize = 64;

/// A shape with the third ordinate of its first position, where there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub geometry: Geometry<f64>,
    pub third: Option<f64>,
}

/// How the numbers of a file's geometries are to be taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Placing<'a> {
    /// Latitude stands first.
    pub is_swapped: bool,
    /// The coordinate system that the file names, where that is not WGS 84.
    pub named: Option<&'a NamedCrs>,
}

impl Placing<'_> {
    /// That to which the numbers are turned from.
    fn turned(self) -> Option<Crs> {
        self.named.and_then(|named| named.crs)
    }
}

/// Tells of a member `crs` whose system is not turned to WGS 84.
pub fn note_crs(json: &str, notes: &mut Notes) {
    match NamedCrs::in_member(json) {
        None => notes.add(notes::OLD_CRS),
        Some(NamedCrs { crs: Some(_), .. }) => {}
        Some(NamedCrs { name, .. }) => notes.say(
            "other_crs",
            format!("The file names the coordinate system {name}, which Marsad does not turn to WGS 84; what can be degrees was read so."),
        ),
    }
}

/// A point with two ordinates and nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainPoint<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    coordinates: [f64; 2],
}

type Position = Vec<Option<f64>>;

/// What one geometry may come to.
enum Outcome {
    Shape(Geometry<f64>),
    /// Empty, null or not numbers: the incident stays, without place.
    Nowhere,
}

/// Reads a geometry, or one whose latitude stands first. `Ok(None)` is an incident without place.
pub fn shape_of(value: Option<&str>, placing: Placing, notes: &mut Notes) -> Result<Option<Shape>, Refusal> {
    let Some(text) = value.filter(|text| *text != "null") else { return Ok(None) };
    let mut third = None;
    // Nearly all geometries of an export are plain points; the long way answers the same.
    if let Ok(PlainPoint { kind: "Point", coordinates: [lon, lat] }) = serde_json::from_str(text) {
        let mut reading = Reading { placing, notes, third: &mut third };
        let at = if placing.is_swapped { reading.on_earth(lat, lon)? } else { reading.on_earth(lon, lat)? };
        let at = at.filter(|at| reading.is_somewhere(at));
        tell_turned(at.is_some(), placing, notes);
        return Ok(at.map(|at| Shape { geometry: Geometry::Point(Point(at)), third: None }));
    }
    match geometry_of(text, placing, notes, &mut third, 0)? {
        Outcome::Shape(geometry) => {
            if third.is_some() {
                notes.add(notes::THIRD_ORDINATE);
            }
            Ok(Some(Shape { geometry, third }))
        }
        Outcome::Nowhere => Ok(None),
    }
}

fn tell_turned(is_drawn: bool, placing: Placing, notes: &mut Notes) {
    if let Some(note) = placing.turned().and_then(Crs::note).filter(|_| is_drawn) {
        notes.add(note);
    }
}

fn geometry_of(text: &str, placing: Placing, notes: &mut Notes, third: &mut Option<f64>, depth: usize) -> Result<Outcome, Refusal> {
    let members: Members = serde_json::from_str(text)
        .map_err(|_| Refusal::new("The geometry is not an object.", "Write it as GeoJSON asks, or as null where there is no place."))?;
    let kind = members.text("type").unwrap_or_default();
    if ["geometry", "properties", "features"].iter().any(|key| members.get(key).is_some()) {
        notes.add(notes::FOREIGN_GEOMETRY);
    }
    if let Some(bbox) = members.get("bbox") {
        super::feature::note_bbox(bbox, notes);
    }
    let mut placing = placing;
    let own = members.get("crs").filter(|crs| *crs != "null");
    let named = own.and_then(NamedCrs::in_member);
    if let Some(own) = own {
        note_crs(own, notes);
        placing.named = named.as_ref();
    }
    if kind == "GeometryCollection" {
        return collection_of(&members, placing, notes, third, depth);
    }
    let coordinates = members.get("coordinates").unwrap_or("null");
    let coordinates = if coordinates == "null" { "[]" } else { coordinates };
    let mut reading = Reading { placing, notes, third };
    let outcome = match kind.as_str() {
        "Point" => reading.point(&read(coordinates, &kind)?),
        "MultiPoint" => reading.multi_point(read(coordinates, &kind)?),
        "LineString" => reading.line(read(coordinates, &kind)?),
        "MultiLineString" => reading.multi_line(read(coordinates, &kind)?),
        "Polygon" => reading.polygon(read(coordinates, &kind)?),
        "MultiPolygon" => reading.multi_polygon(read(coordinates, &kind)?),
        other => Err(Refusal::new(
            format!("“{other}” is not a type of geometry."),
            "Use Point, LineString, Polygon, their Multi forms, or GeometryCollection.",
        )),
    }?;
    tell_turned(matches!(outcome, Outcome::Shape(_)), placing, notes);
    Ok(outcome)
}

fn read<'a, T: Deserialize<'a>>(text: &'a str, kind: &str) -> Result<T, Refusal> {
    serde_json::from_str(text).map_err(|_| {
        Refusal::new(
            format!("The coordinates are not those of a {kind}."),
            "Coordinates are numbers, longitude first, in as many brackets as the type asks for.",
        )
    })
}

fn collection_of(
    members: &Members,
    placing: Placing,
    notes: &mut Notes,
    third: &mut Option<f64>,
    depth: usize,
) -> Result<Outcome, Refusal> {
    if depth >= MAX_NESTING {
        return Err(Refusal::new(
            format!("Geometry collections are nested deeper than {MAX_NESTING} levels."),
            "Take the geometries out of each other.",
        ));
    }
    if depth > 0 {
        notes.add(notes::NESTED_COLLECTION);
    }
    let parts: Vec<&RawValue> = match members.get("geometries") {
        Some(parts) => serde_json::from_str(parts)
            .map_err(|_| Refusal::new("The member “geometries” is not an array.", "Write the geometries as an array."))?,
        None => return Err(Refusal::new("The geometry collection has no member “geometries”.", "Write the geometries as an array.")),
    };
    let mut shapes = Vec::new();
    for part in parts {
        if let Outcome::Shape(shape) = geometry_of(part.get(), placing, notes, third, depth + 1)? {
            shapes.push(shape);
        }
    }
    if shapes.is_empty() {
        notes.add(notes::EMPTY_GEOMETRY);
        return Ok(Outcome::Nowhere);
    }
    Ok(Outcome::Shape(Geometry::GeometryCollection(GeometryCollection(shapes))))
}

struct Reading<'a> {
    placing: Placing<'a>,
    notes: &'a mut Notes,
    third: &'a mut Option<f64>,
}

impl Reading<'_> {
    /// `Ok(None)` is a position that is no place.
    fn coord(&mut self, position: &Position) -> Result<Option<Coord<f64>>, Refusal> {
        if position.is_empty() {
            self.notes.add(notes::EMPTY_GEOMETRY);
            return Ok(None);
        }
        let [lon, lat] = match position.as_slice() {
            [Some(lon), Some(lat), ..] if lon.is_finite() && lat.is_finite() => [*lon, *lat],
            [_] => return Err(Refusal::new("A position has one number only.", "A position is longitude and latitude.")),
            _ => {
                self.notes.add(notes::NOT_A_NUMBER);
                return Ok(None);
            }
        };
        if position.len() > 3 {
            self.notes.add(notes::MORE_ORDINATES);
        }
        if let Some(Some(third)) = position.get(2) {
            self.third.get_or_insert(*third);
        }
        if self.placing.is_swapped { self.on_earth(lat, lon) } else { self.on_earth(lon, lat) }
    }

    /// `Ok(None)` is a latitude that no place has; what looks like metres is refused.
    fn on_earth(&mut self, x: f64, y: f64) -> Result<Option<Coord<f64>>, Refusal> {
        let [lon, lat] = self.placing.turned().map_or([x, y], |crs| crs.degrees(x, y));
        if let Some(named) = self.placing.named
            && (lon.is_nan() || lat.is_nan())
        {
            return Err(Refusal::new(
                format!("{x}, {y} are no coordinates in {}, which the file names.", named.name),
                "Export in WGS 84 (EPSG:4326).",
            ));
        }
        if let Some(named) = self.placing.named.filter(|_| lon.abs() > 1_000.0 || lat.abs() > 1_000.0) {
            let (reason, remedy) = other_crs(&named.name);
            return Err(Refusal::new(reason, remedy));
        }
        if lon.abs() > 1_000.0 || lat.abs() > 1_000.0 {
            return Err(Refusal::new(
                format!("{lon}, {lat} look like metres of a projection, or a decimal point is lost; they are not degrees."),
                "Export in WGS 84 (EPSG:4326); the source is probably EPSG:3857 or UTM.",
            ));
        }
        if lat.abs() > 90.0 || lon.abs() > 540.0 {
            self.notes.add(notes::BEYOND_POLE);
            return Ok(None);
        }
        let mut lon = lon;
        if lon.abs() > 180.0 {
            self.notes.add(notes::WRAPPED_LON);
            lon = (lon + 180.0).rem_euclid(360.0) - 180.0;
        }
        Ok(Some(Coord { x: lon, y: lat }))
    }

    /// False for a point of 0, 0, which is told.
    fn is_somewhere(&mut self, at: &Coord<f64>) -> bool {
        let is_nowhere = is_zero(at);
        self.notes.add_many(notes::ZERO_ZERO, u64::from(is_nowhere));
        !is_nowhere
    }

    fn coords(&mut self, positions: &[Position]) -> Result<Vec<Coord<f64>>, Refusal> {
        let mut coords = Vec::with_capacity(positions.len());
        for position in positions {
            coords.extend(self.coord(position)?);
        }
        Ok(coords)
    }

    /// The positions of a line or a ring. One that passes 0, 0 may mean it; one that lies there is nowhere.
    fn path(&mut self, positions: &[Position]) -> Result<Vec<Coord<f64>>, Refusal> {
        let coords = self.coords(positions)?;
        if !coords.iter().any(is_zero) {
            return Ok(coords);
        }
        let is_nowhere = coords.iter().all(is_zero);
        self.notes.add(if is_nowhere { notes::ZERO_ZERO } else { notes::ZERO_IN_SHAPE });
        Ok(if is_nowhere { Vec::new() } else { coords })
    }

    fn nowhere(&mut self) -> Outcome {
        self.notes.add(notes::EMPTY_GEOMETRY);
        Outcome::Nowhere
    }

    fn point(&mut self, position: &Position) -> Result<Outcome, Refusal> {
        let at = self.coord(position)?.filter(|at| self.is_somewhere(at));
        Ok(at.map_or(Outcome::Nowhere, |at| Outcome::Shape(Geometry::Point(Point(at)))))
    }

    fn multi_point(&mut self, positions: Vec<Position>) -> Result<Outcome, Refusal> {
        let mut coords = self.coords(&positions)?;
        if coords.is_empty() {
            return Ok(self.nowhere());
        }
        coords.retain(|at| self.is_somewhere(at));
        if coords.is_empty() {
            return Ok(Outcome::Nowhere);
        }
        Ok(Outcome::Shape(Geometry::MultiPoint(MultiPoint(coords.into_iter().map(Point).collect()))))
    }

    fn line(&mut self, positions: Vec<Position>) -> Result<Outcome, Refusal> {
        let coords = self.path(&positions)?;
        match coords.as_slice() {
            [] => Ok(self.nowhere()),
            [only] => {
                self.notes.add(notes::SHORT_LINE);
                Ok(Outcome::Shape(Geometry::Point(Point(*only))))
            }
            _ => Ok(Outcome::Shape(Geometry::LineString(LineString(coords)))),
        }
    }

    fn multi_line(&mut self, lines: Vec<Vec<Position>>) -> Result<Outcome, Refusal> {
        let mut found = Vec::new();
        for line in lines {
            let coords = self.path(&line)?;
            if coords.len() < 2 {
                self.notes.add(notes::SHORT_LINE);
            }
            if !coords.is_empty() {
                found.push(LineString(coords));
            }
        }
        if found.is_empty() {
            return Ok(self.nowhere());
        }
        Ok(Outcome::Shape(Geometry::MultiLineString(MultiLineString(found))))
    }

    fn rings(&mut self, rings: Vec<Vec<Position>>) -> Result<Option<Polygon<f64>>, Refusal> {
        let mut found = Vec::new();
        for (at, ring) in rings.into_iter().enumerate() {
            let mut coords = self.path(&ring)?;
            if coords.is_empty() {
                continue;
            }
            if coords.first() != coords.last() {
                self.notes.add(notes::OPEN_RING);
                coords.extend(coords.first().copied());
            }
            if coords.len() < 4 {
                self.notes.add(notes::SHORT_RING);
            }
            let turns_left = signed_area(&coords) >= 0.0;
            if turns_left != (at == 0) {
                self.notes.add(notes::WINDING);
            }
            found.push(LineString(coords));
        }
        if found.is_empty() {
            return Ok(None);
        }
        let outer = found.remove(0);
        Ok(Some(Polygon::new(outer, found)))
    }

    fn polygon(&mut self, rings: Vec<Vec<Position>>) -> Result<Outcome, Refusal> {
        match self.rings(rings)? {
            Some(polygon) => Ok(Outcome::Shape(Geometry::Polygon(polygon))),
            None => Ok(self.nowhere()),
        }
    }

    fn multi_polygon(&mut self, polygons: Vec<Vec<Vec<Position>>>) -> Result<Outcome, Refusal> {
        let mut found = Vec::new();
        for rings in polygons {
            found.extend(self.rings(rings)?);
        }
        if found.is_empty() {
            return Ok(self.nowhere());
        }
        Ok(Outcome::Shape(Geometry::MultiPolygon(MultiPolygon(found))))
    }
}

fn is_zero(at: &Coord<f64>) -> bool {
    at.x == 0.0 && at.y == 0.0
}

/// Positive where the ring runs against the clock.
fn signed_area(ring: &[Coord<f64>]) -> f64 {
    ring.windows(2).map(|pair| if let [a, b] = pair { a.x * b.y - b.x * a.y } else { 0.0 }).sum()
}
