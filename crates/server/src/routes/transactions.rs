use axum::Json;
use axum::extract::State;
use ollm_api::{Action, Page, TeamId, Transaction, TransactionKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::without_seq;
use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{ListParams, Path, Query, page};
use crate::state::App;
use crate::store;
use crate::store::entries::Found;
use crate::usage_window::parse_time;

/// Which transactions to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Those of one kind alone. This filter is an addition to the published contract: without it, the few top-ups
    /// among many bookings of usage could only be found by reading the whole ledger.
    #[param(value_type = Option<TransactionKind>)]
    kind: Option<String>,
    /// Those that were booked at this time or later. An addition to the published contract, as `to` is.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<String>,
    /// Those that were booked before this time.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<String>,
}

/// The ledger of a team, newest first. Its amounts add up to the balance.
#[utoipa::path(get, path = "/teams/{team_id}/transactions", tag = "billing", operation_id = "list_transactions",
    params(("team_id" = String, Path, description = "The team"), Filter, ListParams),
    responses((status = 200, description = "One page of transactions", body = Page<Transaction>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(filter): Query<Filter>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Transaction>>> {
    let paging = params.check("transactions")?;
    let found = filter.check()?;
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTransactions).await?;
    let before = paging.before_seq()?;
    let entries = store::entries::list(&mut tx, &team, &found, before, paging.fetch()).await?;
    Ok(Json(without_seq(page(&paging, entries, |(seq, _)| vec![seq.to_string()]))))
}

impl Filter {
    fn check(self) -> Result<Found> {
        let time = |param, text: Option<String>| text.as_deref().map(|text| parse_time(param, text)).transpose();
        let (from, to) = (time("from", self.from)?, time("to", self.to)?);
        if from.zip(to).is_some_and(|(from, to)| from >= to) {
            return Err(ApiError::invalid("from", "the start lies before the end"));
        }
        Ok(Found { kind: self.kind.as_deref().map(parse_kind).transpose()?, from, to })
    }
}

fn parse_kind(text: &str) -> Result<TransactionKind> {
    match TransactionKind::from(text) {
        TransactionKind::Other(_) => Err(ApiError::invalid("kind", "a kind is top_up, usage or adjustment")),
        kind => Ok(kind),
    }
}
