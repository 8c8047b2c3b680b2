//! Typing into the window's fields, found by their accessible names: keys, pointer, clipboard, input methods, screen readers.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, pos2};
use egui_kittest::kittest::NodeT;
use marsad::text::{Direction, Messages, TextEngine, TextLayout, TextRequest, UiLang};

use super::window::{SIZE, Window};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// The search field of a window, with the keyboard in it.
struct Search {
    window: Window,
    name: String,
}

impl Search {
    fn new(lang: UiLang) -> Self {
        let window = Window::with(&[], lang, SIZE);
        // A frame of the harness is a quarter of a second.
        window.harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 5.0);
        let mut field = Self { window, name: Messages::new(lang).say("search-hint").to_string() };
        field.window.find(Role::TextInput, &field.name).unwrap().focus();
        field.window.harness.step();
        field
    }

    fn holding(text: &str) -> Self {
        let mut field = Self::new(UiLang::En);
        field.paste(text);
        field
    }

    fn does(&mut self, event: Event) {
        self.window.harness.event(event);
        self.window.harness.step();
    }
    fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.does(Event::Text(c.to_string()));
        }
    }
    fn paste(&mut self, text: &str) {
        self.does(Event::Paste(text.to_owned()));
    }
    fn press(&mut self, modifiers: Modifiers, key: Key, times: usize) {
        for _ in 0..times {
            self.window.harness.key_press_modifiers(modifiers, key);
            self.window.harness.step();
        }
    }
    fn value(&self) -> String {
        self.window.find(Role::TextInput, &self.name).unwrap().value().unwrap_or_default()
    }
    fn has_focus(&self) -> bool {
        self.window.find(Role::TextInput, &self.name).unwrap().is_focused()
    }
    fn rect(&self) -> Rect {
        self.window.find(Role::TextInput, &self.name).unwrap().rect()
    }
    /// Where windows of input methods are told that the caret stands.
    fn caret(&mut self) -> Pos2 {
        self.window.harness.step();
        self.window.harness.output().platform_output.ime.unwrap().cursor_rect.center()
    }
    /// What the last frame copied.
    fn copied(&self) -> Option<String> {
        let commands = &self.window.harness.output().platform_output.commands;
        commands.iter().find_map(|command| if let OutputCommand::CopyText(text) = command { Some(text.clone()) } else { None })
    }
    /// What is selected, by copying it.
    fn selected(&mut self) -> Option<String> {
        self.does(Event::Copy);
        self.copied()
    }
    /// A point on the field over the middle of a part of its text, at a share of the part's width.
    fn over(&self, part: &str, share: f32) -> Pos2 {
        let text = self.value();
        let layout = laid(&text);
        let start = text.find(part).unwrap();
        let [left, _, right, _] = layout.selection(start..start + part.len())[0];
        let field = self.rect();
        let origin = if layout.is_rtl { field.right() - 8.0 - layout.width } else { field.left() + 26.0 };
        pos2(origin + left + share * (right - left), field.center().y)
    }
    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        self.does(Event::PointerMoved(pos));
        self.does(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    }
    fn click(&mut self, pos: Pos2, times: usize) {
        for _ in 0..times {
            self.button(pos, true, NONE);
            self.button(pos, false, NONE);
        }
    }
}

/// A text as fields set it.
fn laid(text: &str) -> std::sync::Arc<TextLayout> {
    TextEngine::new().layout(&TextRequest::new(text, 13.0).direction(Direction::AUTO))
}

#[test]
fn arabic_with_latin_and_figures_is_typed_and_read_in_logical_order() {
    for lang in [UiLang::En, UiLang::Ar] {
        let mut field = Search::new(lang);
        let text = "قاعدة التنف al-Tanf base 900 جندي";
        field.types(text);
        assert_eq!(field.value(), text, "what a screen reader is told");
        assert_eq!(field.window.ask(|program| program.state.view.filter.text.clone()), text, "what is searched for");
    }
}

