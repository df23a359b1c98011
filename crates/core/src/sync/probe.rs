use futures::stream::{FuturesUnordered, StreamExt};

use super::engine::Engine;
use super::pace;

/// More than this at a time would only be a crowd: a probe ends by itself when its time is over.
const PROBES_AT_ONCE: usize = 4;

impl Engine {
    /// Waits until the server can be reached again, or until somebody wants to know. A network that swallows requests
    /// keeps each of them for long: the next probe does not wait for the one before.
    pub(super) async fn until_reachable(&mut self) {
        let client = self.client.clone();
        let mut probes = FuturesUnordered::new();
        for wait in pace::probes(self.is_visible()) {
            if probes.len() < PROBES_AT_ONCE {
                probes.push(client.health());
            }
            let pause = self.pause(wait);
            tokio::pin!(pause);
            loop {
                tokio::select! {
                    Some(answer) = probes.next() => {
                        if answer.is_ok() {
                            return;
                        }
                    }
                    is_called = &mut pause => {
                        if is_called {
                            return;
                        }
                        break;
                    }
                }
            }
        }
    }
}
