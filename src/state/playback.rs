//! Playing time: how fast the window moves.

/// How fast the window moves while playing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Milliseconds of the incidents' time per second on the wall.
    Time { ms_per_sec: i64 },
    /// Incidents per second on the wall.
    Events { per_sec: f64 },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playback {
    pub is_playing: bool,
    pub speed: Speed,
    /// Part of an event step that is still to come, from 0 to 1.
    pub(crate) owed: f64,
}

impl Default for Playback {
    fn default() -> Self {
        Self { is_playing: false, speed: Speed::Time { ms_per_sec: 6 * 3_600_000 }, owed: 0.0 }
    }
}
