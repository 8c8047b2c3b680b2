//! Words on the map: names of the basemap and titles beside marks. Which are shown and where is the same for the window and for
//! a picture: titles keep clear of marks, names of both.

use std::sync::Arc;

use super::marks::UNKNOWN_RADIUS_PX;
use super::{Basemap, Camera, LabelBox, MapLang, PlaceKind, PlaceLabel, PlacedIncidents, PlacedMark, PlacedRing, place_labels};
use crate::text::{TextLayout, Weight};

/// Most names of the basemap on one map.
const MAX_NAMES: usize = 90;
/// Titles stand beside the marks while there are no more marks than this: beyond, words would hide the map.
const MAX_TITLED: usize = 28;
/// Half the side of what a mark takes, in logical pixels: that of a single incident, and one with a number.
const MARK_REACH_PX: f32 = 9.0;
const STACK_REACH_PX: f32 = 13.0;
/// From the middle of a mark to its title: beside that of a single incident, and beside a larger one.
const TITLE_GAP_PX: f32 = 13.0;
const WIDE_TITLE_GAP_PX: f32 = 24.0;
/// A title stands beside rings of less than this radius, and within larger ones.
const LARGE_RING_PX: f32 = 40.0;
/// A title stays so far within the map.
const EDGE_PX: f32 = 4.0;

/// A name of the basemap with its place in the picture.
#[derive(Clone, Debug)]
pub struct PlacedName {
    /// The top left of the layout's box.
    pub at: [f32; 2],
    pub layout: Arc<TextLayout>,
    pub kind: PlaceKind,
    /// The point named; none for a country.
    pub dot: Option<[f32; 2]>,
}

/// A title beside its mark.
#[derive(Clone, Debug)]
pub struct PlacedTitle {
    /// The top left of the layout's box.
    pub at: [f32; 2],
    pub layout: Arc<TextLayout>,
    pub is_selected: bool,
}

/// Size in logical pixels and weight of a name.
pub fn name_type(kind: PlaceKind) -> (f32, Weight) {
    match kind {
        PlaceKind::Country => (13.0, Weight::SemiBold),
        PlaceKind::Capital => (12.0, Weight::SemiBold),
        PlaceKind::City => (12.0, Weight::Regular),
        PlaceKind::Town | PlaceKind::Village => (11.0, Weight::Regular),
    }
}

/// The names of a picture, as if it held nothing else: they stand still whatever the incidents do.
pub fn place_names(
    basemap: &Basemap,
    camera: &Camera,
    lang: MapLang,
    lay_out: &mut dyn FnMut(&PlaceLabel) -> Arc<TextLayout>,
) -> Vec<PlacedName> {
    let candidates = basemap.labels(camera, lang, MAX_NAMES * 3);
    let layouts: Vec<Arc<TextLayout>> = candidates.iter().map(lay_out).collect();
    let measure = |index: usize| layouts.get(index).map_or([0.0, 0.0], |layout| [layout.width, layout.height]);
    let bounds = LabelBox { min: [0.0, 0.0], max: camera.size };
    let placed = place_labels(&candidates, &[], bounds, measure);
    let name = |spot: &super::PlacedLabel| {
        let (label, layout) = (candidates.get(spot.index)?, layouts.get(spot.index)?);
        let dot = (label.kind != PlaceKind::Country).then_some(label.at);
        Some(PlacedName { at: spot.at, layout: Arc::clone(layout), kind: label.kind, dot })
    };
    placed.iter().take(MAX_NAMES).filter_map(name).collect()
}

impl PlacedName {
    /// Whether the name touches none of the boxes.
    pub fn is_clear_of(&self, taken: &[LabelBox]) -> bool {
        let [x, y] = self.at;
        let own = LabelBox { min: self.at, max: [x + self.layout.width, y + self.layout.height] };
        !taken.iter().any(|other| other.overlaps(&own))
    }
}

/// How far the ring around a point reaches, where it is small enough that a title beside the mark would lie on its line.
fn ring_reach(ring: &PlacedRing, at: [f32; 2]) -> Option<f32> {
    let from_center = |[x, y]: [f32; 2]| (x - ring.center[0]).hypot(y - ring.center[1]);
    let reach = ring.outline.first().map_or(UNKNOWN_RADIUS_PX, |edge| from_center(*edge));
    (from_center(at) < 1.0 && reach < LARGE_RING_PX).then_some(reach)
}

