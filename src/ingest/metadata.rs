//! Metadata of articles.

use super::date_by::DateBy;
use super::dates::parse_date;
use crate::text::Language;
use jiff::civil::Date;

/// Metadata of an article: everything known about it except its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Summary below the headline.
    pub standfirst: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// The day as it was written, until [`read_date`](Self::read_date) has read it.
    pub written_date: Option<String>,
    /// How the day was found.
    pub date_by: Option<DateBy>,
    /// Outlet.
    pub source: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address where it was published.
    pub url: Option<String>,
    /// Language that it says it is in, as a code or tag (`fr`, `fr-CA`).
    pub language: Option<String>,
}

impl Metadata {
    /// Reads the day that was written, in the words of `language`.
    pub fn read_date(&mut self, language: &Language) {
        if let Some(written) = self.written_date.take() {
            self.date = parse_date(&written, language);
        }
    }

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
        fill(&mut self.language, other.language);
        if self.date.is_none() {
            (self.date, self.date_by) = (other.date, other.date_by);
        }
    }
}
