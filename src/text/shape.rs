//! From characters to glyphs: a paragraph is cut into runs of one level, font and size, each run is shaped, and the
//! glyphs are gathered by the characters they stand for.

use std::ops::Range;

use harfrust::{ShapeOptions, UnicodeBuffer};

use super::bidi::CharFacts;
use super::fonts::{self, FontKey};
use super::request::TextRequest;
use super::script::{self, Script};

/// A glyph of a cluster, relative to the cluster's left end.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    pub font: FontKey,
    pub id: u16,
    /// Right of the cluster's left end.
    pub x: f32,
    /// Below the baseline.
    pub y: f32,
    pub size_px: f32,
}

/// Characters that are drawn together, in logical order: usually one, more in a ligature or under marks.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Characters as indices into the paragraph's facts.
    pub chars: Range<usize>,
    pub advance: f32,
    /// The glyphs from left to right, as indices into [`Shaped::glyphs`].
    pub glyphs: Range<usize>,
}

/// A shaped paragraph.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// In logical order, covering every character once.
    pub clusters: Vec<Cluster>,
    pub glyphs: Vec<ShapedGlyph>,
}

/// Characters that are shaped in one go.
struct Run {
    chars: Range<usize>,
    level: u8,
    script: Script,
    font: FontKey,
    size_px: f32,
}

/// Shapes one paragraph.
pub(super) fn shape(text: &str, facts: &[CharFacts], request: &TextRequest, buffer: &mut Option<UnicodeBuffer>) -> Shaped {
    let mut shaped = Shaped::default();
    for run in runs(facts, request) {
        shape_run(text, facts, &run, request, buffer, &mut shaped);
    }
    shaped
}

/// The script of each character; shared ones take that of what stands before them, closing brackets that of their
/// opening partner.
fn scripts(facts: &[CharFacts]) -> Vec<Script> {
    let first = facts.iter().find_map(|facts| script::script_of(facts.c)).unwrap_or(Script::Latin);
    let mut current = first;
    let mut open: Vec<(char, Script)> = Vec::new();
    facts
        .iter()
        .map(|facts| {
            if let Some(script) = script::script_of(facts.c) {
                current = script;
                return current;
            }
            if facts.c.is_ascii_digit() {
                return Script::Latin;
            }
            if let Some(closing) = script::closing_of(facts.c) {
                open.push((closing, current));
            } else if let Some(at) = open.iter().rposition(|(closing, _)| *closing == facts.c) {
                let script = open.get(at).map_or(current, |(_, script)| *script);
                open.truncate(at);
                return script;
            }
            current
        })
        .collect()
}

fn runs(facts: &[CharFacts], request: &TextRequest) -> Vec<Run> {
    let scripts = scripts(facts);
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    while start < facts.len() {
        let rest = facts.get(start + 1..).unwrap_or_default();
        let end = start + 1 + rest.iter().position(|facts| facts.grapheme_start).unwrap_or(rest.len());
        let grapheme = facts.get(start..end).unwrap_or_default();
        let script = scripts.get(start).copied().unwrap_or(Script::Latin);
        let level = grapheme.first().map_or(0, |facts| facts.level);
        let last = runs.last_mut();
        if grapheme.iter().all(|facts| script::is_invisible(facts.c)) {
            // Nothing to draw: it must not part what it stands between.
            match last {
                Some(run) if run.level == level => run.chars.end = end,
                _ => runs.push(Run { chars: start..end, level, script, font: FontKey::SANS, size_px: request.size_px }),
            }
        } else {
            let font = fonts::font_for(grapheme.iter().map(|facts| facts.c), script, request.weight);
            let size_px = if script == Script::Arabic { request.size_px * request.arabic_scale } else { request.size_px };
            match last {
                Some(run) if run.level == level && run.script == script && run.font == font && run.size_px == size_px => {
                    run.chars.end = end;
                }
                _ => runs.push(Run { chars: start..end, level, script, font, size_px }),
            }
        }
        start = end;
    }
    runs
}

