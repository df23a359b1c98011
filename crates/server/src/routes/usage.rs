use axum::Json;
use axum::extract::State;
use ollm_api::{Action, Page, TeamId, UsageBucket, UsageGrouping, UsageInterval};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{Path, Query};
use crate::state::App;
use crate::store;
use crate::usage_window::{Window, bucket};

/// Which usage to sum up.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// The start, rounded down to a bucket; 30 days (or, in hours, 24 hours) before `to` where it is absent.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<String>,
    /// The end, not included; now where it is absent.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<String>,
    /// How long a bucket is; a day where it is absent.
    #[param(value_type = Option<UsageInterval>)]
    bucket: Option<String>,
    /// A bucket for each model that was used in an interval, and none for an interval without usage. An addition to the
    /// published contract.
    #[param(value_type = Option<UsageGrouping>)]
    group_by: Option<String>,
}

/// What a team used, in buckets of UTC time, oldest first. Buckets without usage are there too, with zeroes, so the
/// window has at most 366 days or, in hours, 31 days, and the list is always whole: `next_cursor` is `null`.
#[utoipa::path(get, path = "/teams/{team_id}/usage", tag = "billing", operation_id = "get_usage",
    params(("team_id" = String, Path, description = "The team"), Filter),
    responses((status = 200, description = "All buckets of the window", body = Page<UsageBucket>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<UsageBucket>>> {
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTeam).await?;
    let (from, to) = (filter.from.as_deref(), filter.to.as_deref());
    let window = Window::parse(from, to, filter.bucket.as_deref(), app.now())?;
    let Window { from, to, width } = window;
    let data = match filter.group_by.as_deref().map(UsageGrouping::from) {
        None => window.fill(&store::usage::sums(&mut tx, &team, from, to, width).await?),
        Some(UsageGrouping::Model) => {
            store::usage::sums_by_model(&mut tx, &team, from, to, width).await?.iter().map(bucket).collect()
        }
        Some(UsageGrouping::Other(_)) => return Err(ApiError::invalid("group_by", "usage is grouped by model")),
    };
    Ok(Json(Page { data, next_cursor: None, total: None }))
}
