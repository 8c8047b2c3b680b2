//! Made-up exports for measuring: seeded, so that the same call gives the same bytes everywhere. No name in them is anybody's.

use std::io::{self, Write};

/// What kind of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Points around 400 centres with eleven properties, keys in a fixed order, one feature a line; about 500 bytes each.
    Plain,
    /// The same with keys in changing order, escapes in the texts, blanks, and one line or area in ten.
    Mixed,
    /// An archive of incidents as one finds them: stacked places, days and words of day, ranges of casualties, gaps.
    Archive,
}

impl Kind {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "plain" => Some(Self::Plain),
            "mixed" => Some(Self::Mixed),
            "archive" => Some(Self::Archive),
            _ => None,
        }
    }
}

/// A linear congruential generator with Knuth's constants (The Art of Computer Programming, volume 2, 3.3.4).
struct Random(u64);

impl Random {
    /// From 0 up to 1.
    fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
    fn below(&mut self, count: usize) -> usize {
        (self.part() * count as f64) as usize
    }
    /// About normal, with spread 1: the sum of twelve parts.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.part()).sum::<f64>() - 6.0
    }
    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }
}

const ENGLISH: [&str; 20] = [
    "reported",
    "shelling",
    "near",
    "the",
    "road",
    "market",
    "bridge",
    "village",
    "convoy",
    "drone",
    "strike",
    "residents",
    "said",
    "local",
    "sources",
    "checkpoint",
    "river",
    "crossing",
    "night",
    "explosion",
];
const ARABIC: [&str; 14] =
    ["أفادت", "مصادر", "محلية", "بقصف", "قرب", "الطريق", "السوق", "الجسر", "القرية", "قافلة", "طائرة", "مسيرة", "غارة", "ليلا"];
const UKRAINIAN: [&str; 10] = ["повідомили", "обстріл", "поблизу", "дороги", "ринок", "міст", "село", "колона", "удар", "мешканці"];
const TYPES: [&str; 6] =
    ["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"];

/// Year, month and day of a day counted from 2014-01-01, by the civil-calendar arithmetic of the Gregorian calendar.
fn date(day: i64) -> (i64, i64, i64) {
    let shifted = day + 16_071 + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let month_number = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month_number <= 2), month_number, day_of_year - (153 * month + 2) / 5 + 1)
}

fn note(random: &mut Random) -> String {
    let words: &[&str] = match random.below(3) {
        0 => &ENGLISH,
        1 => &ARABIC,
        _ => &UKRAINIAN,
    };
    let count = 8 + random.below(14);
    (0..count).map(|_| random.pick(words)).collect::<Vec<_>>().join(" ")
}

