//! A file of records beside a result: what one run has computed, for the next one.
//!
//! ```text
//! header   magic (8 bytes), context (32), check of both (8)
//! record   key (16), length of the content (4), check of the content (8), check of these three (8), content
//! ```
//!
//! A check is the start of a SHA-256, a number is little-endian. The context is a hash of all that every record depends
//! on: a file of another context is dropped. Records are appended as they come, each by one call, so that a run that is
//! killed leaves at most one that is cut off; it is dropped with what is behind it, and the others are used.

use super::disk::{self, ResultFile};
use super::failure::{OutputError, OutputFault};
use super::hidden::Hidden;
use super::single::Pending;
use crate::ingest::Fingerprint;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What every record of a cache depends on, as a hash.
pub type CacheContext = [u8; 32];

/// The start of a cache, with the number of its format.
const MAGIC: &[u8; 8] = b"spcache1";

const HEADER: usize = 48;
const RECORD: usize = 36;

/// Largest content of a record; of a longer one nothing is kept.
const LARGEST: usize = 64 << 20;

type Check = [u8; 8];

fn check(bytes: &[u8]) -> Check {
    let mut check = Check::default();
    check.iter_mut().zip(Sha256::digest(bytes)).for_each(|(byte, of_hash)| *byte = of_hash);
    check
}

fn header(context: &CacheContext) -> Vec<u8> {
    let mut header = [MAGIC.as_slice(), context.as_slice()].concat();
    header.extend(check(&header));
    header
}

/// A record with its content.
fn record(key: &Fingerprint, content: &[u8]) -> Option<Vec<u8>> {
    if content.len() > LARGEST {
        return None;
    }
    let length = u32::try_from(content.len()).ok()?;
    let mut record = Vec::with_capacity(RECORD + content.len());
    record.extend(key);
    record.extend(length.to_le_bytes());
    record.extend(check(content));
    record.extend(check(&record));
    record.extend(content);
    Some(record)
}

/// Where the content of a record is.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u64,
    length: u32,
    check: Check,
}

/// The records of a file, as far as they are whole.
#[derive(Debug, Default)]
struct Index {
    places: HashMap<Fingerprint, Place>,
    /// Number of records, those that a later one replaces too.
    records: usize,
    /// Where the next one goes.
    end: u64,
}

impl Index {
    /// The index of a file; none if it is not of this context.
    fn of(file: &mut ResultFile, context: &CacheContext) -> io::Result<Option<Self>> {
        let bytes = file.length()?;
        let mut reader = BufReader::new(file);
        reader.rewind()?;
        let mut found = [0; HEADER];
        if reader.read_exact(&mut found).is_err() || found.as_slice() != header(context) {
            return Ok(None);
        }
        let mut index = Self { end: HEADER as u64, ..Self::default() };
        let mut head = [0; RECORD];
        while reader.read_exact(&mut head).is_ok() {
            let Some((key, place)) = parsed(&head, index.end) else { break };
            let end = place.start + u64::from(place.length);
            if end > bytes || reader.seek_relative(i64::from(place.length)).is_err() {
                break;
            }
            index.add(key, place, end);
        }
        Ok(Some(index))
    }

    fn add(&mut self, key: Fingerprint, place: Place, end: u64) {
        self.places.insert(key, place);
        self.records += 1;
        self.end = end;
    }
}

/// The key of a record that begins `at` an offset, and the place of its content.
fn parsed(head: &[u8; RECORD], at: u64) -> Option<(Fingerprint, Place)> {
    let (of, found) = head.split_at_checked(RECORD - size_of::<Check>())?;
    if check(of).as_slice() != found {
        return None;
    }
    let (key, rest) = of.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let place =
        Place { start: at + RECORD as u64, length: u32::from_le_bytes(*length), check: *rest.first_chunk()? };
    Some((*key, place))
}

/// The cache beside a result. Nothing about it stops a run: what cannot be read is not there, and after a failure to
/// write nothing more is written.
#[derive(Debug)]
pub struct CacheFile {
    path: PathBuf,
    context: CacheContext,
    file: Option<ResultFile>,
    index: Index,
    /// Whether there is a file of another context, or a broken one, in its place.
    dropped: bool,
    fault: Option<OutputError>,
}

impl CacheFile {
    /// The cache of the result at `target`: its records, if those of the last run are of the same `context`.
    #[must_use]
    pub fn beside(target: &Path, context: CacheContext) -> Self {
        let path = path_beside(target);
        let (file, index, dropped) = (None, Index::default(), false);
        let mut cache = Self { path, context, file, index, dropped, fault: None };
        if let Err(error) = cache.open() {
            cache.fail(error);
        }
        cache
    }

