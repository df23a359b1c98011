//! Which balances are low, and who is told.

use std::sync::Arc;

use ollm_api::{Currency, Money, Team, TeamId, UpdateTeam};

use crate::ports::{Notifications, PreferenceStore};
use crate::typed_amount::read_threshold;
use crate::{AppError, NumberFormat, Session, TeamView, Words};

/// A team whose balance fell below its threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowBalance {
    /// Which.
    pub team_id: TeamId,
    /// What it is called.
    pub team_name: String,
    /// What is left.
    pub balance: Money,
    /// What should be.
    pub threshold: Money,
}

impl LowBalance {
    /// What is low of a team, if it is.
    pub(crate) fn of(team: Team) -> Option<Self> {
        let TeamView { team, is_low, .. } = team.into();
        let (balance, threshold) = (team.balance?, team.low_balance_threshold?);
        is_low.then_some(Self { team_id: team.id, team_name: team.name, balance, threshold })
    }
}

/// Tells the user of balances that fell, if they want to be told.
#[derive(Clone)]
pub(crate) struct Announcer {
    pub(crate) preferences: Arc<dyn PreferenceStore>,
    pub(crate) notifications: Arc<dyn Notifications>,
    /// The system's.
    pub(crate) languages: Arc<[String]>,
}

impl Announcer {
    pub(crate) fn announce(&self, low: &[LowBalance]) {
        // Most rounds have none.
        if low.is_empty() {
            return;
        }
        let preferences = self.preferences.preferences();
        if preferences.low_balance_notifications {
            self.notifications.low_balances(low, Words::of(&preferences, &self.languages));
        }
    }
}

impl Session {
    /// Sets below which balance a team counts as low; with `None` it never does. The amount is of the currency that the
    /// team's balance is in.
    ///
    /// # Errors
    /// `threshold_not_a_number`, `threshold_too_many_decimals` or `threshold_out_of_range`; when the server refuses.
    pub async fn set_low_balance_threshold(
        &self,
        id: &TeamId,
        amount: Option<&str>,
        format: NumberFormat,
    ) -> Result<TeamView, AppError> {
        let threshold = amount.map(|amount| read_threshold(amount, format)).transpose()?;
        let team = self.held.found(self.held.copy().await.team(id).await)?;
        let currency = team.and_then(|team| team.balance).map_or(Currency::Usd, |balance| balance.currency);
        let threshold = threshold.map(|threshold| Money { currency, ..threshold.money() });
        let update = UpdateTeam { low_balance_threshold: Some(threshold), ..UpdateTeam::default() };
        let team = self.client.update_team(id, &update, None).await.map_err(AppError::of_write)?;
        self.now_is(team).await
    }
}
