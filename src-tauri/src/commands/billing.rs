use ollm_teams_core::api::{Money, TeamId, TopUpId};
use ollm_teams_core::{App, AppError, Snapshot, TopUpView, Trend, UnsettledTopUp};
use tauri::State;

use super::readable::Readable;
use super::signed_in::SignedIn;

#[tauri::command]
pub(crate) async fn check_top_up_amount(app: State<'_, App>, amount: String) -> Result<Money, AppError> {
    app.check_top_up_amount(&amount)
}

#[tauri::command]
pub(crate) async fn top_up(account: SignedIn, team_id: TeamId, amount: String) -> Result<TopUpView, AppError> {
    account.top_up(&team_id, &amount).await
}

#[tauri::command]
pub(crate) async fn top_up_status(
    account: SignedIn,
    team_id: TeamId,
    top_up_id: TopUpId,
) -> Result<TopUpView, AppError> {
    account.top_up_status(&team_id, &top_up_id).await
}

#[tauri::command]
pub(crate) async fn unsettled_top_up(account: SignedIn, team_id: TeamId) -> Result<Option<UnsettledTopUp>, AppError> {
    account.unsettled_top_up(&team_id).await
}

#[tauri::command]
pub(crate) async fn open_checkout(
    app: State<'_, App>,
    account: SignedIn,
    team_id: TeamId,
    top_up_id: TopUpId,
) -> Result<(), AppError> {
    app.open_checkout(&account, &team_id, &top_up_id).await
}

#[tauri::command]
pub(crate) async fn team_trend(account: Readable, team_id: TeamId) -> Result<Snapshot<Trend>, AppError> {
    account.team_trend(&team_id).await
}
