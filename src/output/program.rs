//! The running program itself, as a hash.

use super::disk::ResultFile;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::sync::OnceLock;

static HASH: OnceLock<Option<[u8; 32]>> = OnceLock::new();

/// SHA-256 of the file that is running; none if it cannot be read. It is read once.
#[must_use]
pub fn program_hash() -> Option<[u8; 32]> {
    *HASH.get_or_init(hash)
}

fn hash() -> Option<[u8; 32]> {
    let mut file = ResultFile::open(&std::env::current_exe().ok()?).ok()?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hasher.finalize().into()),
            read => hasher.update(buffer.get(..read)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_while_the_program_is() {
        assert!(program_hash().is_some());
        assert_eq!(program_hash(), hash());
    }
}
