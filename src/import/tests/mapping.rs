//! Unknown tables: what is proposed and by what, what a mapping makes of the same rows, and which saved profile counts.

use super::exports::{count, day, row};
use super::*;
use crate::domain::*;

fn proposal(rows: &[String]) -> Proposal {
    let (_, _, plan) = load(rows.join("\n"));
    plan.unwrap().mapping().unwrap().2.clone()
}

fn clues(proposal: &Proposal, role: Role) -> Vec<&Clue> {
    proposal.evidence.iter().filter(|evidence| evidence.role == role).map(|evidence| &evidence.clue).collect()
}

/// Reads rows with what the user has said.
pub(super) fn load_by(rows: &[String], profiles: UserProfiles) -> (LoadReport, Vec<Incident>) {
    let source = MemorySource::new(Arc::from(rows.join("\n").as_bytes()));
    let limits = Limits { profiles, ..Limits::default() };
    let mut incidents = Vec::new();
    let loaded = read_layer(&source, "test", &limits, &mut |_| Flow::Continue, &mut |incident| incidents.push(incident)).unwrap();
    assert!(loaded.report.adds_up());
    (loaded.report, incidents)
}

fn mapping(roles: &[(Role, &str)]) -> Mapping {
    let mut mapping = Mapping::default();
    roles.iter().for_each(|(role, column)| mapping.set(*role, vec![(*column).to_owned()]));
    mapping
}

#[test]
fn a_date_that_fits_one_order_alone_proves_the_order_of_the_column() {
    let rows = ["03/04/2022", "16/05/2022"].map(|date| row(&[("date", date), ("title", "x")]));
    let made = proposal(&rows);
    assert_eq!(made.mapping.order, DateOrder::DayFirst);
    assert!(clues(&made, Role::Start).contains(&&Clue::Order { order: DateOrder::DayFirst, by: "16/05/2022".to_owned() }));
    assert!(clues(&made, Role::Start).contains(&&Clue::Dates { read: 2, of: 2 }));
    let open = proposal(&[row(&[("date", "03/04/2022")])]);
    assert_eq!(open.mapping.order, DateOrder::Unknown);
    assert!(clues(&open, Role::Start).contains(&&Clue::OrderOpen { by: "03/04/2022".to_owned() }));
}

#[test]
fn a_column_of_dates_and_one_of_sentences_are_found_without_a_name() {
    let rows = [("2022-01-05", "a road was cut"), ("2022-01-07", "two trucks burnt")]
        .map(|(when, what)| row(&[("f1", when), ("f2", what), ("f3", "7")]));
    let made = proposal(&rows);
    assert_eq!((made.mapping.column(Role::Start), made.mapping.column(Role::Title)), (Some("f1"), Some("f2")));
    assert_eq!(clues(&made, Role::Title), [&Clue::Texts]);
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!(incidents[1].when.as_ref().unwrap().earliest.0, day(2022, 1, 7));
    assert_eq!(count(&report, "guessed_columns"), 1, "a guess is never silent");
}

#[test]
fn swapped_coordinates_are_told_and_never_swapped_unasked() {
    let cells = |lat: &str, lon: &str| row(&[("lat", lat), ("lon", lon), ("title", "x")]);
    let rows = [cells("40.1", "35.3"), cells("121.5", "25.0")];
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!(clues(&proposal(&rows), Role::Latitude), [&Clue::Name, &Clue::Swapped { by: "121.5".to_owned() }]);
    assert!(incidents[1].places.is_empty() && count(&report, "place_unreadable") == 1);
    let chosen = Mapping { swapped: true, ..mapping(&[(Role::Longitude, "lon"), (Role::Latitude, "lat")]) };
    let (report, incidents) = load_by(&rows, UserProfiles { chosen: Some(chosen), ..UserProfiles::default() });
    assert_eq!((report.profile.as_str(), report.on_map), ("chosen", 2));
    assert_eq!(incidents[1].places[0].geometry, geo::Geometry::Point(geo::Point::new(121.5, 25.0)));
    // The same for geometries.
    let point = |x: f64, y: f64| {
        format!("{{\"type\":\"Feature\",\"properties\":{{\"a\":1}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}}}}")
    };
    let rows = [point(35.3, 40.1), point(25.0, 121.5)];
    assert_eq!(clues(&proposal(&rows), Role::Latitude), [&Clue::Swapped { by: "25, 121.5".to_owned() }]);
    let chosen = Mapping { swapped: true, ..Mapping::default() };
    let (_, incidents) = load_by(&rows, UserProfiles { chosen: Some(chosen), ..UserProfiles::default() });
    assert_eq!(incidents[0].places[0].geometry, geo::Geometry::Point(geo::Point::new(40.1, 35.3)));
}

