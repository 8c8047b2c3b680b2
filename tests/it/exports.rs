//! One file of each known export, as such exports come: its own framing, encoding and columns, with the quirks that they are known
//! for. All values are invented; what is expected of them stands in docs/profiles.md.

use marsad::domain::{
    ActorRole, Attribution, ClaimValue, Incident, LoadReport, PlacePrecision, Radius, Range, TimePrecision, Verification, Words,
    WorkStatus, ZoneState,
};
use marsad::import::{Flow, read_record};
use marsad::saved::open_layer;

/// What a file says, read as the program reads it: report and incidents in the file's order.
pub fn loaded(name: &str, bytes: &[u8]) -> (LoadReport, Vec<Incident>) {
    let folder = std::env::temp_dir().join(format!("marsad-it-exports-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let layer = open_layer(path.to_str().unwrap(), &mut |_| Flow::Continue).unwrap_or_else(|error| panic!("{error}"));
    let mut records: Vec<_> = (0..layer.store.len() as u32).map(|row| layer.store.record(row).unwrap()).collect();
    records.sort_by_key(|record| record.index);
    let read = |record| read_record(layer.source.as_ref(), record, &layer.plan).unwrap();
    let incidents: Vec<Incident> = records.into_iter().map(read).collect();
    let report = layer.report;
    assert!(report.adds_up(), "{report:?}");
    assert_eq!(report.on_map + report.without_place, incidents.len() as u64);
    assert_eq!(report.undated, incidents.iter().filter(|incident| incident.when.is_none()).count() as u64);
    std::fs::remove_dir_all(folder).unwrap();
    (report, incidents)
}

pub fn codes(report: &LoadReport) -> Vec<(&str, u64)> {
    report.notes.iter().map(|note| (note.code.0, note.count)).collect()
}

pub fn has(report: &LoadReport, code: &str, count: u64) {
    assert!(codes(report).contains(&(code, count)), "{code} {count} in {:?}", codes(report));
}

/// First and last instant in UTC, as they are written, and the precision.
pub fn when(incident: &Incident) -> (String, String, TimePrecision) {
    let when = incident.when.as_ref().unwrap_or_else(|| panic!("{} is dated", incident.id));
    let told = |ms: i64| jiff::Timestamp::from_millisecond(ms).unwrap().to_string();
    (told(when.earliest.0), told(when.latest.0), when.precision)
}

fn day(incident: &Incident, text: &str) {
    let next = text.parse::<jiff::civil::Date>().unwrap().tomorrow().unwrap();
    assert_eq!(when(incident), (format!("{text}T00:00:00Z"), format!("{next}T00:00:00Z"), TimePrecision::Day));
}

fn range(incident: &Incident, field: &str) -> Option<[Option<f64>; 3]> {
    let claim = incident.claims.iter().find(|claim| claim.field == field)?;
    let ClaimValue::Range(Range { min, best, max }) = claim.value else { panic!("{field} is a figure") };
    Some([min, best, max])
}

fn place(incident: &Incident) -> (PlacePrecision, Radius) {
    (incident.places[0].precision, incident.places[0].radius)
}

pub fn point(incident: &Incident) -> (f64, f64) {
    let geo::Geometry::Point(at) = &incident.places[0].geometry else { panic!("a point") };
    (at.x(), at.y())
}

fn actors(incident: &Incident) -> Vec<(ActorRole, &str)> {
    incident.actors.iter().flat_map(|actor| actor.name.iter().map(move |(_, name)| (actor.role, name))).collect()
}

fn table(columns: &str, rows: &[Vec<&str>]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if !columns.is_empty() {
        writer.write_record(columns.split(',').map(str::trim)).unwrap();
    }
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,\
    actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,\
    geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

#[test]
fn acled_with_all_its_columns_a_mark_in_front_and_as_its_web_service_answers() {
    let rows = [
        vec![
            "SYR1",
            "16 May 2025",
            "2025",
            "1",
            "Political violence",
            "Battles",
            "Armed clash",
            "Group A",
            "",
            "State forces",
            "Group B",
            "Group C; Group D",
            "3",
            "12",
            "",
            "68",
            "Middle East",
            "Syria",
            "Deir ez Zor",
            "Deir ez Zor",
            "",
            "Some Town",
            "35.33",
            "40.14",
            "1",
            "Paper One; Station Two",
            "National",
            "First line\nand a \"second\" one.",
            "0",
            "",
            "1747699200",
        ],
        vec![
            "SYR2",
            "17 May 2025",
            "2025",
            "2",
            "Political violence",
            "Violence against civilians",
            "Attack",
            "Group A",
            "",
            "2",
            "Civilians (Syria)",
            "",
            "7",
            "27",
            "Civilian targeting",
            "68",
            "Middle East",
            "Syria",
            "Deir ez Zor",
            "",
            "",
            "Near There",
            "35.4",
            "40.2",
            "3",
            "Paper One",
            "National",
            "Words.",
            "3",
            "crowd size=about 50",
            "1747699201",
        ],
        vec![
            "SYR3",
            "18 May 2025",
            "2025",
            "9",
            "Demonstrations",
            "Protests",
            "Peaceful protest",
            "Protesters (Syria)",
            "",
            "6",
            "",
            "",
            "0",
            "60",
            "",
            "68",
            "Middle East",
            "Syria",
            "Idleb",
            "",
            "",
            "Elsewhere",
            "",
            "",
            "2",
            "",
            "",
            "",
            "many",
            "",
            "1747699202",
        ],
    ];
    let (report, made) = loaded("acled.csv", format!("\u{FEFF}{}", table(ACLED, &rows)).as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, report.without_place), ("acled", 2, 1));
    day(&made[0], "2025-05-16");
    assert_eq!(when(&made[1]), ("2025-05-12T00:00:00Z".into(), "2025-05-19T00:00:00Z".into(), TimePrecision::Week));
    assert_eq!(when(&made[2]).2, TimePrecision::Unknown, "a code that means nothing is no precision");
    assert_eq!((place(&made[0]).1, place(&made[1]).1), (Radius::Assumed(2_500.0), Radius::Assumed(75_000.0)));
    assert_eq!(range(&made[0], "killed.all"), Some([None, Some(0.0), None]), "none reported is a figure");
    assert_eq!(range(&made[2], "killed.all"), None, "words are none");
    has(&report, "odd_value", 2);
    let names =
        [(ActorRole::Other, "Group A"), (ActorRole::Other, "Group B"), (ActorRole::Other, "Group C"), (ActorRole::Other, "Group D")];
    assert_eq!(actors(&made[0]), names);
    assert_eq!(actors(&made[1])[1], (ActorRole::Civilians, "Civilians (Syria)"));
    assert_eq!(made[0].text, Words::untagged("First line\nand a \"second\" one."));
    assert_eq!(made[2].unplaced_name, Words::untagged("Elsewhere"));
    assert_eq!(made[0].revision.as_deref(), Some("1747699200"));

    // The service gives the same rows as objects under “data”, every number a text.
    let keys: Vec<&str> = ACLED.split(',').map(str::trim).collect();
    let object = |row: &Vec<&str>| {
        serde_json::Value::Object(keys.iter().map(|key| (*key).to_owned()).zip(row.iter().map(|cell| (*cell).into())).collect())
    };
    let answer = serde_json::json!({ "status": 200, "success": true, "count": 3, "data": rows.iter().map(object).collect::<Vec<_>>() });
    let (report, served) = loaded("acled.json", answer.to_string().replace("16 May 2025", "2025-05-16").as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map), ("acled", 2));
    for (served, made) in served.iter().zip(&made) {
        assert_eq!((when(served), &served.places, &served.claims, &served.actors), (when(made), &made.places, &made.claims, &made.actors));
    }

    // Cut to four columns without id and precision it is a table like any other, and what is guessed is said.
    let cut = table(
        "event_date,latitude,longitude,fatalities",
        &[vec!["16 May 2025", "35.3", "40.1", "2"], vec!["17 May 2025", "35.3", "40.2", "0"]],
    );
    let (report, made) = loaded("cut.csv", cut.as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map), ("generic", 2));
    has(&report, "guessed_columns", 1);
    day(&made[0], "2025-05-16");
    assert_eq!((place(&made[0]).1, range(&made[1], "killed.all")), (Radius::Unknown, Some([None, Some(0.0), None])));
}

