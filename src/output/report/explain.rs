//! An explanation as an HTML page: the text with marked mentions and cues, and the arithmetic of each actor.

use super::super::figures::{amount, counted, signed, verdict};
use super::page::page;
use super::text::Text;
use crate::tables::{ActorArithmetic, Explanation, Line, Mark, MarkedSentence, MentionArithmetic, Span};
use crate::text::Part;
use maud::{Markup, PreEscaped, html};
use std::io::{self, Write};

/// Writes the page of `explanations` to `out`.
///
/// # Errors
/// The stream cannot be written.
pub fn write_html(out: &mut dyn Write, explanations: &[Explanation]) -> io::Result<()> {
    let title = match explanations {
        [only] => only.heading.clone(),
        several => counted(several.len(), "document"),
    };
    let articles = html! {
        @for explanation in explanations { (article(explanation)) }
    };
    writeln!(out, "{}", page(&title, &articles).into_string())
}

fn article(explanation: &Explanation) -> Markup {
    let (title, text): (Vec<_>, Vec<_>) =
        explanation.sentences.iter().partition(|sentence| sentence.part == Part::Title);
    let heading = match title.is_empty() {
        true => html! { (Text(&explanation.heading)) },
        false => marked(title.iter().flat_map(|sentence| &sentence.spans)),
    };
    let mut facts = explanation.about.clone();
    facts.push(explanation.doc_id.clone());
    html! {
        article {
            h1 { (PreEscaped(heading.into_string().trim_end())) }
            p.facts { (Text(&facts.join(" · "))) }
            @if !explanation.clean_up.is_empty() {
                p.facts { "clean-up: " (Text(&explanation.clean_up.join(", "))) }
            }
            p.legend {
                mark.actor { "this" } " names an actor, "
                mark.good { "this" } " speaks for one, "
                mark.bad { "this" } " against one. Rest the pointer on a mark to see whom and how much."
            }
            (paragraphs(&text))
            h2 {
                @if explanation.actors.is_empty() {
                    (explanation.nobody().trim_end_matches('.'))
                } @else {
                    "Stance toward each actor"
                }
            }
            @for (at, actor) in explanation.actors.iter().enumerate() { (details(actor, at == 0)) }
            @if !explanation.edges.is_empty() {
                h2 { "Who toward whom" }
                @for edge in &explanation.edges {
                    p {
                        span.id { (Text(&edge.sentence_id)) } " "
                        (Text(&edge.source)) " → " (Text(&edge.target)) "  "
                        (verdict(edge.stance, edge.label, Some(edge.confidence)))
                        @if !edge.cue.is_empty() { " by “" (Text(&edge.cue)) "”" }
                        " (" (edge.rule) @if edge.strict { ", strict" } ")"
                    }
                }
            }
        }
    }
}

fn paragraphs(sentences: &[&MarkedSentence]) -> Markup {
    let class = |paragraph: &[&MarkedSentence]| {
        paragraph.first().is_some_and(|first| first.part == Part::Standfirst).then_some("standfirst")
    };
    html! {
        @for paragraph in sentences.chunk_by(|_, next| !next.paragraph) {
            p class=[class(paragraph)] {
                @for sentence in paragraph {
                    span.id { (Text(&sentence.sentence_id)) }
                    (PreEscaped(marked(&sentence.spans).into_string().trim()))
                    " "
                }
            }
        }
    }
}

fn marked<'s>(spans: impl IntoIterator<Item = &'s Span>) -> Markup {
    html! {
        @for span in spans {
            @if let Some(class) = class_of(&span.mark) {
                mark class=(class) title=(Text(&span.note)) { (Text(&span.text)) }
            } @else {
                (Text(&span.text))
            }
        }
    }
}

fn class_of(mark: &Mark) -> Option<&'static str> {
    match mark {
        Mark::Plain => None,
        Mark::Mention(_) => Some("actor"),
        Mark::Favourable => Some("good"),
        Mark::Critical => Some("bad"),
    }
}

/// An actor: a summary line with its stance, which unfolds to the arithmetic of its mentions.
fn details(actor: &ActorArithmetic, open: bool) -> Markup {
    html! {
        details open[open] {
            summary {
                span.who { (Text(&actor.name)) " " small { (Text(&actor.actor_id)) } }
                @if let Some(stance) = actor.stance {
                    (scale(stance))
                    span class={ "number" (ink(stance)) } { (number(stance)) " " (actor.label) }
                } @else {
                    span {}
                    span.number { "no evidence" }
                }
                span.more { (Text(&more(actor))) }
            }
            @if actor.stance.is_some() {
                div.wide {
                    @for mention in &actor.arithmetic { (arithmetic(mention)) }
                }
            }
        }
    }
}

