//! The one door to the network: shut unless the user switched a source on; every request is counted and listed.

mod door;
mod log;

pub use door::{Door, NetError};
pub use log::{Requests, requests};
