//! Coordinates in all notations, there and back, against published values.

use geoconvert::LatLon;
use proptest::prelude::*;

use super::*;
use crate::domain::LonLat;
use crate::domain::geodesy::distance_m;

fn at(lat: f64, lon: f64) -> LonLat {
    LonLat { lon, lat }
}

fn read(text: &str) -> LonLat {
    parse_coordinates(text).unwrap_or_else(|e| panic!("{text}: {e}")).at
}

fn is_near(text: &str, lat: f64, lon: f64, within_m: f64) {
    let off_m = distance_m(read(text), at(lat, lon));
    assert!(off_m <= within_m, "{text}: {off_m} m off");
}

#[test]
fn mgrs_truncates_and_agrees_with_published_squares() {
    assert_eq!(format_coordinates(at(36.2, 37.16), Notation::Mgrs, 5), "37SCA3457607700");
    // The manual page of GeoConvert: 33°20′N 44°24′E is 38SMB4488, whose centre is 33.33424 44.40363.
    assert_eq!(format_coordinates(at(33.0 + 20.0 / 60.0, 44.4), Notation::Mgrs, 2), "38SMB4488");
    is_near("38SMB4488", 33.33424, 44.40363, 1.0);
    assert_eq!(format_coordinates(read("38SMB4488"), Notation::Utm, 5), "38N 444500 3688500");
    assert_eq!(format_coordinates(read("38SMB4488"), Notation::Dms, 4), "33°20′03.25″N 44°24′13.06″E");
    assert_eq!(format_coordinates(at(90.0, 0.0), Notation::Mgrs, 5), "ZAH0000000000");
    assert_eq!(format_coordinates(at(-90.0, 0.0), Notation::Mgrs, 0), "BAN");
}

#[test]
fn the_four_notations_say_the_same_place() {
    let place = at(35.09, 40.57);
    assert_eq!(format_coordinates(place, Notation::Decimal, 4), "35.0900, 40.5700");
    assert_eq!(format_coordinates(place, Notation::Dms, 2), "35°05′24″N 40°34′12″E");
    for (notation, within_m) in [(Notation::Decimal, 6.0), (Notation::Dms, 20.0), (Notation::Mgrs, 0.8), (Notation::Utm, 0.8)] {
        let text = format_coordinates(place, notation, 5);
        is_near(&text, 35.09, 40.57, within_m);
        assert_eq!(parse_coordinates(&text).map(|found| found.notation), Ok(notation));
    }
}

#[test]
fn seconds_carry_instead_of_printing_sixty() {
    assert_eq!(format_coordinates(at(35.999_999, -0.000_001), Notation::Dms, 2), "36°00′00″N 0°00′00″E");
    assert_eq!(format_coordinates(at(-0.5, -0.75), Notation::Dms, 1), "0°30′S 0°45′W");
    assert_eq!(format_coordinates(at(-0.000_01, 0.0), Notation::Decimal, 3), "0.000, 0.000");
}

#[test]
fn no_more_digits_than_the_radius_supports() {
    assert_eq!(format_for_radius(at(35.09, 40.57), Notation::Decimal, Some(6_000.0)), "35.09, 40.57");
    assert_eq!(format_for_radius(at(35.09, 40.57), Notation::Dms, Some(6_000.0)), "35°05′N 40°34′E");
    assert_eq!(digits_for_radius(Notation::Mgrs, Some(6_000.0)), 2);
    assert_eq!(digits_for_radius(Notation::Mgrs, Some(50.0)), 4);
    assert_eq!(digits_for_radius(Notation::Mgrs, Some(75_000.0)), 1);
    assert_eq!(digits_for_radius(Notation::Mgrs, Some(0.0)), 5);
    assert_eq!(digits_for_radius(Notation::Decimal, Some(200_000.0)), 0);
    assert_eq!(digits_for_radius(Notation::Decimal, None), 4);
    assert_eq!(format_for_radius(at(33.33424, 44.40363), Notation::Utm, Some(1_000.0)), "38N 445 km 3689 km");
}

