//! Scoring: every mention with every cue of its sentence.

use super::evidence::{Evidence, Rule, ScoredMention, Source, place};
use super::feature::Surroundings;
use super::learned::score_by_table;
use super::micro::Micro;
use super::neighbour::kinds;
use super::participants::participants;
use super::roles::{Role, known_verbs, roles_in};
use super::rules::ruled;
use super::scene::Scene;
use super::scorer::Scorer;
use super::tie::tie_by_rules;
use super::weights::Weights;
use crate::index::Knowledge;
use crate::lexicon::Kind;
use crate::mentions::{Attribution, CueMatch, Found, FoundBy, Mention};
use crate::syntax::{Chunks, attachment, underlined};
use crate::text::{Document, WordClass, WordTable, clauses};
use std::ops::Range;
use std::sync::Arc;

/// The evidence for every mention of `found`, in their order.
#[must_use]
pub fn score(
    document: &Document,
    words: &WordTable<'_>,
    found: &Found,
    knowledge: &Knowledge,
    scorer: &Scorer,
) -> Vec<ScoredMention> {
    let mut scored = Vec::with_capacity(found.mentions.len());
    surroundings(document, words, found, knowledge, &mut |place, first| match &scorer.learned {
        Some(index) => {
            let before = scored.len();
            for (at, mention) in place.mentions.iter().enumerate() {
                // The units of an actor are the same for all mentions of it in a sentence.
                let same = place.mentions.iter().take(at).position(|other| other.actor == mention.actor);
                let by_table = match same.and_then(|same| scored.get(before + same)) {
                    Some(same) => ScoredMention { mention: first + at, ..ScoredMention::clone(same) },
                    None => score_by_table(index, place, at, first + at),
                };
                scored.push(by_table);
            }
            for (mention, by_table) in place.mentions.iter().zip(scored.iter_mut().skip(before)) {
                if let Some(prefix) = by_prefix(document, words, mention, &scorer.weights) {
                    by_table.add(prefix);
                }
            }
        }
        None => scored.extend(score_by_rules(place, first, scorer)),
    });
    scored
}

/// The evidence of the rules alone for the mentions of a sentence, the first of which has that index.
fn score_by_rules(place: &Surroundings<'_>, first: usize, scorer: &Scorer) -> Vec<ScoredMention> {
    let mut all: Vec<Vec<Evidence>> = place.mentions.iter().map(|_| vec![scorer.prior()]).collect();
    for (cue, roles) in place.scene.cues.iter().zip(place.roles) {
        if cue.kind == Kind::Cue {
            weigh(place, &scorer.weights, cue, roles, &mut all);
        }
    }
    let evidence = place.mentions.iter().zip(all).enumerate();
    evidence
        .map(|(at, (mention, mut evidence))| {
            evidence.extend(by_prefix(place.document, place.words, mention, &scorer.weights));
            ScoredMention {
                mention: first + at,
                toward_favourable: evidence.iter().map(|e| e.toward_favourable).sum(),
                toward_critical: evidence.iter().map(|e| e.toward_critical).sum(),
                evidence: Arc::new(evidence),
                threshold: scorer.threshold(),
            }
        })
        .collect()
}

/// What [`surroundings`] calls for each sentence with a mention.
pub type Visit<'v> = dyn FnMut(&Surroundings<'_>, usize) + 'v;

