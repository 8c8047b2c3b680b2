//! The fields of the model that a filter can name.

/// What kind of value a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Number,
    Bool,
    Time,
    Place,
}

impl FieldKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Bool => "boolean",
            Self::Time => "time",
            Self::Place => "geometry",
        }
    }
}

/// A field with its name, its kind and a line of help.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    pub field: Field,
    pub name: &'static str,
    pub kind: FieldKind,
    pub help: &'static str,
}

macro_rules! fields {
    ($($variant:ident, $name:literal, $kind:ident, $help:literal;)+) => {
        /// A field of the model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $($variant),+ }
        /// Every field that a filter can name.
        pub const FIELDS: &[FieldInfo] =
            &[$(FieldInfo { field: Field::$variant, name: $name, kind: FieldKind::$kind, help: $help }),+];
    };
}

fields! {
    Id, "id", Text, "the source's id, as text";
    Title, "title", Text, "the title, in any language";
    Category, "category", Text, "the kind of incident, for example 'rocket_attack'";
    Verification, "verification", Text, "reported, geolocated, chronolocated, corroborated, disputed, discounted, retracted";
    WorkStatus, "work_status", Text, "new, in_progress, review, done, dropped";
    Attribution, "attribution", Text, "claimed_by, declared, likely, contested, single_source, unknown";
    Actor, "actor", Text, "any actor's name, in any language";
    Source, "source", Text, "any claim's source and what it cites, in any language";
    Grade, "grade", Text, "any claim's grade, for example 'B2'";
    SourceGrade, "source_grade", Text, "reliability of any claim's source, 'A' to 'F'";
    InfoGrade, "info_grade", Text, "credibility of any claim, '1' to '6'";
    TimePrecision, "time_precision", Text, "second, minute, hour, part_of_day, day, several_days, week, month, year, unknown";
    PlacePrecision, "place_precision", Text, "exact, within_100m, street, …, governorate, line, area, country, unknown";
    PlacedHow, "placed_how", Text, "reported, gazetteer, by_hand";
    Place, "place", Text, "any place's name, in any language";
    Layer, "layer", Text, "the file's name";
    When, "when", Time, "the incident's time, for T_INTERSECTS";
    Start, "start", Time, "earliest instant, ISO 8601";
    End, "end", Time, "first instant after the latest, ISO 8601";
    Geometry, "geometry", Place, "the anchor, for S_INTERSECTS";
    RadiusM, "radius_m", Number, "radius of uncertainty in metres";
    KilledMin, "killed_min", Number, "smallest number of killed that any claim gives";
    KilledMax, "killed_max", Number, "largest number of killed that any claim gives";
    InjuredMin, "injured_min", Number, "smallest number of injured that any claim gives";
    InjuredMax, "injured_max", Number, "largest number of injured that any claim gives";
    HasPlace, "has_place", Bool, "true where the incident is on the map";
    Dated, "dated", Bool, "true where the incident has a date";
    Disputed, "disputed", Bool, "true where sources disagree";
}

impl Field {
    pub fn info(self) -> &'static FieldInfo {
        // Every variant has its row: both come from one table.
        FIELDS.iter().find(|info| info.field == self).unwrap_or(&FIELDS[0])
    }
    pub fn name(self) -> &'static str {
        self.info().name
    }
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|info| info.name.eq_ignore_ascii_case(name)).map(|info| info.field)
    }
    /// The field whose name is nearest to a mistyped one.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let name = name.to_ascii_lowercase();
        FIELDS
            .iter()
            .map(|info| (edit_distance(&name, info.name), info.name))
            // A suggestion must share something with what was typed.
            .filter(|(distance, _)| *distance <= 3 && 2 * distance <= name.chars().count())
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, name)| name)
    }
}

/// Levenshtein distance.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (cb, above) in b.iter().zip(row.iter().skip(1)) {
            let cost = diagonal + usize::from(ca != *cb);
            left = cost.min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
