//! The graphics card under the window, where there is one: what is drawn there stays there from frame to frame.

mod driver;
mod meshes;
mod point_layer;
mod point_sieve;
mod points;

pub use driver::driver_setups;
pub use meshes::CardMesh;
pub use points::{PointFrame, PointPainter, ShownPoints};

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use egui_wgpu::{RenderState, wgpu};
use meshes::MeshPipelines;
use points::PointPipeline;

/// Tables that one step of finding the points reads or writes.
const MOST_BUFFERS: u32 = 7;

/// The card that egui paints with. Clones share it.
#[derive(Clone)]
pub struct Gpu {
    state: RenderState,
    /// Samples of each pixel of the window.
    samples: u32,
    /// Points are drawn by a driver that works on the processor too.
    even_if_slow: bool,
    sent: Arc<AtomicU64>,
    sent_of_meshes: Arc<AtomicU64>,
    meshes: Arc<OnceLock<MeshPipelines>>,
    points: Arc<OnceLock<PointPipeline>>,
}

impl Gpu {
    /// `samples` are those of each pixel of the window, 1 where it is not multisampled.
    pub fn new(state: RenderState, samples: u32) -> Self {
        let (sent, sent_of_meshes) = (Arc::default(), Arc::default());
        Self { state, samples, even_if_slow: false, sent, sent_of_meshes, meshes: Arc::default(), points: Arc::default() }
    }

    /// For tests and measurements: draws points also where the driver has no card under it.
    pub fn even_if_slow(self) -> Self {
        Self { even_if_slow: true, ..self }
    }

    /// Bytes that were sent for points so far.
    pub fn bytes_sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Bytes that were sent for meshes that stay on the card.
    pub fn bytes_sent_of_meshes(&self) -> u64 {
        self.sent_of_meshes.load(Ordering::Relaxed)
    }

    /// Makes all pipelines. A driver may need longer for one than a frame has time: any thread may call this before a frame needs them.
    pub fn warm_up(&self) {
        self.meshes();
        if self.has_points() {
            self.points();
        }
    }

    fn points(&self) -> &PointPipeline {
        self.points.get_or_init(|| PointPipeline::new(self))
    }

    fn meshes(&self) -> &MeshPipelines {
        self.meshes.get_or_init(|| MeshPipelines::new(self))
    }

    /// True where points are better drawn by the card: old OpenGL cannot compute, and a driver without a card looks at each of a
    /// million points several times where the program itself lays down stamps.
    pub fn has_points(&self) -> bool {
        if self.state.adapter.get_info().device_type == wgpu::DeviceType::Cpu && !self.even_if_slow {
            return false;
        }
        let flags = self.state.adapter.get_downlevel_capabilities().flags;
        let needed =
            wgpu::DownlevelFlags::VERTEX_STORAGE | wgpu::DownlevelFlags::COMPUTE_SHADERS | wgpu::DownlevelFlags::INDIRECT_EXECUTION;
        flags.contains(needed) && self.state.device.limits().max_storage_buffers_per_shader_stage >= MOST_BUFFERS
    }

    fn buffer(&self, size: usize, usage: wgpu::BufferUsages) -> wgpu::Buffer {
        // Sizes of copies are whole words.
        let size = (size as u64).next_multiple_of(16).max(16);
        let usage = usage | wgpu::BufferUsages::COPY_DST;
        self.state.device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false })
    }

    fn send(&self, buffer: &wgpu::Buffer, offset: usize, bytes: &[u8]) {
        self.state.queue.write_buffer(buffer, offset as u64, bytes);
        self.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    }

    fn send_mesh(&self, buffer: &wgpu::Buffer, bytes: &[u8]) {
        self.state.queue.write_buffer(buffer, 0, bytes);
        self.sent_of_meshes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    }
}
