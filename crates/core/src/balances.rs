//! What the account that is shown has, at a glance: for where there is no room for a list.

use ollm_api::Money;
use tokio::sync::watch;

use crate::held::Held;
use crate::{App, AppError};

/// The balances of all teams of an account, one entry for each currency: amounts of different currencies are neither
/// added nor compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    /// What there is in all teams together.
    pub totals: Vec<Money>,
    /// The team that has the least.
    pub lowest: Vec<TeamBalance>,
}

/// What a team has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamBalance {
    /// What it is called.
    pub team_name: String,
    /// What it has.
    pub balance: Money,
}

/// Follows the balances of whichever account is shown.
pub struct BalanceWatch {
    /// Who is shown, and what the user set.
    changes: watch::Receiver<()>,
    /// What was looked at last, and at which revision of the copy.
    seen: Option<(Held, u32)>,
}

impl App {
    /// Follows the balances of whichever account is shown, and what the user set.
    pub fn watch_balances(&self) -> BalanceWatch {
        let mut changes = self.changes_of_app.subscribe();
        // The first look is at once.
        changes.mark_changed();
        BalanceWatch { changes, seen: None }
    }
}

impl BalanceWatch {
    /// The balances, the first time at once and then whenever they, who is shown or what the user set may be something
    /// else. `None` where nobody is shown, or nothing was ever fetched.
    ///
    /// # Errors
    /// `storage_unavailable` when the copy can not be kept anywhere.
    pub async fn next(&mut self, app: &App) -> Result<Option<Balances>, AppError> {
        self.changed().await;
        self.changes.borrow_and_update();
        let shown = app.known().current().map(|account| app.held_of(account));
        // From before it is read: what changes meanwhile is news.
        self.seen = shown.map(|held| (held.clone(), held.status().now().copy_revision));
        let Some((held, _)) = &self.seen else { return Ok(None) };
        held.found(held.copy().await.balances().await)
    }

    /// Waits until who is shown or what the user set may be something else, without a look at any balance. The look that
    /// comes next is at once.
    pub async fn rest(&mut self) {
        // It ends with the app.
        let _ = self.changes.changed().await;
        self.changes.mark_changed();
    }

    async fn changed(&mut self) {
        let (changes, seen) = (&mut self.changes, &self.seen);
        let copy_changed = async {
            match seen {
                Some((held, revision)) => held.status().copy_is_other_than(*revision).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            // It ends with the app.
            _ = changes.changed() => {}
            () = copy_changed => {}
        }
    }
}
