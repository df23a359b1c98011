use std::pin::Pin;

use secrecy::SecretString;

/// The answer of a [`TokenSource`], when it is there.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<SecretString, TokenError>> + Send + 'a>>;

/// Where a [`Client`](super::Client) gets its tokens: they may be short-lived. A call that a client gives up on may be
/// dropped in the middle; what it had begun is for the source to end well.
pub trait TokenSource: Send + Sync + 'static {
    /// The token to send now.
    fn token(&self) -> TokenFuture<'_>;

    /// Another token than `refused`, which the server did not accept.
    fn renew<'a>(&'a self, refused: &'a SecretString) -> TokenFuture<'a>;
}

/// Why there is no token. Holds none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// There will be none until somebody signs in again.
    #[error("the sign-in is no longer valid")]
    Refused,
    /// Whoever gives tokens can not be asked now.
    #[error("the authorization server can not be reached: {reason}")]
    Unavailable {
        /// What stands in the way.
        reason: String,
    },
}

/// A token that lasts as long as its client.
pub(super) struct FixedToken(pub(super) SecretString);

impl TokenSource for FixedToken {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async { Ok(self.0.clone()) })
    }

    fn renew<'a>(&'a self, _refused: &'a SecretString) -> TokenFuture<'a> {
        Box::pin(async { Err(TokenError::Refused) })
    }
}
