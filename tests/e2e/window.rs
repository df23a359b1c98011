//! The app's window, used as a person does: by the roles and names of what is in it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

use crate::wait::{PATIENCE, until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ollm-teams");
const BY_NAME: &str = include_str!("by_name.js");
const STEADY: &str = include_str!("steady.js");

pub(crate) struct Window {
    pub(crate) driver: WebDriver,
    pub(crate) test: &'static str,
}

/// Where the tests leave what people look at.
pub(crate) fn artifacts() -> PathBuf {
    let folder = std::env::var_os("OLLM_E2E_SCREENSHOTS").map_or_else(|| PathBuf::from("target/e2e"), PathBuf::from);
    std::fs::create_dir_all(&folder).expect("the folder of the screenshots");
    folder
}

impl Window {
    /// Starts the app. `test` names its screenshots.
    pub(crate) async fn open(driver_url: &str, test: &'static str) -> Self {
        Self::open_program(driver_url, test, Path::new(PROGRAM), &[]).await
    }

    /// The same with arguments.
    pub(crate) async fn open_with(driver_url: &str, test: &'static str, arguments: &[&str]) -> Self {
        Self::open_program(driver_url, test, Path::new(PROGRAM), arguments).await
    }

    /// Starts a copy of the app.
    pub(crate) async fn open_program(
        driver_url: &str,
        test: &'static str,
        application: &Path,
        arguments: &[&str],
    ) -> Self {
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", json!("wry")).expect("a capability");
        capabilities
            .set("tauri:options", json!({ "application": application, "args": arguments }))
            .expect("a capability");
        let driver = WebDriver::new(driver_url, capabilities).await.expect("the app starts");
        Self { driver, test }
    }

    /// Ends the app.
    pub(crate) async fn close(self) {
        self.driver.clone().quit().await.expect("the app ends");
    }

    /// The app was ended in another way: nothing is left to ask it for.
    pub(crate) fn forget(self) {
        let _ = self.driver.clone().leak();
    }

    /// What has this role and name within `scope`, now.
    pub(crate) async fn all(&self, role: &str, name: Option<&str>, scope: Option<&WebElement>) -> Vec<WebElement> {
        let scope = scope.map_or(Value::Null, |scope| scope.to_json().expect("an element"));
        let arguments = vec![json!(role), json!(name), scope];
        let found = self.driver.execute(BY_NAME, arguments).await;
        // While the page changes, an element of the scope can be gone: that is 'nothing there'.
        found.and_then(|found| found.elements()).unwrap_or_default()
    }

    /// The first with this role and name, once it is there.
    pub(crate) async fn get(&self, role: &str, name: &str) -> WebElement {
        self.get_in(None, role, name).await
    }

    /// The same within `scope`.
    pub(crate) async fn get_in(&self, scope: Option<&WebElement>, role: &str, name: &str) -> WebElement {
        let what = format!("there is a {role} '{name}'");
        until(&what, PATIENCE, async || self.all(role, Some(name), scope).await.into_iter().next()).await
    }

    /// Waits until nothing has this role and name.
    pub(crate) async fn gone(&self, role: &str, name: &str) {
        let what = format!("the {role} '{name}' is gone");
        until(&what, PATIENCE, async || self.all(role, Some(name), None).await.is_empty().then_some(())).await;
    }

    /// Clicks what has this role and name, once it can be clicked. A person sees where it comes to rest, and when a click
    /// went beside it.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        let what = format!("the {role} '{name}' can be clicked");
        until(&what, PATIENCE, async || {
            let element = self.get(role, name).await;
            self.click_at_rest(&element).await
        })
        .await;
    }

    /// Clicks an element, once it stays where it is. Nothing is answered when that did not reach it.
    pub(crate) async fn click_at_rest(&self, element: &WebElement) -> Option<()> {
        let rests = self.driver.execute_async(STEADY, vec![element.to_json().ok()?]).await.ok()?;
        if !rests.json().as_bool()? {
            return None;
        }
        element.click().await.ok()?;
        // A page that does not answer any more was left by the click.
        let reached = self.driver.execute("return window.pressReached !== false", Vec::new()).await;
        reached.map_or(Some(()), |reached| reached.json().as_bool()?.then_some(()))
    }

    /// Empties a field and types into it, once it can be typed into.
    pub(crate) async fn fill(&self, role: &str, name: &str, text: &str) {
        let what = format!("the {role} '{name}' can be typed into");
        let field = until(&what, PATIENCE, async || {
            let field = self.get(role, name).await;
            field.clear().await.ok().map(|()| field)
        })
        .await;
        field.send_keys(text).await.expect("the field takes keys");
    }

    /// Presses a key wherever the focus is, once that takes keys: what has it may be on its way in or out.
    pub(crate) async fn press(&self, key: Key) {
        until("what has the focus takes keys", PATIENCE, async || {
            self.driver.active_element().await.ok()?.send_keys(key.clone()).await.ok()
        })
        .await;
    }

    /// Chooses an option of a combobox. While the page still settles a click can miss: who sees no list clicks again.
    pub(crate) async fn choose(&self, combobox: &str, option: &str) {
        let what = format!("the option '{option}' of the combobox '{combobox}' is chosen");
        until(&what, PATIENCE, async || {
            if let Some(listed) = self.all("option", Some(option), None).await.first() {
                return self.click_at_rest(listed).await;
            }
            let combobox = self.all("combobox", Some(combobox), None).await.into_iter().next()?;
            let is_open = combobox.attr("aria-expanded").await.ok()?.is_some_and(|expanded| expanded == "true");
            if !is_open {
                self.click_at_rest(&combobox).await?;
            }
            None
        })
        .await
    }

    /// Waits until an element of this role says something that contains `text`, and gives all that it says.
    pub(crate) async fn says(&self, role: &str, text: &str) -> String {
        let what = format!("a {role} says '{text}'");
        until(&what, PATIENCE, async || {
            for element in self.all(role, None, None).await {
                let said = element.text().await.unwrap_or_default();
                if said.contains(text) {
                    return Some(said);
                }
            }
            None
        })
        .await
    }

    /// Waits for an alert with this error code.
    pub(crate) async fn alert(&self, code: &str) -> WebElement {
        let what = format!("there is an alert with the code {code}");
        let selector = format!("[role=alert][data-error-code={code}]");
        until(&what, PATIENCE, async || self.driver.find(By::Css(&*selector)).await.ok()).await
    }

    /// Everything that the page shows as text.
    pub(crate) async fn text(&self) -> String {
        let body = self.driver.find(By::Tag("body")).await.expect("a page");
        body.text().await.expect("its text")
    }

    /// Waits until the page shows this text.
    pub(crate) async fn says_somewhere(&self, text: &str) {
        let what = format!("the page says '{text}'");
        until(&what, PATIENCE, async || self.text().await.contains(text).then_some(())).await;
    }

    /// Puts something in the middle of the window, once it is there.
    pub(crate) async fn scroll_to(&self, role: &str, name: &str) {
        let element = self.get(role, name).await.to_json().expect("an element");
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        self.driver.execute(scroll, vec![element]).await.expect("it scrolls");
    }

    /// The same page in this size.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.driver.set_window_rect(0, 0, width, height).await.expect("the window changes its size");
    }

    /// Comes back to the window, as somebody does who has looked at something else: the server is asked what is new.
    pub(crate) async fn come_back(&self) {
        self.script("dispatchEvent(new Event('focus'))").await;
    }

    /// Leaves a picture of the window for people to look at, and gives its file.
    pub(crate) async fn picture(&self, what: &str) -> PathBuf {
        // What was done last is painted two frames later at most, once nothing moves or fades that ever ends.
        let painted = "const ends = ({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime);
            Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished))
                .then(() => requestAnimationFrame(() => requestAnimationFrame(arguments[0])))";
        self.driver.execute_async(painted, Vec::new()).await.expect("the window paints");
        let file = artifacts().join(format!("{}-{what}.png", self.test));
        self.driver.screenshot(&file).await.expect("a screenshot");
        file
    }

    /// Runs a script that returns a value.
    pub(crate) async fn script(&self, script: &str) -> Value {
        self.driver.execute(script, Vec::new()).await.expect("the script runs").json().clone()
    }
}

impl Drop for Window {
    /// After a failed test the app may answer nothing any more: it is not asked to end, its driver takes it along.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.driver.clone().leak();
        }
    }
}
