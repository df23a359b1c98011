//! Where the app is killed, and when it has come there. Nothing in the app is made for this: its journal is read beside
//! it, and its requests are held on their way.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use fastrand::Rng;

use crate::proxy::{Fault, Proxy};
use crate::record::Record;

/// A point of a payment at which the app dies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kill {
    /// After this part of the time that a payment takes, whatever it does then. A little more than 1: some live.
    Anywhen(f64),
    /// As soon as the journal has this state of a new attempt.
    Written(&'static str),
    /// The request has left, and the server does not have it.
    BeforeServer,
    /// The server has handled it, and the answer is not there.
    AfterServer,
}

impl Kill {
    /// Half of them between the first write and the answer.
    pub(crate) fn any(rng: &mut Rng, answered: &'static str) -> Self {
        match rng.u8(0..8) {
            0 | 1 => Self::Anywhen(rng.f64() * 1.1),
            2 | 3 => Self::Written("prepared"),
            4 => Self::Written("sent"),
            5 => Self::Written(answered),
            6 => Self::BeforeServer,
            _ => Self::AfterServer,
        }
    }

    /// What happens to the next request about a top-up, so that the app gets no further than this.
    pub(crate) fn fault(self) -> Option<Fault> {
        match self {
            Self::BeforeServer => Some(Fault::HoldBefore),
            Self::AfterServer => Some(Fault::HoldAfter),
            Self::Anywhen(_) | Self::Written(_) => None,
        }
    }

    /// Waits until the app is there. `known` attempts were in its journal when it started; `whole` is how long an
    /// undisturbed payment takes.
    pub(crate) async fn reached(self, folder: &Path, known: i64, proxy: &Proxy, whole: Duration) -> Result<()> {
        match self {
            Self::Anywhen(part) => tokio::time::sleep(whole.mul_f64(part)).await,
            Self::Written(state) => {
                let mut record = Record::appearing(folder).await?;
                while !record.has(state, known).await? {}
                record.close().await?;
            }
            Self::BeforeServer | Self::AfterServer => proxy.held().await,
        }
        Ok(())
    }
}
