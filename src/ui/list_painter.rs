//! The display list on the screen: shapes become one mesh of egui's triangles.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use egui::epaint::{self, PathShape, PathStroke, TessellationOptions, Tessellator};
use egui::{Color32, Mesh, Pos2, Shape as EguiShape, Stroke, pos2};

use super::glyphs::RimmedText;
use super::gpu::CardMesh;
use super::kit::Kit;
use super::theme::color32;
use crate::picture::{DisplayList, Shape};
use crate::text::TextLayout;

/// A display list ready for the screen: one mesh, and the texts that stand above it.
#[derive(Default)]
pub struct Painted {
    mesh: KeptMesh,
    texts: Vec<PaintedText>,
}

/// A mesh that is painted for many frames: from the memory of the graphics card where there is one.
#[derive(Default)]
pub struct KeptMesh {
    mesh: Mesh,
    is_painted: Cell<bool>,
    card: RefCell<Option<CardMesh>>,
    /// The mesh moved to where it was last painted: it is painted there again in most frames.
    moved: RefCell<Option<(egui::Vec2, Arc<Mesh>)>>,
}

impl KeptMesh {
    pub fn new(mesh: Mesh) -> Self {
        Self { mesh, ..Self::default() }
    }

    /// Takes the mesh to the graphics card before it is painted first: it will be painted often, each time elsewhere.
    fn stay(&self, kit: &Kit) {
        self.is_painted.set(true);
        *self.card.borrow_mut() = kit.gpu().and_then(|gpu| CardMesh::new(gpu, &self.mesh));
    }

    /// Paints with the mesh's origin at `origin`; once in a frame.
    pub fn paint(&self, kit: &Kit, painter: &egui::Painter, origin: egui::Vec2) {
        if self.mesh.is_empty() {
            return;
        }
        let mut card = self.card.borrow_mut();
        // What changes from frame to frame, as while the map moves, is left to egui: room on the card for one frame costs more.
        if self.is_painted.replace(true) && card.is_none() {
            *card = kit.gpu().and_then(|gpu| CardMesh::new(gpu, &self.mesh));
        }
        if let Some(card) = card.as_ref() {
            return card.paint(painter, origin);
        }
        let mut moved = self.moved.borrow_mut();
        let mesh = match moved.take() {
            Some((at, mesh)) if at == origin => mesh,
            _ => {
                let mut mesh = self.mesh.clone();
                mesh.translate(origin);
                Arc::new(mesh)
            }
        };
        painter.add(EguiShape::Mesh(Arc::clone(&mesh)));
        *moved = Some((origin, mesh));
    }
}

struct PaintedText {
    at: Pos2,
    layout: Arc<TextLayout>,
    color: Color32,
    halo: Option<(Color32, f32)>,
}

impl Painted {
    /// `scale` is physical pixels to a logical one.
    pub fn of(list: &DisplayList, scale: f32) -> Self {
        let texts = list.shapes.iter().filter_map(|shape| match shape {
            Shape::Text { at, layout, color, halo } => Some(PaintedText {
                at: pos2(at[0], at[1]),
                layout: layout.clone(),
                color: color32(*color),
                halo: halo.map(|(color, width)| (color32(color), width)),
            }),
            _ => None,
        });
        Self { texts: texts.collect(), mesh: KeptMesh::new(tessellate(list, scale)) }
    }

    /// See [`KeptMesh::stay`].
    pub fn stay(&self, kit: &Kit) {
        self.mesh.stay(kit);
    }

    /// Paints with the list's origin at `origin`.
    pub fn paint(&self, kit: &Kit, painter: &egui::Painter, origin: egui::Vec2) {
        self.mesh.paint(kit, painter, origin);
        for text in &self.texts {
            match text.halo {
                Some((rim, rim_px)) => {
                    let (at, layout) = (text.at + origin, Arc::clone(&text.layout));
                    kit.paint_rimmed(painter, &RimmedText { at, layout, color: text.color, rim, rim_px });
                }
                None => kit.paint(painter, text.at + origin, &text.layout, text.color),
            }
        }
    }
}

