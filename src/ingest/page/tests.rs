//! Pages as a whole: what is taken out of them, and what is refused.

use super::super::date_by::DateBy;
use super::article::{PageArticle, extract};
use super::fault::PageFault;

fn article(page: &str) -> PageArticle {
    extract(page, &crate::ingest::english()).unwrap()
}

const BODY: &str = "<p>Norway praised the dockers of Gdansk for their patience, and thanked Poland for a fair deal.</p>\
    <p>Sweden, which had refused to help for a month, was criticised by both, and by Denmark as well.</p>";

#[test]
fn the_text_has_no_menu_box_script_or_broken_word() {
    let page = format!(
        "<html><nav><a href=/>Home</a></nav><script>var a = '<p>Germany is evil.</p>';</script><div>{BODY}\
         <p>The gov&shy;ernment&nbsp;agreed.</p><figure><img src=a.jpg><figcaption>A caption.</figcaption></figure>\
         </div><aside>France disgraced in Geneva.</aside><footer>London.</footer>"
    );
    let expected = "Norway praised the dockers of Gdansk for their patience, and thanked Poland for a fair deal.\n\n\
        Sweden, which had refused to help for a month, was criticised by both, and by Denmark as well.\n\n\
        The government agreed.";
    assert_eq!(article(&page).text, expected);
}

#[test]
fn the_day_is_looked_for_in_the_surest_place_first() {
    let linked = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2031-01-01\"}\
        </script>";
    let meta = "<meta property='article:published_time' content='2031-02-02T10:00:00Z'>";
    let time = "<nav><time datetime='2001-01-01'>x</time></nav><time>3 March 2031</time>";
    let address = concat!("<link rel=canonical href='https:", "//a.example/2031/04/04/b'>");
    for (head, body, day, by) in [
        ([linked, meta, address].concat(), time, "2031-01-01", DateBy::JsonLd),
        ([meta, address].concat(), time, "2031-02-02", DateBy::Meta),
        (address.to_owned(), time, "2031-03-03", DateBy::Time),
        (address.to_owned(), "", "2031-04-04", DateBy::Address),
        ("<meta name=date content=soon>".to_owned() + address, "", "2031-04-04", DateBy::Address),
    ] {
        let page = format!("<html><head>{head}</head><body><article>{body}{BODY}</article></body></html>");
        let metadata = article(&page).metadata;
        assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some(day), "{head}");
        assert_eq!(metadata.date_by, Some(by), "{head}");
    }
    assert_eq!(article(&format!("<html>{BODY}")).metadata.date_by, None);
}

#[test]
fn a_description_is_a_standfirst_only_where_readers_see_it() {
    let page = |seen: &str| {
        let description = "<meta name=description content='Both praised a compromise.'>";
        let page = format!(
            "<html><head>{description}</head><header><h2>{seen}</h2></header><div>{BODY}</div></html>"
        );
        article(&page).metadata.standfirst
    };
    assert_eq!(page("Both praised a compromise.").as_deref(), Some("Both praised a compromise."));
    assert_eq!(page("Another line"), None);
}

#[test]
fn a_page_without_sentences_has_no_article() {
    let link = |n: usize| {
        format!("<li><a href=/{n}>Norway praised the ferry deal number {n}</a><p>Read it here.</p></li>")
    };
    for page in [
        "<html><title>Norway praised Spain.</title><body></body></html>".to_owned(),
        "<html><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
            .to_owned(),
        "<html><body><form><label>Name</label><input><button>Sign in</button></form></body></html>"
            .to_owned(),
        "<html><frameset><frame src=a.html></frameset></html>".to_owned(),
        format!("<html><body><ul>{}</ul></body></html>", (0..12).map(link).collect::<String>()),
    ] {
        let fault = extract(&page, &crate::ingest::english()).unwrap_err();
        assert!(matches!(fault, PageFault::NoArticle(_)), "{page}: {fault:?}");
    }
}

#[test]
fn broken_markup_does_not_stop_the_reader() {
    let page = format!(
        "<html><head><title>A | B</title></head><body><div class=story><h1>A</h1>{BODY}</div></body></html>"
    );
    let language = crate::ingest::english();
    for at in (0..page.len()).step_by(3) {
        let cut = [page.get(..at).unwrap(), "<", page.get(at + 2..).unwrap_or_default()].concat();
        let _ = extract(&cut, &language);
        let _ = extract(page.get(..at).unwrap(), &language);
    }
}
