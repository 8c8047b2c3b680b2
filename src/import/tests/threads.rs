//! Several threads give what one gives, in the same order.

use super::*;

#[derive(Default)]
struct Taken(Vec<Incident>);

impl Part for Taken {
    fn add(&mut self, incident: &Incident) {
        self.0.push(incident.clone());
    }
    fn append(&mut self, mut next: Self) {
        self.0.append(&mut next.0);
    }
}

fn hold(text: &str) -> LoadReport {
    assert!(text.len() > 3 << 20, "a text so short is read by one thread");
    let (alone, incidents, _) = load(text);
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let mut grown = Vec::new();
    let whole = read_whole::<Taken>(&source, "test", &Limits::default(), &mut |_| Flow::Continue, &mut |part, _| grown.push(part.0.len()));
    let (together, loaded) = whole.unwrap();
    assert_eq!(loaded.report, alone);
    let bare = |mut incident: Incident| {
        incident.raw.properties.clear();
        incident.raw.foreign_members.clear();
        incident
    };
    assert_eq!(together.0, incidents.into_iter().map(bare).collect::<Vec<_>>());
    assert!(grown.is_sorted());
    alone
}

#[test]
fn a_sound_collection_reads_the_same_on_several_threads() {
    let report = hold(&collection(20_000));
    assert_eq!((report.seen, report.on_map), (20_000, 20_000));
}

#[test]
fn lines_read_the_same_on_several_threads() {
    let lines: Vec<String> = (0..20_000).map(feature).collect();
    assert_eq!(hold(&lines.join("\n")).format, "newline-delimited GeoJSON");
}

#[test]
fn refused_features_and_double_ids_are_told_the_same() {
    let text = collection(20_000).replace("[17.5,35.25]", "[17.5]").replace("\"f500\"", "\"f501\"");
    let report = hold(&text);
    assert!(report.quarantined > 100, "{}", report.quarantined);
    assert!(codes(&report).contains(&"duplicate_id"));
}

#[test]
fn a_feature_broken_in_its_syntax_costs_itself_alone_on_several_threads_too() {
    let text = collection(20_000).replacen("\"id\":\"f12345\"", "\"id\":\"f12345", 1);
    let report = hold(&text);
    assert!(report.quarantined >= 1 && report.on_map > 19_900, "{report:?}");
}

#[test]
fn a_load_on_several_threads_stops_when_told() {
    let text = collection(40_000);
    let source = MemorySource::new(Arc::from(text.as_bytes()));
    let mut looks = 0;
    let mut stop = |_| {
        looks += 1;
        if looks > 2 { Flow::Cancel } else { Flow::Continue }
    };
    let stopped = read_whole::<Taken>(&source, "test", &Limits::default(), &mut stop, &mut |_, _| {});
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
}
