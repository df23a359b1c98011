use std::ops::Deref;
use std::sync::Arc;

use ollm_teams_core::{AccountId, App, Session};
use serde::Deserialize;
use tauri::ipc::{CommandArg, CommandItem, InvokeError};
use tauri::{Manager, Runtime};

/// The session of the account that the view names in a command's argument. Not 'the current one': while the user
/// switches, what one account asked for must not be answered with another's.
pub(crate) struct SignedIn(Arc<Session>);

impl<'de, R: Runtime> CommandArg<'de, R> for SignedIn {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        let (name, key, webview) = (command.name, command.key, command.message.webview_ref());
        let id = AccountId::deserialize(command).map_err(|error| tauri::Error::InvalidArgs(name, key, error))?;
        Ok(Self(webview.state::<App>().session_of(&id)?))
    }
}

impl Deref for SignedIn {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}
