//! Points drawn on the graphics card: into a picture of the map's size, which stays until something changes, so that a frame in
//! which nothing moves costs one rectangle.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::{PaintCallback, PaintCallbackInfo, Rect, TextureId};
use egui_wgpu::{Callback, CallbackResources, CallbackTrait, ScreenDescriptor, wgpu};

use super::Gpu;
use super::point_layer::PointLayer;
use super::point_sieve::{Bound, Runs, Sieve, SievePipelines, bound, layout};
use crate::domain::Window;
use crate::picture::marks::pale_share;
use crate::picture::points::{EDGE_SHARE, PointLook, PointView, point_runs};
use crate::picture::{Rgba, world_from_lon_lat};
use crate::store::{PointClock, RowSet, Store};

/// What is to be seen of one layer.
pub struct ShownPoints<'a> {
    pub id: u32,
    pub store: &'a Arc<Store>,
    /// The rows that pass the filter, whatever the window says.
    pub rows: &'a Arc<RowSet>,
    /// The sign of each category of the store.
    pub signs: Vec<u8>,
    /// Whether any row is undated, possible, certain.
    pub wanted: [bool; 3],
}

/// What is to be seen of all.
pub struct PointFrame {
    pub view: PointView,
    pub look: PointLook,
    pub window: Window,
}

/// egui's own format of textures that a program draws.
const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;
const SHADER: &str = concat!(include_str!("point_view.wgsl"), include_str!("points.wgsl"));

/// How points are found and drawn.
pub struct PointPipeline {
    pub sieve: SievePipelines,
    layout: wgpu::BindGroupLayout,
    pipeline: wgpu::RenderPipeline,
}

impl PointPipeline {
    pub fn new(gpu: &Gpu) -> Self {
        let layout = layout(gpu, wgpu::ShaderStages::VERTEX_FRAGMENT, &[Bound::Uniform, Bound::ReadOnly]);
        let pipeline = pipeline(gpu, &layout);
        Self { sieve: SievePipelines::new(gpu), layout, pipeline }
    }
}

pub struct PointPainter {
    gpu: Gpu,
    layers: Vec<(u32, PointLayer)>,
    target: Option<Target>,
    sieve: Option<Sieve>,
    pass: Option<Arc<Pass>>,
    /// Which pass the picture shows; shared with the callbacks, of which some are never run: those of frames nobody sees.
    drawn: Arc<AtomicU64>,
}

/// The picture, known to egui by an id.
struct Target {
    gpu: Gpu,
    size_px: [u32; 2],
    view: wgpu::TextureView,
    id: TextureId,
}

impl Drop for Target {
    fn drop(&mut self) {
        self.gpu.state.renderer.write().free_texture(&self.id);
    }
}

/// Everything that one drawing needs.
struct Pass {
    number: u64,
    pipeline: wgpu::RenderPipeline,
    target: wgpu::TextureView,
    sieve: Sieve,
    /// The same as long as the runs are the same.
    runs_number: u64,
    runs: Runs,
    layers: Vec<PassLayer>,
    /// `None` where no layer is shown.
    bindings: Option<wgpu::BindGroup>,
}

struct PassLayer {
    view: wgpu::Buffer,
    view_bytes: Vec<u8>,
    pieces: Vec<wgpu::BindGroup>,
    wanted: [bool; 3],
}

impl PointPainter {
    pub fn new(gpu: &Gpu) -> Self {
        Self { gpu: gpu.clone(), layers: Vec::new(), target: None, sieve: None, pass: None, drawn: Arc::default() }
    }

