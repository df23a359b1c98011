//! Safe mode: the web view draws without the graphics card, for one start of the app.

/// Set for the start that it is wanted for, by the app itself or by a person.
pub(crate) const VARIABLE: &str = "OLLM_TEAMS_SAFE_MODE";

/// Whether this start of the app is one.
pub(crate) fn is_on() -> bool {
    is_wanted(std::env::var(VARIABLE).ok().as_deref())
}

fn is_wanted(value: Option<&str>) -> bool {
    !matches!(value, None | Some("" | "0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_variable_that_says_so_turns_it_on() {
        assert!(is_wanted(Some("1")) && is_wanted(Some("yes")));
        assert!(!is_wanted(None) && !is_wanted(Some("")) && !is_wanted(Some("0")));
    }
}
