//! The compiled-in basemap on the screen: its shapes are tessellated once for a camera. Where a graphics card keeps them they reach
//! beyond the screen as soon as the map moves, and go along with it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use egui::{Mesh, Rect, Ui, Vec2, vec2};

use super::halo_color;
use crate::domain::LonLat;
use crate::picture::furniture::push_graticule;
use crate::picture::names::{PlacedName, name_type, place_names};
use crate::picture::{Basemap, BasemapStyle, Camera, DisplayList, LabelBox, MapLang, PlaceKind, world_from_lon_lat};
use crate::state::MapLook;
use crate::text::TextLayout;
use crate::ui::category::mark_theme;
use crate::ui::cx::Cx;
use crate::ui::glyphs::RimmedText;
use crate::ui::kit::Look;
use crate::ui::list_painter::Painted;
use crate::ui::theme::color32;

/// Part of the map's size by which what is kept for a moving map reaches beyond each side.
const REACH: f32 = 0.25;
/// Widths of the world that what is kept may have: the basemap draws no more copies of the world.
const MAX_WORLDS: f64 = 7.0;
/// Layouts of names are forgotten beyond this many.
const MAX_LAYOUTS: usize = 20_000;

/// Decoded once for the program's whole run.
fn embedded() -> Option<&'static Basemap> {
    static BASEMAP: OnceLock<Option<Basemap>> = OnceLock::new();
    BASEMAP
        .get_or_init(|| Basemap::embedded().map_err(|error| tracing::error!(%error, "the bundled basemap cannot be decoded")).ok())
        .as_ref()
}

/// Decodes it before the first frame has to.
pub fn warm_up_basemap() {
    if let Some(basemap) = embedded() {
        basemap.warm_up();
    }
}

#[derive(Default)]
pub struct BasemapCache {
    key: Option<Key>,
    ground: Painted,
    /// What the ground was drawn for; wider than the map where it moves along.
    drawn: Option<Key>,
    labels: Vec<PlacedName>,
    layouts: Layouts,
    /// The names as last painted: where and which, of which generation, and their quads.
    names: Option<(NamesKey, u64, Vec<Arc<Mesh>>)>,
}

/// The names as laid out, by the rank of their places and for one language: while the map moves they are not looked up again.
#[derive(Default)]
struct Layouts {
    lang: Option<MapLang>,
    by_rank: HashMap<u32, Arc<TextLayout>>,
}

type NamesKey = Vec<(egui::Pos2, usize, egui::Color32)>;

#[derive(Clone, PartialEq)]
struct Key {
    center: LonLat,
    zoom: f64,
    size: [f32; 2],
    dark: bool,
    lang: MapLang,
    scale: f32,
}

impl Key {
    fn camera(&self) -> Camera {
        Camera { center: self.center, zoom: self.zoom, size: self.size }
    }

    /// Where the corner of what was drawn for another key lies in the map, in logical pixels; `None` where that shows something
    /// else or does not reach over the whole map.
    fn corner_of(&self, drawn: &Self) -> Option<Vec2> {
        let is_alike = Self { center: drawn.center, size: drawn.size, ..self.clone() } == *drawn;
        let [from, to] = [drawn, self].map(|key| world_from_lon_lat(key.center));
        let world_px = self.camera().world_px();
        let moved = vec2(((from.x - to.x) * world_px) as f32, ((from.y - to.y) * world_px) as f32);
        let beyond = (Vec2::from(drawn.size) - Vec2::from(self.size)) / 2.0;
        let is_within = moved.x.abs() <= beyond.x && moved.y.abs() <= beyond.y;
        (is_alike && is_within).then(|| moved - beyond)
    }

    /// The same with room around.
    fn wide(&self) -> Self {
        Self { size: self.size.map(|side| (side * (1.0 + 2.0 * REACH)).round()), ..self.clone() }
    }
}

impl BasemapCache {
    pub fn paint(&mut self, cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
        let key = Key {
            center: camera.center,
            zoom: camera.zoom,
            size: camera.size,
            dark: cx.kit.theme.is_dark(),
            lang: cx.kit.map_lang(),
            scale: ui.ctx().pixels_per_point(),
        };
        let mut corner = self.drawn.as_ref().and_then(|drawn| key.corner_of(drawn));
        if self.key.as_ref() != Some(&key) {
            let is_panned = self.key.as_ref().is_some_and(|before| Key { center: key.center, ..before.clone() } == key);
            let Some(basemap) = embedded() else { return };
            self.labels = labels(cx, basemap, camera, &mut self.layouts);
            if corner.is_none() {
                let wide = key.wide();
                let stays = is_panned && cx.kit.gpu().is_some() && f64::from(wide.size[0]) < MAX_WORLDS * camera.world_px();
                let drawn = if stays { wide } else { key.clone() };
                self.draw(cx, basemap, &drawn, stays);
                corner = key.corner_of(&drawn);
                self.drawn = Some(drawn);
            }
            self.key = Some(key);
        }
        self.ground.paint(cx.kit, ui.painter(), rect.min.to_vec2() + corner.unwrap_or_default());
    }

