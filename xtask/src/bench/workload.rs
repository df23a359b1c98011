//! A server with generated data, the same each time.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::programs::Programs;
use crate::process;
use crate::program::Program;
use crate::session::Session;

/// Who is in all teams, and owns most of them. Their app is what is measured.
const PERSON: &str = "owner@example.com";
/// Of a team, on average, themselves included.
const MEMBERS: u32 = 20;
/// Of whom the members are, whatever the number of teams.
const PEOPLE: u32 = 25_000;
const SEED: u32 = 4;

/// A running server where one person is in so many teams.
pub(crate) struct Workload {
    pub(crate) teams: u32,
    pub(crate) url: String,
    /// That person's. Handed on over standard input alone: arguments are for all to see.
    pub(crate) token: String,
    _server: Program,
}

impl Workload {
    /// Generates the data in `folder` and serves it.
    pub(crate) fn start(session: &Session, programs: &Programs, folder: &Path, teams: u32) -> Result<Self> {
        let database = folder.join(format!("server-{teams}.db"));
        let server = |subcommand: &str| {
            let mut command = session.command(&programs.server);
            command.arg(subcommand).arg("--database").arg(format!("sqlite://{}", database.display()));
            command
        };
        process::say(&format!("generating {teams} teams of {MEMBERS}"));
        let numbers = [("--teams", teams), ("--members", MEMBERS), ("--people", PEOPLE), ("--seed", SEED)];
        let mut generate = server("generate");
        generate.args(numbers.iter().flat_map(|(name, number)| [(*name).to_owned(), number.to_string()]));
        // Standard output is the results'.
        session.run(generate.args(["--email", PERSON]).stdout(std::io::stderr()))?;
        let token = first_line(server("token").args(["--email", PERSON]))?;
        let (running, line) = Program::start_service(server("serve").env("RUST_LOG", "warn"))?;
        let url = line.strip_prefix("listening on ").context("the server does not say where it listens")?.to_owned();
        Ok(Self { teams, url, token, _server: running })
    }
}

/// What `command` prints. It is not said what is run, so that what comes of it stays between the two.
fn first_line(command: &mut Command) -> Result<String> {
    let output = command.output().context("cannot start the server")?;
    let text = String::from_utf8(output.stdout)?;
    text.lines().next().map(str::to_owned).context("the server gives no token")
}
