use serde::{Deserialize, Serialize};

open_enum! {
    /// The family that an error belongs to.
    ErrorType {
        /// The request itself is wrong.
        InvalidRequest => "invalid_request_error",
        /// No token, or not a valid one.
        Authentication => "authentication_error",
        /// A member of the team, but not allowed.
        Permission => "permission_error",
        /// Nothing there, or nothing that the caller may know of.
        NotFound => "not_found_error",
        /// True of the request, but not in the state that the thing is in.
        Conflict => "conflict_error",
        /// Too many requests.
        RateLimit => "rate_limit_error",
        /// The server's own fault.
        Server => "server_error",
    }
}

open_enum! {
    /// What went wrong, as a word that programs branch on.
    ErrorCode {
        /// 401: no token, or one that does not count any more.
        Unauthorized => "unauthorized",
        /// 403: the caller's role does not allow it.
        Forbidden => "forbidden",
        /// 404: nothing there, or a team that the caller is not in.
        NotFound => "not_found",
        /// 405: the path exists, the method does not.
        MethodNotAllowed => "method_not_allowed",
        /// 409: already in the team.
        AlreadyMember => "already_member",
        /// 409: an invitation of the same address is pending.
        InvitationPending => "invitation_pending",
        /// 409: the invitation was accepted, declined, revoked or has expired.
        InvitationNotPending => "invitation_not_pending",
        /// 409: the last owner can not leave, be removed or be demoted.
        LastOwner => "last_owner",
        /// 409: a first request with this idempotency key is still running.
        IdempotencyInProgress => "idempotency_in_progress",
        /// 410: the point in the change feed is too old; list all again.
        CursorExpired => "cursor_expired",
        /// 412: the team changed since the caller saw it.
        VersionMismatch => "version_mismatch",
        /// 413: the body is over 1 MiB.
        PayloadTooLarge => "payload_too_large",
        /// 400 or 422: `param` names the field.
        InvalidRequest => "invalid_request",
        /// 422: the idempotency key came with another body before.
        IdempotencyKeyReused => "idempotency_key_reused",
        /// 400: this request needs an idempotency key.
        IdempotencyKeyRequired => "idempotency_key_required",
        /// 429: `Retry-After` says when to come back.
        RateLimited => "rate_limited",
        /// 500: the server's own fault.
        Internal => "internal_error",
        /// 408 or 503: the request took too long.
        Timeout => "timeout",
    }
}

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ErrorDetail,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorDetail {
    /// A sentence for people. Programs branch on `code`.
    pub message: String,
    /// The family that the error belongs to.
    #[serde(rename = "type")]
    pub kind: ErrorType,
    /// The word that programs branch on.
    pub code: ErrorCode,
    /// The field of the request that is at fault, if one is.
    pub param: Option<String>,
}
