//! Lists in a cell: JSON arrays of texts or objects, the same as text in the cell of a table, or text with a separator.

use serde_json::{Map, Value};

use super::generic::text_in;

/// One part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub name: String,
    pub url: Option<String>,
}

/// Members of an object by which it is called, and those that say where it is to be read.
const NAMES: [&str; 6] = ["title", "name", "label", "tag", "value", "id"];
const ADDRESSES: [&str; 5] = ["url", "source_url", "path", "link", "href"];

impl Item {
    fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let url = is_address(text).then(|| text.to_owned());
        (!text.is_empty()).then(|| Self { name: text.to_owned(), url })
    }

    fn of_object(object: &Map<String, Value>) -> Option<Self> {
        let text = |key: &&str| match object.get(*key)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let url = ADDRESSES.iter().filter_map(text).find(|text| is_address(text));
        let name = NAMES.iter().find_map(text).or_else(|| url.clone())?;
        Some(Self { name, url })
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The parts of the list that a cell holds, blank ones and nulls left out.
pub fn items_in(json: &str, separator: char) -> Vec<Item> {
    let Some(text) = text_in(json) else { return Vec::new() };
    let text = text.trim();
    if !text.starts_with(['[', '{']) {
        return parts(text, separator).into_iter().filter_map(Item::of_text).collect();
    }
    let mut items = Vec::new();
    match serde_json::from_str::<Value>(text) {
        Ok(value) => gather(&value, &mut items),
        // A list as other languages print it: the brackets and quotes are not part of any name.
        Err(_) => {
            let bare = text.trim_matches(['[', ']']);
            items.extend(parts(bare, separator).into_iter().filter_map(|part| Item::of_text(part.trim().trim_matches(['\'', '"']))));
        }
    }
    items
}

fn gather(value: &Value, items: &mut Vec<Item>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, items)),
        Value::String(text) => items.extend(Item::of_text(text)),
        Value::Number(_) | Value::Bool(_) => items.extend(Item::of_text(&value.to_string())),
        Value::Object(object) => items.extend(Item::of_object(object)),
        Value::Null => {}
    }
}

/// The text at its separators, without those within an address: there no blank follows.
fn parts(text: &str, separator: char) -> Vec<&str> {
    if !text.contains("://") {
        return text.split(separator).collect();
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(separator) {
        let (Some(part), Some(rest)) = (text.get(start..at), text.get(at + separator.len_utf8()..)) else { continue };
        if part.contains("://") && !rest.starts_with(char::is_whitespace) && !is_address(rest) && !rest.is_empty() {
            continue;
        }
        parts.push(part);
        start = at + separator.len_utf8();
    }
    parts.extend(text.get(start..));
    parts
}

/// The addresses in a cell, one after the other.
pub fn urls_in(json: &str) -> Vec<String> {
    let items = items_in(json, '\n').into_iter().flat_map(|item| {
        let text = item.url.unwrap_or(item.name);
        // Behind a comma or a semicolon another one begins only with its scheme: both may stand within one.
        let text =
            [",http", ";http"].iter().fold(text, |text, join| text.replace(join, &format!(" {}", join.get(1..).unwrap_or_default())));
        let words = text.split_whitespace().map(|word| word.trim_matches([',', ';']).to_owned());
        words.filter(|word| is_address(word)).collect::<Vec<_>>()
    });
    items.collect()
}
