//! The window itself: eframe on wgpu, a graphics card where there is one, else the processor.

use super::frame::{Marsad, Start};
use crate::ui::{Gpu, driver_setups};

#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error(
        "The window could not be opened: {0}\nOn Debian: apt-get install libvulkan1 mesa-vulkan-drivers libxkbcommon-x11-0 libx11-xcb1 libxcursor1 libxi6 libxrandr2. Without a window, `marsad render` draws the same map."
    )]
    Open(String),
}

/// True where a window can be opened: a display is named, or the system always has one.
pub fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "windows", target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Samples of each pixel.
const SAMPLES: u16 = 4;

/// Opens the window and returns when it is closed.
pub fn run(start: Start) -> Result<(), WindowError> {
    let mut start = Some(start);
    let mut outcome = Ok(());
    for setup in driver_setups() {
        let mut options = eframe::NativeOptions { viewport: viewport(), multisampling: SAMPLES, ..Default::default() };
        options.wgpu_options.wgpu_setup = setup;
        outcome = run_by(options, &mut start);
        // No driver of that kind can paint here: the next one is asked.
        if !matches!(outcome, Err(eframe::Error::Wgpu(_))) || start.is_none() {
            break;
        }
    }
    outcome.map_err(|error| WindowError::Open(error.to_string()))
}

fn viewport() -> egui::ViewportBuilder {
    egui::ViewportBuilder::default()
        .with_title("Marsad · مرصد")
        .with_app_id("marsad")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([1024.0, 640.0])
        .with_drag_and_drop(true)
}

/// Takes what the program starts with as soon as there is a window.
fn run_by(options: eframe::NativeOptions, start: &mut Option<Start>) -> eframe::Result {
    let make = |cc: &eframe::CreationContext| {
        let start = start.take().ok_or("The program has been started already.")?;
        let mut program = Marsad::new(&cc.egui_ctx, start);
        if let Some(state) = &cc.wgpu_render_state {
            program.use_gpu(Gpu::new(state.clone(), u32::from(SAMPLES)));
        }
        Ok(Box::new(Shell(program)) as Box<dyn eframe::App>)
    };
    eframe::run_native("marsad", options, Box::new(make))
}

struct Shell(Marsad);

impl eframe::App for Shell {
    fn logic(&mut self, _ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.0.take_in();
    }
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.0.frame(ui);
    }
}
