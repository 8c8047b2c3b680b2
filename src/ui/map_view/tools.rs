//! Measuring along the ground and drawing an area that becomes a filter.

use egui::{Color32, Pos2, Rect, Response, Stroke, Ui, pos2, vec2};

use crate::domain::LonLat;
use crate::domain::geodesy::{destination, format_bearing, leg, length_m, measure_ring};
use crate::picture::Camera;
use crate::state::{Command, Tool};
use crate::ui::cx::Cx;

#[derive(Default)]
pub struct ToolMemory {
    tool: Option<Tool>,
    points: Vec<LonLat>,
    is_done: bool,
}

pub fn tool_ui(cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera, response: &Response, memory: &mut ToolMemory) {
    let tool = cx.state.interface.tool;
    if memory.tool != Some(tool) {
        *memory = ToolMemory { tool: Some(tool), ..ToolMemory::default() };
    }
    paint_drawn_area(cx, ui, rect, camera);
    if tool == Tool::Explore {
        return;
    }
    let pointer = response.hover_pos().map(|at| camera.lon_lat([at.x - rect.left(), at.y - rect.top()]));
    if response.double_clicked() {
        finish(cx, tool, memory);
    } else if response.clicked()
        && let Some(at) = pointer
    {
        if memory.is_done {
            memory.points.clear();
            memory.is_done = false;
        }
        memory.points.push(at);
    }
    let mut points = memory.points.clone();
    if !memory.is_done {
        points.extend(pointer.filter(|_| !memory.points.is_empty()));
    }
    paint_points(cx, ui, rect, camera, &points, tool != Tool::MeasureLine);
    paint_words(cx, ui, rect, &words(cx, tool, &points));
}

fn finish(cx: &Cx, tool: Tool, memory: &mut ToolMemory) {
    // The two clicks of a double click have both added the same point.
    memory.points.dedup_by(|a, b| (a.lon - b.lon).abs() < 1e-9 && (a.lat - b.lat).abs() < 1e-9);
    memory.is_done = true;
    if tool == Tool::DrawArea && memory.points.len() >= 3 {
        let mut filter = cx.state.view.filter.clone();
        filter.area = Some(memory.points.iter().map(|at| [at.lon, at.lat]).collect());
        cx.push(Command::SetFilter(Box::new(filter)));
        cx.push(Command::SetTool(Tool::Explore));
        memory.points.clear();
    }
}

fn on_screen(rect: Rect, camera: &Camera, at: LonLat) -> Pos2 {
    let [x, y] = camera.px_from_lon_lat(at);
    pos2(x, y) + rect.min.to_vec2()
}

/// Lines of more than a step are geodesics: what is measured is what is drawn.
fn along_ground(points: &[LonLat], closed: bool) -> Vec<LonLat> {
    let mut ring = points.to_vec();
    if closed {
        ring.extend(points.first().copied());
    }
    let mut dense = Vec::new();
    for pair in ring.windows(2) {
        let [a, b] = pair else { continue };
        let way = leg(*a, *b);
        // The first point of each leg and a point every fifty kilometres.
        let pieces = (way.distance_m / 50_000.0).ceil().clamp(1.0, 400.0) as usize;
        dense.extend((0..pieces).map(|piece| destination(*a, way.bearing_deg, way.distance_m * piece as f64 / pieces as f64)));
    }
    dense.extend(ring.last().copied());
    dense
}

fn paint_points(cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera, points: &[LonLat], closed: bool) {
    let ink = cx.kit.theme.accent;
    let line: Vec<Pos2> = along_ground(points, closed && points.len() > 2).into_iter().map(|at| on_screen(rect, camera, at)).collect();
    if line.len() > 1 {
        ui.painter().add(egui::Shape::line(line.clone(), Stroke::new(4.0, cx.kit.theme.panel.gamma_multiply(0.8))));
        ui.painter().add(egui::Shape::line(line, Stroke::new(2.0, ink)));
    }
    for at in points {
        ui.painter().circle(on_screen(rect, camera, *at), 4.0, cx.kit.theme.panel, Stroke::new(2.0, ink));
    }
}

fn paint_drawn_area(cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
    let Some(area) = &cx.state.view.filter.area else { return };
    let mut line: Vec<Pos2> = area.iter().map(|[lon, lat]| on_screen(rect, camera, LonLat { lon: *lon, lat: *lat })).collect();
    line.extend(line.first().copied());
    let ink: Color32 = cx.kit.theme.accent;
    ui.painter().extend(egui::Shape::dashed_line(&line, Stroke::new(1.5, ink), 6.0, 4.0));
}

fn words(cx: &Cx, tool: Tool, points: &[LonLat]) -> String {
    if points.is_empty() {
        return cx.kit.say(if tool == Tool::DrawArea { "draw-area-hint" } else { "measure-start" });
    }
    match tool {
        Tool::MeasureLine => {
            let bearing = match points {
                [.., a, b] => format_bearing(leg(*a, *b).bearing_deg),
                _ => "–".to_owned(),
            };
            cx.kit.say_with(
                "measure-line-hint",
                &[("distance", cx.kit.messages().distance(length_m(points)).into()), ("bearing", bearing.into())],
            )
        }
        Tool::MeasureArea => {
            let measured = measure_ring(points);
            cx.kit.say_with(
                "measure-area-hint",
                &[
                    ("area", cx.kit.messages().area(measured.area_m2).into()),
                    ("edge", cx.kit.messages().distance(measured.perimeter_m).into()),
                ],
            )
        }
        Tool::DrawArea | Tool::Explore => cx.kit.say("draw-area-hint"),
    }
}

fn paint_words(cx: &Cx, ui: &Ui, rect: Rect, text: &str) {
    let layout = cx.kit.layout(text, cx.kit.body(), None);
    let center = pos2(rect.center().x, rect.top() + 24.0);
    let ground = Rect::from_center_size(center, vec2(layout.width + 24.0, layout.height + 10.0));
    ui.painter().rect(ground, 4.0, cx.kit.theme.panel, cx.kit.theme.hairline_stroke(), egui::StrokeKind::Inside);
    cx.kit.paint(ui.painter(), ground.center() - vec2(layout.width, layout.height) / 2.0, &layout, cx.kit.theme.text);
}
