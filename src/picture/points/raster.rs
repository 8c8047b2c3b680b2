//! Points painted by the processor, for where there is no graphics card. Each look is worked out once and laid below what is there
//! already, the topmost point first: what is hidden costs little, however many points crowd. Of those whose middles fall on one pixel
//! the topmost alone is laid down.

use super::{PointLook, PointView, for_each_point};
use crate::picture::ShownLayer;
use crate::picture::marks::MarkAnswer;

/// Premultiplied sRGB with alpha, row by row from the top left; clear where there is no point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointPicture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 4]>,
}

/// The pixels of one look around its middle.
struct Stamp {
    reach: i32,
    pixels: Vec<[f32; 4]>,
}

impl Stamp {
    fn new(look: &PointLook, sign: u8, answer: MarkAnswer) -> Self {
        let reach = look.reach(sign);
        let offsets = || (-reach..=reach).map(|at| at as f32);
        let pixels = offsets().flat_map(|y| offsets().map(move |x| [x, y])).map(|at| look.pixel(sign, answer, at));
        Self { reach, pixels: pixels.collect() }
    }
}

/// From this alpha on what lies below is not seen in eight bits.
const COVERED: f32 = 0.998;

/// Paints the layers over one another; `signs` gives for each layer the sign of every category of its store.
pub fn paint_points(layers: &[(ShownLayer, Vec<u8>)], view: &PointView, look: &PointLook) -> PointPicture {
    let [width, height] = view.size_px.map(|side| side as usize);
    let mut pixels = vec![[0.0f32; 4]; width * height];
    let mut stamps: Vec<Option<Stamp>> = (0..3 * 256).map(|_| None).collect();
    let mut taken = Taken::new(view);
    for (layer, signs) in layers.iter().rev() {
        for_each_point(layer, view, |row, answer, at| {
            let at = at.map(|at| at.floor() as i32);
            if !taken.take(at) {
                return;
            }
            let sign = signs.get(layer.store.category_code(row) as usize).copied().unwrap_or_default();
            let Some(slot) = stamps.get_mut(usize::from(sign) * 3 + answer as usize) else { return };
            let stamp = slot.get_or_insert_with(|| Stamp::new(look, sign, answer));
            lay(stamp, at, &mut pixels, [width as i32, height as i32]);
        });
    }
    // The cast keeps within a byte; rounding by a call would take longer than all points of a usual map.
    let byte = |value: f32| (value * 255.0 + 0.5) as u8;
    PointPicture { width, height, pixels: pixels.into_iter().map(|pixel| pixel.map(byte)).collect() }
}

/// On which pixels of the picture and its margin a point has its middle.
struct Taken {
    margin: i32,
    width: i32,
    bits: Vec<u64>,
}

impl Taken {
    fn new(view: &PointView) -> Self {
        let margin = view.margin_px() as i32;
        let [width, height] = view.size_px.map(|side| side as i32 + 2 * margin);
        Self { margin, width, bits: vec![0; (width as usize * height as usize).div_ceil(64)] }
    }

    /// False where a point has been before.
    fn take(&mut self, [x, y]: [i32; 2]) -> bool {
        let at = (y + self.margin) as usize * self.width as usize + (x + self.margin) as usize;
        let Some(word) = self.bits.get_mut(at / 64) else { return true };
        let is_free = *word >> (at % 64) & 1 == 0;
        *word |= 1 << (at % 64);
        is_free
    }
}

/// Puts a stamp below what is there, with its middle on a pixel.
fn lay(stamp: &Stamp, [x, y]: [i32; 2], pixels: &mut [[f32; 4]], [width, height]: [i32; 2]) {
    let side = 2 * stamp.reach + 1;
    let (from, to) = ((x - stamp.reach).max(0), (x + stamp.reach + 1).min(width));
    if from >= to {
        return;
    }
    for line in (y - stamp.reach).max(0)..(y + stamp.reach + 1).min(height) {
        let in_stamp = ((line - y + stamp.reach) * side + from - (x - stamp.reach)) as usize;
        let in_picture = (line * width + from) as usize;
        let length = (to - from) as usize;
        let (Some(new), Some(have)) = (stamp.pixels.get(in_stamp..in_stamp + length), pixels.get_mut(in_picture..in_picture + length))
        else {
            continue;
        };
        if have.iter().all(|pixel| pixel[3] >= COVERED) {
            continue;
        }
        // Without a branch the four parts of a pixel are one step of the processor.
        for (have, new) in have.iter_mut().zip(new) {
            let free = 1.0 - have[3];
            *have = [have[0] + new[0] * free, have[1] + new[1] * free, have[2] + new[2] * free, have[3] + new[3] * free];
        }
    }
}
