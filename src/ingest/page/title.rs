//! The headline of a page, without the name of the outlet that its title carries.

/// What separates the headline from the outlet in titles.
const SEPARATORS: [&str; 11] = [" | ", " - ", " – ", " — ", " -- ", " · ", " • ", " » ", " :: ", " : ", ": "];

/// What a page says about its headline, each without line breaks.
#[derive(Debug, Default)]
pub struct Titles<'a> {
    /// Headline in the linked data or in `og:title` and its like.
    pub said: Option<&'a str>,
    /// The `title` element.
    pub element: Option<&'a str>,
    /// The headings of first order.
    pub headings: &'a [String],
    /// The outlet.
    pub outlet: Option<&'a str>,
    /// The host of the address.
    pub host: Option<&'a str>,
}

impl Titles<'_> {
    /// The headline.
    pub fn headline(&self) -> Option<String> {
        let Some(title) = self.said.or(self.element) else {
            return match self.headings {
                [only] => Some(only.clone()),
                _ => None,
            };
        };
        // A part of the title that is also a heading, or that another title consists of, is the headline.
        let others = self.headings.iter().map(String::as_str).chain(self.said).chain(self.element);
        let part = others.filter(|other| parts(title).any(|(head, tail)| head == *other || tail == *other));
        if let Some(part) = part.filter(|part| !self.is_outlet(part)).max_by_key(|part| part.len()) {
            return Some(part.to_owned());
        }
        let mut title = title;
        while let Some(rest) = self.without_outlet(title) {
            title = rest;
        }
        Some(title.to_owned())
    }

    /// The outlet, where only the title says it: what follows the headline in it.
    pub fn outlet_behind(&self, headline: &str) -> Option<String> {
        let behind = self.element?.strip_prefix(headline)?;
        let separator = SEPARATORS.iter().find(|separator| behind.starts_with(**separator))?;
        let outlet = behind.rsplit(separator).next()?.trim();
        (!outlet.is_empty()).then(|| outlet.to_owned())
    }

    /// `title` without the outlet before or behind it.
    fn without_outlet<'t>(&self, title: &'t str) -> Option<&'t str> {
        parts(title).find_map(|(head, tail)| match (self.is_outlet(head), self.is_outlet(tail)) {
            (false, true) => Some(head),
            (true, false) => Some(tail),
            _ => None,
        })
    }

    /// Whether a part of a title is the outlet's name, or the words of its host.
    fn is_outlet(&self, part: &str) -> bool {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let part = letters(part);
        if part.is_empty() {
            return false;
        }
        if self.outlet.is_some_and(|outlet| letters(outlet) == part) {
            return true;
        }
        let host = self.host.map(|host| host.strip_prefix("www.").unwrap_or(host));
        let label = host.and_then(|host| host.split('.').next()).map(letters);
        host.is_some_and(|host| letters(host) == part)
            || label.is_some_and(|label| label.len() > 3 && (label == part || part.ends_with(&label)))
    }
}

/// The two parts of a title at each of its separators.
fn parts(title: &str) -> impl Iterator<Item = (&str, &str)> {
    SEPARATORS.iter().flat_map(move |separator| {
        title.match_indices(separator).filter_map(move |(at, _)| {
            let (head, tail) = (title.get(..at)?.trim(), title.get(at + separator.len()..)?.trim());
            (!head.is_empty() && !tail.is_empty()).then_some((head, tail))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_loses_the_outlet() {
        let headings = ["Harbour strike ends".to_owned()];
        let element = Some("Harbour strike ends - The Coast Post");
        let by_heading = Titles { element, headings: &headings, ..Titles::default() };
        let by_og = Titles { said: Some("Harbour strike ends"), element, ..Titles::default() };
        let by_outlet = Titles { element, outlet: Some("The Coast Post"), ..Titles::default() };
        let by_host = Titles { element, host: Some("www.coastpost.example"), ..Titles::default() };
        let before = Titles {
            said: Some("The Coast Post | World | Harbour strike ends"),
            headings: &headings,
            ..Titles::default()
        };
        let alone = Titles { headings: &headings, ..Titles::default() };
        for titles in [by_heading, by_og, by_outlet, by_host, before, alone] {
            assert_eq!(titles.headline().as_deref(), Some("Harbour strike ends"), "{titles:?}");
        }
    }

    #[test]
    fn a_headline_with_a_dash_stays_whole() {
        let titles =
            Titles { element: Some("Norway – a quarrel"), outlet: Some("The Post"), ..Titles::default() };
        assert_eq!(titles.headline().as_deref(), Some("Norway – a quarrel"));
        assert_eq!(Titles::default().headline(), None);
    }

    #[test]
    fn the_outlet_is_the_last_part_of_the_title() {
        let titles = Titles { element: Some("Strike ends | World | The Coast Post"), ..Titles::default() };
        assert_eq!(titles.outlet_behind("Strike ends").as_deref(), Some("The Coast Post"));
        assert_eq!(titles.outlet_behind("Other"), None);
    }
}
