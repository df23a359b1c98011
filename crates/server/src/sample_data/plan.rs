//! The people and teams of the sample workspace, as a table.

use ollm_api::Role;

use crate::LOCAL_USER_EMAIL as YOU;

/// Somebody in a team: address, role, and how many days ago they joined.
pub(super) struct Person(pub(super) &'static str, pub(super) Role, pub(super) i64);

/// A pending invitation: address, role, who sent it, and for how many days it still counts.
pub(super) struct Pending(pub(super) &'static str, pub(super) Role, pub(super) &'static str, pub(super) i64);

/// How a team spends. Amounts are whole dollars.
pub(super) struct Spending {
    /// On an ordinary working day.
    pub(super) a_day: i64,
    /// A top-up is made when the balance falls below this.
    pub(super) refill_below: i64,
    /// How much it adds.
    pub(super) refill: i64,
    /// For how many days up to now nobody topped up.
    pub(super) forgotten_days: i64,
}

pub(super) struct SampleTeam {
    pub(super) name: &'static str,
    /// The first one owns the team and made it.
    pub(super) people: Vec<Person>,
    pub(super) pending: Vec<Pending>,
    /// The low-balance threshold in dollars.
    pub(super) threshold: Option<i64>,
    /// `None` for a team that has not used anything yet.
    pub(super) spending: Option<Spending>,
}

/// Names that some people want to be called by. The others are known by their addresses alone.
pub(super) const NAMES: [(&str, &str); 3] =
    [("admin@example.com", "Admin"), ("finance@example.org", "Finance desk"), ("audit@example.org", "Audit")];

fn spending(a_day: i64, refill_below: i64, refill: i64, forgotten_days: i64) -> Option<Spending> {
    Some(Spending { a_day, refill_below, refill, forgotten_days })
}

/// Seven teams in which the local user has all four roles, and one that only invites them.
pub(super) fn teams() -> Vec<SampleTeam> {
    use Role::{Admin, Member, Owner, Viewer};
    vec![
        SampleTeam {
            name: "Research",
            people: vec![
                Person(YOU, Owner, 120),
                Person("admin@example.com", Admin, 118),
                Person("dev-1@example.com", Member, 110),
                Person("dev-2@example.com", Member, 96),
                Person("audit@example.org", Viewer, 41),
            ],
            pending: vec![
                Pending("dev-5@example.com", Member, YOU, 6),
                Pending("lead@example.org", Admin, "admin@example.com", 3),
                Pending("guest@example.org", Viewer, YOU, 1),
            ],
            threshold: Some(100),
            spending: spending(14, 150, 500, 0),
        },
        SampleTeam {
            name: "Dev",
            people: vec![
                Person(YOU, Owner, 104),
                Person("dev-1@example.com", Admin, 104),
                Person("dev-3@example.com", Member, 77),
            ],
            pending: vec![Pending("dev-4@example.org", Member, YOU, 5)],
            threshold: None,
            spending: spending(5, 40, 100, 0),
        },
        SampleTeam {
            name: "Support bot",
            people: vec![
                Person(YOU, Owner, 98),
                Person("support@example.com", Member, 97),
                Person("dev-2@example.com", Member, 60),
            ],
            pending: vec![],
            threshold: Some(25),
            spending: spending(4, 30, 30, 15),
        },
        SampleTeam {
            name: "Data platform",
            people: vec![
                Person("lead@example.org", Owner, 150),
                Person(YOU, Admin, 140),
                Person("data-1@example.org", Member, 131),
                Person("data-2@example.org", Member, 88),
                Person("finance@example.org", Viewer, 55),
            ],
            pending: vec![
                Pending("data-3@example.org", Member, YOU, 7),
                Pending("ops@example.org", Admin, "lead@example.org", 2),
            ],
            threshold: Some(250),
            spending: spending(31, 400, 1000, 0),
        },
        SampleTeam {
            name: "Design",
            people: vec![
                Person("design-lead@example.org", Owner, 95),
                Person("admin@example.com", Admin, 93),
                Person(YOU, Member, 80),
            ],
            pending: vec![],
            threshold: None,
            spending: spending(2, 15, 50, 0),
        },
        SampleTeam {
            name: "Finance",
            people: vec![
                Person("finance@example.org", Owner, 130),
                Person("audit@example.org", Admin, 126),
                Person(YOU, Viewer, 33),
            ],
            pending: vec![Pending("audit-2@example.org", Viewer, "audit@example.org", 4)],
            threshold: Some(10),
            spending: spending(1, 12, 25, 0),
        },
        SampleTeam {
            name: "Hackathon",
            people: vec![Person(YOU, Owner, 2), Person("dev-3@example.com", Member, 1)],
            pending: vec![Pending("dev-6@example.com", Member, YOU, 6)],
            threshold: None,
            spending: None,
        },
        SampleTeam {
            name: "Partner pilot",
            people: vec![Person("partner@example.org", Owner, 45), Person("data-1@example.org", Member, 44)],
            pending: vec![Pending(YOU, Member, "partner@example.org", 5)],
            threshold: None,
            spending: spending(3, 20, 50, 0),
        },
    ]
}
