//! axe-core in the real web view, which lays out and paints: contrast and sizes count, unlike in the view's own tests.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::window::{Window, artifacts};

const ASK: &str = include_str!("axe.js");

/// What axe says of one screen after the other in a window.
pub(crate) struct Audit<'a> {
    window: &'a Window,
    violations: String,
    undecided: String,
    screens: usize,
}

impl<'a> Audit<'a> {
    /// Brings axe into the page. The page's own rules let no script in; WebDriver's are not part of the page.
    pub(crate) async fn of(window: &'a Window) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(file).expect("axe-core is a development dependency of the view");
        window.driver.execute(axe, Vec::new()).await.expect("axe runs in the web view");
        assert_eq!(window.script("return typeof window.axe.run").await, "function", "axe is in the page");
        Self { window, violations: String::new(), undecided: String::new(), screens: 0 }
    }

    /// Looks at what the window shows now, which the list of violations calls `screen`.
    pub(crate) async fn screen(&mut self, screen: &str) {
        let answer = self.window.driver.execute_async(ASK, Vec::new()).await.expect("axe answers").json().clone();
        assert!(answer["error"].is_null(), "{screen}: {}", answer["error"]);
        let lines = |kind: &str| -> String {
            answer[kind].as_array().expect("a list").iter().map(|found| line(screen, found)).collect()
        };
        self.violations.push_str(&lines("violations"));
        self.undecided.push_str(&lines("unsure"));
        self.screens += 1;
        // Also there when the test does not get to its end. What axe can not decide is for a person to look at.
        let Self { violations, undecided, screens, .. } = self;
        let report = format!("{screens} screens\n\nVIOLATIONS\n{violations}\nNOT DECIDED\n{undecided}");
        let name = format!("{}-axe.txt", self.window.test);
        std::fs::write(artifacts().join(name), report).expect("the report is written");
    }

    /// Fails with all that was found.
    pub(crate) fn finish(self) {
        assert!(self.violations.is_empty(), "on {} screens, axe finds:\n{}", self.screens, self.violations);
    }
}

/// Rule, screen, look, selector and reason, one below the other.
fn line(screen: &str, found: &Value) -> String {
    let of = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let mut line = String::new();
    // Writing to a String does not fail.
    let _ = writeln!(line, "{} on '{screen}' ({})\n    {}\n    {}", of("rule"), of("look"), of("selector"), of("why"));
    line
}
