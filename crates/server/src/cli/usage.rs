use std::error::Error;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use ollm_api::TeamId;
use ollm_server::{Database, UsageBooking};
use rust_decimal::Decimal;

use super::database_url;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The database, as `sqlite://FILE`.
    #[arg(long, value_parser = database_url::parse)]
    database: PathBuf,
    /// The team that pays, such as `dev-d7035d80`.
    #[arg(long)]
    team: String,
    /// Dollars, with at most 6 decimals.
    #[arg(long)]
    cost: Decimal,
    /// The model that was used.
    #[arg(long)]
    model: Option<String>,
    /// Tokens that went in.
    #[arg(long, default_value_t = 0)]
    input_tokens: u32,
    /// Tokens that came out.
    #[arg(long, default_value_t = 0)]
    output_tokens: u32,
    /// When it was used, as in 2026-01-31T12:00:00Z; now where it is absent.
    #[arg(long)]
    at: Option<Timestamp>,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let database = Database::open(&arguments.database).await?;
    let booking = UsageBooking {
        team: TeamId::new(arguments.team),
        cost: arguments.cost,
        model: arguments.model,
        input_tokens: arguments.input_tokens,
        output_tokens: arguments.output_tokens,
        at: arguments.at.unwrap_or_else(Timestamp::now),
    };
    let booked = database.book_usage(&booking).await;
    database.close().await;
    Ok(booked?)
}
