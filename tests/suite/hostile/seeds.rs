//! Seeds of the mutations: small valid inputs of each target, all of our own.

use standpoint::ingest::{InputOptions, Inputs};
use standpoint::pipeline::Engine;
use standpoint::topics::Choice;
use std::fs;
use std::path::Path;

const SENTENCES: &str = "The U.S. praised Norway's “brave” plan, but Oslo didn't like it. “We can't,” said Ada Brandt; \
    “not now.” See http://a.example/x?y=1 or @ada #port, 24.2 % of 1,000… Паром — «хорошо», 東京は良い。 e\u{301}tude\n\n\
    A second paragraph (with brackets [and more]) - and a dash. MOSCOW CONDEMNS HARBOUR\nTreaty.txt\u{a0}x\n";

const PAGE: &str = "<!doctype html><html><head><meta charset=utf-8><title>Port opens | The Post</title>\
    <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-05-02\",\
    \"author\":{\"name\":\"Ada Brandt\"}}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Port opens</h1>\
    <p>Norway praised the harbour &amp; thanked Spain for the long quiet work on it.</p><p>France condemned the delay of \
    the ferry, and called it a shame.</p></article></body></html>";

const MESSY: &str = "PORT OPENS\nBy Ada Brandt\nHarbour Tribune, 2 May 2031\n\nNorway wel-\ncomed the plan of the ministers \
    of the\nharbour towns.\n\nADA: We praise it.\nBEN: We do not.\n\nRead more: The ferry\nPage 1 of 2\n\n(c) 2031 Harbour \
    Tribune. All rights reserved.\n";

const TABLES: [&str; 5] = [
    "id,title,date,source,text\na,Port,2031-05-02,Post,\"Norway praised \"\"Spain\"\", twice.\"\nb,,05/02/2031,,\"France\n\
     condemned it.\"\n",
    "id;body;outlet\r\n1;Norway praised Spain.;Post\r\n2;;\r\n",
    "sep=;\nid;text\na;Norway praised Spain.\n",
    "text\tdate\nNorway praised Spain.\t2 May 2031\nFrance won.\t1900000000\n",
    "\u{feff}Headline|Full text|Published\nPort|<p>Norway praised&nbsp;Spain.</p>|May 2, 2031\n",
];

const JSON: [&str; 4] = [
    "{\"id\": \"a\", \"text\": \"Norway praised Spain.\", \"date\": \"2031-05-02\"}\n{\"text\": \"Two \\u00e9 \\ud83d\\ude00\"}\n",
    "[{\"id\": 1, \"title\": \"Port\", \"body\": \"France won.\", \"published\": 1900000000}, {\"text\": \"\"}]",
    "{\"status\": \"ok\", \"articles\": [{\"source\": {\"id\": null, \"name\": \"Post\"}, \"author\": null, \"title\": \"Port\", \
     \"content\": \"Norway praised Spain.\", \"publishedAt\": \"2031-05-02T10:00:00Z\"}]}",
    "Norway praised Spain.\nFrance won.\n\n",
];

const HEADS: [&str; 6] = [
    "---\ntitle: \"Port: opens\"\ndate: 2031-05-02\nauthor: [Ada, Ben]\nsource: Post\n---\nNorway praised Spain.\n",
    "Title: Port\nDate: 2 May 2031\nSource: Post\nURL: http://a.example\n\nNorway praised Spain.\n",
    "# Port\n\nNorway *praised* [Spain](http://a.example).\n\n> quoted\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "1\n00:00:01,000 --> 00:00:02,000\n<i>Norway praised</i>\n\n2\n00:00:02,500 --> 00:00:04,000\nSpain.\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n<v Ada>Norway praised Spain.\n",
    "Document 1 of 2\n\nPort opens\nHarbour Tribune, May 2, 2031 Friday\nCopyright 2031 Post\nSection: News; Pg. 1\nLength: \
     12 words\n\nBody\n\nNorway praised Spain.\n\nEnd of Document\n",
];