#[test]
fn a_zone_that_the_user_gives_is_said_to_be_assumed() {
    let rows = [row(&[("t", "2022-01-05 12:00")])];
    let chosen = Mapping { zone: Some("Asia/Damascus".to_owned()), ..mapping(&[(Role::Start, "t")]) };
    let (_, incidents) = load_by(&rows, UserProfiles { chosen: Some(chosen), ..UserProfiles::default() });
    let when = incidents[0].when.as_ref().unwrap();
    // In January 2022 Damascus was two hours ahead of UTC.
    assert_eq!(when.earliest.0, day(2022, 1, 5) + 10 * 3_600_000);
    assert_eq!(when.zone, ZoneState::Naive { assumed: "Asia/Damascus".to_owned() });
}

#[test]
fn whoever_maps_a_file_may_mean_midnight() {
    let rows = [row(&[("t", "2022-01-05 00:00")])];
    for (midnight_is_day, length_ms) in [(true, 86_400_000), (false, 60_000)] {
        let chosen = Mapping { midnight_is_day, ..mapping(&[(Role::Start, "t")]) };
        let (_, incidents) = load_by(&rows, UserProfiles { chosen: Some(chosen), ..UserProfiles::default() });
        let when = incidents[0].when.as_ref().unwrap();
        assert_eq!(when.latest.0 - when.earliest.0, length_ms);
    }
}

#[test]
fn the_day_of_a_count_is_that_in_utc_whatever_zone_its_times_of_day_have() {
    // Midnight of 5 January 2022 in UTC, half past one and two in Damascus.
    let rows = [row(&[("t", "1641340800000"), ("c", "01:30"), ("e", "02:00")])];
    let roles = mapping(&[(Role::Start, "t"), (Role::Clock, "c"), (Role::EndClock, "e")]);
    let chosen = Mapping { zone: Some("Asia/Damascus".to_owned()), epoch: Some(EpochUnit::Millis), ..roles };
    let (_, incidents) = load_by(&rows, UserProfiles { chosen: Some(chosen), ..UserProfiles::default() });
    let when = incidents[0].when.as_ref().unwrap();
    let minutes_from_midnight = |at: UtcMs| (at.0 - day(2022, 1, 5)) / 60_000;
    assert_eq!((minutes_from_midnight(when.earliest), minutes_from_midnight(when.latest)), (-30, 0));
}

#[test]
fn figures_are_ranges_zero_is_a_figure_and_an_empty_cell_is_none() {
    let rows = ["0", "3-7", "", "٥", "many"].map(|killed| row(&[("killed", killed), ("title", "x"), ("source", "A")]));
    let (report, incidents, _) = load(rows.join("\n"));
    let figures: Vec<Option<Range>> = incidents
        .iter()
        .map(|incident| {
            let claim = incident.claims.iter().find(|claim| claim.field == "killed.all")?;
            if let ClaimValue::Range(range) = &claim.value { Some(*range) } else { None }
        })
        .collect();
    let best = |best: f64| Some(Range { min: None, best: Some(best), max: None });
    assert_eq!(figures, [best(0.0), Some(Range { min: Some(3.0), best: None, max: Some(7.0) }), None, best(5.0), None]);
    assert_eq!(count(&report, "odd_value"), 1);
}

#[test]
fn a_saved_profile_counts_after_known_exports_and_before_guessing() {
    let saved = SavedProfile {
        name: "Weekly".to_owned(),
        columns: vec!["c1".to_owned(), "c2".to_owned()],
        mapping: mapping(&[(Role::Title, "c2")]),
    };
    let profiles = || UserProfiles { saved: [saved.clone()].into(), ..UserProfiles::default() };
    let (report, incidents) = load_by(&[row(&[("c2", "what"), ("c1", "x"), ("more", "y")])], profiles());
    assert_eq!((report.profile.as_str(), count(&report, "saved_profile")), ("Weekly", 1));
    assert_eq!(incidents[0].title, Words::untagged("what"));
    let (report, _) = load_by(&[row(&[("c2", "what"), ("title", "y")])], profiles());
    assert_eq!(report.profile, "generic", "a column is missing");
    let (report, _) = load_by(&[row(&[("c1", ""), ("c2", ""), ("dyad_new_id", "1"), ("where_prec", "1")])], profiles());
    assert_eq!(report.profile, "ucdp");
}

/// Rows with these cells: where each stands, and the notes.
fn places(columns: &[&str], cells: &[&[&str]]) -> (Vec<String>, LoadReport) {
    let rows = cells.iter().map(|cells| {
        let all: Vec<(&str, &str)> = columns.iter().copied().zip(cells.iter().copied()).chain([("title", "x")]).collect();
        row(&all)
    });
    let (report, incidents, _) = load(rows.collect::<Vec<_>>().join("\n"));
    let at = |incident: &Incident| match incident.places.first().map(|place| &place.geometry) {
        Some(geo::Geometry::Point(at)) => format!("{:.4} {:.4}", at.y(), at.x()),
        _ => "none".to_owned(),
    };
    (incidents.iter().map(at).collect(), report)
}