    /// Gives the picture, and what has to be painted before it so that it shows the frame. The last is true while rows are still
    /// on their way to the card. `None` where the picture is larger than the card can work on.
    pub fn show(&mut self, shown: &[ShownPoints], frame: &PointFrame, rect: Rect) -> Option<(TextureId, PaintCallback, bool)> {
        self.layers.retain(|(id, _)| shown.iter().any(|layer| layer.id == *id));
        let (mut layers, mut runs) = (Vec::with_capacity(shown.len()), Vec::with_capacity(shown.len()));
        let (mut is_sent, mut is_loading) = (false, false);
        for points in shown {
            let at = self.layers.iter().position(|(id, layer)| *id == points.id && layer.is_of(points.store, &points.signs));
            let at = at.unwrap_or_else(|| {
                self.layers.retain(|(id, _)| *id != points.id);
                self.layers.push((points.id, PointLayer::new(&self.gpu, points.store, points.signs.clone())));
                self.layers.len() - 1
            });
            let Some((_, layer)) = self.layers.get_mut(at) else { continue };
            is_sent |= layer.send(&self.gpu, points.store, points.rows);
            is_loading |= !layer.is_whole();
            runs.push(layer.runs(&point_runs(points.store, &frame.view.camera)));
            let (view, view_bytes) = (layer.view().clone(), view_bytes(frame, &layer.clock));
            layers.push(PassLayer { view, view_bytes, pieces: layer.pieces(), wanted: points.wanted });
        }
        let (target, id) = self.target(frame.view.size_px);
        let pass = self.pass_of(target, &frame.view, Runs::new(runs), layers, is_sent)?;
        let callback = Callback::new_paint_callback(rect, Painting { pass, drawn: Arc::clone(&self.drawn), gpu: self.gpu.clone() });
        Some((id, callback, is_loading))
    }

    fn target(&mut self, size_px: [u32; 2]) -> (wgpu::TextureView, TextureId) {
        if let Some(target) = self.target.as_ref().filter(|target| target.size_px == size_px) {
            return (target.view.clone(), target.id);
        }
        let device = &self.gpu.state.device;
        let [width, height] = size_px;
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let id = self.gpu.state.renderer.write().register_native_texture(device, &view, wgpu::FilterMode::Nearest);
        self.target = Some(Target { gpu: self.gpu.clone(), size_px, view: view.clone(), id });
        (view, id)
    }

    /// The pass of the frame before where it would draw the same.
    fn pass_of(
        &mut self,
        target: wgpu::TextureView,
        view: &PointView,
        runs: Runs,
        layers: Vec<PassLayer>,
        is_sent: bool,
    ) -> Option<Arc<Pass>> {
        let before = self.pass.as_ref();
        if let Some(pass) = before.filter(|pass| !is_sent && pass.target == target && pass.runs == runs && pass.shows(&layers)) {
            return Some(Arc::clone(pass));
        }
        let number = before.map_or(0, |pass| pass.number) + 1;
        let runs_number = before.filter(|pass| pass.runs == runs).map_or(number, |pass| pass.runs_number);
        let margin = view.margin_px() as usize;
        let num_cells: usize = view.size_px.iter().map(|side| *side as usize + 2 * margin).product();
        let kept = self.sieve.take().filter(|sieve| sieve.has_room(num_cells, &runs));
        let sieve = kept.or_else(|| Sieve::new(&self.gpu, num_cells, &runs))?;
        self.sieve = Some(sieve.clone());
        let points = self.gpu.points();
        // What a point looks like is the same in all layers.
        let bindings = layers.first().map(|layer| bound(&self.gpu, &points.layout, &[&layer.view, &sieve.kept]));
        let pass = Arc::new(Pass { number, pipeline: points.pipeline.clone(), target, sieve, runs_number, runs, layers, bindings });
        self.pass = Some(Arc::clone(&pass));
        Some(pass)
    }
}

impl Pass {
    fn shows(&self, layers: &[PassLayer]) -> bool {
        let same = |a: &PassLayer, b: &PassLayer| a.view == b.view && a.view_bytes == b.view_bytes && a.wanted == b.wanted;
        self.layers.len() == layers.len() && self.layers.iter().zip(layers).all(|(a, b)| same(a, b))
    }

