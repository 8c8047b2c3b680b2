//! (being built)
#[derive(Debug)]
pub struct TextLayout {}
