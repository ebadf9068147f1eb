//! The reader's workbook: what a digest holds as sheets for a spreadsheet, and the long tables that pivots are made of.
//!
//! Its size does not grow with the corpus, and the same result gives the same bytes.

mod actors;
mod column;
mod coverage;
mod fault;
mod limits;
mod long;
mod outlets;
mod periods;
mod places;
mod read_me;
mod relations;
mod sentences;
mod sheet;
mod skipped;
mod source;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod topics;

pub use source::TableFiles;

use super::disk::ResultFile;
use super::failure::{OutputError, OutputFault};
use super::single::Pending;
use crate::digest::{Cut, Digest};
use fault::Fault;
use limits::{LIMITS, Limits};
use long::{Names, Sample};
use places::Places;
use read_me::Listed;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as Book, XlsxError};
use std::io::{self, BufWriter, Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use styles::Styles;

/// A workbook of a result.
pub struct Workbook<'a> {
    digest: &'a Digest,
    files: TableFiles<'a>,
    limits: Limits,
}

/// A file that can be written anew from its start.
trait Rewritten: Write + Seek + Send {
    /// Empties it.
    fn empty(&mut self) -> io::Result<()>;
}

impl Rewritten for ResultFile {
    fn empty(&mut self) -> io::Result<()> {
        self.rewind()?;
        self.cut(0)
    }
}

impl Rewritten for BufWriter<ResultFile> {
    fn empty(&mut self) -> io::Result<()> {
        self.rewind()?;
        self.get_ref().cut(0)
    }
}

/// A workbook that is written and flushed, and not in place yet.
pub struct WrittenWorkbook(Pending);

impl WrittenWorkbook {
    /// Puts it in place.
    ///
    /// # Errors
    /// The file cannot be renamed; the old one is then unchanged.
    pub fn put(self) -> Result<(), OutputError> {
        self.0.put()
    }
}

impl<'a> Workbook<'a> {
    /// The workbook of `digest`, whose long sheets are read from `files`.
    #[must_use]
    pub fn new(digest: &'a Digest, files: TableFiles<'a>) -> Self {
        Self { digest, files, limits: LIMITS }
    }

    /// Writes it into the directory of the tables, as a file of the result. Returns what was cut.
    ///
    /// # Errors
    /// A table cannot be read, or the file cannot be written.
    pub fn write_into(self, name: &str) -> Result<Vec<Cut>, OutputError> {
        let directory = self.files.directory;
        let mut file = directory.file(name)?;
        let cut = self.write(&mut file, &directory.target().join(name))?;
        directory.close(name, file)?;
        Ok(cut)
    }

    /// Writes it beside `target`, complete but for its name. Returns what was cut too.
    ///
    /// # Errors
    /// A table cannot be read, or the file cannot be written.
    pub fn write_beside(self, target: &Path) -> Result<(WrittenWorkbook, Vec<Cut>), OutputError> {
        let mut pending = Pending::create(target)?;
        let cut = self.write(pending.file(), target)?;
        Ok((WrittenWorkbook(pending.close()?), cut))
    }

    /// Writes it. Where texts are so long that it gets too large, the long sheets are halved.
    fn write(mut self, file: &mut impl Rewritten, target: &Path) -> Result<Vec<Cut>, OutputError> {
        loop {
            let made = || -> Result<(Vec<Cut>, u64), Fault> {
                let mut book = Book::new();
                let cut = self.fill(&mut book)?;
                book.save_to_writer(&mut *file)?;
                let bytes = file.stream_position().map_err(XlsxError::IoError)?;
                Ok((cut, bytes))
            };
            // The library takes it for granted that its temporary files, which hold the long sheets, can be written.
            let made = catch_unwind(AssertUnwindSafe(made))
                .map_err(|_| OutputFault::write(target)(io::Error::other("no room for temporary files")))?;
            let (cut, bytes) = made.map_err(|fault| fault.at(target))?;
            if bytes <= self.limits.bytes || self.limits.stance == 0 {
                return Ok(cut);
            }
            self.limits = self.limits.halved();
            file.empty().map_err(OutputFault::write(target))?;
        }
    }

