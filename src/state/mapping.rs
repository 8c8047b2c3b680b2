//! A mapping in the making: what the user has set so far, and what the first incidents come to by it.

use std::sync::Arc;

use super::{Layer, LayerId};
use crate::domain::{DateOrder, Incident, Mapping, MappingOrigin, SavedProfile};

#[derive(Clone, Debug, PartialEq)]
pub struct MappingDraft {
    pub layer: LayerId,
    pub mapping: Mapping,
    /// The name under which it would be saved.
    pub name: String,
    /// The first incidents as the mapping reads them; those of an earlier mapping until it is read.
    pub preview: Vec<Arc<Incident>>,
}

impl MappingDraft {
    /// Begins with what the layer was read by; `None` for a known export.
    pub fn of(layer: &Layer) -> Option<Self> {
        let (mapping, origin, _) = layer.plan.mapping()?;
        let name = match origin {
            MappingOrigin::Saved(name) => name.clone(),
            MappingOrigin::Guessed | MappingOrigin::Chosen => String::new(),
        };
        Some(Self { layer: layer.id, mapping: mapping.clone(), name, preview: Vec::new() })
    }

    /// The mapping under its name, known again by the columns that it uses and by those that no record lacks.
    pub fn profile(&self, layer: &Layer) -> SavedProfile {
        let used = |name: &String| self.mapping.roles().any(|(_, columns)| columns.contains(name));
        let sampled = layer.plan.mapping().map(|(_, _, proposal)| proposal.columns.as_slice()).unwrap_or_default();
        let columns = sampled.iter().filter(|column| column.in_all || used(&column.name)).map(|column| column.name.clone()).collect();
        SavedProfile { name: self.name.trim().to_owned(), columns, mapping: self.mapping.clone() }
    }
}

/// By what the columns of an unknown table are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LoadColumns {
    /// By the saved profile that fits, or a guess.
    #[default]
    AsKnown,
    /// So too; the order of day and month of a known export is this one, where its dates prove none.
    Ordered(DateOrder),
    Chosen(Box<Mapping>),
    /// By a profile that is saved first.
    Saving(Box<SavedProfile>),
}