#[test]
fn both_coordinates_in_one_cell_are_read_in_any_notation() {
    let (made, report) = places(
        &["GPS"],
        &[&["35.33, 40.14"], &["35°19'48\"N 40°08'24\"E"], &["37SFV 03609 10235"], &["٣٥٫٣٣، ٤٠٫١٤"], &["near the mill"], &[""]],
    );
    // The grid reference by Krüger's series, worked out apart from this program: easting 603,609.8 m, northing 3,910,235.9 m.
    let at = "35.3300 40.1400";
    assert_eq!(made, [at, at, at, at, "none", "none"]);
    assert_eq!((count(&report, "coordinates_in_one_cell"), count(&report, "place_unreadable")), (4, 1), "{:?}", codes(&report));
    assert_eq!(count(&report, "latitude_first"), 2, "two plain numbers could also stand the other way round");
    // A column of another name, and one whose name says a place by words, are known by what stands in them.
    for column in ["location", "الإحداثيات", "MGRS"] {
        assert_eq!(places(&[column], &[&["37SFV0360910235"], &["37SFV0360910235"]]).0, [at, at], "{column}");
    }
    assert_eq!(places(&["where it was"], &[&["35.33, 40.14"], &["35.10, 40.20"]]).0, ["35.3300 40.1400", "35.1000 40.2000"]);
    for values in [["1, 2", "3, 4"], ["2022.01.05", "2022.02.05"], ["Raqqa", "Deir ez-Zor"], ["12:30", "13:40"]] {
        assert_eq!(places(&["other"], &[&[values[0]], &[values[1]]]).0, ["none", "none"], "{values:?}");
    }
}

#[test]
fn degrees_with_minutes_and_sides_are_read_from_two_columns_or_four() {
    let (made, _) = places(&["lat", "lon"], &[&["34.6S", "58.4W"], &["34°36'00\"S", "58°24'00\"W"], &["35.1", "40.2"], &["up", "down"]]);
    assert_eq!(made, ["-34.6000 -58.4000", "-34.6000 -58.4000", "35.1000 40.2000", "none"]);
    let columns = ["Lat", "N/S", "Long", "E/W"];
    let (made, report) = places(&columns, &[&["34.6", "S", "58.4", "W"], &["35,1", "N", "40,2", "E"], &["35.1", "", "40.2", "E"]]);
    assert_eq!(made, ["-34.6000 -58.4000", "35.1000 40.2000", "none"], "{:?}", codes(&report));
}

#[test]
fn columns_of_countries_and_districts_tell_what_a_place_lies_in() {
    let cells = |at: Option<[&str; 2]>| {
        let at = at.map_or(Vec::new(), |[lon, lat]| vec![("lon", lon), ("lat", lat)]);
        row(&[&[("district", "Mina"), ("place", "Tripoli"), ("country", "Lebanon"), ("title", "x")][..], &at].concat())
    };
    let rows = [cells(None), cells(Some(["35.84", "34.43"]))];
    let made = proposal(&rows);
    assert_eq!(made.mapping.columns(Role::Area), ["country", "district"], "from the widest to the narrowest");
    let (_, incidents, _) = load(rows.join("\n"));
    assert_eq!((&incidents[0].unplaced_name, incidents[0].places.len()), (&Words::untagged("Tripoli"), 0));
    assert_eq!(incidents[0].unplaced_within, ["Lebanon", "Mina"]);
    assert_eq!(incidents[1].places[0].admin, ["Lebanon", "Mina"]);
    assert!(incidents[1].unplaced_within.is_empty());
}

#[test]
fn the_folder_of_a_placemark_is_its_category_where_no_other_column_tells_one() {
    let with = |more: &[(&str, &str)]| proposal(&[row(&[&[("name", "x"), ("folder", "Checkpoints")], more].concat())]).mapping;
    assert_eq!(with(&[]).column(Role::Category), Some("folder"));
    assert_eq!(with(&[("type", "checkpoint")]).column(Role::Category), Some("type"));
}

#[test]
fn blanks_around_a_name_make_no_other_category_source_actor_or_place() {
    let cells = |blank: &str| {
        let around = |name: &str| format!("{blank}{name}{blank}");
        let names = ["type", "source", "actor", "place", "title", "id"].map(|column| (column, around("Name")));
        row(&names.iter().map(|(column, name)| (*column, name.as_str())).collect::<Vec<_>>())
    };
    let (_, incidents, _) = load([cells(""), cells(" "), cells("\u{a0}")].join("\n"));
    for incident in &incidents {
        assert_eq!((incident.category.key.as_str(), incident.id.as_str()), ("Name", "Name"));
        assert_eq!(incident.claims[0].source, Words::untagged("Name"));
        assert_eq!([&incident.actors[0].name, &incident.unplaced_name, &incident.title], [&Words::untagged("Name"); 3]);
    }
    assert_eq!(incidents[1].category.as_given, " Name ", "what the file has is kept");
}

