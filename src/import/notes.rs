//! Counting what was assumed or repaired, one line for each kind.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::time::{DateOrder, has_date};
use crate::domain::{LoadReport, Note, NoteCode, NotePlace, RecordRef, fold};

/// Code and English sentence of a note.
pub type NoteText = (&'static str, &'static str);

macro_rules! notes {
    ($($name:ident, $code:literal, $message:literal;)+) => {
        $(pub const $name: NoteText = ($code, $message);)+
    };
}

notes! {
    BOM, "byte_order_mark", "The file begins with a byte order mark; it was passed over.";
    UTF16, "utf16", "The file is UTF-16; it was read as such. Offsets count bytes of the text in UTF-8.";
    INVALID_UTF8, "invalid_utf8", "Bytes that are not UTF-8 were shown as �; export the file again as UTF-8.";
    DUPLICATE_COLUMN, "duplicate_column", "A column’s name stands twice; the further ones have a number behind it.";
    NO_HEADER, "no_header", "The table has no header; its columns were named after the known export of that shape, or numbered.";
    EMPTY_SURPLUS, "empty_surplus_cells", "A row has more cells than the table has columns, all of them empty; they were passed over.";
    REPEATED_HEADER, "repeated_header", "The header stands again among the rows; it was passed over.";
    OTHER_HEADER, "other_header", "Another line of column names stands among the rows; what follows it was read under those names.";
    HXL_TAGS, "hxl_tags", "A line of tags (#date, #geo+lat) stands under the names of the columns; it was passed over.";
    NETWORK_LINK, "network_link", "The file refers to another one in the network; Marsad did not fetch it.";
    XML_DTD, "xml_doctype", "The file declares its own entities; none of them was put in.";
    XML_ENTITY, "xml_entity", "An entity that XML does not know stands in the text; it was kept as written.";
    DELETED_ROWS, "deleted_rows", "Rows of the table are marked as deleted; they were passed over.";
    BLANK_ROWS, "blank_rows", "Rows of the table have no cell with anything in it; they were passed over.";
    OWN_COLUMNS, "own_columns", "Columns that Marsad has written beside the properties give the id or the place; others of like names do not count.";
    ODD_GEOMETRY_CELL, "odd_geometry_cell", "A geometry in a cell is neither well-known text nor GeoJSON in WGS 84; it was kept as written and not drawn.";
    TITLE_LINES, "title_lines", "Lines with one cell alone stand above the names of the columns; they were passed over as titles.";
    MONTH_CELLS, "month_cells", "Cells hold the first day of a month or a year and show no day; they were read as the whole month or year.";
    NO_DBF, "no_dbf", "The .dbf file is missing: the shapes have no properties. Put it beside the .shp file.";
    NO_SHX, "no_shx", "The .shx file is missing: the shapes were read one after the other.";
    NO_PRJ, "no_prj", "No coordinate system is stated; the coordinates were read as WGS 84.";
    WEB_MERCATOR, "web_mercator", "Coordinates in Web Mercator (EPSG:3857) were turned to WGS 84.";
    UTM, "utm", "Coordinates in a zone of UTM were turned to WGS 84.";
    BARE_SERIALS, "bare_serials", "Cells in a column of dates show a bare number of days; they were read as the dates that they stand for.";
    SERIAL_DATES, "serial_dates", "Dates of the sheet are numbers of days; they were read as dates without a zone.";
    PLAIN_RECORDS, "plain_json", "The file is plain JSON, not GeoJSON: each object was read as a record, its members as properties.";
    REPAIRED, "repaired_syntax", "Small faults of syntax (a trailing comma, NaN or Infinity) were read as they were meant.";
    DUPLICATE_KEY, "duplicate_key", "A member stands twice in one object; the last one counts.";
    DUPLICATE_ID, "duplicate_id", "An id stands at more than one feature; all are kept.";
    EPISODES, "episodes", "An event stands with a further episode; each is shown, they have the event’s id, and the newest is that with the latest stamp.";
    ODD_ID, "odd_id", "An id is neither text nor number; it was kept as written.";
    ODD_PROPERTIES, "odd_properties", "The properties are not an object; they were kept as written.";
    NO_PROPERTIES, "no_properties", "The feature has no member “properties”, which the format asks for.";
    NO_GEOMETRY, "no_geometry", "The feature has no member “geometry”, which the format asks for.";
    FOREIGN_GEOMETRY, "changed_meaning", "Members stand where the format does not allow them (coordinates in a feature, geometry in a collection).";
    ODD_BBOX, "odd_bbox", "A bounding box does not hold 4 or 6 numbers; it was passed over.";
    OLD_CRS, "crs", "The file names a coordinate system; the format allows WGS 84 alone, and it was read so.";
    EMPTY_GEOMETRY, "empty_geometry", "A geometry without coordinates: the incident is without place.";
    NOT_A_NUMBER, "coordinates_not_numbers", "Coordinates are null or not a number: the incident is without place.";
    THIRD_ORDINATE, "third_ordinate", "Coordinates have a third ordinate; it is shown with the place and not drawn.";
    MORE_ORDINATES, "more_ordinates", "Coordinates have more than three ordinates; the further ones were passed over.";
    BEYOND_POLE, "out_of_range", "A latitude lies beyond ±90° (longitude and latitude may be swapped): such positions were not drawn.";
    WRAPPED_LON, "longitude_wrapped", "A longitude lies beyond ±180° and was brought back by whole turns.";
    ZERO_ZERO, "zero_zero", "A position is exactly 0, 0 in the Gulf of Guinea, which stands for “not known”: it is not drawn. Where nothing else tells a place the incident is without one, and its words are kept.";
    ZERO_IN_SHAPE, "zero_zero_in_shape", "A line or an area passes 0, 0 in the Gulf of Guinea, which often stands for “not known”; it is drawn as written.";
    OPEN_RING, "open_ring", "A ring does not end where it begins; it was closed.";
    SHORT_RING, "short_ring", "A ring has fewer than four positions; it is drawn as far as it goes.";
    SHORT_LINE, "short_line", "A line has fewer than two positions; it is drawn as a point.";
    NESTED_COLLECTION, "nested_collection", "A geometry collection lies within another; it was read all the same.";
    WINDING, "ring_direction", "A ring runs in the direction that the format advises against; it was read all the same.";
    AFTER_END, "after_end", "Something stands after the end of the document; it was passed over.";
    SEVERAL_DOCUMENTS, "several_documents", "The file holds several documents one after the other; all were read.";
    COLUMNS_TO_PLACE, "columns_to_place", "Places were taken from columns that look like longitude and latitude.";
    PLACE_UNREADABLE, "place_unreadable", "Coordinates in columns are no longitude and latitude in degrees; the incident is without place, its values are kept.";
    DECIMAL_COMMA, "decimal_comma", "A comma in coordinates was read as the decimal point.";
    ASSUMED_DATE, "assumed_date_column", "The date was taken from a column that looks like one.";
    RECORD_DATE, "date_of_record", "The date was taken from a column that may tell when the record was made or published, not when the incident was.";
    NOTHING_TOLD, "no_date_or_place_column", "No column looks like a date or a place; the first row may not be the header. Say in the columns of the layer what each holds.";
    NO_DATE_COLUMN, "no_date_column", "No column looks like a date: the incidents are undated. Say in the columns of the layer which it is.";
    NO_PLACE_COLUMN, "no_place_column", "No column looks like a place: the incidents are without place. Say in the columns of the layer where it stands.";
    DATE_IN_NAME, "date_in_name", "No record has a date, and the name of the file holds one; it was not taken for theirs, and the incidents are undated.";
    ASSUMED_ZONE, "assumed_zone", "Times without a zone were read as UTC.";
    MIDNIGHT_DAY, "midnight_means_day", "A time without a zone is exactly 00:00, as tools write a day whose time nobody knows; it was read as the whole day. Say in the columns of the layer if midnight is meant.";
    MIDNIGHT_UNSAID, "midnight_may_be_day", "A time is exactly 00:00:00, as tools write a day whose time nobody knows; it was read as the whole day.";
    NOON_UNSAID, "noon_may_be_day", "A time is exactly 12:00:00, which this export has where nobody knows the time; it was read as the whole day.";
    ASSUMED_ORDER, "assumed_date_order", "Day and month were told apart by other dates of the column, in which one is greater than 12, or by its name.";
    AMBIGUOUS_ORDER, "ambiguous_date_order", "Day and month cannot be told apart in this file; such dates were left undated.";
    EPOCH, "epoch", "Numbers in the date column were read as time since 1970.";
    EPOCH_ZERO, "epoch_zero", "A date is exactly 1970-01-01, which often stands for “not known”.";
    UNREADABLE_DATE, "unreadable_date", "A date could not be read; the incident is undated and its words are kept.";
    UNREADABLE_END, "unreadable_end", "An end could not be read; the incident has the time of its start, and the end’s words are kept.";
    OPEN_END, "open_end", "An end is said not to have come or is not given; the incident is shown as going on.";
    END_UNSAID, "end_unsaid", "The source says that an incident went on beyond its day and not until when; it has the time of its start.";
    OPEN_START, "open_start", "A start is said not to be known; the incident is shown up to its end.";
    END_ALONE, "end_without_start", "A record has an end and no start; the incident is undated and its words are kept.";
    ZONE_OF_START, "zone_of_start", "An end without a zone was read in the offset of its start.";
    CLOCK_COLUMN, "clock_column", "The time of day stands in a column of its own; it was put to its day.";
    UNREADABLE_CLOCK, "unreadable_clock", "A time of day beside a day could not be read; the incident has the whole day, and its words are kept.";
    CLOCK_BESIDE_CLOCK, "clock_beside_clock", "A date has a time of its own and another one in the column beside it; its own was kept.";
    UNUSED_CLOCK, "unused_clock", "A column looks like times of day and was not used; say in the columns of the layer if it belongs to the date.";
    OTHER_ZONE, "other_zone", "The names of the columns of start and end say two zones; the end was not used, and its words are kept.";
    UNUSED_ZONE, "unused_zone", "A column looks like zones of time and was not used; times without a zone of their own may be hours off.";
    COORDINATES_IN_ONE, "coordinates_in_one_cell", "Latitude and longitude stand in one cell; it was read as coordinates.";
    LATITUDE_FIRST, "latitude_first", "Two plain numbers in one cell were read as latitude, longitude; the other way round they would be a place too.";
    ZONE_ABBREVIATED, "zone_abbreviated", "A zone is written as letters, such as EET or MSK; it was read as the offset that they stand for, summer or winter.";
    OTHER_DATE_COLUMN, "other_date_column", "The column of the time is empty in a record and another column of dates is not; that one was read.";
    LATE_COLUMNS, "late_columns", "Columns that tell more stand only in records far behind the first ones; they were not used. Say in the columns of the layer what each holds.";
    MAY_BE_SWAPPED, "may_be_swapped", "A latitude lies beyond 90° and all longitudes could be latitudes: the two may be swapped, and those that can be drawn may stand wrong. Nothing was swapped; say so in the columns of the layer.";
    ZONE_COLUMN, "zone_column", "Times without a zone were read in the zone that their row names in a column of its own.";
    UNREADABLE_ZONE, "unreadable_zone", "A cell of zones of time names none that is known; the times of its row were read as those without a zone.";
    ZONE_BY_NAME, "zone_by_name", "The name of a column says the zone of its times, as UTC or UTC+3; they were read so.";
    ZONE_OF_END, "zone_of_end", "A start without a zone was read in the offset of its end.";
    CLOCK_PAST_MIDNIGHT, "clock_past_midnight", "The time of day of an end lies before that of its start and has no day; it was read as that of the next day.";
    SHORT_YEAR, "short_year", "A year has two digits; 00 to 49 were read as 2000 to 2049, 50 to 99 as 1950 to 1999.";
    HIJRI_YEAR, "hijri_year", "A year may be one of the Hijri calendar, which Marsad does not convert; the incident is undated and its words are kept.";
    OTHER_ORDER, "other_date_order", "A date fits only the other order of day and month than the rest of its column; it was left undated. Check the order of the dates beside it.";
    MIXED_ORDERS, "mixed_date_orders", "Some dates begin with the day and others with the month; those that could be either were left undated.";
    NO_TIME_PRECISION, "no_time_precision", "The export does not say how fine a date is; its day is shown, with unknown precision.";
    DAY_WITH_OFFSET, "day_with_offset", "A day is written with a clock time and an offset; the day that is written counts, from midnight to midnight in UTC.";
    END_BEFORE_START, "end_before_start", "An end lies before its start; the interval spans both, in whole days where either has a clock.";
    ZONE_UNKNOWN_NAME, "unknown_zone", "A zone is named that the zone database does not know; the time was read as UTC.";
    ODD_GRADE, "odd_grade", "A grade is not an Admiralty pair; it was read as F6, cannot be judged.";
    DAMAGED_ID, "damaged_id", "An id was rounded by a spreadsheet (1.97E+11, or a whole number of more than 15 digits); it may no longer name one incident.";
    MIN_OVER_MAX, "min_over_max", "A least figure is greater than the greatest; the two were exchanged.";
    HALF_TURNED, "half_turned_dates", "A date with its year first, where all such have a day up to 12 and all others a number above it: a spreadsheet has probably taken days for months in these. Compare them with the source.";
    CODES_NAMED, "codes_named", "A code was read as the words that the file gives for it.";
    DATE_OF_WEEK, "date_of_week", "A date in a column of weeks was read as the seven days that it stands for. Say in the columns of the layer if the day is meant.";
    DATE_OF_MONTH, "date_of_month", "A date in a column of months, always the first of one, was read as the whole month. Say in the columns of the layer if the day is meant.";
    SAID_PRECISION, "said_precision", "A date was read as coarse as another column says.";
    UNKNOWN_PRECISION, "unknown_precision", "Another column says how fine the date is, in a way that could not be used; the date was read as it is written and may be coarser.";
    MERGED_FIGURE, "merged_figure", "A cell with a figure or an id is one with the cells below it; it was left to the first of their rows, since it may be that of all together.";
    MERGED_CELLS, "merged_cells", "A cell that is one with a cell above it was read as that one says.";
    PLACE_IN_OBJECT, "place_in_object", "The place was taken from the one member of the record that is a geometry, or an object with a latitude and a longitude.";
    SHEET_DAYS, "sheet_days", "A date is a number of days as spreadsheets count them from 1900; a workbook that counts from 1904 would mean one four years later. Compare one with the source.";
    ZONED_MIDNIGHT, "zoned_midnight_means_day", "All first times of the column are midnight in UTC or in one zone, as software writes days; it was read as the whole day there. Say in the columns of the layer if midnight is meant.";
    LONGITUDE_FIRST, "longitude_first", "Two numbers in one cell were read as longitude, latitude: the name of their column says so.";
    SWAPPED_BY_NAMES, "swapped_by_names", "The places that the file names lie where its positions would be with longitude and latitude swapped. Nothing was swapped; look at the map, and say so in the columns of the layer.";
    PLACE_DIFFERS, "place_differs", "The geometry and the columns of longitude and latitude say places more than a kilometre apart; that of the geometry was taken.";
    SERVICE_MESSAGES, "service_messages", "A message of the service itself (somebody joined, something was pinned) reports nothing; it was passed over.";
    CHOSEN_ORDER, "chosen_date_order", "A date could begin with the day or with the month; it was read in the order that the user has said.";
    CHOSEN_COLUMNS, "chosen_columns", "The columns were read as the user said.";
    PLUS_CODE, "plus_code", "A place was taken from its Open Location Code.";
    PLUS_CODE_APART, "plus_code_apart", "An Open Location Code and the coordinates beside it mean two places; the coordinates are drawn. Look which one the source means.";
    SEVERAL_VALUES, "several_values", "A cell that asks for one value has several; all are kept as written, and the weightiest counts.";
    SEVERAL_FIGURES, "several_figures", "Several columns give a figure for the same group; each is a claim of its own.";
    MIDDLE_OF_AREA, "middle_of_area", "The source knows a place no finer than a country, a sea or a vague area; the point that stands for it is not drawn, the name is kept.";
    ODD_VALUE, "odd_value", "A member of the profile has an unknown value; it was kept as written and read as unknown.";
    NOT_WHOLE, "not_whole_people", "A figure of people is no whole number, or has a mark that may stand between thousands or before decimals; it was read as unknown, its words are kept.";
    BROKEN_END, "broken_end", "The document breaks off or is damaged after its features; no further feature was found there.";
    CLOSED_EARLY, "closed_early", "The list of features is closed before its end; those that follow were read all the same.";
    ODD_TYPE, "odd_type", "The document’s type is not “FeatureCollection”; its features were read all the same.";
    GAVE_UP, "gave_up", "Behind a broken feature no sound one was found in a long search; what follows may not have been read.";
    TRUNCATED, "truncated", "The file ends before its list of features is closed; every whole feature was read.";
}