/// A bar from the centre of the scale -1 to 1.
fn scale(stance: f64) -> Markup {
    let (left, class) = if stance < 0.0 { (50.0 + stance * 50.0, Some("below")) } else { (50.0, None) };
    let place = format!("left:{left:.1}%;width:{:.1}%", stance.abs() * 50.0);
    html! {
        span.scale { i class=[class] style=(place) {} }
    }
}

/// Further facts about an actor: mentions, interval, top cue.
fn more(actor: &ActorArithmetic) -> String {
    let mut more = vec![counted(actor.mentions, "mention")];
    if let Some(confidence) = actor.confidence.filter(|_| actor.stance.is_some()) {
        more.insert(0, format!("confidence {confidence:.2}"));
    }
    if actor.stance.is_some() && actor.mentions > actor.arithmetic.len() {
        more.push(format!("{} without a cue", actor.mentions - actor.arithmetic.len()));
    }
    if let Some((low, high)) = actor.interval.filter(|_| actor.stance.is_some()) {
        more.push(format!("95 % {} to {}", number(low), number(high)));
    }
    if let Some((cue, share)) = actor.top_cue.as_ref().filter(|_| actor.stance.is_some()) {
        more.push(format!("most by \u{201c}{cue}\u{201d} ({:.0} %)", share * 100.0));
    }
    more.join(" · ")
}

/// The table of a mention: one row per line of evidence, and the sums.
fn arithmetic(mention: &MentionArithmetic) -> Markup {
    let (favourable, critical) = mention.sums;
    html! {
        table {
            caption {
                (Text(&mention.sentence_id)) " "
                b { "\u{201c}" (Text(&mention.mention)) "\u{201d}" }
                " (" (mention.found_by) ", " (Text(&mention.spoken())) ") "
                span class={ "number" (ink(mention.stance)) } { (number(mention.stance)) " " (mention.label) }
            }
            thead {
                tr {
                    th { "cue" }
                    th { "rule" }
                    th { "context" }
                    th.number { "favourable" }
                    th.number { "critical" }
                }
            }
            tbody {
                @for line in &mention.lines { (row(line)) }
            }
            tfoot {
                tr {
                    td colspan="3" { "sum" }
                    td.number { (number(favourable)) }
                    td.number { (number(critical)) }
                }
            }
        }
    }
}

fn row(line: &Line) -> Markup {
    let aside = matches!(line.rule, "prior" | "rest");
    let color = if aside { "" } else { ink(line.toward_favourable - line.toward_critical) };
    html! {
        tr class=[aside.then_some("aside")] {
            td class={ "cue" (color) } { (Text(&line.cue)) }
            td { (line.rule) }
            td { (Text(&line.context)) }
            td.number { (wide_minus(&amount(line.toward_favourable))) }
            td.number { (wide_minus(&amount(line.toward_critical))) }
        }
    }
}

/// A number as in [`signed`], with a minus as wide as the plus.
fn number(value: f64) -> String {
    wide_minus(&signed(value))
}

fn wide_minus(number: &str) -> String {
    number.replace('-', "\u{2212}")
}

