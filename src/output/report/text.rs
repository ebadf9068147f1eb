//! Untrusted text in pages.

use super::super::sanitize::sanitize;
use maud::Render;

/// Text of a corpus, a registry or a lexicon, for content or an attribute: control characters and direction overrides
/// are written as escapes, then HTML characters are escaped. All text that is not the program's own goes into a page
/// this way.
pub(super) struct Text<'t>(pub(super) &'t str);

impl Render for Text<'_> {
    fn render_to(&self, buffer: &mut String) {
        sanitize(self.0).render_to(buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn nothing_that_html_reads_is_left_of_a_text() {
        assert_eq!(Text("<a b=\"c\">&").render().into_string(), "&lt;a b=&quot;c&quot;&gt;&amp;");
        assert_eq!(Text("a\u{0}b\u{202e}c").render().into_string(), "a\\u{0}b\\u{202e}c");
    }

    #[test]
    fn an_attribute_cannot_be_left() {
        let note = "x\" onload='alert(1)'";
        let markup = html! { mark title=(Text(note)) {} };
        assert_eq!(markup.into_string(), "<mark title=\"x&quot; onload='alert(1)'\"></mark>");
    }
}