    fn open(&mut self) -> io::Result<()> {
        let Some(mut file) = ResultFile::open_records(&self.path)? else { return Ok(()) };
        match Index::of(&mut file, &self.context)? {
            Some(index) => {
                file.cut(index.end)?;
                (self.index, self.file) = (index, Some(file));
            }
            None => self.dropped = true,
        }
        Ok(())
    }

    fn fail(&mut self, error: io::Error) {
        self.fault = Some(OutputFault::write(&self.path)(error));
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there was one whose records are not used, as it is of another context or broken.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.dropped
    }

    /// Why nothing is written to it any more.
    #[must_use]
    pub fn fault(&self) -> Option<&OutputError> {
        self.fault.as_ref()
    }

    /// The content of the record with that key, if it is whole.
    pub fn read(&mut self, key: &Fingerprint) -> Option<Vec<u8>> {
        let place = *self.index.places.get(key)?;
        let file = self.file.as_mut()?;
        file.seek(SeekFrom::Start(place.start)).ok()?;
        let mut content = vec![0; place.length as usize];
        file.read_exact(&mut content).ok()?;
        (check(&content) == place.check).then_some(content)
    }

    /// Appends a record, and returns whether it did. One that is too large is left out.
    pub fn append(&mut self, key: &Fingerprint, content: &[u8]) -> bool {
        let Some(record) = record(key, content).filter(|_| self.fault.is_none()) else { return false };
        if let Err(error) = self.write(&record) {
            // What was written of it would be dropped by the next run.
            if let Some(file) = &self.file {
                let _ = file.cut(self.index.end);
            }
            self.fail(error);
            return false;
        }
        let start = self.index.end;
        if let Some((key, place)) = record.first_chunk().and_then(|head| parsed(head, start)) {
            self.index.add(key, place, start + record.len() as u64);
        }
        true
    }

    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                let mut file = ResultFile::create_records(&self.path, self.dropped)?;
                file.write_all(&header(&self.context))?;
                self.index.end = HEADER as u64;
                none.insert(file)
            }
        };
        file.seek(SeekFrom::Start(self.index.end))?;
        file.write_all(record)
    }

    /// Leaves the records with these keys alone in the file, in their order. The records are not read afterwards.
    pub fn keep(&mut self, keys: &[Fingerprint]) {
        if self.fault.is_some() || self.file.is_none() || keys.len() == self.index.records {
            return;
        }
        let path = self.path.clone();
        self.fault = self.write_kept(&path, keys).err();
        self.file = None;
    }

    fn write_kept(&mut self, path: &Path, keys: &[Fingerprint]) -> Result<(), OutputError> {
        let fail = OutputFault::write(path);
        let mut pending = Pending::create(path)?;
        let mut writer = BufWriter::new(pending.file());
        writer.write_all(&header(&self.context)).map_err(&fail)?;
        for key in keys {
            let record = self.read(key).and_then(|content| record(key, &content));
            writer.write_all(&record.unwrap_or_default()).map_err(&fail)?;
        }
        writer.flush().map_err(&fail)?;
        drop(writer);
        pending.close()?.put()
    }
}

