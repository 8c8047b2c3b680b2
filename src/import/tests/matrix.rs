//! Every known export with its columns shuffled, cut to five, and renamed.

use super::exports::count;
use super::*;

type Columns = &'static [(&'static str, &'static str)];
type Export = (&'static str, Columns, Columns);

/// Name of the profile, its tell-tale columns, and further ones; a value that is no text is written as JSON.
const EXPORTS: [Export; 11] = [
    (
        "acled",
        &[("event_id_cnty", "SYR1"), ("event_date", "2024-05-16")],
        &[
            ("time_precision", "2"),
            ("event_type", "Battles"),
            ("actor1", "Group A"),
            ("location", "Town"),
            ("latitude", "35.1"),
            ("longitude", "40.2"),
            ("geo_precision", "2"),
            ("source", "Paper A"),
            ("notes", "It is said that…"),
            ("fatalities", "3"),
        ],
    ),
    (
        "ucdp",
        &[("dyad_new_id", "7"), ("where_prec", "2")],
        &[
            ("id", "11"),
            ("date_start", "2021-03-01"),
            ("date_end", "2021-03-04"),
            ("date_prec", "2"),
            ("latitude", "35.1"),
            ("longitude", "40.2"),
            ("best", "4"),
            ("low", "2"),
            ("high", "9"),
            ("side_a", "A"),
            ("side_b", "B"),
        ],
    ),
    (
        "gdelt",
        &[("SQLDATE", "20250516"), ("ActionGeo_Type", "4")],
        &[
            ("GLOBALEVENTID", "1245"),
            ("EventRootCode", "19"),
            ("Actor1Name", "A"),
            ("ActionGeo_Lat", "35.1"),
            ("ActionGeo_Long", "40.2"),
            ("SOURCEURL", "https://example.org/1"),
        ],
    ),
    (
        "gtd",
        &[("eventid", "201701050001"), ("iyear", "2017")],
        &[
            ("imonth", "1"),
            ("iday", "5"),
            ("latitude", "35.1"),
            ("longitude", "40.2"),
            ("specificity", "1"),
            ("attacktype1_txt", "Bombing/Explosion"),
            ("nkill", "2"),
            ("gname", "Group A"),
        ],
    ),
    (
        "airwars",
        &[("belligerents", "Unknown"), ("geolocation_accuracy", "Village")],
        &[
            ("unique_reference_code", "XS0001"),
            ("incident_date", "16 May 2019"),
            ("latitude", "35.1"),
            ("longitude", "40.2"),
            ("civilians_killed_min", "1"),
            ("civilians_killed_max", "4"),
            ("strike_status", "Likely strike"),
        ],
    ),
    (
        "atlos",
        &[("attr_status", "To Do"), ("attr_geolocation_resolution", "Vicinity")],
        &[("slug", "CIV-1"), ("attr_date", "2023-02-03"), ("attr_description", "A photo"), ("latitude", "35.1"), ("longitude", "40.2")],
    ),
    (
        "timemap",
        &[("associations", "A"), ("narrative___stepStyles", "")],
        &[
            ("id", "1"),
            ("date", "8/23/2011"),
            ("time", "11:30"),
            ("location", "Town"),
            ("latitude", "35.1"),
            ("longitude", "40.2"),
            ("description", "what"),
        ],
    ),
    (
        "usgs",
        &[("mag", "=4.1"), ("magType", "mb"), ("sig", "=259"), ("net", "us"), ("time", "=1715817600000")],
        &[("title", "M 4.1"), ("place", "near"), ("code", "abc"), ("updated", "=1715817600001")],
    ),
    (
        "ushahidi",
        &[("data_source_message_id", "m1"), ("post_date", "2020-01-02 03:04:05")],
        &[("id", "5"), ("title", "A post"), ("content", "text"), ("status", "published"), ("latitude", "35.1"), ("longitude", "40.2")],
    ),
    (
        "gdacs",
        &[("eventtype", "EQ"), ("episodeid", "=2"), ("Class", "Point_Centroid")],
        &[
            ("eventid", "=1"),
            ("fromdate", "2024-01-01T00:00:00"),
            ("todate", "2024-01-02T00:00:00"),
            ("name", "Earthquake"),
            ("country", "X"),
        ],
    ),
    (
        "geoconfirmed",
        &[("eor_tracking", ""), ("plus_code", "")],
        &[("id", "9"), ("date", "2024-03-04"), ("description", "A vehicle"), ("latitude", "35.1"), ("longitude", "40.2")],
    ),
];

fn record(cells: &[(&str, &str)]) -> String {
    let value = |text: &str| text.strip_prefix('=').map_or_else(|| serde_json::json!(text).to_string(), ToOwned::to_owned);
    let cells: Vec<String> = cells.iter().map(|(name, text)| format!("\"{name}\":{}", value(text))).collect();
    format!("{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{{}}}}}", cells.join(","))
}

/// The one incident of a record, without the order of its columns, and the report.
fn read(cells: &[(&str, &str)]) -> (LoadReport, Incident) {
    let (report, mut incidents, _) = load(record(cells));
    let mut incident = incidents.remove(0);
    incident.raw.properties.sort();
    (report, incident)
}

#[test]
fn each_known_export_is_told_whatever_the_order_of_its_columns_and_means_the_same() {
    for (name, told_by, others) in EXPORTS {
        let cells: Vec<(&str, &str)> = told_by.iter().chain(others).copied().collect();
        let (report, plain) = read(&cells);
        assert_eq!(report.profile, name);
        assert!(plain.when.is_some(), "{name} has a time");
        // Turned round, and cut like a pack of cards.
        let reversed: Vec<(&str, &str)> = cells.iter().rev().copied().collect();
        let (front, back) = cells.split_at(cells.len() / 2);
        for shuffled in [reversed, [back, front].concat()] {
            let (report, incident) = read(&shuffled);
            assert_eq!((report.profile.as_str(), incident), (name, plain.clone()));
        }
    }
}

#[test]
fn five_columns_are_enough_to_tell_a_known_export() {
    for (name, told_by, others) in EXPORTS {
        let cells: Vec<(&str, &str)> = told_by.iter().chain(others).copied().take(5).collect();
        let (report, incident) = read(&cells);
        assert_eq!(report.profile, name);
        assert!(report.adds_up() && report.quarantined == 0);
        assert_eq!(incident.raw.properties.len(), 5, "{name}: what is not mapped stays with the record");
    }
}

#[test]
fn a_renamed_column_makes_it_an_unknown_table_and_what_is_guessed_is_told() {
    let mut total = 0;
    for (name, told_by, others) in EXPORTS {
        let mut cells: Vec<(&str, &str)> = told_by.iter().chain(others).copied().collect();
        cells[0].0 = "renamed";
        // By this ACLED is known without its ids.
        cells.iter_mut().filter(|(column, _)| *column == "time_precision").for_each(|(column, _)| *column = "fine");
        let (report, _, plan) = load(record(&cells));
        assert_eq!(report.profile, "generic", "{name}");
        let num_guessed = plan.unwrap().mapping().unwrap().0.roles().count();
        assert_eq!(count(&report, "guessed_columns"), u64::from(num_guessed > 0), "{name}");
        total += num_guessed;
    }
    assert!(total > 20, "most of them have columns with a usual name");
}

#[test]
fn of_two_exports_that_both_fit_one_is_taken_and_the_other_named() {
    let [acled, ucdp, ..] = EXPORTS;
    let cells: Vec<(&str, &str)> = acled.1.iter().chain(acled.2).chain(ucdp.1).copied().collect();
    let (report, _) = read(&cells);
    let note = report.notes.iter().find(|note| note.code.0 == "other_profile").unwrap();
    assert!(note.message.contains("acled") && note.message.contains("ucdp"), "{}", note.message);
}
