//! The interface's own icons, drawn as lines in a box of 16 logical pixels.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Play,
    Pause,
    Next,
    Previous,
    Plus,
    Minus,
    Cross,
    Search,
    Sun,
    Moon,
    Eye,
    EyeOff,
    Ruler,
    Polygon,
    Grid,
    Points,
    Density,
    Hexagon,
    Track,
    Fit,
    Target,
    List,
    Menu,
    ChevronDown,
    ChevronStart { rtl: bool },
    Copy,
    Side { start: bool },
    Globe,
}

/// Paints the icon in the middle of `rect`.
pub fn paint_icon(painter: &Painter, rect: Rect, icon: Icon, color: Color32) {
    let center = rect.center();
    let origin = pos2(center.x - 8.0, center.y - 8.0);
    let pen = Stroke::new(1.5, color);
    let at = |x: f32, y: f32| origin + vec2(x, y);
    let line = |points: &[(f32, f32)]| {
        painter.add(Shape::line(points.iter().map(|(x, y)| at(*x, *y)).collect(), pen));
    };
    let fill = |points: &[(f32, f32)]| {
        painter.add(Shape::convex_polygon(points.iter().map(|(x, y)| at(*x, *y)).collect(), color, Stroke::NONE));
    };
    match icon {
        Icon::Play => fill(&[(4.5, 2.5), (13.5, 8.0), (4.5, 13.5)]),
        Icon::Pause => {
            fill(&[(3.5, 2.5), (6.5, 2.5), (6.5, 13.5), (3.5, 13.5)]);
            fill(&[(9.5, 2.5), (12.5, 2.5), (12.5, 13.5), (9.5, 13.5)]);
        }
        Icon::Next => {
            fill(&[(3.0, 3.0), (10.5, 8.0), (3.0, 13.0)]);
            fill(&[(11.0, 3.0), (13.0, 3.0), (13.0, 13.0), (11.0, 13.0)]);
        }
        Icon::Previous => {
            fill(&[(13.0, 3.0), (5.5, 8.0), (13.0, 13.0)]);
            fill(&[(3.0, 3.0), (5.0, 3.0), (5.0, 13.0), (3.0, 13.0)]);
        }
        Icon::Plus => {
            line(&[(3.0, 8.0), (13.0, 8.0)]);
            line(&[(8.0, 3.0), (8.0, 13.0)]);
        }
        Icon::Minus => line(&[(3.0, 8.0), (13.0, 8.0)]),
        Icon::Cross => {
            line(&[(4.0, 4.0), (12.0, 12.0)]);
            line(&[(12.0, 4.0), (4.0, 12.0)]);
        }
        Icon::Search => {
            painter.circle_stroke(at(7.0, 7.0), 4.25, pen);
            line(&[(10.2, 10.2), (14.0, 14.0)]);
        }
        Icon::Sun => sun(painter, at(8.0, 8.0), pen),
        Icon::Moon => moon(painter, at(8.0, 8.0), pen),
        Icon::Eye => eye(painter, origin, pen),
        Icon::EyeOff => {
            eye(painter, origin, pen);
            line(&[(3.0, 13.5), (13.0, 2.5)]);
        }
        Icon::Ruler => {
            line(&[(1.5, 10.5), (10.5, 1.5), (14.5, 5.5), (5.5, 14.5), (1.5, 10.5)]);
            line(&[(4.5, 7.5), (6.0, 9.0)]);
            line(&[(7.0, 5.0), (8.5, 6.5)]);
        }
        Icon::Polygon => line(&[(3.0, 6.0), (9.0, 2.0), (14.0, 8.0), (10.0, 14.0), (4.0, 12.0), (3.0, 6.0)]),
        Icon::Grid => {
            for step in [2.0, 8.0, 14.0] {
                line(&[(step, 2.0), (step, 14.0)]);
                line(&[(2.0, step), (14.0, step)]);
            }
        }
        Icon::Points => {
            for (x, y) in [(4.0, 4.5), (10.5, 3.0), (8.0, 8.0), (13.0, 8.5), (3.0, 11.5), (9.5, 13.0)] {
                painter.circle_filled(at(x, y), 1.7, color);
            }
        }
        Icon::Density => {
            for (radius, part) in [(6.5, 0.35), (4.0, 0.65), (1.8, 1.0)] {
                painter.circle_stroke(at(8.0, 8.0), radius, Stroke::new(1.5, color.gamma_multiply(part)));
            }
        }
        Icon::Hexagon => line(&[(8.0, 1.5), (13.6, 4.75), (13.6, 11.25), (8.0, 14.5), (2.4, 11.25), (2.4, 4.75), (8.0, 1.5)]),
        Icon::Track => {
            line(&[(3.0, 12.5), (7.0, 5.0), (13.0, 8.5)]);
            for (x, y) in [(3.0, 12.5), (7.0, 5.0), (13.0, 8.5)] {
                painter.circle_filled(at(x, y), 2.0, color);
            }
        }
        Icon::Fit => {
            line(&[(2.0, 6.0), (2.0, 2.0), (6.0, 2.0)]);
            line(&[(10.0, 2.0), (14.0, 2.0), (14.0, 6.0)]);
            line(&[(14.0, 10.0), (14.0, 14.0), (10.0, 14.0)]);
            line(&[(6.0, 14.0), (2.0, 14.0), (2.0, 10.0)]);
        }
        Icon::Target => {
            painter.circle_stroke(at(8.0, 8.0), 4.0, pen);
            line(&[(8.0, 1.0), (8.0, 5.0)]);
            line(&[(8.0, 11.0), (8.0, 15.0)]);
            line(&[(1.0, 8.0), (5.0, 8.0)]);
            line(&[(11.0, 8.0), (15.0, 8.0)]);
        }
        Icon::List => {
            for y in [4.0, 8.0, 12.0] {
                line(&[(2.0, y), (3.5, y)]);
                line(&[(6.0, y), (14.0, y)]);
            }
        }
        Icon::Menu => {
            for y in [4.0, 8.0, 12.0] {
                line(&[(2.0, y), (14.0, y)]);
            }
        }
        Icon::ChevronDown => line(&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]),
        Icon::ChevronStart { rtl: false } => line(&[(6.0, 4.0), (10.0, 8.0), (6.0, 12.0)]),
        Icon::ChevronStart { rtl: true } => line(&[(10.0, 4.0), (6.0, 8.0), (10.0, 12.0)]),
        Icon::Copy => {
            line(&[(5.5, 5.5), (13.5, 5.5), (13.5, 13.5), (5.5, 13.5), (5.5, 5.5)]);
            line(&[(3.5, 10.5), (2.5, 10.5), (2.5, 2.5), (10.5, 2.5), (10.5, 3.5)]);
        }
        Icon::Side { start } => {
            line(&[(2.0, 3.0), (14.0, 3.0), (14.0, 13.0), (2.0, 13.0), (2.0, 3.0)]);
            let x = if start { 6.0 } else { 10.0 };
            line(&[(x, 3.0), (x, 13.0)]);
        }
        Icon::Globe => {
            painter.circle_stroke(at(8.0, 8.0), 6.0, pen);
            line(&[(2.0, 8.0), (14.0, 8.0)]);
            painter.add(egui::epaint::EllipseShape::stroke(at(8.0, 8.0), vec2(2.8, 6.0), pen));
        }
    }
}

