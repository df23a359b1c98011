//! `cargo xtask bench`.

use anyhow::{Result, bail};

pub(crate) fn bench() -> Result<()> {
    bail!("there are no benchmarks yet")
}
