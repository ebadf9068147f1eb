//! HTML pages for readers, self-contained: no external script or font, no network.

mod explain;
mod page;
mod result;
mod text;

pub use explain::write_html;
pub use result::{REPORT_FILE, write_report};
