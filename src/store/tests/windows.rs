//! What a window says of rows, told from what another has said, against what it says of all rows.

use super::*;
use crate::store::windows::LONG_SHARE;

fn any_window() -> impl Strategy<Value = Window> {
    let edge = || prop_oneof![1 => Just(i64::MIN), 8 => (-5..70i64).prop_map(|day| day * DAY_MS / 2), 1 => Just(i64::MAX)];
    (edge(), edge()).prop_map(|(from, to)| Window { from: UtcMs(from.min(to)), to: UtcMs(from.max(to)) })
}

proptest! {
    #[test]
    fn a_window_told_from_another_says_what_it_says_of_all_rows(
        incidents in prop::collection::vec(any_incident(), 0..200), windows in prop::collection::vec(any_window(), 2..6), length_ms in 0..40 * DAY_MS
    ) {
        let store = built(&incidents);
        let rows = RowSet::of(store.len(), |row| row % 5 != 3);
        let longer = store.rows_longer_than(length_ms);
        let mut have = store.classify(windows[0], &rows);
        for pair in windows.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let passed = [[from.from, to.from], [from.to, to.to]].map(|edges| store.rows_between(edges, length_ms));
            let again = passed.into_iter().flatten().chain(&longer).copied();
            [have.certain, have.possible] = store.classify_again(to, &rows, [&have.certain, &have.possible], again);
            let all = store.classify(to, &rows);
            prop_assert_eq!((&have.certain, &have.possible), (&all.certain, &all.possible));
        }
    }

    #[test]
    fn few_bounded_times_are_longer_than_the_length_of_most(incidents in prop::collection::vec(any_incident(), 0..300)) {
        let store = built(&incidents);
        let longer = store.rows_longer_than(store.length_of_most());
        let is_bounded = |row: &&u32| store.when(**row).is_some_and(|when| when.earliest != UtcMs::MIN && when.latest != UtcMs::MAX);
        prop_assert!(longer.iter().filter(is_bounded).count() <= incidents.len() / LONG_SHARE);
    }
}
