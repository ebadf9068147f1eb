//! Web pages: recognised by their first tag, guarded before they are parsed, and the article taken out of them.
//!
//! The article's text becomes the source text of the document, to which all offsets refer.

mod address;
mod article;
mod charset;
mod fault;
mod guard;
mod head;
mod json_ld;
mod plain;
mod recognise;
mod tags;
mod title;

#[cfg(test)]
mod tests;

pub(super) use article::extract;
pub(super) use charset::declared;
pub(super) use fault::PageFault;
pub(super) use guard::{MAX_PAGE_BYTES, check_bytes};
pub(super) use recognise::begins_page;
pub use recognise::is_page;

/// Whether a text has any tag: without one, it is plain text whatever its file is called.
pub(super) fn has_tags(text: &str) -> bool {
    tags::Tags::new(text.as_bytes()).next().is_some()
}
