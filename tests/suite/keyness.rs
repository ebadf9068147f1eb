//! Keyness of two groups of documents, through the program.

use crate::support::Place;

fn place() -> Place {
    let table = "id,source,leaning,text\n\
                 a,North,left,herring herring herring boats and nets\n\
                 b,South,right,olives olives olives boats and groves\n\
                 c,East,right,timber and boats\n";
    Place::new()
        .file("in.csv", table)
        .file("one/a.txt", "herring herring herring boats\n")
        .file("two/a.txt", "olives olives olives boats\n")
}

/// What is printed and said.
#[track_caller]
fn run(place: &Place, arguments: &[&str], code: i32) -> (String, String) {
    place.output(&[&["terms"], arguments].concat(), code)
}

/// Group, rank, stem and both counts of each row.
fn rows(printed: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(printed.as_bytes());
    let row = |row: csv::StringRecord| [&row[0], &row[1], &row[3], &row[4], &row[5]].join(" ");
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn two_outlets_are_set_apart_by_their_terms_in_both_directions() {
    let place = place();
    let (printed, said) = run(&place, &["in.csv", "--compare", "source=North:South", "--top", "2"], 0);
    assert_eq!(
        rows(&printed),
        ["North 1 herring 3 0", "North 2 net 1 0", "South 1 oliv 3 0", "South 2 grove 1 0"]
    );
    assert!(said.contains("1 document of North, 1 document of South, 1 of neither"), "{said}");
    let swapped = run(&place, &["in.csv", "--compare", "source=South:North", "--top", "2"], 0).0;
    let mut back = rows(&swapped);
    back.rotate_left(2);
    assert_eq!(back, rows(&printed));
}

#[test]
fn any_column_and_two_inputs_can_be_compared() {
    let place = place();
    let by_leaning = ["in.csv", "--source-column", "leaning", "--compare", "source=left:right", "--top", "1"];
    assert_eq!(rows(&run(&place, &by_leaning, 0).0)[0], "left 1 herring 3 0");
    let by_input = run(&place, &["one", "two", "--compare", "inputs", "--top", "1"], 0).0;
    assert_eq!(rows(&by_input), ["one 1 herring 3 0", "two 1 oliv 3 0"]);
}

#[test]
fn groups_that_are_not_there_are_refused_with_those_that_are() {
    let place = place();
    let (_, said) = run(&place, &["in.csv", "--compare", "source=North:West"], 2);
    assert!(said.contains("no document is of 'West'; there are 'East', 'North', 'South'"), "{said}");
    for (groups, says) in [
        ("source=North", "it is source=A:B, author=A:B or inputs"),
        ("colour=a:b", "it is source=A:B, author=A:B or inputs"),
        ("source=North:North", "two different groups are named"),
        ("inputs", "name two inputs"),
    ] {
        let (_, said) = run(&place, &["in.csv", "--compare", groups], 2);
        assert!(said.contains(says), "{said}");
    }
}