/// Goes through the sentences with mentions of `found` in their order: `visit` is given each with the index of its first
/// mention.
pub fn surroundings(
    document: &Document,
    words: &WordTable<'_>,
    found: &Found,
    knowledge: &Knowledge,
    visit: &mut Visit<'_>,
) {
    let all_spoken = spoken(found);
    // A longer stretch may hold a shorter one, so that ends do not rise, but the last end so far does.
    let ends = all_spoken.iter().scan(0, |last: &mut usize, (content, _)| {
        *last = content.end.max(*last);
        Some(*last)
    });
    let ends: Vec<usize> = ends.collect();
    let mut next_cue = 0;
    let mut next_name = 0;
    let mut first = 0;
    while let Some(mention) = found.mentions.get(first) {
        let index = mention.sentence;
        let last = first + found.mentions[first..].iter().take_while(|m| m.sentence == index).count();
        next_cue += found.cues[next_cue..].iter().take_while(|c| c.sentence < index).count();
        let cues_end = next_cue + found.cues[next_cue..].iter().take_while(|c| c.sentence == index).count();
        next_name += found.unlisted[next_name..].iter().take_while(|n| n.sentence < index).count();
        let names_end =
            next_name + found.unlisted[next_name..].iter().take_while(|n| n.sentence == index).count();
        let Some(sentence) = document.sentences.get(index) else { break };
        let clauses = clauses(document, sentence, words);
        let scene = Scene {
            document,
            words,
            first: sentence.tokens.start,
            clauses: &clauses,
            cues: &found.cues[next_cue..cues_end],
            knowledge,
        };
        let mentions = &found.mentions[first..last];
        let unlisted = &found.unlisted[next_name..names_end];
        let in_sentence = all_spoken.partition_point(|(content, _)| content.start < sentence.tokens.end);
        let before = ends.partition_point(|end| *end <= sentence.tokens.start);
        let everybody = participants(mentions, unlisted);
        let names: Vec<Range<usize>> = everybody.iter().map(|somebody| somebody.tokens.clone()).collect();
        let verbs = known_verbs(&scene);
        let chunks = Chunks::new(document, words, sentence, &clauses, &names, &verbs);
        let kinds = kinds(&scene, sentence, &names);
        let holders = |cue: &CueMatch| match cue.kind {
            Kind::Cue if knowledge.entry(cue.entry).has_roles() => roles_in(&scene, &chunks, cue, &everybody),
            _ => Vec::new(),
        };
        let holders: Vec<Vec<(usize, Role)>> = scene.cues.iter().map(holders).collect();
        let place = Surroundings {
            document,
            words,
            sentence,
            scene: &scene,
            mentions,
            unlisted,
            participants: &everybody,
            roles: &holders,
            chunks: &chunks,
            spoken: all_spoken.get(before..in_sentence).unwrap_or_default(),
            kinds: &kinds,
        };
        visit(&place, first);
        first = last;
        next_cue = cues_end;
        next_name = names_end;
    }
}

/// What is said by actors, each stretch with who says it, in the order of the text.
fn spoken(found: &Found) -> Vec<(Range<usize>, usize)> {
    let of = |said: &Attribution| {
        let speaker = said.speaker;
        let content = said.content.clone();
        content.into_iter().filter_map(move |content| Some((content, speaker?)))
    };
    let mut all: Vec<_> = found.attributions.iter().flat_map(of).collect();
    all.sort_by_key(|(content, speaker)| (content.start, content.end, *speaker));
    all
}

/// The evidence of the prefix of a compound with the actor.
fn by_prefix(
    document: &Document,
    words: &WordTable<'_>,
    mention: &Mention,
    weights: &Weights,
) -> Option<Evidence> {
    let before = mention.tokens.start.checked_sub(1).filter(|_| mention.found_by == FoundBy::Prefix)?;
    let against = words.info(document.tokens.get(before)?).is(WordClass::Opposing);
    let micro = Micro::from_f64(weights.prefix);
    let (toward_favourable, toward_critical) =
        if against { (Micro::ZERO, micro) } else { (micro, Micro::ZERO) };
    Some(Evidence {
        rule: Rule::Prefix,
        source: Source::None,
        more: 0,
        place: place(&(before..mention.tokens.start)),
        distance: 0,
        shifts: 0,
        toward_favourable,
        toward_critical,
    })
}

