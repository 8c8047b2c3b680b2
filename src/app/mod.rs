//! The shell: one frame after the other, the jobs behind it, and the window itself.

mod frame;
mod headless;
mod jobs;
mod keys;
mod watching;
mod window;

pub use frame::{Marsad, Start, Wish};
pub use headless::picture_of_window;
pub use jobs::{Jobs, Workers};
pub use window::{WindowError, has_display, run};
