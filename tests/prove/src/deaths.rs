//! What a death left behind.

use std::fmt;
use std::path::Path;

use anyhow::{Result, ensure};
use ollm_api::TeamId;

use crate::ledger::Bank;
use crate::record::{Newest, Record};

/// How far a start of the app came with its payment.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Death {
    /// It came to its end.
    None,
    /// No new attempt is in the journal: it was starting, or settling an earlier one.
    BeforeJournal,
    /// It was prepared and nothing more.
    Prepared,
    /// It says 'sent', and the server does not have it.
    Sent,
    /// It says 'sent', and the server has it.
    Unanswered,
    /// The answer is written down.
    Answered,
}

impl Death {
    /// Reads what is left, after the first `known` attempts. What is only prepared must be unknown to the server.
    pub(crate) async fn examine(
        bank: &Bank,
        team: &TeamId,
        folder: &Path,
        known: i64,
        is_killed: bool,
    ) -> Result<Self> {
        let newest = match Record::left(folder).await? {
            Some(mut record) => {
                let newest = record.newest(known).await?;
                record.close().await?;
                newest
            }
            None => None,
        };
        let Some(Newest { key, state }) = newest else {
            ensure!(is_killed, "the app paid for {team} without a record");
            return Ok(Self::BeforeJournal);
        };
        let is_there = bank.has(team, &key).await?;
        ensure!(!(state == "prepared" && is_there), "the server has what the journal of {team} calls prepared");
        Ok(match (state.as_str(), is_there) {
            _ if !is_killed => Self::None,
            ("prepared", _) => Self::Prepared,
            ("sent" | "unknown", false) => Self::Sent,
            ("sent" | "unknown", true) => Self::Unanswered,
            _ => Self::Answered,
        })
    }
}

/// How many died where.
#[derive(Default)]
pub(crate) struct Deaths([u32; 6]);

impl Deaths {
    pub(crate) fn count(&mut self, death: Death) {
        self.0[death as usize] += 1;
    }
}

impl fmt::Display for Deaths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [none, before, prepared, sent, unanswered, answered] = self.0;
        let killed = before + prepared + sent + unanswered + answered;
        write!(
            f,
            "{} starts, {killed} killed ({before} before a new attempt was written, {prepared} prepared, {sent} sent and \
             not at the server, {unanswered} at the server and without an answer, {answered} with the answer written)",
            none + killed
        )
    }
}
