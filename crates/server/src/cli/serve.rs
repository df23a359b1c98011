use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use ollm_server::{IssuerUrl, OidcOptions, Payments, ServerOptions};
use tracing_subscriber::EnvFilter;

use super::{database_url, print_line};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The database, as `sqlite://FILE`; it is made if need be.
    #[arg(long, value_parser = database_url::parse)]
    database: PathBuf,
    /// Where to listen; port 0 lets the system choose.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Fill an empty database with a believable workspace around you@example.com.
    #[arg(long)]
    sample_data: bool,
    /// How top-ups are paid for.
    #[arg(long, value_enum, default_value = "instant")]
    payments: PaymentsArgument,
    /// The authorization server whose access tokens count too, as it names itself: https, or http on this machine.
    #[arg(long, value_name = "URL", requires = "oidc_audience")]
    oidc_issuer: Option<IssuerUrl>,
    /// What such a token must name as its audience.
    #[arg(long, value_name = "ID", requires = "oidc_issuer", value_parser = NonEmptyStringValueParser::new())]
    oidc_audience: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PaymentsArgument {
    /// They count as paid at once.
    Instant,
    /// They are pending until somebody presses Pay on a page of this server.
    Checkout,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let filter = EnvFilter::builder().with_default_directive(tracing::Level::INFO.into()).from_env_lossy();
    tracing_subscriber::fmt().json().with_span_list(false).with_env_filter(filter).with_writer(io::stderr).init();
    let payments = match arguments.payments {
        PaymentsArgument::Instant => Payments::Instant,
        PaymentsArgument::Checkout => Payments::Checkout,
    };
    let options = ServerOptions {
        database: arguments.database,
        listen: arguments.listen,
        payments,
        sample_data: arguments.sample_data,
        oidc: arguments
            .oidc_issuer
            .zip(arguments.oidc_audience)
            .map(|(issuer, audience)| OidcOptions { issuer, audience }),
    };
    // Asked for before the first line is printed: who reads it may stop the server at once.
    let stop = stop_signal()?;
    let server = ollm_server::start(options).await?;
    print_line(&format!("listening on {}", server.url()))?;
    stop.await;
    server.stop().await;
    Ok(())
}

/// Ends with Ctrl-C or, where there is such a thing, SIGTERM.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    {
        Ok(async {
            if tokio::signal::ctrl_c().await.is_err() {
                // Without the signal there is nothing to wait for but the end of the process.
                std::future::pending::<()>().await;
            }
        })
    }
}
