//! Where the time of a run goes: seconds of each stage; of those that each article passes, over all threads.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use strum::{EnumCount, IntoEnumIterator};

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::EnumCount, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// Walking folders, cutting tables into rows.
    Inputs,
    /// Reading files, decoding, cleaning up.
    Texts,
    /// Tokens, sentences, the language.
    Words,
    /// Names and expressions.
    Mentions,
    /// The scores of mentions, and the stances of documents.
    Stances,
    /// Counts of words and pairs, key sentences, sketches.
    Counts,
    /// Rows of the tables.
    Rows,
    /// Writing rows, on one thread.
    Writing,
    /// Which documents copy which.
    Copies,
    /// The terms that set documents apart.
    Terms,
    /// The fit of topics.
    Topics,
    /// The tables that need all documents.
    Tables,
}

/// The time that each stage took, and how much text there was. Articles pass the stages up to `rows` on many threads, whose
/// times are added; what comes after is done once, and is the time that passed, of terms beside that of topics.
#[derive(Debug)]
pub struct Timings {
    start: Instant,
    nanoseconds: [AtomicU64; Stage::COUNT],
    bytes: AtomicU64,
}

impl Default for Timings {
    fn default() -> Self {
        Self { start: Instant::now(), nanoseconds: Default::default(), bytes: AtomicU64::default() }
    }
}

/// What a stage took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// Its time.
    pub time: Duration,
    /// Its share of the time of all stages, 0 to 1.
    pub share: f64,
}

impl Timings {
    /// Adds the time since `start` to a stage.
    pub(super) fn add(&self, stage: Stage, start: Instant) {
        let spent = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.slot(stage).fetch_add(spent, Ordering::Relaxed);
    }

    /// Adds the times of another run, a first pass over the same texts, but not its bytes.
    pub(super) fn add_pass(&self, pass: &Self) {
        for stage in Stage::iter() {
            self.slot(stage).fetch_add(pass.slot(stage).load(Ordering::Relaxed), Ordering::Relaxed);
        }
    }

    /// Runs `work` as a part of a stage.
    pub(super) fn of<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.add(stage, start);
        done
    }

    /// Counts the bytes of a text that was read.
    pub(super) fn read(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn slot(&self, stage: Stage) -> &AtomicU64 {
        let [first, ..] = &self.nanoseconds;
        self.nanoseconds.get(stage as usize).unwrap_or(first)
    }

    /// Time since the engine was made.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Bytes of text that were read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The stages that took any time, in their order.
    #[must_use]
    pub fn stages(&self) -> Vec<StageTime> {
        let time = |stage: Stage| Duration::from_nanos(self.slot(stage).load(Ordering::Relaxed));
        let all: f64 = Stage::iter().map(|stage| time(stage).as_secs_f64()).sum();
        let stages = Stage::iter().map(|stage| (stage, time(stage))).filter(|(_, time)| !time.is_zero());
        stages.map(|(stage, time)| StageTime { stage, time, share: time.as_secs_f64() / all }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_stages_without_time_are_left_out() {
        let timings = Timings::default();
        let start = Instant::now();
        std::thread::sleep(Duration::from_millis(2));
        timings.add(Stage::Words, start);
        timings.of(Stage::Topics, || std::thread::sleep(Duration::from_millis(1)));
        timings.read(1_000);
        timings.read(500);
        let stages = timings.stages();
        let names: Vec<&str> = stages.iter().map(|time| time.stage.into()).collect();
        assert_eq!(names, ["words", "topics"]);
        assert!(stages[0].time >= Duration::from_millis(2));
        assert!((stages.iter().map(|time| time.share).sum::<f64>() - 1.0).abs() < 1e-9);
        let first = Timings::default();
        first.read(700);
        first.of(Stage::Texts, || std::thread::sleep(Duration::from_millis(1)));
        timings.add_pass(&first);
        assert_eq!((timings.bytes(), timings.stages().len()), (1_500, 3));
        assert!(Timings::default().stages().is_empty());
    }
}
