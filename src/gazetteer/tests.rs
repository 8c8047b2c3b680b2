//! The gazetteer against its own file: what the builder wrote is what the program reads.

use std::time::Instant;

use super::skeleton::skeleton;
use super::{Gazetteer, Kind};

#[test]
fn every_name_of_the_file_stands_under_the_key_that_the_program_makes_of_it() {
    let gazetteer = Gazetteer::bundled();
    assert!(gazetteer.len() > 200_000);
    for place in 0..gazetteer.len() {
        for name in gazetteer.world.names(place).filter(|name| !name.is_empty()) {
            let keys = &gazetteer.world.keys;
            let key = skeleton(name);
            assert!(keys.places(keys.equal_to(key.as_bytes())).contains(&(place as u32)), "{name}: {key}");
        }
    }
}

#[test]
fn every_id_of_a_rule_and_of_a_row_is_an_entry() {
    let gazetteer = Gazetteer::bundled();
    assert!(gazetteer.rules.len() > 30 && gazetteer.rows.len() > 27);
    let ruled = gazetteer.rules.iter().flat_map(|rule| rule.order.iter().chain(&rule.never));
    for id in ruled.chain(gazetteer.rows.iter().map(|row| &row.id)) {
        assert_eq!(gazetteer.entry(id).map(|entry| entry.id).as_ref(), Some(id));
    }
}

#[test]
fn the_nearest_entry_to_a_town_is_that_town() {
    let gazetteer = Gazetteer::bundled();
    let (entry, away_m) = gazetteer.nearest(40.4520, 35.0200, 5_000.0).unwrap();
    assert_eq!(entry.id, "mayadin");
    assert!(away_m < 100.0);
    assert_eq!(gazetteer.nearest(-30.0, -40.0, 50_000.0), None, "open sea");
}

#[test]
fn ids_lead_back_to_their_entries() {
    let gazetteer = Gazetteer::bundled();
    for id in ["country-sy", "us-new-york", "gn-98182", "sy-idlib", "tanf-base"] {
        assert_eq!(gazetteer.entry(id).unwrap().id, id);
    }
    assert_eq!(gazetteer.entry("country-sy").unwrap().radius_m, None);
    assert_eq!(gazetteer.entry("sy-idlib").unwrap().kind, Kind::Governorate);
    assert_eq!(gazetteer.entry("nowhere"), None);
}

#[test]
fn what_a_place_lies_in_tells_it_from_others_of_its_name_in_any_order() {
    let gazetteer = Gazetteer::bundled();
    for (text, id) in [
        ("Tripoli, Libya", "gn-2210247"),
        ("Tripoli, Lebanon", "gn-266826"),
        ("طرابلس، لبنان", "gn-266826"),
        ("Springfield, Illinois", "gn-4250542"),
        ("Springfield, Massachusetts, United States", "gn-4951788"),
        ("Hama, Syria", "gn-170017"),
        ("حماة، سوريا", "gn-170017"),
        ("Mayadin, Deir ez-Zor", "mayadin"),
        ("Syria, Aleppo, Al-Bab", "gn-174018"),
        ("سوريا - حلب - الباب", "gn-174018"),
        ("Main street, Mayadin, Syria", "mayadin"),
    ] {
        let answer = gazetteer.find(text, 8);
        assert_eq!(answer.matches.first().map(|reading| reading.entry.id.as_str()), Some(id), "{text}");
        let countries: Vec<&str> = answer.matches.iter().map(|reading| reading.entry.country.as_str()).collect();
        assert!(countries.windows(2).all(|pair| pair[0] == pair[1]), "{text}: {countries:?}");
    }
    for (text, id) in [
        ("Irpin, Irpin, Kyiv, Ukraine", "Irpin"),
        ("Al-Bab, Al-Bab, Aleppo, Syria", "Al-Bab"),
        ("Aleppo, Al-Bab", "Al-Bab"),
        ("Damascus, Douma", "Douma"),
    ] {
        let answer = gazetteer.find(text, 8);
        assert!(answer.matches[0].entry.name.en.contains(id), "{text}: {answer:?}");
    }
    let names = |text: &str| {
        let answer = gazetteer.find(text, 20);
        (answer.is_ambiguous, answer.matches.into_iter().map(|reading| reading.entry.name.en).collect::<Vec<_>>())
    };
    let (is_open, both) = names("Beirut - Sidon");
    assert!(is_open && ["Beirut", "Sidon"].iter().all(|name| both.iter().any(|have| have.contains(name))), "a road: {both:?}");
    assert!(names("Near Al-Bab, Aleppo").0, "another spelling settles nothing");
    let answer = gazetteer.find("Al-Bab, Nowhereland", 8);
    assert!(answer.is_ambiguous && answer.matches[0].entry.id == "gn-174018", "nothing tells which: {answer:?}");
    assert_eq!(gazetteer.find("Nowhereland, Neverwhere", 8).matches, []);
}

#[test]
#[ignore = "prints times"]
fn how_long_it_takes() {
    let start = Instant::now();
    let world = super::file::World::bundled();
    println!("decode: {:?}", start.elapsed());
    let gazetteer = Gazetteer::bundled();
    let start = Instant::now();
    gazetteer.warm_up();
    println!("warm: {:?}", start.elapsed());
    let mut queries: Vec<String> =
        (0..world.len()).step_by(world.len() / 150).map(|at| world.names(at).next().unwrap().to_owned()).collect();
    queries.extend(["م", "al", "ma", "دير", "sa", "Qamsihli", "Damascs", "xqzvwkjhaa", "القامشي", "b"].map(ToOwned::to_owned));
    for round in ["first", "again"] {
        let mut times: Vec<_> = queries
            .iter()
            .map(|query| {
                let start = Instant::now();
                let num = gazetteer.find(query, 8).matches.len();
                (start.elapsed(), query, num)
            })
            .collect();
        times.sort();
        println!("{round}: median {:?}, worst {:?}", times[times.len() / 2], &times[times.len() - 4..]);
    }
}
