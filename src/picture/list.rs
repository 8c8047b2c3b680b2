//! The shapes that every painter understands. Positions are logical pixels, x right, y down, from the picture's top left.

use std::sync::Arc;

/// Straight (not premultiplied) sRGB with alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgba(pub [u8; 4]);

impl Rgba {
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self([r, g, b, 255])
    }
    /// The same colour with another alpha.
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self([self.0[0], self.0[1], self.0[2], alpha])
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub width: f32,
    pub color: Rgba,
    /// Lengths of dash and gap; `None` is a solid line.
    pub dash: Option<[f32; 2]>,
}

/// One thing to draw. The order in the list is the order of painting.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A filled area, already cut into triangles of one winding; painters draw it as one shape without seams.
    Triangles {
        points: Arc<Vec<[f32; 2]>>,
        indices: Arc<Vec<u32>>,
        color: Rgba,
    },
    Polyline {
        points: Vec<[f32; 2]>,
        closed: bool,
        stroke: Stroke,
    },
    Circle {
        center: [f32; 2],
        radius: f32,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    },
    /// A convex polygon: marks of other shapes than the circle.
    Convex {
        points: Vec<[f32; 2]>,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    },
    Rect {
        min: [f32; 2],
        max: [f32; 2],
        corner: f32,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    },
    /// A picture over the whole list, in physical pixels from its top left: premultiplied sRGB with alpha.
    Pixels {
        width: usize,
        pixels: Arc<Vec<[u8; 4]>>,
    },
    /// Laid-out text; `at` is the top left of its box. The halo is drawn below the letters, `width` on every side.
    Text {
        at: [f32; 2],
        layout: Arc<crate::text::TextLayout>,
        color: Rgba,
        halo: Option<(Rgba, f32)>,
    },
}

/// What a picture consists of, from the lowest shape to the topmost.
#[derive(Clone, Debug, Default)]
pub struct DisplayList {
    pub shapes: Vec<Shape>,
}

impl DisplayList {
    pub fn push(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }
}
