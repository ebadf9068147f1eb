//! Properties that hold for any text, tested on generated texts.

use crate::support::settings;
use proptest::prelude::*;
use standpoint::index::Knowledge;
use standpoint::ingest::{Context, Metadata, Payload, Raw};
use standpoint::pipeline::Analyst;
use standpoint::stance::Micro;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| standpoint::shipped::knowledge().unwrap());

fn raw(text: &str) -> Raw {
    Raw {
        doc_id: "made-up".to_owned(),
        path: "made-up".to_owned(),
        row: None,
        payload: Payload::Bytes(text.as_bytes().to_vec()),
        metadata: Metadata::default(),
        context: Context::default(),
    }
}

/// Sentences of names, cues, what changes cues, quotation marks and filling.
fn sentences() -> impl Strategy<Value = String> {
    let words = vec![
        "Peru",
        "Chile",
        "Moscow",
        "the European Union",
        "Emmanuel Macron",
        "NATO",
        "Peru's",
        "Chilean",
        "praised",
        "condemned",
        "attacked",
        "brave",
        "corrupt",
        "reckless",
        "honest",
        "betrayed",
        "was condemned by",
        "not",
        "never",
        "hardly",
        "very",
        "somewhat",
        "allegedly",
        "might",
        "but",
        "although",
        ", but",
        ", which",
        ", and",
        "said",
        "according to",
        "\"",
        "“",
        "”",
        "the",
        "treaty",
        "harbour",
        "of",
        "by",
        "-",
        ";",
        ":",
        "(",
        ")",
    ];
    let sentence = (proptest::collection::vec(proptest::sample::select(words), 1..24), 0..4usize);
    let text = sentence.prop_map(|(words, end)| words.join(" ") + [".", "?", "\n\n", ".\""][end]);
    proptest::collection::vec(text, 1..6).prop_map(|sentences| sentences.join(" "))
}

proptest! {
    #[test]
    fn evidence_of_any_text_adds_up_and_stance_stays_within_its_bounds(text in sentences()) {
        let settings = settings(&KNOWLEDGE);
        let mut analyst = Analyst::new(&KNOWLEDGE, &settings, None);
        let analysis = analyst.analyze(raw(&text)).unwrap();
        prop_assert_eq!(analysis.scored.len(), analysis.found.mentions.len());
        let bounded = |stance: Option<f64>| stance.is_none_or(|stance| (-1.0..=1.0).contains(&stance));
        for (mention, scored) in analysis.found.mentions.iter().zip(&analysis.scored) {
            for most in [0, 1, 8, usize::MAX] {
                let rows = scored.rows(most);
                let favourable: Micro = rows.iter().map(|row| row.toward_favourable).sum();
                let critical: Micro = rows.iter().map(|row| row.toward_critical).sum();
                prop_assert_eq!(favourable, scored.toward_favourable);
                prop_assert_eq!(critical, scored.toward_critical);
            }
            prop_assert!(bounded(scored.stance()));
            // What speaks for or against stands in the sentence of the mention, outside its name.
            let sentence = analysis.document.sentences[mention.sentence].tokens.clone();
            let mut cues = scored.evidence.iter().filter(|evidence| evidence.is_cue());
            prop_assert_eq!(scored.stance().is_some(), cues.clone().next().is_some());
            prop_assert!(cues.all(|cue| !cue.tokens().is_empty()
                && sentence.start <= cue.tokens().start
                && cue.tokens().end <= sentence.end
                && (cue.tokens().end <= mention.tokens.start
                    || mention.tokens.end <= cue.tokens().start
                    || cue.learned().is_some())));
        }
        for actor in &analysis.stances {
            prop_assert_eq!(actor.pool.is_some(), actor.cues > 0);
            prop_assert!(bounded(actor.stance()) && bounded(actor.narration) && bounded(actor.quoted));
            if let Some(interval) = actor.interval {
                prop_assert!(-1.0 <= interval.low && interval.low <= interval.high && interval.high <= 1.0);
            }
        }
    }

    #[test]
    fn tokens_and_the_gaps_between_them_give_any_text_back(text in sentences()) {
        let settings = settings(&KNOWLEDGE);
        let mut analyst = Analyst::new(&KNOWLEDGE, &settings, None);
        let (_, document) = analyst.read(raw(&text)).unwrap();
        let (mut rebuilt, mut at) = (String::new(), 0);
        for token in &document.tokens {
            prop_assert!(token.start as usize >= at && token.end > token.start);
            rebuilt.push_str(&document.text[at..token.start as usize]);
            rebuilt.push_str(document.token_text(token));
            at = token.end as usize;
        }
        rebuilt.push_str(&document.text[at..]);
        prop_assert_eq!(rebuilt, document.text);
    }
}
