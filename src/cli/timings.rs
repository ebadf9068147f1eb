//! `--timings`: where the time of a run went, as a table.

use super::machine::peak_memory;
use standpoint::pipeline::{StageTime, Timings};
use std::fmt::Write;

/// The stages with seconds, share and throughput, and a last line on all of them.
pub fn table(timings: &Timings) -> String {
    let wall = timings.elapsed().as_secs_f64();
    text(&timings.stages(), timings.bytes(), wall, peak_memory())
}

fn text(stages: &[StageTime], bytes: u64, wall: f64, peak: Option<u64>) -> String {
    let megabytes = bytes as f64 / 1e6;
    let rate = |seconds: f64| if seconds > 0.0 { megabytes / seconds } else { 0.0 };
    let mut table = format!("{:<10}{:>9}{:>7}{:>9}\n", "stage", "seconds", "share", "MB/s");
    for StageTime { stage, time, share } in stages {
        let (name, seconds): (&str, f64) = (stage.into(), time.as_secs_f64());
        // Writing to a string does not fail.
        let _ = writeln!(table, "{name:<10}{seconds:>9.3}{:>6.1}%{:>9.1}", share * 100.0, rate(seconds));
    }
    // A sum of nothing is -0.
    let work: f64 = stages.iter().map(|stage| stage.time.as_secs_f64()).sum::<f64>() + 0.0;
    let _ = write!(
        table,
        "{megabytes:.1} MB of text in {wall:.2} s ({:.1} MB/s), {work:.2} s in these stages",
        rate(wall)
    );
    if let Some(peak) = peak {
        let _ = write!(table, ", {:.0} MB of memory at the most", peak as f64 / 1e6);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint::pipeline::Stage;
    use std::time::Duration;

    #[test]
    fn stages_stand_with_their_shares_and_rates() {
        let stages = [
            StageTime { stage: Stage::Texts, time: Duration::from_millis(500), share: 0.25 },
            StageTime { stage: Stage::Topics, time: Duration::from_millis(1500), share: 0.75 },
        ];
        let expected = "\
stage       seconds  share     MB/s
texts         0.500  25.0%      4.0
topics        1.500  75.0%      1.3
2.0 MB of text in 1.00 s (2.0 MB/s), 2.00 s in these stages, 64 MB of memory at the most";
        assert_eq!(text(&stages, 2_000_000, 1.0, Some(64_000_000)), expected);
        let nothing = "0.0 MB of text in 0.00 s (0.0 MB/s), 0.00 s in these stages";
        assert_eq!(text(&[], 0, 0.0, None).lines().last(), Some(nothing));
    }
}
