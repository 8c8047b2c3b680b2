//! What a newer version of a layer changes, down to the properties that no column of a store holds.

use crate::import::read_record;
use crate::state::{Layer, LoadedLayer};
use crate::store::{ChangeKind, ChangedField, Difference, FieldChange};

/// Incidents whose records are read again in both versions.
const MAX_READ: usize = 500;

/// The difference of the stores; where the older file can still be read, with the properties that have changed besides, as they are written.
pub fn compared(older: &Layer, newer: &LoadedLayer) -> Difference {
    let mut difference = newer.store.difference(&older.store);
    let mapping = newer.plan.mapping().map(|(mapping, ..)| mapping);
    let is_told =
        |name: &str| mapping.is_some_and(|mapping| mapping.roles().any(|(_, columns)| columns.iter().any(|column| column == name)));
    for change in difference.listed.iter_mut().filter(|change| change.kind == ChangeKind::Changed).take(MAX_READ) {
        let read = || {
            let before = read_record(older.source.as_ref(), older.store.record(change.before?)?, &older.plan).ok()?;
            let after = read_record(newer.source.as_ref(), newer.store.record(change.row)?, &newer.plan).ok()?;
            Some((before.raw.properties, after.raw.properties))
        };
        // A file that was written over is gone.
        let Some((before, after)) = read() else { continue };
        let is_bare = change.fields.iter().all(|field| field.field == ChangedField::Other);
        // What a known export's columns mean the fields have told.
        let is_wanted = |field: &FieldChange| is_bare || mapping.is_some() && !is_told(&field.name);
        let properties: Vec<FieldChange> = properties(&before, &after).into_iter().filter(is_wanted).collect();
        if is_bare && !properties.is_empty() {
            change.fields.clear();
        }
        change.fields.extend(properties);
    }
    difference
}

/// The properties, names and JSON, that are not the same.
fn properties(before: &[(String, String)], after: &[(String, String)]) -> Vec<FieldChange> {
    let value =
        |of: &[(String, String)], name: &str| of.iter().find(|(have, _)| have == name).map_or_else(String::new, |(_, json)| said(json));
    let gone = before.iter().filter(|(name, _)| after.iter().all(|(have, _)| have != name));
    let names = after.iter().chain(gone).map(|(name, _)| name);
    let changes = names.map(|name| FieldChange {
        field: ChangedField::Property,
        name: name.clone(),
        before: value(before, name),
        after: value(after, name),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// A text without its quotes; null is nothing.
fn said(json: &str) -> String {
    match serde_json::from_str::<Option<String>>(json) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => json.to_owned(),
    }
}