/// Turns all shapes but texts into one mesh.
fn tessellate(list: &DisplayList, scale: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let options = TessellationOptions { coarse_tessellation_culling: false, ..TessellationOptions::default() };
    let mut tessellator = Tessellator::new(scale, options, [1, 1], Vec::new());
    for shape in &list.shapes {
        add(shape, &mut tessellator, &mut mesh);
    }
    mesh
}

fn add(shape: &Shape, tessellator: &mut Tessellator, mesh: &mut Mesh) {
    match shape {
        Shape::Triangles { points, indices, color } => {
            let base = mesh.vertices.len() as u32;
            let color = color32(*color);
            mesh.vertices.extend(points.iter().map(|[x, y]| epaint::Vertex { pos: pos2(*x, *y), uv: epaint::WHITE_UV, color }));
            mesh.indices.extend(indices.iter().map(|index| base + index));
        }
        Shape::Polyline { points, closed, stroke } => add_line(points, *closed, stroke, tessellator, mesh),
        Shape::Circle { center, radius, fill, stroke } => {
            let center = at(*center);
            if let Some(stroke) = stroke.filter(|stroke| stroke.dash.is_some()) {
                let ring: Vec<[f32; 2]> = (0..=96)
                    .map(|step| center + *radius * egui::Vec2::angled(std::f32::consts::TAU * step as f32 / 96.0))
                    .map(|point| [point.x, point.y])
                    .collect();
                add_line(&ring, false, &stroke, tessellator, mesh);
            }
            let pen = stroke
                .filter(|stroke| stroke.dash.is_none())
                .map_or(Stroke::NONE, |stroke| Stroke::new(stroke.width, color32(stroke.color)));
            let fill = fill.map_or(Color32::TRANSPARENT, color32);
            tessellator.tessellate_shape(EguiShape::Circle(epaint::CircleShape { center, radius: *radius, fill, stroke: pen }), mesh);
        }
        Shape::Convex { points, fill, stroke } => {
            let corners: Vec<Pos2> = points.iter().copied().map(at).collect();
            let fill = fill.map_or(Color32::TRANSPARENT, color32);
            let solid = stroke.filter(|stroke| stroke.dash.is_none());
            let pen = solid.map_or(Stroke::NONE, |stroke| Stroke::new(stroke.width, color32(stroke.color)));
            tessellator.tessellate_shape(EguiShape::Path(PathShape::convex_polygon(corners, fill, pen)), mesh);
            if let Some(stroke) = stroke.filter(|stroke| stroke.dash.is_some()) {
                let mut closed = points.clone();
                closed.extend(points.first().copied());
                add_line(&closed, false, &stroke, tessellator, mesh);
            }
        }
        Shape::Rect { min, max, corner, fill, stroke } => {
            let rect = egui::Rect::from_min_max(at(*min), at(*max));
            let fill = fill.map_or(Color32::TRANSPARENT, color32);
            let pen = stroke.map_or(Stroke::NONE, |stroke| Stroke::new(stroke.width, color32(stroke.color)));
            let shape = epaint::RectShape::new(rect, *corner, fill, pen, epaint::StrokeKind::Middle);
            tessellator.tessellate_shape(EguiShape::Rect(shape), mesh);
        }
        // Texts need the glyph texture, and are painted through the kit; pictures are textures of their own in the window.
        Shape::Text { .. } | Shape::Pixels { .. } => {}
    }
}

fn add_line(points: &[[f32; 2]], closed: bool, stroke: &crate::picture::Stroke, tessellator: &mut Tessellator, mesh: &mut Mesh) {
    let points: Vec<Pos2> = points.iter().copied().map(at).collect();
    if points.len() < 2 {
        return;
    }
    let pen = Stroke::new(stroke.width, color32(stroke.color));
    if let Some([dash, gap]) = stroke.dash {
        for piece in EguiShape::dashed_line(&points, pen, dash.max(0.5), gap.max(0.5)) {
            tessellator.tessellate_shape(piece, mesh);
        }
        return;
    }
    let path = PathShape { points, closed, fill: Color32::TRANSPARENT, stroke: PathStroke::from(pen) };
    tessellator.tessellate_shape(EguiShape::Path(path), mesh);
}

fn at([x, y]: [f32; 2]) -> Pos2 {
    pos2(x, y)
}