#[test]
fn letters_are_sides_of_the_earth_only_in_columns_that_are_called_so() {
    for (column, letters) in [("wind", ["W", "E"]), ("bank", ["W", "E"]), ("daynight", ["N", "N"])] {
        let rows = letters.map(|letter| row(&[("date", "2022-01-05"), ("lat", "35.02"), ("lon", "40.45"), (column, letter)]));
        let (_, incidents, _) = load(rows.join("\n"));
        for incident in &incidents {
            let geo::Geometry::Point(at) = incident.places[0].geometry else { panic!("a point") };
            assert_eq!((at.x(), at.y()), (40.45, 35.02), "{column}");
        }
    }
}

#[test]
fn the_date_of_the_event_is_taken_before_the_stamp_of_a_form_and_that_alone_is_told() {
    let start = |cells: &[(&str, &str)]| {
        let (report, _, plan) = load(row(cells));
        (plan.unwrap().mapping().unwrap().0.column(Role::Start).map(ToOwned::to_owned), count(&report, "date_of_record"))
    };
    let stamp = ("Timestamp", "3/15/2023 14:22:10");
    assert_eq!(start(&[stamp, ("When did it happen?", "3/14/2023")]), (Some("When did it happen?".to_owned()), 0));
    assert_eq!(start(&[("timestamp", "2022-01-09T10:00:00Z"), ("event_time", "2022-01-05T04:00:00Z")]), (Some("event_time".to_owned()), 0));
    assert_eq!(start(&[("date", "2022-01-09"), ("date_of_attack", "2022-01-05")]), (Some("date_of_attack".to_owned()), 0));
    assert_eq!(start(&[stamp, ("title", "x")]), (Some("Timestamp".to_owned()), 1));
    let (_, _, plan) = load(row(&[("start", "2023-07-12T10:02:11.123+02:00"), ("date", "2023-03-10"), ("time", "14:30")]));
    assert_eq!(plan.unwrap().mapping().unwrap().0.column(Role::Zone), None, "a stamp with a zone is none");
}

#[test]
fn what_is_missing_and_what_was_not_used_is_told() {
    let (report, ..) = load(row(&[("date", "2022-01-05"), ("title", "x"), ("grid", "7")]));
    assert_eq!((count(&report, "no_place_column"), count(&report, "no_date_column")), (1, 0));
    let guessed = report.notes.iter().find(|note| note.code.0 == "guessed_columns").unwrap();
    assert!(guessed.message.ends_with("; not used: grid."), "{}", guessed.message);
    let (report, ..) = load(row(&[("lat", "35"), ("lon", "40"), ("title", "x")]));
    assert_eq!((count(&report, "no_place_column"), count(&report, "no_date_column")), (0, 1));
    let (report, ..) = load(row(&[("date", "2022-01-05"), ("_Where_latitude", "35.02"), ("_Where_longitude", "40.45")]));
    assert_eq!((report.on_map, count(&report, "no_place_column")), (1, 0));
}

#[test]
fn a_remark_between_the_rows_is_set_aside_and_told() {
    let cells = |date: &str, title: &str, killed: &str| row(&[("date", date), ("title", title), ("killed", killed)]);
    let rows = [
        cells("2022-01-05", "a", "3"),
        cells("* Figures are provisional", "", ""),
        cells("", "An incident of which only the name is known", ""),
        cells("Total January", "", "3"),
    ];
    let (report, incidents, _) = load(rows.join("\n"));
    assert_eq!((incidents.len(), report.quarantined, report.undated), (2, 2, 1));
    assert!(report.quarantine[0].reason.contains("a remark"), "{:?}", report.quarantine);
    assert!(report.quarantine[1].reason.contains("adds up others"), "{:?}", report.quarantine);
}

