//! stub
/// stub
#[derive(Debug)]
pub struct LearnReport;