#[test]
fn the_caret_stands_at_the_left_of_typed_arabic_and_at_the_right_of_typed_latin() {
    let mut field = Search::new(UiLang::En);
    let edge = field.rect();
    field.types("حقل");
    let width = laid("حقل").width;
    assert!((field.caret().x - (edge.right() - 8.0 - width)).abs() < 1.0, "an Arabic text begins at the right");
    field.types(" al");
    let right = field.over("al", 1.0).x;
    assert!((field.caret().x - right).abs() < 1.0, "after a Latin word in it, at that word's right");
    field.press(CTRL, Key::A, 1);
    field.types("field");
    let width = laid("field").width;
    assert!((field.caret().x - (edge.left() + 26.0 + width)).abs() < 1.0, "a Latin text begins at the left");
}

#[test]
fn an_empty_field_waits_at_the_side_where_the_interface_begins() {
    let mut english = Search::new(UiLang::En);
    let edge = english.rect();
    assert!((english.caret().x - (edge.left() + 26.0)).abs() < 1.0);
    let mut arabic = Search::new(UiLang::Ar);
    let edge = arabic.rect();
    assert!((arabic.caret().x - (edge.right() - 8.0)).abs() < 1.0);
}

#[test]
fn arrows_go_where_they_point_and_never_leave_the_field() {
    let mut field = Search::holding("عدد 123 مرحبا");
    field.press(NONE, Key::End, 1);
    let end = field.caret().x;
    field.press(NONE, Key::ArrowLeft, 3);
    assert_eq!(field.caret().x, end, "End is the left end of an Arabic line");
    let mut last = end;
    for _ in 0..13 {
        field.press(NONE, Key::ArrowRight, 1);
        let now = field.caret().x;
        assert!(now > last, "{now} after {last}");
        last = now;
    }
    field.press(NONE, Key::ArrowRight, 2);
    assert_eq!(field.caret().x, last, "thirteen characters, and no further");
    assert!(field.has_focus());
    field.types("س");
    assert_eq!(field.value(), "سعدد 123 مرحبا");
}

#[test]
fn what_is_typed_after_three_steps_from_the_end_stands_before_the_last_three_letters() {
    let mut field = Search::holding("عدد 123 مرحبا");
    field.press(NONE, Key::End, 1);
    field.press(NONE, Key::ArrowRight, 3);
    field.types("X");
    assert_eq!(field.value(), "عدد 123 مرXحبا");
}

#[test]
fn home_end_and_word_jumps_follow_the_text() {
    let mut field = Search::holding("قاعدة التنف base 900");
    for (modifiers, key, times, expected) in [
        (NONE, Key::Home, 1, "*قاعدة التنف base 900"),
        (CTRL, Key::ArrowLeft, 1, "قاعدة* التنف base 900"),
        (CTRL, Key::ArrowLeft, 2, "قاعدة التنف base* 900"),
        (CTRL, Key::ArrowRight, 1, "قاعدة التنف *base 900"),
        (NONE, Key::End, 1, "قاعدة التنف base 900*"),
        (CTRL, Key::Home, 1, "*قاعدة التنف base 900"),
        (CTRL, Key::End, 1, "قاعدة التنف base 900*"),
    ] {
        field.press(modifiers, key, times);
        field.types("*");
        assert_eq!(field.value(), expected, "{key:?}");
        field.press(NONE, Key::Backspace, 1);
    }
}

#[test]
fn shift_selects_and_typing_replaces() {
    let mut field = Search::holding("حقل العمر");
    field.press(SHIFT, Key::ArrowRight, 5);
    assert_eq!(field.selected().as_deref(), Some("العمر"));
    field.press(SHIFT, Key::Home, 1);
    assert_eq!(field.selected().as_deref(), Some("حقل العمر"));
    field.press(SHIFT | CTRL, Key::ArrowLeft, 1);
    assert_eq!(field.selected().as_deref(), Some(" العمر"), "the other end stays at the text's end");
    field.press(NONE, Key::ArrowLeft, 1);
    assert_eq!(field.selected(), None);
    field.press(CTRL, Key::A, 1);
    field.types("ت");
    assert_eq!(field.value(), "ت");
}

#[test]
fn a_click_sets_the_caret_at_the_nearer_edge_of_the_letter() {
    let text = "base حقل 900 end";
    for (part, left, right) in [
        ("s", "ba*se حقل 900 end", "bas*e حقل 900 end"),
        ("ق", "base حق*ل 900 end", "base ح*قل 900 end"),
        ("n", "base حقل 900 e*nd", "base حقل 900 en*d"),
    ] {
        for (share, expected) in [(0.2, left), (0.8, right)] {
            let mut field = Search::holding(text);
            let at = field.over(part, share);
            field.click(at, 1);
            field.types("*");
            assert_eq!(field.value(), expected, "{part} at {share}");
        }
    }
}

