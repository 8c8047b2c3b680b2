//! What a file says, against what the reader makes of it.

mod damage;
mod exports;
mod known;
mod mapping;
mod matrix;
mod framings;
mod hostile;
mod profiles;
mod threads;

use std::sync::Arc;

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
