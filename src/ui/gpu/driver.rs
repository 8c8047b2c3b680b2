//! Which driver the window is painted by, and how it is asked.

use std::sync::Arc;

use egui_wgpu::{WgpuSetup, WgpuSetupCreateNew, wgpu};

/// What to ask a driver for, in the order in which it is tried. Asking for OpenGL loads a second driver with threads of its own beside
/// the first, so it is asked for only where no other one can paint the window. `WGPU_BACKEND` names one and leaves no choice.
pub fn driver_setups() -> Vec<WgpuSetup> {
    match wgpu::Backends::from_env() {
        Some(named) => vec![setup(named)],
        None => vec![setup(wgpu::Backends::PRIMARY), setup(wgpu::Backends::GL)],
    }
}

fn setup(backends: wgpu::Backends) -> WgpuSetup {
    let mut setup = WgpuSetupCreateNew::without_display_handle();
    setup.instance_descriptor.backends = backends;
    let usual = setup.device_descriptor;
    // Buffers of many sizes come and go here, not a game's worlds: small blocks leave less of what is taken unused.
    let hints = wgpu::MemoryHints::MemoryUsage;
    setup.device_descriptor = Arc::new(move |adapter| wgpu::DeviceDescriptor { memory_hints: hints.clone(), ..usual(adapter) });
    WgpuSetup::CreateNew(setup)
}
