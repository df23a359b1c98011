//! Whether everything that the app stands on works, and what to hand to whoever helps where it does not.

mod bundle;
mod checks;
mod redact;
mod report;

pub(crate) use bundle::LastReport;
pub use report::{Check, CheckId, CheckOutcome, DiagnosticsBundle};
