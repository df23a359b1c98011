//! The people of teams that nobody has opened, in the background, so that search finds them.

use std::mem;
use std::time::Duration;

use futures::{StreamExt, TryStreamExt, stream};
use ollm_api::client::{ClientError, PageRequest};
use ollm_api::{InvitationStatus, MAX_PAGE_LIMIT, Member, Page, TeamId, TeamMember};
use tokio::time::Instant;

use super::engine::{Engine, Step};
use super::error::SyncError;
use crate::gone::none_if_gone;
use crate::offline::{People, PeoplePosition, Position, Written};
use crate::{SyncProgress, SyncStep};

/// How many teams are asked for one by one at a time: those that came after the listing.
const CONCURRENT_TEAMS: usize = 4;
/// Whoever shows the copy reads it again each time: not too often.
const SHOWN_EVERY: Duration = Duration::from_secs(2);
/// So many of them make one step.
const TEAMS_IN_A_STEP: u32 = 16;

impl Engine {
    /// Fetches some of the people that are not known.
    pub(super) async fn fetch_people(&mut self) -> Result<Step, SyncError> {
        let position = self.held.found(self.held.copy().await.position().await)?;
        let Some(Position { cursor, people, .. }) = position else { return Ok(Step::Done) };
        match people {
            PeoplePosition::NotBegun => {
                let pending = self.client.all_invitations_across_teams(Some(&InvitationStatus::Pending)).await?;
                let copy = self.held.copy().await;
                self.held.found(copy.replace_invitations(&cursor, &pending).await)?;
                self.list_people(&cursor, Pages::default()).await
            }
            PeoplePosition::At { page, team } => self.list_people(&cursor, Pages::resumed(page, team)).await,
            PeoplePosition::Done => self.fetch_single_teams(&cursor).await,
        }
    }

    /// Pages through the members of all teams until they end or somebody wants to know something else. While a page is
    /// written, the next one is on its way.
    async fn list_people(&mut self, cursor: &str, mut pages: Pages) -> Result<Step, SyncError> {
        let mut page = self.members_page(pages.this.clone()).await?;
        loop {
            let next = page.next_cursor.clone();
            let (whole, goes_on) = pages.take_whole(page);
            let copy = self.held.copy().await;
            let write = copy.put_listed_members(cursor, &whole, &goes_on);
            let Some(next) = next else {
                self.held.found(write.await)?;
                self.held.status().copy_changed();
                return Ok(Step::More);
            };
            let (written, fetched) = tokio::join!(write, self.members_page(Some(next)));
            let written = self.held.found(written)?;
            self.show_people_progress().await?;
            if written == Written::Outdated {
                return Ok(Step::More);
            }
            if self.is_called() {
                return Ok(Step::Called);
            }
            page = fetched?;
        }
    }

    /// Teams that came after the listing.
    async fn fetch_single_teams(&mut self, cursor: &str) -> Result<Step, SyncError> {
        let copy = self.held.copy().await;
        let teams = self.held.found(copy.teams_without_people(TEAMS_IN_A_STEP).await)?;
        if teams.is_empty() {
            self.held.status().set_progress(None);
            return Ok(Step::Done);
        }
        let fetched = stream::iter(teams).map(|team_id| self.people_of(team_id)).buffer_unordered(CONCURRENT_TEAMS);
        for people in fetched.try_collect::<Vec<_>>().await? {
            if self.held.wrote(copy.put_people(cursor, &people).await)? == Written::Outdated {
                break;
            }
        }
        self.show_people_progress().await?;
        Ok(Step::More)
    }

    async fn people_of(&self, team_id: TeamId) -> Result<People, ClientError> {
        let pending = InvitationStatus::Pending;
        let members = none_if_gone(self.client.all_members(&team_id).await)?;
        let invitations = none_if_gone(self.client.all_invitations(&team_id, Some(&pending)).await)?;
        Ok(People { team_id, members, invitations })
    }

    /// How much is done; and, not with every page, what came is shown.
    async fn show_people_progress(&mut self) -> Result<(), SyncError> {
        if self.shown_at.elapsed() < SHOWN_EVERY {
            return Ok(());
        }
        self.shown_at = Instant::now();
        let (done, total) = self.held.found(self.held.copy().await.people_progress().await)?;
        let status = self.held.status();
        status.set_progress(Some(SyncProgress { step: SyncStep::People, done, total: Some(total) }));
        status.copy_changed();
        Ok(())
    }

