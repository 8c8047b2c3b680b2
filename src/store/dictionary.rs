//! Texts that occur often, kept once and named by a code; and lists of codes for each row.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::domain::{Lang, Words};

/// Codes count from 0 in the order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    codes: HashMap<Arc<str>, u32, RandomState>,
    texts: Vec<Arc<str>>,
    /// Other names of what a code stands for, by language.
    names: HashMap<u32, Words>,
}

impl Dictionary {
    pub fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = self.texts.len() as u32;
        let text: Arc<str> = text.into();
        self.codes.insert(Arc::clone(&text), code);
        self.texts.push(text);
        code
    }
    /// Takes in another dictionary; gives the new code of each of its codes.
    pub fn absorb(&mut self, other: Self) -> Vec<u32> {
        let new: Vec<u32> = other.texts.iter().map(|text| self.code(text)).collect();
        for (code, words) in other.names {
            if let Some(code) = new.get(code as usize) {
                self.names.entry(*code).or_insert(words);
            }
        }
        new
    }
    /// The code of a thing with names in several languages, by the name that stands first in English; the others are kept.
    pub fn code_of(&mut self, words: &Words) -> Option<u32> {
        let code = self.code(words.best(&Lang::en())?);
        if words.iter().count() > 1 {
            self.names.entry(code).or_insert_with(|| words.clone());
        }
        Some(code)
    }
    /// The name in a language, where there is one; else the name it is counted under.
    pub fn name(&self, code: u32, lang: &Lang) -> &str {
        self.names.get(&code).and_then(|words| words.get(lang)).unwrap_or_else(|| self.text(code))
    }
    /// As `name`, for a text that is in the dictionary.
    pub fn name_of<'a>(&'a self, text: &'a str, lang: &Lang) -> &'a str {
        self.codes.get(text).map_or(text, |code| self.name(*code, lang))
    }
    pub fn text(&self, code: u32) -> &str {
        self.texts.get(code as usize).map_or("", |text| text)
    }
    pub fn texts(&self) -> &[Arc<str>] {
        &self.texts
    }
}

/// For each row a short list of codes, all in one array.
#[derive(Clone, Debug)]
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
    /// As `push`, for codes that are known to differ.
    pub fn push_distinct(&mut self, codes: &[u32]) {
        self.codes.extend_from_slice(codes);
        self.starts.push(self.codes.len() as u32);
    }
    /// Takes in the lists of another table, whose codes have new numbers.
    pub fn absorb(&mut self, other: &Self, new_codes: &[u32]) {
        let before = self.codes.len() as u32;
        self.starts.extend(other.starts.iter().skip(1).map(|end| before + end));
        self.codes.extend(other.codes.iter().map(|code| new_codes.get(*code as usize).copied().unwrap_or_default()));
    }
    /// The same lists in another order of rows.
    pub fn permuted(&self, order: &[u32]) -> Self {
        let mut lists = Self { starts: Vec::with_capacity(self.starts.len()), codes: Vec::with_capacity(self.codes.len()) };
        lists.starts.push(0);
        for row in order {
            lists.push_distinct(self.row(*row));
        }
        lists
    }
    pub fn row(&self, row: u32) -> &[u32] {
        let (Some(from), Some(to)) = (self.starts.get(row as usize), self.starts.get(row as usize + 1)) else { return &[] };
        self.codes.get(*from as usize..*to as usize).unwrap_or_default()
    }
}
