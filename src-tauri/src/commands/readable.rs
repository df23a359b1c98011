use std::ops::Deref;

use ollm_teams_core::{AccountId, App, Reader};
use serde::Deserialize;
use tauri::ipc::{CommandArg, CommandItem, InvokeError};
use tauri::{Manager, Runtime};

/// What can be read of the account that the view names in a command's argument, be it signed in to or not yet.
pub(crate) struct Readable(Reader);

impl<'de, R: Runtime> CommandArg<'de, R> for Readable {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        let (name, key, webview) = (command.name, command.key, command.message.webview_ref());
        let id = AccountId::deserialize(command).map_err(|error| tauri::Error::InvalidArgs(name, key, error))?;
        Ok(Self(webview.state::<App>().reader_of(&id)?))
    }
}

impl Deref for Readable {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}
