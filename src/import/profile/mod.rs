//! How a kind of export maps to the model: told from its members, decided once for a file.

mod acled;
mod airwars;
mod atlos;
mod bounds;
mod columns;
mod days;
mod gdacs;
mod gdelt;
mod generic;
mod geoconfirmed;
mod gtd;
mod heads;
mod lists;
mod looks;
mod marsad;
mod midnights;
mod names;
mod orders;
mod parts;
mod plus_code;
mod positions;
mod proposal;
mod reach;
mod said_names;
mod spans;
mod sums;
mod swapped;
mod timemap;
mod ucdp;
mod usgs;
mod ushahidi;
mod zone_names;

use std::sync::Arc;

use super::feature::RawFeature;
use super::geometry::{Placing, Shape};
use super::notes::{self, Notes, SampleRow};
use super::translate::geometry::NamedCrs;
use crate::domain::{DateOrder, Incident, Mapping, MappingOrigin, Proposal, RawRecord, SavedProfile};

use columns::Columns;
use generic::text_of;
use orders::{FileOrder, OrderBy, Orders, Proved};

pub use columns::number_in;
pub use generic::{GenericPlan, PlainRoles, text_in};
pub use heads::told_by;
pub use names::counts_or_tells_apart;
pub use proposal::names_a_place;
pub use sums::{is_remark, is_row_of_sums};

/// The mapping that was chosen for a file; reading a record again with it gives the same incident.
#[derive(Clone, Debug)]
pub enum ProfilePlan {
    Marsad(marsad::Defaults),
    Usgs,
    /// With the order of day and month in the file.
    Known(&'static KnownExport, FileOrder),
    Generic(Box<GenericPlan>),
    /// Any of the others, with geometries in the coordinate system that the file names.
    Projected(NamedCrs, Box<Self>),
}

/// What a known export makes of a record.
type ReadRecord = fn(Columns, Option<Shape>, RawRecord, &mut Notes) -> Incident;

/// An export that is told by its columns.
#[derive(Debug)]
pub struct KnownExport {
    pub name: &'static str,
    /// How many of its own columns stand in a sample; 0 where it is another kind of file.
    tells: fn(&Sample) -> usize,
    /// Its columns of dates, in which a spreadsheet may have put day and month in the order of its country.
    dates: &'static [&'static str],
    /// That order, where the export itself writes its dates so.
    own_order: DateOrder,
    incident: ReadRecord,
}

