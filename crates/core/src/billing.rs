//! Top-ups. An attempt has one idempotency key from its first request to a known outcome, so that trying again after
//! a time-out can never charge twice.

use ollm_api::client::{ClientError, PageRequest, is_loopback};
use ollm_api::{Money, TeamId, TopUp, TopUpAmount, TopUpId, TopUpStatus};
use url::Url;

use crate::open_top_ups::{OpenTopUps, Payee};
use crate::{App, AppError, ErrorCode, Session, TopUpView, UnsettledTopUp};

/// Ends an attempt however its future ends, so that a call that is dropped half-way locks nobody out.
struct Attempt<'a> {
    open: &'a OpenTopUps,
    payee: Payee,
    outcome_known: bool,
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.open.finish(&self.payee, self.outcome_known);
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

    /// Opens the page on which a pending top-up is paid, once it is known to be one that a browser may open.
    ///
    /// # Errors
    /// `checkout_url_refused` when it is neither HTTPS nor on this machine, `not_found` when there is none.
    pub async fn open_checkout(&self, session: &Session, team: &TeamId, top_up: &TopUpId) -> Result<(), AppError> {
        Ok(self.browser.open(&session.checkout_page(team, top_up).await?)?)
    }
}

impl Session {
    /// Adds credits to a team. After `outcome_unknown`, the same call with the same amount asks for the outcome of
    /// that attempt and never makes a second payment.
    ///
    /// # Errors
    /// `outcome_unknown` when the server may have booked it; any other error means that it did not.
    pub async fn top_up(&self, team: &TeamId, amount: &str) -> Result<TopUpView, AppError> {
        let amount = TopUpAmount::parse(amount)?;
        let payee = Payee::new(&self.account.id, team);
        let key = self.open_top_ups.start(&payee, amount)?;
        let mut attempt = Attempt { open: &self.open_top_ups, payee, outcome_known: false };
        let sent = self.client.create_top_up(team, amount, &key).await;
        attempt.outcome_known = !sent.as_ref().is_err_and(ClientError::outcome_unknown);
        drop(attempt);
        self.held.has_changed();
        Ok(top_up_view(sent.map_err(AppError::of_write)?))
    }

    /// What became of a top-up.
    ///
    /// # Errors
    /// When the server can not be asked.
    pub async fn top_up_status(&self, team: &TeamId, top_up: &TopUpId) -> Result<TopUpView, AppError> {
        let top_up = self.client.top_up(team, top_up).await?;
        if top_up.status != TopUpStatus::Pending {
            self.held.has_changed();
        }
        Ok(top_up_view(top_up))
    }

    /// The team's top-up that has no end yet: one of this run without an answer, or the latest that waits for its
    /// payment.
    ///
    /// # Errors
    /// When the server can not be asked.
    pub async fn unsettled_top_up(&self, team: &TeamId) -> Result<Option<UnsettledTopUp>, AppError> {
        if let Some(amount) = self.open_top_ups.unknown(&Payee::new(&self.account.id, team)) {
            return Ok(Some(UnsettledTopUp::Unknown { amount: amount.money() }));
        }
        let latest = self.client.top_ups(team, &PageRequest::default()).await?.data;
        let pending = latest.into_iter().find(|top_up| top_up.status == TopUpStatus::Pending);
        Ok(pending.map(|top_up| UnsettledTopUp::Pending { top_up: top_up_view(top_up) }))
    }

    async fn checkout_page(&self, team: &TeamId, top_up: &TopUpId) -> Result<Url, AppError> {
        let top_up = self.client.top_up(team, top_up).await?;
        let page = top_up.checkout_url.ok_or_else(|| AppError::new(ErrorCode::NotFound, "nothing is left to pay"))?;
        checkout_page(&page)
    }
}

fn top_up_view(top_up: TopUp) -> TopUpView {
    let page = top_up.checkout_url.as_deref().and_then(|page| checkout_page(page).ok());
    TopUpView { checkout_host: page.and_then(|page| page.host_str().map(str::to_owned)), top_up }
}

fn checkout_page(text: &str) -> Result<Url, AppError> {
    let refused = || AppError::new(ErrorCode::CheckoutUrlRefused, "the payment page is not at an address to open");
    let page = Url::parse(text).map_err(|_| refused())?;
    let fine = page.scheme() == "https" || (page.scheme() == "http" && is_loopback(&page));
    if fine && page.username().is_empty() && page.password().is_none() { Ok(page) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
