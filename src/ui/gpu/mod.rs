//! The graphics card under the window, where there is one: what is drawn there stays there from frame to frame.

mod point_layer;
mod points;

pub use points::{PointFrame, PointPainter, ShownPoints};

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui_wgpu::{RenderState, wgpu};

/// The card that egui paints with. Clones share it.
#[derive(Clone)]
pub struct Gpu {
    state: RenderState,
    sent: Arc<AtomicU64>,
}

impl Gpu {
    pub fn new(state: RenderState) -> Self {
        Self { state, sent: Arc::default() }
    }

    /// Bytes that were sent to the card so far, egui's own meshes and textures left aside.
    pub fn bytes_sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// True where shaders of vertices may read whole tables; old OpenGL cannot.
    pub fn has_points(&self) -> bool {
        let flags = self.state.adapter.get_downlevel_capabilities().flags;
        let needed = wgpu::DownlevelFlags::VERTEX_STORAGE | wgpu::DownlevelFlags::BASE_VERTEX;
        flags.contains(needed) && self.state.device.limits().max_storage_buffers_per_shader_stage >= 2
    }

    fn buffer(&self, size: usize, usage: wgpu::BufferUsages) -> wgpu::Buffer {
        // Sizes of copies are whole words.
        let size = (size as u64).next_multiple_of(16).max(16);
        let usage = usage | wgpu::BufferUsages::COPY_DST;
        self.state.device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false })
    }

    fn send(&self, buffer: &wgpu::Buffer, bytes: &[u8]) {
        self.state.queue.write_buffer(buffer, 0, bytes);
        self.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    }
}
