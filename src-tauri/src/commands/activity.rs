use ollm_teams_core::{ActivityEntry, AppError, Snapshot};

use super::readable::Readable;

#[tauri::command]
pub(crate) async fn activity(account: Readable) -> Result<Snapshot<Vec<ActivityEntry>>, AppError> {
    account.activity().await
}
