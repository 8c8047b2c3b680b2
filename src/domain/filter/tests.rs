//! Filters read, printed and read again; what matches; what is said where one cannot be read.

use proptest::prelude::*;

use super::*;
use crate::domain::UtcMs;

#[test]
fn and_binds_tighter_than_or_and_not_tighter_than_both() {
    let filter = Filter::parse("category = 'a' OR category = 'b' AND NOT has_place = true").unwrap();
    let Filter::Or(parts) = filter else { panic!("OR is on top") };
    assert_eq!(parts.len(), 2);
    assert!(matches!(&parts[1], Filter::And(parts) if matches!(parts[1], Filter::Not(_))));
}

#[test]
fn every_form_is_read() {
    for text in [
        "source = 'SOHR'",
        "grade IN ('A1', 'B2') AND killed_max BETWEEN 1 AND 3",
        "title LIKE '%rocket%' OR title NOT LIKE 'a_c'",
        "radius_m IS NULL",
        "radius_m IS NOT NULL AND radius_m <= 5e3",
        "S_INTERSECTS(geometry, BBOX(39, 33, 43, 37.5))",
        "S_WITHIN(geometry, POLYGON((39 33, 43 33, 43 37, 39 33)))",
        "T_INTERSECTS(when, INTERVAL('2022-01-05', '..'))",
        "start >= TIMESTAMP('2022-01-05T04:00:00Z')",
        "TEXT_SEARCH('دير الزور')",
        "title = 'it''s'",
        "((dated = true))",
    ] {
        let filter = Filter::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(Filter::parse(&filter.to_string()).unwrap(), filter, "{text}");
    }
}

#[test]
fn a_fault_is_said_with_its_column_and_a_near_name() {
    let fault = |text: &str| Filter::parse(text).unwrap_err().to_string();
    assert_eq!(fault("categry = 'a'"), "column 1: there is no field “categry”; did you mean “category”?");
    assert!(fault("category = ").contains("column 12"), "{}", fault("category = "));
    assert!(fault("category = 'a").contains("never closed"));
    assert!(fault("category = 5").contains("single quotes"));
    assert!(fault("start > 'yesterday'").contains("not a time"));
    assert!(fault("category = 'a' category = 'b'").contains("AND, OR"));
    assert!(fault(&"(".repeat(5000)).contains("nested"));
    assert!(fault("category = 'a' ;").contains("no meaning"));
}

#[test]
fn like_knows_both_wildcards() {
    assert!(like("%rocket%", "Three Rockets"));
    assert!(like("a_c", "abc") && !like("a_c", "ac"));
    assert!(like("%", "") && !like("_", ""));
    assert!(!like(&format!("{}b", "%a".repeat(30)), &"a".repeat(200)));
}

#[test]
fn a_box_may_cross_the_antimeridian() {
    assert!(bbox_holds([170.0, -10.0, -170.0, 10.0], 179.0, 0.0));
    assert!(bbox_holds([170.0, -10.0, -170.0, 10.0], -179.0, 0.0));
    assert!(!bbox_holds([170.0, -10.0, -170.0, 10.0], 0.0, 0.0));
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let text_field = prop_oneof![Just(Field::Category), Just(Field::Source), Just(Field::Title), Just(Field::Grade)];
    let text = "[ -~ء-ي']{0,8}";
    let leaf = prop_oneof![
        (text_field.clone(), text).prop_map(|(field, value)| Filter::Compare { field, op: CompareOp::Equal, value: Literal::Text(value) }),
        (-1e6..1e6f64).prop_map(|value| Filter::Compare { field: Field::RadiusM, op: CompareOp::Less, value: Literal::Number(value) }),
        (text_field, text).prop_map(|(field, pattern)| Filter::Like { field, pattern }),
        (-180.0..180.0f64, -90.0..0.0f64, -180.0..180.0f64, 0.0..90.0f64).prop_map(|(w, s, e, n)| Filter::InBbox([w, s, e, n])),
        (0..4_000_000_000_000i64).prop_map(|ms| Filter::InTime(crate::domain::Window { from: UtcMs(ms), to: UtcMs::MAX })),
        text.prop_map(Filter::Text),
        Just(Filter::IsNull(Field::RadiusM)),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::Or),
            inner.prop_map(|part| Filter::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(filter in any_filter()) {
        // Two negations read back as none, so the text is compared after one round.
        let once = Filter::parse(&filter.to_string()).unwrap();
        prop_assert_eq!(Filter::parse(&once.to_string()).unwrap(), once);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in ".{0,60}") {
        let _ = Filter::parse(&text);
    }
}
