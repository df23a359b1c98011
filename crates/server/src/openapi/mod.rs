//! The OpenAPI document: what the handlers say of themselves, and here what is true of all of them.

mod refusals;

use ollm_api::{UsageGrouping, UsageInterval};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, Header, InfoBuilder, License, OpenApi, Ref, RefOr, Required, Response};
use utoipa::{PartialSchema, ToSchema};

use crate::routes;

const BEARER: &str = "bearer";
const REQUEST_ID: &str = "X-Request-Id";
const REPLAYED: &str = "Idempotent-Replayed";
const ETAG: &str = "ETag";
const RETRY_AFTER: &str = "Retry-After";
const WWW_AUTHENTICATE: &str = "WWW-Authenticate";

/// The answers that carry a team and with it the team's `ETag`.
const TEAM_ANSWERS: [&str; 4] = ["create_team", "get_team", "update_team", "transfer_ownership"];

/// The OpenAPI 3.1 document of everything under `/v1`, and of what stands beside it for all (health, metadata).
#[must_use]
pub fn openapi() -> OpenApi {
    let mut document = routes::documented().into_openapi();
    document.info = InfoBuilder::new()
        .title("OLLM Team API")
        .description(Some("Teams that share a balance: people, roles, invitations, top-ups and usage."))
        .version("1")
        .license(Some(license()))
        .build();
    document.security = Some(vec![SecurityRequirement::new(BEARER, std::iter::empty::<String>())]);
    let components = document.components.get_or_insert_with(Components::new);
    add_components(components);
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            complete(operation, method, path);
        }
    }
    document
}

fn license() -> License {
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    license
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all =
        [("GET", &mut item.get), ("POST", &mut item.post), ("PATCH", &mut item.patch), ("DELETE", &mut item.delete)];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Adds the refusals, and the headers that the conventions of the contract ask for.
fn complete(operation: &mut Operation, method: &str, path: &str) {
    let id = operation.operation_id.clone().unwrap_or_default();
    for refusal in refusals::of(&id, method, path, operation.request_body.is_some()) {
        let reference = RefOr::Ref(Ref::new(format!("#/components/responses/{}", refusal.name)));
        operation.responses.responses.insert(refusal.status.to_string(), reference);
    }
    if method == "POST" {
        operation.parameters.get_or_insert_default().push(RefOr::T(idempotency_key(id == "create_top_up")));
    }
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(Parameter { schema: Some(schema), .. }) = parameter {
            without_null(schema);
        }
    }
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        add_header(response, REQUEST_ID);
        if method == "POST" {
            add_header(response, REPLAYED);
        }
        if TEAM_ANSWERS.contains(&id.as_str()) {
            add_header(response, ETAG);
        }
    }
}

/// A parameter can be absent but never `null`, which the derived schema of an `Option` would allow.
fn without_null(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            if let SchemaType::Array(types) = &object.schema_type
                && let Some(known) = types.iter().find(|known| **known != Type::Null)
            {
                object.schema_type = SchemaType::Type(known.clone());
            }
        }
        RefOr::T(Schema::OneOf(choice)) => {
            if let Some(reference) = choice.items.iter().find(|item| matches!(item, RefOr::Ref(_))) {
                *schema = reference.clone();
            }
        }
        _ => {}
    }
}

fn idempotency_key(required: bool) -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(if required { Required::True } else { Required::False })
        .description(Some(
            "Makes it safe to send the request again: the first answer is replayed, for 24 hours at least. A refusal \
             changes nothing and is not replayed.",
        ))
        .schema(Some(text(Some("uuid"))))
        .build()
}

fn add_components(components: &mut Components) {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An OLLM key or an access token; opaque to the client"))
        .build();
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
    let words = || text(None);
    for (name, description, schema) in [
        (REQUEST_ID, "Names the request in the server's log", text(Some("uuid"))),
        (REPLAYED, "`true` where the answer is that of an earlier request with the same key", words()),
        (ETAG, "The version of the team, for `If-Match`", words()),
        (RETRY_AFTER, "After how many seconds to come back", integer()),
        (
            WWW_AUTHENTICATE,
            "`Bearer` (RFC 6750), with `resource_metadata` (RFC 9728) where access tokens count",
            words(),
        ),
    ] {
        components.headers.insert(name.to_owned(), RefOr::T(header(description, schema)));
    }
    for refusal in refusals::ALL {
        let mut response = refusal.response();
        add_header(&mut response, REQUEST_ID);
        match refusal.status {
            401 => add_header(&mut response, WWW_AUTHENTICATE),
            429 => add_header(&mut response, RETRY_AFTER),
            _ => {}
        }
        components.responses.insert(refusal.name.to_owned(), RefOr::T(response));
    }
    refusals::add_schemas(components);
    // Only parameters name these, and the schemas of parameters are not collected.
    components.schemas.insert(UsageGrouping::name().into_owned(), UsageGrouping::schema());
    components.schemas.insert(UsageInterval::name().into_owned(), UsageInterval::schema());
}

fn add_header(response: &mut Response, name: &str) {
    let reference = RefOr::Ref(Ref::new(format!("#/components/headers/{name}")));
    response.headers.insert(name.to_owned(), reference);
}

fn header(description: &str, schema: Schema) -> Header {
    HeaderBuilder::new().description(Some(description)).schema(Some(schema)).build()
}

fn text(format: Option<&str>) -> Schema {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(format.map(|format| SchemaFormat::Custom(format.to_owned())))
        .build()
        .into()
}

fn integer() -> Schema {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).build().into()
}
