//! Renders pages and compares them with reference images.

#![allow(dead_code, reason = "every test binary uses another part of this module")]

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

/// A grey image: its width, its height and its rows of 8-bit pixels from the top.
pub type Grey = (u32, u32, Vec<u8>);

/// Renders a page, counted from 0, on white.
pub fn render_grey(bytes: Vec<u8>, page: usize, px_per_pt: f32) -> Grey {
    let pdf = Pdf::new(bytes).expect("the bytes are a PDF file");
    let page = pdf.pages().get(page).expect("the page exists");
    let settings = RenderSettings {
        x_scale: px_per_pt,
        y_scale: px_per_pt,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let pixels = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let grey = pixels.data().iter().map(|pixel| luma(pixel.r, pixel.g, pixel.b)).collect();
    (pixels.width().into(), pixels.height().into(), grey)
}

/// Luminance by ITU-R BT.601, rounded.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    ((sum + 500) / 1000) as u8
}

/// Compares an image with a reference PNG. Up to `pixels` pixels may differ by more than `step`
/// of the 255 grey steps.
///
/// If the environment variable `VANBAN_BLESS` is `1`, writes the reference instead. If the images
/// differ, panics and leaves `<name>.got.png` in Cargo's directory for temporary test files.
#[track_caller]
pub fn compare(reference_png: &Path, got: &Grey, step: u8, pixels: usize) {
    if std::env::var_os("VANBAN_BLESS").is_some_and(|value| value == "1") {
        return write_png(reference_png, got);
    }
    let wanted = read_png(reference_png);
    let problem = if (wanted.0, wanted.1) != (got.0, got.1) {
        format!("{}×{} pixels instead of {}×{}", got.0, got.1, wanted.0, wanted.1)
    } else {
        let pairs = wanted.2.iter().zip(&got.2);
        let different = pairs.filter(|&(&a, &b)| a.abs_diff(b) > step).count();
        if different <= pixels {
            return;
        }
        format!("{different} pixels differ by more than {step} (allowed: {pixels})")
    };
    let got_png = got_path(reference_png);
    write_png(&got_png, got);
    panic!("{}: {problem}; see {}", reference_png.display(), got_png.display());
}

fn got_path(reference_png: &Path) -> PathBuf {
    let name = reference_png.file_stem().expect("a reference image has a name");
    let name = format!("{}.got.png", name.display());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn read_png(path: &Path) -> Grey {
    let file = File::open(path).unwrap_or_else(|error| {
        panic!("{}: {error}; VANBAN_BLESS=1 writes it", path.display());
    });
    let mut reader =
        png::Decoder::new(BufReader::new(file)).read_info().expect("the reference is a PNG file");
    let size = reader.output_buffer_size().expect("the reference fits into memory");
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data).expect("the reference can be decoded");
    let format = (frame.color_type, frame.bit_depth);
    let grey = (png::ColorType::Grayscale, png::BitDepth::Eight);
    assert_eq!(format, grey, "{} is not an 8-bit grey image", path.display());
    (frame.width, frame.height, data)
}

fn write_png(path: &Path, image: &Grey) {
    let parent = path.parent().expect("an image stands in a directory");
    std::fs::create_dir_all(parent).expect("the directory of an image can be made");
    let file = File::create(path).expect("an image file can be made");
    let mut encoder = png::Encoder::new(BufWriter::new(file), image.0, image.1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("an image header can be written");
    writer.write_image_data(&image.2).expect("an image can be written");
    writer.finish().expect("an image can be finished");
}
