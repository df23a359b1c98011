use ollm_api::{ApiKey, ApiKeyId, CreatedApiKey, TeamId};

use super::{UnitOfWork, new_id};
use crate::error::Result;
use crate::{store, token};

/// How much of a secret is kept to recognise it by: what every token starts with, and 4 digits of 64.
const PREFIX_LENGTH: usize = token::PREFIX.len() + 4;

/// Makes an API key. What is returned is the only place that its secret is ever in.
pub(crate) async fn create(
    work: &mut UnitOfWork<'_>,
    team: &TeamId,
    name: &str,
    secret: String,
) -> Result<CreatedApiKey> {
    let key = ApiKey {
        id: ApiKeyId::new(new_id("key")),
        team_id: team.clone(),
        name: name.to_owned(),
        prefix: secret.chars().take(PREFIX_LENGTH).collect(),
        created_by: work.actor.to_owned(),
        created_at: work.now,
        last_used_at: None,
    };
    store::api_keys::insert(work.connection, &key, &token::hash(&secret)).await?;
    work.event(team, "api_key.created", name, key.prefix.as_str()).await?;
    Ok(CreatedApiKey { key, secret })
}

/// Ends an API key.
pub(crate) async fn revoke(work: &mut UnitOfWork<'_>, key: &ApiKey) -> Result<()> {
    store::api_keys::delete(work.connection, &key.id).await?;
    work.event(&key.team_id, "api_key.revoked", &key.name, key.prefix.as_str()).await?;
    Ok(())
}
