//! Tracks over the map, and what their lines mean.

use std::sync::Arc;

use egui::{Rect, Stroke, Ui, pos2, vec2};

use crate::picture::tracks::{MAX_TRACKED, Tracks};
use crate::picture::{Camera, DisplayList, ShownLayer};
use crate::state::{MapLook, RowRef};
use crate::ui::cx::Cx;
use crate::ui::list_painter::Painted;
use crate::ui::theme::{rgba, space};

/// Length of the sample of a line in the key, in logical pixels.
const SAMPLE_PX: f32 = 26.0;
const LINE_PX: f32 = 17.0;

#[derive(Default)]
pub struct TracksCache {
    shown: Option<Shown>,
    tracks: Tracks,
    key: Option<Key>,
    painted: Painted,
}

/// What the steps depend on: revision of the answers, address of the window's rows.
type Shown = (u64, usize);

#[derive(Clone, PartialEq)]
struct Key {
    shown: Shown,
    camera: Camera,
    selected: Option<RowRef>,
    dark: bool,
    pixels_per_point: f32,
}

impl TracksCache {
    pub fn paint(&mut self, cx: &Cx, ui: &Ui, rect: Rect, camera: &Camera) {
        if cx.state.view.look != MapLook::Tracks {
            if self.key.is_some() {
                *self = Self::default();
            }
            return;
        }
        let shown = (cx.state.answers.revision, Arc::as_ptr(&cx.state.in_window) as usize);
        if self.shown != Some(shown) || cx.state.playback.is_playing {
            self.tracks = Tracks::of(&shown_layers(cx));
            (self.shown, self.key) = (Some(shown), None);
        }
        let selected = cx.state.selection.as_ref().map(|selection| selection.row);
        let pixels_per_point = ui.ctx().pixels_per_point();
        let key = Key { shown, camera: *camera, selected, dark: cx.kit.theme.is_dark(), pixels_per_point };
        if self.key.as_ref() != Some(&key) {
            let mut list = DisplayList::default();
            let selected = selected.map(|row| (row.layer.0, row.row));
            self.tracks.push(&mut list, camera, selected, rgba(cx.kit.theme.text), rgba(cx.kit.theme.accent));
            self.painted = Painted::of(&list, pixels_per_point);
            self.key = Some(key);
        }
        self.painted.paint(cx.kit, ui.painter(), rect.min.to_vec2());
    }

    /// What the lines mean, above the scale bar.
    pub fn key_ui(&self, cx: &Cx, ui: &Ui, rect: Rect) {
        if cx.state.view.look != MapLook::Tracks {
            return;
        }
        let kit = cx.kit;
        let title = if self.tracks.are_too_many {
            kit.say_with("tracks-too-many", &[("count", kit.number(MAX_TRACKED as u64).into())])
        } else {
            let count = self.tracks.num_tracks as u64;
            kit.say_with("tracks-key", &[("count", count.into()), ("shown", kit.number(count).into())])
        };
        let samples: &[(&str, bool)] = if self.tracks.num_tracks == 0 { &[] } else { &[("tracks-sure", true), ("tracks-unsure", false)] };
        let title = kit.layout(&title, kit.small().color(kit.theme.text), Some(rect.width() * 0.6));
        let words: Vec<_> = samples
            .iter()
            .map(|(key, is_sure)| (kit.layout(&kit.say(key), kit.small().color(kit.theme.text_weak), None), *is_sure))
            .collect();
        let widest = words.iter().map(|(layout, _)| layout.content_width() + SAMPLE_PX + space::S).fold(title.content_width(), f32::max);
        let size = vec2(widest + 2.0 * space::S, title.height + LINE_PX * words.len() as f32 + space::S);
        let left = if kit.rtl() { rect.right() - space::M - size.x } else { rect.left() + space::M };
        let ground = Rect::from_min_size(pos2(left, rect.bottom() - 40.0 - size.y), size);
        ui.painter().rect(ground, 4.0, kit.theme.panel, kit.theme.hairline_stroke(), egui::StrokeKind::Inside);
        let inner = ground.shrink2(vec2(space::S, space::S / 2.0));
        let begin = |width: f32, inset: f32, indent: f32| {
            if kit.rtl() { inner.right() - indent - width - inset } else { inner.left() + indent - inset }
        };
        let at = pos2(begin(title.content_width(), title.content_left(), 0.0), inner.top());
        kit.paint(ui.painter(), at, &title, kit.theme.text);
        let pen = Stroke::new(1.6, kit.theme.text);
        for (at, (layout, is_sure)) in words.iter().enumerate() {
            let top = inner.top() + title.height + at as f32 * LINE_PX;
            let from = if kit.rtl() { inner.right() - SAMPLE_PX } else { inner.left() };
            let ends = [pos2(from, top + LINE_PX / 2.0), pos2(from + SAMPLE_PX, top + LINE_PX / 2.0)];
            if *is_sure {
                ui.painter().line_segment(ends, pen);
            } else {
                ui.painter().extend(egui::Shape::dashed_line(&ends, pen, 5.0, 4.0));
            }
            let place =
                pos2(begin(layout.content_width(), layout.content_left(), SAMPLE_PX + space::S), top + (LINE_PX - layout.height) / 2.0);
            kit.paint(ui.painter(), place, layout, kit.theme.text_weak);
        }
    }
}

fn shown_layers<'a>(cx: &'a Cx) -> Vec<ShownLayer<'a>> {
    let rows = cx.state.in_window.rows.iter();
    rows.filter_map(|(id, rows)| {
        let store = &cx.state.layer(*id)?.store;
        Some(ShownLayer { id: id.0, store, certain: &rows.certain, possible: &rows.possible, undated: None })
    })
    .collect()
}
