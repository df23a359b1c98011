//! A large workspace for measuring: as many teams as are asked for, around one user who is in all of them. The activity
//! tells who made a team, topped it up and invited, but not who joined: that would be most of the file.

mod balance;
mod build;
mod people;
mod words;

use jiff::Timestamp;
use ollm_api::Email;

use crate::DatabaseError;
use crate::error::Result;
use crate::store::{self, Store};
use crate::workspace::KnownUsers;

/// What to generate. The same options give the same names, identifiers, roles and amounts; times are counted back from
/// the moment of generation, since invitations live for days.
#[derive(Clone, Debug)]
pub struct GenerateOptions {
    /// How many teams.
    pub teams: u32,
    /// How many people are in a team on average, the given user included; at least 1.
    pub members: u32,
    /// From how many people they are drawn.
    pub people: u32,
    /// Another seed gives other data.
    pub seed: u64,
    /// Who is in every team, in most of them as an owner.
    pub email: Email,
}

/// What was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generated {
    /// Teams.
    pub teams: usize,
    /// People in teams: somebody in two teams counts twice.
    pub memberships: usize,
    /// Invitations, of every status.
    pub invitations: usize,
}

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// What is there would be mixed with what nobody needs.
    #[error("the database has, or had, teams: data is generated into an empty one alone")]
    NotEmpty,
    /// The database does not answer.
    #[error("the data can not be written: {0}")]
    Database(#[from] DatabaseError),
}

/// Fills a database that never had a team, in one transaction; `None` where it had one.
pub(crate) async fn generate(store: &Store, options: &GenerateOptions, now: Timestamp) -> Result<Option<Generated>> {
    let mut tx = store.write().await?;
    if !store::teams::is_empty(&mut tx).await? {
        return Ok(None);
    }
    let known = KnownUsers(store::users::ids_by_email(&mut tx).await?);
    let last_seq = store::sequence::last(&mut tx).await?;
    let workspace = build::workspace(options, &known, now, last_seq);
    workspace.write(&mut tx, now).await?;
    tx.commit().await?;
    Ok(Some(Generated {
        teams: workspace.teams.len(),
        memberships: workspace.members.len(),
        invitations: workspace.invitations.len(),
    }))
}
