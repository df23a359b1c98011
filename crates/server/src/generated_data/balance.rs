//! What a team added and used, so that no two balances are the same and none is below zero.

use jiff::{SignedDuration, Timestamp};
use rand::RngExt;
use rand::rngs::StdRng;

use super::words::MODELS;
use crate::workspace::{DOLLAR, Happening};

const TOP_UPS: [i64; 7] = [5, 10, 20, 50, 100, 200, 500];

/// The history of one team, oldest first, between its creation and now; a few teams have none.
pub(super) fn history(created_at: Timestamp, now: Timestamp, rng: &mut StdRng) -> Vec<(Timestamp, Happening)> {
    if rng.random_ratio(1, 16) {
        return Vec::new();
    }
    let uses = rng.random_range(1..=5);
    let step = (now.as_second() - created_at.as_second()) / (uses + 2);
    let time =
        |part: i64, rng: &mut StdRng| created_at + SignedDuration::from_secs(step * part + rng.random_range(1..step));
    let amount = TOP_UPS[rng.random_range(0..TOP_UPS.len())] * DOLLAR;
    let mut balance = amount;
    let mut history = vec![(time(0, rng), Happening::TopUp { amount })];
    for part in 1..=uses {
        let cost = balance / 100 * rng.random_range(1..40) + rng.random_range(0..balance / 100);
        balance -= cost;
        let input_tokens = cost / rng.random_range(2..5);
        let happening = Happening::Usage {
            model: MODELS[rng.random_range(0..MODELS.len())],
            cost,
            requests: 1 + input_tokens / 1800,
            input_tokens,
            output_tokens: input_tokens / rng.random_range(3..9),
        };
        history.push((time(part, rng), happening));
    }
    history
}

/// The low-balance threshold of a team with this balance, in micro-dollars: a third have one, of these a third are low.
pub(super) fn threshold(balance: i64, rng: &mut StdRng) -> Option<i64> {
    let dollars = balance / DOLLAR;
    match rng.random_range(0..9) {
        0 => Some(dollars + rng.random_range(1..50)),
        1 | 2 => Some(rng.random_range(1..=dollars.max(1))),
        _ => None,
    }
    .map(|dollars| dollars * DOLLAR)
}
