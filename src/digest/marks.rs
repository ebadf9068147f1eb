//! Where a mention and its cues stand in the text of a sentence.

use super::sentence::{MarkKind, TextMark};

/// A sentence as its row has it: its range in the source, and its text on one line.
pub struct Place<'s> {
    pub start: u64,
    pub text: &'s str,
}

impl Place<'_> {
    /// Where `words`, which stand from `start` of the source, stand in the text, in code points. The text is that of the
    /// source but for white space and what the clean-up took out, so they stand there or a little before; none if they are
    /// not in it, as where it was cut.
    pub fn find(&self, words: &str, start: u64) -> Option<(usize, usize)> {
        if words.is_empty() {
            return None;
        }
        let wanted = usize::try_from(start.checked_sub(self.start)?).ok()?;
        let length = words.chars().count();
        if self.text.is_ascii() && self.text.get(wanted..wanted + length) == Some(words) {
            return Some((wanted, wanted + length));
        }
        // The last that is not behind the place in the source, else the first.
        let places = self.text.match_indices(words).map(|(at, _)| self.text.get(..at).map_or(0, count));
        let mut found = None;
        for at in places {
            if at > wanted && found.is_some() {
                break;
            }
            found = Some(at);
        }
        found.map(|at| (at, at + length))
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The marks in order, without those that overlap one before them; of two at a place the mention stays. A cue with a
/// mention within (*lifted* its *forecast*) is marked on both sides of it, less the character between.
pub fn in_order(marks: Vec<TextMark>) -> Vec<TextMark> {
    let mentions: Vec<TextMark> =
        marks.iter().filter(|mark| mark.kind == MarkKind::Mention).copied().collect();
    let covers = |mark: &TextMark| {
        mark.kind != MarkKind::Mention
            && mentions.iter().any(|mention| mark.start < mention.end && mention.start < mark.end)
    };
    let beside = |mark: TextMark| {
        let within = |mention: &&TextMark| mark.start < mention.start && mention.end < mark.end;
        match mentions.iter().find(within).filter(|_| mark.kind != MarkKind::Mention) {
            Some(mention) => vec![
                TextMark { end: mention.start.saturating_sub(1), ..mark },
                TextMark { start: mention.end + 1, ..mark },
            ],
            None => vec![mark],
        }
    };
    let mut marks: Vec<TextMark> = marks.into_iter().flat_map(beside).collect();
    marks.retain(|mark| !covers(mark));
    marks.sort_unstable();
    let mut end = 0;
    marks.retain(|mark| {
        let apart = mark.start >= end && mark.end > mark.start;
        if apart {
            end = mark.end;
        }
        apart
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, kind: MarkKind) -> TextMark {
        TextMark { start, end, kind }
    }

    #[test]
    fn words_are_found_where_they_stand_or_before_it_where_blanks_were_taken_out() {
        let place = Place { start: 100, text: "He hit her, and he hit him." };
        assert_eq!(place.find("hit", 103), Some((3, 6)));
        assert_eq!(place.find("hit", 119), Some((19, 22)));
        // In the source two blanks more stand before it.
        assert_eq!(place.find("hit", 121), Some((19, 22)));
        assert_eq!(place.find("struck", 103), None);
        assert_eq!(place.find("hit", 99), None);
        assert_eq!(place.find("", 103), None);
        let wide = Place { start: 0, text: "Zoë’s naïve café was praised" };
        assert_eq!(wide.find("praised", 21), Some((21, 28)));
    }

    #[test]
    fn marks_never_overlap_and_a_mention_stays() {
        let (good, bad, mention) = (MarkKind::Favourable, MarkKind::Critical, MarkKind::Mention);
        let marks = vec![
            mark(8, 12, bad),
            mark(0, 5, mention),
            mark(3, 7, good),
            mark(10, 14, good),
            mark(6, 6, bad),
        ];
        assert_eq!(in_order(marks), [mark(0, 5, mention), mark(8, 12, bad)]);
        // "lifted its forecast".
        let marks = vec![mark(0, 19, good), mark(7, 10, mention)];
        assert_eq!(in_order(marks), [mark(0, 6, good), mark(7, 10, mention), mark(11, 19, good)]);
    }
}
