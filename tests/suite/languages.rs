//! Texts in other languages: told, counted and clustered, but never scored.

use crate::support::{Output, Place, Row};
use standpoint::ingest::ReadAs;
use standpoint::language::Detector;
use standpoint::pipeline::{Engine, LanguageChoice, Settings};
use standpoint::text::{Document, WordClass, WordTable, tokenize};

const TEXTS: &str = include_str!("../labels/languages.tsv");

/// The texts with the code of their language.
fn texts() -> Vec<(&'static str, &'static str)> {
    let rows = TEXTS.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split_once('\t').unwrap()).collect()
}

/// The first `most` texts in a language, as paragraphs of one.
fn article(code: &str, from: usize, most: usize) -> String {
    let of_language = texts().into_iter().filter(|(language, _)| *language == code);
    let paragraphs: Vec<&str> = of_language.map(|(_, text)| text).skip(from).take(most).collect();
    paragraphs.join("\n\n") + "\n"
}

/// The languages that texts are read as.
fn read_as<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<ReadAs> {
    let knowledge = standpoint::shipped::knowledge().unwrap();
    let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
    let detector = Detector::new(standpoint::shipped::languages, "en");
    let tell = |text: &str| {
        let document = Document::of_tokens(text.to_owned(), &mut words);
        detector.tell(&document, &words, None).read_as
    };
    texts.into_iter().map(tell).collect()
}

#[test]
fn the_languages_of_200_short_texts_are_told() {
    let texts = texts();
    assert_eq!(texts.len(), 200);
    // A text has to have a hundred letters to be told by: two of the same language have them.
    let texts: Vec<(&str, String)> = texts
        .chunks(2)
        .filter(|pair| pair[0].0 == pair[1].0)
        .map(|pair| (pair[0].0, format!("{} {}", pair[0].1, pair[1].1)))
        .collect();
    assert!(texts.len() >= 90, "{}", texts.len());
    let told = read_as(texts.iter().map(|(_, text)| text.as_str()));
    let wrong: Vec<(&str, &ReadAs)> = texts
        .iter()
        .zip(&told)
        .filter(|((code, _), told)| *code != told.code)
        .map(|((_, t), r)| (t.as_str(), r))
        .collect();
    assert!(wrong.len() <= 1, "{wrong:#?}");
}

