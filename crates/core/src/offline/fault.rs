//! What goes wrong with a database, by what to do about it.

use sqlx::migrate::MigrateError;

/// Why something was not read or written.
#[derive(Debug)]
pub(super) enum Fault {
    /// The file does not hold what it should: it is set aside.
    Damaged(String),
    /// A newer version of the app wrote the file: it is set aside.
    Newer(String),
    /// The disk takes nothing: the copy goes on in memory.
    NotKept(String),
    /// The file is not open any more, or not the one that it was: it is opened again.
    Closed,
    /// It may work another time.
    Failed(String),
}

impl Fault {
    /// A record that is not what was written.
    pub(super) fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        match error {
            sqlx::Error::Database(error) => {
                let code = error.code().and_then(|code| code.parse().ok());
                code.map_or(Self::Failed(text.clone()), |code| of_code(code, text))
            }
            sqlx::Error::PoolClosed => Self::Closed,
            // Nobody ends sqlx's thread while something is asked of it: some damage does, instead of being told.
            sqlx::Error::WorkerCrashed => Self::damaged("the file can not be read"),
            sqlx::Error::PoolTimedOut => Self::Failed(text),
            sqlx::Error::Io(_) => Self::NotKept(text),
            sqlx::Error::Migrate(error) => Self::from(*error),
            _ => Self::Damaged(text),
        }
    }
}

impl From<MigrateError> for Fault {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Self::from(error),
            error @ (MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_)) => {
                Self::Newer(error.to_string())
            }
            error => Self::Damaged(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::damaged(error)
    }
}

/// By SQLite's result codes (sqlite.org/rescode.html). A plain error (1) is damage: the statements are right, so the
/// schema that they meet is not.
fn of_code(code: i32, text: String) -> Fault {
    const READONLY_DBMOVED: i32 = 1032;
    const IOERR_CORRUPTFS: i32 = 8458;
    match (code, code & 0xff) {
        (READONLY_DBMOVED, _) => Fault::Closed,
        (IOERR_CORRUPTFS, _) => Fault::Damaged(text),
        // PERM, READONLY, IOERR, FULL, CANTOPEN, NOLFS, AUTH
        (_, 3 | 8 | 10 | 13 | 14 | 22 | 23) => Fault::NotKept(text),
        // BUSY, LOCKED, INTERRUPT, PROTOCOL
        (_, 5 | 6 | 9 | 15) => Fault::Failed(text),
        _ => Fault::Damaged(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_its_remedy() {
        let of = |code| of_code(code, String::new());
        for code in [1, 11, 267, 19, 20, 26, 8458] {
            assert!(matches!(of(code), Fault::Damaged(_)), "{code}");
        }
        for code in [8, 10, 522, 13, 14, 776] {
            assert!(matches!(of(code), Fault::NotKept(_)), "{code}");
        }
        for code in [5, 517, 6] {
            assert!(matches!(of(code), Fault::Failed(_)), "{code}");
        }
        assert!(matches!(of(1032), Fault::Closed));
    }

    #[test]
    fn a_thread_that_ended_is_damage_and_a_pool_that_was_closed_is_not() {
        assert!(matches!(Fault::from(sqlx::Error::WorkerCrashed), Fault::Damaged(_)));
        assert!(matches!(Fault::from(sqlx::Error::PoolClosed), Fault::Closed));
    }
}
