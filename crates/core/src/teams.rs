//! Teams: create, rename, delete. How they are read stands in [`crate::Reader`].

use ollm_api::client::ClientError;
use ollm_api::{Team, TeamId, TeamName, UpdateTeam};

use crate::{AppError, ErrorCode, Session, TeamView};

impl Session {
    /// Creates a team; the caller becomes its owner. After `outcome_unknown`, the same call with the same name asks for
    /// the outcome of the first and makes no second team.
    ///
    /// # Errors
    /// When the name breaks a rule, or the server refuses.
    pub async fn create_team(&self, name: &str) -> Result<TeamView, AppError> {
        let name = TeamName::parse(name)?;
        let key = self.open_creations.key(name.as_str());
        let created = self.client.create_team(&name, &key).await;
        if !created.as_ref().is_err_and(ClientError::outcome_unknown) {
            self.open_creations.settle(name.as_str());
        }
        self.now_is(created.map_err(AppError::of_write)?).await
    }

    /// Gives a team another name. No version is asked for: usage changes it all the time, and a name is not lost by
    /// a balance that moved.
    ///
    /// # Errors
    /// When the name breaks a rule, or the server refuses.
    pub async fn rename_team(&self, id: &TeamId, name: &str) -> Result<TeamView, AppError> {
        let name = TeamName::parse(name)?;
        let update = UpdateTeam { name: Some(name.as_str().to_owned()), ..UpdateTeam::default() };
        let team = self.client.update_team(id, &update, None).await.map_err(AppError::of_write)?;
        self.now_is(team).await
    }

    /// Deletes a team for good, as it was when the caller confirmed: `version` is the one that they saw.
    ///
    /// # Errors
    /// `version_mismatch` when the name or the balance is another one by now; `top_up_unsettled` while a payment to it has
    /// no end, and `journal_unavailable` where nobody knows whether one has.
    pub async fn delete_team(&self, id: &TeamId, version: u32) -> Result<(), AppError> {
        if self.has_open_top_up(id).await? {
            return Err(AppError::new(ErrorCode::TopUpUnsettled, "a payment to this team has no end yet"));
        }
        self.client.delete_team(id, Some(version)).await.map_err(AppError::of_write)?;
        self.held.is_without(id).await;
        Ok(())
    }

    /// The server has answered a change with the team as it is now: so it is shown, before the next sync says so.
    pub(crate) async fn now_is(&self, team: Team) -> Result<TeamView, AppError> {
        self.held.now_is(&team).await;
        Ok(team.into())
    }
}
