//! Colours, sizes and spacing of the interface: the only place that names them.

use egui::{Color32, CornerRadius, Stroke};

use crate::picture::Rgba;

/// Type sizes in logical pixels, from small print to the title of a scene.
pub mod type_px {
    pub const SMALL: f32 = 11.0;
    pub const BODY: f32 = 13.0;
    pub const LARGE: f32 = 15.0;
    pub const TITLE: f32 = 20.0;
}

/// Spacing in logical pixels; every gap is one of these.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 24.0;
}

/// Radius of corners in logical pixels.
pub const CORNER: f32 = 4.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeKind {
    Light,
    Dark,
}

/// The palette of one theme. Text on `panel` and on `raised` has a contrast of at least 4.5.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    pub kind: ThemeKind,
    /// Behind the panels.
    pub ground: Color32,
    pub panel: Color32,
    /// Fields, chips, rows under the pointer.
    pub raised: Color32,
    pub hairline: Color32,
    pub text: Color32,
    /// Second rank: labels, units, the other language.
    pub text_weak: Color32,
    /// Selection and the window of time; nothing else.
    pub accent: Color32,
    pub accent_pale: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Harm and errors only.
    pub danger: Color32,
    /// Assumptions and disagreement.
    pub caution: Color32,
    pub caution_pale: Color32,
}

impl Theme {
    pub const fn light() -> Self {
        Self {
            kind: ThemeKind::Light,
            ground: Color32::from_rgb(0xF3, 0xF3, 0xF1),
            panel: Color32::from_rgb(0xFC, 0xFC, 0xFB),
            raised: Color32::from_rgb(0xEF, 0xF0, 0xEE),
            hairline: Color32::from_rgb(0xDD, 0xDF, 0xDC),
            text: Color32::from_rgb(0x1B, 0x20, 0x24),
            text_weak: Color32::from_rgb(0x58, 0x61, 0x68),
            accent: Color32::from_rgb(0x0A, 0x6B, 0x6B),
            accent_pale: Color32::from_rgb(0xD6, 0xEA, 0xE9),
            on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
            danger: Color32::from_rgb(0xB0, 0x24, 0x1C),
            caution: Color32::from_rgb(0x8A, 0x58, 0x00),
            caution_pale: Color32::from_rgb(0xFB, 0xF0, 0xD8),
        }
    }
    pub const fn dark() -> Self {
        Self {
            kind: ThemeKind::Dark,
            ground: Color32::from_rgb(0x10, 0x13, 0x15),
            panel: Color32::from_rgb(0x17, 0x1B, 0x1E),
            raised: Color32::from_rgb(0x22, 0x28, 0x2C),
            hairline: Color32::from_rgb(0x2E, 0x35, 0x3A),
            text: Color32::from_rgb(0xE8, 0xEA, 0xEB),
            text_weak: Color32::from_rgb(0x9D, 0xA7, 0xAE),
            accent: Color32::from_rgb(0x52, 0xC3, 0xBE),
            accent_pale: Color32::from_rgb(0x16, 0x3B, 0x3C),
            on_accent: Color32::from_rgb(0x06, 0x1C, 0x1C),
            danger: Color32::from_rgb(0xFF, 0x8B, 0x80),
            caution: Color32::from_rgb(0xE8, 0xB5, 0x5A),
            caution_pale: Color32::from_rgb(0x3A, 0x2F, 0x17),
        }
    }
    pub const fn of(kind: ThemeKind) -> Self {
        match kind {
            ThemeKind::Light => Self::light(),
            ThemeKind::Dark => Self::dark(),
        }
    }
    pub fn is_dark(&self) -> bool {
        self.kind == ThemeKind::Dark
    }
    pub fn hairline_stroke(&self) -> Stroke {
        Stroke::new(1.0, self.hairline)
    }

    /// Gives egui's own parts (scroll bars, menus) the same colours.
    pub fn apply(&self, ctx: &egui::Context) {
        let egui_theme = if self.is_dark() { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_theme(egui_theme);
        ctx.style_mut_of(egui_theme, |style| {
            let visuals = &mut style.visuals;
            visuals.panel_fill = self.panel;
            visuals.window_fill = self.panel;
            visuals.window_stroke = self.hairline_stroke();
            visuals.extreme_bg_color = self.raised;
            visuals.faint_bg_color = self.raised;
            visuals.override_text_color = Some(self.text);
            visuals.selection.bg_fill = self.accent_pale;
            visuals.selection.stroke = Stroke::new(1.0, self.accent);
            visuals.hyperlink_color = self.accent;
            visuals.window_corner_radius = CornerRadius::same(CORNER as u8);
            visuals.menu_corner_radius = CornerRadius::same(CORNER as u8);
            let corner = CornerRadius::same(CORNER as u8);
            for widget in [
                &mut visuals.widgets.noninteractive,
                &mut visuals.widgets.inactive,
                &mut visuals.widgets.hovered,
                &mut visuals.widgets.active,
                &mut visuals.widgets.open,
            ] {
                widget.corner_radius = corner;
                widget.bg_stroke = self.hairline_stroke();
                widget.expansion = 0.0;
            }
            visuals.widgets.noninteractive.bg_fill = self.panel;
            visuals.widgets.inactive.bg_fill = self.raised;
            visuals.widgets.inactive.weak_bg_fill = self.raised;
            visuals.widgets.hovered.bg_fill = self.hairline;
            visuals.widgets.hovered.weak_bg_fill = self.hairline;
            visuals.widgets.active.bg_fill = self.accent_pale;
            visuals.widgets.active.weak_bg_fill = self.accent_pale;
            visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, self.text_weak);
            style.spacing.item_spacing = egui::vec2(space::S, space::XS);
            style.spacing.button_padding = egui::vec2(space::S, space::XS);
            style.spacing.interact_size.y = 24.0;
            style.spacing.scroll = egui::style::ScrollStyle::thin();
            style.text_styles = [
                (egui::TextStyle::Small, egui::FontId::proportional(type_px::SMALL)),
                (egui::TextStyle::Body, egui::FontId::proportional(type_px::BODY)),
                (egui::TextStyle::Button, egui::FontId::proportional(type_px::BODY)),
                (egui::TextStyle::Monospace, egui::FontId::monospace(type_px::BODY)),
                (egui::TextStyle::Heading, egui::FontId::proportional(type_px::LARGE)),
            ]
            .into();
            style.animation_time = 0.12;
        });
    }
}

/// A colour of the display list as egui takes it.
pub fn color32(color: Rgba) -> Color32 {
    let [r, g, b, a] = color.0;
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// A colour of the interface as the display list takes it.
pub fn rgba(color: Color32) -> Rgba {
    Rgba(color.to_srgba_unmultiplied())
}
