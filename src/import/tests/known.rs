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
fn acled_is_known_without_its_ids_and_by_names_with_blanks() {
    let of = |names: [&str; 4], precision: &str| {
        let [date, kind, fine, figure] = names;
        row(&[
            (date, "18 May 2025"),
            (kind, "Battles"),
            ("actor1", "A"),
            ("latitude", "35"),
            ("longitude", "40"),
            (fine, precision),
            (figure, "3"),
        ])
    };
    for names in
        [["event_date", "event_type", "time_precision", "fatalities"], ["Event Date", "Event Type", "Time Precision", "Fatalities"]]
    {
        let (_, made) = loaded("acled", &[of(names, "1"), of(names, "3")]);
        let precisions: Vec<_> = made.iter().map(|made| made.when.as_ref().unwrap().precision).collect();
        assert_eq!((precisions, figures(&made[0], "killed.all").len()), (vec![TimePrecision::Day, TimePrecision::Month], 1));
    }
}

#[test]
fn a_table_of_events_with_columns_of_its_own_is_none_of_acled() {
    let cells = [
        ("event_date", "2022-03-10"),
        ("event_type", "strike"),
        ("time_precision", "month"),
        ("lat", "35"),
        ("lng", "40"),
        ("killed", "3"),
    ];
    let (report, made, _) = load(row(&cells));
    assert_eq!((report.profile.as_str(), made[0].places.len(), figures(&made[0], "killed.all").len()), ("generic", 1, 1));
    assert_eq!(made[0].when.as_ref().unwrap().precision, TimePrecision::Month);
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
    let (report, made) = loaded("gdacs", &[episode("1"), episode("2")]);
    assert_eq!([made[0].id.as_str(), made[1].id.as_str()], ["EQ-7", "EQ-7"], "the episodes of one event");
    assert_eq!((count(&report, "episodes"), count(&report, "duplicate_id")), (1, 0));
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
    let (report, made) = loaded("geoconfirmed", &[seen("", ""), seen("47.0001", "8.0001")]);
    let points: Vec<(f64, f64)> = made
        .iter()
        .filter_map(|incident| if let geo::Geometry::Point(at) = incident.places[0].geometry { Some((at.x(), at.y())) } else { None })
        .collect();
    assert!((points[0].0 - 8.000_062_5).abs() < 1e-9 && (points[0].1 - 47.000_062_5).abs() < 1e-9, "the middle of the code's square");
    assert_eq!(points[1], (8.000_1, 47.000_1), "a stated position is never replaced");
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

/// A record of which only some cells matter.
fn told(profile: &str, told_by: &[(&str, &str)], cells: &[(&str, &str)]) -> (LoadReport, Incident) {
    let (report, mut made) = loaded(profile, &[row(&[told_by, cells].concat())]);
    (report, made.remove(0))
}

const ACLED: [(&str, &str); 3] = [("event_id_cnty", "SYR1"), ("latitude", "35.25"), ("longitude", "40.5")];
const UCDP: [(&str, &str); 3] = [("id", "7"), ("dyad_new_id", "406"), ("where_prec", "1")];
const AIRWARS: [(&str, &str); 2] = [("belligerents", "Force A"), ("geolocation_accuracy", "village")];
const GTD: [(&str, &str); 2] = [("eventid", "201701050001"), ("iyear", "2017")];

fn as_given(incident: &Incident) -> String {
    incident.when.as_ref().unwrap().as_given.iter().map(|(_, words)| words).collect()
}

#[test]
fn a_month_or_a_year_in_the_place_of_a_date_is_the_whole_month_or_year() {
    let august = (day(2016, 8, 1), day(2016, 9, 1), TimePrecision::Month);
    let year = (day(2016, 1, 1), day(2017, 1, 1), TimePrecision::Year);
    for (date, expected) in [("August 2016", august), ("2016-08-00", august), ("2016-08", august), ("2016", year), ("2016-00-00", year)] {
        let (_, made) = told("airwars", &AIRWARS, &[("incident_date", date)]);
        assert_eq!((span(&made), as_given(&made)), (expected, date.to_owned()), "Airwars, {date}");
        for precision in ["1", "2"] {
            let (_, made) = told("acled", &ACLED, &[("event_date", date), ("time_precision", precision)]);
            assert_eq!(span(&made), expected, "ACLED, {date}, precision {precision}");
        }
        let (report, made) = told("acled", &ACLED, &[("event_date", date)]);
        assert_eq!((span(&made), count(&report, "no_time_precision")), (expected, 0), "its words say that much");
        let (_, made) = told("ucdp", &UCDP, &[("date_start", date), ("date_end", date), ("date_prec", "1")]);
        assert_eq!(span(&made), expected, "UCDP, {date}");
        let (_, made) = told("gdelt", &[("SQLDATE", date), ("ActionGeo_Type", "4")], &[]);
        assert_eq!(span(&made), expected, "GDELT, {date}");
    }
    for (start, end, expected) in [
        ("2016-07-20", "August 2016", (day(2016, 7, 20), day(2016, 9, 1), TimePrecision::Month)),
        ("August 2016", "3 September 2016", (day(2016, 8, 1), day(2016, 9, 4), TimePrecision::Month)),
        ("2016-08-01", "2016", (day(2016, 1, 1), day(2017, 1, 1), TimePrecision::Year)),
        ("2016-08-01", "2016-08-03", (day(2016, 8, 1), day(2016, 8, 4), TimePrecision::SeveralDays)),
    ] {
        let (_, made) = told("airwars", &AIRWARS, &[("incident_date", start), ("incident_date_end", end), ("incident_time", "dawn")]);
        assert_eq!((span(&made), as_given(&made)), (expected, format!("{start} – {end}, dawn")));
    }
    let (report, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_date_end", "some time later")]);
    assert_eq!(span(&made), (day(2016, 8, 1), day(2016, 8, 2), TimePrecision::Unknown));
    assert_eq!((count(&report, "unreadable_end"), count(&report, "unreadable_date")), (1, 0), "it is dated");
}

#[test]
fn a_day_with_an_offset_is_the_day_that_is_written() {
    let sixteenth = (day(2025, 5, 16), day(2025, 5, 17), TimePrecision::Day);
    for (date, zone, codes) in [
        ("2025-05-16T00:00:00+03:00", ZoneState::Unknown, [0, 1]),
        ("2025-05-16 00:00:00 +0300", ZoneState::Unknown, [0, 1]),
        ("2025-05-16T23:30:00-05:00", ZoneState::Unknown, [0, 1]),
        ("Fri, 16 May 2025 00:00:00 +0300", ZoneState::Unknown, [0, 1]),
        ("2025-05-16T00:00:00Z", ZoneState::Zoned("UTC".to_owned()), [0, 0]),
        ("2025-05-16", ZoneState::Unknown, [1, 0]),
    ] {
        for (report, made) in [
            told("acled", &ACLED, &[("event_date", date), ("time_precision", "1")]),
            told("ucdp", &UCDP, &[("date_start", date), ("date_prec", "1")]),
            told("airwars", &AIRWARS, &[("incident_date", date)]),
        ] {
            assert_eq!(span(&made), sixteenth, "{date}");
            assert_eq!(made.when.unwrap().zone, zone, "{date}");
            assert_eq!(["assumed_zone", "day_with_offset"].map(|code| count(&report, code)), codes, "{date}");
        }
    }
}

#[test]
fn without_a_stated_precision_the_day_stays_and_nothing_is_claimed_of_it() {
    let (report, made) = told("acled", &ACLED, &[("event_date", "16 May 2025"), ("time_precision", "")]);
    assert_eq!(span(&made), (day(2025, 5, 16), day(2025, 5, 17), TimePrecision::Unknown));
    assert_eq!(count(&report, "no_time_precision"), 1);
    let (report, made) = told("ucdp", &UCDP, &[("date_start", "2017-07-01"), ("date_end", "2017-07-04")]);
    assert_eq!(span(&made), (day(2017, 7, 1), day(2017, 7, 5), TimePrecision::Unknown));
    assert_eq!(count(&report, "no_time_precision"), 1);
}

#[test]
fn ucdp_dates_are_as_coarse_as_their_code_where_start_and_end_are_one_day() {
    // The 12th of July 2017 is a Wednesday.
    for (code, from, to, precision) in [
        ("1", day(2017, 7, 12), day(2017, 7, 13), TimePrecision::Day),
        ("2", day(2017, 7, 7), day(2017, 7, 18), TimePrecision::SeveralDays),
        ("3", day(2017, 7, 10), day(2017, 7, 17), TimePrecision::Week),
        ("4", day(2017, 7, 1), day(2017, 8, 1), TimePrecision::Month),
        ("5", day(2017, 1, 1), day(2018, 1, 1), TimePrecision::Year),
        ("9", day(2017, 7, 12), day(2017, 7, 13), TimePrecision::Unknown),
    ] {
        let cells = [("date_start", "2017-07-12 00:00:00.000"), ("date_end", "2017-07-12 00:00:00.000"), ("date_prec", code)];
        assert_eq!(span(&told("ucdp", &UCDP, &cells).1), (from, to, precision), "date_prec {code}");
    }
}

#[test]
fn countries_seas_and_vague_areas_have_no_pin_and_keep_their_name() {
    let at = [("latitude", "33.0"), ("longitude", "44.0"), ("country", "Iraq"), ("date_start", "2017-07-12")];
    for code in ["5", "6", "7"] {
        for (name, expected) in [("Anbar desert", "Anbar desert"), ("", "Iraq")] {
            let told_by = [("dyad_new_id", "406"), ("where_prec", code), ("where_coordinates", name)];
            let (report, made) = told("ucdp", &told_by, &at);
            assert!(made.places.is_empty(), "where_prec {code}");
            assert_eq!((made.unplaced_name, count(&report, "middle_of_area")), (Words::untagged(expected), 1));
        }
    }
    let told_by = [("belligerents", "Force A"), ("geolocation_accuracy", "Country")];
    let (_, made) = told("airwars", &told_by, &[("latitude", "35"), ("longitude", "38"), ("location", ""), ("country", "Syria")]);
    assert!(made.places.is_empty());
    assert_eq!(made.unplaced_name, Words::untagged("Syria"));
    // A stated area is one.
    let area = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[40,34],[41,34],[41,35],[40,34]]]},"properties":{"dyad_new_id":"406","where_prec":5}}"#;
    let (_, made) = loaded("ucdp", &[area.to_owned()]);
    assert_eq!(place(&made[0]), (PlacePrecision::Area, Radius::Unknown));
}

