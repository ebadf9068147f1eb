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
use super::others::{relations, voices};
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
    loop {
        let evidence = Evidence::within(digest, room);
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
    let title = format!("standpoint: {} articles", digest.corpus.documents);
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
        (relations(digest))
        (evidence.section(digest))
        (how(digest, evidence.cut()))
    }
}