/// A record as a sample has it: key and JSON text of each property.
pub type SampleRow = Vec<(String, String)>;

/// Columns that first stand in a record behind the sample; more are not kept.
const MAX_LATE: usize = 32;

/// How often something was noted, in which words, and of which record first.
struct Counted {
    count: u64,
    message: Cow<'static, str>,
    first: Option<NotePlace>,
    choices: Vec<String>,
}

impl Counted {
    fn new(message: Cow<'static, str>, first: Option<NotePlace>) -> Self {
        Self { count: 0, message, first, choices: Vec::new() }
    }
}

#[derive(Default)]
pub struct Notes {
    counted: BTreeMap<&'static str, Counted>,
    /// The record that is being read.
    here: Option<NotePlace>,
    /// For each column that the sample did not have, how many records do, and the first of them.
    late: BTreeMap<String, (u64, SampleRow)>,
    /// The first dates that prove an order of day and month: with the day first, and with the month.
    proofs: [Option<String>; 2],
    /// How many dates have which form.
    forms: [u64; 4],
}

/// Forms of dates, as far as they tell what a spreadsheet has turned: what it took for a date of its own order became one, whatever order
/// was meant, and what is none in that order stayed a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// The year first, and a day up to 12, which may have been the month.
    Early,
    /// The year first, and a later day.
    Late,
    /// Day and month in one order alone.
    Proof,
    /// In either.
    Open,
}