#[test]
fn the_least_and_the_most_of_a_figure_are_joined_from_the_columns_that_are_called_so() {
    let told = |cells: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> = [("date", "2022-01-05"), ("title", "x")].iter().chain(cells).copied().collect();
        let (report, made, _) = load(row(&all));
        let of = |field: &str| {
            let claim = made[0].claims.iter().find(|claim| claim.field == field)?;
            let ClaimValue::Range(range) = &claim.value else { return None };
            Some((range.min, range.best, range.max, claim.as_given.clone().unwrap_or_default()))
        };
        (of("killed.all"), of("injured.all"), count(&report, "min_over_max"))
    };
    let range = |min: Option<f64>, best: Option<f64>, max: Option<f64>, given: &str| Some((min, best, max, given.to_owned()));
    let (killed, injured, _) = told(&[("deaths_min", "3"), ("Deaths (max)", "7"), ("wounded", "4"), ("wounded high", "9")]);
    assert_eq!(killed, range(Some(3.0), None, Some(7.0), "deaths_min: 3; Deaths (max): 7"));
    assert_eq!(injured, range(None, Some(4.0), Some(9.0), "wounded: 4; wounded high: 9"));
    let (killed, ..) = told(&[("fatalities", "5"), ("fatalities_low", ""), ("fatalities_high", "8")]);
    assert_eq!(killed, range(None, Some(5.0), Some(8.0), "fatalities: 5; fatalities_high: 8"), "an empty cell tells nothing");
    let (killed, injured, _) = told(&[("عدد القتلى (الحد الأدنى)", "٣"), ("عدد القتلى (الحد الأقصى)", "٧"), ("min injured", "2")]);
    assert_eq!(killed.map(|(min, best, max, _)| (min, best, max)), Some((Some(3.0), None, Some(7.0))));
    assert_eq!(injured, range(Some(2.0), None, None, "2"));
    let (killed, _, turned) = told(&[("killed min", "9"), ("killed max", "2")]);
    assert_eq!((killed.map(|(min, _, max, _)| (min, max)), turned), (Some((Some(2.0), Some(9.0))), 1), "turned and told");
    let (killed, ..) = told(&[("killed", "5"), ("deaths max", "40")]);
    assert_eq!(killed, range(None, Some(5.0), None, "5"), "the most of another figure is none of this one");
    let (killed, ..) = told(&[("fatalities_min", "3"), ("killed_max", "40")]);
    assert_eq!(killed.map(|(min, _, max, _)| (min, max)), Some((Some(3.0), None)), "nor are they two ends of one");
    for (cells, alone) in [
        ([("killed", "at least 10"), ("killed_max", "7")], (Some(10.0), None, None)),
        ([("killed", "20"), ("killed_max", "7")], (None, Some(20.0), None)),
    ] {
        let (killed, _, turned) = told(&cells);
        assert_eq!((killed.map(|(min, best, max, _)| (min, best, max)), turned), (Some(alone), 0), "what contradicts it is left");
    }
}

#[test]
fn a_date_in_columns_of_its_year_month_and_day_is_as_fine_as_they_say() {
    let table = |rows: &[[&str; 4]]| -> Vec<String> {
        let names = ["Year", "Month", "Day", "time"];
        rows.iter().map(|cells| row(&names.into_iter().zip(*cells).chain([("title", "x"), ("id_no", "7")]).collect::<Vec<_>>())).collect()
    };
    let (report, made, plan) = load(
        table(&[
            ["2022", "1", "5", "14:30"],
            ["2022", "02", "0", ""],
            ["2022", "", "", ""],
            ["2022", "March", "31", ""],
            ["2022", "2", "30", ""],
        ])
        .join("\n"),
    );
    assert_eq!(plan.unwrap().mapping().unwrap().0.columns(Role::Start), ["Year", "Month", "Day"]);
    let span = |at: usize| made[at].when.as_ref().map(|when| (when.earliest.0, when.latest.0, when.precision));
    let half_past_two = day(2022, 1, 5) + (14 * 60 + 30) * 60_000;
    assert_eq!(span(0), Some((half_past_two, half_past_two + 60_000, TimePrecision::Minute)));
    assert_eq!(span(1), Some((day(2022, 2, 1), day(2022, 3, 1), TimePrecision::Month)));
    assert_eq!(span(2), Some((day(2022, 1, 1), day(2023, 1, 1), TimePrecision::Year)));
    assert_eq!(span(3), Some((day(2022, 3, 31), day(2022, 4, 1), TimePrecision::Day)));
    assert_eq!((span(4), count(&report, "unreadable_date"), count(&report, "assumed_date_column")), (None, 1, 1), "30 February is no date");

    let (_, made, _) = load(row(&[("year", "2019"), ("title", "x")]));
    assert_eq!(made[0].when.as_ref().unwrap().precision, TimePrecision::Year);
    let (_, made, _) = load(row(&[("السنة", "٢٠٢٢"), ("الشهر", "١"), ("اليوم", "٥"), ("created_at", "2023-02-01")]));
    assert_eq!(made[0].when.as_ref().unwrap().earliest.0, day(2022, 1, 5), "the record was made later");
    let (_, made, _) = load(row(&[("date", "2022-01-06"), ("year", "2022"), ("month", "1"), ("day", "5")]));
    assert_eq!(made[0].when.as_ref().unwrap().earliest.0, day(2022, 1, 6), "a whole date is taken before its parts");
    let (report, made, plan) = load(row(&[("name", "x"), ("year", "2011"), ("published", "2022-03-05")]));
    assert_eq!(plan.unwrap().mapping().unwrap().0.column(Role::Start), Some("published"), "a year alone gives way to a whole date");
    assert_eq!((made[0].when.as_ref().unwrap().earliest.0, count(&report, "date_of_record")), (day(2022, 3, 5), 1));
    let mut parts: Vec<String> = table(&[["2022", "1", "5", ""]; 9]);
    parts.extend(table(&[["2022", "13", "5", ""]]));
    let (report, made, _) = load(parts.join("\n"));
    assert_eq!((made[0].when.as_ref().unwrap().precision, report.undated), (TimePrecision::Day, 1), "one odd cell costs its own row");
    let (_, made, _) = load(row(&[("year", "2022.0"), ("title", "x")]));
    assert_eq!(made[0].when.as_ref().unwrap().earliest.0, day(2022, 1, 1));
    let (_, made, _) = load(row(&[("year", "2022"), ("month", "1"), ("day", "5"), ("end_date", "2022-01-09"), ("title", "x")]));
    assert_eq!(made[0].when.as_ref().unwrap().latest.0, day(2022, 1, 10));
    let (report, made, _) = load(row(&[("year", "3"), ("month", "1"), ("day", "5"), ("lat", "35"), ("lon", "40")]));
    assert_eq!((made[0].when.is_none(), count(&report, "no_date_column")), (true, 1), "the third year of something is no date");
}

