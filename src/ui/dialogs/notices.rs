//! Notices: said once, in a corner, until dismissed; failures stay, good news goes by itself.

use egui::{Align2, Ui, vec2};

use crate::state::{Command, Notice, NoticeKind, Remedy};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{self, Emphasis, at_end, button, icon_button, paragraph};

/// Seconds after which good news goes.
const SHOWN_SECS: f64 = 4.0;

pub fn notices_ui(cx: &Cx, ui: &Ui) {
    if cx.state.notices.is_empty() {
        return;
    }
    let kit = cx.kit;
    let corner = if kit.rtl() { Align2::LEFT_BOTTOM } else { Align2::RIGHT_BOTTOM };
    let x = if kit.rtl() { 16.0 } else { -16.0 };
    egui::Area::new(egui::Id::unique("notices")).anchor(corner, vec2(x, -170.0)).order(egui::Order::Foreground).show(ui.ctx(), |ui| {
        for notice in cx.state.notices.iter().rev().take(4) {
            notice_ui(cx, ui, notice);
            ui.add_space(space::XS);
        }
    });
}

fn notice_ui(cx: &Cx, ui: &mut Ui, notice: &Notice) {
    let kit = cx.kit;
    let (ink, key) = match notice.kind {
        NoticeKind::Done => (kit.theme.accent, "notice-done"),
        NoticeKind::Careful => (kit.theme.caution, "notice-careful"),
        NoticeKind::Failed => (kit.theme.danger, "notice-failed"),
    };
    let frame = egui::Frame::new()
        .fill(kit.theme.panel)
        .stroke(egui::Stroke::new(1.0, ink))
        .corner_radius(4.0)
        .inner_margin(egui::Margin::symmetric(12, 8))
        .shadow(egui::Shadow { offset: [0, 4], blur: 12, spread: 0, color: egui::Color32::from_black_alpha(50) });
    frame.show(ui, |ui| {
        ui.set_width(360.0);
        widgets::row(kit, ui, |ui| {
            widgets::label(kit, ui, &kit.say(key), kit.small().bold().color(ink));
            at_end(kit, ui, |ui| {
                if icon_button(kit, ui, Icon::Cross, &kit.say("close"), Emphasis::Quiet).clicked() {
                    cx.push(Command::DismissNotice(notice.id));
                }
            });
        });
        paragraph(kit, ui, &kit.tell(&notice.text), kit.body());
        if let Some(Remedy::TakeAsNewer { of, by }) = notice.remedy
            && button(kit, ui, &kit.say("take-as-newer"), Emphasis::Normal).clicked()
        {
            cx.push(Command::TakeAsNewer { of, by });
        }
    });
    if notice.kind == NoticeKind::Done {
        let id = egui::Id::unique(("notice", notice.id));
        let now = ui.input(|input| input.time);
        let began = ui.data_mut(|data| *data.get_temp_mut_or(id, now));
        if now - began > SHOWN_SECS {
            cx.push(Command::DismissNotice(notice.id));
        } else {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
        }
    }
}
