//! HTML pages for readers, self-contained: no script, no external font, no network.

mod explain;
mod page;
mod text;

pub use explain::write_html;
