//! The one place where the server decides whether a caller may do something in a team.

use ollm_api::{Action, TeamId, may};

use crate::auth::Caller;
use crate::error::{ApiError, Result};
use crate::store::{self, Connection};

/// Lets the caller pass, or refuses: 404 where they are not in the team, so that its existence does not leak, and
/// 403 where their role does not allow the action. Called inside the transaction that does the action, so that a role
/// which is lost meanwhile counts for nothing.
pub(crate) async fn authorize(
    connection: &mut Connection,
    caller: &Caller,
    team: &TeamId,
    action: Action,
) -> Result<()> {
    let role = store::members::role(connection, team, &caller.user.id).await?.ok_or(ApiError::NotFound)?;
    if may(&role, action) { Ok(()) } else { Err(ApiError::Forbidden) }
}
