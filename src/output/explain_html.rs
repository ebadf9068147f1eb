//! An explanation as one page that needs nothing else: no script, no font, no network.

use super::explain::{amount, counted, signed};
use super::sanitize::sanitize;
use crate::tables::{ActorArithmetic, Explanation, Line, Mark, MarkedSentence, MentionArithmetic, Span};
use crate::text::Part;
use std::io::{self, Write};

const STYLE: &str = include_str!("explain.css");

/// Text for content or an attribute: the five characters of HTML escaped, control characters and direction overrides
/// spelled out.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in sanitize(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A number as [`signed`] has it, with a minus as wide as the plus.
fn number(value: f64) -> String {
    signed(value).replace('-', "\u{2212}")
}

fn ink(balance: f64) -> &'static str {
    match balance {
        _ if balance >= 0.0005 => " good-ink",
        _ if balance <= -0.0005 => " bad-ink",
        _ => "",
    }
}

/// Writes the page of `explanations` to `out`.
///
/// # Errors
/// The stream refuses.
pub fn write_html(out: &mut dyn Write, explanations: &[Explanation]) -> io::Result<()> {
    let title = match explanations {
        [only] => only.heading.clone(),
        several => counted(several.len(), "document"),
    };
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
        escape(&title)
    )?;
    for explanation in explanations {
        article(out, explanation)?;
    }
    writeln!(out, "<footer>standpoint {}</footer>\n</body>\n</html>", env!("CARGO_PKG_VERSION"))
}

fn article(out: &mut dyn Write, explanation: &Explanation) -> io::Result<()> {
    writeln!(out, "<article>")?;
    let (title, text): (Vec<_>, Vec<_>) =
        explanation.sentences.iter().partition(|sentence| sentence.part == Part::Title);
    let heading: String = match title.is_empty() {
        true => escape(&explanation.heading),
        false => title.iter().flat_map(|sentence| &sentence.spans).map(marked).collect(),
    };
    writeln!(out, "<h1>{}</h1>", heading.trim_end())?;
    let mut facts = explanation.about.clone();
    facts.push(explanation.doc_id.clone());
    writeln!(out, "<p class=\"facts\">{}</p>", escape(&facts.join(" · ")))?;
    if !explanation.clean_up.is_empty() {
        writeln!(out, "<p class=\"facts\">clean-up: {}</p>", escape(&explanation.clean_up.join(", ")))?;
    }
    writeln!(
        out,
        "<p class=\"legend\"><mark class=\"actor\">this</mark> names an actor, <mark class=\"good\">this</mark> speaks \
         for one, <mark class=\"bad\">this</mark> against one. Rest the pointer on a mark to see whom and how much.</p>"
    )?;
    paragraphs(out, &text)?;
    if explanation.actors.is_empty() {
        writeln!(out, "<h2>No actor of the registry is named here</h2>")?;
    } else {
        writeln!(out, "<h2>Stance toward each actor</h2>")?;
    }
    for (at, actor) in explanation.actors.iter().enumerate() {
        self::actor(out, actor, at == 0)?;
    }
    writeln!(out, "</article>")
}

fn paragraphs(out: &mut dyn Write, sentences: &[&MarkedSentence]) -> io::Result<()> {
    for (at, sentence) in sentences.iter().enumerate() {
        if at == 0 || sentence.paragraph {
            let class = if sentence.part == Part::Standfirst { " class=\"standfirst\"" } else { "" };
            write!(out, "{}<p{class}>", if at == 0 { "" } else { "</p>\n" })?;
        }
        let text: String = sentence.spans.iter().map(marked).collect();
        write!(out, "<span class=\"id\">{}</span>{} ", escape(&sentence.sentence_id), text.trim())?;
    }
    if sentences.is_empty() { Ok(()) } else { writeln!(out, "</p>") }
}

