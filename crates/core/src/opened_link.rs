//! The link that the app was opened with, kept until somebody is there to see what it is to.

use jiff::Timestamp;
use ollm_api::{Invitation, InvitationId};
use serde::Serialize;
use tokio::sync::watch;

use crate::link::Link;
use crate::news::{LONGEST_WAIT, wait};
use crate::{AccountId, App, AppError, Connection, Reader, SyncView};

/// What became of a link, for the account that is shown. Nothing is answered by opening a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum OpenedLink {
    /// It is to an invitation that waits for the user's answer.
    Invitation {
        /// Which.
        invitation: Invitation,
    },
    /// It is to an invitation that does not wait for this user's answer: it is somebody else's, was answered or taken
    /// back, or never was.
    NotWaiting,
    /// The server can not be asked now, and the invitation is not among those that it told of before.
    NotReached,
    /// The app does not know what it is to.
    NotUnderstood,
}

/// The last link that was opened and not shown yet.
pub(crate) struct WaitingLink(watch::Sender<Option<Opened>>);

/// `None` where the app does not know what the link is to.
#[derive(Clone)]
struct Opened(Option<Link>);

impl Default for WaitingLink {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl App {
    /// Keeps a link, in place of one that was not shown yet.
    pub fn open_link(&self, text: &str) {
        self.waiting_link.0.send_replace(Some(Opened(Link::parse(text))));
    }

    /// Whether a link waits for somebody to sign in: at once where that is not what is `known`, and else when it changes,
    /// or after a while.
    pub async fn link_waits(&self, known: bool) -> bool {
        wait(self.waiting_link.0.subscribe(), LONGEST_WAIT, |waiting| waiting.is_some() != known).await;
        self.waiting_link.0.borrow().is_some()
    }

    /// What a link is to, for the account that is shown; waits for one, and gives `None` after a while. A link comes
    /// once. While an account is not signed in or not shown any more, it has none: another's may not see it.
    ///
    /// # Errors
    /// `signed_out` where the account is not signed in; `storage_unavailable` when its copy can not be kept anywhere.
    pub async fn next_link(&self, id: &AccountId) -> Result<Option<OpenedLink>, AppError> {
        self.session_of(id)?;
        let has_come = wait(self.waiting_link.0.subscribe(), LONGEST_WAIT, Option::is_some).await;
        if !has_come || self.known().current().is_none_or(|shown| shown.id != *id) {
            return Ok(None);
        }
        let Some(Opened(link)) = self.waiting_link.0.send_replace(None) else { return Ok(None) };
        match link {
            Some(Link::Invitation(invitation)) => Ok(Some(self.reader_of(id)?.opened_invitation(&invitation).await?)),
            None => Ok(Some(OpenedLink::NotUnderstood)),
        }
    }
}

impl Reader {
    /// An invitation may be newer than what the copy holds: then the server is asked before it is called unknown.
    async fn opened_invitation(&self, id: &InvitationId) -> Result<OpenedLink, AppError> {
        if let Some(invitation) = self.my_invitation(id).await? {
            return Ok(OpenedLink::Invitation { invitation });
        }
        let asked_at = Timestamp::now();
        self.sync_now().await;
        Ok(match self.my_invitation(id).await? {
            Some(invitation) => OpenedLink::Invitation { invitation },
            None if self.is_live_since(asked_at) => OpenedLink::NotWaiting,
            None => OpenedLink::NotReached,
        })
    }

    fn is_live_since(&self, asked_at: Timestamp) -> bool {
        let SyncView { connection, synced_at, .. } = self.held.status().now();
        connection == Connection::Live && synced_at >= Some(asked_at)
    }

    async fn my_invitation(&self, id: &InvitationId) -> Result<Option<Invitation>, AppError> {
        Ok(self.my_invitations().await?.into_iter().find(|invitation| invitation.id == *id))
    }
}
