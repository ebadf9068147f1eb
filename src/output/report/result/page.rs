//! The page of a result, in one file of bounded size.

use super::super::super::directory::Directory;
use super::super::super::failure::{OutputError, OutputFault};
use super::super::page::{Frame, framed};
use super::actors::actors;
use super::course::course;
use super::evidence::Evidence;
use super::findings::{findings, head};
use super::heat::heat;
use super::how::how;
use super::links::Links;
use super::numbers::counted;
use super::others::{has_voices, relations, voices};
use super::script::{SCRIPT, policy};
use super::topics::topics;
use crate::digest::Digest;
use maud::{Markup, html};
use std::io::Write;

/// The name of the page in a result.
pub const REPORT_FILE: &str = "report.html";

/// Most bytes of a page.
const MOST_BYTES: usize = 3_000_000;
/// What a panel takes besides its sentences: its head and its words.
const PANEL_BYTES: usize = 6_000;

const STYLE: &str = include_str!("result.css");

/// Writes the page of a digest into a result.
///
/// # Errors
/// The file cannot be written.
pub fn write_report(directory: &Directory, digest: &Digest) -> Result<(), OutputError> {
    let mut file = directory.file(REPORT_FILE)?;
    file.write_all(page_of(digest).as_bytes())
        .map_err(OutputFault::write(&directory.target().join(REPORT_FILE)))?;
    directory.close(REPORT_FILE, file)
}

/// The page, which leaves out as many sentences as it has to.
fn page_of(digest: &Digest) -> String {
    let mut room = MOST_BYTES;
    let mut evidence = Evidence::of(digest);
    loop {
        evidence.fit(room);
        let page = whole(digest, &evidence);
        let over = page.len().saturating_sub(MOST_BYTES);
        if over == 0 || room == 0 {
            return page;
        }
        room = room.saturating_sub(over.max(PANEL_BYTES));
    }
}

fn whole(digest: &Digest, evidence: &Evidence) -> String {
    let links = evidence.links();
    let content = html! {
        (head(digest))
        (contents(digest))
        main { (sections(digest, evidence, &links)) }
        @let periods: Vec<&str> = digest.periods.iter().map(|period| period.period.as_str()).collect();
        p id="periods" hidden { (periods.join(" ")) }
    };
    let title = format!("standpoint: {}", counted(digest.corpus.documents, "article"));
    let policy = policy();
    framed(&title, &content, &Frame { policy: &policy, style: STYLE, script: Some(SCRIPT) }).into_string()
}

fn contents(digest: &Digest) -> Markup {
    html! {
        nav aria-label="Sections" {
            a href="#findings" { "What stands out" }
            a href="#actors" { "Actors" }
            a href="#outlets" { "Outlets" }
            a href="#time" { "Time" }
            a href="#topics" { "Topics" }
            @if has_voices(digest) { a href="#voices" { "Voices" } }
            @if !digest.relations.is_empty() { a href="#relations" { "Who toward whom" } }
            a href="#sentences" { "Sentences" }
            a href="#how" { "How it was made" }
        }
    }
}

fn sections(digest: &Digest, evidence: &Evidence, links: &Links) -> Markup {
    html! {
        (findings(digest, links))
        (actors(digest, links))
        (heat(digest, links))
        (course(digest, links))
        (topics(digest, links))
        (voices(digest, links))
        (relations(digest, links))
        (evidence.section(digest))
        (how(digest, evidence.cut()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{ActorDigest, EvidenceSentence, MarkKind, Side, StanceMean, TextMark};

    /// An actor with forty sentences, all of whose texts take six times their length on a page.
    fn wordy(number: usize) -> ActorDigest {
        let text = "\"".repeat(1_000);
        let sentence = |n: usize| EvidenceSentence {
            doc_id: text.clone(),
            sentence_id: format!("S{n}"),
            mention_id: format!("M{n}"),
            side: if n.is_multiple_of(2) { Side::Favourable } else { Side::Critical },
            stance: 0.5,
            voice: "quoted".to_owned(),
            speaker: Some(text.chars().take(80).collect()),
            outlet: Some("\"".repeat(80)),
            published: None,
            period: String::new(),
            title: Some("\"".repeat(200)),
            url: None,
            text: text.clone(),
            marks: vec![TextMark { start: 3, end: 9, kind: MarkKind::Mention }],
            strongest: true,
        };
        ActorDigest {
            actor_id: format!("Q{number}"),
            name: "\"".repeat(80),
            kind: "person".to_owned(),
            mentions: 40,
            mean: StanceMean { documents: 40, with_evidence: 40, stance: Some(0.1), ..StanceMean::default() },
            label: "neutral".to_owned(),
            shares: crate::digest::Shares::default(),
            stance_narration: None,
            stance_quoted: None,
            stance_reported: None,
            outlets: Vec::new(),
            periods: Vec::new(),
            in_topics: 0,
            topics: Vec::new(),
            words: Vec::new(),
            sentences: (0..40).map(sentence).collect(),
        }
    }

    #[test]
    fn a_page_is_cut_until_it_fits_and_says_so() {
        let digest = Digest { actors: (0..30).map(wordy).collect(), ..Digest::default() };
        let page = page_of(&digest);
        assert!((MOST_BYTES / 2..=MOST_BYTES).contains(&page.len()), "{}", page.len());
        assert!(page.contains("Of 1,200 sentences of the digest, "), "{}", page.len());
        assert!(page.contains("href=\"#e29\"") && page.contains("id=\"e29\""));
        let small = page_of(&Digest { actors: vec![wordy(1)], ..Digest::default() });
        assert!(!small.contains("sentences of the digest"));
    }
}
