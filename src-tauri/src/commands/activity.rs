use ollm_teams_core::{ActivityEntry, AppError, Snapshot};

use super::signed_in::SignedIn;

#[tauri::command]
pub(crate) async fn activity(account: SignedIn) -> Result<Snapshot<Vec<ActivityEntry>>, AppError> {
    account.activity().await
}
