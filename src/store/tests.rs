//! Every query is held against a plain scan over the incidents themselves.

use proptest::prelude::*;

use super::*;
use crate::domain::*;

const DAY_MS: i64 = 86_400_000;

fn incident(id: &str) -> Incident {
    let mut title = Words::new();
    title.set(Lang::en(), format!("Incident {id}"));
    Incident {
        id: id.to_owned(),
        title,
        text: Words::new(),
        category: Category::default(),
        when: None,
        places: Vec::new(),
        unplaced_name: Words::new(),
        unplaced_within: Vec::new(),
        actors: Vec::new(),
        claims: Vec::new(),
        verification: Verification::Reported,
        work_status: WorkStatus::New,
        attribution: Attribution::Unknown,
        relations: Vec::new(),
        media: Vec::new(),
        revision: None,
        raw: RawRecord::default(),
    }
}

fn between(earliest: i64, latest: i64) -> Option<When> {
    Some(When {
        earliest: UtcMs(earliest),
        latest: UtcMs(latest),
        precision: TimePrecision::Day,
        zone: ZoneState::Unknown,
        open_start: earliest == i64::MIN,
        open_end: latest == i64::MAX,
        as_of: None,
        as_given: Words::new(),
    })
}

fn place_at(lon: f64, lat: f64) -> Place {
    Place {
        geometry: geo::Geometry::Point(geo::Point::new(lon, lat)),
        radius: Radius::Stated(1000.0),
        precision: PlacePrecision::Village,
        how: PlacedHow::Reported,
        name: Words::untagged("دير الزور"),
        reason: Words::new(),
        admin: Vec::new(),
        third_ordinate: None,
    }
}

fn claim(source: &str, grade: &str, field: &str, value: Option<f64>) -> Claim {
    Claim {
        field: field.to_owned(),
        value: ClaimValue::Range(Range { min: None, best: value, max: None }),
        source: Words::untagged(source),
        citing: Words::new(),
        grade: Grade::parse(grade).unwrap(),
        url: None,
        archive_url: None,
        lang: None,
        published_at: None,
        as_given: None,
        disputed: false,
    }
}

fn any_incident() -> impl Strategy<Value = Incident> {
    let when = prop_oneof![
        1 => Just(None),
        6 => (0..60i64, 1..9i64).prop_map(|(from, days)| between(from * DAY_MS, (from + days) * DAY_MS)),
        1 => (0..60i64).prop_map(|from| between(from * DAY_MS, i64::MAX)),
        1 => (0..60i64).prop_map(|to| between(i64::MIN, to * DAY_MS)),
    ];
    let place = prop_oneof![1 => Just(None), 5 => (-180..180i32, -80..80i32).prop_map(Some)];
    (0..1000u32, when, place, 0..4u32, prop::option::of(0..20u32), prop::sample::select(vec!["A1", "B2", "F6"])).prop_map(
        |(id, when, place, category, killed, grade)| {
            let mut made = incident(&format!("{id}"));
            made.when = when;
            made.places = place.map(|(lon, lat)| place_at(f64::from(lon), f64::from(lat))).into_iter().collect();
            made.category.key = if category == 3 { String::new() } else { format!("kind {category}") };
            made.claims = killed
                .map(|killed| claim(&format!("source {}", killed % 3), grade, "killed.all", Some(f64::from(killed))))
                .into_iter()
                .collect();
            made
        },
    )
}

fn built(incidents: &[Incident]) -> Store {
    let mut builder = StoreBuilder::new();
    for (index, incident) in incidents.iter().enumerate() {
        let mut incident = incident.clone();
        incident.raw.index = index as u64;
        builder.push(&incident);
    }
    builder.finish()
}

/// Where rows stand among the incidents from which the store was built, ascending.
fn in_file(store: &Store, rows: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut found: Vec<u32> = rows.into_iter().map(|row| store.record(row).unwrap().index as u32).collect();
    found.sort_unstable();
    found
}

/// The plain scan: whether the filter is true of one incident, read from the incident and not from columns.
fn meets(filter: &Filter, incident: &Incident) -> bool {
    says(filter, incident) == Some(true)
}

