//! The compiled-in basemap on the screen: its shapes are tessellated once for a camera and reused until it moves.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use egui::{Mesh, Rect, Ui, pos2};

use super::halo_color;
use crate::domain::LonLat;
use crate::picture::furniture::push_graticule;
use crate::picture::{Basemap, BasemapStyle, Camera, DisplayList, LabelBox, MapLang, PlaceKind, PlaceLabel};
use crate::state::MapLook;
use crate::text::TextLayout;
use crate::ui::category::mark_theme;
use crate::ui::cx::Cx;
use crate::ui::glyphs::RimmedText;
use crate::ui::list_painter::Painted;
use crate::ui::theme::color32;

/// Most labels on one map.
const MAX_LABELS: usize = 90;
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
    labels: Vec<Label>,
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

struct Label {
    at: egui::Pos2,
    layout: Arc<TextLayout>,
    is_weak: bool,
    dot: Option<egui::Pos2>,
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
    pub fn paint_names(&mut self, cx: &Cx, ui: &Ui, rect: Rect, taken: &[Rect]) {
        let halo = color32(halo_color(cx));
        let is_free = |label: &&Label| {
            let size = egui::vec2(label.layout.width, label.layout.height);
            !taken.iter().any(|spot| spot.intersects(Rect::from_min_size(label.at, size)))
        };
        let shown: Vec<&Label> = self.labels.iter().filter(is_free).collect();
        for dot in shown.iter().filter_map(|label| label.dot) {
            let ink = cx.kit.theme.text_weak.gamma_multiply(0.7);
            ui.painter().circle(dot + rect.min.to_vec2(), 2.2, halo, egui::Stroke::new(1.2, ink));
        }
        // Points leave a name no ground of its own.
        let over_points = cx.state.view.look == MapLook::Points;
        let texts = shown.iter().map(|label| RimmedText {
            at: label.at + rect.min.to_vec2(),
            layout: Arc::clone(&label.layout),
            color: match (over_points, label.is_weak) {
                (true, _) => cx.kit.theme.text,
                (false, true) => cx.kit.theme.text_weak,
                (false, false) => cx.kit.theme.text.gamma_multiply(0.9),
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

fn labels(cx: &Cx, basemap: &Basemap, camera: &Camera, known: &mut Layouts) -> Vec<Label> {
    let lang = cx.kit.map_lang();
    let candidates = basemap.labels(camera, lang, MAX_LABELS * 3);
    if known.lang != Some(lang) || known.by_rank.len() > MAX_LAYOUTS {
        *known = Layouts { lang: Some(lang), by_rank: HashMap::new() };
    }
    let look = |kind: PlaceKind| {
        let small = cx.kit.small();
        match kind {
            PlaceKind::Country => small.bold().size(13.0),
            PlaceKind::Capital => small.bold().size(12.0),
            PlaceKind::City => small.size(12.0),
            PlaceKind::Town | PlaceKind::Village => small,
        }
    };
    let layout = |label: &PlaceLabel| {
        let made = || cx.kit.layout(&label.name, look(label.kind).lines(1), None);
        Arc::clone(known.by_rank.entry(label.rank).or_insert_with(made))
    };
    let layouts: Vec<Arc<TextLayout>> = candidates.iter().map(layout).collect();
    let mut sizes = layouts.iter().map(|layout| [layout.width, layout.height]);
    let bounds = LabelBox { min: [0.0, 0.0], max: camera.size };
    let placed = crate::picture::place_labels(&candidates, &[], bounds, |_| sizes.next().unwrap_or([0.0, 0.0]));
    placed
        .into_iter()
        .take(MAX_LABELS)
        .filter_map(|spot| {
            let label = candidates.get(spot.index)?;
            let layout = layouts.get(spot.index)?.clone();
            let dot = (label.kind != PlaceKind::Country).then(|| pos2(label.at[0], label.at[1]));
            Some(Label { at: pos2(spot.at[0], spot.at[1]), layout, is_weak: label.kind != PlaceKind::Capital, dot })
        })
        .collect()
}

/// Meridians and parallels with their degrees.
pub fn paint_graticule(cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
    let mut list = DisplayList::default();
    cx.kit.with_engine(|engine| push_graticule(&mut list, camera, cx.kit.rtl(), mark_theme(cx.kit), engine));
    Painted::of(&list, ui.ctx().pixels_per_point()).paint(cx.kit, ui.painter(), rect.min.to_vec2());
}
