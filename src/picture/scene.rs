//! The whole map as a picture: basemap, incidents, names and titles, furniture, legend and counts, for what has no window.

use std::sync::Arc;

use super::furniture::{LegendEntry, Swatch, push_attribution, push_legend, push_scale_bar};
use super::marks::{MarkAnswer, MarkLook, Theme};
use super::names::{name_type, place_names, place_titles};
use super::points::{PointLook, PointPicture, PointView, paint_points, signs_of};
use super::{
    Basemap, BasemapStyle, Camera, DisplayList, LabelBox, MapLang, PlaceKind, PlacedIncidents, Rgba, SCHEMATIC_ABOVE_ZOOM, Shape,
    ShownLayer, attribution, place_incidents, style_of,
};
use crate::domain::Lang;
use crate::text::{Messages, TextEngine, TextLayout, TextRequest, UiLang};

/// What the picture shows.
pub struct Scene<'a> {
    pub camera: Camera,
    pub theme: Theme,
    pub layers: Vec<ShownLayer<'a>>,
    /// All categories in their fixed order.
    pub categories: Vec<String>,
    /// Every incident as its own point, for a picture of so many physical pixels to a logical one; `None` draws marks.
    pub points_scale: Option<f32>,
    /// What stands above the legend: title, window and counts, a line each.
    pub caption: Vec<String>,
}

/// Widest title beside a mark; a longer one ends with an ellipsis.
const MAX_TITLE_PX: f32 = 220.0;

