//! How the sources hang together: which layer may use which, and what shipped code never does.

use std::collections::BTreeSet;

use super::source::{files, places};

/// The layers from the bottom up, as `src/lib.rs` lists them, each with the layers that it uses. An arrow that is not
/// here is an error; so is one here that no code needs any more.
const ARROWS: [(&str, &[&str]); 14] = [
    ("domain", &[]),
    ("gazetteer", &["domain"]),
    ("store", &["domain"]),
    ("import", &["domain", "gazetteer"]),
    ("text", &["domain"]),
    ("state", &["domain", "import", "store", "text"]),
    ("saved", &["domain", "import", "state", "store", "text"]),
    ("picture", &["domain", "store", "text"]),
    ("export", &["domain", "import", "state"]),
    ("net", &["domain"]),
    ("basemap", &["domain", "net"]),
    ("ui", &["basemap", "domain", "gazetteer", "picture", "state", "store", "text"]),
    ("app", &["domain", "gazetteer", "import", "picture", "saved", "state", "store", "text", "ui"]),
    ("cli", &["app", "domain", "export", "gazetteer", "import", "picture", "saved", "state", "store", "text"]),
];

/// Names of outside crates and of parts of the standard library, with the layers that may use them.
const OWNERS: [(&str, &[&str]); 22] = [
    ("egui::", &["ui", "app", "basemap"]),
    ("egui_wgpu::", &["ui"]),
    ("wgpu::", &["ui"]),
    ("eframe::", &["app"]),
    ("walkers::", &["ui", "basemap"]),
    ("rfd::", &["app"]),
    ("rustix::", &["app"]),
    ("reqwest::", &["net"]),
    ("rustls::", &["net"]),
    ("tokio::", &["net", "basemap"]),
    ("clap::", &["cli"]),
    ("toml::", &["saved"]),
    ("std::fs", &["saved"]),
    ("std::net", &[]),
    ("std::process::Command", &[]),
    ("std::thread", &["app", "basemap", "import", "saved", "store"]),
    ("Instant::now", &["app", "basemap", "cli"]),
    ("SystemTime::now", &[]),
    ("Timestamp::now", &[]),
    ("Zoned::now", &[]),
    ("println!", &[]),
    ("eprintln!", &["cli"]),
];

/// The hard stop for any file, in lines.
const MAX_LINES: usize = 800;

fn assert_none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// What follows `crate::` in a line.
fn crate_paths(text: &str) -> Vec<&str> {
    let word = |rest: &str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    text.match_indices("crate::")
        .filter(|(at, _)| !text[..*at].ends_with('$'))
        .map(|(at, found)| {
            let rest = &text[at + found.len()..];
            &rest[..word(rest)]
        })
        .collect()
}

#[test]
fn each_layer_uses_only_the_layers_that_the_table_names() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for file in files("src").iter().filter(|file| !["lib", "main"].contains(&file.layer())) {
        let Some((layer, allowed)) = ARROWS.iter().find(|(layer, _)| *layer == file.layer()) else {
            wrong.push(format!("{}: no layer of the table", file.path));
            continue;
        };
        for line in file.code() {
            for to in crate_paths(line.text) {
                if to == *layer {
                    continue;
                }
                used.insert((*layer, to.to_owned()));
                if !allowed.contains(&to) {
                    wrong.push(format!("{}:{}: {layer} → {to}", file.path, line.number));
                }
            }
        }
    }
    assert_none(&wrong, "arrows that the table does not name");
    let unused: Vec<String> = ARROWS
        .iter()
        .flat_map(|(layer, allowed)| allowed.iter().map(move |to| (*layer, (*to).to_owned())))
        .filter(|arrow| !used.contains(arrow))
        .map(|(layer, to)| format!("{layer} → {to}"))
        .collect();
    assert_none(&unused, "arrows of the table that no code needs");
}

