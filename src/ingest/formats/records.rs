//! Records of a CSV table, with what the `csv` crate does not report: the line where each begins, and unclosed quotes.

use csv_core::ReadRecordResult;
use std::io::{self, BufRead, ErrorKind};

/// Maximum length of a record, in bytes; longer ones are skipped.
pub(super) const MAX_RECORD: usize = 64 << 20;

/// Maximum number of cells of a record; one with more counts as too long.
const MAX_CELLS: usize = 1 << 20;

/// The records of a stream, one at a time. Blank lines are skipped.
pub(super) struct Records<R> {
    reader: R,
    core: csv_core::Reader,
    lines: LineCount,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// A record.
pub(super) struct Record<'a> {
    /// The line where it begins, from 1.
    pub line: u64,
    /// Whether a quote was still open at the end of the stream.
    pub unclosed: bool,
    /// Whether it is longer than [`MAX_RECORD`]; its cells are then incomplete.
    pub too_long: bool,
    cells: &'a [u8],
    ends: &'a [usize],
}

impl Record<'_> {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, from 0.
    pub fn get(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.cells.get(start..end)
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl<R: BufRead> Records<R> {
    pub fn new(reader: R, delimiter: u8) -> Self {
        Self {
            reader,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            lines: LineCount { line: 1, after_return: false },
            cells: vec![0; 4096],
            ends: vec![0; 64],
        }
    }

    /// The next record.
    ///
    /// # Errors
    /// The stream cannot be read; no record follows.
    pub fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        if !self.skip_blank_lines()? {
            return Ok(None);
        }
        let line = self.lines.line;
        let (mut length, mut count) = (0, 0);
        let (mut unclosed, mut too_long) = (false, false);
        loop {
            let input = match self.reader.fill_buf() {
                Ok(input) => input,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let at_end = input.is_empty();
            // A final line end terminates the last record, unless it is inside quotes.
            let input = if at_end { b"\n" } else { input };
            let (result, read, written, ended) = self.core.read_record(
                input,
                self.cells.get_mut(length..).unwrap_or_default(),
                self.ends.get_mut(count..).unwrap_or_default(),
            );
            if !at_end {
                self.lines.pass(input.get(..read).unwrap_or_default());
                self.reader.consume(read);
            }
            length += written;
            count += ended;
            match result {
                ReadRecordResult::InputEmpty if at_end => unclosed = true,
                ReadRecordResult::InputEmpty => continue,
                ReadRecordResult::OutputFull if self.cells.len() < MAX_RECORD => {
                    self.cells.resize(self.cells.len() * 2, 0);
                    continue;
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_CELLS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                    continue;
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    too_long = true;
                    (length, count) = (0, 0);
                    continue;
                }
                ReadRecordResult::Record | ReadRecordResult::End => {}
            }
            let cells = self.cells.get(..length).unwrap_or_default();
            let ends = self.ends.get(..count).unwrap_or_default();
            return Ok(Some(Record { line, unclosed, too_long, cells, ends }));
        }
    }

    /// Skips blank lines; returns whether anything follows.
    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            let input = match self.reader.fill_buf() {
                Ok(input) => input,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if input.is_empty() {
                return Ok(false);
            }
            let blank = input.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let more = blank < input.len();
            self.lines.pass(input.get(..blank).unwrap_or_default());
            self.reader.consume(blank);
            if more {
                return Ok(true);
            }
        }
    }
}

/// Counts lines with the line ends of any system.
struct LineCount {
    /// The line of the next byte, from 1.
    line: u64,
    after_return: bool,
}

impl LineCount {
    fn pass(&mut self, bytes: &[u8]) {
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return };
        let feeds = memchr::memchr_iter(b'\n', bytes).count();
        let returns = memchr::memchr_iter(b'\r', bytes).count();
        let pairs = if returns > 0 { memchr::memmem::find_iter(bytes, "\r\n").count() } else { 0 };
        let parted = usize::from(self.after_return && *first == b'\n');
        self.line += (feeds + returns - pairs - parted) as u64;
        self.after_return = *last == b'\r';
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    /// Line, whether it is unclosed, and cells of every record, read through a buffer of `buffer` bytes.
    fn read(text: &str, buffer: usize) -> Vec<(u64, bool, Vec<String>)> {
        let mut records = Records::new(BufReader::with_capacity(buffer, text.as_bytes()), b',');
        let mut all = Vec::new();
        while let Some(record) = records.next().unwrap() {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            all.push((record.line, record.unclosed, cells));
        }
        all
    }

    #[test]
    fn a_record_knows_its_line_whatever_stands_before_it() {
        let lines = ["id,text", "", "a,\"one", "two\"", "", "", "b,three"];
        for end in ["\n", "\r\n", "\r"] {
            for last in ["", end] {
                let text = lines.join(end) + last;
                for buffer in [1, 2, 8192] {
                    let found: Vec<u64> = read(&text, buffer).iter().map(|record| record.0).collect();
                    assert_eq!(found, [1, 3, 7], "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_quotation_mark_left_open_is_told_from_one_inside_a_cell() {
        let unclosed = |text: &str| read(text, 3).last().map(|record| record.1);
        for text in ["a,\"b", "a,\"b\nc,d\n", "\"", "a\n\"b\"\"", "a,\"b\"\",c\n\n"] {
            assert_eq!(unclosed(text), Some(true), "{text}");
        }
        for text in ["a,5\" pipe", "a,\"b\"", "a,\"b\"\n", "a,\"b\"\"\"", "a,", "\"\""] {
            assert_eq!(unclosed(text), Some(false), "{text}");
        }
        assert_eq!(unclosed("\n\r\n"), None);
    }

    #[test]
    fn a_record_without_end_is_passed_by() {
        let text = format!("id,text\na,{}\nb,short\n", "x".repeat(MAX_RECORD));
        let mut records = Records::new(text.as_bytes(), b',');
        let mut found = Vec::new();
        while let Some(record) = records.next().unwrap() {
            found.push((record.line, record.too_long));
        }
        assert_eq!(found, [(1, false), (2, true), (3, false)]);
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "[a\",\n\r]{0,20}", buffer in 1usize..6) {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let mut ours = read(&text, buffer);
            // The last cell of an unclosed record is not returned.
            if let Some(open) = ours.last_mut().filter(|record| record.1) {
                open.2 = theirs.last().cloned().unwrap_or_default();
            }
            prop_assert_eq!(ours.into_iter().map(|record| record.2).collect::<Vec<_>>(), theirs);
        }
    }
}
