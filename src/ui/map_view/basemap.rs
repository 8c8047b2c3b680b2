//! The compiled-in basemap on the screen: its shapes are tessellated once for a camera and reused until it moves.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use egui::{Mesh, Rect, Ui};

use super::halo_color;
use crate::domain::LonLat;
use crate::picture::furniture::push_graticule;
use crate::picture::names::{PlacedName, name_type, place_names};
use crate::picture::{Basemap, BasemapStyle, Camera, DisplayList, LabelBox, MapLang, PlaceKind};
use crate::state::MapLook;
use crate::text::TextLayout;
use crate::ui::category::mark_theme;
use crate::ui::cx::Cx;
use crate::ui::glyphs::RimmedText;
use crate::ui::kit::Look;
use crate::ui::list_painter::Painted;
use crate::ui::theme::color32;

/// Layouts of names are forgotten beyond this many.
const MAX_LAYOUTS: usize = 20_000;

/// Decoded once for the program's whole run.
pub fn embedded() -> Option<&'static Basemap> {
    static BASEMAP: OnceLock<Option<Basemap>> = OnceLock::new();
    BASEMAP
        .get_or_init(|| Basemap::embedded().map_err(|error| tracing::error!(%error, "the bundled basemap cannot be decoded")).ok())
        .as_ref()
}

#[derive(Default)]
pub struct BasemapCache {
    key: Option<Key>,
    ground: Painted,
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
        if self.key.as_ref() != Some(&key) {
            self.build(cx, camera, key.scale);
            self.key = Some(key);
        }
        self.ground.paint(cx.kit, ui.painter(), rect.min.to_vec2());
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

    fn build(&mut self, cx: &Cx, camera: &Camera, scale: f32) {
        let Some(basemap) = embedded() else { return };
        let style = if cx.kit.theme.is_dark() { BasemapStyle::dark() } else { BasemapStyle::light() };
        let mut list = DisplayList::default();
        basemap.draw(camera, &style, scale, &mut list);
        self.ground = Painted::of(&list, scale);
        self.labels = labels(cx, basemap, camera, &mut self.layouts);
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
