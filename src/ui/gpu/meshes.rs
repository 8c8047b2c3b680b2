//! egui's triangles on the graphics card: sent once, and drawn again in every frame until they change, as egui itself draws them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::{Mesh, PaintCallbackInfo, Shape, TextureId, Vec2};
use egui_wgpu::{Callback, CallbackResources, CallbackTrait, ScreenDescriptor, wgpu};

use super::Gpu;

/// Bytes of a vertex: where it is, where in the texture, and its colour.
const VERTEX_BYTES: usize = 20;

/// A mesh on the card. Clones share it.
#[derive(Clone)]
pub struct CardMesh(Arc<Parts>);

struct Parts {
    gpu: Gpu,
    pipeline: wgpu::RenderPipeline,
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    num_indices: u32,
    /// Size of the screen and where the mesh's origin lies on it.
    place: wgpu::Buffer,
    bindings: wgpu::BindGroup,
    texture: Option<wgpu::BindGroup>,
    /// What `place` holds.
    placed: [AtomicU64; 2],
}

/// How meshes are drawn: with the colours of their corners, or tinting a texture.
pub struct MeshPipelines {
    place: wgpu::BindGroupLayout,
    plain: wgpu::RenderPipeline,
    textured: wgpu::RenderPipeline,
}

impl MeshPipelines {
    pub fn new(gpu: &Gpu) -> Self {
        let place = place_layout(gpu);
        let texture = texture_layout(gpu);
        let plain = pipeline(gpu, &[Some(&place)], "plain");
        let textured = pipeline(gpu, &[Some(&place), Some(&texture)], "textured");
        Self { place, plain, textured }
    }
}

impl CardMesh {
    /// `None` where its texture is not on the card yet: egui sends one at the end of the frame in which it was made.
    pub fn new(gpu: &Gpu, mesh: &Mesh) -> Option<Self> {
        let has_texture = mesh.texture_id != TextureId::default();
        let texture = has_texture.then(|| Some(gpu.state.renderer.read().texture(&mesh.texture_id)?.bind_group.clone()));
        let texture = match texture {
            Some(None) => return None,
            Some(texture) => texture,
            None => None,
        };
        let pipelines = gpu.meshes();
        let mut vertex_bytes = Vec::with_capacity(mesh.vertices.len() * VERTEX_BYTES);
        for vertex in &mesh.vertices {
            let [x, y, u, v] = [vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y].map(f32::to_le_bytes);
            let parts = [x, y, u, v, vertex.color.to_array()];
            vertex_bytes.extend_from_slice(parts.as_flattened());
        }
        let index_bytes: Vec<u8> = mesh.indices.iter().flat_map(|index| index.to_le_bytes()).collect();
        let vertices = gpu.buffer(vertex_bytes.len(), wgpu::BufferUsages::VERTEX);
        let indices = gpu.buffer(index_bytes.len(), wgpu::BufferUsages::INDEX);
        gpu.send_mesh(&vertices, &vertex_bytes);
        gpu.send_mesh(&indices, &index_bytes);
        let place = gpu.buffer(16, wgpu::BufferUsages::UNIFORM);
        let entries = [wgpu::BindGroupEntry { binding: 0, resource: place.as_entire_binding() }];
        let bindings =
            gpu.state.device.create_bind_group(&wgpu::BindGroupDescriptor { label: None, layout: &pipelines.place, entries: &entries });
        Some(Self(Arc::new(Parts {
            gpu: gpu.clone(),
            pipeline: if has_texture { pipelines.textured.clone() } else { pipelines.plain.clone() },
            vertices,
            indices,
            num_indices: mesh.indices.len() as u32,
            place,
            bindings,
            texture,
            placed: [AtomicU64::new(u64::MAX), AtomicU64::new(u64::MAX)],
        })))
    }

    /// Paints with the mesh's origin at `origin`; once in a frame.
    pub fn paint(&self, painter: &egui::Painter, origin: Vec2) {
        let drawing = Drawing { mesh: self.clone(), origin };
        painter.add(Shape::Callback(Callback::new_paint_callback(painter.clip_rect(), drawing)));
    }
}

struct Drawing {
    mesh: CardMesh,
    origin: Vec2,
}

