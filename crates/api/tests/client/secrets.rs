use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex};

use ollm_api::TeamId;
use ollm_api::client::{Client, ClientError, ClientOptions, ServerUrl};
use secrecy::SecretString;
use tokio::net::{TcpListener, TcpStream};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{IMPATIENT, OPTIONS, RawServer, Tokens, answer, say_nothing, write};

const SENTINEL: &str = "sk-ollm-SENTINEL-d41d8cd98f00b204";
const RENEWED: &str = "sk-ollm-SENTINEL-d41d8cd98f00b204-renewed";

/// Everything that this process logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn client(server: &str, options: ClientOptions) -> Client {
    Client::with_options(ServerUrl::parse(server).unwrap(), SecretString::from(SENTINEL), options).unwrap()
}

fn renewing(server: &str, tokens: Tokens) -> Client {
    Client::with_tokens(ServerUrl::parse(server).unwrap(), Arc::new(tokens), OPTIONS).unwrap()
}

/// Answers with the request's own head in the body, as a careless server does.
async fn echo(status: &'static str, headers: &'static str) -> RawServer {
    RawServer::start(move |head, mut connection: TcpStream| async move {
        assert!(head.contains(SENTINEL), "the token is sent, or this test proves nothing");
        let head = serde_json::to_string(&head).unwrap();
        let body =
            format!(r#"{{"error":{{"message":{head},"code":{head},"param":{head}}},"id":{head},"email":[{head}]}}"#);
        write(&mut connection, answer(status, headers, &body)).await;
    })
    .await
}

fn name(error: &ClientError) -> &'static str {
    match error {
        ClientError::InvalidToken => "InvalidToken",
        ClientError::Setup { .. } => "Setup",
        ClientError::InvalidId => "InvalidId",
        ClientError::Unreachable { .. } => "Unreachable",
        ClientError::TimedOut { .. } => "TimedOut",
        ClientError::Api(_) => "Api",
        ClientError::UnexpectedBody { .. } => "UnexpectedBody",
        ClientError::TooLarge { .. } => "TooLarge",
        ClientError::Redirected { .. } => "Redirected",
        ClientError::Token(_) => "Token",
        ClientError::EndlessList => "EndlessList",
    }
}

async fn one_error_of_each_kind() -> Vec<ClientError> {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let silent = RawServer::start(|_, connection| say_nothing(connection)).await;
    let refusing = echo("401 Unauthorized", "").await;
    let wrong = echo("200 OK", "").await;
    let redirecting = echo("302 Found", "location: https://example.com\r\n").await;
    let large = echo("200 OK", "").await;
    let huge = RawServer::start(|_, mut connection| async move {
        write(&mut connection, "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n").await;
    })
    .await;
    let circling = RawServer::start(|_, mut connection| async move {
        write(&mut connection, answer("200 OK", "connection: close\r\n", r#"{"data":[],"next_cursor":"x"}"#)).await;
    })
    .await;
    let server = ServerUrl::parse(&large.url).unwrap();
    let refusing_both = echo("401 Unauthorized", "").await;
    vec![
        renewing(&refusing_both.url, Tokens::new([SENTINEL, RENEWED])).me().await.err().unwrap(),
        renewing(&refusing_both.url, Tokens::new([SENTINEL]).unavailable()).me().await.err().unwrap(),
        Client::new(server, SecretString::from(format!("{SENTINEL} {SENTINEL}"))).err().unwrap(),
        client(&large.url, OPTIONS).team(&TeamId::new("..")).await.err().unwrap(),
        client(&format!("http://{nobody}"), OPTIONS).me().await.err().unwrap(),
        client(&silent.url, IMPATIENT).me().await.err().unwrap(),
        client(&refusing.url, OPTIONS).me().await.err().unwrap(),
        client(&wrong.url, OPTIONS).me().await.err().unwrap(),
        client(&huge.url, OPTIONS).me().await.err().unwrap(),
        client(&redirecting.url, OPTIONS).me().await.err().unwrap(),
        client(&circling.url, OPTIONS).all_teams().await.err().unwrap(),
    ]
}

#[tokio::test]
async fn the_token_is_in_no_error_no_debug_text_and_no_log() {
    let log = Log::default();
    // Everything, of every library, `log` records included.
    tracing_subscriber::fmt().with_ansi(false).with_writer(log.clone()).with_max_level(tracing::Level::TRACE).init();

    let errors = one_error_of_each_kind().await;
    let kinds: BTreeSet<_> = errors.iter().map(name).collect();
    let expected =
        "Api EndlessList InvalidId InvalidToken Redirected TimedOut Token TooLarge UnexpectedBody Unreachable";
    assert_eq!(kinds, expected.split(' ').collect(), "every kind but Setup, which no server can cause");

    for error in &errors {
        let mut texts = vec![format!("{error:?}"), format!("{error:#?}")];
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            texts.push(format!("{error}"));
            cause = error.source();
        }
        for text in texts {
            assert!(!text.contains(SENTINEL), "{text}");
        }
    }
    let client = client("https://api.example.com", OPTIONS);
    assert!(!format!("{client:?} {client:#?}").contains(SENTINEL));

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("path=\"/v1/me\""), "the log is empty, so that this test proves nothing");
    let leaks: Vec<_> = log.lines().filter(|line| line.contains(SENTINEL)).collect();
    assert!(leaks.is_empty(), "{leaks:?}");
}
