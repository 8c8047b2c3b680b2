//! Whether a file fits into memory, asked before anything is loaded: a machine that runs out of memory ends the program and with it
//! the user's work.

/// What a load takes for each byte of text: measured between 0.37, for records of 530 bytes, and 0.95, for records of 290 bytes that each
/// have words of their own.
const STORE_BYTES_PER_BYTE: f64 = 0.8;

/// What a load would need and what is free, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub needed: u64,
    pub free: u64,
}

impl Room {
    /// For so many bytes of text; `None` where the system does not say what is free.
    pub fn for_text(bytes: u64) -> Option<Self> {
        let free = available(&std::fs::read_to_string("/proc/meminfo").ok()?)?;
        Some(Self { needed: (bytes as f64 * STORE_BYTES_PER_BYTE) as u64, free })
    }
    pub fn is_enough(self) -> bool {
        self.needed <= self.free
    }
    /// Whether a second store fits beside the first: what is shown while the rest is read.
    pub fn is_enough_twice(self) -> bool {
        self.needed.saturating_mul(2) <= self.free
    }
}

/// The line `MemAvailable` of Linux' /proc/meminfo, in bytes.
fn available(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kb| kb * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_is_read_as_the_system_writes_it() {
        let meminfo = "MemTotal:       24565956 kB\nMemFree:         1000000 kB\nMemAvailable:    8388608 kB\n";
        assert_eq!(available(meminfo), Some(8 << 30));
        assert_eq!(available("nothing of the kind"), None);
    }

    #[test]
    fn ten_gigabytes_do_not_fit_into_six_and_a_small_file_fits_twice() {
        let room = Room { needed: 8 << 30, free: 6 << 30 };
        assert!(!room.is_enough() && !room.is_enough_twice());
        let room = Room { needed: 1 << 20, free: 6 << 30 };
        assert!(room.is_enough() && room.is_enough_twice());
    }
}
