//! Ordinary records are read by a quick way, odd ones by the careful one; both come to the same store.

use std::sync::Arc;

use marsad::domain::FilterSet;
use marsad::import::{Flow, Limits, MemorySource, read_layer, read_whole};
use marsad::store::{Store, StoreBuilder};

/// Features of all kinds, most of them ordinary; `i` decides what is odd.
fn feature(i: usize) -> String {
    let (lon, lat) = (36.0 + (i % 700) as f64 / 100.0, 33.0 + (i % 411) as f64 / 100.0);
    let geometry = match i % 97 {
        0 => "null".to_owned(),
        1 => format!("{{\"type\":\"LineString\",\"coordinates\":[[{lon},{lat}],[40,34]]}}"),
        2 => format!("{{\"coordinates\": [ {lon} , {lat} ], \"type\": \"Point\"}}"),
        3 => format!("{{\"type\":\"Point\",\"coordinates\":[{lon},{lat},120]}}"),
        4 => "{\"type\":\"Point\",\"coordinates\":[0,0]}".to_owned(),
        5 => "{\"type\":\"Point\",\"coordinates\":[190.5,10]}".to_owned(),
        6 => "{\"type\":\"Point\",\"coordinates\":[4239.0,35]}".to_owned(),
        7 => "{\"type\":\"Point\",\"coordinates\":[]}".to_owned(),
        8 => "{\"type\":\"Point\",\"coordinates\":[40.5,-1.5e1]}".to_owned(),
        _ => format!("{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}"),
    };
    let date = match i % 89 {
        0 => "null".to_owned(),
        1 => "\"\"".to_owned(),
        2 => "\"nobody knows\"".to_owned(),
        3 => "\"2016-05\"".to_owned(),
        4 => "\"2016-05-07 dawn\"".to_owned(),
        5 => "\"2016-05-07T04:30:00+03:00\"".to_owned(),
        6 => "\"1970-01-01\"".to_owned(),
        7..40 => format!("\"201{}-{:02}-{:02}T{:02}:{:02}:00Z\"", i % 8, i % 12 + 1, i % 28 + 1, i % 24, i % 60),
        _ => format!("\"201{}-{:02}-{:02}\"", i % 8, i % 12 + 1, i % 28 + 1),
    };
    let id = match i % 83 {
        0 => "null".to_owned(),
        1 => "\"\"".to_owned(),
        2 => "\" \"".to_owned(),
        3 => format!("\"\\u0041{i}\""),
        4 => "7.0".to_owned(),
        5 => "[1]".to_owned(),
        6..40 => format!("\"e-{i}\""),
        _ => i.to_string(),
    };
    let title =
        ["Shelling near the bridge", "انفجار في الرياض (حي الملز) 2024", "قصف \\\"عنيف\\\" على الرقّة", "", "  ", "ٱلْقَحْطَانِيَّة"][i % 6];
    let mut cells = vec![
        format!("\"title\":\"{title} {}\"", if i.is_multiple_of(5) { i.to_string() } else { String::new() }),
        format!("\"title_ar\":\"{}\"", ["دير الزور", "الميادين", ""][i % 3]),
        format!("\"date\":{date}"),
        format!("\"category\":\"{}\"", ["strike", "clash", "Überfall", "", "clash ", " Überfall\u{a0}"][i % 6]),
        format!("\"actor1\":\"Actor {}{}\"", i % 9, ["", "", " ", "\\t"][i % 4]),
        format!(
            "\"location\":\"{}\"",
            ["Dayr az-Zawr", "al-Hawl", "a village with a name that is a good deal longer than others are"][i % 3]
        ),
        format!("\"killed\":{}", ["0", "3", "null", "\"3-7\"", "\"many\"", "12.0", "-9"][i % 7]),
        format!("\"killed_max\":{}", ["null", "9", "\"at least 4\"", "\"\"", "\"10+\""][i % 5]),
        format!("\"wounded (low)\":{}", ["1", "\"2-4\"", "null"][i % 3]),
        format!("\"source\":\"{}Source {}\"", ["", " ", "\u{2003}"][i % 3], i % 300),
        format!("\"notes\":\"{}\"", "word ".repeat(i % 23)),
        format!("\"nested\":{}", ["{\"a\":[1,2,{\"b\":null}]}", "[true,false]", "1e5", "\"\\ud83d\\ude00\"", "\"\\ud83d\""][i % 5]),
    ];
    match i % 79 {
        0 => cells.push("\"title\":\"again\"".to_owned()),
        1 => cells.rotate_left(i % 10),
        2 => cells.reverse(),
        3 => cells.truncate(3),
        4 => cells.clear(),
        5 => cells.push(format!("\"only here {i}\":1")),
        6 => cells.push("\"esc\\u0061ped\":true".to_owned()),
        _ => {}
    }
    let comma = if i.is_multiple_of(71) { " ,\n\t" } else { "," };
    let properties = if i.is_multiple_of(73) { "null".to_owned() } else { format!("{{{}}}", cells.join(comma)) };
    match i % 67 {
        0 => format!("{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{properties}}}"),
        1 => format!("{{\"type\":\"Feature\",\"bbox\":[1,2,3,4],\"id\":{id},\"geometry\":{geometry},\"properties\":{properties}}}"),
        2 => format!("{{\n  \"properties\": {properties},\n  \"geometry\": {geometry},\n  \"id\": {id},\n  \"type\": \"Feature\"\n}}"),
        3 => format!("{{\"type\":\"Feature\",\"id\":{id},\"properties\":{properties}}}"),
        4 => format!("{{\"type\":\"Feature\",\"id\":{id},\"geometry\":{geometry}}}"),
        5 => format!("{{\"type\":\"feature\",\"id\":{id},\"geometry\":{geometry},\"properties\":{properties}}}"),
        _ => format!("{{\"type\":\"Feature\",\"id\":{id},\"geometry\":{geometry},\"properties\":{properties}}}"),
    }
}

