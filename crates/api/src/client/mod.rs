//! The typed client of the OLLM Team API: one method an operation of the contract, one file a noun.
//!
//! What a caller can rely on:
//! - The token goes to the server that the client was made for and nowhere else: no redirect is followed, and plain
//!   HTTP is spoken with this machine alone.
//! - A read is tried up to three times; a write is sent once. Where the server refuses the token and there is another
//!   one, either is sent once more with that. [`ClientError::outcome_unknown`] says whether a failed write may have
//!   happened all the same.
//! - What a server sends is never trusted to be well-formed: an answer that is too large, not JSON or not of the
//!   contract's shape becomes a typed error that names the field.

mod api_error;
mod api_keys;
mod changes;
mod error;
mod events;
mod health;
mod idempotency_key;
mod invitations;
mod members;
mod options;
mod paging;
mod request;
mod response;
mod retry;
mod server_url;
mod session;
mod teams;
mod token_source;
mod top_ups;
mod transactions;
mod transport;
mod usage;
mod user;

pub use crate::loopback::is_loopback;
pub use api_error::ApiError;
pub use error::{BodyProblem, ClientError};
pub use health::Health;
pub use idempotency_key::{IdempotencyKey, IdempotencyKeyError};
pub use options::ClientOptions;
pub use paging::PageRequest;
pub use server_url::{ServerUrl, ServerUrlError};
pub use session::Client;
pub use token_source::{TokenError, TokenFuture, TokenSource};
pub use transactions::TransactionFilter;
pub use transport::transport;
