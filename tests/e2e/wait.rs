use std::time::{Duration, Instant};

/// How long the tests wait for the app. Generous: a slow machine is no failure.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// Asks until there is an answer, or fails naming what was waited for.
pub(crate) async fn until<T>(what: &str, patience: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(start.elapsed() < patience, "waited {patience:?} in vain until {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
