use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{EventId, TeamId};

/// One change in a team: append-only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Event {
    /// Stable and opaque.
    pub id: EventId,
    /// The team that changed.
    pub team_id: TeamId,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: Timestamp,
    /// The e-mail address of who did it; `system` where nobody did.
    pub actor: String,
    /// What was done: `team.created`, `team.renamed`, `member.role_changed`, `invitation.sent`, `top_up.succeeded`, …
    pub action: String,
    /// What it was done to: an e-mail address, a name, an identifier.
    pub target: String,
    /// More about it, such as the new role or the amount; empty where there is no more to say.
    pub detail: String,
}
