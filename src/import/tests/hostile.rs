//! Public files that break readers, read where they lie beside the project; skipped, saying so, where they do not.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;

fn folder() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/hostile");
    path.join("MANIFEST.tsv").exists().then_some(path)
}

/// What the reader made of a case.
fn outcome(bytes: Vec<u8>) -> Result<LoadReport, String> {
    // A small stack: nesting must not be able to exhaust it.
    let thread = std::thread::Builder::new()
        .stack_size(512 << 10)
        .spawn(move || try_load(&bytes).map(|(report, ..)| report).map_err(|error| error.to_string()));
    thread.unwrap().join().expect("no panic, whatever the bytes")
}

#[test]
fn no_hostile_file_makes_the_reader_panic_hang_or_pass_in_silence() {
    let Some(folder) = folder() else {
        println!("hostile: 0 run, all skipped: ../shared/hostile is not there");
        return;
    };
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let (mut run, mut skipped, mut wrong) = (0, 0, Vec::new());
    for line in manifest.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [path, _, _, expected] = columns[..] else { continue };
        let is_ours = ["json-test-suite/", "geojsonhint/", "geojson-fixtures/", "strings/"].iter().any(|start| path.starts_with(start))
            && !path.ends_with(".result");
        if !is_ours {
            skipped += 1;
            continue;
        }
        run += 1;
        let began = Instant::now();
        let outcome = outcome(std::fs::read(folder.join(path)).unwrap());
        assert!(began.elapsed() < Duration::from_secs(5), "{path} took {:?}", began.elapsed());
        let is_plain_json = path.starts_with("json-test-suite/") || path.starts_with("strings/");
        let fits = match (expected, &outcome) {
            // Sound JSON without a feature is answered so, which is no failure.
            ("accept", Err(words)) => is_plain_json && (words.contains("no incidents") || words.contains("not JSON")),
            ("accept", Ok(report)) => report.quarantined == 0 || is_plain_json,
            ("reject", Ok(report)) => report.quarantined > 0 || !report.notes.is_empty(),
            _ => true,
        };
        if !fits {
            wrong.push(format!("{path} ({expected}): {outcome:?}"));
        }
    }
    println!("hostile: {run} run, {skipped} skipped (not GeoJSON), {} against their verdict", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
