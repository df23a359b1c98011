use jiff::{SignedDuration, Timestamp};
use ollm_api::Email;
use serde::Deserialize;

use super::OidcOptions;
use super::refusal::Refusal;

/// How far the clocks of the issuer and of this server may be apart.
pub(super) const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// What an access token says, once its signature is known to be the issuer's. It can not be printed.
#[derive(Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: Audience,
    sub: String,
    exp: NumericDate,
    nbf: Option<NumericDate>,
    email: Option<String>,
    /// Only the boolean counts: a text `"true"` makes the claims unreadable.
    #[serde(default)]
    email_verified: bool,
}

/// RFC 7519, section 4.1.3: one text, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Seconds since 1970, not always whole (RFC 7519, section 2).
#[derive(Clone, Copy, Deserialize)]
#[serde(transparent)]
struct NumericDate(f64);

impl Claims {
    /// Whose token it is, if it is meant for this server and counts now.
    pub(super) fn email(self, options: &OidcOptions, now: Timestamp) -> Result<Email, Refusal> {
        let (now, leeway) = (now.as_duration().as_secs_f64(), LEEWAY.as_secs_f64());
        if self.iss != options.issuer.as_str() {
            return Err(Refusal::Issuer);
        }
        if !self.aud.contains(&options.audience) {
            return Err(Refusal::Audience);
        }
        if self.exp.0 + leeway <= now {
            return Err(Refusal::Expired);
        }
        if self.nbf.is_some_and(|nbf| nbf.0 > now + leeway) {
            return Err(Refusal::NotYetValid);
        }
        if self.sub.is_empty() {
            return Err(Refusal::NoSubject);
        }
        // An address that nobody verified could be anybody's, and the teams of that person with it.
        let email = self.email.filter(|_| self.email_verified).ok_or(Refusal::NoVerifiedEmail)?;
        Email::parse(&email).map_err(|_| Refusal::NoVerifiedEmail)
    }
}

impl Audience {
    fn contains(&self, audience: &str) -> bool {
        match self {
            Self::One(one) => one == audience,
            Self::Several(several) => several.iter().any(|one| one == audience),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::oidc::IssuerUrl;

    fn email_of(claims: Value, now: i64) -> Option<String> {
        let options =
            OidcOptions { issuer: IssuerUrl::parse("https://login.example.com").unwrap(), audience: "teams".into() };
        let claims: Claims = serde_json::from_value(claims).ok()?;
        let email = claims.email(&options, Timestamp::from_second(now).unwrap()).ok()?;
        Some(email.as_str().to_owned())
    }

    fn good() -> Value {
        json!({"iss": "https://login.example.com", "aud": "teams", "sub": "7", "exp": 1000, "nbf": 500,
            "email": "Ana@Example.com", "email_verified": true})
    }

    #[test]
    fn the_address_is_normalised() {
        assert_eq!(email_of(good(), 700).as_deref(), Some("ana@example.com"));
    }

    #[test]
    fn the_leeway_ends_at_its_second() {
        for (now, counts) in [(439, false), (440, true), (1059, true), (1060, false)] {
            assert_eq!(email_of(good(), now).is_some(), counts, "{now}");
        }
    }

    #[test]
    fn a_claim_of_another_kind_does_not_count() {
        for (claim, value) in [
            ("iss", json!(["https://login.example.com"])),
            ("iss", json!("https://login.example.com/")),
            ("aud", json!("Teams")),
            ("aud", json!([])),
            ("aud", json!({"teams": true})),
            ("sub", json!("")),
            ("sub", json!(7)),
            ("exp", json!("1000")),
            ("exp", json!(-1)),
            ("exp", Value::Null),
            ("nbf", json!("500")),
            ("email", json!(["ana@example.com"])),
            ("email", json!("ana")),
            ("email", json!("")),
            ("email_verified", json!("true")),
            ("email_verified", json!(1)),
            ("email_verified", json!(false)),
            ("email_verified", Value::Null),
        ] {
            let mut claims = good();
            claims[claim] = value.clone();
            assert_eq!(email_of(claims, 700), None, "{claim}: {value}");
        }
    }

    #[test]
    fn all_but_nbf_must_be_there() {
        for claim in ["iss", "aud", "sub", "exp", "email", "email_verified", "nbf"] {
            let mut claims = good();
            claims.as_object_mut().unwrap().remove(claim);
            assert_eq!(email_of(claims, 700).is_some(), claim == "nbf", "{claim}");
        }
    }

    proptest! {
        #[test]
        fn it_counts_from_nbf_to_exp_and_at_no_other_time(nbf in 0_i64..10_000, life in 0_i64..10_000, now in 0_i64..30_000) {
            let mut claims = good();
            let exp = nbf + life;
            (claims["nbf"], claims["exp"]) = (json!(nbf), json!(exp));
            let counts = nbf - 60 <= now && now < exp + 60;
            prop_assert_eq!(email_of(claims, now).is_some(), counts);
        }
    }
}