/// Fewer such dates are a chance.
const MIN_TURNED: u64 = 3;
const MIN_LEFT: u64 = 2;

impl Notes {
    pub fn add(&mut self, note: (&'static str, &'static str)) {
        self.add_many(note, 1);
    }
    pub fn add_many(&mut self, (code, message): (&'static str, &'static str), count: u64) {
        if count > 0 {
            let first = self.here;
            self.counted.entry(code).or_insert_with(|| Counted::new(message.into(), first)).count += count;
        }
    }
    /// What is noted from here on is noted of this record.
    pub fn begin(&mut self, record: RecordRef) {
        self.here = Some(NotePlace { index: record.index, line: record.line, number: record.index + 1 });
    }
    /// What is noted from here on is noted of the file.
    pub fn end(&mut self) {
        self.here = None;
    }
    /// So many records and line ends stand before those that were counted here.
    pub fn shift(&mut self, records: u64, lines: u64) {
        for first in self.counted.values_mut().filter_map(|counted| counted.first.as_mut()) {
            (first.index, first.line, first.number) = (first.index + records, first.line + lines, first.number + records);
        }
    }
    pub fn has(&self, (code, _): NoteText) -> bool {
        self.counted.contains_key(code)
    }
    /// All but those of one kind.
    pub fn without(mut self, (code, _): NoteText) -> Self {
        self.counted.remove(code);
        self
    }
    pub fn absorb(&mut self, other: Self) {
        for (column, (count, row)) in other.late {
            self.keep_late(&column, count, || row);
        }
        self.forms.iter_mut().zip(other.forms).for_each(|(have, more)| *have += more);
        for (have, proof) in self.proofs.iter_mut().zip(other.proofs) {
            *have = have.take().or(proof);
        }
        for (code, counted) in other.counted {
            match self.counted.get_mut(code) {
                Some(have) => have.count += counted.count,
                None => {
                    self.counted.insert(code, counted);
                }
            }
        }
    }
    /// Counts a record that has a column which the sample did not have.
    pub fn keep_late(&mut self, column: &str, count: u64, row: impl FnOnce() -> SampleRow) {
        let has_room = self.late.len() < MAX_LATE;
        match self.late.get_mut(column) {
            Some((have, _)) => *have += count,
            None if has_room => {
                self.late.insert(column.to_owned(), (count, row()));
            }
            None => {}
        }
    }
    /// The first records of such columns, and whether any column stands in several: a damaged record may seem to have one of its own.
    pub fn take_late(&mut self) -> (Vec<SampleRow>, bool) {
        let late = std::mem::take(&mut self.late);
        let are_several = late.values().any(|(count, _)| *count > 2);
        (late.into_values().map(|(_, row)| row).collect(), are_several)
    }
    pub fn count_form(&mut self, form: DateForm) {
        let [early, late, proof, open] = &mut self.forms;
        *match form {
            DateForm::Early => early,
            DateForm::Late => late,
            DateForm::Proof => proof,
            DateForm::Open => open,
        } += 1;
    }
    /// Keeps a date that proves an order of day and month, where the file's may still be another.
    pub fn keep_proof(&mut self, order: DateOrder, written: &str) {
        let [day_first, month_first] = &mut self.proofs;
        let kept = if order == DateOrder::DayFirst { day_first } else { month_first };
        kept.get_or_insert_with(|| written.to_owned());
    }
    /// Such dates, where others were left undated or were read in an order that none of them had proved.
    pub fn take_proofs(&mut self) -> Vec<String> {
        let proofs = std::mem::take(&mut self.proofs).into_iter().flatten().collect();
        let counts = [AMBIGUOUS_ORDER, OTHER_ORDER, CHOSEN_ORDER].into_iter().any(|note| self.has(note));
        if counts { proofs } else { Vec::new() }
    }
    /// A note whose sentence names something of the file; the first sentence of a code stays.
    pub fn say(&mut self, code: &'static str, message: String) {
        let first = self.here;
        self.counted.entry(code).or_insert_with(|| Counted::new(message.into(), first)).count += 1;
    }
    /// As [`say`](Self::say), of parts of the file that were left and can be read instead.
    pub fn offer(&mut self, code: &'static str, message: String, choices: Vec<String>) {
        self.say(code, message);
        if let Some(counted) = self.counted.get_mut(code) {
            counted.choices = choices;
        }
    }
    pub fn finish(mut self) -> Vec<Note> {
        if let [early, 0, proofs, 0] = self.forms
            && early >= MIN_TURNED
            && proofs >= MIN_LEFT
        {
            self.end();
            self.add_many(HALF_TURNED, early);
        }
        let note = |(code, Counted { count, message, first, choices })| Note {
            code: NoteCode(code),
            count,
            message: message.into_owned(),
            first,
            choices,
        };
        self.counted.into_iter().map(note).collect()
    }
}