impl KnownExport {
    const fn new(name: &'static str, tells: fn(&Sample) -> usize, dates: &'static [&'static str], incident: ReadRecord) -> Self {
        Self { name, tells, dates, own_order: DateOrder::Unknown, incident }
    }

    const fn month_first(self) -> Self {
        Self { own_order: DateOrder::MonthFirst, ..self }
    }

    /// The order of day and month that the dates of the file prove; where they prove none, or both, the one that the user has said; else
    /// the export's own, unless both are proved.
    fn order(&self, sample: &Sample, said: Option<DateOrder>, notes: &mut Notes) -> FileOrder {
        let cells = sample.rows.iter().flatten().filter(|(column, _)| self.dates.iter().any(|name| columns::is_called(column, name)));
        let written: Vec<String> = cells.filter_map(|(_, json)| text_of(json)).chain(sample.dates.iter().cloned()).collect();
        match (Orders::of(&written).proved(notes), said) {
            (Proved::One(order), _) => FileOrder { order, by: OrderBy::Proof },
            (_, Some(order)) => FileOrder { order, by: OrderBy::User },
            (Proved::Nothing, None) => FileOrder { order: self.own_order, by: OrderBy::Export },
            (Proved::Both, None) => FileOrder::default(),
        }
    }
}

static KNOWN: [KnownExport; 10] = [
    KnownExport::new("acled", acled::tells, &["event_date"], acled::incident),
    KnownExport::new("ucdp", ucdp::tells, &["date_start", "date_end"], ucdp::incident),
    KnownExport::new("gdelt", gdelt::tells, &["SQLDATE", "Day"], gdelt::incident),
    KnownExport::new("gtd", gtd::tells, &["resolution"], gtd::incident).month_first(),
    KnownExport::new("airwars", airwars::tells, &["incident_date", "incident_date_end"], airwars::incident),
    KnownExport::new("atlos", atlos::tells, &["attr_date", "date"], atlos::incident),
    KnownExport::new("timemap", timemap::tells, &["date"], timemap::incident).month_first(),
    KnownExport::new("ushahidi", ushahidi::tells, &["post_date", "created", "Post Date (UTC)"], ushahidi::incident),
    KnownExport::new("gdacs", gdacs::tells, &["fromdate", "todate"], gdacs::incident),
    KnownExport::new("geoconfirmed", geoconfirmed::tells, &["date", "when", "begin", "end"], geoconfirmed::incident),
];

/// The export of which the sample has all tell-tale columns; of several that with the most.
fn known_export(sample: &Sample, notes: &mut Notes) -> Option<&'static KnownExport> {
    let mut fitting: Vec<(usize, &KnownExport)> =
        KNOWN.iter().map(|known| ((known.tells)(sample), known)).filter(|(num_columns, _)| *num_columns > 0).collect();
    fitting.sort_by_key(|(num_columns, _)| std::cmp::Reverse(*num_columns));
    if let [(_, chosen), others @ ..] = fitting.as_slice()
        && !others.is_empty()
    {
        let others: Vec<&str> = others.iter().map(|(_, known)| known.name).collect();
        notes.say(
            "other_profile",
            format!("The columns fit several known exports; the file was read as {}, not as {}.", chosen.name, others.join(", ")),
        );
    }
    fitting.first().map(|(_, known)| *known)
}

/// Members of the document beside its features: what a profile is told from.
#[derive(Clone, Debug, Default)]
pub struct DocumentMembers(pub Vec<(String, String)>);

impl DocumentMembers {
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(have, _)| have == key).map(|(_, value)| value.as_str())
    }

    /// With a coordinate system that stands behind them, where they name none.
    pub fn with_crs(mut self, late: Option<&str>) -> Self {
        if let Some(late) = late.filter(|_| self.get("crs").is_none()) {
            self.0.push(("crs".to_owned(), late.to_owned()));
        }
        self
    }

    /// The coordinate system that the document names, where that is not WGS 84.
    pub fn named_crs(&self) -> Option<NamedCrs> {
        NamedCrs::in_member(self.get("crs")?)
    }
}

/// The first features of a file, as far as they are needed to choose.
#[derive(Default)]
pub struct Sample {
    pub rows: Vec<SampleRow>,
    /// For each row, as far as rows are of the first records, the first position of its geometry, as it stands there.
    pub positions: Vec<Option<[f64; 2]>>,
    /// Dates from behind them that prove an order of day and month.
    pub dates: Vec<String>,
}

/// The text of a cell; `None` where there is none.
fn cell_of(row: &SampleRow, column: &str) -> Option<String> {
    row.iter().find(|(key, _)| key == column).and_then(|(_, json)| generic::text_of(json))
}

impl Sample {
    /// The positions that there are.
    pub fn geometries(&self) -> impl Iterator<Item = [f64; 2]> {
        self.positions.iter().copied().flatten()
    }
}

/// What the user has said of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserProfiles {
    /// The sheet of a workbook, or the file in an archive, that is to be read.
    pub part: Option<String>,
    /// The order of day and month of a known export, where its dates prove none.
    pub order: Option<DateOrder>,
    /// The mapping for this file, whatever it looks like.
    pub chosen: Option<Mapping>,
    /// Tried after the known exports, before guessing; the first that fits.
    pub saved: Arc<[SavedProfile]>,
}