/// Truth as SQL knows it: `None` where there is no value to tell by.
fn says(filter: &Filter, incident: &Incident) -> Option<bool> {
    let all = |parts: &[Filter], of: bool| {
        let said: Vec<Option<bool>> = parts.iter().map(|part| says(part, incident)).collect();
        if said.contains(&Some(!of)) { Some(!of) } else { said.into_iter().all(|said| said.is_some()).then_some(of) }
    };
    match filter {
        Filter::All => Some(true),
        Filter::And(parts) => all(parts, true),
        Filter::Or(parts) => all(parts, false),
        Filter::Not(part) => says(part, incident).map(|said| !said),
        Filter::Compare { field: Field::Category, op: CompareOp::Equal, value: Literal::Text(text) } => {
            (!incident.category.key.is_empty()).then(|| incident.category.key == *text)
        }
        Filter::Compare { field: Field::KilledMax, op: CompareOp::Greater, value: Literal::Number(number) } => {
            let best = |claim: &Claim| if let ClaimValue::Range(range) = &claim.value { range.best } else { None };
            incident.claims.iter().filter_map(best).max_by(f64::total_cmp).map(|best| best > *number)
        }
        Filter::IsNull(Field::KilledMax) => Some(incident.claims.is_empty()),
        Filter::Compare { field: Field::SourceGrade, op: CompareOp::Equal, value: Literal::Text(text) } => {
            (!incident.claims.is_empty()).then(|| incident.claims.iter().any(|claim| claim.grade.to_string().starts_with(text.as_str())))
        }
        Filter::InTime(window) => incident.when.as_ref().map(|when| when.earliest < window.to && when.latest > window.from),
        Filter::InBbox([west, south, east, north]) => {
            let is_in = |place: &Place| {
                let geo::Geometry::Point(at) = place.geometry else { return false };
                let in_lon = if west <= east { at.x() >= *west && at.x() <= *east } else { at.x() >= *west || at.x() <= *east };
                in_lon && at.y() >= *south && at.y() <= *north
            };
            (!incident.places.is_empty()).then(|| incident.places.iter().any(is_in))
        }
        other => panic!("the scan does not know {other}"),
    }
}

fn is_certain(incident: &Incident, window: Window) -> bool {
    incident.when.as_ref().is_some_and(|when| when.earliest >= window.from && when.latest <= window.to)
}

