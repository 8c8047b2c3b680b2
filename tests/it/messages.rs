//! The words of the interface: every key that the sources name exists in both languages, and no word stands in code.

use std::collections::BTreeSet;

use marsad::domain::{Attribution, PlacePrecision, TimePrecision, Verification};
use marsad::state::COMMANDS;
use marsad::text::{Messages, UiLang};

use super::bundled;
use super::source::{files, holds_word, root};

/// Functions whose first argument of text is a key, with what stands before it in the call.
const SAYERS: [&str; 5] = ["say(", "say_with(", "say_count(", "has(", "heading("];

/// Keys that are put together from a prefix and a word of the model, a calendar or a source.
const FAMILIES: [&str; 16] = [
    "attribution-",
    "category-",
    "changed-",
    "claim-",
    "month-",
    "note-",
    "month-levantine-",
    "month-short-",
    "place-precision-",
    "relation-",
    "role-",
    "third-",
    "time-precision-",
    "verification-",
    "weekday-short-",
    "zone-",
];

fn keys_of(lang: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(format!("assets/messages/{lang}.ftl"))).unwrap();
    let names = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    names.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

/// The first argument of each call in the text that ends with `name`, up to its comma or bracket.
fn first_arguments<'a>(text: &'a str, name: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(name).filter(|(at, _)| !text[..*at].ends_with("fn ")) {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let from = at + name.len();
        let mut depth = 0;
        let mut in_string = false;
        let mut end = from;
        for (step, c) in text[from..].char_indices() {
            end = from + step;
            match c {
                '"' => in_string = !in_string,
                '(' | '[' | '{' if !in_string => depth += 1,
                ')' | ']' | '}' if !in_string && depth == 0 => break,
                ')' | ']' | '}' if !in_string => depth -= 1,
                ',' if !in_string && depth == 0 && name != "heading(" => break,
                _ => {}
            }
        }
        found.push((at, &text[from..end]));
    }
    found
}

