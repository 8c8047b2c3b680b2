//! Pages, squares and cubes against a plain scan of the incidents.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::any_box;
use super::*;

/// Where an incident stands in the order of pages.
fn scanned_key(index: usize, incident: &Incident) -> (i64, usize) {
    (incident.when.as_ref().map_or(i64::MAX, |when| when.earliest.0), index)
}

fn square_of(incident: &Incident, area: MercatorBox, bits: u8) -> Option<([u32; 2], [u32; 2])> {
    let at = anchor_of(&incident.places.first()?.geometry)?;
    let at = crate::store::builder::mercator_fixed(at.lon, at.lat);
    let size = 1u64 << (32 - bits);
    area.holds(at).then(|| (at.map(|at| (u64::from(at) / size) as u32), at))
}

fn category_of(store: &Store, incident: &Incident) -> u32 {
    (0..10).find(|code| store.category_text(*code) == incident.category.key).unwrap()
}

fn begins(incident: &Incident) -> Option<UtcMs> {
    incident.when.as_ref().map(|when| when.earliest)
}

proptest! {
    #[test]
    fn pages_one_after_the_other_are_all_rows_of_the_filter_in_order(incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), size in 1..20usize) {
        let store = built(&incidents);
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let (mut after, mut paged) = (None, Vec::new());
        loop {
            let page = store.page(&rows, after, size);
            paged.extend(page.iter().map(|row| store.index(*row) as usize));
            match page.last() {
                Some(last) => after = Some(store.page_key(*last)),
                None => break,
            }
            if page.len() < size { break; }
        }
        let mut scanned: Vec<usize> = (0..incidents.len()).filter(|at| meets(&filter, &incidents[*at])).collect();
        scanned.sort_by_key(|at| scanned_key(*at, &incidents[*at]));
        prop_assert_eq!(paged, scanned);
    }

    #[test]
    fn a_grid_equals_a_plain_scan_of_every_square(incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), area in any_box(), bits in 0..20u8) {
        let store = built(&incidents);
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let mut scanned: BTreeMap<[u32; 2], Vec<usize>> = BTreeMap::new();
        for (at, incident) in incidents.iter().enumerate().filter(|(_, incident)| meets(&filter, incident)) {
            if let Some((square, _)) = square_of(incident, area, bits) {
                scanned.entry(square).or_default().push(at);
            }
        }
        let grid = store.grid(&rows, area, bits, &|| true).unwrap();
        prop_assert_eq!(grid.iter().map(|cell| [cell.x, cell.y]).collect::<Vec<_>>(), scanned.keys().copied().collect::<Vec<_>>());
        for (cell, members) in grid.iter().zip(scanned.values()) {
            let places: Vec<[u32; 2]> = members.iter().map(|at| square_of(&incidents[*at], area, bits).unwrap().1).collect();
            prop_assert_eq!(cell.count, members.len() as u64);
            prop_assert_eq!(cell.sums, [0, 1].map(|axis: usize| places.iter().map(|at| u64::from(at[axis])).sum::<u64>()));
            let latest = members.iter().filter_map(|at| begins(&incidents[*at])).filter(|at| *at != UtcMs(i64::MIN)).max();
            prop_assert_eq!(cell.latest, latest);
            let only = cell.only.map(|row| store.index(row) as usize);
            prop_assert_eq!(only, if let [one] = members.as_slice() { Some(*one) } else { None });
            let times = |code: u32| members.iter().filter(|at| category_of(&store, &incidents[**at]) == code).count();
            prop_assert!((0..10).all(|code| (times(code), std::cmp::Reverse(code)) <= (times(cell.category), std::cmp::Reverse(cell.category))));
        }
    }

    #[test]
    fn a_cube_equals_a_plain_scan_and_sums_to_the_rows_in_the_box(incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), area in any_box(), bits in 0..12u8, from in 0..40i64, days in 1..40i64) {
        let store = built(&incidents);
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let bins = TimeBins::calendar(CalendarUnit::Day, "UTC", Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) });
        let mut scanned: BTreeMap<(u32, u32, Option<u32>, u32), u64> = BTreeMap::new();
        for incident in incidents.iter().filter(|incident| meets(&filter, incident)) {
            let Some(([x, y], _)) = square_of(incident, area, bits) else { continue };
            let bin = begins(incident).and_then(|at| bins.edges().windows(2).position(|edge| edge[0] <= at && at < edge[1]));
            *scanned.entry((x, y, bin.map(|bin| bin as u32), category_of(&store, incident))).or_default() += 1;
        }
        let cube: Vec<_> = store.cube(&rows, area, bits, &bins, &|| true).unwrap().iter().map(|cell| ((cell.x, cell.y, cell.bin, cell.category), cell.count)).collect();
        prop_assert_eq!(&cube, &scanned.into_iter().collect::<Vec<_>>());
        let in_grid: u64 = store.grid(&rows, area, bits, &|| true).unwrap().iter().map(|cell| cell.count).sum();
        prop_assert_eq!(cube.iter().map(|(_, count)| count).sum::<u64>(), in_grid);
    }

    #[test]
    fn the_histograms_of_categories_equal_a_plain_scan(incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), from in 0..40i64, days in 1..40i64) {
        let store = built(&incidents);
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let bins = TimeBins::calendar(CalendarUnit::Day, "UTC", Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) });
        let mut scanned: BTreeMap<u32, Vec<(u64, u64)>> = BTreeMap::new();
        for incident in incidents.iter().filter(|incident| meets(&filter, incident)) {
            let Some(when) = &incident.when else { continue };
            for (at, edge) in bins.edges().windows(2).enumerate() {
                let bin = Window { from: edge[0], to: edge[1] };
                let add = match bin.answer(when.earliest, when.latest) {
                    WindowAnswer::Certain => (1, 0),
                    WindowAnswer::Possible => (0, 1),
                    WindowAnswer::Out => continue,
                };
                let counts = scanned.entry(category_of(&store, incident)).or_insert_with(|| vec![(0, 0); bins.edges().len() - 1]);
                counts[at] = (counts[at].0 + add.0, counts[at].1 + add.1);
            }
        }
        let made: Vec<(u32, Vec<(u64, u64)>)> = store
            .time_histogram_by_category(&rows, &bins)
            .into_iter()
            .map(|(code, bins)| (code, bins.iter().map(|bin| (bin.certain, bin.possible)).collect()))
            .collect();
        prop_assert_eq!(&made, &scanned.into_iter().collect::<Vec<_>>());
        let together = store.time_histogram(&rows, &bins);
        for (at, bin) in together.iter().enumerate() {
            let sum = made.iter().fold((0, 0), |sum, (_, bins)| (sum.0 + bins[at].0, sum.1 + bins[at].1));
            prop_assert_eq!((bin.certain, bin.possible), sum, "the parts add up to the whole");
        }
    }

    #[test]
    fn every_call_is_answered_on_filter_and_window_and_area_together(incidents in prop::collection::vec(any_incident(), 0..120), filter in any_filter(), area in any_box(), from in 0..40i64, days in 1..40i64, with_undated in any::<bool>()) {
        let store = built(&incidents);
        let window = Window { from: UtcMs(from * DAY_MS), to: UtcMs((from + days) * DAY_MS) };
        let bins = TimeBins::calendar(CalendarUnit::Week, "UTC", window);
        let ask = |call: Call| {
            let question =
                Question { call, filter: &filter, layer: "layer", window, with_undated, version: Some(store.version()), is_wanted: &|| true };
            match store.ask(&question).unwrap() {
                Answered::Exact { columns, version } => {
                    assert_eq!(version, store.version());
                    columns
                }
                other => panic!("{other:?}"),
            }
        };
        let is_shown = |incident: &Incident| match &incident.when {
            Some(when) => window.answer(when.earliest, when.latest) != WindowAnswer::Out,
            None => with_undated,
        };
        let shown: Vec<usize> =
            (0..incidents.len()).filter(|at| meets(&filter, &incidents[*at]) && is_shown(&incidents[*at])).collect();
        let Columns::Counts(counts) = ask(Call::Count) else { panic!("counts") };
        prop_assert_eq!(counts.shown, shown.len() as u64);
        let in_area = shown.iter().filter(|at| square_of(&incidents[**at], area, 4).is_some()).count() as u64;
        let Columns::Grid(grid) = ask(Call::Grid { area, bits: 4 }) else { panic!("a grid") };
        prop_assert_eq!(grid.iter().map(|cell| cell.count).sum::<u64>(), in_area);
        let Columns::Cube(cube) = ask(Call::Cube { area, bits: 4, bins: &bins }) else { panic!("a cube") };
        prop_assert_eq!(cube.iter().map(|cell| cell.count).sum::<u64>(), in_area);
        let Columns::Rows(page) = ask(Call::Page { after: None, count: 7 }) else { panic!("a page") };
        let mut first = shown.clone();
        first.sort_by_key(|at| scanned_key(*at, &incidents[*at]));
        first.truncate(7);
        prop_assert_eq!(page.iter().map(|row| store.index(*row) as usize).collect::<Vec<_>>(), first);
        let Columns::Facets(facets) = ask(Call::Facets { fields: &[FacetField::Category], k: usize::MAX }) else { panic!("facets") };
        let named = shown.iter().filter(|at| !incidents[**at].category.key.is_empty()).count() as u64;
        prop_assert_eq!(facets[0].1.iter().map(|(_, count)| count).sum::<u64>(), named);
        let ids: Vec<String> = incidents.iter().map(|incident| incident.id.clone()).filter(|id| !id.is_empty()).collect::<BTreeSet<_>>().into_iter().collect();
        let Columns::Rows(by_id) = ask(Call::ById { ids: &ids }) else { panic!("rows") };
        let with_id = shown.iter().filter(|at| !incidents[**at].id.is_empty()).count();
        prop_assert_eq!(by_id.len(), with_id);
        let Columns::TimeHist(all) = ask(Call::TimeHist { bins: &bins, by_category: false }) else { panic!("a histogram") };
        let rows = store.select_in_layer(&filter, "layer").unwrap();
        let classes = store.classify(window, &rows);
        prop_assert_eq!(&all[0].1, &store.time_histogram(&classes.certain.or(&classes.possible), &bins));
    }
}

