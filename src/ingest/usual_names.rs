//! Usual names of columns: how exports of news databases, scrapers, feeds and interfaces call what is read.

use super::columns::Field;

/// The usual names of the column of `field`, in the form of [`plain`], the likeliest first.
pub(super) fn usual_names(field: Field) -> &'static [&'static str] {
    match field {
        Field::Text => &[
            "text",
            "body",
            "content",
            "article",
            "maintext",
            "fulltext",
            "articletext",
            "articlebody",
            "articlecontent",
            "bodytext",
            "textbody",
            "storytext",
            "newstext",
            "contenttext",
            "maincontent",
            "contentrendered",
            "fieldsbodytext",
            "plaintext",
            "rawtext",
            "cleantext",
            "document",
        ],
        Field::Id => &["id", "docid", "documentid", "articleid", "storyid", "newsid", "textid", "uuid"],
        Field::Title => &[
            "title",
            "headline",
            "heading",
            "articletitle",
            "newstitle",
            "webtitle",
            "headlinemain",
            "titlerendered",
            "fieldsheadline",
        ],
        Field::Standfirst => &["standfirst", "subtitle", "subheadline", "subheading", "deck", "dek"],
        Field::Date => &[
            "date",
            "published",
            "publishedat",
            "publisheddate",
            "publishedon",
            "publishdate",
            "datepublished",
            "datepublish",
            "publicationdate",
            "dateofpublication",
            "publicationdatetime",
            "pubdate",
            "publishtime",
            "webpublicationdate",
            "articledate",
            "datetime",
            "day",
            "timestamp",
            "createdat",
        ],
        Field::Source => &[
            "source",
            "sourcename",
            "outlet",
            "publication",
            "newspaper",
            "publisher",
            "medium",
            "media",
            "mediaoutlet",
            "outletname",
            "publicationname",
            "publishername",
            "medianame",
            "paper",
            "journal",
            "sitename",
            "site",
            "website",
            "sourcetitle",
            "sourcedomain",
            "domain",
        ],
        Field::Author => &[
            "author",
            "authors",
            "byline",
            "authorname",
            "bylineoriginal",
            "writer",
            "journalist",
            "creator",
            "fieldsbyline",
        ],
        Field::Language => &["language", "lang", "languagecode", "locale"],
        Field::Url => {
            &["url", "link", "articleurl", "weburl", "permalink", "canonicalurl", "sourceurl", "uri"]
        }
    }
}

/// A name in lower case and without what parts its words: `Date_Publish`, `date publish` and `datePublish` are one.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_usual_name_stands_for_one_thing_and_is_plain() {
        let mut seen = BTreeSet::new();
        for field in Field::ALL {
            let names = usual_names(field);
            assert_eq!(names.first(), Some(&field.name()));
            for name in names {
                assert_eq!(plain(name), *name);
                assert!(seen.insert(*name), "{name} stands twice");
            }
        }
    }

    #[test]
    fn case_and_what_parts_words_are_no_matter() {
        for name in ["date_publish", "Date Publish", "datePublish", "DATE-PUBLISH", "date.publish"] {
            assert_eq!(plain(name), "datepublish");
        }
    }
}