/// Titles beside the marks while there is room, that of the selected one first; and what is taken then: obstacles, marks, titles.
/// `lay_out` gives the title of a mark, if it has one.
pub fn place_titles(
    incidents: &PlacedIncidents,
    size: [f32; 2],
    obstacles: &[LabelBox],
    lay_out: &mut dyn FnMut(&PlacedMark) -> Option<Arc<TextLayout>>,
) -> (Vec<PlacedTitle>, Vec<LabelBox>) {
    let marks = &incidents.marks;
    let mut taken = obstacles.to_vec();
    taken.extend(marks.iter().map(|mark| {
        let reach = if mark.count > 1 { STACK_REACH_PX } else { MARK_REACH_PX };
        LabelBox { min: mark.at.map(|at| at - reach), max: mark.at.map(|at| at + reach) }
    }));
    let are_few = marks.len() <= MAX_TITLED;
    let by_rank = marks.iter().filter(|mark| mark.is_selected).chain(marks.iter().filter(|mark| are_few && !mark.is_selected));
    let mut placed = Vec::new();
    for mark in by_rank {
        let Some(layout) = lay_out(mark) else { continue };
        let gap = if mark.is_selected || mark.count > 1 { WIDE_TITLE_GAP_PX } else { TITLE_GAP_PX };
        let gap = incidents.rings.iter().filter_map(|ring| ring_reach(ring, mark.at)).fold(gap, |gap, reach| gap.max(reach + 4.0));
        let (width, height) = (layout.content_width(), layout.height);
        let (left, right) = ([-gap - width, -height / 2.0], [gap, -height / 2.0]);
        let [first, second] = if layout.is_rtl { [left, right] } else { [right, left] };
        let spots = [first, second, [-width / 2.0, gap], [-width / 2.0, -gap - height]];
        let found = spots.into_iter().map(|[dx, dy]| [mark.at[0] + dx, mark.at[1] + dy]).find_map(|[x, y]| {
            let own = LabelBox { min: [x, y], max: [x + width, y + height] };
            let is_inside = x > EDGE_PX && y > EDGE_PX && own.max[0] < size[0] - EDGE_PX && own.max[1] < size[1] - EDGE_PX;
            (is_inside && !taken.iter().any(|other| other.overlaps(&own))).then_some(own)
        });
        if let Some(own) = found {
            let at = [own.min[0] - layout.content_left(), own.min[1]];
            taken.push(own);
            placed.push(PlacedTitle { at, layout, is_selected: mark.is_selected });
        }
    }
    (placed, taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::marks::{GradeBand, MarkAnswer};
    use crate::text::{TextEngine, TextRequest};

    fn mark(at: [f32; 2], count: u32, is_selected: bool) -> PlacedMark {
        PlacedMark {
            at,
            count,
            first: (0, 0),
            category: String::new(),
            answer: MarkAnswer::Certain,
            grade: GradeBand::Solid,
            is_mixed: false,
            is_site: true,
            is_selected,
        }
    }

    fn titles(marks: Vec<PlacedMark>, rings: Vec<PlacedRing>, obstacles: &[LabelBox], title: &str) -> Vec<PlacedTitle> {
        let mut engine = TextEngine::new();
        let incidents = PlacedIncidents { marks, rings, ..PlacedIncidents::default() };
        place_titles(&incidents, [800.0, 600.0], obstacles, &mut |_| Some(engine.layout(&TextRequest::new(title, 11.0)))).0
    }

    fn seen_left(title: &PlacedTitle) -> f32 {
        title.at[0] + title.layout.content_left()
    }

    #[test]
    fn a_title_stands_where_its_reading_begins_at_the_mark() {
        let latin = titles(vec![mark([400.0, 300.0], 1, false)], Vec::new(), &[], "Shelling");
        assert!(seen_left(&latin[0]) > 400.0);
        let arabic = titles(vec![mark([400.0, 300.0], 1, false)], Vec::new(), &[], "قصف");
        assert!(seen_left(&arabic[0]) + arabic[0].layout.content_width() < 400.0);
    }

    #[test]
    fn a_title_leaves_the_ring_around_its_mark_alone() {
        let ring = PlacedRing {
            center: [400.0, 300.0],
            outline: Vec::new(),
            category: String::new(),
            answer: MarkAnswer::Certain,
            is_selected: false,
        };
        let beside = titles(vec![mark([400.0, 300.0], 1, false)], vec![ring], &[], "Shelling");
        assert!(seen_left(&beside[0]) > 400.0 + UNKNOWN_RADIUS_PX);
    }

    #[test]
    fn what_is_taken_is_left_alone_and_the_selected_one_comes_first() {
        // To the right stands a panel, to the left another mark: the title goes below.
        let panel = LabelBox { min: [425.0, 0.0], max: [800.0, 600.0] };
        let left = mark([380.0, 300.0], 3, false);
        let placed = titles(vec![mark([400.0, 300.0], 1, true), left], Vec::new(), &[panel], "Shelling");
        assert!(placed[0].is_selected && placed[0].at[1] > 300.0, "{placed:?}");
        let many: Vec<PlacedMark> = (0..40u8).map(|at| mark([20.0 * f32::from(at), 300.0], 1, at == 7)).collect();
        let placed = titles(many, Vec::new(), &[], "Shelling");
        assert!(placed.len() == 1 && placed[0].is_selected, "beyond a few the selected one alone is named");
    }
}
