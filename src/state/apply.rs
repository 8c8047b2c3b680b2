//! The one place that changes `State`: a command in, the changed state and its effects out.

mod camera;
mod editing;
mod layers;
mod mapping;
mod selecting;
mod time;

use super::answers::WindowAnswers;
use super::change::Change;
use super::command::{Command, CommandName, Panel};
use super::{ColorTheme, Effect, FacetsKey, FacetsRequest, ListOrder, ListOrderKey, MapLook, Notice, NoticeKind, State, Tool, View};
use crate::domain::{FilterSet, Window};
use crate::text::UiLang;

/// Rows up to which facets are counted while the window is dragged.
const MAX_COUNTED_IN_DRAG: usize = 2_000_000;
/// How many former views undo remembers.
const MAX_PAST: usize = 200;

/// Does what the command asks. Effects are for `app`, in order.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    let mut effects = Vec::new();
    dispatch(state, command, &mut effects);
    count_facets(state, &mut effects);
    sort_list(state, &mut effects);
    effects
}

/// Counts the facets anew where the window or what passes the filter has changed; one count at a time, so that a window that
/// is dragged is followed as fast as counting goes. Of very many rows they are counted once the window is let go of: counting
/// would take the cores that the map needs to follow.
fn count_facets(state: &mut State, effects: &mut Vec<Effect>) {
    let key = FacetsKey::of(state);
    let num_rows: usize = state.layers.iter().map(|layer| layer.store.len()).sum();
    let waits = state.drag_origin.is_some() && num_rows > MAX_COUNTED_IN_DRAG;
    if state.facets.key != key && !state.facets_under_way && !waits {
        state.facets_under_way = true;
        effects.push(Effect::CountFacets(FacetsRequest::of(state, key)));
    }
}

/// Sorts anew where the list is open and its order is another's; a closed list keeps nothing.
fn sort_list(state: &mut State, effects: &mut Vec<Effect>) {
    if !state.interface.show_list {
        state.list_order = ListOrder::default();
    } else if !state.order_under_way && state.is_sorting() {
        state.order_under_way = true;
        effects.push(Effect::SortList(ListOrderKey::of(state)));
    }
}

