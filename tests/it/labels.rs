//! Words on the map of `marsad render`: names and titles touch neither marks nor each other, in both languages.

use marsad::domain::{LonLat, Window};
use marsad::picture::marks::Theme;
use marsad::picture::{Basemap, Camera, DisplayList, Scene, Shape, ShownLayer, place_incidents};
use marsad::saved::open_bundled;
use marsad::text::{Messages, TextEngine, UiLang};

type Box = [f32; 4];

fn meet(a: Box, b: Box) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// What is seen of the texts with a rim: names of the basemap and titles, but no numbers on marks and no furniture.
fn words(list: &DisplayList) -> Vec<(String, Box)> {
    let mut found = Vec::new();
    for shape in &list.shapes {
        let Shape::Text { at, layout, halo: Some(_), .. } = shape else { continue };
        let left = at[0] + layout.content_left();
        found.push((layout.text.clone(), [left, at[1], left + layout.content_width(), at[1] + layout.height]));
    }
    found
}

#[test]
fn words_touch_no_mark_no_furniture_and_no_other_word() {
    let layer = open_bundled().unwrap();
    let classes = layer.store.classify(Window::ALL, &layer.store.all_rows());
    let shown = || ShownLayer {
        id: 0,
        store: &layer.store,
        certain: &classes.certain,
        possible: &classes.possible,
        undated: Some(&classes.undated),
    };
    let basemap = Basemap::embedded().unwrap();
    let mut engine = TextEngine::new();
    for lang in UiLang::ALL {
        for zoom in [5.5, 6.6, 8.0] {
            let camera = Camera { center: LonLat { lon: 41.0, lat: 35.2 }, zoom, size: [1_200.0, 800.0] };
            let caption = vec!["a file with incidents.geojson".to_owned(); 3];
            let scene = Scene { camera, theme: Theme::Light, layers: vec![shown()], categories: Vec::new(), points_scale: None, caption };
            let list = scene.draw(&basemap, &Messages::new(lang), &mut engine);
            let words = words(&list);
            let marks = place_incidents(&[shown()], &camera, None, true).marks;
            assert!(words.len() > 20 && marks.len() > 3, "{} words, {} marks", words.len(), marks.len());
            for (at, (text, own)) in words.iter().enumerate() {
                assert!(own[0] >= 0.0 && own[1] >= 0.0 && own[2] <= 1_200.0 && own[3] <= 800.0, "{text} leaves the picture");
                let near = |mark: &[f32; 2]| meet(*own, [mark[0] - 7.0, mark[1] - 7.0, mark[0] + 7.0, mark[1] + 7.0]);
                assert!(!marks.iter().any(|mark| near(&mark.at)), "{text} lies under a mark at zoom {zoom}");
                for (other, box_of_other) in &words[at + 1..] {
                    assert!(!meet(*own, *box_of_other), "{text} touches {other} at zoom {zoom}");
                }
            }
            // Legend, caption and credit are rectangles drawn above all.
            for shape in &list.shapes {
                if let Shape::Rect { min, max, .. } = shape
                    && (max[0] - min[0]) < 1_000.0
                {
                    let covered =
                        words.iter().find(|(text, own)| meet(*own, [min[0], min[1], max[0], max[1]]) && !text.ends_with(['m', 'م']));
                    assert!(covered.is_none(), "{covered:?} lies under furniture at zoom {zoom}");
                }
            }
            let titled = words.iter().filter(|(text, _)| {
                marks.iter().any(|mark| {
                    let lang = marsad::domain::Lang::new(lang.tag());
                    mark.count == 1 && *text == layer.store.title(mark.first.1, &lang)
                })
            });
            assert!(titled.count() > 1, "incidents are named at zoom {zoom}");
        }
    }
}
