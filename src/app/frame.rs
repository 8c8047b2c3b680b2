//! One frame: take in what the jobs have finished, read the keys, draw the panels, grant their wishes.

use std::cell::RefCell;
use std::path::PathBuf;

use egui::{Frame, Margin, Panel, Ui};

use super::jobs::{Jobs, Workers, perform};
use super::keys;
use super::watching::{self, Watching};
use crate::domain::Window;
use crate::saved::{Settings, is_folder};
use crate::state::{ColorTheme, Command, MapLook, NoticeKind, RowRef, State, View, apply};
use crate::text::UiLang;
use crate::ui::theme::{ThemeKind, space};
use crate::ui::{Cx, DialogMemory, Gpu, HeaderMemory, Kit, ListMemory, MapMemory, TimelineMemory};
use crate::ui::{detail_ui, dialogs_ui, header_ui, list_ui, loads_ui, map_ui, side_ui, status_ui, timeline_ui};

/// How the program begins.
pub struct Start {
    pub files: Vec<String>,
    pub lang: Option<UiLang>,
    pub theme: Option<ColorTheme>,
    pub workers: Workers,
    /// Where settings are read and kept; `None` keeps none.
    pub settings_path: Option<PathBuf>,
    pub wish: Wish,
}

/// What is to be shown as soon as the first file is there.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The id of an incident.
    pub select: Option<String>,
    pub list: bool,
    pub look: MapLook,
    pub window: Option<Window>,
}

/// The program behind the window; it draws into any egui context.
pub struct Marsad {
    pub state: State,
    kit: Kit,
    jobs: Jobs,
    commands: RefCell<Vec<Command>>,
    settings: Settings,
    settings_path: Option<PathBuf>,
    /// Taken when the first layer has arrived.
    wish: Option<Wish>,
    header: HeaderMemory,
    list: ListMemory,
    map: MapMemory,
    timeline: TimelineMemory,
    dialogs: DialogMemory,
    watching: Watching,
}