impl Scene<'_> {
    /// Draws from the ground up.
    pub fn draw(&self, basemap: &Basemap, messages: &Messages, engine: &mut TextEngine) -> DisplayList {
        let mut list = DisplayList::default();
        let style = if self.theme == Theme::Dark { BasemapStyle::dark() } else { BasemapStyle::light() };
        basemap.draw(&self.camera, &style, 1.0, &mut list);
        let placed = match self.points_scale {
            Some(scale) => {
                self.points(&mut list, scale);
                PlacedIncidents::default()
            }
            None => place_incidents(&self.layers, &self.camera, None, true),
        };
        placed.push_below(&mut list, &self.categories, self.camera.size, self.theme);
        let mut furniture = DisplayList::default();
        let boxes = self.furniture(&mut furniture, messages, engine);
        let mut titles = DisplayList::default();
        let taken = self.titles(&mut titles, &placed, &boxes, &style, messages.lang(), engine);
        self.names(&mut list, basemap, &style, &taken, messages.lang(), engine);
        let locale = messages.locale();
        placed.push_marks(&mut list, &self.categories, self.theme, engine, &|count| locale.integer(i64::from(count)));
        list.shapes.append(&mut titles.shapes);
        list.shapes.append(&mut furniture.shapes);
        list
    }

    fn points(&self, list: &mut DisplayList, scale: f32) {
        let layers = self.layers.iter().map(|layer| (*layer, signs_of(layer.store, &self.categories)));
        let look = PointLook::new(self.camera.zoom, scale, self.theme);
        let PointPicture { width, pixels, .. } = paint_points(&layers.collect::<Vec<_>>(), &PointView::new(&self.camera, scale), &look);
        list.push(Shape::Pixels { width, pixels: Arc::new(pixels) });
    }

    /// Titles beside marks that stand for one incident. Gives all that is taken then.
    fn titles(
        &self,
        list: &mut DisplayList,
        placed: &PlacedIncidents,
        obstacles: &[LabelBox],
        style: &BasemapStyle,
        lang: UiLang,
        engine: &mut TextEngine,
    ) -> Vec<LabelBox> {
        let lang = Lang::new(lang.tag());
        let (titles, taken) = place_titles(placed, self.camera.size, obstacles, &mut |mark| {
            let store = self.layers.iter().find(|layer| layer.id == mark.first.0 && mark.count == 1)?.store;
            let title = store.title(mark.first.1, &lang);
            (!title.is_empty()).then(|| engine.layout(&TextRequest::new(&title, 11.0).max_lines(1).max_width(MAX_TITLE_PX)))
        });
        for title in titles {
            list.push(Shape::Text { at: title.at, layout: title.layout, color: self.theme.ink(), halo: Some((style.halo, 1.6)) });
        }
        taken
    }

    /// Names of the basemap that touch nothing that is taken.
    fn names(
        &self,
        list: &mut DisplayList,
        basemap: &Basemap,
        style: &BasemapStyle,
        taken: &[LabelBox],
        lang: UiLang,
        engine: &mut TextEngine,
    ) {
        let lang = if lang == UiLang::Ar { MapLang::Ar } else { MapLang::En };
        let names = place_names(basemap, &self.camera, lang, &mut |label| {
            let (size_px, weight) = name_type(label.kind);
            engine.layout(&TextRequest::new(&label.name, size_px).weight(weight).max_lines(1))
        });
        for name in names.into_iter().filter(|name| name.is_clear_of(taken)) {
            let color = if name.kind == PlaceKind::Country { style.country_name } else { style.place_name };
            if let Some(center) = name.dot {
                list.push(Shape::Circle { center, radius: 1.8, fill: Some(style.dot), stroke: None });
            }
            list.push(Shape::Text { at: name.at, layout: name.layout, color, halo: Some((style.halo, 1.4)) });
        }
    }

    /// What stands before the map, with the boxes that it takes.
    fn furniture(&self, list: &mut DisplayList, messages: &Messages, engine: &mut TextEngine) -> Vec<LabelBox> {
        let [width, height] = self.camera.size;
        let mirrored = messages.lang().is_rtl();
        let start = if mirrored { width - 16.0 } else { 16.0 };
        let end = if mirrored { 12.0 } else { width - 12.0 };
        let boxed = |[left, top]: [f32; 2], [width, height]: [f32; 2]| LabelBox { min: [left, top], max: [left + width, top + height] };
        let bar = push_scale_bar(list, [start, height - 16.0], &self.camera, 140.0, self.theme, messages, engine);
        let bar_px = bar.map_or(0.0, |bar| bar.width_px);
        let mut boxes = vec![boxed([if mirrored { start - bar_px } else { start }, height - 44.0], [bar_px, 30.0])];
        let mut credit = attribution().to_owned();
        if self.camera.zoom > SCHEMATIC_ABOVE_ZOOM {
            credit = format!("{} · {credit}", messages.say("map-schematic"));
        }
        let size = push_attribution(list, [end, height - 8.0], mirrored, &credit, self.theme, engine);
        boxes.push(boxed([if mirrored { end } else { end - size[0] }, height - 8.0 - size[1]], size));
        let look = |category: &str, answer| {
            let style = style_of(&self.categories, category, self.theme);
            let grade = super::marks::GradeBand::Thin;
            MarkLook { shape: style.shape, color: style.color, answer, grade, selected: false, size_px: 12.0, theme: self.theme }
        };
        let mut entries: Vec<LegendEntry> = self
            .categories
            .iter()
            .take(8)
            .map(|category| LegendEntry { swatch: Swatch::Mark(look(category, MarkAnswer::Certain)), text: messages.category(category) })
            .collect();
        for (answer, key) in
            [(MarkAnswer::Certain, "legend-certain"), (MarkAnswer::Possible, "legend-possible"), (MarkAnswer::Undated, "legend-undated")]
        {
            entries.push(LegendEntry { swatch: Swatch::Mark(look("", answer)), text: messages.say(key).to_string() });
        }
        boxes.extend(self.caption_box(list, mirrored, engine));
        let top = 28.0 + 20.0 * self.caption.len() as f32;
        // The legend's width is known once it is drawn: it is drawn apart first where it stands at the right edge.
        let title = messages.say("legend");
        let left = if mirrored {
            let size = push_legend(&mut DisplayList::default(), [0.0, top], mirrored, &title, &entries, self.theme, engine);
            start - size[0]
        } else {
            start
        };
        let size = push_legend(list, [left, top], mirrored, &title, &entries, self.theme, engine);
        boxes.push(boxed([left, top], size));
        boxes
    }

    fn caption_box(&self, list: &mut DisplayList, mirrored: bool, engine: &mut TextEngine) -> Option<LabelBox> {
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
            return None;
        }
        let x = if mirrored { self.camera.size[0] - 16.0 - widest - 16.0 } else { 16.0 };
        let [r, g, b, _] = self.theme.land().0;
        let max = [x + widest + 16.0, 16.0 + 20.0 * layouts.len() as f32 + 4.0];
        let own = LabelBox { min: [x, 14.0], max };
        list.push(Shape::Rect { min: own.min, max, corner: 4.0, fill: Some(Rgba([r, g, b, 225])), stroke: None });
        for (at, layout) in layouts.into_iter().enumerate() {
            let shift = if mirrored { widest - layout.content_width() } else { 0.0 };
            let left = x + 8.0 + shift - layout.content_left();
            list.push(Shape::Text { at: [left, 16.0 + 20.0 * at as f32], layout, color: self.theme.ink(), halo: None });
        }
        Some(own)
    }
}
