//! The folded words of a layer's texts under codes, in shares: threads that read a file meet words that nobody has met all the time,
//! and one dictionary for all of them would let one thread at a time go on.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;

use super::dictionary::Dictionary;

/// A share is what a word's hash says; a code is the number of the word in its share, times this, and the share.
const NUM_SHARES: usize = 32;

/// The words as they are when all have been met.
#[derive(Clone, Debug, Default)]
pub struct WordBook {
    shares: Vec<Dictionary>,
}

impl WordBook {
    /// No code is as high; not every lower one is that of a word.
    fn end(&self) -> u32 {
        let longest = self.shares.iter().map(|share| share.texts().len()).max().unwrap_or_default();
        (longest * NUM_SHARES) as u32
    }

    /// The word of a code; empty where it is that of none.
    pub fn text(&self, code: u32) -> &str {
        self.shares.get(code as usize % NUM_SHARES).map_or("", |words| words.text(code / NUM_SHARES as u32))
    }

    /// By code; empty where a code is that of no word.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.end()).map(|code| self.text(code))
    }
}

/// The words while threads meet them.
#[derive(Debug, Default)]
pub struct SharedWords {
    shares: [Mutex<Dictionary>; NUM_SHARES],
    hasher: RandomState,
}

impl SharedWords {
    /// Waits while another thread asks for a word of the same share.
    pub fn code(&self, word: &str) -> u32 {
        let at = self.hasher.hash_one(word) as usize % NUM_SHARES;
        let Some(share) = self.shares.get(at) else { return 0 };
        let number = share.lock().unwrap_or_else(PoisonError::into_inner).code(word);
        number * NUM_SHARES as u32 + at as u32
    }

    /// The words so far; where nobody asks for more they are not copied.
    pub fn take(&self, is_over: bool) -> WordBook {
        let taken = |share: &Mutex<Dictionary>| {
            let mut words = share.lock().unwrap_or_else(PoisonError::into_inner);
            if is_over { std::mem::take(&mut *words) } else { words.clone() }
        };
        WordBook { shares: self.shares.iter().map(taken).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::SharedWords;

    #[test]
    fn threads_that_meet_the_same_words_at_once_give_each_one_code() {
        let words = SharedWords::default();
        let met: Vec<Vec<u32>> = std::thread::scope(|scope| {
            let meet = || (0..5_000).map(|number| words.code(&format!("word {}", number * 7 % 5_000))).collect();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(meet)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(met.iter().all(|codes| *codes == met[0]));
        let book = words.take(true);
        let texts: Vec<&str> = book.texts().collect();
        for (number, code) in met[0].iter().enumerate() {
            assert_eq!(texts[*code as usize], format!("word {}", number * 7 % 5_000));
        }
        assert_eq!(texts.iter().filter(|text| !text.is_empty()).count(), 5_000);
    }
}
