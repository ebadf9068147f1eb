//! The digest on a terminal: a screen of text that ends a run.

use super::figures::counted;
use super::sanitize::sanitize;
use crate::digest::{
    ActorDigest, Corpus, Digest, Finding, FindingKind, RelationDigest, StanceMean, TopicDigest,
};
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Most lines.
const LINES: usize = 25;
/// Most actors and topics.
const ACTORS: usize = 8;
const TOPICS: usize = 3;
/// Actors for which there is room whatever else is to be said.
const LEAST_ACTORS: usize = 4;
/// Most relations.
const RELATIONS: usize = 3;
/// Lines that a finding takes at the most.
const FINDING: usize = 2;
/// Bounds of the width in columns.
const NARROWEST: usize = 40;
const WIDEST: usize = 110;
/// Columns of the axis from -1 to 1; odd, as 0 is in the middle.
const AXIS: usize = 21;
/// Columns of the longest bar of a topic.
const BAR: usize = 12;

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const FAVOURABLE: Style = AnsiColor::Green.on_default();
const CRITICAL: Style = AnsiColor::Red.on_default();

/// The digest in at most 25 lines of at most `width` columns, with ANSI styles.
#[must_use]
pub fn digest_lines(digest: &Digest, width: usize) -> Vec<String> {
    let width = width.clamp(NARROWEST, WIDEST);
    let mut head = wrapped(&about(&digest.corpus), width, FINDING);
    if let Some(first) = head.first_mut() {
        *first = styled(HEADING, first);
    }
    let say = |findings: &[&Finding]| -> Vec<String> {
        findings.iter().flat_map(|finding| wrapped(&finding.text, width, FINDING)).collect()
    };
    let found: Vec<&Finding> = digest.findings.iter().collect();
    let mut findings = say(&found);
    let topics: Vec<String> = topics(digest, width);
    let relations = relations(digest, width);
    let blocks = [&topics, &relations].into_iter().filter(|block| !block.is_empty());
    let around = head.len() + findings.len() + blocks.map(|block| block.len() + 2).sum::<usize>() + 3;
    let mut room = LINES.saturating_sub(around);
    if room < LEAST_ACTORS.min(digest.actors.len()) {
        // That nothing was found is on the page.
        let is_said =
            |finding: &&&Finding| !finding.places.is_empty() || finding.kind == FindingKind::Skipped;
        let short = say(&found.iter().filter(is_said).copied().collect::<Vec<_>>());
        room += findings.len() - short.len();
        findings = short;
    }
    let room = room.min(ACTORS);
    let mut lines = head;
    lines.push(String::new());
    if !digest.actors.is_empty() {
        lines.extend(actors(digest, width, room));
        lines.push(String::new());
    }
    if !topics.is_empty() {
        lines.push(styled(HEADING, "Topics"));
        lines.extend(topics);
        lines.push(String::new());
    }
    if !relations.is_empty() {
        lines.push(styled(HEADING, "Who toward whom"));
        lines.extend(relations);
        lines.push(String::new());
    }
    lines.extend(findings);
    lines.truncate(LINES);
    lines
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

fn about(corpus: &Corpus) -> String {
    let mut parts = vec![counted(corpus.documents as usize, "article")];
    parts.push(match corpus.outlets {
        0 => "no outlet named".to_owned(),
        outlets => counted(outlets as usize, "outlet"),
    });
    parts.push(match (&corpus.first, &corpus.last) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no dates".to_owned(),
    });
    parts.push(format!(
        "{} of {}",
        counted(corpus.mentions as usize, "mention"),
        counted(corpus.actors as usize, "actor")
    ));
    parts.join(" · ")
}

