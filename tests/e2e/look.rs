//! The sample workspace in every size and theme: what a person compares with the design.

use crate::driver::Driver;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

#[tokio::test]
async fn the_sample_workspace_looks_right() {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "look").await;
    window.get("button", "Start a local workspace").await;
    window.resize(1180, 740).await;
    window.picture("1-welcome").await;
    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.get("heading", "Teams").await;
    window.says("status", "Live").await;
    assert!(window.all("listitem", None, None).await.len() >= 6, "the sample has six teams at least");
    for role in ["owner", "admin", "member", "viewer"] {
        let found = window.script(&format!("return document.querySelectorAll('[data-role={role}]').length")).await;
        assert!(found.as_u64() > Some(0), "the sample has a team in which the caller is {role}");
    }

    for theme in ["Light", "Dark"] {
        window.click("button", "Settings").await;
        window.click("radio", theme).await;
        until("the theme is on", PATIENCE, async || {
            let on = format!("return document.documentElement.dataset.theme === '{}'", theme.to_lowercase());
            (window.script(&on).await == true).then_some(())
        })
        .await;
        window.says_somewhere("OLLM Teams 0.1.0").await;
        window.picture(&format!("{theme}-settings")).await;
        window.click("button", "Activity").await;
        window.get("heading", "Activity").await;
        window.picture(&format!("{theme}-activity")).await;
        window.click("button", "Teams").await;
        window.get("heading", "Teams").await;
        if window.all("table", None, None).await.is_empty() {
            window.script("document.querySelector('[data-team-id] button[aria-expanded=false]').click()").await;
        }
        window.says_somewhere("Pending, ").await;
        for (width, height) in [(1180, 740), (760, 520), (1920, 1080)] {
            window.resize(width, height).await;
            window.picture(&format!("{theme}-teams-{width}x{height}")).await;
            // Only the list scrolls: the window never does, in neither direction.
            let scrolls = "const page = document.documentElement; \
                return page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight";
            assert_eq!(window.script(scrolls).await, false, "the window scrolls at {width}x{height}");
        }
        window.click("tab", "Billing").await;
        window.says("status", "in 30 days").await;
        for (width, height) in [(760, 520), (1180, 740)] {
            window.resize(width, height).await;
            window.picture(&format!("{theme}-billing-{width}x{height}")).await;
        }
        window.click("tab", "Members").await;
    }
    window.close().await;
}
