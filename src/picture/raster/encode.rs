//! Pixels to PNG bytes: sRGB, no time stamp, no program's name; equal pictures give equal bytes.

use png::{BitDepth, ColorType, Compression, Encoder, Filter, SrgbRenderingIntent};

use super::{Picture, PictureError};

/// Writes a picture; without an alpha channel where every pixel is opaque.
///
/// # Errors
/// [`PictureError::Png`] where the picture has no pixels or fewer bytes than its size says.
pub fn encode_png(picture: &Picture) -> Result<Vec<u8>, PictureError> {
    let is_opaque = picture.rgba.chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
    let mut bytes = Vec::with_capacity(picture.rgba.len() / 8);
    let mut encoder = Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(if is_opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::Adaptive);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header()?;
    if is_opaque {
        let rgb: Vec<u8> = picture.rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
        writer.write_image_data(&rgb)?;
    } else {
        writer.write_image_data(&picture.rgba)?;
    }
    writer.finish()?;
    Ok(bytes)
}
