//! What a load found: every feature is on the map, without place, or quarantined; nothing is silently lost.

/// One kind of thing that was assumed or repaired, with how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub code: NoteCode,
    pub count: u64,
    /// A sentence for the reader, in English; the interface says it in its own language by `code`.
    pub message: String,
    /// The first record that it is about; `None` for what is said of the file.
    pub first: Option<NotePlace>,
    /// Parts of the file that were left and can be read instead, by their names.
    pub choices: Vec<String>,
}

/// Where in a file the first record of a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotePlace {
    /// Position among the records that the layer was made of, counted from 0.
    pub index: u64,
    /// Line of the file in which it begins, counted from 1; 0 in a file without lines, whose records are numbered.
    pub line: u64,
    /// Its number in the file, counted from 1.
    pub number: u64,
}

/// Names a kind of note; stable, part of the JSON contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteCode(pub &'static str);

/// A feature that could not be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Position among the features of the file, counted from 0.
    pub index: u64,
    /// Byte offset of the fault in the file.
    pub offset: u64,
    /// Line of the fault, counted from 1.
    pub line: u64,
    /// Column of the fault in bytes, counted from 1.
    pub column: u64,
    pub reason: String,
    pub remedy: String,
}

/// The load report of one layer. Invariant: `seen == on_map + without_place + quarantined`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    pub path: String,
    /// `GeoJSON`, `GeoJSON Text Sequence`, …
    pub format: String,
    /// `marsad`, `usgs`, `generic`.
    pub profile: String,
    /// The sheet or the file in an archive that the user has asked for; `None` where Marsad chose.
    pub part: Option<String>,
    pub seen: u64,
    pub on_map: u64,
    pub without_place: u64,
    pub quarantined: u64,
    pub undated: u64,
    pub notes: Vec<Note>,
    /// At most `quarantine_kept` of them in full; `quarantined` counts all.
    pub quarantine: Vec<Quarantined>,
}

impl LoadReport {
    /// The identity that must hold for every file.
    pub fn adds_up(&self) -> bool {
        self.seen == self.on_map + self.without_place + self.quarantined
    }

    /// Adds a note among those that are there, in the order of their codes; one of a code that is there counts with it.
    pub fn tell(&mut self, note: Note) {
        let at = self.notes.partition_point(|have| have.code < note.code);
        match self.notes.get_mut(at) {
            Some(have) if have.code == note.code => have.count += note.count,
            _ => self.notes.insert(at, note),
        }
    }
}
