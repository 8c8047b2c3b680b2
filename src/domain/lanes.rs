//! Bytes looked at sixteen at once, with what every processor of its kind has.

use wide::u8x16;

/// A bit for each byte that `is` marks with set bits, the first the lowest. `N` is a multiple of 16, at most 64.
#[inline]
pub fn bits_of<const N: usize>(block: &[u8; N], is: impl Fn(u8x16) -> u8x16) -> u64 {
    let lanes = block.as_chunks::<16>().0.iter().rev();
    lanes.fold(0, |bits, lane| bits << 16 | u64::from(is(u8x16::new(*lane)).to_bitmask()))
}

/// Marks the bytes that are `byte`.
#[inline]
pub fn is_byte(byte: u8) -> impl Fn(u8x16) -> u8x16 {
    move |lane| lane.simd_eq(u8x16::splat(byte))
}

/// Marks the bytes that are one or the other.
#[inline]
pub fn is_either(one: u8, other: u8) -> impl Fn(u8x16) -> u8x16 {
    move |lane| lane.simd_eq(u8x16::splat(one)) | lane.simd_eq(u8x16::splat(other))
}

/// A bit for each byte that is the same in both.
#[inline]
pub fn same_bits(one: &[u8; 16], other: &[u8; 16]) -> u64 {
    bits_of(one, |lane| lane.simd_eq(u8x16::new(*other)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_bits_are_those_of_the_bytes_that_are_asked_for(block in prop::array::uniform32(prop_oneof![Just(b'"'), Just(b'\\'), 0..=255u8])) {
            for (at, byte) in block.iter().enumerate() {
                let bit = |bits: u64| bits >> at & 1 == 1;
                prop_assert_eq!(bit(bits_of(&block, is_byte(b'"'))), *byte == b'"');
                prop_assert_eq!(bit(bits_of(&block, is_either(b'"', b'\\'))), matches!(byte, b'"' | b'\\'));
            }
            prop_assert_eq!(bits_of(&block, is_byte(b'"')) >> 32, 0);
            let (one, other) = (block.first_chunk().unwrap(), block.last_chunk().unwrap());
            let same = one.iter().zip(other).rev().fold(0, |bits, (one, other)| bits << 1 | u64::from(one == other));
            prop_assert_eq!(same_bits(one, other), same);
        }
    }
}
