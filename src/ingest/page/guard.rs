//! The guard before the parser: pages that would keep it busy for long are found by a scan of their tags.
//!
//! Parsing and extraction take time that grows with the nesting, not with the size: 5,000 nested elements (60 kB) take
//! seconds, a real page of 1 MB a tenth of one. The scan never takes the nesting for less than the parser would make of
//! it; on sloppy pages it takes it for more, so that its limit is wide, and the tree is measured again
//! ([`depth`]) before the article is looked for.

use super::fault::PageFault;
use super::tags::{Tag, Tags};
use dom_smoothie::Readability;

/// Maximum length of a page, in bytes. Pages saved with their pictures inside have tens of megabytes.
pub(in crate::ingest) const MAX_PAGE_BYTES: usize = 64 << 20;
/// Maximum bytes outside tags, scripts and styles.
const MAX_TEXT: usize = 8 << 20;
/// Maximum start tags. The longest live pages have some 30,000.
const MAX_ELEMENTS: usize = 100_000;
/// Maximum nesting in the scan.
const MAX_OPEN: usize = 1024;
/// Maximum nesting in the tree. Browsers stop at 512; real pages stay below 100.
const MAX_DEPTH: usize = 256;
/// Maximum sum of the depths of all nodes, to which the time of the extraction is proportional: 2.5 million take a
/// second. A page of 30,000 elements has some 600,000.
const MAX_SUM: usize = 4_000_000;

/// Refuses a page that is too long, too full or too deep to be parsed.
///
/// # Errors
/// What it has too much of.
pub fn check(page: &str) -> Result<(), PageFault> {
    check_bytes(page.len())?;
    let mut tags = Tags::new(page.as_bytes());
    let mut open = Open::default();
    let mut elements = 0;
    while let Some(tag) = tags.next() {
        if tags.text > MAX_TEXT {
            break;
        }
        if tag.end {
            open.close(&tag);
            continue;
        }
        elements += 1;
        if elements > MAX_ELEMENTS {
            return Err(PageFault::TooLong(format!("over {MAX_ELEMENTS} elements")));
        }
        if (tag.is("script") || tag.is("style")) && !open.in_foreign() {
            tags.pass_raw(tag.name);
        } else {
            open.open(&tag);
        }
        if open.0.len() > MAX_OPEN {
            return Err(PageFault::TooDeep(format!("over {MAX_OPEN} nested elements")));
        }
    }
    if tags.text > MAX_TEXT {
        return Err(PageFault::TooLong(format!("over {} MiB of text", MAX_TEXT >> 20)));
    }
    Ok(())
}

/// Refuses a page of so many bytes if they are too many.
///
/// # Errors
/// It is too long.
pub(in crate::ingest) fn check_bytes(length: usize) -> Result<(), PageFault> {
    if length > MAX_PAGE_BYTES {
        return Err(PageFault::TooLong(format!("a page over {} MiB", MAX_PAGE_BYTES >> 20)));
    }
    Ok(())
}

/// Refuses a parsed page that is too deep, or deep in too many places.
///
/// # Errors
/// Its nesting.
pub fn check_tree(page: &Readability) -> Result<(), PageFault> {
    let (deepest, sum) = depth(page);
    if deepest > MAX_DEPTH {
        return Err(PageFault::TooDeep(format!("{deepest} nested elements")));
    }
    if sum > MAX_SUM {
        return Err(PageFault::TooDeep(format!("elements nested {sum} deep in sum")));
    }
    Ok(())
}

/// The number of elements around the innermost node, and the sum over all nodes.
fn depth(page: &Readability) -> (usize, usize) {
    let (mut depth, mut deepest, mut sum) = (0, 0, 0);
    let mut node = page.doc.root();
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            deepest = deepest.max(depth);
            sum += depth;
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                sum += depth;
                break;
            }
            let Some(parent) = node.parent() else { return (deepest, sum) };
            depth -= 1;
            node = parent;
        }
    }
}

/// How the parser treats elements of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Without content.
    Void,
    /// Closed by the next of its kind, so that it nests only within others.
    Implied,
    /// Opened anew in each block until its end tag comes.
    Formatting,
    /// A block: an end tag of an ordinary element does not reach beyond it.
    Special,
    /// A block that no end tag but its own reaches beyond.
    Barrier,
    /// Any other.
    Ordinary,
}

const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];
const IMPLIED: [&str; 19] = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt",
    "tbody", "td", "tfoot", "th", "thead", "tr",
];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
const BARRIERS: [&str; 14] = [
    "annotation-xml",
    "applet",
    "desc",
    "foreignobject",
    "marquee",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "object",
    "table",
    "template",
    "title",
];
const SPECIAL: [&str; 49] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "listing",
    "main",
    "menu",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "ol",
    "plaintext",
    "pre",
    "rb",
    "rtc",
    "script",
    "search",
    "section",
    "select",
    "style",
    "summary",
    "svg",
    "math",
    "textarea",
    "ul",
    "xmp",
];
/// Elements within which HTML goes on inside of SVG and MathML.
const INTEGRATION: [&str; 9] =
    ["annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext", "title"];

