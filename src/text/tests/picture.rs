//! A picture to look at: `cargo test --no-default-features --lib text::tests::picture -- --ignored` writes it.

use tiny_skia::{Color, FillRule, Paint, Pixmap, Transform};

use crate::text::{Align, ColorSpan, Direction, TextEngine, TextLayout, TextRequest, glyph_outline, rasterise_glyph};

fn draw(pixmap: &mut Pixmap, layout: &TextLayout, at: [f32; 2]) {
    let colors = [Color::from_rgba8(20, 24, 28, 255), Color::from_rgba8(170, 40, 30, 255), Color::from_rgba8(0, 110, 110, 255)];
    for glyph in &layout.glyphs {
        let Some(path) = glyph_outline(glyph.font, glyph.glyph_id, glyph.size_px) else { continue };
        let mut paint = Paint::default();
        paint.set_color(colors[usize::from(glyph.span) % 3]);
        paint.anti_alias = true;
        let place = Transform::from_translate(at[0] + glyph.x, at[1] + glyph.y);
        pixmap.fill_path(&path, &paint, FillRule::Winding, place, None);
    }
}

/// As the screen draws it: pictures of glyphs at quarter pixels.
fn stamp(pixmap: &mut Pixmap, layout: &TextLayout, at: [f32; 2]) {
    for glyph in &layout.glyphs {
        let x = at[0] + glyph.x;
        let sub = ((x - x.floor()) * 4.0) as u8;
        let image = rasterise_glyph(glyph.font, glyph.glyph_id, glyph.size_px, sub);
        let (left, top) = (x.floor() as i32 + image.left, (at[1] + glyph.y).round() as i32 + image.top);
        let width = pixmap.width() as i32;
        for (i, alpha) in image.alpha.iter().enumerate() {
            let (px, py) = (left + i as i32 % image.width as i32, top + i as i32 / image.width as i32);
            if px >= 0 && px < width && py >= 0 && py < pixmap.height() as i32 {
                let at = ((py * width + px) * 4) as usize;
                for channel in &mut pixmap.data_mut()[at..at + 3] {
                    *channel = (u16::from(*channel) * (255 - u16::from(*alpha)) / 255) as u8;
                }
            }
        }
    }
}

#[test]
#[ignore = "writes a picture for a person to look at"]
fn draw_a_page_of_samples() {
    let mut engine = TextEngine::new();
    let mut pixmap = Pixmap::new(1000, 1100).unwrap();
    pixmap.fill(Color::WHITE);
    let spans = [ColorSpan { range: 2..6, index: 1 }, ColorSpan { range: 6..10, index: 2 }];
    let mut y = 10.0;
    for (i, sample) in super::order::SAMPLES.iter().enumerate() {
        for (column, direction) in [Direction::Ltr, Direction::Rtl].into_iter().enumerate() {
            let request = TextRequest::new(sample, 17.0).direction(direction).max_width(470.0);
            let layout = engine.layout(&request);
            if i % 2 == 0 {
                draw(&mut pixmap, &layout, [15.0 + 490.0 * column as f32, y]);
            } else {
                stamp(&mut pixmap, &layout, [15.0 + 490.0 * column as f32, y]);
            }
            if column == 1 {
                y += layout.height + 4.0;
            }
        }
    }
    let long = "قال مصدر محلي لمرصد إن ثلاثة صواريخ سقطت قرب قاعدة حقل العمر (al-Omar) عند الساعة 04:30 يوم الأربعاء 5 كانون الثاني 2022، ولم تقع إصابات.";
    let request = TextRequest::new(long, 15.0).max_width(300.0);
    stamp(&mut pixmap, &engine.layout(&request), [690.0, y]);
    stamp(&mut pixmap, &engine.layout(&request.max_lines(2)), [370.0, y]);
    stamp(&mut pixmap, &engine.layout(&request.max_lines(1)), [370.0, y + 60.0]);
    let english = "Three rockets fell near the al-Omar field base (قاعدة حقل العمر) at 04:30, no casualties were reported by any source.";
    let request = TextRequest::new(english, 15.0).max_width(300.0);
    stamp(&mut pixmap, &engine.layout(&request), [15.0, y]);
    stamp(&mut pixmap, &engine.layout(&request.max_lines(1)), [15.0, y + 100.0]);
    y += 125.0;
    let lines = [
        TextRequest::new("دير الزور · Deir ez-Zor Şırnak Çêkûş Ḥimṣ ʿAyn", 20.0),
        TextRequest::new("سَلَامٌ لا إله ﻻ بِسْمِ ٱللَّٰهِ ۱۲۳ ڕۆژنامە ڵ ێ ئەو", 20.0),
        TextRequest::new("العمر", 28.0).spans(&spans),
        TextRequest::new("الميادين al-Mayadin قاعدة", 20.0).semibold().arabic_scale(1.15),
        TextRequest::new("שלום עולם · Москва Київ → ← ± 6 km 35.09° N 12′ 30″ … × – ▶ ● ★ ⚠", 20.0),
        TextRequest::new("١١١١ ٠٥٢٣", 20.0).tabular(),
        TextRequest::new("AVATAR To 11:11 fi fl office", 20.0).align(Align::Center).max_width(400.0),
    ];
    for request in lines {
        let layout = engine.layout(&request);
        draw(&mut pixmap, &layout, [15.0, y]);
        y += layout.height;
    }
    let path = std::env::temp_dir().join("marsad-text.png");
    pixmap.save_png(&path).unwrap();
    println!("{}", path.display());
}