#[test]
fn a_question_about_other_data_is_stale_and_one_that_nobody_waits_for_is_given_up() {
    let store = built(&(0..200).map(|at| incident(&format!("x{at}"))).collect::<Vec<_>>());
    let asked = std::sync::atomic::AtomicU32::new(0);
    let ask = |call: Call, filter: &Filter, version: Option<u64>, patience: u32| {
        asked.store(0, std::sync::atomic::Ordering::Relaxed);
        let is_wanted = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < patience;
        let window = Window::ALL;
        store.ask(&Question { call, filter, layer: "layer", window, with_undated: true, version, is_wanted: &is_wanted }).unwrap()
    };
    let version = store.version();
    assert_eq!(ask(Call::Count, &Filter::All, Some(version + 1), u32::MAX), Answered::Stale { version });
    let bins = TimeBins::calendar(CalendarUnit::Day, "UTC", Window { from: UtcMs(0), to: UtcMs(DAY_MS) });
    let ids = ["x1".to_owned()];
    for call in [
        Call::Describe,
        Call::Count,
        Call::Grid { area: MercatorBox::WORLD, bits: 3 },
        Call::Cube { area: MercatorBox::WORLD, bits: 3, bins: &bins },
        Call::TimeHist { bins: &bins, by_category: true },
        Call::Facets { fields: &[FacetField::Category, FacetField::Source], k: 5 },
        Call::Page { after: None, count: 3 },
        Call::ById { ids: &ids },
    ] {
        for filter in [Filter::All, Filter::Text("x".to_owned())] {
            assert!(matches!(ask(call, &filter, Some(version), u32::MAX), Answered::Exact { .. }), "{call:?}");
            let looks = asked.load(std::sync::atomic::Ordering::Relaxed);
            // Whenever in its course the asker goes, nothing passes for an answer.
            for patience in 0..looks {
                assert_eq!(ask(call, &filter, Some(version), patience), Answered::GivenUp, "{call:?}, {patience} of {looks}");
            }
        }
    }
}

#[test]
fn a_layer_describes_itself_and_its_version_tells_other_records_from_the_same_in_another_order() {
    let mut first = incident("1");
    first.when = between(0, DAY_MS);
    first.places = vec![place_at(40.0, 35.0)];
    first.raw.hash = 7;
    let mut second = incident("2");
    second.raw.hash = 9;
    let store = built(&[first.clone(), second.clone()]);
    let told = store.describe();
    assert_eq!((told.rows, told.undated, told.without_place), (2, 1, 1));
    assert_eq!(told.span, Some(Window { from: UtcMs(0), to: UtcMs(DAY_MS) }));
    assert_eq!(told.extent, store.bbox(&store.all_rows()));
    assert_eq!(told.version, built(&[second.clone(), first.clone()]).describe().version);
    second.raw.hash = 10;
    assert_ne!(told.version, built(&[first, second]).describe().version);
}