/// Sentences as newspapers print them: headlines, lists, figures, foreign names and words, verse, a recipe.
const ENGLISH: [&str; 40] = [
    "Norway lied.",
    "BREAKING: Minister quits",
    "Stocks, bonds, oil, gold: what moved markets on Monday, May 5, and why traders expect more swings ahead this week",
    "Moreau, Dubois and Lefèvre of Lyon met Rossi, Bianchi and Esposito of Turin in the café of the Hôtel de la Paix.",
    "Results: Harrow 3 Lund 1, Fenwick 2 Osei Town 2, Marsh United 0 Quill Athletic 4, Tanaka Rovers 1 Novak City 1.",
    "Ankara, Baku, Tbilisi, Yerevan, Tashkent, Bishkek, Dushanbe, Almaty and Astana are linked by the new night trains.",
    "The slogan \"Liberté, égalité, fraternité\" was painted over, and \"Nous sommes ici\" was written in its place.",
    "Shares of Gull Line fell 4.2 percent to 31.70 crowns; turnover rose to 1.9 million shares from 1.1 million before.",
    "Mr Ivanov, Mrs Kowalska, Señor García and Frau Müller were among the guests whom the ambassador had invited.",
    "Parliament condemned Russia but praised Kazakhstan, whose mediators had brought both sides to the table again.",
    "Don't panic, says the bank; don't spend, say the unions; don't vote, says nobody except perhaps the weather.",
    "Sources: Reuters, AFP, AP, DPA, Interfax, Xinhua, Kyodo, Yonhap, ANSA, EFE, Lusa, PAP, CTK, MTI, BTA and Tass.",
    "Prime Minister Olga Fenn visits Southland Thursday, opens embassy, signs fishing deal, skips dinner with generals",
    "COUNCIL BACKS HARBOUR PLAN DESPITE PROTESTS FROM RESIDENTS, FISHERMEN, HOTEL OWNERS AND THE LOCAL SAILING CLUB",
    "Toss pasta, garlic, chilli, lemon zest, parsley; add breadcrumbs, olive oil, salt, black pepper; serve very hot.",
    "Quarterly revenue 812m (790m), operating profit 96m (88m), net profit 61m (52m), dividend per share 1.20 (1.00).",
    "Wind southwest 12 metres per second, gusts to 20, showers, clearing towards evening, temperatures near 9 degrees.",
    "He said: \"I came, I saw, I left. Nobody asked me anything, and I have nothing more to say about it, thank you.\"",
    "Nine dead, forty hurt as bus leaves mountain road near Alta Verde; driver held; president offers condolences",
    "Whoever wrote this letter knows the cellar, the keys and the dog, said Inspector Haddad of the Nantes police.",
    "Copenhagen's Nørrebro, Oslo's Grünerløkka, Stockholm's Södermalm: three districts fight over the same young buyers",
    "The Bundesrat, the Bundestag and the Bundesbank disagree about the Schuldenbremse, Germany's brake on new debt.",
    "Vox, Podemos and Ciudadanos rejected the budget of the Generalitat, while Junts and Esquerra abstained again.",
    "Elected: A. Novak, B. Horvat, C. Kovač, D. Zupan, E. Krajnc, F. Potočnik, G. Vidmar, H. Golob, I. Turk, J. Kos.",
    "The treaty, signed in 2019, ratified in 2021 and suspended in 2024, was declared void by both capitals on Friday.",
    "Ships waited. Cranes stood still. Lorries queued for miles. By noon, the strike had emptied every shelf in town.",
    "Is it a coup? Is it a farce? Ministers don't know, generals won't say, and the radio plays nothing but waltzes.",
    "UN, EU, NATO, OSCE, IMF, WHO, WTO, OPEC, ASEAN: the alphabet of meetings that filled the secretary's diary in May.",
    "Ukrainian drones struck a refinery near Ryazan, Russian officials said; Kyiv did not comment on the attack.",
    "In Turin, Juventus beat Lazio 2-0; in Rome, Roma lost 1-3 to Napoli; in Milan, Inter and Fiorentina drew 1-1.",
    "Tea and tobacco, salt and silver, wool and wine: what the wreck carried tells of trade that no archive mentions.",
    "Labour's lead narrows; Conservatives gain among pensioners; Liberal Democrats, Greens, Reform unchanged: poll",
    "Kim, Lee, Park, Choi and Jung share the gold medal; Sato, Suzuki, Tanaka and Ito of Japan took the silver medal.",
    "Pursuant to section 14(2)(b), leave to appeal is refused, costs reserved, stay lifted, interim order discharged.",
    "Thirty years after the flood, Maastricht, Liège, Namur and Dinant still quarrel over dykes, locks and reservoirs.",
    "Chancellor vows swift probe of leaked minutes; opposition demands resignation, snap election, public inquiry",
    "Hungary's Fidesz, Poland's PiS and Italy's Lega plan joint rally; Brussels shrugs, Warsaw worries, Moscow cheers",
    "Caracas, Bogotá, Quito, Lima, La Paz, Asunción: six capitals, one power grid, and a blackout that lasted all night",
    "What is to be done, and who is to do it? On that, the conference of the parties said nothing that could be quoted.",
    "Fewer cars, cleaner air, quieter streets, emptier shops: Ghent's ring road divides shopkeepers and cyclists again",
];

#[test]
fn no_ordinary_english_sentence_goes_unscored() {
    let english = texts().into_iter().filter(|(code, _)| *code == "en").map(|(_, text)| text);
    let all: Vec<&str> = ENGLISH.into_iter().chain(english).collect();
    let unscored: Vec<&str> = all
        .iter()
        .zip(read_as(all.iter().copied()))
        .filter(|(_, told)| told.counted.is_some() || !told.foreign.is_empty())
        .map(|(text, _)| *text)
        .collect();
    assert!(unscored.is_empty(), "{unscored:#?}");
}

