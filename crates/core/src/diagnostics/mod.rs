//! Whether everything that the app stands on works, and what to hand to whoever helps where it does not.

mod report;

pub use report::{Check, CheckId, CheckOutcome, DiagnosticsBundle};
