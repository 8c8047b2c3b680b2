//! Whole numbers kept in four bytes each for as long as all of them fit.

/// Offsets, lengths, lines: small in small files, and eight bytes each only where one of them needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integers {
    Narrow(Vec<u32>),
    Wide(Vec<u64>),
}

impl Default for Integers {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl Integers {
    pub fn with_capacity(len: usize) -> Self {
        Self::Narrow(Vec::with_capacity(len))
    }
    pub fn reserve(&mut self, num_more: usize) {
        match self {
            Self::Narrow(values) => values.reserve_exact(num_more),
            Self::Wide(values) => values.reserve_exact(num_more),
        }
    }
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(values) => values.len(),
            Self::Wide(values) => values.len(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub fn get(&self, at: usize) -> Option<u64> {
        match self {
            Self::Narrow(values) => values.get(at).map(|value| u64::from(*value)),
            Self::Wide(values) => values.get(at).copied(),
        }
    }
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.len()).filter_map(|at| self.get(at))
    }
    pub fn push(&mut self, value: u64) {
        match self {
            Self::Wide(values) => values.push(value),
            Self::Narrow(values) => match u32::try_from(value) {
                Ok(value) => values.push(value),
                Err(_) => {
                    self.widen();
                    self.push(value);
                }
            },
        }
    }
    fn widen(&mut self) {
        if let Self::Narrow(values) = self {
            *self = Self::Wide(values.iter().map(|value| u64::from(*value)).collect());
        }
    }
    /// Takes in the values of another column, which is empty then and keeps its memory.
    pub fn append(&mut self, other: &mut Self) {
        self.append_shifted(other, 0);
        other.clear();
    }
    /// Takes in further values, each increased by `more`.
    pub fn append_shifted(&mut self, other: &Self, more: u64) {
        match (&mut *self, other, u32::try_from(more)) {
            // The last of ascending values need not be the largest: each is looked at.
            (Self::Narrow(own), Self::Narrow(values), Ok(more)) if values.iter().all(|value| value.checked_add(more).is_some()) => {
                own.extend(values.iter().map(|value| value + more));
            }
            _ => other.iter().for_each(|value| self.push(value + more)),
        }
    }
    /// Takes all values away and keeps the memory.
    pub fn clear(&mut self) {
        match self {
            Self::Narrow(values) => values.clear(),
            Self::Wide(_) => *self = Self::default(),
        }
    }
    /// Increases every value.
    pub fn shift(&mut self, more: u64) {
        if more > 0 {
            let values = std::mem::take(self);
            self.append_shifted(&values, more);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Integers;

    fn of(values: &[u64]) -> Integers {
        let mut integers = Integers::default();
        values.iter().for_each(|value| integers.push(*value));
        integers
    }

    proptest! {
        #[test]
        fn numbers_of_any_width_are_kept_as_a_list_keeps_them(
            a in prop::collection::vec(prop_oneof![0..9u64, u64::from(u32::MAX) - 2..u64::from(u32::MAX) + 3], 0..9),
            b in prop::collection::vec(prop_oneof![0..9u64, u64::from(u32::MAX) - 2..u64::from(u32::MAX) + 3], 0..9),
            more in prop_oneof![0..5u64, u64::from(u32::MAX) - 5..u64::from(u32::MAX) + 5],
        ) {
            let mut both = of(&a);
            both.append_shifted(&of(&b), more);
            let expected: Vec<u64> = a.iter().copied().chain(b.iter().map(|value| value + more)).collect();
            prop_assert_eq!(both.iter().collect::<Vec<_>>(), expected.clone());
            both.shift(more);
            prop_assert_eq!(both.iter().collect::<Vec<_>>(), expected.iter().map(|value| value + more).collect::<Vec<_>>());
        }
    }
}
