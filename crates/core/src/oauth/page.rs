//! The page on which the browser ends.

use crate::{AppError, ErrorCode, Words};

/// What it says: nothing of what the browser brought.
#[derive(Clone, Debug)]
pub(super) struct Page {
    words: Words,
    title: String,
    sentence: String,
}

impl Page {
    pub(super) fn stopped(words: Words) -> Self {
        Self { words, title: words.sign_in_stopped_title(), sentence: words.sign_in_stopped_next() }
    }

    pub(super) fn of(error: Option<&AppError>, words: Words) -> Self {
        let (title, sentence) = match error.map(|error| error.code) {
            None => (words.sign_in_done_title(), words.sign_in_done_next()),
            Some(ErrorCode::SignInCanceled) => return Self::stopped(words),
            Some(ErrorCode::SignInDenied) => (words.sign_in_failed_title(), words.sign_in_failed_denied()),
            Some(_) => (words.sign_in_failed_title(), words.sign_in_failed_next()),
        };
        Self { words, title, sentence }
    }

    /// `nonce` is what lets the style through the page's own policy.
    pub(super) fn html(&self, nonce: &str) -> String {
        let Self { words, title, sentence } = self;
        let (language, direction) = (words.language.tag(), words.language.direction());
        format!(
            r#"<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - OLLM Teams</title>
<style nonce="{nonce}">
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
body {{ display: grid; min-height: 90vh; place-content: center; text-align: center; padding: 1rem }}
h1 {{ font-size: 1.5rem; margin: 0 }}
</style>
<main>
<h1>{title}</h1>
<p>{sentence}</p>
</main>
</html>
"#
        )
    }
}
