//! Hexagons against a published index and against the number of places.

use super::*;

#[test]
fn a_place_lies_in_the_hexagon_that_the_makers_of_the_grid_name_for_it() {
    let mut made = incident("1");
    made.places = vec![place_at(-122.055_323_8, 37.361_559_3)];
    let store = built(&[made, incident("without place")]);
    let all = store.all_rows();
    let hexagons = HexIndex::of(&store, 7).count([&all]);
    assert_eq!(hexagons.len(), 1);
    // From the introduction to H3's functions.
    assert_eq!(format!("{:x}", hexagons[0].index), "87283472bffffff");
    assert_eq!((hexagons[0].ring.len(), hexagons[0].counts), (6, [1]));
}

proptest! {
    #[test]
    fn hexagons_of_any_size_sum_to_the_rows_that_have_a_place(incidents in prop::collection::vec(any_incident(), 0..120), resolution in 0..16u8, pick in any::<u64>()) {
        let mut store = built(&incidents);
        // An edit places the last row of those that came without a place.
        if let Some(row) = (0..store.len() as u32).rev().find(|row| !store.has_place(*row)) {
            store.set_place(row, Some(&place_at(40.0, 35.0)));
        }
        let some = RowSet::of(store.len(), |row| pick.rotate_left(row as u32) & 1 == 1);
        let others = some.not();
        let hexagons = HexIndex::of(&store, resolution).count([&some, &others]);
        for (at, set) in [some, others].iter().enumerate() {
            prop_assert_eq!(hexagons.iter().map(|hexagon| hexagon.counts[at]).sum::<u64>(), set.len() as u64 - store.without_place(set));
        }
    }
}