/// A text of at most `width` columns, cut with a mark.
fn fitted(text: &str, width: usize) -> String {
    let clean = sanitize(text);
    if clean.width() <= width {
        return clean.into_owned();
    }
    let (mut cut, mut columns) = (String::new(), 1);
    for c in clean.chars() {
        columns += c.width().unwrap_or(0);
        if columns > width {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

/// The same, filled with blanks.
fn padded(text: &str, width: usize) -> String {
    let mut text = fitted(text, width);
    text.push_str(&" ".repeat(width.saturating_sub(text.width())));
    text
}

/// A text in at most `most` lines, those after the first indented; what does not fit is cut with a mark.
fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
    let clean = sanitize(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let words: Vec<&str> = clean.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        let fits = line.trim().is_empty() || line.width() + 1 + word.width() <= width;
        if !fits {
            if lines.len() + 1 == most {
                let rest = words.get(at..).unwrap_or_default().join(" ");
                line = fitted(&format!("{line} {rest}"), width);
                break;
            }
            lines.push(fitted(&line, width));
            line = "  ".to_owned();
        } else if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(fitted(&line, width));
    lines
}

fn signed(stance: f64) -> String {
    let text = format!("{stance:+.2}");
    if text == "+0.00" || text == "-0.00" { "0.00".to_owned() } else { text }
}

fn ink(tone: i8) -> Style {
    match tone {
        1 => FAVOURABLE,
        -1 => CRITICAL,
        _ => Style::new(),
    }
}

fn actors(digest: &Digest, width: usize, most: usize) -> Vec<String> {
    // Two blanks, articles, two blanks, stance; then the axis and the share on each side where there is room.
    let numbers = 2 + 8 + 2 + 6;
    let (axis, shares) = (width >= 60, width >= 72);
    let name = width - numbers - if axis { 2 + AXIS } else { 0 } - if shares { 2 + 12 } else { 0 };
    let mut head = format!("{}  articles  stance", padded("Actors", name));
    if axis {
        head += &format!("  -1{:^1$}+1", "0", AXIS - 4);
    }
    if shares {
        head += "   against/for";
    }
    let mut lines = vec![styled(HEADING, head.trim_end())];
    for actor in digest.actors.iter().take(most) {
        let stance = actor.mean.stance.map_or_else(|| "none".to_owned(), signed);
        let mut line = format!("{}  {:>8}  ", padded(&actor.name, name), actor.mean.documents);
        line += &styled(ink(actor.tone()), &format!("{stance:>6}"));
        if axis {
            line += &format!("  {}", styled(ink(actor.tone()), &on_axis(&actor.mean)));
        }
        if shares {
            line += &styled(FAINT, &format!("  {:>12}", sides(actor)));
        }
        lines.push(line.trim_end().to_owned());
    }
    let more = digest.corpus.actors.saturating_sub(most.min(digest.actors.len()) as u64);
    if more > 0
        && let Some(head) = lines.first_mut()
        && !shares
    {
        *head = styled(HEADING, &format!("Actors ({more} more in actors.csv)"));
    }
    lines
}

/// Articles that are critical and favourable.
fn sides(actor: &ActorDigest) -> String {
    match actor.shares.all() {
        0 => String::new(),
        _ => format!("{}/{}", actor.shares.critical, actor.shares.favourable),
    }
}

/// A mean with its interval on an axis from -1 to 1.
fn on_axis(mean: &StanceMean) -> String {
    let Some(stance) = mean.stance else { return String::new() };
    let at = |value: f64| ((value.clamp(-1.0, 1.0) + 1.0) / 2.0 * (AXIS - 1) as f64).round() as usize;
    let (low, high) = match (mean.ci_low, mean.ci_high) {
        (Some(low), Some(high)) => (at(low), at(high)),
        _ => (at(stance), at(stance)),
    };
    let sign = |n: usize| match n {
        n if n == at(stance) => '●',
        n if (low..=high).contains(&n) => '━',
        n if n == AXIS / 2 => '│',
        _ => '·',
    };
    (0..AXIS).map(sign).collect()
}

/// The relations of most articles: articles, stance, whose, toward whom.
fn relations(digest: &Digest, width: usize) -> Vec<String> {
    let line = |relation: &RelationDigest| {
        let stance = relation.mean.stance.map(signed).unwrap_or_default();
        let names = fitted(&format!("{} → {}", relation.source, relation.target), width - 18);
        let ink = ink(relation.tone());
        format!("{:>8}  {ink}{stance:>6}{ink:#}  {names}", relation.mean.documents)
    };
    digest.relations.iter().take(RELATIONS).map(line).collect()
}

fn topics(digest: &Digest, width: usize) -> Vec<String> {
    let most = digest.topics.iter().map(|topic| topic.documents).max().unwrap_or(0).max(1);
    let line = |topic: &TopicDigest| {
        let cells = (topic.documents as f64 / most as f64 * BAR as f64).ceil() as usize;
        let bar = padded(&"█".repeat(cells.min(BAR)), BAR);
        let label = fitted(&topic.label, width - 8 - 2 - BAR - 2);
        format!("{:>8}  {bar}  {label}", topic.documents)
    };
    digest.topics.iter().take(TOPICS).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_its_columns_and_wide_characters_take_two() {
        assert_eq!(fitted("北京日报说", 7), "北京日…");
        assert_eq!(padded("北京", 6), "北京  ");
        assert_eq!(fitted("a\u{202e}b", 20), "a\\u{202e}b");
        let lines = wrapped("one two three four five six seven eight nine", 15, 2);
        assert_eq!(lines, ["one two three", "  four five si…"]);
        assert!(wrapped(&"long".repeat(40), 20, 2).iter().all(|line| line.width() <= 20));
    }

    #[test]
    fn a_mean_stands_on_its_axis() {
        let mean = StanceMean {
            documents: 3,
            with_evidence: 3,
            stance: Some(-0.5),
            ci_low: Some(-0.7),
            ci_high: Some(-0.3),
        };
        assert_eq!(on_axis(&mean), "···━━●━━··│··········");
        assert_eq!(on_axis(&StanceMean::default()), "");
    }

    #[test]
    fn no_result_is_longer_than_a_screen_or_wider_than_the_terminal() {
        for width in [1, 40, 60, 80, 200] {
            let lines = digest_lines(&Digest::default(), width);
            assert!(
                lines.len() <= LINES && lines.iter().all(|line| line.width() <= width.max(NARROWEST) + 8)
            );
        }
    }
}
