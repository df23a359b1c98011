//! `docs/openapi.json` is what the code says. `UPDATE_OPENAPI=1 cargo test -p ollm-server --test api openapi` rewrites it.

use std::path::Path;
use std::{env, fs};

#[test]
fn the_committed_document_is_what_the_code_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let document = ollm_server::openapi().to_pretty_json().unwrap() + "\n";
    if env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(&file, &document).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    // Not assert_eq: a diff of two long texts tells nobody anything.
    assert!(committed == document, "docs/openapi.json has drifted: UPDATE_OPENAPI=1 rewrites it");
}

#[test]
fn it_is_openapi_3_1_and_every_operation_is_whole() {
    let document = serde_json::to_value(ollm_server::openapi()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = document["paths"].as_object().unwrap();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            let at = format!("{method} {path}");
            assert!(operation["summary"].is_string() || operation["description"].is_string(), "{at}: no words");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{at}: no success");
            assert!(responses.contains_key("500"), "{at}: no failure");
            assert_eq!(responses.contains_key("401"), path.starts_with("/v1/"), "{at}: 401");
            for (status, response) in responses.iter().filter(|(status, _)| status.starts_with('2')) {
                assert!(response["headers"]["X-Request-Id"].is_object(), "{at} {status}: no X-Request-Id");
            }
        }
    }
}

#[test]
fn a_parameter_is_never_null() {
    let document = serde_json::to_value(ollm_server::openapi()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array();
            for parameter in parameters.into_iter().flatten() {
                let schema = parameter["schema"].to_string();
                assert!(!schema.contains("null"), "{method} {path} {}: {schema}", parameter["name"]);
            }
        }
    }
}
