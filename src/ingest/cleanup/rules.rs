//! Clean-up rules: their names, which of them are on, and how often each was applied.

/// A clean-up rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CleanUpRule {
    /// Repeated paragraphs count once.
    RepeatedParagraph,
    /// A drop cap is joined to its paragraph.
    DropCap,
    /// A letter lost with a drop cap is restored from a second copy of the text.
    LostLetter,
    /// Picture credits are left out.
    PictureCredit,
    /// Bylines are left out, and give the author.
    Byline,
    /// Date lines are left out, and give the date; so is the place and agency before the first sentence.
    DateLine,
    /// Names and mottoes of a site are left out.
    SiteName,
    /// Headline and standfirst in the text become title and standfirst.
    Headline,
    /// Running heads, feet and page numbers are left out.
    RunningHead,
    /// Wrapped lines are joined to paragraphs.
    WrappedLines,
    /// Words divided at the end of a line are joined.
    Hyphenation,
    /// Labels of the speakers of a transcript are left out, and say who speaks.
    SpeakerLabel,
    /// Lines that point to other articles or parts of the page are left out.
    Teaser,
    /// Buttons and calls to share, follow and comment are left out.
    Share,
    /// Notices of cookies and consent are left out.
    Cookie,
    /// Calls to subscribe, register or give are left out.
    Newsletter,
    /// Notices of rights and of the terms of a site are left out.
    Copyright,
    /// Who reported, wrote and edited is left out.
    ReportingCredit,
    /// Names of agencies behind a paragraph, or alone on a line, are left out.
    AgencyCredit,
    /// Paragraphs that a large share of the documents have are kept in one of them.
    Boilerplate,
    /// HTML entities are decoded and tags removed.
    Markup,
}

impl CleanUpRule {
    /// All rules, in the order of listing.
    pub const ALL: [Self; 21] = [
        Self::RepeatedParagraph,
        Self::DropCap,
        Self::LostLetter,
        Self::PictureCredit,
        Self::Byline,
        Self::DateLine,
        Self::SiteName,
        Self::Headline,
        Self::RunningHead,
        Self::WrappedLines,
        Self::Hyphenation,
        Self::SpeakerLabel,
        Self::Teaser,
        Self::Share,
        Self::Cookie,
        Self::Newsletter,
        Self::Copyright,
        Self::ReportingCredit,
        Self::AgencyCredit,
        Self::Boilerplate,
        Self::Markup,
    ];

    /// The name on the command line and in `documents.csv`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RepeatedParagraph => "repeated_paragraph",
            Self::DropCap => "drop_cap",
            Self::LostLetter => "lost_letter",
            Self::PictureCredit => "picture_credit",
            Self::Byline => "byline",
            Self::DateLine => "date_line",
            Self::SiteName => "site_name",
            Self::Headline => "headline",
            Self::RunningHead => "running_head",
            Self::WrappedLines => "wrapped_lines",
            Self::Hyphenation => "hyphenation",
            Self::SpeakerLabel => "speaker_label",
            Self::Teaser => "teaser",
            Self::Share => "share",
            Self::Cookie => "cookie",
            Self::Newsletter => "newsletter",
            Self::Copyright => "copyright",
            Self::ReportingCredit => "reporting_credit",
            Self::AgencyCredit => "agency_credit",
            Self::Boilerplate => "boilerplate",
            Self::Markup => "markup",
        }
    }

    /// The rule with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// The rules that are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleSet(u32);

impl Default for RuleSet {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl RuleSet {
    /// Turns a rule off.
    #[must_use]
    pub fn without(self, rule: CleanUpRule) -> Self {
        Self(self.0 & !(1 << rule as u32))
    }

    /// Whether a rule is on.
    #[must_use]
    pub fn has(self, rule: CleanUpRule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }
}

/// How often each rule was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CleanUp([u32; CleanUpRule::ALL.len()]);

impl CleanUp {
    pub(in crate::ingest) fn count(&mut self, rule: CleanUpRule) {
        self.add(rule, 1);
    }

    pub(in crate::ingest) fn add(&mut self, rule: CleanUpRule, times: u32) {
        let count = &mut self.0[rule as usize];
        *count = count.saturating_add(times);
    }

    /// Counts by the names of rules; none if a name is that of no rule.
    #[must_use]
    pub fn of_counts<'n>(counts: impl Iterator<Item = (&'n str, u32)>) -> Option<Self> {
        let mut clean_up = Self::default();
        for (name, times) in counts {
            clean_up.add(CleanUpRule::from_name(name)?, times);
        }
        Some(clean_up)
    }

    /// The rules that were applied, with counts.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u32)> {
        CleanUpRule::ALL
            .into_iter()
            .map(|rule| (rule.name(), self.0[rule as usize]))
            .filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_name_and_by_no_other() {
        for rule in CleanUpRule::ALL {
            assert_eq!(CleanUpRule::from_name(rule.name()), Some(rule));
        }
        assert_eq!(CleanUpRule::from_name("Byline"), None);
    }

    #[test]
    fn a_rule_that_is_turned_off_leaves_the_others_on() {
        let rules = RuleSet::default().without(CleanUpRule::Byline);
        for rule in CleanUpRule::ALL {
            assert_eq!(rules.has(rule), rule != CleanUpRule::Byline, "{}", rule.name());
        }
    }

    #[test]
    fn rules_that_did_nothing_are_not_counted() {
        let mut clean_up = CleanUp::default();
        clean_up.count(CleanUpRule::SiteName);
        clean_up.count(CleanUpRule::DropCap);
        clean_up.count(CleanUpRule::SiteName);
        assert_eq!(clean_up.counts().collect::<Vec<_>>(), [("drop_cap", 1), ("site_name", 2)]);
        assert_eq!(CleanUp::of_counts(clean_up.counts()), Some(clean_up));
        assert_eq!(CleanUp::of_counts([("no_rule", 1)].into_iter()), None);
    }
}
