//! Marks: contrast, and colours that people with colour blindness can tell apart.

use super::*;
use crate::picture::Rgba;

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast(Rgba::rgb(0, 0, 0), Rgba::rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    // Published examples of WebAIM: #777777 on white is 4.48, #0000FF on white 8.59.
    assert!((contrast(Rgba::rgb(0x77, 0x77, 0x77), Rgba::rgb(255, 255, 255)) - 4.48).abs() < 0.005);
    assert!((contrast(Rgba::rgb(0, 0, 255), Rgba::rgb(255, 255, 255)) - 8.59).abs() < 0.005);
}

#[test]
fn marks_stand_out_from_land_and_water_in_both_themes() {
    for theme in THEMES {
        let colors =
            (0..8).map(|rank| category_style(rank, theme).color).chain([no_category_style(theme).color, theme.accent(), theme.stack()]);
        for color in colors {
            for ground in [theme.land(), theme.water()] {
                assert!(contrast(color, ground) >= 3.0, "{theme:?} {color:?} on {ground:?}: {}", contrast(color, ground));
            }
        }
        for text in [theme.ink(), theme.muted_ink()] {
            assert!(contrast(text, theme.land()) >= 4.5 && contrast(text, theme.water()) >= 4.5, "{theme:?} {text:?}");
        }
        assert!(contrast(palette::text_on(theme.stack()), theme.stack()) >= 4.5);
        for rank in 0..8 {
            let color = category_style(rank, theme).color;
            assert!(contrast(palette::text_on(color), color) >= 4.5, "{theme:?} {rank}");
        }
    }
}

#[test]
fn the_first_64_categories_differ_and_the_first_eight_in_both_signs() {
    for theme in THEMES {
        let styles: Vec<CategoryStyle> = (0..64).map(|rank| category_style(rank, theme)).collect();
        for (idx, a) in styles.iter().enumerate() {
            for (jdx, b) in styles.iter().enumerate().skip(idx + 1) {
                assert!(a != b, "{idx} and {jdx}");
                assert!(jdx >= 8 || (a.shape != b.shape && a.color != b.color));
            }
        }
    }
    assert_eq!(category_style(70, Theme::Light), category_style(6, Theme::Light));
    assert_eq!(category_style(5, Theme::Light).shape, category_style(5, Theme::Dark).shape);
}

/// How colour-deficient sight turns linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
const SIGHTS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
];