/// The store of the text by all threads and the quick way, and by one thread and the careful way.
fn both_ways(text: &str) -> [Store; 2] {
    assert!(text.len() > 3 << 20, "a text so short is read by one thread");
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let limits = Limits::default();
    let go = &mut |_| Flow::Continue;
    let (quick, loaded) = read_whole::<StoreBuilder>(&source, "test", &limits, go, &mut |_, _| {}).unwrap();
    let mut careful = StoreBuilder::new();
    let alone = read_layer(&source, "test", &limits, go, &mut |incident| careful.push(&incident)).unwrap();
    assert_eq!(loaded.report, alone.report);
    [quick.finish(), careful.finish()]
}

fn hold(text: &str) {
    let [quick, careful] = both_ways(text);
    assert_eq!(quick.len(), careful.len());
    for words in [
        "bridge",
        "shelling",
        "انفجار",
        "رقه",
        "القحطانيه",
        "17",
        "dayr zawr",
        "word",
        "source 29",
        "source 2",
        "actor 8",
        "village other",
        "عنيف",
    ] {
        let found =
            |store: &Store| store.select_in_layer(&FilterSet { text: words.to_owned(), ..FilterSet::default() }.to_filter(), "test");
        assert_eq!(found(&quick).unwrap(), found(&careful).unwrap(), "{words}");
    }
    // All columns, dictionaries and indexes as they are; but for the words, which threads number as they meet them.
    let [quick, careful] = [quick, careful].map(|store| {
        let without = |text: String, field: &str, next: &str| {
            let (before, rest) = text.split_once(field).unwrap();
            let (_, behind) = rest.split_once(next).unwrap();
            format!("{before}{behind}")
        };
        let text = without(format!("{store:#?}"), "\n    words: ", "\n    entries: ");
        without(text, "\n        word_lists: ", "\n        zone: ")
    });
    let first = quick.lines().zip(careful.lines()).position(|(a, b)| a != b);
    let around = |text: &str| first.map(|at| text.lines().skip(at.saturating_sub(6)).take(12).collect::<Vec<_>>().join("\n"));
    assert_eq!(around(&quick), around(&careful));
}

