//! `standpoint actors`

use super::arguments::{ActorArgs, ActorsCommand};
use super::exit::{Failure, Success};
use super::print::print;
use super::{knowledge, setup};
use standpoint::actors::{Registry, check};
use standpoint::ingest::counted;
use std::fmt::Write;

pub fn run(command: ActorsCommand) -> Result<Success, Failure> {
    match command {
        ActorsCommand::List(options) => list(options.pattern.as_deref(), &options.actors),
        ActorsCommand::Check(options) => {
            let mut registry = Registry::default();
            if options.files.is_empty() {
                registry = Registry::shipped().map_err(setup::usage)?;
            }
            for file in &options.files {
                registry.layer_file(file).map_err(setup::usage)?;
            }
            let findings = check(&registry);
            let mut text = String::new();
            for finding in &findings {
                let _ = writeln!(text, "{}:{}: {}", finding.path, finding.line, finding.message);
            }
            let _ = writeln!(
                text,
                "{}, {}, {}",
                counted(registry.actors().len(), "actor"),
                counted(registry.aliases().count(), "alias"),
                counted(findings.len(), "finding")
            );
            print(&text).map(|()| Success::Done)
        }
    }
}

fn list(pattern: Option<&str>, actors: &ActorArgs) -> Result<Success, Failure> {
    let registry = knowledge::registry(actors)?;
    let pattern = pattern.unwrap_or_default().to_lowercase();
    let mut text = String::from(
        "actor_id\tname\tkind\talias\talias_kind\tcase\tparent\tgender\tnumber\tfrom\tto\tnote\n",
    );
    for (_, alias) in registry.aliases() {
        let Some(actor) = alias.actor.and_then(|at| registry.actors().get(at)) else { continue };
        let holds = |text: &str| text.to_lowercase().contains(&pattern);
        if !(holds(&actor.id) || holds(&actor.name) || holds(&alias.text)) {
            continue;
        }
        let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t",
            actor.id,
            actor.name,
            actor.kind.name(),
            alias.text,
            alias.kind.name(),
            if alias.any_case { "any" } else { "exact" },
            actor.parent.as_deref().unwrap_or_default(),
            actor.gender.map_or("", standpoint::actors::Gender::name),
            if actor.plural { "p" } else { "s" },
            date(alias.from),
            date(alias.to),
        );
    }
    print(&text).map(|()| Success::Done)
}
