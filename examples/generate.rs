//! Writes a made-up export: `cargo run --release --example generate -- plain 1000000 out.geojson`.

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::io::{BufWriter, Write};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let kind = args.next().as_deref().and_then(generator::Kind::parse);
    let features = args.next().and_then(|text| text.parse().ok());
    let (Some(kind), Some(features), Some(path)) = (kind, features, args.next()) else {
        eprintln!("usage: generate plain|mixed|archive FEATURES FILE");
        std::process::exit(2);
    };
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    generator::write_export(kind, features, &mut out)?;
    out.flush()
}
