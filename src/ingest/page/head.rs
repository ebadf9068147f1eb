//! What a page says about its article: title, day, author, outlet, language and address.

use super::super::cleanup::byline;
use super::super::date_by::DateBy;
use super::super::dates::parse_date;
use super::super::metadata::Metadata;
use super::address::{absolute, day, host, saved_from};
use super::json_ld::LinkedData;
use super::plain::decoded;
use super::title::Titles;
use crate::text::Language;
use dom_smoothie::Readability;
use jiff::civil::Date;

const TITLE: [&str; 8] = [
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "headline",
];
const DESCRIPTION: [&str; 6] = [
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "abstract",
];
const DATE: [&str; 21] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "citation_publication_date",
    "date",
];
const AUTHOR: [&str; 8] = [
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "sailthru.author",
    "byl",
];
const OUTLET: [&str; 6] = [
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
];
/// Where an author is marked in the page itself, the surest first.
const SIGNED: [&str; 7] = [
    "[itemprop~=author] [itemprop=name]",
    "a[rel~=author]",
    "[itemprop~=author]",
    ".byline a",
    ".author-name",
    ".author a",
    ".author",
];
/// Where the day is in the page itself, the surest first.
const TIME: [&str; 7] = [
    "[itemprop=datePublished]",
    "time[pubdate]",
    "article header time",
    "article time",
    "main time",
    "header time",
    "time",
];
/// Elements that stand beside an article, with times of their own.
const BESIDE: [&str; 3] = ["nav", "aside", "footer"];
/// Where a standfirst may be seen.
const SEEN: &str = "h2, h3, h4, p, [class*=standfirst], [class*=subtitle], [class*=dek], [class*=summary]";
/// Maximum `meta` elements that are looked at.
const META_TAGS: usize = 1000;
/// Maximum elements of a kind that are looked at for a day or a headline.
const NODES: usize = 50;
/// Maximum length of an author's name, in characters.
const NAME_MAX: usize = 80;

/// What a page says about its article, and whether it says that it is one.
#[derive(Debug, Default)]
pub struct Head {
    /// Title, standfirst, day and so on.
    pub metadata: Metadata,
    /// Whether it says that it is an article.
    pub is_article: bool,
}

impl Head {
    /// Reads it; dates are read in the words of `language`. `source` is the text of the page.
    pub fn of(page: &Readability, source: &str, language: &Language) -> Self {
        let data = LinkedData::of(page);
        let article = data.article();
        let tags = MetaTags::of(page);
        let linked = |keys: &[&str]| article.and_then(|object| data.text(object, keys));
        let named = |key: &str| article.map(|object| data.named(object, key)).unwrap_or_default();
        let first = |selector: &str| first_text(page, selector);

        let canonical = page.doc.select("link[rel=canonical]").attr("href").map(|href| href.to_string());
        let addresses = [canonical, tags.first(&["og:url"]), linked(&["mainEntityOfPage", "url", "@id"])];
        let url = addresses.iter().flatten().find_map(|text| absolute(text)).or_else(|| saved_from(source));
        let host = url.and_then(host);

        let said = linked(&["headline", "name"]).or_else(|| tags.first(&TITLE));
        let element = first("head title").or_else(|| first("title"));
        // The name of the site is a heading on many pages, too, and leads to its front page.
        let site = first("h1 a[href='/'], h2 a[href='/']");
        let mut headings: Vec<String> = Vec::new();
        for node in page.doc.select("h1").nodes().iter().take(NODES) {
            headings.extend(decoded(&node.text()).filter(|text| Some(text) != site.as_ref()));
        }
        let outlet = named("publisher").into_iter().next();
        let outlet = tags.first(&OUTLET).or(outlet).filter(|outlet| absolute(outlet).is_none());
        let titles = Titles {
            said: said.as_deref(),
            element: element.as_deref(),
            headings: &headings,
            outlet: outlet.as_deref().or(site.as_deref()),
            host,
        };
        let title = titles.headline();
        let behind = title.as_deref().and_then(|title| titles.outlet_behind(title));
        let outlet = outlet.or(behind).or(site).or_else(|| host.map(str::to_owned));

        let dated = date(page, linked(&["datePublished", "dateCreated"]), &tags, url, language);
        let author = Some(named("author").join(", ")).filter(|names| !names.is_empty());
        let author = author.or_else(|| tags.author()).or_else(|| signed(page));
        let description = linked(&["description"]).or_else(|| tags.first(&DESCRIPTION));
        let standfirst = description.and_then(|text| seen(page, &text));
        let language = page.doc.select("html[lang]").attr("lang").map(|lang| lang.to_string());
        let locale = language.or_else(|| tags.first(&["og:locale", "content-language", "dc.language"]));
        let is_article = article.is_some()
            || tags.first(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"));
        let metadata = Metadata {
            standfirst: standfirst.filter(|text| Some(text) != title.as_ref()),
            title,
            date: dated.map(|(date, _)| date),
            date_by: dated.map(|(_, by)| by),
            source: outlet,
            author,
            url: url.map(str::to_owned),
            language: locale.or_else(|| linked(&["inLanguage"])).and_then(|tag| code(&tag)),
            ..Metadata::default()
        };
        Self { metadata, is_article }
    }
}

/// The `meta` elements of a page, in order: names in lower case, and contents.
struct MetaTags(Vec<(String, String)>);

impl MetaTags {
    fn of(page: &Readability) -> Self {
        let mut tags = Vec::new();
        for node in page.doc.select("meta[content]").nodes().iter().take(META_TAGS) {
            let Some(content) = node.attr("content").and_then(|content| decoded(&content)) else { continue };
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(names) = node.attr(attribute) {
                    let names = names.to_lowercase();
                    tags.extend(names.split_whitespace().map(|name| (name.to_owned(), content.clone())));
                }
            }
        }
        Self(tags)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, content)| content.as_str())
    }

    /// The content of the first of these names that is there.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }

    /// The authors; addresses of their pages are no names.
    fn author(&self) -> Option<String> {
        AUTHOR.iter().find_map(|name| {
            let mut names: Vec<&str> = self.all(name).filter(|name| absolute(name).is_none()).collect();
            names.dedup();
            let names: Vec<&str> = names.iter().map(|name| byline(name).unwrap_or(name)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        })
    }
}