    async fn members_page(&self, cursor: Option<String>) -> Result<Page<TeamMember>, ClientError> {
        self.client.members_across_teams(&PageRequest { limit: Some(MAX_PAGE_LIMIT), cursor }).await
    }
}

/// Makes whole teams of the pages of a list that is ordered by team and cut wherever a page is full: the copy takes no
/// part of a team.
#[derive(Default)]
struct Pages {
    /// The cursor of the page that is read; `None` is the first.
    this: Option<String>,
    /// The members of a team that goes on on the next page.
    cut: Vec<TeamMember>,
    /// The page on which that team began.
    cut_page: Option<String>,
    /// Teams before this one are done.
    from: Option<TeamId>,
}

impl Pages {
    fn resumed(page: Option<String>, team: TeamId) -> Self {
        Self { this: page.clone(), cut_page: page, from: Some(team), cut: Vec::new() }
    }

    /// The teams that are whole with this page, and where the listing goes on after them.
    fn take_whole(&mut self, page: Page<TeamMember>) -> (Vec<(TeamId, Vec<Member>)>, PeoplePosition) {
        let mut members = mem::take(&mut self.cut);
        let carried = members.len();
        let from = self.from.take();
        let is_done = |member: &TeamMember| from.as_ref().is_some_and(|from| member.team_id.as_str() < from.as_str());
        members.extend(page.data.into_iter().skip_while(is_done));
        let goes_on = match (&page.next_cursor, members.last().map(|last| last.team_id.clone())) {
            (Some(_), Some(team)) => {
                let begins = members.iter().position(|member| member.team_id == team).unwrap_or(0);
                self.cut = members.split_off(begins);
                if begins >= carried {
                    self.cut_page = self.this.take();
                }
                PeoplePosition::At { page: self.cut_page.clone(), team }
            }
            (Some(_), None) => PeoplePosition::NotBegun,
            (None, _) => PeoplePosition::Done,
        };
        self.this = page.next_cursor;
        let whole = members.chunk_by(|a, b| a.team_id == b.team_id);
        let whole = whole.map(|team| (team[0].team_id.clone(), team.iter().map(|each| each.member.clone()).collect()));
        (whole.collect(), goes_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ollm_api::{Role, UserId};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn member(team: usize, number: usize) -> TeamMember {
        let member = Member {
            user_id: UserId::new(format!("usr_{number}")),
            email: format!("{number}@example.com"),
            name: None,
            role: Role::Member,
            joined_at: jiff::Timestamp::UNIX_EPOCH,
        };
        TeamMember { team_id: TeamId::new(format!("team-{team:04}")), member }
    }

    /// Reads pages like the sync: from where it was left, for some pages.
    fn read(
        pages: &[&[TeamMember]],
        at: &PeoplePosition,
        some: usize,
        seen: &mut BTreeMap<TeamId, usize>,
    ) -> PeoplePosition {
        let (mut reading, first) = match at.clone() {
            PeoplePosition::At { page, team } => {
                let first = page.as_ref().map_or(0, |page| page.parse().unwrap());
                (Pages::resumed(page, team), first)
            }
            _ => (Pages::default(), 0),
        };
        let mut position = at.clone();
        for index in (first..pages.len()).take(some) {
            let next_cursor = (index + 1 < pages.len()).then(|| (index + 1).to_string());
            let page = Page { data: pages[index].to_vec(), next_cursor, total: None };
            let (whole, goes_on) = reading.take_whole(page);
            seen.extend(whole.into_iter().map(|(team, members)| (team, members.len())));
            position = goes_on;
        }
        position
    }

    proptest! {
        #[test]
        fn teams_come_whole_wherever_pages_end_and_reading_stops(
            sizes in prop::collection::vec(1usize..30, 1..20),
            limit in 1usize..12,
            stops in prop::collection::vec(1usize..8, 0..4),
        ) {
            let teams = sizes.iter().enumerate();
            let all: Vec<_> = teams.clone().flat_map(|(team, size)| (0..*size).map(move |number| member(team, number))).collect();
            let pages: Vec<_> = all.chunks(limit).collect();
            let mut seen = BTreeMap::new();
            let mut position = PeoplePosition::NotBegun;
            for some in stops.into_iter().chain([usize::MAX]) {
                if position != PeoplePosition::Done {
                    position = read(&pages, &position, some, &mut seen);
                }
            }
            prop_assert_eq!(position, PeoplePosition::Done);
            let expected: BTreeMap<_, _> = teams.map(|(team, size)| (member(team, 0).team_id, *size)).collect();
            prop_assert_eq!(seen, expected);
        }
    }
}
