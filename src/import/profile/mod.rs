//! How a kind of export maps to the model: told from its members, decided once for a file.

mod acled;
mod columns;
mod generic;
mod marsad;
mod ucdp;
mod usgs;

use super::feature::RawFeature;
use super::geometry::Shape;
use super::notes::Notes;
use crate::domain::{Incident, RawRecord};

/// The mapping that was chosen for a file; reading a record again with it gives the same incident.
#[derive(Clone, Debug)]
pub enum ProfilePlan {
    Marsad(marsad::Defaults),
    Usgs,
    Acled,
    Ucdp,
    Generic(Box<generic::Mapping>),
}

/// Members of the document beside its features: what a profile is told from.
#[derive(Clone, Debug, Default)]
pub struct DocumentMembers(pub Vec<(String, String)>);

impl DocumentMembers {
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(have, _)| have == key).map(|(_, value)| value.as_str())
    }
}

/// The first features of a file, as far as they are needed to choose.
pub struct Sample {
    /// Key and JSON text of each property.
    pub rows: Vec<Vec<(String, String)>>,
}

impl ProfilePlan {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Marsad(_) => "marsad",
            Self::Usgs => "usgs",
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Generic(_) => "generic",
        }
    }

    /// The zone in which the file tells its times, where it names one for all.
    pub fn zone(&self) -> Option<&str> {
        match self {
            Self::Marsad(defaults) => defaults.zone.as_deref(),
            Self::Usgs | Self::Acled | Self::Ucdp | Self::Generic(_) => None,
        }
    }

    pub fn decide(document: &DocumentMembers, sample: &Sample, notes: &mut Notes) -> Self {
        if let Some(marsad) = marsad::recognised(document, sample) {
            return Self::Marsad(marsad);
        }
        if usgs::is_recognised(document, sample) {
            return Self::Usgs;
        }
        if acled::is_recognised(sample) {
            return Self::Acled;
        }
        if ucdp::is_recognised(sample) {
            return Self::Ucdp;
        }
        Self::Generic(Box::new(generic::Mapping::decide(sample, notes)))
    }

    pub fn incident(&self, feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
        match self {
            Self::Marsad(defaults) => marsad::incident(defaults, feature, shape, raw, notes),
            Self::Usgs => usgs::incident(feature, shape, raw),
            Self::Acled => acled::incident(feature, shape, raw, notes),
            Self::Ucdp => ucdp::incident(feature, shape, raw, notes),
            Self::Generic(mapping) => mapping.incident(feature, shape, raw, notes),
        }
    }
}

/// An incident that says nothing yet.
fn blank(feature: &RawFeature, raw: RawRecord) -> Incident {
    Incident {
        id: feature.id.clone(),
        title: crate::domain::Words::new(),
        text: crate::domain::Words::new(),
        category: crate::domain::Category::default(),
        when: None,
        places: Vec::new(),
        unplaced_name: crate::domain::Words::new(),
        actors: Vec::new(),
        claims: Vec::new(),
        verification: crate::domain::Verification::Reported,
        work_status: crate::domain::WorkStatus::New,
        attribution: crate::domain::Attribution::Unknown,
        relations: Vec::new(),
        media: Vec::new(),
        revision: None,
        raw,
    }
}