/// Writes a FeatureCollection of so many features.
///
/// # Errors
/// When `out` cannot take it.
pub fn write_export(kind: Kind, features: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut random = Random(42);
    let centres: Vec<(f64, f64)> = (0..400).map(|_| (random.part() * 340.0 - 170.0, random.part() * 130.0 - 60.0)).collect();
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[\n")?;
    for at in 0..features {
        let end = if at + 1 == features { "\n" } else { ",\n" };
        let centre = centres.get((random.part() * random.part() * 400.0) as usize).copied().unwrap_or_default();
        match kind {
            Kind::Plain => write!(out, "{}{end}", plain(&mut random, at, centre))?,
            Kind::Mixed => write!(out, "{}{end}", mixed(&mut random, at, centre))?,
            Kind::Archive => write!(out, "{}{end}", archived(&mut random, at))?,
        }
    }
    out.write_all(b"]}\n")
}

fn properties(random: &mut Random, at: usize, note: &str) -> Vec<String> {
    let (year, month, day) = date(random.below(2_900) as i64);
    vec![
        format!("\"event_id\":\"EVT{at:08}\""),
        format!("\"event_date\":\"{year}-{month:02}-{day:02}T{:02}:{:02}:00Z\"", random.below(24), 30 * random.below(2)),
        format!("\"event_type\":\"{}\"", random.pick(&TYPES)),
        format!("\"sub_event_type\":\"Sub event type {}\"", random.below(8)),
        format!("\"actor1\":\"Actor number {} of the list\"", random.below(8)),
        format!("\"country\":\"C{}\"", random.below(200)),
        format!("\"admin1\":\"Region {}\"", random.below(3_000)),
        format!("\"fatalities\":{}", (random.part().powi(4) * 30.0) as u32),
        format!("\"geo_precision\":{}", 1 + random.below(3)),
        format!("\"source\":\"Source {}\"", random.below(5_000)),
        format!("\"notes\":\"{note}\""),
    ]
}

fn spot(random: &mut Random, centre: (f64, f64)) -> (f64, f64) {
    let lon = (centre.0 + random.normal() * 0.5).clamp(-179.9, 179.9);
    (lon, (centre.1 + random.normal() * 0.5).clamp(-84.9, 84.9))
}

fn plain(random: &mut Random, at: usize, centre: (f64, f64)) -> String {
    let (lon, lat) = spot(random, centre);
    let note = note(random);
    let properties = properties(random, at, &note).join(",");
    format!(
        "{{\"type\":\"Feature\",\"id\":{at},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon:.6},{lat:.6}]}},\"properties\":{{{properties}}}}}"
    )
}

fn mixed(random: &mut Random, at: usize, centre: (f64, f64)) -> String {
    let (lon, lat) = spot(random, centre);
    let note = format!("{}\\n\\\"{}\\\" \\u0642\\u0627\\u0644", note(random), random.pick(&ENGLISH));
    let mut list = properties(random, at, &note);
    for from in (1..list.len()).rev() {
        list.swap(from, random.below(from + 1));
    }
    let geometry = match random.below(10) {
        0 => format!("{{\"type\": \"LineString\", \"coordinates\": [[{lon:.6}, {lat:.6}], [{:.6}, {lat:.6}]]}}", lon + 0.05),
        _ => format!("{{\"coordinates\": [{lon:.6}, {lat:.6}], \"type\": \"Point\"}}"),
    };
    format!("{{\"properties\": {{{}}}, \"geometry\": {geometry}, \"id\": \"m{at}\", \"type\": \"Feature\"}}", list.join(", "))
}

/// Shares as counted in an archive of incidents in Syria: a fifth without place, two fifths of the rest on a twentieth of the
/// places, days more often than hours, casualties as ranges or not at all.
fn archived(random: &mut Random, at: usize) -> String {
    const YEARS: [(i64, f64); 12] =
        [(0, 0.5), (1, 5.5), (2, 21.4), (3, 28.1), (4, 14.0), (5, 12.6), (6, 4.2), (7, 2.6), (8, 2.8), (9, 3.8), (10, 2.7), (11, 1.8)];
    let mut left = random.part() * 100.0;
    let year = YEARS.iter().find(|(_, share)| {
        left -= share;
        left <= 0.0
    });
    let (year, month, day) = date(year.map_or(3, |(year, _)| year * 365) + random.below(365) as i64);
    let word = if random.part() < 0.17 {
        format!(" {}", random.pick(&["dawn", "morning", "afternoon", "evening", "night"]))
    } else {
        String::new()
    };
    let place = (random.part().powi(4) * 2_528.0) as u64;
    let geometry = if random.part() < 0.18 {
        "null".to_owned()
    } else {
        let mut own = Random(place + 1);
        format!("{{\"type\":\"Point\",\"coordinates\":[{:.6},{:.6}]}}", 35.6 + own.part() * 6.7, 32.3 + own.part() * 5.0)
    };
    let (low, spread) = ((random.part().powi(5) * 120.0) as u32, (random.part().powi(3) * 20.0) as u32);
    let killed = match random.below(100) {
        0..17 => "null,\"killed_max\":null".to_owned(),
        17..57 => format!("{low},\"killed_max\":{}", low + spread),
        _ => format!("{low},\"killed_max\":{low}"),
    };
    let mark = if random.part() < 0.06 { "\u{200E}" } else { "" };
    format!(
        "{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{{\"id\":\"A{at:06}\",\"date\":\"{year}-{month:02}-{day:02}{word}\",\"title\":\"{}\",\"location\":\"موقع {place}{mark}\",\"killed_min\":{killed},\"source\":\"source {}\"}}}}",
        note(random),
        random.below(400)
    )
}