#[test]
fn a_column_of_places_may_hold_points_as_databases_and_forms_write_them() {
    for (name, cells) in [
        ("location", ["POINT(40.14 35.33)", "POINT (41.25 36.5)"]),
        ("where", ["35.33 40.14 212.0 4.5", "36.5 41.25 0 0"]),
        ("geopoint", ["35.33 40.14 0 0", "36.5 41.25 0.0 0.0"]),
    ] {
        let (report, made, plan) = load(cells.map(|cell| row(&[("date", "2022-01-05"), ("title", "x"), (name, cell)])).join("\n"));
        assert_eq!(plan.unwrap().mapping().unwrap().0.column(Role::Coordinates), Some(name));
        let at = |incident: &Incident| match &incident.places[0].geometry {
            geo::Geometry::Point(at) => (at.x(), at.y()),
            other => panic!("{other:?}"),
        };
        assert_eq!((at(&made[0]), at(&made[1])), ((40.14, 35.33), (41.25, 36.5)), "{name}");
        let swapped = Mapping { swapped: true, ..mapping(&[(Role::Coordinates, name)]) };
        let (_, turned) =
            load_by(&cells.map(|cell| row(&[(name, cell)])), UserProfiles { chosen: Some(swapped), ..UserProfiles::default() });
        assert_eq!(at(&turned[0]), (35.33, 40.14), "whoever knows that they stand the wrong way round can say so");
        assert_eq!(["latitude_first", "coordinates_in_one_cell"].map(|code| count(&report, code)), [0, 2], "{name}: the order is no guess");
    }
}

#[test]
fn the_corners_of_a_box_are_no_place() {
    let (_, made, plan) =
        load(["35.1 33.05 36.62 34.69", "35.2 33.1 36.5 34.7"].map(|cell| row(&[("title", "x"), ("area", cell)])).join("\n"));
    assert_eq!((plan.unwrap().mapping().unwrap().0.column(Role::Coordinates), made[0].places.len()), (None, 0));
}

/// The columns of the start and of the end that are proposed for a table, the interval of its first row, and what was told.
type Told = (Vec<String>, Option<String>, Option<(i64, i64)>, LoadReport);

fn told_by(cells: &[(&str, &str)]) -> Told {
    let (report, made, plan) = load([row(cells), row(cells)].join("\n"));
    let plan = plan.unwrap();
    let mapping = plan.mapping().unwrap().0;
    let when = made[0].when.as_ref().map(|when| (when.earliest.0, when.latest.0));
    (mapping.columns(Role::Start).to_vec(), mapping.column(Role::End).map(ToOwned::to_owned), when, report)
}

#[test]
fn a_time_of_day_in_four_digits_is_never_a_year() {
    // Years alone are no clock either: the day stays.
    for (time, minutes) in [("0430", 270), ("1630", 990), ("2015", 0)] {
        let (start, _, when, _) = told_by(&[("Year", "2022"), ("Month", "1"), ("Day", "5"), ("Time", time), ("title", "x")]);
        assert_eq!(start, ["Year", "Month", "Day"]);
        assert_eq!(when.unwrap().0, day(2022, 1, 5) + minutes * 60_000, "{time}");
        let (start, ..) = told_by(&[("Time", time), ("title", "x"), ("lat", "35"), ("lon", "40")]);
        assert!(start.is_empty(), "{time}: {start:?}");
    }
}

