//! Two windows of the app share one copy.

use crate::place::{Place, reader, until_live};
use crate::support::{list, teams};

#[tokio::test]
async fn two_windows_keep_one_copy_and_lose_nothing() {
    let place = Place::new().await;
    let first = place.signed_in().await;
    let second = place.machine.start();
    let windows = [reader(&first).await, reader(&second).await];
    for window in &windows {
        until_live(window).await;
    }
    for number in 0..20 {
        place.team(&format!("Team {number}")).await;
        tokio::join!(windows[0].sync_now(), windows[1].sync_now());
    }
    for window in &windows {
        window.sync_now().await;
        assert_eq!(teams(window).await.len(), 20);
        let state = window.sync_state(0).await;
        assert_eq!((state.copy_notice, state.lost_teams.len()), (None, 0));
    }
    assert_eq!(list(&windows[0]).await.data, list(&windows[1]).await.data);
}
