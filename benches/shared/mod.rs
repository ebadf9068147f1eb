//! What the benchmarks share.

use standpoint::ingest::{Decoding, RuleSet};
use standpoint::mentions::Resolve;
use standpoint::pipeline::Settings;
use standpoint::stance::Scorer;

/// Settings as without flags, on one thread.
pub fn settings(scorer: Scorer) -> Settings {
    Settings {
        threads: 1,
        seed: 1,
        decoding: Decoding::new(None, false).unwrap(),
        rules: RuleSet::default(),
        scorer,
        resolve: Resolve::All,
        rollup: false,
    }
}