#[test]
fn the_parts_of_a_date_may_say_whose_they_are_and_those_of_a_birth_are_none() {
    let parts = |names: [&'static str; 3]| names.into_iter().zip(["2022", "1", "5"]).collect::<Vec<_>>();
    for names in [
        ["Start Year", "Start Month", "Start Day"],
        ["Year of incident", "Month of incident", "Day of incident"],
        ["Année", "Mois", "Jour"],
    ] {
        let cells = [parts(names), vec![("Entry Date", "2022-02-01"), ("Birth Year", "1977"), ("title", "x")]].concat();
        let (start, _, when, _) = told_by(&cells);
        assert_eq!((start, when.unwrap().0), (names.map(ToOwned::to_owned).to_vec(), day(2022, 1, 5)));
    }
    let (start, ..) = told_by(&[("name", "x"), ("Birth Year", "1977"), ("Death Year", "2022"), ("Death Month", "1"), ("Death Day", "5")]);
    assert_eq!(start, ["Death Year", "Death Month", "Death Day"]);
    let (start, ..) = told_by(&[("name", "x"), ("Birth Year", "1977"), ("place", "Raqqa")]);
    assert!(start.is_empty(), "{start:?}");
}

#[test]
fn the_end_of_a_date_in_parts_stands_in_parts_too() {
    let start = [("Start Year", "2022"), ("Start Month", "1"), ("Start Day", "18")];
    let until = |end: [&'static str; 3]| {
        let end = ["End Year", "End Month", "End Day"].into_iter().zip(end).collect::<Vec<_>>();
        let (_, _, when, report) = told_by(&[start.to_vec(), end, vec![("title", "x")]].concat());
        assert_eq!(when.unwrap().0, day(2022, 1, 18), "{:?}", codes(&report));
        when.unwrap().1
    };
    assert_eq!(until(["2022", "1", "20"]), day(2022, 1, 21));
    assert_eq!(until(["2022", "2", ""]), day(2022, 3, 1));
    assert_eq!(until(["", "", ""]), day(2022, 1, 19));
    // The year of an end alone would make a year of it.
    let (_, end, when, report) = told_by(&[start.as_slice(), &[("End Year", "2022"), ("title", "x")]].concat());
    assert_eq!((end, when.unwrap().1), (None, day(2022, 1, 19)), "{:?}", codes(&report));
}

#[test]
fn an_end_is_told_by_the_name_of_its_start() {
    for (start, end) in [
        ("reference_period_start", "reference_period_end"),
        ("first_date", "last_date"),
        ("valid_from", "valid_to"),
        ("start_date", "finish_date"),
        ("بداية الفترة", "نهاية الفترة"),
        ("incident_date", "incident_date_end"),
        ("incident_date", "incident_end_date"),
        ("Date of attack", "End date of attack"),
        ("startdate", "enddate"),
        ("fromdate", "todate"),
        ("starttime", "endtime"),
        ("start", "stop"),
        ("date_min", "date_max"),
        ("incidentDate", "incidentEndDate"),
        ("earliest", "latest"),
        ("تاريخ الحادث", "تاريخ انتهاء الحادث"),
    ] {
        let (starts, ends, when, _) = told_by(&[(start, "2022-01-01"), (end, "2022-01-31"), ("title", "x")]);
        assert_eq!((starts, ends.as_deref()), (vec![start.to_owned()], Some(end)));
        assert_eq!(when, Some((day(2022, 1, 1), day(2022, 2, 1))), "{start}");
    }
    let (_, end, ..) = told_by(&[("date", "2022-01-01"), ("last_update", "2022-01-31"), ("title", "x")]);
    assert_eq!(end, None);
}

#[test]
fn when_a_form_was_open_is_not_when_anything_happened() {
    let form = [
        ("start", "2022-01-07T08:11:12Z"),
        ("end", "2022-01-07T08:21:12Z"),
        ("_uuid", "u"),
        ("_submission_time", "2022-01-07T09:00:00"),
        ("what", "a road"),
    ];
    let (start, end, _, report) = told_by(&form);
    assert_eq!((start, end, count(&report, "date_of_record")), (vec!["start".to_owned()], None, 1));
    let (start, ..) = told_by(&[&form[..], &[("date_reported", "2022-01-05")]].concat());
    assert_eq!(start, ["date_reported"]);
    let (start, end, ..) = told_by(&[("start", "2022-01-07T08:11:12Z"), ("end", "2022-01-07T08:21:12Z"), ("title", "x")]);
    assert_eq!((start, end.as_deref()), (vec!["start".to_owned()], Some("end")), "of a table that is no form they are the incident's");
}

#[test]
fn a_name_that_says_longitude_first_is_believed() {
    for name in ["Coordinates (lon, lat)", "lon_lat", "lngLat", "الإحداثيات (خط الطول، خط العرض)"] {
        let (report, made, _) = load(row(&[("date", "2022-01-05"), ("title", "x"), (name, "40.14, 35.33")]));
        let Some(geo::Geometry::Point(at)) = made[0].places.first().map(|place| place.geometry.clone()) else { panic!("{name}") };
        assert_eq!((at.x(), at.y(), count(&report, "longitude_first")), (40.14, 35.33, 1), "{name}");
    }
    let line =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[40.14,35.33]},"properties":{"title":"x","lon_lat":"40.14, 35.33"}}"#;
    let (_, made, _) = load(line);
    let Some(geo::Geometry::Point(at)) = made[0].places.first().map(|place| place.geometry.clone()) else { panic!() };
    assert_eq!((at.x(), at.y()), (40.14, 35.33), "a geometry beside it is not turned");
    let (report, made, _) = load(row(&[("date", "2022-01-05"), ("title", "x"), ("coordinates (lat, lon)", "35.33, 40.14")]));
    assert_eq!((made[0].places.len(), count(&report, "longitude_first")), (1, 0));
}