fn literals(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

#[test]
fn every_key_that_the_sources_say_exists_in_both_languages() {
    let known = [keys_of("en"), keys_of("ar")];
    let mut asked = 0;
    let mut missing = Vec::new();
    // The layers below the words have functions of the same names.
    for file in files("src").into_iter().filter(|file| !matches!(file.layer(), "import" | "store" | "domain" | "saved" | "gazetteer")) {
        let text = file.shipped_text();
        for sayer in SAYERS {
            for (_, argument) in first_arguments(&text, sayer).into_iter().filter(|(_, argument)| !argument.contains("format!")) {
                for key in literals(argument) {
                    asked += 1;
                    for (lang, known) in ["en", "ar"].iter().zip(&known) {
                        if !known.contains(key) {
                            missing.push(format!("{}: {key} is not in {lang}.ftl", file.path));
                        }
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(asked > 120, "the scan has found only {asked} keys: it no longer sees how the sources ask");
}

#[test]
fn every_command_of_the_table_has_words_in_both_languages() {
    for lang in UiLang::ALL {
        let messages = Messages::new(lang);
        for command in COMMANDS {
            assert!(messages.has(command.message), "{} in {}", command.message, lang.tag());
        }
    }
}

#[test]
fn every_value_of_the_model_has_words_in_both_languages() {
    let mut keys: Vec<String> = Vec::new();
    let mut add =
        |prefix: &str, words: Vec<&str>| keys.extend(words.iter().map(|word| format!("{prefix}-{}", word.replace(['_', '.'], "-"))));
    add("time-precision", TimePrecision::ALL.iter().map(|value| value.as_str()).collect());
    add("place-precision", PlacePrecision::ALL.iter().map(|value| value.as_str()).collect());
    add("verification", Verification::ALL.iter().map(|value| value.as_str()).collect());
    add("attribution", Attribution::ALL.iter().map(|value| value.as_str()).collect());
    add("role", vec!["by", "against", "civilians", "other"]);
    add("relation", vec!["answers", "belongs_to", "precedes", "same_site", "series", "anniversary_of"]);
    add("third", vec!["depth_km", "altitude_m", "unknown"]);
    for month in 1..=12 {
        keys.extend(["month", "month-short", "month-levantine"].map(|set| format!("{set}-{month}")));
    }
    keys.extend((1..=7).map(|day| format!("weekday-short-{day}")));
    for lang in UiLang::ALL {
        let messages = Messages::new(lang);
        let missing: Vec<&String> = keys.iter().filter(|key| !messages.has(key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

#[test]
fn every_note_of_a_load_report_has_words_in_both_languages() {
    // A note stands in the source as its name, its code and its English sentence.
    let notes = std::fs::read_to_string(root().join("src/import/notes.rs")).unwrap();
    let codes: Vec<&str> =
        notes.lines().filter_map(|line| line.trim().split_once(", \"")?.1.split_once("\", \"")).map(|(code, _)| code).collect();
    assert!(codes.len() > 40, "the scan has found only {} notes", codes.len());
    for lang in UiLang::ALL {
        let messages = Messages::new(lang);
        for code in &codes {
            assert!(messages.has(&format!("note-{}", code.replace('_', "-"))), "{code} in {}", lang.tag());
        }
    }
}

#[test]
fn what_the_bundled_incidents_hold_has_words_in_both_languages() {
    let incidents = bundled::incidents();
    for lang in UiLang::ALL {
        let messages = Messages::new(lang);
        for incident in &incidents {
            let category = incident.category().replace('_', "-");
            assert!(messages.has(&format!("category-{category}")), "{category} in {}", lang.tag());
            for claim in incident.claims() {
                let key = format!("claim-{}", claim["field"].as_str().unwrap().replace(['.', '_'], "-"));
                assert!(messages.has(&key), "{key} in {}", lang.tag());
            }
        }
    }
}

#[test]
fn no_message_is_left_over() {
    let mut written = BTreeSet::new();
    for file in files("src") {
        let text = file.shipped_text();
        written.extend(literals(&text.replace("\\\"", "")).into_iter().map(ToOwned::to_owned));
    }
    let unused: Vec<String> =
        keys_of("en").into_iter().filter(|key| !written.contains(key) && !FAMILIES.iter().any(|family| key.starts_with(family))).collect();
    assert!(unused.is_empty(), "no code says {unused:?}");
}

#[test]
fn no_word_of_the_interface_stands_in_code() {
    // The widgets that show words, and egui's own, which would bypass the text layer as well.
    let shows = ["label(kit, ui, ", "paragraph(kit, ui, ", "button(kit, ui, ", "caption(kit, ui, ", "chip(kit, ui, ", "tooltip(kit, ui, "];
    let bypasses =
        ["ui.label(", "ui.button(", "ui.heading(", "ui.checkbox(", "RichText", "on_hover_text(", "hint_text(", ".painter().text("];
    let mut wrong = Vec::new();
    for file in files("src").iter().filter(|file| file.layer() == "ui") {
        for line in file.shipped() {
            let literal = shows.iter().any(|show| {
                line.text.match_indices(show).any(|(at, _)| {
                    let argument = line.text[at + show.len()..].trim_start_matches('&');
                    argument.starts_with('"') && literals(argument).first().is_some_and(|text| text.contains(char::is_alphabetic))
                })
            });
            if literal || bypasses.iter().any(|name| holds_word(line.text, name)) {
                wrong.push(format!("{}:{}: {}", file.path, line.number, line.text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sentences in the sources of the layers that know no language: a literal that begins like a sentence and ends like one.
fn sentences() -> Vec<String> {
    let is_word_layer = |layer: &str| matches!(layer, "import" | "net" | "basemap" | "store" | "state");
    let mut found = Vec::new();
    for file in files("src").iter().filter(|file| is_word_layer(file.layer()) && !file.path.ends_with("notes.rs")) {
        for line in file.shipped() {
            if line.text.trim_start().starts_with("//") || line.text.contains("tracing::") {
                continue;
            }
            for text in literals(line.text) {
                let begins = text.starts_with(|c: char| c.is_uppercase() || c == '“') && text.contains(' ');
                if begins && text.ends_with('.') {
                    found.push(text.replace("{{", "\u{1}").replace("}}", "\u{2}"));
                }
            }
        }
    }
    found
}

#[test]
fn every_sentence_from_below_the_interface_has_its_arabic() {
    let table = std::fs::read_to_string(root().join("assets/messages/sentences.ar.txt")).unwrap();
    let known: BTreeSet<&str> = table.lines().filter_map(|line| line.strip_prefix("= ")).collect();
    let written = sentences();
    assert!(written.len() > 30, "the scan has found only {}", written.len());
    let mut missing = BTreeSet::new();
    for sentence in written {
        // What is filled in stands between braces; in the table the braces are empty.
        let mut bare = String::new();
        let mut inside = false;
        for c in sentence.chars() {
            match c {
                '{' => {
                    inside = true;
                    bare.push('{');
                }
                '}' => {
                    inside = false;
                    bare.push('}');
                }
                _ if inside => {}
                '\u{1}' => bare.push('{'),
                '\u{2}' => bare.push('}'),
                c => bare.push(c),
            }
        }
        let alike = [bare.clone(), bare.replace("{}, {}", "{}"), sentence.clone()];
        if !alike.iter().any(|text| known.contains(text.as_str())) {
            missing.insert(bare);
        }
    }
    assert!(missing.is_empty(), "without Arabic:\n{}", missing.into_iter().collect::<Vec<_>>().join("\n"));
}