fn first_text(page: &Readability, selector: &str) -> Option<String> {
    page.doc.select(selector).nodes().iter().find_map(|node| decoded(&node.text()))
}

/// The author whom the page marks as such.
fn signed(page: &Readability) -> Option<String> {
    SIGNED.iter().find_map(|selector| {
        let text = first_text(page, selector)?;
        let is_name = text.chars().count() <= NAME_MAX && !text.contains(['@', ':', '/', '.', '|']);
        let named = byline(&text).map(str::to_owned);
        named.or_else(|| (is_name && !text.contains(|c: char| c.is_numeric())).then_some(text))
    })
}

/// The day of publication, and how it was found.
fn date(
    page: &Readability,
    linked: Option<String>,
    tags: &MetaTags,
    url: Option<&str>,
    language: &Language,
) -> Option<(Date, DateBy)> {
    let read = |text: &str| parse_date(text, language);
    if let Some(date) = linked.as_deref().and_then(read) {
        return Some((date, DateBy::JsonLd));
    }
    if let Some(date) = DATE.iter().flat_map(|name| tags.all(name)).find_map(read) {
        return Some((date, DateBy::Meta));
    }
    let of_element = TIME.iter().find_map(|selector| {
        let times = page.doc.select(selector);
        times.nodes().iter().take(NODES).find_map(|time| {
            if time.ancestors_it(None).any(|node| BESIDE.iter().any(|name| node.has_name(name))) {
                return None;
            }
            let attribute = ["datetime", "content"].iter().find_map(|name| time.attr(name));
            let text = || decoded(&time.text());
            attribute.and_then(|value| read(&value)).or_else(|| read(&text()?))
        })
    });
    if let Some(date) = of_element {
        return Some((date, DateBy::Time));
    }
    url.and_then(|url| day(url, language)).map(|date| (date, DateBy::Address))
}

/// The standfirst that a description repeats; none if readers do not see it in the page.
fn seen(page: &Readability, description: &str) -> Option<String> {
    let begin = description.trim_end_matches(['.', '…', ' ']);
    if begin.is_empty() {
        return None;
    }
    let texts = page.doc.select(SEEN);
    let mut leaves = texts.nodes().iter().filter(|node| {
        // Boxes are nested in each other, paragraphs and headings are not.
        !node.has_name("div") && !node.has_name("section") || node.element_children().is_empty()
    });
    leaves.find_map(|node| decoded(&node.text()).filter(|text| text.starts_with(begin)))
}

/// The language code in a tag: `en` in `en-GB` or `en_GB`.
fn code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_', ',', ';']).next()?.trim().to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}
