//! What every panel needs to show text: the text engine, the glyph texture, the theme and the interface's words.

use std::cell::RefCell;
use std::sync::Arc;

use egui::{Color32, Mesh, Painter, Pos2, Rect, Ui, Vec2, vec2};

use super::glyphs::{GlyphAtlas, RimmedText};
use super::gpu::Gpu;
use super::label_atlas::LabelAtlas;
use super::theme::{Theme, ThemeKind, type_px};
use crate::domain::Lang;
use crate::gazetteer::{Answer, Gazetteer};
use crate::picture::MapLang;
use crate::text::{Direction, Locale, MessageArg, Messages, TextEngine, TextLayout, TextRequest, UiLang, Weight, tell_sentence};

/// What stands in for a variable of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Text(String),
    /// Chooses the plural form.
    Count(u64),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub size_px: f32,
    pub weight: Weight,
    pub color: Color32,
    /// Figures of one width, for columns that are compared.
    pub tabular: bool,
    pub max_lines: Option<usize>,
}

impl Look {
    pub fn size(mut self, size_px: f32) -> Self {
        self.size_px = size_px;
        self
    }
    pub fn color(mut self, color: Color32) -> Self {
        self.color = color;
        self
    }
    pub fn bold(mut self) -> Self {
        self.weight = Weight::SemiBold;
        self
    }
    pub fn tabular(mut self) -> Self {
        self.tabular = true;
        self
    }
    pub fn lines(mut self, max_lines: usize) -> Self {
        self.max_lines = Some(max_lines);
        self
    }
}

/// Shared by all panels for one frame and kept between frames.
pub struct Kit {
    text: RefCell<(TextEngine, GlyphAtlas)>,
    labels: RefCell<LabelAtlas>,
    messages: Messages,
    /// The last texts that were looked up as names of places.
    places: RefCell<Vec<(String, Arc<Answer>)>>,
    gpu: Option<Gpu>,
    pub theme: Theme,
    pub lang: UiLang,
    content_lang: UiLang,
}

impl Kit {
    pub fn new(lang: UiLang, theme: ThemeKind) -> Self {
        Self {
            text: RefCell::new((TextEngine::new(), GlyphAtlas::default())),
            labels: RefCell::default(),
            messages: Messages::new(lang),
            places: RefCell::default(),
            gpu: None,
            theme: Theme::of(theme),
            lang,
            content_lang: lang,
        }
    }

    /// Follows the language, the ways of writing and the theme that the user chose.
    pub fn follow(&mut self, ctx: &egui::Context, locale: Locale, content_lang: UiLang, theme: ThemeKind) {
        if self.messages.locale() != locale {
            self.messages = Messages::with_locale(locale);
            self.lang = locale.lang;
        }
        self.content_lang = content_lang;
        if self.theme.kind != theme || !ctx.data(|data| data.get_temp::<bool>(egui::Id::unique("themed")).unwrap_or(false)) {
            self.theme = Theme::of(theme);
            self.theme.apply(ctx);
            ctx.data_mut(|data| data.insert_temp(egui::Id::unique("themed"), true));
        }
    }