fn oklab_seen(Rgba([r, g, b, _]): Rgba, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = [r, g, b].map(|v| {
        let share = f64::from(v) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    let times = |m: &[[f64; 3]; 3], v: [f64; 3]| m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
    let seen = times(sight, linear).map(|v| v.clamp(0.0, 1.0));
    let cones = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    let lab = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(&lab, times(&cones, seen).map(f64::cbrt))
}

#[test]
fn colours_stay_apart_for_colour_deficient_sight() {
    for theme in THEMES {
        for sight in &SIGHTS {
            let seen: Vec<[f64; 3]> = (0..8).map(|rank| oklab_seen(category_style(rank, theme).color, sight)).collect();
            for (idx, a) in seen.iter().enumerate() {
                for b in seen.iter().skip(idx + 1) {
                    let apart = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    // A just noticeable difference in OKLab is about 0.02.
                    assert!(apart >= 0.06, "{theme:?} {idx}: {apart}");
                }
            }
        }
    }
}

#[test]
fn shapes_look_equally_large_and_stay_near_their_radius() {
    for shape in MarkShape::ALL {
        let ring = mark_outline(shape, [50.0, 50.0], 10.0);
        let next = ring.iter().skip(1).chain(ring.first());
        let area = ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f32>() / 2.0;
        assert!(area > 0.0, "{shape:?} runs clockwise on a picture whose y points down");
        assert!((area / 314.16 - 1.0).abs() < 0.25, "{shape:?} {area}");
        assert!(ring.iter().all(|[x, y]| (x - 50.0).hypot(y - 50.0) <= 15.5), "{shape:?}");
    }
}

#[test]
fn grades_fall_into_their_bands() {
    use crate::domain::SourceGrade::{A, B, C, D, E, F};
    let bands = [A, B, C, D, E, F].map(GradeBand::of);
    use GradeBand::{Broken, Solid, Thin};
    assert_eq!(bands, [Solid, Solid, Thin, Thin, Broken, Broken]);
}

/// Writes the sheet of all looks to the file that MARSAD_SHEET names, for the eye.
#[test]
#[ignore = "draws a sheet for a person to look at"]
fn sheet_of_all_looks() {
    let Ok(path) = std::env::var("MARSAD_SHEET") else { return };
    let scale = std::env::var("MARSAD_SCALE").ok().and_then(|s| s.parse().ok()).unwrap_or(2.0f32);
    let mut list = crate::picture::DisplayList::default();
    for (idx, theme) in THEMES.into_iter().enumerate() {
        sheet(&mut list, [0.0, idx as f32 * 400.0], theme);
    }
    let size = [720.0 * scale, 800.0 * scale].map(|v| v as u32);
    let picture = crate::picture::paint(&list, size, scale, Rgba::rgb(255, 0, 255), &mut crate::picture::GlyphCache::new()).expect("size");
    std::fs::write(path, crate::picture::encode_png(&picture).expect("png")).expect("written");
}

fn sheet(list: &mut crate::picture::DisplayList, [x0, y0]: [f32; 2], theme: Theme) {
    use crate::picture::Shape;
    let block = |min: [f32; 2], max: [f32; 2], color| Shape::Rect { min, max, corner: 0.0, fill: Some(color), stroke: None };
    list.push(block([x0, y0], [x0 + 720.0, y0 + 400.0], theme.land()));
    list.push(block([x0 + 180.0, y0], [x0 + 300.0, y0 + 290.0], theme.water()));
    let answers = [MarkAnswer::Certain, MarkAnswer::Possible, MarkAnswer::Undated];
    let grades = [GradeBand::Solid, GradeBand::Thin, GradeBand::Broken];
    for rank in 0..9usize {
        let style = if rank == 8 { no_category_style(theme) } else { category_style(rank, theme) };
        for (column, (answer, grade)) in answers.into_iter().flat_map(|a| grades.map(|g| (a, g))).enumerate() {
            for (group, size_px) in [14.0, 22.0].into_iter().enumerate() {
                let at = [x0 + 30.0 + (column + 10 * group) as f32 * 33.0, y0 + 24.0 + rank as f32 * 30.0];
                let selected = column == rank && group == 0;
                push_mark(list, at, &MarkLook { shape: style.shape, color: style.color, answer, grade, selected, size_px, theme });
            }
        }
    }
    for (n, answer) in answers.into_iter().enumerate() {
        let color = category_style(n, theme).color;
        let x = x0 + 50.0 + n as f32 * 70.0;
        let ring = mark_outline(MarkShape::Circle, [x, y0 + 340.0], 30.0);
        push_ring(list, &ring, &RingLook { color, answer, is_stated: n != 1, selected: n == 2, theme });
        push_sign(
            list,
            [x, y0 + 340.0],
            &MarkLook {
                shape: category_style(n, theme).shape,
                color,
                answer,
                grade: GradeBand::Solid,
                selected: false,
                size_px: 14.0,
                theme,
            },
        );
        let x = x0 + 260.0 + n as f32 * 130.0;
        let line = [[x, y0 + 305.0], [x + 30.0, y0 + 295.0], [x + 60.0, y0 + 310.0], [x + 110.0, y0 + 300.0]];
        push_line(list, &line, &LineLook { color, answer, is_precise: n != 0, selected: n == 1, theme });
        let area = [[x, y0 + 330.0], [x + 100.0, y0 + 325.0], [x + 110.0, y0 + 380.0], [x + 50.0, y0 + 360.0], [x + 5.0, y0 + 385.0]];
        let within = [[x0, y0], [x0 + 720.0, y0 + 400.0]];
        push_area(list, &area, &[], within, &AreaLook { color, answer, is_precise: n != 1, selected: n == 2, theme });
    }
    push_unknown_ring(list, [x0 + 680.0, y0 + 320.0], category_style(3, theme).color, theme);
    push_unknown_ring(list, [x0 + 680.0, y0 + 365.0], category_style(4, theme).color, theme);
    let style = category_style(4, theme);
    push_mark(
        list,
        [x0 + 680.0, y0 + 365.0],
        &MarkLook {
            shape: style.shape,
            color: style.color,
            answer: MarkAnswer::Certain,
            grade: GradeBand::Thin,
            selected: false,
            size_px: 14.0,
            theme,
        },
    );
}
