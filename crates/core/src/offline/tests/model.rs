//! Whatever is written in whatever order, the copy holds what a plain model of it holds.

use std::collections::{BTreeMap, BTreeSet};

use ollm_api::{Invitation, Member, Role, Team};
use proptest::prelude::*;

use super::fixture::*;
use super::steps::*;
use crate::offline::{Listing, OfflineCopy, People, PeoplePosition, Written};

/// What a copy should hold. Keys are small numbers, of which IDs are made.
#[derive(Clone, Debug, Default, PartialEq)]
struct Model {
    cursor: Option<u32>,
    teams: BTreeMap<usize, Team>,
    members: BTreeMap<(usize, usize), Role>,
    /// The name that each was last seen with.
    names: BTreeMap<usize, Option<String>>,
    known: BTreeSet<usize>,
    invitations: BTreeMap<usize, Invitation>,
    mine: BTreeMap<usize, Invitation>,
    lost: BTreeMap<usize, String>,
    left: BTreeSet<usize>,
}

impl Model {
    fn put_team(&mut self, n: usize, team: Team, is_newest: bool) {
        if is_newest || self.teams.get(&n).is_none_or(|known| team.version >= known.version) {
            self.teams.insert(n, team);
        }
    }

    fn drop_team(&mut self, n: usize) -> Option<Team> {
        let team = self.teams.remove(&n)?;
        self.members.retain(|(of, _), _| *of != n);
        self.invitations.retain(|i, _| i / 2 != n);
        self.known.remove(&n);
        self.drop_orphans();
        Some(team)
    }

    fn drop_orphans(&mut self) {
        let members = &self.members;
        self.names.retain(|user, _| members.keys().any(|(_, member)| member == user));
    }

    fn put_member(&mut self, n: usize, user: usize, kind: u8) {
        if self.teams.contains_key(&n) {
            self.members.insert((n, user), a_role(kind));
            self.names.insert(user, a_name(kind));
        }
    }

    fn put_members(&mut self, n: usize, members: &BTreeMap<usize, u8>) {
        members.iter().for_each(|(user, kind)| self.put_member(n, *user, *kind));
        self.members.retain(|(of, user), _| *of != n || members.contains_key(user));
        self.drop_orphans();
        if self.teams.contains_key(&n) {
            self.known.insert(n);
        }
    }

    fn say(&mut self, said: &[Said]) {
        for said in said {
            if let Said::NoTeam(n) = said {
                if let Some(team) = self.drop_team(*n)
                    && !self.left.contains(n)
                {
                    self.lost.entry(*n).or_insert(team.name);
                }
                self.left.remove(n);
            }
        }
        for said in said {
            if let Said::Team(n, kind) = said {
                self.lost.remove(n);
                self.put_team(*n, a_team(*n, *kind), false);
            }
        }
        for said in said {
            match said {
                Said::Team(..) | Said::NoTeam(_) => {}
                Said::Member(n, user, kind) => self.put_member(*n, *user, *kind),
                Said::NoMember(n, user) => {
                    self.members.remove(&(*n, *user));
                    self.drop_orphans();
                }
                Said::Invitation(n, is_pending) if *is_pending => {
                    if self.teams.contains_key(&(n / 2)) {
                        self.invitations.insert(*n, an_invitation(*n));
                    } else if n % 2 == 0 {
                        self.mine.insert(*n, an_invitation(*n));
                    }
                }
                Said::Invitation(n, _) if !self.teams.contains_key(&(n / 2)) && n % 2 == 1 => {}
                Said::Invitation(n, _) | Said::NoInvitation(n) => {
                    self.invitations.remove(n);
                    self.mine.remove(n);
                }
            }
        }
    }
}

