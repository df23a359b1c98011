//! Where the window goes: where it was, as far as that is on a screen.
//!
//! A position is in the pixels of all screens together, as the systems say it; a size is in those of a screen with the
//! scale 1, so that a window stays as large on a screen with another scale.

use serde::{Deserialize, Serialize};

/// How much of the head of a window must be on a screen to be taken hold of: its width, and its height.
const HANDLE: (f64, f64) = (120.0, 24.0);

/// Where a window was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Then the rest is where it goes when it is not any more.
    pub(super) is_maximized: bool,
}

/// What of a screen is for windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Screen {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) scale: f64,
}

/// Where a window goes, in the pixels of its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Where the window goes that was at `last`; `smallest` is its smallest size. The first screen is the main one. `None`
/// where there is no screen to speak of: then the system knows best.
pub(super) fn place(last: Place, screens: &[Screen], smallest: (u32, u32)) -> Option<Frame> {
    let screens = screens.iter().filter(|screen| screen.width > 0 && screen.height > 0 && screen.scale > 0.0);
    let mut screens = screens.peekable();
    let main = **screens.peek()?;
    let kept =
        screens.map(|screen| frame(last, *screen, smallest)).find(|(frame, screen)| can_be_held(*frame, *screen));
    Some(kept.map_or_else(|| centred(frame(last, main, smallest).0, main), |(frame, _)| frame))
}

/// The window on this screen, no larger than the screen.
fn frame(last: Place, screen: Screen, smallest: (u32, u32)) -> (Frame, Screen) {
    let side = |length: u32, smallest: u32, most: u32| {
        let smallest = scaled(f64::from(smallest), screen.scale);
        scaled(f64::from(length), screen.scale).min(i64::from(most)).max(smallest).try_into().unwrap_or(most)
    };
    let (width, height) = (side(last.width, smallest.0, screen.width), side(last.height, smallest.1, screen.height));
    (Frame { x: last.x, y: last.y, width, height }, screen)
}

/// Whether enough of the window's head is on the screen to move the window with.
fn can_be_held(frame: Frame, screen: Screen) -> bool {
    let (width, height) = (scaled(HANDLE.0, screen.scale), scaled(HANDLE.1, screen.scale));
    let (left, top) = (i64::from(frame.x), i64::from(frame.y));
    let (screen_left, screen_top) = (i64::from(screen.x), i64::from(screen.y));
    let shared = (left + i64::from(frame.width)).min(screen_left + i64::from(screen.width)) - left.max(screen_left);
    shared >= width && top >= screen_top && top + height <= screen_top + i64::from(screen.height)
}

fn centred(frame: Frame, screen: Screen) -> Frame {
    let middle = |start: i32, room: u32, length: u32| {
        let gap = (i64::from(room) - i64::from(length)).max(0) / 2;
        i32::try_from(i64::from(start) + gap).unwrap_or(start)
    };
    let (x, y) = (middle(screen.x, screen.width, frame.width), middle(screen.y, screen.height, frame.height));
    Frame { x, y, ..frame }
}

fn scaled(length: f64, scale: f64) -> i64 {
    (length * scale).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SMALLEST: (u32, u32) = (760, 520);
    const LAPTOP: Screen = Screen { x: 0, y: 32, width: 1440, height: 868, scale: 1.0 };
    const BESIDE: Screen = Screen { x: 1440, y: 0, width: 3840, height: 2160, scale: 2.0 };

    fn at(x: i32, y: i32, width: u32, height: u32) -> Place {
        Place { x, y, width, height, is_maximized: false }
    }

    #[test]
    fn a_window_comes_back_where_it_was() {
        let frame = place(at(100, 80, 1000, 700), &[LAPTOP, BESIDE], SMALLEST);
        assert_eq!(frame, Some(Frame { x: 100, y: 80, width: 1000, height: 700 }));
        // Half of it may be elsewhere, as somebody left it.
        let frame = place(at(-600, 80, 1000, 700), &[LAPTOP], SMALLEST);
        assert_eq!(frame, Some(Frame { x: -600, y: 80, width: 1000, height: 700 }));
    }

    #[test]
    fn it_is_as_large_on_a_screen_of_another_scale() {
        let frame = place(at(2000, 200, 1000, 700), &[LAPTOP, BESIDE], SMALLEST);
        assert_eq!(frame, Some(Frame { x: 2000, y: 200, width: 2000, height: 1400 }));
    }

    #[test]
    fn without_its_screen_it_is_in_the_middle_of_the_main_one() {
        let frame = place(at(2000, 200, 1000, 700), &[LAPTOP], SMALLEST);
        assert_eq!(frame, Some(Frame { x: 220, y: 116, width: 1000, height: 700 }));
        // Its head is above, below or beside the screen, by a little.
        for (x, y) in [(100, 31), (100, 880), (-890, 80), (1330, 80)] {
            assert_eq!(place(at(x, y, 1000, 700), &[LAPTOP], SMALLEST), frame, "{x}, {y}");
        }
    }

    #[test]
    fn it_is_no_larger_than_the_screen_and_no_smaller_than_it_may_be() {
        let frame = place(at(0, 32, 3000, 2000), &[LAPTOP], SMALLEST);
        assert_eq!(frame, Some(Frame { x: 0, y: 32, width: 1440, height: 868 }));
        let frame = place(at(0, 32, 10, 10), &[LAPTOP], SMALLEST);
        assert_eq!(frame, Some(Frame { x: 0, y: 32, width: 760, height: 520 }));
    }

    #[test]
    fn where_there_is_no_screen_the_system_knows_best() {
        assert_eq!(place(at(0, 0, 1000, 700), &[], SMALLEST), None);
        let none = Screen { width: 0, ..LAPTOP };
        assert_eq!(place(at(0, 0, 1000, 700), &[none], SMALLEST), None);
    }

    fn screen() -> impl Strategy<Value = Screen> {
        let scale = prop_oneof![Just(1.0), Just(1.25), Just(1.5), Just(2.0), Just(3.0)];
        (-8000i32..8000, -8000i32..8000, 800u32..8000, 600u32..5000, scale)
            .prop_map(|(x, y, width, height, scale)| Screen { x, y, width, height, scale })
    }

    proptest! {
        #[test]
        fn wherever_it_was_it_can_be_held(
            (x, y) in (-9000i32..9000, -9000i32..9000),
            (width, height) in (0u32..9000, 0u32..9000),
            screens in prop::collection::vec(screen(), 1..4),
        ) {
            let frame = place(at(x, y, width, height), &screens, SMALLEST).unwrap();
            prop_assert!(screens.iter().any(|screen| can_be_held(frame, *screen)), "{frame:?}");
        }

        #[test]
        fn no_number_is_too_large(x: i32, y: i32, width: u32, height: u32, screen in screen()) {
            prop_assert!(place(at(x, y, width, height), &[screen], SMALLEST).is_some());
        }
    }
}
