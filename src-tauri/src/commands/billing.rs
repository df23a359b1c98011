use ollm_teams_core::api::TeamId;
use ollm_teams_core::{AccountId, App, AppError, CheckedAmount, NumberFormat, Snapshot, TopUpAttempt, TopUps, Trend};
use tauri::State;

use super::readable::Readable;
use super::signed_in::SignedIn;

#[tauri::command]
pub(crate) async fn check_top_up_amount(
    account: Readable,
    team_id: TeamId,
    amount: String,
    format: NumberFormat,
) -> Result<CheckedAmount, AppError> {
    account.check_top_up_amount(&team_id, &amount, format).await
}

#[tauri::command]
pub(crate) async fn top_up(
    account: SignedIn,
    team_id: TeamId,
    amount: String,
    repeats: bool,
) -> Result<TopUpAttempt, AppError> {
    account.top_up(&team_id, &amount, repeats).await
}

#[tauri::command]
pub(crate) async fn top_ups(account: SignedIn, seen: u32) -> Result<TopUps, AppError> {
    account.top_ups(seen).await
}

/// Of one account or, without one, of all.
#[tauri::command]
pub(crate) async fn unsettled_top_ups(
    app: State<'_, App>,
    account: Option<AccountId>,
) -> Result<Vec<TopUpAttempt>, AppError> {
    app.unsettled_top_ups(account.as_ref()).await
}

#[tauri::command]
pub(crate) async fn check_top_up(account: SignedIn, key: String) -> Result<TopUpAttempt, AppError> {
    account.check_top_up(&key).await
}

#[tauri::command]
pub(crate) async fn cancel_top_up(account: SignedIn, key: String) -> Result<TopUpAttempt, AppError> {
    account.cancel_top_up(&key).await
}

#[tauri::command]
pub(crate) async fn acknowledge_top_up(account: SignedIn, key: String) -> Result<(), AppError> {
    account.acknowledge_top_up(&key).await
}

#[tauri::command]
pub(crate) async fn open_checkout(app: State<'_, App>, account: SignedIn, key: String) -> Result<(), AppError> {
    app.open_checkout(&account, &key).await
}

#[tauri::command]
pub(crate) async fn team_trend(account: Readable, team_id: TeamId) -> Result<Snapshot<Trend>, AppError> {
    account.team_trend(&team_id).await
}
