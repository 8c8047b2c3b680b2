//! Well-known text (OGC 06-103r4) from the text of a GeoJSON geometry, ordinates digit for digit.

use serde_json::Value;

/// Longitude and latitude of a plain point; `None` for any other geometry.
pub fn point(geometry: &Value) -> Option<[String; 2]> {
    if geometry.get("type")?.as_str()? != "Point" {
        return None;
    }
    match geometry.get("coordinates")?.as_array()?.as_slice() {
        [Value::Number(lon), Value::Number(lat)] => Some([lon.to_string(), lat.to_string()]),
        _ => None,
    }
}

/// The geometry as well-known text; `None` for null and for what is no geometry.
pub fn wkt(geometry: &Value) -> Option<String> {
    let kind = geometry.get("type")?.as_str()?;
    if kind == "GeometryCollection" {
        let parts: Vec<String> = geometry.get("geometries")?.as_array()?.iter().filter_map(wkt).collect();
        return Some(if parts.is_empty() {
            "GEOMETRYCOLLECTION EMPTY".to_owned()
        } else {
            format!("GEOMETRYCOLLECTION({})", parts.join(","))
        });
    }
    let coordinates = geometry.get("coordinates")?;
    let name = kind.to_ascii_uppercase();
    if coordinates.as_array().is_none_or(Vec::is_empty) {
        return Some(format!("{name} EMPTY"));
    }
    let z = if ordinates(coordinates) > 2 { " Z " } else { "" };
    let body = nested(coordinates);
    Some(if kind == "Point" { format!("{name}{z}({body})") } else { format!("{name}{z}{body}") })
}

/// How many ordinates the first position has.
fn ordinates(coordinates: &Value) -> usize {
    match coordinates.as_array().map(Vec::as_slice) {
        Some([first @ Value::Array(_), ..]) => ordinates(first),
        // A third that is null is none.
        Some(position) => position.iter().filter(|ordinate| ordinate.is_number()).count(),
        None => 0,
    }
}

/// A position without brackets, a list of anything with them.
fn nested(coordinates: &Value) -> String {
    let Some(parts) = coordinates.as_array() else { return String::new() };
    if parts.iter().all(Value::is_array) {
        return format!("({})", parts.iter().map(nested).collect::<Vec<_>>().join(","));
    }
    parts.iter().filter(|part| part.is_number()).take(3).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::wkt;

    #[test]
    fn a_third_ordinate_that_is_null_is_left_out() {
        let text = |json: &str| wkt(&serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(text(r#"{"type":"Point","coordinates":[-116.8,33.50,null]}"#), "POINT(-116.8 33.50)");
        assert_eq!(text(r#"{"type":"LineString","coordinates":[[1,2,3],[4,5,6]]}"#), "LINESTRING Z (1 2 3,4 5 6)");
    }
}
