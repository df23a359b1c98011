//! The question whether to start again in safe mode, asked with GTK itself: the web view is what does not draw.

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use gtk::prelude::{DialogExt, DialogExtManual, GtkWindowExt};
use gtk::{MessageDialog, MessageType, ResponseType, glib};
use ollm_teams_core::{App, Words};
use tauri::{Manager, WebviewWindow};
use tokio::sync::{oneshot, watch};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Restart,
    Wait,
    /// The view came up after all, or nobody can be asked.
    NotNeeded,
}

/// Asks beside the window, which has been empty for so long.
pub(super) async fn ask(window: &WebviewWindow, ready: watch::Receiver<bool>, empty_for: Duration) -> Answer {
    let (answer, answered) = oneshot::channel();
    let (parent, words) = (window.clone(), window.state::<App>().words());
    let asked = window.run_on_main_thread(move || {
        glib::MainContext::default().spawn_local(async move {
            let given = show(&parent, words, ready, empty_for).await;
            // Nobody waits for it once the app ends.
            _ = answer.send(given);
        });
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "safe mode can not be offered");
    }
    answered.await.unwrap_or(Answer::NotNeeded)
}

async fn show(window: &WebviewWindow, words: Words, mut ready: watch::Receiver<bool>, empty_for: Duration) -> Answer {
    let seconds = u32::try_from(empty_for.as_secs()).unwrap_or(u32::MAX);
    let dialog = MessageDialog::builder()
        .message_type(MessageType::Warning)
        .title(words.safe_mode_title())
        .text(words.safe_mode_title())
        .secondary_text(words.safe_mode_explain(seconds))
        .build();
    if let Ok(window) = window.gtk_window() {
        dialog.set_transient_for(Some(&window));
    }
    dialog.add_button(&words.safe_mode_wait(), ResponseType::Cancel);
    dialog.add_button(&words.safe_mode_restart(), ResponseType::Accept);
    dialog.set_default_response(ResponseType::Accept);
    let answer = match select(dialog.run_future(), pin!(ready.wait_for(|ready| *ready))).await {
        Either::Left((ResponseType::Accept, _)) => Answer::Restart,
        Either::Left(_) => Answer::Wait,
        Either::Right(_) => Answer::NotNeeded,
    };
    dialog.close();
    answer
}
