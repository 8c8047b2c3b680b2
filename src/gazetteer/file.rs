//! The built file of places: columns and keys are inflated at once, names in blocks when they are first asked for.
//! Its format is told in assets/gazetteer/README.md.

use std::ops::Range;
use std::sync::OnceLock;

use super::kind::Kind;

static WORLD: &[u8] = include_bytes!("../../assets/gazetteer/world.bin");
const MAGIC: &[u8] = b"MARSADGZ";
const VERSION: u32 = 1;
/// Units of the coordinates in one degree.
const STEPS: f64 = 10_000.0;

/// What the search reads of every place, by the place's number.
#[derive(Default)]
pub struct World {
    pub kinds: Vec<Kind>,
    pub country: Vec<[u8; 2]>,
    /// 1 + the number of the governorate; 0 where none is known.
    pub admin: Vec<u16>,
    lon: Vec<u32>,
    lat: Vec<u32>,
    /// 0 where it is not known.
    pub population: Vec<u32>,
    /// The number in GeoNames; 0 where the entry comes from elsewhere.
    pub geonames: Vec<u32>,
    pub keys: Keys,
    block_len: usize,
    blocks: Vec<Block>,
}

/// The skeletons of all names in the order of their bytes, each with the places that have such a name.
#[derive(Default)]
pub struct Keys {
    text: Vec<u8>,
    starts: Vec<u32>,
    /// Which sounds occur, for a first sieve: see [`sounds_mask`].
    pub masks: Vec<u32>,
    places: Vec<u32>,
    place_starts: Vec<u32>,
}

struct Block {
    packed: &'static [u8],
    raw_len: usize,
    lines: OnceLock<Lines>,
}

impl World {
    /// The compiled-in file. A file that cannot be read gives no places; a test holds that it can.
    pub fn bundled() -> Self {
        Self::decode(WORLD).unwrap_or_default()
    }

    fn decode(file: &'static [u8]) -> Option<Self> {
        let mut file = Reader(file.strip_prefix(MAGIC)?);
        if file.u32()? != VERSION {
            return None;
        }
        let (len, num_keys, num_places, block_len, num_parts) = (file.size()?, file.size()?, file.size()?, file.size()?, file.size()?);
        let lengths: Vec<(usize, usize)> = (0..num_parts).map(|_| Some((file.size()?, file.size()?))).collect::<Option<_>>()?;
        let mut parts = lengths.into_iter().map(|(packed, raw_len)| Some((file.take(packed)?, raw_len)));
        let (packed, raw_len) = parts.next()??;
        let columns = inflate(packed, raw_len)?;
        let (packed, raw_len) = parts.next()??;
        let keys = Keys::decode(&inflate(packed, raw_len)?, num_keys, num_places)?;
        let blocks = parts.map(|part| part.map(|(packed, raw_len)| Block { packed, raw_len, lines: OnceLock::new() }));
        let blocks = blocks.collect::<Option<Vec<_>>>()?;
        let mut columns = Reader(&columns);
        let num_codes = usize::from(u16::from_le_bytes(columns.take(2)?.try_into().ok()?));
        let codes: Vec<[u8; 2]> = columns.take(num_codes * 2)?.as_chunks().0.to_vec();
        let kinds = columns.take(len)?.iter().map(|at| Kind::ALL.get(usize::from(*at)).copied()).collect::<Option<_>>()?;
        let country = columns.take(len)?.iter().map(|at| codes.get(usize::from(*at)).copied()).collect::<Option<_>>()?;
        let admin = columns.planes(len, 2)?.into_iter().map(|at| at as u16).collect();
        let (lon, lat) = (columns.planes(len, 4)?, columns.planes(len, 4)?);
        let (population, geonames) = (columns.planes(len, 4)?, columns.planes(len, 4)?);
        Some(Self { kinds, country, admin, lon, lat, population, geonames, keys, block_len, blocks })
    }

    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Longitude and latitude in degrees.
    pub fn lon_lat(&self, place: usize) -> Option<(f64, f64)> {
        let degrees = |column: &[u32]| Some(f64::from(*column.get(place)? as i32) / STEPS);
        Some((degrees(&self.lon)?, degrees(&self.lat)?))
    }

