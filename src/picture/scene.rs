//! The whole map as a picture: basemap, labels, incidents, furniture, legend and counts, for what has no window.

use std::sync::Arc;

use super::furniture::{LegendEntry, Swatch, push_attribution, push_legend, push_scale_bar};
use super::marks::{MarkAnswer, MarkLook, Theme};
use super::points::{PointLook, PointPicture, PointView, paint_points, signs_of};
use super::{
    Basemap, BasemapStyle, Camera, DisplayList, LabelBox, MapLang, PlaceKind, Rgba, SCHEMATIC_ABOVE_ZOOM, Shape, ShownLayer, attribution,
    place_incidents, place_labels, style_of,
};
use crate::text::{Messages, TextEngine, TextLayout, TextRequest, UiLang};

/// What the picture shows.
pub struct Scene<'a> {
    pub camera: Camera,
    pub theme: Theme,
    pub layers: Vec<ShownLayer<'a>>,
    /// All categories in their fixed order.
    pub categories: Vec<String>,
    /// Words for a category.
    pub category_words: Box<dyn Fn(&str) -> String + 'a>,
    /// Every incident as its own point, for a picture of so many physical pixels to a logical one; `None` draws marks.
    pub points_scale: Option<f32>,
    /// What stands above the legend: title, window and counts, a line each.
    pub caption: Vec<String>,
}

/// Most place names on the picture.
const MAX_NAMES: usize = 90;

