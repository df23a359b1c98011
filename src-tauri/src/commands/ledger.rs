use ollm_teams_core::api::{TeamId, TopUpId};
use ollm_teams_core::{
    App, AppError, ExportFormat, LedgerFilter, NumberFormat, Receipt, TeamView, TransactionPage, Usage,
};
use tauri::State;

use super::readable::Readable;
use super::signed_in::SignedIn;

#[tauri::command]
pub(crate) async fn transactions(
    account: Readable,
    team_id: TeamId,
    filter: LedgerFilter,
    cursor: Option<String>,
) -> Result<TransactionPage, AppError> {
    account.transactions(&team_id, &filter, cursor).await
}

#[tauri::command]
pub(crate) async fn export_transactions(
    app: State<'_, App>,
    account: Readable,
    team_id: TeamId,
    filter: LedgerFilter,
    format: ExportFormat,
) -> Result<String, AppError> {
    Ok(app.export_transactions(&account, &team_id, &filter, format).await?.display().to_string())
}

#[tauri::command]
pub(crate) async fn receipt(account: Readable, team_id: TeamId, top_up_id: TopUpId) -> Result<Receipt, AppError> {
    account.receipt(&team_id, &top_up_id).await
}

#[tauri::command]
pub(crate) async fn usage(account: Readable, team_id: TeamId, days: u32) -> Result<Usage, AppError> {
    account.usage(&team_id, days).await
}

#[tauri::command]
pub(crate) async fn set_low_balance_threshold(
    account: SignedIn,
    team_id: TeamId,
    amount: Option<String>,
    format: NumberFormat,
) -> Result<TeamView, AppError> {
    account.set_low_balance_threshold(&team_id, amount.as_deref(), format).await
}
