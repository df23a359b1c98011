//! Apps that are signed in and hold a complete offline copy.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::measure;
use super::programs::Programs;
use super::webdriver::WebDriver;
use super::window::Window;
use super::workload::Workload;
use crate::process;
use crate::session::Session;

/// The app of somebody with so many teams, as it was when they closed it last.
pub(crate) struct Account {
    data_dir: PathBuf,
    app: PathBuf,
}

impl Account {
    /// Signs in through the window, as a person does, and waits until everything is fetched.
    pub(crate) fn prepare(
        session: &Session,
        programs: &Programs,
        workload: &Workload,
        folder: &std::path::Path,
    ) -> Result<Self> {
        let account = Self { data_dir: folder.join(format!("app-{}", workload.teams)), app: programs.app.clone() };
        process::say(&format!("signing in to {} teams and waiting for the offline copy", workload.teams));
        let driver = account.webdriver(session)?;
        let mut prepare = session.command(&programs.measure);
        prepare.arg("prepare").args(["--server", &workload.url]);
        driver.drive(&mut prepare, &account.app);
        measure::run::<()>(&mut prepare, &workload.token)?;
        Ok(account)
    }

    /// Opens the app and waits until the list is painted.
    pub(crate) fn open(&self, session: &Session) -> Result<Window> {
        Window::open(&mut self.command(session))
    }

    /// A WebDriver whose apps are this one.
    pub(crate) fn webdriver(&self, session: &Session) -> Result<WebDriver> {
        WebDriver::start(session, &self.data_dir)
    }

    pub(crate) fn app(&self) -> &std::path::Path {
        &self.app
    }

    fn command(&self, session: &Session) -> Command {
        let mut command = session.command(&self.app);
        command.env("OLLM_TEAMS_DATA_DIR", &self.data_dir).env("OLLM_TEAMS_LOG", "ollm_teams=info");
        command
    }
}
