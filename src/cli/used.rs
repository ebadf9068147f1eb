//! What a run already does, as far as hints depend on it: nobody is told to give a flag that is given.

use super::arguments::{
    ActorsCommand, Arguments, Command, EvaluateCommand, InputArgs, KnowledgeArgs, LexiconCommand,
};

/// Which of the flags that hints name are given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// `-v`
    pub verbose: bool,
    /// `--lines`
    pub lines: bool,
    /// `--encoding`
    pub encoding: bool,
    /// `--lossy`
    pub lossy: bool,
    /// `--language`
    pub language: bool,
    /// `--text-column`
    pub text_column: bool,
    /// `--id-column`
    pub id_column: bool,
    /// `--path-pattern`
    pub path_pattern: bool,
    /// `--rules-only`
    pub rules_only: bool,
    /// `--actors`
    pub actors: bool,
    /// `--discover`
    pub discover: bool,
    /// `--corpus` of `evaluate topics`
    pub corpus: bool,
}

impl Used {
    /// Those of `arguments`.
    pub fn of(arguments: &Arguments) -> Self {
        let used = Self { verbose: arguments.verbose > 0, ..Self::default() };
        match &arguments.command {
            Command::Analyze(options) => {
                let discover = options.discover.is_some();
                Self { discover, ..used }.input(&options.input).knowledge(&options.knowledge)
            }
            Command::Stance(options) => {
                let discover = options.discover.is_some();
                Self { discover, ..used }.input(&options.input).knowledge(&options.knowledge)
            }
            Command::Relations(options) => {
                let discover = options.discover.is_some();
                Self { discover, ..used }.input(&options.input).knowledge(&options.knowledge)
            }
            Command::Explain(options) => {
                let discover = options.discover.is_some();
                Self { discover, ..used }.input(&options.input).knowledge(&options.knowledge)
            }
            Command::Sample(options) => used.input(&options.input).knowledge(&options.knowledge),
            Command::Topics(options) => used.input(&options.input),
            Command::Terms(options) => used.input(&options.input),
            Command::Actors(ActorsCommand::Discover(options)) => used.input(&options.input),
            Command::Lexicon(LexiconCommand::Learn(options)) => used.knowledge(&options.knowledge),
            Command::Evaluate(EvaluateCommand::Mentions(options)) => used.knowledge(&options.knowledge),
            Command::Evaluate(EvaluateCommand::Relations(options)) => used.knowledge(&options.knowledge),
            Command::Evaluate(EvaluateCommand::Topics(options)) => {
                Self { corpus: !options.corpus.is_empty(), ..used }
            }
            Command::Evaluate(EvaluateCommand::Labels(_))
            | Command::Actors(_)
            | Command::Merge(_)
            | Command::Lexicon(_)
            | Command::Schema(_)
            | Command::Completions(_)
            | Command::Man(_) => used,
        }
    }

    fn input(self, options: &InputArgs) -> Self {
        Self {
            lines: options.lines,
            encoding: options.encoding.is_some(),
            lossy: options.lossy,
            language: options.language.is_some(),
            text_column: options.text_column.is_some(),
            id_column: options.id_column.is_some(),
            path_pattern: options.path_pattern.is_some(),
            ..self
        }
    }

    fn knowledge(self, options: &KnowledgeArgs) -> Self {
        Self { rules_only: options.rules_only, actors: !options.actors.actors.is_empty(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn used(line: &str) -> Used {
        Used::of(&Arguments::try_parse_from(line.split(' ')).unwrap())
    }

    #[test]
    fn flags_are_read_off_every_command_that_takes_them() {
        let input = "in --lines --encoding koi8-r --lossy --text-column body --id-column key";
        let columns = Used {
            lines: true,
            encoding: true,
            lossy: true,
            text_column: true,
            id_column: true,
            ..Used::default()
        };
        for command in ["topics", "terms", "actors discover"] {
            assert_eq!(used(&format!("standpoint {command} {input}")), columns, "{command}");
        }
        let both = Used { rules_only: true, ..columns };
        for command in ["analyze -o out", "stance", "relations", "explain", "sample"] {
            assert_eq!(used(&format!("standpoint {command} {input} --rules-only")), both, "{command}");
        }
        let rules_only = Used { rules_only: true, ..Used::default() };
        assert_eq!(used("standpoint evaluate mentions gold.jsonl --rules-only"), rules_only);
        assert_eq!(used("standpoint lexicon learn gold.jsonl -o mine.tsv --rules-only"), rules_only);
        let names = Used { actors: true, discover: true, ..Used::default() };
        for command in ["analyze -o out", "stance", "explain"] {
            assert_eq!(used(&format!("standpoint {command} in --actors mine.tsv --discover 3")), names);
        }
        let corpus = Used { corpus: true, ..Used::default() };
        assert_eq!(used("standpoint evaluate topics r --corpus in"), corpus);
    }

    #[test]
    fn without_flags_nothing_is_used() {
        for line in [
            "standpoint stance in",
            "standpoint actors list",
            "standpoint lexicon check",
            "standpoint evaluate topics r",
            "standpoint schema",
        ] {
            assert_eq!(used(line), Used::default(), "{line}");
        }
        assert_eq!(used("standpoint stance in -v"), Used { verbose: true, ..Used::default() });
    }
}
