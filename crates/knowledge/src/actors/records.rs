//! Actors and aliases as rows of numbers over one blob of texts, so that the shipped ones are read in place in the
//! binary.

use super::actor::{Actor, ActorKind, Alias, AliasKind, Gender};
use crate::frozen::{Blob, Flat, Freeze, FrozenError, Reader, Writer};
use jiff::civil::Date;
use strum::VariantArray;

/// The spans of id, name and parent, then [`actor_bits`].
type ActorRecord = [u32; 7];
/// Actor plus one, the span of the words, [`alias_bits`], first and last day, file, line.
type AliasRecord = [u32; 8];

/// Actors and aliases, by index.
#[derive(Debug, Clone, Default)]
pub(super) struct Records {
    texts: Blob,
    actors: Flat<ActorRecord>,
    aliases: Flat<AliasRecord>,
}

const PLURAL: u32 = 1 << 16;
const ANY_CASE: u32 = 1 << 16;

fn actor_bits(actor: &Actor<'_>) -> u32 {
    let gender = actor.gender.map_or(0, |gender| gender as u32 + 1);
    actor.kind as u32 | gender << 8 | if actor.plural { PLURAL } else { 0 }
}

/// The variant with that number; the first if there is none, which only a damaged image can cause.
fn variant<T: VariantArray + Copy>(number: u32) -> T {
    T::VARIANTS.get(number as usize).copied().unwrap_or(T::VARIANTS[0])
}

/// A day as a number above 0 in the order of days; 0 for `None`.
fn day(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        let year = (i32::from(date.year()) + 10_000) as u32;
        (year * 16 + date.month() as u32) * 32 + date.day() as u32
    })
}

fn date(day: u32) -> Option<Date> {
    if day == 0 {
        return None;
    }
    let year = (day >> 9) as i32 - 10_000;
    Date::new(year as i16, (day >> 5 & 15) as i8, (day & 31) as i8).ok()
}

impl Records {
    pub fn actors(&self) -> usize {
        self.actors.len()
    }

    pub fn aliases(&self) -> usize {
        self.aliases.len()
    }

    /// The actor at that index.
    pub fn actor(&self, number: usize) -> Option<Actor<'_>> {
        let &[id, id_end, name, name_end, parent, parent_end, bits] = self.actors.get(number)?;
        let parent = self.texts.get([parent, parent_end]);
        Some(Actor {
            id: self.texts.get([id, id_end]),
            name: self.texts.get([name, name_end]),
            kind: variant::<ActorKind>(bits & 0xff),
            parent: (!parent.is_empty()).then_some(parent),
            gender: (bits >> 8 & 0xff).checked_sub(1).map(variant::<Gender>),
            plural: bits & PLURAL != 0,
        })
    }

    /// The alias at that index.
    pub fn alias(&self, number: usize) -> Option<Alias<'_>> {
        let &[actor, text, text_end, bits, from, to, file, line] = self.aliases.get(number)?;
        Some(Alias {
            actor: actor.checked_sub(1).map(|actor| actor as usize),
            text: self.texts.get([text, text_end]),
            kind: variant::<AliasKind>(bits & 0xff),
            any_case: bits & ANY_CASE != 0,
            from: date(from),
            to: date(to),
            file: file as usize,
            line: u64::from(line),
        })
    }

    fn actor_record(&mut self, actor: &Actor<'_>) -> ActorRecord {
        let [id, id_end] = self.texts.add(actor.id);
        let [name, name_end] = self.texts.add(actor.name);
        let [parent, parent_end] = self.texts.add(actor.parent.unwrap_or_default());
        [id, id_end, name, name_end, parent, parent_end, actor_bits(actor)]
    }

    /// Appends an actor.
    pub fn push_actor(&mut self, actor: &Actor<'_>) {
        let record = self.actor_record(actor);
        self.actors.to_mut().push(record);
    }

    /// Replaces an actor.
    pub fn replace_actor(&mut self, number: usize, actor: &Actor<'_>) {
        let record = self.actor_record(actor);
        if let Some(there) = self.actors.to_mut().get_mut(number) {
            *there = record;
        }
    }

    /// Appends an alias.
    pub fn push_alias(&mut self, alias: &Alias<'_>) {
        let [text, text_end] = self.texts.add(alias.text);
        let bits = alias.kind as u32 | if alias.any_case { ANY_CASE } else { 0 };
        let actor = alias.actor.map_or(0, |actor| actor as u32 + 1);
        let (from, to) = (day(alias.from), day(alias.to));
        let record = [actor, text, text_end, bits, from, to, alias.file as u32, alias.line as u32];
        self.aliases.to_mut().push(record);
    }
}

impl Freeze for Records {
    fn freeze(&self, writer: &mut Writer) {
        self.texts.freeze(writer);
        writer.table(&self.actors);
        writer.table(&self.aliases);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { texts: Blob::thaw(reader)?, actors: reader.table()?, aliases: reader.table()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let actor = Actor {
            id: "ana-sol",
            name: "Ana Sól",
            kind: ActorKind::Other,
            parent: Some("ESP"),
            gender: Some(Gender::Neuter),
            plural: true,
        };
        let alias = Alias {
            actor: Some(0),
            text: "Sól",
            kind: AliasKind::Surname,
            any_case: true,
            from: Some(Date::constant(-44, 3, 15)),
            to: Some(Date::constant(9999, 12, 31)),
            file: 3,
            line: 70_000,
        };
        let mut records = Records::default();
        records.push_actor(&Actor { gender: None, plural: false, parent: None, ..actor });
        records.replace_actor(0, &actor);
        records.push_alias(&alias);
        assert_eq!((records.actor(0), records.actor(1)), (Some(actor), None));
        assert_eq!((records.alias(0), records.alias(1)), (Some(alias), None));
    }
}
