//! One thing reported to have happened or to be the case.

use super::{Claim, Place, When, Words};

/// What kind of thing it is: the source's word, and one of our few where the import knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// Our key (`rocket_attack`), by which marks are coloured; empty where the source gives none.
    pub key: String,
    /// The source's own word.
    pub as_given: String,
}

/// What an actor did in the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorRole {
    By,
    Against,
    Civilians,
    Other,
}

impl ActorRole {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::Against => "against",
            Self::Civilians => "civilians",
            Self::Other => "other",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::By, Self::Against, Self::Civilians, Self::Other].into_iter().find(|role| role.as_str() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub role: ActorRole,
    pub name: Words,
    /// Says so where the source only alleges the part (`alleged by SOHR`).
    pub note: Words,
}

/// A tie to another incident: `answers`, `belongs_to`, `precedes`, `same_site`, `series`, `anniversary_of`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub kind: String,
    pub id: String,
}

/// A link or a medium. Nothing behind it is fetched without a click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    pub url: String,
    pub title: Words,
}

macro_rules! word_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant),+ }
        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word of the file format and of filters.
            pub fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
            pub fn parse(word: &str) -> Option<Self> { Self::ALL.iter().copied().find(|value| value.as_str() == word) }
        }
    };
}

word_enum!(
    /// What is established about the incident.
    Verification {
        Reported = "reported", Geolocated = "geolocated", Chronolocated = "chronolocated",
        Corroborated = "corroborated", Disputed = "disputed", Discounted = "discounted", Retracted = "retracted",
    }
);
word_enum!(
    /// How far the analyst's work on it is; apart from verification.
    WorkStatus { New = "new", InProgress = "in_progress", Review = "review", Done = "done", Dropped = "dropped" }
);
word_enum!(
    /// Who is said to have done it; apart from whether it happened.
    Attribution {
        ClaimedBy = "claimed_by", Declared = "declared", Likely = "likely",
        Contested = "contested", SingleSource = "single_source", Unknown = "unknown",
    }
);

/// Where a record stands in the file that the user has opened, where that is not the text that it is read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// It is read from the file itself.
    #[default]
    Here,
    /// A byte range of a text, with the line of its first byte, counted from 1.
    Text { offset: u64, length: u64, line: u64 },
    /// A row or record of a binary format, counted from 1.
    Record(u64),
}

/// Where in its file an incident stands, and the properties that the model does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawRecord {
    /// Byte offset of the feature in the file.
    pub offset: u64,
    /// Length of the feature in bytes.
    pub length: u64,
    /// Line of the first byte, counted from 1.
    pub line: u64,
    /// Position among the features of the file, counted from 0.
    pub index: u64,
    /// Every property as it stands in the file: key, then the JSON text of the value, verbatim, in the file's order.
    pub properties: Vec<(String, String)>,
    /// By what two readings of a record are told apart: made of its id, geometry and properties as written, whatever the
    /// order of the properties. Equal in every run.
    pub hash: u64,
    /// Members of the feature beside `properties`, `geometry`, `type` and `id`, verbatim.
    pub foreign_members: Vec<(String, String)>,
    /// Where the record stands in the user's file; `offset`, `length` and `line` are those of the text it was read from.
    pub origin: Origin,
}

impl RawRecord {
    /// Where it stands, alone.
    pub fn record(&self) -> RecordRef {
        RecordRef { offset: self.offset, length: self.length, line: self.line, index: self.index }
    }
}

/// One thing reported to have happened or to be the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// The source's id, digit for digit; empty where there is none.
    pub id: String,
    pub title: Words,
    pub text: Words,
    pub category: Category,
    /// `None` is undated: counted and kept in the tray, never dropped.
    pub when: Option<When>,
    /// None, one or several.
    pub places: Vec<Place>,
    /// The place's name as the source writes it, where it gives a name and no coordinates.
    pub unplaced_name: Words,
    /// What that lies in, from the widest area to the narrowest, as the source writes it.
    pub unplaced_within: Vec<String>,
    pub actors: Vec<Actor>,
    pub claims: Vec<Claim>,
    pub verification: Verification,
    pub work_status: WorkStatus,
    pub attribution: Attribution,
    pub relations: Vec<Relation>,
    pub media: Vec<Media>,
    /// The revision stamp of the source, as given.
    pub revision: Option<String>,
    pub raw: RawRecord,
}

/// Where one record stands in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordRef {
    /// Byte offset of the first byte.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// Line of the first byte, counted from 1.
    pub line: u64,
    /// Position among the features of the file, counted from 0.
    pub index: u64,
}
