use ollm_teams_core::{Balances, Words};

/// What the tray's menu says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// Lines that do nothing.
    pub(super) facts: Vec<String>,
    pub(super) open: String,
    pub(super) quit: String,
}

impl Content {
    pub(super) fn new(balances: Option<&Balances>, words: Words) -> Self {
        let totals = balances.iter().flat_map(|balances| &balances.totals);
        let totals = totals.map(|total| words.tray_total(&words.amount(total)));
        let lowest = balances.iter().flat_map(|balances| &balances.lowest);
        let lowest = lowest.map(|team| words.tray_lowest(&team.team_name, &words.amount(&team.balance)));
        Self { facts: totals.chain(lowest).collect(), open: words.tray_open(), quit: words.tray_quit() }
    }
}

/// A menu takes the character `mark` for the one that the next letter is chosen with, unless it stands twice: team names
/// are other people's.
pub(super) fn label(text: &str, mark: char) -> String {
    let mut label = String::with_capacity(text.len());
    for character in text.chars() {
        if character == mark {
            label.push(mark);
        }
        label.push(character);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use ollm_teams_core::api::Money;
    use ollm_teams_core::{Spoken, TeamBalance};

    const ENGLISH: Words = Words { language: Spoken::En };

    fn money(amount: &str, currency: &str) -> Money {
        Money { amount: amount.parse().unwrap(), currency: currency.into() }
    }

    #[test]
    fn it_says_what_there_is_and_who_has_the_least() {
        let team = |name: &str, balance| TeamBalance { team_name: name.to_owned(), balance };
        let balances = Balances {
            totals: vec![money("1284.375", "USD"), money("3", "EUR")],
            lowest: vec![team("R&D_x", money("-2.5", "USD")), team("Berlin", money("3", "EUR"))],
        };
        let content = Content::new(Some(&balances), ENGLISH);
        assert_eq!(
            content.facts,
            ["Total: $1,284.38", "Total: 3.00 EUR", "Lowest: R&D_x, -$2.50", "Lowest: Berlin, 3.00 EUR"]
        );
        assert_eq!((&*content.open, &*content.quit), ("Open OLLM Teams", "Quit"));
    }

    #[test]
    fn of_nobody_it_says_nothing() {
        assert_eq!(Content::new(None, ENGLISH).facts, Vec::<String>::new());
        assert_eq!(Content::new(Some(&Balances::default()), ENGLISH).facts, Vec::<String>::new());
    }

    #[test]
    fn a_mark_in_a_name_is_itself() {
        assert_eq!(label("R&D_x", '_'), "R&D__x");
        assert_eq!(label("R&D_x", '&'), "R&&D_x");
    }
}
