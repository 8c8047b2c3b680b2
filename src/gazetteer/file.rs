//! The built file of places: columns and keys are unpacked at once, names when one is first asked for.
//! Its format is told in assets/gazetteer/README.md.

use std::io::Read;
use std::ops::Range;
use std::sync::OnceLock;

use super::kind::Kind;

static WORLD: &[u8] = include_bytes!("../../assets/gazetteer/world.bin");
const MAGIC: &[u8] = b"MARSADGZ";
const VERSION: u32 = 2;
/// Units of the coordinates in one degree.
const STEPS: f64 = 10_000.0;

/// What the search reads of every place, by the place's number.
#[derive(Default)]
pub struct World {
    pub kinds: Vec<Kind>,
    pub country: Vec<[u8; 2]>,
    /// 1 + the number of the governorate; 0 where none is known.
    pub admin: Vec<u16>,
    lon: Vec<i32>,
    lat: Vec<i32>,
    /// 0 where it is not known.
    pub population: Vec<u32>,
    /// The number in GeoNames; 0 where the entry comes from elsewhere.
    pub geonames: Vec<u32>,
    pub keys: Keys,
    names: Names,
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

/// A line for each place, as it was packed.
#[derive(Default)]
struct Names {
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
        let (len, num_keys, num_places) = (file.size()?, file.size()?, file.size()?);
        let mut lengths = || Some((file.size()?, file.size()?));
        let parts = [lengths()?, lengths()?, lengths()?];
        let [columns, keys, (packed, raw_len)] = parts.map(|(packed, raw_len)| (file.take(packed).unwrap_or_default(), raw_len));
        let keys = Keys::decode(&unpack(keys.0, keys.1)?, num_keys, num_places)?;
        let columns = unpack(columns.0, columns.1)?;
        let mut columns = Reader(&columns);
        let num_codes = usize::from(u16::from_le_bytes(columns.take(2)?.try_into().ok()?));
        let codes: Vec<[u8; 2]> = columns.take(num_codes * 2)?.as_chunks().0.to_vec();
        let kinds = columns.take(len)?.iter().map(|at| Kind::ALL.get(usize::from(*at)).copied()).collect::<Option<_>>()?;
        let country = columns.take(len)?.iter().map(|at| codes.get(usize::from(*at)).copied()).collect::<Option<_>>()?;
        let admin = columns.planes(len, 2)?.into_iter().map(|at| at as u16).collect();
        let (lon, lat) = (columns.degrees(len)?, columns.degrees(len)?);
        let population = columns.planes(len, 4)?;
        let geonames = columns.steps(len, 4)?.into_iter().map(i32::cast_unsigned).collect();
        let names = Names { packed, raw_len, lines: OnceLock::new() };
        Some(Self { kinds, country, admin, lon, lat, population, geonames, keys, names })
    }

    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Longitude and latitude in degrees.
    pub fn lon_lat(&self, place: usize) -> Option<(f64, f64)> {
        let degrees = |column: &[i32]| Some(f64::from(*column.get(place)?) / STEPS);
        Some((degrees(&self.lon)?, degrees(&self.lat)?))
    }

    /// English, Arabic (may be empty), then the other names.
    pub fn names(&self, place: usize) -> impl Iterator<Item = &str> {
        let lines = self.names.lines.get_or_init(|| {
            let raw = unpack(self.names.packed, self.names.raw_len);
            Lines::new(raw.and_then(|raw| String::from_utf8(raw).ok()).unwrap_or_default())
        });
        lines.line(place).unwrap_or_default().split('\t')
    }
}

/// A text that is found by the number of its line.
struct Lines {
    text: String,
    starts: Vec<u32>,
}

impl Lines {
    fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        Self { text, starts }
    }
    fn line(&self, at: usize) -> Option<&str> {
        let end = self.starts.get(at + 1).map_or(self.text.len(), |next| *next as usize - 1);
        self.text.get(*self.starts.get(at)? as usize..end)
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

fn unpack(packed: &[u8], raw_len: usize) -> Option<Vec<u8>> {
    let mut raw = Vec::with_capacity(raw_len);
    let frames = ruzstd::decoding::StreamingDecoder::new(packed).ok()?;
    frames.take(raw_len as u64).read_to_end(&mut raw).ok().filter(|len| *len == raw_len)?;
    Some(raw)
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
    /// Planes of differences from one number to the next, the sign in the lowest bit.
    fn steps(&mut self, len: usize, width: u32) -> Option<Vec<i32>> {
        let mut number = 0i32;
        let next = |step: u32| {
            number = number.wrapping_add((step >> 1).cast_signed() ^ -(step & 1).cast_signed());
            number
        };
        Some(self.planes(len, width)?.into_iter().map(next).collect())
    }
    /// Thousandths of a degree as steps, then one byte each for the fourth decimal.
    fn degrees(&mut self, len: usize) -> Option<Vec<i32>> {
        let whole = self.steps(len, 3)?;
        Some(whole.into_iter().zip(self.take(len)?).map(|(whole, fourth)| whole * 10 + i32::from(*fourth)).collect())
    }
}
