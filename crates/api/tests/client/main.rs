//! What the client does when the network or the server misbehaves, and what it never does.

#![expect(clippy::unwrap_used, clippy::panic, reason = "clippy knows tests by their attribute, not their helpers")]

mod bodies;
mod errors;
mod network;
mod paging;
mod proxy;
mod redirects;
mod renewal;
mod requests;
mod retries;
mod secrets;
mod server_url;
mod support;
