//! Pages for people: HTML that needs nothing else, no script, no font, no network.

mod explain;
mod page;
mod text;

pub use explain::write_html;
