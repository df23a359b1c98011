use serde::{Deserialize, Serialize};

use crate::account::AccountColor;
use crate::{Account, AccountId};

/// The accounts that this app knows, in the user's order, and the one that is shown. Without secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownAccounts {
    /// In the user's order.
    pub list: Vec<Account>,
    /// Which one the app shows, and opens with.
    pub current: Option<AccountId>,
}

impl KnownAccounts {
    /// The account that is shown: the first where none was named, or one that is gone.
    #[must_use]
    pub fn current(&self) -> Option<&Account> {
        self.current.as_ref().and_then(|id| self.find(id)).or(self.list.first())
    }

    /// The account of that name.
    #[must_use]
    pub fn find(&self, id: &AccountId) -> Option<&Account> {
        self.list.iter().find(|account| account.id == *id)
    }

    /// Shows an account that was signed in to: a new one goes last and gets a colour, a known one keeps both.
    pub(crate) fn admit(&mut self, mut account: Account) {
        self.current = Some(account.id.clone());
        match self.list.iter_mut().find(|known| known.id == account.id) {
            Some(known) => {
                account.color = known.color;
                *known = account;
            }
            None => {
                account.color = self.free_color();
                self.list.push(account);
            }
        }
    }

    /// Shows another account.
    pub(crate) fn switch(&mut self, id: &AccountId) -> Option<&Account> {
        self.find(id)?;
        self.current = Some(id.clone());
        self.current()
    }

    /// Forgets an account. Where it was the one that is shown, its neighbour is.
    pub(crate) fn remove(&mut self, id: &AccountId) {
        let Some(place) = self.list.iter().position(|account| account.id == *id) else { return };
        self.list.remove(place);
        if self.current.as_ref() == Some(id) {
            self.current = self.list.get(place).or(self.list.last()).map(|account| account.id.clone());
        }
    }

    /// Gives an account another place; one beyond the end is the last.
    pub(crate) fn place(&mut self, id: &AccountId, place: usize) {
        let Some(from) = self.list.iter().position(|account| account.id == *id) else { return };
        let account = self.list.remove(from);
        self.list.insert(place.min(self.list.len()), account);
    }

    /// The colour that the fewest accounts have, the first of those.
    fn free_color(&self) -> AccountColor {
        let uses = |color: &AccountColor| self.list.iter().filter(|account| account.color == *color).count();
        AccountColor::ALL.into_iter().min_by_key(uses).unwrap_or(AccountColor::Iris)
    }
}