impl Scene<'_> {
    /// Draws from the ground up.
    pub fn draw(&self, basemap: &Basemap, messages: &Messages, engine: &mut TextEngine) -> DisplayList {
        let mut list = DisplayList::default();
        let style = if self.theme == Theme::Dark { BasemapStyle::dark() } else { BasemapStyle::light() };
        basemap.draw(&self.camera, &style, 1.0, &mut list);
        match self.points_scale {
            Some(scale) => {
                self.points(&mut list, scale);
                self.names(&mut list, basemap, &style, messages.lang(), engine);
            }
            None => {
                self.names(&mut list, basemap, &style, messages.lang(), engine);
                let placed = place_incidents(&self.layers, &self.camera, None, true);
                placed.push_below(&mut list, &self.categories, self.camera.size, self.theme);
                let locale = messages.locale();
                placed.push_marks(&mut list, &self.categories, self.theme, engine, &|count| locale.integer(i64::from(count)));
            }
        }
        self.furniture(&mut list, messages, engine);
        list
    }

    fn points(&self, list: &mut DisplayList, scale: f32) {
        let layers = self.layers.iter().map(|layer| (*layer, signs_of(layer.store, &self.categories)));
        let look = PointLook::new(self.camera.zoom, scale, self.theme);
        let PointPicture { width, pixels, .. } = paint_points(&layers.collect::<Vec<_>>(), &PointView::new(&self.camera, scale), &look);
        list.push(Shape::Pixels { width, pixels: Arc::new(pixels) });
    }

    fn names(&self, list: &mut DisplayList, basemap: &Basemap, style: &BasemapStyle, lang: UiLang, engine: &mut TextEngine) {
        let lang = if lang == UiLang::Ar { MapLang::Ar } else { MapLang::En };
        let candidates = basemap.labels(&self.camera, lang, MAX_NAMES * 3);
        let layouts: Vec<Arc<TextLayout>> = candidates
            .iter()
            .map(|label| {
                let size_px = if label.kind == PlaceKind::Country { 13.0 } else { 11.5 };
                let request = TextRequest::new(&label.name, size_px);
                let is_bold = matches!(label.kind, PlaceKind::Country | PlaceKind::Capital);
                engine.layout(&if is_bold { request.semibold() } else { request })
            })
            .collect();
        let mut sizes = layouts.iter().map(|layout| [layout.width, layout.height]);
        let bounds = LabelBox { min: [0.0, 0.0], max: self.camera.size };
        // Points leave a name no ground of its own.
        let (halo_px, ink) = if self.points_scale.is_some() { (2.25, Some(self.theme.ink())) } else { (1.4, None) };
        for spot in place_labels(&candidates, &[], bounds, |_| sizes.next().unwrap_or_default()).into_iter().take(MAX_NAMES) {
            let (Some(label), Some(layout)) = (candidates.get(spot.index), layouts.get(spot.index)) else { continue };
            let color = if label.kind == PlaceKind::Country { style.country_name } else { style.place_name };
            if label.kind != PlaceKind::Country {
                list.push(Shape::Circle { center: label.at, radius: 1.8, fill: Some(style.dot), stroke: None });
            }
            let color = ink.unwrap_or(color);
            list.push(Shape::Text { at: spot.at, layout: layout.clone(), color, halo: Some((style.halo, halo_px)) });
        }
    }

    fn furniture(&self, list: &mut DisplayList, messages: &Messages, engine: &mut TextEngine) {
        let [width, height] = self.camera.size;
        let mirrored = messages.lang().is_rtl();
        let start = if mirrored { width - 16.0 } else { 16.0 };
        let end = if mirrored { 12.0 } else { width - 12.0 };
        push_scale_bar(list, [start, height - 16.0], mirrored, &self.camera, 140.0, self.theme, engine);
        let mut credit = attribution().to_owned();
        if self.camera.zoom > SCHEMATIC_ABOVE_ZOOM {
            credit = format!("{} · {credit}", messages.say("map-schematic"));
        }
        push_attribution(list, [end, height - 8.0], mirrored, &credit, self.theme, engine);
        let look = |category: &str, answer| {
            let style = style_of(&self.categories, category, self.theme);
            let grade = super::marks::GradeBand::Thin;
            MarkLook { shape: style.shape, color: style.color, answer, grade, selected: false, size_px: 12.0, theme: self.theme }
        };
        let mut entries: Vec<LegendEntry> = self
            .categories
            .iter()
            .take(8)
            .map(|category| LegendEntry {
                swatch: Swatch::Mark(look(category, MarkAnswer::Certain)),
                text: (self.category_words)(category),
            })
            .collect();
        for (answer, key) in
            [(MarkAnswer::Certain, "legend-certain"), (MarkAnswer::Possible, "legend-possible"), (MarkAnswer::Undated, "legend-undated")]
        {
            entries.push(LegendEntry { swatch: Swatch::Mark(look("", answer)), text: messages.say(key).to_string() });
        }
        self.caption_box(list, mirrored, engine);
        let top = 28.0 + 20.0 * self.caption.len() as f32;
        // The legend's width is known once it is drawn: it is drawn apart first where it stands at the right edge.
        let title = messages.say("legend");
        let left = if mirrored {
            let size = push_legend(&mut DisplayList::default(), [0.0, top], mirrored, &title, &entries, self.theme, engine);
            start - size[0]
        } else {
            start
        };
        push_legend(list, [left, top], mirrored, &title, &entries, self.theme, engine);
    }

    fn caption_box(&self, list: &mut DisplayList, mirrored: bool, engine: &mut TextEngine) {
        let layouts: Vec<Arc<TextLayout>> = self
            .caption
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let request = TextRequest::new(line, 13.0);
                engine.layout(&if at == 0 { request.semibold() } else { request })
            })
            .collect();
        let widest = layouts.iter().map(|layout| layout.content_width()).fold(0.0, f32::max);
        if layouts.is_empty() {
            return;
        }
        let x = if mirrored { self.camera.size[0] - 16.0 - widest - 16.0 } else { 16.0 };
        let [r, g, b, _] = self.theme.land().0;
        let max = [x + widest + 16.0, 16.0 + 20.0 * layouts.len() as f32 + 4.0];
        list.push(Shape::Rect { min: [x, 14.0], max, corner: 4.0, fill: Some(Rgba([r, g, b, 225])), stroke: None });
        for (at, layout) in layouts.into_iter().enumerate() {
            let shift = if mirrored { widest - layout.content_width() } else { 0.0 };
            let left = x + 8.0 + shift - layout.content_left();
            list.push(Shape::Text { at: [left, 16.0 + 20.0 * at as f32], layout, color: self.theme.ink(), halo: None });
        }
    }
}