#[test]
fn columns_that_say_another_place_than_the_geometry_are_told() {
    let of = |lat: f64, lon: f64| {
        let line = format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[40.14,35.33]}},"properties":{{"title":"x","date":"2022-01-05","lat":{lat},"lon":{lon}}}}}"#
        );
        count(&load(line).0, "place_differs")
    };
    assert_eq!([of(35.33, 40.14), of(35.334, 40.14), of(40.14, 35.33), of(35.43, 40.14), of(0.0, 0.0)], [0, 0, 1, 1, 0]);
}

#[test]
fn ids_are_known_by_the_names_that_services_and_people_give_them() {
    let id_of = |name: &str, values: [&str; 2]| {
        let rows = values.map(|value| row(&[("date", "2022-01-05"), ("title", "x y"), (name, value)]));
        let (_, made, plan) = load(rows.join("\n"));
        (plan.unwrap().mapping().unwrap().0.column(Role::Id).map(ToOwned::to_owned), made[1].id.clone())
    };
    for name in
        ["_id", "_uuid", "eventId", "incidentID", "Incident Number", "Case ID", "Record ID", "OBJECTID", "Reference", "code", "رقم الحالة"]
    {
        assert_eq!(id_of(name, ["A-1", "A-2"]), (Some(name.to_owned()), "A-2".to_owned()));
    }
    // What two records have is no id where the name says so little.
    assert_eq!(id_of("code", ["A", "A"]).0, None);
    assert_eq!(id_of("event_id", ["A", "A"]).0, Some("event_id".to_owned()), "told as ids that occur twice");
}

#[test]
fn what_stands_in_brackets_behind_a_name_changes_no_role() {
    let (start, _, when, report) = told_by(&[
        ("Date (mm/dd/yyyy)", "03/04/2022"),
        ("Latitude (decimal degrees)", "35.33"),
        ("Lon (WGS84)", "40.14"),
        ("Killed (total)", "3"),
        ("Title", "x"),
    ]);
    assert_eq!((start, when.unwrap().0), (vec!["Date (mm/dd/yyyy)".to_owned()], day(2022, 3, 4)));
    assert_eq!((report.on_map, count(&report, "assumed_date_order")), (2, 2), "{:?}", report.notes);
    let (_, made, _) = load(row(&[("date", "2022-01-05"), ("Killed (total)", "3"), ("title", "x")]));
    assert_eq!(made[0].claims.len(), 1);
}

#[test]
fn what_stands_in_brackets_may_make_a_column_that_of_something_else() {
    for name in
        ["Killed (civilians)", "Deaths (cumulative)", "Fatalities (12 months)", "Killed (yes/no)", "القتلى (أطفال)", "Injured (women)"]
    {
        let (report, made, _) = load(row(&[("date", "2022-01-05"), (name, "3"), ("title", "x")]));
        assert!(made[0].claims.is_empty(), "{name}");
        assert!(report.notes.iter().any(|note| note.message.contains(&format!("not used: {name}"))), "{:?}", report.notes);
    }
    let pin =
        [("Latitude (launch site)", "33"), ("Longitude (launch site)", "44"), ("Latitude (impact)", "35"), ("Longitude (impact)", "40")];
    assert!(load(row(&[pin.as_slice(), &[("title", "x")]].concat())).1[0].places.is_empty());
    // Units, and how sure a figure is, say nothing else; nor does what is part of the whole.
    for name in ["Killed (confirmed)", "Deaths (estimate)", "Killed (incl. children)", "Fatalities (if known)", "عدد القتلى (تقريبي)"]
    {
        assert_eq!(load(row(&[("date", "2022-01-05"), (name, "3"), ("title", "x")])).1[0].claims.len(), 1, "{name}");
    }
    for [lat, lon] in [
        ["Latitude (°N)", "Longitude (°E)"],
        ["Latitude (in decimal degrees)", "Longitude (in decimal degrees)"],
        ["Latitude (DD.DDDD)", "Longitude (DD.DDDD)"],
        ["Latitude (checked twice)", "Longitude (checked twice)"],
        ["خط العرض (درجات عشرية)", "خط الطول (درجات عشرية)"],
    ] {
        assert_eq!(load(row(&[("title", "x"), (lat, "35.3"), (lon, "40.1")])).1[0].places.len(), 1, "{lat}");
    }
    // Words of which there is one column are these, whatever is said of them.
    let (_, made, _) = load(row(&[("Location (village)", "Some Village"), ("Description (long)", "words"), ("date", "2022-01-05")]));
    assert_eq!((made[0].unplaced_name.iter().count(), made[0].text.iter().count()), (1, 1));
}

#[test]
fn of_two_numbers_in_an_array_nobody_guesses_the_order() {
    let pinned = |name: &str| {
        let line =
            format!(r#"{{"type":"Feature","geometry":null,"properties":{{"title":"x","date":"2022-01-05","{name}":[40.14,35.33]}}}}"#);
        let (report, made, _) = load(line);
        (made[0].places.len(), count(&report, "place_unreadable"))
    };
    assert_eq!(pinned("coordinates"), (0, 1));
    assert_eq!(pinned("_geolocation"), (1, 0), "forms put the latitude first");
}
