//! Well-known binary (OGC 06-103r4, with the flags of EWKB) and the header that GeoPackage puts before it.

use super::geometry::{Crs, array, collection, geometry};

/// Deepest nesting of collections.
const MAX_NESTING: usize = 16;

/// Reads a GeoPackage geometry: header, then WKB. `Ok(None)` is an empty one.
pub fn geopackage(bytes: &[u8], crs: Crs) -> Result<Option<String>, &'static str> {
    let [b'G', b'P', _, flags, rest @ ..] = bytes else { return Err("The geometry does not begin as GeoPackage asks.") };
    if flags & 0x20 != 0 {
        return Err("The geometry is of an extended type.");
    }
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err("The geometry’s header is damaged."),
    };
    if flags & 0x10 != 0 {
        return Ok(None);
    }
    wkb(rest.get(4 + envelope..).ok_or("The geometry is cut off.")?, crs).map(Some)
}

/// Reads WKB into the text of a GeoJSON geometry.
pub fn wkb(bytes: &[u8], crs: Crs) -> Result<String, &'static str> {
    Cursor { bytes, crs, is_little: true }.geometry(0).map(|(_, text)| text)
}

struct Cursor<'a> {
    bytes: &'a [u8],
    crs: Crs,
    is_little: bool,
}

#[derive(Clone, Copy)]
struct Ordinates {
    has_z: bool,
    has_m: bool,
}

impl Cursor<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], &'static str> {
        let (head, rest) = self.bytes.split_first_chunk::<N>().ok_or("The geometry is cut off.")?;
        self.bytes = rest;
        Ok(*head)
    }

    fn count(&mut self) -> Result<usize, &'static str> {
        let bytes = self.take::<4>()?;
        let count = if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        // A count that the bytes at hand cannot hold must not reserve memory.
        if count as usize > self.bytes.len() { Err("The geometry is cut off.") } else { Ok(count as usize) }
    }

    fn number(&mut self) -> Result<f64, &'static str> {
        let bytes = self.take::<8>()?;
        Ok(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// The kind (1 to 7) and the text of a geometry.
    fn geometry(&mut self, depth: usize) -> Result<(u32, String), &'static str> {
        if depth > MAX_NESTING {
            return Err("Geometry collections are nested too deeply.");
        }
        self.is_little = self.take::<1>()? == [1];
        let bytes = self.take::<4>()?;
        let code = if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        if code & 0x2000_0000 != 0 {
            self.take::<4>()?;
        }
        let plain = code & 0x0FFF_FFFF;
        let ordinates = Ordinates {
            has_z: code & 0x8000_0000 != 0 || matches!(plain / 1000, 1 | 3),
            has_m: code & 0x4000_0000 != 0 || matches!(plain / 1000, 2 | 3),
        };
        let kind = plain % 1000;
        let text = match kind {
            1 => geometry("Point", &self.point(ordinates)?),
            2 => geometry("LineString", &self.line(ordinates)?),
            3 => geometry("Polygon", &self.rings(ordinates)?),
            4..=6 => self.multi(kind, depth)?,
            7 => {
                let count = self.count()?;
                let parts: Result<Vec<String>, _> = (0..count).map(|_| self.geometry(depth + 1).map(|(_, text)| text)).collect();
                collection(&parts?)
            }
            _ => return Err("The geometry is of a type that GeoJSON does not have (a curve or a surface)."),
        };
        Ok((kind, text))
    }

    fn point(&mut self, ordinates: Ordinates) -> Result<String, &'static str> {
        let (x, y) = (self.number()?, self.number()?);
        let z = if ordinates.has_z { Some(self.number()?) } else { None };
        if ordinates.has_m {
            self.number()?;
        }
        // An empty point is written as one that is no number.
        Ok(if x.is_nan() && y.is_nan() { "[]".to_owned() } else { self.crs.position(x, y, z) })
    }

    fn line(&mut self, ordinates: Ordinates) -> Result<String, &'static str> {
        let count = self.count()?;
        let points: Result<Vec<String>, _> = (0..count).map(|_| self.point(ordinates)).collect();
        Ok(array(&points?))
    }

    fn rings(&mut self, ordinates: Ordinates) -> Result<String, &'static str> {
        let count = self.count()?;
        let rings: Result<Vec<String>, _> = (0..count).map(|_| self.line(ordinates)).collect();
        Ok(array(&rings?))
    }

    /// The parts of a multi geometry are whole geometries, each with its own header.
    fn multi(&mut self, kind: u32, depth: usize) -> Result<String, &'static str> {
        let count = self.count()?;
        let mut parts = Vec::new();
        for _ in 0..count {
            let (of, text) = self.geometry(depth + 1)?;
            let coordinates = text.split_once("\"coordinates\":").and_then(|(_, rest)| rest.strip_suffix('}'));
            match coordinates {
                Some(coordinates) if of + 3 == kind => parts.push(coordinates.to_owned()),
                _ => return Err("A part of the geometry is of another type than the whole."),
            }
        }
        let name = match kind {
            4 => "MultiPoint",
            5 => "MultiLineString",
            _ => "MultiPolygon",
        };
        Ok(geometry(name, &array(&parts)))
    }
}
