//! Small bars of block elements.

/// Cells of the bar of an amount.
pub(super) const AMOUNT_CELLS: usize = 8;
/// Blocks that fill one to seven eighths of a cell from the left.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A bar from the middle: to the right above 0, to the left below it. It is `2 * half + 1` cells wide, and `scale` fills a
/// side.
pub(super) fn balance_bar(value: f64, scale: f64, half: usize) -> String {
    let length = steps(value.abs(), scale, half * 2);
    let (full, part) = (length / 2, length % 2);
    let blanks = " ".repeat(half - full - part);
    let blocks = "█".repeat(full);
    let middle = "│";
    if value < 0.0 {
        let part = if part == 1 { "▐" } else { "" };
        format!("{blanks}{part}{blocks}{middle}{}", " ".repeat(half))
    } else {
        let part = if part == 1 { "▌" } else { "" };
        format!("{}{middle}{blocks}{part}{blanks}", " ".repeat(half))
    }
}

/// A bar from the left, of which `scale` fills all [`AMOUNT_CELLS`].
pub(super) fn amount_bar(value: f64, scale: f64) -> String {
    let length = steps(value, scale, AMOUNT_CELLS * 8);
    let mut bar = "█".repeat(length / 8);
    bar.extend((length % 8).checked_sub(1).and_then(|eighths| EIGHTHS.get(eighths)));
    bar
}

/// The length of a value in steps, of which `scale` has `most`.
fn steps(value: f64, scale: f64, most: usize) -> usize {
    if value <= 0.0 || scale <= 0.0 {
        return 0;
    }
    ((value / scale * most as f64).round() as usize).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_from_the_middle_and_from_the_left() {
        assert_eq!(balance_bar(1.0, 1.0, 3), "   │███");
        assert_eq!(balance_bar(0.5, 1.0, 3), "   │█▌ ");
        assert_eq!(balance_bar(-0.34, 1.0, 3), "  █│   ");
        assert_eq!(balance_bar(0.0, 1.0, 3), "   │   ");
        assert_eq!(balance_bar(-7.0, 1.0, 3), "███│   ");
        assert_eq!(amount_bar(1.0, 1.0), "████████");
        assert_eq!(amount_bar(1.0, 16.0), "▌");
        assert_eq!(amount_bar(f64::NAN, 1.0), "");
    }
}
