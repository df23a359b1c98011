//! The page on which the browser ends.

use crate::{AppError, ErrorCode};

/// What it says: fixed sentences, nothing of what the browser brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    title: &'static str,
    sentence: &'static str,
}

impl Page {
    pub(super) const INTERRUPTED: Self =
        Self { title: "The sign-in was stopped", sentence: "You can close this page." };

    pub(super) fn of(error: Option<&AppError>) -> Self {
        match error.map(|error| error.code) {
            None => Self { title: "You are signed in", sentence: "Go back to OLLM Teams." },
            Some(ErrorCode::SignInCanceled) => Self::INTERRUPTED,
            Some(ErrorCode::SignInDenied) => {
                Self { title: "You are not signed in", sentence: "Access was denied. Go back to OLLM Teams." }
            }
            Some(_) => Self {
                title: "You are not signed in",
                sentence: "Something went wrong. Go back to OLLM Teams: it says what, and lets you try again.",
            },
        }
    }

    /// `nonce` is what lets the style through the page's own policy.
    pub(super) fn html(self, nonce: &str) -> String {
        let Self { title, sentence } = self;
        format!(
            r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - OLLM Teams</title>
<style nonce="{nonce}">
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
body {{ display: grid; min-height: 90vh; place-content: center; text-align: center; padding: 1rem }}
h1 {{ font-size: 1.5rem; margin: 0 }}
</style>
<main>
<h1>{title}.</h1>
<p>{sentence}</p>
</main>
</html>
"#
        )
    }
}
