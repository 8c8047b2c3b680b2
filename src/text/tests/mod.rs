//! Tests of the text layer as a whole.

mod order;
mod picture;
