//! Secrets that are longer than an entry of the smallest store can be.
//!
//! A short secret is the entry `NAME`, and that is all. A long one is cut up into the entries `NAME part a.1`,
//! `NAME part a.2` and so on; `NAME` then holds a header that says which. Its successor is written as `b`, the one after
//! that as `a` again, and the header changes last: whenever the app ends in between, the header still names the parts
//! that belong together. Each part carries the header's stamp, so that parts of two secrets are never joined.
//!
//! The parts of a generation are written from the first to the last and deleted from the last to the first. Those that
//! an interrupted call left behind are thus found without a list: they end at the first that is not there.

use std::fmt::Write as _;

use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::failed;
use crate::ports::{CredentialError, CredentialStore};

/// How much an entry holds, in UTF-16 code units: a Windows credential has 2560 bytes.
const ENTRY_UNITS: usize = 1280;
/// How every header begins. A secret that begins so too is written in parts, however short.
const MARK: &str = "ollm-teams parts ";
/// A stamp is a UUID in 32 hexadecimal digits, and a part begins with it.
const STAMP_LENGTH: usize = 32;
const CHUNK_UNITS: usize = ENTRY_UNITS - STAMP_LENGTH;
/// How often a reader starts anew because a writer was faster.
const ATTEMPTS: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Generation {
    A,
    B,
}

/// What stands in the entry `NAME` of a long secret.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    generation: Generation,
    count: usize,
    stamp: String,
}

/// # Errors
/// When the store does not work, or parts are missing from it.
pub(super) fn read(store: &dyn CredentialStore, name: &str) -> Result<Option<SecretString>, CredentialError> {
    for _ in 0..ATTEMPTS {
        let Some(head) = store.read(name)? else { return Ok(None) };
        if !head.expose_secret().starts_with(MARK) {
            return Ok(Some(head));
        }
        let header = Header::parse(head.expose_secret()).ok_or_else(|| failed("the keyring's entry is damaged"))?;
        if let Some(secret) = join(store, name, &header)? {
            return Ok(Some(secret));
        }
    }
    Err(failed("parts of the keyring's entry are missing"))
}

/// # Errors
/// When the store does not work. What was there before is still there then.
pub(super) fn write(store: &dyn CredentialStore, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
    let text = secret.expose_secret();
    if !text.starts_with(MARK) && units(text) <= ENTRY_UNITS {
        store.write(name, secret)?;
        clear_or_log(store, name, None);
        return Ok(());
    }
    let before = store.read(name)?.and_then(|head| Header::parse(head.expose_secret()));
    let generation = match before {
        Some(Header { generation: Generation::A, .. }) => Generation::B,
        _ => Generation::A,
    };
    let stamp = Uuid::new_v4().simple().to_string();
    let mut count = 0;
    for chunk in chunks(text) {
        count += 1;
        let mut part = String::with_capacity(STAMP_LENGTH + chunk.len());
        part.push_str(&stamp);
        part.push_str(chunk);
        if let Err(error) = store.write(&part_name(name, generation, count), &part.into()) {
            // The parts so far are of no use. Where the store does not take them back now, the next call does.
            let _ = sweep(store, name, generation, 1);
            return Err(error);
        }
    }
    let header = Header { generation, count, stamp };
    store.write(name, &header.to_string().into())?;
    clear_or_log(store, name, Some(&header));
    Ok(())
}

/// # Errors
/// When the store does not work. The secret can not be read any more once its first step is done.
pub(super) fn delete(store: &dyn CredentialStore, name: &str) -> Result<(), CredentialError> {
    store.delete(name)?;
    clear(store, name, None)
}

/// Deletes every part that the header does not name.
fn clear(store: &dyn CredentialStore, name: &str, header: Option<&Header>) -> Result<(), CredentialError> {
    for generation in [Generation::A, Generation::B] {
        let kept = header.filter(|header| header.generation == generation).map_or(0, |header| header.count);
        sweep(store, name, generation, kept + 1)?;
    }
    Ok(())
}

/// The same after a secret is safely there: what is left over stays until the next call.
fn clear_or_log(store: &dyn CredentialStore, name: &str, header: Option<&Header>) {
    if let Err(error) = clear(store, name, header) {
        tracing::warn!(%error, "parts of an earlier secret stay in the keyring");
    }
}

/// Deletes the parts of a generation from this number on.
fn sweep(store: &dyn CredentialStore, name: &str, generation: Generation, first: usize) -> Result<(), CredentialError> {
    let mut end = first;
    while store.read(&part_name(name, generation, end))?.is_some() {
        end += 1;
    }
    (first..end).rev().try_for_each(|number| store.delete(&part_name(name, generation, number)))
}

/// The secret that the header names, or nothing where its parts are not all there.
fn join(store: &dyn CredentialStore, name: &str, header: &Header) -> Result<Option<SecretString>, CredentialError> {
    let mut parts = Vec::new();
    for number in 1..=header.count {
        match store.read(&part_name(name, header.generation, number))? {
            Some(part) if part.expose_secret().starts_with(&header.stamp) => parts.push(part),
            _ => return Ok(None),
        }
    }
    let chunks = || parts.iter().filter_map(|part| part.expose_secret().get(STAMP_LENGTH..));
    // Never grown, so that no copy of a secret stays behind in memory.
    let mut secret = String::with_capacity(chunks().map(str::len).sum());
    secret.extend(chunks());
    Ok(Some(secret.into()))
}

fn part_name(name: &str, generation: Generation, number: usize) -> String {
    format!("{name} part {generation}.{number}")
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Cuts between characters, so that each piece has [`CHUNK_UNITS`] at most.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut taken = 0;
        let end = rest.char_indices().find(|(_, character)| {
            taken += character.len_utf16();
            taken > CHUNK_UNITS
        });
        let (chunk, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

impl Header {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.strip_prefix(MARK)?.split(' ');
        let generation = match words.next()? {
            "a" => Generation::A,
            "b" => Generation::B,
            _ => return None,
        };
        let count = words.next()?.parse().ok()?;
        let stamp = words.next().filter(|stamp| stamp.len() == STAMP_LENGTH)?.to_owned();
        words.next().is_none().then_some(Self { generation, count, stamp })
    }
}

impl std::fmt::Display for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { generation, count, stamp } = self;
        write!(f, "{MARK}{generation} {count} {stamp}")
    }
}

impl std::fmt::Display for Generation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_char(match self {
            Self::A => 'a',
            Self::B => 'b',
        })
    }
}

#[cfg(test)]
mod tests;
