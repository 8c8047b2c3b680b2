//! Everything that is held from outside: how the sources are built, the commands on the real program, the window
//! through its accessible names, and a few pictures.

mod architecture;
mod asking;
mod bundled;
mod command_line;
mod crowded;
mod density;
mod commands;
mod converting;
mod edits;
mod exports;
mod fields;
mod flowing;
mod formats;
mod labels;
mod mapping;
mod matrix;
mod messages;
mod reloading;
mod places;
mod plain;
mod points;
mod report;
mod sheets;
mod snapshots;
mod source;
mod tracks;
mod window;
