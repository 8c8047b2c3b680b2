//! Flying: the map moves to where a command sent it, quickly and gently, or at once with reduced motion.

use egui::Ui;

use crate::domain::LonLat;
use crate::ui::cx::Cx;

/// Seconds that a flight takes.
const FLIGHT_SECS: f64 = 0.18;

/// A flight under way, and which command it follows.
#[derive(Default)]
pub struct Motion {
    /// The last request of the state that was followed.
    followed: Option<u64>,
    flight: Option<Flight>,
}

struct Flight {
    from: (LonLat, f64),
    to: (LonLat, f64),
    began: f64,
}

impl Motion {
    /// Takes up the state's latest request and moves the map on. Returns whether it is still moving.
    pub fn follow(&mut self, cx: &Cx, ui: &Ui, memory: &mut walkers::MapMemory) -> bool {
        let wanted = cx.state.interface.fly;
        if self.followed != Some(wanted) {
            let view = &cx.state.view;
            if self.followed.is_none() {
                place(memory, view.center, view.zoom);
            } else {
                self.go(ui, memory, view.center, view.zoom);
            }
            self.followed = Some(wanted);
        }
        self.step(ui, memory)
    }

    /// Begins a flight from where the map is now.
    pub fn go(&mut self, ui: &Ui, memory: &walkers::MapMemory, center: LonLat, zoom: f64) {
        let now = memory.detached().map_or(center, |at| LonLat { lon: at.x(), lat: at.y() });
        // A second key press during a flight goes on from where the first was going to.
        self.flight = Some(Flight { from: (now, memory.zoom()), to: (center, zoom), began: ui.input(|input| input.time) });
    }

    fn step(&mut self, ui: &Ui, memory: &mut walkers::MapMemory) -> bool {
        let Some(flight) = &self.flight else { return false };
        let part = if ui.style().animation_time > 0.0 {
            ((ui.input(|input| input.time) - flight.began) / FLIGHT_SECS).clamp(0.0, 1.0)
        } else {
            1.0
        };
        // Ease out.
        let eased = 1.0 - (1.0 - part).powi(3);
        let mix = |from: f64, to: f64| from + (to - from) * eased;
        let mut to_lon = flight.to.0.lon;
        if to_lon - flight.from.0.lon > 180.0 {
            to_lon -= 360.0;
        } else if flight.from.0.lon - to_lon > 180.0 {
            to_lon += 360.0;
        }
        let mut lon = mix(flight.from.0.lon, to_lon);
        if part >= 1.0 {
            lon = flight.to.0.lon;
        }
        place(memory, LonLat { lon, lat: mix(flight.from.0.lat, flight.to.0.lat) }, mix(flight.from.1, flight.to.1));
        ui.ctx().request_repaint();
        if part >= 1.0 {
            self.flight = None;
        }
        true
    }
}

fn place(memory: &mut walkers::MapMemory, center: LonLat, zoom: f64) {
    memory.center_at(walkers::lon_lat(center.lon, center.lat));
    // Only a zoom outside 0 to 26 is refused, and commands keep it within 0 to 20.
    let _ = memory.set_zoom(zoom.clamp(0.0, 20.0));
}
