//! Where the browser comes back to: an address of this machine (RFC 8252, section 7.3), for one request.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use oauth2::CsrfToken;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{sleep, timeout};

use super::page::Page;
use crate::{AppError, Words};

const PATH: &str = "/callback";
/// Browsers open connections that they may need: one that asks for nothing is closed.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// Longer than everything that follows a callback, so that the page can say how it went.
const CONNECTION_LIMIT: Duration = Duration::from_secs(60);
/// After a connection that could not be taken.
const PAUSE: Duration = Duration::from_millis(100);

/// A listener on a port that the system picks, which no other machine reaches.
pub(super) struct Loopback {
    listener: TcpListener,
    port: u16,
    words: Words,
}

/// The one request that counts.
pub(super) struct Callback {
    pub(super) query: String,
    pub(super) landing: Landing,
}

/// The browser, which waits for its page. Dropped, it is told that the sign-in was stopped.
pub(crate) struct Landing {
    page: oneshot::Sender<Page>,
    words: Words,
}

impl Loopback {
    /// The page is in these words.
    pub(super) async fn bind(words: Words) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port, words })
    }

    pub(super) fn redirect_uri(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// The first callback. The listener is closed with it, or when the caller waits no longer.
    pub(super) async fn callback(self) -> Callback {
        let (callbacks, mut first) = mpsc::channel(1);
        loop {
            tokio::select! {
                biased;
                Some(callback) = first.recv() => return callback,
                accepted = self.listener.accept() => match accepted {
                    Ok((connection, _)) => {
                        let served = serve(connection, callbacks.clone(), self.words);
                        drop(tokio::spawn(timeout(CONNECTION_LIMIT, served)));
                    }
                    Err(error) => {
                        tracing::debug!(%error, "a connection of the browser was lost");
                        sleep(PAUSE).await;
                    }
                },
            }
        }
    }
}

impl Landing {
    /// Lets the browser show how it went.
    pub(crate) fn show(self, error: Option<&AppError>) {
        // A browser that is gone needs no page.
        _ = self.page.send(Page::of(error, self.words));
    }
}

async fn serve(connection: TcpStream, callbacks: mpsc::Sender<Callback>, words: Words) {
    let service = service_fn(|request| answer(request, callbacks.clone(), words));
    let served = http1::Builder::new()
        .keep_alive(false)
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .serve_connection(TokioIo::new(connection), service)
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "a connection of the browser broke");
    }
}

async fn answer(
    request: Request<Incoming>,
    callbacks: mpsc::Sender<Callback>,
    words: Words,
) -> Result<Response<String>, Infallible> {
    if request.method() != Method::GET || request.uri().path() != PATH {
        return Ok(not_found());
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let (landing, page) = oneshot::channel();
    if callbacks.try_send(Callback { query, landing: Landing { page: landing, words } }).is_err() {
        return Ok(not_found());
    }
    Ok(shown(&page.await.unwrap_or_else(|_| Page::stopped(words))))
}

fn not_found() -> Response<String> {
    let mut response = Response::new(String::new());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn shown(page: &Page) -> Response<String> {
    // Any random word will do: it lets the style through and nothing else.
    let nonce = CsrfToken::new_random().into_secret();
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let mut response = Response::new(page.html(&nonce));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The page's address holds the code.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorCode, Spoken};

    const ENGLISH: Words = Words { language: Spoken::En };

    fn browser() -> reqwest::Client {
        reqwest::Client::builder().no_proxy().build().unwrap()
    }

    /// What a browser is shown that comes back with a query full of markup.
    async fn page(words: Words, land: impl FnOnce(Landing)) -> reqwest::Response {
        let loopback = Loopback::bind(words).await.unwrap();
        let request = browser().get(format!("{}?code=%3Cb%3Esentinel", loopback.redirect_uri())).send();
        let landed = async {
            let callback = loopback.callback().await;
            assert_eq!(callback.query, "code=%3Cb%3Esentinel");
            land(callback.landing);
        };
        tokio::join!(request, landed).0.unwrap()
    }

    #[tokio::test]
    async fn the_page_says_how_it_went_and_repeats_nothing() {
        type End = Box<dyn FnOnce(Landing)>;
        let failed = |code| AppError::new(code, "sentinel");
        let ends: [(End, &str); 4] = [
            (Box::new(|landing| landing.show(None)), "You are signed in"),
            (Box::new(move |landing| landing.show(Some(&failed(ErrorCode::SignInDenied)))), "Access was denied"),
            (Box::new(move |landing| landing.show(Some(&failed(ErrorCode::SignInFailed)))), "Something went wrong"),
            (Box::new(drop), "was stopped"),
        ];
        for (land, sentence) in ends {
            let page = page(ENGLISH, land).await;
            let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
            assert_eq!(page.headers()[CACHE_CONTROL], "no-store");
            assert_eq!(page.headers()[REFERRER_POLICY], "no-referrer");
            let html = page.text().await.unwrap();
            let nonce = html.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
            assert!(policy.starts_with(&format!("default-src 'none'; style-src 'nonce-{nonce}';")), "{policy}");
            assert!(html.contains(sentence), "{html}");
            assert!(!html.contains("sentinel") && !html.contains("<script"), "{html}");
        }
    }

    #[tokio::test]
    async fn the_page_is_in_the_language_of_the_app() {
        let arabic = page(Words { language: Spoken::Ar }, |landing| landing.show(None)).await.text().await.unwrap();
        assert!(arabic.contains(r#"<html lang="ar" dir="rtl">"#) && arabic.contains("تم تسجيل الدخول"), "{arabic}");
        let german = page(Words { language: Spoken::De }, drop).await.text().await.unwrap();
        assert!(german.contains(r#"<html lang="de" dir="ltr">"#) && german.contains("abgebrochen"), "{german}");
    }

    #[tokio::test]
    async fn only_one_callback_counts_and_then_nothing_listens() {
        let loopback = Loopback::bind(ENGLISH).await.unwrap();
        let uri = loopback.redirect_uri();
        let callback = tokio::spawn(loopback.callback());
        let browser = browser();
        let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap().status();
        assert_eq!(status(browser.get(uri.replace("/callback", "/favicon.ico"))).await, StatusCode::NOT_FOUND);
        assert_eq!(status(browser.get(uri.replace("/callback", "/callback/x"))).await, StatusCode::NOT_FOUND);
        assert_eq!(status(browser.post(&uri)).await, StatusCode::NOT_FOUND);
        assert_eq!(status(browser.head(&uri)).await, StatusCode::NOT_FOUND);
        assert!(!callback.is_finished());

        let first = tokio::spawn(browser.get(format!("{uri}?state=1")).send());
        let callback = callback.await.unwrap();
        assert!(browser.get(format!("{uri}?state=2")).send().await.unwrap_err().is_connect());
        callback.landing.show(None);
        assert_eq!(first.await.unwrap().unwrap().status(), StatusCode::OK);
    }
}
