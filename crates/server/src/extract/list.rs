use ollm_api::{DEFAULT_PAGE_LIMIT, MAX_PAGE_LIMIT, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::cursor;
use crate::error::{ApiError, Result};
use crate::store::InTeam;

/// What every list takes. Texts, because a refusal names the parameter at fault.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListParams {
    /// How many items a page has at most.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Checked [`ListParams`] of one list.
#[derive(Debug)]
pub(crate) struct Paging {
    list: &'static str,
    limit: usize,
    cursor: Option<String>,
}

impl ListParams {
    /// Checks the limit. `list` tells the cursors of this list from those of others.
    pub(crate) fn check(self, list: &'static str) -> Result<Paging> {
        let limit = limit(self.limit.as_deref(), DEFAULT_PAGE_LIMIT)?;
        Ok(Paging { list, limit, cursor: self.cursor })
    }
}

/// Reads a limit: 1 to [`MAX_PAGE_LIMIT`].
pub(crate) fn limit(text: Option<&str>, default: u32) -> Result<usize> {
    let Some(text) = text else { return Ok(default as usize) };
    match text.parse() {
        Ok(limit @ 1..=MAX_PAGE_LIMIT) => Ok(limit as usize),
        _ => Err(ApiError::invalid("limit", "the limit is a number from 1 to 200")),
    }
}

impl Paging {
    /// How many items to ask the store for: one more than the page has, which tells whether another page follows.
    pub(crate) fn fetch(&self) -> i64 {
        self.limit as i64 + 1
    }

    /// The time and identifier after which an ascending list goes on.
    pub(crate) fn after(&self) -> Result<(i64, String)> {
        self.time_and_id(i64::MIN)
    }

    /// The time and identifier before which a descending list goes on.
    pub(crate) fn before(&self) -> Result<(i64, String)> {
        self.time_and_id(i64::MAX)
    }

    /// The order number before which a descending list goes on.
    pub(crate) fn before_seq(&self) -> Result<i64> {
        let Some(cursor) = &self.cursor else { return Ok(i64::MAX) };
        let [seq] = cursor::decode(self.list, cursor).ok_or_else(invalid)?;
        seq.parse().map_err(|_| invalid())
    }

    /// The team, and in it the time and identifier, after which an ascending list across teams goes on.
    pub(crate) fn after_in_team(&self) -> Result<InTeam> {
        let Some(cursor) = &self.cursor else { return Ok(InTeam::START) };
        let [team, time, id] = cursor::decode(self.list, cursor).ok_or_else(invalid)?;
        Ok(InTeam { team, time: time.parse().map_err(|_| invalid())?, id })
    }

    fn time_and_id(&self, start: i64) -> Result<(i64, String)> {
        let Some(cursor) = &self.cursor else { return Ok((start, String::new())) };
        let [time, id] = cursor::decode(self.list, cursor).ok_or_else(invalid)?;
        Ok((time.parse().map_err(|_| invalid())?, id))
    }
}

fn invalid() -> ApiError {
    ApiError::invalid("cursor", "this is not a cursor of this list")
}

/// Makes a page of what the store gave for [`Paging::fetch`]. `key` is an item's sort key.
pub(crate) fn page<T>(paging: &Paging, mut items: Vec<T>, key: impl Fn(&T) -> Vec<String>) -> Page<T> {
    let more = items.len() > paging.limit;
    items.truncate(paging.limit);
    let last = items.last().filter(|_| more).map(key);
    let next_cursor = last.map(|key| {
        let parts: Vec<_> = key.iter().map(String::as_str).collect();
        cursor::encode(paging.list, &parts)
    });
    Page { data: items, next_cursor, total: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        assert_eq!(limit(None, 50).ok(), Some(50));
        assert_eq!(limit(Some("200"), 50).ok(), Some(200));
        for text in ["0", "201", "-1", "ten", "", "1.0", "99999999999999999999"] {
            assert!(limit(Some(text), 50).is_err(), "{text}");
        }
    }

    #[test]
    fn the_last_page_has_no_cursor() {
        let paging = Paging { list: "numbers", limit: 2, cursor: None };
        let whole = page(&paging, vec![1, 2], |n| vec![n.to_string()]);
        assert_eq!((whole.data, whole.next_cursor), (vec![1, 2], None));
        let part = page(&paging, vec![1, 2, 3], |n| vec![n.to_string()]);
        assert_eq!(part.data, [1, 2]);
        let next = Paging { cursor: part.next_cursor, ..paging };
        assert_eq!(next.before_seq().ok(), Some(2));
        assert!(next.after().is_err(), "a cursor of another shape");
    }
}
