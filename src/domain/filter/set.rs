//! The filter as the interface holds it: sets of chosen values, an area, words.

use std::collections::BTreeSet;

use super::{Field, Filter, Literal};

/// A condition of which the interface offers the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FacetField {
    Category,
    Actor,
    Source,
    Grade,
    TimePrecision,
    PlacePrecision,
}

/// What is chosen: values of one field are alternatives, different fields must all be met. An empty set asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterSet {
    pub categories: BTreeSet<String>,
    pub actors: BTreeSet<String>,
    pub sources: BTreeSet<String>,
    pub grades: BTreeSet<String>,
    pub time_precisions: BTreeSet<String>,
    pub place_precisions: BTreeSet<String>,
    pub verification: BTreeSet<String>,
    /// A ring drawn on the map, longitude and latitude in degrees.
    pub area: Option<Vec<[f64; 2]>>,
    pub text: String,
    /// A condition that was typed.
    pub extra: Option<Filter>,
}

impl FilterSet {
    pub fn is_empty(&self) -> bool {
        *self == Self { text: self.text.clone(), ..Self::default() } && self.text.trim().is_empty()
    }

    /// The same without the condition on one field: what a facet of that field is counted under.
    pub fn without(&self, field: FacetField) -> Self {
        let mut others = self.clone();
        match field {
            FacetField::Category => others.categories.clear(),
            FacetField::Actor => others.actors.clear(),
            FacetField::Source => others.sources.clear(),
            FacetField::Grade => others.grades.clear(),
            FacetField::TimePrecision => others.time_precisions.clear(),
            FacetField::PlacePrecision => others.place_precisions.clear(),
        }
        others
    }

    pub fn to_filter(&self) -> Filter {
        let mut parts = Vec::new();
        for (field, chosen) in [
            (Field::Category, &self.categories),
            (Field::Actor, &self.actors),
            (Field::Source, &self.sources),
            (Field::Grade, &self.grades),
            (Field::TimePrecision, &self.time_precisions),
            (Field::PlacePrecision, &self.place_precisions),
            (Field::Verification, &self.verification),
        ] {
            if !chosen.is_empty() {
                parts.push(Filter::In { field, values: chosen.iter().cloned().map(Literal::Text).collect() });
            }
        }
        parts.extend(self.area.clone().map(Filter::InPolygon));
        if !self.text.trim().is_empty() {
            parts.push(Filter::Text(self.text.trim().to_owned()));
        }
        parts.extend(self.extra.clone());
        Filter::all_of(parts)
    }
}
