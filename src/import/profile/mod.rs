//! How a kind of export maps to the model: told from its members, decided once for a file.

mod acled;
mod airwars;
mod atlos;
mod columns;
mod gdacs;
mod gdelt;
mod generic;
mod geoconfirmed;
mod gtd;
mod marsad;
mod plus_code;
mod timemap;
mod ucdp;
mod usgs;
mod ushahidi;

use super::feature::RawFeature;
use super::geometry::Shape;
use super::notes::Notes;
use crate::domain::{Incident, RawRecord};

/// The mapping that was chosen for a file; reading a record again with it gives the same incident.
#[derive(Clone, Debug)]
pub enum ProfilePlan {
    Marsad(marsad::Defaults),
    Usgs,
    Known(&'static KnownExport),
    Generic(Box<generic::Mapping>),
}

/// An export that is told by its columns.
#[derive(Debug)]
pub struct KnownExport {
    pub name: &'static str,
    /// All of these stand in the first record.
    tell_tale: &'static [&'static str],
    incident: fn(&RawFeature, Option<Shape>, RawRecord, &mut Notes) -> Incident,
}

static KNOWN: [KnownExport; 10] = [
    KnownExport { name: "acled", tell_tale: acled::TELL_TALE, incident: acled::incident },
    KnownExport { name: "ucdp", tell_tale: ucdp::TELL_TALE, incident: ucdp::incident },
    KnownExport { name: "gdelt", tell_tale: gdelt::TELL_TALE, incident: gdelt::incident },
    KnownExport { name: "gtd", tell_tale: gtd::TELL_TALE, incident: gtd::incident },
    KnownExport { name: "airwars", tell_tale: airwars::TELL_TALE, incident: airwars::incident },
    KnownExport { name: "atlos", tell_tale: atlos::TELL_TALE, incident: atlos::incident },
    KnownExport { name: "timemap", tell_tale: timemap::TELL_TALE, incident: timemap::incident },
    KnownExport { name: "ushahidi", tell_tale: ushahidi::TELL_TALE, incident: ushahidi::incident },
    KnownExport { name: "gdacs", tell_tale: gdacs::TELL_TALE, incident: gdacs::incident },
    KnownExport { name: "geoconfirmed", tell_tale: geoconfirmed::TELL_TALE, incident: geoconfirmed::incident },
];

/// The export of which the sample has all tell-tale columns; of several that with the most.
fn known_export(sample: &Sample, notes: &mut Notes) -> Option<&'static KnownExport> {
    let mut fitting: Vec<&KnownExport> = KNOWN.iter().filter(|known| columns::has_columns(sample, known.tell_tale)).collect();
    fitting.sort_by_key(|known| std::cmp::Reverse(known.tell_tale.len()));
    if let [chosen, others @ ..] = fitting.as_slice()
        && !others.is_empty()
    {
        let others: Vec<&str> = others.iter().map(|known| known.name).collect();
        notes.say(
            "other_profile",
            format!("The columns fit several known exports; the file was read as {}, not as {}.", chosen.name, others.join(", ")),
        );
    }
    fitting.first().copied()
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
            Self::Known(known) => known.name,
            Self::Generic(_) => "generic",
        }
    }

    /// The zone in which the file tells its times, where it names one for all.
    pub fn zone(&self) -> Option<&str> {
        match self {
            Self::Marsad(defaults) => defaults.zone.as_deref(),
            Self::Usgs | Self::Known(_) | Self::Generic(_) => None,
        }
    }

    pub fn decide(document: &DocumentMembers, sample: &Sample, notes: &mut Notes) -> Self {
        if let Some(marsad) = marsad::recognised(document, sample) {
            return Self::Marsad(marsad);
        }
        if usgs::is_recognised(document, sample) {
            return Self::Usgs;
        }
        if let Some(known) = known_export(sample, notes) {
            return Self::Known(known);
        }
        Self::Generic(Box::new(generic::Mapping::decide(sample, notes)))
    }

    pub fn incident(&self, feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
        match self {
            Self::Marsad(defaults) => marsad::incident(defaults, feature, shape, raw, notes),
            Self::Usgs => usgs::incident(feature, shape, raw),
            Self::Known(known) => (known.incident)(feature, shape, raw, notes),
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
