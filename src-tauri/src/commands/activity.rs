use ollm_teams_core::{ActivityEntry, App, AppError, Snapshot};
use tauri::State;

#[tauri::command]
pub(crate) async fn activity(app: State<'_, App>) -> Result<Snapshot<Vec<ActivityEntry>>, AppError> {
    app.activity().await
}
