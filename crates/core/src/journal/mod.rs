//! The payment journal: what was tried with money, written down before it is tried.
//!
//! One SQLite file for all accounts of the app. It outlives sign-out, the offline copies and the switch of accounts. It
//! is never set aside and never dropped: where it can not be read or written, nothing is sent. `docs/adr/0015` follows
//! one top-up through it.

mod answer;
mod attempt;
mod identity;
mod news;
mod pace;
mod question;
mod record;
mod settler;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod waits;

pub(crate) use answer::{Answer, checkout_page, of_sent, wait_of};
pub(crate) use attempt::Attempt;
pub(crate) use record::{Journal, Refusal};
pub(crate) use settler::{Settler, SettlerTask};
pub(crate) use state::{Told, next};
pub(crate) use waits::Waits;
