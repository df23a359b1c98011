use std::error::Error;
use std::path::PathBuf;

use clap::{Args, value_parser};
use ollm_api::Email;
use ollm_server::{Database, GenerateOptions, Generated};

use super::{database_url, print_line};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The database, as `sqlite://FILE`; it is made if need be, and refused if it has teams.
    #[arg(long, value_parser = database_url::parse)]
    database: PathBuf,
    /// How many teams.
    #[arg(long, value_parser = value_parser!(u32).range(1..=1_000_000))]
    teams: u32,
    /// How many people are in a team on average, the given user included.
    #[arg(long, default_value_t = 20, value_parser = value_parser!(u32).range(1..=10_000))]
    members: u32,
    /// From how many people they are drawn.
    #[arg(long, default_value_t = 25_000, value_parser = value_parser!(u32).range(0..=10_000_000))]
    people: u32,
    /// The same seed gives the same names, identifiers, roles and amounts; times are counted back from now.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who is in every team, in most of them as an owner.
    #[arg(long)]
    email: Email,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments { database, teams, members, people, seed, email } = arguments;
    let database = Database::open(&database).await?;
    let generated = database.generate(&GenerateOptions { teams, members, people, seed, email }).await;
    database.close().await;
    let Generated { teams, memberships, invitations } = generated?;
    print_line(&format!("{teams} teams, {memberships} memberships, {invitations} invitations"))?;
    Ok(())
}