fn dispatch(state: &mut State, command: Command, effects: &mut Vec<Effect>) {
    match command {
        Command::OpenFiles(paths) => layers::open_files(state, paths, effects),
        Command::OpenBundled => layers::open_bundled(state, effects),
        Command::PickFiles(newer_of) => effects.push(Effect::PickFiles(newer_of)),
        Command::LoadProgressed { job, bytes_read, bytes_total, features, elapsed_secs } => {
            layers::progressed(state, job, bytes_read, bytes_total, features, elapsed_secs);
        }
        Command::LayerGrew { job, layer } => layers::grew(state, job, *layer, effects),
        Command::LayerLoaded { job, layer } => layers::loaded(state, job, *layer, effects),
        Command::LoadFailed { job, message } => layers::failed(state, job, message, effects),
        Command::CancelLoad(job) => layers::stopped(state, job, effects),
        Command::CloseLayer(id) => layers::close(state, id, effects),
        Command::SetLayerVisible(id, visible) => layers::set_visible(state, id, visible, effects),
        Command::ReloadLayer(id) => layers::reload(state, id, effects),
        Command::ReadPart(id, part) => layers::read_part(state, id, part, effects),
        Command::ReadOrder(id, order) => layers::read_order(state, id, order, effects),
        Command::OpenNewer(id) => {
            state.interface.report = None;
            state.interface.set_open(true, Some(id));
        }
        Command::OpenAsNewer { of, path } => layers::open_as_newer(state, of, path, effects),
        Command::TakeAsNewer { of, by } => layers::take_as_newer(state, of, by, effects),
        Command::WatchFolder(path, watched) => {
            state.interface.set_open(false, None);
            state.folders.retain(|folder| *folder != path);
            if watched {
                state.folders.push(path);
            }
        }
        Command::SetWatched(id, watched) => layers::set_watched(state, id, watched),
        Command::ShowReport(layer) => state.interface.report = layer,
        Command::OpenMapping(layer) => mapping::open(state, layer, effects),
        Command::SetMapping(mapping) => mapping::set(state, *mapping, effects),
        Command::NameMapping(name) => {
            if let Some(draft) = &mut state.interface.mapping {
                draft.name = name;
            }
        }
        Command::MappingPreviewed { mapping, incidents } => mapping::previewed(state, &mapping, incidents),
        Command::UseMapping => mapping::accept(state, false, effects),
        Command::SaveMapping => mapping::accept(state, true, effects),

        Command::Select(row) => selecting::select(state, row, effects),
        Command::SelectSite(rows) => selecting::select_site(state, rows, effects),
        Command::StepInSite(step) => selecting::step_in_site(state, step, effects),
        Command::StepInTime(step) => selecting::step_in_time(state, step, effects),
        Command::DetailRead { row, incident } => selecting::detail_read(state, row, incident),

        Command::Place(row, place) => editing::place(state, row, place.map(|place| *place), effects),

        Command::SetWindow(window) => time::set_window(state, window),
        Command::PreviewWindow(window) => time::preview_window(state, window),
        Command::SetWindowMode(mode) => time::set_mode(state, mode),
        Command::SetAxis(axis) => {
            state.interface.is_axis_moved = true;
            time::set_axis(state, axis, effects);
        }
        Command::FitAxis => {
            state.interface.is_axis_moved = false;
            time::fit_axis(state, effects);
        }
        Command::SetShowUndated(show) => change_view(state, |view| view.show_undated = show),
        Command::TogglePlay => time::toggle_play(state),
        Command::SetSpeed(speed) => state.playback.speed = speed,
        Command::Tick(secs) => time::tick(state, secs, effects),

        Command::SetFilter(filter) => set_filter(state, *filter, effects),
        Command::SetFilterText(text) => {
            let mut filter = state.view.filter.clone();
            filter.text = text;
            set_filter(state, filter, effects);
        }
        Command::ClearFilter => set_filter(state, FilterSet::default(), effects),

        Command::MoveCamera { center, zoom } => {
            state.view.center = center;
            state.view.zoom = zoom;
            state.interface.is_fitted = false;
        }
        Command::ResizeMap(size) => camera::resize(state, size),
        Command::FlyTo { center, zoom } => camera::fly_to(state, center, zoom),
        Command::FitData => camera::fit_data(state),
        Command::FitSelection => camera::fit_selection(state),
        Command::SetTool(tool) => state.interface.tool = tool,
        Command::SetLook(look) => change_view(state, |view| view.look = look),
        Command::WantHexagons(resolution) => layers::want_hexagons(state, resolution, effects),
        Command::HexagonsReady { layer, store, index } => layers::hexagons_ready(state, layer, &store, index),
        Command::SetShowGraticule(show) => change_view(state, |view| view.show_graticule = show),
        Command::SetShowRings(show) => change_view(state, |view| view.show_rings = show),
        Command::SetBasemap(basemap) => change_view(state, |view| view.basemap = basemap),

        Command::SetSort(sort) => state.view.sort = sort,
        Command::SetTheme(theme) => {
            state.view.theme = theme;
            effects.push(Effect::SaveSettings);
        }
        Command::SetLang(lang) => {
            state.view.lang = lang;
            effects.push(Effect::SaveSettings);
        }
        Command::SetWriting(writing) => {
            state.view.writing = writing;
            effects.push(Effect::SaveSettings);
        }
        Command::Show(panel, show) => show_panel(state, panel, show),
        Command::FocusSearch(focus) => state.interface.focus_search = focus,

        Command::AnswersReady(answers) => answers_ready(state, *answers, effects),
        Command::FacetsReady(facets) => {
            state.facets_under_way = false;
            state.facets = *facets;
        }
        Command::ListSorted(order) => {
            state.order_under_way = false;
            state.list_order = *order;
        }
        Command::Copy(text) => effects.push(Effect::CopyText(text)),
        Command::AskLink(url) => state.interface.link = Some(url),
        Command::OpenLink(url) => {
            state.interface.link = None;
            effects.push(Effect::OpenUrl(url));
        }
        Command::DismissLink => state.interface.link = None,
        Command::Tell(kind, text) => tell(state, kind, text),
        Command::DismissNotice(id) => state.notices.retain(|notice| notice.id != id),
        Command::Undo => undo(state, effects),
        Command::Redo => redo(state, effects),
        Command::Named(name) => named(state, name, effects),
    }
}

