//! Further known exports, each made here with invented values and with the quirks that its kind is known for.

use super::exports::{count, day, row, span};
use super::*;
use crate::domain::*;

const MINUTE: i64 = 60_000;

fn figures(incident: &Incident, field: &str) -> Vec<Range> {
    let claims = incident.claims.iter().filter(|claim| claim.field == field);
    claims.filter_map(|claim| if let ClaimValue::Range(range) = &claim.value { Some(*range) } else { None }).collect()
}

fn actors(incident: &Incident) -> Vec<&str> {
    incident.actors.iter().flat_map(|actor| actor.name.iter().map(|(_, name)| name)).collect()
}

fn place(incident: &Incident) -> (PlacePrecision, Radius) {
    (incident.places[0].precision, incident.places[0].radius)
}

/// Loads rows and holds what every load must hold.
fn loaded(profile: &str, rows: &[String]) -> (LoadReport, Vec<Incident>) {
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!(report.profile, profile);
    assert!(report.adds_up());
    assert!(
        incidents.iter().flat_map(|incident| &incident.claims).all(|claim| claim.grade == Grade::F6),
        "no field is turned into a grade"
    );
    (report, incidents)
}

#[test]
fn gtd_reads_zeros_as_unknown_and_minus_nine_as_no_figure() {
    let attack = |id: &str, [month, day]: [&str; 2], specificity: &str, vicinity: &str, killed: &str| {
        row(&[
            ("eventid", id),
            ("iyear", "2017"),
            ("imonth", month),
            ("iday", day),
            ("approxdate", ""),
            ("extended", "0"),
            ("country_txt", "Syria"),
            ("provstate", "Deir ez-Zor"),
            ("city", "Some Town"),
            ("latitude", "35.25"),
            ("longitude", "40.5"),
            ("specificity", specificity),
            ("vicinity", vicinity),
            ("attacktype1_txt", "Bombing/Explosion"),
            ("gname", "Group A"),
            ("gname2", "Unknown"),
            ("claimed", "1"),
            ("nkill", killed),
            ("nwound", "-99"),
            ("scite1", "Some Paper"),
            ("doubtterr", "1"),
        ])
    };
    let (report, made) = loaded(
        "gtd",
        &[
            attack("201701050001", ["1", "5"], "1", "0", "3.0"),
            attack("201701000002", ["1", "0"], "2", "1", "-9"),
            attack("1.97E+11", ["0", "0"], "5", "0", ""),
        ],
    );
    assert_eq!(span(&made[0]), (day(2017, 1, 5), day(2017, 1, 6), TimePrecision::Day));
    assert_eq!(span(&made[1]), (day(2017, 1, 1), day(2017, 2, 1), TimePrecision::Month));
    assert_eq!(span(&made[2]), (day(2017, 1, 1), day(2018, 1, 1), TimePrecision::Year));
    assert_eq!(place(&made[0]), (PlacePrecision::City, Radius::Assumed(5_000.0)));
    assert_eq!(place(&made[1]), (PlacePrecision::Subdistrict, Radius::Assumed(30_000.0)), "in the vicinity: twice as far");
    assert!(made[2].places.is_empty() && !made[2].unplaced_name.is_empty());
    assert_eq!(figures(&made[0], "killed.all"), [Range { min: None, best: Some(3.0), max: None }]);
    assert!(figures(&made[1], "killed.all").is_empty() && figures(&made[0], "injured.all").is_empty());
    assert_eq!((made[0].attribution, made[0].verification), (Attribution::ClaimedBy, Verification::Reported));
    assert_eq!(actors(&made[0]), ["Group A"]);
    assert_eq!((made[0].id.as_str(), count(&report, "damaged_id")), ("201701050001", 1));
}

