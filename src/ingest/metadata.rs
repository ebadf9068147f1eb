//! Metadata: what is known about an article besides its text.

use jiff::civil::Date;

/// What is known about an article besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Summary below it.
    pub standfirst: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Outlet.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it was.
    pub url: Option<String>,
}

impl Metadata {
    /// Fills what is missing from `other`.
    pub fn fill(&mut self, other: Self) {
        let fill = |mine: &mut Option<String>, theirs: Option<String>| {
            if mine.is_none() {
                *mine = theirs;
            }
        };
        fill(&mut self.title, other.title);
        fill(&mut self.standfirst, other.standfirst);
        fill(&mut self.source, other.source);
        fill(&mut self.author, other.author);
        fill(&mut self.url, other.url);
        self.date = self.date.or(other.date);
    }
}
