use super::*;

fn wordings() -> Wordings {
    let mut wordings = Wordings::default();
    for (kind, value) in [
        (WordingKind::Teaser, "read more : *"),
        (WordingKind::Teaser, "read more about …"),
        (WordingKind::Share, "share"),
        (WordingKind::ShareWords, "share tweet email"),
        (WordingKind::Newsletter, "sign up * newsletter *"),
        (WordingKind::Copyright, "* all rights reserved *"),
        (WordingKind::ReportingCredit, "reporting by Name *"),
    ] {
        wordings.push(kind, value.to_owned());
    }
    wordings
}

#[test]
fn a_line_is_told_by_its_words_and_wildcards() {
    let wordings = wordings();
    for (line, kind) in [
        ("READ MORE | Fish", WordingKind::Teaser),
        ("* Read more: Fish.", WordingKind::Teaser),
        ("Read more about fish", WordingKind::Teaser),
        ("Share 24", WordingKind::Share),
        ("Share · Tweet · Email", WordingKind::Share),
        ("Sign up to our daily newsletter!", WordingKind::Newsletter),
        ("(c) 2031 Coast Post. All rights reserved.", WordingKind::Copyright),
        ("(Reporting by Ana Lenz; Editing by Jo Marr)", WordingKind::ReportingCredit),
    ] {
        assert_eq!(wordings.kind(line), Some(kind), "{line}");
    }
}

#[test]
fn what_is_looked_up_is_what_a_look_at_every_wording_finds() {
    let wordings = wordings();
    let lookup = Lookup::of(&wordings.rows);
    let pieces = [
        "Read",
        "more",
        "about",
        ":",
        "|",
        "share",
        "Sign",
        "up",
        "our",
        "newsletter",
        "All",
        "rights",
        "reserved",
        "Reporting",
        "by",
        "Ana",
        "©",
        "(c) 2031",
        "fish-24",
        "don't",
        "—",
        "“more”",
    ];
    let mut drawn = 7_u64;
    let mut found = 0;
    for _ in 0..20_000 {
        let mut line = String::new();
        for _ in 0..drawn % 7 {
            drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            line.push_str(pieces[(drawn >> 33) as usize % pieces.len()]);
            line.push(' ');
        }
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 1;
        let (words, stopped) = (line_words(&line), is_stopped(&line));
        let all = lookup.wordings.iter().filter(|wording| !(wording.unstopped && stopped));
        let first =
            all.into_iter().find(|wording| matches(&wording.parts, &words)).map(|wording| wording.kind);
        let expected = first.or_else(|| lookup.is_button_row(&line).then_some(WordingKind::Share));
        assert_eq!(wordings.kind(&line), expected, "{line}");
        found += usize::from(expected.is_some());
    }
    assert!(found > 100, "{found}");
}

#[test]
fn other_lines_are_nothing() {
    let wordings = wordings();
    for line in [
        "Read more than one letter and you know.",
        "Read more about it, he said.",
        "Share prices fell.",
        "Not all rights are reserved.",
        "Reporting by the press was banned.",
        "Email is old.",
        "",
        "***",
    ] {
        assert_eq!(wordings.kind(line), None, "{line}");
    }
}

#[test]
fn many_wildcards_do_not_take_long() {
    let mut wordings = Wordings::default();
    wordings.push(WordingKind::Teaser, "* a * a * a * a * b".to_owned());
    assert_eq!(wordings.kind(&"a ".repeat(200)), None);
}