fn kind(tag: &Tag<'_>) -> Kind {
    let among = |names: &[&str]| names.iter().any(|name| tag.is(name));
    if among(&IMPLIED) {
        Kind::Implied
    } else if among(&FORMATTING) {
        Kind::Formatting
    } else if among(&SPECIAL) {
        Kind::Special
    } else if among(&VOID) {
        Kind::Void
    } else if among(&BARRIERS) {
        Kind::Barrier
    } else {
        Kind::Ordinary
    }
}

/// The elements that are open, outermost first.
#[derive(Debug, Default)]
struct Open<'a>(Vec<(&'a [u8], Kind)>);

impl<'a> Open<'a> {
    fn open(&mut self, tag: &Tag<'a>) {
        let kind = kind(tag);
        let closed = tag.closes_itself && kind == Kind::Ordinary && self.in_foreign();
        if !closed && !matches!(kind, Kind::Void | Kind::Implied) {
            self.0.push((tag.name, kind));
        }
    }

    /// Closes an element, and those within it that have no end tag; formatting stays, as it is opened anew behind.
    fn close(&mut self, tag: &Tag<'a>) {
        let kind = kind(tag);
        let stops = |other: Kind| match kind {
            Kind::Special | Kind::Barrier => other == Kind::Barrier,
            Kind::Formatting => false,
            _ => matches!(other, Kind::Special | Kind::Barrier),
        };
        let mut found = None;
        for (at, (name, other)) in self.0.iter().enumerate().rev() {
            if name.eq_ignore_ascii_case(tag.name) {
                found = Some(at);
                break;
            }
            if stops(*other) {
                return;
            }
        }
        let Some(found) = found else { return };
        if kind == Kind::Formatting {
            self.0.remove(found);
            return;
        }
        let within = self.0.split_off(found);
        self.0.extend(within.into_iter().skip(1).filter(|(_, kind)| *kind == Kind::Formatting));
    }

    /// Whether tags are those of SVG or MathML here, which may close themselves.
    fn in_foreign(&self) -> bool {
        let is = |name: &[u8], other: &str| name.eq_ignore_ascii_case(other.as_bytes());
        for (name, _) in self.0.iter().rev() {
            if is(name, "svg") || is(name, "math") {
                return true;
            }
            if INTEGRATION.iter().any(|other| is(name, other)) {
                return false;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(page: &str) -> usize {
        let mut open = Open::default();
        for tag in Tags::new(page.as_bytes()) {
            if tag.end { open.close(&tag) } else { open.open(&tag) }
        }
        open.0.len()
    }

    #[test]
    fn what_a_page_closes_is_closed() {
        for page in [
            "<div><p>a<p>b<ul><li>c<li>d</ul><br></div>",
            "<table><tr><td>a<td>b<tr><td><b>c</b></table>",
            "<div><section><span>a</div>",
            "<svg><path d='a'/><g><use/></g></svg>",
            "<b><div>a</b></div>",
            "</div></b></x>",
        ] {
            assert_eq!(open(page), 0, "{page}");
        }
    }

    #[test]
    fn tricks_do_not_hide_the_nesting() {
        for page in [
            "<div>",
            "<div></span>",
            "<span><div></span>",
            "<x/>",
            "<svg><desc><x/></desc></x>",
            "<p><font size=1>",
            "<div \"><div>",
            "<div =\"><div>",
            "<div><table></div>",
            "<div><!--><div><!--->",
            "<div><svg><style><div></style></svg>",
            "<textarea><div>",
            "<div><font></div>",
        ] {
            let bomb = page.repeat(3000);
            assert!(matches!(check(&bomb), Err(PageFault::TooDeep(_))), "{page}");
        }
    }

    #[test]
    fn what_has_too_much_is_named() {
        assert_eq!(check("<p>Norway praised Spain.</p>"), Ok(()));
        let many = check(&"<br>".repeat(MAX_ELEMENTS + 1));
        assert_eq!(many, Err(PageFault::TooLong("over 100000 elements".into())));
        let text = check(&format!("<p>{}</p>", "a ".repeat(MAX_TEXT)));
        assert_eq!(text, Err(PageFault::TooLong("over 8 MiB of text".into())));
        // A picture or a script may be long.
        let inside = "a".repeat(MAX_TEXT + 1);
        assert_eq!(check(&format!("<img src='{inside}'><script>{inside}</script>")), Ok(()));
        assert!(check_bytes(MAX_PAGE_BYTES).is_ok() && check_bytes(MAX_PAGE_BYTES + 1).is_err());
    }

    #[test]
    fn the_tree_is_measured() {
        let page = |count: usize| Readability::from(format!("<p>a</p>{}", "<div>".repeat(count)));
        assert_eq!(depth(&page(2)), (4, 1 + 2 + 2 + 3 + 3 + 4 + 4));
        assert!(check_tree(&page(200)).is_ok() && check_tree(&page(300)).is_err());
        let chain = format!("{}{}", "<div>".repeat(200), "</div>".repeat(200));
        assert!(check_tree(&Readability::from(chain.repeat(300))).is_err());
    }
}
