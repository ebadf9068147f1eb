//! The formats of cells.

use crate::digest::StanceMean;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// For what speaks for an actor, in text and in bars.
pub(super) const FAVOURABLE: Color = Color::RGB(0x1B_7F_5C);
/// For what speaks against it.
pub(super) const CRITICAL: Color = Color::RGB(0xB5_3A_2B);
/// For stances as bars and columns, which say by their direction what side they are on: colour is that of a label.
pub(super) const STANCE: Color = Color::RGB(0x8C_9B_AB);
/// The same on the other side of 0. It differs by a trace, as LibreOffice draws bars red that are said to have one colour.
pub(super) const STANCE_BELOW: Color = Color::RGB(0x8C_9B_AC);
/// For amounts.
pub(super) const AMOUNT: Color = Color::RGB(0x9F_B8_D4);
const INK: Color = Color::RGB(0x1F_2A_37);
const FAINT: Color = Color::RGB(0x8A_93_9E);
const LINK: Color = Color::RGB(0x1F_5F_A8);
const LINE: Color = Color::RGB(0xD5_DB_E2);
const HEADER: Color = Color::RGB(0x2F_3E_50);
/// Shades of cells, from a weak to a strong stance.
const GREENS: [u32; 3] = [0xDC_EF_E7, 0xB3_DD_CD, 0x7A_C2_A6];
const REDS: [u32; 3] = [0xF8_DD_D8, 0xEF_BA_B2, 0xE2_8C_7F];
/// The weakest stance of each shade but the first.
const STEPS: [f64; 2] = [0.3, 0.5];

const SIGNED: &str = "+0.000;-0.000;0.000";

/// All formats of a workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) section: Format,
    pub(super) caption: Format,
    pub(super) paragraph: Format,
    pub(super) link: Format,
    pub(super) name_link: Format,
    pub(super) header: Format,
    pub(super) number_header: Format,
    pub(super) spanning: Format,
    pub(super) text: Format,
    pub(super) wrapped: Format,
    pub(super) whole: Format,
    pub(super) number: Format,
    pub(super) signed: Format,
    pub(super) linked_signed: Format,
    pub(super) date: Format,
    pub(super) few: Format,
    pub(super) clear: Format,
    pub(super) clear_number: Format,
    pub(super) count: Format,
    greens: Vec<Format>,
    reds: Vec<Format>,
    pub(super) mention: Format,
    pub(super) favourable: Format,
    pub(super) critical: Format,
    pub(super) plain: Format,
}

impl Styles {
    /// The formats, made once for a workbook.
    pub(super) fn new() -> Self {
        let cell = || Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let shade = |colors: [u32; 3]| {
            let shaded =
                |color: u32| cell().set_num_format(SIGNED).set_bold().set_background_color(Color::RGB(color));
            colors.into_iter().map(shaded).collect()
        };
        let header = || {
            Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEADER)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        Self {
            title: Format::new().set_bold().set_font_size(18.0).set_font_color(HEADER),
            section: Format::new().set_bold().set_font_size(13.0).set_font_color(HEADER),
            caption: Format::new().set_font_color(FAINT).set_align(FormatAlign::VerticalCenter),
            paragraph: cell().set_text_wrap(),
            link: cell().set_font_color(LINK).set_align(FormatAlign::Left).set_indent(1),
            name_link: cell().set_font_color(LINK).set_bold().set_align(FormatAlign::Left).set_indent(1),
            header: header().set_align(FormatAlign::Left).set_indent(1),
            number_header: header().set_align(FormatAlign::Right),
            spanning: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEADER)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(LINE),
            text: cell().set_align(FormatAlign::Left).set_indent(1),
            wrapped: cell().set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
            whole: cell().set_num_format("#,##0"),
            number: cell().set_num_format("0.000"),
            signed: cell().set_num_format(SIGNED),
            linked_signed: cell().set_num_format(SIGNED).set_font_color(LINK),
            date: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left).set_indent(1),
            clear: cell().set_num_format(SIGNED).set_bold(),
            clear_number: cell().set_num_format("0.000").set_bold(),
            few: cell().set_num_format(SIGNED).set_font_color(FAINT),
            count: cell().set_num_format("#,##0").set_font_color(FAINT).set_font_size(9.0),
            greens: shade(GREENS),
            reds: shade(REDS),
            mention: cell().set_bold(),
            favourable: cell().set_bold().set_font_color(FAVOURABLE),
            critical: cell().set_bold().set_font_color(CRITICAL).set_italic(),
            plain: cell(),
        }
    }

    /// The format of a mean stance: grey where few documents stand behind it, bold where its interval leaves out 0, and shaded
    /// where it is then called favourable or critical.
    pub(super) fn mean(&self, mean: &StanceMean, few: bool) -> &Format {
        let stance = mean.stance.unwrap_or_default();
        let shade = STEPS.iter().filter(|step| stance.abs() >= **step).count();
        let shaded = match mean.tone() {
            _ if few => Some(&self.few),
            1.. => self.greens.get(shade),
            0 => (mean.side() != 0).then_some(&self.clear),
            ..0 => self.reds.get(shade),
        };
        shaded.unwrap_or(&self.signed)
    }
}