fn sun(painter: &Painter, center: Pos2, pen: Stroke) {
    painter.circle_stroke(center, 3.0, pen);
    for step in 0..8 {
        let direction = egui::Vec2::angled(std::f32::consts::TAU * step as f32 / 8.0);
        painter.line_segment([center + direction * 5.0, center + direction * 7.0], pen);
    }
}

fn moon(painter: &Painter, center: Pos2, pen: Stroke) {
    let arc = |radius: f32, middle: Pos2, from: f32, to: f32| -> Vec<Pos2> {
        (0..=20).map(|step| middle + radius * egui::Vec2::angled(from + (to - from) * step as f32 / 20.0)).collect()
    };
    let mut points = arc(6.0, center, 0.35, 4.9);
    points.extend(arc(4.9, center + vec2(2.6, -2.4), 4.25, 0.95));
    painter.add(Shape::closed_line(points, pen));
}

fn eye(painter: &Painter, origin: Pos2, pen: Stroke) {
    let lid = |sign: f32| -> Vec<Pos2> {
        (0..=12)
            .map(|step| {
                let t = step as f32 / 12.0;
                origin + vec2(1.5 + 13.0 * t, 8.0 - sign * 4.5 * (std::f32::consts::PI * t).sin())
            })
            .collect()
    };
    painter.add(Shape::line(lid(1.0), pen));
    painter.add(Shape::line(lid(-1.0), pen));
    painter.circle_filled(origin + vec2(8.0, 8.0), 2.0, pen.color);
}
