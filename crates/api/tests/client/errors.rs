use ollm_api::ErrorCode;
use ollm_api::client::{ApiError, ClientError};
use serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{client, error_body};

async fn error_of(template: ResponseTemplate) -> ApiError {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(template).mount(&server).await;
    match client(&server.uri()).me().await {
        Err(ClientError::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_contracts_error_is_carried_whole() {
    let body = json!({"error": {
        "message": "A name can not be empty.", "type": "invalid_request_error", "code": "invalid_request", "param": "name"
    }});
    let template = ResponseTemplate::new(422).set_body_json(body).insert_header("x-request-id", "req-9");
    let error = error_of(template).await;
    assert_eq!(
        error,
        ApiError {
            status: 422,
            code: ErrorCode::InvalidRequest,
            message: "A name can not be empty.".to_owned(),
            param: Some("name".to_owned()),
            request_id: Some("req-9".to_owned()),
            retry_after: None,
        }
    );
}

#[tokio::test]
async fn every_known_code_is_read_and_an_unknown_one_kept() {
    for word in ErrorCode::KNOWN {
        let error = error_of(ResponseTemplate::new(409).set_body_json(error_body(word))).await;
        assert_eq!(error.code.as_str(), *word);
        assert!(!matches!(error.code, ErrorCode::Other(_)), "{word}");
    }
    let error = error_of(ResponseTemplate::new(409).set_body_json(error_body("team_frozen"))).await;
    assert_eq!(error.code, ErrorCode::Other("team_frozen".to_owned()));
}

#[tokio::test]
async fn a_proxys_page_keeps_status_and_request_id() {
    for (status, code) in
        [(401, "unauthorized"), (403, "http_403"), (404, "http_404"), (410, "http_410"), (500, "internal_error")]
    {
        let template = ResponseTemplate::new(status)
            .set_body_raw("<h1>Nope</h1>", "text/html")
            .insert_header("x-request-id", "req-5");
        let error = error_of(template).await;
        assert_eq!((error.status, error.code.as_str()), (status, code));
        assert_eq!(error.request_id.as_deref(), Some("req-5"));
        assert!(!error.message.contains("Nope"), "a page is not a sentence");
    }
}

#[tokio::test]
async fn which_errors_leave_a_write_unknown() {
    for (status, code, unknown) in [
        (400, "invalid_request", false),
        (403, "forbidden", false),
        (404, "not_found", false),
        (408, "timeout", true),
        (409, "last_owner", false),
        (409, "idempotency_in_progress", true),
        (412, "version_mismatch", false),
        (422, "idempotency_key_reused", false),
        (429, "rate_limited", false),
        (500, "internal_error", true),
        (502, "bad_gateway", true),
        (503, "timeout", true),
    ] {
        let error = error_of(ResponseTemplate::new(status).set_body_json(error_body(code))).await;
        assert_eq!(ClientError::from(error).outcome_unknown(), unknown, "{status} {code}");
    }
}
