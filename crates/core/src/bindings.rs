//! The TypeScript of every type that crosses into the view, generated from the Rust one. The test fails when the
//! committed files differ; `UPDATE_BINDINGS=1 cargo test -p ollm-teams-core bindings` rewrites them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ts_rs::{Config, TS};

use crate::{
    About, ActivityEntry, Check, CheckedAmount, CredentialStateView, DesktopView, DiagnosticsBundle, ExportFormat,
    InviteOutcome, LedgerFilter, ListRequest, NumberFormat, OpenedLink, Preferences, Receipt, SessionView, Snapshot,
    SyncView, TeamList, TeamPeople, TeamView, TopUpAttempt, TopUps, TransactionPage, Trend, UpdatesView, Usage,
};

fn generate(folder: &Path) {
    let config = Config::new().with_out_dir(folder);
    About::export_all(&config).unwrap();
    ActivityEntry::export_all(&config).unwrap();
    Check::export_all(&config).unwrap();
    CheckedAmount::export_all(&config).unwrap();
    CredentialStateView::export_all(&config).unwrap();
    DesktopView::export_all(&config).unwrap();
    DiagnosticsBundle::export_all(&config).unwrap();
    ExportFormat::export_all(&config).unwrap();
    InviteOutcome::export_all(&config).unwrap();
    LedgerFilter::export_all(&config).unwrap();
    ListRequest::export_all(&config).unwrap();
    NumberFormat::export_all(&config).unwrap();
    OpenedLink::export_all(&config).unwrap();
    Preferences::export_all(&config).unwrap();
    Receipt::export_all(&config).unwrap();
    SessionView::export_all(&config).unwrap();
    Snapshot::<TeamList>::export_all(&config).unwrap();
    SyncView::export_all(&config).unwrap();
    TeamPeople::export_all(&config).unwrap();
    TeamView::export_all(&config).unwrap();
    TopUpAttempt::export_all(&config).unwrap();
    TopUps::export_all(&config).unwrap();
    TransactionPage::export_all(&config).unwrap();
    Trend::export_all(&config).unwrap();
    UpdatesView::export_all(&config).unwrap();
    Usage::export_all(&config).unwrap();
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    entries.map(|entry| entry.unwrap().path()).map(|path| (path.file_name().unwrap().into(), read(&path))).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

#[test]
fn the_committed_bindings_are_current() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        let _ = std::fs::remove_dir_all(&committed);
        generate(&committed);
    }
    let fresh = tempfile::tempdir().unwrap();
    generate(fresh.path());
    assert_eq!(
        files(&committed),
        files(fresh.path()),
        "ui/src/bindings is out of date: UPDATE_BINDINGS=1 cargo test -p ollm-teams-core bindings"
    );
}
