//! Tells cargo that the migrations are part of the library: `sqlx::migrate!` alone does not see a new file.
#![allow(clippy::print_stdout, reason = "standard output is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
