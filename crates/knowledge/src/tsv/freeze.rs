//! Freezing of [`FileInfo`].

use super::info::FileInfo;
use crate::frozen::{Freeze, FrozenError, Reader, Writer};

impl Freeze for FileInfo {
    fn freeze(&self, writer: &mut Writer) {
        let Self { id, path, version, license, source, sha256, keys } = self;
        for text in [id, path, version, license, source, sha256] {
            writer.text(text);
        }
        writer.number(keys.len() as u64);
        for (key, value) in keys {
            writer.text(key);
            writer.text(value);
        }
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let mut text = || reader.text().map(str::to_owned);
        let (id, path, version) = (text()?, text()?, text()?);
        let (license, source, sha256) = (text()?, text()?, text()?);
        let pairs = reader.number()?;
        let pair = |_| Ok((reader.text()?.to_owned(), reader.text()?.to_owned()));
        let keys = (0..pairs).map(pair).collect::<Result<_, FrozenError>>()?;
        Ok(Self { id, path, version, license, source, sha256, keys })
    }
}

impl Freeze for Vec<FileInfo> {
    fn freeze(&self, writer: &mut Writer) {
        writer.number(self.len() as u64);
        for info in self {
            info.freeze(writer);
        }
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let files = reader.number()?;
        (0..files).map(|_| FileInfo::thaw(reader)).collect()
    }
}
