//! Extractors whose refusals have the shape that the contract asks for.

mod body;
mod list;
mod parts;

pub(crate) use body::{MAX_BODY, RawBody};
pub(crate) use list::{ListParams, limit, page};
pub(crate) use parts::{Path, Query};
