//! Texts that occur often, kept once and named by a code; and lists of codes for each row.

use std::collections::HashMap;

/// Codes count from 0 in the order of first appearance.
#[derive(Debug, Default)]
pub struct Dictionary {
    codes: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Dictionary {
    pub fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = self.texts.len() as u32;
        self.codes.insert(text.to_owned(), code);
        self.texts.push(text.to_owned());
        code
    }
    pub fn text(&self, code: u32) -> &str {
        self.texts.get(code as usize).map_or("", String::as_str)
    }
    pub fn texts(&self) -> &[String] {
        &self.texts
    }
}

/// For each row a short list of codes, all in one array.
#[derive(Debug)]
pub struct CodeLists {
    /// Where each row's list begins; one more than there are rows.
    starts: Vec<u32>,
    codes: Vec<u32>,
}

impl Default for CodeLists {
    fn default() -> Self {
        Self { starts: vec![0], codes: Vec::new() }
    }
}

impl CodeLists {
    pub fn push(&mut self, codes: impl IntoIterator<Item = u32>) {
        let from = self.codes.len();
        for code in codes {
            if !self.codes.get(from..).is_some_and(|list| list.contains(&code)) {
                self.codes.push(code);
            }
        }
        self.starts.push(self.codes.len() as u32);
    }
    pub fn row(&self, row: u32) -> &[u32] {
        let (Some(from), Some(to)) = (self.starts.get(row as usize), self.starts.get(row as usize + 1)) else { return &[] };
        self.codes.get(*from as usize..*to as usize).unwrap_or_default()
    }
}
