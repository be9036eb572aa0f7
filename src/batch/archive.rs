//! The files of a batch in one archive: streamed, so that memory is that of one file.

use crate::{
    error::Error,
    output::{self, Unfinished},
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

/// An archive that is being written; under its name it stands once it is whole.
pub struct Archive {
    writer: ZipWriter<Unfinished>,
    path: PathBuf,
    files: usize,
}

impl Archive {
    /// Begins the archive `path`.
    ///
    /// # Errors
    /// When its folder cannot be made or written.
    pub fn begin(path: &Path) -> Result<Self, Error> {
        let file = Unfinished::begin(path)?;
        output::sweep(output::folder_of(path));
        Ok(Self { writer: ZipWriter::new(file), path: path.to_owned(), files: 0 })
    }

    /// Adds a file under a name, whose folders stand with `/`.
    ///
    /// # Errors
    /// When the disk is full, or the name is there already.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        // The same bytes on every machine and at any time.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix);
        let started = self.writer.start_file(name, options).map_err(io::Error::from);
        let written = started.and_then(|()| self.writer.write_all(bytes));
        self.files += 1;
        written.map_err(|error| Error::writing(&self.path, error))
    }

    /// Puts the archive under its name; how many files it has.
    ///
    /// # Errors
    /// When the disk is full, or another program holds the file.
    pub fn finish(self) -> Result<usize, Error> {
        let file = self.writer.finish().map_err(|error| Error::writing(&self.path, error.into()))?;
        file.finish()?;
        Ok(self.files)
    }
}