fn named(state: &mut State, name: CommandName, effects: &mut Vec<Effect>) {
    let toggle_tool = |state: &State, tool: Tool| if state.interface.tool == tool { Tool::Explore } else { tool };
    let command = match name {
        CommandName::OpenFiles => Command::PickFiles(None),
        CommandName::OpenBundled => Command::OpenBundled,
        CommandName::Search => Command::FocusSearch(true),
        CommandName::Palette => Command::Show(Panel::Palette, !state.interface.show_palette),
        CommandName::FitData => Command::FitData,
        CommandName::FitSelection => Command::FitSelection,
        CommandName::NextIncident => Command::StepInTime(1),
        CommandName::PreviousIncident => Command::StepInTime(-1),
        CommandName::NextAtPlace => Command::StepInSite(1),
        CommandName::PreviousAtPlace => Command::StepInSite(-1),
        CommandName::Play => Command::TogglePlay,
        CommandName::WholeTime => Command::SetWindow(Window::ALL),
        CommandName::MeasureLine => Command::SetTool(toggle_tool(state, Tool::MeasureLine)),
        CommandName::MeasureArea => Command::SetTool(toggle_tool(state, Tool::MeasureArea)),
        CommandName::DrawArea => Command::SetTool(toggle_tool(state, Tool::DrawArea)),
        CommandName::ClearFilter => Command::ClearFilter,
        CommandName::Points => Command::SetLook(other_look(state, MapLook::Points)),
        CommandName::Density => Command::SetLook(other_look(state, MapLook::Density)),
        CommandName::Hexagons => Command::SetLook(other_look(state, MapLook::Hexagons)),
        CommandName::Tracks => Command::SetLook(other_look(state, MapLook::Tracks)),
        CommandName::Graticule => Command::SetShowGraticule(!state.view.show_graticule),
        CommandName::Rings => Command::SetShowRings(!state.view.show_rings),
        CommandName::Undated => Command::SetShowUndated(!state.view.show_undated),
        CommandName::List => Command::Show(Panel::List, !state.interface.show_list),
        CommandName::Side => Command::Show(Panel::Side, !state.interface.show_side),
        CommandName::Detail => Command::Show(Panel::Detail, !state.interface.show_detail),
        CommandName::Basemap => Command::Show(Panel::Basemap, !state.interface.show_basemap),
        CommandName::Theme => Command::SetTheme(match state.view.theme {
            ColorTheme::Light => ColorTheme::Dark,
            ColorTheme::Dark => ColorTheme::Light,
        }),
        CommandName::Language => Command::SetLang(match state.view.lang {
            UiLang::En => UiLang::Ar,
            UiLang::Ar => UiLang::En,
        }),
        CommandName::Writing => Command::Show(Panel::Writing, !state.interface.show_writing),
        CommandName::Undo => Command::Undo,
        CommandName::Redo => Command::Redo,
        CommandName::Help => Command::Show(Panel::Help, !state.interface.show_help),
        CommandName::Unselect => return step_back(state, effects),
    };
    dispatch(state, command, effects);
}

/// The look, or marks where it is on already.
fn other_look(state: &State, look: MapLook) -> MapLook {
    if state.view.look == look { MapLook::Marks } else { look }
}

/// Escape closes the topmost thing that is open, one at a time.
fn step_back(state: &mut State, effects: &mut Vec<Effect>) {
    let interface = &mut state.interface;
    if interface.link.take().is_some() {
    } else if interface.show_palette {
        interface.show_palette = false;
    } else if interface.show_help {
        interface.show_help = false;
    } else if interface.show_open {
        interface.set_open(false, None);
    } else if interface.show_basemap {
        interface.show_basemap = false;
    } else if interface.show_writing {
        interface.show_writing = false;
    } else if interface.mapping.take().is_some() || interface.report.take().is_some() {
    } else if interface.tool != Tool::Explore {
        interface.tool = Tool::Explore;
    } else {
        selecting::select(state, None, effects);
    }
}

