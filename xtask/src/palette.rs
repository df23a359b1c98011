//! Pictures of windows with 256 colours: a third of the size, and nobody sees the difference.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use anyhow::{Context, Result};

type Rgb = [u8; 3];

/// As many as one byte tells apart.
const COLOURS: usize = 256;

/// How many of them are there for their frequency alone.
const FREQUENT: usize = 160;

/// Writes the picture `from` with a palette.
pub(crate) fn reduce(from: &Path, to: &Path) -> Result<()> {
    let mut decoder = png::Decoder::new(BufReader::new(File::open(from)?));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().context("too large a picture")?];
    let info = reader.next_frame(&mut bytes)?;
    // A window is opaque, so what more there is than three bytes is one and the same.
    let pixels: Vec<Rgb> = bytes.chunks_exact(info.color_type.samples()).map(|p| [p[0], p[1], p[2]]).collect();
    let (palette, indices) = indexed(&pixels);

    let mut encoder = png::Encoder::new(BufWriter::new(File::create(to)?), info.width, info.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    // Neighbours in a palette are no neighbours in colour.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    Ok(writer.finish()?)
}

/// A palette, and for each pixel the place of the colour that is nearest to its own.
fn indexed(pixels: &[Rgb]) -> (Vec<Rgb>, Vec<u8>) {
    let mut counts: HashMap<Rgb, u32> = HashMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let palette = palette(&counts);
    let nearest: HashMap<Rgb, u8> = counts.keys().map(|colour| (*colour, nearest(*colour, &palette))).collect();
    let indices = pixels.iter().map(|pixel| nearest[pixel]).collect();
    (palette, indices)
}

/// The most frequent colours, then those that would be missed most: a small green dot is rare among the greys of text.
fn palette(counts: &HashMap<Rgb, u32>) -> Vec<Rgb> {
    let mut rest: Vec<(Rgb, u64)> = counts.iter().map(|(colour, count)| (*colour, u64::from(*count))).collect();
    rest.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let frequent = rest.drain(..rest.len().min(FREQUENT));
    let mut palette: Vec<Rgb> = frequent.map(|(colour, _)| colour).collect();
    let mut errors: Vec<u32> = rest
        .iter()
        .map(|(colour, _)| palette.iter().map(|kept| distance(*colour, *kept)).min().unwrap_or(u32::MAX))
        .collect();
    while palette.len() < COLOURS {
        let missed = |index: &usize| u64::from(errors[*index]) * rest[*index].1;
        let Some(most) = (0..rest.len()).filter(|index| errors[*index] > 0).max_by_key(missed) else { break };
        let kept = rest[most].0;
        palette.push(kept);
        for ((colour, _), error) in rest.iter().zip(&mut errors) {
            *error = distance(*colour, kept).min(*error);
        }
    }
    palette
}

/// Between two colours, squared.
fn distance(one: Rgb, other: Rgb) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

fn nearest(colour: Rgb, palette: &[Rgb]) -> u8 {
    let places = (0..=u8::MAX).zip(palette);
    places.min_by_key(|(_, other)| distance(colour, **other)).map_or(0, |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_stay_as_they_are() {
        let pixels = [[1, 2, 3], [9, 9, 9], [1, 2, 3]];
        let (palette, indices) = indexed(&pixels);
        let back: Vec<Rgb> = indices.iter().map(|index| palette[usize::from(*index)]).collect();
        assert_eq!(back, pixels);
    }

    #[test]
    fn a_colour_too_many_becomes_its_neighbour() {
        let mut pixels: Vec<Rgb> = (0..=u8::MAX).flat_map(|grey| [[grey; 3]; 2]).collect();
        pixels.push([255, 255, 254]);
        let (palette, indices) = indexed(&pixels);
        assert_eq!(palette.len(), COLOURS);
        for (pixel, index) in pixels.iter().zip(&indices) {
            assert!(distance(*pixel, palette[usize::from(*index)]) <= 3, "{pixel:?}");
        }
    }

    #[test]
    fn a_rare_colour_outlives_frequent_neighbours() {
        let mut pixels: Vec<Rgb> = (0..=u8::MAX).flat_map(|grey| [[grey; 3], [grey, grey, grey / 2]]).collect();
        pixels.extend(pixels.clone());
        pixels.push([0, 255, 0]);
        let (palette, indices) = indexed(&pixels);
        assert_eq!(palette[usize::from(indices[pixels.len() - 1])], [0, 255, 0]);
    }
}
