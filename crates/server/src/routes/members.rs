use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ollm_api::{
    Action, ChangeRole, Member, Page, Role, Team, TeamId, TeamMember, TransferOwnership, UserId, removal, role_change,
};

use super::teams;
use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{ListParams, Path, Query, RawBody, page};
use crate::idempotency::{Begun, Post, replay};
use crate::operations::{UnitOfWork, members};
use crate::precondition::etag;
use crate::state::App;
use crate::store::{self, Connection, Moment};

/// The members of a team, in the order in which they joined.
#[utoipa::path(get, path = "/teams/{team_id}/members", tag = "members", operation_id = "list_members",
    params(("team_id" = String, Path, description = "The team"), ListParams),
    responses((status = 200, description = "One page of members", body = Page<Member>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Member>>> {
    let paging = params.check("members")?;
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTeam).await?;
    let members = store::members::list(&mut tx, &team, &paging.after()?, paging.fetch()).await?;
    let key = |member: &Member| vec![Moment::from(member.joined_at).0.to_string(), member.user_id.to_string()];
    Ok(Json(page(&paging, members, key)))
}

/// The members of all teams that the caller is in, by team and then in the order in which they joined: those of one
/// team stand together.
#[utoipa::path(get, path = "/members", tag = "members", operation_id = "list_members_across_teams", params(ListParams),
    responses((status = 200, description = "One page of members", body = Page<TeamMember>)))]
pub(crate) async fn list_across_teams(
    State(app): State<App>,
    caller: Caller,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<TeamMember>>> {
    let paging = params.check("members across teams")?;
    let mut tx = app.store.read().await?;
    let after = paging.after_in_team()?;
    let members = store::members::list_across_teams(&mut tx, &caller.user.id, &after, paging.fetch()).await?;
    let key = |TeamMember { team_id, member }: &TeamMember| {
        vec![team_id.to_string(), Moment::from(member.joined_at).0.to_string(), member.user_id.to_string()]
    };
    Ok(Json(page(&paging, members, key)))
}

/// Gives a member another role.
#[utoipa::path(patch, path = "/teams/{team_id}/members/{user_id}", tag = "members", operation_id = "change_role",
    params(("team_id" = String, Path, description = "The team"), ("user_id" = String, Path, description = "The member")),
    request_body = ChangeRole,
    responses((status = 200, description = "The member as they are now", body = Member)))]
pub(crate) async fn update(
    State(app): State<App>,
    caller: Caller,
    Path((team, user)): Path<(TeamId, UserId)>,
    body: RawBody,
) -> Result<Json<Member>> {
    let role = body.json::<ChangeRole>()?.role;
    let mut tx = app.store.write().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTeam).await?;
    if matches!(role, Role::Other(_)) {
        return Err(ApiError::invalid("role", "a role is owner, admin, member or viewer"));
    }
    let member = load(&mut tx, &team, &user).await?;
    authorize(&mut tx, &caller, &team, role_change(&member.role, &role)).await?;
    if member.role != role {
        let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: &caller.user.email };
        members::change_role(&mut work, &team, &member, &role).await?;
    }
    let member = load(&mut tx, &team, &user).await?;
    tx.commit().await?;
    Ok(Json(member))
}

/// Removes a member or, where it is the caller, leaves the team.
#[utoipa::path(delete, path = "/teams/{team_id}/members/{user_id}", tag = "members", operation_id = "remove_member",
    params(("team_id" = String, Path, description = "The team"), ("user_id" = String, Path, description = "The member")),
    responses((status = 204, description = "They are not in the team any more")))]
pub(crate) async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path((team, user)): Path<(TeamId, UserId)>,
) -> Result<StatusCode> {
    let mut tx = app.store.write().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTeam).await?;
    let member = load(&mut tx, &team, &user).await?;
    let leaves = member.user_id == caller.user.id;
    let action = if leaves { Action::Leave } else { removal(&member.role) };
    authorize(&mut tx, &caller, &team, action).await?;
    let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: &caller.user.email };
    members::remove(&mut work, &team, &member, leaves).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands the team over to another member. The caller, who was an owner, becomes an admin.
#[utoipa::path(post, path = "/teams/{team_id}/ownership", tag = "members", operation_id = "transfer_ownership",
    params(("team_id" = String, Path, description = "The team")), request_body = TransferOwnership,
    responses((status = 200, description = "The team as the caller sees it now", body = Team)))]
pub(crate) async fn transfer(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    post: Post,
) -> Result<Response> {
    let to = post.json::<TransferOwnership>()?.user_id;
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    authorize(write.connection(), &caller, &team, Action::TransferOwnership).await?;
    let from = load(write.connection(), &team, &caller.user.id).await?;
    let to = store::members::get(write.connection(), &team, &to).await?;
    let Some(to) = to.filter(|to| to.user_id != from.user_id) else {
        return Err(ApiError::invalid("user_id", "the new owner is another member of the team"));
    };
    members::transfer_ownership(&mut write.work(&caller), &team, &from, &to).await?;
    let team = teams::load(write.connection(), &caller, &team).await?;
    let tag = etag(team.version);
    write.finish(&caller, StatusCode::OK, &team, Some(tag)).await
}

async fn load(connection: &mut Connection, team: &TeamId, user: &UserId) -> Result<Member> {
    store::members::get(connection, team, user).await?.ok_or(ApiError::NotFound)
}