#[test]
fn stop_words_are_words_and_every_stemmer_takes_any_word() {
    let languages = standpoint::shipped::languages().all();
    assert!(languages.len() >= 70, "{}", languages.len());
    let words: Vec<String> = TEXTS
        .split_whitespace()
        .map(str::to_lowercase)
        .chain(
            [
                "ĳ",
                "ß",
                "ﬁ",
                "ı",
                "i̇",
                "ςς",
                "a\u{301}",
                "学校",
                "ไทย",
                "ёё",
                "y",
                "yyy",
                "''",
                "ñandú",
                "ııı",
            ]
            .map(str::to_owned),
        )
        .collect();
    for counted in languages {
        let language = &counted.language;
        for word in language.classes.words_of(WordClass::Stop as u64) {
            assert_eq!(tokenize(word).len(), 1, "{}: {word}", language.code);
            assert_eq!(word.to_lowercase(), word, "{}", language.code);
        }
        let stemmer = language.stemming.stemmer();
        for word in &words {
            for end in word.char_indices().map(|(at, _)| at).chain([word.len()]) {
                let _ = stemmer.stem(&word[..end]);
            }
        }
    }
}

/// English and French articles.
fn mixed() -> Place {
    let place = Place::new();
    for number in 0..5 {
        place.write(&format!("in/en{number}.txt"), article("en", 5 * number, 5));
    }
    for number in 0..3 {
        place.write(&format!("in/fr{number}.txt"), article("fr", 5 * number, 5));
    }
    place
}

fn cell(rows: &[Row], doc_id: &str, column: &str) -> String {
    rows.iter().find(|row| row["doc_id"] == doc_id).unwrap()[column].clone()
}

const SAID: &str = "3 of 8 documents are in a language without lexicons: 3 French (fr); they have terms and topics, \
                    but no stance; --language en reads every text as English";

#[test]
fn a_french_article_has_topics_and_terms_but_no_stance_and_the_reason_is_told() {
    let place = mixed();
    let run = place.run(&["analyze", "in", "-o", "out", "--k", "2"]).code(0).says(&[SAID]);
    assert!(!run.said().contains("no listed actor"));
    let documents = place.rows("documents");
    let of = |doc_id: &str| {
        ["language", "language_by", "no_stance"].map(|column| cell(&documents, doc_id, column))
    };
    assert_eq!(of("fr0.txt"), ["fr", "detected", "no_lexicon"]);
    assert_eq!(of("en0.txt"), ["en", "detected", ""]);
    for table in ["mentions", "stance", "sentences"] {
        let ids = place.column(table, "doc_id");
        assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with("en")), "{table}: {ids:?}");
    }
    for document in &documents {
        let (doc_id, topic) = (&document["doc_id"], &document["topic_id"]);
        assert!(topic.starts_with(&format!("{}-T", &doc_id[..2])), "{doc_id}: {topic}");
    }
    for topic in place.rows("topics") {
        assert!(topic["label"].starts_with(&format!("{}: ", &topic["topic_id"][..2])), "{topic:?}");
        assert!(topic["example_doc_id"].starts_with(&topic["topic_id"][..2]), "{topic:?}");
    }
    let terms = place.rows("terms");
    let french: Vec<&Row> = terms.iter().filter(|row| row["doc_id"].starts_with("fr")).collect();
    assert!(french.len() >= 15, "{french:?}");
    assert!(
        french.iter().all(|row| !matches!(row["term"].as_str(), "les" | "des" | "une" | "dans")),
        "{french:?}"
    );
    // Elision is no part of a word: "l'opposition".
    assert!(place.column("topic_terms", "term").iter().all(|term| !term.contains('\'')));
    assert!(place.column("key_sentences", "doc_id").iter().any(|id| id.starts_with("fr")));
}

#[test]
fn french_alone_keeps_the_plain_ids_of_topics() {
    let place = mixed();
    let files = ["in/fr0.txt", "in/fr1.txt", "in/fr2.txt"];
    let (printed, _) = place.output(&[&["topics"][..], &files, &["--k", "2", "--save", "model"]].concat(), 0);
    assert!(printed.contains(",T1,") && !printed.contains("fr-"), "{printed}");
    let (again, _) = place.output(&[&["topics"][..], &files, &["--model", "model"]].concat(), 0);
    assert_eq!(again, printed);
    // English documents are in no topic of French ones.
    let (english, said) = place.output(&["topics", "in/en0.txt", "--model", "model"], 0);
    assert!(english.ends_with("en0.txt,,\n"), "{english}");
    assert!(said.contains("1 of 1 document is in none of the model's 2 topics"), "{said}");
}

