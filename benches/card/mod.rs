//! Every incident as its own point: what a frame takes of the interface's thread, and what is sent to the graphics card. Where there
//! is no card a driver on the processor stands in for it; what it takes to draw is told apart.

use std::time::{Duration, Instant};

use egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor, wgpu};
use marsad::app::Marsad;
use marsad::domain::{LonLat, UtcMs, Window};
use marsad::state::{Command, MapLook};
use marsad::ui::Gpu;

/// Steps of each measurement; the median counts.
const STEPS: usize = 15;

struct Bench<'a> {
    ctx: &'a egui::Context,
    program: &'a mut Marsad,
    state: RenderState,
    gpu: Gpu,
    time: f64,
}

#[derive(Clone, Copy, Default)]
struct Step {
    /// Laying out, tessellating, and readying the card.
    thread: Duration,
    readied: Duration,
    /// Until the card, or the processor in its stead, has drawn the points.
    drawn: Duration,
    bytes: u64,
}

impl Bench<'_> {
    fn step(&mut self) -> Step {
        self.time += 0.016;
        let (sent, began) = (self.gpu.bytes_sent(), Instant::now());
        let all = super::primitives(self.ctx, self.program, self.time);
        let laid = began.elapsed();
        let is_own = |primitive: &egui::ClippedPrimitive| matches!(primitive.primitive, egui::epaint::Primitive::Callback(_));
        let own: Vec<_> = all.into_iter().filter(is_own).collect();
        let screen = ScreenDescriptor { size_in_pixels: [1440, 900], pixels_per_point: 1.0 };
        let RenderState { device, queue, renderer, .. } = &self.state;
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let began = Instant::now();
        let more = renderer.write().update_buffers(device, queue, &mut encoder, &own, &screen);
        let readied = began.elapsed();
        let began = Instant::now();
        queue.submit(more.into_iter().chain([encoder.finish()]));
        let _ = device.poll(wgpu::PollType::wait_indefinitely());
        Step { thread: laid + readied, readied, drawn: began.elapsed(), bytes: self.gpu.bytes_sent() - sent }
    }

    fn tell(&mut self, what: &str, mut before: impl FnMut(&mut Marsad)) {
        let steps: Vec<Step> = (0..STEPS)
            .map(|_| {
                before(self.program);
                self.step()
            })
            .collect();
        let median = |of: fn(&Step) -> Duration| {
            let mut times: Vec<Duration> = steps.iter().map(of).collect();
            times.sort();
            times[STEPS / 2]
        };
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let (readied, drawn) = (ms(median(|step| step.readied)), ms(median(|step| step.drawn)));
        let bytes = steps.iter().map(|step| step.bytes).max().unwrap_or_default();
        let note = format!("at most {bytes} bytes sent; {readied:.2} ms of it ready the card, which draws for {drawn:.0} ms");
        super::row(what, median(|step| step.thread), &note);
    }
}

/// More points than these are drawn by cards alone.
const MAX_WITHOUT_CARD: usize = 2_000_000;

pub fn points(ctx: &egui::Context, program: &mut Marsad, num_points: usize, time: f64) {
    let make = || egui_kittest::wgpu::create_render_state(egui_kittest::wgpu::default_wgpu_setup(), RendererOptions::PREDICTABLE);
    let Ok(state) = std::panic::catch_unwind(make) else {
        println!("points: skipped, there is no driver for graphics");
        return;
    };
    println!("points are drawn by {}", state.adapter.get_info().name);
    if num_points > MAX_WITHOUT_CARD && !Gpu::new(state.clone(), 1).has_points() {
        println!("points: skipped, a driver without a card under it would take minutes");
        return;
    }
    let gpu = Gpu::new(state.clone(), 1).even_if_slow();
    program.use_gpu(gpu.clone());
    program.run(Command::SetWindow(Window::ALL));
    program.run(Command::FitData);
    let mut bench = Bench { ctx, program, state, gpu, time };
    // As in a window that has stood open for a while: what is made ahead is there.
    for _ in 0..30 {
        bench.step();
        std::thread::sleep(Duration::from_millis(16));
    }
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
    let mut lon = 40.0;
    bench.tell("points: a frame while the map moves", |program| {
        lon += 0.05;
        program.run(Command::FlyTo { center: LonLat { lon, lat: 34.0 }, zoom: 5.5 });
    });
}
