//! The map: walkers' gestures and projection around our own basemap, incidents and furniture.

mod basemap;
mod incidents;
mod motion;
mod points;
mod sprites;
mod surface;
mod tools;
mod tracks;

pub use basemap::warm_up_basemap;

use egui::{CursorIcon, Key, Rect, Response, Role, Ui, WidgetInfo, pos2, vec2};

use super::cx::Cx;
use super::icons::Icon;
use super::theme::{rgba, space};
use super::widgets::{Emphasis, ROW_PX, icon_button, tooltip};
use crate::basemap::XyzTiles;
use crate::domain::LonLat;
use crate::domain::notation::{Notation, format_for_radius};
use crate::picture::furniture::scale_bar;
use crate::picture::{Camera, LabelBox, SCHEMATIC_ABOVE_ZOOM};
use crate::state::{BasemapChoice, Command, MapLook, Tool};

/// What the map holds between frames.
#[derive(Default)]
pub struct MapMemory {
    walkers: walkers::MapMemory,
    motion: motion::Motion,
    basemap: basemap::BasemapCache,
    incidents: incidents::IncidentsCache,
    surface: surface::SurfaceCache,
    points: points::PointsCache,
    tracks: tracks::TracksCache,
    tools: tools::ToolMemory,
    tiles: Option<XyzTiles>,
    /// What buttons, scale bar and credit covered when they were last drawn, relative to the map's corner: no name goes under them.
    covered: Vec<LabelBox>,
}

/// Zoom by one press of a key or button.
const ZOOM_STEP: f64 = 0.75;
/// Room around the map's buttons within their frame.
const BUTTON_MARGIN_PX: f32 = 2.0;
/// Height that scale bar and credit take at the lower edge.
const CREDIT_PX: f32 = 28.0;
/// Part of the map's width by which an arrow key moves it.
const PAN_PART: f32 = 0.18;

pub fn map_ui(cx: &Cx, ui: &mut Ui, memory: &mut MapMemory) {
    let rect = ui.available_rect_before_wrap();
    follow_source(cx, ui, memory);
    if cx.state.interface.map_px != [rect.width(), rect.height()] {
        cx.push(Command::ResizeMap([rect.width(), rect.height()]));
    }
    let is_moving = memory.motion.follow(cx, ui, &mut memory.walkers);
    let home = walkers::lon_lat(cx.state.view.center.lon, cx.state.view.center.lat);
    let MapMemory { walkers: walkers_memory, basemap, incidents, surface, points, tracks, tools, tiles, covered, .. } = memory;
    if let Some(tiles) = tiles {
        tiles.take_answers();
    }
    let credit = tiles.as_ref().map(|tiles| tiles.credit().to_owned());
    let fault = tiles.as_ref().and_then(|tiles| tiles.fault.clone());
    let layer = tiles.as_mut().map(|tiles| tiles as &mut dyn walkers::Tiles);
    let map = walkers::Map::new(layer, walkers_memory, home)
        .zoom_with_ctrl(false)
        .double_click_to_zoom(cx.state.interface.tool == Tool::Explore)
        .zoom_gesture(true);
    let shown = map.show(ui, |ui, response, _projector, walkers_memory| {
        let camera = camera_of(walkers_memory, rect);
        if cx.state.view.basemap == BasemapChoice::Offline {
            basemap.paint(cx, ui, rect, &camera);
        }
        if cx.state.view.show_graticule {
            basemap::paint_graticule(cx, ui, rect, &camera);
        }
        surface.paint(cx, ui, rect, &camera);
        points.paint(cx, ui, rect, &camera);
        let found = incidents.paint_below(cx, ui, rect, &camera);
        tracks.paint(cx, ui, rect, &camera);
        let mut titles = incidents.titles(cx, rect, covered);
        titles.taken.extend(surface.taken());
        if cx.state.view.basemap == BasemapChoice::Offline {
            basemap.paint_names(cx, ui, rect, &titles.taken);
        }
        incidents.paint_marks(cx, ui, rect, response, &titles);
        tools::tool_ui(cx, ui, rect, &camera, response, tools);
        if cx.state.interface.tool == Tool::Explore {
            let is_taken = points.pick(cx, ui, response, &camera) || found.marks.is_empty() && surface.pick(cx, ui, response, &camera);
            if !is_taken {
                incidents::pick(cx, ui, response, &found, &camera);
            }
        } else {
            ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        }
        surface.key_ui(cx, ui, rect, &camera);
        tracks.key_ui(cx, ui, rect);
        *covered = furniture_ui(cx, ui, rect, &camera, response, credit.as_deref(), fault.as_deref());
        camera
    });
    let response = shown.response;
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, cx.kit.say("map")));
    keys(ui, &response, memory);
    let buttons = buttons_ui(cx, ui, rect, memory);
    memory.covered.push(label_box(buttons, rect));
    let camera = camera_of(&memory.walkers, rect);
    let at_rest = !is_moving && !response.dragged() && !memory.walkers.animating();
    if at_rest && moved(cx, &camera) {
        cx.push(Command::MoveCamera { center: camera.center, zoom: camera.zoom });
    }
}

