use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ollm_api::{Action, ApiKey, ApiKeyId, CreateApiKey, CreatedApiKey, Page, TeamId, TeamName};

use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{ListParams, Path, Query, page};
use crate::idempotency::{Begun, Post, replay, to_json};
use crate::operations::{UnitOfWork, api_keys};
use crate::sealed_secret::SealedSecret;
use crate::state::App;
use crate::store::{self, Moment};

/// The API keys of a team, without their secrets, in the order in which they were created.
#[utoipa::path(get, path = "/teams/{team_id}/api-keys", tag = "api keys", operation_id = "list_api_keys",
    params(("team_id" = String, Path, description = "The team"), ListParams),
    responses((status = 200, description = "One page of API keys", body = Page<ApiKey>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<ApiKey>>> {
    let paging = params.check("api keys")?;
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadApiKeys).await?;
    let keys = store::api_keys::list(&mut tx, &team, &paging.after()?, paging.fetch()).await?;
    let key = |key: &ApiKey| vec![Moment::from(key.created_at).0.to_string(), key.id.to_string()];
    Ok(Json(page(&paging, keys, key)))
}

/// Makes an API key. Its secret is in this answer alone: it is not stored and can not be asked for again. An answer
/// is replayed whole to the same bearer token; to another one of the same caller it is 422 `idempotency_key_reused`.
#[utoipa::path(post, path = "/teams/{team_id}/api-keys", tag = "api keys", operation_id = "create_api_key",
    params(("team_id" = String, Path, description = "The team")), request_body = CreateApiKey,
    responses((status = 201, description = "The key with its secret", body = CreatedApiKey)))]
pub(crate) async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    post: Post,
) -> Result<Response> {
    let body: CreateApiKey = post.json()?;
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(mut record) => {
            let recorded: (ApiKey, SealedSecret) =
                serde_json::from_str(&record.body).map_err(|_| ApiError::Internal)?;
            let secret = recorded.1.open(&caller.token).ok_or(ApiError::IdempotencyKeyReused(
                "the key was made with another token, and its secret can not be told again",
            ))?;
            record.body = to_json(&CreatedApiKey { key: recorded.0, secret })?;
            return Ok(replay(record));
        }
    };
    authorize(write.connection(), &caller, &team, Action::CreateApiKey).await?;
    // A key is named as a team is.
    let name = TeamName::parse(&body.name)
        .map_err(|_| ApiError::invalid("name", "a name has 1 to 64 characters, none of them a control character"))?;
    let (sealed, secret) = SealedSecret::generate(&caller.token);
    let created = api_keys::create(&mut write.work(&caller), &team, name.as_str(), secret).await?;
    let recorded = to_json(&(&created.key, sealed))?;
    write.finish_without_secret(&caller, StatusCode::CREATED, &created, recorded).await
}

/// Ends an API key.
#[utoipa::path(delete, path = "/teams/{team_id}/api-keys/{api_key_id}", tag = "api keys",
    operation_id = "revoke_api_key",
    params(("team_id" = String, Path, description = "The team"),
        ("api_key_id" = String, Path, description = "The API key")),
    responses((status = 204, description = "It does not count any more")))]
pub(crate) async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path((team, id)): Path<(TeamId, ApiKeyId)>,
) -> Result<StatusCode> {
    let mut tx = app.store.write().await?;
    authorize(&mut tx, &caller, &team, Action::ReadApiKeys).await?;
    let key = store::api_keys::get(&mut tx, &team, &id).await?.ok_or(ApiError::NotFound)?;
    let own = key.created_by == caller.user.email;
    authorize(&mut tx, &caller, &team, Action::RevokeApiKey { own }).await?;
    let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: &caller.user.email };
    api_keys::revoke(&mut work, &key).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