#[test]
fn angles_are_read_as_people_write_them() {
    for text in [
        "35.09, 40.57",
        "35.09 40.57",
        "35.09,40.57",
        "(35.09; 40.57)",
        "35.09°N 40.57°E",
        "N35.09 E40.57",
        "E 40.57, N 35.09",
        "40.57E 35.09N",
        "35°05'24\"N, 40°34'12\"E",
        "35°05′24″N 40°34′12″E",
        "35º05’24”N 40º34’12”E",
        "35 05 24 40 34 12",
        "35 05 24 N 40 34 12 E",
        "35°5.4′N 40°34.2′E",
        "35,09 40,57",
        "35,09; 40,57",
        "geo:35.09,40.57;u=6000",
        "٣٥٫٠٩، ٤٠٫٥٧",
        "۳۵٫۰۹ ۴۰٫۵۷",
        "٣٥٫٠٩ شمالاً ٤٠٫٥٧ شرقاً",
        "٣٥°٠٥′٢٤″ ش ٤٠°٣٤′١٢″ ق",
        "40.57 ش 35.09 شمال",
        "\u{200f}35.09\u{200e}, 40.57",
    ] {
        is_near(text, 35.09, 40.57, 0.01);
    }
    is_near("35.09 ج 40.57 غ", -35.09, -40.57, 0.01);
    is_near("−35.09, −40.57", -35.09, -40.57, 0.01);
    is_near("120.5, 35.25", 35.25, 120.5, 0.01);
}

#[test]
fn grids_are_read_with_spaces_and_small_letters() {
    is_near("37s ca 34576 07700", 36.2, 37.16, 1.0);
    is_near("37 N 334576 4007700", 36.2, 37.16, 1.5);
    is_near("37N 334576mE 4007700mN", 36.2, 37.16, 1.5);
    is_near("٣٧ شمال ٣٣٤٥٧٦ ٤٠٠٧٧٠٠", 36.2, 37.16, 1.5);
    is_near("Z 2000000 2000000", 90.0, 0.0, 0.001);
    is_near("23 south 700000 7500000", read("23K 700000 7500000").lat, read("23K 700000 7500000").lon, 0.001);
}

#[test]
fn two_readings_are_both_offered() {
    let Err(CoordinateError::Ambiguous { first, second }) = parse_coordinates("37S 334576 4007700") else {
        panic!("band S and southern hemisphere are both possible")
    };
    assert!(distance_m(first, at(36.2, 37.16)) < 1.5);
    assert!(second.lat < -50.0);
    assert_eq!(parse_coordinates("35.09 ش 40.57 ش"), Err(CoordinateError::Ambiguous { first: at(35.09, 40.57), second: at(40.57, 35.09) }));
    assert!(matches!(parse_coordinates("35,09,40,57"), Err(CoordinateError::Ambiguous { .. })));
    assert_eq!(parse_coordinates("35.09, 40.57").map(|found| found.swapped), Ok(Some(at(40.57, 35.09))));
    assert_eq!(parse_coordinates("35.09, 140.57").map(|found| found.swapped), Ok(None));
}

#[test]
fn a_text_says_how_fine_it_is() {
    let step_m = |text: &str| parse_coordinates(text).map(|found| found.step_m).unwrap_or(-1.0);
    assert!((step_m("38SMB4488") - 1_000.0).abs() < 1e-9);
    assert!((step_m("37N 334.6 km 4007.7 km") - 100.0).abs() < 1e-9);
    assert!((step_m("35.09 40.57") - 1_112.0).abs() < 1.0);
    assert!((step_m("35°05′N 40°34′E") - 1_853.0).abs() < 1.0);
}

#[test]
fn what_is_no_coordinate_is_refused() {
    for text in [
        "",
        " ",
        "Damascus",
        "35",
        "35.09",
        "35.09 N",
        "35.09 N 40.57 S",
        "35 61 00 40 34 12",
        "35.5 05 40 34",
        "1.2.3 4",
        "35..1 40",
        "35 05 40",
        "99SCA34576077",
        "61SCA3457607700",
        "37SCA345760770",
        "37SZZ3457607700",
        "37ICA12",
        "-35.09 S 40.57 E",
        "35;;40",
        "--35 40",
        "999999999999999999999999999999 1",
        "123456789012SCA",
        "37",
        "37S",
        "ش ش",
        "35 05 24 40 34 12 1",
        "🙂",
        "0N 500000 4000000 1",
    ] {
        assert!(parse_coordinates(text).is_err(), "{text}");
    }
    assert_eq!(parse_coordinates("95, 120"), Err(CoordinateError::OutOfRange));
    assert_eq!(parse_coordinates("35 N 181 E"), Err(CoordinateError::OutOfRange));
}

