//! Effects done off the interface thread; each ends in commands that the next frame applies.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::watching::ENDINGS;
use crate::domain::Mapping;
use crate::gazetteer::Gazetteer;
use crate::import::{Flow, Progress, UserProfiles, read_record};
use crate::saved::{OpenError, compared, open_bundled, open_growing_layer, read_profiles, with_edits, write_edits, write_profile};
use crate::state::{
    AnswersRequest, Command, Effect, FacetsRequest, HexagonsRequest, Layer, LayerId, ListOrderKey, LoadColumns, LoadedLayer, NoticeKind,
    RowRef,
};
use crate::store::Store;
use crate::ui::{Gpu, warm_up_basemap};

/// How often and how long a store that is let go of waits for its last reader.
const MAX_WAITS: u32 = 600;
const WAIT: Duration = Duration::from_millis(100);

/// Incidents shown of a mapping in the making.
const PREVIEWED: u64 = 5;

/// Below this many incidents the stores answer within the frame: a thread would only make the picture late.
const ANSWER_AT_ONCE: usize = 20_000;

/// Where effects are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workers {
    /// On named threads, as in the window.
    Threads,
    /// On the calling thread, one after the other: for pictures without a window and for tests.
    Inline,
}

pub struct Jobs {
    workers: Workers,
    ctx: egui::Context,
    sender: Sender<Command>,
    receiver: Receiver<Command>,
    cancelled: HashMap<u64, Arc<AtomicBool>>,
    /// Set once the answers under way are no longer wanted.
    answering: Option<Arc<AtomicBool>>,
    /// Where edits are kept; `None` keeps none.
    edits: Option<Arc<Path>>,
    /// Where the user's profiles are kept; `None` keeps none.
    profiles: Option<Arc<Path>>,
}

impl Jobs {
    /// Edits and profiles are kept beside the settings.
    pub fn new(workers: Workers, ctx: &egui::Context, settings: Option<&Path>) -> Self {
        let (sender, receiver) = channel();
        let beside = |name: &str| settings.map(|path| Arc::from(path.with_file_name(name)));
        let (edits, profiles) = (beside("edits"), beside("profiles"));
        Self { workers, ctx: ctx.clone(), sender, receiver, cancelled: HashMap::new(), answering: None, edits, profiles }
    }

    /// The commands that jobs have sent since the last call.
    pub fn finished(&self) -> Vec<Command> {
        self.receiver.try_iter().collect()
    }

    pub fn load_file(&mut self, job: u64, path: String, part: Option<String>, columns: LoadColumns, older: Option<Box<Layer>>) {
        let flag = self.flag(job);
        let edits = self.edits.clone();
        let folder = self.profiles.clone();
        self.spawn("load", move |report| {
            let profiles = profiles(folder.as_deref(), part, columns, &report);
            let mut grown = |layer| report.send(Command::LayerGrew { job, layer: Box::new(layer) });
            let outcome = open_growing_layer(&path, profiles, &mut reporter(job, flag, report.clone()), &mut grown);
            let compared = outcome.map(|layer| {
                let difference = older.map(|older| Arc::new(compared(&older, &layer)));
                LoadedLayer { difference, ..layer }
            });
            ended(&report, job, compared, edits.as_deref());
        });
    }

    /// Waits until nobody else holds the store, then takes it apart.
    pub fn discard(&self, store: Arc<Store>) {
        if self.workers == Workers::Inline || store.len() <= ANSWER_AT_ONCE {
            return;
        }
        self.spawn("discard", move |_| {
            for _ in 0..MAX_WAITS {
                if Arc::strong_count(&store) == 1 {
                    break;
                }
                std::thread::sleep(WAIT);
            }
            drop(store);
        });
    }

    pub fn load_bundled(&mut self, job: u64) {
        let edits = self.edits.clone();
        self.spawn("load", move |report| ended(&report, job, open_bundled(), edits.as_deref()));
    }

    pub fn save_edits(&self, layer: Layer) {
        let Some(folder) = self.edits.clone() else { return };
        self.spawn("save-edits", move |report| {
            if let Err(error) = write_edits(&folder, &layer) {
                report.send(Command::Tell(NoticeKind::Failed, error.to_string()));
            }
        });
    }

