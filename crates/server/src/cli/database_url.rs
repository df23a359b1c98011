use std::path::PathBuf;

/// Reads `sqlite://FILE`: `sqlite://teams.db` is a file beside you, `sqlite:///var/lib/teams.db` one from the root.
pub(super) fn parse(text: &str) -> Result<PathBuf, String> {
    match text.strip_prefix("sqlite://") {
        Some(file) if !file.is_empty() => Ok(PathBuf::from(file)),
        _ => Err("a database is written as sqlite://FILE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(parse("sqlite://teams.db"), Ok("teams.db".into()));
        assert_eq!(parse("sqlite:///var/lib/teams.db"), Ok("/var/lib/teams.db".into()));
        for text in ["", "sqlite://", "teams.db", "postgres://host/teams"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
