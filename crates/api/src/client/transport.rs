use reqwest::{ClientBuilder, redirect};

const USER_AGENT: &str = concat!("ollm-teams/", env!("CARGO_PKG_VERSION"));

/// The start of every HTTP client that carries secrets, to one server: what it sends goes there, once, and nowhere else.
pub fn transport(is_loopback: bool) -> ClientBuilder {
    let http = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        // A redirect would carry tokens and codes to wherever it points.
        .redirect(redirect::Policy::none())
        // A write that is sent twice is done twice; a code or a refresh token that is sent twice counts as stolen.
        .retry(reqwest::retry::never())
        .https_only(!is_loopback);
    // A proxy can not reach this machine, and must not see a token that is meant for it.
    if is_loopback { http.no_proxy() } else { http }
}
