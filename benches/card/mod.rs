//! Every incident as its own point: what a frame takes of the interface's thread, and what is sent to the graphics card. Where there
//! is no card a driver on the processor stands in for it; what it takes to draw is told apart.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor, wgpu};
use marsad::app::{Marsad, Workers};
use marsad::domain::{LonLat, UtcMs, Window};
use marsad::state::{Command, MapLook};
use marsad::ui::{Gpu, driver_setups};

use super::Pane;

/// A window with the driver that paints it.
struct Bench<'a> {
    pane: &'a mut Pane,
    program: &'a mut Marsad,
    state: RenderState,
    gpu: Gpu,
    picture: wgpu::TextureView,
    /// Steps of each measurement; the median counts.
    steps: usize,
}

#[derive(Clone, Copy, Default)]
struct Step {
    /// Laying out, tessellating, readying the card and telling it what to draw.
    thread: Duration,
    readied: Duration,
    /// From then until the card, or the processor in its stead, has drawn all.
    drawn: Duration,
    bytes: u64,
}

/// The driver that the window would be painted with, if there is any.
fn state() -> Option<RenderState> {
    driver_setups().into_iter().find_map(|setup| {
        let make = AssertUnwindSafe(|| egui_kittest::wgpu::create_render_state(setup, RendererOptions::PREDICTABLE));
        std::panic::catch_unwind(make).ok()
    })
}

impl<'a> Bench<'a> {
    fn new(pane: &'a mut Pane, program: &'a mut Marsad, state: RenderState) -> Self {
        let gpu = Gpu::new(state.clone(), 1).even_if_slow();
        program.use_gpu(gpu.clone());
        let [width, height] = Pane::SIZE;
        let picture = state.device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: state.target_format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            view_formats: &[],
        });
        let steps = if is_card(&state) { 240 } else { 15 };
        Self { pane, program, state, gpu, picture: picture.create_view(&wgpu::TextureViewDescriptor::default()), steps }
    }

    fn step(&mut self) -> Step {
        let (sent, began) = (self.gpu.bytes_sent(), Instant::now());
        let all = self.pane.primitives(self.program);
        let RenderState { device, queue, renderer, .. } = &self.state;
        let textures = std::mem::take(&mut self.pane.textures);
        let mut renderer = renderer.write();
        for (id, deltas) in &textures.set {
            deltas.iter().for_each(|delta| renderer.update_texture(device, queue, *id, delta));
        }
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let screen = ScreenDescriptor { size_in_pixels: Pane::SIZE, pixels_per_point: 1.0 };
        let laid = Instant::now();
        let more = renderer.update_buffers(device, queue, &mut encoder, &all, &screen);
        let readied = laid.elapsed();
        let attachment = wgpu::RenderPassColorAttachment {
            view: &self.picture,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::BLACK), store: wgpu::StoreOp::Store },
        };
        let pass = wgpu::RenderPassDescriptor { color_attachments: &[Some(attachment)], ..wgpu::RenderPassDescriptor::default() };
        renderer.render(&mut encoder.begin_render_pass(&pass).forget_lifetime(), &all, &screen);
        textures.free.iter().for_each(|id| renderer.free_texture(id));
        queue.submit(more.into_iter().chain([encoder.finish()]));
        let thread = began.elapsed();
        let _ = device.poll(wgpu::PollType::wait_indefinitely());
        Step { thread, readied, drawn: began.elapsed() - thread, bytes: self.gpu.bytes_sent() - sent }
    }

    /// As in a window that has stood open for a while: what is made ahead is there.
    fn stand_open(&mut self) {
        for _ in 0..30 {
            self.step();
            std::thread::sleep(Duration::from_millis(16));
        }
    }

    fn tell(&mut self, what: &str, mut before: impl FnMut(&mut Marsad)) {
        let steps: Vec<Step> = (0..self.steps)
            .map(|_| {
                before(self.program);
                self.step()
            })
            .collect();
        let sorted = |of: fn(&Step) -> Duration| {
            let mut times: Vec<Duration> = steps.iter().map(of).collect();
            times.sort();
            times
        };
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let (thread, readied, drawn) = (sorted(|step| step.thread), sorted(|step| step.readied), sorted(|step| step.drawn));
        let whole = sorted(|step| step.thread + step.drawn);
        let (middle, late) = (self.steps / 2, self.steps * 99 / 100);
        let bytes = steps.iter().map(|step| step.bytes).max().unwrap_or_default();
        let readied = ms(readied[middle]);
        let note = format!("at most {bytes} bytes sent; {readied:.2} ms of it ready the card; 99 of 100 within {:.2} ms", ms(thread[late]));
        super::row(what, thread[middle], &note);
        let note = format!("{:.2} ms of it after the thread; 99 of 100 within {:.2} ms", ms(drawn[middle]), ms(whole[late]));
        super::row(&format!("{what}, drawn"), whole[middle], &note);
    }
}

fn is_card(state: &RenderState) -> bool {
    state.adapter.get_info().device_type != wgpu::DeviceType::Cpu
}

/// What the program holds in memory with the bundled incidents and a driver, at rest.
pub fn rest() {
    let (before, Some(state)) = (super::resident_mb(), state()) else { return };
    let driver = super::resident_mb();
    let mut pane = Pane::default();
    let mut program = super::program(&pane.ctx, Vec::new(), Workers::Threads);
    let mut bench = Bench::new(&mut pane, &mut program, state);
    bench.stand_open();
    bench.tell("bundled incidents: a frame at rest", |_| {});
    if let (Some(before), Some(driver), Some(all)) = (before, driver, super::resident_mb()) {
        let note = format!("{before:.0} MB before there was a driver, {driver:.0} MB with it");
        println!("{:<52} {all:>10.0} MB   {note}", "memory of the process with the bundled incidents");
    }
}

/// More points than these are drawn by cards alone.
const MAX_WITHOUT_CARD: usize = 2_000_000;

pub fn points(pane: &mut Pane, program: &mut Marsad, num_points: usize) {
    let Some(state) = state() else {
        println!("points: skipped, there is no driver for graphics");
        return;
    };
    println!("points are drawn by {}", state.adapter.get_info().name);
    if num_points > MAX_WITHOUT_CARD && !is_card(&state) {
        println!("points: skipped, a driver without a card under it would take minutes");
        return;
    }
    program.run(Command::SetWindow(Window::ALL));
    program.run(Command::FitData);
    let mut bench = Bench::new(pane, program, state);
    bench.stand_open();
    bench.tell("clusters on the driver: a frame at rest", |_| {});
    bench.program.run(Command::SetLook(MapLook::Points));
    let longest = (0..60).map(|_| bench.step().thread).max().unwrap_or_default();
    super::row("points: longest frame while they are sent", longest, &format!("{:.1} MB in all", bench.gpu.bytes_sent() as f64 / 1e6));
    bench.tell("points: a frame at rest, all in sight", |_| {});
    let mut from = 1_500_000_000_000;
    bench.tell("points: a frame while the window is dragged", |program| {
        from += 86_400_000;
        program.run(Command::PreviewWindow(Window { from: UtcMs(from), to: UtcMs(from + 200 * 86_400_000) }));
    });
    bench.program.run(Command::SetWindow(Window::ALL));
    let mut lon = 35.0;
    bench.tell("points: a frame while the map moves", |program| {
        lon += 0.05;
        program.run(Command::FlyTo { center: LonLat { lon, lat: 34.0 }, zoom: 5.5 });
    });
}