/// Writes a step to both.
async fn take(step: &Step, model: &mut Model, copy: &OfflineCopy) {
    let cursor = model.cursor.map(|cursor| format!("c{cursor}"));
    let before = model.clone();
    let written = match step {
        Step::Apply(said) => {
            let Some(number) = model.cursor else { return };
            let said = last(said);
            let changes: Vec<_> = said.iter().map(change).collect();
            let next = format!("c{}", number + 1);
            let written = copy.apply(&format!("c{number}"), &changes, &next, at(0)).await.unwrap();
            model.say(&said);
            model.cursor = Some(number + 1);
            written
        }
        Step::List(teams) => {
            let teams: BTreeMap<usize, u8> = teams.iter().copied().collect();
            let next = model.cursor.unwrap_or(0) + 1;
            let mine = vec![an_invitation(2 * TEAMS)];
            let teams_listed = teams.iter().map(|(n, kind)| a_team(*n, *kind)).collect();
            let listing = Listing {
                replaces: cursor,
                my_invitations: mine.clone(),
                cursor: format!("c{next}"),
                ..listing(teams_listed)
            };
            let written = copy.replace_teams(&listing).await.unwrap();
            if model.cursor.is_some() {
                for n in (0..TEAMS).filter(|n| !teams.contains_key(n)) {
                    if let Some(team) = model.drop_team(n)
                        && !model.left.contains(&n)
                    {
                        model.lost.entry(n).or_insert(team.name);
                    }
                }
            }
            for (n, kind) in &teams {
                model.lost.remove(n);
                model.put_team(*n, a_team(*n, *kind), true);
            }
            model.mine = BTreeMap::from([(2 * TEAMS, mine[0].clone())]);
            model.cursor = Some(next);
            let is_same = Model { cursor: before.cursor, ..model.clone() } == before;
            model.known.clear();
            assert_eq!(written == Written::Unchanged, is_same, "{step:?}");
            return;
        }
        Step::PutPeople(n, members, invitations) => {
            let Some(cursor) = cursor else { return };
            let members: BTreeMap<usize, u8> = members.iter().copied().collect();
            let invitations: BTreeSet<usize> = invitations.iter().map(|i| n * 2 + i % 2).collect();
            let people = People {
                team_id: id(*n),
                members: members.iter().map(|(user, kind)| a_member(*user, *kind)).collect(),
                invitations: invitations.iter().map(|i| an_invitation(*i)).collect(),
            };
            let written = copy.put_people(&cursor, &people).await.unwrap();
            model.put_members(*n, &members);
            model.invitations.retain(|i, _| i / 2 != *n);
            if model.teams.contains_key(n) {
                model.invitations.extend(invitations.into_iter().map(|i| (i, an_invitation(i))));
            }
            written
        }
        Step::ListMembers(teams) => {
            let Some(cursor) = cursor else { return };
            let teams: BTreeMap<usize, BTreeMap<usize, u8>> =
                teams.iter().map(|(n, members)| (*n, members.iter().map(|(user, _)| (*user, 0)).collect())).collect();
            let listed: Vec<_> = teams
                .iter()
                .map(|(n, members)| (id(*n), members.keys().map(|user| a_member(*user, 0)).collect()))
                .collect();
            let written = copy.put_listed_members(&cursor, &listed, &PeoplePosition::Done).await.unwrap();
            teams.iter().for_each(|(n, members)| model.put_members(*n, members));
            written
        }
        Step::ListInvitations(invitations) => {
            let Some(cursor) = cursor else { return };
            let invitations: BTreeSet<usize> = invitations.iter().copied().collect();
            let listed: Vec<_> = invitations.iter().map(|i| an_invitation(*i)).collect();
            let written = copy.replace_invitations(&cursor, &listed).await.unwrap();
            let here = invitations.into_iter().filter(|i| model.teams.contains_key(&(i / 2)));
            model.invitations = here.map(|i| (i, an_invitation(i))).collect();
            written
        }
        Step::PutTeam(n, kind) => {
            let written = copy.put_team(&a_team(*n, *kind)).await.unwrap();
            model.put_team(*n, a_team(*n, *kind), false);
            model.lost.remove(n);
            model.left.remove(n);
            written
        }
        Step::RemoveTeam(n) => {
            let written = copy.remove_team(&id(*n)).await.unwrap();
            let was_here = model.drop_team(*n).is_some();
            model.lost.remove(n);
            model.left.insert(*n);
            assert_eq!(written == Written::Changed, was_here);
            return;
        }
        Step::Told(n) => {
            copy.forget_lost_teams(&[id(*n)]).await.unwrap();
            model.lost.remove(n);
            return;
        }
        Step::Outdated => {
            let gone: Vec<_> = (0..TEAMS).map(|n| change(&Said::NoTeam(n))).collect();
            copy.apply("elsewhere", &gone, "c999", at(0)).await.unwrap()
        }
    };
    let is_outdated = matches!(step, Step::Outdated);
    assert_eq!(written == Written::Outdated, is_outdated, "{step:?}");
    // Neither the position nor that the user left a team is to be seen.
    let seen = Model { cursor: before.cursor, left: before.left.clone(), ..model.clone() };
    if seen != before {
        assert_eq!(written, Written::Changed, "{step:?}");
    } else if model.left == before.left {
        assert_ne!(written, Written::Changed, "{step:?}");
    }
}

