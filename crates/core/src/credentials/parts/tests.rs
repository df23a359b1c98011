use std::collections::BTreeMap;
use std::sync::Mutex;

use proptest::prelude::*;

use super::*;
use crate::ports::CredentialFault;

const NAME: &str = "https://api.example.com usr_1";
const HEALTHY: Failure = Failure { after: usize::MAX, applied: false };

/// At which call the store ends, together with the app, and whether that call still had its effect.
#[derive(Clone, Copy, Debug)]
struct Failure {
    after: usize,
    applied: bool,
}

/// A store as on Windows: no entry has more than 2560 bytes of UTF-16.
#[derive(Clone, Default)]
struct Entries(BTreeMap<String, String>);

struct Store {
    entries: Mutex<Entries>,
    calls: Mutex<usize>,
    failure: Failure,
}

impl Store {
    fn new(entries: &Entries, failure: Failure) -> Self {
        Self { entries: Mutex::new(entries.clone()), calls: Mutex::default(), failure }
    }

    fn call<T>(&self, effect: impl FnOnce(&mut BTreeMap<String, String>) -> T) -> Result<T, CredentialError> {
        let mut calls = self.calls.lock().unwrap();
        *calls += 1;
        let entries = &mut self.entries.lock().unwrap().0;
        if *calls <= self.failure.after {
            return Ok(effect(entries));
        }
        if *calls == self.failure.after + 1 && self.failure.applied {
            effect(entries);
        }
        Err(failed("the app has ended"))
    }
}

impl CredentialStore for Store {
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        self.call(|entries| entries.get(name).cloned().map(SecretString::from))
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        if secret.expose_secret().encode_utf16().count() * 2 > 2560 {
            return Err(CredentialError { fault: CredentialFault::Full, reason: "too long".into() });
        }
        self.call(|entries| drop(entries.insert(name.to_owned(), secret.expose_secret().to_owned())))
    }

    fn delete(&self, name: &str) -> Result<(), CredentialError> {
        self.call(|entries| drop(entries.remove(name)))
    }
}

/// Runs a call in an app that ends as told, and gives what it leaves behind.
fn run(
    before: &Entries,
    failure: Failure,
    call: impl FnOnce(&Store) -> Result<(), CredentialError>,
) -> (Entries, Result<(), CredentialError>) {
    let store = Store::new(before, failure);
    let result = call(&store);
    (store.entries.into_inner().unwrap(), result)
}

fn kept(entries: &Entries) -> Option<String> {
    let secret = read(&Store::new(entries, HEALTHY), NAME).unwrap();
    secret.map(|secret| secret.expose_secret().to_owned())
}

fn written(before: &Entries, secret: &str) -> Entries {
    let (entries, result) = run(before, HEALTHY, |store| write(store, NAME, &secret.into()));
    result.unwrap();
    entries
}

/// Every way in which a call can end early: after each of its calls of the store, and in the middle of each.
fn failures(before: &Entries, call: &dyn Fn(&Store) -> Result<(), CredentialError>) -> Vec<Failure> {
    let store = Store::new(before, HEALTHY);
    call(&store).unwrap();
    let calls = *store.calls.lock().unwrap();
    (0..calls).flat_map(|after| [false, true].map(|applied| Failure { after, applied })).collect()
}

/// Short and long ones, with characters of one and of two UTF-16 units, and some that look like a header.
fn secrets() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z0-9]{1,40}",
        "[a-z]{1,3}".prop_map(|word| word.repeat(1300)),
        "(a|é|𝄞){1270,1300}",
        "(a|é|𝄞){2000,5000}",
        Just(format!("{MARK}a 2 0123456789abcdef0123456789abcdef")),
        "[a-z0-9]{1,1300}".prop_map(|rest| format!("{MARK}{rest}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_crash_leaves_the_old_secret_or_the_new_one(old in proptest::option::of(secrets()), new in secrets(), next in secrets()) {
        let before = old.as_deref().map_or_else(Entries::default, |old| written(&Entries::default(), old));
        let write_new = |store: &Store| write(store, NAME, &new.as_str().into());
        for failure in failures(&before, &write_new) {
            let (crashed, result) = run(&before, failure, write_new);
            let found = kept(&crashed);
            prop_assert!(found == old || found.as_ref() == Some(&new), "{failure:?} leaves something else");
            if result.is_ok() {
                prop_assert_eq!(found.as_ref(), Some(&new), "{:?} was reported as written", failure);
            }
            let after = written(&crashed, &next);
            prop_assert_eq!(kept(&after), Some(next.clone()));
            prop_assert_eq!(after.0.len(), written(&Entries::default(), &next).0.len(), "{:?} leaves parts", failure);
        }
    }

    #[test]
    fn a_crash_while_deleting_leaves_the_secret_or_nothing(secret in secrets()) {
        let before = written(&Entries::default(), &secret);
        let delete_it = |store: &Store| delete(store, NAME);
        for failure in failures(&before, &delete_it) {
            let (crashed, result) = run(&before, failure, delete_it);
            let found = kept(&crashed);
            prop_assert!(found.is_none() || found.as_ref() == Some(&secret));
            prop_assert!(result.is_err(), "what is not all gone is reported");
            let (after, result) = run(&crashed, HEALTHY, delete_it);
            prop_assert!(result.is_ok());
            prop_assert!(after.0.is_empty(), "{:?} leaves {:?}", failure, after.0.keys());
        }
    }
}

#[test]
fn a_short_secret_is_one_plain_entry_and_a_long_one_is_named_after_it() {
    let short = written(&Entries::default(), "sk-ollm-short");
    assert_eq!(short.0, BTreeMap::from([(NAME.to_owned(), "sk-ollm-short".to_owned())]));
    let long = written(&short, &"x".repeat(1281));
    let names: Vec<_> = long.0.keys().map(|name| name.trim_start_matches(NAME)).collect();
    assert_eq!(names, ["", " part a.1", " part a.2"]);
    let names: Vec<_> = written(&long, &"y".repeat(3000)).0.into_keys().collect();
    assert_eq!(names, ["", " part b.1", " part b.2", " part b.3"].map(|end| format!("{NAME}{end}")));
    assert_eq!(written(&long, "sk-ollm-short").0, short.0);
}

#[test]
fn parts_of_two_secrets_are_never_joined() {
    let mut entries = written(&Entries::default(), &"x".repeat(3000));
    let other = written(&Entries::default(), &"y".repeat(3000));
    let part = part_name(NAME, Generation::A, 2);
    entries.0.insert(part.clone(), other.0[&part].clone());
    assert_eq!(read(&Store::new(&entries, HEALTHY), NAME).unwrap_err().fault, CredentialFault::Failed);
    entries.0.remove(&part);
    assert_eq!(read(&Store::new(&entries, HEALTHY), NAME).unwrap_err().fault, CredentialFault::Failed);
}
