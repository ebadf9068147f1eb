//! TextRank (Mihalcea & Tarau 2004, section 4): PageRank on the graph of similar sentences.

/// Damping factor: share of the score that flows along the links.
const DAMPING: f64 = 0.85;
/// Maximum number of iterations, and the change at which they have converged.
const ROUNDS: usize = 50;
const SETTLED: f64 = 1e-6;

/// The score of each sentence, given as its terms (ascending, each once); scores add up to 1. Sentences without links
/// (no shared term) get the base score that all get.
#[must_use]
pub fn text_rank(sentences: &[Vec<u32>]) -> Vec<f64> {
    let n = sentences.len();
    let measured: Vec<Measured<'_>> = sentences.iter().map(|terms| Measured::of(terms)).collect();
    let mut links: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
    for (a, first) in measured.iter().enumerate() {
        for (b, second) in measured.iter().enumerate().skip(a + 1) {
            let similarity = first.similarity(second);
            if similarity > 0.0 {
                links[a].push((b, similarity));
                links[b].push((a, similarity));
            }
        }
    }
    let totals: Vec<f64> = links.iter().map(|links| links.iter().map(|(_, weight)| weight).sum()).collect();
    let mut ranks = vec![1.0 / n.max(1) as f64; n];
    for _ in 0..ROUNDS {
        // The score of unlinked sentences is spread over all.
        let loose: f64 = (0..n).filter(|&at| links[at].is_empty()).map(|at| ranks[at]).sum();
        let base = (1.0 - DAMPING + DAMPING * loose) / n.max(1) as f64;
        let next: Vec<f64> = links
            .iter()
            .map(|links| {
                base + DAMPING * links.iter().map(|&(from, w)| ranks[from] * w / totals[from]).sum::<f64>()
            })
            .collect();
        let change: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if change < SETTLED {
            break;
        }
    }
    ranks
}

/// A sentence with what every comparison needs of it.
struct Measured<'s> {
    terms: &'s [u32],
    /// The logarithm of the number of terms.
    length: f64,
    /// A bit for each term: sentences without a common one share no term.
    bits: u64,
}

impl<'s> Measured<'s> {
    fn of(terms: &'s [u32]) -> Self {
        let bits = terms.iter().fold(0, |bits, term| bits | 1 << (term & 63));
        Self { terms, length: libm::log(terms.len() as f64), bits }
    }

    /// Shared terms over the logarithms of both lengths; 0 where either has fewer than two.
    fn similarity(&self, other: &Self) -> f64 {
        if self.bits & other.bits == 0 || self.terms.len() < 2 || other.terms.len() < 2 {
            return 0.0;
        }
        let (mut at, mut shared) = (0, 0u32);
        for term in self.terms {
            while other.terms.get(at).is_some_and(|other| other < term) {
                at += 1;
            }
            shared += u32::from(other.terms.get(at) == Some(term));
        }
        f64::from(shared) / (self.length + other.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(a: &[u32], b: &[u32]) -> f64 {
        Measured::of(a).similarity(&Measured::of(b))
    }

    #[test]
    fn the_sentence_that_shares_with_the_others_weighs_most() {
        let ranks = text_rank(&[vec![1, 2, 3], vec![1, 4, 5], vec![2, 6, 7], vec![8, 9], vec![]]);
        assert!(ranks[0] > ranks[1] && ranks[1] > ranks[3], "{ranks:?}");
        assert!((ranks[1] - ranks[2]).abs() < 1e-9 && (ranks[3] - ranks[4]).abs() < 1e-12, "{ranks:?}");
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn similarity_is_what_the_paper_says() {
        assert!(
            (similarity(&[1, 2, 3, 4], &[2, 4, 6]) - 2.0 / (libm::log(4f64) + libm::log(3f64))).abs() < 1e-12
        );
        assert!(similarity(&[1], &[1]).abs() < 1e-12);
    }

    #[test]
    fn one_sentence_and_none() {
        assert_eq!(text_rank(&[]), Vec::<f64>::new());
        assert!((text_rank(&[vec![1, 2]])[0] - 1.0).abs() < 1e-9);
    }
}
