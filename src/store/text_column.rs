//! One text for each row, all in one buffer.

use super::integers::Integers;

/// An empty text stands for none. A column of nothing but empty texts holds their number alone.
#[derive(Clone, Debug, Default)]
pub struct TextColumn {
    bytes: String,
    ends: Integers,
    /// Empty texts before the first that is not; `ends` begins behind them.
    num_empty: usize,
}

impl TextColumn {
    /// Makes room for rows that are like those so far.
    pub fn reserve(&mut self, num_rows: usize) {
        if !self.ends.is_empty() {
            self.bytes.reserve_exact((self.bytes.len() / self.ends.len() + 1) * num_rows);
            self.ends.reserve(num_rows);
        }
    }
    pub fn len(&self) -> usize {
        self.num_empty + self.ends.len()
    }
    pub fn push(&mut self, text: &str) {
        if text.is_empty() && self.ends.is_empty() {
            self.num_empty += 1;
            return;
        }
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u64);
    }
    /// Takes in the texts of another column, which is empty then and keeps its memory.
    pub fn append(&mut self, other: &mut Self) {
        if self.ends.is_empty() {
            self.num_empty += other.num_empty;
        } else {
            (0..other.num_empty).for_each(|_| self.ends.push(self.bytes.len() as u64));
        }
        let before = self.bytes.len() as u64;
        self.bytes.push_str(&other.bytes);
        self.ends.append_shifted(&other.ends, before);
        other.clear();
    }
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.num_empty = 0;
    }
    pub fn row(&self, row: u32) -> &str {
        let Some(row) = (row as usize).checked_sub(self.num_empty) else { return "" };
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(0);
        let to = self.ends.get(row).unwrap_or(from);
        self.bytes.get(from as usize..to as usize).unwrap_or_default()
    }
}
