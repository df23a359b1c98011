use ollm_teams_core::ports::UpdateError;
use tauri_plugin_updater::Error;

/// What an error means that came while the server was asked, or while what it has was downloaded and checked.
pub(super) fn of_check(error: Error) -> UpdateError {
    let message = error.to_string();
    match error {
        Error::Minisign(_)
        | Error::Base64(_)
        | Error::SignatureUtf8(_)
        | Error::SignedVersionMismatch { .. }
        | Error::MissingSignedVersion => UpdateError::Refused(message),
        Error::Reqwest(error) if error.is_decode() => UpdateError::Unreadable(message),
        Error::Reqwest(_) | Error::Network(_) | Error::ReleaseNotFound => UpdateError::Unreachable(message),
        _ => UpdateError::Unreadable(message),
    }
}

/// What an error means that came while a version that is the publisher's was put in the place of this one. It was
/// checked once more before.
pub(super) fn of_install(error: Error) -> UpdateError {
    match of_check(error) {
        UpdateError::Unreadable(message) | UpdateError::Unreachable(message) => UpdateError::NotInstalled(message),
        refused => refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_signed_for_this_version_is_refused() {
        let mismatch = || Error::SignedVersionMismatch { signed: "0.1.0".to_owned(), announced: "9.0.0".to_owned() };
        for error in [mismatch(), Error::MissingSignedVersion, Error::SignatureUtf8("x".to_owned())] {
            assert!(matches!(of_check(error), UpdateError::Refused(_)));
        }
        assert!(matches!(of_install(mismatch()), UpdateError::Refused(_)));
    }

    #[test]
    fn what_can_not_be_fetched_read_or_written_is_told_apart() {
        assert!(matches!(of_check(Error::Network("503".to_owned())), UpdateError::Unreachable(_)));
        assert!(matches!(of_check(Error::ReleaseNotFound), UpdateError::Unreachable(_)));
        assert!(matches!(of_check(Error::TargetNotFound("linux-x86_64".to_owned())), UpdateError::Unreadable(_)));
        let full = || Error::Io(std::io::ErrorKind::StorageFull.into());
        assert!(matches!(of_install(full()), UpdateError::NotInstalled(_)));
        assert!(matches!(of_install(Error::InvalidUpdaterFormat), UpdateError::NotInstalled(_)));
    }
}
