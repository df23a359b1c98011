use jiff::Timestamp;

use super::paging::all_pages;
use super::request::Request;
use super::{Client, ClientError, PageRequest};
use crate::{TeamId, UsageBucket, UsageGrouping, UsageInterval};

impl Client {
    /// `GET /v1/teams/{id}/usage`: what a team used between two times, an interval a bucket.
    ///
    /// # Errors
    /// As every read.
    pub async fn usage(
        &self,
        team: &TeamId,
        from: Timestamp,
        to: Timestamp,
        interval: &UsageInterval,
    ) -> Result<Vec<UsageBucket>, ClientError> {
        self.usage_in(team, from, to, interval, None).await
    }

    /// `GET /v1/teams/{id}/usage?group_by=model`: as [`Self::usage`], with a bucket for each model that was used in an
    /// interval, and none where none was. A server that does not know how answers as without.
    ///
    /// # Errors
    /// As every read.
    pub async fn usage_by_model(
        &self,
        team: &TeamId,
        from: Timestamp,
        to: Timestamp,
        interval: &UsageInterval,
    ) -> Result<Vec<UsageBucket>, ClientError> {
        self.usage_in(team, from, to, interval, Some(&UsageGrouping::Model)).await
    }

    async fn usage_in(
        &self,
        team: &TeamId,
        from: Timestamp,
        to: Timestamp,
        interval: &UsageInterval,
        grouping: Option<&UsageGrouping>,
    ) -> Result<Vec<UsageBucket>, ClientError> {
        let request = Request::get(&["v1", "teams", team.as_str(), "usage"])?
            .query("from", Some(&from.to_string()))
            .query("to", Some(&to.to_string()))
            .query("bucket", Some(interval.as_str()))
            .query("group_by", grouping.map(UsageGrouping::as_str));
        // The server bounds the window, not the page.
        all_pages(|page| self.call(request.clone().page(&PageRequest { limit: None, ..page }))).await
    }
}