#[test]
fn every_square_edge_of_the_grid_can_be_written_and_read() {
    // Band and zone lines, the equator, the poles, the date line, Norway and Svalbard, a hair to either side.
    let lats: Vec<f64> = (-11..=11).map(|n| f64::from(n) * 8.0).chain([-90.0, 90.0, -80.0, 84.0, 56.0, 64.0, 72.0]).collect();
    let lons: Vec<f64> = (-60..=60).map(|n| f64::from(n) * 3.0).collect();
    for lat in &lats {
        for lon in &lons {
            for (d_lat, d_lon) in [(0.0, 0.0), (1e-12, -1e-12), (-1e-12, 1e-12), (-1e-9, 0.0), (1e-7, 1e-7), (-1e-7, -1e-7)] {
                let place = at((lat + d_lat).clamp(-90.0, 90.0), (lon + d_lon).clamp(-180.0, 180.0));
                let text = format_coordinates(place, Notation::Mgrs, 5);
                is_near(&text, place.lat, place.lon, 1.0);
            }
        }
    }
}

#[test]
fn a_place_beside_the_middle_meridian_of_a_pole_is_read_back_when_rounded_onto_it() {
    for (lat, lon) in [(-89.996_635, -57.188_888), (-89.996_635, 57.188_888), (89.996_635, -57.188_888), (89.996_635, 57.188_888)] {
        for digits in 0..=5 {
            let text = format_coordinates(at(lat, lon), Notation::Utm, digits);
            let found = parse_coordinates(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(distance_m(found.at, at(lat, lon)) <= found.step_m * 0.75 + 0.01, "{text} {found:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(lat in -90.0..=90.0f64, lon in -180.0..=180.0f64, digits in 0u8..=6) {
        for notation in Notation::ALL {
            let text = format_coordinates(at(lat, lon), notation, digits);
            match parse_coordinates(&text) {
                Ok(found) => prop_assert!(distance_m(found.at, at(lat, lon)) <= found.step_m * 0.75 + 0.01, "{text} {found:?}"),
                // Zone and S in the far south reads as a band of the north too.
                Err(CoordinateError::Ambiguous { second, .. }) => {
                    prop_assert!(notation == Notation::Utm && lat < -47.0);
                    prop_assert!(distance_m(second, at(lat, lon)) <= 1_000.0);
                }
                Err(error) => prop_assert!(false, "{text}: {error}"),
            }
        }
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "\\PC{0,40}", grid in "[0-9]{0,4}[ A-Za-z]{0,5}[0-9 .,]{0,24}") {
        let _ = parse_coordinates(&text);
        let _ = parse_coordinates(&grid);
    }

    #[test]
    fn our_letters_are_those_of_the_library(lat in -89.9..89.9f64, lon in -179.9..179.9f64, digits in 0u8..=5) {
        // Away from the band lines, where it aborts.
        prop_assume!((lat / 8.0 - (lat / 8.0).round()).abs() > 1e-3);
        let theirs = LatLon::create(lat, lon).map(|place| place.to_mgrs(i32::from(digits)).to_string()).unwrap_or_default();
        prop_assert_eq!(format_coordinates(at(lat, lon), Notation::Mgrs, digits), theirs);
    }

    #[test]
    fn grid_positions_agree_with_the_meridian_arc(lat in 0.0..80.0f64) {
        // On the central meridian the northing is the meridian arc times 0.9996, found here by plain summation.
        let (a, f) = (6_378_137.0f64, 1.0 / 298.257_223_563);
        let e2 = f * (2.0 - f);
        let steps = 20_000;
        let arc: f64 = (0..steps).map(|n| {
            let phi = (lat * (f64::from(n) + 0.5) / f64::from(steps)).to_radians();
            a * (1.0 - e2) / (1.0 - e2 * phi.sin().powi(2)).powf(1.5) * (lat / f64::from(steps)).to_radians()
        }).sum();
        let northing = LatLon::create(lat, 39.0).map(|place| place.to_utmups().northing()).unwrap_or_default();
        prop_assert!((northing - arc * 0.9996).abs() < 0.01);
    }
}
