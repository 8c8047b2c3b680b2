//! Of all points whose middles fall on one pixel, the one that is painted last is drawn: it hides the others. The card finds out which
//! those are before it draws, so that a picture takes as long as it has pixels, however many points crowd.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui_wgpu::wgpu;

use super::Gpu;
use super::point_layer::Run;

/// Threads of a group, as in the shader.
const GROUP_THREADS: u32 = 256;
/// How far apart the runs stand in their buffer; every card can begin to read there.
const RUN_STEP: usize = 256;
/// Bytes of a run, as the shader reads it.
const RUN_BYTES: u64 = 32;
/// Bytes of a point that is kept.
const KEPT_BYTES: usize = 8;

const SHADER: &str = concat!(include_str!("point_view.wgsl"), include_str!("point_sieve.wgsl"));

/// The steps of the sieve, and how its buffers are bound.
pub struct SievePipelines {
    /// Of a piece of rows.
    pub rows: wgpu::BindGroupLayout,
    grid: wgpu::BindGroupLayout,
    run: wgpu::BindGroupLayout,
    claim: wgpu::ComputePipeline,
    count: wgpu::ComputePipeline,
    add_up: wgpu::ComputePipeline,
    keep: wgpu::ComputePipeline,
}

/// The kind of a buffer in a shader.
#[derive(Clone, Copy)]
pub enum Bound {
    Uniform,
    /// From another offset at each call.
    MovingUniform,
    ReadOnly,
    ReadWrite,
}

/// The layout of buffers in the order of their bindings.
pub fn layout(gpu: &Gpu, stages: wgpu::ShaderStages, buffers: &[Bound]) -> wgpu::BindGroupLayout {
    let entry = |(binding, bound): (u32, &Bound)| {
        let ty = match bound {
            Bound::Uniform | Bound::MovingUniform => wgpu::BufferBindingType::Uniform,
            Bound::ReadOnly => wgpu::BufferBindingType::Storage { read_only: true },
            Bound::ReadWrite => wgpu::BufferBindingType::Storage { read_only: false },
        };
        let has_dynamic_offset = matches!(bound, Bound::MovingUniform);
        let ty = wgpu::BindingType::Buffer { ty, has_dynamic_offset, min_binding_size: None };
        wgpu::BindGroupLayoutEntry { binding, visibility: stages, ty, count: None }
    };
    let entries: Vec<_> = (0..).zip(buffers).map(entry).collect();
    gpu.state.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: None, entries: &entries })
}

/// Whole buffers in the order of their bindings.
pub fn bound(gpu: &Gpu, layout: &wgpu::BindGroupLayout, buffers: &[&wgpu::Buffer]) -> wgpu::BindGroup {
    let entries: Vec<_> =
        (0..).zip(buffers).map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() }).collect();
    gpu.state.device.create_bind_group(&wgpu::BindGroupDescriptor { label: None, layout, entries: &entries })
}

impl SievePipelines {
    pub fn new(gpu: &Gpu) -> Self {
        use Bound::{MovingUniform, ReadOnly, ReadWrite, Uniform};
        let device = &gpu.state.device;
        let rows = layout(gpu, wgpu::ShaderStages::COMPUTE, &[Uniform, ReadOnly, ReadOnly]);
        let grid = layout(gpu, wgpu::ShaderStages::COMPUTE, &[ReadWrite; 5]);
        let run = layout(gpu, wgpu::ShaderStages::COMPUTE, &[MovingUniform]);
        let module =
            device.create_shader_module(wgpu::ShaderModuleDescriptor { label: None, source: wgpu::ShaderSource::Wgsl(SHADER.into()) });
        let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: None,
            bind_group_layouts: &[Some(&rows), Some(&grid), Some(&run)],
            immediate_size: 0,
        });
        let step = |name| {
            device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                label: None,
                layout: Some(&layout),
                module: &module,
                entry_point: Some(name),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                cache: None,
            })
        };
        let [claim, count, add_up, keep] = ["claim", "count", "add_up", "keep"].map(step);
        Self { rows, grid, run, claim, count, add_up, keep }
    }
}

/// The runs of all layers, numbered; those of all answers, so that a window that moves has nothing to send.
#[derive(Clone, Default, PartialEq)]
pub struct Runs {
    /// For each layer its runs in the order of painting.
    pub by_layer: Vec<Vec<Run>>,
    bytes: Vec<u8>,
    num_groups: u32,
    /// As many points may be drawn, whatever the window says.
    num_rows: u32,
}

