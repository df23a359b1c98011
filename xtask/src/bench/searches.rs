//! What is typed into the search box, taken from the data: names, IDs and addresses that are there, and one that is not.

use anyhow::{Context, Result};
use serde_json::Value;

use super::api;
use super::workload::Workload;

/// How many teams are searched for, by name or ID and by somebody in them.
const TEAMS: usize = 7;
/// Characters of each.
const LENGTH: usize = 8;
const ABSENT: &str = "zqxjkvw";

pub(crate) fn searches(workload: &Workload) -> Result<Vec<String>> {
    let teams = api::get(workload, "/v1/teams?limit=100")?;
    let teams = teams["data"].as_array().context("the server lists no teams")?;
    let mut searches = Vec::new();
    for (index, team) in teams.iter().step_by(teams.len().div_ceil(TEAMS)).enumerate() {
        let id = text(team, "id")?;
        searches.push(beginning(if index % 3 == 2 { id } else { text(team, "name")? }));
        let members = api::get(workload, &format!("/v1/teams/{id}/members?limit=100"))?;
        let members = members["data"].as_array().context("the server lists no members")?;
        let member = members.get(index + 1).or(members.last()).context("a team has no members")?;
        searches.push(beginning(text(member, "email")?));
    }
    searches.push(ABSENT.to_owned());
    Ok(searches)
}

fn text<'a>(object: &'a Value, field: &str) -> Result<&'a str> {
    object[field].as_str().with_context(|| format!("there is no {field}"))
}

fn beginning(text: &str) -> String {
    text.chars().take(LENGTH).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_the_beginning_of_a_text() {
        assert_eq!(beginning("Development"), "Developm");
        assert_eq!(beginning("Größere Sache"), "Größere");
        assert_eq!(beginning("QA"), "QA");
    }
}