    /// From now on what can stay on the graphics card is drawn from there.
    pub fn use_gpu(&mut self, gpu: Gpu) {
        self.gpu = Some(gpu);
    }
    /// `None` where the window is painted by other means, as in pictures.
    pub fn gpu(&self) -> Option<&Gpu> {
        self.gpu.as_ref()
    }

    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// The interface's words for a key.
    pub fn say(&self, key: &str) -> String {
        self.messages.say(key).to_string()
    }
    pub fn say_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let args: Vec<(&str, MessageArg)> = args
            .iter()
            .map(|(name, arg)| match arg {
                Arg::Text(text) => (*name, MessageArg::Text(text)),
                Arg::Count(count) => (*name, MessageArg::Count(*count)),
            })
            .collect();
        self.messages.say_with(key, &args)
    }
    /// The interface's words for a key with one number, in the plural form that the number asks for.
    pub fn say_count(&self, key: &str, count: u64) -> String {
        self.messages.say_with(key, &[("count", MessageArg::Count(count))])
    }

    /// A sentence of a lower layer, which knows English alone, in the interface's language.
    pub fn tell(&self, english: &str) -> String {
        tell_sentence(english, self.lang)
    }

    /// True when the interface is mirrored.
    pub fn rtl(&self) -> bool {
        self.lang == UiLang::Ar
    }
    /// The language in which contents are shown first.
    pub fn content_lang(&self) -> Lang {
        Lang::new(self.content_lang.tag())
    }
    /// The language in which names on the map are written.
    pub fn map_lang(&self) -> MapLang {
        if self.content_lang == UiLang::Ar { MapLang::Ar } else { MapLang::En }
    }

    /// The places that a text may mean; looked up once as long as the text stays.
    pub fn places(&self, text: &str) -> Arc<Answer> {
        const KEPT: usize = 8;
        let text = text.trim();
        let mut kept = self.places.borrow_mut();
        if let Some((_, answer)) = kept.iter().find(|(have, _)| have == text) {
            return Arc::clone(answer);
        }
        // One letter begins too many names to be a wish for any.
        let is_name = text.chars().count() > 1;
        let answer = Arc::new(if is_name { Gazetteer::bundled().find(text, super::places::SHOWN) } else { Answer::default() });
        kept.truncate(KEPT - 1);
        kept.insert(0, (text.to_owned(), Arc::clone(&answer)));
        answer
    }

    /// A whole number with its thousands grouped, in the digits that the user chose.
    pub fn number(&self, count: u64) -> String {
        self.messages.locale().integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    pub fn body(&self) -> Look {
        Look { size_px: type_px::BODY, weight: Weight::Regular, color: self.theme.text, tabular: false, max_lines: None }
    }
    pub fn weak(&self) -> Look {
        self.body().color(self.theme.text_weak)
    }
    pub fn small(&self) -> Look {
        self.weak().size(type_px::SMALL)
    }

    /// Lays out a text in the interface's own direction where the text has no strong character.
    pub fn layout(&self, text: &str, look: Look, max_width: Option<f32>) -> Arc<TextLayout> {
        self.layout_as(text, look, max_width, Direction::Auto { rtl_if_neutral: self.rtl() })
    }

    pub fn layout_as(&self, text: &str, look: Look, max_width: Option<f32>, direction: Direction) -> Arc<TextLayout> {
        let mut request = TextRequest::new(text, look.size_px);
        request.weight = look.weight;
        request.tabular_figures = look.tabular;
        request.max_width = max_width;
        request.max_lines = look.max_lines;
        request.direction = direction;
        self.text.borrow_mut().0.layout(&request)
    }

    /// Lends the text engine to the picture layer, which lays out map labels.
    pub fn with_engine<R>(&self, use_it: impl FnOnce(&mut TextEngine) -> R) -> R {
        use_it(&mut self.text.borrow_mut().0)
    }

    /// Paints a laid-out text with its box's top left at `at`.
    pub fn paint(&self, painter: &Painter, at: Pos2, layout: &TextLayout, color: Color32) {
        let mesh = self.text.borrow_mut().1.mesh(painter.ctx(), layout, at, color);
        painter.add(egui::Shape::Mesh(mesh));
    }

    /// Names with a rim that stay for many frames, each as one quad. The meshes serve as long as
    /// [`Kit::label_generation`] stays.
    pub fn label_meshes(&self, ctx: &egui::Context, texts: &[RimmedText]) -> Vec<Arc<Mesh>> {
        self.labels.borrow_mut().meshes(ctx, texts)
    }

    /// See [`Kit::label_meshes`].
    pub fn label_generation(&self) -> u64 {
        self.labels.borrow().generation()
    }

    /// Paints a text with a rim around each letter, so that it can be read on any ground; letter by letter, for numbers that
    /// change from frame to frame.
    pub fn paint_rimmed(&self, painter: &Painter, text: &RimmedText) {
        let mesh = self.text.borrow_mut().1.rimmed_mesh(painter.ctx(), text);
        painter.add(egui::Shape::Mesh(mesh));
    }

    /// Paints a text of one line in the middle of a rectangle's height, at its start side, cut with an ellipsis where it is too long.
    pub fn paint_in(&self, ui: &Ui, rect: Rect, text: &str, look: Look) -> Arc<TextLayout> {
        let layout = self.layout(text, look.lines(1), Some(rect.width().max(1.0)));
        let left = layout.lines.first().map_or(0.0, |line| line.left);
        let width = layout.lines.first().map_or(0.0, |line| line.right - line.left);
        let x = if self.rtl() { rect.right() - width } else { rect.left() };
        let at = egui::pos2(x - left, rect.center().y - layout.height / 2.0);
        self.paint(ui.painter(), at, &layout, look.color);
        layout
    }

    /// Paints a text of one line around a point; `anchor` is where in the text's box the point lies (0 start, 0.5 middle, 1 end).
    pub fn paint_at(&self, painter: &Painter, at: Pos2, anchor: Vec2, text: &str, look: Look) -> Rect {
        let layout = self.layout(text, look.lines(1), None);
        let size = vec2(layout.width, layout.height);
        let min = at - anchor * size;
        self.paint(painter, min, &layout, look.color);
        Rect::from_min_size(min, size)
    }
}
