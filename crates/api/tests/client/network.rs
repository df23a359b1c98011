use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ollm_api::client::{ClientError, ClientOptions, IdempotencyKey};
use ollm_api::{TeamId, TeamName};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::support::{IMPATIENT, RawServer, answer, client, client_with, reset, say_nothing, user, write};

#[tokio::test]
async fn a_refused_connection_did_nothing() {
    // The port is free again once the listener is dropped.
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let client = client(&format!("http://{address}"));
    for error in [client.me().await.err().unwrap(), client.delete_team(&TeamId::new("t"), None).await.err().unwrap()] {
        assert!(matches!(error, ClientError::Unreachable { .. }), "{error:?}");
        assert!(error.is_retryable());
        assert!(!error.outcome_unknown());
        let cause = format!("{:?}", std::error::Error::source(&error));
        assert!(!cause.contains("/v1/"), "a path names people and teams: {cause}");
    }
}

#[tokio::test]
async fn https_speaks_tls_and_gives_a_server_that_does_not_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("https://{}", listener.local_addr().unwrap()));
    let server = async {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        connection.read_buf(&mut bytes).await.unwrap();
        write(&mut connection, answer("200 OK", "", "{}")).await;
        bytes
    };
    let team = TeamId::new("t");
    let (outcome, bytes) = tokio::join!(client.delete_team(&team, None), server);
    // RFC 8446, section 5.1: a handshake record of TLS, which holds no token.
    assert_eq!(bytes[..2], [22, 3]);
    let error = outcome.err().unwrap();
    assert!(matches!(error, ClientError::Unreachable { .. }), "{error:?}");
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn a_reset_before_the_answer_retries_a_read_and_leaves_a_write_unknown() {
    let server = RawServer::start(|_, connection| async move { reset(connection) }).await;
    let client = client(&server.url);

    let error = client.me().await.err().unwrap();
    assert!(matches!(error, ClientError::Unreachable { .. }), "{error:?}");
    assert_eq!(server.requests(), 3);

    let error = client.create_team(&TeamName::parse("Research").unwrap(), &IdempotencyKey::new()).await.err().unwrap();
    assert!(error.outcome_unknown(), "{error:?}");
    assert_eq!(server.requests(), 4, "a write is sent once");
}

#[tokio::test]
async fn a_connection_that_closes_without_an_answer_leaves_a_write_unknown() {
    let server = RawServer::start(|_, connection| async move { drop(connection) }).await;
    let error = client(&server.url).delete_team(&TeamId::new("t"), None).await.err().unwrap();
    assert!(error.outcome_unknown(), "{error:?}");
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_the_networks_fault() {
    let server = RawServer::start(|_, mut connection| async move {
        write(&mut connection, "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\":\"u").await;
        reset(connection);
    })
    .await;
    let client = client(&server.url);
    let error = client.me().await.err().unwrap();
    assert!(matches!(error, ClientError::Unreachable { .. }), "{error:?}");
    assert_eq!(server.requests(), 3);

    let error = client.create_team(&TeamName::parse("Research").unwrap(), &IdempotencyKey::new()).await.err().unwrap();
    assert!(error.outcome_unknown(), "{error:?}");
    assert_eq!(server.requests(), 4);
}

#[tokio::test]
async fn a_silent_server_times_out() {
    let server = RawServer::start(|_, connection| say_nothing(connection)).await;
    times_out(&server).await;
}

#[tokio::test]
async fn a_body_that_never_ends_times_out() {
    let server = RawServer::start(|_, mut connection| async move {
        write(&mut connection, "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\":\"u").await;
        say_nothing(connection).await;
    })
    .await;
    times_out(&server).await;
}

async fn times_out(server: &RawServer) {
    let client = client_with(&server.url, IMPATIENT);
    let start = Instant::now();
    let error = client.me().await.err().unwrap();
    assert!(matches!(error, ClientError::TimedOut { .. }), "{error:?}");
    assert!(start.elapsed() >= IMPATIENT.try_timeout * 3, "each try has its time");
    assert_eq!(server.requests(), 3);

    let name = TeamName::parse("Research").unwrap();
    let start = Instant::now();
    let error = client.create_team(&name, &IdempotencyKey::new()).await.err().unwrap();
    assert!(matches!(error, ClientError::TimedOut { .. }), "{error:?}");
    assert!(error.outcome_unknown());
    assert!(start.elapsed() >= IMPATIENT.total_timeout, "a write has all the time");
    assert_eq!(server.requests(), 4);
}

#[tokio::test]
async fn the_total_time_ends_a_try() {
    let server = RawServer::start(|_, connection| say_nothing(connection)).await;
    let options = ClientOptions { try_timeout: Duration::from_secs(60), ..IMPATIENT };
    let start = Instant::now();
    let error = client_with(&server.url, options).me().await.err().unwrap();
    assert!(matches!(error, ClientError::TimedOut { .. }), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn the_total_time_ends_the_tries() {
    let server = RawServer::start(|_, connection| say_nothing(connection)).await;
    let options = ClientOptions { max_tries: 100, ..IMPATIENT };
    let error = client_with(&server.url, options).me().await.err().unwrap();
    assert!(matches!(error, ClientError::TimedOut { .. }), "{error:?}");
    assert!(server.requests() <= 8, "{}", server.requests());
}

/// Only Linux ignores a connection for which the queue of a listener has no place; others refuse it.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_address_that_swallows_packets_times_out_before_anything_is_sent() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let _takes_the_only_place = tokio::net::TcpStream::connect(address).await.unwrap();
    let options = ClientOptions { connect_timeout: IMPATIENT.try_timeout, ..IMPATIENT };
    let error = client_with(&format!("http://{address}"), options).delete_team(&TeamId::new("t"), None).await.err();
    let error = error.unwrap();
    assert!(matches!(error, ClientError::TimedOut { .. }), "{error:?}");
    assert!(!error.outcome_unknown(), "without a connection nothing was sent");
}

#[tokio::test]
async fn a_connection_that_recovers_gives_the_answer() {
    let failures = AtomicUsize::new(0);
    let server = RawServer::start(move |_, mut connection| {
        let fail = failures.fetch_add(1, Ordering::SeqCst) < 2;
        async move {
            if fail {
                reset(connection);
            } else {
                write(&mut connection, answer("200 OK", "connection: close\r\n", &user().to_string())).await;
            }
        }
    })
    .await;
    assert_eq!(client(&server.url).me().await.unwrap().email, "ana@example.com");
    assert_eq!(server.requests(), 3);
}
