use std::collections::HashSet;

use super::ClientError;
use crate::{MAX_PAGE_LIMIT, Page};

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// How many items at most, 1 to [`MAX_PAGE_LIMIT`]; the server's default where absent.
    pub limit: Option<u32>,
    /// The `next_cursor` of the page before; the first page where absent.
    pub cursor: Option<String>,
}

/// 100,000 items at the largest page size: more than any team has, and an end for a server that has none.
const MAX_PAGES: usize = 500;

/// Asks for one page after the other until the list ends.
pub(super) async fn all_pages<T, F, Fut>(fetch: F) -> Result<Vec<T>, ClientError>
where
    F: Fn(PageRequest) -> Fut,
    Fut: Future<Output = Result<Page<T>, ClientError>>,
{
    let mut items = Vec::new();
    let mut cursor = None;
    let mut seen = HashSet::new();
    for _ in 0..MAX_PAGES {
        let page = fetch(PageRequest { limit: Some(MAX_PAGE_LIMIT), cursor }).await?;
        items.extend(page.data);
        match page.next_cursor {
            None => return Ok(items),
            Some(next) if !seen.insert(next.clone()) => return Err(ClientError::EndlessList),
            Some(next) => cursor = Some(next),
        }
    }
    Err(ClientError::EndlessList)
}
