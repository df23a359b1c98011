//! A D-Bus session with a gnome-keyring of its own, which a test can lock, end and start again.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use secret_service::{EncryptionType, SecretService};
use tempfile::TempDir;
use zbus::names::BusName;

use crate::wait::until;

/// Guards a keyring that lives and dies with a test, so it need not be secret.
const PASSWORD: &[u8] = b"throwaway";
/// A bus that starts no service by itself: what the test has ended stays away.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

pub(crate) struct KeyringSession {
    folder: TempDir,
    bus: Child,
    address: String,
    daemon: Option<Child>,
}

impl KeyringSession {
    /// Starts the bus alone: a session without a keyring.
    pub(crate) fn start() -> Self {
        // A socket lies in it, whose path must be short.
        let folder = tempfile::tempdir().expect("a folder");
        let config = folder.path().join("bus.conf");
        std::fs::write(&config, BUS).expect("the bus's configuration");
        let mut bus = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon starts");
        let mut address = String::new();
        let output = bus.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut address).expect("the bus's address");
        Self { folder, bus, address: address.trim().to_owned(), daemon: None }
    }

    /// The same with a keyring that is unlocked.
    pub(crate) async fn unlocked() -> Self {
        let mut session = Self::start();
        session.start_daemon(&["--unlock"]).await;
        session
    }

    /// Starts the daemon as at a login without a password: the keyring stays locked.
    pub(crate) async fn start_locked(&mut self) {
        self.start_daemon(&[]).await;
    }

    async fn start_daemon(&mut self, arguments: &[&str]) {
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets"])
            .args(arguments)
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env_remove("GNOME_KEYRING_CONTROL")
            // It must find no program that asks for a password on the tests' screen.
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon starts");
        // The end of the input ends the password.
        daemon.stdin.take().expect("its input").write_all(PASSWORD).expect("it reads the password");
        self.daemon = Some(daemon);
        let bus = zbus::fdo::DBusProxy::new(&self.connect().await).await.expect("the bus answers");
        let name = BusName::try_from("org.freedesktop.secrets").expect("a name");
        until("the keyring is on the bus", Duration::from_secs(20), async || {
            bus.name_has_owner(name.clone()).await.expect("the bus answers").then_some(())
        })
        .await;
    }

    /// Ends the daemon as a crash does.
    pub(crate) fn kill(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }

    /// Unlocks the keyring as a login does, over the daemon's control socket.
    pub(crate) fn unlock(&self) {
        const UNLOCK: u32 = 1;
        let mut message = vec![0];
        let length = |bytes: usize| u32::try_from(bytes).expect("a short message").to_be_bytes();
        message.extend(length(12 + PASSWORD.len()));
        message.extend(UNLOCK.to_be_bytes());
        message.extend(length(PASSWORD.len()));
        message.extend(PASSWORD);
        let mut socket = UnixStream::connect(self.folder.path().join("keyring/control")).expect("the control socket");
        socket.write_all(&message).expect("the daemon listens");
        let mut answer = [0; 8];
        socket.read_exact(&mut answer).expect("the daemon answers");
        assert_eq!(answer, [0, 0, 0, 8, 0, 0, 0, 0], "the keyring is unlocked");
    }

    /// What an app is started with to be in this session.
    pub(crate) fn environment(&self) -> [(&'static str, &OsStr); 1] {
        [("DBUS_SESSION_BUS_ADDRESS", self.address.as_ref())]
    }

    /// The app's entries, by name, as another program finds them.
    pub(crate) async fn entries(&self) -> Vec<String> {
        let connection = self.connect().await;
        let service = SecretService::connect_with_existing(EncryptionType::Dh, connection).await.expect("a keyring");
        let collection = service.get_default_collection().await.expect("a default collection");
        let attributes = std::collections::HashMap::from([("service", "OLLM Teams")]);
        let mut names = Vec::new();
        for item in collection.search_items(attributes).await.expect("a search") {
            names.push(item.get_attributes().await.expect("attributes")["username"].clone());
        }
        names.sort();
        names
    }

    /// Where the keyring keeps its files.
    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Another program's connection to the bus.
    pub(crate) async fn connect(&self) -> zbus::Connection {
        let bus = zbus::connection::Builder::address(&*self.address).expect("an address");
        bus.build().await.expect("a connection to the bus")
    }
}

impl Drop for KeyringSession {
    fn drop(&mut self) {
        self.kill();
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}