/// Beside a result, or beside what it is a link to.
fn path_beside(target: &Path) -> PathBuf {
    let real = disk::resolve(target);
    Hidden::beside(real.as_deref().unwrap_or(target)).cache()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const CONTEXT: CacheContext = [7; 32];

    fn key(n: u8) -> Fingerprint {
        [n; 16]
    }

    fn content(n: u8) -> Vec<u8> {
        vec![n; usize::from(n) + 3]
    }

    /// A cache of four records, and its bytes.
    fn four(place: &Path) -> (PathBuf, Vec<u8>) {
        let mut cache = CacheFile::beside(&place.join("out"), CONTEXT);
        assert!((0..4).all(|n| cache.append(&key(n), &content(n))));
        assert!(cache.fault().is_none() && !cache.is_dropped());
        let path = cache.path().to_path_buf();
        drop(cache);
        let bytes = fs::read(&path).unwrap();
        (path, bytes)
    }

    /// The records that are read again, after one was appended to them.
    fn read(place: &Path) -> Vec<u8> {
        let mut cache = CacheFile::beside(&place.join("out"), CONTEXT);
        assert!(cache.fault().is_none());
        let found: Vec<u8> = (0..4).filter(|&n| cache.read(&key(n)).is_some()).collect();
        for &n in &found {
            assert_eq!(cache.read(&key(n)), Some(content(n)));
        }
        cache.append(&key(9), &content(9));
        assert_eq!(cache.read(&key(9)), Some(content(9)));
        drop(cache);
        let mut again = CacheFile::beside(&place.join("out"), CONTEXT);
        assert!(found.iter().chain(&[9]).all(|&n| again.read(&key(n)) == Some(content(n))));
        found
    }

    #[test]
    fn records_are_read_by_the_next_run_and_only_under_the_same_context() {
        let place = tempfile::tempdir().unwrap();
        let (path, bytes) = four(place.path());
        assert_eq!(path, place.path().join(".out.standpoint.cache"));
        assert_eq!(read(place.path()), [0, 1, 2, 3]);
        let mut other = CacheFile::beside(&place.path().join("out"), [8; 32]);
        assert!(other.is_dropped() && other.read(&key(1)).is_none());
        // It stands until there is something to put in its place.
        assert!(fs::read(&path).unwrap().len() > bytes.len());
        other.append(&key(1), &content(1));
        drop(other);
        assert_eq!(fs::read(&path).unwrap().len(), HEADER + RECORD + 4);
    }

    #[test]
    fn wherever_it_is_cut_the_records_before_are_used() {
        let place = tempfile::tempdir().unwrap();
        let (path, bytes) = four(place.path());
        for cut in 0..bytes.len() {
            fs::write(&path, &bytes[..cut]).unwrap();
            let found = read(place.path());
            let whole = (0..4u8)
                .filter(|&n| cut >= HEADER + (0..=n).map(|n| RECORD + content(n).len()).sum::<usize>());
            assert_eq!(found, whole.collect::<Vec<_>>(), "cut at {cut}");
        }
    }

    #[test]
    fn whichever_bit_is_flipped_no_wrong_record_is_read() {
        let place = tempfile::tempdir().unwrap();
        let (path, bytes) = four(place.path());
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 1 << (at % 8);
            fs::write(&path, &broken).unwrap();
            assert!(read(place.path()).len() < 4, "flipped at {at}");
        }
    }

    #[test]
    fn only_what_is_needed_stays() {
        let place = tempfile::tempdir().unwrap();
        let (path, bytes) = four(place.path());
        let mut cache = CacheFile::beside(&place.path().join("out"), CONTEXT);
        cache.keep(&[key(0), key(1), key(2), key(3)]);
        assert_eq!(fs::read(&path).unwrap(), bytes);
        drop(cache);
        let mut cache = CacheFile::beside(&place.path().join("out"), CONTEXT);
        cache.append(&key(5), &content(5));
        cache.keep(&[key(5), key(2)]);
        assert!(cache.fault().is_none());
        assert_eq!(read(place.path()), [2]);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_said_and_stops_nothing() {
        let place = tempfile::tempdir().unwrap();
        let (path, bytes) = four(place.path());
        let mut cache = CacheFile::beside(&place.path().join("out"), CONTEXT);
        // A handle that refuses to be written, as a full disk does.
        cache.file = Some(ResultFile::open(&path).unwrap());
        cache.append(&key(5), &content(5));
        assert!(cache.fault().is_some());
        assert_eq!(cache.read(&key(3)), Some(content(3)));
        cache.append(&key(6), &content(6));
        cache.keep(&[key(3)]);
        assert_eq!(fs::read(&path).unwrap(), bytes);
        drop(cache);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let mut cache = CacheFile::beside(&place.path().join("out"), CONTEXT);
        assert!(cache.fault().unwrap().to_string().contains("directory"), "{:?}", cache.fault());
        cache.append(&key(1), &content(1));
        assert!(cache.read(&key(1)).is_none() && path.is_dir());
        let mut nowhere = CacheFile::beside(&place.path().join("no/where"), CONTEXT);
        assert!(nowhere.fault().is_none());
        nowhere.append(&key(1), &content(1));
        assert!(nowhere.fault().is_some());
    }

    #[test]
    fn two_runs_do_not_share_it() {
        let place = tempfile::tempdir().unwrap();
        let (_, _) = four(place.path());
        let first = CacheFile::beside(&place.path().join("out"), CONTEXT);
        let mut second = CacheFile::beside(&place.path().join("out"), CONTEXT);
        assert!(first.fault().is_none() && second.fault().is_some());
        assert!(second.read(&key(1)).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_has_it_beside_its_target() {
        let place = tempfile::tempdir().unwrap();
        let there = place.path().join("there");
        fs::create_dir_all(there.join("real")).unwrap();
        std::os::unix::fs::symlink(there.join("real"), place.path().join("link")).unwrap();
        let expected = there.canonicalize().unwrap().join(".real.standpoint.cache");
        assert_eq!(path_beside(&place.path().join("link")), expected);
        assert_eq!(path_beside(&there.join("real/.")), there.join(".real.standpoint.cache"));
        let here = std::env::current_dir().unwrap();
        assert_eq!(path_beside(Path::new("out")), here.join(".out.standpoint.cache"));
    }
}