#[test]
fn a_french_text_is_never_scored_as_english_unless_that_is_asked_for() {
    let place = Place::new();
    let text = article("fr", 0, 9)
        + "\nLa corruption de la Chine est un crime, dit Washington. China Norway Israel.\n";
    place.write("a.txt", &text);
    let (printed, said) = place.output(&["stance", "a.txt"], 0);
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert!(
        said.contains("1 of 1 document is in a language without lexicons: 1 French (fr); it has"),
        "{said}"
    );
    let (printed, said) = place.output(&["stance", "a.txt", "--language", "en"], 0);
    assert!(printed.contains("CHN") && !said.contains("without lexicons"), "{printed}{said}");
    let (printed, _) = place.output(&["explain", "a.txt"], 0);
    assert!(printed.contains("No stance: there is no lexicon for its language (fr)."), "{printed}");
    let (printed, _) = place.output(&["explain", "--all", "a.txt"], 0);
    assert!(printed.contains("La corruption") && printed.contains("No stance: "), "{printed}");
    assert_eq!(place.output(&["terms", "a.txt"], 0).0.lines().count(), 11);
}

#[test]
fn the_language_of_the_metadata_helps_where_words_do_not_tell() {
    let place = Place::new();
    place.write("in/short.txt", "---\nlanguage: fr\n---\nNorway, c'est grave.\n");
    place.write("in/long.txt", format!("---\nlang: fr-FR\n---\n{}", article("en", 0, 4)));
    place.write("in/none.txt", "Norway lied.\n");
    place.run(&["analyze", "in", "-o", "out"]).code(0);
    let documents = place.rows("documents");
    let of = |doc_id: &str| ["language", "language_by"].map(|column| cell(&documents, doc_id, column));
    assert_eq!(of("short.txt"), ["fr", "declared"]);
    assert_eq!(of("long.txt"), ["en", "detected"]);
    assert_eq!(of("none.txt"), ["en", "default"]);
    place.run(&["analyze", "in", "-o", "out", "--language", "sv"]).code(0);
    let all = place.column("documents", "language_by");
    assert!(all.iter().all(|by| by == "option"), "{all:?}");
    assert!(place.rows("mentions").is_empty());
    assert!(place.column("documents", "language").iter().all(|language| language == "sv"));
}

#[test]
fn a_text_that_is_half_french_is_scored_in_its_english_half_and_that_is_said() {
    let place = Place::new();
    let english = "Norway lied about the treaty, and the council condemned Norway for it. The ministers said that they \
                   would not meet again before the end of the year, whatever came of the talks that had begun.";
    let french = "Israel est un pays dont la corruption a été condamnée par tous les ministres, qui ont dit que les \
                  discussions ne reprendraient pas avant la fin de cette année et que ce crime serait puni.";
    // The same paragraph again would not count.
    let more = "All of it was said in the old hall of the town, and it was late when the last of them left.";
    let encore = "Tout cela a été dit dans la vieille salle de la ville, et il était tard quand les derniers sont partis.";
    place.write("a.txt", format!("{english}\n\n{more}\n\n{french}\n"));
    let (printed, said) = place.output(&["stance", "a.txt"], 0);
    assert!(printed.contains("NOR") && !printed.contains("ISR"), "{printed}");
    assert!(
        said.contains("a.txt: ") && said.contains("is in another language (fr) than the rest (en)"),
        "{said}"
    );
    place.write("b.txt", format!("{english}\n\n{french}\n\n{encore}\n"));
    let (printed, said) = place.output(&["stance", "b.txt"], 0);
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert!(
        said.contains("b.txt: ") && said.contains("is in another language (en) than the rest (fr)"),
        "{said}"
    );
}

#[test]
fn the_library_scores_no_french_text() {
    let engine = Engine::shipped().unwrap();
    let text = article("fr", 0, 9) + "China Norway Israel corruption.";
    assert!(engine.score(&text).actors.is_empty());
    let knowledge = standpoint::shipped::knowledge().unwrap();
    let settings = Settings { language: LanguageChoice::Scored, ..Settings::new(&knowledge) };
    assert!(!Engine::new(knowledge, settings).score(&text).actors.is_empty());
    let knowledge = standpoint::shipped::knowledge().unwrap();
    assert_eq!(LanguageChoice::of_code("en", &knowledge), Some(LanguageChoice::Scored));
    assert!(matches!(LanguageChoice::of_code("nb", &knowledge), Some(LanguageChoice::Counted(_))));
    assert_eq!(LanguageChoice::of_code("tlh", &knowledge), None);
}