#[test]
fn ucdp_without_a_header() {
    let event = |id: &'static str,
                 [where_prec, date_prec]: [&'static str; 2],
                 [from, to]: [&'static str; 2],
                 [best, high, low]: [&'static str; 3]| {
        vec![
            id,
            "SYR-2016-1-1",
            "2016",
            "1",
            "Clear",
            "3",
            "1",
            "11",
            "Conflict",
            "2",
            "406",
            "Side one - Civilians",
            "3",
            "118",
            "Side one",
            "4",
            "9999",
            "Civilians",
            "2",
            "\"Agency,2016-03-01,Headline\"",
            "Agency",
            "2016-03-01",
            "A headline",
            "An original",
            where_prec,
            "Some town",
            "Some town in a district",
            "A governorate",
            "A district",
            "34.5",
            "40.25",
            "POINT (40.25 34.5)",
            "180000",
            "Syria",
            "652",
            "Middle East",
            "1",
            date_prec,
            from,
            to,
            "0",
            "0",
            "4",
            "0",
            best,
            high,
            low,
            "652",
            "",
        ]
    };
    let days = ["2016-02-28 00:00:00.000", "2016-03-05 00:00:00.000"];
    let rows = [
        event("1", ["1", "1"], [days[0], days[0]], ["4", "9", "2"]),
        event("2", ["6", "3"], days, ["4", "2", "9"]),
        event("3", ["3", "5"], [days[0], "2016-05-01 00:00:00.000"], ["0", "0", "0"]),
        event("4", ["8", "7"], [days[1], days[0]], ["", "", ""]),
    ];
    let (report, made) = loaded("gedevents.csv", table("", &rows).as_bytes());
    assert_eq!((report.profile.as_str(), report.seen, report.on_map), ("ucdp", 4, 3));
    has(&report, "no_header", 1);
    day(&made[0], "2016-02-28");
    // A week that the source gives from day to day is that week, not the one of the calendar.
    assert_eq!(when(&made[1]), ("2016-02-28T00:00:00Z".into(), "2016-03-06T00:00:00Z".into(), TimePrecision::Week));
    assert_eq!(when(&made[2]), ("2016-02-28T00:00:00Z".into(), "2016-05-02T00:00:00Z".into(), TimePrecision::SeveralDays));
    assert_eq!(when(&made[3]), ("2016-02-28T00:00:00Z".into(), "2016-03-06T00:00:00Z".into(), TimePrecision::Unknown));
    has(&report, "end_before_start", 1);
    let radii = [Radius::Assumed(1_500.0), Radius::Assumed(30_000.0), Radius::Unknown];
    assert_eq!([0, 2, 3].map(|at| place(&made[at]).1), radii);
    assert!(made[1].places.is_empty(), "the middle of a country is no place");
    assert_eq!(made[1].unplaced_name, Words::untagged("Some town"));
    for (code, count) in [("odd_value", 2), ("middle_of_area", 1)] {
        has(&report, code, count);
    }
    assert_eq!(range(&made[0], "killed.all"), Some([Some(2.0), Some(4.0), Some(9.0)]));
    assert_eq!(range(&made[1], "killed.all"), Some([Some(2.0), Some(4.0), Some(9.0)]), "low and high stood the wrong way round");
    has(&report, "min_over_max", 1);
    assert_eq!((range(&made[2], "killed.all"), range(&made[3], "killed.all")), (Some([Some(0.0); 3]), None), "none is not unknown");
    assert_eq!(actors(&made[0]), [(ActorRole::By, "Side one"), (ActorRole::Civilians, "Civilians")]);
}

#[test]
fn gdelt_in_61_columns_parted_by_tabs() {
    let event = |id: &str, kind: &str, name: &str| {
        let mut cells = vec![String::new(); 61];
        for (at, cell) in [
            (0, id),
            (1, "20250516"),
            (2, "202505"),
            (3, "2025"),
            (4, "2025.3699"),
            (5, "SYRMIL"),
            (6, "SYRIA"),
            (16, "REBELS"),
            (25, "1"),
            (26, "190"),
            (27, "190"),
            (28, "19"),
            (29, "4"),
            (30, "-10.0"),
            (31, "4"),
            (32, "1"),
            (33, "4"),
            (34, "-6.5"),
            (51, kind),
            (52, name),
            (53, "SY"),
            (56, "35.3333"),
            (57, "40.15"),
            (58, "-2541454"),
            (59, "20250516121500"),
            (60, "https://news.example/a \"quoted\" page"),
        ] {
            cells[at] = cell.to_owned();
        }
        cells.join("\t")
    };
    let rows =
        [event("1001", "4", "Dayr az Zawr"), event("1001", "5", "Dayr az Zawr"), event("1002", "1", "Syria"), event("1003", "7", "?")];
    let (report, made) = loaded("20250516.export.CSV", (rows.join("\n") + "\n").as_bytes());
    assert_eq!((report.profile.as_str(), report.seen, report.without_place), ("gdelt", 4, 1));
    for (code, count) in [("no_header", 1), ("duplicate_id", 1), ("odd_value", 1)] {
        has(&report, code, count);
    }
    day(&made[0], "2025-05-16");
    assert_eq!(
        (place(&made[0]).1, place(&made[1]).1, place(&made[3]).1),
        (Radius::Assumed(5_000.0), Radius::Assumed(75_000.0), Radius::Unknown)
    );
    assert_eq!(made[2].unplaced_name, Words::untagged("Syria"), "the middle of a country is no place");
    assert_eq!((made[0].category.key.as_str(), made[0].media[0].url.as_str()), ("19", "https://news.example/a \"quoted\" page"));
    assert!(made.iter().all(|incident| range(incident, "killed.all").is_none()), "GDELT counts nobody");
}

#[test]
fn gtd_in_latin_1_with_zeros_and_minus_nines() {
    let columns = "eventid,iyear,imonth,iday,approxdate,extended,resolution,country_txt,provstate,city,latitude,longitude,specificity,vicinity,\
        summary,doubtterr,attacktype1_txt,targtype1_txt,target1,gname,guncertain1,claimed,nkill,nwound,nkillter,scite1,scite2,dbsource";
    let attack =
        |id: &'static str, date: [&'static str; 3], more: [&'static str; 2], spot: [&'static str; 2], killed: [&'static str; 2]| {
            vec![
                id,
                date[0],
                date[1],
                date[2],
                "",
                more[0],
                more[1],
                "Syria",
                "Deir ez-Zor",
                "Café",
                "35.33",
                "40.14",
                spot[0],
                spot[1],
                "A résumé",
                "-9",
                "Bombing/Explosion",
                "Military",
                "A patrol",
                "Group Ä",
                "0.0",
                "-9.0",
                killed[0],
                killed[1],
                "",
                "Le Journal",
                "",
                "ISVG",
            ]
        };
    let rows = [
        attack("201701050001", ["2017", "1", "5"], ["0", ""], ["1.0", "0"], ["3.0", "-99"]),
        attack("201701000002", ["2017", "1", "0"], ["0", ""], ["2", "1"], ["-9", "0.0"]),
        attack("1.97E+11", ["1970", "0", "0"], ["0", ""], ["4", "-9"], ["", ""]),
        attack("201701070001", ["2017", "1", "7"], ["1", "1/9/2017"], ["5", "0"], ["1", "2"]),
        attack("201701080001", ["2017", "1", "8"], ["1", "2017-01-10"], ["3", "0"], ["1", "2"]),
    ];
    let text = table(columns, &rows);
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    let (report, made) = loaded("globalterrorismdb.csv", &bytes);
    assert_eq!((report.profile.as_str(), report.on_map, report.without_place), ("gtd", 4, 1));
    assert!(report.format.ends_with("windows-1252"), "{}", report.format);
    has(&report, "assumed_encoding", 1);
    day(&made[0], "2017-01-05");
    assert_eq!(when(&made[1]), ("2017-01-01T00:00:00Z".into(), "2017-02-01T00:00:00Z".into(), TimePrecision::Month));
    assert_eq!(when(&made[2]), ("1970-01-01T00:00:00Z".into(), "1971-01-01T00:00:00Z".into(), TimePrecision::Year));
    has(&report, "damaged_id", 1);
    // The month comes first.
    assert_eq!(when(&made[3]), ("2017-01-07T00:00:00Z".into(), "2017-01-10T00:00:00Z".into(), TimePrecision::SeveralDays));
    assert_eq!(made[3].when.as_ref().unwrap().as_given, Words::untagged("2017-01-07 – 1/9/2017"));
    assert_eq!(when(&made[4]), ("2017-01-08T00:00:00Z".into(), "2017-01-11T00:00:00Z".into(), TimePrecision::SeveralDays));
    assert_eq!(
        (place(&made[0]).1, place(&made[1]).1, place(&made[2]).1),
        (Radius::Assumed(5_000.0), Radius::Assumed(30_000.0), Radius::Assumed(75_000.0))
    );
    assert_eq!(made[3].unplaced_name, Words::untagged("Café"), "5 says that the place is not known");
    assert_eq!((range(&made[0], "killed.all"), range(&made[0], "injured.all")), (Some([None, Some(3.0), None]), None));
    assert_eq!((range(&made[1], "killed.all"), range(&made[1], "injured.all")), (None, Some([None, Some(0.0), None])));
    assert_eq!((actors(&made[0])[0], made[0].attribution), ((ActorRole::By, "Group Ä"), Attribution::Unknown));
    assert!(made[0].claims.iter().all(|claim| claim.field != "doubt"), "-9 is no doubt");
}

#[test]
fn airwars_with_the_faults_of_its_archive() {
    let columns = "unique_reference_code,id,incident_date,incident_date_end,incident_time,location,location_ar,governorate,latitude,longitude,\
        geolocation_accuracy,belligerents,strike_type,civilians_killed_min,civilians_killed_max,children_killed_min,children_killed_max,\
        civilians_injured_min,civilians_injured_max,evidence,strike_status";
    let at = ["35.9", "39.1"];
    let row = |code: &'static str,
               date: [&'static str; 3],
               names: [&'static str; 3],
               [lat, lon]: [&'static str; 2],
               word: &'static str,
               killed: [&'static str; 4],
               grade: [&'static str; 2]| {
        vec![
            code,
            "0042",
            date[0],
            date[1],
            date[2],
            names[0],
            names[1],
            names[2],
            lat,
            lon,
            word,
            "YPG, Russian Military, Turkish Military",
            "",
            killed[0],
            killed[1],
            killed[2],
            killed[3],
            "",
            "",
            grade[0],
            grade[1],
        ]
    };
    let rows = [
        row(
            "CS1",
            ["2016-08-01", "", "around_dawn"],
            ["Ar  Raqqah", "الرقة\u{200E}", "Raqqa"],
            at,
            "village",
            ["2", "4", "0", "0"],
            ["Contested, Discounted", "Likely"],
        ),
        row(
            "CS1",
            ["2016-08-01", "", "12:00:00"],
            ["Al Mayadin", "ﺍﻟﻤﻴﺎﺩﻳﻦ", "36.38472222"],
            at,
            "exact_location_other",
            ["3", "3", "", ""],
            ["Fair", "Declared"],
        ),
        row(
            "CS3",
            ["2016-08-01", "2016-07-30", ""],
            ["Qahtaniya", "ٱلْقَحْطَانِيَّة", ""],
            ["35.9", "4239.00416"],
            "province_governorate",
            ["0", "0", "", ""],
            ["Weak", "Single source claim"],
        ),
        row("CS4", ["1970-01-01", "", ""], ["", "", ""], ["", ""], "", ["", "", "", ""], ["", ""]),
        row(
            "CS5",
            ["", "", "during_the_night"],
            ["Somewhere", "المیادین", ""],
            at,
            "district",
            ["7", "5", "", ""],
            ["Contested", "Contested"],
        ),
    ];
    let (report, made) = loaded("incidents.csv", table(columns, &rows).as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, report.without_place, report.undated), ("airwars", 3, 2, 1));
    for (code, count) in [
        ("duplicate_id", 1),
        ("end_before_start", 1),
        ("epoch_zero", 1),
        ("place_unreadable", 1),
        ("min_over_max", 1),
        ("several_values", 1),
    ] {
        has(&report, code, count);
    }
    assert_eq!(when(&made[0]), ("2016-08-01T03:30:00Z".into(), "2016-08-01T07:00:00Z".into(), TimePrecision::PartOfDay));
    day(&made[1], "2016-08-01");
    assert_eq!(when(&made[2]), ("2016-07-30T00:00:00Z".into(), "2016-08-02T00:00:00Z".into(), TimePrecision::SeveralDays));
    assert_eq!(
        [place(&made[0]), place(&made[1])],
        [(PlacePrecision::Village, Radius::Assumed(1_500.0)), (PlacePrecision::Exact, Radius::Assumed(50.0))]
    );
    assert_eq!(point(&made[0]), point(&made[1]), "stacked is the normal case");
    assert_eq!(range(&made[0], "killed.civilians"), Some([Some(2.0), None, Some(4.0)]));
    assert_eq!(range(&made[0], "killed.children"), Some([Some(0.0), None, Some(0.0)]), "none is a figure");
    assert_eq!((range(&made[1], "killed.children"), range(&made[0], "injured.civilians")), (None, None), "an empty cell is none");
    assert_eq!(range(&made[4], "killed.civilians"), Some([Some(5.0), None, Some(7.0)]));
    assert_eq!(actors(&made[0]).iter().map(|(_, name)| *name).collect::<Vec<_>>(), ["YPG", "Russian Military", "Turkish Military"]);
    let verified: Vec<Verification> = made.iter().map(|incident| incident.verification).collect();
    assert_eq!(verified[..3], [Verification::Discounted, Verification::Reported, Verification::Reported]);
    assert_eq!(
        (verified[4], made[4].attribution, made[2].attribution),
        (Verification::Disputed, Attribution::Contested, Attribution::SingleSource)
    );
    // What a name looks like is not touched: spaces, marks and forms stay as they are.
    let raw = |row: usize, key: &str| {
        made[row].raw.properties.iter().find(|(have, _)| have == key).map(|(_, value)| serde_json::from_str::<String>(value).unwrap())
    };
    assert_eq!((raw(0, "location_ar").as_deref(), raw(1, "location_ar").as_deref()), (Some("الرقة\u{200E}"), Some("ﺍﻟﻤﻴﺎﺩﻳﻦ")));
    assert_eq!((raw(0, "location").as_deref(), raw(0, "id").as_deref()), (Some("Ar  Raqqah"), Some("0042")));
}

#[test]
fn atlos_timemap_and_geoconfirmed_as_their_tools_write_them() {
    let columns = "slug,attr_description,attr_status,attr_date,attr_time,attr_geolocation,attr_geolocation_resolution,attr_impact,attr_tags,updated_at";
    let row = |status: &'static str, time: &'static str, resolution: &'static str| {
        vec!["CIV-7", "What is seen", status, "2023-02-03", time, "35.3, 40.1", resolution, "Housing,Road", "a,b", "2023-02-04T00:00:00"]
    };
    let rows =
        [row("Help Needed", "", "Exact"), row("Completed", "14:05", "Vicinity"), row("To Do", "", "Locality"), row("Cancelled", "", "")];
    let (report, made) = loaded("atlos.csv", table(columns, &rows).as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map), ("atlos", 4));
    day(&made[0], "2023-02-03");
    assert_eq!(when(&made[1]), ("2023-02-03T14:05:00Z".into(), "2023-02-03T14:06:00Z".into(), TimePrecision::Minute));
    let radii = [Radius::Assumed(10.0), Radius::Assumed(100.0), Radius::Assumed(1_000.0), Radius::Unknown];
    assert_eq!(made.iter().map(|incident| place(incident).1).collect::<Vec<_>>(), radii);
    let work: Vec<WorkStatus> = made.iter().map(|incident| incident.work_status).collect();
    assert_eq!(work, [WorkStatus::InProgress, WorkStatus::Done, WorkStatus::New, WorkStatus::Dropped]);
    assert_eq!(point(&made[0]), (40.1, 35.3), "latitude comes first in the cell");

    let events = r#"[{"id":"1","description":"What was seen","date":"8/23/2011","time":"","location":"Some Street","latitude":"50.1","longitude":"36.2","associations":["shelling"],"sources":["s1","s2"],"time_precision":"","narrative___stepStyles":[]},
        {"id":"2","description":"","date":"","time":"","location":"","latitude":"","longitude":"","associations":[],"sources":[],"narrative___stepStyles":[]}]"#;
    let (report, made) = loaded("events.json", events.as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, report.undated), ("timemap", 1, 1));
    day(&made[0], "2011-08-23");
    assert_eq!((place(&made[0]).1, made[0].claims.len(), made[0].category.key.as_str()), (Radius::Assumed(500.0), 2, "shelling"));
    assert!(made[0].claims.iter().all(|claim| claim.value == ClaimValue::Words(Words::new())), "no casualties, by policy");

    let pins = r#"[{"id":"a","date":"2023-05-01T00:00:00","description":"Seen here","icon":"x","eor_tracking":null,"plus_code":"8FVC2222+22","latitude":null,"longitude":null,"original_source":"https://post.example/1","geolocation":"https://post.example/2"},
        {"id":"b","date":"2023-05-01T10:30:00","description":"And here","icon":"x","eor_tracking":null,"plus_code":"8FVC2222+","latitude":null,"longitude":null},
        {"id":"c","date":"2023-05-01","description":"Short code","icon":"x","eor_tracking":null,"plus_code":"22+22 Town","latitude":null,"longitude":null}]"#;
    let (report, made) = loaded("geoconfirmed.json", pins.as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, report.without_place), ("geoconfirmed", 2, 1));
    day(&made[0], "2023-05-01");
    assert_eq!(when(&made[1]).2, TimePrecision::Second);
    for (code, count) in [("midnight_may_be_day", 1), ("plus_code", 2), ("place_unreadable", 1)] {
        has(&report, code, count);
    }
    // Ten digits are 14 m, and never told finer than 50; eight are a square of 275 m.
    assert_eq!(place(&made[0]), (PlacePrecision::Exact, Radius::Assumed(50.0)));
    let (PlacePrecision::Landmark, Radius::Assumed(radius_m)) = place(&made[1]) else { panic!("{:?}", place(&made[1])) };
    assert!((274.0..282.0).contains(&radius_m), "{radius_m}");
    assert!(made.iter().all(|incident| incident.verification == Verification::Geolocated));
}

