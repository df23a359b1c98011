//! `cargo xtask icons`: the drawing becomes every size and format that the bundles need.

use anyhow::{Context, Result};

use crate::{node, process, workspace};

/// What tauri.conf.json names, and the 512 px image for everything else. The generator also makes mobile and store icons,
/// which nothing here uses.
const USED: [&str; 6] = ["32x32.png", "128x128.png", "128x128@2x.png", "icon.png", "icon.icns", "icon.ico"];

pub(crate) fn icons() -> Result<()> {
    node::ensure_node()?;
    let icons = workspace::root().join("icons");
    let made = workspace::artifacts("icons");
    process::run(node::tauri().arg("icon").arg(icons.join("icon.svg")).arg("--output").arg(&made))?;
    for name in USED {
        std::fs::copy(made.join(name), icons.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    println!("Made {} files in {}. Look at them before you commit.", USED.len(), icons.display());
    Ok(())
}
