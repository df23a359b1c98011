use ollm_api::client::ServerUrl;
use ollm_api::{User, UserId};
use serde::{Deserialize, Serialize};

/// An account of this app: a person at a server. It is also the name of its entry in the keyring, which people find in
/// the system's password app.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct AccountId(String);

impl AccountId {
    fn new(kind: AccountKind, server: &ServerUrl, user: &UserId) -> Self {
        Self(match kind {
            // A local workspace's address changes with every start; there is one of each.
            AccountKind::Local => "local".to_owned(),
            AccountKind::Sample => "sample".to_owned(),
            AccountKind::Remote => format!("{server} {user}"),
        })
    }

    /// As it stands in the keyring and in files.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where an account's server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The embedded server, with the user's own teams.
    Local,
    /// The embedded server, with sample data.
    Sample,
    /// A server elsewhere.
    Remote,
}

/// How the user of an account showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    /// It is this computer's own workspace.
    Local,
    /// With an API token.
    Token,
    /// In the browser.
    Browser,
}

/// The colour by which a person tells accounts apart at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of colours")]
pub enum AccountColor {
    Iris,
    Green,
    Amber,
    Plum,
    Cyan,
    Red,
}

impl AccountColor {
    pub(crate) const ALL: [Self; 6] = [Self::Iris, Self::Green, Self::Amber, Self::Plum, Self::Cyan, Self::Red];
}

/// Who is signed in, and where. Holds no secret: it is what the app remembers in its preferences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Account {
    /// The account's name for the app itself.
    pub id: AccountId,
    /// Where the server is.
    pub kind: AccountKind,
    /// How its user signed in.
    pub sign_in: SignInMethod,
    /// The server's URL; a local workspace's changes with every start.
    pub server: String,
    /// The server's host, to show under the e-mail address.
    pub host: String,
    /// Who is signed in.
    pub user: User,
    /// Beside which other accounts it is told apart.
    pub color: AccountColor,
}

impl Account {
    /// An account that has just been signed in to.
    pub(crate) fn new(kind: AccountKind, sign_in: SignInMethod, server: &ServerUrl, user: User) -> Self {
        Self {
            id: AccountId::new(kind, server, &user.id),
            kind,
            sign_in,
            server: server.as_str().to_owned(),
            host: server.host(),
            user,
            color: AccountColor::Iris,
        }
    }
}

/// What the view finds when it starts, and after each change of who is signed in.
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
        /// All accounts of this app, in the user's order.
        accounts: Vec<Account>,
        /// Why the sign-in could not be kept for the next start, if it could not.
        not_remembered: Option<crate::AppError>,
    },
    /// What lets the account in is being read: the keyring may be asking a person for its password. Asking for the
    /// session again waits on.
    Restoring {
        /// Who and where.
        account: Account,
        /// All accounts of this app, in the user's order.
        accounts: Vec<Account>,
        /// Whether there is an offline copy to show meanwhile.
        has_copy: bool,
    },
    /// Somebody was signed in, and it can not be restored now. Nothing is forgotten: trying again may work.
    Interrupted {
        /// Who and where.
        account: Account,
        /// All accounts of this app, in the user's order.
        accounts: Vec<Account>,
        /// What stands in the way.
        error: crate::AppError,
        /// Whether there is an offline copy to show meanwhile.
        has_copy: bool,
    },
}