    /// Names that would touch a mark or its title are left out. Names that stay where they were are not built again.
    pub fn paint_names(&mut self, cx: &Cx, ui: &Ui, rect: Rect, taken: &[LabelBox]) {
        let halo = color32(halo_color(cx));
        let shown: Vec<&PlacedName> = self.labels.iter().filter(|name| name.is_clear_of(taken)).collect();
        for dot in shown.iter().filter_map(|name| name.dot) {
            let ink = cx.kit.theme.text_weak.gamma_multiply(0.7);
            ui.painter().circle(egui::Pos2::from(dot) + rect.min.to_vec2(), 2.2, halo, egui::Stroke::new(1.2, ink));
        }
        // Points leave a name no ground of its own.
        let over_points = cx.state.view.look == MapLook::Points;
        let texts = shown.iter().map(|name| RimmedText {
            at: egui::Pos2::from(name.at) + rect.min.to_vec2(),
            layout: Arc::clone(&name.layout),
            color: match name.kind {
                _ if over_points => cx.kit.theme.text,
                PlaceKind::Capital => cx.kit.theme.text.gamma_multiply(0.9),
                _ => cx.kit.theme.text_weak,
            },
            rim: halo,
            rim_px: if over_points { 2.25 } else { 1.2 },
        });
        let texts: Vec<RimmedText> = texts.collect();
        let key: NamesKey = texts.iter().map(|text| (text.at, Arc::as_ptr(&text.layout) as usize, text.color)).collect();
        let meshes = match self.names.take() {
            Some((have, generation, meshes)) if have == key && generation == cx.kit.label_generation() => meshes,
            _ => cx.kit.label_meshes(ui.ctx(), &texts),
        };
        ui.painter().extend(meshes.iter().cloned().map(egui::Shape::Mesh));
        self.names = Some((key, cx.kit.label_generation(), meshes));
    }

    fn draw(&mut self, cx: &Cx, basemap: &Basemap, key: &Key, stays: bool) {
        let style = if key.dark { BasemapStyle::dark() } else { BasemapStyle::light() };
        let mut list = DisplayList::default();
        basemap.draw(&key.camera(), &style, key.scale, &mut list);
        self.ground = Painted::of(&list, key.scale);
        if stays {
            self.ground.stay(cx.kit);
        }
    }
}

fn labels(cx: &Cx, basemap: &Basemap, camera: &Camera, known: &mut Layouts) -> Vec<PlacedName> {
    let lang = cx.kit.map_lang();
    if known.lang != Some(lang) || known.by_rank.len() > MAX_LAYOUTS {
        *known = Layouts { lang: Some(lang), by_rank: HashMap::new() };
    }
    place_names(basemap, camera, lang, &mut |label| {
        let (size_px, weight) = name_type(label.kind);
        let made = || cx.kit.layout(&label.name, Look { weight, ..cx.kit.small().size(size_px).lines(1) }, None);
        Arc::clone(known.by_rank.entry(label.rank).or_insert_with(made))
    })
}

/// Meridians and parallels with their degrees.
pub fn paint_graticule(cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
    let mut list = DisplayList::default();
    cx.kit.with_engine(|engine| push_graticule(&mut list, camera, cx.kit.rtl(), mark_theme(cx.kit), engine));
    Painted::of(&list, ui.ctx().pixels_per_point()).paint(cx.kit, ui.painter(), rect.min.to_vec2());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(lon: f64, lat: f64, zoom: f64, size: [f32; 2]) -> Key {
        Key { center: LonLat { lon, lat }, zoom, size, dark: false, lang: MapLang::En, scale: 1.0 }
    }

    #[test]
    fn what_was_drawn_beyond_the_map_lies_where_a_moved_map_shows_it() {
        for zoom in [3.0, 5.5, 19.75] {
            let before = key(38.2, 34.7, zoom, [801.0, 600.0]);
            let at = before.camera().lon_lat([560.0, 210.0]);
            let now = Key { center: at, ..before.clone() };
            let corner = now.corner_of(&before.wide()).unwrap();
            for px in [[0.0, 0.0], [801.0, 0.0], [433.0, 599.0]] {
                let place = now.camera().lon_lat(px);
                let drawn = before.wide().camera().px_from_lon_lat(place);
                let shown = Vec2::from(drawn) + corner;
                assert!((shown - Vec2::from(px)).length() < 1e-2, "{shown} for {px:?} at zoom {zoom}");
            }
        }
    }

    #[test]
    fn what_was_drawn_is_drawn_anew_where_the_map_shows_more_or_something_else() {
        let before = key(38.0, 34.0, 6.0, [800.0, 600.0]);
        let to = |px: [f32; 2]| Key { center: before.camera().lon_lat(px), ..before.clone() };
        let is_kept = |now: &Key, drawn: &Key| now.corner_of(drawn).is_some();
        assert!(is_kept(&before, &before) && !is_kept(&to([401.0, 300.0]), &before), "without room around, a map that stands");
        let wide = before.wide();
        assert!(is_kept(&to([599.0, 449.0]), &wide) && is_kept(&to([201.0, 151.0]), &wide));
        assert!(!is_kept(&to([601.0, 300.0]), &wide) && !is_kept(&to([400.0, 149.0]), &wide));
        assert!(!is_kept(&Key { zoom: 6.1, ..before.clone() }, &wide) && !is_kept(&Key { dark: true, ..before.clone() }, &wide));
        assert!(!is_kept(&Key { center: LonLat { lon: -322.0, lat: 34.0 }, ..before }, &wide), "another copy of the world");
    }
}
