//! Top-ups. An attempt has one idempotency key from its first request to a known outcome, so that trying again after
//! a time-out can never charge twice.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ollm_api::client::{ClientError, IdempotencyKey};
use ollm_api::{Money, TeamId, TopUp, TopUpAmount, TopUpId};
use url::{Host, Url};

use crate::app::Session;
use crate::{App, AppError, ErrorCode, TopUpView};

/// The top-ups of this run whose outcome is not known yet, at most one a team.
#[derive(Default)]
pub(crate) struct OpenTopUps(Mutex<HashMap<TeamId, OpenTopUp>>);

struct OpenTopUp {
    amount: TopUpAmount,
    key: IdempotencyKey,
    in_flight: bool,
}

impl OpenTopUps {
    /// The key to send: that of the team's open attempt where the amount is the same, a new one otherwise.
    fn start(&self, team: &TeamId, amount: TopUpAmount) -> Result<IdempotencyKey, AppError> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(attempt) = open.get_mut(team) {
            if attempt.in_flight {
                return Err(AppError::retryable(ErrorCode::TopUpInProgress, "a top-up of this team is on its way"));
            }
            if attempt.amount == amount {
                attempt.in_flight = true;
                return Ok(attempt.key);
            }
        }
        let key = IdempotencyKey::new();
        open.insert(team.clone(), OpenTopUp { amount, key, in_flight: true });
        Ok(key)
    }

    fn finish(&self, team: &TeamId, outcome_known: bool) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if outcome_known {
            open.remove(team);
        } else if let Some(attempt) = open.get_mut(team) {
            attempt.in_flight = false;
        }
    }
}

/// Ends an attempt however its future ends, so that a call that is dropped half-way locks nobody out.
struct Attempt<'a> {
    session: &'a Session,
    team: &'a TeamId,
    outcome_known: bool,
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.session.open_top_ups.finish(self.team, self.outcome_known);
    }
}

impl App {
    /// Reads a typed amount, so that a form can say at once what is wrong with it.
    ///
    /// # Errors
    /// `amount_not_a_number`, `amount_too_many_decimals` or `amount_out_of_range`.
    pub fn check_top_up_amount(&self, amount: &str) -> Result<Money, AppError> {
        Ok(TopUpAmount::parse(amount)?.money())
    }

    /// Adds credits to a team. After `outcome_unknown`, the same call with the same amount asks for the outcome of
    /// that attempt and never makes a second payment.
    ///
    /// # Errors
    /// `outcome_unknown` when the server may have booked it; any other error means that it did not.
    pub async fn top_up(&self, team: &TeamId, amount: &str) -> Result<TopUpView, AppError> {
        let amount = TopUpAmount::parse(amount)?;
        let session = self.signed_in()?;
        let key = session.open_top_ups.start(team, amount)?;
        let mut attempt = Attempt { session: &session, team, outcome_known: false };
        let sent = session.client.create_top_up(team, amount, &key).await;
        attempt.outcome_known = !sent.as_ref().is_err_and(ClientError::outcome_unknown);
        drop(attempt);
        top_up_view(&session, sent.map_err(AppError::of_write)?).await
    }

    /// What became of a top-up.
    ///
    /// # Errors
    /// When the server can not be asked.
    pub async fn top_up_status(&self, team: &TeamId, top_up: &TopUpId) -> Result<TopUpView, AppError> {
        let session = self.signed_in()?;
        let top_up = session.client.top_up(team, top_up).await?;
        top_up_view(&session, top_up).await
    }

    /// The page on which a pending top-up is paid, once it is known to be one that a browser may open.
    ///
    /// # Errors
    /// `checkout_url_refused` when it is neither HTTPS nor on this machine, `not_found` when there is none.
    pub async fn checkout_page(&self, team: &TeamId, top_up: &TopUpId) -> Result<Url, AppError> {
        let top_up = self.signed_in()?.client.top_up(team, top_up).await?;
        let page = top_up.checkout_url.ok_or_else(|| AppError::new(ErrorCode::NotFound, "nothing is left to pay"))?;
        checkout_page(&page)
    }
}

async fn top_up_view(session: &Session, top_up: TopUp) -> Result<TopUpView, AppError> {
    let team = session.client.team(&top_up.team_id).await?;
    let checkout_host = top_up
        .checkout_url
        .as_deref()
        .and_then(|page| checkout_page(page).ok())
        .and_then(|page| page.host_str().map(str::to_owned));
    Ok(TopUpView { top_up, team: team.into(), checkout_host })
}

fn checkout_page(text: &str) -> Result<Url, AppError> {
    let refused = || AppError::new(ErrorCode::CheckoutUrlRefused, "the payment page is not at an address to open");
    let page = Url::parse(text).map_err(|_| refused())?;
    let on_this_machine = match page.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let fine = page.scheme() == "https" || (page.scheme() == "http" && on_this_machine);
    if fine && page.username().is_empty() && page.password().is_none() { Ok(page) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attempt_one_key() {
        let open = OpenTopUps::default();
        let (team, ten, twenty) =
            (TeamId::new("dev"), TopUpAmount::parse("10").unwrap(), TopUpAmount::parse("20").unwrap());
        let first = open.start(&team, ten).unwrap().to_string();
        assert_eq!(open.start(&team, ten).unwrap_err().code, ErrorCode::TopUpInProgress, "a double click");
        open.finish(&team, false);
        assert_eq!(open.start(&team, ten).unwrap().to_string(), first, "asking again after a time-out");
        open.finish(&team, true);
        let second = open.start(&team, ten).unwrap().to_string();
        assert_ne!(second, first, "a new attempt");
        open.finish(&team, false);
        assert_ne!(open.start(&team, twenty).unwrap().to_string(), second, "another amount is another attempt");
    }

    #[test]
    fn only_safe_payment_pages_are_opened() {
        for fine in [
            "https://pay.example.com/x?y=1",
            "http://127.0.0.1:4000/checkout/a",
            "http://[::1]/a",
            "http://localhost/a",
        ] {
            assert!(checkout_page(fine).is_ok(), "{fine}");
        }
        for refused in [
            "http://pay.example.com/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://a:b@example.com/",
            "x",
            "ollm-teams://x",
        ] {
            assert_eq!(checkout_page(refused).unwrap_err().code, ErrorCode::CheckoutUrlRefused, "{refused}");
        }
    }
}
