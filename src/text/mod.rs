//! Text as it must be read: order, joining, wrapping, fonts; and the interface's words in its languages.

mod layout;

pub use layout::TextLayout;