impl ProfilePlan {
    /// The plan but for its coordinate system.
    fn kind(&self) -> &Self {
        match self {
            Self::Projected(_, plan) => plan.kind(),
            plan => plan,
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Projected(_, plan) => plan.name(),
            Self::Marsad(_) => "marsad",
            Self::Usgs => "usgs",
            Self::Known(known, _) => known.name,
            Self::Generic(plan) => match &plan.origin {
                MappingOrigin::Guessed => "generic",
                MappingOrigin::Chosen => "chosen",
                MappingOrigin::Saved(name) => name,
            },
        }
    }

    /// Whether records with one id are stages of one incident.
    pub fn tells_histories(&self) -> bool {
        matches!(self.kind(), Self::Known(known, _) if known.name == "gdacs")
    }

    /// The zone in which the file tells its times, where it names one for all.
    pub fn zone(&self) -> Option<&str> {
        match self {
            Self::Marsad(defaults) => defaults.zone.as_deref(),
            Self::Generic(plan) => plan.mapping.zone.as_deref(),
            Self::Usgs | Self::Known(..) => None,
            Self::Projected(_, plan) => plan.zone(),
        }
    }

    /// The order of day and month in the whole file.
    pub fn order(&self) -> DateOrder {
        match self.kind() {
            Self::Known(_, file) => file.order,
            Self::Generic(plan) => plan.mapping.order,
            _ => DateOrder::Unknown,
        }
    }

    /// That order, where the user has said it.
    pub fn said_order(&self) -> Option<DateOrder> {
        match self.kind() {
            Self::Known(_, file) if file.by == OrderBy::User => Some(file.order),
            _ => None,
        }
    }

    /// Whether the user may say the order of day and month apart from any mapping: of a known export.
    pub fn takes_order(&self) -> bool {
        matches!(self.kind(), Self::Known(..))
    }

