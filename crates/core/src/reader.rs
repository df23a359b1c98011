//! What can be read of an account, whether its server can be asked or not.

use std::sync::Arc;

use ollm_api::client::{Client, ClientError};
use ollm_api::{Invitation, InvitationStatus, Team, TeamId};

use crate::held::Held;
use crate::offline::{People, Position};
use crate::people::member_views;
use crate::{Account, AppError, ErrorCode, ListRequest, Session, Snapshot, SyncView, TeamList, TeamPeople, TeamRow};

/// One account's data to read: from its offline copy, and from its server where that says more and can be asked.
pub struct Reader {
    pub(crate) account: Account,
    pub(crate) held: Held,
    /// `None` while nobody is signed in to it: it is being restored.
    pub(crate) session: Option<Arc<Session>>,
}

impl Reader {
    /// The list that is asked for, from the copy alone; `None` where there is none yet.
    ///
    /// # Errors
    /// `storage_unavailable` when the copy can not be kept anywhere.
    pub async fn list_teams(&self, request: &ListRequest) -> Result<Option<Snapshot<TeamList>>, AppError> {
        let list = self.held.found(self.held.copy().await.list(request).await)?;
        Ok(list.map(|list| self.held.snapshot(list)))
    }

    /// Rows of the list, with what in them was searched for. Teams that are gone by now are left out.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn team_rows(&self, ids: &[TeamId], search: &str) -> Result<Vec<TeamRow>, AppError> {
        self.held.found(self.held.copy().await.rows(ids, search).await)
    }

    /// The teams of a list whose names start like this, in the list's order.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn teams_starting_with(&self, request: &ListRequest, prefix: &str) -> Result<Vec<TeamId>, AppError> {
        self.held.found(self.held.copy().await.starting_with(request, prefix).await)
    }

    /// The invitations that wait for the caller's answer.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn my_invitations(&self) -> Result<Vec<Invitation>, AppError> {
        self.held.found(self.held.copy().await.my_invitations().await)
    }

    /// How old all of this is: at once where that is news to whoever has `seen` another revision, and else when it is.
    pub async fn sync_state(&self, seen: u32) -> SyncView {
        self.held.copy().await;
        self.held.status().newer_than(seen).await
    }

    /// Has the server asked what changed, and waits for the answer. Where there is none, the state says so.
    pub async fn sync_now(&self) {
        if let Some(session) = &self.session {
            session.wake_settler();
            self.held.status().next_round().await;
        }
    }

    /// The user knows which teams are gone.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn acknowledge_lost_teams(&self, ids: &[TeamId]) -> Result<(), AppError> {
        self.held.found(self.held.copy().await.forget_lost_teams(ids).await)?;
        self.held.show_lost_teams().await
    }

    /// Who is in a team and who is invited; where the server can not be asked, what it said last.
    ///
    /// # Errors
    /// When the server refuses, or can not be asked and said nothing before.
    pub async fn team_people(&self, id: &TeamId) -> Result<Snapshot<TeamPeople>, AppError> {
        let error = match &self.session {
            Some(session) => match self.fetch_people(&session.client, id).await {
                Ok(people) => return Ok(people),
                Err(error) => error,
            },
            None => self.not_signed_in(),
        };
        let copy = self.held.copy().await;
        let team = self.held.found(copy.team(id).await)?;
        let people = self.held.found(copy.people(id).await)?;
        match (team, people) {
            (Some(team), Some(people)) if self.may_be_old(&error) => {
                Ok(self.held.snapshot(self.people_view(&team, people)))
            }
            _ => Err(error),
        }
    }

    async fn fetch_people(&self, client: &Client, id: &TeamId) -> Result<Snapshot<TeamPeople>, AppError> {
        let copy = self.held.copy().await;
        // From before the answer: where the feed says more meanwhile, the copy keeps that.
        let position = self.held.found(copy.position().await)?;
        let (team, people) = ask_for_people(client, id).await?;
        if let Some(Position { cursor, .. }) = position {
            self.held.found(copy.put_people(&cursor, &people).await)?;
        }
        Ok(Snapshot::live(self.people_view(&team, people)))
    }

    fn people_view(&self, team: &Team, people: People) -> TeamPeople {
        let members = member_views(&team.role, &self.account.user.id, people.members);
        TeamPeople { members, invitations: people.invitations }
    }

    /// Whether an error is one in spite of which what the server said before can be shown: that it is not there.
    pub(crate) fn may_be_old(&self, error: &AppError) -> bool {
        use ErrorCode::{AuthorizationServerUnreachable, ServerError, SignedOut, TimedOut, Unreachable};
        matches!(error.code, AuthorizationServerUnreachable | ServerError | SignedOut | TimedOut | Unreachable)
    }

    pub(crate) fn not_signed_in(&self) -> AppError {
        AppError::retryable(ErrorCode::SignedOut, "the account is not signed in yet")
    }
}

async fn ask_for_people(client: &Client, id: &TeamId) -> Result<(Team, People), ClientError> {
    let pending = InvitationStatus::Pending;
    let (team, members, invitations) =
        tokio::try_join!(client.team(id), client.all_members(id), client.all_invitations(id, Some(&pending)))?;
    Ok((team, People { team_id: id.clone(), members, invitations }))
}
