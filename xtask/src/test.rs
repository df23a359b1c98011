//! `cargo xtask test`: every test there is.

use anyhow::Result;

use crate::setup::{self, Consent, Needs};
use crate::stages::Stages;
use crate::{e2e, process, workspace};

pub(crate) fn test(consent: Consent) -> Result<()> {
    setup::ensure(consent, Needs::EVERYTHING)?;
    let mut stages = Stages::default();
    // The end-to-end target has `test = false` in Cargo.toml: it needs the session that its own stage makes.
    stages.run("Rust", || process::run(process::cargo().args(["test", "--workspace", "--no-fail-fast"])));
    stages.run("View", || process::run(process::npm(&workspace::ui()).arg("test")));
    if cfg!(target_os = "linux") {
        stages.run("End to end", || e2e::run_tests(&[]));
    } else {
        stages.skip("End to end", e2e::LINUX_ONLY);
    }
    stages.finish()
}
