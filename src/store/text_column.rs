//! One text for each row, all in one buffer.

/// An empty text stands for none.
#[derive(Clone, Debug, Default)]
pub struct TextColumn {
    bytes: String,
    ends: Vec<u64>,
}

impl TextColumn {
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u64);
    }
    pub fn absorb(&mut self, other: &Self) {
        let before = self.bytes.len() as u64;
        self.bytes.push_str(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }
    /// The same texts in another order of rows.
    pub fn permuted(&self, order: &[u32]) -> Self {
        let mut texts = Self { bytes: String::with_capacity(self.bytes.len()), ends: Vec::with_capacity(self.ends.len()) };
        order.iter().for_each(|row| texts.push(self.row(*row)));
        texts
    }
    pub fn row(&self, row: u32) -> &str {
        let row = row as usize;
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(row).copied().unwrap_or(from);
        self.bytes.get(from as usize..to as usize).unwrap_or_default()
    }
}