/// Names out of a file as they stand in a sentence: a few, none of them long.
pub fn listed(names: &[String]) -> String {
    const MAX_NAMES: usize = 8;
    const MAX_CHARS: usize = 60;
    let short = |name: &String| match name.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.clone(),
    };
    let mut list: Vec<String> = names.iter().take(MAX_NAMES).map(short).collect();
    if names.len() > MAX_NAMES {
        list.push(format!("… (+{})", names.len() - MAX_NAMES));
    }
    list.join(", ").replace(char::is_control, " ")
}

/// More names than this are not held against each other.
const MAX_NAMES: usize = 20_000;

/// Tells names that are one but for capitals and marks, and are counted apart: `Missile` and `missile`.
pub fn tell_alike_names<'a>(report: &mut LoadReport, names: impl Iterator<Item = &'a str>) {
    let mut alike: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names.take(MAX_NAMES).filter(|name| !name.is_empty()) {
        alike.entry(fold(name)).or_default().push(name.to_owned());
    }
    let several: Vec<String> = alike.into_values().filter(|names| names.len() > 1).map(|names| names.join(" / ")).collect();
    if !several.is_empty() {
        let message = format!("Categories differ only in capitals or marks and are counted apart: {}.", listed(&several));
        report.tell(Note { code: NoteCode("alike_names"), count: several.len() as u64, message, first: None, choices: Vec::new() });
    }
}

/// Tells where no record has a date and the file's name holds one.
pub fn tell_date_in_name(report: &mut LoadReport) {
    let num_incidents = report.on_map + report.without_place;
    let name = report.path.rsplit(['/', '\\']).next().unwrap_or_default();
    if num_incidents > 0 && report.undated == num_incidents && has_date(name) {
        let (code, message) = DATE_IN_NAME;
        report.tell(Note { code: NoteCode(code), count: 1, message: message.to_owned(), first: None, choices: Vec::new() });
    }
}
