/// Why a token gives nobody's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// It does not count, and never will at this server.
    Refused(Refusal),
    /// It may count: the keys to check it with can not be had now.
    Unavailable,
}

/// The rule that a token breaks. It is logged, so no variant holds anything of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("its header can not be read, or names an algorithm that no token may have")]
    Header,
    #[error("its `typ` is neither at+jwt nor JWT")]
    Type,
    #[error("its header has extensions that must be understood (`crit`)")]
    Critical,
    #[error("it names no key (`kid`)")]
    NoKeyId,
    #[error("the issuer has no such key for this algorithm")]
    UnknownKey,
    #[error("the signature is wrong, or the claims are not what access tokens have")]
    SignatureOrClaims,
    #[error("another issuer is named")]
    Issuer,
    #[error("another audience is named")]
    Audience,
    #[error("it has expired")]
    Expired,
    #[error("it does not count yet")]
    NotYetValid,
    #[error("it has no subject")]
    NoSubject,
    #[error("there is no verified e-mail address in it")]
    NoVerifiedEmail,
}

impl From<Refusal> for TokenError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