fn touches(incident: &Incident, window: Window) -> bool {
    incident.when.as_ref().is_some_and(|when| when.earliest < window.to && when.latest > window.from)
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let leaf = prop_oneof![
        (0..3u32).prop_map(|kind| Filter::Compare {
            field: Field::Category,
            op: CompareOp::Equal,
            value: Literal::Text(format!("kind {kind}"))
        }),
        (0..20u32).prop_map(|number| Filter::Compare {
            field: Field::KilledMax,
            op: CompareOp::Greater,
            value: Literal::Number(f64::from(number))
        }),
        Just(Filter::IsNull(Field::KilledMax)),
        (0..60i64, 1..30i64)
            .prop_map(|(from, days)| Filter::InTime(Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) })),
        Just(Filter::Compare { field: Field::SourceGrade, op: CompareOp::Equal, value: Literal::Text("B".to_owned()) }),
        (-180.0..180.0f64, -90.0..0.0f64, -180.0..180.0f64, 0.0..90.0f64).prop_map(|(w, s, e, n)| Filter::InBbox([w, s, e, n])),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::Or),
            inner.prop_map(|part| Filter::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn a_filter_selects_what_a_plain_scan_selects(incidents in prop::collection::vec(any_incident(), 0..150), filter in any_filter()) {
        let store = built(&incidents);
        let rows = in_file(&store, store.select_in_layer(&filter, "layer").unwrap().iter());
        let scanned: Vec<u32> = (0..incidents.len()).filter(|row| meets(&filter, &incidents[*row])).map(|row| row as u32).collect();
        prop_assert_eq!(rows, scanned);
    }

    #[test]
    fn counts_equal_a_plain_scan_and_add_up(incidents in prop::collection::vec(any_incident(), 0..150), filter in any_filter(), from in 0..60i64, days in 1..30i64) {
        let store = built(&incidents);
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let window = Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) };
        let counts = store.count(&rows, window, true);
        let passing: Vec<&Incident> = incidents.iter().filter(|incident| meets(&filter, incident)).collect();
        let certain = passing.iter().filter(|incident| is_certain(incident, window)).count() as u64;
        let touching = passing.iter().filter(|incident| touches(incident, window)).count() as u64;
        prop_assert_eq!(counts.certain, certain);
        prop_assert_eq!(counts.possible, touching - certain);
        prop_assert_eq!(counts.undated, passing.iter().filter(|incident| incident.when.is_none()).count() as u64);
        prop_assert_eq!(counts.without_place, passing.iter().filter(|incident| incident.places.is_empty()).count() as u64);
        prop_assert_eq!(counts.total, counts.filtered + counts.certain + counts.possible + counts.out + counts.undated);
        prop_assert_eq!(counts.total, incidents.len() as u64);
    }

    #[test]
    fn a_histogram_of_what_passes_a_filter_equals_a_plain_scan_of_every_bin(
        incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), from in 0..40i64, days in 1..40i64,
    ) {
        let store = built(&incidents);
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let passing: Vec<&Incident> = incidents.iter().filter(|incident| meets(&filter, incident)).collect();
        let bins = TimeBins::calendar(CalendarUnit::Day, "UTC", Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) });
        for (rows, among) in [(store.all_rows(), incidents.iter().collect()), (rows, passing)] {
            for bin in store.time_histogram(&rows, &bins) {
                let window = Window { from: bin.from, to: bin.to };
                let certain = among.iter().filter(|incident| is_certain(incident, window)).count() as u64;
                let touching = among.iter().filter(|incident| touches(incident, window)).count() as u64;
                prop_assert_eq!((bin.certain, bin.possible), (certain, touching - certain), "bin from {:?}", bin.from);
            }
        }
    }

    #[test]
    fn facets_of_what_passes_a_filter_in_a_window_equal_a_plain_scan(
        incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), from in 0..60i64, days in 1..30i64,
    ) {
        let store = built(&incidents);
        let window = Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) };
        let classes = store.classify(window, &store.select_in_layer(&filter, "layer").unwrap());
        let passing: Vec<&Incident> = incidents.iter().filter(|incident| meets(&filter, incident) && touches(incident, window)).collect();
        let all: Vec<&Incident> = incidents.iter().collect();
        for (rows, among) in [(store.all_rows(), all), (classes.certain.or(&classes.possible), passing)] {
            for field in [FacetField::Category, FacetField::Source] {
                let named = |incident: &Incident| match field {
                    FacetField::Category => vec![incident.category.key.clone()],
                    _ => incident.claims.iter().filter_map(|claim| claim.source.iter().next().map(|(_, name)| name.to_owned())).collect(),
                };
                let mut scanned = std::collections::BTreeMap::new();
                for name in among.iter().flat_map(|incident| named(incident)).filter(|name| !name.is_empty()) {
                    *scanned.entry(name).or_insert(0u64) += 1;
                }
                let found = store.facets(&rows, field, usize::MAX).into_iter().filter(|(name, _)| !name.is_empty());
                prop_assert_eq!(found.collect::<std::collections::BTreeMap<_, _>>(), scanned);
            }
        }
    }

    #[test]
    fn the_parts_of_a_filter_meet_in_the_rows_that_each_leaves_to_the_others(
        incidents in prop::collection::vec(any_incident(), 0..120), one in any_filter(), other in any_filter(), from in 0..60i64, days in 1..30i64,
    ) {
        // What a condition's own numbers answer for: all other conditions and the window.
        let store = built(&incidents);
        let window = Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) };
        for (left_out, kept) in [(&one, &other), (&other, &one)] {
            let classes = store.classify(window, &store.select_in_layer(kept, "layer").unwrap());
            let others = classes.certain.or(&classes.possible);
            let scanned: Vec<&Incident> = incidents.iter().filter(|incident| meets(kept, incident) && touches(incident, window)).collect();
            prop_assert_eq!(others.len(), scanned.len());
            let both = others.and(&store.select_in_layer(left_out, "layer").unwrap());
            prop_assert_eq!(both.len(), scanned.iter().filter(|incident| meets(left_out, incident)).count());
        }
    }

    #[test]
    fn rows_by_place_and_by_id_equal_a_plain_scan(incidents in prop::collection::vec(any_incident(), 1..120), pick in any::<prop::sample::Index>()) {
        let store = built(&incidents);
        let row = pick.index(incidents.len()) as u32;
        let same_id: Vec<u32> = (0..incidents.len() as u32).filter(|other| incidents[*other as usize].id == incidents[row as usize].id).collect();
        let by_id = store.by_id(&incidents[row as usize].id);
        prop_assert_eq!(by_id.iter().map(|row| store.record(*row).unwrap().index as u32).collect::<Vec<_>>(), same_id, "in the order of the file");
        if let Some(at) = store.anchor(store.row_of_record(u64::from(row)).unwrap()) {
            let found = in_file(&store, store.rows_at(at));
            let scanned: Vec<u32> = (0..incidents.len() as u32).filter(|other| incidents[*other as usize].places.first().map(|place| &place.geometry) == incidents[row as usize].places.first().map(|place| &place.geometry)).collect();
            prop_assert_eq!(found, scanned);
        }
    }

    #[test]
    fn the_box_leaves_out_the_widest_gap_between_neighbouring_longitudes(lons in prop::collection::vec(-1800..1800i32, 1..12)) {
        let lons: Vec<f64> = lons.iter().map(|tenth| f64::from(*tenth) / 10.0 + 0.05).collect();
        let incidents: Vec<_> = lons.iter().map(|lon| {
            let mut one = incident("one");
            one.places = vec![Place { radius: Radius::Unknown, ..place_at(*lon, 1.0) }];
            one
        }).collect();
        let store = built(&incidents);
        let [west, _, east, _] = store.bbox(&store.all_rows()).unwrap();
        let width = (east - west).rem_euclid(360.0);
        let inside = |lon: f64| (lon - west).rem_euclid(360.0) <= width + 1e-6;
        prop_assert!(lons.iter().all(|lon| inside(*lon)));
        let widest_gap = lons.iter().map(|a| {
            lons.iter().map(|b| (b - a).rem_euclid(360.0)).filter(|gap| *gap > 1e-6).fold(360.0, f64::min)
        }).fold(0.0, f64::max);
        prop_assert!((width - (360.0 - widest_gap)).abs() < 1e-6, "{} {}", width, widest_gap);
    }

    #[test]
    fn row_sets_behave_as_sets(a in prop::collection::btree_set(0..200u32, 0..80), b in prop::collection::btree_set(0..200u32, 0..80)) {
        let set = |rows: &std::collections::BTreeSet<u32>| RowSet::of(200, |row| rows.contains(&(row as u32)));
        let list = |rows: RowSet| rows.iter().collect::<Vec<_>>();
        prop_assert_eq!(list(set(&a).and(&set(&b))), a.intersection(&b).copied().collect::<Vec<_>>());
        prop_assert_eq!(list(set(&a).or(&set(&b))), a.union(&b).copied().collect::<Vec<_>>());
        prop_assert_eq!(set(&a).not().len(), 200 - a.len());
    }
}

