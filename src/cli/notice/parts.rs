//! Parts of notices that take more than a line to say.

use standpoint::ingest::{Reason, Remark, Tally, counted};
use std::collections::BTreeMap;
use std::fmt;

/// A remark, how many texts it holds for, and the first of them.
pub(super) fn remarked(remark: &Remark, tally: &Tally, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let one = tally.count == 1;
    f.write_str(&counted(tally.count, "text"))?;
    match remark {
        Remark::Mojibake => {
            write!(f, " {} like UTF-8 read as Latin-1 (Ã© for é)", if one { "looks" } else { "look" })?;
        }
        Remark::Detected(encoding) => {
            write!(f, " that {} not UTF-8 read as {encoding}", if one { "is" } else { "are" })?;
        }
        Remark::Empty => write!(f, " without a word")?,
        _ => write!(f, ": {remark:?}")?,
    }
    write!(f, ": {}{}", if one { "" } else { "the first is " }, tally.first)
}

/// The documents in languages without lexicons in one line, the most frequent language first.
pub(super) fn others(documents: u64, languages: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<(&String, u64)> = languages.iter().map(|(code, count)| (code, *count)).collect();
    // A stable sort: of equal ones by code.
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let names = standpoint::shipped::languages();
    let parts: Vec<String> =
        counts.iter().map(|(code, count)| format!("{count} {} ({code})", names.name(code))).collect();
    let all: u64 = languages.values().sum();
    let (are, they) = if all == 1 { ("is", "it has") } else { ("are", "they have") };
    format!(
        "{all} of {} {are} in a language without lexicons: {}; {they} terms and topics, but no stance",
        counted(documents, "document"),
        parts.join(", ")
    )
}

/// The counts of skipped inputs in one line, behind each its remedy.
pub(super) fn skipped(counts: &[(Reason, usize)], remedy: impl Fn(Reason) -> Option<&'static str>) -> String {
    let inputs: usize = counts.iter().map(|(_, count)| count).sum();
    let part = |&(reason, count): &(Reason, usize)| match remedy(reason) {
        Some(remedy) => format!("{} ({remedy})", reason.counted(count)),
        None => reason.counted(count),
    };
    let parts: Vec<String> = counts.iter().map(part).collect();
    format!("{} skipped: {}", counted(inputs, "input"), parts.join(", "))
}
