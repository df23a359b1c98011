//! The copy as a whole: what is written is read again, whatever happens to the file.

mod files;
mod fixture;
mod lists;
mod low_balances;
mod model;
mod mutations;
mod scale;
mod steps;
mod windows;
mod writing;
