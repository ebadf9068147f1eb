//! The formats of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// For what speaks for an actor, in text and in bars.
pub(super) const FAVOURABLE: Color = Color::RGB(0x1B_7F_5C);
/// For what speaks against it.
pub(super) const CRITICAL: Color = Color::RGB(0xB5_3A_2B);
/// For amounts.
pub(super) const AMOUNT: Color = Color::RGB(0x9F_B8_D4);
const INK: Color = Color::RGB(0x1F_2A_37);
const FAINT: Color = Color::RGB(0x8A_93_9E);
const LINK: Color = Color::RGB(0x1F_5F_A8);
const LINE: Color = Color::RGB(0xD5_DB_E2);
const HEADER: Color = Color::RGB(0x2F_3E_50);
/// Shades of cells, from a weak to a strong stance.
const GREENS: [u32; 4] = [0xE6_F3_EE, 0xC9_E6_DB, 0xA3_D5_C2, 0x7A_C2_A6];
const REDS: [u32; 4] = [0xFB_EA_E7, 0xF5_CF_C9, 0xEC_AE_A4, 0xE2_8C_7F];
/// The weakest stance of each shade but the first.
const STEPS: [f64; 3] = [0.15, 0.3, 0.5];

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
        let shade = |colors: [u32; 4]| {
            let shaded = |color: u32| cell().set_num_format(SIGNED).set_background_color(Color::RGB(color));
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
            link: cell().set_font_color(LINK).set_indent(1),
            name_link: cell().set_font_color(LINK).set_bold().set_indent(1),
            header: header().set_indent(1),
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
            text: cell().set_indent(1),
            wrapped: cell().set_text_wrap().set_indent(1),
            whole: cell().set_num_format("#,##0"),
            number: cell().set_num_format("0.000"),
            signed: cell().set_num_format(SIGNED),
            linked_signed: cell().set_num_format(SIGNED).set_font_color(LINK),
            date: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left).set_indent(1),
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

    /// The format of a mean stance: grey where few documents stand behind it, shaded where its interval leaves out 0.
    pub(super) fn mean(&self, stance: f64, side: i8, few: bool) -> &Format {
        let shade = STEPS.iter().filter(|step| stance.abs() >= **step).count();
        let shaded = match side {
            _ if few => None,
            1.. => self.greens.get(shade),
            0 => None,
            ..0 => self.reds.get(shade),
        };
        shaded.unwrap_or(if few { &self.few } else { &self.signed })
    }
}