#[test]
fn the_box_of_places_on_both_sides_of_the_antimeridian_takes_the_shorter_arc() {
    let mut west = incident("west");
    west.places = vec![place_at(179.0, 0.0)];
    let mut east = incident("east");
    east.places = vec![place_at(-179.0, 10.0)];
    let bbox = built(&[west, east]);
    let bbox = bbox.bbox(&bbox.all_rows()).unwrap();
    assert!(bbox[0] > 178.0 && bbox[2] < -178.0, "{bbox:?}");
}

#[test]
fn a_box_holds_a_line_half_around_the_world_and_is_found_anew_when_a_row_is_placed() {
    let mut long = incident("long");
    let line: geo::LineString<f64> = vec![(-100.0, 1.0), (0.0, 1.5), (100.0, 2.0)].into();
    long.places = vec![Place { geometry: line.into(), ..place_at(0.0, 0.0) }];
    let mut store = built(&[long, incident("later")]);
    assert_eq!(store.bbox(&store.all_rows()), Some([-100.0, 1.0, 100.0, 2.0]));
    store.set_place(1, Some(&place_at(120.0, -5.0)));
    let bbox = store.bbox(&store.all_rows()).unwrap();
    assert!(bbox[0] == -100.0 && bbox[2] > 119.9 && bbox[1] < -4.9, "{bbox:?}");
}

#[test]
fn a_search_folds_spelling_and_drops_the_article() {
    let mut made = incident("1");
    made.places = vec![place_at(40.0, 35.0)];
    made.title.set(Lang::ar(), "قذائف على قاعدة حقل العُمَر");
    let store = built(&[made, incident("2")]);
    let found = |words: &str| store.select_in_layer(&Filter::Text(words.to_owned()), "").unwrap().len();
    assert_eq!(found("العمر"), 1);
    assert_eq!(found("عمر"), 1);
    assert_eq!(found("دير الزور"), 1);
    assert_eq!(found("incident"), 2);
    assert_eq!(found("incid 2"), 1);
    assert_eq!(found("nothing like it"), 0);
    assert_eq!(found("  "), 2);
}