#[test]
fn airwars_keeps_ranges_words_of_time_and_two_grades_at_once() {
    let harm = |date: [&str; 3], accuracy: &str, lon: &str, killed: [&str; 2], evidence: &str| {
        row(&[
            ("unique_reference_code", "CS1"),
            ("incident_date", date[0]),
            ("incident_date_end", date[1]),
            ("incident_time", date[2]),
            ("belligerents", "Force A, Force B, Force C"),
            ("geolocation_accuracy", accuracy),
            ("location", "Some Village"),
            ("latitude", "35.9"),
            ("longitude", lon),
            ("civilians_killed_min", killed[0]),
            ("civilians_killed_max", killed[1]),
            ("civilians_injured_min", ""),
            ("evidence", evidence),
            ("strike_status", "Single source claim"),
        ])
    };
    let (report, made) = loaded(
        "airwars",
        &[
            harm(["2016-08-01", "", "around_dawn"], "village", "39.1", ["2", "4"], "Contested, Discounted"),
            harm(["2016-08-01", "2016-08-03", ""], "within_100m", "4239.00416", ["0", "0"], "Contested"),
            harm(["2016-08-01", "2016-07-30", ""], "moon", "39.1", ["5", "3"], "Fair"),
            harm(["1970-01-01", "", "midnight"], "town", "39.1", ["", ""], ""),
        ],
    );
    let first = day(2016, 8, 1);
    assert_eq!(span(&made[0]), (first + 210 * MINUTE, first + 420 * MINUTE, TimePrecision::PartOfDay));
    assert_eq!(span(&made[1]), (first, day(2016, 8, 4), TimePrecision::SeveralDays));
    assert_eq!(span(&made[2]), (day(2016, 7, 30), day(2016, 8, 2), TimePrecision::SeveralDays));
    assert_eq!(span(&made[3]), (-90 * MINUTE, 1_530 * MINUTE, TimePrecision::PartOfDay), "the midnight before or after");
    assert_eq!(place(&made[0]), (PlacePrecision::Village, Radius::Assumed(1_500.0)));
    assert!(made[1].places.is_empty(), "a lost decimal point is told, never mended");
    assert_eq!(place(&made[2]).0, PlacePrecision::Unknown);
    assert_eq!(figures(&made[0], "killed.civilians"), [Range { min: Some(2.0), best: None, max: Some(4.0) }]);
    assert_eq!(figures(&made[1], "killed.civilians"), [Range { min: Some(0.0), best: None, max: Some(0.0) }], "none is a figure");
    assert!(figures(&made[3], "killed.civilians").is_empty() && figures(&made[0], "injured.civilians").is_empty(), "not known is none");
    assert_eq!(made[0].verification, Verification::Discounted);
    assert_eq!((made[1].verification, made[2].verification), (Verification::Disputed, Verification::Reported));
    assert_eq!((made[0].attribution, actors(&made[0])), (Attribution::SingleSource, vec!["Force A", "Force B", "Force C"]));
    for (code, expected) in
        [("place_unreadable", 1), ("min_over_max", 1), ("epoch_zero", 1), ("end_before_start", 1), ("odd_value", 1), ("several_values", 1)]
    {
        assert_eq!(count(&report, code), expected, "{code}");
    }
}

#[test]
fn gdelt_is_of_a_day_and_places_on_the_middle_of_a_country_are_none() {
    let event = |kind: &str| {
        row(&[
            ("GLOBALEVENTID", "1001234567"),
            ("SQLDATE", "20250516"),
            ("EventCode", "190"),
            ("EventRootCode", "19"),
            ("Actor1Name", "A"),
            ("ActionGeo_Type", kind),
            ("ActionGeo_FullName", "Some City"),
            ("ActionGeo_Lat", "35.3"),
            ("ActionGeo_Long", "40.1"),
            ("DATEADDED", "20250516121500"),
            ("SOURCEURL", "https://news.example/a"),
        ])
    };
    let (_, made) = loaded("gdelt", &[event("4"), event("5"), event("1")]);
    assert_eq!(span(&made[0]), (day(2025, 5, 16), day(2025, 5, 17), TimePrecision::Day));
    assert_eq!(place(&made[0]), (PlacePrecision::City, Radius::Assumed(5_000.0)));
    assert_eq!(place(&made[1]), (PlacePrecision::Governorate, Radius::Assumed(75_000.0)));
    assert!(made[2].places.is_empty());
    assert_eq!(made[0].claims[0].url.as_deref(), Some("https://news.example/a"));
    assert_eq!(made[0].claims[0].source, Words::untagged("news.example"));
}

#[test]
fn timemap_has_texts_for_all_values_and_months_before_days() {
    let event = |date: &str, time: &str, lat: &str| {
        row(&[
            ("civId", "C7"),
            ("date", date),
            ("time", time),
            ("time_display", "in the afternoon"),
            ("description", "What was seen."),
            ("location", "Some Street"),
            ("latitude", lat),
            ("longitude", if lat.is_empty() { "" } else { "36.2" }),
            ("associations", "shelling,housing"),
            ("sources", "s1,s2"),
            ("narrative___stepStyles", ""),
        ])
    };
    let (_, made) = loaded("timemap", &[event("8/11/2011", "14:05", "50.1"), event("8/23/2011", "", ""), event("", "", "50.1")]);
    let at = day(2011, 8, 11) + (14 * 60 + 5) * MINUTE;
    assert_eq!(span(&made[0]), (at, at + MINUTE, TimePrecision::Minute));
    assert_eq!(span(&made[1]), (day(2011, 8, 23), day(2011, 8, 24), TimePrecision::Day));
    assert!(made[2].when.is_none() && made[1].places.is_empty());
    assert_eq!(place(&made[0]).1, Radius::Assumed(500.0));
    assert_eq!(made[0].claims.len(), 2);
}

