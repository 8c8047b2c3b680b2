//! Where names go so that none touches another: greedily by rank, each in the first of four positions that is free.

use super::{PlaceKind, PlaceLabel};

/// Logical pixels between the point named and its name.
const BESIDE_PX: f32 = 6.0;
/// Half the side of the square kept free around the point named.
const DOT_PX: f32 = 3.0;
/// Free space around every name.
const AIR_PX: f32 = 2.0;

/// An upright box in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelBox {
    pub min: [f32; 2],
    pub max: [f32; 2],
}

/// A name with its place in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedLabel {
    /// Which of the labels given.
    pub index: usize,
    /// The top left of the name's box.
    pub at: [f32; 2],
    /// Its width and height.
    pub size: [f32; 2],
}

impl LabelBox {
    fn new(at: [f32; 2], size: [f32; 2]) -> Self {
        Self { min: at, max: [at[0] + size[0], at[1] + size[1]] }
    }

    fn around([x, y]: [f32; 2], reach: f32) -> Self {
        Self { min: [x - reach, y - reach], max: [x + reach, y + reach] }
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.min[0] < other.max[0] && other.min[0] < self.max[0] && self.min[1] < other.max[1] && other.min[1] < self.max[1]
    }

    fn within(&self, outer: &Self) -> bool {
        self.min[0] >= outer.min[0] && self.min[1] >= outer.min[1] && self.max[0] <= outer.max[0] && self.max[1] <= outer.max[1]
    }

    fn grown(&self, by: f32) -> Self {
        Self { min: self.min.map(|low| low - by), max: self.max.map(|high| high + by) }
    }
}

/// Chooses positions for names in the order given. A name that fits nowhere within `bounds` and clear of `obstacles`,
/// of the names before it and of their points is left out. The same input always gives the same answer.
/// `measure` gives the width and height of the label with an index; it is not asked of every one.
pub fn place_labels(
    labels: &[PlaceLabel],
    obstacles: &[LabelBox],
    bounds: LabelBox,
    mut measure: impl FnMut(usize) -> [f32; 2],
) -> Vec<PlacedLabel> {
    let mut taken = obstacles.to_vec();
    let mut placed = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let dot = LabelBox::around(label.at, DOT_PX);
        let has_dot = label.kind != PlaceKind::Country;
        if has_dot && taken.iter().any(|other| other.overlaps(&dot)) {
            continue;
        }
        let size = measure(index);
        let free = candidates(label, size).into_iter().find(|&at| {
            let wanted = LabelBox::new(at, size);
            let with_air = wanted.grown(AIR_PX);
            wanted.within(&bounds) && !taken.iter().any(|other| other.overlaps(&with_air))
        });
        if let Some(at) = free {
            taken.push(LabelBox::new(at, size));
            if has_dot {
                taken.push(dot);
            }
            placed.push(PlacedLabel { index, at, size });
        }
    }
    placed
}

/// The top left of a name's box in its four positions, the best first: where reading starts at the point, then the other
/// side, above, below; for a country around its point, above, below, and lower still.
fn candidates(label: &PlaceLabel, [width, height]: [f32; 2]) -> [[f32; 2]; 4] {
    let [x, y] = label.at;
    let centered = x - width / 2.0;
    if label.kind == PlaceKind::Country {
        let middle = y - height / 2.0;
        return [[centered, middle], [centered, middle - height], [centered, middle + height], [centered, middle + 2.0 * height]];
    }
    let right = [x + BESIDE_PX, y - height / 2.0];
    let left = [x - BESIDE_PX - width, y - height / 2.0];
    let [first, second] = if label.rtl { [left, right] } else { [right, left] };
    [first, second, [centered, y - DOT_PX - 1.0 - height], [centered, y + DOT_PX + 1.0]]
}