#[test]
fn every_arrow_points_down() {
    for (at, (layer, allowed)) in ARROWS.iter().enumerate() {
        for to in *allowed {
            let below = ARROWS.iter().position(|(name, _)| name == to);
            assert!(below.is_some_and(|below| below < at), "{layer} → {to}");
        }
    }
    let with_net: Vec<&str> = ARROWS.iter().filter(|(_, allowed)| allowed.contains(&"net")).map(|(layer, _)| *layer).collect();
    assert_eq!(with_net, ["basemap"], "the door to the network has one user");
}

#[test]
fn the_layers_stand_in_lib_rs_in_the_order_of_the_table() {
    let lib = files("src").into_iter().find(|file| file.path == "src/lib.rs").unwrap();
    let modules: Vec<&str> =
        lib.lines.iter().filter_map(|line| line.strip_prefix("pub mod ")).map(|name| name.trim_end_matches(';')).collect();
    assert_eq!(modules, ARROWS.map(|(layer, _)| layer));
}

#[test]
fn no_layer_climbs_over_its_own_root() {
    let mut wrong = Vec::new();
    for file in files("src") {
        for line in file.code() {
            let from_root = file.path == format!("src/{}/mod.rs", file.layer()) && line.text.starts_with("use super::");
            if line.text.contains("super::super") || from_root {
                wrong.push(format!("{}:{}: {}", file.path, line.number, line.text.trim()));
            }
        }
    }
    assert_none(&wrong, "paths that climb");
}

#[test]
fn nothing_is_passed_on_wholesale() {
    let mut wrong = Vec::new();
    for file in files("src") {
        for line in file.shipped() {
            let text = line.text.trim();
            let glob = text.ends_with("::*;") || text.contains("::*}") || text.contains("::*,");
            if glob && (text.starts_with("pub ") || crate_paths(text).iter().any(|to| *to != file.layer())) {
                wrong.push(format!("{}:{}: {text}", file.path, line.number));
            }
        }
    }
    assert_none(&wrong, "re-exports or imports of whole layers");
}

#[test]
fn shipped_code_never_gives_up() {
    let words = [".unwrap(", ".expect(", ".unwrap_err(", "panic!", "todo!", "unimplemented!", "unreachable!", "assert!(", "assert_eq!("];
    assert_none(&places(&words, |_| true), "shipped code that can end the program");
}

#[test]
fn shipped_code_is_finished() {
    let mut wrong = Vec::new();
    for file in files("src") {
        for (at, line) in file.lines.iter().enumerate() {
            if ["TODO", "FIXME", "XXX", "HACK"].iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{}: {}", file.path, at + 1, line.trim()));
            }
        }
    }
    assert_none(&wrong, "work left over");
}

#[test]
fn files_clock_threads_network_and_window_have_their_owners() {
    for (name, owners) in OWNERS {
        let found = places(&[name], |file| !owners.contains(&file.layer()));
        assert_none(&found, &format!("`{name}` outside {owners:?}"));
    }
}

#[test]
fn drawing_and_asking_without_a_window_never_touch_window_or_network() {
    let files_of_cli = ["src/cli/render.rs", "src/cli/query.rs", "src/cli/check.rs", "src/cli/inputs.rs", "src/cli/places.rs"];
    let found = places(&["crate::app", "crate::ui", "crate::basemap", "crate::net"], |file| files_of_cli.contains(&file.path.as_str()));
    assert_none(&found, "commands that need no window");
}

#[test]
fn unsafe_code_is_forbidden() {
    for file in files("src").iter().filter(|file| ["src/lib.rs", "src/main.rs"].contains(&file.path.as_str())) {
        assert!(file.lines.iter().any(|line| line == "#![forbid(unsafe_code)]"), "{}", file.path);
    }
    assert_none(&places(&["unsafe {", "unsafe fn", "unsafe impl"], |_| true), "unsafe code");
}

#[test]
fn files_stay_small_and_say_what_they_do() {
    let mut wrong = Vec::new();
    for file in files("src").iter().chain(&files("tests")) {
        if file.lines.len() > MAX_LINES {
            wrong.push(format!("{}: {} lines", file.path, file.lines.len()));
        }
        if !file.lines.first().is_some_and(|line| line.starts_with("//! ")) {
            wrong.push(format!("{}: its first line does not say what it does", file.path));
        }
    }
    assert_none(&wrong, "files");
}