#[test]
fn ordinary_and_odd_records_of_a_collection_come_to_the_same_store_by_both_ways() {
    let features: Vec<String> = (0..12_000).map(feature).collect();
    hold(&format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",\n")));
}

#[test]
fn ordinary_and_odd_records_on_lines_come_to_the_same_store_by_both_ways() {
    let features: Vec<String> = (0..12_000).map(|i| feature(i).replace(['\n', '\t'], " ")).collect();
    hold(&features.join("\n"));
}

#[test]
fn positions_that_stand_the_wrong_way_round_are_turned_by_both_ways() {
    let features: Vec<String> = (0..20_000)
        .map(|i| {
            let (lon, lat) = (100.0 + (i % 700) as f64 / 100.0, 33.0 + (i % 411) as f64 / 100.0);
            format!("{{\"type\":\"Feature\",\"id\":{i},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lat},{lon}]}},\"properties\":{{\"title\":\"Event {i} with some words behind it so that the text is long enough\",\"date\":\"2016-05-07\"}}}}")
        })
        .collect();
    hold(&format!("[{}]", features.join(",")));
}

#[test]
fn dates_in_columns_of_their_parts_come_to_the_same_store_by_both_ways() {
    let features: Vec<String> = (0..20_000)
        .map(|i| {
            let month = ["1", "02", "12.0", "0", "null", "\"March\"", "\"أيار\"", "\"\""][i % 8];
            let (year, day) = (["2016", "\"2019\"", "2022.0"][i % 3], ["5", "\"31\"", "0", "null"][i % 4]);
            format!("{{\"type\":\"Feature\",\"id\":{i},\"geometry\":null,\"properties\":{{\"title\":\"Event {i} with some words behind it so that the text is long enough to be read by several threads\",\"Year\":{year},\"month\":{month},\"day\":{day},\"time\":\"{:02}:30\"}}}}", i % 24)
        })
        .collect();
    hold(&features.join("\n"));
}

#[test]
fn midnights_of_utc_and_places_said_twice_come_to_the_same_store_by_both_ways() {
    let features: Vec<String> = (0..20_000)
        .map(|i| {
            let (lon, off) = (40.0 + (i % 700) as f64 / 100.0, if i % 9 == 0 { 1.0 } else { 0.0 });
            format!("{{\"type\":\"Feature\",\"id\":{i},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},35.5]}},\"properties\":{{\"title\":\"Event {i} with some words behind it so that the text is long enough\",\"date\":\"2016-05-{:02}T00:00:00.000Z\",\"lat\":{},\"lon\":{lon}}}}}", i % 28 + 1, 35.5 + off)
        })
        .collect();
    hold(&features.join("\n"));
}

#[test]
fn dates_and_ends_in_parts_midnights_of_a_zone_and_days_of_spreadsheets_come_to_the_same_store_by_both_ways() {
    let whole = |i: usize, when: &str| {
        let lon = 40.0 + (i % 700) as f64 / 100.0;
        format!(
            "{{\"type\":\"Feature\",\"id\":{i},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},35.5]}},\"properties\":{{\"title\":\"Event {i} with some words behind it so that the text is long enough\",{when}}}}}"
        )
    };
    let parted = |i: usize| {
        let (day, last) = (i % 28 + 1, i % 3 * 28);
        whole(i, &format!("\"Start Year\":2016,\"Start Month\":5,\"Start Day\":{day},\"End Year\":2016,\"End Month\":6,\"End Day\":{last}"))
    };
    let zoned = |i: usize| whole(i, &format!("\"date\":\"2016-05-{:02}T21:00:00Z\"", i % 28 + 1));
    let counted = |i: usize| whole(i, &format!("\"date\":{}", 42_500 + i % 900));
    for record in [&parted as &dyn Fn(usize) -> String, &zoned, &counted] {
        hold(&(0..20_000).map(record).collect::<Vec<_>>().join("\n"));
    }
}
