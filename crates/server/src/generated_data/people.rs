use ollm_api::{Email, User};
use rand::RngExt;
use rand::rngs::StdRng;

use super::words::{FAMILY, GIVEN};
use crate::workspace::{KnownUsers, Workspace};

/// How many of a hundred say how they want to be called; the others are known by their addresses alone.
const NAMED: u32 = 60;

/// Puts the given user and so many others into the workspace. The given one comes first.
pub(super) fn add(workspace: &mut Workspace, known: &KnownUsers, you: &Email, count: u32, rng: &mut StdRng) {
    let user = known.user(&mut workspace.ids, you.as_str().to_owned(), None);
    workspace.users.push(user);
    for index in 1..=count {
        let (email, name) = draw(index, rng);
        let user = known.user(&mut workspace.ids, email, name);
        workspace.users.push(user);
    }
}

/// Whoever has the number has an address that nobody else has.
fn draw(index: u32, rng: &mut StdRng) -> (String, Option<String>) {
    let (given, given_ascii) = GIVEN[rng.random_range(0..GIVEN.len())];
    let (family, family_ascii) = FAMILY[rng.random_range(0..FAMILY.len())];
    let domain = if rng.random_ratio(1, 5) { "example.org" } else { "example.com" };
    let email = format!("{given_ascii}.{family_ascii}.{index}@{domain}");
    (email, rng.random_ratio(NAMED, 100).then(|| format!("{given} {family}")))
}

/// Where a team's users are in the workspace's: the given one and, in no order, others.
pub(super) fn of_a_team(users: &[User], average: u32, rng: &mut StdRng) -> Vec<usize> {
    let size = rng.random_range(average / 2..=average + average.div_ceil(2)).max(1) as usize;
    let others = users.len() - 1;
    let drawn = rand::seq::index::sample(rng, others, (size - 1).min(others));
    std::iter::once(0).chain(drawn.iter().map(|index| index + 1)).collect()
}