const TSV: [&str; 4] = [
    "#! id = mine\n#! version = 1\n#! license = CC0\nterm\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote\nbrave\tcue\t2\t\
     \t\t\t\t\nattack*\tcue\t-2\t-1\t1\t-1\t\t\nvery\tamplifier\t\t\t\t\t1.5\t\nnot\tnegator\t\t\t\t\t\t\nbrave new\tneutral\t\t\t\t\t\t\n",
    "actor_id\tname\tkind\talias\tfrom\tto\nOSL\tOslo\tplace\tOslo\t\t\nOSL\tOslo\tplace\tthe capital\t2001-01-01\t2031-12-31\n\
     ada-brandt\tAda Brandt\tperson\tBrandt\t\t\n",
    "#! id = learned\n#! prior_favourable = 0.1\n#! prior_critical = -0.2\nterm\tcontext\tfavourable\tcritical\tsupport\nbrave\tcue\t0.5\t\
     -0.25\t12\n",
    "term\tpolarity\n# a comment\nbrave\t1\n",
];

const FOREIGN: [&str; 12] = [
    "brave\t2.5\t0.5\t[2, 3, 2, 3]\nvile\t-3.1\t0.7\t[-3, -3, -4, -2]\n:)\t2.0\t1\t[2, 2]\n",
    "brave\t3\nvile\t-4\nnot good\t-2\n",
    "%\n1\tposemo\n2\tnegemo\n%\nbrav*\t1\nvile\t2\nkind (02 134)125/464\t1\n",
    "positive:\n  - brave\n  - [kind, \"very kind\"]\nnegative:\n  anger: [vile*]\n  fear:\n  - dread\n",
    "brave\tpositive\t1\nbrave\tnegative\t0\nvile\tnegative\t1\n",
    "POSITIVE\n\tBRAVE (1)\n\tKIND* (1)\nNEGATIVE\n\tANGER\n\t\tVILE (1)\n\t@RULE [NOT]\n",
    "word,score,note\nbrave,2,\"a, b\"\nvile,-3,\n",
    "word,sentiment\nbrave,positive\nvile,negative\n",
    "; a list\nbrave\nvile\nvery kind\n",
    "NORWAY_ [NOR]\n+OSLO_\n\t[NORGOV 19970101-20010120]\nADA_BRANDT_ [NORGOV]\n# note\n",
    "item,itemLabel,itemAltLabel\nhttp://www.wikidata.org/entity/Q1,Norway,Norge\nQ2,Oslo,\n",
    "{\"label\": \"ORG\", \"pattern\": \"Acme\", \"id\": \"acme\"}\n{\"label\": \"PERSON\", \"pattern\": [{\"LOWER\": \"ada\"}]}\n",
];

/// The seeds of a target.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let of = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
    match target {
        "tokenize" => of(&[SENTENCES, MESSY]),
        "clean_up" => {
            let utf16 = SENTENCES.encode_utf16().flat_map(u16::to_le_bytes);
            let mut all = of(&[SENTENCES, PAGE, MESSY, HEADS[0], HEADS[5]]);
            all.push([0xff, 0xfe].into_iter().chain(utf16).collect());
            all.extend(sample_articles());
            all
        }
        "table" => of(&TABLES),
        "json_lines" => of(&JSON),
        "front_matter" => of(&HEADS),
        "tsv" => of(&TSV),
        "foreign_lexicon" => of(&FOREIGN),
        "model" => vec![small_model()],
        _ => panic!("{target} has no seeds"),
    }
}

/// Two articles of the sample corpus, one of them messy.
fn sample_articles() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join("harbour-tribune");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names.iter().take(2).map(|path| fs::read(path).unwrap()).collect()
}

/// A model of two topics of a few words.
fn small_model() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let words = [["ferry", "harbour", "sailor", "anchor"], ["budget", "minister", "deficit", "treasury"]];
    let mut lines = String::new();
    for number in 0..12 {
        let [a, b, c, d] = words[number % 2];
        let last = if number % 3 == 0 { c } else { d };
        lines.push_str(&format!("The {a} and the {b} saw the {last}, and the {a} won.\n"));
    }
    let path = folder.path().join("a.txt");
    fs::write(&path, lines).unwrap();
    let options = InputOptions { lines: true, ..InputOptions::default() };
    let inputs = Inputs::open(&[path], options).unwrap();
    let report = Engine::shipped().unwrap().topics(inputs, Choice::Fixed(2)).unwrap();
    report.model().unwrap().to_bytes().unwrap()
}
