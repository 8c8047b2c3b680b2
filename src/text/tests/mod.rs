//! Tests of the text layer as a whole.

mod carets;
mod order;
mod picture;
mod setting;