    /// How the numbers of the file's geometries are to be taken.
    pub fn placing(&self) -> Placing<'_> {
        match self {
            Self::Projected(named, plan) => Placing { named: Some(named), ..plan.placing() },
            Self::Generic(plan) => Placing { is_swapped: plan.mapping.swapped, named: None },
            Self::Marsad(_) | Self::Usgs | Self::Known(..) => Placing::default(),
        }
    }

    /// The mapping that the user has set for this file, which a newer version of it is read by too.
    pub fn chosen(&self) -> Option<&Mapping> {
        match self.kind() {
            Self::Generic(plan) if plan.origin == MappingOrigin::Chosen => Some(&plan.mapping),
            _ => None,
        }
    }

    /// The same file read by another mapping; `None` where a known export says what its columns are.
    pub fn with_mapping(&self, mapping: Mapping) -> Option<Self> {
        if let Self::Projected(named, plan) = self {
            return Some(Self::Projected(named.clone(), Box::new(plan.with_mapping(mapping)?)));
        }
        let Self::Generic(plan) = self else { return None };
        Some(Self::Generic(Box::new(GenericPlan::new(mapping, MappingOrigin::Chosen, Arc::clone(&plan.proposal)))))
    }

    /// Tells where the places that a guessed mapping names speak against its positions.
    pub fn tell_swapped(&self, sample: &Sample, notes: &mut Notes) {
        if let Self::Generic(plan) = self
            && plan.origin == MappingOrigin::Guessed
            && swapped::are_swapped(&plan.mapping, sample)
        {
            notes.add(notes::SWAPPED_BY_NAMES);
        }
    }

    /// The mapping of an unknown table with what was guessed of it.
    pub fn mapping(&self) -> Option<(&Mapping, &MappingOrigin, &Proposal)> {
        match self.kind() {
            Self::Generic(plan) => Some((&plan.mapping, &plan.origin, &plan.proposal)),
            _ => None,
        }
    }

    pub fn decide(document: &DocumentMembers, sample: &Sample, users: &UserProfiles, notes: &mut Notes) -> Self {
        let kind = Self::decide_kind(document, sample, users, notes);
        match document.named_crs() {
            Some(named) => Self::Projected(named, Box::new(kind)),
            None => kind,
        }
    }

    fn decide_kind(document: &DocumentMembers, sample: &Sample, users: &UserProfiles, notes: &mut Notes) -> Self {
        if let Some(mapping) = &users.chosen {
            let proposal = Arc::new(proposal::propose(sample, &mut Notes::default()));
            notes.add(notes::CHOSEN_COLUMNS);
            return Self::Generic(Box::new(GenericPlan::new(mapping.clone(), MappingOrigin::Chosen, proposal)));
        }
        if let Some(marsad) = marsad::recognised(document, sample) {
            return Self::Marsad(marsad);
        }
        if usgs::is_recognised(document, sample) {
            return Self::Usgs;
        }
        if let Some(known) = known_export(sample, notes) {
            return Self::Known(known, known.order(sample, users.order, notes));
        }
        if let Some(saved) = users.saved.iter().find(|saved| has_all_columns(sample, &saved.columns)) {
            let proposal = Arc::new(proposal::propose(sample, &mut Notes::default()));
            notes.say("saved_profile", format!("The columns are those of the saved profile {}; the file was read by it.", saved.name));
            return Self::Generic(Box::new(GenericPlan::new(saved.mapping.clone(), MappingOrigin::Saved(saved.name.clone()), proposal)));
        }
        let proposal = proposal::propose(sample, notes);
        let guessed: Vec<String> =
            proposal.mapping.roles().map(|(role, columns)| format!("{} = {}", role.as_str(), columns.join(" + "))).collect();
        if !guessed.is_empty() {
            let unused: Vec<String> = proposal.unused(&proposal.mapping).map(ToOwned::to_owned).collect();
            let unused = if unused.is_empty() { String::new() } else { format!("; not used: {}", notes::listed(&unused)) };
            let told = guessed.join(", ") + &unused;
            notes.say("guessed_columns", format!("The columns were guessed: {told}."));
        }
        Self::Generic(Box::new(GenericPlan::new(proposal.mapping.clone(), MappingOrigin::Guessed, Arc::new(proposal))))
    }

    /// Whether another plan gives every column the same role.
    pub fn maps_as(&self, other: &Self) -> bool {
        match (self.mapping(), other.mapping()) {
            (Some((one, ..)), Some((other, ..))) => one.columns == other.columns,
            (None, None) => self.name() == other.name(),
            _ => false,
        }
    }

    pub fn incident(&self, feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
        let made = match self {
            Self::Marsad(defaults) => marsad::incident(defaults, feature, shape, raw, notes),
            Self::Usgs => usgs::incident(feature, shape, raw, notes),
            Self::Known(known, order) => (known.incident)(Columns { feature, order: *order }, shape, raw, notes),
            Self::Generic(mapping) => mapping.incident(feature, shape, raw, notes),
            Self::Projected(_, plan) => return plan.incident(feature, shape, raw, notes),
        };
        if is_rounded(&made.id) {
            notes.add(notes::DAMAGED_ID);
        }
        made
    }
}

/// True for an id such as `1.97E+11`, which a spreadsheet has made of a longer number.
fn is_rounded(id: &str) -> bool {
    let Some((digits, exponent)) = id.split_once("E+").or_else(|| id.split_once("e+")) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(exponent) && is_number(&digits.replacen('.', "", 1))
}

/// True where every one of the columns stands in some record of the sample: a record may lack what it does not know.
fn has_all_columns(sample: &Sample, columns: &[String]) -> bool {
    let stands = |column: &String| sample.rows.iter().any(|row| row.iter().any(|(have, _)| have == column));
    !columns.is_empty() && columns.iter().all(stands)
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
        unplaced_within: Vec::new(),
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
