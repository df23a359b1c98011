//! A stand-in for a person's browser.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::Url;

use crate::RedirectUrl;

/// Sign-in takes about ten pages, redirects included.
const MOST_PAGES: usize = 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser that was just installed. It stays signed in at an authorization server, as a person's does: take a new one
/// for another person.
#[derive(Clone, Debug)]
pub struct Browser(Client);

/// What the browser shows in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The page's source.
    pub text: String,
}

impl Browser {
    /// # Errors
    /// When the TLS library can not be set up.
    pub fn new() -> Result<Self> {
        let client = Client::builder().cookie_store(true).no_proxy().redirect(Policy::none()).timeout(PATIENCE);
        Ok(Self(client.build()?))
    }

    /// Opens the page that the app asked for, signs in with an e-mail address (one that begins with `unverified` is not
    /// verified) and allows what the app asks for.
    ///
    /// # Errors
    /// When the authorization server shows anything but its pages for that, and then its redirect to the app.
    pub async fn sign_in(&self, authorization_url: &Url, email: &str) -> Result<RedirectUrl> {
        self.answer(authorization_url, email, "allow").await
    }

    /// Signs in, and does not allow what the app asks for.
    ///
    /// # Errors
    /// As for `sign_in`.
    pub async fn deny(&self, authorization_url: &Url, email: &str) -> Result<RedirectUrl> {
        self.answer(authorization_url, email, "deny").await
    }

    /// Goes to where the authorization server sent it: the app's loopback address.
    ///
    /// # Errors
    /// When nothing answers there.
    pub async fn follow(&self, redirect: &RedirectUrl) -> Result<Page> {
        let response = self.0.get(redirect.url().clone()).send().await?;
        Ok(Page { status: response.status().as_u16(), text: response.text().await? })
    }

    async fn answer(&self, authorization_url: &Url, email: &str, decision: &str) -> Result<RedirectUrl> {
        let mut response = self.0.get(authorization_url.clone()).send().await?;
        for _ in 0..MOST_PAGES {
            response = match redirect_of(&response)? {
                Some(next) if next.origin() == authorization_url.origin() => self.0.get(next).send().await?,
                Some(next) => return Ok(RedirectUrl::new(next)),
                None => self.fill_in(response, email, decision).await?,
            };
        }
        bail!("the authorization server keeps asking")
    }

    /// Sends the form of a page. Those of the authorization server beside this crate go to the page's own address.
    async fn fill_in(&self, response: Response, email: &str, decision: &str) -> Result<Response> {
        let (url, status) = (response.url().clone(), response.status());
        let page = response.text().await?;
        ensure!(status.is_success(), "the authorization server answered {status}: {page}");
        let field = if page.contains("name=\"email\"") {
            ("email", email)
        } else if page.contains("name=\"decision\"") {
            ensure!(page.contains(email), "this browser is signed in as somebody else: {page}");
            ("decision", decision)
        } else {
            bail!("the authorization server shows an unknown page: {page}");
        };
        Ok(self.0.post(url).form(&[field]).send().await?)
    }
}

fn redirect_of(response: &Response) -> Result<Option<Url>> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let location = response.headers().get(LOCATION).context("a redirect without a location")?;
    Ok(Some(response.url().join(location.to_str()?)?))
}