    /// Fills a book, sheet by sheet. Returns what was cut.
    fn fill(&self, book: &mut Book) -> Result<Vec<Cut>, Fault> {
        let (digest, files) = (self.digest, &self.files);
        let styles = Styles::new();
        // The same result gives the same bytes, so it says no time: the first that the format can tell.
        let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
        let title = "Stance toward actors in the news";
        let properties = DocProperties::new().set_creation_datetime(&created);
        book.set_properties(&properties.set_title(title).set_author("standpoint"));
        book.set_tempdir(files.directory.hidden())?;
        let places = Places::of(digest, self.limits.sentences);
        let sample = Sample::of(files, self.limits)?;
        let names = Names::read(files)?;
        book.add_worksheet().set_name(read_me::NAME)?;
        actors::fill(book.add_worksheet(), &styles, digest, &places)?;
        outlets::fill(book.add_worksheet(), &styles, digest, &places)?;
        if coverage::is_there(digest) {
            coverage::fill(book.add_worksheet(), &styles, digest, &places)?;
        }
        periods::fill(book.add_worksheet(), &styles, digest, &places)?;
        if !digest.relations.is_empty() {
            relations::fill(book.add_worksheet(), &styles, &digest.relations)?;
        }
        long::fill_stance(book.add_worksheet_with_constant_memory()?, &styles, files, &names, sample)?;
        sentences::fill(book.add_worksheet_with_constant_memory()?, &styles, digest, &places)?;
        topics::fill(book.add_worksheet(), &styles, digest)?;
        long::fill_documents(book.add_worksheet_with_constant_memory()?, &styles, files, &names, sample)?;
        skipped::fill(book.add_worksheet_with_constant_memory()?, &styles, files, self.limits)?;
        let cut = self.cut(sample, &places);
        let all: Vec<Cut> = digest.cut.iter().chain(&cut).cloned().collect();
        read_me::fill(book.worksheet_from_index(0)?, &styles, digest, &places, &self.listed(), &all)?;
        Ok(cut)
    }

    /// The rows that the sheets have no room for.
    fn cut(&self, sample: Sample, places: &Places<'_>) -> Vec<Cut> {
        use crate::tables::{DocumentRow, SkippedRow, StanceRow};
        let files = &self.files;
        let skipped = files.count::<SkippedRow>();
        let rows = [
            ("rows of Stance", sample.stance, files.count::<StanceRow>(), "stance.csv has all"),
            ("rows of Documents", sample.documents, files.count::<DocumentRow>(), "documents.csv has all"),
            ("rows of Skipped", skipped.min(self.limits.skipped), skipped, "skipped.csv has all"),
            (
                "rows of Sentences",
                places.shown.len() as u64,
                places.all as u64,
                "mentions.csv and sentences.csv have all",
            ),
        ];
        let rows = rows.into_iter().filter(|(_, shown, of, _)| shown < of);
        let rows = rows.map(|(what, shown, of, rest)| Cut {
            what: what.to_owned(),
            shown,
            of,
            rest: rest.to_owned(),
        });
        rows.collect()
    }

    /// The sheets, for the list of them.
    fn listed(&self) -> Vec<Listed> {
        let sheet = |name: &str, what, columns| Listed { name: name.to_owned(), what, columns };
        let mut sheets = vec![
            sheet(
                actors::NAME,
                "Who is spoken of, how much and how, the most covered first.",
                &actors::COLUMNS[..],
            ),
            sheet(outlets::NAME, outlets::MEANING, &[]),
        ];
        if coverage::is_there(self.digest) {
            sheets.push(sheet(coverage::NAME, coverage::MEANING, &coverage::COLUMNS));
        }
        sheets.extend([sheet(&periods::name(self.digest), periods::MEANING, &[])]);
        if !self.digest.relations.is_empty() {
            sheets.push(sheet(relations::NAME, "Who stands how toward whom.", &relations::COLUMNS));
        }
        sheets.extend([
            sheet(
                long::STANCE,
                "A row for each document and actor, for pivot tables and filters.",
                &long::STANCE_COLUMNS,
            ),
            sheet(
                places::SENTENCES,
                "What the numbers rest on: the strongest sentences, their words marked.",
                &sentences::COLUMNS,
            ),
            sheet(topics::NAME, "What the documents are about.", &topics::COLUMNS),
            sheet(long::DOCUMENTS, "What was read.", &long::DOCUMENT_COLUMNS),
            sheet(skipped::NAME, "What was not read, and why.", &skipped::COLUMNS),
        ]);
        sheets
    }
}
