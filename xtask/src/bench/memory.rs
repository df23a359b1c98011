//! How much memory the open app holds, all its processes together.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use anyhow::{Context, Result};
use procfs::process::{Process, all_processes};

use super::Bench;
use super::figure::{Figure, Goal};
use super::number::number;
use super::window::Window;
use super::windows::Windows;

const GOAL: Goal = Goal::TimesBaseline(1.25);
/// From the first paint, until what comes after it is over.
const IDLE: Duration = Duration::from_secs(5);

pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    let Windows { blank, lists } = Windows::measure(bench, idle)?;
    Ok(lists
        .iter()
        .map(|(teams, list)| {
            let name = format!("memory (PSS, all processes) after opening {} teams", number((*teams).into()));
            let figure = Figure::of_runs(name, "MB", list).against("a blank window", &blank);
            if *teams == 10_000 { figure.meant_to_be(GOAL) } else { figure }
        })
        .collect())
}

/// Megabytes that the window's processes hold once it is idle.
fn idle(window: &Window) -> Result<f64> {
    std::thread::sleep(IDLE);
    Ok(proportional_set_size(window.process_id())? as f64 / 1e6)
}

/// Bytes held by a program and everything that it started: each its own pages, and its share of those that several map.
fn proportional_set_size(program: u32) -> Result<u64> {
    let program = i32::try_from(program)?;
    let running = all_processes().context("cannot list processes")?;
    // One that ends meanwhile holds nothing any more.
    let parents: HashMap<i32, i32> =
        running.flatten().filter_map(|process| process.stat().ok()).map(|stat| (stat.pid, stat.ppid)).collect();
    family(program, &parents).into_iter().map(held_by).sum()
}

fn held_by(process: i32) -> Result<u64> {
    let totals = Process::new(process)?.smaps_rollup().context("cannot read what a process holds")?;
    let total = totals.memory_map_rollup.iter().filter_map(|map| map.extension.map.get("Pss")).sum();
    Ok(total)
}

/// `program` and its children, and theirs.
fn family(program: i32, parents: &HashMap<i32, i32>) -> HashSet<i32> {
    let mut family = HashSet::from([program]);
    loop {
        let before = family.len();
        family.extend(
            parents.iter().filter(|(_, parent)| family.contains(parent)).map(|(child, _)| *child).collect::<Vec<_>>(),
        );
        if family.len() == before {
            return family;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grandchildren_are_family_and_siblings_are_not() {
        let parents = HashMap::from([(10, 1), (11, 10), (12, 11), (13, 11), (20, 1)]);
        assert_eq!(family(10, &parents), HashSet::from([10, 11, 12, 13]));
    }

    #[test]
    fn this_program_holds_something() {
        let bytes = proportional_set_size(std::process::id()).expect("it can be read");
        assert!(bytes > 100_000, "{bytes}");
    }
}
