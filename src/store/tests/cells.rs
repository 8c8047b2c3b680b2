//! Sums over squares of the map and over places, against a plain scan of the incidents.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Web Mercator as fixed point, computed from the formula of the sphere.
fn mercator(lon: f64, lat: f64) -> [u32; 2] {
    let lat = lat.to_radians();
    let y = 0.5 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::TAU;
    [((lon + 180.0) / 360.0 * 4_294_967_296.0) as u32, (y * 4_294_967_296.0) as u32]
}

fn point(incident: &Incident) -> Option<(f64, f64)> {
    match incident.places.first()?.geometry {
        geo::Geometry::Point(at) => Some((at.x(), at.y())),
        _ => None,
    }
}

pub fn any_box() -> impl Strategy<Value = MercatorBox> {
    (any::<[u32; 2]>(), any::<[u32; 2]>()).prop_map(|([x, y], [other_x, other_y])| MercatorBox {
        west: x.min(other_x),
        north: y.min(other_y),
        east: x.max(other_x),
        south: y.max(other_y),
    })
}

proptest! {
    #[test]
    fn the_rows_of_a_square_are_one_run_and_its_end_is_found(incidents in prop::collection::vec(any_incident(), 1..120), bits in 0..33u8) {
        let store = built(&incidents);
        let shift = 32 - u32::from(bits);
        let square = |row: u32| store.mercator(row).map(|at| at.map(|at| (u64::from(at) >> shift) as u32));
        for row in 0..store.len() as u32 {
            if let Some(own) = square(row) {
                let end = (row..store.len() as u32).find(|other| square(*other) != Some(own)).unwrap_or(store.len() as u32);
                prop_assert_eq!(store.end_of_square(row, bits), end);
            }
        }
    }
}

/// Two sets that share no row.
fn two_sets(store: &Store, pick: u64) -> [RowSet; 2] {
    let bit = |row: usize, of: u64| pick.rotate_left(row as u32) & of != 0;
    [RowSet::of(store.len(), |row| bit(row, 1)), RowSet::of(store.len(), |row| !bit(row, 1) && bit(row, 6))]
}

proptest! {
    #[test]
    fn cells_hold_what_a_plain_scan_finds_in_their_square(incidents in prop::collection::vec(any_incident(), 0..150), bits in 0..12u8, area in any_box(), pick in any::<u64>()) {
        let store = built(&incidents);
        let [a, b] = two_sets(&store, pick);
        let mut scanned: BTreeMap<(u32, u32), [u64; 2]> = BTreeMap::new();
        for row in 0..store.len() as u32 {
            let Some((lon, lat)) = point(&incidents[store.index(row) as usize]) else { continue };
            let [x, y] = mercator(lon, lat).map(|at| ((at as u64) >> (32 - bits)) as u32);
            let reaches = |at: u32, from: u32, to: u32| (u64::from(from) >> (32 - bits)..=u64::from(to) >> (32 - bits)).contains(&u64::from(at));
            if reaches(x, area.west, area.east) && reaches(y, area.north, area.south) {
                let counts = scanned.entry((x, y)).or_default();
                counts[0] += u64::from(a.contains(row));
                counts[1] += u64::from(b.contains(row));
            }
        }
        scanned.retain(|_, counts| *counts != [0, 0]);
        let cells = store.cells(area, bits, [&a, &b]);
        let found: BTreeMap<(u32, u32), [u64; 2]> = cells.iter().map(|cell| ((cell.x, cell.y), cell.counts)).collect();
        prop_assert_eq!(found, scanned);
        for cell in cells {
            let [x, y] = cell.sums.map(|sum| (sum / cell.count()) as u32);
            prop_assert!(u64::from(x) >> (32 - bits) == u64::from(cell.x) && u64::from(y) >> (32 - bits) == u64::from(cell.y), "the middle lies inside");
        }
    }

    #[test]
    fn the_cells_of_the_world_sum_to_the_rows_that_have_a_place(incidents in prop::collection::vec(any_incident(), 0..300), bits in 0..20u8, pick in any::<u64>()) {
        let store = built(&incidents);
        let [a, b] = two_sets(&store, pick);
        let sum: u64 = store.cells(MercatorBox::WORLD, bits, [&a, &b]).iter().map(Cell::count).sum();
        prop_assert_eq!(sum, (a.len() + b.len()) as u64 - store.without_place(&a) - store.without_place(&b));
    }

    #[test]
    fn sites_are_the_places_of_the_box_with_their_rows_in_time_order(incidents in prop::collection::vec(any_incident(), 0..150), area in any_box(), pick in any::<u64>()) {
        let store = built(&incidents);
        let [a, b] = two_sets(&store, pick);
        let mut scanned: BTreeMap<[u32; 2], BTreeSet<u32>> = BTreeMap::new();
        for row in a.iter().chain(b.iter()) {
            let Some((lon, lat)) = point(&incidents[store.index(row) as usize]) else { continue };
            if area.holds(mercator(lon, lat)) {
                scanned.entry(mercator(lon, lat)).or_default().insert(row);
            }
        }
        let sites = store.sites(area, [&a, &b], usize::MAX).unwrap();
        prop_assert_eq!(sites.iter().map(|site| (site.at, site.rows.iter().copied().collect())).collect::<BTreeMap<_, _>>(), scanned.clone());
        for site in &sites {
            prop_assert!(site.rows.is_sorted_by_key(|row| store.sort_time(*row)));
            prop_assert_eq!(site.counts.iter().sum::<u64>(), site.rows.len() as u64);
        }
        if !scanned.is_empty() {
            prop_assert!(store.sites(area, [&a, &b], scanned.len() - 1).is_none());
        }
    }
}

#[test]
fn an_incident_that_is_placed_later_is_counted_where_it_was_put() {
    let mut placed = incident("placed");
    placed.places = vec![place_at(40.0, 35.0)];
    let mut store = built(&[incident("waiting"), placed]);
    let row = store.by_id("waiting")[0];
    store.set_place(row, Some(&place_at(40.0, 35.0)));
    let all = store.all_rows();
    let sites = store.sites(MercatorBox::WORLD, [&all], 10).unwrap();
    assert_eq!((sites.len(), sites[0].counts), (1, [2]));
    let cells = store.cells(MercatorBox::WORLD, 10, [&all]);
    assert_eq!((cells.len(), cells[0].counts), (1, [2]));
    assert_eq!(store.rows_at(LonLat { lon: 40.0, lat: 35.0 }).len(), 2);
    assert_eq!(store.without_place(&all), 0);
    store.set_place(row, Some(&place_at(-40.0, -35.0)));
    assert_eq!(store.sites(MercatorBox::WORLD, [&all], 10).unwrap().len(), 2);
    store.set_place(row, None);
    assert_eq!((store.without_place(&all), store.cells(MercatorBox::WORLD, 3, [&all]).len()), (1, 1));
    // What the file has placed stays where the file says.
    store.set_place(store.by_id("placed")[0], None);
    assert_eq!(store.without_place(&all), 1);
}