fn marked(span: &Span) -> String {
    let text = escape(&span.text);
    let class = match span.mark {
        Mark::Plain => return text,
        Mark::Mention(_) => "actor",
        Mark::Favourable => "good",
        Mark::Critical => "bad",
    };
    format!("<mark class=\"{class}\" title=\"{}\">{text}</mark>", escape(&span.note))
}

fn actor(out: &mut dyn Write, actor: &ActorArithmetic, open: bool) -> io::Result<()> {
    writeln!(out, "<details{}>", if open { " open" } else { "" })?;
    write!(
        out,
        "<summary><span class=\"who\">{} <small>{}</small></span>",
        escape(&actor.name),
        escape(&actor.actor_id)
    )?;
    let mentions = counted(actor.mentions, "mention");
    let Some(stance) = actor.stance else {
        return writeln!(
            out,
            "<span></span><span class=\"number\">no evidence</span><span class=\"more\">{mentions}</span></summary>\n\
             </details>"
        );
    };
    let (left, class) = if stance < 0.0 { (50.0 + stance * 50.0, " class=\"below\"") } else { (50.0, "") };
    write!(
        out,
        "<span class=\"scale\"><i{class} style=\"left:{left:.1}%;width:{:.1}%\"></i></span>\
         <span class=\"number{}\">{} {}</span>",
        stance.abs() * 50.0,
        ink(stance),
        number(stance),
        actor.label
    )?;
    let mut more = vec![mentions];
    if actor.mentions > actor.arithmetic.len() {
        more.push(format!("{} without a cue", actor.mentions - actor.arithmetic.len()));
    }
    if let Some((low, high)) = actor.interval {
        more.push(format!("95 % {} to {}", number(low), number(high)));
    }
    if let Some((cue, share)) = &actor.top_cue {
        more.push(format!("most by \u{201c}{cue}\u{201d} ({:.0} %)", share * 100.0));
    }
    writeln!(
        out,
        "<span class=\"more\">{}</span></summary>\n<div class=\"wide\">",
        escape(&more.join(" · "))
    )?;
    actor.arithmetic.iter().try_for_each(|one| mention(out, one))?;
    writeln!(out, "</div>\n</details>")
}

fn mention(out: &mut dyn Write, mention: &MentionArithmetic) -> io::Result<()> {
    writeln!(
        out,
        "<table>\n<caption>{} <b>\u{201c}{}\u{201d}</b> ({}, {}) <span class=\"number{}\">{}</span></caption>",
        escape(&mention.sentence_id),
        escape(&mention.mention),
        mention.found_by,
        mention.voice,
        ink(mention.stance),
        number(mention.stance)
    )?;
    writeln!(
        out,
        "<thead><tr><th>cue</th><th>rule</th><th>context</th><th class=\"number\">favourable</th>\
         <th class=\"number\">critical</th></tr></thead>\n<tbody>"
    )?;
    for line in &mention.lines {
        self::line(out, line)?;
    }
    let (favourable, critical) = mention.sums;
    writeln!(
        out,
        "</tbody>\n<tfoot><tr><td colspan=\"3\">sum</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\
         </tfoot>\n</table>",
        number(favourable),
        number(critical)
    )
}

fn line(out: &mut dyn Write, line: &Line) -> io::Result<()> {
    let aside = matches!(line.rule, "prior" | "rest");
    let shown = |value: f64| amount(value).replace('-', "\u{2212}");
    writeln!(
        out,
        "<tr{}><td class=\"cue{}\">{}</td><td>{}</td><td>{}</td><td class=\"number\">{}</td>\
         <td class=\"number\">{}</td></tr>",
        if aside { " class=\"aside\"" } else { "" },
        if aside { "" } else { ink(line.toward_favourable - line.toward_critical) },
        escape(&line.cue),
        line.rule,
        escape(&line.context),
        shown(line.toward_favourable),
        shown(line.toward_critical)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_html_reads_is_left_of_a_text() {
        assert_eq!(escape("<a b='c' d=\"e\">&"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
        assert_eq!(escape("a\u{0}b\u{202e}c"), "a\\u{0}b\\u{202e}c");
    }
}
