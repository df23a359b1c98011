//! The people of teams that nobody has opened, in the background, so that search finds them.

use std::collections::HashSet;
use std::mem;
use std::time::Duration;

use futures::{StreamExt, TryStreamExt, stream};
use ollm_api::client::{Client, ClientError, PageRequest};
use ollm_api::{InvitationStatus, MAX_PAGE_LIMIT, Member, Page, TeamId, TeamMember};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::engine::{Engine, Step, SyncTask};
use super::error::SyncError;
use crate::gone::none_if_gone;
use crate::offline::{People, PeoplePosition, Position, Written};
use crate::{SyncProgress, SyncStep};

/// How many pages wait to be written, and are written at once: each write has a cost of its own.
const PAGES_AT_A_TIME: usize = 32;
/// How many teams are asked for one by one at a time: those that came after the listing.
const CONCURRENT_TEAMS: usize = 4;
/// Whoever shows the copy reads it again each time: not too often.
const SHOWN_EVERY: Duration = Duration::from_secs(2);
/// So many of them make one step.
const TEAMS_IN_A_STEP: u32 = 16;

/// A page of the members of all teams, or why there is none.
type MembersPage = Result<Page<TeamMember>, ClientError>;

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

    /// Pages through the members of all teams until they end or somebody wants to know something else. While some pages
    /// are written, the next ones are on their way: what came by then makes the next write.
    async fn list_people(&mut self, cursor: &str, mut pages: Pages) -> Result<Step, SyncError> {
        let (fetched, mut arriving) = mpsc::channel(PAGES_AT_A_TIME);
        let _fetching = SyncTask::spawn(fetch_members(self.client.clone(), pages.this.clone(), fetched));
        let mut arrived = Vec::with_capacity(PAGES_AT_A_TIME);
        while self.receive(&mut arriving, &mut arrived).await > 0 {
            let mut whole = Vec::new();
            let mut goes_on = None;
            let mut failure = None;
            for page in arrived.drain(..) {
                match page {
                    Ok(page) => {
                        let (teams, next) = pages.take_whole(page);
                        whole.extend(teams);
                        goes_on = Some(next);
                    }
                    Err(error) => failure = Some(error),
                }
            }
            // What came before a failure is kept.
            let Some(goes_on) = goes_on else { return failure.map_or(Ok(Step::More), |error| Err(error.into())) };
            let written = self.held.copy().await.put_listed_members(cursor, &whole, &goes_on).await;
            let written = self.held.found(written)?;
            if goes_on == PeoplePosition::Done {
                self.held.status().copy_changed();
            } else {
                self.show_people_progress().await?;
            }
            if let Some(error) = failure {
                return Err(error.into());
            }
            if written == Written::Outdated {
                break;
            }
            if self.is_called() {
                return Ok(Step::Called);
            }
        }
        Ok(Step::More)
    }

    /// Takes the pages that have come, or waits for some; at the end there are none.
    async fn receive(&self, arriving: &mut mpsc::Receiver<MembersPage>, arrived: &mut Vec<MembersPage>) -> usize {
        let received = async {
            let pages = arriving.recv_many(arrived, PAGES_AT_A_TIME).await;
            if arrived.iter().all(Result::is_ok) { Ok(pages) } else { Err(pages) }
        };
        let (Ok(pages) | Err(pages)) = self.held.status().answered(received).await;
        pages
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
        let (pending, status) = (InvitationStatus::Pending, self.held.status());
        let members = none_if_gone(status.answered(self.client.all_members(&team_id)).await)?;
        let invitations = self.client.all_invitations(&team_id, Some(&pending));
        let invitations = none_if_gone(status.answered(invitations).await)?;
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
}

/// Fetches page after page, until they end or nobody takes them any more.
async fn fetch_members(client: Client, first: Option<String>, pages: mpsc::Sender<MembersPage>) {
    let mut request = PageRequest { limit: Some(MAX_PAGE_LIMIT), cursor: first };
    let mut seen = HashSet::new();
    loop {
        let page = match client.members_across_teams(&request).await {
            Ok(Page { next_cursor: Some(next), .. }) if !seen.insert(next.clone()) => Err(ClientError::EndlessList),
            answer => answer,
        };
        request.cursor = page.as_ref().ok().and_then(|page| page.next_cursor.clone());
        if pages.send(page).await.is_err() || request.cursor.is_none() {
            return;
        }
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
