//! Teams: list, create, rename, delete.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use ollm_api::client::{ClientError, TokenError};
use ollm_api::{Money, Team, TeamId, TeamName, UpdateTeam};
use rust_decimal::Decimal;

use crate::{AppError, Session, Snapshot, TeamList, TeamView};

impl Session {
    /// Every team that the caller is in; while the server can not be reached, what it said last, marked as cached.
    ///
    /// # Errors
    /// When the server refuses, or can not be reached and said nothing before.
    pub async fn list_teams(&self) -> Result<Snapshot<TeamList>, AppError> {
        match self.client.all_teams().await {
            Ok(teams) => {
                let snapshot = Snapshot::live(list(teams));
                *self.last_list.write().unwrap_or_else(PoisonError::into_inner) = Some(snapshot.clone());
                Ok(snapshot)
            }
            Err(
                error @ (ClientError::Unreachable { .. }
                | ClientError::TimedOut { .. }
                | ClientError::Token(TokenError::Unavailable { .. })),
            ) => {
                let last = self.last_list.read().unwrap_or_else(PoisonError::into_inner).clone();
                last.map(Snapshot::into_cached).ok_or_else(|| error.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Creates a team; the caller becomes its owner. After `outcome_unknown`, the same call with the same name asks for
    /// the outcome of the first and makes no second team.
    ///
    /// # Errors
    /// When the name breaks a rule, or the server refuses.
    pub async fn create_team(&self, name: &str) -> Result<TeamView, AppError> {
        let name = TeamName::parse(name)?;
        let key = self.open_creations.key(name.as_str());
        let created = self.client.create_team(&name, &key).await;
        if !created.as_ref().is_err_and(ClientError::outcome_unknown) {
            self.open_creations.settle(name.as_str());
        }
        let team = created.map_err(AppError::of_write)?;
        self.people.forget();
        Ok(team.into())
    }

    /// Gives a team another name. No version is asked for: usage changes it all the time, and a name is not lost by
    /// a balance that moved.
    ///
    /// # Errors
    /// When the name breaks a rule, or the server refuses.
    pub async fn rename_team(&self, id: &TeamId, name: &str) -> Result<TeamView, AppError> {
        let name = TeamName::parse(name)?;
        let update = UpdateTeam { name: Some(name.as_str().to_owned()), ..UpdateTeam::default() };
        let team = self.client.update_team(id, &update, None).await.map_err(AppError::of_write)?;
        Ok(team.into())
    }

    /// Deletes a team for good, as it was when the caller confirmed: `version` is the one that they saw.
    ///
    /// # Errors
    /// `version_mismatch` when the name or the balance is another one by now.
    pub async fn delete_team(&self, id: &TeamId, version: u32) -> Result<(), AppError> {
        self.client.delete_team(id, Some(version)).await.map_err(AppError::of_write)?;
        self.people.forget();
        Ok(())
    }
}

fn list(teams: Vec<Team>) -> TeamList {
    let totals = totals(&teams);
    TeamList { teams: teams.into_iter().map(TeamView::from).collect(), totals }
}

fn totals(teams: &[Team]) -> Vec<Money> {
    let mut sums: BTreeMap<&str, (Decimal, &Money)> = BTreeMap::new();
    for balance in teams.iter().filter_map(|team| team.balance.as_ref()) {
        let sum = sums.entry(balance.currency.as_str()).or_insert((Decimal::ZERO, balance));
        sum.0 += balance.amount;
    }
    sums.into_values().map(|(amount, like)| Money { amount, currency: like.currency.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ollm_api::{Currency, Role};
    use proptest::prelude::*;

    fn team(balance: Option<(i64, &str)>) -> Team {
        Team {
            id: TeamId::new("dev-d7035d80"),
            name: "Development".into(),
            role: Role::Owner,
            balance: balance
                .map(|(cents, currency)| Money { amount: Decimal::new(cents, 2), currency: Currency::from(currency) }),
            low_balance_threshold: None,
            member_count: 1,
            pending_invitation_count: 0,
            created_at: jiff::Timestamp::UNIX_EPOCH,
            updated_at: jiff::Timestamp::UNIX_EPOCH,
            version: 1,
        }
    }

    proptest! {
        #[test]
        fn totals_add_each_currency_by_itself(usd in prop::collection::vec(-1_000_000i64..1_000_000, 0..20), eur in prop::collection::vec(0i64..1_000_000, 0..20)) {
            let teams: Vec<_> = usd.iter().map(|c| team(Some((*c, "USD")))).chain(eur.iter().map(|c| team(Some((*c, "EUR"))))).chain([team(None)]).collect();
            let sum = |currency: &str| totals(&teams).into_iter().find(|m| m.currency.as_str() == currency).map_or(Decimal::ZERO, |m| m.amount);
            prop_assert_eq!(sum("USD"), Decimal::new(usd.iter().sum(), 2));
            prop_assert_eq!(sum("EUR"), Decimal::new(eur.iter().sum(), 2));
        }
    }

    #[test]
    fn an_unknown_balance_is_not_zero() {
        assert_eq!(list(vec![team(None)]).totals, vec![]);
    }
}