fn show_panel(state: &mut State, panel: Panel, show: bool) {
    let interface = &mut state.interface;
    match panel {
        Panel::Side => interface.show_side = show,
        Panel::Detail => interface.show_detail = show,
        Panel::List => interface.show_list = show,
        Panel::Palette => interface.show_palette = show,
        Panel::Help => interface.show_help = show,
        Panel::Open => interface.set_open(show, None),
        Panel::Basemap => interface.show_basemap = show,
        Panel::Writing => interface.show_writing = show,
    }
}

/// Changes the view and remembers the former one.
fn change_view(state: &mut State, change: impl FnOnce(&mut View)) {
    let before = state.view.clone();
    change(&mut state.view);
    if state.view != before {
        remember(state, Change::View(Box::new(before)));
    }
}

/// Undo can go back to here.
fn remember(state: &mut State, change: Change) {
    state.past.push(change);
    state.future.clear();
    if state.past.len() > MAX_PAST {
        state.past.remove(0);
    }
}

fn set_filter(state: &mut State, filter: FilterSet, effects: &mut Vec<Effect>) {
    if filter != state.view.filter {
        change_view(state, |view| view.filter = filter);
        ask(state, effects);
    }
}

/// Asks the stores anew; what is shown stays until the answer comes.
fn ask(state: &mut State, effects: &mut Vec<Effect>) {
    state.revision += 1;
    effects.push(Effect::Answer(Box::new(super::AnswersRequest {
        revision: state.revision,
        layers: state
            .layers
            .iter()
            .filter(|layer| layer.is_visible)
            .map(|layer| (layer.id, layer.name.clone(), layer.store.clone()))
            .collect(),
        filter: state.view.filter.clone(),
        axis: state.view.axis,
        zone: state.view.zone.clone(),
    })));
}

fn answers_ready(state: &mut State, answers: super::Answers, effects: &mut Vec<Effect>) {
    // A late answer to an earlier question is dropped.
    if answers.revision != state.revision {
        return;
    }
    let spans_anew = state.answers.span != answers.span && answers.span.is_some();
    state.answers = answers.into();
    hold_against_window(state);
    // Several files, or one that grows: the axis follows until the user moves it.
    if spans_anew && !state.interface.is_axis_moved {
        time::first_axis(state, effects);
    }
}

/// Computes again what the window says; called whenever window, mode or filtered rows change.
fn hold_against_window(state: &mut State) {
    state.in_window = WindowAnswers::of(&state.answers, &state.layers, &state.view, &state.in_window).into();
}

fn tell(state: &mut State, kind: NoticeKind, text: String) {
    state.next_job += 1;
    state.notices.push(Notice { id: state.next_job, kind, text, remedy: None });
}

fn undo(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(change) = state.past.pop()
        && let Some(now) = go_to(state, change, effects)
    {
        state.future.push(now);
    }
}

fn redo(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(change) = state.future.pop()
        && let Some(now) = go_to(state, change, effects)
    {
        state.past.push(now);
    }
}

/// Goes back or forth over one change; gives the way in the other direction.
fn go_to(state: &mut State, change: Change, effects: &mut Vec<Effect>) -> Option<Change> {
    match change {
        Change::View(view) => {
            let now = swap_view(state, *view);
            after_time_travel(state, effects);
            Some(Change::View(Box::new(now)))
        }
        Change::Placed(row, place) => editing::set(state, row, place.map(|place| *place), effects),
    }
}

/// The network is no part of undo: a source that was switched off is never switched on by going back. Nor are the reader's
/// own ways of reading: theme, language, numerals.
fn swap_view(state: &mut State, view: View) -> View {
    let now = &state.view;
    let view = View { basemap: now.basemap.clone(), theme: now.theme, lang: now.lang, writing: now.writing, ..view };
    std::mem::replace(&mut state.view, view)
}

fn after_time_travel(state: &mut State, effects: &mut Vec<Effect>) {
    for layer in &mut state.layers {
        layer.is_visible = !state.view.hidden.contains(&layer.id);
    }
    state.interface.fly += 1;
    hold_against_window(state);
    ask(state, effects);
}
