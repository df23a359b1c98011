//! A team's ledger, as its server tells it. It is not kept offline: a list of payments that lacks the latest would mislead.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use ollm_api::client::{Client, ClientError, PageRequest, TransactionFilter};
use ollm_api::{MAX_PAGE_LIMIT, TeamId, Transaction};

use crate::{AppError, ErrorCode, LedgerFilter, Reader, TransactionPage};

/// Ten million entries at the largest page size: an end for a server that has none.
const MAX_PAGES: usize = 50_000;

impl Reader {
    /// A part of what a filter finds in a team's ledger, newest first: the first, or the one where `cursor` goes on. It
    /// may be empty though there is more.
    ///
    /// # Errors
    /// When the server refuses or can not be asked.
    pub async fn transactions(
        &self,
        id: &TeamId,
        filter: &LedgerFilter,
        cursor: Option<String>,
    ) -> Result<TransactionPage, AppError> {
        let filter = filter.in_zone(&TimeZone::system())?;
        let page = self.client()?.transactions(id, &filter, &PageRequest { limit: None, cursor }).await?;
        let (transactions, goes_on) = narrow(&filter, page.data);
        Ok(TransactionPage { transactions, next_cursor: page.next_cursor.filter(|_| goes_on) })
    }

    /// What asks the server.
    pub(crate) fn client(&self) -> Result<&Client, AppError> {
        self.session.as_ref().map(|session| &session.client).ok_or_else(|| self.not_signed_in())
    }
}

impl LedgerFilter {
    /// Days as the times at which they begin and end in a time zone.
    pub(crate) fn in_zone(&self, zone: &TimeZone) -> Result<TransactionFilter, AppError> {
        let start = |day: Date| day.to_zoned_datetime(zone.clone()).map(|start| start.timestamp());
        let end = |day: Date| day.checked_add(1.day()).and_then(start);
        let from = self.from.map(start).transpose().map_err(|error| no_day("from", &error))?;
        let to = self.to.map(end).transpose().map_err(|error| no_day("to", &error))?;
        Ok(TransactionFilter { kind: self.kind.clone(), from, to })
    }
}

fn no_day(param: &str, error: &jiff::Error) -> AppError {
    let mut no_day = AppError::new(ErrorCode::InvalidRequest, error.to_string());
    no_day.detail.param = Some(param.to_owned());
    no_day
}

/// Leaves out what was not asked for, and says whether older entries can be what was: a server of another version may
/// know no such filter.
fn narrow(filter: &TransactionFilter, mut entries: Vec<Transaction>) -> (Vec<Transaction>, bool) {
    let is_too_early = |at: Timestamp| filter.from.is_some_and(|from| at < from);
    let goes_on = !entries.last().is_some_and(|oldest| is_too_early(oldest.created_at));
    entries.retain(|entry| {
        !is_too_early(entry.created_at)
            && filter.to.is_none_or(|to| entry.created_at < to)
            && filter.kind.as_ref().is_none_or(|kind| entry.kind == *kind)
    });
    (entries, goes_on)
}

/// Everything that a filter finds, page by page.
pub(crate) struct Pages<'a> {
    client: &'a Client,
    team: &'a TeamId,
    filter: TransactionFilter,
    /// The page that comes next; `None` after the last.
    next: Option<PageRequest>,
    seen: HashSet<String>,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(client: &'a Client, team: &'a TeamId, filter: TransactionFilter) -> Self {
        let first = PageRequest { limit: Some(MAX_PAGE_LIMIT), cursor: None };
        Self { client, team, filter, next: Some(first), seen: HashSet::new() }
    }

    /// The next entries, newest first; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Transaction>>, ClientError> {
        let Some(page) = self.next.take() else { return Ok(None) };
        let answer = self.client.transactions(self.team, &self.filter, &page).await?;
        let (entries, goes_on) = narrow(&self.filter, answer.data);
        if let Some(cursor) = answer.next_cursor.filter(|_| goes_on) {
            if self.seen.len() >= MAX_PAGES || !self.seen.insert(cursor.clone()) {
                return Err(ClientError::EndlessList);
            }
            self.next = Some(PageRequest { cursor: Some(cursor), ..page });
        }
        Ok(Some(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ollm_api::TransactionKind;
    use serde_json::json;

    fn entry(kind: &str, at: &str) -> Transaction {
        let amount = json!({"amount": "1.00", "currency": "USD"});
        let entry = json!({"id": at, "team_id": "t", "kind": kind, "amount": amount, "balance_after": amount,
            "description": "", "top_up_id": null, "created_at": at});
        serde_json::from_value(entry).unwrap()
    }

    fn days(from: &str, to: &str) -> LedgerFilter {
        LedgerFilter { kind: None, from: Some(from.parse().unwrap()), to: Some(to.parse().unwrap()) }
    }

    #[test]
    fn a_day_is_the_users_and_is_whole() {
        let berlin = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let filter = days("2026-03-28", "2026-03-29").in_zone(&berlin).unwrap();
        assert_eq!(filter.from, Some("2026-03-27T23:00:00Z".parse().unwrap()));
        assert_eq!(filter.to, Some("2026-03-29T22:00:00Z".parse().unwrap()), "a day of 23 hours");
        let last = LedgerFilter { to: Some(Date::MAX), ..LedgerFilter::default() };
        let error = last.in_zone(&TimeZone::UTC).unwrap_err();
        assert_eq!((error.code, error.detail.param.as_deref()), (ErrorCode::InvalidRequest, Some("to")));
    }

    #[test]
    fn what_an_older_server_does_not_leave_out_is_left_out() {
        let entries = vec![
            entry("usage", "2026-03-05T00:00:00Z"),
            entry("top_up", "2026-03-04T12:00:00Z"),
            entry("usage", "2026-03-03T00:00:00Z"),
            entry("top_up", "2026-03-03T00:00:00Z"),
        ];
        let mut filter = days("2026-03-03", "2026-03-04").in_zone(&TimeZone::UTC).unwrap();
        let (kept, goes_on) = narrow(&filter, entries.clone());
        assert_eq!((kept.len(), goes_on), (3, true), "entries of the first moment may follow");
        filter.kind = Some(TransactionKind::TopUp);
        assert_eq!(narrow(&filter, entries.clone()).0, [entries[1].clone(), entries[3].clone()]);
        filter.from = Some("2026-03-03T00:00:01Z".parse().unwrap());
        assert!(!narrow(&filter, entries).1);
        assert!(narrow(&filter, Vec::new()).1);
    }
}
