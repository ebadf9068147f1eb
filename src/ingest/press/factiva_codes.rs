//! Factiva with field codes: a code of two or three capitals begins each field; `LP` and `TD` are the text.

use super::super::metadata::Metadata;
use super::article::PressArticle;
use super::header::{author, value, written_date};

/// The codes.
const CODES: [&str; 33] = [
    "SE", "HD", "CR", "BY", "CX", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "ART", "CT", "CO", "IN", "NS", "RE", "PUB", "AN", "IPC", "IPD", "RF", "CLM", "DLN", "FN", "RST", "TKR",
];
/// Codes that end the text, if only a single blank is behind them: others may be the first word of a line.
const BELOW: [&str; 7] = ["TD", "PUB", "AN", "NS", "RST", "IPC", "IPD"];
/// Codes that may begin an article.
const FIRST: [&str; 4] = ["SE", "HD", "CLM", "FN"];

/// Whether a text is a download in this layout.
pub fn looks_so(head: &str) -> bool {
    let has =
        |code: &str| head.lines().any(|line| field(line, false).is_some_and(|(found, _)| found == code));
    has("HD") && has("LP") && (has("PD") || has("WC") || has("SN"))
}

/// The code and value of a line that begins a field.
fn field(line: &str, in_text: bool) -> Option<(&'static str, &str)> {
    let line = line.trim_end();
    let length = line.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.len());
    let (code, rest) = line.split_at_checked(length)?;
    let code = CODES.iter().find(|known| **known == code)?;
    let clear = rest.is_empty() || rest.starts_with('\t') || rest.starts_with("  ");
    let allowed = rest.starts_with(' ') && (!in_text || BELOW.contains(code));
    (clear || allowed).then(|| (*code, rest.trim()))
}

/// An article that is being read.
#[derive(Default)]
struct Open<'a> {
    fields: Vec<(&'static str, Vec<&'a str>)>,
}

impl<'a> Open<'a> {
    fn get(&self, code: &str) -> String {
        let of_code = self.fields.iter().filter(|(found, _)| *found == code);
        let lines = of_code.flat_map(|(_, lines)| lines.iter().map(|line| line.trim()));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn has(&self, code: &str) -> bool {
        self.fields.iter().any(|(found, _)| *found == code)
    }

    fn article(self) -> Option<PressArticle> {
        if !self.has("HD") && !self.has("LP") {
            return None;
        }
        let metadata = Metadata {
            title: value(&self.get("HD")),
            written_date: written_date(&self.get("PD")),
            source: value(&self.get("SN")),
            author: author(&self.get("BY")),
            ..Metadata::default()
        };
        let mut body: Vec<&'a str> = Vec::new();
        for (_, lines) in self.fields.iter().filter(|(code, _)| ["LP", "TD"].contains(code)) {
            body.push("");
            body.extend(lines);
        }
        Some(PressArticle::new(metadata, &body))
    }
}

/// The articles of a download.
pub fn articles(text: &str) -> Vec<PressArticle> {
    let mut found = Vec::new();
    let mut open = Open::default();
    for line in text.split('\n') {
        let in_text = open.fields.last().is_some_and(|(code, _)| ["LP", "TD"].contains(code));
        match field(line, in_text) {
            Some((code, said)) => {
                if FIRST.contains(&code) && (open.has("LP") || open.has("AN")) {
                    found.extend(std::mem::take(&mut open).article());
                }
                open.fields.push((code, vec![said]));
            }
            None => {
                if let Some((_, lines)) = open.fields.last_mut() {
                    lines.push(line);
                }
            }
        }
    }
    found.extend(open.article());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_its_fields() {
        let text = "SE  News\nHD\nHarbour deal\nwins praise\nBY  By Ana Lenz\nWC  13 words\nPD  2 May 2024\nET\t10:15\n\
             SN  The Coast Post\nSC  COASTP\nLA  English\nCY  Copyright 2024 Coast Post\n\nLP\nNorway praised Poland.\n\nTD\n\n\
             LA Times reporters saw it.\nIt rained.\n\nCO  coast : Coast\nNS gpol : Politics\nPUB Coast Post Holdings\n\
             AN  Document COASTP0020240502ek520003p\n\nHD Bank is fined\nWC 10 words\nPD 4 May 2024\nSN The Coast Post\nLP The bank was fined.\n";
        let articles = articles(text);
        let [first, second] = articles.as_slice() else { panic!("{articles:?}") };
        let expected = Metadata {
            title: Some("Harbour deal wins praise".into()),
            written_date: Some("2 May 2024".into()),
            source: Some("The Coast Post".into()),
            author: Some("Ana Lenz".into()),
            ..Metadata::default()
        };
        assert_eq!(first.metadata, expected);
        let flat: Vec<&str> = first.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(flat, ["Norway praised Poland.", "LA Times reporters saw it.", "It rained."]);
        assert_eq!(second.metadata.title.as_deref(), Some("Bank is fined"));
        assert_eq!(second.text, "The bank was fined.");
    }
}
