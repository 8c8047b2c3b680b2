//! The program's own source text, as the tests about its build read it.

use std::path::{Path, PathBuf};

/// One source file.
pub struct SourceFile {
    /// From the repository's root, with `/`.
    pub path: String,
    pub lines: Vec<String>,
}

/// One line of code: comments and, for shipped code, tests left out.
pub struct CodeLine<'a> {
    /// Counted from 1.
    pub number: usize,
    pub text: &'a str,
}

impl SourceFile {
    /// The first folder or file under `src`: `ui` for `src/ui/kit.rs`, `lib` for `src/lib.rs`.
    pub fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// True where the whole file is compiled for tests only.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs") || self.path.starts_with("tests/")
    }

    /// Every line that is not a comment.
    pub fn code(&self) -> Vec<CodeLine<'_>> {
        let lines = self.lines.iter().enumerate().map(|(at, text)| CodeLine { number: at + 1, text });
        lines.filter(|line| !line.text.trim_start().starts_with("//")).collect()
    }

    /// The lines that reach a user: no comments, no test files, nothing under `#[cfg(test)]`.
    pub fn shipped(&self) -> Vec<CodeLine<'_>> {
        if self.is_test() {
            return Vec::new();
        }
        let mut kept = Vec::new();
        let mut lines = self.code().into_iter();
        while let Some(line) = lines.next() {
            if line.text.trim() != "#[cfg(test)]" {
                kept.push(line);
                continue;
            }
            let Some(head) = lines.next() else { break };
            if head.text.trim_end().ends_with('{') {
                let indent = head.text.len() - head.text.trim_start().len();
                let end = format!("{}}}", " ".repeat(indent));
                let _ = lines.find(|line| line.text == end);
            }
        }
        kept
    }

    /// The shipped code as one text, for what spans several lines.
    pub fn shipped_text(&self) -> String {
        self.shipped().iter().map(|line| format!("{}\n", line.text)).collect()
    }
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.rs` file below a folder of the repository, in order of path.
pub fn files(folder: &str) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let read = |path: PathBuf| SourceFile {
        path: path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
        lines: std::fs::read_to_string(&path).unwrap().lines().map(ToOwned::to_owned).collect(),
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Every place where `needle` stands in shipped code of files that `wanted` chooses, as `file:line: text`.
pub fn places(needles: &[&str], wanted: impl Fn(&SourceFile) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in files("src").iter().filter(|file| wanted(file)) {
        for line in file.shipped() {
            if needles.iter().any(|needle| holds_word(line.text, needle)) {
                found.push(format!("{}:{}: {}", file.path, line.number, line.text.trim()));
            }
        }
    }
    found
}

/// True where the text holds the needle and no letter, figure or underscore stands before it.
pub fn holds_word(text: &str, needle: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(needle).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !needle.starts_with(is_word) || !before.is_some_and(is_word)
    })
}