/// Starts and ends the online tiles as the user switches them.
fn follow_source(cx: &Cx, ui: &Ui, memory: &mut MapMemory) {
    let wanted = match &cx.state.view.basemap {
        BasemapChoice::Online { url } => Some(url.as_str()),
        BasemapChoice::Offline | BasemapChoice::Blank => None,
    };
    if memory.tiles.as_ref().map(XyzTiles::template) != wanted {
        memory.tiles = wanted.and_then(|url| XyzTiles::start(url, ui.ctx()).ok());
    }
}

fn camera_of(memory: &walkers::MapMemory, rect: Rect) -> Camera {
    let center = memory.detached().map_or(LonLat { lon: 0.0, lat: 0.0 }, |at| LonLat { lon: at.x(), lat: at.y() });
    Camera { center, zoom: memory.zoom(), size: [rect.width(), rect.height()] }
}

fn moved(cx: &Cx, camera: &Camera) -> bool {
    let view = &cx.state.view;
    (view.center.lon - camera.center.lon).abs() > 1e-9
        || (view.center.lat - camera.center.lat).abs() > 1e-9
        || (view.zoom - camera.zoom).abs() > 1e-6
}

/// Arrow keys and plus and minus, when no field has the keyboard.
fn keys(ui: &Ui, response: &Response, memory: &mut MapMemory) {
    if ui.ctx().egui_wants_keyboard_input() || ui.memory(|memory| memory.focused().is_some_and(|id| id != response.id)) {
        return;
    }
    let (left, right, up, down, closer, farther) = ui.input(|input| {
        let plain = !input.modifiers.any();
        let key = |key: Key| plain && input.key_pressed(key);
        let zoom_in = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
        (key(Key::ArrowLeft), key(Key::ArrowRight), key(Key::ArrowUp), key(Key::ArrowDown), zoom_in, input.key_pressed(Key::Minus))
    });
    let step = |on: bool| if on { 1.0 } else { 0.0 };
    let by = vec2(step(right) - step(left), step(down) - step(up)) * PAN_PART * response.rect.width();
    if by != vec2(0.0, 0.0) {
        let camera = camera_of(&memory.walkers, response.rect);
        let center = camera.lon_lat([camera.size[0] / 2.0 + by.x, camera.size[1] / 2.0 + by.y]);
        memory.motion.go(ui, &memory.walkers, center, camera.zoom);
    }
    if closer || farther {
        zoom_by(ui, memory, if closer { ZOOM_STEP } else { -ZOOM_STEP });
    }
}

fn zoom_by(ui: &Ui, memory: &mut MapMemory, by: f64) {
    let center = memory.walkers.detached().map_or(LonLat { lon: 0.0, lat: 0.0 }, |at| LonLat { lon: at.x(), lat: at.y() });
    let zoom = (memory.walkers.zoom() + by).clamp(0.0, 20.0);
    memory.motion.go(ui, &memory.walkers, center, zoom);
}

/// What a button of the map does.
enum Does {
    Zoom(f64),
    Ask(Command),
}

