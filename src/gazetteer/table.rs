//! Our own tables: places and governorates with confidence and basis, and the rules for names that mean several things.

use serde::Deserialize;

use super::entry::Confidence;
use crate::domain::fold_weak;

const PLACES: [&str; 2] = [include_str!("../../assets/gazetteer/marsad.csv"), include_str!("../../assets/gazetteer/areas.csv")];
const RULES: &str = include_str!("../../assets/gazetteer/rules.csv");

/// What our table says of an entry beyond the built file.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub id: String,
    pub radius_m: f64,
    confidence: String,
    pub basis: String,
    pub note: String,
}

impl Row {
    /// What the table says, unless the basis says that nobody has checked it.
    pub fn confidence(&self) -> Confidence {
        match self.confidence.as_str() {
            _ if self.basis.contains("unverified") => Confidence::Unverified,
            "high" => Confidence::High,
            "medium" => Confidence::Medium,
            _ => Confidence::Low,
        }
    }
}

/// The rows in the order of the built file, from its first place on.
pub fn rows() -> Vec<Row> {
    PLACES.iter().flat_map(|text| csv::Reader::from_reader(text.as_bytes()).into_deserialize().flatten()).collect()
}

/// What a name means in the company of certain words, or alone.
#[derive(Debug, Default)]
pub struct Rule {
    names: Vec<String>,
    with: Vec<String>,
    /// The ids of the readings, the likeliest first.
    pub order: Vec<String>,
    /// The ids of what the name does not mean.
    pub never: Vec<String>,
    pub is_settled: bool,
    pub is_no_place: bool,
}

#[derive(Deserialize)]
struct RuleRow {
    names: String,
    with: String,
    order: String,
    never: String,
    is_settled: String,
    is_no_place: String,
}

pub fn rules() -> Vec<Rule> {
    let list = |cell: &str| cell.split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let folded = |cell: &str| list(cell).iter().map(|part| fold_weak(part)).collect::<Vec<_>>();
    let rows = csv::Reader::from_reader(RULES.as_bytes()).into_deserialize::<RuleRow>().flatten();
    rows.map(|row| Rule {
        names: folded(&row.names),
        with: folded(&row.with),
        order: list(&row.order),
        never: list(&row.never),
        is_settled: row.is_settled == "yes",
        is_no_place: row.is_no_place == "yes",
    })
    .collect()
}

impl Rule {
    /// Whether the rule speaks of this weakly folded text: it holds one of the names and, beside it, one of the words
    /// that the rule asks for; a rule that asks for none speaks of the name alone.
    pub fn fits(&self, weak: &str) -> bool {
        self.names.iter().any(|name| {
            if self.with.is_empty() {
                return weak == name;
            }
            let padded = format!(" {weak} ");
            let Some((before, after)) = padded.split_once(&format!(" {name} ")) else { return false };
            self.with.iter().any(|word| [before, after].iter().any(|part| format!(" {part} ").contains(&format!(" {word} "))))
        })
    }
}
