//! What a file says, against what the reader makes of it.

mod damage;
mod exports;
mod known;
mod mapping;
mod matrix;
mod midnights;
mod nowhere;
mod orders;
mod framings;
mod hostile;
mod profiles;
mod systems;
mod threads;
mod times;
mod zones;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::{Incident, LoadReport};

/// Loads a text and holds the identity.
fn load(text: impl AsRef<[u8]>) -> (LoadReport, Vec<Incident>, Option<ProfilePlan>) {
    try_load(text.as_ref()).unwrap()
}

fn try_load(bytes: &[u8]) -> Result<(LoadReport, Vec<Incident>, Option<ProfilePlan>), ImportError> {
    let source = MemorySource::new(Arc::from(bytes));
    let mut incidents = Vec::new();
    let loaded = read_layer(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |incident| incidents.push(incident))?;
    let report = loaded.report;
    assert!(report.adds_up(), "{report:?}");
    assert_eq!(report.on_map + report.without_place, incidents.len() as u64, "{report:?}");
    Ok((report, incidents, Some(loaded.plan)))
}

fn codes(report: &LoadReport) -> Vec<&'static str> {
    report.notes.iter().map(|note| note.code.0).collect()
}

fn feature(id: u32) -> String {
    format!(
        r#"{{"type":"Feature","id":"f{id}","properties":{{"name":"number {id} with \"quotes\" and }}]{{[","date":"2022-01-{:02}"}},"geometry":{{"type":"Point","coordinates":[{}.5,35.25]}}}}"#,
        id % 28 + 1,
        id % 170
    )
}

fn collection(count: u32) -> String {
    let features: Vec<String> = (0..count).map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",\n"))
}

/// What may happen to a file on its way.
#[derive(Clone, Copy, Debug)]
enum Harm {
    Overwrite(u8),
    Insert(u8),
    Delete(usize),
    Repeat(usize),
}

fn harms(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(prop::sample::Index, Harm)>> {
    let byte = || prop_oneof![4 => prop::sample::select(br#"{}[]",:\ 0n"#.as_slice()), 1 => any::<u8>()];
    let harm = prop_oneof![
        byte().prop_map(Harm::Overwrite),
        byte().prop_map(Harm::Insert),
        (1..400usize).prop_map(Harm::Delete),
        (1..400usize).prop_map(Harm::Repeat),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), harm), count)
}

fn harm(bytes: &mut Vec<u8>, harms: &[(prop::sample::Index, Harm)]) {
    for (at, harm) in harms {
        let at = at.index(bytes.len() - 400);
        match *harm {
            Harm::Overwrite(byte) => bytes[at] = byte,
            Harm::Insert(byte) => bytes.insert(at, byte),
            Harm::Delete(count) => drop(bytes.drain(at..at + count)),
            Harm::Repeat(count) => {
                let again = bytes[at..at + count].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
}
