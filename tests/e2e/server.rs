//! A server of its own for a test, with people of every role, reached through the typed client.

use std::path::Path;

use ollm_authorization_server::{AuthorizationServer, Options};
use ollm_server::{OidcOptions, Payments, RunningServer, ServerOptions};
use ollm_teams_core::api::client::{Client, IdempotencyKey, PageRequest, ServerUrl};
use ollm_teams_core::api::{Email, Role, TeamId, TeamName, TopUpAmount};
use secrecy::SecretString;
use tempfile::TempDir;

pub(crate) struct Server {
    running: Option<RunningServer>,
    options: ServerOptions,
    _folder: TempDir,
}

impl Server {
    pub(crate) async fn start(payments: Payments) -> Self {
        Self::start_with(payments, None).await
    }

    /// One that lets in whom an authorization server says.
    pub(crate) async fn start_with_issuer(authorization: &AuthorizationServer) -> Self {
        let oidc = OidcOptions {
            issuer: authorization.url.parse().expect("an issuer"),
            audience: Options::default().audience,
        };
        Self::start_with(Payments::Instant, Some(oidc)).await
    }

    /// One whose database was filled before.
    pub(crate) async fn start_over(payments: Payments, fill: impl AsyncFnOnce(&Path)) -> Self {
        let mut server = Self::not_started(payments, None);
        fill(&server.options.database).await;
        server.start_again().await;
        server
    }

    async fn start_with(payments: Payments, oidc: Option<OidcOptions>) -> Self {
        let mut server = Self::not_started(payments, oidc);
        server.start_again().await;
        server
    }

    fn not_started(payments: Payments, oidc: Option<OidcOptions>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let options = ServerOptions {
            database: folder.path().join("server.db"),
            listen: ([127, 0, 0, 1], 0).into(),
            payments,
            sample_data: false,
            oidc,
        };
        Self { running: None, options, _folder: folder }
    }

    /// Nobody is reached at its address from now on.
    pub(crate) async fn stop(&mut self) {
        self.running.take().expect("a running server").stop().await;
    }

    /// The same server at the same address.
    pub(crate) async fn start_again(&mut self) {
        let running = ollm_server::start(self.options.clone()).await.expect("the server starts");
        self.options.listen = running.url().trim_start_matches("http://").parse().expect("an address");
        self.running = Some(running);
    }

    fn running(&self) -> &RunningServer {
        self.running.as_ref().expect("a running server")
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.options.listen)
    }

    /// A token of the person with this address, who is made if need be.
    pub(crate) async fn token(&self, email: &str) -> SecretString {
        let email = Email::parse(email).expect("an address");
        self.running().issue_token(&email).await.expect("a token")
    }

    pub(crate) async fn client(&self, email: &str) -> Client {
        let url = ServerUrl::parse(&self.url()).expect("a URL");
        Client::new(url, self.token(email).await).expect("a client")
    }

    /// Presses Pay on the page of a team's latest top-up, as in a browser.
    pub(crate) async fn pay(&self, owner: &Client, team: &TeamId) {
        self.press(owner, team, "pay").await;
    }

    /// Presses Decline there.
    pub(crate) async fn decline(&self, owner: &Client, team: &TeamId) {
        self.press(owner, team, "decline").await;
    }

    async fn press(&self, owner: &Client, team: &TeamId, button: &str) {
        let top_up = owner.top_ups(team, &PageRequest::default()).await.expect("a list").data.remove(0);
        let page = top_up.checkout_url.expect("a page to pay on");
        let answer = reqwest::Client::new().post(format!("{page}/{button}")).send().await.expect("the page answers");
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    /// A team of `owner@example.com` with a balance, in which somebody of each other role is.
    pub(crate) async fn team_with_every_role(&self, name: &str) -> TeamId {
        let owner = self.client("owner@example.com").await;
        let name = TeamName::parse(name).expect("a name");
        let team = owner.create_team(&name, &IdempotencyKey::new()).await.expect("a team").id;
        let amount = TopUpAmount::parse("100").expect("an amount");
        owner.create_top_up(&team, amount, &IdempotencyKey::new()).await.expect("a top-up");
        for (email, role) in [
            ("admin@example.com", Role::Admin),
            ("member@example.com", Role::Member),
            ("viewer@example.com", Role::Viewer),
        ] {
            let address = Email::parse(email).expect("an address");
            let invitation = owner.invite(&team, &address, &role, &IdempotencyKey::new()).await.expect("an invitation");
            self.client(email).await.accept_invitation(&invitation.id).await.expect("it is accepted");
        }
        team
    }
}