fn shape_run(text: &str, facts: &[CharFacts], run: &Run, request: &TextRequest, buffer: &mut Option<UnicodeBuffer>, shaped: &mut Shaped) {
    let (Some(face), Some(chars)) = (fonts::face(run.font), facts.get(run.chars.clone())) else { return };
    let mut input = buffer.take().unwrap_or_default();
    input.clear();
    for (i, facts) in (run.chars.start..).zip(chars) {
        let c = match facts.c {
            '\t' => ' ',
            // Controls have no glyph in any font; the shaper hides this one and its neighbours still join across it.
            c if script::is_invisible(c) && !joins(c) => '\u{200B}',
            c => c,
        };
        input.add(c, u32::try_from(i).unwrap_or(u32::MAX));
    }
    // Joining looks past the run's ends.
    let from = chars.first().map_or(0, |facts| facts.at);
    let to = facts.get(run.chars.end).map_or(text.len(), |facts| facts.at);
    input.set_pre_context(text.get(..from).unwrap_or_default());
    input.set_post_context(text.get(to..).unwrap_or_default());
    let rtl = run.level % 2 == 1;
    input.set_direction(if rtl { harfrust::Direction::RightToLeft } else { harfrust::Direction::LeftToRight });
    input.set_script(run.script.shaping());
    let output = face.shaper.shaper(&face.font).build().shape(input, ShapeOptions::new());
    gather(facts, run, request, face, &output, shaped);
    *buffer = Some(output.clear());
}

/// Characters without ink that the shaper itself must see.
fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{34F}' | '\u{FE00}'..='\u{FE0F}')
}

/// Turns the shaper's output, glyphs from left to right with falling or rising character numbers, into clusters in
/// logical order.
fn gather(facts: &[CharFacts], run: &Run, request: &TextRequest, face: &fonts::Face, output: &harfrust::GlyphBuffer, shaped: &mut Shaped) {
    let scale = run.size_px / face.units_per_em;
    let first_cluster = shaped.clusters.len();
    let mut pen = 0.0;
    let mut open: Option<usize> = None;
    for (info, position) in output.glyph_infos().iter().zip(output.glyph_positions()) {
        let char_index = usize::try_from(info.cluster).unwrap_or(run.chars.start);
        if open != Some(char_index) {
            open = Some(char_index);
            pen = 0.0;
            let at = shaped.glyphs.len();
            shaped.clusters.push(Cluster { chars: char_index..char_index, advance: 0.0, glyphs: at..at });
        }
        let invisible = position.x_advance == 0 && info.glyph_id == face.space.to_u32();
        if let (false, Ok(id)) = (invisible, u16::try_from(info.glyph_id)) {
            shaped.glyphs.push(ShapedGlyph {
                font: run.font,
                id,
                x: pen + position.x_offset as f32 * scale,
                y: -(position.y_offset as f32) * scale,
                size_px: run.size_px,
            });
        }
        pen += position.x_advance as f32 * scale;
        if let Some(cluster) = shaped.clusters.last_mut() {
            cluster.advance = pen;
            cluster.glyphs.end = shaped.glyphs.len();
        }
    }
    let Some(clusters) = shaped.clusters.get_mut(first_cluster..) else { return };
    clusters.sort_by_key(|cluster| cluster.chars.start);
    // A cluster reaches up to the next one.
    let mut end = run.chars.end;
    for cluster in clusters.iter_mut().rev() {
        cluster.chars.end = end;
        end = cluster.chars.start;
    }
    for cluster in clusters {
        adjust(facts, cluster, run, request, face, &mut shaped.glyphs);
    }
}

/// Widths that are ours and not the font's: nothing for what is invisible, four spaces for a tab, one width for figures.
fn adjust(facts: &[CharFacts], cluster: &mut Cluster, run: &Run, request: &TextRequest, face: &fonts::Face, glyphs: &mut [ShapedGlyph]) {
    let chars = facts.get(cluster.chars.clone()).unwrap_or_default();
    if chars.iter().all(|facts| script::is_invisible(facts.c)) {
        cluster.advance = 0.0;
        cluster.glyphs.end = cluster.glyphs.start;
    }
    match chars {
        [one] if one.c == '\t' => cluster.advance *= 4.0,
        [one] if request.tabular_figures && script::is_eastern_digit(one.c) => {
            let widest = ('٠'..='٩').filter_map(|digit| face.advance_units(digit)).fold(0.0, f32::max);
            let width = widest * run.size_px / face.units_per_em;
            let shift = (width - cluster.advance) / 2.0;
            for glyph in glyphs.get_mut(cluster.glyphs.clone()).unwrap_or_default() {
                glyph.x += shift;
            }
            cluster.advance = width;
        }
        _ => {}
    }
}