#[test]
fn usgs_with_its_members_last_and_lists_in_commas() {
    let quake = |id: &str, mag: &str, lon: f64, depth: f64, more: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"mag":{mag},"place":"here","time":1517356800000,"updated":1517400000000,"tz":null,"url":"https://earthquake.example/{id}","felt":null,"mmi":null,"status":"automatic","sig":97,"net":"ci","code":"37868143","ids":",{id},","sources":",ci,","types":",geoserve,origin,","gap":88.5,"magType":"ml","type":"earthquake","title":"M {mag}"{more}}},"geometry":{{"type":"Point","coordinates":[{lon},-17.5,{depth}]}},"id":"{id}"}}"#
        )
    };
    let features = [
        quake("ci37868143", "2.5", -155.280_334_472_656, 3.1, ""),
        quake("ak1", "3", -179.64, -0.4, ",\"horizontalError\":0.99"),
        quake("us2", "null", 178.83, 540.0, ""),
    ];
    let text = format!(
        r#"{{"features":[{}],"bbox":[-179.64,-17.5,-0.4,178.83,-17.5,540],"metadata":{{"api":"1.5.8","url":"https://earthquake.usgs.gov/x","count":3}},"type":"FeatureCollection"}}"#,
        features.join(",\n")
    );
    let (report, made) = loaded("all_week.geojson", text.as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, codes(&report)), ("usgs", 3, vec![("third_ordinate", 3)]));
    assert_eq!(when(&made[0]).0, "2018-01-31T00:00:00Z");
    assert_eq!(made[0].when.as_ref().unwrap().zone, ZoneState::Zoned("UTC".to_owned()));
    assert_eq!(made[1].places[0].third_ordinate, Some((-0.4, "depth_km")), "above the sea");
    assert_eq!([place(&made[0]).1, place(&made[1]).1], [Radius::Unknown, Radius::Stated(990.0)]);
    assert_eq!((range(&made[1], "magnitude"), range(&made[2], "magnitude")), (Some([None, Some(3.0), None]), None));
    let raw = |key: &str| made[0].raw.properties.iter().find(|(have, _)| have == key).map(|(_, value)| value.as_str());
    assert_eq!((raw("ids"), raw("code")), (Some("\",ci37868143,\""), Some("\"37868143\"")));
    assert_eq!(made[0].revision.as_deref(), Some("1517400000000"));
}

