//! Nothing is left out: every operation of the document, every method of the client and every kind of refusal.

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::Path;

use crate::document::{Operation, operation_of, operations};
use crate::prism::repository;
use crate::recorder::Exchange;

/// What the client does not ask for: the document's description of itself is for tools, and that of the resource is for
/// signing in, before there is a client.
const NOT_THE_CLIENTS: [&str; 2] = ["/openapi.json", "/.well-known/oauth-protected-resource"];

/// The refusals that the contract has for requests which are well-formed.
const REFUSALS: [u16; 8] = [401, 403, 404, 409, 410, 412, 422, 429];

/// Every operation was asked for and answered with a success, and nothing was asked for that the document lacks.
pub(crate) fn every_operation_was_asked_for(exchanges: &[Exchange]) {
    let operations: Vec<_> =
        operations().into_iter().filter(|operation| !NOT_THE_CLIENTS.contains(&operation.path.as_str())).collect();
    let of = |exchange: &Exchange| operation_of(&operations, &exchange.method, &exchange.path).cloned();

    let unknown: Vec<_> = exchanges.iter().filter(|exchange| of(exchange).is_none()).collect();
    assert!(unknown.is_empty(), "not in the document: {unknown:?}");

    let succeeded: BTreeSet<Operation> =
        exchanges.iter().filter(|exchange| exchange.status < 300).filter_map(of).collect();
    let missing: Vec<_> = operations.iter().filter(|operation| !succeeded.contains(operation)).collect();
    assert!(missing.is_empty(), "the scenario leaves out {missing:?}");

    let refusals: BTreeSet<u16> = exchanges.iter().map(|exchange| exchange.status).filter(|s| *s >= 300).collect();
    assert_eq!(refusals, BTreeSet::from(REFUSALS));
}

/// Several methods can ask for one operation, so that their names are counted as well.
#[test]
fn every_method_of_the_client_is_in_the_scenario() {
    let methods: BTreeSet<String> = sources(&repository().join("crates/api/src/client"))
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub async fn ")?.split('(').next().map(str::to_owned))
        .collect();
    assert!(methods.len() > 30, "the client's methods are not found where they were: {methods:?}");
    let scenario = sources(&repository().join("crates/server/tests/conformance/scenario"));
    let uncalled: Vec<_> = methods.iter().filter(|name| !scenario.contains(&format!(".{name}("))).collect();
    assert!(uncalled.is_empty(), "the scenario never calls {uncalled:?}");
}

fn sources(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|file| read_to_string(file).unwrap()).collect::<Vec<_>>().join("\n")
}
