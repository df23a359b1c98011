//! What Xvfb shows, read from the file in which it keeps its screen (XWD format), and written as PNG.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Pictures with fewer colours are empty windows; text alone brings more, through its smoothed edges.
const FEWEST_COLOURS: usize = 32;

/// A picture, three bytes a pixel.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Picture {
    /// Reads the whole screen.
    pub(crate) fn read(framebuffer: &Path) -> Result<Self> {
        let bytes = std::fs::read(framebuffer).with_context(|| format!("cannot read {}", framebuffer.display()))?;
        Self::decode(&bytes)
    }

    /// Decodes the one kind of XWD that Xvfb writes at depth 24: 32 bits a pixel, blue first.
    fn decode(xwd: &[u8]) -> Result<Self> {
        let field = |index: usize| -> Result<usize> {
            let bytes = xwd.get(index * 4..index * 4 + 4).context("the XWD header is cut off")?;
            Ok(u32::from_be_bytes(bytes.try_into()?) as usize)
        };
        let (header_size, width, height) = (field(0)?, field(4)?, field(5)?);
        let (byte_order, bits_per_pixel, bytes_per_line, colours) = (field(7)?, field(11)?, field(12)?, field(19)?);
        if (byte_order, bits_per_pixel) != (0, 32) {
            bail!("not 32 bits a pixel, lowest byte first");
        }
        let pixels = xwd.get(header_size + colours * 12..).context("the XWD colours are cut off")?;
        let mut rgb = Vec::with_capacity(width * height * 3);
        for row in 0..height {
            let start = row * bytes_per_line;
            let line = pixels.get(start..start + width * 4).context("the XWD pixels are cut off")?;
            for pixel in line.chunks_exact(4) {
                rgb.extend([pixel[2], pixel[1], pixel[0]]);
            }
        }
        Ok(Self { width, height, rgb })
    }

    /// Whether there is more to see than an empty window.
    pub(crate) fn is_painted(&self) -> bool {
        let colours: std::collections::HashSet<_> = self.rgb.chunks_exact(3).collect();
        colours.len() >= FEWEST_COLOURS
    }

    /// The part that is not the black of the bare screen: the window, as there is no other.
    pub(crate) fn cropped(&self) -> Self {
        let (mut left, mut right, mut top, mut bottom) = (self.width, 0, self.height, 0);
        for (index, pixel) in self.rgb.chunks_exact(3).enumerate() {
            if pixel != [0, 0, 0] {
                let (x, y) = (index % self.width, index / self.width);
                (left, right) = (left.min(x), right.max(x + 1));
                (top, bottom) = (top.min(y), bottom.max(y + 1));
            }
        }
        if left >= right {
            return self.clone();
        }
        let rows = self.rgb.chunks_exact(self.width * 3).take(bottom).skip(top);
        let rgb = rows.flat_map(|row| &row[left * 3..right * 3]).copied().collect();
        Self { width: right - left, height: bottom - top, rgb }
    }

    pub(crate) fn write_png(&self, path: &Path) -> Result<()> {
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut encoder = png::Encoder::new(BufWriter::new(file), self.width.try_into()?, self.height.try_into()?);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgb)?;
        Ok(writer.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An XWD file with a header of 25 fields, one colour entry and padded lines.
    fn xwd(width: u32, height: u32, rgb: &[[u8; 3]]) -> Vec<u8> {
        let bytes_per_line = width * 4 + 8;
        let mut header = [0_u32; 25];
        (header[0], header[4], header[5]) = (100, width, height);
        (header[11], header[12], header[19]) = (32, bytes_per_line, 1);
        let mut bytes: Vec<u8> = header.iter().flat_map(|field| field.to_be_bytes()).collect();
        bytes.extend([0; 12]);
        for line in rgb.chunks(width as usize) {
            bytes.extend(line.iter().flat_map(|[r, g, b]| [*b, *g, *r, 0]));
            bytes.extend([0xee; 8]);
        }
        bytes
    }

    #[test]
    fn pixels_come_out_in_order() {
        let picture = Picture::decode(&xwd(2, 2, &[[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]])).expect("decodes");
        assert_eq!((picture.width, picture.height), (2, 2));
        assert_eq!(picture.rgb, (1..=12).collect::<Vec<u8>>());
    }

    #[test]
    fn a_cut_off_file_is_an_error() {
        let whole = xwd(2, 1, &[[1, 2, 3], [4, 5, 6]]);
        for length in [0, 50, 105, 113] {
            assert!(Picture::decode(&whole[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn the_window_is_cut_out() {
        const BLACK: [u8; 3] = [0; 3];
        let screen = [BLACK, BLACK, BLACK, BLACK, [9, 9, 9], [8, 8, 8], BLACK, BLACK, BLACK];
        let window = Picture::decode(&xwd(3, 3, &screen)).expect("decodes").cropped();
        assert_eq!((window.width, window.height), (2, 1));
        assert_eq!(window.rgb, [9, 9, 9, 8, 8, 8]);
    }

    #[test]
    fn an_empty_window_is_not_painted() {
        let plain = Picture::decode(&xwd(64, 1, &[[200; 3]; 64])).expect("decodes");
        assert!(!plain.is_painted());
        let colourful: Vec<_> = (0..64).map(|shade| [shade; 3]).collect();
        assert!(Picture::decode(&xwd(64, 1, &colourful)).expect("decodes").is_painted());
    }
}