/// The few buttons that belong to the map, at its far upper corner: in as many columns as they need to stay above scale and credit.
fn buttons_ui(cx: &Cx, ui: &mut Ui, rect: Rect, memory: &mut MapMemory) -> Rect {
    let kit = cx.kit;
    let view = &cx.state.view;
    let tool = |tool: Tool, icon: Icon, key| {
        let chosen = cx.state.interface.tool == tool;
        (icon, key, chosen, Does::Ask(Command::SetTool(if chosen { Tool::Explore } else { tool })))
    };
    let look = |look: MapLook, icon: Icon, key| {
        let chosen = view.look == look;
        (icon, key, chosen, Does::Ask(Command::SetLook(if chosen { MapLook::Marks } else { look })))
    };
    let is_online = matches!(view.basemap, BasemapChoice::Online { .. });
    let buttons = [
        (Icon::Plus, "map-zoom-in", false, Does::Zoom(ZOOM_STEP)),
        (Icon::Minus, "map-zoom-out", false, Does::Zoom(-ZOOM_STEP)),
        (Icon::Fit, "command-fit-data", false, Does::Ask(Command::FitData)),
        tool(Tool::MeasureLine, Icon::Ruler, "command-measure-line"),
        tool(Tool::MeasureArea, Icon::Polygon, "command-measure-area"),
        look(MapLook::Points, Icon::Points, "command-points"),
        look(MapLook::Density, Icon::Density, "command-density"),
        look(MapLook::Hexagons, Icon::Hexagon, "command-hexagons"),
        look(MapLook::Tracks, Icon::Track, "command-tracks"),
        (Icon::Grid, "command-graticule", view.show_graticule, Does::Ask(Command::SetShowGraticule(!view.show_graticule))),
        (Icon::Globe, "command-basemap", is_online, Does::Ask(Command::Show(crate::state::Panel::Basemap, true))),
    ];
    let room = rect.height() - 2.0 * (space::S + BUTTON_MARGIN_PX) - CREDIT_PX;
    let num_rows = ((room / (ROW_PX + 1.0)) as usize).clamp(1, buttons.len());
    let width = 32.0;
    let mut left = if kit.rtl() { rect.left() + space::S } else { rect.right() - space::S - width };
    let mut covered = Rect::NOTHING;
    let mut waiting = buttons.into_iter().peekable();
    while waiting.peek().is_some() {
        let spot = Rect::from_min_size(pos2(left, rect.top() + space::S), vec2(width, room));
        let mut column = ui.new_child(egui::UiBuilder::new().max_rect(spot).layout(egui::Layout::top_down(egui::Align::Center)));
        let frame = egui::Frame::new().fill(kit.theme.panel).stroke(kit.theme.hairline_stroke()).corner_radius(4.0);
        let shown = frame.inner_margin(BUTTON_MARGIN_PX).show(&mut column, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (icon, key, is_on, does) in waiting.by_ref().take(num_rows) {
                let emphasis = if is_on { Emphasis::On } else { Emphasis::Quiet };
                if !icon_button(kit, ui, icon, &kit.say(key), emphasis).clicked() {
                    continue;
                }
                match does {
                    Does::Zoom(by) => zoom_by(ui, memory, by),
                    Does::Ask(command) => cx.push(command),
                }
            }
        });
        covered = covered.union(shown.response.rect);
        let step = shown.response.rect.width() + space::XS;
        left += if kit.rtl() { step } else { -step };
    }
    covered
}

/// A rectangle of the window relative to the map's corner.
fn label_box(spot: Rect, map: Rect) -> LabelBox {
    let spot = spot.translate(-map.min.to_vec2());
    LabelBox { min: spot.min.into(), max: spot.max.into() }
}

