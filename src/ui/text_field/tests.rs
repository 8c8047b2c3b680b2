//! A field of several rows, which no panel has to itself: lines, keys up and down, wrapping.

use egui::accesskit::Role;
use egui::{Event, Id, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{FieldLook, text_field};
use crate::text::UiLang;
use crate::ui::kit::Kit;
use crate::ui::theme::ThemeKind;

fn notes() -> Harness<'static, String> {
    let kit = Kit::new(UiLang::En, ThemeKind::Light);
    let show = move |ui: &mut egui::Ui, value: &mut String| {
        let look = FieldLook { rows: 3, ..FieldLook::new("notes", 160.0) };
        text_field(&kit, ui, Id::unique("notes"), value, look);
    };
    let mut harness = Harness::builder().build_ui_state(show, String::new());
    harness.get_by_role(Role::MultilineTextInput).focus();
    harness.step();
    harness
}

#[test]
fn enter_makes_a_line_and_the_keys_up_and_down_change_lines() {
    let mut harness = notes();
    harness.event(Event::Paste("حقل العمر\nal-Tanf".to_owned()));
    harness.key_press(Key::Enter);
    harness.event(Event::Text("900".to_owned()));
    harness.step();
    assert_eq!(harness.state(), "حقل العمر\nal-Tanf\n900");
    harness.key_press(Key::ArrowUp);
    harness.key_press(Key::Home);
    harness.event(Event::Text("*".to_owned()));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.event(Event::Text("+".to_owned()));
    harness.step();
    assert_eq!(harness.state(), "+حقل العمر\n*al-Tanf\n900");
    assert_eq!(harness.get_by_label("notes").value().as_deref(), Some("+حقل العمر\n*al-Tanf\n900"));
}

#[test]
fn a_text_of_more_lines_than_rows_moves_so_that_the_caret_is_seen() {
    let mut harness = notes();
    harness.event(Event::Paste("كلمة word ".repeat(40)));
    harness.step();
    let field = harness.get_by_role(Role::MultilineTextInput).rect();
    for _ in 0..30 {
        harness.key_press(Key::ArrowUp);
        harness.step();
        let caret = harness.output().platform_output.ime.unwrap().cursor_rect;
        assert!(field.contains_rect(caret), "{caret:?} outside {field:?}");
    }
}
