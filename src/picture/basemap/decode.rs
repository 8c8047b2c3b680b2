//! The file format: a table of contents, then sections of deflated varints. Coordinates are quantisation steps of the
//! Mercator square, y growing southwards.

use std::ops::Range;

/// One side of the Mercator unit square in steps.
pub(super) const SIDE: f64 = (1_u32 << 22) as f64;
/// The kind of the section that holds names; smaller kinds are levels of detail.
pub(super) const NAMES: u8 = 3;
const MAGIC: &[u8] = b"MARSADBM";
const VERSION: u32 = 2;

/// Why the basemap's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BasemapError {
    #[error("this is not a basemap file")]
    NotABasemap,
    #[error("the basemap file has version {found}, expected {VERSION}")]
    Version { found: u32 },
    #[error("the basemap file ends too early")]
    Truncated,
    #[error("a section of the basemap file does not inflate: {reason}")]
    Inflate { reason: String },
    #[error("the basemap file is malformed: {what}")]
    Malformed { what: &'static str },
}

/// An entry of the table of contents.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Level of detail, or `NAMES`.
    pub kind: u8,
    /// Its points lie on every 2^n-th step.
    shift: u8,
    /// West, north, east, south in steps.
    pub bounds: [i32; 4],
    packed: &'static [u8],
    raw_len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Land,
    Lakes,
    Rivers,
    Admin1,
    Borders,
    Coast,
}

impl Layer {
    fn from_code(code: u8) -> Result<Self, BasemapError> {
        Ok(match code {
            0 => Self::Land,
            1 => Self::Lakes,
            2 => Self::Rivers,
            3 => Self::Admin1,
            4 => Self::Borders,
            5 => Self::Coast,
            _ => return Err(BasemapError::Malformed { what: "unknown layer" }),
        })
    }
}

/// A mesh or a polyline within a block.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub layer: Layer,
    /// West, north, east, south in steps.
    pub bounds: [i32; 4],
    points: Range<usize>,
    corners: Range<usize>,
}

/// Part of the world at one level of detail.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub chunks: Vec<Chunk>,
    points: Vec<[i32; 2]>,
    /// Three per triangle, each counted from the first point of its chunk and less than their number.
    corners: Vec<[u32; 3]>,
}

impl Block {
    pub fn points(&self, chunk: &Chunk) -> &[[i32; 2]] {
        self.points.get(chunk.points.clone()).unwrap_or_default()
    }

    pub fn triangles(&self, chunk: &Chunk) -> &[[u32; 3]] {
        self.corners.get(chunk.corners.clone()).unwrap_or_default()
    }

    pub fn decode(section: &Section) -> Result<Self, BasemapError> {
        let raw = section.inflate()?;
        let mut reader = Reader::new(&raw);
        let mut heads = reader.stream()?;
        let mut across = reader.stream()?;
        let mut down = reader.stream()?;
        let mut indices = reader.stream()?;
        let mut block = Self::default();
        let mut at = [0_i32; 2];
        for _ in 0..heads.varint()? {
            let layer = Layer::from_code(heads.byte()?)?;
            let (points, triangles) = (heads.varint()?, heads.varint()?);
            let first_point = block.points.len();
            let first_corner = block.corners.len();
            let mut bounds = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
            for _ in 0..points {
                at = [at[0].wrapping_add(across.zigzag()?), at[1].wrapping_add(down.zigzag()?)];
                let [x, y] = at.map(|on_grid| on_grid.wrapping_shl(section.shift.into()));
                bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
                block.points.push([x, y]);
            }
            let mut last = 0_i32;
            for _ in 0..triangles {
                block.corners.push(indices.triangle(&mut last, points)?);
            }
            block.chunks.push(Chunk { layer, bounds, points: first_point..block.points.len(), corners: first_corner..block.corners.len() });
        }
        Ok(block)
    }
}

impl Section {
    pub fn inflate(&self) -> Result<Vec<u8>, BasemapError> {
        let raw = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(self.packed, self.raw_len)
            .map_err(|error| BasemapError::Inflate { reason: error.to_string() })?;
        if raw.len() == self.raw_len { Ok(raw) } else { Err(BasemapError::Truncated) }
    }
}

/// Reads the table of contents.
pub(super) fn sections(file: &'static [u8]) -> Result<Vec<Section>, BasemapError> {
    let mut reader = Reader::new(file);
    if reader.take(MAGIC.len()) != Ok(MAGIC) {
        return Err(BasemapError::NotABasemap);
    }
    let found = reader.u32()?;
    if found != VERSION {
        return Err(BasemapError::Version { found });
    }
    let count = reader.u32()?;
    let mut rows = Vec::new();
    for _ in 0..count {
        let (kind, shift) = (reader.byte()?, reader.byte()?);
        let bounds = [reader.i32()?, reader.i32()?, reader.i32()?, reader.i32()?];
        rows.push((kind, shift, bounds, reader.size()?, reader.size()?, reader.size()?));
    }
    let body = reader.rest;
    rows.into_iter()
        .map(|(kind, shift, bounds, offset, packed_len, raw_len)| {
            let end = offset.checked_add(packed_len).ok_or(BasemapError::Truncated)?;
            let packed = body.get(offset..end).ok_or(BasemapError::Truncated)?;
            Ok(Section { kind, shift, bounds, packed, raw_len })
        })
        .collect()
}

/// Takes values off the front of a slice.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn take(&mut self, len: usize) -> Result<&'a [u8], BasemapError> {
        let (head, rest) = self.rest.split_at_checked(len).ok_or(BasemapError::Truncated)?;
        self.rest = rest;
        Ok(head)
    }

    pub fn byte(&mut self) -> Result<u8, BasemapError> {
        let (&byte, rest) = self.rest.split_first().ok_or(BasemapError::Truncated)?;
        self.rest = rest;
        Ok(byte)
    }

    pub fn u32(&mut self) -> Result<u32, BasemapError> {
        let (head, rest) = self.rest.split_first_chunk::<4>().ok_or(BasemapError::Truncated)?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*head))
    }

    pub fn i32(&mut self) -> Result<i32, BasemapError> {
        self.u32().map(u32::cast_signed)
    }

    pub fn size(&mut self) -> Result<usize, BasemapError> {
        usize::try_from(self.u32()?).map_err(|_| BasemapError::Truncated)
    }

    pub fn varint(&mut self) -> Result<u32, BasemapError> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(BasemapError::Malformed { what: "a number is too long" })
    }

    pub fn zigzag(&mut self) -> Result<i32, BasemapError> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// A run of bytes after its length.
    pub fn run(&mut self) -> Result<&'a [u8], BasemapError> {
        let len = usize::try_from(self.varint()?).map_err(|_| BasemapError::Truncated)?;
        self.take(len)
    }

    fn stream(&mut self) -> Result<Self, BasemapError> {
        self.run().map(Self::new)
    }

    /// Three corners, each as the step from the one before it.
    fn triangle(&mut self, last: &mut i32, points: u32) -> Result<[u32; 3], BasemapError> {
        let mut corners = [0; 3];
        for corner in &mut corners {
            *last = last.wrapping_add(self.zigzag()?);
            *corner = last.cast_unsigned();
            if *corner >= points {
                return Err(BasemapError::Malformed { what: "a triangle names no point" });
            }
        }
        Ok(corners)
    }
}