/// The class that colours a number, after a blank; empty for a number shown as zero.
fn ink(balance: f64) -> &'static str {
    match balance {
        _ if balance >= 0.0005 => " good-ink",
        _ if balance <= -0.0005 => " bad-ink",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text that might be run, obeyed or close an attribute, were it not escaped.
    const HOSTILE: &str = "<script>alert(\"x\")</script>\u{202e}' onload='\"\u{1b}";
    /// The same, escaped.
    const INERT: &str = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;\\u{202e}' onload='&quot;\\u{1b}";

    fn span(text: &str, mark: Mark, note: &str) -> Span {
        Span { text: text.to_owned(), mark, note: note.to_owned() }
    }

    fn sentence(part: Part, paragraph: bool, spans: Vec<Span>) -> MarkedSentence {
        MarkedSentence { sentence_id: "S1".to_owned(), part, paragraph, spans }
    }

    /// An explanation all of whose texts are [`HOSTILE`].
    fn hostile() -> Explanation {
        let text = || HOSTILE.to_owned();
        let spans = || {
            let mention = Mark::Mention(text());
            vec![span(HOSTILE, Mark::Plain, ""), span(HOSTILE, mention, HOSTILE)]
        };
        let line = |rule| Line {
            cue: text(),
            rule,
            context: text(),
            toward_favourable: 0.5,
            toward_critical: -0.25,
        };
        let mention = MentionArithmetic {
            sentence_id: text(),
            mention: text(),
            found_by: "name",
            voice: "author",
            speaker: None,
            start: 0,
            lines: vec![line("prior"), line("learned")],
            sums: (1.0, -0.5),
            stance: 0.4,
            label: "favourable",
            confidence: 0.6,
        };
        let actor = ActorArithmetic {
            actor_id: text(),
            name: text(),
            stance: Some(-0.4),
            label: "critical",
            confidence: Some(0.6),
            interval: Some((-0.5, 0.1)),
            mentions: 2,
            top_cue: Some((text(), 0.5)),
            strongest: Vec::new(),
            arithmetic: vec![mention],
        };
        Explanation {
            doc_id: text(),
            heading: text(),
            about: vec![text()],
            clean_up: vec![text()],
            sentences: vec![sentence(Part::Title, true, spans()), sentence(Part::Body, true, spans())],
            actors: vec![actor.clone(), ActorArithmetic { stance: None, ..actor }],
            edges: Vec::new(),
            no_lexicon: None,
        }
    }

    fn page_of(explanations: &[Explanation]) -> String {
        let mut page = Vec::new();
        write_html(&mut page, explanations).unwrap();
        String::from_utf8(page).unwrap()
    }

    #[test]
    fn no_text_of_an_explanation_is_obeyed() {
        let untitled = Explanation { sentences: Vec::new(), ..hostile() };
        for (explanation, times) in [(hostile(), 21), (untitled, 16)] {
            let page = page_of(&[explanation]);
            assert!(!page.contains("<script") && !page.contains("onload='\""), "{page}");
            assert!(!page.contains(|c: char| c == '\u{202e}' || (c.is_control() && c != '\n')), "{page}");
            assert_eq!(page.matches("alert(").count(), times, "{page}");
            assert_eq!(page.matches(INERT).count(), times, "{page}");
        }
    }

    #[test]
    fn a_title_a_note_and_a_sentence_are_where_they_were_as_text() {
        let page = page_of(&[hostile()]);
        let mark = format!("<mark class=\"actor\" title=\"{INERT}\">{INERT}</mark>");
        for part in [
            format!("<title>{INERT}</title>"),
            format!("<h1>{INERT}{mark}</h1>"),
            format!("<p><span class=\"id\">S1</span>{INERT}{mark} </p>"),
        ] {
            assert!(page.contains(&part), "{part} is not in\n{page}");
        }
    }

    #[test]
    fn a_paragraph_holds_its_sentences_and_the_first_names_its_class() {
        let body = |paragraph, text: &str| sentence(Part::Body, paragraph, vec![span(text, Mark::Plain, "")]);
        let standfirst = sentence(Part::Standfirst, true, vec![span(" First. ", Mark::Plain, "")]);
        let (second, third) = (body(true, "Second."), body(false, "Third."));
        let id = "<span class=\"id\">S1</span>";
        assert_eq!(
            paragraphs(&[&standfirst, &second, &third]).into_string(),
            format!("<p class=\"standfirst\">{id}First. </p><p>{id}Second. {id}Third. </p>")
        );
        assert_eq!(paragraphs(&[]).into_string(), "");
    }

    #[test]
    fn an_actor_without_evidence_has_no_number_and_nothing_to_unfold() {
        let Explanation { actors, .. } = hostile();
        let silent = ActorArithmetic {
            actor_id: "PER".to_owned(),
            name: "Peru".to_owned(),
            stance: None,
            mentions: 1,
            ..actors[0].clone()
        };
        assert_eq!(
            details(&silent, false).into_string(),
            "<details><summary><span class=\"who\">Peru <small>PER</small></span><span></span>\
             <span class=\"number\">no evidence</span><span class=\"more\">1 mention</span></summary></details>"
        );
    }

    #[test]
    fn a_scale_runs_from_the_middle() {
        let bar = |class: &str, place: &str| {
            format!("<span class=\"scale\"><i{class} style=\"{place}\"></i></span>")
        };
        assert_eq!(scale(-0.5).into_string(), bar(" class=\"below\"", "left:25.0%;width:25.0%"));
        assert_eq!(scale(1.0).into_string(), bar("", "left:50.0%;width:50.0%"));
    }

    #[test]
    fn colors_go_with_what_is_shown() {
        assert_eq!([ink(0.0004), ink(0.0005), ink(-0.1)], ["", " good-ink", " bad-ink"]);
        assert_eq!([number(-0.25), number(-0.0001)], ["\u{2212}0.250", "0.000"]);
    }
}