#[test]
fn ushahidi_in_its_answer_and_gdacs_with_its_episodes_and_a_copy_with_numbers_for_dates() {
    let answer = r#"{"count":2,"results":[
        {"id":12,"title":"A report","content":"Words","post_date":"2017-03-01T10:00:00+00:00","created":"2017-03-01T11:00:00+00:00","status":"published","source":"sms","data_source_message_id":null,"geojson":{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[40.1,35.3]},"properties":{}}]}},
        {"id":13,"title":"No place","content":"","post_date":null,"created":"2017-03-02T11:00:00+00:00","status":"draft","source":null,"data_source_message_id":"7","geojson":{"type":"FeatureCollection","features":[]}}],"total_count":2}"#;
    let (report, made) = loaded("posts.json", answer.as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, report.without_place), ("ushahidi", 1, 1));
    assert_eq!((made[0].id.as_str(), point(&made[0]), place(&made[0]).1), ("12", (40.1, 35.3), Radius::Unknown));
    assert_eq!([when(&made[0]).0, when(&made[1]).0], ["2017-03-01T10:00:00Z", "2017-03-02T11:00:00Z"]);
    assert_eq!([made[0].work_status, made[1].work_status], [WorkStatus::Done, WorkStatus::New]);

    let episode = |number: u32, class: &str, from: &str, to: &str| {
        let geometry = if class == "Point_Centroid" {
            r#"{"type":"Point","coordinates":[40.5,35.5]}"#
        } else {
            r#"{"type":"Polygon","coordinates":[[[40,35],[41,35],[41,36],[40,35]]]}"#
        };
        format!(
            r#"{{"type":"Feature","bbox":[40,35,41,36],"geometry":{geometry},"properties":{{"eventtype":"FL","eventid":7,"episodeid":{number},"Class":"{class}","name":"Flood","htmldescription":"<b>Flood</b> in X","istemporary":"false","iscurrent":"true","fromdate":{from},"todate":{to},"datemodified":"2023-02-07T08:00:00","affectedcountries":[{{"iso2":"SY","countryname":"Syria"}}],"severitydata":{{"severity":1.0,"severitytext":"Magnitude 1","severityunit":""}},"source":"GLOFAS","sourceid":"","polygonlabel":"Centroid"}}}}"#
        )
    };
    let (day_from, day_to) = ("\"2023-02-06T00:00:00\"", "\"2023-02-08T00:00:00\"");
    // The first record lacks one of the columns by which the export is told.
    let first = episode(1, "Point_Centroid", day_from, day_to).replace("\"Class\":\"Point_Centroid\",", "");
    let features = [
        first,
        episode(2, "Point_Centroid", day_from, day_from),
        episode(2, "Poly_Affected", day_from, day_to),
        episode(3, "Point_Centroid", "1675645200000", "1675731600000"),
    ];
    let (report, made) =
        loaded("gdacs.geojson", format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")).as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map), ("gdacs", 4));
    let ids: Vec<&str> = made.iter().map(|incident| incident.id.as_str()).collect();
    assert_eq!(ids, ["FL-7", "FL-7", "FL-7-Poly_Affected", "FL-7"], "a history of episodes, each a record of its own");
    has(&report, "episodes", 2);
    assert_eq!(when(&made[0]), ("2023-02-06T00:00:00Z".into(), "2023-02-09T00:00:00Z".into(), TimePrecision::SeveralDays));
    day(&made[1], "2023-02-06");
    // 1675645200 s is 01:00 UTC of 6 February 2023.
    assert_eq!(
        (when(&made[3]).0.as_str(), made[3].when.as_ref().unwrap().zone.clone()),
        ("2023-02-06T01:00:00Z", ZoneState::Zoned("UTC".to_owned()))
    );
    for (code, count) in [("midnight_may_be_day", 5), ("epoch", 2)] {
        has(&report, code, count);
    }
    assert!(made.iter().all(|incident| place(incident) == (PlacePrecision::Area, Radius::Unknown)));
    let html = made[1].raw.properties.iter().find(|(key, _)| key == "htmldescription").unwrap();
    assert_eq!(html.1, "\"<b>Flood</b> in X\"", "markup stays as it stands");
    assert_eq!(made[1].claims[0].value, ClaimValue::Words(Words::untagged("Magnitude 1")));
}