#[test]
fn two_clicks_select_a_word_three_the_line_and_a_drag_what_it_passes() {
    let text = "قاعدة التنف al-Tanf";
    for word in ["قاعدة", "التنف", "Tanf"] {
        let mut field = Search::holding(text);
        let at = field.over(word, 0.4);
        field.click(at, 2);
        assert_eq!(field.selected().as_deref(), Some(word));
        field.click(at, 1);
        assert_eq!(field.selected().as_deref(), Some(text));
    }
    let mut field = Search::holding(text);
    let (from, to) = (field.over("التنف", 0.99), field.over("قاعدة", 0.99));
    field.button(from, true, NONE);
    field.does(Event::PointerMoved(to));
    field.button(to, false, NONE);
    assert_eq!(field.selected().as_deref(), Some("قاعدة "));
    let end = field.over("Tanf", 0.99);
    field.window.harness.event(Event::PointerMoved(end));
    field
        .window
        .harness
        .event_modifiers(Event::PointerButton { pos: end, button: PointerButton::Primary, pressed: true, modifiers: SHIFT }, SHIFT);
    field.window.harness.step();
    field.button(end, false, SHIFT);
    assert_eq!(field.selected().as_deref(), Some("التنف al-Tanf"), "with shift a click moves the near end");
}

#[test]
fn backspace_takes_a_vowel_mark_before_its_letter_and_delete_both() {
    let mut field = Search::holding("حَقْل");
    field.press(NONE, Key::Backspace, 2);
    assert_eq!(field.value(), "حَق");
    field.press(NONE, Key::Home, 1);
    field.press(NONE, Key::Delete, 1);
    assert_eq!(field.value(), "ق");
}

#[test]
fn words_are_deleted_by_key_and_the_filter_of_the_window_is_left_alone() {
    let mut field = Search::holding("حقل العمر field");
    field.press(CTRL, Key::Backspace, 1);
    assert_eq!(field.value(), "حقل العمر ");
    field.press(NONE, Key::Home, 1);
    field.press(CTRL, Key::Delete, 1);
    assert_eq!(field.value(), " العمر ");
    assert_eq!(field.window.ask(|program| program.state.view.filter.text.clone()), " العمر ");
}

#[test]
fn undo_in_a_field_takes_back_typing_and_not_the_view() {
    let mut field = Search::new(UiLang::En);
    field.press(NONE, Key::Escape, 1);
    field.window.press(NONE, Key::T);
    let theme = field.window.ask(|program| program.state.view.theme);
    field.click(field.rect().center(), 1);
    field.types("حقل العمر");
    field.press(CTRL, Key::Z, 1);
    assert_eq!(field.value(), "حقل ");
    field.press(CTRL, Key::Z, 1);
    assert_eq!(field.value(), "");
    field.press(CTRL, Key::Z, 3);
    assert_eq!(field.window.ask(|program| program.state.view.theme), theme);
    field.press(CTRL | SHIFT, Key::Z, 1);
    assert_eq!(field.value(), "حقل ");
    field.press(CTRL, Key::Y, 1);
    assert_eq!(field.value(), "حقل العمر");
}

#[test]
fn a_paste_of_several_lines_becomes_one_and_cut_gives_back_the_logical_text() {
    let mut field = Search::holding("قاعدة\nal-Tanf\r\n900");
    assert_eq!(field.value(), "قاعدة al-Tanf 900");
    field.press(CTRL, Key::A, 1);
    field.does(Event::Cut);
    assert_eq!((field.copied().as_deref(), field.value().as_str()), (Some("قاعدة al-Tanf 900"), ""));
    field.does(Event::Copy);
    assert_eq!(field.copied(), None, "nothing selected, nothing copied");
}

