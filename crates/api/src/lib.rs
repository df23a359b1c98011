//! The OLLM Team API, version 1, as types.
//!
//! This crate owns everything that two sides of the wire must agree on: the shapes ([`Team`], [`Member`], …),
//! the rules for what a person may type ([`TeamName`], [`Email`], [`TopUpAmount`]), the roles and the single
//! [`may`] function that decides what a role allows, and the error body. With the feature `client` it also
//! holds the typed HTTP client; with `loopback` alone, the rule which addresses are on this machine.
//!
//! It must never import a server framework, a database, a desktop or a keyring.

#[macro_use]
mod open_enum;

mod api_key;
mod authorization;
mod change;
mod email;
mod error;
mod event;
mod id;
mod invitation;
#[cfg(feature = "loopback")]
mod loopback;
mod low_balance_threshold;
mod member;
mod money;
mod page;
mod patch;
mod role;
mod team;
mod team_name;
mod top_up;
mod top_up_amount;
mod transaction;
mod typed_decimal;
mod usage;
mod user;

#[cfg(feature = "client")]
pub mod client;

pub use api_key::{ApiKey, CreateApiKey, CreatedApiKey};
pub use authorization::{Action, may, removal, role_change};
pub use change::{Change, ChangeKind, ChangeOp, ChangePage, ChangeRecord};
pub use email::{Email, EmailError};
pub use error::{ErrorBody, ErrorCode, ErrorDetail, ErrorType};
pub use event::Event;
pub use id::{ApiKeyId, EventId, InvitationId, TeamId, TopUpId, TransactionId, UserId};
pub use invitation::{CreateInvitation, Invitation, InvitationStatus};
#[cfg(feature = "loopback")]
pub use loopback::is_loopback;
pub use low_balance_threshold::{LowBalanceThreshold, LowBalanceThresholdError};
pub use member::{ChangeRole, Member, TeamMember};
pub use money::{Currency, Money};
pub use page::{DEFAULT_PAGE_LIMIT, MAX_PAGE_LIMIT, Page};
pub use role::Role;
pub use team::{CreateTeam, Team, TransferOwnership, UpdateTeam};
pub use team_name::{TeamName, TeamNameError};
pub use top_up::{CreateTopUp, TopUp, TopUpStatus};
pub use top_up_amount::{TopUpAmount, TopUpAmountError};
pub use transaction::{Transaction, TransactionKind};
pub use usage::{UsageBucket, UsageGrouping, UsageInterval};
pub use user::User;
