//! Geometries in the cells of a table: well-known text (OGC 06-103r4), with or without its SRID, or GeoJSON.

use wkt::Wkt;
use wkt::types::{Coord, LineString, Polygon};

use super::translate::geometry::{Crs, array, collection, geometry};

/// Columns that hold geometries, where their cells can be read as such.
pub const NAMES: [&str; 8] = ["wkt", "geometry_wkt", "wkt_geom", "wkt_geometry", "the_geom", "geom", "geometry", "shape"];

/// What stands before the names of the columns in which Marsad writes a feature's id and place, where properties have like names.
pub const OWN_PREFIX: &str = "geojson_";

/// Brackets within each other, which the reader goes down by recursion.
const MAX_DEPTH: usize = 16;

pub fn is_name(column: &str) -> bool {
    NAMES.iter().any(|name| column.eq_ignore_ascii_case(name))
}

/// Longitude and latitude of a cell that holds a point; `None` for what is none, or is not in WGS 84.
pub fn point_in(cell: &str) -> Option<[f64; 2]> {
    // Nearly all other texts are told by their first letter.
    if !cell.trim_start().starts_with(['P', 'p', 'S', 's']) {
        return None;
    }
    match in_degrees(cell.trim())?.parse::<Wkt<f64>>().ok()? {
        Wkt::Point(point) => point.coord().map(|at| [at.x, at.y]),
        _ => None,
    }
}

/// Well-known text in WGS 84 that can be read, without its SRID.
fn in_degrees(cell: &str) -> Option<&str> {
    let text = match cell.split_once(';') {
        Some((srid, text)) => {
            let code = srid.trim().to_ascii_uppercase().strip_prefix("SRID=")?.trim().parse().ok()?;
            (Crs::from_epsg(code)? == Crs::Wgs84).then_some(text)?
        }
        None => cell,
    };
    Some(text).filter(|text| text.trim_start().starts_with(|c: char| c.is_ascii_alphabetic()) && depth(text) <= MAX_DEPTH)
}

/// The geometry of a cell as GeoJSON text; `None` for what is none, or is not in WGS 84.
pub fn geometry_in(cell: &str) -> Option<String> {
    let cell = cell.trim();
    if cell.starts_with('{') {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(cell).ok()?;
        // Line ends stand between the tokens of sound JSON and never within its strings.
        return object.contains_key("type").then(|| cell.replace(['\n', '\r'], " "));
    }
    in_degrees(cell)?.parse::<Wkt<f64>>().ok().map(|read| geojson(&read))
}

fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

fn geojson(read: &Wkt<f64>) -> String {
    let points =
        |points: &[wkt::types::Point<f64>]| array(&points.iter().filter_map(|point| point.coord()).map(position).collect::<Vec<_>>());
    match read {
        Wkt::Point(point) => geometry("Point", &point.coord().map_or_else(|| "[]".to_owned(), position)),
        Wkt::LineString(string) => geometry("LineString", &line(string)),
        Wkt::Polygon(polygon) => geometry("Polygon", &rings(polygon)),
        Wkt::MultiPoint(several) => geometry("MultiPoint", &points(several.points())),
        Wkt::MultiLineString(several) => geometry("MultiLineString", &array(&several.line_strings().iter().map(line).collect::<Vec<_>>())),
        Wkt::MultiPolygon(several) => geometry("MultiPolygon", &array(&several.polygons().iter().map(rings).collect::<Vec<_>>())),
        Wkt::GeometryCollection(parts) => collection(&parts.geometries().iter().map(geojson).collect::<Vec<_>>()),
    }
}

fn position(coord: &Coord<f64>) -> String {
    Crs::Wgs84.position(coord.x, coord.y, coord.z)
}

fn line(string: &LineString<f64>) -> String {
    array(&string.coords().iter().map(position).collect::<Vec<_>>())
}

fn rings(polygon: &Polygon<f64>) -> String {
    array(&polygon.rings().iter().map(line).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::geometry_in;

    #[test]
    fn geometries_in_cells_are_read_as_they_are_written() {
        let point = |coordinates: &str| Some(format!(r#"{{"type":"Point","coordinates":{coordinates}}}"#));
        assert_eq!(geometry_in("POINT(40.14 35.33)"), point("[40.14,35.33]"));
        assert_eq!(geometry_in(" srid=4326; POINT Z (40.14 35.33 210)"), point("[40.14,35.33,210.0]"));
        assert_eq!(geometry_in("POINT EMPTY"), point("[]"));
        assert_eq!(
            geometry_in("{\"type\":\"Point\",\n\"coordinates\":[1,2]}"),
            Some(r#"{"type":"Point", "coordinates":[1,2]}"#.to_owned())
        );
        let rings =
            r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]],[[1.0,1.0],[2.0,1.0],[2.0,2.0],[1.0,1.0]]]}"#;
        assert_eq!(geometry_in("POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))").as_deref(), Some(rings));
        let parts = r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1.0,2.0],[3.0,4.0]]},{"type":"LineString","coordinates":[[1.0,2.0],[3.0,4.0]]}]}"#;
        assert_eq!(geometry_in("GEOMETRYCOLLECTION(MULTIPOINT((1 2),(3 4)),LINESTRING(1 2,3 4))").as_deref(), Some(parts));
        for none in ["", "circle", "SRID=32637;POINT(500000 3900000)", "POINT(1)", "{}", "(1 2)", "{\"a\":", "0101000000"] {
            assert_eq!(geometry_in(none), None, "{none}");
        }
        assert_eq!(geometry_in(&"GEOMETRYCOLLECTION(".repeat(100_000)), None, "nothing goes down so deep");
    }
}
