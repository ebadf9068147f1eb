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
    let mut links: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
    for a in 0..n {
        for b in a + 1..n {
            let similarity = similarity(&sentences[a], &sentences[b]);
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

/// Shared terms over the logarithms of both lengths; 0 where either has fewer than two.
fn similarity(a: &[u32], b: &[u32]) -> f64 {
    if a.len() < 2 || b.len() < 2 {
        return 0.0;
    }
    let (mut at, mut shared) = (0, 0u32);
    for term in a {
        while b.get(at).is_some_and(|other| other < term) {
            at += 1;
        }
        shared += u32::from(b.get(at) == Some(term));
    }
    f64::from(shared) / (libm::log(a.len() as f64) + libm::log(b.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

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