    /// English, Arabic (may be empty), then the other names.
    pub fn names(&self, place: usize) -> impl Iterator<Item = &str> {
        let line = self.blocks.get(place / self.block_len.max(1)).and_then(|block| {
            let lines = block.lines.get_or_init(|| {
                let raw = inflate(block.packed, block.raw_len);
                Lines::new(raw.and_then(|raw| String::from_utf8(raw).ok()).unwrap_or_default())
            });
            lines.line(place % self.block_len.max(1))
        });
        line.unwrap_or_default().split('\t')
    }
}

/// The lines of an inflated block.
struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { text, starts }
    }
    fn line(&self, at: usize) -> Option<&str> {
        let end = self.starts.get(at + 1).map_or(self.text.len(), |next| next - 1);
        self.text.get(*self.starts.get(at)?..end)
    }
}

impl Keys {
    fn decode(raw: &[u8], num_keys: usize, num_places: usize) -> Option<Self> {
        let mut keys = Self {
            text: Vec::with_capacity(raw.len()),
            starts: Vec::with_capacity(num_keys + 1),
            masks: Vec::with_capacity(num_keys),
            places: Vec::with_capacity(num_places),
            place_starts: Vec::with_capacity(num_keys + 1),
        };
        let mut raw = Reader(raw);
        let mut before = 0;
        for _ in 0..num_keys {
            let (shared, own) = (usize::from(raw.byte()?), usize::from(raw.byte()?));
            let start = keys.text.len();
            keys.starts.push(start as u32);
            keys.place_starts.push(keys.places.len() as u32);
            keys.text.extend_from_within(before..(before + shared).min(start));
            keys.text.extend_from_slice(raw.take(own)?);
            keys.masks.push(sounds_mask(keys.text.get(start..)?));
            before = start;
            let mut place = 0;
            for _ in 0..raw.varint()? {
                place += raw.varint()?;
                keys.places.push(place);
            }
        }
        keys.starts.push(keys.text.len() as u32);
        keys.place_starts.push(keys.places.len() as u32);
        Some(keys)
    }

    pub fn key(&self, at: usize) -> &[u8] {
        self.starts
            .get(at)
            .zip(self.starts.get(at + 1))
            .and_then(|(from, to)| self.text.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }

    /// The places that have a name with one of these keys.
    pub fn places(&self, keys: Range<usize>) -> &[u32] {
        let bounds = self.place_starts.get(keys.start).zip(self.place_starts.get(keys.end));
        bounds.and_then(|(from, to)| self.places.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The keys that begin with `prefix`.
    pub fn with_prefix(&self, prefix: &[u8]) -> Range<usize> {
        let start = self.first_where(|key| key >= prefix);
        start..self.first_where(|key| key >= prefix && !key.starts_with(prefix)).max(start)
    }

    /// The key itself, or nothing.
    pub fn equal_to(&self, key: &[u8]) -> Range<usize> {
        let start = self.first_where(|have| have >= key);
        start..start + usize::from(!key.is_empty() && self.key(start) == key)
    }

    fn first_where(&self, is_past: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.masks.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if is_past(self.key(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

/// One bit for each sound of a key. Two keys that are n errors apart differ in at most 2n bits.
pub fn sounds_mask(key: &[u8]) -> u32 {
    key.iter().fold(0, |mask, byte| mask | 1 << (byte & 31))
}

fn inflate(packed: &[u8], raw_len: usize) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, raw_len).ok().filter(|raw| raw.len() == raw_len)
}

/// Reads bytes from the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(head)
    }
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }
    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }
    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }
    /// Seven bits a byte, low first.
    fn varint(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
    /// Little-endian numbers of `width` bytes, stored as one plane for each byte.
    fn planes(&mut self, len: usize, width: u32) -> Option<Vec<u32>> {
        let mut numbers = vec![0; len];
        for plane in 0..width {
            for (number, byte) in numbers.iter_mut().zip(self.take(len)?) {
                *number |= u32::from(*byte) << (8 * plane);
            }
        }
        Some(numbers)
    }
}
