//! Packs the texts that are compiled in: they stay readable in the project, and take a third of their room in the program.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const PACKED: [&str; 4] =
    ["assets/messages/en.ftl", "assets/messages/ar.ftl", "assets/messages/sentences.ar.txt", "data/january-2022.geojson"];
/// As small as miniz makes it.
const LEVEL: u8 = 10;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    for path in PACKED {
        println!("cargo::rerun-if-changed={path}");
        let name = Path::new(path).file_name().ok_or_else(|| io::Error::other(format!("{path} names no file")))?;
        fs::write(out.join(name), miniz_oxide::deflate::compress_to_vec(&fs::read(path)?, LEVEL))?;
    }
    Ok(())
}
