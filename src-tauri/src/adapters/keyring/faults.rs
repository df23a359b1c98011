//! What the errors of the three systems make of the keyring.

use ollm_teams_core::ports::CredentialFault;

/// By the name of a D-Bus error.
#[cfg(any(not(any(target_os = "macos", windows)), test))]
pub(super) fn of_bus(name: &str) -> CredentialFault {
    if let Some(name) = name.strip_prefix("org.freedesktop.Secret.Error.") {
        return if name == "IsLocked" { CredentialFault::Locked } else { CredentialFault::Failed };
    }
    let Some(name) = name.strip_prefix("org.freedesktop.DBus.Error.") else { return CredentialFault::Failed };
    match name {
        // Nobody answers to the name, or who did has just ended.
        "ServiceUnknown" | "NameHasNoOwner" | "NoReply" | "Disconnected" | "NoServer" | "NoNetwork" => {
            CredentialFault::Absent
        }
        // Somebody is there who does not keep secrets.
        "UnknownObject" | "UnknownInterface" | "UnknownMethod" | "UnknownProperty" => CredentialFault::Absent,
        // The bus would start the service, and it does not start.
        "TimedOut" => CredentialFault::Absent,
        name if name.starts_with("Spawn.") => CredentialFault::Absent,
        // A sandbox, most likely: Flatpak, Snap.
        "AccessDenied" | "AuthFailed" | "InteractiveAuthorizationRequired" => CredentialFault::Denied,
        "LimitsExceeded" | "NoMemory" => CredentialFault::Full,
        _ => CredentialFault::Failed,
    }
}

/// By the code of a Keychain error (`SecBase.h`).
#[cfg(any(target_os = "macos", test))]
pub(super) fn of_keychain(code: i32) -> CredentialFault {
    match code {
        -25308 // errSecInteractionNotAllowed
        | -25315 // errSecInteractionRequired
        => CredentialFault::Locked,
        -25291 // errSecNotAvailable
        | -25294 // errSecNoSuchKeychain
        | -25295 // errSecInvalidKeychain
        | -25307 // errSecNoDefaultKeychain
        => CredentialFault::Absent,
        -128 // errSecUserCanceled
        | -61 // errSecWrPerm
        | -25243 // errSecNoAccessForItem
        | -25244 // errSecInvalidOwnerEdit
        | -25292 // errSecReadOnly
        | -25293 // errSecAuthFailed
        | -34018 // errSecMissingEntitlement
        => CredentialFault::Denied,
        -34 // errSecDskFull
        | -25302 // errSecDataTooLarge
        => CredentialFault::Full,
        _ => CredentialFault::Failed,
    }
}

/// By the text of a Credential Manager error, 'Windows error code 5' (`winerror.h`).
#[cfg(any(windows, test))]
pub(super) fn of_credential_manager(text: &str) -> CredentialFault {
    let code = match text.rsplit(' ').next() {
        Some("ERROR_NO_SUCH_LOGON_SESSION") => 1312,
        word => word.and_then(|word| word.parse().ok()).unwrap_or(0_u32),
    };
    match code {
        1058 // ERROR_SERVICE_DISABLED
        | 1062 // ERROR_SERVICE_NOT_ACTIVE
        // A logon over the network keeps no credentials.
        | 1312 // ERROR_NO_SUCH_LOGON_SESSION
        | 1722 // RPC_S_SERVER_UNAVAILABLE
        => CredentialFault::Absent,
        5 // ERROR_ACCESS_DENIED
        | 1314 // ERROR_PRIVILEGE_NOT_HELD
        // Storing credentials is turned off by policy.
        | 1260 // ERROR_ACCESS_DISABLED_BY_POLICY
        => CredentialFault::Denied,
        8 // ERROR_NOT_ENOUGH_MEMORY
        | 39 // ERROR_HANDLE_DISK_FULL
        | 112 // ERROR_DISK_FULL
        | 1450 // ERROR_NO_SYSTEM_RESOURCES
        // What an entry that is too long for the remote call ends with.
        | 1783 // RPC_X_BAD_STUB_DATA
        => CredentialFault::Full,
        _ => CredentialFault::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_s_errors_say_what_is_wrong_with_the_keyring() {
        for (name, fault) in [
            ("org.freedesktop.DBus.Error.ServiceUnknown", CredentialFault::Absent),
            ("org.freedesktop.DBus.Error.NoReply", CredentialFault::Absent),
            ("org.freedesktop.DBus.Error.Spawn.ChildExited", CredentialFault::Absent),
            ("org.freedesktop.DBus.Error.AccessDenied", CredentialFault::Denied),
            ("org.freedesktop.DBus.Error.LimitsExceeded", CredentialFault::Full),
            ("org.freedesktop.DBus.Error.Failed", CredentialFault::Failed),
            ("org.freedesktop.Secret.Error.IsLocked", CredentialFault::Locked),
            ("org.freedesktop.Secret.Error.NoSession", CredentialFault::Failed),
            ("com.example.Error.IsLocked", CredentialFault::Failed),
        ] {
            assert_eq!(of_bus(name), fault, "{name}");
        }
        for (code, fault) in [
            (-25308, CredentialFault::Locked),
            (-25307, CredentialFault::Absent),
            (-25293, CredentialFault::Denied),
            (-128, CredentialFault::Denied),
            (-34, CredentialFault::Full),
            (-50, CredentialFault::Failed),
        ] {
            assert_eq!(of_keychain(code), fault, "{code}");
        }
        for (text, fault) in [
            ("Windows ERROR_NO_SUCH_LOGON_SESSION", CredentialFault::Absent),
            ("Windows error code 1058", CredentialFault::Absent),
            ("Windows error code 5", CredentialFault::Denied),
            ("Windows error code 1783", CredentialFault::Full),
            ("Windows ERROR_BAD_USERNAME", CredentialFault::Failed),
        ] {
            assert_eq!(of_credential_manager(text), fault, "{text}");
        }
    }
}
