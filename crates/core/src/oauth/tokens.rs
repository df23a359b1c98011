//! The tokens of an account that signed in with the browser, renewed for as long as the authorization server does so.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use ollm_api::client::{TokenError, TokenFuture, TokenSource};
use secrecy::{ExposeSecret, SecretString};

use super::grant::Grant;
use super::renewal_lock::RenewalLock;
use super::token_service::TokenFault;
use crate::ports::CredentialStore;
use crate::{AppError, ErrorCode, credentials};

/// A grant that renews itself: ahead of its token's end, and when a server refuses that; once, however many requests
/// wait for it. Each new grant stands in the keyring before it is used and before the old one is forgotten.
#[derive(Clone)]
pub(crate) struct Tokens(Arc<Shelf>);

struct Shelf {
    store: Arc<dyn CredentialStore>,
    entry: String,
    lock: RenewalLock,
    state: Mutex<State>,
    /// What this app last knew its keyring entry to be. Held through a renewal, so that none runs beside another or
    /// beside a change of the entry.
    kept: tokio::sync::Mutex<Kept>,
}

struct State {
    grant: Arc<Grant>,
    /// The authorization server gives no more tokens: it need not be asked again.
    refused: bool,
    renewal: Option<Renewal>,
    not_kept: Option<AppError>,
}

type Renewal = Shared<BoxFuture<'static, Result<SecretString, TokenError>>>;

enum Kept {
    /// The grant is in memory alone.
    Nowhere,
    /// This stands in the keyring.
    Entry(SecretString),
    /// The account is signed out, or signed in anew: this grant must not come back.
    Ended,
}

impl Tokens {
    /// A new grant, in memory until [`Self::keep`] is called.
    pub(crate) fn new(grant: Grant, store: &Arc<dyn CredentialStore>, entry: &str, lock: RenewalLock) -> Self {
        Self::with(grant, store, entry, lock, Kept::Nowhere)
    }

    /// The grant of an entry of the keyring.
    pub(crate) fn restored(
        secret: SecretString,
        store: &Arc<dyn CredentialStore>,
        entry: &str,
        lock: RenewalLock,
    ) -> Result<Self, AppError> {
        // Only signing in again helps.
        let grant =
            Grant::from_secret(&secret).map_err(|error| AppError::new(ErrorCode::Unauthorized, error.to_string()))?;
        Ok(Self::with(grant, store, entry, lock, Kept::Entry(secret)))
    }

    fn with(grant: Grant, store: &Arc<dyn CredentialStore>, entry: &str, lock: RenewalLock, kept: Kept) -> Self {
        let state = State { grant: Arc::new(grant), refused: false, renewal: None, not_kept: None };
        Self(Arc::new(Shelf {
            store: Arc::clone(store),
            entry: entry.to_owned(),
            lock,
            state: Mutex::new(state),
            kept: tokio::sync::Mutex::new(kept),
        }))
    }

    pub(crate) fn grant(&self) -> Arc<Grant> {
        Arc::clone(&self.0.state().grant)
    }

    /// Why the keyring holds an older grant than this, if it does: the next start would have to sign in again.
    pub(crate) fn not_kept(&self) -> Option<AppError> {
        self.0.state().not_kept.clone()
    }

    /// Keeps the grant in the keyring, and those that follow it.
    pub(crate) async fn keep(&self) -> Result<(), AppError> {
        let mut kept = self.0.kept.lock().await;
        self.0.write(&mut kept, &self.grant()).await
    }

    /// Takes the grant out of the keyring again; those that follow it stay in memory.
    pub(crate) async fn unkeep(&self) -> Result<(), AppError> {
        let mut kept = self.0.kept.lock().await;
        credentials::delete(&self.0.store, self.0.entry.clone()).await?;
        *kept = Kept::Nowhere;
        Ok(())
    }

    /// Takes the grant out of the keyring and renews it no more. An entry that never was need not be deleted.
    pub(crate) async fn end(&self) -> Result<(), AppError> {
        let mut kept = self.0.kept.lock().await;
        let deleted = credentials::delete(&self.0.store, self.0.entry.clone()).await;
        if matches!(*kept, Kept::Entry(_)) {
            deleted?;
        }
        *kept = Kept::Ended;
        Ok(())
    }

    /// Renews the grant no more, because another one has taken its place in the keyring.
    pub(crate) async fn give_way(&self) {
        *self.0.kept.lock().await = Kept::Ended;
    }