    fn draw(&self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder) {
        let layers: Vec<_> = self.layers.iter().map(|layer| (layer.pieces.as_slice(), layer.wanted)).collect();
        self.sieve.work(gpu, encoder, &self.runs, &layers);
        let ops = wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT), store: wgpu::StoreOp::Store };
        let attachment = wgpu::RenderPassColorAttachment { view: &self.target, resolve_target: None, ops, depth_slice: None };
        let mut pass =
            encoder.begin_render_pass(&wgpu::RenderPassDescriptor { color_attachments: &[Some(attachment)], ..Default::default() });
        if let Some(bindings) = &self.bindings {
            pass.set_pipeline(&self.pipeline);
            pass.set_bind_group(0, bindings, &[]);
            pass.draw_indirect(&self.sieve.args, 0);
        }
    }
}

/// Draws into the picture before egui paints it.
struct Painting {
    pass: Arc<Pass>,
    drawn: Arc<AtomicU64>,
    gpu: Gpu,
}

impl CallbackTrait for Painting {
    fn prepare(
        &self,
        _device: &wgpu::Device,
        _queue: &wgpu::Queue,
        _screen: &ScreenDescriptor,
        encoder: &mut wgpu::CommandEncoder,
        _resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if self.drawn.swap(self.pass.number, Ordering::Relaxed) != self.pass.number {
            for layer in &self.pass.layers {
                self.gpu.send(&layer.view, 0, &layer.view_bytes);
            }
            self.pass.sieve.send(&self.gpu, self.pass.runs_number, &self.pass.runs);
            self.pass.draw(&self.gpu, encoder);
        }
        Vec::new()
    }

    fn paint(&self, _info: PaintCallbackInfo, _pass: &mut wgpu::RenderPass<'static>, _resources: &CallbackResources) {}
}

fn pipeline(gpu: &Gpu, layout: &wgpu::BindGroupLayout) -> wgpu::RenderPipeline {
    let device = &gpu.state.device;
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor { label: None, source: wgpu::ShaderSource::Wgsl(SHADER.into()) });
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: None,
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    let target = wgpu::ColorTargetState {
        format: FORMAT,
        blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
        write_mask: wgpu::ColorWrites::ALL,
    };
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: None,
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vertex"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[],
        },
        primitive: wgpu::PrimitiveState { topology: wgpu::PrimitiveTopology::TriangleStrip, ..Default::default() },
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some("fragment"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(target)],
        }),
        multiview_mask: None,
        cache: None,
    })
}

/// The uniform of one layer, as `View` in the shader has it.
fn view_bytes(frame: &PointFrame, clock: &PointClock) -> Vec<u8> {
    let PointFrame { view, look, window } = frame;
    let center = world_from_lon_lat(view.camera.center);
    let units = |at: f64| at * 4_294_967_296.0;
    let turn = center.x.floor();
    let [x, y] = [units(center.x - turn), units(center.y)];
    let px_per_unit = view.camera.world_px() * f64::from(view.scale) / 4_294_967_296.0;
    let color = |Rgba([r, g, b, a]): Rgba| u32::from_le_bytes([r, g, b, a]);
    let mut words: Vec<u32> = vec![x.floor() as u32, y.floor() as u32];
    words.extend([x.fract(), y.fract()].map(|rest| (rest as f32).to_bits()));
    words.extend(clock.told(window.from).into_iter().chain(clock.told(window.to)));
    words.extend(view.size_px.map(|side| (side as f32).to_bits()).into_iter().chain(view.middle_px.map(f32::to_bits)));
    let measures =
        [px_per_unit as f32, turn as f32, look.radius, look.edge, look.outline, look.bar_step, look.half_bar, EDGE_SHARE, pale_share()];
    words.extend(measures.map(f32::to_bits));
    words.extend([look.land, look.ink].map(color));
    words.push(view.margin_px());
    words.extend(look.colors.map(color));
    words.resize(super::point_layer::VIEW_BYTES / 4, 0);
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}
