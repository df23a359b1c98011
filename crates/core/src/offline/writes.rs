//! What the copy is told. Each write is one transaction. What comes from a fetch names where the copy was when that
//! began, and is written only if it still is there (compare and set).

use jiff::Timestamp;
use ollm_api::{Change, Invitation, Member, Team, TeamId};

use super::fault::Fault;
use super::store::{Connection, Tx};
use super::teams::Keep;
use super::{
    BalanceSample, Listing, OfflineCopy, People, PeoplePosition, Result, Written, activity, changes, invitations, lost,
    people, position, samples, teams,
};
use crate::ActivityEntry;

impl OfflineCopy {
    /// Puts a listing in place of all teams before. Those that are gone are noted as lost.
    pub(crate) async fn replace_teams(&self, listing: &Listing) -> Result<Written> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            let before = position::read(&mut tx).await?.map(|position| position.cursor);
            if before.is_some() && before != listing.replaces {
                return Ok(Written::Outdated);
            }
            let changes = total_changes(&mut tx).await?;
            // What is here without a listing is what the user made meanwhile.
            if before.is_some() {
                teams::keep_only(&mut tx, &listing.teams).await?;
            }
            let here: Vec<&TeamId> = listing.teams.iter().map(|team| &team.id).collect();
            lost::forget_news(&mut tx, &here).await?;
            teams::upsert(&mut tx, &listing.teams.iter().collect::<Vec<_>>(), Keep::Written).await?;
            invitations::replace_mine(&mut tx, &listing.my_invitations).await?;
            let written = written_since(&mut tx, changes).await?;
            people::forget_known(&mut tx).await?;
            position::write(&mut tx, &listing.cursor, listing.at, &PeoplePosition::NotBegun).await?;
            commit(tx, written).await
        })
        .await
    }

    /// The pending invitations of all teams, as a listing found them.
    pub(crate) async fn replace_invitations(&self, cursor: &str, invitations: &[Invitation]) -> Result<Written> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            if position::at(&mut tx, cursor).await?.is_none() {
                return Ok(Written::Outdated);
            }
            let changes = total_changes(&mut tx).await?;
            invitations::replace(&mut tx, invitations).await?;
            let written = written_since(&mut tx, changes).await?;
            commit(tx, written).await
        })
        .await
    }

    /// The members of some teams, all of each, from the listing of all people, which goes on at `next`.
    pub(crate) async fn put_listed_members(
        &self,
        cursor: &str,
        teams: &[(TeamId, Vec<Member>)],
        next: &PeoplePosition,
    ) -> Result<Written> {
        let teams: &Vec<_> = &teams.iter().map(|(team, members)| (team, members.as_slice())).collect();
        self.run(|store| async move {
            let mut tx = store.write().await?;
            let Some(before) = position::at(&mut tx, cursor).await? else { return Ok(Written::Outdated) };
            let changes = total_changes(&mut tx).await?;
            people::replace(&mut tx, teams).await?;
            let written = written_since(&mut tx, changes).await?;
            // Another window of the app may have come to the end before.
            if before.people != PeoplePosition::Done {
                position::write(&mut tx, cursor, before.synced_at, next).await?;
            }
            commit(tx, written).await
        })
        .await
    }

    /// The people of one team, as the server just said.
    pub(crate) async fn put_people(&self, cursor: &str, people: &People) -> Result<Written> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            if position::at(&mut tx, cursor).await?.is_none() {
                return Ok(Written::Outdated);
            }
            let changes = total_changes(&mut tx).await?;
            people::replace(&mut tx, &[(&people.team_id, people.members.as_slice())]).await?;
            invitations::replace_of_team(&mut tx, &people.team_id, &people.invitations).await?;
            let written = written_since(&mut tx, changes).await?;
            commit(tx, written).await
        })
        .await
    }

    /// What the feed says after `cursor`, and where it goes on. Teams that are gone are noted as lost.
    pub(crate) async fn apply(&self, cursor: &str, changes: &[Change], next: &str, at: Timestamp) -> Result<Written> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            let Some(before) = position::at(&mut tx, cursor).await? else { return Ok(Written::Outdated) };
            let count = total_changes(&mut tx).await?;
            changes::apply(&mut tx, changes, &self.user_email).await?;
            let written = written_since(&mut tx, count).await?;
            position::write(&mut tx, next, at, &before.people).await?;
            commit(tx, written).await
        })
        .await
    }

    /// A team as the answer to the user's own action says it is. An older version than the known one changes nothing.
    pub(crate) async fn put_team(&self, team: &Team) -> Result<Written> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            let changes = total_changes(&mut tx).await?;
            teams::upsert(&mut tx, &[team], Keep::Newer).await?;
            lost::forget(&mut tx, &[&team.id]).await?;
            let written = written_since(&mut tx, changes).await?;
            commit(tx, written).await
        })
        .await
    }

    /// A team that the user deleted or left here: nobody needs to be told.
    pub(crate) async fn remove_team(&self, id: &TeamId) -> Result<Written> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            let changes = total_changes(&mut tx).await?;
            teams::remove(&mut tx, id).await?;
            let written = written_since(&mut tx, changes).await?;
            lost::note_left(&mut tx, id).await?;
            commit(tx, written).await
        })
        .await
    }

    /// The balances of a team's last days, oldest first, from when it had `version`.
    pub(crate) async fn put_samples(
        &self,
        id: &TeamId,
        version: u32,
        at: Timestamp,
        samples: &[BalanceSample],
    ) -> Result<()> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            samples::put(&mut tx, id, version, at, samples).await?;
            commit(tx, ()).await
        })
        .await
    }

    /// What the server said of the activity last.
    pub(crate) async fn put_activity(&self, entries: &[ActivityEntry], at: Timestamp) -> Result<()> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            activity::put(&mut tx, entries, at).await?;
            commit(tx, ()).await
        })
        .await
    }

    /// The teams whose balances fell below their thresholds, for the one who asks first: of several windows of the app,
    /// one tells the user.
    pub(crate) async fn take_low_balance_news(&self) -> Result<Vec<Team>> {
        self.run(|store| async move {
            if teams::with_low_balance_news(&mut *store.read().await?).await?.is_empty() {
                return Ok(Vec::new());
            }
            let mut tx = store.write().await?;
            let news = teams::with_low_balance_news(&mut tx).await?;
            teams::forget_low_balance_news(&mut tx).await?;
            commit(tx, news).await
        })
        .await
    }

    /// The user was told.
    pub(crate) async fn forget_lost_teams(&self, ids: &[TeamId]) -> Result<()> {
        self.run(|store| async move {
            let mut tx = store.write().await?;
            lost::forget_news(&mut tx, &ids.iter().collect::<Vec<_>>()).await?;
            commit(tx, ()).await
        })
        .await
    }
}

async fn commit<T>(tx: Tx, done: T) -> std::result::Result<T, Fault> {
    tx.commit().await?;
    Ok(done)
}

/// How many rows this connection ever changed.
async fn total_changes(connection: &mut Connection) -> std::result::Result<i64, Fault> {
    Ok(sqlx::query_scalar("SELECT total_changes()").fetch_one(connection).await?)
}

async fn written_since(connection: &mut Connection, changes: i64) -> std::result::Result<Written, Fault> {
    let is_same = total_changes(connection).await? == changes;
    Ok(if is_same { Written::Unchanged } else { Written::Changed })
}
