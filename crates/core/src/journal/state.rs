//! What an attempt is, and what an answer makes of it. Nothing here reads, writes or asks.

use super::Answer;
use crate::{TopUpFailure, TopUpState};

/// What is known of an attempt after an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// What it is now.
    pub(crate) state: TopUpState,
    /// Why it has no credits.
    pub(crate) failure: Option<TopUpFailure>,
    /// Nobody can find out more: the user may close it.
    pub(crate) may_dismiss: bool,
}

impl Told {
    fn is(state: TopUpState) -> Self {
        Self { state, failure: None, may_dismiss: false }
    }

    fn failed(why: TopUpFailure) -> Self {
        Self { failure: Some(why), ..Self::is(TopUpState::Failed) }
    }
}

/// What an attempt in `state` is after `answer`, which may be what it was; `None` where the answer says nothing. An end
/// stays an end, and nothing becomes one because of something that nobody said.
pub(crate) fn next(state: TopUpState, answer: &Answer) -> Option<Told> {
    use TopUpState::{Expired, Failed, Pending, Prepared, Sent, Succeeded, Unknown};
    Some(match (state, answer) {
        (Succeeded | Failed | Expired, _) => return None,
        // The row that says 'sent' is on the disk before the request: without it there was none.
        (Prepared, Answer::NeverLeft) => Told::failed(TopUpFailure::NeverSent),
        (Prepared, _) | (_, Answer::NeverLeft) => return None,
        (_, Answer::TopUp { standing, failure }) => {
            Told { failure: failure.as_deref().map(said), ..Told::is(*standing) }
        }
        // The first and only request was refused, or found nobody to take it.
        (Sent, Answer::Refused(why)) => Told::failed(said(why)),
        (Sent, Answer::NeverSent) => Told::failed(TopUpFailure::NeverSent),
        (Sent, _) => Told::is(Unknown),
        // That a later request was refused says nothing of the first one; it takes the list of top-ups to know.
        (Unknown, Answer::NotThere(why)) => Told::failed(why.as_deref().map_or(TopUpFailure::NeverArrived, said)),
        (Unknown | Pending, Answer::NobodyKnows) => Told { may_dismiss: true, ..Told::is(state) },
        (Unknown | Pending, _) => return None,
    })
}

fn said(words: &str) -> TopUpFailure {
    TopUpFailure::Said { words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use TopUpState::{Expired, Failed, Pending, Prepared, Sent, Succeeded, Unknown};

    fn states() -> impl Strategy<Value = TopUpState> {
        prop::sample::select(vec![Prepared, Sent, Pending, Succeeded, Failed, Expired, Unknown])
    }

    fn answers() -> impl Strategy<Value = Answer> {
        let why = || "why".to_owned();
        let told = prop::sample::select(vec![Pending, Succeeded, Failed, Expired]);
        prop_oneof![
            told.prop_map(|standing| Answer::TopUp { standing, failure: None }),
            Just(Answer::Refused(why())),
            Just(Answer::NeverSent),
            Just(Answer::NeverLeft),
            Just(Answer::NotThere(Some(why()))),
            Just(Answer::NotThere(None)),
            Just(Answer::NobodyKnows),
            Just(Answer::Unclear),
        ]
    }

    proptest! {
        #[test]
        fn an_end_is_the_end_and_only_a_server_makes_a_success(state in states(), answer in answers()) {
            let told = next(state, &answer);
            if state.is_end() {
                prop_assert_eq!(&told, &None);
            }
            if let Some(told) = told {
                prop_assert!(told.state != Prepared && told.state != Sent, "there is no way back");
                let of_server = matches!(&answer, Answer::TopUp { standing, .. } if *standing == told.state);
                prop_assert!(of_server || !matches!(told.state, Succeeded | Pending | Expired) || told.may_dismiss);
            }
        }

        #[test]
        fn what_may_have_arrived_never_fails_by_silence(state in states(), answer in answers()) {
            let is_silence = matches!(answer, Answer::Unclear | Answer::NobodyKnows);
            if is_silence && let Some(told) = next(state, &answer) {
                prop_assert!(!told.state.is_end());
            }
        }
    }

    #[test]
    fn a_refusal_counts_for_the_first_request_alone() {
        let refused = Answer::Refused("no".to_owned());
        assert_eq!(next(Sent, &refused), Some(Told::failed(said("no"))));
        assert_eq!(next(Unknown, &refused), None);
        assert_eq!(next(Unknown, &Answer::NeverSent), None, "the first one may have been");
        assert_eq!(next(Sent, &Answer::Unclear), Some(Told::is(Unknown)));
        assert_eq!(next(Sent, &Answer::NeverSent), Some(Told::failed(TopUpFailure::NeverSent)));
        assert_eq!(next(Unknown, &Answer::NotThere(None)), Some(Told::failed(TopUpFailure::NeverArrived)));
        let never_left = Answer::NeverLeft;
        assert_eq!(next(Prepared, &never_left), Some(Told::failed(TopUpFailure::NeverSent)));
        for state in [Sent, Unknown, Pending] {
            assert_eq!(next(state, &never_left), None, "it was read as prepared, and is sent by now");
        }
    }
}