/// Adds what `cue`, to which participants have `roles`, says to the evidence of each mention of its sentence.
fn weigh(
    around: &Surroundings<'_>,
    weights: &Weights,
    cue: &CueMatch,
    roles: &[(usize, Role)],
    all: &mut [Vec<Evidence>],
) {
    for (at, evidence) in all.iter_mut().enumerate() {
        let Some(ruled) = ruled(around, weights, cue, roles, at) else { continue };
        let Some(mention) = around.mentions.get(at) else { continue };
        let (turn, bits) = around.turn(&cue.tokens, &around.places(mention.actor).targets);
        let name = around.participants.iter().position(|somebody| somebody.mention == Some(at));
        let tied = name.map(|name| tie_by_rules(attachment(around.chunks, &cue.tokens, name)));
        let (factor, tied) = tied.unwrap_or((1.0, 0));
        let value = turn.times(factor).of_number(ruled.value);
        let micro = Micro::from_f64(value.abs());
        if micro == Micro::ZERO {
            continue;
        }
        let (toward_favourable, toward_critical) =
            if value > 0.0 { (micro, Micro::ZERO) } else { (Micro::ZERO, micro) };
        evidence.push(Evidence {
            rule: ruled.rule,
            source: Source::Entry(cue.entry),
            more: 0,
            place: place(&underlined(around.chunks, &cue.tokens)),
            distance: ruled.distance as u32,
            shifts: ruled.shifts | bits | tied,
            toward_favourable,
            toward_critical,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};

    /// The mentions of a text, scored by the rules alone.
    fn scored(text: &str) -> Vec<ScoredMention> {
        let knowledge = knowledge(ACTORS, LEXICON);
        read(&knowledge, text, None, |document, words, found| {
            score(document, words, found, &knowledge, &Scorer::of(&knowledge))
        })
    }

    #[test]
    fn a_cue_counts_by_its_distance_beside_the_prior() {
        let north = &scored("Northland was great.")[0];
        let rules: Vec<Rule> = north.evidence.iter().map(|evidence| evidence.rule).collect();
        assert_eq!(rules, [Rule::Prior, Rule::Polarity]);
        // 3 / (1 + 1 / 15) × 2.97, for it is favourable.
        assert_eq!(north.evidence[1].toward_favourable, Micro(8_353_125));
        assert_eq!(north.evidence[1].context(), "distance=1");
        assert_eq!(north.toward_critical, Micro(-2_130_000));
    }

    #[test]
    fn agent_and_patient_have_numbers_of_their_own() {
        let scored = scored("Northland praised Southland.");
        let said = |at: usize| (scored[at].evidence[1].rule, scored[at].evidence[1].toward_favourable);
        // 1 × 0.75 × 1.3 × 2.97 and 2 × 0.4 × 1.8 × 2.97.
        assert_eq!(said(0), (Rule::Agent, Micro(2_895_750)));
        assert_eq!(said(1), (Rule::Patient, Micro(4_276_800)));
    }

    #[test]
    fn a_bystander_in_another_clause_gets_little() {
        let ada = &scored("Northland praised Southland while Ada Quill watched.")[2];
        assert_eq!(ada.evidence[1].rule, Rule::Polarity);
        assert_eq!(ada.evidence[1].context(), "other_clause nearer_actor loose distance=2");
        // 1 × 0.5 / (1 + 2 / 15) × 0.6 × 0.5 × 0.7 × 2.97.
        assert_eq!(ada.evidence[1].toward_favourable, Micro(275_162));
    }

    #[test]
    fn a_prefix_speaks_for_or_against() {
        let north = &scored("The anti-Northland camp gathered.")[0];
        assert_eq!((north.evidence[1].rule, north.evidence[1].source), (Rule::Prefix, Source::None));
        assert_eq!(north.evidence[1].toward_critical, Micro(600_000));
    }

    #[test]
    fn without_a_cue_there_is_the_prior_and_no_stance() {
        let north = &scored("Northland was late.")[0];
        assert_eq!((north.evidence.len(), north.stance()), (1, None));
        assert!(!north.has_evidence());
    }
}
