//! What the view can call: one file a noun.

#[macro_use]
mod declared;
mod accounts;
mod activity;
mod billing;
mod desktop;
mod diagnostics;
mod ledger;
mod links;
mod list;
mod people;
mod readable;
mod session;
mod settings;
mod signed_in;
mod sync;
mod teams;
mod updates;
mod window;

macro_rules! handler {
    ($($module:ident::$command:ident),+ $(,)?) => {
        tauri::generate_handler![$($module::$command),+]
    };
}

/// Routes an invocation to its command.
pub(crate) fn handle(invoke: tauri::ipc::Invoke) -> bool {
    let route: fn(tauri::ipc::Invoke) -> bool = with_commands!(handler);
    route(invoke)
}
