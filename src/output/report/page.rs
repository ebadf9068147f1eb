//! The frame of every page: the head with style and security policy, and the footer.

use super::text::Text;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("explain.css");

/// Content Security Policy: a page may load its own style and images and nothing else. No script runs, even one that
/// got past the escaping.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// What a page has of its own.
pub(super) struct Frame<'f> {
    /// What it may load and run.
    pub(super) policy: &'f str,
    /// Its style, behind that of every page.
    pub(super) style: &'f str,
    /// Its script, which the policy allows.
    pub(super) script: Option<&'f str>,
}

/// The page with this title around `content`.
pub(super) fn page(title: &str, content: &Markup) -> Markup {
    framed(title, content, &Frame { policy: POLICY, style: "", script: None })
}

/// The same with a policy, style and script of its own.
pub(super) fn framed(title: &str, content: &Markup, frame: &Frame<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(frame.policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (Text(title)) }
                style { (PreEscaped(STYLE)) (PreEscaped(frame.style)) }
            }
            body {
                (content)
                footer { "standpoint " (env!("CARGO_PKG_VERSION")) }
                @if let Some(script) = frame.script { script { (PreEscaped(script)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_before_what_it_governs() {
        let page = page("A title", &html! { p { "text" } }).into_string();
        let policy = page.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        assert!(policy.is_some() && policy < page.find("<style>"), "{page}");
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"),
            "{page}"
        );
        assert!(page.contains("<body><p>text</p><footer>standpoint "), "{page}");
    }

    #[test]
    fn the_style_cannot_end_its_element() {
        assert!(!STYLE.contains("</"));
    }
}
