//! What to do about inputs that were skipped.

use super::used::Used;
use standpoint::ingest::Reason;

/// The remedy for inputs that were skipped for `reason`, without the flags that are given already.
pub fn remedy(reason: Reason, used: &Used) -> Option<&'static str> {
    match reason {
        Reason::Binary if used.encoding => Some("convert it to text first"),
        Reason::NotUtf8 if used.encoding && used.lossy => None,
        Reason::NotUtf8 if used.encoding => Some("replace bad bytes with --lossy"),
        Reason::NotUtf8 if used.lossy => Some("name the encoding with --encoding"),
        Reason::NoTextColumn if used.text_column => None,
        Reason::BadJson if used.text_column => Some("one object a line"),
        Reason::DuplicateId if used.id_column => Some("ids must differ"),
        // That of a wrong encoding stays: the name that was given is the wrong one.
        reason => Some(reason.remedy()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_flags_it_is_the_whole_remedy() {
        for reason in [Reason::NotThere, Reason::NotUtf8, Reason::NoTextColumn, Reason::DuplicateId] {
            assert_eq!(remedy(reason, &Used::default()), Some(reason.remedy()));
        }
    }

    #[test]
    fn a_flag_that_is_given_is_not_advised() {
        let encoding = Used { encoding: true, ..Used::default() };
        let lossy = Used { lossy: true, ..Used::default() };
        let both = Used { lossy: true, ..encoding };
        let text_column = Used { text_column: true, ..Used::default() };
        let id_column = Used { id_column: true, ..Used::default() };
        for (reason, used, flag, left) in [
            (Reason::Binary, encoding, "--encoding", Some("convert it to text first")),
            (Reason::NotUtf8, encoding, "--encoding", Some("replace bad bytes with --lossy")),
            (Reason::NotUtf8, lossy, "--lossy", Some("name the encoding with --encoding")),
            (Reason::NotUtf8, both, "--encoding", None),
            (Reason::NoTextColumn, text_column, "--text-column", None),
            (Reason::BadJson, text_column, "--text-column", Some("one object a line")),
            (Reason::DuplicateId, id_column, "--id-column", Some("ids must differ")),
        ] {
            assert_eq!(remedy(reason, &used), left, "{reason:?}");
            assert!(reason.remedy().contains(flag), "{reason:?}");
            // What is left is a part of the whole, so that the two cannot come apart.
            assert!(left.is_none_or(|left| reason.remedy().contains(left)), "{reason:?}");
        }
    }

    #[test]
    fn another_encoding_is_advised_where_the_one_that_is_given_is_wrong() {
        let used = Used { encoding: true, ..Used::default() };
        assert!(remedy(Reason::BadEncoding, &used).unwrap().contains("--encoding: name another"));
    }
}
