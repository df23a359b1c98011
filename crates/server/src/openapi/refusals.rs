//! Which refusals each operation has. All have the same body; the status says which kind it is.

use ollm_api::{ErrorBody, ErrorCode, ErrorDetail, ErrorType};
use utoipa::openapi::{Components, ContentBuilder, Ref, Response, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

/// One kind of refusal.
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) name: &'static str,
    description: &'static str,
}

const fn refusal(status: u16, name: &'static str, description: &'static str) -> Refusal {
    Refusal { status, name, description }
}

pub(super) const ALL: &[Refusal] = &[
    refusal(400, "Malformed", "The query, a header or the body can not be read, or a header is missing"),
    refusal(401, "Unauthorized", "No token, or one that does not count"),
    refusal(403, "Forbidden", "The caller is in the team, but their role does not allow this"),
    refusal(404, "NotFound", "Nothing there, or nothing that the caller may know of"),
    refusal(408, "SlowRequest", "The body did not arrive in time"),
    refusal(409, "Conflict", "Not in this state; `code` says why"),
    refusal(410, "CursorExpired", "The point is too old: list everything again"),
    refusal(412, "VersionMismatch", "The team changed since the caller saw it"),
    refusal(413, "PayloadTooLarge", "The body is over 1 MiB"),
    refusal(415, "UnsupportedMediaType", "The body is not `application/json`"),
    refusal(422, "Invalid", "`param` names the field, parameter or header that breaks a rule"),
    refusal(429, "RateLimited", "Too soon after the last time"),
    refusal(500, "InternalError", "The server's own fault"),
    refusal(503, "Unavailable", "The server is too busy, or can not check the token now: try again"),
];

/// What single operations can be refused with, beside what [`of`] concludes from their shape.
const SINGLE: &[(&str, &[u16])] = &[
    ("update_team", &[403, 412]),
    ("delete_team", &[403, 412]),
    ("change_role", &[403, 409]),
    ("remove_member", &[403, 409]),
    ("transfer_ownership", &[403]),
    ("create_invitation", &[403]),
    ("resend_invitation", &[403, 429]),
    ("revoke_invitation", &[403, 409]),
    ("create_top_up", &[403]),
    ("expire_top_up", &[403]),
    ("create_api_key", &[403]),
    ("revoke_api_key", &[403]),
    ("list_changes", &[410]),
    ("get_protected_resource", &[404]),
];

/// The refusals of an operation.
pub(super) fn of(id: &str, method: &str, path: &str, has_body: bool) -> impl Iterator<Item = &'static Refusal> {
    let is_service = !path.starts_with("/v1/");
    let takes_query = method == "GET" && id != "get_me" && id != "get_team" && id != "get_top_up";
    let single = SINGLE.iter().find(|(single, _)| *single == id).map_or(&[][..], |(_, statuses)| statuses);
    ALL.iter().filter(move |refusal| match refusal.status {
        500 | 503 => true,
        status if is_service => single.contains(&status),
        401 => true,
        400 | 422 => takes_query || has_body || method == "POST",
        404 => path.contains('{'),
        408 | 413 => has_body || method == "POST",
        409 if method == "POST" => true,
        415 => has_body,
        status => single.contains(&status),
    })
}

impl Refusal {
    pub(super) fn response(&self) -> Response {
        let body = Ref::from_schema_name(ErrorBody::name());
        let content = ContentBuilder::new().schema(Some(body)).build();
        ResponseBuilder::new().description(self.description).content("application/json", content).build()
    }
}

/// The body of every refusal.
pub(super) fn add_schemas(components: &mut Components) {
    let schemas = &mut components.schemas;
    schemas.insert(ErrorBody::name().into_owned(), ErrorBody::schema());
    schemas.insert(ErrorDetail::name().into_owned(), ErrorDetail::schema());
    schemas.insert(ErrorType::name().into_owned(), ErrorType::schema());
    schemas.insert(ErrorCode::name().into_owned(), ErrorCode::schema());
}
