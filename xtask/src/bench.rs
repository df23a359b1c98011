//! `cargo xtask bench` (Linux): what a person waits for, in release builds, each figure beside what it is held against.
//! `docs/benchmarks.md` says how each is measured.

mod accounts;
mod api;
mod bundle;
mod curl;
mod document;
mod figure;
mod first_sync;
mod keystroke;
mod machine;
mod measure;
mod memory;
mod number;
mod poll;
mod programs;
mod read_list;
mod rounds;
mod scroll;
mod searches;
mod start;
mod statistics;
mod table;
mod webdriver;
mod window;
mod windows;
mod workload;

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use self::accounts::Account;
use self::figure::Figure;
use self::programs::Programs;
use self::rounds::Rounds;
use self::workload::Workload;
use crate::process::say;
use crate::session::Session;
use crate::setup::{self, Consent, Needs};
use crate::{tools, workspace};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    /// Measure these alone. Only a whole table is written to docs/benchmarks.md.
    #[arg(long = "figure", value_enum)]
    figures: Vec<Name>,
    /// How often each is measured; the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// One run, with fewer teams: whether it works, not how fast it is.
    #[arg(long)]
    quick: bool,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    Start,
    Memory,
    Keystroke,
    Scroll,
    FirstSync,
    Poll,
    ReadList,
    Bundle,
}

impl Arguments {
    fn wanted(&self) -> Vec<Name> {
        let is_wanted = |name: &&Name| self.figures.is_empty() || self.figures.contains(name);
        Name::value_variants().iter().filter(is_wanted).copied().collect()
    }
}

/// What the figures are measured with.
struct Bench {
    runs: u32,
    /// Growing numbers of teams.
    sizes: Vec<u32>,
    programs: Programs,
    session: Session,
    folder: tempfile::TempDir,
    workloads: BTreeMap<u32, Workload>,
    accounts: BTreeMap<u32, Account>,
}

pub(crate) fn bench(consent: Consent, arguments: &Arguments) -> Result<()> {
    setup::ensure(consent, Needs { session: true, driver: true, ..Needs::default() })?;
    tools::ensure(&tools::TAURI_DRIVER)?;
    let mut bench = Bench::start(arguments)?;
    let mut figures = Vec::new();
    for name in arguments.wanted() {
        figures.extend(bench.measure(name)?);
    }
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&figures)?);
    } else {
        println!("{}", table::table(&figures));
    }
    if arguments.figures.is_empty() && !arguments.quick {
        document::write(&figures, arguments.runs)?;
    }
    Ok(())
}

impl Bench {
    fn start(arguments: &Arguments) -> Result<Self> {
        let programs = programs::build()?;
        // On the disk of the checkout: a temporary folder may be in memory.
        let parent = workspace::artifacts("bench");
        std::fs::create_dir_all(&parent)?;
        let folder = tempfile::tempdir_in(parent)?;
        let session = Session::start(&folder.path().join("home"))?;
        let (runs, sizes) =
            if arguments.quick { (1, vec![100, 1_000]) } else { (arguments.runs, vec![100, 1_000, 10_000]) };
        Ok(Self { runs, sizes, programs, session, folder, workloads: BTreeMap::new(), accounts: BTreeMap::new() })
    }

    fn measure(&mut self, name: Name) -> Result<Vec<Figure>> {
        let value = name.to_possible_value();
        say(&format!("measuring: {}", value.as_ref().map_or("", |value| value.get_name())));
        match name {
            Name::Start => start::measure(self),
            Name::Memory => memory::measure(self),
            Name::Keystroke => keystroke::measure(self),
            Name::Scroll => scroll::measure(self),
            Name::FirstSync => first_sync::measure(self),
            Name::Poll => poll::measure(self),
            Name::ReadList => read_list::measure(self),
            Name::Bundle => bundle::measure(self),
        }
    }

    fn most_teams(&self) -> u32 {
        self.sizes.iter().copied().max().unwrap_or_default()
    }

    /// Once to warm up, then as often as asked for.
    fn rounds(&self) -> Rounds {
        Rounds::new(self.runs)
    }

    fn workload(&mut self, teams: u32) -> Result<&Workload> {
        if !self.workloads.contains_key(&teams) {
            let workload = Workload::start(&self.session, &self.programs, self.folder.path(), teams)?;
            self.workloads.insert(teams, workload);
        }
        self.workloads.get(&teams).context("there is no such workload")
    }

    /// Makes the accounts of all sizes, so that nothing but the measured runs happens while they are measured.
    fn prepare_accounts(&mut self) -> Result<()> {
        for teams in self.sizes.clone() {
            self.workload(teams)?;
            if let (false, Some(workload)) = (self.accounts.contains_key(&teams), self.workloads.get(&teams)) {
                let account = Account::prepare(&self.session, &self.programs, workload, self.folder.path())?;
                self.accounts.insert(teams, account);
            }
        }
        Ok(())
    }

    fn account(&self, teams: u32) -> Result<&Account> {
        self.accounts.get(&teams).context("the account was not prepared")
    }

    fn blank_window(&self) -> Command {
        self.session.command(&self.programs.blank_window)
    }

    /// # Errors
    /// The person pressed Ctrl-C.
    fn go_on(&self) -> Result<()> {
        ensure!(!self.session.is_interrupted(), "interrupted");
        Ok(())
    }
}
