//! What OLLM Teams does: sessions, teams, people, billing.
//!
//! This crate owns the use cases and every decision in them. It asks the team API through `ollm-api`'s client and
//! keeps secrets through the ports in [`ports`]. It must never import tauri, keyring or a server: the desktop app, the
//! tests and a later terminal program stand on it alike.

mod account;
mod accounts;
mod activity;
mod activity_view;
mod addresses;
mod app;
mod balances;
mod billing;
mod billing_view;
#[cfg(test)]
mod bindings;
mod browser_sign_in;
mod credentials;
mod desktop_view;
mod diagnostics;
mod error;
mod export;
mod forecast;
mod gone;
mod held;
mod journal;
mod known_accounts;
mod ledger;
mod ledger_export;
mod ledger_receipt;
mod ledger_view;
mod link;
mod list_view;
mod low_balance;
mod machine;
mod news;
mod oauth;
mod offline;
mod open_creations;
mod opened_link;
mod people;
mod people_view;
pub mod ports;
mod preferences;
mod reader;
mod restoring;
mod session;
mod settings;
mod sign_in;
mod snapshot;
mod sync;
mod sync_view;
mod team_view;
mod teams;
mod trend;
mod typed_amount;
mod updates;
mod usage;
mod words;

pub use ollm_api as api;
pub use url::Url;

pub use account::{Account, AccountColor, AccountId, AccountKind, SessionView, SignInMethod};
pub use activity_view::ActivityEntry;
pub use app::{App, Ports};
pub use balances::{BalanceWatch, Balances, TeamBalance};
pub use billing_view::{Forecast, TopUpAttempt, TopUpFailure, TopUpState, TopUps, Trend};
pub use credentials::{CredentialState, CredentialStateView};
pub use desktop_view::DesktopView;
pub use diagnostics::{Check, CheckId, CheckOutcome, DiagnosticsBundle};
pub use error::{AppError, ErrorCode, ErrorContext};
pub use known_accounts::KnownAccounts;
pub use ledger_view::{LedgerFilter, Receipt, TransactionPage, Usage, UsageDay, UsageModel};
pub use link::Link;
pub use list_view::{
    ExportFormat, Fragment, ListRequest, PersonHit, SearchHit, SortKey, TeamFilter, TeamList, TeamRef, TeamRow,
    TeamSort,
};
pub use low_balance::LowBalance;
pub use machine::Machine;
pub use opened_link::OpenedLink;
pub use people_view::{InviteOutcome, MemberLock, MemberView, TeamPeople};
pub use preferences::{About, Language, Preferences, TextSize, Theme, UpdateChoice};
pub use reader::Reader;
pub use session::Session;
pub use snapshot::{Snapshot, Source};
pub use sync_view::{Connection, CopyNotice, LostTeam, SyncProgress, SyncStep, SyncView};
pub use team_view::{TeamPermissions, TeamView};
pub use typed_amount::{CheckedAmount, NumberFormat};
pub use updates::{Installation, Release, UpdateObstacle, UpdateState, UpdatesView};
pub use words::{Spoken, Words};