#[test]
fn atlos_keeps_the_state_of_work_apart_from_what_is_established() {
    let event = |status: &str, resolution: &str, date: &str| {
        row(&[
            ("slug", "ABC123"),
            ("attr_status", status),
            ("attr_description", "What is seen"),
            ("attr_date", date),
            ("attr_geolocation", "35.3, 40.1"),
            ("attr_geolocation_resolution", resolution),
            ("attr_impact", "[\"Housing\",\"Road\"]"),
            ("source_urls", "https://video.example/1"),
        ])
    };
    let (report, made) = loaded(
        "atlos",
        &[
            event("Ready for Review", "Exact (maximum precision, within 10 meters)", "2022-03-04"),
            event("Cancelled", "Locality", "2022-03-04"),
            event("Somehow", "Vicinity", ""),
        ],
    );
    assert_eq!((made[0].work_status, made[1].work_status, made[2].work_status), (WorkStatus::Review, WorkStatus::Dropped, WorkStatus::New));
    assert_eq!(made[0].verification, Verification::Reported);
    assert_eq!([0, 1, 2].map(|at| place(&made[at]).1), [Radius::Assumed(10.0), Radius::Assumed(1_000.0), Radius::Assumed(100.0)]);
    assert_eq!(span(&made[0]), (day(2022, 3, 4), day(2022, 3, 5), TimePrecision::Day), "no time is the whole day");
    let geo::Geometry::Point(at) = &made[0].places[0].geometry else { panic!("a point") };
    assert_eq!((at.x(), at.y()), (40.1, 35.3), "the cell has latitude first");
    assert_eq!(count(&report, "odd_value"), 1);
}

#[test]
fn ushahidi_gdacs_and_geoconfirmed_keep_their_states_histories_and_codes() {
    let (_, made) = loaded(
        "ushahidi",
        &[row(&[
            ("id", "12"),
            ("title", "A report"),
            ("content", "Words"),
            ("post_date", "2017-03-01T10:00:00+00:00"),
            ("status", "archived"),
            ("data_source_message_id", ""),
            ("source", "SMS"),
            ("updated", "2017-03-02T10:00:00+00:00"),
        ])],
    );
    let at = day(2017, 3, 1) + 600 * MINUTE;
    assert_eq!((span(&made[0]).0, made[0].work_status), (at, WorkStatus::Dropped));
    assert!(made[0].places.is_empty());

    let episode = |number: &str| {
        let cells = format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[40.5,35.5]}},"properties":{{"eventtype":"EQ","eventid":7,"episodeid":{number},"Class":"Point_Centroid","name":"Earthquake","istemporary":"true","fromdate":"2023-02-06T01:17:00","todate":"2023-02-06T01:17:00","datemodified":"2023-02-07T00:00:00","polygonlabel":"Centroid","source":"NEIC","severitydata":{{"severity":7.8,"severitytext":"Magnitude 7.8M"}},"url":{{"report":"https://gdacs.example/7"}}}}}}"#
        );
        cells
    };
    let (_, made) = loaded("gdacs", &[episode("1"), episode("2")]);
    assert_eq!([made[0].id.as_str(), made[1].id.as_str()], ["EQ-7-1", "EQ-7-2"], "a history of episodes");
    assert_eq!(place(&made[0]), (PlacePrecision::Area, Radius::Unknown));
    assert_eq!(made[0].when.as_ref().unwrap().zone, ZoneState::Unknown, "the source names no zone");
    assert_eq!(made[0].claims[0].value, ClaimValue::Words(Words::untagged("Magnitude 7.8M")));

    let seen = |lat: &str, lon: &str| {
        row(&[
            ("id", "g1"),
            ("date", "2023-05-01"),
            ("description", "Seen here"),
            ("eor_tracking", ""),
            ("plus_code", "8FVC2222+22"),
            ("latitude", lat),
            ("longitude", lon),
            ("original_source", "https://post.example/1 https://post.example/2"),
        ])
    };
    let (report, made) = loaded("geoconfirmed", &[seen("", ""), seen("47.1", "8.1")]);
    let points: Vec<(f64, f64)> = made
        .iter()
        .filter_map(|incident| if let geo::Geometry::Point(at) = incident.places[0].geometry { Some((at.x(), at.y())) } else { None })
        .collect();
    assert!((points[0].0 - 8.000_062_5).abs() < 1e-9 && (points[0].1 - 47.000_062_5).abs() < 1e-9, "the middle of the code's square");
    assert_eq!(points[1], (8.1, 47.1), "a stated position is never replaced");
    assert_eq!((made[0].verification, place(&made[0]).1), (Verification::Geolocated, Radius::Assumed(50.0)));
    assert_eq!((made[0].claims.len(), count(&report, "plus_code")), (2, 1));
}

#[test]
fn of_two_exports_that_both_fit_that_with_more_of_its_own_columns_is_taken_and_it_is_said() {
    let both = row(&[
        ("eventtype", "EQ"),
        ("episodeid", "1"),
        ("Class", "Point_Centroid"),
        ("event_id_cnty", "SYR1"),
        ("event_date", "2025-05-16"),
    ]);
    let (report, _) = loaded("gdacs", &[both]);
    assert_eq!(count(&report, "other_profile"), 1);
}

#[test]
fn a_date_with_a_word_for_the_time_of_day_is_that_part_of_the_day() {
    let (_, made, _) =
        load([("date", "5 January 2022, dawn"), ("date", "فجر الأربعاء 5 كانون الثاني 2022")].map(|cell| row(&[cell])).join("\n"));
    for incident in &made {
        let first = day(2022, 1, 5);
        assert_eq!(span(incident), (first + 210 * MINUTE, first + 420 * MINUTE, TimePrecision::PartOfDay));
    }
}