impl Runs {
    pub fn new(by_layer: Vec<Vec<Run>>) -> Self {
        let (mut bytes, mut order, mut num_groups) = (Vec::new(), 0u32, 0);
        for Run { rows, answer, turn, block_bits, .. } in by_layer.iter().flatten() {
            let num_rows = rows.len() as u32;
            let words = [rows.start, num_rows, order, num_groups, *answer, *turn as u32, u32::from(*block_bits)];
            words.iter().for_each(|word| bytes.extend(word.to_le_bytes()));
            bytes.resize(bytes.len().next_multiple_of(RUN_STEP), 0);
            order = order.saturating_add(num_rows);
            num_groups += num_rows.div_ceil(GROUP_THREADS);
        }
        Self { by_layer, bytes, num_groups, num_rows: order }
    }
}

/// What the sieve works on, for pictures of one size and so many runs.
#[derive(Clone)]
pub struct Sieve {
    num_cells: usize,
    num_kept: usize,
    num_counts: usize,
    num_runs: usize,
    owners: wgpu::Buffer,
    counts: wgpu::Buffer,
    pub kept: wgpu::Buffer,
    /// The arguments of the call that draws what is kept.
    pub args: wgpu::Buffer,
    runs: wgpu::Buffer,
    grid: wgpu::BindGroup,
    run: wgpu::BindGroup,
    /// Which runs lie in the buffer.
    sent: Arc<AtomicU64>,
}

impl Sieve {
    /// `None` where the card gives no room for so much.
    pub fn new(gpu: &Gpu, num_cells: usize, runs: &Runs) -> Option<Self> {
        use wgpu::BufferUsages;
        let pipelines = &gpu.points().sieve;
        // Some room, so that not every step of a map that moves needs more.
        let num_counts = (runs.num_groups as usize).next_power_of_two();
        let num_runs = (runs.bytes.len() / RUN_STEP).next_power_of_two();
        let num_kept = num_cells.min((runs.num_rows as usize).next_power_of_two());
        let sizes = [num_cells * 4, num_counts * 4, num_kept * KEPT_BYTES, 16, num_counts * GROUP_THREADS as usize / 8];
        let most = gpu.state.device.limits().max_storage_buffer_binding_size;
        if sizes.iter().any(|size| *size as u64 + 16 > most) {
            return None;
        }
        let [owners, counts, kept, args, keepers] = sizes.map(|size| gpu.buffer(size, BufferUsages::STORAGE | BufferUsages::INDIRECT));
        let runs = gpu.buffer(num_runs * RUN_STEP, BufferUsages::UNIFORM);
        let grid = bound(gpu, &pipelines.grid, &[&owners, &counts, &kept, &args, &keepers]);
        let one = wgpu::BufferBinding { buffer: &runs, offset: 0, size: std::num::NonZeroU64::new(RUN_BYTES) };
        let run = gpu.state.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &pipelines.run,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::Buffer(one) }],
        });
        Some(Self { num_cells, num_kept, num_counts, num_runs, owners, counts, kept, args, runs, grid, run, sent: Arc::default() })
    }

    pub fn has_room(&self, num_cells: usize, runs: &Runs) -> bool {
        self.num_cells == num_cells
            && self.num_kept >= num_cells.min(runs.num_rows as usize)
            && self.num_counts >= runs.num_groups as usize
            && self.num_runs >= runs.bytes.len() / RUN_STEP
    }

    /// Sends runs unless those of this number lie there.
    pub fn send(&self, gpu: &Gpu, number: u64, runs: &Runs) {
        if self.sent.swap(number, Ordering::Relaxed) != number {
            gpu.send(&self.runs, 0, &runs.bytes);
        }
    }

    /// Finds the points to be drawn; `layers` tells of each its bound pieces, and which answers there are.
    pub fn work(&self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, runs: &Runs, layers: &[(&[wgpu::BindGroup], [bool; 3])]) {
        [&self.owners, &self.counts, &self.args].into_iter().for_each(|buffer| encoder.clear_buffer(buffer, 0, None));
        let numbered = runs.by_layer.iter().zip(layers).flat_map(|(runs, layer)| runs.iter().map(move |run| (run, layer))).zip(0u32..);
        let wanted: Vec<_> = numbered
            .filter(|((run, (_, wanted)), _)| wanted.get(run.answer as usize).is_some_and(|wanted| *wanted))
            .filter_map(|((run, (pieces, _)), number)| Some((pieces.get(run.piece)?, number, run.rows.len() as u32)))
            .collect();
        if wanted.is_empty() {
            return;
        }
        let SievePipelines { claim, count, add_up, keep, .. } = &gpu.points().sieve;
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
        pass.set_bind_group(1, &self.grid, &[]);
        for (pipeline, is_sum) in [(claim, false), (count, false), (add_up, true), (keep, false)] {
            pass.set_pipeline(pipeline);
            if is_sum {
                pass.dispatch_workgroups(1, 1, 1);
                continue;
            }
            for (piece, number, num_rows) in &wanted {
                pass.set_bind_group(0, *piece, &[]);
                pass.set_bind_group(2, &self.run, &[number * RUN_STEP as u32]);
                pass.dispatch_workgroups(num_rows.div_ceil(GROUP_THREADS), 1, 1);
            }
        }
    }
}
