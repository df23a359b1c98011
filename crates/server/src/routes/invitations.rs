use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ollm_api::{Action, CreateInvitation, Email, Invitation, InvitationId, InvitationStatus, Page, TeamId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::teams;
use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{ListParams, Path, Query, page};
use crate::idempotency::{Begun, Post, replay};
use crate::operations::{UnitOfWork, invitations};
use crate::state::App;
use crate::store::{self, Connection, Moment};

/// Which invitations to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Those of one status alone.
    #[param(value_type = Option<InvitationStatus>)]
    status: Option<String>,
}

/// The invitations of a team, newest first.
#[utoipa::path(get, path = "/teams/{team_id}/invitations", tag = "invitations", operation_id = "list_invitations",
    params(("team_id" = String, Path, description = "The team"), Filter, ListParams),
    responses((status = 200, description = "One page of invitations", body = Page<Invitation>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(filter): Query<Filter>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Invitation>>> {
    let paging = params.check("invitations")?;
    let status = filter.status.as_deref().map(parse_status).transpose()?;
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTeam).await?;
    let before = paging.before()?;
    let invitations = store::invitations::list(&mut tx, &team, status.as_ref(), &before, paging.fetch()).await?;
    Ok(Json(page(&paging, invitations, key)))
}

/// The invitations to all teams that the caller is in, by team and then oldest first: those of one team stand together.
#[utoipa::path(get, path = "/invitations", tag = "invitations", operation_id = "list_invitations_across_teams",
    params(Filter, ListParams),
    responses((status = 200, description = "One page of invitations", body = Page<Invitation>)))]
pub(crate) async fn list_across_teams(
    State(app): State<App>,
    caller: Caller,
    Query(filter): Query<Filter>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Invitation>>> {
    let paging = params.check("invitations across teams")?;
    let status = filter.status.as_deref().map(parse_status).transpose()?;
    let mut tx = app.store.read().await?;
    let (user, after) = (&caller.user.id, paging.after_in_team()?);
    let invitations =
        store::invitations::list_across_teams(&mut tx, user, status.as_ref(), &after, paging.fetch()).await?;
    let key = |invitation: &Invitation| [vec![invitation.team_id.to_string()], key(invitation)].concat();
    Ok(Json(page(&paging, invitations, key)))
}

/// Invites an address. The invitation lives 7 days.
#[utoipa::path(post, path = "/teams/{team_id}/invitations", tag = "invitations", operation_id = "create_invitation",
    params(("team_id" = String, Path, description = "The team")), request_body = CreateInvitation,
    responses((status = 201, description = "The invitation", body = Invitation)))]
pub(crate) async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    post: Post,
) -> Result<Response> {
    let body: CreateInvitation = post.json()?;
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    authorize(write.connection(), &caller, &team, Action::ManageInvitations).await?;
    let email = Email::parse(&body.email).map_err(|error| ApiError::invalid("email", error.to_string()))?;
    if !body.role.is_invitable() {
        return Err(ApiError::invalid("role", "an invitation is for an admin, a member or a viewer"));
    }
    let name = teams::load(write.connection(), &caller, &team).await?.name;
    let invitation = invitations::send(&mut write.work(&caller), &team, &name, &email, body.role).await?;
    write.finish(&caller, StatusCode::CREATED, &invitation, None).await
}

/// Sends a pending invitation again: it lives another 7 days. At most once a minute.
#[utoipa::path(post, path = "/invitations/{invitation_id}/resend", tag = "invitations",
    operation_id = "resend_invitation",
    params(("invitation_id" = String, Path, description = "The invitation")),
    responses((status = 200, description = "The invitation as it is now", body = Invitation)))]
pub(crate) async fn resend(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<InvitationId>,
    post: Post,
) -> Result<Response> {
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    let invitation = load(write.connection(), &id).await?;
    authorize(write.connection(), &caller, &invitation.team_id, Action::ManageInvitations).await?;
    let invitation = invitations::resend(&mut write.work(&caller), invitation).await?;
    write.finish(&caller, StatusCode::OK, &invitation, None).await
}

