//! Language and numerals: what the interface speaks, what contents are shown first, how digits and months are written.

use egui::Ui;

use super::dialog;
use crate::state::{Command, Panel, Writing};
use crate::text::{Digits, Messages, MonthNames, UiLang};
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{caption, check_row, paragraph, segmented};

pub fn writing_ui(cx: &Cx, ui: &Ui) {
    let kit = cx.kit;
    let view = &cx.state.view;
    let writing = view.writing;
    let set = |writing: Writing| cx.push(Command::SetWriting(writing));
    let close = dialog(cx, ui, "writing", &kit.say("command-writing"), 460.0, |ui| {
        let own_names = UiLang::ALL.map(|lang| (lang, own_name(lang)));
        choice_ui(cx, ui, "writing-interface", &own_names, view.lang, |lang| cx.push(Command::SetLang(lang)));
        let mut contents = vec![(None, kit.say("writing-as-interface"))];
        contents.extend(own_names.map(|(lang, name)| (Some(lang), name)));
        choice_ui(cx, ui, "writing-content", &contents, writing.content, |content| set(Writing { content, ..writing }));
        let digits = [(Digits::Western, kit.say("digits-western")), (Digits::ArabicIndic, kit.say("digits-arabic"))];
        choice_ui(cx, ui, "writing-digits", &digits, writing.digits, |digits| set(Writing { digits, ..writing }));
        let months = [(MonthNames::Levantine, kit.say("months-levantine")), (MonthNames::International, kit.say("months-international"))];
        choice_ui(cx, ui, "writing-months", &months, writing.months, |months| set(Writing { months, ..writing }));
        ui.add_space(space::S);
        if check_row(kit, ui, writing.mirrored_time, &kit.say("writing-mirrored-time"), None, None).clicked() {
            set(Writing { mirrored_time: !writing.mirrored_time, ..writing });
        }
        ui.add_space(space::XS);
        paragraph(kit, ui, &kit.say("writing-help"), kit.weak());
    });
    if close {
        cx.push(Command::Show(Panel::Writing, false));
    }
}

/// The language's name in itself, so that whoever reads it finds it.
fn own_name(lang: UiLang) -> String {
    Messages::new(lang).say("language-name").to_string()
}

fn choice_ui<T: Copy + PartialEq>(cx: &Cx, ui: &mut Ui, key: &str, choices: &[(T, String)], chosen: T, choose: impl FnOnce(T)) {
    caption(cx.kit, ui, &cx.kit.say(key));
    crate::ui::widgets::row(cx.kit, ui, |ui| {
        if let Some(picked) = segmented(cx.kit, ui, choices, chosen) {
            choose(picked);
        }
    });
    ui.add_space(space::XS);
}