    /// Another token than `stale`. The work goes on where its caller does not wait: a refresh token that was sent is
    /// used up, and what came for it must not be lost.
    fn renewal_of(&self, stale: &SecretString) -> Renewal {
        let mut state = self.0.state();
        let current = state.grant.access_token();
        if current.expose_secret() != stale.expose_secret() {
            return ready(Ok(current.clone()));
        }
        if let Some(renewal) = &state.renewal {
            return renewal.clone();
        }
        if state.refused {
            return ready(Err(TokenError::Refused));
        }
        let shelf = Arc::clone(&self.0);
        let task = tokio::spawn(async move {
            let renewed = shelf.renew().await;
            shelf.state().renewal = None;
            renewed
        });
        let ended = |_| Err(TokenError::Unavailable { reason: "the app is ending".to_owned() });
        let renewal = task.map(move |renewed| renewed.unwrap_or_else(ended)).boxed().shared();
        state.renewal = Some(renewal.clone());
        renewal
    }
}

fn ready(token: Result<SecretString, TokenError>) -> Renewal {
    std::future::ready(token).boxed().shared()
}

impl Shelf {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn renew(&self) -> Result<SecretString, TokenError> {
        let mut kept = self.kept.lock().await;
        if matches!(*kept, Kept::Ended) {
            return Err(TokenError::Refused);
        }
        let _one_at_a_time = self.lock.acquire().await;
        if let Some(theirs) = self.of_another_window(&mut kept).await {
            let is_fresh = !theirs.is_due();
            let token = self.adopt(theirs);
            if is_fresh {
                return Ok(token);
            }
        }
        let grant = Arc::clone(&self.state().grant);
        match grant.renewed().await {
            Ok(next) => {
                if matches!(*kept, Kept::Entry(_))
                    && let Err(error) = self.write(&mut kept, &next).await
                {
                    tracing::warn!(%error, "the renewed grant is in memory alone");
                }
                Ok(self.adopt(next))
            }
            Err(TokenFault::Refused(reason)) => {
                // Another window may have used the same refresh token a moment ago.
                if let Some(theirs) = self.of_another_window(&mut kept).await {
                    return Ok(self.adopt(theirs));
                }
                tracing::warn!(reason, "the grant is not renewed any more");
                self.state().refused = true;
                Err(TokenError::Refused)
            }
            Err(fault) => Err(TokenError::Unavailable { reason: fault.to_string() }),
        }
    }

    /// The grant that another window of this app has put in the keyring since this one last looked.
    async fn of_another_window(&self, kept: &mut Kept) -> Option<Grant> {
        let Kept::Entry(known) = kept else { return None };
        let entry = credentials::read(&self.store, self.entry.clone()).await.ok()?;
        let Some(entry) = entry else {
            // Signed out there, or taken out by the user: it is not put back.
            *kept = Kept::Nowhere;
            return None;
        };
        if entry.expose_secret() == known.expose_secret() {
            return None;
        }
        let grant = Grant::from_secret(&entry).ok()?;
        *kept = Kept::Entry(entry);
        Some(grant)
    }

    /// Puts a grant in the keyring, in place of the one before it.
    async fn write(&self, kept: &mut Kept, grant: &Grant) -> Result<(), AppError> {
        let secret =
            grant.to_secret().map_err(|error| AppError::new(ErrorCode::StorageUnavailable, error.to_string()))?;
        let written = credentials::write(&self.store, self.entry.clone(), secret.clone()).await;
        if written.is_ok() {
            *kept = Kept::Entry(secret);
        }
        self.state().not_kept = written.as_ref().err().cloned();
        written
    }

    fn adopt(&self, grant: Grant) -> SecretString {
        let token = grant.access_token().clone();
        self.state().grant = Arc::new(grant);
        token
    }
}

impl TokenSource for Tokens {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async {
            let grant = self.grant();
            if !grant.is_due() {
                return Ok(grant.access_token().clone());
            }
            match self.renewal_of(grant.access_token()).await {
                // It is not over yet.
                Err(TokenError::Unavailable { .. }) if !grant.is_over() => Ok(grant.access_token().clone()),
                renewed => renewed,
            }
        })
    }

    fn renew<'a>(&'a self, refused: &'a SecretString) -> TokenFuture<'a> {
        Box::pin(self.renewal_of(refused))
    }
}

#[cfg(test)]
mod tests;