#[test]
fn a_line_is_anchored_on_itself_and_an_area_inside_itself() {
    let line: geo::LineString<f64> = vec![(0.0, 0.0), (10.0, 0.0)].into();
    assert_eq!(anchor_of(&line.into()), Some(LonLat { lon: 5.0, lat: 0.0 }));
    // A horseshoe, whose centre of mass lies outside of it.
    let ring = vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (9.0, 10.0), (9.0, 1.0), (1.0, 1.0), (1.0, 10.0), (0.0, 10.0), (0.0, 0.0)];
    let horseshoe = geo::Polygon::new(ring.into(), Vec::new());
    let anchor = anchor_of(&horseshoe.clone().into()).unwrap();
    assert!(geo::Contains::contains(&horseshoe, &geo::Point::new(anchor.lon, anchor.lat)), "{anchor:?}");
}

#[test]
fn lines_and_areas_over_the_antimeridian_stay_where_they_are() {
    let line = |at: &[(f64, f64)]| geo::LineString::from(at.to_vec());
    let ring = |at: &[(f64, f64)]| geo::Geometry::Polygon(geo::Polygon::new(line(at), Vec::new()));
    let anchor = |geometry: geo::Geometry<f64>| anchor_of(&geometry).map(|at| (at.lon, at.lat)).unwrap();
    assert_eq!(anchor(line(&[(179.0, 10.0), (-179.0, 10.0)]).into()), (180.0, 10.0));
    assert_eq!(anchor(line(&[(176.0, 10.0), (-178.0, 10.0)]).into()), (179.0, 10.0));
    assert_eq!(anchor(ring(&[(170.0, -5.0), (-170.0, -5.0), (-170.0, 5.0), (170.0, 5.0), (170.0, -5.0)])), (180.0, 0.0));
    assert_eq!(anchor(ring(&[(-170.0, -5.0), (-170.0, 5.0), (160.0, 5.0), (160.0, -5.0), (-170.0, -5.0)])), (175.0, 0.0));
    // The frame of the world, and a ring around a pole, are what they are.
    for west in [-180.0, -179.9] {
        let frame = ring(&[(west, -85.0), (-west, -85.0), (-west, 85.0), (west, 85.0), (west, -85.0)]);
        assert!(anchor(frame).0.abs() < 1e-9);
    }
    let pole = ring(&[(-120.0, 80.0), (0.0, 80.0), (120.0, 80.0), (-120.0, 80.0)]);
    assert!((-120.0..=120.0).contains(&anchor(pole).0));

    // A hole lies where its area does.
    let outline = line(&[(170.0, -5.0), (-170.0, -5.0), (-170.0, 5.0), (170.0, 5.0), (170.0, -5.0)]);
    let hole = line(&[(-175.0, -1.0), (-174.0, -1.0), (-174.0, 1.0), (-175.0, -1.0)]);
    let place = Place { geometry: geo::Polygon::new(outline, vec![hole]).into(), radius: Radius::Unknown, ..place_at(0.0, 0.0) };
    let store = built(&[Incident { places: vec![place], ..incident("sea") }]);
    let lons: Vec<Vec<f64>> = store.shapes(0)[0].parts().map(|part| part.map(|at| at.lon).collect()).collect();
    assert_eq!(lons, [vec![170.0, 190.0, 190.0, 170.0, 170.0], vec![185.0, 186.0, 186.0, 185.0]]);
    assert_eq!(store.row_bbox(0), Some([170.0, -5.0, -170.0, 5.0]));
    assert_eq!(store.bbox(&store.all_rows()), Some([170.0, -5.0, -170.0, 5.0]));
    let anchor = store.anchor(0).unwrap();
    assert!((anchor.lon.abs() - 180.0).abs() < 0.1 && anchor.lat.abs() < 0.1, "{anchor:?}");
}

mod cells;
mod contract;
mod hexagons;
mod windows;

#[test]
fn sources_that_are_cited_are_counted_as_the_filter_finds_them() {
    let mut made = incident("1");
    let mut claim = claim("ACLED", "F6", "killed.all", Some(3.0));
    claim.citing = Words::untagged("SOHR; Enab Baladi");
    made.claims = vec![claim];
    let store = built(&[made]);
    let facets = store.facets(&RowSet::all(1), FacetField::Source, 9);
    assert_eq!(
        facets.iter().map(|(name, count)| (name.as_str(), *count)).collect::<Vec<_>>(),
        [("ACLED", 1), ("Enab Baladi", 1), ("SOHR", 1)]
    );
    for (source, _) in &facets {
        let filter = Filter::Compare { field: Field::Source, op: CompareOp::Equal, value: Literal::Text(source.clone()) };
        assert_eq!(store.select_in_layer(&filter, "layer").unwrap().len(), 1, "{source}");
    }
}
