use ollm_teams_core::api::{Money, TeamId, TopUpId};
use ollm_teams_core::{App, AppError, TopUpView, Trend, UnsettledTopUp};
use tauri::State;

use crate::adapters::browser;

#[tauri::command]
pub(crate) async fn check_top_up_amount(app: State<'_, App>, amount: String) -> Result<Money, AppError> {
    app.check_top_up_amount(&amount)
}

#[tauri::command]
pub(crate) async fn top_up(app: State<'_, App>, team_id: TeamId, amount: String) -> Result<TopUpView, AppError> {
    app.top_up(&team_id, &amount).await
}

#[tauri::command]
pub(crate) async fn top_up_status(
    app: State<'_, App>,
    team_id: TeamId,
    top_up_id: TopUpId,
) -> Result<TopUpView, AppError> {
    app.top_up_status(&team_id, &top_up_id).await
}

#[tauri::command]
pub(crate) async fn unsettled_top_up(app: State<'_, App>, team_id: TeamId) -> Result<Option<UnsettledTopUp>, AppError> {
    app.unsettled_top_up(&team_id).await
}

#[tauri::command]
pub(crate) async fn open_checkout(app: State<'_, App>, team_id: TeamId, top_up_id: TopUpId) -> Result<(), AppError> {
    browser::open(&app.checkout_page(&team_id, &top_up_id).await?)
}

#[tauri::command]
pub(crate) async fn team_trend(app: State<'_, App>, team_id: TeamId) -> Result<Trend, AppError> {
    app.team_trend(&team_id).await
}
