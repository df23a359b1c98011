use ollm_api::User;
use serde::{Deserialize, Serialize};

/// Where an account's server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The embedded server, with the user's own teams.
    Local,
    /// The embedded server, with sample data.
    Sample,
    /// A server elsewhere, with a token.
    Remote,
}

/// Who is signed in, and where. Holds no secret: it is what the app remembers in its preferences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Account {
    /// Where the server is.
    pub kind: AccountKind,
    /// The server's URL; a local workspace's changes with every start.
    pub server: String,
    /// The server's host, to show under the e-mail address.
    pub host: String,
    /// Who the token belongs to.
    pub user: User,
}

/// What the view finds when it starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SessionView {
    /// Nobody is signed in.
    SignedOut {
        /// What to fill into the field of the server's URL.
        suggested_server: Option<String>,
    },
    /// Somebody is.
    SignedIn {
        /// Who and where.
        account: Account,
        /// Why the token could not be kept for the next start, if it could not.
        not_remembered: Option<crate::AppError>,
    },
    /// Somebody was, and it can not be restored now. Nothing is forgotten: trying again may work.
    Interrupted {
        /// Who and where.
        account: Account,
        /// What stands in the way.
        error: crate::AppError,
    },
}
