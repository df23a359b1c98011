//! What a paper says of credits that were bought. Its every number is the server's.

use jiff::Timestamp;
use ollm_api::client::{Client, TransactionFilter};
use ollm_api::{TeamId, TopUp, TopUpId, TopUpStatus, Transaction, TransactionKind};

use crate::ledger::Pages;
use crate::{AppError, ErrorCode, Reader, Receipt};

impl Reader {
    /// The receipt of a top-up.
    ///
    /// # Errors
    /// `not_found` where nothing was booked for it; when the server refuses or can not be asked.
    pub async fn receipt(&self, id: &TeamId, top_up: &TopUpId) -> Result<Receipt, AppError> {
        let client = self.client()?;
        let (team, top_up) = tokio::try_join!(client.team(id), client.top_up(id, top_up))?;
        let nothing = || AppError::new(ErrorCode::NotFound, "nothing was booked for this top-up");
        let entry = entry_of(client, id, &top_up).await?.ok_or_else(nothing)?;
        let paid_at = self.paid_at(&top_up.id).await;
        Ok(Receipt {
            top_up_id: top_up.id,
            transaction_id: entry.id,
            team_id: team.id,
            team_name: team.name,
            amount: entry.amount,
            balance_after: entry.balance_after,
            created_by: entry.created_by,
            paid_at,
            created_at: top_up.created_at,
            booked_at: entry.created_at,
            server: self.account.server.clone(),
            issued_to: self.account.user.email.clone(),
            issued_at: Timestamp::now(),
        })
    }

    /// The journal adds to what the server says: without it there is a receipt all the same.
    async fn paid_at(&self, top_up: &TopUpId) -> Option<String> {
        let journal = &self.session.as_ref()?.settler.journal;
        journal.paid_at(&self.account.id, top_up).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "where a top-up was paid is not known");
            None
        })
    }
}

/// What the ledger has of a top-up.
async fn entry_of(client: &Client, id: &TeamId, top_up: &TopUp) -> Result<Option<Transaction>, AppError> {
    if top_up.status != TopUpStatus::Succeeded {
        return Ok(None);
    }
    let filter = TransactionFilter { kind: Some(TransactionKind::TopUp), ..TransactionFilter::default() };
    let mut pages = Pages::new(client, id, filter);
    while let Some(entries) = pages.next().await? {
        let found = entries.into_iter().find(|entry| entry.top_up_id.as_ref() == Some(&top_up.id));
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