async fn compare(model: &Model, copy: &OfflineCopy) {
    let position = copy.position().await.unwrap();
    assert_eq!(position.map(|position| position.cursor), model.cursor.map(|cursor| format!("c{cursor}")));
    let lost: BTreeMap<_, _> = copy.lost_teams().await.unwrap().into_iter().map(|team| (team.id, team.name)).collect();
    assert_eq!(lost, model.lost.iter().map(|(n, name)| (id(*n), name.clone())).collect());
    let mine: BTreeSet<_> = copy.my_invitations().await.unwrap().into_iter().map(|invitation| invitation.id).collect();
    let expected = model.mine.iter().filter(|(n, _)| !model.teams.contains_key(&(*n / 2)));
    assert_eq!(mine, expected.map(|(_, invitation)| invitation.id.clone()).collect());
    for n in 0..TEAMS {
        assert_eq!(copy.team(&id(n)).await.unwrap(), model.teams.get(&n).cloned());
        let people = copy.people(&id(n)).await.unwrap();
        let members = model.members.iter().filter(|((of, _), _)| *of == n).map(|((_, user), role)| Member {
            role: role.clone(),
            name: model.names[user].clone(),
            ..a_member(*user, 0)
        });
        let invitations = model.invitations.iter().filter(|(i, _)| *i / 2 == n).map(|(_, i)| i.clone());
        let expected = People { team_id: id(n), members: members.collect(), invitations: invitations.collect() };
        assert_eq!(people, model.known.contains(&n).then_some(expected));
    }
    let Some(_) = model.cursor else { return };
    let found = list(copy, &searched("")).await;
    assert_eq!(found.ids.into_iter().collect::<BTreeSet<_>>(), model.teams.keys().map(|n| id(*n)).collect());
    let sum: rust_decimal::Decimal = model.teams.values().map(|team| team.balance.as_ref().unwrap().amount).sum();
    assert_eq!(found.totals.first().map_or_else(|| decimal("0"), |total| total.amount), sum);
    for user in 0..USERS {
        let found = list(copy, &searched(&format!("person{user}@"))).await;
        let expected = model.members.keys().filter(|(_, member)| *member == user).map(|(n, _)| id(*n));
        let expected: BTreeSet<_> = expected.collect();
        assert_eq!(found.people.first().map_or(0, |hit| hit.team_count as usize), expected.len());
        assert_eq!(found.ids.into_iter().collect::<BTreeSet<_>>(), expected);
    }
    for kind in 1..3 {
        let found = list(copy, &searched(&format!("nom{kind} e"))).await;
        let expected = model.names.values().filter(|name| **name == a_name(kind)).count();
        assert_eq!(found.people.len(), expected, "named {kind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_copy_holds_what_the_model_holds(steps in prop::collection::vec(step(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_folder, copy) = fresh();
            // In memory: a disk adds nothing here but time.
            copy.delete().await;
            let mut model = Model::default();
            for step in &steps {
                take(step, &mut model, &copy).await;
                compare(&model, &copy).await;
            }
        });
    }
}