impl CallbackTrait for Drawing {
    fn prepare(
        &self,
        _device: &wgpu::Device,
        _queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        _resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let parts = &self.mesh.0;
        let [width, height] = screen.size_in_pixels.map(|side| side as f32 / screen.pixels_per_point);
        let pair = |a: f32, b: f32| u64::from(a.to_bits()) | u64::from(b.to_bits()) << 32;
        let place = [pair(width, height), pair(self.origin.x, self.origin.y)];
        let before = [0, 1].map(|at: usize| parts.placed.get(at).zip(place.get(at)).map(|(have, new)| have.swap(*new, Ordering::Relaxed)));
        if before != place.map(Some) {
            let bytes: Vec<u8> = place.iter().flat_map(|pair| pair.to_le_bytes()).collect();
            parts.gpu.send_mesh(&parts.place, &bytes);
        }
        Vec::new()
    }

    fn paint(&self, info: PaintCallbackInfo, pass: &mut wgpu::RenderPass<'static>, _resources: &CallbackResources) {
        let parts = &self.mesh.0;
        let [width, height] = info.screen_size_px.map(|side| side as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        pass.set_pipeline(&parts.pipeline);
        pass.set_bind_group(0, &parts.bindings, &[]);
        if let Some(texture) = &parts.texture {
            pass.set_bind_group(1, texture, &[]);
        }
        pass.set_vertex_buffer(0, parts.vertices.slice(..));
        pass.set_index_buffer(parts.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..parts.num_indices, 0, 0..1);
    }
}

fn place_layout(gpu: &Gpu) -> wgpu::BindGroupLayout {
    let entry = wgpu::BindGroupLayoutEntry {
        binding: 0,
        visibility: wgpu::ShaderStages::VERTEX,
        ty: wgpu::BindingType::Buffer { ty: wgpu::BufferBindingType::Uniform, has_dynamic_offset: false, min_binding_size: None },
        count: None,
    };
    gpu.state.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: None, entries: &[entry] })
}

/// The layout of egui's own textures: entry for entry as egui-wgpu makes it, so that its groups fit.
fn texture_layout(gpu: &Gpu) -> wgpu::BindGroupLayout {
    let entry = |binding, ty| wgpu::BindGroupLayoutEntry { binding, visibility: wgpu::ShaderStages::FRAGMENT, ty, count: None };
    let texture = wgpu::BindingType::Texture {
        multisampled: false,
        sample_type: wgpu::TextureSampleType::Float { filterable: true },
        view_dimension: wgpu::TextureViewDimension::D2,
    };
    let flags = wgpu::BindingType::Buffer {
        ty: wgpu::BufferBindingType::Uniform,
        has_dynamic_offset: false,
        min_binding_size: std::num::NonZeroU64::new(16),
    };
    let entries = [entry(0, texture), entry(1, wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering)), entry(2, flags)];
    gpu.state.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: None, entries: &entries })
}

fn pipeline(gpu: &Gpu, layouts: &[Option<&wgpu::BindGroupLayout>], kind: &str) -> wgpu::RenderPipeline {
    let device = &gpu.state.device;
    let source = wgpu::ShaderSource::Wgsl(include_str!("meshes.wgsl").into());
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor { label: None, source });
    let layout =
        device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor { label: None, bind_group_layouts: layouts, immediate_size: 0 });
    let part = |src_factor, dst_factor| wgpu::BlendComponent { src_factor, dst_factor, operation: wgpu::BlendOperation::Add };
    // As egui blends.
    let blend = wgpu::BlendState {
        color: part(wgpu::BlendFactor::One, wgpu::BlendFactor::OneMinusSrcAlpha),
        alpha: part(wgpu::BlendFactor::OneMinusDstAlpha, wgpu::BlendFactor::One),
    };
    let is_linear = gpu.state.target_format.is_srgb();
    let target = wgpu::ColorTargetState { format: gpu.state.target_format, blend: Some(blend), write_mask: wgpu::ColorWrites::ALL };
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: None,
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vertex"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(wgpu::VertexBufferLayout {
                array_stride: VERTEX_BYTES as u64,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &wgpu::vertex_attr_array![0 => Float32x2, 1 => Float32x2, 2 => Unorm8x4],
            })],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState { count: gpu.samples.max(1), ..Default::default() },
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some(&format!("{kind}{}", if is_linear { "_linear" } else { "" })),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(target)],
        }),
        multiview_mask: None,
        cache: None,
    })
}