    pub fn cancel(&mut self, job: u64) {
        if let Some(flag) = self.cancelled.remove(&job) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// Asks for files; for a layer, for one that is its newer version.
    pub fn pick_files(&mut self, newer_of: Option<LayerId>) {
        self.spawn("file-dialog", move |report| {
            let dialog = || rfd::FileDialog::new().add_filter("GeoJSON, CSV, XLSX, KML, GPX, GeoPackage, FlatGeobuf, Shapefile", &ENDINGS);
            let text = |path: &Path| path.to_string_lossy().into_owned();
            match newer_of {
                Some(of) => dialog().pick_file().into_iter().for_each(|path| report.send(Command::OpenAsNewer { of, path: text(&path) })),
                None => {
                    if let Some(paths) = dialog().pick_files() {
                        report.send(Command::OpenFiles(paths.iter().map(|path| text(path)).collect()));
                    }
                }
            }
        });
    }

    pub fn answer(&mut self, request: AnswersRequest) {
        let rows: usize = request.layers.iter().map(|(_, _, store)| store.len()).sum();
        // Whoever types asks again before the answer is there: what was asked before is of no use.
        let is_superseded = Arc::new(AtomicBool::new(false));
        if let Some(before) = self.answering.replace(Arc::clone(&is_superseded)) {
            before.store(true, Ordering::Relaxed);
        }
        let work = move |report: Report| {
            if let Some(answers) = request.answer_while(&|| !is_superseded.load(Ordering::Relaxed)) {
                report.send(Command::AnswersReady(Box::new(answers)));
            }
        };
        if rows <= ANSWER_AT_ONCE {
            work(self.report());
        } else {
            self.spawn("answer", work);
        }
    }

    pub fn count_facets(&mut self, request: FacetsRequest) {
        let is_small = request.num_rows() <= ANSWER_AT_ONCE;
        let work = move |report: Report| report.send(request.answer());
        if is_small {
            work(self.report());
        } else {
            self.spawn("facets", work);
        }
    }

    pub fn sort_list(&mut self, key: ListOrderKey) {
        let is_small = key.num_rows() <= ANSWER_AT_ONCE;
        let work = move |report: Report| report.send(key.sorted());
        if is_small {
            work(self.report());
        } else {
            self.spawn("sort", work);
        }
    }

    pub fn index_hexagons(&mut self, request: HexagonsRequest) {
        self.spawn("hexagons", move |report| report.send(request.answer()));
    }

    pub fn read_detail(&mut self, layer: Layer, row: RowRef) {
        self.spawn("detail", move |report| {
            let incident = layer
                .store
                .record(row.row)
                .ok_or_else(|| "The incident is not in its layer any more.".to_owned())
                .and_then(|record| read_record(layer.source.as_ref(), record, &layer.plan).map_err(|error| error.to_string()))
                .map(|incident| Arc::new(layer.edited(row.row, incident)));
            report.send(Command::DetailRead { row, incident });
        });
    }

    /// Reads the first incidents of a layer by a mapping.
    pub fn preview_mapping(&self, layer: Layer, mapping: Mapping) {
        self.spawn("preview", move |report| {
            let Some(plan) = layer.plan.with_mapping(mapping.clone()) else { return };
            let records = (0..PREVIEWED).filter_map(|index| layer.store.record(layer.store.row_of_record(index)?));
            let incidents = records.filter_map(|record| read_record(layer.source.as_ref(), record, &plan).ok()).map(Arc::new).collect();
            report.send(Command::MappingPreviewed { mapping: Box::new(mapping), incidents });
        });
    }

    /// Unpacks basemap and gazetteer while nobody waits for them.
    pub fn warm_up(&self) {
        self.ahead("basemap", warm_up_basemap);
        self.ahead("gazetteer", || Gazetteer::bundled().warm_up());
    }

    /// Makes what the graphics card draws with before a frame has to.
    pub fn ready_gpu(&self, gpu: Gpu) {
        self.ahead("graphics", move || gpu.warm_up());
    }

    /// What is not needed yet is done only where nobody waits for it.
    fn ahead(&self, name: &str, work: impl FnOnce() + Send + 'static) {
        if self.workers == Workers::Threads {
            self.spawn(name, |_| work());
        }
    }

    pub fn tell(&self, kind: NoticeKind, text: String) {
        self.report().send(Command::Tell(kind, text));
    }

    fn flag(&mut self, job: u64) -> Arc<AtomicBool> {
        let flag = Arc::new(AtomicBool::new(false));
        self.cancelled.insert(job, flag.clone());
        flag
    }

    fn report(&self) -> Report {
        Report { sender: self.sender.clone(), ctx: self.ctx.clone() }
    }

    fn spawn(&self, name: &str, work: impl FnOnce(Report) + Send + 'static) {
        let report = self.report();
        if self.workers == Workers::Inline {
            work(report);
            return;
        }
        // Deeply nested input is read without recursion, yet a big stack costs nothing until it is used.
        let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(8 << 20);
        let gives_way = GIVE_WAY.contains(&name);
        let work = move || {
            if gives_way {
                give_way();
            }
            work(report);
        };
        if let Err(error) = thread.spawn(work) {
            self.tell(NoticeKind::Failed, error.to_string());
        }
    }
}

/// Jobs that keep all processors busy for long, or that nobody waits for: the window goes before them.
const GIVE_WAY: [&str; 3] = ["load", "discard", "gazetteer"];

/// Lets the other threads of the program go first, before this one and those that it starts from now on. Without this a frame waits for its
/// turn behind the threads of a load: on two processors the longest took twice the time.
#[cfg(target_os = "linux")]
fn give_way() {
    /// Of 19. A thread without it gets three times the time of one with it: enough for the window, and beside another program that works
    /// hard the load still gets on.
    const NICE: i32 = 5;
    // Where it is refused the load is none the worse for it.
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICE);
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

/// Sends commands to the interface and wakes it.
#[derive(Clone)]
struct Report {
    sender: Sender<Command>,
    ctx: egui::Context,
}

impl Report {
    fn send(&self, command: Command) {
        // The window may be gone; then nobody waits for the command.
        if self.sender.send(command).is_ok() {
            self.ctx.request_repaint();
        }
    }
}

/// The user's profiles for one load; what cannot be read or kept is told.
fn profiles(folder: Option<&Path>, part: Option<String>, columns: LoadColumns, report: &Report) -> UserProfiles {
    let tell = |fault: crate::saved::ProfileError| report.send(Command::Tell(NoticeKind::Failed, fault.to_string()));
    let mut unsaved = None;
    if let LoadColumns::Saving(profile) = &columns {
        match folder.map(|folder| write_profile(folder, profile)) {
            Some(Ok(())) => {}
            Some(Err(fault)) => {
                tell(fault);
                unsaved = Some(profile.mapping.clone());
            }
            None => unsaved = Some(profile.mapping.clone()),
        }
    }
    let (mut saved, faults) = folder.map(read_profiles).unwrap_or_default();
    faults.into_iter().for_each(tell);
    let (mut order, mut chosen) = (None, None);
    match columns {
        LoadColumns::AsKnown => {}
        LoadColumns::Ordered(said) => order = Some(said),
        LoadColumns::Chosen(mapping) => chosen = Some(*mapping),
        // What was just saved wins over older profiles of the same columns.
        LoadColumns::Saving(profile) => {
            saved.sort_by_key(|have| have.name != profile.name);
            chosen = unsaved;
        }
    }
    UserProfiles { part, order, chosen, saved: saved.into() }
}

/// Passes progress on about thirty times a second and watches for the cross.
fn reporter(job: u64, cancelled: Arc<AtomicBool>, report: Report) -> impl FnMut(Progress) -> Flow {
    let began = Instant::now();
    let mut said = began;
    move |progress| {
        if cancelled.load(Ordering::Relaxed) {
            return Flow::Cancel;
        }
        if said.elapsed().as_millis() >= 33 {
            said = Instant::now();
            report.send(Command::LoadProgressed {
                job,
                bytes_read: progress.bytes_read,
                bytes_total: progress.bytes_total,
                features: progress.features,
                elapsed_secs: began.elapsed().as_secs_f64(),
            });
        }
        Flow::Continue
    }
}

fn ended(report: &Report, job: u64, outcome: Result<LoadedLayer, OpenError>, edits: Option<&Path>) {
    let edited = |layer| match edits {
        Some(folder) => {
            let (layer, fault) = with_edits(folder, layer);
            if let Some(fault) = fault {
                report.send(Command::Tell(NoticeKind::Failed, fault.to_string()));
            }
            layer
        }
        None => layer,
    };
    report.send(match outcome {
        Ok(layer) => Command::LayerLoaded { job, layer: Box::new(edited(layer)) },
        Err(error) if error.is_cancelled() => Command::LoadFailed { job, message: String::new() },
        Err(error) => Command::LoadFailed { job, message: error.to_string() },
    });
}

/// Does one effect; those that need the window itself are done here and now.
pub(super) fn perform(jobs: &mut Jobs, effect: Effect, save: &mut dyn FnMut()) {
    match effect {
        Effect::LoadFile { job, path, part, columns, older } => jobs.load_file(job, path, part, columns, older),
        Effect::Discard(store) => jobs.discard(store),
        Effect::LoadBundled { job } => jobs.load_bundled(job),
        Effect::CancelLoad { job } => jobs.cancel(job),
        Effect::PickFiles(newer_of) => jobs.pick_files(newer_of),
        Effect::Answer(request) => jobs.answer(*request),
        Effect::ReadDetail { layer, row } => jobs.read_detail(*layer, row),
        Effect::PreviewMapping { layer, mapping } => jobs.preview_mapping(*layer, *mapping),
        Effect::CopyText(text) => jobs.ctx.copy_text(text),
        Effect::OpenUrl(url) => match crate::domain::check_link(&url) {
            Ok(_) => jobs.ctx.open_url(egui::OpenUrl::new_tab(url)),
            Err(error) => jobs.tell(NoticeKind::Failed, error.to_string()),
        },
        Effect::CountFacets(request) => jobs.count_facets(request),
        Effect::SortList(key) => jobs.sort_list(key),
        Effect::IndexHexagons(request) => jobs.index_hexagons(request),
        Effect::SaveEdits { layer } => jobs.save_edits(*layer),
        Effect::SaveSettings => save(),
    }
}
