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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountKind, SignInMethod};
    use ollm_api::User;
    use ollm_api::client::ServerUrl;
    use proptest::prelude::*;

    fn account(number: u8) -> Account {
        let server = ServerUrl::parse("https://api.example.com").unwrap();
        let user: User =
            serde_json::from_str(&format!(r#"{{"id":"usr_{number}","email":"{number}@example.com","name":null}}"#))
                .unwrap();
        Account::new(AccountKind::Remote, SignInMethod::Token, &server, user)
    }

    #[derive(Clone, Debug)]
    enum Step {
        Admit(u8),
        Switch(u8),
        Remove(u8),
        Place(u8, usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        let who = 0u8..8;
        prop_oneof![
            who.clone().prop_map(Step::Admit),
            who.clone().prop_map(Step::Switch),
            who.clone().prop_map(Step::Remove),
            (who, 0usize..12).prop_map(|(who, place)| Step::Place(who, place)),
        ]
    }

    proptest! {
        #[test]
        fn each_account_is_there_once_and_one_is_shown(steps in prop::collection::vec(step(), 0..40)) {
            let mut known = KnownAccounts::default();
            let mut expected = std::collections::BTreeSet::new();
            for step in steps {
                let shown = known.current().map(|account| account.id.clone());
                match step {
                    Step::Admit(who) => {
                        known.admit(account(who));
                        expected.insert(account(who).id);
                        prop_assert_eq!(&known.current().unwrap().id, &account(who).id);
                    }
                    Step::Switch(who) => {
                        let is_known = expected.contains(&account(who).id);
                        prop_assert_eq!(known.switch(&account(who).id).is_some(), is_known);
                        let now = known.current().map(|account| account.id.clone());
                        prop_assert_eq!(now, if is_known { Some(account(who).id) } else { shown });
                    }
                    Step::Remove(who) => {
                        known.remove(&account(who).id);
                        expected.remove(&account(who).id);
                        if shown.as_ref() != Some(&account(who).id) {
                            prop_assert_eq!(known.current().map(|account| account.id.clone()), shown);
                        }
                    }
                    Step::Place(who, place) => {
                        known.place(&account(who).id, place);
                        if expected.contains(&account(who).id) {
                            let place = place.min(known.list.len() - 1);
                            prop_assert_eq!(&known.list[place].id, &account(who).id);
                        }
                        prop_assert_eq!(known.current().map(|account| account.id.clone()), shown);
                    }
                }
                let mut there: Vec<_> = known.list.iter().map(|account| account.id.clone()).collect();
                there.sort();
                prop_assert_eq!(there, expected.iter().cloned().collect::<Vec<_>>());
                prop_assert_eq!(known.current().is_some(), !expected.is_empty());
            }
        }
    }
}
