//! Linked data of a page (JSON-LD, schema.org): the object that describes its article.

use super::plain::decoded;
use dom_smoothie::Readability;
use serde_json::{Map, Value};

/// Types of objects that are articles, besides those that end in `Article`.
const TYPES: [&str; 5] = ["BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "NewsReport"];
/// Keys whose values may hold the article.
const AROUND: [&str; 4] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];
/// Maximum nesting in which the article is looked for.
const DEPTH: usize = 4;

type Object = Map<String, Value>;

/// The linked data of a page.
#[derive(Debug, Default)]
pub struct LinkedData {
    blocks: Vec<Value>,
}

impl LinkedData {
    /// Reads all blocks; those that are no JSON are passed by.
    pub fn of(page: &Readability) -> Self {
        let scripts = page.doc.select(r#"script[type="application/ld+json"]"#);
        let blocks = scripts.nodes().iter().filter_map(|script| {
            // Line breaks within strings are frequent, and not allowed.
            let text = script.text().replace(char::is_control, " ");
            let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
            let text = text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
            serde_json::from_str(text).ok()
        });
        Self { blocks: blocks.collect() }
    }

    /// The first article.
    pub fn article(&self) -> Option<&Object> {
        self.blocks.iter().find_map(|block| article(block, DEPTH))
    }

    /// The first of `keys` whose value is a text.
    pub fn text(&self, object: &Object, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.names(object.get(*key)?, "@id").into_iter().next())
    }

    /// The names of people or organisations at `key`.
    pub fn named(&self, object: &Object, key: &str) -> Vec<String> {
        object.get(key).map(|value| self.names(value, "name")).unwrap_or_default()
    }

    /// The texts of a value: itself, `key` of an object or of the one that it refers to, or those of a list.
    fn names(&self, value: &Value, key: &str) -> Vec<String> {
        match value {
            Value::String(text) => decoded(text).into_iter().collect(),
            Value::Array(values) => values.iter().flat_map(|value| self.names(value, key)).collect(),
            Value::Object(object) => {
                let told = |object: &Object| object.get(key).and_then(Value::as_str).and_then(decoded);
                let referred = || {
                    let id = object.get("@id")?;
                    self.blocks.iter().find_map(|block| with_id(block, id, DEPTH, &told))
                };
                told(object).or_else(referred).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

fn article(value: &Value, depth: usize) -> Option<&Object> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| article(value, depth)),
        Value::Object(object) if is_article(object) => Some(object),
        Value::Object(object) => {
            AROUND.iter().filter_map(|key| object.get(*key)).find_map(|value| article(value, depth))
        }
        _ => None,
    }
}

fn is_article(object: &Object) -> bool {
    let is = |value: &Value| {
        value.as_str().is_some_and(|name| {
            let name = name.rsplit(['/', ':']).next().unwrap_or(name);
            name.ends_with("Article") || TYPES.contains(&name)
        })
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is),
        Some(one) => is(one),
        None => false,
    }
}

/// What `told` says of the first object with this id of which it says anything.
fn with_id(
    value: &Value,
    id: &Value,
    depth: usize,
    told: &impl Fn(&Object) -> Option<String>,
) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| with_id(value, id, depth, told)),
        Value::Object(object) => {
            let here = (object.get("@id") == Some(id)).then(|| told(object)).flatten();
            here.or_else(|| with_id(object.get("@graph")?, id, depth, told))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: &str) -> LinkedData {
        LinkedData::of(&Readability::from(format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn the_article_is_found_wherever_it_is() {
        for json in [
            r#"{"@type": "NewsArticle", "headline": "A &amp; B"}"#,
            r#"[{"@type": "WebSite"}, {"@type": ["Thing", "http://schema.org/BlogPosting"], "headline": "A & B"}]"#,
            r#"{"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "Report", "headline": "A & B"}}]}"#,
            "{\"@type\": \"OpinionNewsArticle\", \"headline\": \"A\n &#38; B\"}",
        ] {
            let data = data(json);
            let article = data.article().unwrap();
            assert_eq!(data.text(article, &["headline"]).as_deref(), Some("A & B"), "{json}");
        }
        for json in ["{", "[]", r#"{"@type": "WebSite"}"#, &"[".repeat(100_000)] {
            assert!(data(json).article().is_none(), "{json:.40}");
        }
    }

    #[test]
    fn names_are_told_of_objects_lists_and_references() {
        let data = data(
            r##"{"@graph": [{"@type": "Article", "author": [{"name": "Ana Lenz"}, "Bo Berg", {"@id": "#c"}],
                "publisher": {"@id": "#o"}, "isPartOf": 3},
                {"@id": "#c", "name": "Cai Dunn"}, {"@id": "#o", "name": "The Coast Post"}]}"##,
        );
        let article = data.article().unwrap();
        assert_eq!(data.named(article, "author"), ["Ana Lenz", "Bo Berg", "Cai Dunn"]);
        assert_eq!(data.named(article, "publisher"), ["The Coast Post"]);
        assert!(data.named(article, "isPartOf").is_empty());
    }
}
