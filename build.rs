//! Freezes `lexicons/` into tables that the program reads in place, inside the binary.
//!
//! The reading code is that of `crates/knowledge`, so a fault in a file fails the build with the message of a run:
//! file, line and what to do.

use standpoint_knowledge::Knowledge;
use standpoint_knowledge::frozen::{Freeze, Writer};
use standpoint_knowledge::text::CountedLanguages;
use standpoint_knowledge::tsv::Hint;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// The folder of the shipped language.
const LANGUAGE: &str = "lexicons/en";
/// The languages without a folder, and their stop words.
const LANGUAGES: &str = "lexicons/languages.tsv";
const STOP_WORDS: &str = "lexicons/stopwords.tsv";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=lexicons");
    match freeze() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

fn freeze() -> Result<(), Box<dyn Error>> {
    let native = if cfg!(target_endian = "big") { "big" } else { "little" };
    if env::var("CARGO_CFG_TARGET_ENDIAN")? != native {
        return Err(
            "tables are frozen in the byte order of the machine that builds, and the target has another"
                .into(),
        );
    }
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let knowledge = Knowledge::of_folder(Path::new(&root), LANGUAGE)
        .map_err(|error| error.hint().map_or(error.to_string(), |hint| format!("{error}; {hint}")))?;
    // Parsed again by the program, when a text is not in the language of the folder.
    let languages = fs::read_to_string(Path::new(&root).join(LANGUAGES))?;
    let stop_words = fs::read_to_string(Path::new(&root).join(STOP_WORDS))?;
    CountedLanguages::parse((LANGUAGES, &languages), (STOP_WORDS, &stop_words))?;
    let mut writer = Writer::default();
    knowledge.freeze(&mut writer);
    let (texts, tables) = writer.finish();
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("knowledge.texts"), texts)?;
    fs::write(out.join("knowledge.tables"), tables)?;
    Ok(())
}