#[test]
fn a_composition_shows_at_the_caret_and_is_no_value_until_it_ends() {
    let mut field = Search::holding("حقل ");
    let before = field.caret();
    field.does(Event::Ime(ImeEvent::Preedit { text: "العم".to_owned(), active_range_chars: None }));
    assert_eq!(field.value(), "حقل ");
    let during = field.caret();
    assert!((before.x - during.x - (laid("حقل العم").width - laid("حقل ").width)).abs() < 1.0);
    field.press(NONE, Key::Backspace, 1);
    assert_eq!(field.value(), "حقل ", "the keys are the input method's");
    field.does(Event::Ime(ImeEvent::Commit("العمر".to_owned())));
    assert_eq!(field.value(), "حقل العمر");
    field.does(Event::Ime(ImeEvent::Preedit { text: "x".to_owned(), active_range_chars: None }));
    field.does(Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None }));
    assert_eq!(field.value(), "حقل العمر");
    assert!((field.caret().x - field.over("ر", 0.0).x).abs() < 9.0);
}

#[test]
fn a_screen_reader_sets_the_value_and_replaces_the_selection() {
    let mut field = Search::holding("حقل");
    let node = field.window.find(Role::TextInput, &field.name).unwrap();
    node.set_text_value_accesskit("قاعدة التنف");
    field.window.settle();
    assert_eq!(field.value(), "قاعدة التنف");
    field.press(CTRL | SHIFT, Key::ArrowRight, 1);
    field.window.find(Role::TextInput, &field.name).unwrap().replace_selected_text_accesskit("حميميم");
    field.window.settle();
    assert_eq!(field.value(), "قاعدة حميميم");
    assert_eq!(field.window.ask(|program| program.state.view.filter.text.clone()), "قاعدة حميميم");
}

#[test]
fn a_screen_reader_hears_the_text_in_order_and_follows_caret_and_selection() {
    let text = "قاعدة التنف al-Tanf 900";
    let mut field = Search::holding(text);
    let heard = |field: &Search| {
        let node = field.window.find(Role::TextInput, &field.name).unwrap();
        let node = node.accesskit_node();
        let (selected, caret) = (node.text_selection().unwrap().text(), node.text_selection_focus().unwrap().to_global_usv_index());
        (node.document_range().text(), selected, caret)
    };
    assert_eq!(heard(&field), (text.to_owned(), String::new(), text.chars().count()));
    field.press(NONE, Key::Home, 1);
    assert_eq!(heard(&field).2, 0);
    field.press(NONE, Key::ArrowLeft, 2);
    field.press(SHIFT | CTRL, Key::ArrowLeft, 2);
    assert_eq!(heard(&field), (text.to_owned(), "عدة التنف".to_owned(), 11));
    assert_eq!(field.selected().as_deref(), Some("عدة التنف"));
}

#[test]
fn a_long_text_moves_so_that_the_caret_is_seen() {
    for text in ["قاعدة التنف al-Tanf 900 ".repeat(12), "al-Tanf قاعدة 900 ".repeat(12)] {
        let mut field = Search::holding(&text);
        let edge = field.rect();
        for key in [Key::Home, Key::End] {
            field.press(NONE, key, 1);
            let caret = field.caret();
            assert!(edge.contains(caret), "{key:?}: {caret:?} outside {edge:?}");
        }
        for _ in 0..80 {
            field.press(CTRL, Key::ArrowRight, 1);
            let caret = field.caret();
            assert!(edge.contains(caret), "{caret:?} outside {edge:?}");
        }
    }
}

#[test]
fn enter_ends_the_typing_and_tab_and_escape_leave_the_field() {
    for key in [Key::Enter, Key::Tab, Key::Escape] {
        let mut field = Search::holding("حقل");
        assert!(field.has_focus());
        field.press(NONE, key, 1);
        field.window.settle();
        assert!(!field.has_focus(), "{key:?}");
        assert_eq!(field.value(), "حقل");
    }
}

#[test]
fn a_path_is_typed_and_opened_by_enter() {
    let mut window = Window::open();
    window.click(Role::Button, "Open…");
    let path = super::source::root().join("data/examples/minimal.geojson");
    window.find(Role::TextInput, "Or type a path").unwrap().focus();
    window.harness.step();
    window.harness.event(Event::Paste(path.to_str().unwrap().to_owned()));
    window.settle();
    window.press(NONE, Key::Enter);
    assert!(window.find(Role::Button, "Hide minimal.geojson").is_some());
    assert_eq!(window.ask(|program| program.state.layers.len()), 2);
}
