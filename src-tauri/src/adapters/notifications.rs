//! The desktop's notifications. Not through Tauri's plugin: that gives every page a script that asks for them, which
//! the view neither needs nor may.

#[cfg(not(any(target_os = "macos", windows)))]
use std::sync::{Arc, Mutex, PoisonError};

use notify_rust::{Notification, NotificationHandle};
use ollm_teams_core::ports::Notifications;
use ollm_teams_core::{LowBalance, Words};

/// How many teams one notification names.
const NAMED: usize = 3;

/// Notifications of the running desktop.
pub(crate) struct DesktopNotifications {
    last: Last,
    /// The app's identifier, under which a system keeps what its user allowed.
    app: String,
}

impl DesktopNotifications {
    pub(crate) fn new(app: &str) -> Self {
        Self { last: Last::default(), app: app.to_owned() }
    }
}

impl Notifications for DesktopNotifications {
    fn low_balances(&self, teams: &[LowBalance], words: Words) {
        let Text { title, body } = text(teams, words);
        let notification = notification(&self.app, &title, &body);
        let last = self.last.clone();
        // The desktop may take its time.
        tauri::async_runtime::spawn_blocking(move || match notification.show() {
            Ok(shown) => last.keep(shown),
            Err(error) => tracing::warn!(%error, "the desktop shows no notification"),
        });
    }
}

/// The notification that was shown last. On Linux, some desktops take one away once the connection that sent it is gone.
#[derive(Clone, Default)]
struct Last {
    #[cfg(not(any(target_os = "macos", windows)))]
    shown: Arc<Mutex<Option<NotificationHandle>>>,
}

impl Last {
    #[cfg(not(any(target_os = "macos", windows)))]
    fn keep(&self, shown: NotificationHandle) {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
    }

    /// macOS shows it when its handle is dropped, and Windows keeps it by itself.
    #[cfg(any(target_os = "macos", windows))]
    fn keep(&self, shown: NotificationHandle) {
        drop(shown);
    }
}

fn notification(app: &str, title: &str, body: &str) -> Notification {
    let mut notification = Notification::new();
    notification.appname("OLLM Teams").summary(title).body(&in_markup(body));
    #[cfg(not(any(target_os = "macos", windows)))]
    notification.icon(app);
    // Windows knows the app by its installer alone, and shows nothing of one that it does not know.
    #[cfg(windows)]
    if !cfg!(debug_assertions) {
        notification.app_id(app);
    }
    #[cfg(target_os = "macos")]
    if let Err(error) = notify_rust::set_application(app) {
        tracing::debug!(%error, "notifications come in another app's name");
    }
    notification
}

/// The body may be markup on Linux (Desktop Notifications Specification, 'Markup'), and team names are other people's.
#[cfg(not(any(target_os = "macos", windows)))]
pub(crate) fn in_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Elsewhere it is text.
#[cfg(any(target_os = "macos", windows))]
fn in_markup(text: &str) -> String {
    text.to_owned()
}

struct Text {
    title: String,
    body: String,
}

fn text(teams: &[LowBalance], words: Words) -> Text {
    if let [LowBalance { team_id, team_name, balance, threshold }] = teams {
        let (balance, threshold) = (words.amount(balance), words.amount(threshold));
        let body = words.low_balance_body(&balance, team_id.as_str(), &threshold);
        return Text { title: words.low_balance_title(team_name), body };
    }
    let left = |team: &LowBalance| words.low_balance_line(&team.team_name, &words.amount(&team.balance));
    let mut lines: Vec<String> = teams.iter().take(NAMED).map(left).collect();
    let count = |n| u32::try_from(n).unwrap_or(u32::MAX);
    let more = teams.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(words.low_balance_more(count(more)));
    }
    Text { title: words.low_balance_title_many(count(teams.len())), body: lines.join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ollm_teams_core::Spoken;
    use ollm_teams_core::api::{Money, TeamId};

    const ENGLISH: Words = Words { language: Spoken::En };

    fn low(name: &str, balance: &str, currency: &str) -> LowBalance {
        let money = |amount: &str| Money { amount: amount.parse().unwrap(), currency: currency.into() };
        let (balance, threshold) = (money(balance), money("20"));
        LowBalance { team_id: TeamId::new("dev-d7035d80"), team_name: name.into(), balance, threshold }
    }

    #[test]
    fn one_team_is_named_with_its_id() {
        let text = text(&[low("Dev", "4.205", "USD")], ENGLISH);
        assert_eq!(text.title, "Dev is low on credits");
        assert_eq!(text.body, "$4.21 left in dev-d7035d80. The threshold is $20.00.");
    }

    #[test]
    fn many_teams_are_one_notification() {
        let teams = [low("A", "1", "USD"), low("B", "-2.5", "USD"), low("C", "3", "EUR"), low("D", "4", "USD")];
        let text = text(&teams, ENGLISH);
        assert_eq!(text.title, "4 teams are low on credits");
        assert_eq!(text.body, "A: $1.00 left\nB: -$2.50 left\nC: 3.00 EUR left\nand 1 more");
    }

    #[test]
    fn it_is_in_the_language_of_the_app() {
        let text = text(&[low("Dev", "4.205", "USD")], Words { language: Spoken::De });
        assert_eq!(text.title, "Dev hat wenig Guthaben");
        assert_eq!(text.body, "Noch 4,21\u{a0}$ in dev-d7035d80. Die Warnschwelle ist 20,00\u{a0}$.");
    }

    #[test]
    #[cfg(not(any(target_os = "macos", windows)))]
    fn a_name_is_no_markup() {
        let teams = [low("<a href='https://example.com'>A & B</a>", "1", "USD"), low("B", "1", "USD")];
        let shown = notification("com.ollm.teams", "", &text(&teams, ENGLISH).body);
        assert!(
            shown.body.starts_with("&lt;a href='https://example.com'&gt;A &amp; B&lt;/a&gt;: $1.00"),
            "{}",
            shown.body
        );
    }
}