#[test]
fn gtd_attacks_of_more_than_a_day_end_as_told_and_where_nobody_says_when_it_is_noted() {
    let attack = |day: &str, extended: &str, resolution: &str| {
        told("gtd", &GTD, &[("imonth", "1"), ("iday", day), ("extended", extended), ("resolution", resolution)])
    };
    let unknown = (day(2017, 1, 5), day(2017, 1, 6), TimePrecision::Unknown);
    let (report, made) = attack("5", "1", "");
    assert_eq!((span(&made), made.when.unwrap().open_end, count(&report, "end_unsaid")), (unknown, false, 1));
    let (report, made) = attack("5", "1", "ongoing");
    assert_eq!((made.when.unwrap().open_end, count(&report, "open_end")), (true, 1));
    for (end, last) in [("1/8/2017", day(2017, 1, 9)), ("8/1/2017", day(2017, 8, 2)), ("1/25/2017", day(2017, 1, 26))] {
        let (report, made) = attack("5", "1", end);
        assert_eq!(span(&made), (day(2017, 1, 5), last, TimePrecision::SeveralDays), "{end}: the month comes first");
        assert_eq!((count(&report, "unreadable_end"), count(&report, "end_unsaid")), (0, 0), "{end}");
    }
    let (_, made) = attack("0", "1", "2017-03-14");
    assert_eq!(span(&made), (day(2017, 1, 1), day(2017, 3, 15), TimePrecision::Month));
    assert_eq!(as_given(&made), "2017-01-00 – 2017-03-14");
    let (_, made) = attack("5", "1", "2017-01-09");
    assert_eq!(span(&made), (day(2017, 1, 5), day(2017, 1, 10), TimePrecision::SeveralDays));
    let (report, made) = attack("5", "1", "when they tired of it");
    assert_eq!((span(&made), made.when.as_ref().unwrap().open_end), (unknown, false));
    assert_eq!(as_given(&made), "2017-01-05 – when they tired of it");
    assert_eq!((count(&report, "unreadable_end"), count(&report, "unreadable_date"), report.undated), (1, 0, 0));
    let (_, made) = attack("5", "0", "");
    assert_eq!((span(&made), made.when.unwrap().open_end), ((day(2017, 1, 5), day(2017, 1, 6), TimePrecision::Day), false));
}