/// Takes a pending invitation back.
#[utoipa::path(delete, path = "/invitations/{invitation_id}", tag = "invitations", operation_id = "revoke_invitation",
    params(("invitation_id" = String, Path, description = "The invitation")),
    responses((status = 204, description = "It does not count any more")))]
pub(crate) async fn revoke(State(app): State<App>, caller: Caller, Path(id): Path<InvitationId>) -> Result<StatusCode> {
    let mut tx = app.store.write().await?;
    let invitation = load(&mut tx, &id).await?;
    authorize(&mut tx, &caller, &invitation.team_id, Action::ManageInvitations).await?;
    let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: &caller.user.email };
    invitations::end(&mut work, invitation, InvitationStatus::Revoked).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The pending invitations of the caller's own address, newest first.
#[utoipa::path(get, path = "/me/invitations", tag = "invitations", operation_id = "list_my_invitations",
    params(ListParams),
    responses((status = 200, description = "One page of invitations", body = Page<Invitation>)))]
pub(crate) async fn mine(
    State(app): State<App>,
    caller: Caller,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Invitation>>> {
    let paging = params.check("my invitations")?;
    let mut tx = app.store.read().await?;
    let before = paging.before()?;
    let invitations =
        store::invitations::pending_of_email(&mut tx, &caller.user.email, &before, paging.fetch()).await?;
    Ok(Json(page(&paging, invitations, key)))
}

/// Accepts an invitation of the caller's own address: they are in the team from now on.
#[utoipa::path(post, path = "/invitations/{invitation_id}/accept", tag = "invitations",
    operation_id = "accept_invitation",
    params(("invitation_id" = String, Path, description = "The invitation")),
    responses((status = 200, description = "The invitation as it is now", body = Invitation)))]
pub(crate) async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<InvitationId>,
    post: Post,
) -> Result<Response> {
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    let invitation = load_addressed(write.connection(), &caller, &id).await?;
    let invitation = invitations::accept(&mut write.work(&caller), invitation, &caller.user).await?;
    write.finish(&caller, StatusCode::OK, &invitation, None).await
}

/// Declines an invitation of the caller's own address.
#[utoipa::path(post, path = "/invitations/{invitation_id}/decline", tag = "invitations",
    operation_id = "decline_invitation",
    params(("invitation_id" = String, Path, description = "The invitation")),
    responses((status = 200, description = "The invitation as it is now", body = Invitation)))]
pub(crate) async fn decline(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<InvitationId>,
    post: Post,
) -> Result<Response> {
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    let invitation = load_addressed(write.connection(), &caller, &id).await?;
    let invitation = invitations::end(&mut write.work(&caller), invitation, InvitationStatus::Declined).await?;
    write.finish(&caller, StatusCode::OK, &invitation, None).await
}

fn key(invitation: &Invitation) -> Vec<String> {
    vec![Moment::from(invitation.created_at).0.to_string(), invitation.id.to_string()]
}

fn parse_status(text: &str) -> Result<InvitationStatus> {
    match InvitationStatus::from(text) {
        InvitationStatus::Other(_) => {
            Err(ApiError::invalid("status", "a status is pending, accepted, declined, revoked or expired"))
        }
        status => Ok(status),
    }
}

async fn load(connection: &mut Connection, id: &InvitationId) -> Result<Invitation> {
    store::invitations::get(connection, id).await?.ok_or(ApiError::NotFound)
}

/// Only the addressee answers an invitation; whoever else asks learns nothing, owners of the team included.
async fn load_addressed(connection: &mut Connection, caller: &Caller, id: &InvitationId) -> Result<Invitation> {
    let invitation = load(connection, id).await?;
    if invitation.email == caller.user.email { Ok(invitation) } else { Err(ApiError::NotFound) }
}