#[test]
fn gdelt_1_has_fewer_columns_and_ucdp_answers_with_its_records_under_result() {
    let event = |id: &str, num_columns: usize| {
        let mut cells = vec![String::new(); 58];
        let told = [
            (0, id),
            (1, "20130516"),
            (6, "SYRIA"),
            (26, "190"),
            (28, "19"),
            (49, "4"),
            (50, "Dayr az Zawr"),
            (53, "35.3333"),
            (54, "40.15"),
            (56, "20130517"),
            (57, "https://news.example/a \"quoted\" page"),
        ];
        for (at, cell) in told {
            cells[at] = cell.to_owned();
        }
        cells.truncate(num_columns);
        cells.join("\t")
    };
    for num_columns in [57, 58] {
        let rows = [event("1001", num_columns), event("1002", num_columns)].join("\n");
        let (report, made) = loaded("20130516.export.CSV", rows.as_bytes());
        assert_eq!((report.profile.as_str(), report.seen, report.on_map), ("gdelt", 2, 2), "the first row is no header");
        day(&made[0], "2013-05-16");
        assert_eq!(
            (point(&made[0]), place(&made[0]).1, made[0].revision.as_deref()),
            ((40.15, 35.3333), Radius::Assumed(5_000.0), Some("20130517"))
        );
        assert_eq!(made[0].media.len(), num_columns - 57, "the older files have no page");
    }
    let answer = r#"{"TotalCount":2,"TotalPages":1,"PreviousPageUrl":"","NextPageUrl":"","Result":[{"id":244657,"type_of_violence":1,"dyad_new_id":524,"where_prec":1,"latitude":33.25,"longitude":44.375,"date_prec":1,"date_start":"2017-07-31T00:00:00","date_end":"2017-07-31T00:00:00","best":6},
        {"id":244658,"dyad_new_id":524,"where_prec":6,"where_coordinates":"Iraq","latitude":33,"longitude":44,"date_prec":1,"date_start":"2017-07-31T00:00:00","date_end":"2017-07-31T00:00:00"}]}"#;
    let (report, made) = loaded("gedevents.json", answer.as_bytes());
    assert_eq!((report.profile.as_str(), report.on_map, report.without_place), ("ucdp", 1, 1));
    day(&made[0], "2017-07-31");
    assert_eq!((made[0].id.as_str(), point(&made[0])), ("244657", (44.375, 33.25)));
}
