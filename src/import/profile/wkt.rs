//! Well-known text (OGC 06-103r4), in which tables write shapes that are no points, to the text of a GeoJSON geometry.

/// Deepest nesting of collections and brackets.
const MAX_NESTING: usize = 64;

/// The text of the geometry; `None` for what is no well-known text.
pub fn to_geojson(text: &str) -> Option<String> {
    let text = text.trim();
    // PostGIS writes the system before the shape: only WGS 84 is meant by degrees.
    let text = match text.split_once(';') {
        Some((system, rest)) if system.eq_ignore_ascii_case("SRID=4326") => rest,
        Some(_) => return None,
        None => text,
    };
    let mut reader = Text { rest: text };
    let geometry = reader.geometry(0)?;
    reader.rest.trim().is_empty().then_some(geometry)
}

struct Text<'a> {
    rest: &'a str,
}

impl<'a> Text<'a> {
    fn word(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_ascii_uppercase()
    }

    fn takes(&mut self, mark: char) -> bool {
        self.rest = self.rest.trim_start();
        let Some(rest) = self.rest.strip_prefix(mark) else { return false };
        self.rest = rest;
        true
    }

    fn begins_with(&mut self, mark: char) -> bool {
        self.rest = self.rest.trim_start();
        self.rest.starts_with(mark)
    }

    fn geometry(&mut self, depth: usize) -> Option<String> {
        if depth > MAX_NESTING {
            return None;
        }
        let word = self.word();
        // The marks of further ordinates stand behind a blank, or at the end of the word itself.
        let name = ["ZM", "Z", "M"].iter().find_map(|mark| word.strip_suffix(mark).filter(|name| geojson_name(name).is_some()));
        let name = geojson_name(name.unwrap_or(&word))?;
        let mut is_measured = word.ends_with('M');
        if !self.begins_with('(') {
            let word = self.word();
            is_measured |= word == "M";
            let is_empty = word == "EMPTY" || matches!(word.as_str(), "Z" | "M" | "ZM") && !self.begins_with('(') && self.word() == "EMPTY";
            if is_empty {
                let member = if name == "GeometryCollection" { "geometries" } else { "coordinates" };
                return Some(format!("{{\"type\":\"{name}\",\"{member}\":[]}}"));
            }
        }
        if name == "GeometryCollection" {
            let parts = self.list(depth + 1, Self::geometry)?;
            return Some(format!("{{\"type\":\"{name}\",\"geometries\":[{}]}}", parts.join(",")));
        }
        let depth_of_lists = match name {
            "Point" | "LineString" => 1,
            "MultiPoint" if self.has_inner_brackets() => 2,
            "MultiPoint" => 1,
            "Polygon" | "MultiLineString" => 2,
            _ => 3,
        };
        // A measure is no height: with one alone, the third ordinate is left out.
        let most = if is_measured { 2 } else { 3 };
        let lists = self.lists(depth_of_lists, most)?;
        let coordinates = match name {
            "Point" => lists.strip_prefix('[')?.strip_suffix(']')?.to_owned(),
            "MultiPoint" if depth_of_lists == 2 => lists.replace("[[", "[").replace("]]", "]"),
            _ => lists,
        };
        Some(format!("{{\"type\":\"{name}\",\"coordinates\":{coordinates}}}"))
    }

    fn has_inner_brackets(&self) -> bool {
        self.rest.trim_start().strip_prefix('(').is_some_and(|rest| rest.trim_start().starts_with('('))
    }

    /// Positions in so many brackets, as arrays.
    fn lists(&mut self, depth: usize, most: usize) -> Option<String> {
        let parts = self.list(depth, |text, depth| if depth == 1 { text.position(most) } else { text.lists(depth - 1, most) })?;
        Some(format!("[{}]", parts.join(",")))
    }

    fn list(&mut self, depth: usize, mut part: impl FnMut(&mut Self, usize) -> Option<String>) -> Option<Vec<String>> {
        if !self.takes('(') {
            return None;
        }
        let mut parts = Vec::new();
        loop {
            parts.push(part(self, depth)?);
            if self.takes(')') {
                return Some(parts);
            }
            if !self.takes(',') {
                return None;
            }
        }
    }

    fn position(&mut self, most: usize) -> Option<String> {
        let end = self.rest.find([',', ')', '('])?;
        let (numbers, rest) = self.rest.split_at(end);
        self.rest = rest;
        let numbers: Vec<f64> =
            numbers.split_whitespace().map(|text| text.parse().ok().filter(|number: &f64| number.is_finite())).collect::<Option<_>>()?;
        let written: Vec<String> = numbers.iter().take(most).map(ToString::to_string).collect();
        (written.len() >= 2).then(|| format!("[{}]", written.join(",")))
    }
}

fn geojson_name(word: &str) -> Option<&'static str> {
    const NAMES: [&str; 7] = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"];
    NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::to_geojson;

    #[test]
    fn well_known_text_is_read_as_geojson_says_it() {
        for (wkt, json) in [
            ("POINT (40.1 35.2)", r#"{"type":"Point","coordinates":[40.1,35.2]}"#),
            ("POINT Z (40.1 35.2 10)", r#"{"type":"Point","coordinates":[40.1,35.2,10]}"#),
            ("POINTZ(40.1 35.2 10)", r#"{"type":"Point","coordinates":[40.1,35.2,10]}"#),
            ("POINT M (40.1 35.2 7)", r#"{"type":"Point","coordinates":[40.1,35.2]}"#),
            ("SRID=4326;point(1 2)", r#"{"type":"Point","coordinates":[1,2]}"#),
            ("LINESTRING(1 2,3 4)", r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#),
            ("MULTIPOINT((1 2),(3 4))", r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#),
            ("MULTIPOINT(1 2,3 4)", r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#),
            ("POLYGON((0 0,1 0,1 1,0 0))", r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#),
            (
                "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((2 2,3 2,3 3,2 2)))",
                r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]]}"#,
            ),
            (
                "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))",
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}"#,
            ),
            ("POLYGON EMPTY", r#"{"type":"Polygon","coordinates":[]}"#),
        ] {
            assert_eq!(to_geojson(wkt).as_deref(), Some(json), "{wkt}");
        }
        for odd in ["", "POINT", "POINT(1)", "POINT(1 2", "POINT(1 2) and more", "POINT(a b)", "SRID=3857;POINT(1 2)", "CIRCLE(1 2)"] {
            assert_eq!(to_geojson(odd), None, "{odd}");
        }
        let deep = format!("{}POINT(1 2){}", "GEOMETRYCOLLECTION(".repeat(5_000), ")".repeat(5_000));
        assert_eq!(to_geojson(&deep), None);
    }
}