/// Scale bar, coordinates under the pointer, attribution, and what the basemap can be trusted for.
/// Gives what bar and attribution cover.
fn furniture_ui(
    cx: &Cx,
    ui: &Ui,
    rect: Rect,
    camera: &Camera,
    response: &Response,
    credit: Option<&str>,
    fault: Option<&str>,
) -> Vec<LabelBox> {
    let kit = cx.kit;
    let painter = ui.painter();
    let mut covered = Vec::new();
    let halo = |rect: Rect| {
        let ground = rect.expand2(vec2(5.0, 2.0));
        painter.rect_filled(ground, 3.0, kit.theme.panel.gamma_multiply(0.82));
        ground
    };
    let bar = scale_bar(camera, 110.0);
    let bar_px = bar.as_ref().map_or(0.0, |bar| bar.width_px);
    let x = if kit.rtl() { rect.right() - space::M - bar_px } else { rect.left() + space::M };
    if let Some(bar) = bar {
        let y = rect.bottom() - 14.0;
        covered.push(label_box(halo(Rect::from_min_max(pos2(x, y - 16.0), pos2(x + bar_px, y + 2.0))), rect));
        let pen = egui::Stroke::new(1.5, kit.theme.text);
        painter.add(egui::Shape::line(vec![pos2(x, y - 4.0), pos2(x, y), pos2(x + bar_px, y), pos2(x + bar_px, y - 4.0)], pen));
        kit.paint_at(
            painter,
            pos2(x + bar_px / 2.0, y - 2.0),
            vec2(0.5, 1.0),
            &kit.messages().radius(bar.length_m),
            kit.small().color(kit.theme.text),
        );
    }
    let mut text = match (&cx.state.view.basemap, credit) {
        (BasemapChoice::Offline, _) => crate::picture::attribution().to_owned(),
        (_, Some(credit)) => credit.to_owned(),
        _ => String::new(),
    };
    if cx.state.view.basemap == BasemapChoice::Offline && camera.zoom > SCHEMATIC_ABOVE_ZOOM {
        text = format!("{} · {text}", kit.say("map-schematic"));
    }
    if let Some(fault) = fault {
        text = format!("{fault} · {text}");
    }
    // The credit is shown whole; the pointer's place takes the room that is left.
    let credit_layout = kit.layout(&text, kit.small().lines(1), Some((rect.width() - bar_px - 4.0 * space::M).max(80.0)));
    let credit_px = credit_layout.lines.first().map_or(0.0, |line| line.right - line.left);
    if let Some(at) = response.hover_pos().filter(|at| rect.contains(*at)) {
        let lon_lat = camera.lon_lat([at.x - rect.left(), at.y - rect.top()]);
        // As many notations as find room beside the attribution.
        let room = rect.width() - credit_px - bar_px - 60.0;
        let layouts = (1..=4).rev().map(|count| {
            let text = crate::text::isolate_ltr(&pointer_words(lon_lat, camera.zoom, count));
            kit.layout(&text, kit.small().tabular().color(kit.theme.text), None)
        });
        let Some(layout) =
            layouts.min_by_key(|layout| if layout.width <= room { (0, -layout.width as i32) } else { (1, layout.width as i32) })
        else {
            return covered;
        };
        let left = if kit.rtl() { x - layout.width - 24.0 } else { x + bar_px + 24.0 };
        let spot = Rect::from_min_size(pos2(left, rect.bottom() - 12.0 - layout.height), vec2(layout.width, layout.height));
        halo(spot);
        kit.paint(painter, spot.min, &layout, kit.theme.text);
    }
    if !text.is_empty() {
        let (layout, width) = (credit_layout, credit_px);
        let left = if kit.rtl() { rect.left() + space::S } else { rect.right() - space::S - width };
        let spot = Rect::from_min_size(pos2(left, rect.bottom() - 4.0 - layout.height), vec2(width, layout.height));
        covered.push(label_box(halo(spot), rect));
        let inset = layout.lines.first().map_or(0.0, |line| line.left);
        kit.paint(painter, spot.min - vec2(inset, 0.0), &layout, kit.theme.text_weak);
    }
    covered
}

/// The pointer's place in the first `count` notations, with the digits that the zoom can show.
fn pointer_words(at: LonLat, zoom: f64, count: usize) -> String {
    let radius_m = Some(40_000_000.0 / 256.0 / zoom.exp2() / 2.0);
    let notations = [Notation::Decimal, Notation::Mgrs, Notation::Dms, Notation::Utm];
    let words: Vec<String> = notations.into_iter().take(count).map(|notation| format_for_radius(at, notation, radius_m)).collect();
    words.join("  ·  ")
}

/// The map's halo colour for labels.
fn halo_color(cx: &Cx) -> crate::picture::Rgba {
    rgba(if cx.kit.theme.is_dark() { egui::Color32::from_rgb(0x14, 0x18, 0x1C) } else { egui::Color32::from_rgb(0xFB, 0xFA, 0xF7) })
}

/// A tooltip at the pointer with several lines.
fn pointer_tip(cx: &Cx, response: &Response, text: &str) {
    response.clone().on_hover_ui_at_pointer(|ui| tooltip(cx.kit, ui, text));
}
