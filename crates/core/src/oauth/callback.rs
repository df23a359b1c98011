//! What the browser brought back, judged.

use oauth2::{AuthorizationCode, CsrfToken};
use url::form_urlencoded;

use super::token_service::word;
use crate::{AppError, ErrorCode};

/// What was asked, to know its answer by.
pub(super) struct Asked<'a> {
    pub(super) state: &'a CsrfToken,
    pub(super) issuer: &'a str,
    /// Whether the authorization server said that it names itself in its answers.
    pub(super) iss_in_response: bool,
}

/// Why there is no code.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum CallbackFault {
    #[error("the browser came back with an answer to another question")]
    OtherState,
    #[error("the browser came back from another authorization server")]
    OtherIssuer,
    #[error("the authorization server did not let the user in: access_denied")]
    Denied,
    #[error("the authorization server refuses: {0}")]
    Refused(String),
    #[error("the browser came back without a code")]
    NoCode,
}

impl From<CallbackFault> for AppError {
    fn from(fault: CallbackFault) -> Self {
        let code = if fault == CallbackFault::Denied { ErrorCode::SignInDenied } else { ErrorCode::SignInFailed };
        Self::new(code, fault.to_string())
    }
}

/// The code in the query of a callback (RFC 6749, section 4.1.2), if it answers what was asked. Nothing of an answer is
/// believed before its `state` and its `iss` are the right ones.
pub(super) fn code(query: &str, asked: &Asked<'_>) -> Result<AuthorizationCode, CallbackFault> {
    let answer = Answer::parse(query).ok_or(CallbackFault::OtherState)?;
    // Compared by digest, in a time that tells nothing.
    if answer.state.is_none_or(|state| CsrfToken::new(state) != *asked.state) {
        return Err(CallbackFault::OtherState);
    }
    // RFC 9207, section 2.4.
    match answer.iss {
        Some(iss) if iss == asked.issuer => {}
        None if !asked.iss_in_response => {}
        _ => return Err(CallbackFault::OtherIssuer),
    }
    match (answer.error.as_deref(), answer.code) {
        (Some("access_denied"), _) => Err(CallbackFault::Denied),
        (Some(error), _) => Err(CallbackFault::Refused(word(error))),
        (None, Some(code)) if !code.is_empty() => Ok(AuthorizationCode::new(code)),
        (None, _) => Err(CallbackFault::NoCode),
    }
}

#[derive(Default)]
struct Answer {
    state: Option<String>,
    iss: Option<String>,
    error: Option<String>,
    code: Option<String>,
}

impl Answer {
    /// `None` where a parameter is there twice: nobody knows which one another program would read.
    fn parse(query: &str) -> Option<Self> {
        let mut answer = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let parameter = match &*name {
                "state" => &mut answer.state,
                "iss" => &mut answer.iss,
                "error" => &mut answer.error,
                "code" => &mut answer.code,
                _ => continue,
            };
            if parameter.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ISSUER: &str = "https://login.example.com";

    fn judge(query: &str, iss_in_response: bool) -> Result<String, CallbackFault> {
        let state = CsrfToken::new("a+state".to_owned());
        let asked = Asked { state: &state, issuer: ISSUER, iss_in_response };
        code(query, &asked).map(AuthorizationCode::into_secret)
    }

    #[test]
    fn the_answer_to_what_was_asked_brings_a_code() {
        let iss = "https%3A%2F%2Flogin.example.com";
        assert_eq!(judge(&format!("code=c%2B1&state=a%2Bstate&iss={iss}"), true).unwrap(), "c+1");
        assert_eq!(judge("state=a%2Bstate&code=c", false).unwrap(), "c", "no issuer where none was promised");
    }

    #[test]
    fn any_other_answer_is_refused_for_what_is_wrong_with_it() {
        use CallbackFault::{Denied, NoCode, OtherIssuer, OtherState, Refused};
        for (query, iss_in_response, fault) in [
            ("", false, OtherState),
            ("code=c", false, OtherState),
            ("code=c&state=", false, OtherState),
            ("code=c&state=a+state", false, OtherState),
            ("code=c&state=a%2Bstate&state=a%2Bstate", false, OtherState),
            ("code=c&code=d&state=a%2Bstate", false, OtherState),
            ("error=access_denied&state=wrong", false, OtherState),
            ("code=c&state=a%2Bstate", true, OtherIssuer),
            ("code=c&state=a%2Bstate&iss=https://login.example.com/", true, OtherIssuer),
            ("code=c&state=a%2Bstate&iss=https://evil.example.com", false, OtherIssuer),
            ("error=access_denied&state=a%2Bstate&iss=https://evil.example.com", false, OtherIssuer),
            ("error=access_denied&state=a%2Bstate", false, Denied),
            ("error=access_denied&code=c&state=a%2Bstate", false, Denied),
            ("error=login_required&error_description=secret&state=a%2Bstate", false, Refused("login_required".into())),
            ("error=%3Cscript%3E&state=a%2Bstate", false, Refused("unknown".into())),
            ("state=a%2Bstate", false, NoCode),
            ("code=&state=a%2Bstate", false, NoCode),
        ] {
            assert_eq!(judge(query, iss_in_response), Err(fault), "{query}");
        }
    }

    proptest! {
        #[test]
        fn nothing_breaks_it_and_nothing_else_gets_through(query in ".*") {
            prop_assert!(judge(&query, true).is_err());
        }

        #[test]
        fn only_the_right_state_and_issuer_get_through(
            state in "(a\\+state|[a-z+]{0,8})", iss in "(https://login\\.example\\.com|https://[a-z.]{0,8})", code in "[!-~]{1,20}",
        ) {
            let mut query = form_urlencoded::Serializer::new(String::new());
            let query = query.append_pair("iss", &iss).append_pair("state", &state).append_pair("code", &code).finish();
            let expected = state == "a+state" && iss == ISSUER;
            prop_assert_eq!(judge(&query, true).ok(), expected.then_some(code));
        }
    }
}
