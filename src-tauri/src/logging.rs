//! What the app says of itself while it runs: to standard error, and to files that the diagnostics take along.
//!
//! A line never holds a token, an e-mail address, or what somebody typed.

mod rotating_file;

use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::writer::{MutexGuardWriter, OptionalWriter};
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use self::rotating_file::RotatingFile;
use crate::adapters::data_dir;

/// What is logged to standard error, in the words of `tracing`: `OLLM_TEAMS_LOG=debug`.
const VARIABLE: &str = "OLLM_TEAMS_LOG";
/// Where the logs are.
pub(crate) fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("logs")
}

/// The files. Until they are opened, and where they can not be, what is written goes to standard error alone.
#[derive(Clone, Default)]
pub(crate) struct LogFile(Arc<OnceLock<Mutex<RotatingFile>>>);

/// Logs from here on, panics included.
pub(crate) fn start() -> LogFile {
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new("warn"));
    let file = LogFile::default();
    subscriber(file.clone(), filter, std::io::stderr).init();
    log_panics();
    file
}

/// The file has `info` and up whatever the variable says: finer lines of the libraries may quote what they carry.
fn subscriber<W>(file: LogFile, filter: EnvFilter, terminal: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let file = fmt::layer().with_ansi(false).with_writer(file).with_filter(LevelFilter::INFO);
    let terminal = fmt::layer().with_writer(terminal).with_filter(filter);
    // In this order: a span's fields are formatted once, by the first, and colours have no place in a file.
    tracing_subscriber::registry().with(file).with(terminal)
}

impl LogFile {
    /// Opens the files in the data directory. Where that fails the app goes on without them.
    pub(crate) fn open(&self, data_dir: &Path) {
        let folder = folder(data_dir);
        match data_dir::make_private(&folder).and_then(|()| RotatingFile::open(&folder)) {
            // Opened a second time, it stays what it is.
            Ok(file) => drop(self.0.set(Mutex::new(file))),
            Err(error) => tracing::warn!(%error, "there is no log file"),
        }
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = OptionalWriter<MutexGuardWriter<'a, RotatingFile>>;

    fn make_writer(&'a self) -> Self::Writer {
        self.0.get().map(MakeWriter::make_writer).into()
    }
}

/// Panics stop what they happen in and nothing else, so they would go unseen.
fn log_panics() {
    let standard = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        log_panic(panic);
        // With its message and backtrace: for who builds the app.
        if cfg!(debug_assertions) {
            standard(panic);
        }
    }));
}

/// A literal message is the program's own words. One that was put together may quote data, and is left out.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    let reason = panic.payload().downcast_ref::<&'static str>().copied();
    tracing::error!(location, reason, "panicked");
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use super::*;

    /// Logs in `work` as the app does, with everything wanted on the terminal, and gives what is in the file after.
    fn logged(work: impl FnOnce()) -> String {
        let data_dir = tempfile::tempdir().unwrap();
        let file = LogFile::default();
        file.open(data_dir.path());
        tracing::subscriber::with_default(subscriber(file, EnvFilter::new("trace"), io::sink), work);
        fs::read_to_string(data_dir.path().join("logs/ollm-teams.log")).unwrap()
    }

    #[test]
    fn the_file_has_infos_and_up_as_plain_text() {
        let text = logged(|| {
            let span = tracing::info_span!("request", route = "/v1/teams");
            span.in_scope(|| tracing::info!(status = 200, "answered"));
            tracing::debug!("a detail");
        });
        assert!(text.ends_with(": answered status=200\n"), "{text}");
        assert!(text.contains(r#"request{route="/v1/teams"}"#), "{text}");
        assert!(!text.contains("a detail"), "{text}");
        assert!(!text.contains('\x1b'), "{text:?}");
    }

    #[test]
    fn without_a_folder_to_write_to_the_app_goes_on() {
        let blocked = tempfile::NamedTempFile::new().unwrap();
        let file = LogFile::default();
        tracing::subscriber::with_default(subscriber(file.clone(), EnvFilter::new("trace"), io::sink), || {
            tracing::info!("before");
            file.open(blocked.path());
            tracing::info!("after");
        });
        assert!(file.0.get().is_none());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn with_a_full_disk_the_app_goes_on() {
        let data_dir = tempfile::tempdir().unwrap();
        fs::create_dir(data_dir.path().join("logs")).unwrap();
        // Every write to it fails with 'no space left on device'.
        std::os::unix::fs::symlink("/dev/full", data_dir.path().join("logs/ollm-teams.log")).unwrap();
        let file = LogFile::default();
        file.open(data_dir.path());
        assert!(file.0.get().is_some());
        tracing::subscriber::with_default(subscriber(file, EnvFilter::new("trace"), io::sink), || {
            tracing::info!("lost");
        });
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let data_dir = tempfile::tempdir().unwrap();
        LogFile::default().open(data_dir.path());
        let mode = fs::metadata(folder(data_dir.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    #[test]
    fn a_panic_is_logged_with_its_place_and_without_data() {
        let text = logged(|| {
            log_panics();
            let literal = panic::catch_unwind(|| panic!("the list is empty"));
            let address = "person@example.com";
            let with_data = panic::catch_unwind(|| panic!("no such member: {address}"));
            drop(panic::take_hook());
            assert!(literal.is_err() && with_data.is_err());
        });
        assert_eq!(text.matches("panicked location=").count(), 2, "{text}");
        assert!(text.contains(r#"logging.rs:"#) && text.contains(r#"reason="the list is empty""#), "{text}");
        assert!(!text.contains("person"), "{text}");
    }
}
