//! `report.html`: the digest of a result as a page.

mod actors;
mod charts;
mod course;
mod evidence;
mod findings;
mod heat;
mod how;
mod links;
mod numbers;
mod others;
mod outlets;
mod page;
mod script;
mod topics;

pub use page::{REPORT_FILE, write_report};