#[test]
fn airwars_times_of_day_are_read_in_words_and_as_clocks_and_others_are_told() {
    let first = day(2016, 8, 1);
    let part = |from: i64, to: i64| (first + from * MINUTE, first + to * MINUTE, TimePrecision::PartOfDay);
    let minute = |at: i64| (first + at * MINUTE, first + (at + 1) * MINUTE, TimePrecision::Minute);
    let whole = (first, day(2016, 8, 2), TimePrecision::Day);
    for (time, expected) in [
        ("ليلة الأربعاء", part(-360, 1_800)),
        ("ليلة الاثنين", part(-360, 1_800)),
        ("فجر الاثنين", part(210, 420)),
        ("before dawn", part(0, 360)),
        ("late evening", part(1_140, 1_440)),
        ("Early morning", part(210, 540)),
        ("early_morning", part(210, 540)),
        ("during_the_night", part(-360, 1_800)),
        ("around_midnight", part(-90, 1_530)),
        ("14:30", minute(870)),
        ("2:30 PM", minute(870)),
        ("14:30:15", (first + 870 * MINUTE + 15_000, first + 870 * MINUTE + 16_000, TimePrecision::Second)),
    ] {
        let (report, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_time", time)]);
        assert_eq!((span(&made), as_given(&made)), (expected, format!("2016-08-01, {time}")));
        assert_eq!(["unreadable_clock", "assumed_zone"].map(|code| count(&report, code)), [0, 1], "{time}");
        assert_eq!(made.when.unwrap().zone, ZoneState::Unknown, "{time}");
    }
    let (_, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_time", "22:00 to 01:30")]);
    assert_eq!((span(&made).0, span(&made).1), (first + 1_320 * MINUTE, first + 1_530 * MINUTE));
    let (report, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_time", "14:30 UTC")]);
    assert_eq!((span(&made), made.when.unwrap().zone), (minute(870), ZoneState::Zoned("UTC".to_owned())));
    assert_eq!(count(&report, "assumed_zone"), 0);
    let (_, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01T00:00:00+03:00"), ("incident_time", "14:30")]);
    assert_eq!(span(&made), minute(870 - 180), "a clock beside a day with an offset");
    for (time, notes) in [("around 14:30", 1), ("after prayers", 1), ("unknown", 0)] {
        let (report, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_time", time)]);
        assert_eq!((span(&made), count(&report, "unreadable_clock")), (whole, notes), "{time}");
        assert_eq!((as_given(&made), count(&report, "assumed_zone")), (format!("2016-08-01, {time}"), 1));
    }
    for (time, code) in [("12:00:00", "noon_may_be_day"), ("00:00", "midnight_may_be_day")] {
        let (report, made) = told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_time", time)]);
        assert_eq!((span(&made), count(&report, code)), (whole, 1), "{time}");
    }
    let kind = |kind| told("airwars", &AIRWARS, &[("incident_date", "2016-08-01"), ("incident_date_type", kind)]);
    for (word, expected, notes) in [("dawn", part(210, 420), 0), ("Single", whole, 0), ("lunch", whole, 1)] {
        let (report, made) = kind(word);
        assert_eq!((span(&made), count(&report, "unreadable_clock")), (expected, notes), "{word}");
    }
}

#[test]
fn airwars_groups_are_told_apart_and_no_figure_takes_the_place_of_another() {
    let figure = |min: f64, max: f64| Range { min: Some(min), best: None, max: Some(max) };
    let cells = [
        ("civilians_killed_min", "20"),
        ("civilians_killed_max", "40"),
        ("civilians_killed_women_min", "1"),
        ("civilians_killed_women_max", "2"),
        ("civilians_killed_children_min", "3"),
        ("civilians_killed_children_max", "4"),
        ("men_killed_min", "5"),
        ("men_killed_max", "6"),
        ("government_killed_min", "7"),
        ("government_killed_max", "8"),
    ];
    let (report, made) = told("airwars", &AIRWARS, &cells);
    for (field, expected) in [
        ("killed.civilians", figure(20.0, 40.0)),
        ("killed.women", figure(1.0, 2.0)),
        ("killed.children", figure(3.0, 4.0)),
        ("killed.men", figure(5.0, 6.0)),
        ("killed.all", figure(7.0, 8.0)),
    ] {
        assert_eq!(figures(&made, field), [expected], "{field}");
    }
    assert_eq!(count(&report, "several_figures"), 0);
    let twice = [cells[0], cells[1], ("killed_civilians_min", "2"), ("killed_civilians_max", "3"), ("women_and_children_killed_max", "9")];
    let (report, made) = told("airwars", &AIRWARS, &twice);
    assert_eq!(figures(&made, "killed.civilians"), [figure(20.0, 40.0), figure(2.0, 3.0)], "side by side");
    assert_eq!((count(&report, "several_figures"), count(&report, "odd_value")), (1, 1));
}

#[test]
fn geoconfirmed_places_are_no_finer_than_their_code_and_every_address_is_a_link() {
    let told_by = |code| [("eor_tracking", ""), ("plus_code", code), ("id", "g1")];
    let seen = |code, lat, lon| told("geoconfirmed", &told_by(code), &[("latitude", lat), ("longitude", lon)]).1;
    assert_eq!(place(&seen("", "35.33", "40.14")), (PlacePrecision::Unknown, Radius::Unknown));
    assert_eq!(place(&seen("QXV+2C Town", "35.33", "40.14")), (PlacePrecision::Unknown, Radius::Unknown), "a short code says nothing");
    assert!(told("geoconfirmed", &told_by(""), &[("latitude", "0"), ("longitude", "0")]).1.places.is_empty());
    assert_eq!(position(&seen("8FVC2222+22", "0", "0")), (8.000_062_5, 47.000_062_5), "the code alone tells the place");
    assert_eq!(place(&seen("8FVC2222+22", "47.0", "8.0")), (PlacePrecision::Exact, Radius::Assumed(50.0)));
    assert_eq!(place(&seen("8FVC2200+", "", "")).0, PlacePrecision::Area, "six digits are a square of kilometres");
    let cells = [
        ("original_source", "https://a.example/1,2"),
        ("geolocation", "https://b.example/2\nhttps://c.example/3,https://d.example/4; seen"),
        ("when", "2025-05-17"),
    ];
    let (_, made) = told("geoconfirmed", &told_by(""), &cells);
    let urls: Vec<&str> = made.claims.iter().filter_map(|claim| claim.url.as_deref()).collect();
    assert_eq!(urls, ["https://a.example/1,2", "https://b.example/2", "https://c.example/3", "https://d.example/4"]);
    assert_eq!(span(&made), (day(2025, 5, 17), day(2025, 5, 18), TimePrecision::Day), "a time of KML");
    let (_, made) = told("geoconfirmed", &told_by(""), &[("begin", "2025-05-17"), ("end", "..")]);
    assert_eq!((made.when.as_ref().unwrap().open_end, span(&made).0), (true, day(2025, 5, 17)), "a span of KML without an end");
    // 8FVC2222+22 is the square around 47.0000625, 8.0000625.
    for (lat, is_apart) in [("47.0", 0), ("47.0005", 0), ("47.002", 1), ("46.0", 1)] {
        let (report, made) = told("geoconfirmed", &told_by("8FVC2222+22"), &[("latitude", lat), ("longitude", "8.0")]);
        assert_eq!((count(&report, "plus_code_apart"), position(&made)), (is_apart, (8.0, lat.parse().unwrap())), "{lat}");
        let expected =
            if is_apart == 0 { (PlacePrecision::Exact, Radius::Assumed(50.0)) } else { (PlacePrecision::Unknown, Radius::Unknown) };
        assert_eq!(place(&made), expected, "{lat}: a code that means another place says nothing of this one");
    }
}

fn position(incident: &Incident) -> (f64, f64) {
    let geo::Geometry::Point(at) = incident.places[0].geometry else { panic!("a point") };
    (at.x(), at.y())
}

#[test]
fn known_exports_are_placed_again_from_the_columns_that_marsad_writes() {
    let lon_lat = [("lon", "40.14"), ("lat", "35.33")];
    let wkt = [("lon", ""), ("lat", ""), ("wkt", "POINT Z (40.14 35.33 10)")];
    for (profile, told_by) in [
        ("acled", vec![("event_id_cnty", "SYR1"), ("event_date", "2025-05-16")]),
        ("ucdp", UCDP.to_vec()),
        ("gdelt", vec![("SQLDATE", "20250516"), ("ActionGeo_Type", "4")]),
        ("gtd", GTD.to_vec()),
        ("airwars", AIRWARS.to_vec()),
        ("atlos", vec![("attr_status", "To Do"), ("attr_geolocation_resolution", "Exact")]),
        ("timemap", vec![("associations", ""), ("narrative___stepStyles", "")]),
        ("ushahidi", vec![("data_source_message_id", ""), ("post_date", "2025-05-16")]),
        ("gdacs", vec![("eventtype", "EQ"), ("episodeid", "1"), ("Class", "Point_Centroid")]),
        ("geoconfirmed", vec![("eor_tracking", ""), ("plus_code", "")]),
        ("usgs", vec![("mag", "4"), ("magType", "mb"), ("sig", "1"), ("net", "us"), ("time", "1747699200123")]),
    ] {
        for cells in [lon_lat.as_slice(), wkt.as_slice()] {
            assert_eq!(position(&told(profile, &told_by, cells).1), (40.14, 35.33), "{profile}");
        }
    }
    let own = [("event_date", "2025-05-16"), ("lon", "1"), ("lat", "2")];
    assert_eq!(position(&told("acled", &ACLED, &own).1), (40.5, 35.25), "the export's own columns stay first");
    let told_by = [("event_id_cnty", "SYR1"), ("event_date", "2025-05-16"), ("latitude", "35,0079"), ("longitude", "40,4962")];
    let (report, made) = told("acled", &told_by, &[]);
    assert_eq!((position(&made), count(&report, "decimal_comma")), ((40.4962, 35.0079), 1));
}

#[test]
fn usgs_from_a_table_has_its_times_ids_depths_and_errors() {
    let back = [("mag", "4.5"), ("magType", "mb"), ("sig", "312"), ("net", "us"), ("id", "us7000abcd"), ("wkt", "POINT Z (40.1 35.2 10)")];
    for time in ["1747699200123", "2025-05-20T00:00:00.123Z"] {
        let (_, made) = told("usgs", &back, &[("time", time), ("updated", time)]);
        assert_eq!(span(&made), (day(2025, 5, 20) + 123, day(2025, 5, 20) + 124, TimePrecision::Second), "{time}");
        assert_eq!((made.id.as_str(), made.places[0].third_ordinate), ("us7000abcd", Some((10.0, "depth_km"))));
        assert_eq!(made.claims[0].published_at, Some(UtcMs(day(2025, 5, 20) + 123)));
        assert_eq!(figures(&made, "magnitude"), [Range { min: None, best: Some(4.5), max: None }]);
    }
    let feed = [
        ("time", "2025-05-20T00:00:00.123Z"),
        ("latitude", "35.2"),
        ("longitude", "40.1"),
        ("depth", "10"),
        ("mag", "4.5"),
        ("magType", "mb"),
        ("net", "us"),
        ("id", "us7000abcd"),
        ("updated", "2025-05-20T01:00:00.040Z"),
        ("place", "10 km S of Town, Syria"),
        ("type", "earthquake"),
        ("horizontalError", "7.89"),
        ("magSource", "us"),
    ];
    let (_, made) = told("usgs", &feed, &[]);
    assert_eq!((position(&made), place(&made)), ((40.1, 35.2), (PlacePrecision::Unknown, Radius::Stated(7_890.0))));
    assert_eq!(made.places[0].third_ordinate, Some((10.0, "depth_km")));
    assert_eq!((made.id.as_str(), made.category.key.as_str()), ("us7000abcd", "earthquake"));
    assert_eq!(made.title, Words::untagged("M 4.5 - 10 km S of Town, Syria"));
    assert_eq!(span(&made).0, day(2025, 5, 20) + 123);
}

#[test]
fn a_list_is_the_same_as_json_and_as_the_text_of_a_cell() {
    let lists = [
        (r#"["shelling","housing"]"#, r#"[{"id":"s1","title":"Paper One","url":"https://a.example/x,y"},null,"Station Two"]"#),
        ("shelling,housing", ""),
        ("['shelling', 'housing']", "[]"),
    ];
    for (kinds, sources) in lists {
        let as_json = |text: &str| {
            if text.starts_with("[\"") || text.starts_with("[{") { text.to_owned() } else { serde_json::json!(text).to_string() }
        };
        let record = |kinds: &str, sources: &str| {
            format!(
                r#"{{"type":"Feature","geometry":null,"properties":{{"narrative___stepStyles":[],"associations":{kinds},"sources":{sources}}}}}"#
            )
        };
        let text = |text: &str| serde_json::json!(text).to_string();
        let (_, made) = loaded("timemap", &[record(&as_json(kinds), &as_json(sources)), record(&text(kinds), &text(sources))]);
        for made in made {
            assert_eq!((made.category.key.as_str(), made.category.as_given.as_str()), ("shelling", "shelling, housing"));
            let said: Vec<(&str, Option<&str>)> =
                made.claims.iter().map(|claim| (claim.source.iter().next().map_or("", |(_, name)| name), claim.url.as_deref())).collect();
            let expected: &[_] =
                if sources.len() > 2 { &[("Paper One", Some("https://a.example/x,y")), ("Station Two", None)] } else { &[] };
            assert_eq!(said, expected, "{sources}");
        }
    }
    let cells = [("date", "8/11/2011"), ("sources", "https://a.example/x,y, Paper One,https://b.example/z")];
    let (_, made) = told("timemap", &[("associations", ""), ("narrative___stepStyles", "")], &cells);
    let names: Vec<&str> = made.claims.iter().flat_map(|claim| claim.source.iter().map(|(_, name)| name)).collect();
    assert_eq!(names, ["https://a.example/x,y", "Paper One", "https://b.example/z"]);
}

#[test]
fn columns_in_upper_or_lower_case_are_the_same_columns() {
    let acled = [("EVENT_ID_CNTY", "SYR1"), ("EVENT_DATE", "16 May 2025"), ("TIME_PRECISION", "3"), ("FATALITIES", "4")];
    let (_, made) = told("acled", &acled, &[("LATITUDE", "35.25"), ("LONGITUDE", "40.5")]);
    assert_eq!((span(&made).2, position(&made), made.id.as_str()), (TimePrecision::Month, (40.5, 35.25), "SYR1"));
    assert_eq!(figures(&made, "killed.all"), [Range { min: None, best: Some(4.0), max: None }]);
    for told_by in [
        [("globaleventid", "1"), ("sqldate", "20250516"), ("actiongeo_type", "4")],
        [("GlobalEventID", "1"), ("Day", "20250516"), ("ActionGeo_Type", "4")],
        [("GlobalEventID", "1"), ("SQLDATE", "20250516"), ("ActionGeo_Type", "4")],
    ] {
        let (_, made) =
            told("gdelt", &told_by, &[("actiongeo_lat", "35.3"), ("actiongeo_long", "40.1"), ("sourceurl", "https://a.example/1")]);
        assert_eq!((made.id.as_str(), span(&made).0, position(&made)), ("1", day(2025, 5, 16), (40.1, 35.3)));
        assert_eq!(made.claims[0].url.as_deref(), Some("https://a.example/1"));
    }
    let both = [("event_id_cnty", "SYR1"), ("EVENT_DATE", "1 May 2020"), ("event_date", "16 May 2025"), ("time_precision", "1")];
    assert_eq!(span(&told("acled", &both, &[]).1).0, day(2025, 5, 16), "the name as it should be counts first");
}

#[test]
fn atlos_tables_and_its_interface_for_programs_are_read_as_one() {
    let table = [
        ("slug", "SYR-ABC123"),
        ("project", "Syria"),
        ("updated_at", "2025-05-21T10:00:00"),
        ("latitude", "'-35.33"),
        ("longitude", "40.14"),
        ("status", "Completed"),
        ("date", "2025-05-16"),
        ("sensitive", "Not Sensitive"),
        ("description", "Strike on house"),
        ("geolocation_resolution", "Locality"),
        ("source_1", "https://a.example/1"),
        ("source_2", "https://b.example/2"),
        ("Incident Type", "Military Activity/Airstrike"),
        ("Impact", "Housing"),
    ];
    let (_, made) = told("atlos", &table, &[]);
    assert_eq!((made.id.as_str(), made.work_status, position(&made)), ("SYR-ABC123", WorkStatus::Done, (40.14, -35.33)));
    assert_eq!(place(&made), (PlacePrecision::Neighbourhood, Radius::Assumed(1_000.0)));
    assert_eq!((span(&made).0, made.category.key.as_str(), made.media.len()), (day(2025, 5, 16), "Military Activity/Airstrike", 2));
    assert_eq!(made.title, Words::untagged("Strike on house"));
    let point = r#"{"coordinates": [40.14, 35.33], "crs": {"type": "name", "properties": {"name": "EPSG:4326"}}, "type": "Point"}"#;
    for place_cell in [point.to_owned(), serde_json::json!(point).to_string(), r#""35.33, 40.14""#.to_owned()] {
        let record = format!(
            r#"{{"type":"Feature","geometry":null,"properties":{{"slug":"ABC123","attr_status":"In Progress","attr_geolocation":{place_cell},"attr_geolocation_resolution":"Exact","source_material":[{{"id":"u","source_url":"https://a.example/1","scoped_id":1}}]}}}}"#
        );
        let (_, made) = loaded("atlos", &[record]);
        assert_eq!((position(&made[0]), made[0].claims[0].url.as_deref()), ((40.14, 35.33), Some("https://a.example/1")));
    }
}

#[test]
fn ushahidi_tables_are_in_utc_and_placed_by_the_field_of_their_survey() {
    let post = |field: [&'static str; 2]| {
        let cells = [
            ("Post ID", "12"),
            ("Post Status", "published"),
            ("Created (UTC)", "2025-05-17 01:00:00"),
            ("Post Date (UTC)", "2025-05-16 22:10:00"),
            ("Title", "Shelling near school"),
            ("Description", "Words"),
            (field[0], "35.33"),
            (field[1], "40.14"),
            ("Categories", "Violence,Displacement"),
        ];
        told("ushahidi", &cells, &[])
    };
    for field in [["Location.lat", "Location.lon"], ["Where was it?.lat", "Where was it?.lon"]] {
        let (report, made) = post(field);
        let at = day(2025, 5, 16) + (22 * 60 + 10) * MINUTE;
        assert_eq!((made.id.as_str(), span(&made).0, position(&made)), ("12", at, (40.14, 35.33)));
        assert_eq!(made.when.unwrap().zone, ZoneState::Zoned("UTC".to_owned()));
        assert_eq!((count(&report, "assumed_zone"), made.work_status), (0, WorkStatus::Done));
        assert_eq!((made.category.key.as_str(), made.title), ("Violence", Words::untagged("Shelling near school")));
    }
}

#[test]
fn timemap_times_are_as_coarse_as_the_map_shows_them_and_none_costs_the_date() {
    let told_by = [("associations", "shelling"), ("narrative___stepStyles", "")];
    let event = |time: &'static str, precision: &'static str, shown: &'static str| {
        told("timemap", &told_by, &[("date", "8/11/2011"), ("time", time), ("time_precision", precision), ("time_display", shown)])
    };
    // The 11th of August 2011 is a Thursday.
    let whole = (day(2011, 8, 11), day(2011, 8, 12), TimePrecision::Day);
    let week = (day(2011, 8, 8), day(2011, 8, 15), TimePrecision::Week);
    let at = day(2011, 8, 11) + (14 * 60 + 5) * MINUTE;
    for (cells, expected) in [
        (["", "month", ""], (day(2011, 8, 1), day(2011, 9, 1), TimePrecision::Month)),
        (["", "", "week of 8/11"], week),
        (["00:00", "", "week of 8/11"], week),
        (["00:00", "", "that day"], whole),
        (["2:05 PM", "", ""], (at, at + MINUTE, TimePrecision::Minute)),
        (["12:05 a.m.", "", ""], (day(2011, 8, 11) + 5 * MINUTE, day(2011, 8, 11) + 6 * MINUTE, TimePrecision::Minute)),
        (["14:05", "hour", ""], (at - 5 * MINUTE, at + 55 * MINUTE, TimePrecision::Hour)),
        (["after lunch", "", ""], whole),
        (["14:05", "roughly", ""], (day(2011, 8, 11), day(2011, 8, 12), TimePrecision::Unknown)),
    ] {
        assert_eq!(span(&event(cells[0], cells[1], cells[2]).1), expected, "{cells:?}");
    }
    assert_eq!(as_given(&event("after lunch", "day", "noon").1), "8/11/2011 after lunch, day (noon)");
    assert_eq!(count(&event("after lunch", "", "").0, "odd_value"), 1);
    let harm = r#"{"type":"Feature","geometry":null,"properties":{"id":"CIV0001","date":"03/04/2022","latitude":"50.1","longitude":"36.2","location":"Kharkiv","description":"Damage","sources":[{"id":"CIV0001","path":"https://a.example/1","description":"d"}],"filters":[{"key":"Type of area affected","value":"Residential"}]}}"#;
    let (_, made) = loaded("timemap", &[harm.to_owned()]);
    assert_eq!((span(&made[0]).0, made[0].category.key.as_str()), (day(2022, 3, 4), "Residential"), "months before days");
    assert_eq!(made[0].claims[0].url.as_deref(), Some("https://a.example/1"));
    let (report, _, _) = load(harm.replace("CIV0001", "X1"));
    assert_eq!(report.profile, "generic", "its columns alone tell nothing");
}
