//! The operations that `docs/openapi.json` states.

use serde_json::Value;

use crate::prism::repository;

/// `GET` and `/v1/teams/{id}`, say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
}

pub(crate) fn operations() -> Vec<Operation> {
    let text = std::fs::read_to_string(repository().join("docs/openapi.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let methods = |(path, item): (&String, &Value)| {
        let keys: Vec<_> = item.as_object().unwrap().keys().cloned().collect();
        let path = path.clone();
        keys.into_iter().map(move |key| Operation { method: key.to_uppercase(), path: path.clone() })
    };
    paths.iter().flat_map(methods).filter(|operation| operation.method != "PARAMETERS").collect()
}

/// The operation that a request is for: of several that fit, the one with the fewest parameters.
pub(crate) fn operation_of<'a>(operations: &'a [Operation], method: &str, path: &str) -> Option<&'a Operation> {
    let fits = |operation: &&Operation| operation.method == method && is_instance(&operation.path, path);
    operations.iter().filter(fits).min_by_key(|operation| operation.path.matches('{').count())
}

fn is_instance(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len() && template.iter().zip(path).all(|(t, p)| t.starts_with('{') || *t == p)
}
