use serde::{Deserialize, Serialize};

use crate::{Invitation, Member, Team, TeamId};

open_enum! {
    /// What kind of record changed.
    ChangeKind {
        /// A team. Losing access to one is a `delete`.
        Team => "team",
        /// A member of a team.
        Member => "member",
        /// An invitation.
        Invitation => "invitation",
    }
}

open_enum! {
    /// What happened to a record.
    ChangeOp {
        /// It is new or different: `data` is the record as it is now.
        Upsert => "upsert",
        /// It is gone: `data` is `null`.
        Delete => "delete",
    }
}

/// One record that changed for the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// What kind of record.
    pub kind: ChangeKind,
    /// What happened to it.
    pub op: ChangeOp,
    /// The team that it belongs to.
    pub team_id: TeamId,
    /// The record's identifier; a member's is their user ID.
    pub id: String,
    /// The record as it is now: a Team, a Member or an Invitation, as `kind` says.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub data: Option<serde_json::Value>,
}

/// The record that a [`Change`] carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeRecord {
    /// Of kind `team`.
    Team(Team),
    /// Of kind `member`.
    Member(Member),
    /// Of kind `invitation`.
    Invitation(Invitation),
}

impl Change {
    /// The typed record; `None` where it is gone or of a kind that this version does not know.
    ///
    /// # Errors
    /// When the record is not what its kind says.
    pub fn record(&self) -> Result<Option<ChangeRecord>, serde_json::Error> {
        let Some(data) = &self.data else { return Ok(None) };
        Ok(match self.kind {
            ChangeKind::Team => Some(ChangeRecord::Team(Team::deserialize(data)?)),
            ChangeKind::Member => Some(ChangeRecord::Member(Member::deserialize(data)?)),
            ChangeKind::Invitation => Some(ChangeRecord::Invitation(Invitation::deserialize(data)?)),
            ChangeKind::Other(_) => None,
        })
    }
}

/// What changed for the caller since a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePage {
    /// The changes, oldest first; of several changes to one record only the last.
    pub data: Vec<Change>,
    /// The point to ask from the next time.
    pub next_cursor: String,
    /// Whether more changes wait after this page.
    pub has_more: bool,
}