impl Marsad {
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        let (settings, fault) = start.settings_path.as_deref().map_or((Settings::default(), None), Settings::read);
        let theme = start.theme.unwrap_or_else(|| settings.theme());
        let lang = start.lang.unwrap_or_else(|| settings.lang());
        ctx.set_fonts(crate::ui::fonts::definitions());
        let kit = Kit::new(lang, theme_kind(theme));
        let view = View { writing: settings.writing(), ..View::new(theme, lang) };
        let state = State::new(view, settings.recent().to_vec());
        let mut program = Self {
            state,
            kit,
            jobs: Jobs::new(start.workers, ctx, start.settings_path.as_deref()),
            commands: RefCell::default(),
            settings,
            settings_path: start.settings_path,
            wish: Some(start.wish),
            header: HeaderMemory::default(),
            list: ListMemory::default(),
            map: MapMemory::default(),
            timeline: TimelineMemory::default(),
            dialogs: DialogMemory::default(),
            watching: Watching::default(),
        };
        if let Some(fault) = fault {
            program.run(Command::Tell(NoticeKind::Failed, fault.to_string()));
        }
        program.jobs.warm_up();
        program.run(if start.files.is_empty() { Command::OpenBundled } else { Command::OpenFiles(start.files) });
        program
    }

    /// Draws from the memory of the graphics card that paints the window.
    pub fn use_gpu(&mut self, gpu: Gpu) {
        self.jobs.ready_gpu(gpu.clone());
        self.kit.use_gpu(gpu);
    }

    /// Applies a command and does its effects.
    pub fn run(&mut self, command: Command) {
        // A folder stands for its files, those that come later too.
        let command = match command {
            Command::OpenFiles(paths) if paths.iter().any(|path| is_folder(path)) => {
                let (folders, files): (Vec<String>, Vec<String>) = paths.into_iter().partition(|path| is_folder(path));
                folders.into_iter().for_each(|folder| self.run(Command::WatchFolder(folder, true)));
                Command::OpenFiles(files)
            }
            command => command,
        };
        for effect in apply(&mut self.state, command) {
            let (settings, state, path) = (&mut self.settings, &self.state, self.settings_path.as_deref());
            let mut fault = None;
            perform(&mut self.jobs, effect, &mut || {
                settings.update_from(state);
                fault = path.and_then(|path| settings.write(path).err());
            });
            if let Some(fault) = fault {
                self.jobs.tell(NoticeKind::Failed, fault.to_string());
            }
        }
    }

    /// The first incident of any layer with this id.
    pub fn find(&self, id: &str) -> Option<RowRef> {
        self.state.layers.iter().find_map(|layer| Some(RowRef { layer: layer.id, row: *layer.store.by_id(id).first()? }))
    }

    /// Takes in what the jobs have finished. Returns whether anything came.
    pub fn take_in(&mut self) -> bool {
        let finished = self.jobs.finished();
        let any = !finished.is_empty();
        for command in finished {
            self.run(command);
        }
        any
    }

    /// Shows what the command line asked for, once there is something to show.
    pub fn grant_wish(&mut self) {
        if self.state.answers.rows.is_empty() {
            return;
        }
        let Some(wish) = self.wish.take() else { return };
        if wish.list {
            self.run(Command::Show(crate::state::Panel::List, true));
        }
        if wish.look != MapLook::Marks {
            self.run(Command::SetLook(wish.look));
        }
        if let Some(window) = wish.window {
            self.run(Command::SetWindow(window));
        }
        if let Some(row) = wish.select.as_deref().and_then(|id| self.find(id)) {
            self.run(Command::Select(Some(row)));
        }
    }

    /// Draws one frame and grants the panels' wishes.
    pub fn frame(&mut self, ui: &mut Ui) {
        // Answers may ask for more (an axis that follows the data): they are taken in until nothing comes.
        let mut rounds = 0;
        while self.take_in() && rounds < 8 {
            rounds += 1;
        }
        self.grant_wish();
        let view = &self.state.view;
        self.kit.follow(ui.ctx(), view.locale(), view.content_lang(), theme_kind(view.theme));
        if self.state.playback.is_playing {
            let secs = ui.input(|input| f64::from(input.stable_dt));
            self.run(Command::Tick(secs));
            ui.ctx().request_repaint();
        }
        self.watch(ui);
        self.take_dropped(ui);
        self.commands.borrow_mut().extend(keys::pressed(ui));
        self.panels(ui);
        let commands = self.commands.take();
        if !commands.is_empty() {
            // A command shows one frame late: that frame must come.
            ui.ctx().request_repaint();
        }
        for command in commands {
            self.run(command);
        }
    }

    fn watch(&mut self, ui: &Ui) {
        if self.watching.is_needed(&self.state) {
            let now = ui.input(|input| input.time);
            for command in self.watching.look(&self.state, now) {
                self.run(command);
            }
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(watching::LOOK_SECS));
        }
    }

    fn take_dropped(&self, ui: &Ui) {
        let dropped: Vec<String> =
            ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_string_lossy().into_owned()).collect());
        if !dropped.is_empty() {
            self.commands.borrow_mut().push(Command::OpenFiles(dropped));
        }
    }

    fn panels(&mut self, ui: &mut Ui) {
        let Self { state, kit, commands, header, list, map, timeline, dialogs, .. } = self;
        let cx = Cx::new(state, kit, commands);
        let theme = kit.theme;
        let strip = |x: i8, y: i8| Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(x, y));
        Panel::top("header").frame(strip(8, 6)).show(ui, |ui| {
            header_ui(&cx, ui, header);
            loads_ui(&cx, ui);
        });
        Panel::bottom("status").frame(strip(12, 3)).exact_size(30.0).show(ui, |ui| status_ui(&cx, ui));
        Panel::bottom("timeline").frame(strip(12, 6)).exact_size(142.0).show(ui, |ui| timeline_ui(&cx, ui, timeline));
        let width = ui.available_width();
        if state.interface.show_side {
            let panel = if kit.rtl() { Panel::right("side") } else { Panel::left("side") };
            panel.frame(strip(12, 8)).default_size(side_width(width)).size_range(200.0..=420.0).show(ui, |ui| side_ui(&cx, ui));
        }
        if state.interface.show_detail {
            let panel = if kit.rtl() { Panel::left("detail") } else { Panel::right("detail") };
            panel.frame(strip(12, 8)).default_size(detail_width(width)).size_range(260.0..=560.0).show(ui, |ui| detail_ui(&cx, ui));
        }
        if state.interface.show_list {
            let frame = strip(12, 6);
            Panel::bottom("list").frame(frame).resizable(true).default_size(220.0).size_range(96.0..=560.0).show(ui, |ui| {
                list_ui(&cx, ui, list);
            });
        }
        egui::CentralPanel::no_frame().show(ui, |ui| map_ui(&cx, ui, map));
        dialogs_ui(&cx, ui, dialogs);
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            drop_hint(&cx, ui);
        }
    }
}

fn theme_kind(theme: ColorTheme) -> ThemeKind {
    match theme {
        ColorTheme::Light => ThemeKind::Light,
        ColorTheme::Dark => ThemeKind::Dark,
    }
}

fn side_width(window: f32) -> f32 {
    if window < 1200.0 { 220.0 } else { 264.0 }
}

fn detail_width(window: f32) -> f32 {
    if window < 1200.0 { 280.0 } else { 360.0 }
}

/// Says what happens when the files that hover over the window are let go.
fn drop_hint(cx: &Cx, ui: &Ui) {
    let screen = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop-hint")));
    painter.rect_filled(screen, 0.0, cx.kit.theme.accent.gamma_multiply(0.25));
    let look = cx.kit.body().size(20.0).bold();
    let rect = egui::Rect::from_center_size(screen.center(), egui::vec2(360.0, 3.0 * space::XL));
    painter.rect_filled(rect, 6.0, cx.kit.theme.panel);
    cx.kit.paint_at(&painter, rect.center(), egui::vec2(0.5, 0.5), &cx.kit.say("drop-hint"), look);
}
